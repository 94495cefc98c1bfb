//! The list of Today on the desk: where one is in it, when it is asked for, and what is asked
//! before somebody is worn out.

use crate::desk::{NOW, Person, due, fixtures};
use crate::today::{LARGE, SMALL, at, selected};
use huoke::app::Focus;
use huoke::app::vocabulary::{Changed, Effect, Event, Query};
use huoke::domain::ids::CustomerId;
use huoke::error::Error;
use huoke::text::Lang;
use std::sync::Arc;

fn questions(person: &Person) -> usize {
    let asked = |effect: &&Effect| matches!(effect, Effect::Read(_, _, Query::Today { .. }));
    person.effects.iter().filter(asked).count()
}

#[test]
fn a_strangers_missed_call_opens_the_form_of_a_new_customer_with_the_number() {
    let mut person = Person::new(Lang::Zh, SMALL);
    let mut call = fixtures::ringing(9, "8613700001111");
    call.missed = true;
    person.calls(vec![call]);
    person.press("<F3><Down><Down>").sees("137****1111");
    assert_eq!(selected(&person), None);
    person.press("<Enter>").sees("新增客户").sees("13700001111");
}

#[test]
fn whoever_had_better_not_be_called_is_asked_about_once_with_the_reason() {
    for key in ["c", "r", "y"] {
        let mut person = at(SMALL);
        person.press("<End>").press(key);
        person
            .sees("仍要联系张家店？")
            .sees("客户不愿接电话")
            .sees("30天内已联系4次，上限3次");
        person.press("<Esc>");
        assert!(!person.app.is_covered());
        person.press(key).press("<Enter>").sees_no("仍要联系");
        if person.app.is_covered() {
            person.press("<Esc>");
        }
        person.press("y").sees("已复制");
    }
}

#[test]
fn one_found_who_does_not_want_calls_is_asked_about_before_the_card_was_ever_read() {
    for key in ["c", "r", "y"] {
        let mut person = Person::new(Lang::Zh, SMALL);
        person.press("5555<Down>");
        while selected(&person) != Some(3) {
            person.press("<Down>");
        }
        assert_eq!(person.app.focus(), Focus::Rows);
        assert_eq!(person.app.card().customer(), None, "nobody's card is there");
        let before = person.store.written.len();
        person.press(key).sees("仍要联系张家店？");
        person.sees("客户不愿接电话");
        person.press("<Esc>");
        assert!(!person.app.is_covered());
        assert_eq!(person.store.written.len(), before);
        person.press(key).press("<Enter>").sees_no("仍要联系");
        // Of the others nothing is asked.
        let mut other = Person::new(Lang::Zh, SMALL);
        other.press("4821<Down>").press(key).sees_no("仍要联系");
    }
}

#[test]
fn the_number_of_somebody_not_to_be_called_stays_masked_on_the_card_until_it_is_asked_for() {
    let mut person = at(SMALL);
    person.press("<End><Enter>").sees("+852 ****5555");
    person.press("r<Enter>").sees("<85291235555>");
}

#[test]
fn what_others_change_comes_in_after_five_seconds_without_moving_the_selection() {
    let mut person = at(LARGE);
    person.press("<Down><Down><Down>");
    assert_eq!(selected(&person), Some(2));
    let before = questions(&person);
    let mut list = due::today();
    list.rows.remove(0);
    list.rows.rotate_right(1);
    person.store.today.list = list;
    let changed = Changed {
        customers: vec![CustomerId(5)],
        ..Changed::default()
    };
    for _ in 0..3 {
        person.event(Event::Changed(changed.clone()));
        person.event(Event::Tick);
    }
    assert_eq!(questions(&person), before);
    for _ in 0..3 {
        person.event(Event::Tick);
    }
    assert_eq!(
        (questions(&person), selected(&person)),
        (before + 1, Some(2))
    );
}

#[test]
fn a_list_that_is_not_on_the_screen_is_asked_for_when_one_goes_there() {
    let mut person = Person::new(Lang::Zh, SMALL);
    assert_eq!(questions(&person), 0);
    person.press("<F3>");
    assert_eq!(questions(&person), 1);
    person.press("<F2><F3>");
    assert_eq!(questions(&person), 1);
    person.press("<F2>");
    person.resize(120, 40);
    person.resize(80, 24);
    assert_eq!(questions(&person), 1);
}

#[test]
fn a_promised_call_comes_up_at_its_minute() {
    let mut person = at(SMALL);
    let before = questions(&person);
    person.store.callbacks = vec![huoke::domain::interaction::Callback {
        customer: CustomerId(2),
        name: "李 明".to_owned(),
        at: huoke::domain::time::Instant(NOW.0 + 2_000),
    }];
    let many = Changed {
        many: true,
        ..Changed::default()
    };
    person.event(Event::Changed(many));
    person.store.today.list.rows.rotate_right(2);
    person.pace = 3_000;
    person.press("<Down>");
    person.event(Event::Tick);
    assert_eq!(questions(&person), before + 1);
}

#[test]
fn tab_and_function_keys_lead_through_line_lists_and_card() {
    let mut person = Person::new(Lang::Zh, LARGE);
    let here = |person: &Person| (person.app.focus(), selected(person));
    person.press("<Tab>");
    assert_eq!(here(&person), (Focus::Rows, None));
    person.press("<Tab>");
    assert_eq!(here(&person), (Focus::Rows, Some(5)));
    person.press("<Tab>");
    assert_eq!(here(&person), (Focus::Rows, None), "no task is there");
    person.press("<Shift-Tab><Enter>");
    assert_eq!(person.app.focus(), Focus::Card);
    person.press("<Shift-Tab>");
    assert_eq!(here(&person), (Focus::Rows, Some(2)), "the newest sale");
    person.press("<Shift-Tab><Shift-Tab>");
    assert_eq!(here(&person), (Focus::Rows, Some(5)));
    person.press("<F2>");
    assert_eq!(here(&person), (Focus::Rows, Some(5)), "whose card was open");
    person.press("<F3>4821");
    assert_eq!(
        (person.app.focus(), person.app.line()),
        (Focus::Line, "4821")
    );
}

#[test]
fn a_list_that_cannot_be_had_says_why() {
    let mut person = Person::new(Lang::Zh, SMALL);
    person.silent = true;
    person.press("<F3>").sees("查询中");
    let asked = |effect: &Effect| match effect {
        Effect::Read(slot, ticket, Query::Today { .. }) => Some((*slot, *ticket)),
        _ => None,
    };
    let (slot, ticket) = person.effects.iter().rev().find_map(asked).unwrap();
    let busy = Error::Busy {
        holder: None,
        waited_ms: 10_000,
    };
    person.event(Event::Answer(slot, ticket, Err(Arc::new(busy))));
    person.sees("文件正忙");
}
