//! Run-outs on real files: what a setting for everybody leaves behind is done once, by one at a
//! time; what comes back is not used up; days are the business's.

use rusqlite::params;

use super::customer::draft;
use super::log::goods;
use super::sale::{broken, line, shop, sold};
use crate::domain::ids::{CustomerId, ProductId};
use crate::domain::supply::{Said, Supply, UseChange};
use crate::domain::time::Instant;
use crate::store::derive::{self, Sweeper};
use crate::store::supply::use_it;
use crate::store::testing::{AT, Place};
use crate::store::{Tx, card, customer, product, sale, setting, sql, staff};

const DAY: i64 = 24 * 60 * 60 * 1000;

/// Somebody of wangwei's who bought three boxes on the day and so many days before.
fn buyer(place: &mut Place, name: &str, bee: ProductId, days: &[i64]) -> CustomerId {
    let id = place
        .done("wangwei", |tx| customer::add(tx, &draft(name, &[])))
        .id;
    place.done("root", |tx| {
        for ago in days {
            sell(tx, id, bee, AT.0 - ago * DAY);
        }
        Ok(())
    });
    id
}

fn sell(tx: &Tx<'_>, id: CustomerId, bee: ProductId, at: i64) {
    let sale =
        "INSERT INTO sale (code, customer_id, at, total) VALUES (hex(randomblob(8)), ?1, ?2, 0)";
    let sale = sql::insert(tx.conn(), sale, [id.0, at]).unwrap();
    let line =
        "INSERT INTO sale_line (sale_id, product_id, quantity, amount) VALUES (?1, ?2, 3, 0)";
    sql::insert(tx.conn(), line, [sale, bee.0]).unwrap();
    tx.touch(id);
}

fn supplies(place: &Place, id: CustomerId) -> Vec<Supply> {
    let reader = place.reader();
    let boss = staff::actor(&reader, place.id("boss")).unwrap();
    card::get(&reader, &boss, id, 0, AT).unwrap().supplies
}

/// When their only product runs out.
fn ends(place: &Place, id: CustomerId) -> String {
    match supplies(place, id).as_slice() {
        [only] => only.ends.runs_out_on.to_string(),
        other => format!("{} products", other.len()),
    }
}

fn cycle(place: &mut Place, bee: ProductId, days: i64) {
    place.done("root", |tx| {
        let mut changed = goods("P1");
        changed.cycle_days = Some(days);
        product::edit(tx, bee, &changed)
    });
}

#[test]
fn what_is_pending_is_done_by_one_at_a_time_and_then_by_nobody() {
    let mut place = Place::staffed();
    let bee = place.done("root", |tx| product::add(tx, &goods("P1")));
    let id = buyer(&mut place, "李明", bee, &[10]);
    let asking = place.asking("root");
    assert!(
        Sweeper::begin(&place.writer).unwrap().is_none(),
        "nothing is pending"
    );
    assert_eq!(ends(&place, id), "2027-02-11");

    cycle(&mut place, bee, 10);
    assert_eq!(
        ends(&place, id),
        "2027-02-11",
        "the command itself does not wait"
    );
    let mut other = place.house.writer().unwrap();
    let mut first = Sweeper::begin(&place.writer).unwrap().unwrap();
    assert!(
        Sweeper::begin(&other).unwrap().is_none(),
        "somebody is at it"
    );
    while first.batch(&mut place.writer, &asking).unwrap().is_some() {}
    assert_eq!(ends(&place, id), "2026-12-13");
    assert!(Sweeper::begin(&other).unwrap().is_none());

    // Who dies at it leaves it to the next one.
    cycle(&mut place, bee, 20);
    drop(first);
    derive::sweep(&mut other, &asking).unwrap();
    assert_eq!(ends(&place, id), "2027-01-12");
}

#[test]
fn a_change_of_everything_takes_changes_of_one_product_with_it() {
    let mut place = Place::staffed();
    let bee = place.done("root", |tx| product::add(tx, &goods("P1")));
    let asking = place.asking("root");
    // Half past six in the morning in Shanghai, the evening before in New York.
    let id = buyer(&mut place, "李明", bee, &[]);
    let at = Instant::from_rfc3339("2026-11-01T22:30:00Z").unwrap();
    place.done("root", |tx| {
        sell(tx, id, bee, at.0);
        Ok(())
    });
    assert_eq!(ends(&place, id), "2027-01-31");
    cycle(&mut place, bee, 10);
    place.done("root", |tx| setting::set(tx, "zone", "America/New_York"));
    let pending = "SELECT count(*) FROM derive_sweep";
    let count = |place: &Place| -> i64 {
        sql::one(place.writer.conn(), pending, [], |row| row.get(0))
            .unwrap()
            .unwrap()
    };
    assert_eq!(count(&place), 2);
    derive::sweep(&mut place.writer, &asking).unwrap();
    assert_eq!(count(&place), 0);
    assert_eq!(ends(&place, id), "2026-12-01");
}

