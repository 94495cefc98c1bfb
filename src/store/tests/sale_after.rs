//! What happens to a sale after it was entered, and what is refused.

use super::sale::{broken, line, number, shop, sold};
use super::undo::undo;
use crate::domain::ids::{CustomerId, ProductId, SaleId};
use crate::domain::sale::{Cause, LineDraft, Standing};
use crate::error::{Error, Fault, Refusal, Result};
use crate::store::sale::Back;
use crate::store::testing::Place;
use crate::store::{sale, setting, staff};

/// Three of the first product, one of them collected, 500 yuan paid of 897.
fn entered() -> (Place, CustomerId, ProductId, SaleId) {
    let (mut place, id, [bee, _]) = shop();
    let new = sold(id, vec![line(bee, 3, Some(1))], 50_000);
    let sold = place.done("wangwei", |tx| sale::add(tx, &new));
    (place, id, bee, sold.id)
}

fn stands(now: &Standing) -> (&str, i64, i64) {
    (&now.state, now.due, now.held)
}

fn told<T: std::fmt::Debug>(answer: Result<T>) -> (String, Fault) {
    match answer {
        Err(Error::Invalid { field, fault }) => (field, fault),
        other => panic!("{other:?}"),
    }
}

fn at_most(field: &str, most: &str) -> (String, Fault) {
    (field.to_owned(), Fault::AtMost(most.to_owned()))
}

#[test]
fn paid_and_collected_later_it_closes_and_each_step_is_taken_back_alone() {
    let (mut place, _, bee, id) = entered();
    let over = place.change("qian", |tx| sale::pay(tx, id, "cash", 39_701));
    assert_eq!(told(over), at_most("payment", "397.00"));
    let cashier = place.asking("qian");
    let paid = place
        .writer
        .change(&cashier, "sale.pay", |tx| sale::pay(tx, id, "cash", 39_700));
    let paid = paid.unwrap();
    assert_eq!(stands(&paid.answer), ("paid", 0, 2));
    let more = place.change("wu", |tx| sale::collect(tx, id, &[(bee, 3)]));
    assert_eq!(told(more), at_most("line.1.collected", "2"));
    let now = place.done("wu", |tx| sale::collect(tx, id, &[(bee, 1)]));
    assert_eq!(stands(&now), ("paid", 0, 1));
    let now = place.done("wu", |tx| sale::collect(tx, id, &[]));
    assert_eq!(stands(&now), ("closed", 0, 0));
    let nothing = place.change("wu", |tx| sale::collect(tx, id, &[]));
    assert_eq!(told(nothing), at_most("collected", "0"));
    // The payment alone is taken back, whatever came after it.
    undo(&mut place, "root", paid.entry, false).unwrap();
    assert_eq!(
        number(&place, "SELECT state = 'open' AND due = 39700 FROM sale"),
        1
    );
    assert_eq!(
        number(&place, "SELECT on_hand FROM product WHERE code = 'P1'"),
        7
    );
    assert_eq!(broken(&place), Vec::<String>::new());
}

#[test]
fn money_without_a_sale_goes_to_the_oldest_that_is_not_paid() {
    let (mut place, customer, bee, first) = entered();
    let new = sold(customer, vec![line(bee, 1, None)], 0);
    place.done("wangwei", |tx| sale::add(tx, &new));
    let much = place.change("qian", |tx| sale::pay_oldest(tx, customer, "cash", 69_601));
    assert_eq!(told(much), at_most("payment", "696.00"));
    let paid = place.done("qian", |tx| sale::pay_oldest(tx, customer, "cash", 40_000));
    let paid: Vec<_> = paid
        .iter()
        .map(|now| (now.code.as_str(), now.due))
        .collect();
    assert_eq!(paid, [("S000001", 0), ("S000002", 29_600)]);
    assert_eq!(number(&place, "SELECT balance_due FROM customer"), 29_600);
    assert_eq!(
        number(&place, &format!("SELECT due FROM sale WHERE id = {first}")),
        0
    );
}

