//! The telephone at the desk: ringing calls over it, beside what is being typed, and after.

use crate::desk::{Person, fixtures};
use huoke::app::Focus;
use huoke::app::vocabulary::{Changed, Command, Effect, Event};
use huoke::domain::ids::CustomerId;
use huoke::text::Lang;

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
