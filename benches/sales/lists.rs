//! Lists of what was bought, beside a customer search; reports of a month and of a year.

use std::path::Path;

use huoke::domain::ids::{CustomerId, ProductId};
use huoke::domain::sale::{By, State};
use huoke::domain::time::{Instant, Now};
use huoke::domain::when::Period;
use huoke::store::find::{self, Seeker};
use huoke::store::sale::figures;
use huoke::store::sale::records::{self, Span, Wanted};
use huoke::store::sale::{self, Filter};
use huoke::store::{Actor, Cache, Reader, product, staff, unit};

use super::first;
use crate::common::{self, AT, Costs, Gate, P95, P99, file, words};

const DAY: i64 = 24 * 3_600_000;
/// Rows of a list.
const ROWS: usize = 50;
/// How often each is asked, with something else each time.
const ASKED: usize = 200;

/// A span that ends so many days ago.
fn span(days: i64, ago: i64) -> Span {
    let end = AT.0 - ago * DAY;
    (Instant(end - days * DAY), Instant(end))
}

pub(crate) fn measure(size: u64, path: &Path, wants: &dyn Fn(&str) -> bool) {
    let house = file::open(path);
    let reader = house.reader(Cache::Lists).expect("a reader");
    let agent = file::agent(&reader);
    let boss = staff::actor(&reader, first(&reader, "admin")).expect("works here");
    if wants("lists") {
        search(size, &reader, &agent);
        lists(size, &reader, &agent, &boss);
        lines(size, &reader, &agent, &boss);
    }
    if wants("reports") {
        for (days, gate) in [(30, 300.0), (365, f64::INFINITY)] {
            reports(size, &reader, &boss, days, gate);
        }
    }
}

/// One kind of question, times and pages; the first ones fill the cache.
fn asked(size: u64, reader: &Reader, what: &str, mut ask: impl FnMut(usize) -> usize) {
    let (mut times, mut pages, mut found) = (Costs::default(), Costs::default(), 0);
    for place in 0..ASKED + 10 {
        let before = reader.with_connection(pages::touched);
        let begun = std::time::Instant::now();
        let rows = ask(place);
        let took = begun.elapsed().as_secs_f64() * 1e3;
        if place >= 10 {
            times.0.push(took);
            let touched = reader.with_connection(pages::touched) - before;
            pages.0.push(touched as f64);
            found += rows;
        }
    }
    let rows = found / ASKED;
    let what = format!("{what} ({rows} rows), ms");
    common::row(size, &what, &times, &[Gate(P99, 3.0)]);
    common::row(size, "  … pages", &pages, &[]);
}

/// What lists are held against.
fn search(size: u64, reader: &Reader, agent: &Actor) {
    let mut seeker = Seeker::new(agent.clone());
    seeker.load(reader).expect("own customers");
    let words = words::draw(reader, ASKED);
    let typed: Vec<String> = words.into_iter().flat_map(|(_, words)| words).collect();
    let mut typed = typed.iter().cycle();
    asked(size, reader, "a customer search", |_| {
        let typed = typed.next().expect("words");
        let found = find::find(reader, &seeker, typed, ROWS, AT);
        found.expect("an answer").rows.len()
    });
}

fn lists(size: u64, reader: &Reader, agent: &Actor, boss: &Actor) {
    let own = own(reader, agent);
    let customer = |place: usize| own.get(place * 7 % own.len()).copied().map(CustomerId);
    let count = |actor: &Actor, filter: Filter| {
        let found = sale::list(reader, actor, &filter);
        found.expect("a list").rows.len()
    };
    let whole = Filter {
        limit: ROWS,
        ..Filter::default()
    };
    let month = |place: usize| {
        let (from, before) = span(30, place as i64);
        Filter {
            from: Some(from),
            before: Some(before),
            ..whole
        }
    };
    asked(size, reader, "sales to a customer", |place| {
        let customer = customer(place);
        count(agent, Filter { customer, ..whole })
    });
    for (who, actor) in [("agent", agent), ("admin", boss)] {
        let what = |what: &str| format!("{what}, {who}");
        asked(size, reader, &what("newest sales"), |_| count(actor, whole));
        asked(size, reader, &what("sales of a month"), |place| {
            count(actor, month(place))
        });
        asked(size, reader, &what("sales by one person"), |_| {
            let staff = Some(agent.id);
            count(actor, Filter { staff, ..whole })
        });
        for state in State::ALL {
            let said = what(&format!("sales that are {}", state.code()));
            asked(size, reader, &said, |_| {
                let state = Some(state);
                count(actor, Filter { state, ..whole })
            });
        }
    }
}

