//! settle: a reason is done with by its name, put off, or does not apply; and taken back.

use serde_json::{Value, json};

use super::{Place, filled, keys, run};

fn words(line: &str) -> Vec<&str> {
    line.split(' ').collect()
}

/// Codes of the reasons of C000001 on a day.
fn due(place: &Place) -> Vec<String> {
    let rows = place.json(&["today", "--whose", "all"]);
    let of = rows.iter().find(|row| row["code"] == "C000001");
    let reasons = of.map(|row| row["reasons"].as_array().unwrap().clone());
    let code = |reason: &Value| reason["code"].as_str().unwrap().to_owned();
    reasons.unwrap_or_default().iter().map(code).collect()
}

#[test]
fn a_reason_is_settled_put_off_and_dismissed_by_its_name_and_taken_back() {
    let place = filled();
    assert!(due(&place).contains(&"new".to_owned()));
    let settled = place.json(&words("settle C000001 new --once s1"));
    assert_eq!(keys(&settled[0]), ["code", "entry", "settled"]);
    assert_eq!(settled[0]["settled"], json!(true));
    assert_eq!(place.json(&words("settle C000001 new --once s1")), settled);
    assert!(!due(&place).contains(&"new".to_owned()));
    let again = run(&place, "boss", &words("settle C000001 new"));
    assert_eq!(again.code, 1, "{}", again.err);
    place.boss(&["undo"]);
    assert!(due(&place).contains(&"new".to_owned()));
    let told = place.boss(&words("settle C000001 新客户 --snooze 1y"));
    assert!(told.contains("until "), "{told}");
    assert!(!due(&place).contains(&"new".to_owned()));
    place.boss(&["undo"]);
    place.boss(&words("settle C000001 all --dismiss 打错了"));
    assert!(due(&place).is_empty());
}

#[test]
fn a_reason_that_nobody_knows_and_a_day_gone_by_are_refused_with_what_would_do() {
    let place = filled();
    let wrong = run(&place, "boss", &words("--lang en settle C000001 newe"));
    assert_eq!(wrong.code, 2, "{}", wrong.err);
    assert!(wrong.err.contains("new"), "{}", wrong.err);
    let past = run(
        &place,
        "boss",
        &words("settle C000001 new --snooze 2020-01-01"),
    );
    assert_eq!(past.code, 2, "{}", past.err);
    // A day of this year that has just gone by is not taken for next year's; nor is a slip for ever.
    let gone = chrono::Utc::now().date_naive() - chrono::Days::new(4);
    let gone = gone.format("%m-%d").to_string();
    for typed in [gone.as_str(), "99y", "3", "3d 10:00", "garbage"] {
        let args = [
            "--lang", "en", "settle", "C000001", "new", "--snooze", typed,
        ];
        let wrong = run(&place, "boss", &args);
        assert_eq!(wrong.code, 2, "{typed}: {}{}", wrong.out, wrong.err);
        assert!(wrong.err.contains("3d, 2w, fri"), "{typed}: {}", wrong.err);
    }
    let when = run(&place, "boss", &words("--lang en today --on garbage"));
    assert!(when.err.contains("tomorrow, fri"), "{}", when.err);
    let both = words("settle C000001 new --snooze 3d --dismiss x");
    assert_eq!(run(&place, "boss", &both).code, 2);
    let nobody = run(&place, "boss", &words("settle C999999 new"));
    assert_eq!(nobody.code, 1, "{}", nobody.err);
    assert!(due(&place).contains(&"new".to_owned()));
}

#[test]
fn the_history_names_the_reason_what_was_done_until_when_and_why() {
    let place = filled();
    let label = |place: &Place| {
        let rules = place.json(&["reason", "list"]);
        let new = rules.into_iter().find(|rule| rule["code"] == "new");
        new.unwrap()["label_en"].as_str().unwrap().to_owned()
    };
    let new = label(&place);
    let told = |place: &Place| place.boss(&words("journal --customer C000001 --limit 1"));
    place.boss(&words("settle C000001 new"));
    assert!(
        told(&place).contains(&format!("{new}, settled")),
        "{}",
        told(&place)
    );
    place.boss(&["undo"]);
    let day = chrono::Utc::now().date_naive() + chrono::Months::new(13);
    let day = day.format("%Y-%m-%d").to_string();
    place.boss(&["settle", "C000001", "new", "--snooze", &day]);
    let later = format!("{new}, put off until {day}");
    assert!(told(&place).contains(&later), "{}", told(&place));
    let entry = &place.json(&words("journal --customer C000001 --limit 1"))[0];
    assert_eq!(entry["changes"][0]["after"], format!("new snoozed {day}"));
    place.boss(&["undo"]);
    place.boss(&words("settle C000001 new --dismiss 打错了"));
    let why = format!("{new}, does not apply: 打错了");
    assert!(told(&place).contains(&why), "{}", told(&place));
}
