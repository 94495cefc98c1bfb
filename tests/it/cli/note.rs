//! note, choice, customer phone: what is neither a call nor a plain field.

use serde_json::{Value, json};

use super::{Place, filled, keys, run};

fn words(line: &str) -> Vec<&str> {
    line.split(' ').collect()
}

fn show(place: &Place) -> serde_json::Value {
    place.json(&["show", "C000001"]).remove(0)
}

#[test]
fn a_gift_and_a_visit_are_noted_with_place_and_cost_and_count_as_contacts() {
    let place = filled();
    let noted = place.json(&words(
        "note C000001 --kind 赠送礼品 --cost ￥１２８ --note 两盒茶叶 --place 上海 --once g1",
    ));
    assert_eq!(keys(&noted[0]), ["entry", "id"]);
    let again = place.json(&words(
        "note C000001 --kind 赠送礼品 --cost ￥１２８ --note 两盒茶叶 --place 上海 --once g1",
    ));
    assert_eq!(noted, again);
    place.boss(&words(
        "note C000001 --kind email --direction in --note 问价 --next 3d",
    ));
    let card = show(&place);
    let lines = card["timeline"].as_array().unwrap();
    // Both, and that the customer was given to their owner.
    assert_eq!(lines.len(), 3);
    assert_eq!(
        keys(&lines[0]),
        ["at", "by", "cost", "id", "kind", "place", "text"]
    );
    let gift = lines.iter().find(|line| line["kind"] == "gift").unwrap();
    assert_eq!(gift["cost"], json!({"minor": 12800, "currency": "CNY"}));
    assert_eq!(gift["place"], "上海");
    assert_eq!(card["contacts_30d"], json!(2));
    assert_ne!(card["next_contact_on"], json!(null));
    let told = place.boss(&["--lang", "en", "show", "C000001"]);
    assert!(
        told.contains("Gift") && told.contains("cost ¥128"),
        "{told}"
    );
    assert!(told.contains("E-mail in"), "{told}");
    let file = place.boss(&words("export interactions --to - --reason x"));
    assert!(file.contains("两盒茶叶,上海,128.00"), "{file}");
    place.boss(&["undo"]);
}

#[test]
fn what_is_heard_of_a_customer_is_no_contact_and_ends_no_plan() {
    let place = filled();
    place.boss(&words("log C000001 --disposition reached --next 3d"));
    let before = show(&place);
    place.boss(&words(
        "note C000001 --kind competitor --note 对手报价低一成",
    ));
    place.boss(&words(
        "note C000001 --kind secondary --note 工商年报 --cost 20",
    ));
    let card = show(&place);
    for same in ["last_contact_on", "next_contact_on", "contacts_30d"] {
        assert_eq!(card[same], before[same], "{same}");
    }
    assert_eq!(card["timeline"].as_array().unwrap().len(), 4);
    let checked = place.json(&["check"]);
    assert!(checked.iter().all(|check| check["ok"] == json!(true)));
    let wrong = run(
        &place,
        "boss",
        &words("note C000001 --kind competitor --note x --next 3d"),
    );
    assert_eq!(wrong.code, 2, "{}", wrong.err);
}

#[test]
fn a_note_that_cannot_be_is_refused_and_so_is_a_strangers() {
    let place = filled();
    for (line, code) in [
        ("note C000001 --kind call --note x", 2),
        ("note C000001 --kind gif --note x", 2),
        ("note C000001 --kind visit", 2),
        ("note C000001 --kind visit --cost -5", 2),
        ("note C000001 --kind visit --cost 1.234", 2),
        ("note C000001 --kind visit --note x --on 2999-01-01", 2),
        ("note C000009 --kind visit --note x", 1),
    ] {
        let said = run(&place, "boss", &words(line));
        assert_eq!(said.code, code, "{line}: {}", said.err);
    }
    place.boss(&words("staff add wu --name 吴 --role warehouse"));
    let other = run(&place, "wu", &words("note C000001 --kind visit --note x"));
    assert_eq!(other.code, 1, "{}", other.err);
    assert_eq!(show(&place)["timeline"].as_array().unwrap().len(), 1);
}

#[test]
fn a_number_is_verified_by_hand_and_by_what_came_of_a_call() {
    let place = filled();
    let bare = run(&place, "boss", &words("customer phone C000001 13800134821"));
    assert_eq!(bare.code, 2);
    place.boss(&words(
        "customer phone C000001 +8613800134821 --invalid --how 空号",
    ));
    let first = &show(&place)["phones"][0];
    assert_eq!(
        (
            &first["validity"],
            &first["validity_how"],
            &first["validity_by"]
        ),
        (&json!("invalid"), &json!("空号"), &json!("老板"))
    );
    let told = place.boss(&["--lang", "en", "show", "C000001"]);
    assert!(told.contains("空号 老板"), "{told}");
    place.boss(&words(
        "log C000001 --disposition reached --phone 13800134821",
    ));
    let first = &show(&place)["phones"][0];
    assert_eq!(
        (&first["validity"], &first["validity_how"]),
        (&json!("valid"), &json!("call"))
    );

    // What a result says of the number is the business's to say.
    let row = |place: &Place| {
        let rows = place.json(&["choice", "list", "disposition"]);
        rows.into_iter()
            .find(|row| row["code"] == "disconnected")
            .unwrap()
    };
    assert_eq!(row(&place)["validity"], "invalid");
    place.boss(&words(
        "choice change disposition disconnected --validity none",
    ));
    assert_eq!(row(&place)["validity"], json!(null));
    let flags = |row: &Value| (row["settles"].clone(), row["complaint"].clone());
    assert_eq!(flags(&row(&place)), (json!(false), json!(false)));
    place.boss(&words(
        "choice change disposition disconnected --settles yes --complaint yes",
    ));
    assert_eq!(flags(&row(&place)), (json!(true), json!(true)));
    place.boss(&["undo"]);
    assert_eq!(flags(&row(&place)), (json!(false), json!(false)));
    place.boss(&words(
        "log C000001 --disposition disconnected --phone 13800134821",
    ));
    assert_eq!(show(&place)["phones"][0]["validity"], "valid");
    place.boss(&words("customer phone C000001 13800134821 --unknown"));
    assert_eq!(show(&place)["phones"][0]["validity_at"], json!(null));
    place.boss(&words("staff add wu --name 吴 --role warehouse"));
    let other = run(
        &place,
        "wu",
        &words("customer phone C000001 13800134821 --valid"),
    );
    assert_eq!(other.code, 1);
}