#[test]
fn what_comes_back_goes_into_the_store_and_its_money_and_points_go_back() {
    let (mut place, _, bee, id) = entered();
    let back = Back {
        refund: Some(("cash".to_owned(), None)),
        reason: Some("包装破损".to_owned()),
    };
    // One of three: the one that was collected. Less is owed now, but nothing to the customer.
    let now = place.done("wangwei", |tx| sale::give_back(tx, id, &[(bee, 1)], &back));
    assert_eq!(stands(&now), ("open", 9_800, 2));
    assert_eq!(
        number(&place, "SELECT on_hand FROM product WHERE code = 'P1'"),
        10
    );
    let asking = place.asking("wangwei");
    let rest = place.writer.change(&asking, "sale.return", |tx| {
        sale::give_back(tx, id, &[], &back)
    });
    let rest = rest.unwrap();
    assert_eq!(stands(&rest.answer), ("returned", 0, 0));
    assert_eq!(rest.answer.paid, 0);
    assert_eq!(number(&place, "SELECT points FROM customer"), 0);
    assert_eq!(number(&place, "SELECT purchase_count FROM customer"), 0);
    let again = place.change("wangwei", |tx| sale::give_back(tx, id, &[], &back));
    assert!(matches!(
        again,
        Err(Error::Refused(Refusal::State("sale.over")))
    ));
    undo(&mut place, "wangwei", rest.entry, false).unwrap();
    assert_eq!(
        number(
            &place,
            "SELECT due = 9800 AND held = 2 AND paid = 50000 FROM sale"
        ),
        1
    );
    assert_eq!(broken(&place), Vec::<String>::new());
}

#[test]
fn called_off_everything_goes_back_and_money_is_owed_to_the_customer_until_it_is_given() {
    let (mut place, _, _, id) = entered();
    let back = Back {
        refund: None,
        reason: Some("客户改变主意".to_owned()),
    };
    let now = place.done("wangwei", |tx| sale::cancel(tx, id, &back));
    assert_eq!(stands(&now), ("cancelled", -50_000, 0));
    assert_eq!(number(&place, "SELECT balance_due FROM customer"), -50_000);
    let much = place.change("qian", |tx| sale::refund(tx, id, "cash", Some(50_001)));
    assert_eq!(told(much), at_most("payment", "500.00"));
    let now = place.done("qian", |tx| sale::refund(tx, id, "cash", None));
    assert_eq!(stands(&now), ("cancelled", 0, 0));
    assert_eq!(
        number(&place, "SELECT on_hand FROM product WHERE code = 'P1'"),
        10
    );
    let pays = place.change("qian", |tx| sale::pay(tx, id, "cash", 1));
    assert_eq!(told(pays), at_most("payment", "0.00"));
    assert_eq!(broken(&place), Vec::<String>::new());
}

#[test]
fn a_cancellation_tells_that_goods_came_back_and_then_that_it_was_called_off() {
    let (mut place, _, _, id) = entered();
    let back = Back {
        refund: Some(("cash".to_owned(), None)),
        reason: Some("客户改变主意".to_owned()),
    };
    place.done("wu", |tx| sale::collect(tx, id, &[]).map(|_| ()));
    place.done("boss", |tx| sale::cancel(tx, id, &back).map(|_| ()));
    let reader = place.reader();
    let boss = staff::actor(&reader, place.id("boss")).unwrap();
    let steps = sale::get(&reader, &boss, id).unwrap().steps;
    let kinds: Vec<&str> = steps.iter().map(|step| step.kind.as_str()).collect();
    let ended = ["returned", "cancelled", "refunded"];
    assert!(kinds.ends_with(&ended), "{kinds:?}");
    assert_eq!(steps[kinds.len() - 2].note.as_deref(), Some("客户改变主意"));
}

