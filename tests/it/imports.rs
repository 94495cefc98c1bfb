//! An import on its owner's desk: how far it is, its end, and what is said when it stops.

use std::path::Path;
use std::process::{Child, Command, Stdio};

use huoke::app::vocabulary::Event;
use huoke::domain::ids::EntryId;
use huoke::domain::importing::{Importing, Stands};
use huoke::text::Lang;
use rustix::process::{Pid, Signal, kill_process};

use crate::desk::Person;
use crate::pty::Pty;
use crate::terminal::file;

fn import(percent: u8, stands: Stands) -> Event {
    Event::Import(Importing {
        entry: EntryId(12),
        file: "客户\u{1b}名单-2026-年度-very-long.csv".to_owned(),
        percent,
        rows: 1234,
        stored: 1200,
        rejected: 34,
        rate: 560,
        stands,
    })
}

#[test]
fn the_header_tells_how_far_an_import_is_and_the_bottom_line_its_end() {
    for (lang, runs, stops, done) in [
        (
            Lang::Zh,
            "45% 560 行/秒",
            "huoke undo 12 可撤销",
            "读 1234 行",
        ),
        (
            Lang::En,
            "45% 560/s",
            "huoke undo 12 takes",
            "1234 rows read",
        ),
    ] {
        for size in [(80, 24), (120, 40)] {
            let mut person = Person::new(lang, size);
            person.event(import(45, Stands::Runs));
            person.sees(runs).sees("…").sees("14:05");
            person.sees_no("\u{1b}").sees_no("long.csv");
            person.event(import(60, Stands::Stopped));
            person.sees("60%").sees_no(runs);
            if size.0 == 120 {
                person.sees(stops);
            }
            person.press("4").sees("60%").sees_no(stops);
            person.event(import(100, Stands::Done));
            person.sees(done).press("8").sees_no("100%");
        }
    }
}

#[test]
fn an_import_that_was_taken_back_is_silently_gone_and_typing_is_never_touched() {
    let mut person = Person::new(Lang::En, (80, 24));
    person.press("4821<Enter>cr3d<Tab>old friend");
    person.event(import(45, Stands::Runs));
    person.sees("45%").sees("old friend").press("s");
    person.event(import(45, Stands::TakenBack));
    person.sees("old friends").sees_no("45%");
    assert!(person.app.notice().is_none());
}

fn people(path: &Path, rows: u32) {
    let mut text = "姓名,电话\n".to_owned();
    for row in 0..rows {
        text.push_str(&format!("客户{row},138{row:08}\n"));
    }
    std::fs::write(path, text).unwrap();
}

#[allow(
    clippy::disallowed_methods,
    reason = "a process that is to be interrupted must be one"
)]
fn importing(house: &Path, file: &Path) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_huoke"));
    command.args(["--as", "root", "--lang", "en", "--db"]);
    command.arg(house).args(["import", "customers"]).arg(file);
    command.env("XDG_CONFIG_HOME", house.parent().unwrap());
    command.env("LC_ALL", "C.UTF-8");
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().unwrap()
}

#[test]
fn a_desk_sees_its_own_import_run_stop_go_on_and_end_and_nobody_elses() {
    let folder = tempfile::tempdir().unwrap();
    let house = file(folder.path());
    let list = folder.path().join("people.csv");
    people(&list, 20_000);
    let mut owner = Pty::program(&house, "root");
    owner.see("Root");
    let colleague = Pty::program(&house, "wangwei");
    colleague.see("王薇");
    let run = importing(&house, &list);
    owner.see("import people.csv");
    let pid = Pid::from_raw(i32::try_from(run.id()).unwrap()).unwrap();
    kill_process(pid, Signal::INT).unwrap();
    let said = run.wait_with_output().unwrap();
    assert_eq!(said.status.code(), Some(130));
    let said = String::from_utf8(said.stderr).unwrap();
    assert!(said.contains("The same command goes on"), "{said}");
    assert!(said.contains("huoke undo"), "{said}");
    owner.see("stopped: people.csv");
    let ended = importing(&house, &list).wait_with_output().unwrap();
    assert!(ended.status.success(), "{ended:?}");
    owner.see("people.csv is imported: 20000 rows read, 20000 stored, 0 rejected");
    owner.type_keys("\u{1b}");
    assert!(!colleague.screen().contains("people.csv"));
    owner.terminate();
    owner.ended();
}
