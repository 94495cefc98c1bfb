//! What is on hand: received, counted, taken out for a customer, brought back. Stock of a product
//! is kept from its first receipt or count on. Must not know prices or who owes what.

use rusqlite::{Connection, Row, params};
use serde::{Deserialize, Serialize};

use super::customer::{TEXT, text};
use super::{Reader, Tx, feed, setting, sql};
use crate::domain::ids::{CustomerId, ProductId, SaleId};
use crate::domain::product::Stock;
use crate::domain::sale::MOST;
use crate::domain::staff::Operation;
use crate::domain::time::Instant;
use crate::error::{Error, Fault, Refusal, Result};

/// For whom something leaves or comes back.
#[derive(Debug, Clone, Copy)]
pub(super) struct Whose {
    pub(super) customer: CustomerId,
    pub(super) sale: SaleId,
    /// The line's row.
    pub(super) line: i64,
}

/// What is on hand after a receipt or a count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnHand {
    /// How many there are.
    pub on_hand: i64,
    /// How many more than the books had: of a count the difference.
    pub more: i64,
}

const ON_HAND: &str = "SELECT on_hand FROM product WHERE id = ?1";
const ACTIVE: &str = "SELECT 1 FROM product WHERE id = ?1 AND active = 1";
const MOVE: &str = "INSERT INTO stock_move
  (product_id, quantity, cause, customer_id, sale_id, line_id, at, staff_id, note)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";

fn on_hand(conn: &Connection, product: ProductId) -> Result<Option<i64>> {
    Ok(sql::one(conn, ON_HAND, [product.0], |row| row.get(0))?.flatten())
}

fn write(
    tx: &Tx<'_>,
    product: ProductId,
    quantity: i64,
    cause: &str,
    whose: Option<Whose>,
    note: Option<&str>,
) -> Result<()> {
    let values = params![
        product.0,
        quantity,
        cause,
        whose.map(|whose| whose.customer.0),
        whose.map(|whose| whose.sale.0),
        whose.map(|whose| whose.line),
        tx.at.0,
        tx.actor.id.0,
        note,
    ];
    tx.tell(feed::STOCK);
    sql::insert(tx.conn(), MOVE, values).map(|_| ())
}

/// Takes goods out for a customer, if stock of them is kept; `wrong` says at which field it is
/// told that there are not so many.
pub(super) fn take(
    tx: &Tx<'_>,
    product: ProductId,
    quantity: i64,
    cause: &str,
    whose: Whose,
    wrong: impl FnOnce(Fault) -> Error,
) -> Result<()> {
    let Some(there) = on_hand(tx.conn(), product)?.filter(|_| quantity > 0) else {
        return Ok(());
    };
    if there < quantity && !setting::is_on(tx.conn(), setting::BELOW_ZERO)? {
        return Err(wrong(Fault::AtMost(there.max(0).to_string())));
    }
    write(tx, product, -quantity, cause, Some(whose), None)
}

/// What is received for the sales of the past.
const OPENING: &str = "opening";

/// Goods that left for a customer in the past. As many were received for them in their time, so that
/// what is on hand today stays what it is: each line has its part of the opening balance.
pub(super) fn past(
    tx: &Tx<'_>,
    product: ProductId,
    quantity: i64,
    whose: Whose,
    (at, by): (Instant, Option<i64>),
) -> Result<()> {
    if quantity <= 0 {
        return Ok(());
    }
    let (customer, sale, line) = (whose.customer.0, whose.sale.0, whose.line);
    for (pieces, cause, note) in [
        (quantity, "receive", Some(OPENING)),
        (-quantity, "sale", None),
    ] {
        let values = params![
            product.0, pieces, cause, customer, sale, line, at.0, by, note
        ];
        sql::insert(tx.conn(), MOVE, values)?;
    }
    Ok(())
}

/// Puts goods of a customer back, if stock of them is kept.
pub(super) fn put_back(tx: &Tx<'_>, product: ProductId, quantity: i64, whose: Whose) -> Result<()> {
    match on_hand(tx.conn(), product)?.filter(|_| quantity > 0) {
        Some(_) => write(tx, product, quantity, "return", Some(whose), None),
        None => Ok(()),
    }
}

