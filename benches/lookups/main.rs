//! What a lookup, a key on the caller line and a card cost: p50 and p99 in microseconds and in
//! pages, one line each, at every size. `HUOKE_BENCH_SIZES=10000,100000,1000000` chooses sizes,
//! `HUOKE_BENCH_FOLDER` where files are kept, `HUOKE_BENCH_DB` a file that is there already.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::expect_used,
    clippy::string_slice
)]
#![allow(missing_docs, clippy::cast_possible_truncation)]

#[path = "../common/mod.rs"]
mod common;
mod keys;

use std::path::Path;
use std::time::Instant as Clock;

use huoke::app::vocabulary::Query;
use huoke::domain::customer::{AlikeTo, CardDate, Field};
use huoke::domain::ids::{CustomerId, StaffId};
use huoke::session;
use huoke::store::find::{self, Seeker};
use huoke::store::{Actor, Cache, House, Reader, alike, authorise, card};

use common::AT;

/// Questions of each kind that are measured, and asked before that.
const ASKED: usize = 2_000;
const WARM: usize = 200;

fn main() {
    // `cargo test --benches` runs benches once with this; there is nothing to check here.
    if common::is_test() {
        return;
    }
    println!(
        "{:>9}  {:<34} {:>8} {:>8} {:>7} {:>7} {:>7}",
        "customers", "what", "p50 µs", "p99 µs", "p50 pg", "p99 pg", "max pg"
    );
    if let Some(path) = std::env::var_os("HUOKE_BENCH_DB") {
        measure(Path::new(&path));
        return;
    }
    for size in common::sizes() {
        measure(&common::file::of_size(size));
    }
}

/// What one kind of question cost, each time.
#[derive(Default)]
struct Costs {
    times: Vec<f64>,
    pages: Vec<u64>,
}

impl Costs {
    fn at(&self, share: f64) -> (f64, u64) {
        let place = |count: usize| ((count as f64 * share) as usize).min(count.saturating_sub(1));
        let mut times = self.times.clone();
        times.sort_by(f64::total_cmp);
        let mut pages = self.pages.clone();
        pages.sort_unstable();
        (times[place(times.len())], pages[place(pages.len())])
    }
}

struct Bench<'b> {
    reader: &'b Reader,
    size: i64,
}

impl Bench<'_> {
    fn run<Q>(&self, what: &str, questions: &[Q], mut ask: impl FnMut(&Q)) -> Costs {
        questions.iter().take(WARM).for_each(&mut ask);
        let mut costs = Costs::default();
        for question in questions {
            let before = self.reader.with_connection(pages::touched);
            let begun = Clock::now();
            ask(question);
            costs.times.push(begun.elapsed().as_secs_f64() * 1e6);
            costs
                .pages
                .push(self.reader.with_connection(pages::touched) - before);
        }
        let ((t50, p50), (t99, p99), (_, most)) = (costs.at(0.5), costs.at(0.99), costs.at(1.0));
        println!(
            "{:>9}  {what:<34} {t50:>8.1} {t99:>8.1} {p50:>7} {p99:>7} {most:>7}",
            self.size
        );
        costs
    }
}

/// A key on the caller line, of every kind, as people of three scopes.
fn key_by_key(bench: &Bench<'_>, keys: &keys::Keys) {
    let supervisor = bench.reader.with_connection(|conn| {
        let last = "SELECT id FROM staff WHERE role = 'supervisor' ORDER BY id DESC LIMIT 1";
        conn.query_row(last, [], |row| row.get(0))
            .expect("a supervisor")
    });
    let agent = common::file::agent(bench.reader).id.0;
    for (who, id) in [("agent", agent), ("supervisor", supervisor), ("admin", 1)] {
        let actor = bench
            .reader
            .with_connection(|conn| authorise::actor(conn, StaffId(id)))
            .expect("somebody who works here");
        let mut seeker = Seeker::new(actor);
        let begun = Clock::now();
        seeker.load(bench.reader).expect("loaded");
        println!(
            "{:>9}  {who}: loads own customers in {:.1} ms",
            bench.size,
            begun.elapsed().as_secs_f64() * 1e3
        );
        for (kind, typed) in &keys.typed {
            bench.run(&format!("{who}: {kind}"), typed, |typed| {
                find::find(bench.reader, &seeker, typed, 20, AT).expect("an answer");
            });
        }
        let last4 = keys
            .typed
            .iter()
            .find(|(kind, _)| *kind == "last four digits");
        let fresh = Seeker::new(seeker.actor().clone());
        bench.run(
            &format!("{who}: last four, nothing loaded"),
            &last4.expect("a kind").1,
            |typed| {
                find::find(bench.reader, &fresh, typed, 20, AT).expect("an answer");
            },
        );
    }
}

