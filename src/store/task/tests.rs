//! Tasks on a real file: given, done, handed over, and who may see them.
#![allow(clippy::unwrap_used)]

use super::*;
use crate::domain::customer::{Draft, Field, Sight};
use crate::domain::interaction::CallLog;
use crate::domain::nearest::{self, Near};
use crate::domain::task::{Edit, NewTask, To};
use crate::domain::when::Next;
use crate::error::{Fault, Refusal};
use crate::store::testing::{AT, Place};
use crate::store::{Asking, card, customer, journal, staff};

fn customer(place: &mut Place, owner: &str) -> CustomerId {
    let draft = Draft {
        fields: vec![(Field::Name, "李明朗".to_owned())],
        owner: Some(Some(place.id(owner))),
        ..Draft::default()
    };
    place.done("root", |tx| customer::add(tx, &draft)).id
}

fn to(place: &Place, login: &str) -> To {
    To::Person(place.id(login))
}

fn on(day: &str) -> Option<Next> {
    let on = day.parse().unwrap();
    Some(Next { on, at: None })
}

fn titles(place: &Place, login: &str, filter: &Filter) -> Vec<String> {
    let reader = place.reader();
    let actor = staff::actor(&reader, place.id(login)).unwrap();
    let found = list(&reader, &actor, filter).unwrap();
    found.into_iter().map(|task| task.title).collect()
}

fn state(error: Error) -> &'static str {
    match error {
        Error::Refused(Refusal::State(state)) => state,
        other => panic!("{other:?}"),
    }
}

fn log(customer: CustomerId) -> CallLog {
    CallLog {
        note: Some("都好".to_owned()),
        ..CallLog::new(customer, "reached")
    }
}

#[test]
fn a_queue_has_the_soonest_first_then_the_more_pressing_and_what_has_no_day_last() {
    let mut place = Place::staffed();
    let me = to(&place, "wangwei");
    for (title, due, priority) in [
        ("随时", None, Priority::High),
        ("周五", on("2026-11-27"), Priority::Normal),
        ("今天", on("2026-11-23"), Priority::Low),
        ("今天急", on("2026-11-23"), Priority::High),
    ] {
        let new = NewTask {
            due,
            priority,
            ..NewTask::new(title, me)
        };
        place.done("wangwei", |tx| add(tx, &new));
    }
    let mine = Filter::open(Of::Mine, 9);
    assert_eq!(
        titles(&place, "wangwei", &mine),
        ["今天急", "今天", "周五", "随时"]
    );
    let tomorrow = AT.plus_minutes(24 * 60);
    let late = Filter {
        late: Some(tomorrow),
        ..mine
    };
    assert_eq!(titles(&place, "wangwei", &late), ["今天急", "今天"]);
}

#[test]
fn only_those_concerned_and_who_oversees_them_see_a_task() {
    let mut place = Place::staffed();
    let new = NewTask::new("盘点", to(&place, "zhaoyun"));
    let id = place.done("wangwei", |tx| add(tx, &new));
    let seen = |login: &str| {
        let reader = place.reader();
        let actor = staff::actor(&reader, place.id(login)).unwrap();
        get(&reader, &actor, id).is_ok()
    };
    for (login, sees) in [
        ("zhaoyun", true),
        ("wangwei", true),
        ("sun", true),
        ("boss", true),
        ("li", false),
        ("wu", false),
    ] {
        assert_eq!(seen(login), sees, "{login}");
    }
    assert_eq!(
        titles(&place, "wangwei", &Filter::open(Of::Given, 9)),
        ["盘点"]
    );
    assert_eq!(titles(&place, "sun", &Filter::open(Of::Team, 9)), ["盘点"]);
    let theirs = place.change("li", |tx| cancel(tx, id, "不做了"));
    assert!(matches!(theirs, Err(Error::Gone(what)) if what == "task"));
}