#[test]
fn coded_lists_are_changed_but_never_into_a_circle() {
    let place = filled();
    let added = place.json(&words(
        "choice add nature pharmacy --label-zh 药店 --label-en Pharmacy --under retailer",
    ));
    assert_eq!(keys(&added[0]), ["code", "entry", "list"]);
    place.boss(&words("customer edit C000001 --set nature=药店"));
    for line in [
        "choice change nature retailer --under pharmacy",
        "choice change nature pharmacy --under pharmacy",
        "choice change nature pharmacy --under nobody",
        "choice change nature nothing --close",
        "choice change tier gold --validity valid",
        "choice change tier gold --settles yes",
        "choice change tier gold --complaint yes",
        "choice list nothing",
        "choice add nature pharmacy --label-zh 药店 --label-en Pharmacy",
    ] {
        let said = run(&place, "boss", &words(line));
        assert_eq!(said.code, 2, "{line}: {}", said.err);
    }
    place.boss(&words("choice change nature pharmacy --close"));
    let closed = run(
        &place,
        "boss",
        &words("customer edit C000001 --set nature=药店"),
    );
    assert_eq!(closed.code, 2);
    assert_eq!(show(&place)["nature"], "pharmacy");
    let agent = run(&place, "wangwei", &words("choice change tier gold --close"));
    assert_eq!(agent.code, 1);
    place.boss(&["undo"]);
    place.boss(&words(
        "customer edit C000001 --set nature=药店 --set remark=x",
    ));
}

#[test]
fn an_organisation_is_found_by_its_contact_person() {
    let place = filled();
    place.boss(&words(
        "customer add --set name=家乐福古北店 --set nature=超级市场 --set phone=021-62780000",
    ));
    place.boss(&words("customer person C000002 --name 单晓晓 --relation 采购经理 --employer 家乐福 --birthday 农历八月十五 --phone 13900139000 --phone 13900139001"));
    for typed in ["单晓晓", "sxx", "shanxiao", "9001", "+86139 0013 9000"] {
        let found = place.json(&["find", typed]);
        assert_eq!(found.len(), 1, "{typed}");
        assert_eq!(found[0]["code"], "C000002", "{typed}");
    }
    let whose = &place.json(&["find", "9001"])[0]["phones"];
    let of_them = |phone: &serde_json::Value| phone["whose"]["name"] == "单晓晓";
    assert!(whose.as_array().unwrap().iter().any(of_them), "{whose}");
    let card = place.json(&["show", "C000002"]).remove(0);
    assert_eq!(card["nature"], "supermarket");
    assert_eq!(
        card["members"],
        json!([{"kind": "contact", "name": "单晓晓", "relation": "采购经理", "employer": "家乐福"}])
    );
    let told = place.boss(&["--lang", "en", "show", "C000002"]);
    assert!(told.contains("采购经理"), "{told}");
    assert_eq!(card["dates"][0]["whose"]["name"], "单晓晓");
    let nature = place.json(&["choice", "list", "nature"]);
    let under = |code: &str| {
        let found = nature.iter().find(|row| row["code"] == code);
        found.unwrap()["under"].clone()
    };
    assert_eq!(
        (under("supermarket"), under("retailer")),
        (json!("retailer"), json!("intermediary"))
    );
    let nobody = run(&place, "boss", &words("customer person C000002 --name="));
    assert_eq!(nobody.code, 2, "{}", nobody.err);
    place.boss(&["undo"]);
    assert!(
        place.json(&["show", "C000002"])[0]["members"]
            .as_array()
            .unwrap()
            .is_empty()
    );
}

#[test]
fn a_former_customer_has_a_reason() {
    let place = filled();
    let bare = run(
        &place,
        "boss",
        &words("--json customer edit C000001 --set stage=former"),
    );
    assert_eq!(bare.code, 2, "{}", bare.err);
    assert!(bare.err.contains("stop_reason"), "{}", bare.err);
    place.boss(&words(
        "customer edit C000001 --set stage=former --set stop_reason=价格太高",
    ));
    let bare = run(
        &place,
        "boss",
        &words("customer edit C000001 --set stop_reason="),
    );
    assert_eq!(bare.code, 2, "{}", bare.err);
    let card = show(&place);
    assert_eq!(
        (&card["stage"], &card["stop_reason"]),
        (&json!("former"), &json!("price"))
    );
    place.boss(&words(
        "customer edit C000001 --set stage=current --set stop_reason=",
    ));
    let new = run(
        &place,
        "boss",
        &words("customer add --set name=王芳 --set stage=former"),
    );
    assert_eq!(new.code, 2, "{}", new.err);
}
