//! undo and journal: what was changed, by whom, and taking it back.

use serde_json::json;

use super::{filled, keys, objects, run};

#[test]
fn entries_are_listed_with_their_changes() {
    let place = filled();
    place.boss(&["customer", "edit", "C000001", "--set", "remark=要发票"]);
    let entries = place.json(&["journal", "--customer", "C000001"]);
    assert_eq!(
        keys(&entries[0]),
        [
            "action",
            "at",
            "by",
            "changes",
            "entry",
            "state",
            "undoes",
            "undone_by",
            "why"
        ]
    );
    assert_eq!(entries[0]["by"], "boss");
    assert_eq!(entries[0]["action"], "customer.edit");
    let change = entries[0]["changes"]
        .as_array()
        .unwrap()
        .iter()
        .find(|change| change["field"] == "remark")
        .unwrap();
    assert_eq!(
        keys(change),
        [
            "after",
            "after_login",
            "before",
            "before_login",
            "field",
            "key",
            "last_key",
            "op",
            "table"
        ]
    );
    assert_eq!(
        (&change["op"], &change["before"], &change["after"]),
        (&json!("update"), &json!(null), &json!("要发票"))
    );
    assert_eq!(entries.last().unwrap()["action"], "customer.add");
    assert!(place.boss(&["journal"]).contains("要发票"));
    assert_eq!(place.json(&["journal", "--limit", "2"]).len(), 2);
    place.refused(1, &["journal", "--customer", "C999999"]);
    place.boss(&["setting", "set", "open_file", "off"]);
    assert_eq!(
        run(&place, "zhaoyun", &["journal", "--customer", "C000001"]).code,
        1
    );
}

#[test]
fn undo_takes_back_my_last_entry_and_says_which() {
    let place = filled();
    let edit = place.json(&["customer", "edit", "C000001", "--set", "remark=一"]);
    let undone = place.json(&["undo"]);
    assert_eq!(keys(&undone[0]), ["entry", "id", "kept", "undone"]);
    assert_eq!(undone[0]["undone"], edit[0]["entry"]);
    assert_eq!(place.json(&["show", "C000001"])[0]["remark"], json!(null));
    let entry = edit[0]["entry"].to_string();
    place.refused(1, &["undo", &entry]);
    let none = place.refused(1, &["undo", "999999"]);
    assert!(none.contains("There is no entry 999999"), "{none}");
    assert!(!none.contains("Find it"), "{none}");
    // Taking back the taking back.
    place.boss(&["undo", &undone[0]["entry"].to_string()]);
    assert_eq!(place.json(&["show", "C000001"])[0]["remark"], "一");
    // Somebody changed the same since.
    place.boss(&["customer", "edit", "C000001", "--set", "tier=silver"]);
    let mine = place.json(&["customer", "edit", "C000001", "--set", "tier=gold"]);
    assert_eq!(
        run(
            &place,
            "wangwei",
            &["customer", "edit", "C000001", "--set", "tier=green"]
        )
        .code,
        0
    );
    let refused = place.refused(1, &["undo", &mine[0]["entry"].to_string()]);
    assert!(refused.contains("wangwei"), "{refused}");
}

#[test]
fn a_key_answers_the_same_also_after_undo_and_uses_up_nothing_when_refused() {
    let place = filled();
    let add = ["customer", "add", "--set", "name=孙莉", "--once", "a"];
    let added = place.json(&add);
    let code = added[0]["code"].as_str().unwrap().to_owned();
    let edit = [
        "customer", "edit", &code, "--set", "remark=x", "--once", "b",
    ];
    let edited = place.json(&edit);
    let undo = ["undo", "--once", "c"];
    let undone = place.json(&undo);
    assert_eq!(undone[0]["undone"], edited[0]["entry"]);
    assert_eq!(
        place.json(&undo),
        undone,
        "the same key takes nothing else back"
    );
    place.boss(&["undo", &added[0]["entry"].to_string()]);
    assert_eq!(place.json(&add), added);
    assert_eq!(place.json(&edit), edited, "though the customer is gone");
    assert_eq!(place.boss(&["find", "--count", "孙莉"]), "0\n");
    let wrong = ["log", "C000001", "--disposition", "nonsense", "--once", "d"];
    place.refused(2, &wrong);
    place.json(&["log", "C000001", "--disposition", "reached", "--once", "d"]);
    let other = run(&place, "boss", &["--json", "undo", "--once", "a"]);
    assert_eq!(other.code, 2);
    assert_eq!(objects(&other.err)[0]["error"], "refused");
}

#[test]
fn an_import_is_summed_up_and_moments_are_told_in_the_zone_of_the_business() {
    let place = filled();
    let code = place.json(&[
        "customer",
        "add",
        "--set",
        "name=孙莉",
        "--set",
        "phone=13800134899",
    ]);
    let code = code[0]["code"].as_str().unwrap().to_owned();
    place.boss(&["log", &code, "--disposition", "reached"]);
    let told = place.boss(&["journal", "--limit", "1"]);
    let checked = told
        .lines()
        .find(|line| line.contains("validity checked at"));
    let at = checked.unwrap().rsplit("→ ").next().unwrap();
    assert!(
        chrono::NaiveTime::parse_from_str(at, "%H:%M").is_ok(),
        "{told}"
    );
    assert!(told.contains("validity checked by: ∅ → 老板"), "{told}");
    let rows: String = (0..1_100)
        .map(|row| format!("客户{row},138{row:08}\n"))
        .collect();
    std::fs::write(place.path("many.csv"), format!("姓名,手机\n{rows}")).unwrap();
    place.boss(&["import", "customers", "many.csv"]);
    let told = place.boss(&["journal", "--limit", "1"]);
    assert!(told.contains("+ customer 1,100, phone 1,100"), "{told}");
    assert_eq!(told.lines().count(), 2, "{told}");
    let undone = place.boss(&["undo"]);
    assert!(undone.contains("Taken back"), "{undone}");
}
