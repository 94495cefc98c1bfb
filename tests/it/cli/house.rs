//! init, unit, staff, product, setting, explain; `--once` and the shapes of what they print.

use serde_json::json;

use super::{Place, files, keys, objects, said};

#[test]
fn a_file_is_made_once_and_never_over_another() {
    let place = Place::empty();
    let made = said(place.command().args(["--json", "init", "--login", "boss"]));
    assert_eq!(made.code, 0, "{}", made.err);
    let made = &objects(&made.out)[0];
    assert_eq!(keys(made), ["code", "entry", "file"]);
    assert_eq!((&made["code"], &made["entry"]), (&json!("boss"), &json!(1)));
    let before = std::fs::read(place.file()).unwrap();
    assert_eq!(place.plain(&["init", "--login", "other"]).code, 1);
    assert_eq!(std::fs::read(place.file()).unwrap(), before);
}

#[test]
fn a_file_is_not_made_with_a_zone_currency_or_login_that_is_none() {
    let place = Place::empty();
    for args in [
        &["init", "--zone", "Asia/Shanghia"][..],
        &["init", "--money", "XXQ"][..],
        &["init", "--region", "China"][..],
        &["init", "--login", "Wang Wei"][..],
        &["init", "--login", "exchange"][..],
        &["init", "--name", " "][..],
    ] {
        let said = place.plain(args);
        assert_eq!(said.code, 2, "{args:?}: {}", said.err);
    }
    assert_eq!(files(&place.path("")), vec![]);
    assert!(
        place
            .plain(&["init", "--zone", "Asia/Shanghia"])
            .err
            .contains("Asia/Shanghai")
    );
}

#[test]
fn units_and_people_are_added_and_listed() {
    let place = Place::new();
    let unit = place.json(&[
        "unit",
        "add",
        "SH",
        "--name",
        "上海分公司",
        "--kind",
        "branch",
    ]);
    assert_eq!(keys(&unit[0]), ["code", "entry", "id"]);
    place.boss(&[
        "units", "add", "SH1", "--name", "一组", "--kind", "team", "--under", "SH",
    ]);
    let units = place.json(&["unit", "list"]);
    assert_eq!(
        units[0],
        json!({"code": "SH", "name": "上海分公司", "kind": "branch", "under": null})
    );
    assert_eq!(units[1]["under"], "SH");

    let add = [
        "staff", "add", "wangwei", "--name", "王薇", "--role", "agent", "--unit", "SH1", "--ext",
        "801",
    ];
    assert_eq!(keys(&place.json(&add)[0]), ["code", "entry", "id"]);
    let people = place.json(&["staff", "list"]);
    let wangwei = people
        .iter()
        .find(|person| person["login"] == "wangwei")
        .unwrap();
    assert_eq!(
        *wangwei,
        json!({"id": 3, "login": "wangwei", "name": "王薇", "role": "agent", "unit": "SH1", "ext": "801", "active": true})
    );
    place.boss(&["staff", "disable", "wangwei"]);
    assert_eq!(place.plain(&["--as", "wangwei", "unit", "list"]).code, 1);
    assert!(place.boss(&["staff", "list"]).contains("disabled"));
    place.refused(1, &["staff", "disable", "boss"]);
    place.refused(1, &["staff", "disable", "nobody"]);
}

#[test]
fn products_are_listed_with_prices_as_money() {
    let place = Place::new();
    let add = [
        "product",
        "add",
        "P1",
        "--name",
        "蜂胶",
        "--price",
        "299",
        "--cycle-days",
        "30",
        "--points",
        "29",
    ];
    assert_eq!(keys(&place.json(&add)[0]), ["code", "entry", "id"]);
    place.boss(&["products", "add", "P2", "--name", "Free"]);
    let products = place.json(&["product", "list"]);
    assert_eq!(
        products[0]["price"],
        json!({"minor": 29900, "currency": "CNY"})
    );
    assert_eq!(
        products[1],
        json!({"code": "P2", "name": "Free", "category": null, "price": null, "cycle_days": null, "points": null,
            "floor_price": null, "reorder_level": null, "redeem": null, "withdrawn": false})
    );
    for price in ["12.345", "abc", "1e9"] {
        place.refused(
            2,
            &["product", "add", "P3", "--name", "x", "--price", price],
        );
    }
    assert_eq!(
        place.boss(&["product", "list", "--csv"]).lines().next(),
        Some(
            "code,name,category,price,cycle_days,points,floor_price,reorder_level,redeem,withdrawn"
        )
    );
}

