//! today, its lists by time, and the call sheet: what they hold, who sees whose, what leaves.

use std::fs;

use calamine::{Reader, Xlsx, open_workbook};
use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use super::{Place, filled, keys, objects, run};

/// On 23 November 2026, a Monday: its week holds 农历十月十七.
const ON: [&str; 2] = ["--on", "2026-11-23"];

fn rows(place: &Place, login: &str, args: &[&str]) -> Vec<Value> {
    let said = run(place, login, &[&["--json", "today"], args, &ON].concat());
    assert_eq!(said.code, 0, "{args:?}: {}", said.err);
    objects(&said.out)
}

fn names(place: &Place, login: &str, args: &[&str]) -> Vec<String> {
    let name = |row: &Value| row["name"].as_str().unwrap().to_owned();
    rows(place, login, args).iter().map(name).collect()
}

#[test]
fn birthdays_of_the_week_are_told_with_whose_they_are_and_how_old_they_turn() {
    let place = filled();
    let found = rows(&place, "wangwei", &["--list", "birthdays-week"]);
    assert_eq!(found.len(), 1, "{found:?}");
    let row = &found[0];
    assert_eq!(
        keys(row),
        [
            "code",
            "contacts_30d",
            "grade",
            "guard",
            "held",
            "last_contact_on",
            "name",
            "owner",
            "phone",
            "reasons",
            "score",
            "tasks",
            "tier",
            "tried"
        ]
    );
    let held = json!([{
        "on": "2026-11-25", "task": null,
        "detail": {"whose": null, "turns": 68, "lunar": true},
    }]);
    assert_eq!(row["held"], held);
    assert_eq!(row["phone"], "138****4821");
    assert_eq!(row["owner"], "wangwei");
    // The same by another span, and not by one that ends before.
    let list = ["--list", "birthdays", "--days"];
    let within = |days| names(&place, "wangwei", &[&list[..], &[days]].concat());
    assert_eq!(within("2"), ["李明朗"]);
    assert!(within("1").is_empty());
    assert!(names(&place, "wangwei", &["--list", "anniversaries-month"]).is_empty());
}

