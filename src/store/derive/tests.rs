//! Derived data on real files: one door and the other agree, whatever happened before.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use rusqlite::params;

use super::{Difference, all, begin_bulk, differences, finish_if_pending, pending, sweep};
use crate::domain::ids::CustomerId;
use crate::store::testing::{AT, Place};
use crate::store::{Mode, Tx};

/// Something that happens to one of a few customers.
#[derive(Debug, Clone)]
enum Step {
    Add(usize),
    Rename(usize, usize),
    Phone(usize, usize),
    DropPhones(usize),
    Member(usize, usize),
    Card(usize, usize),
    Contact(usize, i64),
    Sale(usize, i64),
    Birthday(usize, i64),
    Void(usize),
    Delete(usize),
    /// They buy so many of a product on a day.
    Buy(usize, i64, i64, i64),
    /// They use a product in their own way: so many users, a cycle or none.
    Use(usize, i64, i64, Option<i64>),
    /// One of a product lasts so many days, for everybody.
    Cycle(i64, Option<i64>),
    Owner(usize, bool),
    Zone(bool),
}

const NAMES: [&str; 5] = ["李明朗", "单雄信", "Jon V Yang", "吕布", "王"];
const NUMBERS: [&str; 4] = ["8613800134821", "862162344821", "95588", "12"];

fn step() -> impl Strategy<Value = Step> {
    let (who, what) = (0_usize..4, 0_usize..5);
    prop_oneof![
        3 => who.clone().prop_map(Step::Add),
        1 => (who.clone(), what.clone()).prop_map(|(who, what)| Step::Rename(who, what)),
        1 => (who.clone(), 0_usize..4).prop_map(|(who, what)| Step::Phone(who, what)),
        1 => who.clone().prop_map(Step::DropPhones),
        1 => (who.clone(), what.clone()).prop_map(|(who, what)| Step::Member(who, what)),
        1 => (who.clone(), what).prop_map(|(who, what)| Step::Card(who, what)),
        1 => (who.clone(), 0_i64..9).prop_map(|(who, at)| Step::Contact(who, at)),
        1 => (who.clone(), 0_i64..9).prop_map(|(who, at)| Step::Sale(who, at)),
        1 => (who.clone(), 1_i64..29).prop_map(|(who, day)| Step::Birthday(who, day)),
        1 => who.clone().prop_map(Step::Void),
        1 => who.clone().prop_map(Step::Delete),
        4 => (who.clone(), 1_i64..4, 1_i64..5, 0_i64..300)
            .prop_map(|(who, what, count, day)| Step::Buy(who, what, count, day)),
        1 => (who.clone(), 1_i64..4, 0_i64..3, prop::option::of(5_i64..50))
            .prop_map(|(who, what, users, cycle)| Step::Use(who, what, users, cycle)),
        1 => (1_i64..4, prop::option::of(5_i64..50)).prop_map(|(what, days)| Step::Cycle(what, days)),
        1 => (who, any::<bool>()).prop_map(|(who, mine)| Step::Owner(who, mine)),
        1 => any::<bool>().prop_map(Step::Zone),
    ]
}

fn run(tx: &Tx<'_>, sql: &str, values: impl rusqlite::Params) {
    tx.conn().execute(sql, values).unwrap();
}

fn happen(tx: &Tx<'_>, step: &Step) {
    let who = match step {
        Step::Add(who)
        | Step::Rename(who, _)
        | Step::Phone(who, _)
        | Step::DropPhones(who)
        | Step::Member(who, _)
        | Step::Card(who, _)
        | Step::Contact(who, _)
        | Step::Sale(who, _)
        | Step::Birthday(who, _)
        | Step::Void(who)
        | Step::Delete(who)
        | Step::Buy(who, ..)
        | Step::Use(who, ..)
        | Step::Owner(who, _) => who,
        Step::Cycle(..) | Step::Zone(_) => return happen_to_all(tx, step),
    };
    let id = i64::try_from(*who).unwrap() + 1;
    happen_to_the_customer(tx, id, step);
    happen_around(tx, id, step);
    happen_to_supplies(tx, id, step);
    tx.touch(CustomerId(id));
}

fn happen_to_the_customer(tx: &Tx<'_>, id: i64, step: &Step) {
    match step {
        Step::Add(who) => {
            run(
                tx,
                "INSERT OR IGNORE INTO customer (id, code, name, created_at, modified_at)
                 VALUES (?1, 'C000' || ?1, ?2, 0, 0)",
                params![id, NAMES[*who]],
            );
        }
        Step::Rename(_, name) => {
            run(
                tx,
                "UPDATE customer SET name = ?2 WHERE id = ?1",
                params![id, NAMES[*name]],
            );
        }
        Step::Card(_, card) => {
            let card = format!("VIP00{card}");
            run(
                tx,
                "UPDATE customer SET card_no = ?2 WHERE id = ?1",
                params![id, card],
            );
        }
        Step::Void(_) => {
            run(tx, "UPDATE customer SET state = 'void' WHERE id = ?1", [id]);
        }
        Step::Delete(_) => {
            let bare = "DELETE FROM customer WHERE id = ?1
                AND NOT EXISTS (SELECT 1 FROM customer_phone WHERE customer_id = ?1)
                AND NOT EXISTS (SELECT 1 FROM family_member WHERE customer_id = ?1)
                AND NOT EXISTS (SELECT 1 FROM interaction WHERE customer_id = ?1)
                AND NOT EXISTS (SELECT 1 FROM customer_date WHERE customer_id = ?1)
                AND NOT EXISTS (SELECT 1 FROM product_use WHERE customer_id = ?1)
                AND NOT EXISTS (SELECT 1 FROM sale WHERE customer_id = ?1)";
            run(tx, bare, [id]);
        }
        _ => {}
    }
}

