//! What sales cost: saving one alone and among others, lists of what was bought, a month's report.
//! `HUOKE_BENCH_SECONDS` says how long others are at work (30), `HUOKE_BENCH_ONLY` which part is
//! measured: alone, crowd, rush, lists or reports.

#![allow(clippy::print_stdout, clippy::print_stderr, clippy::expect_used)]
#![allow(clippy::panic, clippy::disallowed_methods, missing_docs)]

#[path = "../common/mod.rs"]
mod common;
mod crowd;
mod lists;

use std::path::Path;

use common::{AT, Costs, Gate, P95, file};
use fastrand::Rng;
use huoke::domain::ids::{CustomerId, ProductId, StaffId};
use huoke::domain::sale::{Cause, Head, LineDraft, SaleDraft};
use huoke::store::{Asking, Cache, Once, Reader, Tx, Writer, authorise, product, sale, stock};

/// Lines of a sale.
const LINES: usize = 5;
/// Sales that somebody alone saves.
const SAVES: usize = 1_000;
/// Enough of every product.
const PLENTY: i64 = 1_000_000;

fn main() {
    if let Some(seat) = crowd::Seat::taken() {
        return crowd::work(&seat);
    }
    if common::is_test() {
        return;
    }
    let only = std::env::var("HUOKE_BENCH_ONLY").unwrap_or_default();
    let wants = |part: &str| only.is_empty() || only == part;
    common::header();
    for size in common::sizes() {
        if wants("lists") || wants("reports") {
            lists::measure(size, &file::of_size(size), &wants);
        }
        if !["alone", "crowd", "rush"].into_iter().any(wants) {
            continue;
        }
        let (_place, copy) = file::copy_of(&file::of_size(size));
        fill_the_store(&copy);
        if wants("alone") {
            alone(size, &copy);
        }
        if wants("crowd") {
            crowd::paced(size, &copy);
        }
        if wants("rush") {
            crowd::saturated(size, &copy);
        }
    }
}

/// The first of a role.
fn first(reader: &Reader, role: &str) -> StaffId {
    reader.with_connection(|conn| {
        let first = "SELECT min(id) FROM staff WHERE role = ?1 AND active = 1";
        let id = conn.query_row(first, [role], |row| row.get(0));
        StaffId(id.expect("somebody"))
    })
}

fn fill_the_store(path: &Path) {
    let house = file::open(path);
    let reader = house.reader(Cache::Lookup).expect("a reader");
    let asking = Asking::new(first(&reader, "admin"), AT);
    let mut writer = house.writer().expect("a writer");
    let fill = |tx: &Tx<'_>| {
        let mut all = product::list(&reader)?.into_iter().filter_map(|one| one.id);
        all.try_for_each(|one| stock::receive(tx, one, PLENTY, None).map(|_| ()))
    };
    writer.change(&asking, "stock", fill).expect("filled");
}

/// One person at work: whose customers, what there is to sell.
struct Seller {
    writer: Writer,
    me: StaffId,
    customers: Vec<i64>,
    products: Vec<ProductId>,
    rng: Rng,
    done: usize,
}

impl Seller {
    /// The agent of this place; none: the measured one.
    fn sits(path: &Path, place: Option<usize>) -> Seller {
        let house = file::open(path);
        let reader = house.reader(Cache::Lookup).expect("a reader");
        let me = place.map_or_else(|| file::agent(&reader).id, |place| agent(&reader, place));
        let customers = reader.with_connection(|conn| {
            let sql = "SELECT id FROM customer WHERE owner_id = ?1 AND state = 'active'";
            let mut find = conn.prepare(sql).expect("sql");
            let ids = find.query_map([me.0], |row| row.get(0)).expect("asked");
            ids.map(|id| id.expect("an id")).collect()
        });
        let products = product::list(&reader).expect("products").into_iter();
        Seller {
            writer: house.writer().expect("a writer"),
            me,
            customers,
            products: products.filter_map(|one| one.id).collect(),
            rng: Rng::with_seed(place.unwrap_or(1_000) as u64),
            done: 0,
        }
    }

    /// Sells something to one of their own, as a form does it: once.
    fn sell(&mut self) -> huoke::error::Result<()> {
        self.rng.shuffle(&mut self.products);
        let quantity = |rng: &mut Rng| rng.i64(1..4);
        let rng = &mut self.rng;
        let lines = self.products.iter().take(LINES).map(|&product| LineDraft {
            product,
            quantity: quantity(rng),
            price: None,
            seen: None,
            collected: rng.bool().then_some(1),
            cause: Cause::Sold,
        });
        let lines = lines.collect();
        let customer = self.customers.get(self.rng.usize(..self.customers.len()));
        let draft = SaleDraft {
            customer: CustomerId(*customer.expect("own customers")),
            at: None,
            staff: None,
            head: Head::default(),
            lines,
            payments: vec![("cash".to_owned(), 1_000)],
        };
        self.done += 1;
        let mut asking = Asking::new(self.me, AT);
        asking.once = Some(Once {
            key: format!("bench-{}-{}", std::process::id(), self.done),
            digest: "bench".to_owned(),
        });
        let save = |tx: &Tx<'_>| sale::add(tx, &draft);
        self.writer.change(&asking, "sale.add", save).map(|_| ())
    }
}

fn agent(reader: &Reader, place: usize) -> StaffId {
    reader.with_connection(|conn| {
        let sql = "SELECT id FROM staff WHERE role = 'agent' AND active = 1
          ORDER BY id LIMIT 1 OFFSET ?1 % (SELECT count(*) FROM staff
            WHERE role = 'agent' AND active = 1)";
        let id: i64 = conn
            .query_row(sql, [place as i64], |row| row.get(0))
            .expect("an agent");
        authorise::actor(conn, StaffId(id)).expect("works here").id
    })
}

fn alone(size: u64, path: &Path) {
    let mut seller = Seller::sits(path, None);
    let mut costs = Costs::default();
    for _ in 0..SAVES {
        costs.time(|| seller.sell().expect("sold"));
    }
    let gates = [Gate(P95, 20.0)];
    common::row(size, "save a sale of 5 lines, alone, ms", &costs, &gates);
}
