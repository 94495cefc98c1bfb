//! Figures and purchase records against a plain recomputation from the raw rows, after a walk of
//! sales, payments, returns, cancellations and undos by several people.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::customer::draft;
use super::log::goods;
use super::undo::undo;
use crate::domain::ids::{CustomerId, EntryId, ProductId, SaleId};
use crate::domain::sale::{By, Cause, Figures, Head, InAll, LineDraft, SaleDraft};
use crate::domain::time::{Instant, Now};
use crate::domain::when::{Period, Size};
use crate::store::sale::records::{self, EVER, Wanted};
use crate::store::sale::{Back, cancel, figures, give_back, pay};
use crate::store::testing::{AT, Place};
use crate::store::{customer, product, sale, sql, staff};

const SELLERS: [&str; 3] = ["wangwei", "li", "boss"];
const DAY: i64 = 24 * 3_600_000;

/// What: sell, pay, return, cancel or undo; by whom; to or of which; how many; how long ago.
type Deed = (u8, usize, usize, usize, i64, i64);

fn deed() -> impl Strategy<Value = Deed> {
    (
        0..10_u8,
        0..3_usize,
        0..3_usize,
        0..3_usize,
        1..4_i64,
        0..45_i64,
    )
}

fn carry_out(place: &mut Place, done: &mut Vec<(EntryId, &'static str)>, deed: Deed) {
    let (what, who, which, of, many, ago) = deed;
    let login = SELLERS[who];
    if what == 9 {
        if let Some((entry, login)) = done.get(which * 3 + of).copied() {
            let _ = undo(place, login, entry, false);
        }
        return;
    }
    let asking = place.asking(login);
    let some = SaleId(1 + i64::try_from(which * 3 + of).unwrap());
    let entry = place.writer.change(&asking, "test", |tx| {
        match what {
            // Days ago, so that several are at the same moment.
            0..=4 => {
                let line = |product: usize, quantity| LineDraft {
                    product: ProductId(1 + i64::try_from(product).unwrap()),
                    quantity,
                    price: None,
                    seen: None,
                    collected: Some(quantity / 2),
                    cause: Cause::Sold,
                };
                let sold = SaleDraft {
                    customer: CustomerId(1 + i64::try_from(which).unwrap()),
                    at: Some(Instant(AT.0 - ago * DAY)),
                    staff: None,
                    head: Head::default(),
                    lines: vec![line(of, many), line((of + 1) % 3, 1)],
                    payments: vec![("cash".to_owned(), 100 * many)],
                };
                sale::add(tx, &sold).map(|_| ())
            }
            5 | 6 => pay(tx, some, "cash", 700 * many).map(|_| ()),
            7 => give_back(tx, some, &[(ProductId(1 + many % 3), 1)], &Back::default()).map(|_| ()),
            _ => {
                let back = Back {
                    reason: Some("不要了".to_owned()),
                    refund: Some(("cash".to_owned(), None)),
                };
                cancel(tx, some, &back).map(|_| ())
            }
        }
    });
    if let Ok(entry) = entry {
        done.push((entry.entry, login));
    }
}

/// Raw rows, one column after the other; what is null is -1.
fn raw<const N: usize>(place: &Place, query: &str) -> Vec<[i64; N]> {
    let reader = place.reader();
    sql::all(reader.conn(), query, [], |row| {
        let mut cells = [0; N];
        for (at, cell) in cells.iter_mut().enumerate() {
            *cell = row.get::<_, Option<i64>>(at)?.unwrap_or(-1);
        }
        Ok(cells)
    })
    .unwrap()
}

/// The figures of a period by seller and by product, reckoned row by row.
fn plainly(place: &Place, span: (i64, i64)) -> [BTreeMap<i64, Figures>; 2] {
    let sales = raw::<5>(
        place,
        "SELECT id, at, staff_id, customer_id, void OR cancelled > 0 FROM sale",
    );
    let lines = raw::<5>(
        place,
        "SELECT id, sale_id, product_id, quantity, amount FROM sale_line",
    );
    let back = raw::<3>(
        place,
        "SELECT line_id, quantity, amount FROM sale_event WHERE kind = 'returned'",
    );
    let paid = raw::<3>(place, "SELECT at, staff_id, amount FROM payment");
    let within = |at: i64| at >= span.0 && at < span.1;
    let (mut people, mut products) = (BTreeMap::new(), BTreeMap::new());
    let good: Vec<_> = sales.iter().filter(|sale| sale[4] == 0).collect();
    for sale in good.iter().filter(|sale| within(sale[1])) {
        let mut of_customer = good.iter().filter(|other| other[3] == sale[3]);
        let first = !of_customer.any(|other| (other[1], other[0]) < (sale[1], sale[0]));
        let person = people.entry(sale[2]).or_insert(Figures::NOTHING);
        person.sales += 1;
        person.new_customers += i64::from(first);
        let mut seen = Vec::new();
        for line in lines.iter().filter(|line| line[1] == sale[0]) {
            let came = back.iter().filter(|back| back[0] == line[0]);
            let (pieces, worth) = came.fold((0, 0), |sum, one| (sum.0 + one[1], sum.1 + one[2]));
            let more = Figures {
                amount: line[4] - worth,
                new_amount: if first { line[4] - worth } else { 0 },
                returned: worth,
                pieces: line[3] - pieces,
                ..Figures::default()
            };
            *person = person.plus(&more);
            let product: &mut Figures = products.entry(line[2]).or_default();
            *product = product.plus(&more);
            if !seen.contains(&line[2]) {
                product.sales += 1;
                product.new_customers += i64::from(first);
                seen.push(line[2]);
            }
        }
    }
    for one in paid.iter().filter(|one| within(one[0])) {
        let person = people.entry(one[1]).or_insert(Figures::NOTHING);
        person.collected = Some(person.collected.unwrap_or(0) + one[2]);
    }
    [people, products]
}

fn compare(place: &Place, period: Period) {
    let now = Now {
        at: AT,
        zone: chrono_tz::Asia::Shanghai,
    };
    let reader = place.reader();
    let boss = staff::actor(&reader, place.id("boss")).unwrap();
    let (from, before) = figures::span(&now, period);
    let [people, products] = plainly(place, (from.0, before.0));
    let all = people
        .values()
        .fold(Figures::NOTHING, |sum, one| sum.plus(one));
    for by in By::ALL {
        let summed = figures::summed(&reader, &boss, by, period, &now).unwrap();
        assert_eq!(summed.all, all, "{by:?}");
        if by != By::Product {
            let parts = summed.parts.iter().map(|part| part.figures);
            assert_eq!(
                parts.fold(Figures::NOTHING, |sum, one| sum.plus(&one)),
                all,
                "{by:?}"
            );
        }
        for part in &summed.parts {
            let expected = match by {
                By::Person => people.get(&place.id(&part.key).0),
                By::Product => {
                    let known = product::names(&reader).unwrap();
                    let one = known.iter().find(|(_, code, _)| *code == part.key).unwrap();
                    products.get(&one.0.0)
                }
                _ => continue,
            };
            assert_eq!(Some(&part.figures), expected, "{by:?} {}", part.key);
        }
    }
    // Who oversees nobody else is told of their own.
    let own = staff::actor(&reader, place.id("li")).unwrap();
    let told = figures::summed(&reader, &own, By::Person, period, &now).unwrap();
    let hers = people.get(&own.id.0).copied();
    let hers = hers.unwrap_or(Figures::NOTHING);
    assert_eq!(told.all, hers);
    assert!(told.parts.iter().all(|part| part.key == "li"));
    bought(place, (from, before), &all, &products);
}

/// What was bought comes to the same; what was cancelled is told, and is worth nothing.
fn bought(place: &Place, span: records::Span, all: &Figures, products: &BTreeMap<i64, Figures>) {
    let reader = place.reader();
    let boss = staff::actor(&reader, place.id("boss")).unwrap();
    let wanted = |products: Option<Vec<ProductId>>| Wanted {
        customers: None,
        products,
        staff: None,
        span,
    };
    let totals = records::totals(&reader, &boss, &wanted(None)).unwrap();
    assert_eq!((totals.amount, totals.pieces), (all.amount, all.pieces));
    assert_eq!((totals.returned, totals.since), (all.returned, None));
    // Of more than are added up one by one the figures of hours say the same.
    let li = Wanted {
        staff: Some(vec![place.id("li")]),
        ..wanted(None)
    };
    for wanted in [
        wanted(None),
        wanted(Some(vec![ProductId(1), ProductId(3)])),
        li,
    ] {
        let one_by_one = records::totals(&reader, &boss, &wanted).unwrap();
        let by_hours = records::totals_of(&reader, &boss, &wanted, 1).unwrap();
        let sums = |all: InAll| (all.pieces, all.amount, all.returned, all.since);
        assert_eq!(sums(by_hours), sums(one_by_one));
        assert_eq!(by_hours.more, by_hours.count < one_by_one.count);
    }
    // Who sold what is in no figures: the newest are added up, and it is said since when.
    let both = Wanted {
        products: Some(vec![ProductId(1)]),
        staff: Some(vec![place.id("li"), place.id("wangwei")]),
        ..wanted(None)
    };
    let lines = records::lines(&reader, &boss, &both, 999).unwrap().rows;
    let newest = records::totals_of(&reader, &boss, &both, 1).unwrap();
    let sales: BTreeSet<_> = lines.iter().map(|line| line.sale_id).collect();
    let since = (sales.len() > 1).then(|| lines[0].at);
    assert_eq!(newest.since, since);
    for one in 1..4 {
        let wanted = wanted(Some(vec![ProductId(one)]));
        let totals = records::totals(&reader, &boss, &wanted).unwrap();
        let plain = products.get(&one).copied().unwrap_or_default();
        assert_eq!(totals.amount, plain.amount);
        let lines = records::lines(&reader, &boss, &wanted, 999).unwrap().rows;
        assert_eq!(i64::try_from(lines.len()).unwrap(), totals.count);
        assert!(lines.is_sorted_by_key(|line| std::cmp::Reverse(line.at)));
    }
}

fn shop() -> Place {
    let mut place = Place::staffed();
    for (name, login) in [("李明", "wangwei"), ("王芳", "li"), ("马三立", "li")] {
        let new = draft(name, &[]);
        place.done(login, |tx| customer::add(tx, &new).map(|_| ()));
    }
    place.done("root", |tx| {
        for code in ["P1", "P2", "P3"] {
            product::add(tx, &goods(code))?;
        }
        Ok(())
    });
    place
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn whatever_is_sold_paid_returned_cancelled_and_undone_figures_are_what_the_rows_say(
        deeds in proptest::collection::vec(deed(), 1..40),
    ) {
        let mut place = shop();
        let mut done = Vec::new();
        for deed in deeds {
            carry_out(&mut place, &mut done, deed);
        }
        let today = AT.utc().date_naive();
        for size in [Size::Day, Size::Week, Size::Month, Size::Year] {
            compare(&place, size.of(today));
        }
        if let Some(before) = Size::Month.of(today).beside(false) {
            compare(&place, before);
        }
    }
}

#[test]
fn money_that_an_undo_takes_back_is_taken_from_whom_it_was_paid_to() {
    let mut place = shop();
    let mut done = Vec::new();
    carry_out(&mut place, &mut done, (0, 1, 1, 0, 2, 0));
    let entry = done.first().unwrap().0;
    undo(&mut place, "boss", entry, false).unwrap();
    let paid = raw::<2>(
        &place,
        "SELECT staff_id, sum(amount) FROM payment GROUP BY staff_id",
    );
    assert_eq!(paid, [[place.id("li").0, 0]]);
    let reader = place.reader();
    let boss = staff::actor(&reader, place.id("boss")).unwrap();
    let wanted = Wanted {
        customers: None,
        products: None,
        staff: None,
        span: EVER,
    };
    assert_eq!(records::totals(&reader, &boss, &wanted).unwrap().count, 0);
}