fn happen_around(tx: &Tx<'_>, id: i64, step: &Step) {
    match step {
        Step::Phone(_, number) => {
            let sql =
                "INSERT INTO customer_phone (customer_id, typed, digits, known, kind, member_id)
                 SELECT id, ?2, ?2, 1, 'mobile',
                   (SELECT max(id) FROM family_member WHERE customer_id = ?1 AND ?3)
                 FROM customer WHERE id = ?1";
            run(tx, sql, params![id, NUMBERS[*number], number % 2 == 0]);
        }
        Step::DropPhones(_) => {
            run(
                tx,
                "DELETE FROM customer_phone WHERE customer_id = ?1",
                [id],
            );
        }
        Step::Member(_, name) => {
            let sql = "INSERT INTO family_member (customer_id, name)
                 SELECT id, ?2 FROM customer WHERE id = ?1";
            run(tx, sql, params![id, NAMES[*name]]);
        }
        Step::Contact(_, at) => {
            let sql = "INSERT INTO interaction (customer_id, kind, at, next_on, staff_id)
                 SELECT id, 'call', ?2, iif(?2 % 2, '2026-12-01', NULL), 1
                 FROM customer WHERE id = ?1";
            run(tx, sql, params![id, at]);
        }
        Step::Sale(_, at) => {
            let sql = "INSERT INTO sale (code, customer_id, at, total, void)
                 SELECT hex(randomblob(8)), id, ?2, ?2 * 100, ?2 % 3 = 0
                 FROM customer WHERE id = ?1";
            run(tx, sql, params![id, at]);
            let sql = "INSERT INTO payment (sale_id, customer_id, at, method, amount)
                 SELECT max(id), ?1, 1, 'cash', 50 FROM sale WHERE customer_id = ?1 HAVING count(*)";
            run(tx, sql, [id]);
        }
        Step::Birthday(_, day) => {
            let sql = "INSERT INTO customer_date (customer_id, kind, calendar, month, day, leap)
                 SELECT id, 'birthday', iif(?2 % 2, 'solar', 'lunar'), 5, ?2, ?2 % 4 = 0
                 FROM customer WHERE id = ?1";
            run(tx, sql, params![id, day]);
        }
        _ => {}
    }
}

fn happen_to_supplies(tx: &Tx<'_>, id: i64, step: &Step) {
    match step {
        Step::Buy(_, product, quantity, day) => {
            let sql = "INSERT INTO sale (code, customer_id, at, total)
                 SELECT hex(randomblob(8)), id, ?2, 0 FROM customer WHERE id = ?1";
            run(
                tx,
                sql,
                [id, day * 86_400_000 + day * 7_000_000 % 86_400_000],
            );
            let sql = "INSERT INTO sale_line (sale_id, product_id, quantity, amount)
                 SELECT max(id), ?2, ?3, 0 FROM sale WHERE customer_id = ?1 HAVING count(*)";
            run(tx, sql, [id, *product, *quantity]);
        }
        Step::Use(_, product, users, cycle) => {
            let sql = "INSERT INTO product_use (customer_id, product_id, users, cycle_days)
                 SELECT id, ?2, ?3, ?4 FROM customer WHERE id = ?1
                 ON CONFLICT (customer_id, product_id)
                   DO UPDATE SET users = excluded.users, cycle_days = excluded.cycle_days";
            run(tx, sql, params![id, product, users, cycle]);
        }
        Step::Owner(_, mine) => {
            let sql = "UPDATE customer SET owner_id = iif(?2, 1, NULL) WHERE id = ?1";
            run(tx, sql, params![id, mine]);
        }
        _ => {}
    }
}

fn happen_to_all(tx: &Tx<'_>, step: &Step) {
    match step {
        Step::Cycle(product, days) => {
            let sql = "UPDATE product SET cycle_days = ?2 WHERE id = ?1";
            run(tx, sql, params![product, days]);
        }
        Step::Zone(east) => {
            let zone = if *east {
                "Asia/Shanghai"
            } else {
                "America/New_York"
            };
            run(
                tx,
                "UPDATE setting SET value = ?1 WHERE key = 'zone'",
                [zone],
            );
        }
        _ => {}
    }
}