#[test]
fn what_comes_back_is_not_used_up_and_a_sale_that_is_taken_back_never_was() {
    let mut place = Place::staffed();
    let bee = place.done("root", |tx| product::add(tx, &goods("P1")));
    let id = buyer(&mut place, "李明", bee, &[10]);
    let back = |place: &mut Place, quantity: i64| {
        place.done("root", |tx| {
            let sql = "INSERT INTO sale_event (sale_id, customer_id, kind, line_id, quantity, at)
              SELECT s.id, s.customer_id, 'returned', l.id, ?2, ?3
              FROM sale s JOIN sale_line l ON l.sale_id = s.id WHERE s.customer_id = ?1";
            sql::insert(tx.conn(), sql, params![id.0, quantity, AT.0])?;
            tx.touch(id);
            Ok(())
        });
    };
    back(&mut place, 1);
    assert_eq!(ends(&place, id), "2027-01-12");
    back(&mut place, 2);
    assert_eq!(ends(&place, id), "0 products");

    let id = buyer(&mut place, "王芳", bee, &[10]);
    place.done("root", |tx| {
        let sql = "UPDATE sale SET void = 1 WHERE customer_id = ?1";
        sql::run(tx.conn(), sql, [id.0])?;
        tx.touch(id);
        Ok(())
    });
    assert_eq!(ends(&place, id), "0 products");
}

#[test]
fn whose_they_are_moves_with_the_customer() {
    let mut place = Place::staffed();
    let bee = place.done("root", |tx| product::add(tx, &goods("P1")));
    let id = buyer(&mut place, "李明", bee, &[10]);
    let owner = |place: &Place| -> i64 {
        let sql = "SELECT owner_id FROM supply WHERE customer_id = ?1";
        sql::one(place.writer.conn(), sql, [id.0], |row| row.get(0))
            .unwrap()
            .unwrap()
    };
    assert_eq!(owner(&place), place.id("wangwei").0);
    let zhaoyun = place.id("zhaoyun");
    place.done("root", |tx| customer::transfer(tx, &[id], zhaoyun, "离职"));
    assert_eq!(owner(&place), zhaoyun.0);
}

#[test]
fn who_may_not_change_a_customer_does_not_say_how_they_use_things() {
    let mut place = Place::staffed();
    let bee = place.done("root", |tx| product::add(tx, &goods("P1")));
    let id = buyer(&mut place, "李明", bee, &[10]);
    place.done("root", |tx| setting::set(tx, "open_file", "off"));
    let two = UseChange {
        users: Said::Own(2),
        ..UseChange::default()
    };
    let told = place.change("li", |tx| Ok(use_it(tx, id, bee, two)?.1));
    assert!(told.is_err());
    assert_eq!(ends(&place, id), "2027-02-11");
    assert!(place.done("wangwei", |tx| Ok(use_it(tx, id, bee, two)?.1)));
    assert!(!place.done("wangwei", |tx| Ok(use_it(tx, id, bee, two)?.1)));
    assert_eq!(ends(&place, id), "2026-12-28");
}

#[test]
fn held_goods_extend_a_run_out_collecting_them_does_not_and_bringing_them_back_shortens_it() {
    let (mut place, id, [bee, _]) = shop();
    let one = sold(id, vec![line(bee, 1, None)], 0);
    place.done("wangwei", |tx| sale::add(tx, &one));
    let without = ends(&place, id);
    let held = sold(id, vec![line(bee, 2, Some(0))], 0);
    let held = place.done("wangwei", |tx| sale::add(tx, &held)).id;
    let with = ends(&place, id);
    let days = |ends: &str| ends.parse::<crate::domain::time::Day>().unwrap();
    // Two more of thirty days each, though they are still in the store.
    assert_eq!((days(&with) - days(&without)).num_days(), 60);
    place.done("wu", |tx| sale::collect(tx, held, &[(bee, 1)]));
    assert_eq!(ends(&place, id), with);
    let back = sale::Back {
        refund: None,
        reason: Some("用不完".to_owned()),
    };
    place.done("wangwei", |tx| sale::give_back(tx, held, &[], &back));
    assert_eq!(ends(&place, id), without);
    assert_eq!(broken(&place), Vec::<String>::new());
}
