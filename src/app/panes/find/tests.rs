//! The find pane alone: intentions and answers in, steps out.

use super::*;
use crate::app::vocabulary::{Context, Query};
use crate::domain::customer::Sight;
use crate::domain::time::{Instant, Now};
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

fn found(ids: &[i64]) -> Answer {
    let row = |id: &i64| FoundRow {
        id: CustomerId(*id),
        code: format!("K{id}"),
        name: "李明朗".to_owned(),
        card_no: None,
        tier: None,
        grade: None,
        owner: None,
        owner_name: None,
        digits: None,
        whose: None,
        last_contact_at: None,
        do_not_call: false,
        sight: Sight::Full,
        matched_by: MatchedBy::Digits,
    };
    let rows: Vec<FoundRow> = ids.iter().map(row).collect();
    let count = rows.len();
    Answer::Rows(Found { rows, count })
}

fn typed(find: &mut Find, text: &str) -> Vec<Step> {
    let desk = desk();
    let mut steps = Vec::new();
    for c in text.chars() {
        steps = find.typed(&desk, Key::Char(c));
    }
    steps
}

fn query(typed: &str, limit: usize) -> Step {
    let typed = typed.to_owned();
    Step::Read(Slot::Rows, Query::Find { typed, limit })
}

#[test]
fn every_key_asks_for_what_is_typed_as_it_is_typed() {
    let mut find = Find::new();
    assert_eq!(typed(&mut find, "4 8"), vec![query("4 8", 20)]);
    assert_eq!(find.typed(&desk(), Key::Backspace), vec![query("4 ", 20)]);
}

#[test]
fn emptying_the_line_asks_for_recent_customers_and_escape_leaves_it() {
    let mut find = Find::new();
    typed(&mut find, "48");
    let recent = Step::Read(Slot::Rows, Query::Recent { limit: 10 });
    assert_eq!(
        find.update(&desk(), Action::LeaveLine, Key::Esc),
        vec![recent]
    );
    assert_eq!(
        find.update(&desk(), Action::LeaveLine, Key::Esc),
        vec![Step::Go(Focus::Rows), Step::Show(None)]
    );
}

#[test]
fn one_match_is_shown_and_enter_opens_it() {
    let mut find = Find::new();
    typed(&mut find, "4821");
    let steps = find.receive(&desk(), Slot::Rows, Ok(&found(&[7])));
    assert_eq!(steps, vec![Step::Show(Some(CustomerId(7)))]);
    assert_eq!(
        find.update(&desk(), Action::EnterRows, Key::Enter),
        vec![Step::Open(CustomerId(7))]
    );
}

#[test]
fn several_matches_lead_into_the_rows() {
    let mut find = Find::new();
    typed(&mut find, "4821");
    let steps = find.receive(&desk(), Slot::Rows, Ok(&found(&[7, 8])));
    assert_eq!(steps, vec![Step::Show(None)]);
    assert_eq!(
        find.update(&desk(), Action::EnterRows, Key::Enter),
        vec![Step::Go(Focus::Rows), Step::Show(Some(CustomerId(7)))]
    );
    find.focus(false);
    assert_eq!(
        find.update(&desk(), Action::Down, Key::Down),
        vec![Step::Show(Some(CustomerId(8)))]
    );
}

#[test]
fn where_nobody_is_found_there_is_something_to_do() {
    let mut find = Find::new();
    typed(&mut find, "13700001111");
    find.receive(&desk(), Slot::Rows, Ok(&found(&[])));
    let number = "13700001111".to_owned();
    assert_eq!(
        find.update(&desk(), Action::Open, Key::Enter),
        vec![Step::Ask(Ask::New(number.clone()))]
    );
    find.update(&desk(), Action::Down, Key::Down);
    assert_eq!(
        find.update(&desk(), Action::Open, Key::Enter),
        vec![Step::Ask(Ask::Attach(number))]
    );
}

#[test]
fn reading_on_past_the_first_rows_asks_for_more_and_stays_on_the_row() {
    let mut find = Find::new();
    typed(&mut find, "48");
    let Answer::Rows(mut first) = found(&(1..=20).collect::<Vec<_>>()) else {
        return;
    };
    first.count = 130;
    find.receive(&desk(), Slot::Rows, Ok(&Answer::Rows(first)));
    for _ in 0..18 {
        find.update(&desk(), Action::Down, Key::Down);
    }
    let steps = find.update(&desk(), Action::Down, Key::Down);
    assert_eq!(
        steps,
        vec![Step::Show(Some(CustomerId(20))), query("48", 60)]
    );
    let more = found(&(1..=60).collect::<Vec<_>>());
    find.receive(&desk(), Slot::Rows, Ok(&more));
    assert_eq!(find.selected(), Some(CustomerId(20)));
}

/// A list of which the first 20 of so many are here.
fn first_of(count: usize) -> Find {
    let mut find = Find::new();
    typed(&mut find, "48");
    if let Answer::Rows(mut first) = found(&(1..=20).collect::<Vec<_>>()) {
        first.count = count;
        find.receive(&desk(), Slot::Rows, Ok(&Answer::Rows(first)));
    }
    find
}

#[test]
fn all_of_the_list_is_marked_when_the_whole_list_is_here() {
    let mut find = first_of(130);
    let steps = find.update(&desk(), Action::MarkAll, Key::Char('a'));
    assert_eq!((steps, find.marked()), (vec![query("48", Found::CAP)], 0));
    let whole = found(&(1..=130).collect::<Vec<_>>());
    assert_eq!(find.receive(&desk(), Slot::Rows, Ok(&whole)), vec![]);
    assert_eq!(find.marked(), 130);
    find.update(&desk(), Action::MarkAll, Key::Char('a'));
    assert_eq!(find.marked(), 0);
}

#[test]
fn of_more_than_can_be_listed_so_many_are_marked_and_it_is_said() {
    let mut find = first_of(Found::CAP);
    find.update(&desk(), Action::MarkAll, Key::Char('a'));
    let whole = found(&(1..=1000).collect::<Vec<_>>());
    let said = find.receive(&desk(), Slot::Rows, Ok(&whole));
    let words = "1000 of more marked";
    assert_eq!(
        (said, find.marked()),
        (vec![Step::tell(Tone::Warning, words)], 1000)
    );
}

#[test]
fn the_end_is_the_end_of_the_whole_list() {
    let mut find = first_of(130);
    let steps = find.update(&desk(), Action::Last, Key::End);
    assert_eq!(steps, vec![query("48", Found::CAP)]);
    let whole = found(&(1..=130).collect::<Vec<_>>());
    find.receive(&desk(), Slot::Rows, Ok(&whole));
    assert_eq!(find.selected(), Some(CustomerId(130)));
}

#[test]
fn the_key_of_the_caller_line_is_no_text_at_its_beginning() {
    let mut find = Find::new();
    assert_eq!(typed(&mut find, "/48"), vec![query("48", 20)]);
    assert_eq!(typed(&mut find, "/"), vec![query("48/", 20)]);
}
