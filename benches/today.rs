//! What Today costs: of one agent whole and ranked, of a team and of everybody the first rows, at
//! moments over a month; beside it what the naive question costs that reads the log.

#![allow(clippy::print_stdout, clippy::print_stderr, clippy::expect_used)]
#![allow(clippy::panic, missing_docs)]

mod common;

use std::sync::atomic::{AtomicBool, Ordering};

use common::{AT, Costs, Gate, P95, P99, file, words};
use huoke::domain::ids::StaffId;
use huoke::domain::time::{Instant, Now};
use huoke::domain::today::Whose;
use huoke::store::find::{self, Seeker};
use huoke::store::{Actor, Cache, House, Reader, authorise, today};

/// How many rows are shown.
const ROWS: usize = 50;
const HOUR: i64 = 3_600_000;

fn main() {
    if common::is_test() {
        return;
    }
    common::header();
    for size in common::sizes() {
        measure(size);
    }
}

fn now(hours: i64) -> Now {
    Now {
        at: Instant(AT.0 + hours * HOUR),
        zone: chrono_tz::Asia::Shanghai,
    }
}

/// The first of a role.
fn first(reader: &Reader, role: &str) -> Actor {
    reader.with_connection(|conn| {
        let first = "SELECT min(id) FROM staff WHERE role = ?1 AND active = 1";
        let id = conn.query_row(first, [role], |row| row.get(0));
        authorise::actor(conn, StaffId(id.expect("somebody"))).expect("works here")
    })
}

fn measure(size: u64) {
    let path = file::of_size(size);
    let house = file::open(&path);
    let reader = house.reader(Cache::Lists).expect("a reader");
    let agent = file::agent(&reader);
    let supervisor = first(&reader, "supervisor");
    let admin = first(&reader, "admin");
    let own = lists(
        size,
        &reader,
        &agent,
        (Whose::Mine, "one agent, whole"),
        30.0,
    );
    lists(
        size,
        &reader,
        &supervisor,
        (Whose::Team, "a team, first rows"),
        50.0,
    );
    let all = lists(
        size,
        &reader,
        &admin,
        (Whose::All, "everybody, first rows"),
        50.0,
    );
    days(size, &reader, &supervisor, "a team's day");
    days(size, &reader, &admin, "everybody's day");
    beside(size, &house, &agent, &admin);
    naive(size, &reader, agent.id, &own, &all);
}

/// The table of who has how many, has done how many and is late, at ten moments.
fn days(size: u64, reader: &Reader, actor: &Actor, what: &str) {
    let (mut times, mut pages, mut people) = (Costs::default(), Costs::default(), Costs::default());
    for moment in 0..12 {
        let now = now(moment * 77);
        let before = reader.with_connection(pages::touched);
        let begun = std::time::Instant::now();
        let loads = today::overview(reader, actor, now).expect("a table");
        let took = begun.elapsed().as_secs_f64() * 1e3;
        if moment >= 2 {
            times.0.push(took);
            let touched = reader.with_connection(pages::touched) - before;
            pages.0.push(touched as f64);
            people.0.push(loads.len() as f64);
        }
    }
    common::row(size, &format!("{what}, ms"), &times, &[]);
    common::row(size, &format!("{what}, pages"), &pages, &[]);
    common::row(size, &format!("{what}, people"), &people, &[]);
}

/// One list at a hundred moments; median in milliseconds.
fn lists(
    size: u64,
    reader: &Reader,
    actor: &Actor,
    (whose, what): (Whose, &str),
    gate: f64,
) -> Costs {
    let (mut times, mut pages, mut rows) = (Costs::default(), Costs::default(), Costs::default());
    for moment in 0..110 {
        let now = now(moment * 7);
        let before = reader.with_connection(pages::touched);
        let begun = std::time::Instant::now();
        let list = today::list(reader, actor, whose, ROWS, now).expect("a list");
        let took = begun.elapsed().as_secs_f64() * 1e3;
        // The first ones fill the cache.
        if moment >= 10 {
            times.0.push(took);
            let touched = reader.with_connection(pages::touched) - before;
            pages.0.push(touched as f64);
            rows.0.push(list.total as f64);
        }
    }
    common::row(size, &format!("{what}, ms"), &times, &[Gate(P95, gate)]);
    common::row(size, &format!("{what}, pages"), &pages, &[]);
    common::row(size, &format!("{what}, customers due"), &rows, &[]);
    times
}

/// The caller line, key by key, while everybody's Today is asked without end on another connection of
/// the same desk.
fn beside(size: u64, house: &House, agent: &Actor, admin: &Actor) {
    let lookup = house.reader(Cache::Lookup).expect("a reader");
    let words = words::draw(&lookup, 40);
    let mut seeker = Seeker::new(agent.clone());
    seeker.load(&lookup).expect("loaded");
    let over = AtomicBool::new(false);
    let (mut keys, mut lists) = (Costs::default(), Costs::default());
    std::thread::scope(|scope| {
        let busy = scope.spawn(|| {
            let reader = house.reader(Cache::Lists).expect("a reader");
            let mut lists = Costs::default();
            while !over.load(Ordering::Acquire) {
                let all = || today::list(&reader, admin, Whose::All, ROWS, now(0));
                lists.time(all).expect("a list");
            }
            lists
        });
        for typed in words.iter().flat_map(|(_, typed)| typed) {
            for end in typed.char_indices().map(|(at, one)| at + one.len_utf8()) {
                let typed = typed.get(..end).expect("a beginning");
                let answer = || find::find(&lookup, &seeker, typed, 20, AT);
                keys.time(answer).expect("an answer");
            }
        }
        over.store(true, Ordering::Release);
        lists = busy.join().expect("it ended");
    });
    let gates = [Gate(P95, 8.0), Gate(P99, 16.0)];
    let what = "a key on the caller line meanwhile, ms";
    common::row(size, what, &keys, &gates);
    common::row(size, "everybody, first rows, meanwhile, ms", &lists, &[]);
}

/// Who was not contacted for three months and whose things run out: what it costs to ask the log.
const NAIVE: &str = "SELECT count(*) FROM (
  SELECT c.id FROM customer c LEFT JOIN interaction i ON i.customer_id = c.id
    AND i.kind NOT IN ('competitor', 'secondary')
  WHERE (?1 IS NULL OR c.owner_id = ?1)
  GROUP BY c.id HAVING coalesce(max(i.at), c.created_at) < ?2
  UNION SELECT s.customer_id FROM sale s JOIN sale_line l ON l.sale_id = s.id
    JOIN product p ON p.id = l.product_id JOIN customer c ON c.id = s.customer_id
  WHERE (?1 IS NULL OR c.owner_id = ?1) AND s.state <> 'void'
  GROUP BY s.customer_id, l.product_id
  HAVING max(s.at) + max(l.quantity * p.cycle_days) * 86400000 < ?2)";

fn naive(size: u64, reader: &Reader, agent: StaffId, own: &Costs, all: &Costs) {
    for (what, owner, ours) in [("one agent", Some(agent.0), own), ("everybody", None, all)] {
        let mut costs = Costs::default();
        let since = AT.0 - 90 * 24 * HOUR;
        let found: i64 = costs.time(|| {
            reader.with_connection(|conn| {
                let values = rusqlite::params![owner, since];
                conn.query_row(NAIVE, values, |row| row.get(0))
                    .expect("a count")
            })
        });
        common::row(size, &format!("{what}, asking the log, ms"), &costs, &[]);
        let times = costs.at(P95) / ours.at(common::P50);
        println!("{size:>9}  {what}: {found} found; the log costs {times:.0} times as much");
    }
}
