//! How fast a file leaves as CSV, workbook and contact cards, and whether memory stays flat: the
//! same at `HUOKE_BENCH_SIZES` customers. Time of the processor counts on a shared machine.

#![allow(clippy::print_stdout, clippy::print_stderr, clippy::expect_used)]
#![allow(missing_docs)]

#[path = "common/mod.rs"]
mod common;
#[path = "import/cpu.rs"]
mod cpu;

use std::path::Path;
use std::sync::atomic::AtomicBool;

use huoke::store::{Cache, staff};
use huoke::work::export::{Format, Place, Plan, Version, What, run};

use common::AT;

fn main() {
    if common::is_test() {
        return;
    }
    for size in common::sizes() {
        let (place, house) = common::file::copy_of(&common::file::of_size(size));
        let csv = (What::Customers, Format::Csv, "people.csv");
        let cards = (What::Customers, Format::Vcard(Version::V3), "people.vcf");
        let book = (What::Customers, Format::Xlsx, "people.xlsx");
        let contacts = (What::Interactions, Format::Csv, "contacts.csv");
        let sales = (What::Sales, Format::Csv, "sales.csv");
        for kind in [csv, cards, contacts, sales, book] {
            leave(&house, place.path(), size, kind);
        }
    }
}

fn leave(house: &Path, folder: &Path, size: u64, (what, format, name): (What, Format, &str)) {
    let house = common::file::open(house);
    let reader = house.reader(Cache::Lookup).expect("a reader");
    let admin = staff::by_login(&reader, "admin").expect("asked");
    let path = folder.join(name);
    let plan = Plan {
        what,
        format,
        place: Place::File {
            path: path.clone(),
            replace: false,
        },
        staff: admin.expect("an administrator").id,
        at: AT,
        reason: "bench".to_owned(),
        query: String::new(),
        only: None,
        owner: None,
        lines: None,
        chinese: true,
    };
    let start = std::time::Instant::now();
    let work = || run(&house, &plan, &mut |_, _| {}, &AtomicBool::new(false));
    let (report, cpu) = cpu::of(work);
    let report = report.expect("an export");
    let seconds = start.elapsed().as_secs_f64();
    let bytes = std::fs::metadata(&path).expect("the file").len();
    println!(
        "{size} customers, {name}: {} rows in {seconds:.1} s = {:.0} rows/s, {}, {} MB, memory {} MB at most",
        report.rows,
        report.rows as f64 / seconds,
        cpu.per(report.rows),
        bytes >> 20,
        peak_kb() >> 10
    );
    std::fs::remove_file(&path).expect("it goes");
}

fn peak_kb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM"));
    let number = line.and_then(|line| line.split_whitespace().nth(1));
    number.and_then(|number| number.parse().ok()).unwrap_or(0)
}
