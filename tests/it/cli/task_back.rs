//! What comes back in a workbook is what its people did: whose the calls are, which tasks leave and
//! come back, and how a row that was given back is brought in after all.

use serde_json::{Value, json};

use super::task_file::{column, import, rows, tasks, words, write};
use super::{Place, filled, objects, run};

/// A file with a supervisor of the first team besides its agent.
fn supervised() -> Place {
    let place = filled();
    place.boss(&words(
        "staff add sun --name 孙丽 --role supervisor --unit T1",
    ));
    place.boss(&words("staff add li --name 李四 --role agent --unit T1"));
    place
}

/// Somebody's command with `--json`: its objects.
fn by(place: &Place, login: &str, line: &str) -> Vec<Value> {
    let line = format!("--json {line}");
    let said = run(place, login, &words(&line));
    assert_eq!(said.code, 0, "{line}: {}{}", said.out, said.err);
    objects(&said.out)
}

/// What the report says of somebody: done in time, contacts.
fn did(place: &Place, login: &str) -> (u64, u64) {
    let report = place.json(&words("task report"));
    let one = report.iter().find(|row| row["login"] == login).unwrap();
    let count = |name: &str| one[name].as_u64().unwrap();
    (count("done_in_time"), count("contacts"))
}

#[test]
fn a_call_that_comes_back_in_a_file_is_that_of_whose_task_it_was_and_not_of_who_imports() {
    let place = supervised();
    by(
        &place,
        "sun",
        "task add 回访 --customer C000001 --to wangwei",
    );
    by(&place, "sun", "task add 再访 --customer C000001 --to T1");
    by(&place, "sun", "task add 三访 --customer C000001 --to T1");
    by(&place, "sun", "task export --given --to t.xlsx");
    let file = place.path("t.xlsx");
    let mut filled = rows(&file);
    let (title, to) = (column(&filled, "title"), column(&filled, "for"));
    let call = column(&filled, "result of the call");
    for row in &mut filled[1..] {
        row[call] = "已沟通".to_owned();
        // Of what the team had, one row says who did it; the other says nobody.
        if row[title] == "再访" {
            row[to] = "li".to_owned();
        }
    }
    write(&file, &filled);
    let told = by(&place, "sun", "task import t.xlsx");
    assert_eq!(told.last().unwrap()["changed"], 3, "{told:?}");
    assert_eq!(did(&place, "wangwei"), (1, 1));
    assert_eq!(did(&place, "li"), (1, 1), "whom the row names");
    assert_eq!(did(&place, "sun"), (1, 1), "whoever says nobody did it");
    let card = place.json(&words("show C000001"));
    let mut by: Vec<&str> = card[0]["timeline"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|row| row["kind"] == "call")
        .map(|row| row["by"].as_str().unwrap())
        .collect();
    by.sort_unstable();
    assert_eq!(by, ["li", "sun", "wangwei"]);
    let entry = told.last().unwrap()["entry"].to_string();
    let journal = place.json(&["journal", "--customer", "C000001"]);
    let imported = &told.last().unwrap()["entry"];
    let entered = journal.iter().find(|row| row["entry"] == *imported);
    assert_eq!(
        entered.unwrap()["by"],
        "sun",
        "the journal knows who entered them"
    );
    place.boss(&["undo", &entry]);
    assert_eq!(did(&place, "wangwei"), (0, 0));
}

#[test]
fn nobody_enters_calls_for_a_colleague_whom_they_neither_oversee_nor_gave_the_task() {
    let place = supervised();
    by(&place, "sun", "task add 回访 --customer C000001 --to T1");
    by(&place, "wangwei", "task export --pool --to t.xlsx");
    let file = place.path("t.xlsx");
    let mut filled = rows(&file);
    let (to, call) = (
        column(&filled, "for"),
        column(&filled, "result of the call"),
    );
    (filled[1][to], filled[1][call]) = ("li".to_owned(), "已沟通".to_owned());
    write(&file, &filled);
    let said = run(&place, "wangwei", &words("--json task import t.xlsx"));
    assert_eq!(said.code, 3, "{}", said.out);
    let told = objects(&said.out);
    assert_eq!(told[0]["verdict"], "bad", "{told:?}");
    assert_eq!(did(&place, "li"), (0, 0));
    assert_eq!(by(&place, "wangwei", "task list --pool").len(), 1);
}

