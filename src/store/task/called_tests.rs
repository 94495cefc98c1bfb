//! Tests of what a call that is logged is to the tasks about its customer. Must not know how a
//! task is done otherwise.

use super::*;
use crate::domain::customer::{Draft, Field};
use crate::domain::interaction::CallLog;
use crate::domain::task::{ByCall, NewTask, To, VISIT};
use crate::domain::when::Next;
use crate::store::testing::Place;
use crate::store::{customer, journal};

const TODAY: &str = "2026-11-23";
const LATER: &str = "2026-12-01";

fn customer(place: &mut Place) -> CustomerId {
    let draft = Draft {
        fields: vec![(Field::Name, "李明朗".to_owned())],
        owner: Some(Some(place.id("wangwei"))),
        ..Draft::default()
    };
    place.done("root", |tx| customer::add(tx, &draft)).id
}

fn give(place: &mut Place, id: CustomerId, to: &str, (kind, due): (&str, &str)) -> TaskId {
    let new = NewTask {
        kind: kind.to_owned(),
        customer: Some(id),
        due: Some(Next {
            on: due.parse().unwrap(),
            at: None,
        }),
        ..NewTask::new(kind, To::Person(place.id(to)))
    };
    place.done("sun", |tx| add(tx, &new))
}

fn is(place: &Place, id: TaskId) -> State {
    let reader = place.reader();
    let actor = crate::store::staff::actor(&reader, place.id("sun")).unwrap();
    get(&reader, &actor, id).unwrap().state
}

#[test]
fn a_call_that_reached_nobody_leaves_its_task_open_and_the_next_one_ends_it() {
    let mut place = Place::staffed();
    let id = customer(&mut place);
    let task = give(&mut place, id, "wangwei", ("follow_up", TODAY));
    for named in [Some(task), None] {
        let vain = place.done("wangwei", |tx| {
            log(tx, &CallLog::new(id, "no_answer"), named)
        });
        let title = "follow_up".to_owned();
        assert_eq!(vain.task, Some(ByCall::Stays { id: task, title }));
        assert_eq!(is(&place, task), State::Open);
    }
    let reached = place.done("wangwei", |tx| {
        log(tx, &CallLog::new(id, "reached"), Some(task))
    });
    assert!(matches!(reached.task, Some(ByCall::Done { id, .. }) if id == task));
    assert_eq!(is(&place, task), State::Done);
}

#[test]
fn a_call_ends_the_only_task_of_ones_own_that_it_can_mean_and_is_taken_back_with_it() {
    let mut place = Place::staffed();
    let id = customer(&mut place);
    let visit = give(&mut place, id, "wangwei", (VISIT, TODAY));
    let saved = place.done("wangwei", |tx| log(tx, &CallLog::new(id, "reached"), None));
    assert_eq!(saved.task, Some(ByCall::Open(1)), "nobody went there");
    place.done("sun", |tx| cancel(tx, visit, "不去了"));
    let later = give(&mut place, id, "wangwei", ("follow_up", LATER));
    let saved = place.done("wangwei", |tx| log(tx, &CallLog::new(id, "reached"), None));
    assert_eq!(saved.task, Some(ByCall::Open(1)), "it is not time yet");
    place.done("sun", |tx| cancel(tx, later, "不打了"));

    let theirs = give(&mut place, id, "zhaoyun", ("follow_up", TODAY));
    let mine = give(&mut place, id, "wangwei", ("birthday", TODAY));
    let asking = place.asking("wangwei");
    let logged = |tx: &Tx<'_>| log(tx, &CallLog::new(id, "reached"), None);
    let saved = place.writer.change(&asking, "log", logged).unwrap();
    assert!(matches!(saved.answer.task, Some(ByCall::Done { id, .. }) if id == mine));
    assert_eq!(
        (is(&place, mine), is(&place, theirs)),
        (State::Done, State::Open)
    );
    journal::undo(&mut place.writer, &asking, saved.entry, false).unwrap();
    assert_eq!(is(&place, mine), State::Open);
}

#[test]
fn of_several_tasks_a_call_ends_none_and_says_how_many_are_open() {
    let mut place = Place::staffed();
    let id = customer(&mut place);
    let of = ["follow_up", "birthday"].map(|kind| give(&mut place, id, "wangwei", (kind, TODAY)));
    let saved = place.done("wangwei", |tx| log(tx, &CallLog::new(id, "reached"), None));
    assert_eq!(saved.task, Some(ByCall::Open(2)));
    assert!(of.iter().all(|task| is(&place, *task) == State::Open));
}
