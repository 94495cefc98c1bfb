//! `huoke sale` and `huoke stock`: entered once, shown everywhere, done once under a key.

use serde_json::json;

use super::{Place, filled, objects, run};

/// The file with products, stock of the first kept.
fn shop() -> Place {
    let place = filled();
    place.boss(&["product", "add", "P001", "--name", "蜂胶", "--price", "299"]);
    place.boss(&[
        "product",
        "add",
        "P002",
        "--name",
        "灵芝茶",
        "--price",
        "88",
    ]);
    place.boss(&["stock", "receive", "P001", "１0"]);
    place
}

#[test]
fn a_sale_is_entered_once_under_its_key_and_shown_as_it_stands() {
    let place = shop();
    let add = [
        "--json",
        "sale",
        "add",
        "C000001",
        "--line",
        "P001:3:280:1",
        "--line",
        "P002:1",
        "--gift",
        "P002:1:生日",
        "--pay",
        "微信支付:500",
        "--delivery",
        "courier",
        "--once",
        "k1",
    ];
    let added = run(&place, "wangwei", &add);
    assert_eq!(added.code, 0, "{}", added.err);
    let sold = &objects(&added.out)[0];
    assert_eq!(sold["code"], "S000001");
    assert_eq!(sold["due"], json!({"minor": 42_800, "currency": "CNY"}));
    assert_eq!(sold["held"], 2);
    assert_eq!(run(&place, "wangwei", &add).out, added.out);
    let shown = &place.json(&["sale", "show", "S000001"])[0];
    assert_eq!(shown["state"], "open");
    assert_eq!(shown["lines"][0]["held"], 2);
    assert_eq!(shown["lines"][2]["cause"], "birthday");
    assert_eq!(shown["payments"][0]["method"], "wechat");
    assert_eq!(shown["delivery"], "courier");
    let listed = place.json(&["sale", "list", "--customer", "C000001", "--state", "open"]);
    assert_eq!(listed.len(), 1);
    let stock = place.json(&["stock", "list"]);
    assert_eq!(stock[0]["on_hand"], 9);
    assert_eq!(
        (&stock[0]["held"], &stock[0]["free"]),
        (&json!(2), &json!(7))
    );
    assert_eq!(stock[1]["on_hand"], json!(null));
    place.boss(&["check"]);
    place.boss(&["undo", &sold["entry"].to_string()]);
    assert_eq!(place.json(&["stock", "list"])[0]["on_hand"], 10);
    assert_eq!(
        place.json(&["sale", "show", "S000001~1"])[0]["state"],
        "void"
    );
    place.boss(&["check"]);
}

#[test]
fn what_cannot_be_sold_is_told_at_its_line_in_both_languages() {
    let place = shop();
    let refused = |lang: &str, line: &str| {
        let args = [
            "--lang", lang, "sale", "add", "C000001", "--line", "P002:1", "--line", line,
        ];
        place.refused(2, &args)
    };
    for (line, en, zh) in [
        (
            "P001:11",
            "line 2, quantity: 10 at most",
            "第 2 行数量: 最多 10",
        ),
        (
            "P001:x",
            "line 2, quantity: not a number",
            "第 2 行数量: 不是数字",
        ),
        (
            "P001:1:1.005",
            "line 2, price: more decimals",
            "第 2 行价格: 小数位太多",
        ),
        (
            "P009:1",
            "line 2, product: no such product; there are: P001",
            "第 2 行产品: 没有这个产品，有：P001 蜂胶",
        ),
        (
            "P001:1:1:2",
            "line 2, collected: 1 at most",
            "第 2 行领取数量: 最多 1",
        ),
    ] {
        let said = refused("en", line);
        assert!(said.contains(en), "{said}");
        let said = refused("zh", line);
        assert!(said.contains(zh), "{said}");
    }
    assert!(place.json(&["sale", "list"]).is_empty());
}

#[test]
fn money_and_goods_come_and_go_afterwards_each_step_once() {
    let place = shop();
    place.boss(&[
        "staff", "add", "qian", "--name", "钱收", "--role", "cashier",
    ]);
    let sell = [
        "sale",
        "add",
        "C000001",
        "--line",
        "P001:2:300:0",
        "--pay",
        "cash:100",
    ];
    assert_eq!(run(&place, "wangwei", &sell).code, 0);
    let pay = [
        "--json", "sale", "pay", "S000001", "cash:200", "--once", "p1",
    ];
    let paid = run(&place, "qian", &pay);
    assert_eq!(paid.code, 0, "{}", paid.err);
    assert_eq!(run(&place, "qian", &pay).out, paid.out);
    let now = &objects(&paid.out)[0];
    assert_eq!((&now["state"], &now["held"]), (&json!("open"), &json!(2)));
    assert_eq!(now["due"]["minor"], 30_000);
    place.boss(&["sale", "pay-oldest", "C000001", "wechat:300"]);
    let collected = &place.json(&["sale", "collect", "S000001", "P001:1"])[0];
    assert_eq!(
        (&collected["state"], &collected["held"]),
        (&json!("paid"), &json!(1))
    );
    place.boss(&["check"]);
}

