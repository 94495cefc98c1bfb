//! Many reminders become tasks, and go as one; the next task is one person's alone.
#![allow(clippy::unwrap_used)]

use super::*;
use crate::domain::customer::{Draft, Field};
use crate::domain::ids::UnitId;
use crate::domain::task::{NewTask, To};
use crate::store::claim::{self, Claimed};
use crate::store::draft::Keeper;
use crate::store::testing::{AT, Place};
use crate::store::{Asking, Once, Writer, customer, journal, staff};

fn customers(place: &mut Place, count: usize) -> Vec<CustomerId> {
    let owner = place.id("wangwei");
    place.done("root", |tx| {
        let add = |number: usize| {
            let draft = Draft {
                fields: vec![(Field::Name, format!("客户{number}"))],
                owner: Some(Some(owner)),
                ..Draft::default()
            };
            customer::add(tx, &draft).map(|added| added.id)
        };
        (0..count).map(add).collect::<Result<Vec<_>>>()
    })
}

fn reminders(place: &Place, customers: &[CustomerId]) -> Vec<NewTask> {
    let to = To::Person(place.id("zhaoyun"));
    let task = |customer: &CustomerId| NewTask {
        customer: Some(*customer),
        source: Some(Source {
            reason: "birthday".to_owned(),
            occurrence: "2026".to_owned(),
        }),
        ..NewTask::new("生日回访", to)
    };
    customers.iter().map(task).collect()
}

fn open(place: &Place) -> usize {
    let reader = place.reader();
    let actor = staff::actor(&reader, place.id("zhaoyun")).unwrap();
    list(&reader, &actor, &Filter::open(Of::Mine, 9999))
        .unwrap()
        .len()
}

#[test]
fn five_hundred_reminders_are_one_entry_and_one_undo() {
    let mut place = Place::staffed();
    let customers = customers(&mut place, 500);
    let mut new = reminders(&place, &customers);
    place.done("sun", |tx| add(tx, &new[7]));
    let asking = Asking {
        once: Some(Once {
            key: "k".to_owned(),
            digest: "d".to_owned(),
        }),
        ..place.asking("wangwei")
    };
    let done = add_all(&mut place.writer, &asking, &new, &mut |_, _| {}).unwrap();
    let Given {
        added,
        taken,
        refused,
        ..
    } = done.answer;
    assert_eq!((added, taken, refused), (499, 1, 0));
    assert_eq!(open(&place), 500);
    let again = add_all(&mut place.writer, &asking, &new, &mut |_, _| {}).unwrap();
    assert_eq!((again.answer, again.repeated), (done.answer, true));
    assert_eq!(open(&place), 500);

    let plain = place.asking("wangwei");
    journal::undo(&mut place.writer, &plain, done.entry, false).unwrap();
    assert_eq!(open(&place), 1);
    // A list with somebody who cannot have it gives nothing at all.
    new.iter_mut()
        .for_each(|task| task.to = To::Unit(UnitId(99)));
    let refused = add_all(&mut place.writer, &plain, &new, &mut |_, _| {});
    assert!(matches!(refused, Err(Error::Invalid { field, .. }) if field == "to"));
    let running = "SELECT count(*) FROM journal_entry WHERE state = 'running'";
    let reader = place.reader();
    let running: i64 = sql::one(reader.conn(), running, [], |row| row.get(0))
        .unwrap()
        .unwrap();
    assert_eq!(running, 0);
}

#[test]
fn another_reminder_of_a_customer_who_has_an_open_task_of_one_makes_no_second_task() {
    let mut place = Place::staffed();
    let customers = customers(&mut place, 3);
    let first = reminders(&place, &customers[..2]);
    let asking = place.asking("wangwei");
    add_all(&mut place.writer, &asking, &first, &mut |_, _| {}).unwrap();
    let mut second = reminders(&place, &customers);
    for task in &mut second {
        task.source.as_mut().unwrap().reason = "bought_7".to_owned();
    }
    let done = add_all(&mut place.writer, &asking, &second, &mut |_, _| {}).unwrap();
    assert_eq!((done.answer.added, done.answer.taken), (1, 2));
    assert_eq!(open(&place), 3);
    // Of one alone it is said whose it is.
    let alone = add_all(&mut place.writer, &asking, &second[..1], &mut |_, _| {});
    let by = match alone.unwrap_err() {
        Error::Refused(crate::error::Refusal::HasTask { by, .. }) => by,
        other => panic!("{other:?}"),
    };
    assert_eq!(by, "赵云");
    // A task that nobody made of a reminder is no hindrance, and neither hinders one.
    let by_hand = NewTask {
        source: None,
        ..second[0].clone()
    };
    place.done("wangwei", |tx| add(tx, &by_hand));
    assert_eq!(open(&place), 4);
}

fn next(writer: &mut Writer, asking: &Asking, keeper: &mut Keeper) -> Option<String> {
    let desk = keeper.seat(writer, asking.staff);
    let taken = writer.live(asking, "take", false, |tx| {
        take_next(tx, None, desk.as_deref())
    });
    taken.unwrap().map(|task| task.title)
}

