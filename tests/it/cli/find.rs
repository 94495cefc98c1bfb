//! find and show: what they print, whom they hide.

use serde_json::{Value, json};

use super::{filled, keys, objects, run};
use crate::dump::number;

#[test]
fn a_customer_is_found_by_anything_in_the_shape_of_the_contract() {
    let place = filled();
    for query in [
        "4821",
        "+86 138-0013-4821",
        "lml",
        "limingl",
        "李明",
        "C000001",
        "明朗",
    ] {
        let found = place.json(&["find", query]);
        assert_eq!(found.len(), 1, "{query}");
        assert_eq!(
            keys(&found[0]),
            [
                "card_no",
                "code",
                "do_not_call",
                "grade",
                "last_contact_on",
                "matched_by",
                "name",
                "owner",
                "phones",
                "sight",
                "tier"
            ]
        );
        assert_eq!(found[0]["owner"], "wangwei");
        assert_eq!(found[0]["last_contact_on"], Value::Null);
        let phone = &found[0]["phones"][0];
        assert_eq!(keys(phone), ["kind", "masked", "number", "whose"]);
        assert_eq!(
            *phone,
            json!({"number": "+8613800134821", "masked": "138****4821", "kind": "mobile", "whose": null})
        );
        assert_eq!(found[0]["phones"][1]["kind"], "landline");
    }
    assert!(place.boss(&["find", "lml"]).contains("138****4821"));
    assert!(
        !place.boss(&["find", "lml"]).contains("13800134821"),
        "lists are masked"
    );
}

#[test]
fn a_card_is_shown_in_the_shape_of_the_contract() {
    let place = filled();
    let card = &place.json(&["show", "C000001"])[0];
    for key in [
        "code",
        "name",
        "owner",
        "unit",
        "card_no",
        "tier",
        "grade",
        "sex",
        "phones",
        "emails",
        "addresses",
        "dates",
        "members",
        "balance_due",
        "contacts_30d",
        "last_contact_on",
        "timeline",
        "remark",
    ] {
        assert!(card.get(key).is_some(), "{key} is absent");
    }
    assert_eq!(card["balance_due"], json!({"minor": 0, "currency": "CNY"}));
    assert_eq!(card["unit"], "T1");
    assert_eq!(
        card["dates"][0]["lunar"],
        json!({"month": 10, "day": 17, "leap": false})
    );
    assert_eq!(card["dates"][0]["date"], "lunar:1958-10-17");
    assert_eq!(
        (&card["dates"][1]["kind"], &card["dates"][1]["lunar"]),
        (&json!("wedding"), &Value::Null)
    );
    assert_eq!(card["addresses"][0]["city"], "上海");
    let plain = place.boss(&["show", "C000001"]);
    assert!(
        plain.contains("李明朗") && plain.contains("138 0013 4821"),
        "{plain}"
    );
}

#[test]
fn finding_nothing_exits_1_and_counting_nothing_is_done() {
    let place = filled();
    let none = run(&place, "boss", &["find", "zhangsan"]);
    assert_eq!((none.code, none.out.as_str()), (1, ""));
    assert!(!none.err.is_empty());
    assert_eq!(place.boss(&["find", "--count", "zhangsan"]), "0\n");
    assert_eq!(
        place.json(&["find", "--count", "lml"])[0],
        json!({"count": 1, "capped": false})
    );
    assert_eq!(place.boss(&["find", "--count"]), "1\n");
    assert_eq!(
        place.json(&["find"]).len(),
        1,
        "an empty query is everyone in scope"
    );
    let csv = place.boss(&["find", "--csv"]);
    assert_eq!(
        csv.lines().next(),
        Some("code,name,card_no,phone,tier,grade,owner,last_contact_on")
    );
    assert!(
        csv.lines().nth(1).unwrap().starts_with("C000001,李明朗,"),
        "{csv}"
    );
    let late = run(&place, "boss", &["find", "4821", "--json"]);
    assert_eq!((late.code, late.out.as_str()), (2, ""));
    assert!(late.err.contains("--json"), "{}", late.err);
    let unknown = run(&place, "boss", &["find", "--bogus", "x"]);
    assert_eq!((unknown.code, unknown.out.as_str()), (2, ""));
    let unknown = run(&place, "boss", &["explain", "phone", "--bogus"]);
    assert_eq!((unknown.code, unknown.out.as_str()), (2, ""));
    for word in ["tier:gold", "-attended@6m", "age>60", "负责:王薇"] {
        let said = run(&place, "boss", &["find", word]);
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{word}");
    }
    assert_eq!(run(&place, "boss", &["find", "--", "-zzq"]).code, 1);
    assert_eq!(
        run(&place, "boss", &["find", "--on", "2026-02-30", "x"]).code,
        2
    );
    assert_eq!(
        run(&place, "boss", &["find", "--json", "--csv", "x"]).code,
        2
    );
}

