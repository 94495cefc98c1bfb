//! What customers run out of: a product's cycle, a customer's own use, what `show` says of it, and
//! what a change for everybody leaves behind however it ends.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::{Place, filled, keys, said};

/// A file in which the customer C000001 bought three boxes of propolis three times, and a pot.
fn bought() -> Place {
    let place = filled();
    let add = |code, name| place.boss(&["product", "add", code, "--name", name]);
    add("P1", "蜂胶");
    add("P2", "茶壶");
    sell(
        &place,
        "C000001,P1,2026-03-01,3\nC000001,P1,2026-05-24,3\nC000001,P1,2026-08-23,3\nC000001,P2,2026-08-23,1\n",
    );
    place
}

/// Imports sales: customer, product, day, quantity.
fn sell(place: &Place, lines: &str) {
    let map = "[fields]\ncustomer = \"c\"\nproduct = \"p\"\ndate = \"d\"\nquantity = \"q\"\namount = \"r\"\n";
    let lines = lines.replace('\n', ",1\n");
    std::fs::write(place.path("sales.toml"), map).unwrap();
    std::fs::write(place.path("sales.csv"), format!("c,p,d,q,r\n{lines}")).unwrap();
    place.boss(&["import", "sales", "sales.csv", "--map", "sales.toml"]);
}

fn supply(place: &Place) -> Value {
    place.json(&["show", "C000001"])[0]["supply"].clone()
}

fn is_sound(place: &Place) {
    let checks = place.json(&["check"]);
    let broken: Vec<&Value> = checks.iter().filter(|check| check["ok"] == false).collect();
    assert_eq!(broken, Vec::<&Value>::new());
}

#[test]
fn a_cycle_given_to_a_product_shows_when_its_buyers_run_out_and_why() {
    let place = bought();
    assert_eq!(supply(&place), json!([]));
    place.boss(&["product", "edit", "P1", "--cycle-days", "30"]);
    let found = supply(&place);
    assert_eq!(
        keys(&found[0]),
        [
            "bought_on",
            "cycle_days",
            "earliest",
            "intervals",
            "latest",
            "left_days",
            "lot_days",
            "name",
            "product",
            "quantity",
            "runs_out_on",
            "users"
        ]
    );
    // 84 and 91 days between purchases of 90 days: five days are left each time.
    assert_eq!(found[0]["runs_out_on"], "2026-11-26");
    assert_eq!(found[0]["earliest"], "2026-11-25");
    assert_eq!(found[0]["latest"], "2026-11-27");
    assert_eq!(found[0]["intervals"], json!([84, 91]));
    assert_eq!(
        (
            found[0]["quantity"].clone(),
            found.as_array().unwrap().len()
        ),
        (json!(3), 1)
    );
    let said = place.boss(&["show", "C000001"]);
    assert!(said.contains("last intervals 84, 91 days"), "{said}");
    is_sound(&place);
    // Taken back, it lasts for ever again.
    place.boss(&["undo"]);
    assert_eq!(supply(&place), json!([]));
    is_sound(&place);
}

#[test]
fn a_cycle_that_a_file_brings_is_as_good_as_one_that_is_typed() {
    let place = bought();
    std::fs::write(place.path("p.csv"), "code,name,cycle_days\nP1,蜂胶,30\n").unwrap();
    place.boss(&["import", "products", "p.csv", "--on-match", "update"]);
    assert_eq!(supply(&place)[0]["runs_out_on"], "2026-11-26");
    is_sound(&place);
}

#[test]
fn a_customer_uses_a_product_in_their_own_way_until_it_is_taken_back() {
    let place = bought();
    place.boss(&["product", "edit", "P2", "--cycle-days", "100"]);
    let ends = |place: &Place| supply(place)[0]["runs_out_on"].clone();
    assert_eq!(ends(&place), "2026-12-01");
    let two = [
        "customer", "use", "C000001", "P2", "--users", "2", "--once", "u1",
    ];
    let told = place.json(&two);
    assert_eq!(
        keys(&told[0]),
        ["code", "cycle_days", "entry", "product", "users"]
    );
    assert_eq!(
        (told[0]["users"].clone(), told[0]["cycle_days"].clone()),
        (json!(2), json!(null))
    );
    assert_eq!(place.json(&two), told, "the same key does it once");
    assert_eq!(ends(&place), "2026-10-12");
    place.boss(&["customer", "use", "C000001", "P2", "--cycle-days", "60"]);
    assert_eq!(ends(&place), "2026-09-22");
    place.boss(&["customer", "use", "C000001", "P2", "--users", "0"]);
    assert_eq!(supply(&place), json!([]));
    place.boss(&["undo"]);
    assert_eq!(ends(&place), "2026-09-22");
    place.boss(&["customer", "use", "C000001", "P2", "--usual"]);
    assert_eq!(ends(&place), "2026-12-01");
    is_sound(&place);
}

