//! `huoke check` names whatever does not come to what the ledgers say: each hot column, and each
//! row of a ledger, changed behind the program's back.

use super::sale::{line, shop, sold};
use crate::domain::product::Product;
use crate::domain::sale::Cause;
use crate::domain::sale::LineDraft;
use crate::store::sale::Back;
use crate::store::testing::Place;
use crate::store::{check, product, sale, sql, stock};

/// A place where something of everything has happened: held, paid in part, given, redeemed,
/// brought back, called off, taken back.
fn busy() -> Place {
    let (mut place, id, [bee, tea]) = shop();
    place.done("root", |tx| {
        let cycle = Product {
            cycle_days: Some(30),
            ..super::log::goods("P3")
        };
        product::add(tx, &cycle).map(|_| ())
    });
    let lasting = product::list(&place.reader()).unwrap().pop().unwrap();
    let lasting = lasting.id.unwrap();
    let of = |cause, product, quantity| LineDraft {
        cause,
        ..line(product, quantity, None)
    };
    let lines = vec![
        line(bee, 4, Some(2)),
        line(lasting, 2, None),
        of(Cause::Gift("sample".to_owned()), tea, 1),
    ];
    let first = place.done("wangwei", |tx| sale::add(tx, &sold(id, lines, 50_000)));
    let redeemed = vec![of(Cause::Redeemed(None), tea, 1)];
    place.done("wangwei", |tx| sale::add(tx, &sold(id, redeemed, 0)));
    let third = vec![line(bee, 1, None)];
    let third = place.done("wangwei", |tx| sale::add(tx, &sold(id, third, 0)));
    place.done("wangwei", |tx| {
        sale::give_back(tx, first.id, &[(bee, 1)], &Back::default())
    });
    let why = Back {
        reason: Some("不要了".to_owned()),
        ..Back::default()
    };
    place.done("wangwei", |tx| sale::cancel(tx, third.id, &why));
    place.done("wu", |tx| stock::count(tx, bee, 20, None));
    place
}

/// What a check says that does not hold: its name and the first ones.
fn named(place: &Place) -> Vec<(String, String)> {
    let root = place.asking("root");
    let checks = check::check(&place.writer, &root).unwrap().into_iter();
    let broken = checks.filter(|check| !check.ok);
    broken
        .map(|check| (check.name.to_owned(), check.detail.unwrap_or_default()))
        .collect()
}

