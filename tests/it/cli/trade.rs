//! `huoke sale report`, `records` and `print`, and the terms of products: figures that add up,
//! slips that stay in their columns.

use serde_json::{Value, json};

use super::{Place, filled, run};

/// Two sales of wangwei's and one of zhaoyun's, to two customers.
fn sold() -> Place {
    let place = filled();
    place.boss(&[
        "product",
        "add",
        "P001",
        "--name",
        "蜂胶软胶囊（大包装）",
        "--price",
        "299",
        "--floor",
        "250",
    ]);
    place.boss(&[
        "product",
        "add",
        "P002",
        "--name",
        "灵芝茶",
        "--price",
        "88",
    ]);
    place.boss(&["customer", "add", "--set", "name=王芳"]);
    let sell = |login: &str, customer: &str, more: &[&str]| {
        let args = [&["sale", "add", customer], more].concat();
        let sold = run(&place, login, &args);
        assert_eq!(sold.code, 0, "{}", sold.err);
    };
    sell(
        "wangwei",
        "C000001",
        &[
            "--line",
            "P001:2",
            "--pay",
            "cash:500",
            "--on",
            "2026-10-05",
        ],
    );
    sell(
        "wangwei",
        "C000001",
        &[
            "--line",
            "P001:3::1",
            "--line",
            "P002:1",
            "--gift",
            "P002:1:birthday",
            "--pay",
            "wechat:985",
            "--remark",
            "下午送",
        ],
    );
    sell("zhaoyun", "C000002", &["--line", "P002:2"]);
    place.boss(&["sale", "return", "S000002", "P001:1"]);
    place
}

fn of<'v>(rows: &'v [Value], key: &str) -> &'v Value {
    rows.iter().find(|row| row["key"] == key).unwrap()
}

#[test]
fn figures_of_a_period_add_up_by_person_branch_product_and_month() {
    let place = sold();
    let whole = ["--from", "2026-10-01"];
    let ask = |by: &str| place.json(&[&["sale", "report", "--by", by][..], &whole[..]].concat());
    let people = ask("person");
    let hers = of(&people, "wangwei");
    // 598, and 897 + 88 of which 299 came back; the first sale was to a new customer.
    assert_eq!(
        (&hers["sales"], &hers["new_customers"]),
        (&json!(2), &json!(1))
    );
    assert_eq!(hers["amount"]["minor"], 59_800 + 98_500 - 29_900);
    assert_eq!(
        (&hers["new"]["minor"], &hers["repeat"]["minor"]),
        (&json!(59_800), &json!(68_600))
    );
    assert_eq!(
        (&hers["returned"]["minor"], &hers["collected"]["minor"]),
        (&json!(29_900), &json!(148_500))
    );
    let branches = ask("branch");
    assert_eq!(of(&branches, "T2")["amount"]["minor"], 17_600);
    let products = ask("product");
    let bee = of(&products, "P001");
    assert_eq!(
        (&bee["pieces"], &bee["amount"]["minor"]),
        (&json!(4), &json!(4 * 29_900))
    );
    assert_eq!(bee["collected"], json!(null));
    let months = ask("month");
    assert_eq!(of(&months, "2026-10")["amount"]["minor"], 59_800);
    let sum = |rows: &[Value]| {
        rows.iter()
            .map(|row| row["amount"]["minor"].as_i64().unwrap())
            .sum::<i64>()
    };
    let sums = [sum(&people), sum(&branches), sum(&products), sum(&months)];
    assert_eq!(sums, [146_000; 4]);
    let table = place.boss(&["sale", "report", "--from", "2026-10-01", "--csv"]);
    assert!(
        table.ends_with("all,,3,2,8,1460.00,774.00,686.00,299.00,1485.00\n"),
        "{table}"
    );
}

