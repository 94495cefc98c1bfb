//! kill -9 at any moment of an import: what was acknowledged is there, nothing twice, the file
//! is sound, and the same command goes on. The process that dies is this test binary itself.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use huoke::domain::time::Instant;
use huoke::exchange::field::Kind;
use huoke::store::init::{self, Init};
use huoke::store::{Asking, Cache, House, check, staff};
use huoke::work::import::{Match, OnMatch, Plan, Reason, Report, run};

use crate::dump::number;

const AT: Instant = Instant(1_795_413_900_000);
/// Names the house of the child that is to be killed.
const HOUSE: &str = "HUOKE_TEST_FAULTS_HOUSE";
const ROWS: u32 = 30_000;
/// Every so many rows one is wrong.
const WRONG: u32 = 97;

fn import(house: &Path, file: &Path) -> Report {
    let words = |_: &Reason| "wrong".to_owned();
    let who = |reader: &huoke::store::Reader| Ok(staff::by_login(reader, "root")?.unwrap().id);
    let plan = Plan {
        house: house.to_owned(),
        who: &who,
        at: AT,
        why: None,
        kind: Kind::Customers,
        files: vec![file.to_owned()],
        map: None,
        rejects: None,
        matching: Match::CodeOrCard,
        on_match: OnMatch::Skip,
        owner: None,
        again: false,
        dry_run: false,
        words: &words,
    };
    run(&plan, &mut |_| {}, &AtomicBool::new(false)).unwrap()
}

fn csv(path: &Path, rows: u32) {
    let mut text = "姓名,电话,生日\n".to_owned();
    for row in 0..rows {
        let phone = if row % WRONG == 0 {
            "1.38E+10".to_owned()
        } else {
            format!("138{row:08}")
        };
        text.push_str(&format!("客户{row},{phone},1985-04-08\n"));
    }
    std::fs::write(path, text).unwrap();
}

/// Not a test of its own: the process that is killed.
#[test]
#[ignore = "started by the tests of this file"]
fn the_process_that_dies() {
    if let Some(house) = std::env::var_os(HOUSE) {
        let house = PathBuf::from(house);
        import(&house, &house.with_file_name("people.csv"));
    }
}

#[allow(
    clippy::disallowed_methods,
    reason = "a process that is to be killed must be one"
)]
fn killed_after(house: &Path, time: Duration) -> bool {
    let mut child = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "faults::the_process_that_dies", "--ignored"])
        .env(HOUSE, house)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    std::thread::sleep(time);
    let running = child.try_wait().unwrap().is_none();
    child.kill().unwrap();
    child.wait().unwrap();
    running
}

fn is_sound(path: &Path) {
    let house = House::open(path).unwrap();
    let reader = house.reader(Cache::Lookup).unwrap();
    let root = staff::by_login(&reader, "root").unwrap().unwrap().id;
    let checks = check::check(&house.writer().unwrap(), &Asking::new(root, AT)).unwrap();
    let broken: Vec<_> = checks
        .iter()
        .filter(|check| !check.ok)
        .map(|check| check.name)
        .collect();
    assert!(broken.is_empty(), "{broken:?}");
}

fn dies_again_and_again(already_there: u32, rows: u32, times: &[u64]) {
    let folder = tempfile::tempdir().unwrap();
    let house = folder.path().join("t.db");
    let init = Init {
        login: "root".to_owned(),
        name: "Root".to_owned(),
        zone: "Asia/Shanghai".to_owned(),
        currency: "CNY".to_owned(),
        region: "CN".to_owned(),
        uid: None,
        demo: false,
    };
    init::create(&house, &init, AT).unwrap();
    if already_there > 0 {
        let first = folder.path().join("first.csv");
        csv(&first, already_there);
        import(&house, &first);
    }
    let before = number(&house, "SELECT count(*) FROM customer");
    let file = folder.path().join("people.csv");
    csv(&file, rows);
    let mut died = 0;
    for (round, &time) in times.iter().enumerate() {
        died += u32::from(killed_after(&house, Duration::from_millis(time)));
        // What the run says is in is in, and nothing more.
        let said = "SELECT coalesce((SELECT json_extract(report, '$.added') FROM import_batch
            WHERE kind = 'customers' ORDER BY id DESC LIMIT 1), 0)";
        if before == 0 || number(&house, "SELECT count(*) FROM import_batch") > 1 {
            let there = number(&house, "SELECT count(*) FROM customer") - before;
            assert_eq!(number(&house, said), there);
        }
        // Now and then somebody opens it in between.
        if round % 2 == 1 {
            is_sound(&house);
        }
    }
    assert!(died > 0, "nothing was interrupted");
    let report = import_to_the_end(&house, &file);
    let wrong = u64::from(rows.div_ceil(WRONG));
    assert_eq!((report.read, report.rejected), (u64::from(rows), wrong));
    assert_eq!(report.added, u64::from(rows) - wrong);
    let there = number(&house, "SELECT count(*) FROM customer") - before;
    assert_eq!(there.unsigned_abs(), u64::from(rows) - wrong);
    let distinct = "SELECT count(DISTINCT digits) FROM customer_phone";
    assert_eq!(
        number(&house, distinct).unsigned_abs(),
        u64::from(rows) - wrong
    );
    let rejected = std::fs::read_to_string(folder.path().join("people.rejected.csv")).unwrap();
    let mut lines: Vec<&str> = rejected.lines().collect();
    assert_eq!(
        lines.len() as u64,
        wrong + 1,
        "a header and each wrong row once"
    );
    lines.dedup();
    assert_eq!(lines.len() as u64, wrong + 1);
    is_sound(&house);
}

/// The run may have ended before it was to be killed: then its report is with it.
fn import_to_the_end(house: &Path, file: &Path) -> Report {
    let running = "SELECT count(*) FROM import_batch WHERE state = 'running'";
    assert_eq!(
        number(house, running),
        1,
        "the times are too long for this machine"
    );
    let report = import(house, file);
    assert!(report.resumed);
    report
}

#[test]
fn a_first_import_killed_at_any_moment_loses_nothing_and_doubles_nothing() {
    dies_again_and_again(0, ROWS, &[150, 400, 700, 1_000]);
}

#[test]
fn an_import_beside_others_killed_at_any_moment_loses_nothing_and_doubles_nothing() {
    dies_again_and_again(300, ROWS / 2, &[120, 300, 500, 700]);
}
