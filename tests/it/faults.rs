//! kill -9 at any moment of an import: what was acknowledged is there, nothing twice, the file
//! is sound, and the same command goes on. The process that dies is the program itself.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use huoke::domain::time::Instant as Moment;
use huoke::store::init::{self, Init};
use huoke::store::{Asking, Cache, House, check, staff};
use serde_json::Value;

use crate::dump::number;

const AT: Moment = Moment(1_795_413_900_000);
const ROWS: u32 = 30_000;
/// Every so many rows one is wrong.
const WRONG: u32 = 97;
/// How long anything may take on a busy machine.
const DEADLINE: Duration = Duration::from_secs(60);

/// How many records of the newest run are behind its last commit.
const POSITION: &str =
    "SELECT coalesce((SELECT position FROM import_batch ORDER BY id DESC LIMIT 1), 0)";

#[allow(
    clippy::disallowed_methods,
    reason = "a process that is to be killed must be one"
)]
fn import(house: &Path, file: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_huoke"));
    command.args(["--as", "root", "--json", "--db"]).arg(house);
    command.args(["import", "customers"]).arg(file);
    command.env("XDG_CONFIG_HOME", house.parent().unwrap());
    command
}

/// Imports to the end; the report.
fn report(house: &Path, file: &Path) -> Value {
    let output = import(house, file).output().unwrap();
    serde_json::from_slice(&output.stdout).unwrap()
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

/// Starts an import and kills it a moment after it has committed something new; that moment is
/// another one each time, within a batch and between two.
fn killed_on_the_way(house: &Path, file: &Path, moment: Duration) {
    let before = number(house, POSITION);
    let mut child = import(house, file)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let begun = Instant::now();
    while number(house, POSITION) <= before {
        assert!(child.try_wait().unwrap().is_none(), "it ended by itself");
        assert!(begun.elapsed() < DEADLINE, "nothing was committed");
        std::thread::sleep(Duration::from_millis(1));
    }
    std::thread::sleep(moment);
    child.kill().unwrap();
    child.wait().unwrap();
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

fn dies_again_and_again(already_there: u32, rows: u32) {
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
        report(&house, &first);
    }
    let before = number(&house, "SELECT count(*) FROM customer");
    let file = folder.path().join("people.csv");
    csv(&file, rows);
    for round in 0..4 {
        killed_on_the_way(&house, &file, Duration::from_millis(7 * round));
        // What the run says is in is in, and nothing more.
        let said = "SELECT json_extract(report, '$.added') FROM import_batch
            ORDER BY id DESC LIMIT 1";
        let there = number(&house, "SELECT count(*) FROM customer") - before;
        assert_eq!(number(&house, said), there);
        // Now and then somebody opens it in between.
        if round % 2 == 1 {
            is_sound(&house);
        }
    }
    let report = report(&house, &file);
    let wrong = i64::from(rows.div_ceil(WRONG));
    let right = i64::from(rows) - wrong;
    assert_eq!(report["resumed"], true);
    assert_eq!(report["read"], rows);
    assert_eq!(
        (&report["rejected"], &report["added"]),
        (&wrong.into(), &right.into())
    );
    let there = number(&house, "SELECT count(*) FROM customer") - before;
    let distinct = number(&house, "SELECT count(DISTINCT digits) FROM customer_phone");
    assert_eq!((there, distinct), (right, right));
    each_wrong_row_stands_once(&folder.path().join("people.rejected.csv"), wrong);
    is_sound(&house);
}

fn each_wrong_row_stands_once(rejects: &Path, wrong: i64) {
    let text = std::fs::read_to_string(rejects).unwrap();
    let lines: std::collections::HashSet<&str> = text.lines().collect();
    let wrong = usize::try_from(wrong).unwrap();
    assert_eq!(
        text.lines().count(),
        wrong + 1,
        "a header and each wrong row"
    );
    assert_eq!(lines.len(), wrong + 1);
}

#[test]
fn a_first_import_killed_at_any_moment_loses_nothing_and_doubles_nothing() {
    dies_again_and_again(0, ROWS);
}

#[test]
fn an_import_beside_others_killed_at_any_moment_loses_nothing_and_doubles_nothing() {
    dies_again_and_again(300, ROWS / 2);
}