#[test]
fn whole_numbers_that_are_printed_leave_a_trace_and_only_those_who_may_export_get_many() {
    let place = filled();
    let traces = || {
        number(
            &place.file(),
            "SELECT count(*) FROM view_log WHERE what = 'reveal'",
        )
    };
    for at in 0..22 {
        let (name, mobile) = (format!("name=王{at}"), format!("mobile=138001348{at:02}"));
        place.boss(&["customer", "add", "--set", &name, "--set", &mobile]);
    }
    place.boss(&["find", "lml"]);
    assert_eq!(traces(), 0, "lists are masked");
    let asked = ["--json", "find", "--limit", "30"];
    let whole = |said: &str| {
        let rows = objects(said);
        rows.iter()
            .filter(|row| !row["phones"][0]["number"].is_null())
            .count()
    };
    assert_eq!(whole(&run(&place, "wangwei", &asked).out), 20);
    assert_eq!(traces(), 20);
    assert_eq!(whole(&run(&place, "boss", &asked).out), 23);
    assert_eq!(traces(), 43);
    place.boss(&["show", "C000001"]);
    assert_eq!(traces(), 44);
}

#[test]
fn names_of_several_words_are_found() {
    let place = filled();
    place.boss(&[
        "customer",
        "add",
        "--set",
        "name=Jon V Yang",
        "--set",
        "phone=+44 20 7946 0958",
    ]);
    for query in [
        &["find", "--json", "Jon", "Yang"][..],
        &["find", "--json", "jon yang"][..],
        &["find", "--json", "Yang"][..],
    ] {
        let found = run(&place, "boss", query);
        assert_eq!(objects(&found.out)[0]["name"], "Jon V Yang", "{query:?}");
    }
}

#[test]
fn the_scope_hides_customers_of_others_but_not_behind_a_whole_number() {
    let place = filled();
    place.boss(&["setting", "set", "open_file", "off"]);
    assert_eq!(run(&place, "zhaoyun", &["find", "lml"]).code, 1);
    assert_eq!(run(&place, "zhaoyun", &["find", "--count"]).out, "0\n");
    let hidden = run(&place, "zhaoyun", &["show", "C000001"]);
    let missing = run(&place, "zhaoyun", &["show", "C999999"]);
    assert_eq!((hidden.code, missing.code), (1, 1));
    assert_eq!(
        hidden.err.replace("C000001", ""),
        missing.err.replace("C999999", "")
    );
    let whole = run(&place, "zhaoyun", &["--json", "find", "13800134821"]);
    let row = &objects(&whole.out)[0];
    assert_eq!(
        (&row["sight"], &row["name"], &row["owner"]),
        (&json!("put_through"), &json!("李明朗"), &json!("wangwei"))
    );
    assert_eq!(
        (&row["phones"], &row["code"], &row["tier"]),
        (&json!([]), &Value::Null, &Value::Null)
    );
    for args in [
        &["log", "C000001", "--disposition", "reached"][..],
        &["customer", "edit", "C000001", "--set", "remark=x"][..],
        &[
            "customer", "transfer", "C000001", "--to", "zhaoyun", "--reason", "x",
        ][..],
    ] {
        assert_eq!(run(&place, "zhaoyun", args).code, 1, "{args:?}");
    }
}

#[test]
fn a_blank_is_and_but_never_inside_a_number() {
    let place = filled();
    place.boss(&[
        "customer",
        "add",
        "--set",
        "name=李大宝",
        "--set",
        "mobile=13900139999",
    ]);
    for (query, expected) in [
        ("李 4821", Some("李明朗")),
        ("9999 lidabao", Some("李大宝")),
        ("li ming", Some("李明朗")),
        ("李 1234", None),
        ("李 张", None),
        // A number of nobody's, whose groups stand in somebody's number.
        ("139 9999 0013", None),
    ] {
        let said = run(&place, "boss", &["--json", "find", query]);
        let names: Vec<serde_json::Value> = objects(&said.out)
            .into_iter()
            .map(|row| row["name"].clone())
            .collect();
        let expected: Vec<serde_json::Value> = expected.into_iter().map(Into::into).collect();
        assert_eq!(names, expected, "{query}");
    }
}
