//! customer and log: changed, handed over, called, refused.

use serde_json::{Value, json};

use super::{Place, filled, keys, objects, run};

#[test]
fn a_customer_is_changed_and_handed_over() {
    let place = filled();
    let edit = place.json(&[
        "customer",
        "edit",
        "C000001",
        "--set",
        "tier=silver",
        "--set",
        "remark=要发票",
    ]);
    assert_eq!(keys(&edit[0]), ["code", "entry"]);
    let card = &place.json(&["show", "C000001"])[0];
    assert_eq!(
        (&card["tier"], &card["remark"]),
        (&json!("silver"), &json!("要发票"))
    );
    place.boss(&["customer", "edit", "C000001", "--set", "remark="]);
    assert_eq!(place.json(&["show", "C000001"])[0]["remark"], Value::Null);
    let moved = place.json(&[
        "customers",
        "transfer",
        "C000001",
        "--to",
        "zhaoyun",
        "--reason",
        "王薇离职",
    ]);
    assert_eq!(moved.len(), 1);
    assert_eq!(keys(&moved[0]), ["code", "entry"]);
    let card = &place.json(&["show", "C000001"])[0];
    assert_eq!(card["owner"], "zhaoyun");
    let transfer = &card["timeline"][0];
    assert_eq!(
        keys(transfer),
        ["at", "by", "cost", "id", "kind", "place", "text"]
    );
    assert_eq!(transfer["kind"], "transfer");
    assert!(transfer["at"].as_str().unwrap().ends_with('Z'));
}

#[test]
fn who_celebrates_by_both_calendars_has_both_birthdays_and_each_is_put_right_alone() {
    let place = filled();
    let set = |values: &[&str]| {
        let mut args = vec!["customer", "edit", "C000001"];
        args.extend(values.iter().flat_map(|value| ["--set", value]));
        place.boss(&args);
    };
    let birthdays = |code: &str| {
        let card = place.json(&["show", code]).remove(0);
        let dates = card["dates"].as_array().unwrap().clone();
        let dates = dates.iter().filter(|date| date["kind"] == "birthday");
        let mut all: Vec<String> = dates
            .map(|date| date["date"].as_str().unwrap().to_owned())
            .collect();
        all.sort();
        all
    };
    set(&["birthday=1970-11-26", "birthday=农历十月十七"]);
    assert_eq!(birthdays("C000001"), ["1970-11-26", "lunar:10-17"]);
    set(&["birthday=1970-11-25"]);
    assert_eq!(birthdays("C000001"), ["1970-11-25", "lunar:10-17"]);
    set(&["birthday=农历十月十八"]);
    assert_eq!(birthdays("C000001"), ["1970-11-25", "lunar:10-18"]);
    let wrong = "anniversary.birthday=1970-11-01";
    let said = place.refused(2, &["customer", "edit", "C000001", "--set", wrong]);
    assert!(said.contains("birthday"), "{said}");
    let [moon, sun] = ["birthday=农历八月十五", "birthday=1980-10-01"];
    place.boss(&[
        "customer", "add", "--set", "name=甲", "--set", moon, "--set", sun,
    ]);
    assert_eq!(birthdays("C000002"), ["1980-10-01", "lunar:08-15"]);
    // Where there is one alone, a word of the other calendar puts it right.
    place.boss(&["customer", "add", "--set", "name=乙", "--set", moon]);
    place.boss(&["customer", "edit", "C000003", "--set", sun]);
    assert_eq!(birthdays("C000003"), ["1980-10-01"]);
}

#[test]
fn wrong_fields_and_values_are_refused_with_the_nearest_and_change_nothing() {
    let place = filled();
    for (set, nearest) in [
        ("tier=金", "gold"),
        ("teir=gold", "tier"),
        ("owner=wangwe", "wangwei"),
        ("branch=T11", "T1"),
        ("custom.size=3", ""),
        ("birthday=1985-02-30", ""),
        ("phone=-", ""),
        ("do_not_call=maybe", "yes"),
        ("name=", ""),
        ("noequals", "FIELD=VALUE"),
    ] {
        let err = place.refused(2, &["customer", "edit", "C000001", "--set", set]);
        assert!(err.contains(nearest), "{set}: {err}");
        place.refused(2, &["customer", "add", "--set", "name=X", "--set", set]);
    }
    assert_eq!(place.boss(&["find", "--count"]), "1\n");
    place.refused(2, &["customer", "add", "--set", "tier=gold"]);
    place.refused(1, &["customer", "edit", "C000009", "--set", "tier=gold"]);
    place.refused(
        2,
        &[
            "customer", "transfer", "C000001", "--to", "nobody", "--reason", "x",
        ],
    );
    place.refused(
        2,
        &[
            "customer", "transfer", "C000001", "--to", "zhaoyun", "--reason", " ",
        ],
    );
}

