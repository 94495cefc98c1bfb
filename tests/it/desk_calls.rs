//! The telephone at the desk: ringing calls over it, beside what is being typed, and after.

use crate::desk::{Person, fixtures};
use huoke::app::Focus;
use huoke::app::vocabulary::{Changed, Command, Effect, Event};
use huoke::domain::customer::Sight;
use huoke::domain::ids::{CallId, CustomerId};
use huoke::domain::interaction::Call;
use huoke::domain::time::Instant;
use huoke::text::Lang;
use unicode_width::UnicodeWidthStr;

const SMALL: (u16, u16) = (80, 24);

fn at(size: (u16, u16)) -> Person {
    Person::new(Lang::Zh, size)
}

#[test]
fn a_ringing_call_lays_the_callers_card_over_the_desk() {
    let mut person = at(SMALL);
    person.calls(vec![fixtures::ringing(9, "8613800134821")]);
    assert_eq!(person.app.card().customer(), Some(CustomerId(1)));
    assert_eq!(person.app.focus(), Focus::Card);
    person.sees("VIP0087").sees("来电");
    assert!(person.effects.contains(&Effect::Bell));
    person.press("cr<Enter>");
    let logged = person
        .store
        .written
        .iter()
        .any(|command| matches!(command, Command::Log { log, .. } if log.call.is_some()));
    assert!(logged);
}

#[test]
fn a_ringing_call_never_touches_what_is_being_typed() {
    let mut person = at(SMALL);
    person.press("4821<Enter>crab<Tab>你好");
    person.calls(vec![fixtures::ringing(9, "862162345555")]);
    person.sees("来电").sees("你好");
    person.press("吗");
    person.sees("你好吗");
    person.press("<F8>").sees("李 明").sees("李秀英");
    person.press("<Down><Enter>");
    assert_eq!(person.app.card().customer(), Some(CustomerId(5)));
    person.press("<Esc>").sees("你好吗");
}

#[test]
fn an_unknown_caller_opens_a_new_customer_with_the_number_in_it() {
    let mut person = at(SMALL);
    person.calls(vec![fixtures::ringing(9, "8613711112222")]);
    person
        .sees("新增客户")
        .sees("8613711112222")
        .sees("陌生来电");
}

#[test]
fn calls_that_are_not_logged_wait_under_the_empty_line() {
    let mut person = at(SMALL);
    let mut call = fixtures::ringing(9, "8613800134821");
    call.answered_at = call.rang_at;
    call.ended_at = call.rang_at;
    person.calls(vec![call]);
    person.sees("未记录").press("<Enter>").press("<Enter>");
    person.sees("VIP0087");
}

#[test]
fn a_later_log_is_not_taken_for_the_call_that_was_logged() {
    let mut person = at(SMALL);
    let mut call = fixtures::ringing(9, "8613800134821");
    person.calls(vec![call.clone()]);
    person.press("cr<Enter>");
    call.logged = true;
    person.calls(vec![call]);
    person.press("cr<Enter>");
    let calls: Vec<bool> = person
        .store
        .written
        .iter()
        .filter_map(|command| match command {
            Command::Log { log, .. } => Some(log.call.is_some()),
            _ => None,
        })
        .collect();
    assert_eq!(calls, [true, false]);
}

#[test]
fn a_stranger_who_was_added_is_logged_with_the_call() {
    let mut person = at(SMALL);
    person.calls(vec![fixtures::ringing(9, "8613711112222")]);
    person.press("赵六<F9>").sees("赵六");
    person.press("cr<Enter>");
    let with_call = person
        .store
        .written
        .iter()
        .any(|command| matches!(command, Command::Log { log, .. } if log.call.is_some()));
    assert!(with_call);
}

#[test]
fn the_callers_card_stays_while_colleagues_change_the_rows_beside_it() {
    let mut person = at((120, 40));
    person.press("5555<Enter>");
    person.calls(vec![fixtures::ringing(9, "8613800134821")]);
    assert_eq!(person.app.card().customer(), Some(CustomerId(1)));
    let changed = Changed {
        customers: vec![CustomerId(2)],
        ..Changed::default()
    };
    person.event(Event::Changed(changed));
    assert_eq!(person.app.card().customer(), Some(CustomerId(1)));
    person.press("<Esc>");
    assert_eq!(person.app.card().customer(), Some(CustomerId(2)));
}

/// A call that began to ring so many seconds after another.
fn later(id: i64, digits: &str, seconds: i64) -> Call {
    let mut call = fixtures::ringing(id, digits);
    call.rang_at = call.rang_at.map(|at| Instant(at.0 + seconds * 1000));
    call
}

fn answered(mut call: Call, seconds: i64) -> Call {
    call.answered_at = call.rang_at.map(|at| Instant(at.0 + seconds * 1000));
    call
}

#[test]
fn a_newer_ring_takes_the_place_of_an_older_one_that_waits_in_the_list() {
    for newest_first in [true, false] {
        let mut person = at((120, 40));
        let older = fixtures::ringing(90, "8613800134821");
        let newer = later(91, "8613711112222", 60);
        person.calls(vec![older.clone()]);
        assert_eq!(person.app.card().customer(), Some(CustomerId(1)));
        let mut both = vec![newer, older];
        if !newest_first {
            both.reverse();
        }
        person.calls(both);
        person.sees("新增客户").sees("陌生来电 137****2222");
        person
            .press("<Esc><Esc>")
            .sees("响铃中")
            .sees("138****4821");
    }
}

