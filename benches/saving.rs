//! What a save costs whoever makes it, alone in the file: a call logged, a customer added.
//! Milliseconds; most of it is the disk's word that it has the bytes, so that is measured beside.

#![allow(clippy::print_stdout, clippy::print_stderr, clippy::expect_used)]
#![allow(clippy::panic, missing_docs)]

mod common;

use std::io::Write;
use std::path::Path;

use common::{AT, Costs, file};
use huoke::demo::people;
use huoke::domain::ids::CustomerId;
use huoke::domain::interaction::CallLog;
use huoke::domain::time::Day;
use huoke::store::{Actor, Asking, Cache, Reader, Writer, customer, interaction};

/// Saves of each kind.
const SAVES: usize = 1_000;

fn main() {
    if common::is_test() {
        return;
    }
    common::header();
    for size in common::sizes() {
        measure(size);
    }
}

fn measure(size: u64) {
    let (place, copy) = file::copy_of(&file::of_size(size));
    let house = file::open(&copy);
    let reader = house.reader(Cache::Lookup).expect("a reader");
    let agent = file::agent(&reader);
    let own = own(&reader, &agent);
    let mut writer = house.writer().expect("a writer");
    common::row(size, "4 KiB to disk, ms", &disk(place.path()), &[]);
    let logs = logs(&mut writer, &agent, &own);
    common::row(size, "log a call, ms", &logs, &[]);
    let customers = customers(&mut writer, &agent);
    common::row(size, "add a customer, ms", &customers, &[]);
}

/// What the disk takes to say that it has a page.
fn disk(folder: &Path) -> Costs {
    let mut file = std::fs::File::create(folder.join("page")).expect("a file");
    let mut costs = Costs::default();
    for _ in 0..SAVES {
        costs.time(|| {
            file.write_all(&[0; 4096]).expect("written");
            file.sync_data().expect("had");
        });
    }
    costs
}

/// Customers of the agent.
fn own(reader: &Reader, agent: &Actor) -> Vec<i64> {
    reader.with_connection(|conn| {
        let sql = "SELECT id FROM customer WHERE owner_id = ?1";
        let mut find = conn.prepare(sql).expect("sql");
        let ids = find
            .query_map([agent.id.0], |row| row.get(0))
            .expect("asked");
        ids.map(|id| id.expect("an id")).collect()
    })
}

fn logs(writer: &mut Writer, agent: &Actor, own: &[i64]) -> Costs {
    let mut rng = fastrand::Rng::with_seed(7);
    let mut costs = Costs::default();
    for _ in 0..SAVES {
        let customer = own.get(rng.usize(0..own.len())).copied();
        let log = CallLog {
            note: Some("下周再联系".to_owned()),
            ..CallLog::new(CustomerId(customer.expect("own customers")), "reached")
        };
        let asking = Asking::new(agent.id, AT);
        let save = |tx: &huoke::store::Tx<'_>| interaction::log(tx, &log);
        costs.time(|| writer.change(&asking, "log", save).expect("saved"));
    }
    costs
}

fn customers(writer: &mut Writer, agent: &Actor) -> Costs {
    let today = Day::from_ymd_opt(2026, 11, 23).expect("a day");
    let strangers = (0..).flat_map(|number| people::household(99, number, today));
    let mut costs = Costs::default();
    for person in strangers.take(SAVES) {
        let mut draft = person.draft;
        draft.owner = None;
        let asking = Asking::new(agent.id, AT);
        let save = |tx: &huoke::store::Tx<'_>| customer::add(tx, &draft);
        costs.time(|| writer.change(&asking, "customer.add", save).expect("saved"));
    }
    costs
}
