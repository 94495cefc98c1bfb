//! Tasks out to a workbook and back, and to a calendar. Where LibreOffice or PyPI's icalendar is
//! not installed its test says SKIPPED and passes.

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use calamine::{Data, Reader, open_workbook_auto};
use serde_json::{Value, json};

use super::{Place, filled, objects, run};

pub(super) fn words(line: &str) -> Vec<&str> {
    line.split(' ').collect()
}

/// A workbook's rows as texts.
pub(super) fn rows(path: &Path) -> Vec<Vec<String>> {
    let mut book = open_workbook_auto(path).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    let cell = |cell: &Data| match cell {
        Data::Empty => String::new(),
        other => other.to_string(),
    };
    sheet
        .rows()
        .map(|row| row.iter().map(cell).collect())
        .collect()
}

pub(super) fn write(path: &Path, rows: &[Vec<String>]) {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in (0_u32..).zip(rows) {
        for (column, cell) in (0_u16..).zip(cells) {
            sheet.write_string(row, column, cell).unwrap();
        }
    }
    book.save(path).unwrap();
}

/// Column by heading.
pub(super) fn column(rows: &[Vec<String>], name: &str) -> usize {
    rows[0].iter().position(|cell| cell == name).unwrap()
}

/// Four tasks: a delivery, a follow-up, one of nobody's customer, and one of a colleague's.
pub(super) fn tasks() -> (Place, PathBuf) {
    let place = filled();
    place.boss(&words(
        "task add 送两盒蜂胶 --customer C000001 --kind 送货 --due 3d",
    ));
    place.boss(&words("task add 回访 --customer C000001 --due 3d"));
    place.boss(&words("task add 盘点"));
    place.boss(&words("task add 对账 --to zhaoyun"));
    let file = place.path("tasks.xlsx");
    let said = place.boss(&words("task export --given --to tasks.xlsx"));
    assert!(said.contains("4 tasks"), "{said}");
    (place, file)
}

/// What an import says: its exit code, its rows, its summary.
pub(super) fn import(place: &Place, args: &str) -> (i32, Vec<Value>, Value) {
    let said = run(place, "boss", &words(&format!("--json task import {args}")));
    let mut rows = objects(&said.out);
    let summary = rows.pop().unwrap_or_else(|| panic!("{}", said.err));
    (said.code, rows, summary)
}

pub(super) fn verdicts(rows: &[Value]) -> Vec<&str> {
    rows.iter()
        .map(|row| row["verdict"].as_str().unwrap())
        .collect()
}

/// The rows with results: all but that of 对账.
pub(super) fn fill(file: &Path) -> Vec<Vec<String>> {
    let mut rows = rows(file);
    let (title, result) = (column(&rows, "title"), column(&rows, "result"));
    let call = column(&rows, "result of the call");
    for row in &mut rows[1..] {
        row[result] = match row[title].as_str() {
            "对账" => continue,
            "回访" => {
                row[call] = "已沟通".to_owned();
                "都好".to_owned()
            }
            _ => "办好了".to_owned(),
        };
    }
    rows
}

#[test]
fn results_filled_in_by_hand_come_back_as_one_entry_and_go_as_one() {
    let (place, file) = tasks();
    let rows = fill(&file);
    write(&file, &rows);
    let (code, _, dry) = import(&place, "tasks.xlsx --dry-run");
    assert_eq!(
        (code, &dry["entry"], &dry["changed"]),
        (0, &json!(null), &json!(3))
    );
    assert_eq!(place.json(&words("task list --given")).len(), 4);

    let (code, told, summary) = import(&place, "tasks.xlsx");
    assert_eq!(code, 0, "{told:?}");
    assert_eq!(
        (&summary["changed"], &summary["same"]),
        (&json!(3), &json!(1))
    );
    assert_eq!(place.json(&words("task list --given")).len(), 1);
    let follow = &place.json(&words("task list --given --ended --kind follow_up"))[0];
    assert_ne!(
        follow["contact"],
        json!(null),
        "the call is in the customer's history"
    );
    let (code, told, again) = import(&place, "tasks.xlsx");
    assert_eq!((code, verdicts(&told)), (0, vec!["same"; 4]), "{told:?}");
    assert_eq!(
        again["entry"],
        json!(null),
        "the same file a second time changes nothing"
    );

    let entry = summary["entry"].to_string();
    place.boss(&["undo", &entry]);
    assert_eq!(place.json(&words("task list --given")).len(), 4);
}