#[test]
fn what_was_bought_is_listed_by_customer_product_person_and_branch_with_totals() {
    let place = sold();
    let count = |more: &[&str]| place.json(&[&["sale", "records"], more].concat()).len();
    assert_eq!(count(&[]), 5);
    assert_eq!(count(&["--customer", "C000001"]), 4);
    assert_eq!(count(&["--customer", "C000001", "--product", "P001"]), 2);
    assert_eq!(count(&["--product", "P002"]), 3);
    assert_eq!(count(&["--by", "zhaoyun"]), 1);
    assert_eq!(count(&["--branch", "T1", "--from", "2026-10-06"]), 3);
    assert_eq!(count(&["--to", "2026-10-05"]), 1);
    for list in ["records", "list"] {
        let rows = place.boss(&["sale", list, "--csv"]);
        let first = rows.lines().nth(1).unwrap();
        let at = first.split(',').nth(1).unwrap();
        let read = chrono::NaiveDateTime::parse_from_str(at, "%Y-%m-%d %H:%M:%S");
        assert!(read.is_ok(), "{first}");
    }
    let said = run(
        &place,
        "boss",
        &["sale", "records", "--product", "P001", "--limit", "1"],
    );
    assert!(
        said.err
            .contains("2 lines, 4 pieces, ¥1,196; ¥299 came back."),
        "{}",
        said.err
    );
}

#[test]
fn what_was_bought_leaves_whole_with_a_reason_and_a_trace_by_those_who_may_export() {
    let place = sold();
    let file = place.path("bought.csv");
    let file = file.to_str().unwrap();
    let leave = ["sale", "records", "--product", "P002", "--out", file];
    assert!(place.refused(2, &leave).contains("--reason"));
    let leave = [&leave[..], &["--reason", "盘点"]].concat();
    let agent = run(&place, "wangwei", &leave);
    assert_eq!(agent.code, 1, "{}", agent.err);
    assert!(!std::path::Path::new(file).exists());
    let told = &place.json(&leave)[0];
    assert_eq!((&told["what"], &told["rows"]), (&json!("lines"), &json!(3)));
    let text = std::fs::read_to_string(file).unwrap();
    let mut lines = text.lines();
    let header = lines.next().unwrap().trim_start_matches('\u{feff}');
    assert!(
        header.starts_with("sale,at,customer,name,product"),
        "{header}"
    );
    assert_eq!(lines.filter(|line| line.contains("P002")).count(), 3);
    let entries = place.json(&["journal"]);
    let mut entries = entries.iter();
    let trace =
        entries.find(|entry| entry["entry"] == told["entry"] || entry["id"] == told["entry"]);
    let trace = trace.unwrap();
    assert!(trace.to_string().contains("盘点"), "{trace}");
    assert!(
        place
            .refused(2, &[&leave[..5], &["b.txt", "--reason", "x"]].concat())
            .contains(".xlsx")
    );
    let book = place.path("bought.xlsx");
    let all = [
        "sale",
        "records",
        "--out",
        book.to_str().unwrap(),
        "--reason",
        "盘点",
    ];
    assert_eq!(place.json(&all)[0]["rows"], 5);
}

#[test]
fn a_slip_stays_in_its_columns_and_follows_the_template_of_the_business() {
    let place = sold();
    for (columns, width) in [("32", 32), ("48", 48), ("80", 80)] {
        for lang in ["zh", "en"] {
            let slip = place.boss(&[
                "--lang", lang, "sale", "print", "S000002", "--width", columns,
            ]);
            for line in slip.lines() {
                assert!(huoke::kit::width::width(line) <= width, "{line}");
            }
            assert!(slip.contains("985.00") && slip.contains("下午送"), "{slip}");
        }
    }
    let slip = place.boss(&["--lang", "zh", "sale", "print", "S000002", "--width", "32"]);
    let lines: Vec<&str> = slip.lines().collect();
    assert_eq!(lines[0], format!("{}销售单", " ".repeat(13)));
    assert!(lines.contains(&"蜂胶软胶囊（大包装）"), "{slip}");
    assert!(
        lines.contains(&"灵芝茶  × 1                 生日"),
        "{slip}"
    );
    let receipt = place.boss(&["--lang", "zh", "sale", "print", "S000002", "--receipt"]);
    assert!(receipt.contains("微信支付"), "{receipt}");
    // What is in use is printed, to be edited and set.
    let usual = place.boss(&["--lang", "zh", "sale", "template"]);
    assert!(usual.starts_with("^销售单\n{code}<>{date}\n"), "{usual}");
    place.boss(&["setting", "set", "slip_sale", usual.trim_end()]);
    let again = place.boss(&["--lang", "zh", "sale", "print", "S000002", "--width", "32"]);
    assert_eq!(again, slip);
    place.boss(&[
        "setting",
        "set",
        "slip_sale",
        "^{name}\n{lines}\n应收<>{total}\n{delivery}",
    ]);
    let own = place.boss(&["sale", "print", "S000002", "--width", "24"]);
    assert_eq!(own.lines().last().unwrap(), "应收              686.00");
    let wrong = place.refused(2, &["setting", "set", "slip_sale", "{totl}"]);
    assert!(
        wrong.contains("slip_sale {totl}: no such field; nearest: total"),
        "{wrong}"
    );
    let own = place.boss(&["sale", "template"]);
    assert!(own.starts_with("^{name}\n{lines}\n"), "{own}");
    assert_eq!(
        place.boss(&["--lang", "zh", "sale", "template", "--usual"]),
        usual
    );
    let help = place.boss(&["sale", "template", "--help"]);
    for field in huoke::domain::sale::slip::FIELDS {
        assert!(help.contains(&format!("{{{field}}}")), "{field}: {help}");
    }
}