/// Refuses what has taken more out of the store than there was, where that is not allowed.
pub(super) fn not_below_zero(tx: &Tx<'_>, product: ProductId) -> Result<()> {
    let short = on_hand(tx.conn(), product)?.is_some_and(|there| there < 0);
    if short && !setting::is_on(tx.conn(), setting::BELOW_ZERO)? {
        return Err(Error::Refused(Refusal::State("stock.short")));
    }
    Ok(())
}

/// Receives goods into the store.
pub fn receive(
    tx: &Tx<'_>,
    product: ProductId,
    quantity: i64,
    note: Option<&str>,
) -> Result<OnHand> {
    tx.authorise(Operation::Stock, None)?;
    present(tx.conn(), product)?;
    let before = on_hand(tx.conn(), product)?.unwrap_or(0);
    if quantity <= 0 {
        return Err(Error::invalid("quantity", Fault::NotAboveZero));
    }
    bounded("quantity", quantity)?;
    let sum = before.checked_add(quantity);
    let on_hand = sum.ok_or_else(|| Error::invalid("quantity", Fault::OutOfRange))?;
    let note = text("note", note.unwrap_or_default(), TEXT)?;
    write(tx, product, quantity, "receive", None, note)?;
    let more = quantity;
    Ok(OnHand { on_hand, more })
}

/// Notes how many were counted; the difference goes into the books.
pub fn count(tx: &Tx<'_>, product: ProductId, found: i64, note: Option<&str>) -> Result<OnHand> {
    tx.authorise(Operation::Stock, None)?;
    present(tx.conn(), product)?;
    let before = on_hand(tx.conn(), product)?.unwrap_or(0);
    bounded("quantity", found)?;
    let more = found.checked_sub(before);
    let more = more.ok_or_else(|| Error::invalid("quantity", Fault::OutOfRange))?;
    let note = text("note", note.unwrap_or_default(), TEXT)?;
    write(tx, product, more, "count", None, note)?;
    let on_hand = found;
    Ok(OnHand { on_hand, more })
}

/// Refuses less than nothing, and more pieces than a line of a sale may have.
fn bounded(field: &str, pieces: i64) -> Result<()> {
    let fault = match pieces {
        ..0 => Fault::AtLeast("0".to_owned()),
        0..=MOST => return Ok(()),
        _ => Fault::AtMost(MOST.to_string()),
    };
    Err(Error::invalid(field, fault))
}

const LEVEL: &str = "UPDATE product SET reorder_level = ?2, version = version + 1
  WHERE id = ?1 AND reorder_level IS NOT ?2";

/// With so many left to sell it is time to order; none: nobody watches. Says whether that is new.
pub fn set_level(tx: &Tx<'_>, product: ProductId, level: Option<i64>) -> Result<bool> {
    tx.authorise(Operation::Stock, None)?;
    present(tx.conn(), product)?;
    bounded("reorder_level", level.unwrap_or(0))?;
    let changed = sql::run(tx.conn(), LEVEL, params![product.0, level])? > 0;
    if changed {
        tx.tell("product");
    }
    Ok(changed)
}

fn present(conn: &Connection, product: ProductId) -> Result<()> {
    if sql::exists(conn, ACTIVE, [product.0])? {
        return Ok(());
    }
    Err(Error::invalid("product", Fault::Withdrawn))
}

const LIST: &str = "SELECT id, code, name, on_hand, held, reorder_level FROM product
  WHERE active = 1 OR coalesce(on_hand, 0) <> 0 OR held <> 0 ORDER BY code";

/// What is on hand, held for customers and free, by code.
pub fn list(reader: &Reader) -> Result<Vec<Stock>> {
    sql::all(reader.conn(), LIST, [], |row: &Row<'_>| {
        Ok(Stock {
            product: ProductId(row.get(0)?),
            code: row.get(1)?,
            name: row.get(2)?,
            on_hand: row.get(3)?,
            held: row.get(4)?,
            reorder_level: row.get(5)?,
        })
    })
}
