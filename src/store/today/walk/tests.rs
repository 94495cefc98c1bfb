//! What the walks cost and how they go: each is a range of an index, however many customers an
//! owner has.
#![allow(clippy::unwrap_used, clippy::panic)]

use rusqlite::Connection;

use super::*;
use crate::domain::ids::RuleId;
use crate::store::testing::{AT, Place, plan};
use crate::store::{derive, reason, staff};

/// How a statement goes: nothing is scanned, nothing is sorted.
fn straight(conn: &Connection, statement: &str) -> String {
    let steps = plan(conn, statement);
    for step in &steps {
        assert!(!step.contains("SCAN") && !step.contains("B-TREE"), "{step}");
    }
    steps.join("; ")
}

#[test]
fn every_reason_is_a_range_of_an_index_and_nothing_is_scanned_or_sorted() {
    let place = Place::fresh();
    let reader = place.reader();
    let told: Vec<String> = [
        ("next contact", NEXT_CONTACT),
        ("leading", LEADING),
        ("run-out", RUN_OUT),
        ("balance", BALANCE),
        ("held", HELD),
        ("bought", BOUGHT),
        ("quiet", QUIET),
        ("complained", COMPLAINED),
        ("transferred", TRANSFERRED),
        ("silent", SILENT),
        ("never", NEVER),
        ("yearly", YEARLY),
        ("of a grade", OF_GRADE),
        ("of a tier", OF_TIER),
        ("with a tag", OF_TAG),
        ("of all", OF_ALL),
    ]
    .iter()
    .map(|(name, statement)| format!("{name}: {}", straight(reader.conn(), statement)))
    .collect();
    insta::assert_snapshot!(told.join("\n"), @r"
    next contact: SEARCH customer USING COVERING INDEX customer_by_owner_next (owner_id=? AND next_contact_on>? AND next_contact_on<?)
    leading: SEARCH customer USING COVERING INDEX customer_by_owner_call (owner_id=? AND next_contact_at>? AND next_contact_at<?)
    run-out: SEARCH supply USING COVERING INDEX supply_by_owner (owner_id=? AND runs_out_on>? AND runs_out_on<?)
    balance: SEARCH customer USING COVERING INDEX customer_by_owner_unpaid (owner_id=? AND unpaid_at>? AND unpaid_at<?)
    held: SEARCH customer USING COVERING INDEX customer_by_owner_held (owner_id=? AND held_since>? AND held_since<?)
    bought: SEARCH customer USING COVERING INDEX customer_by_owner_purchase (owner_id=? AND last_purchase_at>? AND last_purchase_at<?)
    quiet: SEARCH customer USING COVERING INDEX customer_by_owner_quiet (owner_id=? AND quiet_at>? AND quiet_at<?)
    complained: SEARCH customer USING COVERING INDEX customer_by_owner_complaint (owner_id=? AND complained_at>? AND complained_at<?)
    transferred: SEARCH a USING COVERING INDEX assignment_by_owner (owner_id=? AND at>? AND at<?); CORRELATED SCALAR SUBQUERY 1; SEARCH o USING COVERING INDEX assignment_by_customer (customer_id=? AND at>?); SEARCH c USING INTEGER PRIMARY KEY (rowid=?)
    silent: SEARCH customer USING COVERING INDEX customer_by_owner_grade (owner_id=? AND grade=? AND followed_at>? AND followed_at<?)
    never: SEARCH customer USING COVERING INDEX customer_by_owner_grade (owner_id=? AND grade=? AND followed_at=? AND created_at>? AND created_at<?)
    yearly: SEARCH customer_date USING COVERING INDEX customer_date_by_owner (owner_id=? AND calendar=? AND leap=? AND (month,day)>(?,?) AND (month,day)<(?,?))
    of a grade: SEARCH customer USING COVERING INDEX customer_by_owner_grade (owner_id=? AND grade=?)
    of a tier: SEARCH customer USING COVERING INDEX customer_by_owner_tier (owner_id=? AND tier=?)
    with a tag: SEARCH customer USING COVERING INDEX customer_by_owner_tag (owner_id=? AND tag>?)
    of all: SEARCH customer USING COVERING INDEX customer_by_owner_created (owner_id=?)
    ");
}

/// Customers of one owner, each with everything that a reason can follow from.
const MANY: &str = "
  PRAGMA foreign_keys = OFF;
  UPDATE journal_context SET entry_id = 1, mode = 'range';
  WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
  INSERT INTO customer (id, code, name, owner_id, grade, tier, created_at, modified_at)
    SELECT i, 'X' || i, '李明', 1, substr('abc', i % 3 + 1, 1), iif(i % 5, NULL, 'gold'), ?1 - i, 0
    FROM n;
  INSERT INTO customer_date (customer_id, kind, calendar, month, day)
    SELECT id, 'birthday', iif(id % 2, 'solar', 'lunar'), id % 12 + 1, id % 28 + 1 FROM customer;
  INSERT INTO interaction (customer_id, kind, at, staff_id, next_on)
    SELECT id, 'call', ?1 - id * 3600000, 1, iif(id % 4, NULL, '2026-11-23') FROM customer
    WHERE id % 7;
  INSERT INTO sale (code, customer_id, at, total)
    SELECT 'S' || id, id, ?1 - id * 7200000, 100 FROM customer;
  INSERT INTO sale_line (sale_id, product_id, quantity, amount)
    SELECT id, 1, 1, 100 FROM sale;
  UPDATE journal_context SET entry_id = NULL, mode = 'row';";

#[test]
fn the_first_rows_of_a_reason_cost_a_hundred_pages_at_most_however_many_customers_there_are() {
    let mut place = Place::fresh();
    place.done("root", |tx| {
        let goods = "INSERT INTO product (code, name, cycle_days) VALUES ('P1', '蜂胶', 30)";
        tx.conn().execute(goods, []).unwrap();
        Ok(())
    });
    let conn = place.writer.conn();
    for statement in MANY.replace("?1", &AT.0.to_string()).split(';') {
        if !statement.trim().is_empty() {
            conn.execute_batch(statement).unwrap();
        }
    }
    derive::all(conn, &mut |_| {}).unwrap();
    let reader = place.reader();
    let actor = staff::actor(&reader, place.id("root")).unwrap();
    let mut book = reason::book(&reader, &actor).unwrap();
    book.rules.push(Rule {
        id: RuleId(99),
        date: Some("11-23".to_owned()),
        list: Some("tier".to_owned()),
        value: Some("gold".to_owned()),
        ..Rule::new("gold", Kind::Greeting)
    });
    let grades = ["a", "b", "c"].map(|grade| Some(grade.to_owned()));
    let now = Now {
        at: AT,
        zone: chrono_tz::Asia::Shanghai,
    };
    let walk = Walk {
        conn: reader.conn(),
        book: &book,
        grades: &grades,
        now,
        most: 50,
    };
    let mut met = 0;
    for rule in &book.rules {
        let before = reader.with_connection(pages::touched);
        let found = walk.of(rule, Some(1)).unwrap();
        let touched = reader.with_connection(pages::touched) - before;
        met += usize::from(!found.is_empty());
        assert!(
            touched <= 110,
            "{}: {touched} pages, {} rows",
            rule.code,
            found.len()
        );
    }
    assert!(met >= 7, "{met} reasons found somebody");
}
