//! `--once` on every command of `huoke sale` and `huoke stock` that changes something, and what
//! they refuse: amounts, goods that are gone, what is over.

use super::{Place, filled, run};

/// Five of one product in the store, and one sale of which all kinds of things can still be done.
fn shop() -> Place {
    let place = filled();
    for (code, price) in [("P001", "299"), ("P002", "88")] {
        place.boss(&["product", "add", code, "--name", "蜂胶", "--price", price]);
    }
    place.boss(&["stock", "receive", "P001", "5"]);
    place.boss(&[
        "sale",
        "add",
        "C000001",
        "--line",
        "P001:3:300:1",
        "--pay",
        "cash:100",
    ]);
    place
}

fn rows(place: &Place) -> Vec<i64> {
    let house = huoke::store::House::open(&place.file()).unwrap();
    let reader = house.reader(huoke::store::Cache::Lookup).unwrap();
    let tables = [
        "sale",
        "sale_line",
        "payment",
        "stock_move",
        "points_entry",
        "held_goods_entry",
        "sale_event",
        "journal_entry",
    ];
    let count = |table: &&str| {
        let query = format!("SELECT count(*) FROM {table}");
        reader.with_connection(|conn| conn.query_row(&query, [], |row| row.get(0)).unwrap())
    };
    tables.iter().map(count).collect()
}

#[test]
fn each_command_under_a_key_is_done_once_and_another_under_it_is_refused() {
    let place = shop();
    for (command, another) in [
        (
            "sale add C000001 --line P002:1 --pay cash:88",
            "sale add C000001 --line P002:2 --pay cash:88",
        ),
        (
            "sale add C000001 --line P002:1 --gift P002:1:sample",
            "sale pay S000001 cash:1",
        ),
        ("sale pay S000001 cash:100", "sale pay S000001 cash:101"),
        (
            "sale pay-oldest C000001 wechat:50",
            "sale pay-oldest C000001 wechat:51",
        ),
        (
            "sale collect S000001 P001:1",
            "sale collect S000001 P001:1 P002:1",
        ),
        (
            "sale return S000001 P001:1 --refund cash",
            "sale return S000001 P001:1",
        ),
        (
            "sale cancel S000001 --reason 不要了",
            "sale cancel S000001 --reason 别的",
        ),
        ("sale refund S000001 cash:10", "sale refund S000001 cash"),
        (
            "stock receive P001 7 --note 送货",
            "stock receive P001 8 --note 送货",
        ),
        ("stock count P001 9", "stock receive P001 9"),
        ("stock level P001 3", "stock level P001 4"),
        ("stock level P001", "stock level P002"),
        ("undo", "undo 1"),
    ] {
        let key = format!("key of {command}");
        let words = |command: &'static str| -> Vec<String> {
            let words = command.split(' ').map(str::to_owned);
            words.chain(["--once".to_owned(), key.clone()]).collect()
        };
        let (first, other) = (words(command), words(another));
        let first: Vec<&str> = std::iter::once("--json")
            .chain(first.iter().map(String::as_str))
            .collect();
        let other: Vec<&str> = other.iter().map(String::as_str).collect();
        let before = rows(&place);
        let said = place.boss(&first);
        let after = rows(&place);
        assert_ne!(before, after, "{command} did nothing");
        assert_eq!(place.boss(&first), said, "{command}");
        assert_eq!(rows(&place), after, "{command} was done twice");
        let refused = place.refused(2, &other);
        assert!(refused.contains("once key"), "{another}: {refused}");
        assert_eq!(rows(&place), after, "{another} was done");
        place.boss(&["check"]);
    }
}