#[test]
fn a_follow_up_is_done_by_the_call_that_is_logged_and_both_are_taken_back_together() {
    let mut place = Place::staffed();
    place.done("root", |tx| {
        crate::store::setting::set(tx, "open_file", "off")
    });
    let id = customer(&mut place, "wangwei");
    let other = customer(&mut place, "wangwei");
    let sees = |place: &Place| {
        let reader = place.reader();
        let actor = staff::actor(&reader, place.id("zhaoyun")).unwrap();
        let card = card::get(&reader, &actor, id, 5, AT);
        card.is_ok_and(|card| card.sight == Sight::Full)
    };
    assert!(!sees(&place));
    let new = NewTask {
        kind: "follow_up".to_owned(),
        customer: Some(id),
        ..NewTask::new("回访", to(&place, "zhaoyun"))
    };
    let task = place.done("wangwei", |tx| add(tx, &new));
    assert!(sees(&place), "whoever has the task sees whom it is about");

    let said = place.change("zhaoyun", |tx| done(tx, task, Some("好了")));
    assert_eq!(state(said.unwrap_err()), "task.contact");
    let wrong = place.change("wangwei", |tx| super::log(tx, &log(other), Some(task)));
    assert_eq!(state(wrong.unwrap_err()), "task.customer");
    let asking = place.asking("zhaoyun");
    let logged = place
        .writer
        .change(&asking, "log", |tx| super::log(tx, &log(id), Some(task)));
    let logged = logged.unwrap();
    assert!(
        !sees(&place),
        "it is done, and the customer is a colleague's again"
    );
    let again = place.change("wangwei", |tx| done(tx, task, None));
    assert_eq!(state(again.unwrap_err()), "task.done");

    journal::undo(&mut place.writer, &asking, logged.entry, false).unwrap();
    let reader = place.reader();
    let actor = staff::actor(&reader, place.id("wangwei")).unwrap();
    let there = get(&reader, &actor, task).unwrap();
    assert_eq!((there.state, there.ended), (State::Open, None));
    let contacts = "SELECT count(*) FROM interaction";
    let contacts: i64 = sql::one(reader.conn(), contacts, [], |row| row.get(0))
        .unwrap()
        .unwrap();
    assert_eq!(contacts, 0);
}

#[test]
fn a_reminder_is_one_open_task_and_may_be_one_again_when_that_has_ended() {
    let mut place = Place::staffed();
    let id = customer(&mut place, "wangwei");
    let new = NewTask {
        customer: Some(id),
        source: Some(Source {
            reason: "birthday".to_owned(),
            occurrence: "2026".to_owned(),
        }),
        ..NewTask::new("生日", to(&place, "zhaoyun"))
    };
    let first = place.done("wangwei", |tx| add(tx, &new));
    let second = place.change("sun", |tx| add(tx, &new));
    let by = match second.unwrap_err() {
        Error::Refused(Refusal::HasTask { task, by }) => (TaskId(task), by),
        other => panic!("{other:?}"),
    };
    assert_eq!(by, (first, "赵云".to_owned()));
    let asking = place.asking("zhaoyun");
    let ended = place
        .writer
        .change(&asking, "task.cancel", |tx| cancel(tx, first, "已联系"));
    let third = place.done("sun", |tx| add(tx, &new));
    let taken = journal::undo(&mut place.writer, &asking, ended.unwrap().entry, false);
    let taken = taken.unwrap_err();
    assert!(
        matches!(taken, Error::Refused(Refusal::TakenSince { .. })),
        "{taken:?}"
    );
    place.done("sun", |tx| cancel(tx, third, "重复"));
}

#[test]
fn a_task_that_comes_again_does_so_when_it_is_done_and_goes_with_the_undo() {
    let mut place = Place::staffed();
    let new = NewTask {
        due: on("2026-11-23"),
        every: crate::domain::when::Every::stored("1w"),
        ..NewTask::new("周报", to(&place, "wangwei"))
    };
    let first = place.done("sun", |tx| add(tx, &new));
    let asking = place.asking("wangwei");
    let ended = place
        .writer
        .change(&asking, "task.done", |tx| done(tx, first, Some("交了")));
    let ended = ended.unwrap();
    let next = ended.answer.next.unwrap();
    let reader = place.reader();
    let actor = staff::actor(&reader, place.id("wangwei")).unwrap();
    let task = get(&reader, &actor, next).unwrap();
    assert_eq!(task.due_on.unwrap().to_string(), "2026-11-30");
    assert_eq!(
        (task.follows, task.assigner.login.as_str()),
        (Some(first), "sun")
    );
    journal::undo(&mut place.writer, &asking, ended.entry, false).unwrap();
    assert!(get(&reader, &actor, next).is_err());
    assert_eq!(
        titles(&place, "wangwei", &Filter::open(Of::Mine, 9)),
        ["周报"]
    );
}

#[test]
fn what_waits_for_a_unit_belongs_to_whoever_does_it() {
    let mut place = Place::staffed();
    let unit = staff::by_login(&place.reader(), "sun")
        .unwrap()
        .unwrap()
        .unit
        .unwrap();
    let id = place.done("sun", |tx| add(tx, &NewTask::new("扫尾", To::Unit(unit))));
    let pool = Filter::open(Of::Pool, 9);
    assert_eq!(titles(&place, "zhaoyun", &pool), ["扫尾"]);
    assert_eq!(titles(&place, "li", &pool), [""; 0]);
    place.done("zhaoyun", |tx| done(tx, id, None));
    let mine = Filter {
        ended: true,
        ..Filter::open(Of::Mine, 9)
    };
    assert_eq!(titles(&place, "zhaoyun", &mine), ["扫尾"]);
    let team = Filter {
        of: Of::Team,
        ..mine
    };
    assert_eq!(titles(&place, "sun", &team), ["扫尾"]);
}

