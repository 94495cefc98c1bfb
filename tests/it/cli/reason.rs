//! reason, and settings of Today by name: read, changed, refused with what would be right.

use serde_json::json;

use super::{Place, filled, keys, run};

fn words(line: &str) -> Vec<&str> {
    line.split(' ').collect()
}

fn rule(place: &Place, code: &str) -> serde_json::Value {
    let rows = place.json(&["reasons", "list"]);
    let found = rows.into_iter().find(|row| row["code"] == code);
    found.unwrap_or_default()
}

#[test]
fn reasons_are_listed_edited_and_taken_back() {
    let place = Place::new();
    let birthday = rule(&place, "birthday");
    let all = [
        "after", "before", "code", "date", "days", "kind", "label_en", "label_zh", "list", "on",
        "seen_by", "value", "weight",
    ];
    assert_eq!(keys(&birthday), all);
    let told = place.json(&words("reason edit birthday --before 1周 --weight 60"));
    assert_eq!(keys(&told[0]), ["code", "entry"]);
    let edited = rule(&place, "birthday");
    assert_eq!(
        (&edited["before"], &edited["weight"]),
        (&json!(7), &json!(60))
    );
    place.boss(&["undo"]);
    assert_eq!(rule(&place, "birthday"), birthday);
    let csv = place.boss(&["reason", "list", "--csv"]);
    assert!(
        csv.starts_with("code,kind,on,before,after,weight,"),
        "{csv}"
    );
}

#[test]
fn a_greeting_and_a_guidance_are_added_once_and_removed() {
    let place = Place::new();
    let add = words(
        "reason add lantern --kind greeting --label-zh 元宵 --label-en Lantern --date 农历正月十五 --list tier --value 金卡 --once k1",
    );
    let first = place.json(&add);
    assert_eq!(place.json(&add), first, "the same key answers the same");
    let lantern = rule(&place, "lantern");
    assert_eq!(lantern["date"], "lunar:01-15");
    assert_eq!(
        (&lantern["list"], &lantern["value"]),
        (&json!("tier"), &json!("gold"))
    );
    place.boss(&words(
        "reason add bought_90 --kind bought --label-zh 一季 --label-en Quarter --days 90d --seen-by agent,supervisor",
    ));
    let bought = rule(&place, "bought_90");
    assert_eq!(bought["seen_by"], json!(["agent", "supervisor"]));
    let told = place.boss(&words("reason remove lantern"));
    assert!(told.contains("Removed lantern."), "{told}");
    assert_eq!(rule(&place, "lantern"), json!(null));
    place.boss(&["undo"]);
    assert_eq!(rule(&place, "lantern"), lantern);
}

#[test]
fn what_cannot_be_is_refused_with_what_can_in_both_languages() {
    let place = filled();
    for (line, code, said) in [
        ("reason edit birthdy --on off", 2, "birthday"),
        ("reason edit birthday --weight 101", 2, "0 to 100"),
        ("reason edit birthday --before soon", 2, "2w"),
        ("reason edit birthday --on maybe", 2, "off"),
        ("reason edit birthday --date 10-01", 2, "weight"),
        ("reason edit mid_autumn --date 13-01", 2, "lunar:08-15"),
        (
            "reason edit mid_autumn --list tier --value platin",
            2,
            "value",
        ),
        ("reason edit mid_autumn --seen-by chef", 2, "supervisor"),
        ("reason edit birthday", 2, "required"),
        ("reason remove birthday", 1, "turn it off"),
        (
            "reason add b2 --kind birthday --label-zh a --label-en b",
            2,
            "greeting",
        ),
        (
            "reason add g2 --kind greeting --label-zh a --label-en b",
            2,
            "date",
        ),
        (
            "setting set reason.birthday.wight 5",
            2,
            "reason.birthday.weight",
        ),
        ("setting get cadence.a.day", 2, "cadence.a.days"),
        ("setting set cadence.z.days 7", 2, "grade"),
        ("setting set cadence.a.days never", 2, "7d"),
        ("setting set cadence.a.days 0", 2, "days between contacts"),
        ("setting set call_hours nachts", 2, "8:00-21:00"),
    ] {
        let refused = run(&place, "boss", &words(line));
        assert_eq!(refused.code, code, "{line}: {}", refused.err);
        assert!(refused.err.contains(said), "{line}: {}", refused.err);
        let zh = place.plain(&[&["--as", "boss", "--lang", "zh"], &words(line)[..]].concat());
        assert_eq!(zh.code, code, "{line}: {}", zh.err);
        assert_ne!(zh.err, refused.err, "{line}");
    }
    for line in [
        "reason edit birthday --on off",
        "setting set cadence.a.days 7",
    ] {
        let agent = run(&place, "wangwei", &words(line));
        assert_eq!(agent.code, 1, "{line}: {}", agent.err);
    }
}

#[test]
fn reasons_and_cadences_are_settings_too() {
    let place = Place::new();
    let get = |key: &str| place.boss(&["setting", "get", key]).trim().to_owned();
    assert_eq!(get("cadence.a.days"), "10");
    place.boss(&words("setting set cadence.A.days 1周"));
    assert_eq!(get("cadence.a.days"), "7");
    // A grade without a cadence has that of the others until it gets its own.
    assert_eq!(get("cadence.c.most"), get("cadence.others.most"));
    place.boss(&words("setting set cadence.c.most 2"));
    assert_eq!(
        (get("cadence.c.most"), get("cadence.others.most")),
        ("2".to_owned(), "3".to_owned())
    );
    place.boss(&words("setting set reason.silent.on 关"));
    assert_eq!(get("reason.silent.on"), "off");
    place.boss(&["undo"]);
    assert_eq!(get("reason.silent.on"), "on");
    let listed = place.json(&["setting", "list"]);
    let keys: Vec<&str> = listed
        .iter()
        .filter_map(|row| row["key"].as_str())
        .collect();
    for key in [
        "call_hours",
        "reason.birthday.before",
        "cadence.c.most",
        "cadence.others.days",
    ] {
        assert!(keys.contains(&key), "{key}");
    }
}