#[test]
fn below_the_floor_only_managers_sell_and_what_is_withdrawn_nobody() {
    let place = sold();
    let sell = ["sale", "add", "C000001", "--line", "P001:1:240"];
    let said = run(&place, "wangwei", &sell);
    assert_eq!(said.code, 2);
    assert!(
        said.err.contains("line 1, price: 250.00 at least"),
        "{}",
        said.err
    );
    place.boss(&sell);
    place.boss(&["setting", "set", "discount_agent", "10"]);
    let said = run(
        &place,
        "wangwei",
        &["sale", "add", "C000001", "--line", "P001:1:269"],
    );
    assert!(
        said.err.contains("line 1, price: 269.10 at least"),
        "{}",
        said.err
    );
    place.boss(&["product", "edit", "P001", "--withdraw"]);
    assert!(place.refused(2, &sell).contains("line 1, product"));
    place.boss(&["product", "edit", "P001", "--restore", "--floor", ""]);
    let listed = place.json(&["product", "list"]);
    assert_eq!(listed[0]["floor_price"], json!(null));
    place.boss(&sell);
}

#[test]
fn a_slip_adds_up_after_goods_came_back_and_money_to_give_back_is_said_with_its_command() {
    let place = sold();
    let slip = place.boss(&["--lang", "en", "sale", "print", "S000002", "--width", "48"]);
    let right = |word: &str| {
        let line = slip.lines().find(|line| line.trim().starts_with(word));
        line.and_then(|line| line.split_whitespace().last().map(str::to_owned))
    };
    assert_eq!(right("1 returned").as_deref(), Some("-299.00"), "{slip}");
    assert_eq!(right("Total").as_deref(), Some("686.00"), "{slip}");
    let shown = place.boss(&["--lang", "en", "sale", "show", "S000002"]);
    assert!(shown.contains("¥299"), "{shown}");
    let off = place.boss(&["--lang", "en", "sale", "cancel", "S000002", "--reason", "x"]);
    assert!(
        off.contains("¥985 is to be given back: huoke sale refund S000002"),
        "{off}"
    );
    let paid = place.boss(&["--lang", "en", "sale", "refund", "S000002", "cash"]);
    assert!(paid.starts_with("¥985 given back (Cash)"), "{paid}");
    let slip = place.boss(&["--lang", "en", "sale", "print", "S000002"]);
    assert!(slip.contains("S000002 cancelled"), "{slip}");
}

#[test]
fn what_cannot_be_sold_is_said_where_it_was_typed_with_what_there_is_instead() {
    let place = sold();
    place.boss(&["stock", "receive", "P001", "6"]);
    let bad = |args: &[&str]| {
        let ran = run(&place, "wangwei", &[&["--lang", "en"], args].concat());
        assert_eq!(ran.code, 2, "{}", ran.err);
        ran.err
    };
    let sell = ["sale", "add", "C000001", "--line"];
    let much = bad(&[&sell[..], &["P001:1000000"]].concat());
    assert!(much.contains("quantity: 6 at most"), "{much}");
    let none = bad(&[&sell[..], &["P001:-1"]].concat());
    assert!(none.contains("more than 0"), "{none}");
    let method = bad(&[&sell[..], &["P001:1", "--pay", "zzzzzz:1"]].concat());
    assert!(
        method.contains("cash") && method.contains("wechat"),
        "{method}"
    );
    let counted = place.boss(&["--lang", "en", "stock", "count", "P001", "1"]);
    assert!(
        counted.contains("2 are held for customers: 1 missing"),
        "{counted}"
    );
}