fn lines(size: u64, reader: &Reader, agent: &Actor, boss: &Actor) {
    let own = own(reader, agent);
    let products = product::list(reader).expect("products").into_iter();
    let products: Vec<ProductId> = products.filter_map(|one| one.id).collect();
    let branch = unit::people(reader, "SH").expect("a branch");
    let customer = |place: usize| own.get(place * 7 % own.len()).copied().map(CustomerId);
    let product = |place: usize| products.get(place % products.len()).map(|one| vec![*one]);
    let month = |place: usize| span(30, place as i64);
    let seller = Some(vec![agent.id]);
    let wanted = |products, staff, span| Wanted {
        customers: None,
        products,
        staff,
        span,
    };
    type Search<'s> = (&'s str, &'s dyn Fn(usize) -> Wanted);
    let ever = records::EVER;
    let searches: [Search<'_>; 9] = [
        ("a month", &|place| wanted(None, None, month(place))),
        ("a product", &|place| wanted(product(place), None, ever)),
        ("a product, a month", &|place| {
            wanted(product(place), None, month(place))
        }),
        ("a person", &|_| wanted(None, seller.clone(), ever)),
        ("a person, a month", &|place| {
            wanted(None, seller.clone(), month(place))
        }),
        ("a person, a product", &|place| {
            wanted(product(place), seller.clone(), ever)
        }),
        ("a branch", &|_| wanted(None, Some(branch.clone()), ever)),
        ("a branch, a month", &|place| {
            wanted(None, Some(branch.clone()), month(place))
        }),
        ("a branch, a product, a month", &|place| {
            wanted(product(place), Some(branch.clone()), month(place))
        }),
    ];
    asked(size, reader, "lines to a customer", |place| {
        let mut wanted = wanted(None, None, ever);
        wanted.customers = customer(place).map(|one| vec![one]);
        let found = records::lines(reader, agent, &wanted, ROWS);
        found.expect("lines").rows.len()
    });
    for (what, search) in searches {
        asked(size, reader, &format!("lines, {what}"), |place| {
            let found = records::lines(reader, boss, &search(place), ROWS);
            found.expect("lines").rows.len()
        });
    }
    for (what, search) in searches {
        let mut costs = Costs::default();
        for place in 0..20 {
            let wanted = search(place);
            let found = costs.time(|| records::totals(reader, boss, &wanted));
            found.expect("totals");
        }
        let what = format!("totals, {what}, ms");
        common::row(size, &what, &costs, &[Gate(P95, 300.0)]);
    }
}

fn own(reader: &Reader, agent: &Actor) -> Vec<i64> {
    reader.with_connection(|conn| {
        let sql = "SELECT id FROM customer WHERE owner_id = ?1 AND purchase_count > 0";
        let mut find = conn.prepare(sql).expect("sql");
        let ids = find.query_map([agent.id.0], |row| row.get(0));
        ids.expect("asked").map(|id| id.expect("an id")).collect()
    })
}

/// Figures of so many days, the newest ones and some before.
fn reports(size: u64, reader: &Reader, boss: &Actor, days: u64, gate: f64) {
    let now = Now {
        at: AT,
        zone: chrono_tz::Asia::Shanghai,
    };
    for (by, what) in [
        (By::Person, "person"),
        (By::Product, "product"),
        (By::Day, "day"),
    ] {
        let (mut costs, mut sales) = (Costs::default(), 0);
        for place in 0..20 {
            let last = now.today() - chrono::Days::new(place * 10);
            let period = Period {
                first: last - chrono::Days::new(days - 1),
                last,
            };
            let found = costs.time(|| figures::summed(reader, boss, by, period, &now));
            sales = sales.max(found.expect("figures").all.sales);
        }
        let what = format!("{days} days by {what} ({sales} sales), ms");
        common::row(size, &what, &costs, &[Gate(P95, gate)]);
    }
}
