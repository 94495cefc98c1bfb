//! Every way that leads to the newest sales finds what a plain look through all of them finds.
#![allow(clippy::unwrap_used)]

use super::*;
use crate::domain::customer::{Draft, Field};
use crate::domain::ids::SaleId;
use crate::domain::product::Product;
use crate::domain::sale::{Cause, Head, LineDraft, SaleDraft};
use crate::store::sale::Back;
use crate::store::testing::{AT, Place, plan};
use crate::store::{customer, journal, product, sale, setting, staff};

const DAY: i64 = 86_400_000;

#[test]
fn what_is_sought_is_a_range_of_an_index_and_nothing_is_sorted() {
    let place = Place::fresh();
    let reader = place.reader();
    for (statement, expected) in [
        (BY_TIME, "SEARCH s USING INDEX sale_by_at (at>? AND at<?)"),
        (
            BY_STAFF,
            "SEARCH s USING INDEX sale_by_staff (staff_id=? AND at>? AND at<?)",
        ),
        (
            UNSETTLED,
            "SEARCH s USING INDEX sale_unsettled (staff_id=? AND at>? AND at<?)",
        ),
        (KEPT, "SEARCH s USING INDEX sale_kept (at>? AND at<?)"),
        (OVER, "SEARCH s USING INDEX sale_over (at>? AND at<?)"),
        (
            BY_CUSTOMER,
            "SEARCH s USING INDEX sale_by_customer (customer_id=? AND at>? AND at<?)",
        ),
    ] {
        let steps = plan(reader.conn(), statement);
        assert_eq!(steps[0].replace("COVERING ", ""), expected);
        let sorted = steps.iter().any(|step| step.contains("B-TREE"));
        assert!(!sorted, "{steps:?}");
    }
}

struct Shop {
    place: Place,
    customers: Vec<CustomerId>,
    products: Vec<ProductId>,
}

impl Shop {
    /// Six customers of three agents, three products, ninety sales by four people, of which some
    /// are not paid, kept here, came back, were called off or taken back.
    fn open() -> Shop {
        let mut place = Place::staffed();
        let mut customers = Vec::new();
        for (place_of, owner) in ["wangwei", "zhaoyun", "li"]
            .iter()
            .cycle()
            .take(6)
            .enumerate()
        {
            let draft = Draft {
                fields: vec![(Field::Name, format!("客户{place_of}"))],
                ..Draft::default()
            };
            customers.push(place.done(owner, |tx| customer::add(tx, &draft)).id);
        }
        let mut products = Vec::new();
        for code in ["P1", "P2", "P3"] {
            let new = Product {
                code: code.to_owned(),
                name: code.to_owned(),
                price: Some(10_000),
                ..Product::default()
            };
            products.push(place.done("root", |tx| product::add(tx, &new)));
        }
        let mut shop = Shop {
            place,
            customers,
            products,
        };
        for number in 0..90 {
            shop.sale(number);
        }
        shop
    }

    fn sale(&mut self, number: usize) {
        let by = ["wangwei", "zhaoyun", "li", "boss"][number * 7 % 4];
        let seller = self.place.id(by);
        let line = |product: usize| LineDraft {
            product: self.products[product % 3],
            quantity: 1,
            price: None,
            seen: None,
            collected: Some(i64::from(!number.is_multiple_of(3))),
            cause: Cause::Sold,
        };
        let lines = match number % 4 {
            0 => vec![line(number / 2), line(number / 2 + 1)],
            _ => vec![line(number / 8)],
        };
        let worth = 10_000 * i64::try_from(lines.len()).unwrap();
        let paid = [worth, 4_000, worth, worth, 0][number % 5];
        let draft = SaleDraft {
            customer: self.customers[number * 5 % 6],
            at: Some(Instant(
                AT.0 - i64::try_from(number * 37 % 90).unwrap() * DAY / 3,
            )),
            staff: Some(seller),
            head: Head::default(),
            lines,
            payments: (paid > 0)
                .then(|| ("cash".to_owned(), paid))
                .into_iter()
                .collect(),
        };
        let asking = self.place.asking("boss");
        let added = self
            .place
            .writer
            .change(&asking, "sale.add", |tx| sale::add(tx, &draft))
            .unwrap();
        let id: SaleId = added.answer.id;
        let back = Back {
            reason: Some("写错".to_owned()),
            ..Back::default()
        };
        match number % 11 {
            3 => drop(self.place.done("boss", |tx| sale::cancel(tx, id, &back))),
            5 => drop(
                self.place
                    .done("boss", |tx| sale::give_back(tx, id, &[], &back)),
            ),
            7 => drop(journal::undo(&mut self.place.writer, &asking, added.entry, false).unwrap()),
            _ => {}
        }
    }
}

/// When, which, to whom, by whom, how it stands, whose customer, which products.
type Plain = (i64, i64, i64, i64, String, i64, Vec<i64>);