#[test]
fn the_next_task_is_one_persons_until_the_lease_ends_or_the_desk_goes_away() {
    let mut place = Place::staffed();
    let team = To::Unit(unit_of(&place, "sun"));
    for title in ["甲", "乙"] {
        place.done("sun", |tx| add(tx, &NewTask::new(title, team)));
    }
    let (wangwei, zhaoyun) = (place.asking("wangwei"), place.asking("zhaoyun"));
    let (mut hers, mut his) = (Keeper::default(), Keeper::default());
    let writer = &mut place.writer;
    assert_eq!(next(writer, &wangwei, &mut hers).unwrap(), "甲");
    assert_eq!(next(writer, &zhaoyun, &mut his).unwrap(), "乙");
    assert_eq!(next(writer, &zhaoyun, &mut his).unwrap(), "乙");
    drop(hers);
    assert_eq!(
        next(writer, &zhaoyun, &mut his).unwrap(),
        "甲",
        "her desk is gone"
    );
    let mut hers = Keeper::default();
    assert_eq!(next(writer, &wangwei, &mut hers).unwrap(), "乙");
    let later = Asking {
        at: AT.plus_minutes(16),
        ..zhaoyun
    };
    let taken = writer.live(&later, "take", false, |tx| take(tx, TaskId(2), None));
    assert_eq!(taken.unwrap().title, "乙", "her lease has ended");
}

fn unit_of(place: &Place, login: &str) -> UnitId {
    let found = staff::by_login(&place.reader(), login).unwrap();
    found.unwrap().unit.unwrap()
}

#[test]
fn whoever_is_to_ring_a_customer_keeps_others_off_all_that_is_to_be_done_for_them() {
    let mut place = Place::staffed();
    let customer = customers(&mut place, 1)[0];
    let team = To::Unit(unit_of(&place, "sun"));
    let new = NewTask {
        customer: Some(customer),
        ..NewTask::new("回访", team)
    };
    place.done("sun", |tx| add(tx, &new));
    let (wangwei, zhaoyun) = (place.asking("wangwei"), place.asking("zhaoyun"));
    let what = Claimed::Customer(customer);
    let writer = &mut place.writer;
    writer
        .live(&wangwei, "take", false, |tx| claim::take(tx, what, None))
        .unwrap();
    assert_eq!(next(writer, &zhaoyun, &mut Keeper::default()), None);
    let refused = writer.live(&zhaoyun, "take", false, |tx| take(tx, TaskId(1), None));
    let by = match refused.unwrap_err() {
        Error::Refused(crate::error::Refusal::Claimed { by }) => by,
        other => panic!("{other:?}"),
    };
    assert_eq!(by, "王薇");
    writer
        .live(&wangwei, "take", false, |tx| claim::release(tx, what))
        .unwrap();
    assert_eq!(
        next(writer, &zhaoyun, &mut Keeper::default()).unwrap(),
        "回访"
    );
}

#[test]
fn who_gave_a_task_has_news_when_it_is_done_and_who_gets_one_when_it_is_given() {
    let mut place = Place::staffed();
    let new = NewTask::new("盘点", To::Person(place.id("zhaoyun")));
    let id = place.done("wangwei", |tx| add(tx, &new));
    let unread = |place: &Place, login: &str| {
        let reader = place.reader();
        let actor = staff::actor(&reader, place.id(login)).unwrap();
        let titles = news(&reader, &actor, 9).unwrap();
        assert_eq!(unread(&reader, &actor).unwrap(), titles.len());
        titles.len()
    };
    assert_eq!(
        (unread(&place, "wangwei"), unread(&place, "zhaoyun")),
        (0, 1)
    );
    place.done("zhaoyun", |tx| done(tx, id, Some("盘完了")));
    assert_eq!(
        (unread(&place, "wangwei"), unread(&place, "zhaoyun")),
        (1, 0)
    );
    let asking = place.asking("wangwei");
    place
        .writer
        .live(&asking, "read", false, |tx| read(tx, &[id]))
        .unwrap();
    assert_eq!(unread(&place, "wangwei"), 0);
}

#[test]
fn a_task_that_was_given_taken_back_and_put_back_is_news_to_whom_it_was_given() {
    let mut place = Place::staffed();
    let new = NewTask::new("盘点", To::Person(place.id("zhaoyun")));
    let asking = place.asking("wangwei");
    let given = place
        .writer
        .change(&asking, "task.add", |tx| add(tx, &new))
        .unwrap();
    let unheard = |place: &Place| {
        let reader = place.reader();
        let actor = staff::actor(&reader, place.id("zhaoyun")).unwrap();
        unread(&reader, &actor).unwrap()
    };
    assert_eq!(unheard(&place), 1);
    let back = journal::undo(&mut place.writer, &asking, given.entry, false).unwrap();
    assert_eq!(unheard(&place), 0);
    journal::undo(&mut place.writer, &asking, back.entry, false).unwrap();
    assert_eq!(unheard(&place), 1);
}

#[test]
fn what_became_of_a_task_and_was_taken_back_is_news_again() {
    let mut place = Place::staffed();
    let new = NewTask::new("盘点", To::Person(place.id("zhaoyun")));
    let id = place.done("wangwei", |tx| add(tx, &new));
    let asking = place.asking("zhaoyun");
    let ended = place
        .writer
        .change(&asking, "task.done", |tx| done(tx, id, Some("盘完了")))
        .unwrap();
    let reading = place.asking("wangwei");
    let seen = |place: &mut Place| {
        let reader = place.reader();
        let actor = staff::actor(&reader, place.id("wangwei")).unwrap();
        let heard = news(&reader, &actor, 9).unwrap();
        place
            .writer
            .live(&reading, "read", false, |tx| read(tx, &[id]))
            .unwrap();
        heard.into_iter().map(|task| task.state).collect::<Vec<_>>()
    };
    assert_eq!(seen(&mut place), [State::Done]);
    assert_eq!(seen(&mut place), []);
    let back = journal::undo(&mut place.writer, &asking, ended.entry, false).unwrap();
    assert_eq!(seen(&mut place), [State::Open]);
    journal::undo(&mut place.writer, &asking, back.entry, false).unwrap();
    assert_eq!(seen(&mut place), [State::Done]);
}