#[test]
fn what_cannot_be_given_is_refused_by_name() {
    let mut place = Place::staffed();
    let gone = customer(&mut place, "wangwei");
    place.done("root", |tx| staff::disable(tx, "li"));
    let add_entry = "SELECT entry_id FROM journal_row WHERE tbl = 'customer' AND key = ?1";
    let entry: i64 = sql::one(place.reader().conn(), add_entry, [gone.0], |row| row.get(0))
        .unwrap()
        .unwrap();
    let root = Asking::new(place.id("root"), AT);
    journal::undo(
        &mut place.writer,
        &root,
        crate::domain::ids::EntryId(entry),
        false,
    )
    .unwrap();
    let li = staff::by_login(&place.reader(), "li").unwrap().unwrap().id;
    let plain = NewTask::new("x", to(&place, "wangwei"));
    let mut refused = |new: NewTask| match place.change("root", |tx| add(tx, &new)).unwrap_err() {
        Error::Invalid { field, fault } => (field, fault),
        Error::Refused(Refusal::NoRight { .. }) => ("gone".to_owned(), Fault::Nobody),
        other => panic!("{other:?}"),
    };
    let nearest = Near::none().of(nearest::Of::Staff);
    let unknown = Fault::Unknown { nearest };
    let to_li = NewTask {
        to: To::Person(li),
        ..plain.clone()
    };
    assert_eq!(refused(to_li), ("to".to_owned(), unknown));
    let past = NewTask {
        due: on("2026-11-22"),
        ..plain.clone()
    };
    assert_eq!(refused(past), ("due".to_owned(), Fault::InThePast));
    let untitled = NewTask {
        title: " ".to_owned(),
        ..plain.clone()
    };
    assert_eq!(refused(untitled), ("title".to_owned(), Fault::Empty));
    let of_nobody = NewTask {
        customer: Some(gone),
        ..plain.clone()
    };
    assert_eq!(refused(of_nobody).0, "gone");
    let odd = NewTask {
        kind: "dlivery".to_owned(),
        ..plain
    };
    assert_eq!(refused(odd).0, "kind");
}

#[test]
fn an_open_task_gets_other_words_and_nothing_that_was_not_named_changes() {
    let mut place = Place::staffed();
    let to = to(&place, "zhaoyun");
    let new = NewTask {
        note: Some("门卫".to_owned()),
        due: on("2026-12-03"),
        ..NewTask::new("送货", to)
    };
    let id = place.done("sun", |tx| add(tx, &new));
    let read = |place: &Place| {
        let reader = place.reader();
        let actor = staff::actor(&reader, place.id("zhaoyun")).unwrap();
        get(&reader, &actor, id).unwrap()
    };
    let before = read(&place);
    let words = Edit {
        title: Some("送三盒".to_owned()),
        priority: Some(Priority::High),
        ..Edit::default()
    };
    assert!(place.done("zhaoyun", |tx| edit(tx, id, &words)));
    assert!(!place.done("zhaoyun", |tx| edit(tx, id, &words)));
    let after = read(&place);
    assert_eq!(
        (after.title.as_str(), after.priority),
        ("送三盒", Priority::High)
    );
    assert_eq!((&after.note, after.due_on), (&before.note, before.due_on));
    let emptied = Edit {
        note: Some(String::new()),
        due: Some(None),
        ..Edit::default()
    };
    let asking = place.asking("sun");
    let change = |tx: &Tx<'_>| edit(tx, id, &emptied);
    let entry = place
        .writer
        .change(&asking, "task.edit", change)
        .unwrap()
        .entry;
    let bare = read(&place);
    assert_eq!((bare.note, bare.due_on), (None, None));
    journal::undo(&mut place.writer, &asking, entry, false).unwrap();
    assert_eq!(read(&place).due_on, before.due_on);
}

#[test]
fn no_task_loses_its_title_gets_a_day_that_is_over_or_changes_when_it_has_ended() {
    let mut place = Place::staffed();
    let new = NewTask::new("送货", to(&place, "zhaoyun"));
    let id = place.done("sun", |tx| add(tx, &new));
    let untitled = Edit {
        title: Some("  ".to_owned()),
        ..Edit::default()
    };
    let refused = place.change("sun", |tx| edit(tx, id, &untitled));
    assert!(matches!(
        refused,
        Err(Error::Invalid {
            fault: Fault::Empty,
            ..
        })
    ));
    let past = Edit {
        due: Some(on("2026-01-01")),
        ..Edit::default()
    };
    let refused = place.change("sun", |tx| edit(tx, id, &past));
    assert!(matches!(
        refused,
        Err(Error::Invalid {
            fault: Fault::InThePast,
            ..
        })
    ));
    place.done("zhaoyun", |tx| done(tx, id, None));
    let late = place.change("sun", |tx| edit(tx, id, &past)).unwrap_err();
    assert_eq!(state(late), "task.done");
}