#[test]
fn a_call_is_logged_once_with_its_number_plan_and_ring() {
    let place = filled();
    place.boss(&[
        "staff", "add", "sunli", "--name", "孙莉", "--role", "agent", "--ext", "802",
    ]);
    assert_eq!(
        place
            .plain(&[
                "ring",
                "--id",
                "17.5",
                "--ext",
                "802",
                "--from",
                "013800134821"
            ])
            .err,
        ""
    );
    let log = [
        "--json",
        "log",
        "C000001",
        "--disposition",
        "无人接听",
        "--phone",
        "+86 13800134821",
        "--next",
        "3d",
        "--note",
        "=cmd|x",
        "--call",
        "17.5",
        "--once",
        "k1",
    ];
    let first = run(&place, "sunli", &log);
    assert_eq!(first.code, 0, "{}", first.err);
    assert_eq!(keys(&objects(&first.out)[0]), ["entry", "id"]);
    assert_eq!(
        run(&place, "sunli", &log).out,
        first.out,
        "the same key answers the same"
    );
    let other = ["log", "C000001", "--disposition", "reached", "--once", "k1"];
    assert_eq!(run(&place, "sunli", &other).code, 2);
    let card = &place.json(&["show", "C000001"])[0];
    assert_eq!(card["timeline"][0]["kind"], "call");
    assert_eq!(card["timeline"][0]["by"], "sunli");
    assert!(
        card["timeline"][0]["text"]
            .as_str()
            .unwrap()
            .contains("=cmd|x")
    );
    assert!(card["next_contact_on"].is_string() && card["last_contact_on"].is_string());
    assert_eq!(
        card["timeline"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|line| line["kind"] == "call")
            .count(),
        1
    );
}

#[test]
fn a_call_is_not_logged_with_what_makes_no_sense() {
    let place = filled();
    let asked = [
        "log",
        "C000001",
        "--disposition",
        "reached",
        "--next",
        "30m",
    ];
    assert!(place.refused(2, &asked).contains("30min"));
    let log = |more: &str| {
        let words = more.split(' ').filter(|word| !word.is_empty());
        let args: Vec<&str> = ["log"].into_iter().chain(words).collect();
        run(&place, "wangwei", &args)
    };
    for (more, code) in [
        ("C000001 --disposition reachd", 2),
        ("C000001 --disposition reached --next 昨天", 2),
        ("C000001 --disposition reached --next xyz", 2),
        ("C000001 --disposition reached --phone 95588", 1),
        ("C000001 --disposition reached --call 99.9", 1),
        ("C000009 --disposition reached", 1),
    ] {
        assert_eq!(log(more).code, code, "{more}");
    }
    assert!(log("C000001 --disposition reachd").err.contains("reached"));
    let card = &place.json(&["show", "C000001"])[0];
    assert!(
        card["timeline"]
            .as_array()
            .unwrap()
            .iter()
            .all(|line| line["kind"] != "call")
    );
}

#[test]
fn a_short_number_is_one_whatever_it_is_called_and_a_code_is_none() {
    let place = filled();
    for (field, typed) in [
        ("mobile", "12345"),
        ("landline", "10086"),
        ("phone", "95588"),
    ] {
        let set = format!("{field}={typed}");
        let added = place.json(&["customer", "add", "--set", "name=热线", "--set", &set]);
        let card = &place.json(&["show", added[0]["code"].as_str().unwrap()])[0];
        let phone = &card["phones"][0];
        assert_eq!(
            (&phone["number"], &phone["kind"]),
            (&json!(typed), &json!("short"))
        );
        assert_eq!(phone["masked"], typed);
    }
    let said = place.refused(
        2,
        &[
            "customer",
            "add",
            "--set",
            "name=甲",
            "--set",
            "phone=VIP0087b",
        ],
    );
    assert!(!said.is_empty());
}

#[test]
fn a_number_that_no_plan_knows_is_shown_as_somebody_wrote_it() {
    let place = filled();
    let typed = "1 (11) 500 555-0162";
    let added = place.json(&[
        "customer",
        "add",
        "--set",
        "name=Jon Yang",
        "--set",
        &format!("phone={typed}"),
    ]);
    let shown = place.boss(&["show", added[0]["code"].as_str().unwrap()]);
    assert!(shown.contains(typed), "{shown}");
}

#[test]
fn a_company_comes_with_its_contact_persons_in_one_change() {
    let place = Place::new();
    place.boss(&["form", "use", "company"]);
    let company = [
        "customer",
        "add",
        "--set",
        "name=安康药房",
        "--set",
        "nature=retailer",
        "--set",
        "landline=021-62344821",
        "--set",
        "stage=current",
        "--set",
        "address=南京路1号",
    ];
    let alone = place.refused(2, &company);
    assert!(alone.contains("member"), "{alone}");
    for wrong in ["", " ,经理", "张丽,采购,经理"] {
        let with = [company.as_slice(), &["--person", wrong]].concat();
        place.refused(2, &with);
    }
    assert_eq!(place.boss(&["find", "--count"]), "0\n");
    let persons = [
        "--person",
        "张丽，采购经理，13900139000",
        "--person",
        "王强",
    ];
    let added = place.json(&[company.as_slice(), &persons].concat());
    let shown = place.json(&["show", added[0]["code"].as_str().unwrap()]);
    let said = shown[0].to_string();
    for part in ["张丽", "采购经理", "王强"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert_eq!(place.boss(&["find", "--count", "13900139000"]), "1\n");
    place.boss(&["undo"]);
    assert_eq!(place.boss(&["find", "--count"]), "0\n");
}
