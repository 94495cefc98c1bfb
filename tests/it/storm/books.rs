//! The books added up once more, row by row and without the sums that the file keeps: what came
//! into the store and what left it, money, points, goods held. Must not know how they are written.

use std::collections::BTreeMap;

use huoke::store::Reader;

type Sums = BTreeMap<i64, i64>;

/// What does not add up, in words.
pub fn wrong(reader: &Reader) -> Vec<String> {
    let rows = |query: &str| -> Vec<(i64, i64)> {
        reader.with_connection(|conn| {
            let mut query = conn.prepare(query).expect("sql");
            let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
            rows.expect("asked")
                .map(|row| row.expect("a row"))
                .collect()
        })
    };
    let sums = |query: &str| {
        let mut sums = Sums::new();
        for (of, by) in rows(query) {
            *sums.entry(of).or_default() += by;
        }
        sums
    };
    let mut wrong = store(&rows, &sums);
    // Who bought for how much, what came back of it, what was paid: none of it taken back.
    let bought = sums(
        "SELECT s.customer_id, l.amount FROM sale_line l JOIN sale s ON s.id = l.sale_id
         WHERE s.void = 0",
    );
    let back = sums("SELECT customer_id, amount FROM sale_event WHERE kind = 'returned'");
    let paid = sums("SELECT customer_id, amount FROM payment");
    let points = sums("SELECT customer_id, points FROM points_entry");
    let held = sums("SELECT customer_id, quantity FROM held_goods_entry");
    let of = |sums: &Sums, who: i64| sums.get(&who).copied().unwrap_or(0);
    for (column, sum) in [
        ("balance_due", None),
        ("points", Some(&points)),
        ("held", Some(&held)),
    ] {
        for (who, told) in rows(&format!("SELECT id, {column} FROM customer")) {
            let there = match sum {
                Some(sums) => of(sums, who),
                None => of(&bought, who) - of(&back, who) - of(&paid, who),
            };
            if told != there {
                wrong.push(format!("{column} of customer {who} is {told}, not {there}"));
            }
        }
    }
    wrong
}

/// What is on hand is what was received less what was issued, and was never below zero.
fn store(rows: &dyn Fn(&str) -> Vec<(i64, i64)>, sums: &dyn Fn(&str) -> Sums) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut there = Sums::new();
    for (product, by) in rows("SELECT product_id, quantity FROM stock_move ORDER BY id") {
        let now = there.entry(product).or_default();
        *now += by;
        if *now < 0 {
            wrong.push(format!("product {product} was below zero: {now}"));
        }
    }
    let received =
        sums("SELECT product_id, quantity FROM stock_move WHERE cause IN ('receive', 'count')");
    let issued = sums(
        "SELECT product_id, -quantity FROM stock_move WHERE cause NOT IN ('receive', 'count')",
    );
    for (product, told) in rows("SELECT id, on_hand FROM product WHERE on_hand IS NOT NULL") {
        let of = |sums: &Sums| sums.get(&product).copied().unwrap_or(0);
        if told != of(&received) - of(&issued) {
            wrong.push(format!("of product {product} there are {told}"));
        }
    }
    wrong
}