#[test]
fn what_cannot_be_is_refused_at_its_field_and_changes_nothing() {
    let place = shop();
    let before = rows(&place);
    for (code, command, says) in [
        // Amounts: separators, full-width digits and signs are read; the rest is told.
        (2, "sale pay S000001 cash:1.005", "more decimals"),
        (2, "sale pay S000001 cash:-5", "payment"),
        (2, "sale pay S000001 cash:0", "payment"),
        (2, "sale pay S000001 cash:99999999999999999999", "payment"),
        (2, "sale pay S000001 cash:abc", "payment"),
        (2, "sale pay S000001 cash:800.01", "800.00 at most"),
        (2, "sale pay S000001 gold:1", "no such value"),
        (2, "sale pay-oldest C000001 cash:801", "800.00 at most"),
        (2, "sale refund S000001 cash", "0.00 at most"),
        (2, "sale collect S000001 P001:3", "2 at most"),
        (2, "sale collect S000001 P002:1", "0 at most"),
        (2, "sale return S000001 P001:4", "3 at most"),
        (2, "sale cancel S000001", "reason"),
        (2, "sale add C000001 --line P001:5", "quantity: 4 at most"),
        (2, "sale add C000001 --line P001:0", "quantity"),
        (2, "sale add C000001 --line P001:-1", "quantity"),
        (
            2,
            "sale add C000001 --line P001:1 --pay cash:299.01",
            "299.00 at most",
        ),
        (2, "sale add C000001 --redeem P001:1", "points"),
        (1, "sale pay S000099 cash:1", "S000099"),
        (1, "sale add C000099 --line P001:1", "C000099"),
        (2, "stock receive P001 -3", "quantity"),
        (2, "stock receive P009 3", "no such product"),
        (2, "stock count P001 -1", "quantity"),
        (
            2,
            "sale add C000001 --line P002:1:92233720368547758.07",
            "price: 10000000000.00 at most",
        ),
        (
            2,
            "sale add C000001 --line P002:2:9000000000",
            "price: 5000000000.00 at most",
        ),
        (
            2,
            "sale add C000001 --line P002:1:9000000000 --line P001:1:9000000000",
            "line 2, price: 1000000000.00 at most",
        ),
        (2, "stock receive P001 99999999999", "1000000000 at most"),
        (2, "stock level P001 -1", "reorder level"),
        (2, "stock level P001 x", "reorder level"),
    ] {
        let words: Vec<&str> = command.split(' ').collect();
        let said = place.refused(code, &words);
        assert!(said.contains(says), "{command}: {said}");
        assert_eq!(rows(&place), before, "{command} left something");
    }
    // Read as they are meant.
    let paid = place.json(&["sale", "pay", "S000001", "现金：￥３００.５０"]);
    assert_eq!(paid[0]["due"]["minor"], 80_000 - 30_050);
    place.boss(&["sale", "pay-oldest", "C000001", "cash:¥0,499.50"]);
    place.boss(&["check"]);
}

#[test]
fn a_sale_says_what_was_paid_with_it_and_points_are_no_way_below_its_price() {
    let place = shop();
    // What was paid with a sale is said of it, and an end before its beginning.
    let shown = place.boss(&["--lang", "en", "sale", "show", "S000001"]);
    assert!(shown.contains("paid ¥100 "), "{shown}");
    let back = [
        "sale",
        "report",
        "--from",
        "2026-12-01",
        "--to",
        "2026-11-01",
    ];
    let said = place.refused(2, &back);
    assert!(said.contains("--to: 2026-12-01 at least"), "{said}");
    let cheap = ["sale", "add", "C000001", "--redeem", "P001:1:1"];
    let said = run(&place, "wangwei", &cheap);
    assert!(
        said.err.contains("cannot be had for points"),
        "{}",
        said.err
    );
}

#[test]
fn what_changed_between_looking_and_saving_is_told_at_the_line() {
    let place = shop();
    let sell = [
        "sale", "add", "C000001", "--line", "P002:1", "--line", "P001:4",
    ];
    let refused = |says: &str| {
        let said = run(&place, "wangwei", &sell);
        assert_eq!(said.code, 2, "{}", said.err);
        assert!(said.err.contains(says), "{}", said.err);
    };
    // A colleague took two of the four that were there.
    place.boss(&["sale", "collect", "S000001"]);
    refused("line 2, quantity: 2 at most");
    place.boss(&["stock", "receive", "P001", "9"]);
    place.boss(&["product", "edit", "P001", "--withdraw"]);
    refused("line 2, product");
    let terms = ["--restore", "--price", "310", "--floor", "300"];
    place.boss(&[&["product", "edit", "P001"][..], &terms].concat());
    let below = [
        "sale",
        "add",
        "C000001",
        "--line",
        "P002:1",
        "--line",
        "P001:4:299",
    ];
    let said = run(&place, "wangwei", &below);
    assert_eq!(said.code, 2, "{}", said.err);
    assert!(
        said.err.contains("line 2, price: 300.00 at least"),
        "{}",
        said.err
    );
    let said = run(&place, "wangwei", &[&["--json"], &sell[..]].concat());
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(
        said.out.contains(&(8_800 + 4 * 31_000).to_string()),
        "{}",
        said.out
    );
    place.boss(&["check"]);
}