#[test]
fn settings_are_explained_and_take_only_what_makes_sense() {
    let place = Place::new();
    let settings = place.json(&["setting", "list"]);
    assert!(
        settings
            .iter()
            .all(|row| keys(row) == ["default", "key", "sentence", "value"])
    );
    assert!(
        settings.iter().all(|row| row["sentence"].is_string()),
        "{settings:?}"
    );
    assert_eq!(place.boss(&["setting", "get", "open_file"]), "on\n");
    let set = place.json(&["settings", "set", "open_file", "off"]);
    assert_eq!(keys(&set[0]), ["code", "entry", "value"]);
    assert_eq!(place.boss(&["setting", "get", "open_file"]), "off\n");
    assert!(
        place
            .refused(2, &["setting", "set", "open_file", "maybe"])
            .contains("off")
    );
    assert!(
        place
            .refused(2, &["setting", "set", "open_fil", "on"])
            .contains("open_file")
    );
    place.refused(2, &["setting", "set", "demo", "on"]);
    place.refused(2, &["setting", "get", "made_by_uid"]);
    place.boss(&["staff", "add", "a1", "--name", "A", "--role", "agent"]);
    let agent = place.plain(&["--as", "a1", "setting", "set", "open_file", "on"]);
    assert_eq!(agent.code, 1, "agents set nothing: {}", agent.err);
}

#[test]
fn the_same_key_answers_the_same_and_another_command_under_it_is_refused() {
    let place = Place::new();
    let add = |name| {
        [
            "unit", "add", "SH", "--name", name, "--kind", "branch", "--once", "web-17",
        ]
    };
    let first = place.json(&add("上海"));
    assert_eq!(place.json(&add("上海")), first);
    assert_eq!(place.json(&["unit", "list"]).len(), 1);
    place.refused(2, &add("北京"));
    // Another person's key is another key; a refused command uses up none.
    place.boss(&["staff", "add", "zhao", "--name", "赵", "--role", "admin"]);
    let theirs = ["--as", "zhao"]
        .into_iter()
        .chain(add("上海"))
        .collect::<Vec<_>>();
    assert_eq!(place.plain(&theirs).code, 2, "the code is taken");
    let other = [
        "--as", "zhao", "unit", "add", "BJ", "--name", "北京", "--kind", "branch", "--once",
        "web-17",
    ];
    assert_eq!(place.plain(&other).code, 0);
}