#[test]
fn every_list_has_its_name_and_its_count_and_a_list_that_is_none_names_the_nearest() {
    let place = filled();
    let told = run(
        &place,
        "wangwei",
        &["--lang", "zh", "today", "--lists", ON[0], ON[1]],
    );
    let lines: Vec<&str> = told.out.lines().collect();
    assert_eq!(lines.len(), 15, "{}", told.out);
    let line = lines.iter().find(|line| line.contains("birthdays-week"));
    let words: Vec<&str> = line.unwrap().split_whitespace().collect();
    assert_eq!(words, ["birthdays-week", "1", "本周过生日"]);
    let counts = rows(&place, "wangwei", &["--lists"]);
    assert_eq!(counts[0]["list"], "ranked");
    assert_eq!(keys(&counts[1]), ["capped", "count", "list"]);
    let count = rows(&place, "wangwei", &["--list", "birthdays-week", "--count"]);
    let one = json!({"list": "birthdays-week", "count": 1, "capped": false});
    assert_eq!(count, [one]);

    let wrong = run(&place, "wangwei", &["today", "--list", "birthday"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.contains("birthdays"), "{}", wrong.err);
    let wrong = run(&place, "wangwei", &["today", "--list", "nonsense"]);
    assert!(wrong.err.contains("list: no such value"), "{}", wrong.err);
    assert!(wrong.err.contains("ranked"), "{}", wrong.err);
    assert!(!wrong.err.contains("chosen by"), "{}", wrong.err);
    for odd in [
        &["today", "--list", "silent-week"][..],
        &["today", "--list", "ranked", "--days", "3"],
        &["today", "--list", "new", "--on", "soon"],
        &["today", "--list", "new", "--whose", "nobody"],
    ] {
        assert_eq!(run(&place, "wangwei", odd).code, 2, "{odd:?}");
    }
}

#[test]
fn whose_list_it_is_follows_the_scope() {
    let place = filled();
    place.boss(&["setting", "set", "open_file", "off"]);
    let new = |login: &str, whose| {
        let said = run(
            &place,
            login,
            &["--json", "today", "--list", "new", "--whose", whose],
        );
        (said.code, said.out.lines().count())
    };
    assert_eq!(new("wangwei", "mine"), (0, 1));
    assert_eq!(new("wangwei", "all"), (0, 1));
    assert_eq!(new("zhaoyun", "all"), (0, 0));
    assert_eq!(new("zhaoyun", "wangwei"), (1, 0));
    assert_eq!(new("boss", "all"), (0, 1));
    assert_eq!(new("boss", "wangwei"), (0, 1));
    assert_eq!(new("boss", "mine"), (0, 0));
    let csv = run(
        &place,
        "boss",
        &["today", "--list", "new", "--whose", "all", "--csv"],
    );
    let header = "code,name,phone,grade,owner,why,last_contact_on,contacts_30d";
    assert_eq!(csv.out.lines().next(), Some(header));
    assert!(csv.out.contains("李明朗,138****4821"), "{}", csv.out);
}

#[test]
fn customers_with_open_tasks_are_a_list_with_what_is_to_be_done() {
    let place = filled();
    let add = ["task", "add", "送两盒蜂胶", "--customer", "C000001"];
    let said = run(&place, "wangwei", &[&add[..], &["--due", "周五"]].concat());
    assert_eq!(said.code, 0, "{}", said.err);
    let said = run(&place, "wangwei", &["--json", "today", "--list", "tasks"]);
    let found = objects(&said.out);
    assert_eq!(found[0]["held"][0]["task"], "送两盒蜂胶");
    let plain = run(&place, "wangwei", &["today", "--list", "tasks"]);
    assert!(plain.out.contains("送两盒蜂胶"), "{}", plain.out);
}

#[test]
fn a_call_sheet_is_aligned_with_masked_numbers_and_room_to_write() {
    let place = filled();
    let calls = ["print", "calls", "--list", "birthdays-week", ON[0], ON[1]];
    let said = run(&place, "wangwei", &[&["--lang", "zh"], &calls[..]].concat());
    assert_eq!(said.code, 0, "{}", said.err);
    let lines: Vec<&str> = said.out.lines().collect();
    assert_eq!(lines[0], "外呼单");
    assert!(lines[1].starts_with("本周过生日 · 共 1 位"), "{}", said.out);
    assert!(lines.iter().all(|line| line.width() <= 96), "{}", said.out);
    assert!(said.out.contains("138****4821"), "{}", said.out);
    assert!(!said.out.contains("138 0013 4821"), "{}", said.out);
    // The list holds them for what is a reason, too: it is said once, as what to say.
    assert_eq!(said.out.matches("生日").count(), 2, "{}", said.out);
    assert!(!said.out.contains("2天后生日"), "{}", said.out);
    // What is seen begins under the name of its column.
    let at = |line: &str, what: &str| line.split(what).next().unwrap().width();
    let head = lines
        .iter()
        .find(|line| line.contains("原因与话术"))
        .unwrap();
    let row = lines
        .iter()
        .find(|line| line.contains("138****4821"))
        .unwrap();
    assert_eq!(at(row, "138****4821"), at(head, "电话"), "{}", said.out);
    assert_eq!(at(row, "____"), at(head, "结果"), "{}", said.out);
    let entries = place.json(&["journal"]);
    assert!(entries.iter().all(|entry| entry["action"] != "export"));
}

#[test]
fn whole_numbers_leave_by_the_right_to_export_with_a_trace() {
    let place = filled();
    let calls = ["print", "calls", "--whose", "all", "--list", "new"];
    let why = ["--reason", "停电"];
    let refused = run(&place, "wangwei", &[&calls[..], &why].concat());
    assert_eq!(refused.code, 1, "{}", refused.err);
    let told = run(&place, "boss", &[&calls[..], &why].concat());
    assert_eq!(told.code, 0, "{}", told.err);
    assert!(told.out.contains("138 0013 4821"), "{}", told.out);
    assert!(told.out.contains("021 6234 4821"), "{}", told.out);
    let entry = place.json(&["journal"]).remove(0);
    assert_eq!(entry["action"], "export");
    assert_eq!(entry["why"], "停电");

    let to = ["--to", "calls.xlsx"];
    place.boss(&[&calls[..], &why, &to].concat());
    let mut book: Xlsx<_> = open_workbook(place.path("calls.xlsx")).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    let cells: Vec<Vec<String>> = sheet
        .rows()
        .map(|row| row.iter().map(ToString::to_string).collect())
        .collect();
    assert_eq!(cells[0].len(), 13);
    assert_eq!(cells[1][..3], ["1", "C000001", "李明朗"]);
    assert_eq!(cells[1][3], "138 0013 4821; 021 6234 4821");
    // Without a reason the same workbook has masked numbers, and a file that is there stays.
    let again = run(&place, "boss", &[&calls[..], &to].concat());
    assert_eq!(again.code, 1, "{}", again.err);
    place.boss(&[&calls[..], &["--to", "masked.xlsx"]].concat());
    let mut book: Xlsx<_> = open_workbook(place.path("masked.xlsx")).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    assert!(
        sheet
            .get_value((1, 3))
            .unwrap()
            .to_string()
            .contains("****")
    );
}

#[test]
fn a_call_sheet_of_html_has_no_markup_from_outside() {
    let place = filled();
    let set = ["customer", "edit", "C000001", "--set", "name=<b>李</b>"];
    place.boss(&set);
    let to = ["--to", "calls.html", "--whose", "all", "--list", "new"];
    place.boss(&[&["print", "calls"], &to[..]].concat());
    let page = fs::read_to_string(place.path("calls.html")).unwrap();
    assert!(page.contains("&lt;b&gt;李&lt;/b&gt;"), "{page}");
    assert!(page.trim_end().ends_with("</html>"));
    assert!(!page.contains("<b>"), "{page}");
}

#[test]
fn a_call_sheet_that_does_not_hold_the_whole_list_says_so() {
    let place = filled();
    for name in ["name=孙莉", "name=赵新"] {
        let added = run(&place, "wangwei", &["customer", "add", "--set", name]);
        assert_eq!(added.code, 0, "{}", added.err);
    }
    let calls = ["print", "calls", "--list", "new"];
    let whole = run(&place, "wangwei", &calls);
    assert!(whole.out.contains("3 customers,"), "{}", whole.out);
    assert_eq!(whole.err, "");
    let two = [&calls[..], &["--limit", "2"]].concat();
    let cut = run(&place, "wangwei", &two);
    assert!(cut.out.contains("2 of 3 customers,"), "{}", cut.out);
    assert!(cut.err.contains("2 of 3 customers"), "{}", cut.err);
    let zh = run(&place, "wangwei", &[&["--lang", "zh"], &two[..]].concat());
    assert!(zh.out.contains("共 3 位，此处前 2 位"), "{}", zh.out);
    assert!(zh.err.contains("名单共 3 位"), "{}", zh.err);
    let book = run(&place, "wangwei", &[&two[..], &["--to", "c.xlsx"]].concat());
    assert_eq!(book.code, 0, "{}", book.err);
    let mut book: Xlsx<_> = open_workbook(place.path("c.xlsx")).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    let last = sheet.get_value((3, 2)).unwrap().to_string();
    assert!(last.contains("2 of 3 customers"), "{last}");
}

#[test]
fn an_ending_that_is_not_written_is_refused_with_those_that_are() {
    let place = filled();
    for (what, known) in [
        (&["calls", "--whose", "all"][..], ".txt .html .xlsx"),
        (&["sheet", "C000001"], ".txt .html"),
    ] {
        let args = [&["print"], what, &["--to", "c.pdf"]].concat();
        let refused = place.refused(2, &args);
        assert!(refused.contains(known), "{refused}");
        assert!(!place.path("c.pdf").exists());
        place.boss(&[&["print"], what, &["--to", &format!("{}.txt", what[0])]].concat());
    }
}

#[test]
fn the_number_of_a_missed_call_is_masked_like_the_customers_own() {
    let place = filled();
    let phone = "13800134821";
    let add = [
        "staff", "add", "sunli", "--name", "孙莉", "--role", "agent", "--ext", "802",
    ];
    place.boss(&add);
    let mine = [
        "customer", "transfer", "C000001", "--to", "sunli", "--reason", "x",
    ];
    place.boss(&mine);
    let ring = ["ring", "--id", "1", "--ext", "802", "--from", phone];
    for told in [
        &ring[..],
        &["hangup", "--id", "1", "--ext", "802", "--missed"],
    ] {
        let said = place.plain(told);
        assert_eq!((said.code, said.err.as_str()), (0, ""));
    }
    for (login, whose) in [("sunli", "mine"), ("boss", "all")] {
        let said = run(&place, login, &["--json", "today", "--whose", whose]);
        let rows = objects(&said.out);
        let mut reasons = rows
            .iter()
            .flat_map(|row| row["reasons"].as_array().unwrap());
        let missed = reasons.find(|due| due["kind"] == "missed_call").unwrap();
        assert_eq!(missed["detail"]["number"], "138****4821");
        assert!(!said.out.contains("0013"), "{}", said.out);
    }
    // So is that of a caller whom nobody knows, on a list and on paper; whole it leaves by right alone.
    let ring = ["ring", "--id", "2", "--ext", "802", "--from", "13900000004"];
    let hangup = ["hangup", "--id", "2", "--ext", "802", "--missed"];
    for told in [&ring[..], &hangup] {
        assert_eq!(place.plain(told).code, 0);
    }
    for args in [
        &["--json", "today"][..],
        &["today"],
        &["print", "calls", "--to", "-"],
    ] {
        let said = run(&place, "sunli", args);
        assert!(
            said.out.contains("139****0004"),
            "{args:?}: {}{}",
            said.out,
            said.err
        );
        let whole = said.out.contains("0000 0004") || said.out.contains("00000004");
        assert!(!whole, "{}", said.out);
    }
}