#[test]
fn points_that_are_spent_do_not_keep_goods_from_coming_back_and_are_filled_up_by_what_is_bought() {
    let (mut place, customer, bee, id) = entered();
    let tea = ProductId(number(&place, "SELECT id FROM product WHERE code = 'P2'"));
    let redeemed = LineDraft {
        cause: Cause::Redeemed(None),
        ..line(tea, 1, None)
    };
    let spend = sold(customer, vec![redeemed], 0);
    place.done("wangwei", |tx| sale::add(tx, &spend).map(|_| ()));
    let points = "SELECT points FROM customer";
    assert_eq!(number(&place, points), 39);
    let back = Back {
        refund: None,
        reason: Some("客户改变主意".to_owned()),
    };
    let cancelled = place.asking("wangwei");
    let cancelled = place
        .writer
        .change(&cancelled, "sale.cancel", |tx| sale::cancel(tx, id, &back));
    let cancelled = cancelled.unwrap();
    assert_eq!(cancelled.answer.points, -50);
    assert_eq!(number(&place, points), -50);
    assert_eq!(broken(&place), Vec::<String>::new());
    let again = place.change("wangwei", |tx| sale::add(tx, &spend));
    assert_eq!(told(again), at_most("line.1.points", "0"));
    // What is bought fills up what was spent too much, and only then there is something to spend.
    let new = sold(customer, vec![line(bee, 1, None)], 0);
    place.done("wangwei", |tx| sale::add(tx, &new).map(|_| ()));
    assert_eq!(number(&place, points), -21);
    let again = place.change("wangwei", |tx| sale::add(tx, &spend));
    assert_eq!(told(again), at_most("line.1.points", "0"));
    undo(&mut place, "wangwei", cancelled.entry, false).unwrap();
    assert_eq!(number(&place, points), 68);
    assert_eq!(broken(&place), Vec::<String>::new());
}

#[test]
fn where_goods_leave_only_when_paid_nothing_is_handed_out_before() {
    let (mut place, _, _, id) = entered();
    place.done("root", |tx| setting::set(tx, "goods_when_paid", "on"));
    let early = place.change("wu", |tx| sale::collect(tx, id, &[]));
    assert_eq!(told(early), ("collected".to_owned(), Fault::PaidFirst));
    place.done("qian", |tx| sale::pay(tx, id, "cash", 39_700));
    let now = place.done("wu", |tx| sale::collect(tx, id, &[]));
    assert_eq!(stands(&now), ("closed", 0, 0));
}

#[test]
fn a_sale_is_not_taken_back_over_what_others_did_with_it_since() {
    let (mut place, customer, bee, _) = entered();
    let asking = place.asking("wangwei");
    let new = sold(customer, vec![line(bee, 1, Some(0))], 0);
    let second = place
        .writer
        .change(&asking, "sale.add", |tx| sale::add(tx, &new))
        .unwrap();
    let id = second.answer.id;
    let cashier = place.asking("qian");
    let paid = place
        .writer
        .change(&cashier, "sale.pay", |tx| sale::pay(tx, id, "cash", 100));
    let refused = undo(&mut place, "wangwei", second.entry, false);
    assert!(
        matches!(refused, Err(Error::Refused(Refusal::NamedSince { .. }))),
        "{refused:?}"
    );
    // What was paid is taken back first, by the cashier who took it and by no other without the
    // right; then nothing stands in the way.
    let paid = paid.unwrap().entry;
    let others = undo(&mut place, "wu", paid, false);
    assert!(
        matches!(others, Err(Error::Refused(Refusal::NoRight { .. }))),
        "{others:?}"
    );
    let (unpaid, _) = undo(&mut place, "qian", paid, false).unwrap();
    let (gone, _) = undo(&mut place, "wangwei", second.entry, false).unwrap();
    assert_eq!(broken(&place), Vec::<String>::new());
    // The payment does not come back alone, only after its sale.
    let refused = undo(&mut place, "root", unpaid, false);
    let over = matches!(refused, Err(Error::Refused(Refusal::State("sale.over"))));
    assert!(over, "{refused:?}");
    undo(&mut place, "wangwei", gone, false).unwrap();
    undo(&mut place, "root", unpaid, false).unwrap();
    assert_eq!(broken(&place), Vec::<String>::new());
}
