//! A workbook of tasks that comes a second time, sorted, or overtaken by a change of words.

use std::path::PathBuf;

use serde_json::{Value, json};

use super::task_file::{column, fill, import, rows, tasks, verdicts, words, write};
use super::{Place, filled};

#[test]
fn a_row_added_by_hand_is_added_once_however_often_its_file_comes() {
    let (place, file) = tasks();
    let mut rows = rows(&file);
    let (title, due) = (column(&rows, "title"), column(&rows, "due"));
    let (customer, to) = (column(&rows, "customer"), column(&rows, "for"));
    let mut added = vec![String::new(); rows[0].len()];
    (added[title], added[due]) = ("补寄发票".to_owned(), "3d".to_owned());
    let mut hers = added.clone();
    (hers[customer], hers[to]) = ("C000001".to_owned(), "zhaoyun".to_owned());
    rows.extend([added.clone(), hers]);
    write(&file, &rows);
    let (code, _, first) = import(&place, "tasks.xlsx");
    assert_eq!((code, &first["new"]), (0, &json!(2)));

    let again = |what: &str| {
        let (code, told, summary) = import(&place, "tasks.xlsx");
        assert_eq!(
            (code, verdicts(&told)),
            (0, vec!["same"; 6]),
            "{what}: {told:?}"
        );
        assert_eq!(summary["entry"], json!(null), "{what}");
    };
    again("the same file");
    let said = place.boss(&words("task import tasks.xlsx"));
    assert!(said.contains("added before, as task"), "{said}");
    assert!(said.contains("0 new"), "{said}");
    // Put off, handed over and done: each is still the task that the row was made.
    let given = place.json(&words("task list --given"));
    let ids: Vec<String> = given
        .iter()
        .filter(|task| task["title"] == "补寄发票")
        .map(|task| task["id"].to_string())
        .collect();
    let [one, other] = ids.as_slice() else {
        panic!("{given:?}")
    };
    place.boss(&["task", "postpone", one, "--due", "9d"]);
    again("postponed");
    place.boss(&["task", "assign", other, "--to", "boss"]);
    again("handed over");

    place.boss(&["task", "cancel", other, "--reason", "不用了"]);
    again("cancelled");

    // Another day is another task.
    rows.truncate(rows.len() - 2);
    added[due] = "2099-12-03".to_owned();
    added[customer] = "C000001".to_owned();
    rows.push(added);
    write(&file, &rows);
    let (code, _, summary) = import(&place, "tasks.xlsx");
    assert_eq!((code, &summary["new"]), (0, &json!(1)));
}

#[test]
fn sorted_rows_come_back_as_they_were_and_a_task_that_was_renamed_meanwhile_clashes() {
    let (place, file) = tasks();
    let mut rows = fill(&file);
    rows[1..].reverse();
    write(&file, &rows);
    let (code, _, summary) = import(&place, "tasks.xlsx --dry-run");
    assert_eq!((code, &summary["changed"]), (0, &json!(3)));
    assert_eq!(summary["missing"], json!([]));

    let (id, title) = (column(&rows, "task"), column(&rows, "title"));
    let renamed = rows.iter().find(|row| row[title] == "盘点").unwrap();
    place.boss(&["task", "edit", &renamed[id], "--title", "盘点两个仓库"]);
    let (code, told, summary) = import(&place, "tasks.xlsx --rejects again.xlsx");
    assert_eq!(
        (code, &summary["changed"], &summary["clashing"]),
        (3, &json!(2), &json!(1))
    );
    let clash = told.iter().find(|row| row["verdict"] == "clash").unwrap();
    let detail = clash["detail"].as_str().unwrap();
    assert!(detail.contains("(now \"盘点两个仓库\")"), "{detail}");
    let open = place.json(&words("task list --given"));
    let titles: Vec<&Value> = open.iter().map(|task| &task["title"]).collect();
    assert!(titles.contains(&&json!("盘点两个仓库")), "{titles:?}");
    // What was typed is given back with its reason.
    let back = super::task_file::rows(&place.path("again.xlsx"));
    assert_eq!(back[1][column(&back, "result")], "办好了");

    // Numbers that were sorted away from their rows.
    let numbers: Vec<String> = rows[1..].iter().rev().map(|row| row[id].clone()).collect();
    for (row, number) in rows[1..].iter_mut().zip(numbers) {
        row[id] = number;
    }
    write(&file, &rows);
    let (code, told, _) = import(&place, "tasks.xlsx --dry-run");
    assert_eq!((code, verdicts(&told)), (3, vec!["bad"; 4]), "{told:?}");
}

