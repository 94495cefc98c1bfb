//! How lists of sales go, and whose sales are on them.
#![allow(clippy::unwrap_used)]

use super::*;
use crate::domain::customer::Draft;
use crate::domain::ids::{CustomerId, SaleId};
use crate::domain::product::Product;
use crate::domain::sale::{Cause, Head, LineDraft, SaleDraft};
use crate::domain::time::Instant;
use crate::store::testing::{AT, Place, plan};
use crate::store::{customer, journal, product, sale, staff};

fn first_step(conn: &Connection, statement: &str) -> String {
    let steps = plan(conn, statement);
    assert!(
        steps.iter().all(|step| !step.contains("B-TREE")),
        "{steps:?}"
    );
    steps.first().unwrap().clone()
}

#[test]
fn every_list_is_a_range_of_an_index_and_nothing_is_sorted() {
    let place = Place::fresh();
    let reader = place.reader();
    let by_staff = "SEARCH s USING COVERING INDEX sale_by_staff (staff_id=? AND at>?)";
    let unsettled = "SEARCH s USING COVERING INDEX sale_unsettled (staff_id=? AND at>?)";
    for (statements, expected) in [
        (NEWEST, by_staff),
        (OWING, unsettled),
        (HELD, unsettled),
        (OWED_BACK, unsettled),
    ] {
        for statement in statements {
            assert_eq!(first_step(reader.conn(), statement), expected);
        }
    }
}

struct Shop {
    place: Place,
    good: crate::domain::ids::ProductId,
}

impl Shop {
    fn open() -> Shop {
        let mut place = Place::staffed();
        let good = Product {
            code: "P1".to_owned(),
            name: "蜂胶".to_owned(),
            price: Some(10_000),
            ..Product::default()
        };
        let good = place.done("root", |tx| product::add(tx, &good));
        Shop { place, good }
    }

    fn customer(&mut self, by: &str, name: &str) -> CustomerId {
        let draft = Draft {
            fields: vec![(crate::domain::customer::Field::Name, name.to_owned())],
            ..Draft::default()
        };
        self.place.done(by, |tx| customer::add(tx, &draft)).id
    }

    /// Sold so many days ago, so much of 100 paid, collected or not.
    fn sale(&mut self, by: &str, to: CustomerId, days: i64, paid: i64, collected: i64) -> SaleId {
        let draft = SaleDraft {
            customer: to,
            at: Some(Instant(AT.0 - days * 86_400_000)),
            staff: None,
            head: Head::default(),
            lines: vec![LineDraft {
                product: self.good,
                quantity: 1,
                price: None,
                seen: None,
                collected: Some(collected),
                cause: Cause::Sold,
            }],
            payments: (paid > 0)
                .then(|| ("cash".to_owned(), paid))
                .into_iter()
                .collect(),
        };
        self.place.done(by, |tx| sale::add(tx, &draft)).id
    }

    /// Takes back that a sale was entered.
    fn take_back(&mut self, by: &str, sale: SaleId) {
        let entered = "SELECT entry_id FROM journal_row WHERE tbl = 'sale' AND key = ?1";
        let entry = sql::one(self.place.writer.conn(), entered, [sale.0], |row| {
            row.get(0)
        });
        let asking = self.place.asking(by);
        let entry = crate::domain::ids::EntryId(entry.unwrap().unwrap());
        journal::undo(&mut self.place.writer, &asking, entry, false).unwrap();
    }

    fn list(&self, by: &str, whose: Whose, of: SalesOf) -> Vec<SaleId> {
        let reader = self.place.reader();
        let actor = staff::actor(&reader, self.place.id(by)).unwrap();
        let now = Now {
            at: AT,
            zone: chrono_tz::Asia::Shanghai,
        };
        let list = listed(&reader, &actor, whose, of, 10, now).unwrap();
        assert_eq!((list.rows.len(), list.more), (list.count, false));
        list.rows.iter().map(|row| row.id).collect()
    }
}

#[test]
fn a_list_holds_what_its_name_says_the_newest_first() {
    let mut shop = Shop::open();
    let li = shop.customer("wangwei", "李明");
    let closed = shop.sale("wangwei", li, 0, 10_000, 1);
    let owing = shop.sale("wangwei", li, 3, 4_000, 1);
    let held = shop.sale("wangwei", li, 40, 10_000, 0);
    let back = shop.sale("wangwei", li, 50, 10_000, 1);
    let gone = shop.sale("wangwei", li, 60, 0, 1);
    shop.place.done("wangwei", |tx| {
        sale::give_back(tx, back, &[], &sale::Back::default())
    });
    let cancel = sale::Back {
        reason: Some("写错".to_owned()),
        ..sale::Back::default()
    };
    shop.place
        .done("wangwei", |tx| sale::cancel(tx, gone, &cancel));
    let void = shop.sale("wangwei", li, 0, 0, 0);
    shop.take_back("wangwei", void);
    let mine = |of| shop.list("wangwei", Whose::Mine, of);
    assert_eq!(mine(SalesOf::Newest), [closed, owing, held, back, gone]);
    assert_eq!(mine(SalesOf::Today), [closed]);
    assert_eq!(mine(SalesOf::Week), [closed]);
    assert_eq!(mine(SalesOf::Owing), [owing]);
    assert_eq!(mine(SalesOf::Held), [held]);
    assert_eq!(mine(SalesOf::OwedBack), [back]);
    assert_eq!(mine(SalesOf::Customer(li)).len(), 5);
}

#[test]
fn whose_sales_are_on_a_list_follows_the_scope() {
    let mut shop = Shop::open();
    let (li, zhang) = (
        shop.customer("wangwei", "李明"),
        shop.customer("zhaoyun", "张家店"),
    );
    let one = shop.sale("wangwei", li, 1, 0, 0);
    let other = shop.sale("zhaoyun", zhang, 2, 0, 0);
    assert_eq!(shop.list("wangwei", Whose::Mine, SalesOf::Owing), [one]);
    assert_eq!(shop.list("zhaoyun", Whose::Mine, SalesOf::Newest), [other]);
    // Whoever takes money or hands out goods sees everybody's.
    for of in [SalesOf::Newest, SalesOf::Owing, SalesOf::Held] {
        assert_eq!(shop.list("qian", Whose::All, of), [one, other]);
        assert_eq!(shop.list("wu", Whose::All, of), [one, other]);
    }
    assert_eq!(shop.list("qian", Whose::Mine, SalesOf::Owing), []);
    // The file may be closed: then nobody reaches further than the right.
    shop.place.done("root", |tx| {
        crate::store::setting::set(tx, "open_file", "off")
    });
    assert_eq!(shop.list("wangwei", Whose::All, SalesOf::Owing), [one]);
    assert_eq!(
        shop.list("wangwei", Whose::Mine, SalesOf::Customer(zhang)),
        []
    );
}