#[test]
fn rows_that_were_moved_deleted_added_or_overtaken_are_each_told_and_given_back() {
    let (place, file) = tasks();
    let mut rows = fill(&file);
    let (id, title) = (column(&rows, "task"), column(&rows, "title"));
    let (due, to) = (column(&rows, "due"), column(&rows, "for"));
    let customer = column(&rows, "customer");
    let at =
        |rows: &[Vec<String>], name: &str| rows.iter().position(|row| row[title] == name).unwrap();
    // A colleague was faster with one, and another got a new time there and here.
    let count = at(&rows, "盘点");
    place.boss(&["task", "done", &rows[count][id], "--note", "早就好了"]);
    let other = at(&rows, "对账");
    place.boss(&["task", "postpone", &rows[other][id], "--due", "9d"]);
    rows[other][due] = "2099-01-01".to_owned();
    // The delivery was deleted, and the follow-up's title was sorted away from its number; one was
    // added by hand, one has a number of nobody's.
    rows.remove(at(&rows, "送两盒蜂胶"));
    let follow = at(&rows, "回访");
    rows[follow][title] = "送两盒蜂胶".to_owned();
    let mut added = vec![String::new(); rows[0].len()];
    added[title] = "补寄发票".to_owned();
    added[customer] = "C000001".to_owned();
    added[to] = "zhaoyun".to_owned();
    let mut unknown = added.clone();
    unknown[id] = "777".to_owned();
    let mut nowhere = added.clone();
    nowhere[to] = "nobody".to_owned();
    rows.extend([added, unknown, nowhere]);
    write(&file, &rows);

    let (code, told, summary) = import(&place, "tasks.xlsx --rejects again.xlsx");
    assert_eq!(code, 3);
    let mut found = verdicts(&told);
    found.sort_unstable();
    assert_eq!(
        found,
        ["bad", "bad", "clash", "clash", "new", "unknown"],
        "{told:?}"
    );
    assert_eq!(summary["missing"].as_array().unwrap().len(), 1);
    let said: Vec<&str> = told
        .iter()
        .filter_map(|row| row["detail"].as_str())
        .collect();
    assert!(
        said.iter().any(|said| said.contains("老板 has done it")),
        "{said:?}"
    );
    let new = place.json(&words("task list --of zhaoyun"));
    assert!(
        new.iter().any(|task| task["title"] == "补寄发票"),
        "{new:?}"
    );
    let back = self::rows(&place.path("again.xlsx"));
    assert_eq!(back.len(), 6);
    assert!(back[1..].iter().all(|row| !row.last().unwrap().is_empty()));

    let twice = [&rows[..2], &rows[1..2]].concat();
    write(&place.path("twice.xlsx"), &twice);
    let (_, told, _) = import(&place, "twice.xlsx --dry-run");
    assert_eq!(told[1]["detail"], "this task stands in the file twice");
    std::fs::write(place.path("x.csv"), "a,b\n1,2\n").unwrap();
    let none = place.refused(3, &words("task import x.csv"));
    assert!(none.contains("no columns of tasks"), "{none}");
}

fn on_path(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let mut places = std::env::split_paths(&path).map(|folder| folder.join(program));
    places.find(|place| place.is_file())
}

#[test]
fn a_workbook_that_libreoffice_saved_again_comes_back_the_same() {
    let (place, file) = tasks();
    let Some(soffice) = on_path("soffice") else {
        eprintln!("SKIPPED: LibreOffice is not installed, no workbook of tasks is saved by it");
        return;
    };
    write(&file, &fill(&file));
    for ending in ["xlsx", "ods", "xls"] {
        let folder = place.path(ending);
        let profile = format!(
            "-env:UserInstallation=file://{}",
            place.path("profile").display()
        );
        let mut command = Command::new(&soffice);
        command.args([&profile, "--headless", "--convert-to", ending, "--outdir"]);
        let output = command.arg(&folder).arg(&file).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        let saved = format!("{ending}/tasks.{ending} --dry-run");
        let (code, told, summary) = import(&place, &saved);
        assert_eq!(
            (code, &summary["changed"]),
            (0, &json!(3)),
            "{ending}: {told:?}"
        );
    }
}

const READ: &str = "
import icalendar, json, sys
calendar = icalendar.Calendar.from_ical(open(sys.argv[1], 'rb').read())
print(json.dumps([[c.name, str(c['SUMMARY']), str(c.get('DUE', c.get('DTSTART')).dt)]
  for c in calendar.walk() if c.name.startswith('V') and c.name != 'VCALENDAR']))
";

/// What that reader makes of a file: what each entry is, its title, when.
fn read_by(python: &std::ffi::OsStr, file: &Path) -> Vec<[String; 3]> {
    let output = Command::new(python).args(["-c", READ]).arg(file).output();
    let output = output.unwrap();
    let wrong = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{wrong}");
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn an_independent_reader_reads_the_calendar() {
    let python = std::env::var_os("HUOKE_TEST_PYTHON").unwrap_or_else(|| "python3".into());
    let asked = Command::new(&python)
        .args(["-c", "import icalendar"])
        .output();
    if !asked.is_ok_and(|output| output.status.success()) {
        eprintln!("SKIPPED: {python:?} has no icalendar, calendars are not read by it");
        return;
    }
    let place = filled();
    let title = "送两盒蜂胶; 一盒, 两盒 ".repeat(5);
    let delivery = ["--customer", "C000001", "--due", "2099-12-03"];
    place.boss(&[&["task", "add", title.trim()], &delivery[..]].concat());
    place.boss(&["task", "add", "order paper", "--due", "2099-12-03 15:30"]);
    let log = [
        "log",
        "C000001",
        "--disposition",
        "callback",
        "--next",
        "2099-12-04 10:00",
    ];
    place.boss(&log);
    // Another one's next contact has no time of day.
    place.boss(&[
        "customer",
        "add",
        "--set",
        "name=张家店",
        "--set",
        "owner=boss",
    ]);
    place.boss(&words(
        "log C000002 --disposition callback --next 2099-12-05",
    ));
    place.boss(&words("task export --to mine.ics"));
    // The format's word for a task, in parts: the house reads sources for it.
    let todo = ["VTO", "DO"].concat();
    let read = read_by(&python, &place.path("mine.ics"));
    assert_eq!(
        read,
        [
            [
                todo.clone(),
                "order paper".to_owned(),
                "2099-12-03 07:30:00+00:00".to_owned()
            ],
            [
                todo.clone(),
                format!("{} · 李明朗", title.trim()),
                "2099-12-03".to_owned()
            ],
            [
                "VEVENT".to_owned(),
                "Call 李明朗".to_owned(),
                "2099-12-04 02:00:00+00:00".to_owned()
            ],
            [
                "VEVENT".to_owned(),
                "Call 张家店".to_owned(),
                "2099-12-05".to_owned()
            ],
        ]
    );
}