#[test]
fn what_comes_back_or_is_called_off_leaves_steps_and_is_over_then() {
    let place = shop();
    let sell = [
        "sale",
        "add",
        "C000001",
        "--line",
        "P001:2:300:1",
        "--pay",
        "cash:600",
    ];
    assert_eq!(run(&place, "wangwei", &sell).code, 0);
    let back = &place.json(&["sale", "return", "S000001", "P001:1", "--refund", "cash"])[0];
    assert_eq!(
        (&back["paid"]["minor"], &back["due"]["minor"]),
        (&json!(30_000), &json!(0))
    );
    let off = &place.json(&["sale", "cancel", "S000001", "--reason", "不要了"])[0];
    assert_eq!(
        (&off["state"], &off["due"]["minor"]),
        (&json!("cancelled"), &json!(-30_000))
    );
    place.boss(&["sale", "refund", "S000001", "cash"]);
    let said = place.refused(1, &["sale", "return", "S000001"]);
    assert!(said.contains("called off"), "{said}");
    let steps = &place.json(&["sale", "show", "S000001"])[0]["steps"];
    let kinds: Vec<&str> = steps
        .as_array()
        .unwrap()
        .iter()
        .map(|step| step["kind"].as_str().unwrap())
        .collect();
    let happened = [
        "added",
        "returned",
        "refunded",
        "returned",
        "cancelled",
        "refunded",
    ];
    assert_eq!(kinds, happened);
    assert!(
        place
            .refused(1, &["sale", "pay", "S000009", "cash:1"])
            .contains("S000009")
    );
    assert_eq!(place.json(&["stock", "list"])[0]["on_hand"], 10);
    place.boss(&["check"]);
}

#[test]
fn a_floor_price_above_the_list_price_is_refused_with_both_wherever_it_comes_from() {
    let place = shop();
    place.boss(&["product", "edit", "P001", "--floor", "250"]);
    let both = |said: &str, floor: &str, list: &str| {
        let names = said.contains(floor) && said.contains(list);
        assert!(names, "{said}");
    };
    for (args, floor, list) in [
        (
            &["edit", "P001", "--floor", "299.01"][..],
            "¥299.01",
            "¥299",
        ),
        (&["edit", "P001", "--price", "249"], "¥250", "¥249"),
        (
            &[
                "add", "P003", "--name", "茶", "--price", "1", "--floor", "2",
            ],
            "¥2",
            "¥1",
        ),
    ] {
        let args = [&["product"], args].concat();
        let refused = run(&place, "boss", &args);
        assert_eq!(refused.code, 2, "{args:?}");
        both(&refused.err, floor, list);
    }
    // Both at once are as good as one after the other.
    let args = [
        "product", "edit", "P001", "--price", "200", "--floor", "200",
    ];
    place.boss(&args);
    // A list of prices cannot do it either.
    let prices = "code,name,price\nP001,蜂胶,150\nP002,灵芝茶,99\n";
    std::fs::write(place.path("p.csv"), prices).unwrap();
    let done = run(
        &place,
        "boss",
        &[
            "--json",
            "import",
            "products",
            "p.csv",
            "--match",
            "code",
            "--on-match",
            "update",
        ],
    );
    assert_eq!(done.code, 3, "{}", done.err);
    let rejected = std::fs::read_to_string(place.path("p.rejected.csv")).unwrap();
    both(&rejected, "¥200", "¥150");
    let listed = place.json(&["product", "list"]);
    assert_eq!(listed[0]["price"]["minor"], 20_000);
    assert_eq!(listed[1]["price"]["minor"], 9_900);
}

#[test]
fn products_are_listed_with_all_that_is_known_of_them_and_those_withdrawn_when_asked_for() {
    let place = shop();
    let terms = ["--floor", "250", "--reorder", "5", "--redeem", "300"];
    place.boss(&[&["product", "edit", "P001"][..], &terms].concat());
    place.boss(&["product", "edit", "P002", "--withdraw"]);
    let csv = |args: &[&str]| place.boss(&[&["product", "list", "--csv"], args].concat());
    let header =
        "code,name,category,price,cycle_days,points,floor_price,reorder_level,redeem,withdrawn";
    let first = format!("{header}\nP001,蜂胶,,299.00,,,250.00,5,300,\n");
    assert_eq!(csv(&[]), first);
    let all = format!("{first}P002,灵芝茶,,88.00,,,,,,yes\n");
    assert_eq!(csv(&["--withdrawn"]), all);
    let rows = place.json(&["product", "list", "--withdrawn"]);
    let withdrawn: Vec<_> = rows.iter().map(|row| &row["withdrawn"]).collect();
    assert_eq!(withdrawn, [false, true]);
}

#[test]
fn nobody_owes_for_a_sale_that_was_taken_back() {
    let place = shop();
    let add = ["sale", "add", "C000001", "--line", "P001:3:299:1"];
    assert_eq!(run(&place, "wangwei", &add).code, 0);
    assert_eq!(run(&place, "wangwei", &["undo"]).code, 0);
    let void = &place.json(&["sale", "list", "--state", "void"])[0];
    assert_eq!(void["due"]["minor"], 0);
    assert_eq!(void["held"], 0);
}