#[test]
fn chosen_tasks_leave_by_their_numbers_or_by_whom_they_are_about() {
    let (place, _) = tasks();
    let all = place.json(&words("task list --given"));
    let of =
        |title: &str| all.iter().find(|task| task["title"] == title).unwrap()["id"].to_string();
    let (count, hers) = (of("盘点"), of("对账"));
    let titles = |file: &str| -> Vec<String> {
        let rows = rows(&place.path(file));
        let title = column(&rows, "title");
        rows[1..].iter().map(|row| row[title].clone()).collect()
    };
    place.boss(&["task", "export", &hers, &count, "--to", "two.xlsx"]);
    assert_eq!(titles("two.xlsx"), ["对账", "盘点"]);
    place.boss(&words("task export 1-4 --to range.xlsx"));
    assert_eq!(titles("range.xlsx").len(), 4);
    place.boss(&words("task export 李明朗 --given --to li.xlsx"));
    assert_eq!(titles("li.xlsx"), ["送两盒蜂胶", "回访"]);

    let none = place.refused(1, &words("task export 1 777 --to none.xlsx"));
    assert!(none.contains("No task 777"), "{none}");
    assert!(!place.path("none.xlsx").exists());
    let both = place.refused(2, &words("task export 1 --team --to none.xlsx"));
    assert!(both.contains("--team"), "{both}");
    // What is not one's own to see does not leave by its number.
    let said = run(
        &place,
        "wangwei",
        &["task", "export", &hers, "--to", "none.xlsx"],
    );
    assert_eq!(said.code, 1, "{}", said.out);
    let (code, told, summary) = import(&place, "two.xlsx --dry-run");
    assert_eq!((code, &summary["same"]), (0, &json!(2)), "{told:?}");
}

/// The row of a task by its title.
fn row_of<'r>(rows: &'r mut [Vec<String>], title: &str) -> &'r mut Vec<String> {
    let at = column(rows, "title");
    rows.iter_mut().find(|row| row[at] == title).unwrap()
}

fn details(told: &[Value], title: &str) -> (String, String) {
    let one = told.iter().find(|row| row["title"] == title).unwrap();
    let text = |name: &str| one[name].as_str().unwrap().to_owned();
    (text("verdict"), text("detail"))
}

#[test]
fn note_priority_and_kind_typed_over_are_brought_back_and_what_is_not_read_is_told() {
    let (place, file) = tasks();
    let mut rows = rows(&file);
    let at = |name: &str| column(&rows, name);
    let (note, priority, kind) = (at("note"), at("priority"), at("kind"));
    let (name, given, due) = (at("name"), at("given by"), at("due"));
    let one = row_of(&mut rows, "回访");
    (one[note], one[priority], one[kind]) = (
        "晚上打".to_owned(),
        "紧急".to_owned(),
        "Delivery".to_owned(),
    );
    (one[name], one[given]) = ("李明".to_owned(), "zhaoyun".to_owned());
    row_of(&mut rows, "盘点")[given] = "zhaoyun".to_owned();
    row_of(&mut rows, "对账")[priority] = "火急".to_owned();
    row_of(&mut rows, "送两盒蜂胶")[due] = String::new();
    write(&file, &rows);
    let (code, told, summary) = import(&place, "tasks.xlsx");
    assert_eq!(
        (code, &summary["changed"], &summary["bad"]),
        (3, &json!(2), &json!(1))
    );
    let (verdict, detail) = details(&told, "回访");
    assert_eq!(verdict, "changed");
    for part in ["kind Delivery", "priority high", "note 晚上打"] {
        assert!(detail.contains(part), "{detail}");
    }
    let passed = "what was typed under name, given by is not read back";
    assert!(detail.ends_with(passed), "{detail}");
    let same = details(&told, "盘点");
    assert_eq!(same.0, "same");
    assert_eq!(same.1, "what was typed under given by is not read back");
    let (_, unknown) = details(&told, "对账");
    assert!(unknown.contains("high"), "{unknown}");
    let stored = place.json(&words("task list --given"));
    let of = |title: &str| stored.iter().find(|task| task["title"] == title).unwrap();
    let follow = of("回访");
    assert_eq!(
        (&follow["note"], &follow["priority"], &follow["kind"]),
        (&json!("晚上打"), &json!("high"), &json!("delivery"))
    );
    assert_eq!(
        of("送两盒蜂胶")["due_on"],
        json!(null),
        "an emptied day is none"
    );
    // The same again changes nothing, and a file without these columns says nothing of them.
    let (_, told, again) = import(&place, "tasks.xlsx");
    assert_eq!(
        (&again["same"], &again["entry"]),
        (&json!(3), &json!(null)),
        "{told:?}"
    );
    let less: Vec<Vec<String>> = rows
        .iter()
        .map(|row| {
            let kept = |(at, _): &(usize, &String)| ![note, priority, kind, due].contains(at);
            row.iter()
                .enumerate()
                .filter(kept)
                .map(|(_, cell)| cell.clone())
                .collect()
        })
        .collect();
    write(&file, &less);
    let (code, told, less) = import(&place, "tasks.xlsx");
    assert_eq!((code, &less["same"]), (0, &json!(4)), "{told:?}");
}

