//! The journal as people read it.

use super::customer::draft;
use super::log::logged;
use super::undo::{edit, undo};
use crate::domain::birthday::{Birthday, Calendar};
use crate::domain::customer::Field;
use crate::domain::ids::CustomerId;
use crate::domain::journal::EntryView;
use crate::error::{Error, Result};
use crate::store::journal::{self, Filter};
use crate::store::testing::{AT, Place};
use crate::store::{Mode, customer, interaction, setting, staff};

fn list(place: &Place, login: &str, customer: Option<CustomerId>) -> Result<Vec<EntryView>> {
    let reader = place.reader();
    let actor = staff::actor(&reader, place.id(login)).unwrap();
    let filter = Filter {
        customer,
        staff: None,
        entry: None,
        limit: 50,
    };
    journal::list(&reader, &actor, AT, filter)
}

#[test]
fn ones_own_entries_say_whom_they_are_about_and_what_was_added() {
    let mut place = Place::staffed();
    let mut new = draft("李明", &["138 0013 4821"]);
    let lunar = Birthday {
        calendar: Calendar::Lunar,
        year: Some(1958),
        month: 10,
        day: 17,
        leap: false,
    };
    new.dates.push(("birthday".to_owned(), lunar));
    let id = place.done("wangwei", |tx| customer::add(tx, &new)).id;
    let mine = list(&place, "wangwei", None).unwrap();
    let added = mine.iter().find(|entry| entry.whom.is_some()).unwrap();
    assert_eq!(added.whom, Some((id, "李明".to_owned())));
    assert_eq!(added.others, 0);
    let titles: Vec<Option<&str>> = added
        .changes
        .iter()
        .map(|change| change.after.as_deref())
        .collect();
    for title in ["李明", "138 0013 4821", "birthday lunar 1958-10-17"] {
        assert!(titles.contains(&Some(title)), "{titles:?}");
    }
    let theirs = list(&place, "wangwei", Some(id)).unwrap();
    assert!(theirs.iter().all(|entry| entry.whom.is_none()));
}

#[test]
fn a_customers_history_tells_field_by_field_who_changed_what_into_what() {
    let mut place = Place::staffed();
    let id = place
        .done("wangwei", |tx| {
            customer::add(tx, &draft("李明", &["138 0013 4821"]))
        })
        .id;
    place.done("sun", |tx| {
        customer::edit(tx, id, None, &edit(Field::Grade, "b"))
    });
    place.done("wangwei", |tx| {
        customer::edit(tx, id, None, &edit(Field::Grade, "a"))
    });
    let asking = place.asking("wangwei");
    let done = place
        .writer
        .change(&asking, "log", |tx| {
            interaction::log(tx, &logged(id, "busy"))
        })
        .unwrap();
    let back = undo(&mut place, "wangwei", done.entry, false).unwrap().0;
    let history = list(&place, "wangwei", Some(id)).unwrap();
    assert_eq!(history.len(), 5);
    let [undone, log, second, first, added] = history.as_slice() else {
        panic!("{history:?}")
    };
    assert_eq!(
        (undone.action.as_str(), undone.undoes),
        ("undo", Some(done.entry))
    );
    assert_eq!((log.state.as_str(), log.undone_by), ("undone", Some(back)));
    let told = |entry: &EntryView| {
        let change = &entry.changes[0];
        (
            entry.by.2.clone(),
            change.field.clone(),
            change.before.clone(),
            change.after.clone(),
        )
    };
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(
        told(second),
        ("王薇".into(), some("grade"), some("b"), some("a"))
    );
    assert_eq!(
        told(first),
        ("孙主管".into(), some("grade"), None, some("b"))
    );
    let typed = added
        .changes
        .iter()
        .find(|change| change.table == "customer_phone")
        .unwrap();
    assert_eq!(
        (typed.operation.as_str(), typed.after.clone()),
        ("insert", some("138 0013 4821"))
    );
}

