//! The books added up once more, row by row and without the sums that the file keeps: what came
//! into the store and what left it, money, points, goods held. Must not know how they are written.

use std::collections::BTreeMap;

use huoke::store::Reader;
use rusqlite::Connection;

type Sums = BTreeMap<i64, i64>;

/// What does not add up, in words.
pub fn wrong(reader: &Reader) -> rusqlite::Result<Vec<String>> {
    reader.with_connection(|conn| {
        let mut wrong = store(conn)?;
        wrong.extend(customers(conn)?);
        Ok(wrong)
    })
}

fn rows(conn: &Connection, query: &str) -> rusqlite::Result<Vec<(i64, i64)>> {
    let mut query = conn.prepare(query)?;
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    rows.collect()
}

fn sums(conn: &Connection, query: &str) -> rusqlite::Result<Sums> {
    let mut sums = Sums::new();
    for (of, by) in rows(conn, query)? {
        *sums.entry(of).or_default() += by;
    }
    Ok(sums)
}

fn of(sums: &Sums, whose: i64) -> i64 {
    sums.get(&whose).copied().unwrap_or(0)
}

/// What customers owe, have to spend and to collect.
fn customers(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut wrong = Vec::new();
    // Who bought for how much, what came back of it, what was paid: none of it taken back.
    let bought = sums(
        conn,
        "SELECT s.customer_id, l.amount FROM sale_line l JOIN sale s ON s.id = l.sale_id
         WHERE s.void = 0",
    )?;
    let back = sums(
        conn,
        "SELECT customer_id, amount FROM sale_event WHERE kind = 'returned'",
    )?;
    let paid = sums(conn, "SELECT customer_id, amount FROM payment")?;
    let points = sums(conn, "SELECT customer_id, points FROM points_entry")?;
    let held = sums(conn, "SELECT customer_id, quantity FROM held_goods_entry")?;
    for (column, sum) in [
        ("balance_due", None),
        ("points", Some(&points)),
        ("held", Some(&held)),
    ] {
        for (who, told) in rows(conn, &format!("SELECT id, {column} FROM customer"))? {
            let there = match sum {
                Some(sums) => of(sums, who),
                None => of(&bought, who) - of(&back, who) - of(&paid, who),
            };
            if told != there {
                wrong.push(format!("{column} of customer {who} is {told}, not {there}"));
            }
        }
    }
    Ok(wrong)
}

/// What is on hand is what was received less what was issued, and was never below zero.
fn store(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut wrong = Vec::new();
    let mut there = Sums::new();
    for (product, by) in rows(
        conn,
        "SELECT product_id, quantity FROM stock_move ORDER BY id",
    )? {
        let now = there.entry(product).or_default();
        *now += by;
        if *now < 0 {
            wrong.push(format!("product {product} was below zero: {now}"));
        }
    }
    let received = sums(
        conn,
        "SELECT product_id, quantity FROM stock_move WHERE cause IN ('receive', 'count')",
    )?;
    let issued = sums(
        conn,
        "SELECT product_id, -quantity FROM stock_move WHERE cause NOT IN ('receive', 'count')",
    )?;
    let kept = "SELECT id, on_hand FROM product WHERE on_hand IS NOT NULL";
    for (product, told) in rows(conn, kept)? {
        if told != of(&received, product) - of(&issued, product) {
            wrong.push(format!("of product {product} there are {told}"));
        }
    }
    Ok(wrong)
}