#[test]
fn what_cannot_be_is_refused_and_nothing_changes() {
    let place = bought();
    for args in [
        &["customer", "use", "C000001", "P1", "--users", "-1"][..],
        &["customer", "use", "C000001", "P1", "--users", "1001"],
        &["customer", "use", "C000001", "P1", "--cycle-days", "0"],
        &["customer", "use", "C000001", "P1"],
        &["product", "edit", "P1"],
        &["product", "edit", "P1", "--cycle-days", "-3"],
        &["product", "edit", "P1", "--cycle-days", "36501"],
        &["product", "edit", "P1", "--price", "dear"],
        &["product", "edit", "P1", "--name", ""],
    ] {
        place.refused(2, args);
    }
    let no_product = place.refused(1, &["customer", "use", "C000001", "P9", "--users", "2"]);
    assert!(
        no_product.contains("There is no product P9"),
        "{no_product}"
    );
    place.refused(1, &["product", "edit", "P9", "--name", "x"]);
    place.refused(1, &["customer", "use", "C000009", "P1", "--users", "2"]);
    let other = super::run(&place, "zhaoyun", &["product", "edit", "P1", "--name", "x"]);
    assert_eq!(other.code, 1, "{}", other.err);
    assert_eq!(place.json(&["product", "list"])[0]["name"], "蜂胶");
    assert_eq!(supply(&place), json!([]));
}

#[test]
fn a_product_is_changed_as_far_as_it_is_said() {
    let place = bought();
    place.boss(&["product", "edit", "P1", "--price", "299", "--points", "3"]);
    place.boss(&[
        "product",
        "edit",
        "P1",
        "--name",
        "蜂胶软胶囊",
        "--category",
        "保健 / 蜂产品",
    ]);
    let product = place.json(&["product", "list"])[0].clone();
    assert_eq!(product["price"], json!({"minor": 29900, "currency": "CNY"}));
    assert_eq!(product["name"], "蜂胶软胶囊");
    assert_eq!(product["category"], "保健 / 蜂产品");
    assert_eq!(
        (product["points"].clone(), product["cycle_days"].clone()),
        (json!(3), json!(null))
    );
    place.boss(&["undo"]);
    assert_eq!(place.json(&["product", "list"])[0]["name"], "蜂胶");
}

#[test]
#[expect(clippy::disallowed_methods, reason = "it is killed while it runs")]
fn killed_in_the_middle_it_is_gone_on_with_by_whoever_writes_next() {
    let place = bought();
    let customers: String = (0..3_000).map(|n| format!("X{n},客户{n}\n")).collect();
    std::fs::write(place.path("c.csv"), format!("编号,姓名\n{customers}")).unwrap();
    place.boss(&["import", "customers", "c.csv"]);
    let lines: String = (0..3_000)
        .map(|n| format!("X{n},P1,2026-08-23,3\n"))
        .collect();
    sell(&place, &lines);
    let file = huoke::store::House::open(&place.file()).unwrap();
    let pending = || crate::dump::number(&place.file(), "SELECT count(*) FROM derive_sweep");
    let at = || {
        let query = "SELECT coalesce(max(next_customer), 0) FROM derive_sweep";
        crate::dump::number(&place.file(), query)
    };
    let binary = env!("CARGO_BIN_EXE_huoke");
    let mut child = std::process::Command::new(binary)
        .args(["--db", place.file().to_str().unwrap(), "--as", "boss"])
        .args(["product", "edit", "P1", "--cycle-days", "30"])
        .env_clear()
        .stdout(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let begun = Instant::now();
    // Some of them are done, and what is done stays.
    while at() <= 1 && child.try_wait().unwrap().is_none() {
        assert!(begun.elapsed() < Duration::from_secs(60));
        std::thread::yield_now();
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let came_to = at();
    assert!(came_to > 1 && pending() == 1, "it was killed in the middle");
    is_sound(&place);
    let half = "SELECT count(*) FROM supply";
    let done = crate::dump::number(&place.file(), half);
    assert!(done > 0 && done < 3_001, "{done}");
    drop(file);
    let next = said(place.command().args([
        "--as", "boss", "customer", "edit", "X1", "--set", "remark=x",
    ]));
    assert_eq!(next.code, 0, "{}", next.err);
    assert_eq!(pending(), 0);
    assert_eq!(crate::dump::number(&place.file(), half), 3_001);
    is_sound(&place);
}
