//! How runs of workbooks end: stopped, killed and gone on with, taken back; nothing stays behind.

use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use rustix::process::{Pid, Signal, kill_process_group};

use super::book::{Cell, sheet, texts, xlsx};
use super::hostile::long;
use crate::cli::Place;

/// A workbook of so many customers, every hundredth with a number that is none.
fn many(place: &Place, rows: u32) -> PathBuf {
    let numbers: Vec<(String, String)> = (0..rows)
        .map(|row| match row % 100 {
            7 => (format!("客户{row}"), "无".to_owned()),
            _ => (
                format!("客户{row}"),
                (13_800_000_000 + u64::from(row)).to_string(),
            ),
        })
        .collect();
    let mut all = vec![(1, texts(&["姓名", "电话"]))];
    all.extend((2..).zip(&numbers).map(|(number, (name, phone))| {
        let phone = match phone.as_str() {
            "无" => Cell::Text("无"),
            phone => Cell::Number(phone),
        };
        (number, vec![Cell::Text(name), phone])
    }));
    let file = place.path("many.xlsx");
    std::fs::write(&file, xlsx(&[sheet("客户", all)], false)).unwrap();
    file
}

#[test]
fn a_workbook_whose_import_was_killed_goes_on_and_is_taken_back_whole() {
    let place = Place::new();
    many(&place, 6_000);
    let import = ["--as", "boss", "--json", "import", "customers", "many.xlsx"];
    let entries = "SELECT count(*) FROM import_batch WHERE position > 0";
    #[allow(
        clippy::disallowed_methods,
        reason = "what is killed must be the program, not a wrapper"
    )]
    let mut killed = Command::new(env!("CARGO_BIN_EXE_huoke"))
        .env("HUOKE_DB", place.file())
        .env("HOME", place.path(""))
        .current_dir(place.path(""))
        .args(import)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    // Its first batch is in: it is in the middle of the sheet.
    while crate::dump::number(&place.file(), entries) == 0 {
        assert!(killed.try_wait().unwrap().is_none(), "it ended too soon");
        std::thread::yield_now();
    }
    killed.kill().unwrap();
    killed.wait().unwrap();
    let position = "SELECT max(position) FROM import_batch";
    let position = crate::dump::number(&place.file(), position);
    assert!(position < 6_000, "it was killed in the middle: {position}");
    let report = crate::cli::said(place.command().args(import));
    assert_eq!(report.code, 3, "{}", report.err);
    let report: serde_json::Value = serde_json::from_str(&report.out).unwrap();
    assert_eq!(report["resumed"], true);
    assert_eq!(
        (&report["read"], &report["added"], &report["rejected"]),
        (&6_000.into(), &5_940.into(), &60.into())
    );
    let rejected = std::fs::read_to_string(place.path("many.rejected.csv")).unwrap();
    assert_eq!(rejected.lines().count(), 61);
    assert!(
        rejected.contains("客户5907,无,客户!5909,电话,"),
        "{rejected}"
    );
    assert_eq!(place.boss(&["find", "--count"]), "5940\n");
    place.boss(&["undo", &report["entry"].to_string()]);
    assert_eq!(place.boss(&["find", "--count"]), "0\n");
    place.boss(&["check"]);
    let left = crate::cli::files(&place.path(""));
    let rows: Vec<_> = left
        .iter()
        .filter(|(name, _)| name.contains("rows"))
        .collect();
    assert!(rows.is_empty(), "{rows:?}");
}

#[test]
fn an_import_that_is_interrupted_while_its_workbook_is_read_says_so_and_stores_nothing() {
    let place = Place::new();
    std::fs::write(place.path("long.xlsx"), long()).unwrap();
    #[allow(
        clippy::disallowed_methods,
        reason = "the interrupt must reach the program and what it starts, and nothing else"
    )]
    let mut import = Command::new(env!("CARGO_BIN_EXE_huoke"));
    let running = import
        .env("HUOKE_DB", place.file())
        .env("HOME", place.path(""))
        .current_dir(place.path(""))
        .args([
            "--lang",
            "en",
            "--as",
            "boss",
            "import",
            "customers",
            "long.xlsx",
        ])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .process_group(0)
        .spawn()
        .unwrap();
    let number = running.id();
    let reader = || std::fs::read_to_string(format!("/proc/{number}/task/{number}/children"));
    while reader().unwrap().is_empty() {
        std::thread::yield_now();
    }
    let group = Pid::from_raw(number.cast_signed()).unwrap();
    kill_process_group(group, Signal::INT).unwrap();
    let ended = running.wait_with_output().unwrap();
    let said = String::from_utf8(ended.stderr).unwrap();
    assert_eq!(ended.status.code(), Some(130), "{said}");
    assert!(said.contains("Nothing was changed"), "{said}");
    assert_eq!(place.boss(&["find", "--count"]), "0\n");
}