/// What a form knows when somebody who is there is typed anew, whole.
fn form(reader: &Reader, admin: &Actor, id: i64) -> AlikeTo {
    let card = card::get(reader, admin, CustomerId(id), 0, AT).expect("a card");
    let own = |date: &&CardDate| date.kind == "birthday" && date.member.is_none();
    let address = card.addresses.first().map(|address| {
        let part = |part: &Option<String>| part.clone().unwrap_or_default();
        part(&address.city) + &part(&address.line)
    });
    let cards = card
        .fields
        .iter()
        .filter(|(field, _)| *field == Field::CardNo);
    AlikeTo {
        phones: card
            .phones
            .iter()
            .map(|phone| phone.typed.clone())
            .collect(),
        card_no: cards.map(|(_, card)| card.clone()).collect(),
        birthday: card.dates.iter().find(own).map(|date| date.date),
        address: address.unwrap_or_default(),
        name: card.name,
    }
}

fn measure(path: &Path) {
    let house = House::open(path).expect("a file");
    let reader = house.reader(Cache::Lookup).expect("a reader");
    let size = reader.with_connection(|conn| {
        conn.query_row("SELECT count(*) FROM customer", [], |row| row.get(0))
            .expect("a count")
    });
    let bench = Bench {
        reader: &reader,
        size,
    };
    let keys = keys::draw(&reader, ASKED);
    let probe = bench.run("row by its id", &keys.ids, |id| keys::probe(&reader, *id));
    let whole = bench.run("whole number to row", &keys.whole, |digits| {
        assert!(
            !find::rows_of(&reader, digits, false)
                .expect("rows")
                .is_empty()
        );
    });
    bench.run("card to row", &keys.cards, |card| {
        assert!(!find::rows_of(&reader, card, true).expect("rows").is_empty());
    });
    bench.run("3+ digits anywhere, 50 ids", &keys.parts, |part| {
        assert!(!find::containing(&reader, part, 50).expect("ids").is_empty());
    });
    let scan = bench.run("LIKE '%…%' scan", &keys.parts[..5], |part| {
        keys::scan(&reader, part)
    });
    println!(
        "{size:>9}  whole number: {:.1} × a probe by id, {:.0} × faster than the scan",
        whole.at(0.5).0 / probe.at(0.5).0,
        scan.at(0.5).0 / whole.at(0.5).0
    );
    key_by_key(&bench, &keys);
    let admin = reader
        .with_connection(|conn| authorise::actor(conn, StaffId(1)))
        .expect("root");
    bench.run("card with 20 lines of timeline", &keys.ids, |id| {
        card::get(&reader, &admin, CustomerId(*id), 20, AT).expect("a card");
    });
    // As the desk asks it, with the reasons to ring and what speaks against it.
    bench.run("card on the desk, reasons and guard", &keys.ids, |id| {
        let query = Query::Card {
            customer: CustomerId(*id),
            timeline: 20,
            known_by: None,
        };
        session::answer(&reader, None, &admin, query, AT).expect("a card");
    });
    let forms: Vec<AlikeTo> = keys
        .ids
        .iter()
        .map(|id| form(&reader, &admin, *id))
        .collect();
    bench.run("a form: who may be the same", &forms, |form| {
        alike::find(&reader, &admin, None, form, AT).expect("an answer");
    });
    println!(
        "{size:>9}  prepared anew: {:?}",
        reader.with_connection(pages::prepared_anew)
    );
}
