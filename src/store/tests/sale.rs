//! One sale, and what follows of it in every ledger; taken back, nothing is left of it.

use super::customer::draft;
use super::log::goods;
use super::undo::undo;
use crate::domain::ids::{CustomerId, ProductId};
use crate::domain::product::Product;
use crate::domain::sale::{Cause, Head, LineDraft, SaleDraft, State};
use crate::error::{Error, Fault, Refusal};
use crate::store::sale::Filter;
use crate::store::testing::Place;
use crate::store::{check, customer, product, sale, setting, sql, stock};

/// A place with a customer of wangwei's and two products; stock of the first is kept.
pub(super) fn shop() -> (Place, CustomerId, [ProductId; 2]) {
    let mut place = Place::staffed();
    let new = draft("李明", &["13800134821"]);
    let id = place.done("wangwei", |tx| customer::add(tx, &new)).id;
    let products = place.done("root", |tx| {
        setting::set(tx, "points_per", "10")?;
        let redeem = Product {
            redeem: Some(50),
            ..goods("P2")
        };
        let bee = product::add(tx, &goods("P1"))?;
        stock::receive(tx, bee, 10, None)?;
        Ok((bee, product::add(tx, &redeem)?))
    });
    (place, id, [products.0, products.1])
}

pub(super) fn line(product: ProductId, quantity: i64, collected: Option<i64>) -> LineDraft {
    LineDraft {
        product,
        quantity,
        price: None,
        seen: None,
        collected,
        cause: Cause::Sold,
    }
}

pub(super) fn sold(customer: CustomerId, lines: Vec<LineDraft>, paid: i64) -> SaleDraft {
    SaleDraft {
        customer,
        at: None,
        staff: None,
        head: Head::default(),
        lines,
        payments: if paid > 0 {
            vec![("cash".to_owned(), paid)]
        } else {
            Vec::new()
        },
    }
}

pub(super) fn number(place: &Place, query: &str) -> i64 {
    let reader = place.reader();
    sql::one(reader.conn(), query, [], |row| row.get(0))
        .unwrap()
        .unwrap()
}

/// What does not hold.
pub(super) fn broken(place: &Place) -> Vec<String> {
    let root = place.asking("root");
    let checks = check::check(&place.writer, &root).unwrap();
    let broken = checks.into_iter().filter(|check| !check.ok);
    broken
        .map(|check| format!("{} {:?}", check.name, check.detail))
        .collect()
}

/// Points, held, due of the customer; on hand of the first product.
fn balances(place: &Place) -> [i64; 4] {
    [
        number(place, "SELECT points FROM customer"),
        number(place, "SELECT held FROM customer"),
        number(place, "SELECT balance_due FROM customer"),
        number(place, "SELECT on_hand FROM product WHERE code = 'P1'"),
    ]
}

#[test]
fn entered_once_stock_money_points_and_held_goods_follow() {
    let (mut place, id, [bee, tea]) = shop();
    let gift = LineDraft {
        cause: Cause::Gift("birthday".to_owned()),
        ..line(tea, 1, None)
    };
    let new = sold(
        id,
        vec![line(bee, 3, Some(1)), line(tea, 1, None), gift],
        50_000,
    );
    let asking = place.asking("wangwei");
    let done = place
        .writer
        .change(&asking, "sale.add", |tx| sale::add(tx, &new))
        .unwrap();
    let totals = done.answer.totals;
    assert_eq!(
        (totals.total, totals.due, totals.held),
        (119_600, 69_600, 2)
    );
    assert_eq!(balances(&place), [89 + 29, 2, 69_600, 9]);
    // The second product's stock is not kept: nothing of it moves.
    assert_eq!(number(&place, "SELECT count(*) FROM stock_move"), 2);
    assert_eq!(broken(&place), Vec::<String>::new());
    let reader = place.reader();
    let actor = crate::store::staff::actor(&reader, asking.staff).unwrap();
    let seen = sale::get(&reader, &actor, done.answer.id).unwrap();
    assert_eq!(
        (seen.row.state, seen.row.code.as_str()),
        (State::Open, "S000001")
    );
    assert_eq!(
        (seen.lines.len(), seen.payments.len(), seen.steps.len()),
        (3, 1, 1)
    );
    let filter = Filter {
        limit: 9,
        ..Filter::default()
    };
    assert_eq!(
        sale::list(&reader, &actor, &filter).unwrap().rows,
        [seen.row]
    );

    // Taken back, each ledger has rows that say the opposite; put back, all is there again.
    let undone = undo(&mut place, "wangwei", done.entry, false).unwrap();
    assert_eq!(balances(&place), [0, 0, 0, 10]);
    assert_eq!(number(&place, "SELECT count(*) FROM points_entry"), 4);
    assert_eq!(number(&place, "SELECT purchase_count FROM customer"), 0);
    assert_eq!(sale::list(&reader, &actor, &filter).unwrap().rows, []);
    assert_eq!(broken(&place), Vec::<String>::new());
    undo(&mut place, "wangwei", undone.0, false).unwrap();
    assert_eq!(balances(&place), [118, 2, 69_600, 9]);
    let again = sale::get(&reader, &actor, done.answer.id).unwrap();
    assert_eq!(
        (again.row.code.as_str(), again.payments.len()),
        ("S000001", 1)
    );
    assert_eq!(broken(&place), Vec::<String>::new());
}