/// Changes rows behind the program's back: the triggers that keep a ledger as it is are gone for a
/// moment.
fn harm(place: &Place, harm: &str) {
    // Not the Writer's own, which notes what it changes.
    let conn = &rusqlite::Connection::open(place.writer.path()).unwrap();
    let frozen = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'";
    let triggers: Vec<(String, String)> =
        sql::all(conn, frozen, [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    let mut script = "PRAGMA foreign_keys = OFF; BEGIN;".to_owned();
    for (name, _) in &triggers {
        script += &format!("DROP TRIGGER {name};");
    }
    script += harm;
    script.push(';');
    for (_, create) in &triggers {
        script += create;
        script.push(';');
    }
    script += "COMMIT; PRAGMA foreign_keys = ON;";
    conn.execute_batch(&script).unwrap();
}

/// What is made wrong, how it is made right again, and what is named.
const WRONG: &[(&str, &str, &str)] = &[
    (
        "product SET on_hand = on_hand + 1 WHERE id = 1",
        "product SET on_hand = on_hand - 1 WHERE id = 1",
        "stock P1",
    ),
    (
        "product SET held = held + 1 WHERE id = 1",
        "product SET held = held - 1 WHERE id = 1",
        "goods_held P1",
    ),
    (
        "sale SET paid = paid + 1 WHERE id = 1",
        "sale SET paid = paid - 1 WHERE id = 1",
        "sale_paid sale:1",
    ),
    (
        "sale SET returned = returned + 1 WHERE id = 1",
        "sale SET returned = returned - 1 WHERE id = 1",
        "sale_returned sale:1",
    ),
    (
        "sale SET held = held + 1 WHERE id = 1",
        "sale SET held = held - 1 WHERE id = 1",
        "sale_held sale:1",
    ),
    (
        "sale SET cancelled = 0 WHERE id = 3",
        "sale SET cancelled = 1 WHERE id = 3",
        "sale_cancelled sale:3",
    ),
    (
        "sale SET total = total + 1 WHERE id = 1",
        "sale SET total = total - 1 WHERE id = 1",
        "sale_total S000001",
    ),
    (
        "sale_line SET held = held + 1 WHERE id = 1",
        "sale_line SET held = held - 1 WHERE id = 1",
        "line_held sale_line:1",
    ),
    (
        "sale_line SET returned = returned - 1 WHERE id = 1",
        "sale_line SET returned = returned + 1 WHERE id = 1",
        "line_returned sale_line:1",
    ),
    (
        "sale_line SET points = points + 1 WHERE id = 1",
        "sale_line SET points = points - 1 WHERE id = 1",
        "line_points sale_line:1",
    ),
    (
        "customer SET balance_due = balance_due + 1",
        "customer SET balance_due = balance_due - 1",
        "balance_due C000001",
    ),
    (
        "customer SET points = points + 1",
        "customer SET points = points - 1",
        "derived customer:1 customer",
    ),
    (
        "customer SET held = held + 1",
        "customer SET held = held - 1",
        "derived customer:1 customer",
    ),
    (
        "customer SET held_since = held_since + 1",
        "customer SET held_since = held_since - 1",
        "derived customer:1 customer",
    ),
    (
        "customer SET unpaid_at = unpaid_at + 1",
        "customer SET unpaid_at = unpaid_at - 1",
        "derived customer:1 customer",
    ),
    (
        "customer SET last_purchase_at = last_purchase_at + 1",
        "customer SET last_purchase_at = last_purchase_at - 1",
        "derived customer:1 customer",
    ),
    (
        "customer SET purchase_count = purchase_count + 1",
        "customer SET purchase_count = purchase_count - 1",
        "derived customer:1 customer",
    ),
    (
        "person_hour SET amount = amount + 1",
        "person_hour SET amount = amount - 1",
        "report_hours person_hour:498726",
    ),
    (
        "product_hour SET pieces = pieces + 1 WHERE product_id = 1",
        "product_hour SET pieces = pieces - 1 WHERE product_id = 1",
        "report_hours product_hour:498726",
    ),
    (
        "person_hour SET collected = collected + 1",
        "person_hour SET collected = collected - 1",
        "report_hours person_hour:498726",
    ),
    (
        "customer SET first_sale_id = 2",
        "customer SET first_sale_id = 1",
        "derived customer:1 customer",
    ),
    (
        "supply SET quantity = quantity + 1",
        "supply SET quantity = quantity - 1",
        "derived customer:1 supply",
    ),
    (
        "supply SET runs_out_on = '2027-12-31', bought_on = '2020-01-01'",
        "",
        "derived customer:1 supply",
    ),
];

#[test]
fn every_balance_that_is_not_the_sum_of_its_ledger_is_named() {
    let place = busy();
    assert_eq!(named(&place), []);
    for (wrong, back, names) in WRONG {
        harm(&place, &format!("UPDATE {wrong}"));
        let found = named(&place);
        let said = found.iter().map(|(name, first)| format!("{name} {first}"));
        let said: Vec<String> = said.collect();
        assert!(said.iter().any(|said| said == names), "{wrong}: {said:?}");
        if !back.is_empty() {
            harm(&place, &format!("UPDATE {back}"));
            assert_eq!(named(&place), [], "{back}");
        }
    }
}

#[test]
fn a_row_of_a_ledger_that_was_changed_or_is_gone_is_named_by_every_sum_it_belongs_to() {
    for (harmed, names) in [
        (
            "UPDATE payment SET amount = amount + 1 WHERE id = 1",
            &["sale_paid", "balance_due"][..],
        ),
        (
            "DELETE FROM payment WHERE id = 1",
            &["sale_paid", "balance_due"],
        ),
        (
            "UPDATE stock_move SET quantity = quantity + 1 WHERE id = 1",
            &["stock"],
        ),
        ("DELETE FROM stock_move WHERE cause = 'sale'", &["stock"]),
        (
            "UPDATE points_entry SET points = points + 1 WHERE id = 1",
            &["line_points", "derived"],
        ),
        (
            "DELETE FROM points_entry WHERE cause = 'redemption'",
            &["line_points", "derived"],
        ),
        (
            "UPDATE held_goods_entry SET quantity = quantity + 1 WHERE id = 1",
            &["goods_held", "sale_held", "line_held"],
        ),
        (
            "DELETE FROM held_goods_entry WHERE id = 1",
            &["goods_held", "sale_held", "line_held"],
        ),
        (
            "UPDATE sale_event SET amount = amount + 1 WHERE kind = 'returned' AND sale_id = 1",
            &["sale_returned", "balance_due"],
        ),
        (
            "UPDATE sale_event SET quantity = quantity + 1 WHERE kind = 'returned' AND sale_id = 1",
            &["line_returned"],
        ),
        (
            "DELETE FROM sale_event WHERE kind = 'cancelled'",
            &["sale_cancelled"],
        ),
        (
            "UPDATE payment SET customer_id = 99 WHERE id = 1",
            &["ledger_customer", "foreign_keys"],
        ),
    ] {
        let place = busy();
        harm(&place, harmed);
        let found = named(&place);
        for name in names {
            assert!(
                found.iter().any(|(found, _)| found == name),
                "{harmed}: {name} in {found:?}"
            );
        }
    }
}

#[test]
fn a_reversal_that_does_not_say_the_opposite_is_named() {
    let mut place = busy();
    let asking = place.asking("root");
    let newest = "SELECT max(id) FROM journal_entry";
    let newest = super::sale::number(&place, newest);
    let entry = crate::domain::ids::EntryId(newest);
    crate::store::journal::undo(&mut place.writer, &asking, entry, false).unwrap();
    assert_eq!(named(&place), []);
    harm(
        &place,
        "UPDATE stock_move SET quantity = quantity - 1 WHERE reverses_id IS NOT NULL",
    );
    assert!(named(&place).iter().any(|(name, _)| name == "reversals"));
}
