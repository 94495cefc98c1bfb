//! Entries whose rows hang on rows of other entries, taken back in any order.

use super::log::{goods, logged};
use super::ranges::{brought, household, sound};
use super::undo::undo;
use crate::domain::ids::{CustomerId, EntryId};
use crate::domain::product::{NewLine, NewSale};
use crate::domain::staff::{NewStaff, Role};
use crate::error::{Error, Refusal, Result};
use crate::store::testing::{AT, Place};
use crate::store::{card, customer, find, interaction, product, sale, sql, staff};
use crate::text::{Lang, explain};

fn number(place: &Place, query: &str) -> i64 {
    sql::one(place.reader().conn(), query, [], |row| row.get(0))
        .unwrap()
        .unwrap()
}

fn people(place: &mut Place) -> EntryId {
    brought(place, |tx, row| {
        let mut new = household(row);
        new.code = Some(format!("C{row}"));
        customer::add(tx, &new).map(|_| ())
    })
}

fn products(place: &mut Place) -> EntryId {
    brought(place, |tx, row| {
        product::add(tx, &goods(&format!("P{row}"))).map(|_| ())
    })
}

/// Paid sales of the first product, whose customer and code have the row's number.
fn sales(place: &mut Place) -> EntryId {
    let reader = place.reader();
    brought(place, |tx, row| {
        let code = format!("C{row}");
        let product = product::by_code(&reader, &format!("P{row}"))?.unwrap();
        sale::bring(
            tx,
            &NewSale {
                code: Some(format!("F{row}")),
                customer: card::id_of(&reader, &code)?.unwrap(),
                at: AT,
                staff: None,
                lines: vec![NewLine {
                    product: product.id.unwrap(),
                    quantity: 1,
                    price: None,
                    amount: 100,
                    collected: None,
                }],
                payments: vec![("imported".to_owned(), 100)],
                remark: None,
            },
        )
        .map(|_| ())
    })
}

fn found(place: &Place) -> usize {
    let reader = place.reader();
    let actor = crate::store::staff::actor(&reader, place.id("root")).unwrap();
    find::everyone(&reader, &actor, 500, AT).unwrap().rows.len()
}

fn refused<T: std::fmt::Debug>(result: Result<T>) -> (String, Vec<String>) {
    match result {
        Err(Error::Refused(Refusal::NamedSince { by, tables, .. })) => (by, tables),
        other => panic!("{other:?}"),
    }
}

#[test]
fn sales_products_and_customers_are_taken_back_in_this_order_and_brought_again_under_their_codes() {
    let mut place = Place::staffed();
    for _ in 0..2 {
        let (people, products) = (people(&mut place), products(&mut place));
        let sales = sales(&mut place);
        assert_eq!(found(&place), 210);
        for entry in [sales, products, people] {
            assert_eq!(undo(&mut place, "root", entry, false).unwrap().1, 0);
            sound(&place);
        }
        assert_eq!(found(&place), 0);
        assert!(product::list(&place.reader()).unwrap().is_empty());
        let left = "SELECT (SELECT count(*) FROM product WHERE active = 1)
          + (SELECT count(*) FROM customer WHERE state = 'active')
          + (SELECT count(*) FROM sale WHERE state <> 'void') + (SELECT sum(amount) FROM payment)";
        assert_eq!(number(&place, left), 0);
    }
    // The ledger still names all of them.
    assert_eq!(number(&place, "SELECT count(*) FROM product"), 420);
}

#[test]
fn what_somebody_sold_since_is_in_the_way_by_kind_and_name_also_where_a_batch_brought_it() {
    let mut place = Place::staffed();
    let (people, products) = (people(&mut place), products(&mut place));
    sales(&mut place);
    for (entry, kind) in [(products, "sale_line"), (people, "sale")] {
        let (by, tables) = refused(undo(&mut place, "root", entry, false));
        assert_eq!((by.as_str(), tables), ("Root", vec![kind.to_owned()]));
        let error = undo(&mut place, "root", entry, false).unwrap_err();
        for (lang, word) in [(Lang::Zh, "销售"), (Lang::En, "sale")] {
            let said = explain(lang, &error).what;
            assert!(said.contains("Root") && said.contains(word), "{said}");
        }
    }
    assert_eq!(undo(&mut place, "root", products, true).unwrap().1, 210);
    assert_eq!(product::list(&place.reader()).unwrap().len(), 210);
}

#[test]
fn a_product_that_a_void_sale_names_is_sold_no_more_and_is_sold_again_when_that_is_taken_back() {
    let mut place = Place::staffed();
    let asking = place.asking("root");
    let add = |tx: &crate::store::Tx<'_>| product::add(tx, &goods("P1"));
    let added = place.writer.change(&asking, "product.add", add).unwrap();
    let id = place.done("root", |tx| customer::add(tx, &household(1))).id;
    let new = NewSale {
        code: None,
        customer: id,
        at: AT,
        staff: None,
        lines: vec![NewLine {
            product: added.answer,
            quantity: 1,
            price: None,
            amount: 100,
            collected: None,
        }],
        payments: vec![("cash".to_owned(), 100)],
        remark: None,
    };
    let sold = place
        .writer
        .change(&asking, "sale.add", |tx| sale::bring(tx, &new))
        .unwrap();
    refused(undo(&mut place, "root", added.entry, false));
    undo(&mut place, "root", sold.entry, false).unwrap();
    let mut last = added.entry;
    for turn in 0..4 {
        (last, _) = undo(&mut place, "root", last, false).unwrap();
        let there = product::by_code(&place.reader(), "P1").unwrap();
        assert_eq!(there.is_some(), turn % 2 == 1, "{turn}");
        sound(&place);
    }
}

#[test]
fn an_extension_given_to_another_since_is_named() {
    let mut place = Place::staffed();
    let person = |login: &str| NewStaff {
        login: login.to_owned(),
        name: login.to_owned(),
        role: Role::Agent,
        unit: None,
        ext: Some("801".to_owned()),
    };
    place.done("root", |tx| staff::add(tx, &person("old")));
    let asking = place.asking("root");
    let disabled = place
        .writer
        .change(&asking, "staff.disable", |tx| staff::disable(tx, "old"))
        .unwrap();
    place.done("root", |tx| staff::add(tx, &person("new")));
    let error = undo(&mut place, "root", disabled.entry, false).unwrap_err();
    assert!(explain(Lang::Zh, &error).what.contains("分机"), "{error:?}");
    let fields = vec!["staff.ext".to_owned()];
    assert!(
        matches!(&error, Error::Refused(Refusal::TakenSince { fields: named }) if *named == fields),
        "{error:?}"
    );
}

#[test]
fn who_called_the_customer_since_is_named_with_the_call() {
    let mut place = Place::staffed();
    let asking = place.asking("wangwei");
    let added = place
        .writer
        .change(&asking, "customer.add", |tx| {
            customer::add(tx, &household(1))
        })
        .unwrap();
    let id: CustomerId = added.answer.id;
    place.done("sun", |tx| interaction::log(tx, &logged(id, "reached")));
    let (by, tables) = refused(undo(&mut place, "wangwei", added.entry, false));
    assert_eq!(
        (by.as_str(), tables),
        ("孙主管", vec!["interaction".to_owned()])
    );
}
