//! The law of undo: whatever was done, taken back in reverse, leaves the file as it was.

use proptest::prelude::*;

use super::customer::draft;
use super::log::logged;
use super::undo::{dump, edit, undo};
use crate::domain::customer::Field;
use crate::error::{Error, Refusal};
use crate::store::testing::Place;
use crate::store::{customer, derive, interaction, journal, setting};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn whatever_was_done_taken_back_in_reverse_leaves_the_file_as_it_was(
        steps in proptest::collection::vec((0u8..7, 0usize..4, 0usize..3), 1..14)
    ) {
        let mut place = Place::staffed();
        let people = ["wangwei", "sun", "boss"];
        let first = place.done("boss", |tx| customer::add(tx, &draft("李明", &["13800134821"])));
        let mut ids = vec![first.id];
        let start = dump(&place.reader());
        let mut done = Vec::new();
        let owners = [place.id("wangwei"), place.id("zhaoyun"), place.id("sun"), place.id("boss")];
        for (what, which, who) in steps {
            let id = ids[which % ids.len()];
            let asking = place.asking(people[who]);
            let name = ["甲", "乙", "丙", "丁"][which];
            let entry = match what {
                0 => {
                    let phone = format!("139000000{which}{who}");
                    let new = draft(name, &[&phone]);
                    place.writer.change(&asking, "t", |tx| customer::add(tx, &new)).map(|done| {
                        ids.push(done.answer.id);
                        done.entry
                    })
                }
                1 => place.writer.change(&asking, "t", |tx| {
                    customer::edit(tx, id, None, &edit(Field::Name, name))
                }).map(|done| done.entry),
                2 => place.writer.change(&asking, "t", |tx| {
                    interaction::log(tx, &logged(id, ["reached", "busy", "fax", "other"][which]))
                }).map(|done| done.entry),
                3 => place.writer.change(&asking, "t", |tx| {
                    customer::transfer(tx, &[id], owners[which], "换")
                }).map(|done| done.entry),
                4 => place.writer.change(&asking, "t", |tx| {
                    customer::edit(tx, id, None, &draft(name, &[&format!("13700000{which}0{who}")]))
                }).map(|done| done.entry),
                5 => {
                    let root = place.asking("root");
                    place.writer.change(&root, "t", |tx| {
                        setting::set(tx, "feb29", ["02-28", "03-01"][which % 2])
                    }).map(|done| done.entry)
                }
                _ => {
                    let Some(&last) = done.last() else { continue };
                    let root = place.asking("root");
                    journal::undo(&mut place.writer, &root, last, false).map(|done| done.entry)
                }
            };
            // A refusal (not her customer, an undone one) changes nothing and is no entry.
            done.extend(entry.ok());
        }
        for entry in done.into_iter().rev() {
            let undone = undo(&mut place, "root", entry, false);
            let over = matches!(undone, Err(Error::Refused(Refusal::AlreadyUndone)));
            prop_assert!(undone.is_ok() || over, "{undone:?}");
        }
        prop_assert_eq!(dump(&place.reader()), start);
        prop_assert_eq!(derive::differs(&place.writer).unwrap(), 0);
    }
}