#[test]
fn the_answered_call_has_the_desk_and_another_ring_is_a_banner() {
    let mut person = at((120, 40));
    let older = fixtures::ringing(90, "8613800134821");
    let newer = later(91, "8613900137777", 60);
    person.calls(vec![older.clone()]);
    person.calls(vec![newer.clone(), older.clone()]);
    assert_eq!(person.app.card().customer(), Some(CustomerId(4)));
    let older = answered(older, 70);
    person.calls(vec![newer.clone(), older.clone()]);
    assert_eq!(person.app.card().customer(), Some(CustomerId(1)));
    let third = later(92, "8613711112222", 80);
    person.calls(vec![third.clone(), newer.clone(), older.clone()]);
    assert_eq!(person.app.card().customer(), Some(CustomerId(1)));
    person.sees("陌生来电 137****2222").press("cr<Enter>");
    let logged = person
        .store
        .written
        .iter()
        .find_map(|command| match command {
            Command::Log { log, .. } => log.call,
            _ => None,
        });
    assert_eq!(logged, Some(CallId(90)));
    person.calls(vec![answered(third, 5), newer]);
    person.sees("新增客户");
}

#[test]
fn a_digit_over_the_untouched_form_of_a_caller_is_the_caller_lines() {
    for (keys, line) in [("4", "4"), ("４", "4"), ("/", ""), ("4821", "4821")] {
        let mut person = at(SMALL);
        person.calls(vec![fixtures::ringing(9, "8613711112222")]);
        person.sees("新增客户").press(keys);
        assert_eq!((person.app.line(), person.app.is_covered()), (line, false));
        person.sees("陌生来电").press("<F8>");
        person.sees("新增客户").sees("8613711112222");
    }
}

#[test]
fn letters_and_later_digits_stay_in_the_form_of_a_caller() {
    let mut person = at(SMALL);
    person.calls(vec![fixtures::ringing(9, "8613711112222")]);
    person.press("赵4");
    assert_eq!(person.app.line(), "");
    person.sees("赵4");
    let mut person = at(SMALL);
    person.calls(vec![fixtures::ringing(9, "8613711112222")]);
    person.press("<Tab><End>5").sees("86137111122225");
    let mut person = at(SMALL);
    person.press("13700001111<Enter><Enter>4");
    person.sees("新增客户");
    assert!(person.app.is_covered());
}

#[test]
fn an_untouched_form_of_a_caller_makes_room_for_the_next_call() {
    let mut person = at(SMALL);
    person.calls(vec![fixtures::ringing(90, "8613711112222")]);
    person.calls(vec![later(91, "8613800134821", 9)]);
    assert!(!person.app.is_covered());
    assert_eq!(person.app.card().customer(), Some(CustomerId(1)));
}

#[test]
fn a_call_that_was_missed_says_since_when() {
    for lang in Lang::ALL {
        for size in [SMALL, (120, 40)] {
            let mut person = Person::new(lang, size);
            let mut call = later(9, "8613800134821", -26 * 3600);
            call.missed = true;
            let mut unlogged = answered(later(8, "8613711112222", -3 * 86_400), 1);
            unlogged.ended_at = unlogged.answered_at;
            person.calls(vec![call, unlogged]);
            let words = lang.text();
            person.sees(&format!("{} ", words.desk.missed));
            person.sees(&format!("{} ", words.desk.unlogged));
            person.sees(&(words.customer.days)(1));
            person.sees(&(words.customer.days)(3));
        }
    }
}

#[test]
fn calls_and_customers_stand_in_the_same_columns_where_there_is_room() {
    let mut person = at(SMALL);
    person.press("4821<Enter><Esc>/");
    let mut call = later(9, "8613711112222", -26 * 3600);
    call.missed = true;
    person.calls(vec![call]);
    let screen = person.screen();
    let column = |number: &str| {
        let line = screen.lines().find(|line| line.contains(number)).unwrap();
        line.split(number).next().unwrap().width()
    };
    assert_eq!(column("137****2222"), column("138****4821"));
}

#[test]
fn a_call_opens_the_card_of_whom_was_put_through_only_and_its_log_closes_it_again() {
    for size in [SMALL, (120, 40)] {
        let mut person = at(size);
        person.press("8613900137777<Enter>").sees("只能转接");
        let opened = |command: &Command| matches!(command, Command::Opened { .. });
        assert!(!person.store.written.iter().any(opened), "nothing was seen");
        person.store.customers[3].sight = Sight::Full;
        let mut call = answered(fixtures::ringing(9, "8613900137777"), 5);
        person.calls(vec![call.clone()]);
        person.sees("139 0013 7777");
        assert_eq!(
            person.store.written.iter().filter(|&c| opened(c)).count(),
            1
        );
        person.press("<F8>c").sees("记录通话：Jon Yang");
        person.press("r<Enter>");
        person.store.customers[3].sight = Sight::PutThrough;
        call.logged = true;
        person.calls(vec![call]);
        person.sees("只能转接").sees_no("139 0013 7777");
        person.press("c");
        assert!(!person.app.is_covered());
    }
}

#[test]
fn a_card_that_went_out_of_sight_says_so_in_words() {
    let mut person = at(SMALL);
    person.press("8613900137777<Enter>");
    person.store.customers.remove(3);
    person.event(Event::Changed(Changed {
        customers: vec![CustomerId(4)],
        ..Changed::default()
    }));
    person.sees("不在您的范围内").sees_no("未找到：4");
}
