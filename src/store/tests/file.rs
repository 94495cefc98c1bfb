//! The whole file: checked, copied away under use, put back.

use super::customer::draft;
use super::log::logged;
use super::undo::dump;
use crate::error::{Error, Refusal};
use crate::store::testing::{AT, Place};
use crate::store::{Cache, House, backup, check, customer, interaction, sql};

fn broken(place: &Place, login: &str) -> Vec<&'static str> {
    let asking = place.asking(login);
    let checks = check::check(&place.writer, &asking).unwrap();
    checks
        .iter()
        .filter(|check| !check.ok)
        .map(|check| check.name)
        .collect()
}

#[test]
fn a_good_file_passes_and_each_broken_rule_is_named() {
    let mut place = Place::staffed();
    let id = place
        .done("wangwei", |tx| {
            customer::add(tx, &draft("李明", &["13800134821"]))
        })
        .id;
    place.done("wangwei", |tx| interaction::log(tx, &logged(id, "reached")));
    assert_eq!(broken(&place, "root"), Vec::<&str>::new());
    let agent = place.asking("wangwei");
    let refused = check::check(&place.writer, &agent);
    assert!(matches!(
        refused,
        Err(Error::Refused(Refusal::NoRight { .. }))
    ));
    for (damage, name) in [
        ("UPDATE customer SET balance_due = 5", "balance_due"),
        ("UPDATE journal_context SET entry_id = 1", "journal_context"),
        ("DROP TRIGGER journal_customer_update", "triggers"),
        ("UPDATE customer SET owner_id = 1", "owner_assignment"),
        (
            "UPDATE journal_entry SET state = 'undone' WHERE id = 1",
            "journal_entries",
        ),
        (
            "DROP TRIGGER journal_payment_insert;
          INSERT INTO sale (code, customer_id, at, total) VALUES ('X', 1, 0, 7)",
            "sale_total",
        ),
        (
            "INSERT INTO term (term, customer_id, kind) VALUES ('x', 99, 1)",
            "stray_terms",
        ),
        (
            "UPDATE staff SET role = 'manager' WHERE role = 'admin'",
            "administrator",
        ),
    ] {
        let conn = place.writer.conn();
        conn.execute_batch("BEGIN; UPDATE journal_context SET entry_id = NULL")
            .unwrap();
        conn.execute_batch("UPDATE journal_context SET entry_id = 1")
            .unwrap();
        conn.execute_batch(damage).unwrap();
        if name != "journal_context" {
            conn.execute_batch("UPDATE journal_context SET entry_id = NULL")
                .unwrap();
        }
        let checks = check::invariants(conn).unwrap();
        let found = checks.iter().find(|check| check.name == name).unwrap();
        assert!(!found.ok && found.detail.is_some(), "{name}");
        conn.execute_batch("ROLLBACK").unwrap();
    }
}

#[test]
fn a_copy_made_while_colleagues_write_is_whole_and_put_back_gives_the_same() {
    let mut place = Place::staffed();
    for _ in 0..50 {
        place.done("wangwei", |tx| {
            customer::add(tx, &draft("李明", &["13800134821"]))
        });
    }
    let before = dump(&place.reader());
    let copy = place.folder.path().join("copy.db");
    let reader = place.house.reader(Cache::Lists).unwrap();
    let root = place.id("root");
    let mut told = 0;
    let copied = backup::backup(&reader, root, &copy, &mut |_, _| {
        // In the middle of it somebody saves.
        told += 1;
        place.done("wangwei", |tx| customer::add(tx, &draft("王芳", &[])));
    })
    .unwrap();
    assert!(told > 0);
    assert_eq!(copied.customers, 50);
    let again = backup::backup(&reader, root, &copy, &mut |_, _| {});
    assert!(matches!(again, Err(Error::AlreadyThere(_))));
    let names: Vec<String> = std::fs::read_dir(place.folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.contains("part") || name.starts_with("copy"))
        .collect();
    assert_eq!(names, ["copy.db"]);
    let path = place.house.path().to_owned();
    // The house of this test has its file alone: nobody else may put anything in its place.
    let in_use = backup::restore(&path, &copy, "root", AT, &mut |_, _| {});
    assert!(matches!(in_use, Err(Error::InUse(_))), "{in_use:?}");
    let Place {
        house,
        writer,
        folder,
    } = place;
    drop((house, writer, reader));
    let agent = backup::restore(&path, &copy, "wangwei", AT, &mut |_, _| {});
    assert!(matches!(agent, Err(Error::Refused(_))), "{agent:?}");
    let put_back = backup::restore(&path, &copy, "root", AT, &mut |_, _| {}).unwrap();
    assert_eq!(put_back.customers, 50);
    let house = House::open(&path).unwrap();
    assert_eq!(dump(&house.reader(Cache::Lookup).unwrap()), before);
    let kept = House::open(&put_back.aside.unwrap()).unwrap();
    let count = "SELECT count(*) FROM customer";
    let customers: Option<i64> = sql::one(
        kept.reader(Cache::Lookup).unwrap().conn(),
        count,
        [],
        |row| row.get(0),
    )
    .unwrap();
    assert!(customers.unwrap() > 50);
    drop(folder);
}

#[test]
fn a_damaged_copy_is_not_put_back() {
    let place = Place::staffed();
    let path = place.house.path().to_owned();
    let copy = place.folder.path().join("copy.db");
    let reader = place.reader();
    backup::backup(&reader, place.id("root"), &copy, &mut |_, _| {}).unwrap();
    let mut bytes = std::fs::read(&copy).unwrap();
    let (from, to) = (bytes.len() / 2, bytes.len() / 2 + 8192);
    bytes[from..to].fill(7);
    std::fs::write(&copy, bytes).unwrap();
    let before = dump(&reader);
    let Place {
        house,
        writer,
        folder,
    } = place;
    drop((house, writer, reader));
    let refused = backup::restore(&path, &copy, "root", AT, &mut |_, _| {});
    assert!(matches!(refused, Err(Error::Damaged(_))), "{refused:?}");
    let house = House::open(&path).unwrap();
    assert_eq!(dump(&house.reader(Cache::Lookup).unwrap()), before);
    drop(folder);
}
