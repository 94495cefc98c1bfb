//! Sales and goods of the pretended store.

use super::NOW;
use super::fixtures::customers;
use huoke::domain::ids::*;
use huoke::domain::product::Stock;
use huoke::domain::sale::*;
use huoke::domain::time::Instant;

fn days_ago(days: i64) -> Instant {
    Instant(NOW.0 - days * 86_400_000)
}

/// A sale: its number, to whom, when, how it stands; total, paid, worth of what came back, held.
fn row(number: i64, customer: usize, days: i64, state: State, sums: [i64; 4]) -> SaleRow {
    let card = &customers()[customer];
    let [total, paid, returned, held] = sums;
    SaleRow {
        id: SaleId(number),
        code: format!("S-{number}"),
        customer: card.id,
        customer_code: card.code.clone(),
        customer_name: card.name.clone(),
        at: days_ago(days),
        by: Some("wangwei".to_owned()),
        by_name: Some("王薇".to_owned()),
        state,
        total,
        paid,
        returned,
        due: total - returned - paid,
        held,
    }
}

/// One of each state, the newest first.
pub fn sales() -> Vec<SaleRow> {
    vec![
        row(2_052, 1, 0, State::Closed, [12_000, 12_000, 0, 0]),
        row(2_048, 2, 3, State::Paid, [180_000, 180_000, 0, 1]),
        row(2_041, 0, 52, State::Open, [89_700, 59_700, 0, 2]),
        row(2_040, 3, 60, State::Cancelled, [29_900, 10_000, 29_900, 0]),
        row(2_031, 1, 90, State::Returned, [8_800, 0, 8_800, 0]),
    ]
}

fn line(id: i64, name: &str, quantity: i64, price: Option<i64>) -> SoldLine {
    SoldLine {
        id,
        product_id: ProductId(id),
        product: format!("P{id}"),
        name: name.to_owned(),
        quantity,
        price,
        amount: price.unwrap_or(0) * quantity,
        kind: "sold".to_owned(),
        cause: None,
        points: 0,
        held: 0,
        returned: 0,
        back: 0,
        points_back: 0,
    }
}

/// A sale of the list with all that belongs to it.
pub fn sale(id: SaleId) -> Option<Sale> {
    let row = sales().into_iter().find(|row| row.id == id)?;
    let mut bee = line(1, "蜂胶", 3, Some(29_900));
    (bee.held, bee.points) = (row.held, 89);
    let mut gift = line(2, "灵芝茶", 1, None);
    (gift.kind, gift.cause) = ("gift".to_owned(), Some("birthday".to_owned()));
    let name = || Some("王薇".to_owned());
    let by = || Some("wangwei".to_owned());
    let step = |kind: &str, quantity, amount, note: Option<&str>| Step {
        at: row.at,
        kind: kind.to_owned(),
        quantity,
        amount,
        by: by(),
        by_name: name(),
        note: note.map(str::to_owned),
    };
    Some(Sale {
        owes: 30_000,
        head: Head {
            method: Some("cash".to_owned()),
            address: Some("上海浦东新区世纪大道 1 号".to_owned()),
            ..Head::default()
        },
        lines: vec![bee, gift],
        payments: vec![Paid {
            at: row.at,
            method: "cash".to_owned(),
            amount: row.paid,
            by: by(),
            by_name: name(),
        }],
        steps: vec![
            step("added", 0, row.total, None),
            step("collected", 1, 0, None),
            step("paid", 0, row.paid, Some("cash")),
        ],
        row,
    })
}

/// What is on hand.
pub fn stock() -> Vec<Stock> {
    let one = |id, name: &str, on_hand, held, reorder_level| Stock {
        product: ProductId(id),
        code: format!("P{id}"),
        name: name.to_owned(),
        on_hand,
        held,
        reorder_level,
    };
    vec![
        one(1, "蜂胶", Some(40), 2, Some(10)),
        one(2, "灵芝茶", Some(3), 0, Some(5)),
        one(3, "净水机", None, 1, None),
    ]
}
