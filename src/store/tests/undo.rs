//! Taking back: whole, all but what others changed, put back again, in every kind of row.

use super::customer::draft;
use super::log::{goods, logged};
use crate::domain::customer::{Draft, Field};
use crate::domain::ids::{CustomerId, EntryId};
use crate::domain::product::{NewLine, NewSale};
use crate::error::{Error, Refusal, Result};
use crate::store::catalogue::{Kind, TABLES};
use crate::store::testing::{AT, Place};
use crate::store::{
    Asking, Mode, Reader, Tx, customer, derive, interaction, journal, product, sale, schema,
    setting, sql,
};

/// A change by a person, and its entry.
fn entry<T>(
    place: &mut Place,
    login: &str,
    change: impl FnOnce(&Tx<'_>) -> Result<T>,
) -> (EntryId, T)
where
    T: serde::Serialize + serde::de::DeserializeOwned,
{
    let asking = place.asking(login);
    let done = place.writer.change(&asking, "test", change).unwrap();
    (done.entry, done.answer)
}

pub(super) fn undo(
    place: &mut Place,
    login: &str,
    entry: EntryId,
    keep: bool,
) -> Result<(EntryId, usize)> {
    let asking = place.asking(login);
    journal::undo(&mut place.writer, &asking, entry, keep)
        .map(|done| (done.entry, done.answer.kept))
}

pub(super) fn edit(field: Field, value: &str) -> Draft {
    Draft {
        fields: vec![(field, value.to_owned())],
        ..Draft::default()
    }
}

/// Every business column of every row, as text.
pub(super) fn dump(reader: &Reader) -> String {
    let mut dump = String::new();
    for table in TABLES.iter().filter(|table| table.kind == Kind::Business) {
        let columns = schema::business_columns(reader.conn(), table)
            .unwrap()
            .join(", ");
        let query = format!(
            "SELECT json_array({columns}) FROM {} ORDER BY id",
            table.name
        );
        let rows: Vec<String> = sql::all(reader.conn(), &query, [], |row| row.get(0)).unwrap();
        for row in rows {
            dump += &format!("{} {row}\n", table.name);
        }
    }
    dump
}

fn grade(place: &Place, id: CustomerId) -> Option<String> {
    let query = "SELECT grade FROM customer WHERE id = ?1";
    sql::one(place.reader().conn(), query, [id.0], |row| row.get(0))
        .unwrap()
        .flatten()
}

fn number(place: &Place, query: &str) -> i64 {
    sql::one(place.reader().conn(), query, [], |row| row.get(0))
        .unwrap()
        .unwrap()
}

#[test]
fn a_new_customer_is_taken_back_put_back_under_the_same_key_and_its_code_never_given_again() {
    let mut place = Place::staffed();
    let before = dump(&place.reader());
    let (added, who) = entry(&mut place, "wangwei", |tx| {
        customer::add(tx, &draft("李明", &["13800134821"]))
    });
    let with = dump(&place.reader());
    let (undone, _) = undo(&mut place, "wangwei", added, false).unwrap();
    assert_eq!(dump(&place.reader()), before);
    let again = undo(&mut place, "wangwei", added, false);
    assert!(matches!(again, Err(Error::Refused(Refusal::AlreadyUndone))));
    let (redone, _) = undo(&mut place, "wangwei", undone, false).unwrap();
    assert_eq!(dump(&place.reader()), with);
    undo(&mut place, "wangwei", redone, false).unwrap();
    assert_eq!(dump(&place.reader()), before);
    let next = place.done("wangwei", |tx| customer::add(tx, &draft("王芳", &[])));
    assert_ne!((next.id, next.code), (who.id, who.code));
}

#[test]
fn the_same_column_changed_since_is_refused_by_name_and_another_column_stands() {
    let mut place = Place::staffed();
    let id = place
        .done("wangwei", |tx| customer::add(tx, &draft("李明", &[])))
        .id;
    let mut both = edit(Field::Grade, "a");
    both.fields.push((Field::Employer, "甲".to_owned()));
    let (hers, _) = entry(&mut place, "wangwei", |tx| {
        customer::edit(tx, id, None, &both)
    });
    place.done("sun", |tx| {
        customer::edit(tx, id, None, &edit(Field::Remark, "忙"))
    });
    place.done("sun", |tx| {
        customer::edit(tx, id, None, &edit(Field::Grade, "b"))
    });
    let before = dump(&place.reader());
    match undo(&mut place, "wangwei", hers, false) {
        Err(Error::Refused(Refusal::ChangedSince { by, fields, .. })) => {
            assert_eq!(
                (by.as_str(), fields),
                ("孙主管", vec!["customer.grade".to_owned()])
            );
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(dump(&place.reader()), before);
    let (_, kept) = undo(&mut place, "wangwei", hers, true).unwrap();
    assert_eq!((kept, grade(&place, id).as_deref()), (1, Some("b")));
    assert_eq!(
        number(
            &place,
            "SELECT count(*) FROM customer WHERE employer IS NULL AND remark = '忙'"
        ),
        1
    );
}

#[test]
fn a_customer_whom_others_called_since_stays_with_all_that_hangs_on_it() {
    let mut place = Place::staffed();
    let (added, who) = entry(&mut place, "wangwei", |tx| {
        customer::add(tx, &draft("李明", &["13800134821"]))
    });
    place.done("sun", |tx| interaction::log(tx, &logged(who.id, "reached")));
    let refused = undo(&mut place, "wangwei", added, false);
    assert!(matches!(
        refused,
        Err(Error::Refused(Refusal::ChangedSince { .. }))
    ));
    undo(&mut place, "wangwei", added, true).unwrap();
    assert_eq!(number(&place, "SELECT count(*) FROM customer"), 1);
    assert_eq!(number(&place, "SELECT count(*) FROM customer_phone"), 1);
}

#[test]
fn a_sale_with_money_becomes_void_its_payment_reversed_and_both_come_back_any_number_of_times() {
    let mut place = Place::staffed();
    let id = place
        .done("wangwei", |tx| customer::add(tx, &draft("李明", &[])))
        .id;
    let bee = place.done("root", |tx| product::add(tx, &goods("P1")));
    let line = NewLine {
        product: bee,
        quantity: 3,
        price: None,
        amount: 300,
        collected: None,
    };
    let new = NewSale {
        code: None,
        customer: id,
        at: AT,
        staff: None,
        lines: vec![line],
        payments: vec![("cash".to_owned(), 300)],
        remark: None,
    };
    let (sold, _) = entry(&mut place, "root", |tx| sale::bring(tx, &new));
    let mut last = sold;
    for turn in 0..4 {
        (last, _) = undo(&mut place, "root", last, false).unwrap();
        let void = i64::from(turn % 2 == 0);
        assert_eq!(
            number(&place, "SELECT count(*) FROM sale WHERE state = 'void'"),
            void
        );
        assert_eq!(
            number(&place, "SELECT sum(amount) FROM payment"),
            300 * (1 - void)
        );
        assert_eq!(number(&place, "SELECT count(*) FROM sale_line"), 1);
    }
    assert_eq!(number(&place, "SELECT count(*) FROM payment"), 5);
}

#[test]
fn an_agent_takes_back_her_own_entries_and_nobody_elses() {
    let mut place = Place::staffed();
    let (hers, who) = entry(&mut place, "wangwei", |tx| {
        customer::add(tx, &draft("李明", &[]))
    });
    for (login, may) in [
        ("zhaoyun", false),
        ("li", false),
        ("wu", false),
        ("sun", true),
    ] {
        match undo(&mut place, login, hers, false) {
            Ok((back, _)) => {
                assert!(may, "{login}");
                undo(&mut place, login, back, false).unwrap();
            }
            Err(error) => {
                assert!(
                    !may && matches!(error, Error::Refused(Refusal::NoRight { .. })),
                    "{login}"
                );
            }
        }
    }
    // A supervisor's own transfer out of her reach is hers to take back.
    let li = place.id("li");
    let (given, _) = entry(&mut place, "sun", |tx| {
        customer::transfer(tx, &[who.id], li, "换")
    });
    undo(&mut place, "sun", given, false).unwrap();
    // What was taken from the agent is no longer hers to change.
    place.done("root", |tx| setting::set(tx, "open_file", "off"));
    let (graded, _) = entry(&mut place, "wangwei", |tx| {
        customer::edit(tx, who.id, None, &edit(Field::Grade, "a"))
    });
    place.done("boss", |tx| customer::transfer(tx, &[who.id], li, "换"));
    let lost = undo(&mut place, "wangwei", graded, false);
    assert!(matches!(lost, Err(Error::Refused(Refusal::NoRight { .. }))));
}

#[test]
fn a_brought_file_is_taken_back_whole_in_batches_its_updates_too() {
    let mut place = Place::staffed();
    let old = place
        .done("wangwei", |tx| customer::add(tx, &draft("老客户", &[])))
        .id;
    let before = dump(&place.reader());
    let asking = place.asking("root");
    let running = journal::begin_long(&mut place.writer, &asking, "import").unwrap();
    for batch in 0..3 {
        place
            .writer
            .batch(&asking, running, Mode::Range, |tx| {
                for row in 0..150 {
                    let phone = format!("138{batch:04}{row:04}");
                    customer::add(tx, &draft("新客户", &[&phone]))?;
                }
                customer::edit(tx, old, None, &edit(Field::Remark, &format!("第{batch}批")))?;
                Ok(())
            })
            .unwrap();
    }
    let early = undo(&mut place, "root", running, false);
    assert!(matches!(
        early,
        Err(Error::Refused(Refusal::State("entry.running")))
    ));
    journal::finish_long(&mut place.writer, &asking, running, "{}").unwrap();
    assert_eq!(number(&place, "SELECT count(*) FROM customer"), 451);
    assert_eq!(
        number(
            &place,
            &format!("SELECT count(*) FROM journal_row WHERE entry_id = {running}")
        ),
        9
    );
    let agent = undo(&mut place, "wangwei", running, false);
    assert!(matches!(
        agent,
        Err(Error::Refused(Refusal::NoRight { .. }))
    ));
    // Somebody called one of them meanwhile.
    let called = CustomerId(old.0 + 7);
    place.done("boss", |tx| {
        interaction::log(tx, &logged(called, "reached"))
    });
    let refused = undo(&mut place, "root", running, false);
    assert!(
        matches!(refused, Err(Error::Refused(Refusal::ChangedSince { .. }))),
        "{refused:?}"
    );
    let (_, kept) = undo(&mut place, "root", running, true).unwrap();
    assert_eq!(number(&place, "SELECT count(*) FROM customer"), 2);
    assert_eq!(number(&place, "SELECT count(*) FROM customer_phone"), 1);
    assert!(kept >= 1, "{kept}");
    assert_eq!(derive::differs(&place.writer).unwrap(), 0);
    let logged = "SELECT max(id) FROM journal_entry WHERE action = 'test'";
    let logged = EntryId(number(&place, logged));
    undo(&mut place, "boss", logged, false).unwrap();
    let back = EntryId(number(
        &place,
        "SELECT id FROM journal_entry WHERE undoes IS NOT NULL ORDER BY id LIMIT 1",
    ));
    let redo = undo(&mut place, "root", back, false);
    assert!(
        matches!(redo, Err(Error::Refused(Refusal::NotUndoable))),
        "{redo:?}"
    );
    assert_ne!(dump(&place.reader()), before);
}

#[test]
fn an_interrupted_taking_back_goes_on_where_it_was() {
    let mut place = Place::staffed();
    let before = dump(&place.reader());
    let asking = place.asking("root");
    let running = journal::begin_long(&mut place.writer, &asking, "import").unwrap();
    place
        .writer
        .batch(&asking, running, Mode::Range, |tx| {
            (0..600).try_for_each(|_| customer::add(tx, &draft("新客户", &[])).map(|_| ()))
        })
        .unwrap();
    journal::finish_long(&mut place.writer, &asking, running, "{}").unwrap();
    // As kill -9 leaves it: begun, some rows gone.
    let half = place
        .writer
        .change(&asking, "undo", |tx| {
            let conn = tx.conn();
            sql::run(
                conn,
                "UPDATE journal_entry SET state = 'undoing', undone_by = ?2 WHERE id = ?1",
                [running.0, tx.entry.0],
            )?;
            sql::run(
                conn,
                "UPDATE journal_entry SET state = 'running', undoes = ?2 WHERE id = ?1",
                [tx.entry.0, running.0],
            )?;
            Ok(())
        })
        .unwrap();
    place
        .writer
        .batch(&asking, half.entry, Mode::Range, |tx| {
            sql::run(tx.conn(), "DELETE FROM customer WHERE id > 400", []).map(|_| ())
        })
        .unwrap();
    let (entry, _) = undo(&mut place, "root", running, false).unwrap();
    assert_eq!(entry, half.entry);
    assert_eq!(dump(&place.reader()), before);
    let state = "SELECT count(*) FROM journal_entry WHERE state IN ('running', 'undoing')";
    assert_eq!(number(&place, state), 0);
}

#[test]
fn a_key_of_once_answers_again_and_a_refused_command_uses_up_none() {
    let mut place = Place::staffed();
    let once = |place: &Place, digest: &str| {
        let mut asking: Asking = place.asking("wangwei");
        let (key, digest) = ("k1".to_owned(), digest.to_owned());
        asking.once = Some(crate::store::Once { key, digest });
        asking
    };
    let asking = once(&place, "d1");
    let refused = place.writer.change(&asking, "customer.add", |tx| {
        customer::add(tx, &draft(" ", &[]))
    });
    assert!(refused.is_err());
    let first = place
        .writer
        .change(&asking, "customer.add", |tx| {
            customer::add(tx, &draft("李明", &[]))
        })
        .unwrap();
    let second = place
        .writer
        .change(&asking, "customer.add", |tx| {
            customer::add(tx, &draft("李明", &[]))
        })
        .unwrap();
    assert_eq!((first.entry, &first.answer), (second.entry, &second.answer));
    assert!(second.repeated && !first.repeated);
    undo(&mut place, "wangwei", first.entry, false).unwrap();
    let third = place
        .writer
        .change(&asking, "customer.add", |tx| {
            customer::add(tx, &draft("李明", &[]))
        })
        .unwrap();
    assert_eq!(third.answer, first.answer);
    let other = once(&place, "d2");
    let reused = place.writer.change(&other, "customer.add", |tx| {
        customer::add(tx, &draft("王芳", &[]))
    });
    assert!(matches!(
        reused,
        Err(Error::Refused(Refusal::OnceKeyReused))
    ));
    assert_eq!(number(&place, "SELECT count(*) FROM customer"), 0);
}