/// All sales, the newest first.
fn all(reader: &Reader) -> Vec<Plain> {
    let all = "SELECT s.at, s.id, s.customer_id, s.staff_id, s.state, c.owner_id,
        (SELECT json_group_array(product_id) FROM sale_line WHERE sale_id = s.id)
      FROM sale s JOIN customer c ON c.id = s.customer_id ORDER BY s.at DESC";
    let read = |row: &rusqlite::Row<'_>| {
        let lines: String = row.get(6)?;
        Ok((
            row.get(0)?,
            row.get(1)?,
            row.get(2)?,
            row.get(3)?,
            row.get(4)?,
            row.get(5)?,
            serde_json::from_str(&lines).unwrap(),
        ))
    };
    sql::all(reader.conn(), all, [], read).unwrap()
}

/// What is sought, by looking at every sale; `sees`: whose customers.
fn plainly(all: &[Plain], sees: &[i64], sought: &Sought<'_>, span: Span) -> Vec<(i64, i64)> {
    let fits = |(at, _, customer, seller, state, owner, lines): &&Plain| {
        let of = |all: &[ProductId]| all.iter().any(|one| lines.contains(&one.0));
        let to = |all: &[CustomerId]| all.contains(&CustomerId(*customer));
        let by = |all: &[StaffId]| all.contains(&StaffId(*seller));
        *at >= span.0.0
            && *at < span.1.0
            && sees.contains(owner)
            && sought.customers.is_none_or(to)
            && sought.staff.is_none_or(by)
            && sought.products.is_none_or(of)
            && match sought.state {
                Some(wanted) => state == wanted.code(),
                None => state != "void",
            }
    };
    all.iter().filter(fits).map(|one| (one.0, one.1)).collect()
}

/// Each way to its end, and so hastily that it stops early.
fn far_and_hasty() -> [Bounds; 6] {
    let whole = Bounds {
        wanted: 99,
        patience: 9_999,
        ..Bounds::of(99)
    };
    let hasty = Bounds {
        wanted: 6,
        patience: 5,
        first: 2,
        few: 0,
        people: 0,
    };
    [
        whole,
        Bounds {
            few: 0,
            people: 0,
            ..whole
        },
        Bounds { wanted: 6, ..whole },
        Bounds { few: 999, ..hasty },
        Bounds { people: 9, ..hasty },
        hasty,
    ]
}

#[test]
fn every_search_finds_what_a_look_through_all_sales_finds_as_far_back_as_it_says() {
    let mut shop = Shop::open();
    let everybody: &[&str] = &["wangwei", "zhaoyun", "li"];
    shop.place.done("root", |tx| {
        setting::set(tx, "open_file", "off").map(|_| ())
    });
    let reader = shop.place.reader();
    let [li, wang, boss] = ["li", "wangwei", "boss"].map(|login| shop.place.id(login));
    let people: [Option<&[StaffId]>; 3] = [None, Some(&[li]), Some(&[wang, boss])];
    let products: [Option<&[ProductId]>; 3] =
        [None, Some(&shop.products[..1]), Some(&shop.products[1..])];
    let customers: [Option<&[CustomerId]>; 2] = [None, Some(&shop.customers[1..3])];
    let spans = [
        EVER,
        (Instant(AT.0 - 20 * DAY), Instant(AT.0 - 9 * DAY + DAY / 2)),
    ];
    let bounds = far_and_hasty();
    let states = State::ALL.map(Some).into_iter().chain([None]);
    let plain_rows = all(&reader);
    let (mut asked, mut stopped) = (0, 0);
    for (login, sees) in [
        ("boss", everybody),
        ("sun", &["wangwei", "zhaoyun"]),
        ("li", &["li"]),
    ] {
        let actor = staff::actor(&reader, shop.place.id(login)).unwrap();
        let sees = sees.iter().map(|login| shop.place.id(login).0);
        let sees: Vec<i64> = sees.collect();
        for state in states.clone() {
            for (staff, products, customers, span, bounds) in
                each_with_each(&people, &products, &customers, &spans, &bounds)
            {
                let sought = Sought {
                    right: Operation::Show,
                    customers,
                    products,
                    staff,
                    state,
                };
                let mut plain = plainly(&plain_rows, &sees, &sought, span);
                let found = newest(&reader, &actor, &sought, span, bounds).unwrap();
                if let Some(since) = found.since {
                    plain.retain(|(at, _)| *at >= since.0);
                    assert!(found.sales.len() < bounds.wanted);
                    stopped += 1;
                }
                plain.truncate(bounds.wanted);
                assert_eq!(found.sales, plain, "{login} {sought:?} {span:?} {bounds:?}");
                asked += 1;
            }
        }
    }
    // Not one way alone was gone, and not all of them to their end.
    assert!(stopped > 100 && asked > 5 * stopped, "{stopped} of {asked}");
}

type Case<'c> = (
    Option<&'c [StaffId]>,
    Option<&'c [ProductId]>,
    Option<&'c [CustomerId]>,
    Span,
    Bounds,
);

/// All of each with all of the others.
fn each_with_each<'c>(
    people: &[Option<&'c [StaffId]>],
    products: &[Option<&'c [ProductId]>],
    customers: &[Option<&'c [CustomerId]>],
    spans: &[Span],
    bounds: &[Bounds],
) -> Vec<Case<'c>> {
    let mut cases = Vec::new();
    for &staff in people {
        for &products in products {
            for &customers in customers {
                for &span in spans {
                    let all = bounds.iter();
                    cases.extend(all.map(|&bounds| (staff, products, customers, span, bounds)));
                }
            }
        }
    }
    cases
}