#[test]
fn what_left_and_did_not_come_back_is_told_by_number_and_title() {
    let (place, file) = tasks();
    let mut rows = rows(&file);
    let title = column(&rows, "title");
    rows[1..].sort_by(|one, other| other[title].cmp(&one[title]));
    rows.retain(|row| row[title] != "盘点" && row[title] != "对账");
    write(&file, &rows);
    let said = run(&place, "boss", &words("task import tasks.xlsx --dry-run"));
    assert!(said.err.contains("3 盘点, 4 对账"), "{}", said.err);
    let (_, _, summary) = import(&place, "tasks.xlsx --dry-run");
    assert_eq!(
        summary["missing"],
        json!([{"id": 3, "title": "盘点"}, {"id": 4, "title": "对账"}])
    );
    // One that has ended since is not missed.
    place.boss(&words("task done 3"));
    let (_, _, summary) = import(&place, "tasks.xlsx --dry-run");
    assert_eq!(summary["missing"], json!([{"id": 4, "title": "对账"}]));
}

#[test]
fn the_same_key_answers_the_same_and_another_file_under_it_is_refused() {
    let (place, file) = tasks();
    let mut rows = rows(&file);
    let result = column(&rows, "result");
    row_of(&mut rows, "盘点")[result] = "齐了".to_owned();
    let mut nowhere = vec![String::new(); rows[0].len()];
    nowhere[result] = "?".to_owned();
    rows.push(nowhere);
    write(&file, &rows);
    let line = "--json task import tasks.xlsx --once k1";
    let first = run(&place, "boss", &words(line));
    assert_eq!(first.code, 3, "{}", first.err);
    let again = run(&place, "boss", &words(line));
    assert_eq!(
        (again.code, &again.out),
        (3, &first.out),
        "rows, counts and entry"
    );
    let told = objects(&first.out);
    assert_eq!(told[4]["detail"], "title: required", "{told:?}");
    row_of(&mut rows, "对账")[result] = "平了".to_owned();
    write(&file, &rows);
    let other = run(&place, "boss", &words(line));
    assert_eq!(other.code, 2, "{}{}", other.out, other.err);
    assert_eq!(place.json(&words("task list --given")).len(), 3);
}