/// A file with three products, the first and the second of which are used up.
fn with_products() -> Place {
    let mut place = Place::fresh();
    place.done("root", |tx| {
        for (code, cycle) in [("P1", Some(30)), ("P2", Some(7)), ("P3", None)] {
            let sql = "INSERT INTO product (code, name, cycle_days) VALUES (?1, ?1, ?2)";
            run(tx, sql, params![code, cycle]);
        }
        Ok(())
    });
    place
}

/// Everything derived that the file holds, as text.
fn derived(place: &Place) -> Vec<String> {
    let mut found = Vec::new();
    for sql in [
        "SELECT term || ' ' || customer_id || ' ' || kind FROM term ORDER BY 1",
        "SELECT suffix || ' ' || customer_id FROM phone_suffix ORDER BY 1",
        "SELECT customer_id || names || digits FROM key_source ORDER BY 1",
        "SELECT json_array(id, last_contact_at, followed_at, last_purchase_at, purchase_count, balance_due,
           primary_phone, primary_member, birth_md, lunar_md, lunar_leap, next_contact_on,
           next_contact_at, next_contact_by, unpaid_at, quiet_at, complained_at) FROM customer ORDER BY id",
        "SELECT json_array(customer_id, product_id, owner_id, runs_out_on, earliest, latest,
           bought_on, quantity, lot_days, left_days, cycle_days, users, intervals)
         FROM supply ORDER BY customer_id, product_id",
    ] {
        let mut statement = place.writer.conn().prepare(sql).unwrap();
        let rows = statement
            .query_map([], |row| row.get::<_, String>(0))
            .unwrap();
        found.extend(rows.map(Result::unwrap));
    }
    found
}

fn told(place: &Place) -> Vec<Difference> {
    let mut found = Vec::new();
    differences(place.writer.conn(), &mut |one| found.push(one)).unwrap();
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn one_customer_at_a_time_and_all_at_once_come_to_the_same(
        steps in proptest::collection::vec(proptest::collection::vec(step(), 1..5), 1..8)
    ) {
        let mut place = with_products();
        for together in &steps {
            place.done("root", |tx| {
                together.iter().for_each(|step| happen(tx, step));
                Ok(())
            });
        }
        prop_assert_eq!(told(&place), vec![]);
        let asking = place.asking("root");
        sweep(&mut place.writer, &asking).unwrap();
        prop_assert_eq!(told(&place), vec![]);
        let one_by_one = derived(&place);
        all(place.writer.conn(), &mut |_| {}).unwrap();
        prop_assert_eq!(derived(&place), one_by_one);
    }
}

#[test]
fn every_difference_is_named() {
    let mut place = with_products();
    place.done("root", |tx| {
        [
            Step::Add(0),
            Step::Phone(0, 0),
            Step::Buy(0, 1, 3, 0),
            Step::Add(1),
        ]
        .iter()
        .for_each(|step| happen(tx, step));
        Ok(())
    });
    for (harm, table) in [
        (
            "UPDATE customer SET balance_due = 7 WHERE id = 1",
            "customer",
        ),
        ("DELETE FROM term WHERE term = 'lml'", "term"),
        ("INSERT INTO term VALUES ('zz', 1, 1)", "term"),
        ("UPDATE supply SET latest = '1970-05-01'", "supply"),
        ("DELETE FROM supply", "supply"),
        (
            "DELETE FROM phone_suffix WHERE suffix = (SELECT max(suffix) FROM phone_suffix)",
            "phone_suffix",
        ),
        (
            "UPDATE key_source SET digits = '' WHERE customer_id = 1",
            "key_source",
        ),
    ] {
        place.writer.conn().execute_batch(harm).unwrap();
        assert_eq!(
            told(&place),
            [Difference {
                customer: CustomerId(1),
                table
            }],
            "{harm}"
        );
        all(place.writer.conn(), &mut |_| {}).unwrap();
        assert_eq!(told(&place), []);
    }
}

#[test]
fn a_bulk_load_that_was_cut_off_is_finished_by_whoever_opens_next() {
    let mut place = with_products();
    let schema = |place: &Place| -> Vec<String> {
        let mut statement = place
            .writer
            .conn()
            .prepare("SELECT sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name")
            .unwrap();
        statement
            .query_map([], |row| row.get(0))
            .unwrap()
            .map(Result::unwrap)
            .collect()
    };
    let before = schema(&place);
    begin_bulk(&place.writer, AT).unwrap();
    assert_ne!(schema(&place), before);
    let asking = place.asking("root");
    place
        .writer
        .batch(&asking, crate::domain::ids::EntryId(1), Mode::Range, |tx| {
            tx.leave_derived_pending();
            [Step::Add(0), Step::Phone(0, 0), Step::Buy(0, 1, 3, 0)]
                .iter()
                .for_each(|step| happen(tx, step));
            Ok(())
        })
        .unwrap();
    assert!(pending(place.writer.conn()).unwrap());
    assert!(finish_if_pending(&place.writer, &mut |_| {}).unwrap());
    assert_eq!(schema(&place), before);
    assert_eq!(told(&place), []);
    assert!(!derived(&place).is_empty());
    assert!(!finish_if_pending(&place.writer, &mut |_| {}).unwrap());
}
