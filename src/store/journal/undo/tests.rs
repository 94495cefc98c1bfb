//! What a colleague finds, and does, between two batches of a long taking back.
#![allow(clippy::unwrap_used)]

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::apply::Back;
use super::target::{Place as Row, Target};
use crate::domain::customer::{Draft, Field, NewPhone};
use crate::domain::ids::{CustomerId, EntryId};
use crate::domain::interaction::CallLog;
use crate::store::testing::Place;
use crate::store::{Mode, customer, interaction, journal, sql};

const PEOPLE: usize = 4;

fn brought(place: &mut Place, people: usize) -> EntryId {
    let asking = place.asking("root");
    let entry = journal::begin_long(&mut place.writer, &asking, "import").unwrap();
    let add = |tx: &crate::store::Tx<'_>| {
        (0..people).try_for_each(|row| {
            let phone = NewPhone {
                typed: format!("1380000{row:04}"),
                kind: None,
                member: None,
                ..NewPhone::default()
            };
            let draft = Draft {
                fields: vec![(Field::Name, "李明".to_owned())],
                phones: vec![phone],
                ..Draft::default()
            };
            customer::add(tx, &draft).map(|_| ())
        })
    };
    place
        .writer
        .batch(&asking, entry, Mode::Range, add)
        .unwrap();
    journal::finish_long(&mut place.writer, &asking, entry, "{}").unwrap();
    entry
}

fn counts(place: &Place) -> (i64, i64) {
    let query = "SELECT (SELECT count(*) FROM customer), (SELECT count(*) FROM customer_phone)";
    let reader = place.reader();
    sql::one(reader.conn(), query, [], |row| {
        Ok((row.get(0)?, row.get(1)?))
    })
    .unwrap()
    .unwrap()
}

#[test]
fn after_any_batch_a_customer_is_there_whole_or_not_at_all_and_one_who_is_called_stays_whole() {
    // The first person is called after every one of the steps, and once not at all.
    for called_after in 0..=3 * PEOPLE {
        let mut place = Place::staffed();
        let entry = brought(&mut place, PEOPLE);
        let asking = place.asking("root");
        let back = journal::begin_long(&mut place.writer, &asking, "undo").unwrap();
        let target = Target::load(place.writer.conn(), entry).unwrap();
        let mut at = Row::start();
        let mut steps = 0;
        let mut called = false;
        loop {
            let more = place
                .writer
                .batch(&asking, back, Mode::Range, |tx| {
                    let mut back = Back::new(tx.conn(), &target, tx.entry)?;
                    match back.next(tx.conn(), &mut at)? {
                        Some(row) => back.take(tx, &row).map(|()| true),
                        None => Ok(false),
                    }
                })
                .unwrap();
            let (people, phones) = counts(&place);
            assert_eq!(people, phones, "after step {steps}");
            steps += 1;
            if !more {
                break;
            }
            if steps == called_after && people > 0 {
                let call = CallLog::new(CustomerId(1), "reached");
                place.done("wangwei", |tx| interaction::log(tx, &call));
                called = true;
            }
        }
        assert_eq!(counts(&place).0, i64::from(called));
    }
}

#[test]
fn cut_off_in_the_middle_it_is_being_taken_back_and_the_same_call_goes_on() {
    let mut place = Place::staffed();
    let entry = brought(&mut place, 1_200);
    let asking = place.asking("root");
    let cut_off = catch_unwind(AssertUnwindSafe(|| {
        let mut hear = |done, of| assert!(2 * done < of, "power is gone");
        let _ = journal::undo_heard(&mut place.writer, &asking, entry, false, &mut hear);
    }));
    assert!(cut_off.is_err());
    let (people, phones) = counts(&place);
    assert!(people > 0 && people == phones);
    let state = "SELECT state FROM journal_entry WHERE id = ?1";
    let now = |place: &Place| {
        sql::one(place.reader().conn(), state, [entry.0], |row| {
            row.get::<_, String>(0)
        })
    };
    assert_eq!(now(&place).unwrap().as_deref(), Some("undoing"));
    let mut heard = Vec::new();
    let mut hear = |done: u64, of: u64| heard.push((done, of));
    journal::undo_heard(&mut place.writer, &asking, entry, false, &mut hear).unwrap();
    assert_eq!(counts(&place), (0, 0));
    assert_eq!(now(&place).unwrap().as_deref(), Some("undone"));
    assert!(heard.iter().all(|(done, of)| done <= of), "{heard:?}");
}