#[test]
fn rows_that_were_given_back_are_mended_and_brought_in_and_a_clash_is_resolved_by_who_has_seen_it()
{
    let (place, file) = tasks();
    let mut filled = rows(&file);
    let (due, result) = (column(&filled, "due"), column(&filled, "result"));
    let call = column(&filled, "result of the call");
    row_of(&mut filled, "盘点")[due] = "fri 10:00".to_owned();
    let hers = row_of(&mut filled, "对账");
    (hers[due], hers[result]) = ("2099-01-02".to_owned(), "平了".to_owned());
    row_of(&mut filled, "回访")[result] = "都好".to_owned();
    row_of(&mut filled, "送两盒蜂胶")[result] = "送到".to_owned();
    write(&file, &filled);
    // Meanwhile: another time, another person, another title.
    place.boss(&words("task postpone 4 --due 2099-03-01"));
    place.boss(&words("task assign 4 --to wangwei"));
    place.boss(&words("task edit 1 --title 送三盒蜂胶"));
    let (code, told, summary) = import(&place, "tasks.xlsx --rejects again.xlsx");
    assert_eq!(code, 3);
    assert_eq!(
        (&summary["changed"], &summary["clashing"], &summary["bad"]),
        (&json!(1), &json!(2), &json!(1)),
        "{told:?}"
    );
    let (_, clash) = details(&told, "对账");
    assert!(
        clash.contains("due 2099-03-01") && clash.contains("given back"),
        "{clash}"
    );
    // What was applied as `fri 10:00` is no clash with itself.
    let (_, told, _) = import(&place, "tasks.xlsx --dry-run");
    assert_eq!(details(&told, "盘点").0, "same", "{told:?}");

    let again = place.path("again.xlsx");
    let mut back = rows(&again);
    let to = column(&back, "for");
    assert_eq!(
        row_of(&mut back, "对账")[to],
        "wangwei",
        "what nobody typed over is as it is now"
    );
    assert_eq!(row_of(&mut back, "对账")[due], "2099-01-02");
    assert_eq!(
        row_of(&mut back, "送三盒蜂胶")[result],
        "送到",
        "under its title of now"
    );
    row_of(&mut back, "回访")[call] = "已沟通".to_owned();
    write(&again, &back);
    let (code, told, summary) = import(&place, "again.xlsx");
    assert_eq!((code, &summary["changed"]), (0, &json!(3)), "{told:?}");
    assert_eq!(summary["missing"], json!([]), "no false alarm");
    assert_eq!(place.json(&words("task list --given")).len(), 1);
    let ended = place.json(&words("task list --given --ended"));
    let hers = ended.iter().find(|task| task["title"] == "对账").unwrap();
    assert_eq!(
        (&hers["due_on"], &hers["result"]),
        (&json!("2099-01-02"), &json!("平了"))
    );
}

#[test]
fn a_new_row_is_told_as_it_was_understood_before_it_is_added() {
    let (place, file) = tasks();
    let mut rows = rows(&file);
    let at = |name: &str| column(&rows, name);
    let (title, customer, to) = (at("title"), at("customer"), at("for"));
    let (due, priority) = (at("due"), at("priority"));
    let mut added = vec![String::new(); rows[0].len()];
    (added[title], added[customer]) = ("补寄发票".to_owned(), "C000001".to_owned());
    (added[to], added[due]) = ("zhaoyun".to_owned(), "2099-12-03 10:00".to_owned());
    added[priority] = "high".to_owned();
    rows.push(added);
    write(&file, &rows);
    let said = place.boss(&words("task import tasks.xlsx --dry-run"));
    let line = said.lines().find(|line| line.starts_with('+')).unwrap();
    assert_eq!(
        line,
        "+ row 6  补寄发票  zhaoyun; C000001 李明朗; Follow-up; Thu 2099-12-03 10:00; high"
    );
}

#[test]
fn how_often_is_said_as_people_say_it_and_the_31st_is_not_lost_in_february() {
    let place = filled();
    let add = |title: &str, every: &str| {
        place.json(&["task", "add", title, "--every", every, "--dry-run"])[0].clone()
    };
    assert_eq!(add("盘点", "每月")["every"], "1m");
    let friday = add("盘点", "每周五 10:00");
    assert_eq!(friday["every"], "1w@5");
    assert_ne!(friday["due_at"], json!(null), "the first one is due then");
    assert_eq!(add("盘点", "every 2 weeks")["every"], "2w");
    let odd = place.refused(2, &["task", "add", "盘点", "--every", "now and then"]);
    assert!(odd.contains("every friday 10:00"), "{odd}");
    let zh = run(
        &place,
        "boss",
        &words("--lang zh task add 盘点 --every 偶尔"),
    );
    assert!(zh.err.contains("每周五"), "{}", zh.err);
    let other = place.refused(
        2,
        &[
            "task",
            "add",
            "盘点",
            "--every",
            "每周五",
            "--due",
            "2099-12-03",
        ],
    );
    assert!(other.contains("another day"), "{other}");

    place.boss(&words("task add 月结 --due 2099-01-31 --every 1m"));
    let due = || place.json(&words("task list"))[0]["due_on"].clone();
    let mut days = Vec::new();
    for id in ["1", "2", "3"] {
        let said = place.boss(&["task", "done", id]);
        assert!(said.contains("done. It comes again on 2099-"), "{said}");
        days.push(due());
    }
    assert_eq!(days, ["2099-02-28", "2099-03-31", "2099-04-30"]);
}