#[test]
fn everybody_reads_their_own_entries_a_supervisor_the_teams_and_values_only_within_reach() {
    let mut place = Place::staffed();
    place.done("root", |tx| setting::set(tx, "open_file", "off"));
    let id = place
        .done("wangwei", |tx| customer::add(tx, &draft("李明", &[])))
        .id;
    place.done("li", |tx| customer::add(tx, &draft("王芳", &[])));
    let authors = |login| {
        let mut authors: Vec<String> = list(&place, login, None)
            .unwrap()
            .into_iter()
            .map(|entry| entry.by.1)
            .collect();
        authors.sort();
        authors.dedup();
        authors
    };
    assert_eq!(authors("wangwei"), ["wangwei"]);
    assert_eq!(authors("sun"), ["wangwei"]);
    assert_eq!(authors("boss"), ["li", "root", "wangwei"]);
    // The warehouse takes its own entries back, and has made none.
    assert_eq!(authors("wu"), Vec::<String>::new());
    assert!(matches!(
        list(&place, "wu", Some(id)),
        Err(Error::Refused(_))
    ));
    assert!(matches!(
        list(&place, "li", Some(id)),
        Err(Error::Refused(_))
    ));
    // Given away, it is no more for the one who had it, not even in her own entries.
    let to = place.id("li");
    place.done("boss", |tx| customer::transfer(tx, &[id], to, "换"));
    let hers = list(&place, "wangwei", None).unwrap();
    assert!(
        hers.iter().all(|entry| entry.changes.is_empty()),
        "{hers:?}"
    );
}

#[test]
fn a_brought_customers_history_begins_with_the_file() {
    let mut place = Place::staffed();
    let asking = place.asking("root");
    let running = journal::begin_long(&mut place.writer, &asking, "import").unwrap();
    let ids = place
        .writer
        .batch(&asking, running, Mode::Range, |tx| {
            (0..3)
                .map(|_| customer::add(tx, &draft("新", &[])).map(|added| added.id))
                .collect::<Result<Vec<_>>>()
        })
        .unwrap();
    journal::finish_long(&mut place.writer, &asking, running, "{}").unwrap();
    let history = list(&place, "boss", Some(ids[1])).unwrap();
    assert_eq!(
        history
            .iter()
            .map(|entry| entry.action.as_str())
            .collect::<Vec<_>>(),
        ["import"]
    );
    assert!(
        list(&place, "boss", None).unwrap()[0].changes[0]
            .last_key
            .is_some()
    );
}

#[test]
fn whoever_writes_beside_the_program_is_refused_and_what_it_writes_is_noted_once() {
    let mut place = Place::staffed();
    let id = place
        .done("wangwei", |tx| customer::add(tx, &draft("李明", &[])))
        .id;
    let stranger = rusqlite::Connection::open(place.house.path()).unwrap();
    for statement in [
        "UPDATE customer SET name = 'x'",
        "DELETE FROM setting",
        "INSERT INTO role_right (role, operation, scope) VALUES ('agent', 'fly', 'all')",
    ] {
        let refused = stranger.execute_batch(statement).unwrap_err();
        assert!(
            refused.to_string().contains("no journal entry"),
            "{refused}"
        );
    }
    // Its connection notes what rows were from the first entry on, and one taken back leaves it so.
    let mut writer = place.house.writer().unwrap();
    let asking = place.asking("wangwei");
    let failed = writer.change(&asking, "test", |tx| {
        customer::edit(tx, id, None, &edit(Field::Name, "李明明"))?;
        Err::<(), _>(Error::Gone("test".to_owned()))
    });
    assert!(failed.is_err());
    for name in ["李四", "王五"] {
        let entry = writer
            .change(&asking, "test", |tx| {
                customer::edit(tx, id, None, &edit(Field::Name, name))?;
                Ok(())
            })
            .unwrap()
            .entry;
        let noted = "SELECT count(*) FROM journal_row WHERE entry_id = ?1 AND tbl = 'customer'
          AND operation = 'update' AND json_extract(before, '$.name') IS NOT NULL";
        let count: i64 = place
            .reader()
            .with_connection(|conn| conn.query_row(noted, [entry.0], |row| row.get(0)).unwrap());
        assert_eq!(count, 1);
    }
}