#[test]
fn what_is_not_there_cannot_leave_and_points_that_are_not_there_cannot_be_spent() {
    let (mut place, id, [bee, tea]) = shop();
    let told = |place: &mut Place, new: &SaleDraft| match place
        .change("wangwei", |tx| sale::add(tx, new))
    {
        Err(Error::Invalid { field, fault }) => (field, fault),
        other => panic!("{other:?}"),
    };
    let two = sold(id, vec![line(bee, 6, None), line(bee, 5, None)], 0);
    let short = ("line.2.collected".to_owned(), Fault::AtMost("4".to_owned()));
    assert_eq!(told(&mut place, &two), short);
    let redeemed = |quantity| LineDraft {
        cause: Cause::Redeemed(None),
        ..line(tea, quantity, None)
    };
    let poor = ("line.1.points".to_owned(), Fault::AtMost("0".to_owned()));
    assert_eq!(told(&mut place, &sold(id, vec![redeemed(1)], 0)), poor);
    let much = ("payment".to_owned(), Fault::AtMost("299.00".to_owned()));
    assert_eq!(
        told(&mut place, &sold(id, vec![line(bee, 1, None)], 29_901)),
        much
    );
    assert_eq!(number(&place, "SELECT count(*) FROM sale"), 0);

    place.done("wangwei", |tx| {
        sale::add(tx, &sold(id, vec![line(bee, 10, None)], 0))
    });
    place.done("wangwei", |tx| {
        sale::add(tx, &sold(id, vec![redeemed(5)], 0))
    });
    assert_eq!(balances(&place), [299 - 250, 0, 299_000, 0]);
    place.done("root", |tx| setting::set(tx, "stock_below_zero", "on"));
    place.done("wangwei", |tx| {
        sale::add(tx, &sold(id, vec![line(bee, 1, None)], 0))
    });
    assert_eq!(balances(&place)[3], -1);
    assert_eq!(broken(&place), Vec::<String>::new());
}

#[test]
fn a_receipt_is_not_taken_back_once_its_goods_are_gone() {
    let (mut place, id, [_, tea]) = shop();
    let root = place.asking("root");
    let received = place.writer.change(&root, "stock.receive", |tx| {
        stock::receive(tx, tea, 2, None)
    });
    let received = received.unwrap();
    place.done("wangwei", |tx| {
        sale::add(tx, &sold(id, vec![line(tea, 1, None)], 0))
    });
    let refused = undo(&mut place, "root", received.entry, false);
    assert!(
        matches!(refused, Err(Error::Refused(Refusal::State("stock.short")))),
        "{refused:?}"
    );
    let counted = place.done("wu", |tx| stock::count(tx, tea, 5, Some("盘点")));
    assert_eq!((counted.on_hand, counted.more), (5, 4));
    undo(&mut place, "root", received.entry, false).unwrap();
    assert_eq!(
        number(&place, "SELECT on_hand FROM product WHERE code = 'P2'"),
        3
    );
    assert_eq!(broken(&place), Vec::<String>::new());
}