/// One task of zhaoyun's, as whoever gave it has it out in a workbook.
fn given_to_zhaoyun() -> (Place, PathBuf, Vec<Vec<String>>) {
    let place = filled();
    place.boss(&words(
        "task add 回访 --customer C000001 --to zhaoyun --due 3d",
    ));
    place.boss(&words("task export --given --to hers.xlsx"));
    let file = place.path("hers.xlsx");
    let rows = rows(&file);
    (place, file, rows)
}

#[test]
fn a_call_that_somebody_else_enters_is_that_of_whose_task_it_is() {
    let (place, file, mut rows) = given_to_zhaoyun();
    let (call, result) = (column(&rows, "result of the call"), column(&rows, "result"));
    (rows[1][call], rows[1][result]) = ("Reached".to_owned(), "都好".to_owned());
    write(&file, &rows);
    let (code, told, _) = import(&place, "hers.xlsx");
    assert_eq!((code, verdicts(&told)), (0, vec!["changed"]), "{told:?}");
    let report = place.json(&words("task report"));
    let contacts = |login: &str| {
        let of = |row: &&Value| row["login"] == login;
        let row = report.iter().find(of).unwrap();
        (row["contacts"].clone(), row["dispositions"].clone())
    };
    assert_eq!(contacts("zhaoyun"), (json!(1), json!({"reached": 1})));
    assert_eq!(contacts("boss"), (json!(0), json!({})));
}

#[test]
fn a_call_in_vain_that_comes_back_leaves_its_task_open_and_is_one_call_however_often_it_comes() {
    let (place, file, mut rows) = given_to_zhaoyun();
    let call = column(&rows, "result of the call");
    "No answer".clone_into(&mut rows[1][call]);
    write(&file, &rows);
    for said in [["changed"], ["same"]] {
        let (code, told, _) = import(&place, "hers.xlsx");
        assert_eq!((code, verdicts(&told)), (0, said.to_vec()), "{told:?}");
        let open = place.json(&words("task list --given"));
        assert_eq!((open.len(), &open[0]["state"]), (1, &json!("open")));
        let report = place.json(&words("task report"));
        let hers = report.iter().find(|row| row["login"] == "zhaoyun").unwrap();
        assert_eq!(hers["dispositions"], json!({"no_answer": 1}));
    }
    let result = column(&rows, "result");
    "都好".clone_into(&mut rows[1][result]);
    "Reached".clone_into(&mut rows[1][call]);
    write(&file, &rows);
    assert_eq!(verdicts(&import(&place, "hers.xlsx").1), ["changed"]);
    assert!(place.json(&words("task list --given")).is_empty());
}

#[test]
fn tasks_are_chosen_by_their_numbers_and_one_that_is_not_there_is_told() {
    let (place, file) = tasks();
    place.boss(&words("task export 4 2 4 --to tasks.xlsx --yes"));
    let rows = rows(&file);
    let title = column(&rows, "title");
    let titles: Vec<&str> = rows[1..].iter().map(|row| &*row[title]).collect();
    assert_eq!(titles, ["对账", "回访"]);
    let told = place.refused(1, &words("task export 2 99 --to other.xlsx"));
    assert!(told.contains("99"), "{told}");
    assert!(!place.path("other.xlsx").exists());
    place.refused(2, &words("task export 2 --team --to other.xlsx"));
}
