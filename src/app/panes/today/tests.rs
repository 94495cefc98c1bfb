//! The Today pane alone: intentions and answers in, steps out.

use super::*;
use crate::app::vocabulary::Context;
use crate::domain::ids::RuleId;
use crate::domain::time::{Instant, Now};
use crate::domain::today::{Detail, Due, Kind};
use crate::kit::theme::Theme;
use crate::text::Lang;

fn desk() -> Desk {
    let now = Now {
        at: Instant(1_795_413_900_000),
        zone: chrono_tz::Asia::Shanghai,
    };
    let context = Context { now, nonce: 1 };
    Desk::new(&context, Lang::En, Theme::default(), (120, 40))
}

fn row(customer: Option<i64>, occurrence: &str, now: &Now) -> TodayRow {
    TodayRow {
        customer: customer.map(CustomerId),
        code: String::new(),
        name: "李明朗".to_owned(),
        number: None,
        owner: None,
        tier: None,
        grade: None,
        score: 0,
        reasons: vec![Due {
            rule: RuleId(1),
            code: "new".to_owned(),
            kind: Kind::New,
            occurrence: occurrence.to_owned(),
            due_on: now.today(),
            at: None,
            points: 1,
            detail: Detail::New,
        }],
        last_contact_at: None,
        contacts_30d: 0,
        guard: Vec::new(),
        tried: false,
        last_said: None,
        held: Vec::new(),
        taken: Vec::new(),
        held_by: None,
    }
}

/// The first of so many customers.
fn answer(ids: std::ops::RangeInclusive<i64>, total: usize) -> Answer {
    let now = desk().now;
    let rows = ids.map(|id| row(Some(id), "new", &now)).collect();
    Answer::Today(Box::new(TodayList {
        rows,
        total,
        more: false,
        done: 0,
        ..TodayList::default()
    }))
}

fn query(limit: usize) -> Step {
    let (whose, list) = (Whose::Mine, ListOf::Ranked);
    Step::Read(Slot::Today, Query::Today { whose, list, limit })
}

#[test]
fn reading_on_past_the_first_rows_asks_for_more_and_stays_on_the_row() {
    let mut today = Today::default();
    today.receive(&desk(), Slot::Today, Ok(&answer(1..=60, 400)));
    let steps = today.update(&desk(), Action::PageDown, Key::PageDown);
    assert_eq!(steps.len(), 1, "the end is not reached");
    for _ in 0..60 {
        today.update(&desk(), Action::Down, Key::Down);
    }
    assert_eq!(
        today.limit,
        ROWS * 4,
        "asked once, however often one goes down"
    );
    today.receive(&desk(), Slot::Today, Ok(&answer(1..=400, 400)));
    assert_eq!(today.selected(), Some(CustomerId(60)));
}

#[test]
fn all_of_the_list_is_marked_when_the_whole_list_is_here() {
    let mut today = Today::default();
    today.receive(&desk(), Slot::Today, Ok(&answer(1..=60, 130)));
    let steps = today.update(&desk(), Action::MarkAll, Key::Char('a'));
    assert_eq!((steps, today.marked()), (vec![query(MOST)], 0));
    today.receive(&desk(), Slot::Today, Ok(&answer(1..=130, 130)));
    assert_eq!(today.marked(), 130);
}

#[test]
fn a_row_that_is_gone_leaves_the_selection_on_the_next_one() {
    let mut today = Today::default();
    today.receive(&desk(), Slot::Today, Ok(&answer(1..=5, 5)));
    today.step(1);
    let steps = today.receive(&desk(), Slot::Today, Ok(&answer(3..=5, 3)));
    assert_eq!(steps, vec![Step::Show(Some(CustomerId(3)))]);
}

#[test]
fn a_strangers_call_is_gone_to_as_a_call() {
    let mut today = Today::default();
    let list = TodayList {
        rows: vec![row(None, "9", &desk().now)],
        total: 1,
        ..TodayList::default()
    };
    let list = Answer::Today(Box::new(list));
    today.receive(&desk(), Slot::Today, Ok(&list));
    let steps = today.update(&desk(), Action::Open, Key::Enter);
    assert_eq!(steps, vec![Step::Take(CallId(9))]);
    assert_eq!((today.targets(), today.owed().len()), (vec![], 1));
}
