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