#[test]
fn explain_says_how_texts_are_understood_and_needs_no_file() {
    let place = Place::empty();
    let run = |args: &[&str]| said(place.command().args(["--json", "explain"]).args(args));
    let phone = run(&["phone", "+86 138-0013-4821", "12", "-"]);
    assert_eq!(phone.code, 3, "{}", phone.err);
    let phones = objects(&phone.out);
    assert_eq!(
        keys(&phones[0]),
        ["extension", "input", "kind", "number", "stored", "valid"]
    );
    assert_eq!(phones[0]["number"], "+8613800134821");
    assert_eq!(phones[0]["stored"], "8613800134821");
    assert_eq!(
        (&phones[2]["input"], &phones[2]["error"]),
        (&json!("-"), &json!("no_digits"))
    );
    let name = objects(&run(&["name", "单田芳"]).out);
    assert_eq!(keys(&name[0]), ["initials", "input", "pinyin"]);
    assert!(
        name[0]["pinyin"]
            .as_array()
            .unwrap()
            .contains(&json!("shantianfang")),
        "{}",
        name[0]
    );
    let dates = run(&[
        "date",
        "农历1982年闰四月初八",
        "1985-05-27",
        "lunar:1985-05L-08",
        "2026-02-30",
    ]);
    assert_eq!(dates.code, 3);
    let dates = objects(&dates.out);
    assert_eq!(
        dates[0]["lunar"],
        json!({"year": 1982, "month": 4, "leap": true, "day": 8})
    );
    assert_eq!(keys(&dates[1]), ["input", "lunar", "solar"]);
    assert_eq!(dates[2]["error"], "impossible_date");
    assert_eq!(dates[3]["error"], "impossible_date");
    let lines = said(
        place
            .command()
            .args(["explain", "phone"])
            .write_stdin("13800134821\n95588\n"),
    );
    assert_eq!(
        (lines.code, lines.out.lines().count()),
        (0, 2),
        "{}",
        lines.err
    );
    assert_eq!(run(&["phone", "--region", "China", "1"]).code, 2);
    assert_eq!(files(&place.path("")), vec![]);
}

#[test]
fn a_number_that_no_plan_knows_is_explained_as_it_is_stored_and_found() {
    let place = Place::new();
    for (typed, stored) in [
        ("1 (11) 500 555-0162", "1115005550162"),
        ("85261234567", "85261234567"),
    ] {
        let explained = objects(&place.plain(&["--json", "explain", "phone", typed]).out);
        assert_eq!(explained[0]["stored"], stored);
        assert_eq!(explained[0]["valid"], false);
        let said = place.plain(&["explain", "phone", typed]).out;
        assert!(said.contains(&format!("  {stored}  ")), "{said}");
        assert!(said.contains("kept and found by these digits"), "{said}");
        let phone = format!("phone={typed}");
        let added = place.json(&["customer", "add", "--set", "name=A", "--set", &phone]);
        let found = place.json(&["find", stored]);
        assert_eq!(found[0]["code"], added[0]["code"]);
        assert_eq!(found[0]["phones"][0]["number"], stored);
    }
}

#[test]
fn a_region_without_numbers_of_its_own_is_refused_with_some_that_have() {
    let place = Place::empty();
    for region in ["ZZ", "China", "001"] {
        let made = place.plain(&["init", "--region", region]);
        assert_eq!(made.code, 2, "{}", made.err);
        assert!(made.err.contains("CN, HK"), "{}", made.err);
    }
    assert!(!place.file().exists());
    let made = place.plain(&["init", "--login", "boss", "--region", "se"]);
    assert_eq!(made.code, 0, "{}", made.err);
    assert_eq!(place.boss(&["setting", "get", "region"]), "SE\n");
    place.refused(2, &["setting", "set", "region", "ZZ"]);
    assert_eq!(place.boss(&["setting", "get", "region"]), "SE\n");
    place.boss(&["setting", "set", "region", "hk"]);
}

#[test]
fn whoever_was_known_without_a_word_is_told_when_that_ends_and_the_twentieth_says_look() {
    let place = Place::new();
    let add = |number: usize| {
        let login = format!("a{number}");
        let args = ["staff", "add", &login, "--name", "A", "--role", "agent"];
        said(place.command().args(["--as", "boss"]).args(args)).err
    };
    assert_eq!(said(place.command().args(["staff", "list"])).code, 0);
    let told = add(2);
    assert!(
        told.contains("--as boss") && !told.contains("open_file"),
        "{told}"
    );
    let nobody = said(place.command().args(["staff", "list"]));
    assert_eq!(nobody.code, 2);
    for number in 3..=19 {
        assert_eq!(add(number), "", "{number}");
    }
    assert!(add(20).contains("open_file"));
    assert_eq!(add(21), "");
    let nobody = said(place.command().args(["staff", "list"])).err;
    assert!(nobody.contains("… (21 in all)"), "{nobody}");
}
