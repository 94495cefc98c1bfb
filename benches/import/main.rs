//! How fast customers are imported: into an empty file, and into files of several sizes, with
//! desks at work and without. `HUOKE_BENCH_ROWS` rows (200,000) go into the empty one,
//! `HUOKE_BENCH_SIZES` says how large the others are.

#![allow(clippy::print_stdout, clippy::print_stderr, clippy::expect_used)]
#![allow(missing_docs)]

#[path = "../common/mod.rs"]
mod common;
mod cpu;
mod desks;

use std::io::{BufWriter, Write};
use std::path::Path;
use std::sync::atomic::AtomicBool;

use huoke::demo::people;
use huoke::domain::customer::Field;
use huoke::domain::time::Day;
use huoke::exchange::field::Kind;
use huoke::store::init::{self, Init};
use huoke::store::{Reader, staff};
use huoke::work::import::{Match, OnMatch, Plan, Reason, Report, run};

use common::AT;

/// Rows of the import beside others.
const LIVE: u64 = 10_000;
/// Desks at work beside it.
const DESKS: u32 = 8;

fn main() {
    if common::is_test() {
        return;
    }
    let rows = std::env::var("HUOKE_BENCH_ROWS").unwrap_or_else(|_| "200000".to_owned());
    first_load(&common::folder(), rows.parse().expect("a number of rows"));
    for size in common::sizes() {
        beside_others(size);
    }
    println!("most memory of all: {} MB", peak_kb() / 1024);
}

fn first_load(folder: &Path, rows: u64) {
    let place = tempfile::tempdir_in(folder).expect("a folder");
    let house = place.path().join("empty.db");
    let init = Init {
        login: "admin".to_owned(),
        name: "Root".to_owned(),
        zone: "Asia/Shanghai".to_owned(),
        currency: "CNY".to_owned(),
        region: "CN".to_owned(),
        uid: None,
        demo: false,
    };
    init::create(&house, &init, AT).expect("a fresh file");
    let file = place.path().join("people.csv");
    csv(&file, rows, 1);
    let (report, cpu) = cpu::of(|| import(&house, &file));
    println!(
        "into an empty file: {}, {}, {} MB",
        told(&report),
        cpu.per(report.read),
        peak_kb() / 1024
    );
}

fn beside_others(customers: u64) {
    let (place, house) = common::file::copy_of(&common::file::of_size(customers));
    let file = place.path().join("people.csv");
    csv(&file, LIVE, 2);
    let (report, cpu) = cpu::of(|| import(&house, &file));
    println!(
        "into one of {customers}, nobody else: {}, {}",
        told(&report),
        cpu.per(report.read)
    );
    csv(&file, LIVE, 3);
    let ((report, cpu), costs) = desks::during(&house, DESKS, || cpu::of(|| import(&house, &file)));
    println!(
        "into one of {customers}, {DESKS} desks: {}, {}; {costs}",
        told(&report),
        cpu.per(report.read)
    );
}

fn told(report: &Report) -> String {
    // Some draw the card that a whole family has: nobody can say who is meant.
    assert!(report.rejected <= report.read / 50, "{}", report.rejected);
    let rate = report.read as f64 / report.seconds;
    format!(
        "{} rows in {:.1} s = {rate:.0} rows/s, batches of {} ms at most",
        report.read, report.seconds, report.longest_ms
    )
}

fn import(house: &Path, file: &Path) -> Report {
    let who = |reader: &Reader| {
        let admin = staff::by_login(reader, "admin")?;
        Ok(admin.expect("an administrator").id)
    };
    let words = |reason: &Reason| format!("{reason:?}");
    let plan = Plan {
        house: house.to_owned(),
        who: &who,
        at: AT,
        why: None,
        kind: Kind::Customers,
        files: vec![file.to_owned()],
        map: None,
        encoding: None,
        sheet: None,
        program: "huoke".into(),
        rejects: None,
        replace: false,
        matching: Match::CodeOrCard,
        on_match: OnMatch::Add,
        owner: None,
        again: true,
        once: None,
        dry_run: false,
        words: &words,
    };
    run(&plan, &mut |_| {}, &AtomicBool::new(false)).expect("imported")
}

/// Customers as another system exports them.
fn csv(path: &Path, rows: u64, seed: u64) {
    let mut out = BufWriter::new(std::fs::File::create(path).expect("a file"));
    writeln!(out, "姓名,电话,生日,会员卡号,性别,省份,城市,地址").expect("written");
    let today = Day::from_ymd_opt(2026, 11, 23).expect("a day");
    let mut written = 0;
    for household in 0.. {
        for person in people::household(seed, household, today) {
            if written == rows {
                return;
            }
            written += 1;
            let draft = &person.draft;
            let field = |wanted: Field| {
                let found = draft.fields.iter().find(|(field, _)| *field == wanted);
                found.map_or("", |(_, value)| value.as_str())
            };
            let own = draft.phones.iter().filter(|phone| phone.member.is_none());
            let phones: Vec<&str> = own.map(|phone| phone.typed.as_str()).collect();
            let birthday = draft.dates.first().map(|(_, date)| date.to_string());
            let address = draft.address.clone().unwrap_or_default();
            let text = |part: Option<String>| part.unwrap_or_default();
            writeln!(
                out,
                "{},{},{},{},{},{},{},{}",
                field(Field::Name),
                phones.join(";"),
                birthday.unwrap_or_default(),
                field(Field::CardNo),
                field(Field::Sex),
                text(address.province),
                text(address.city),
                text(address.line)
            )
            .expect("written");
        }
    }
}

/// The most memory that the process had, from the system.
fn peak_kb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kb = line.and_then(|line| line.split_whitespace().next());
    kb.and_then(|kb| kb.parse().ok()).unwrap_or(0)
}
