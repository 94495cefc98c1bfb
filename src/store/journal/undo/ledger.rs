//! Taking a ledger row back: a row of its own that says the opposite. Must not know entries.

use rusqlite::params;

use super::super::super::{Tx, sql, stock};
use crate::domain::ids::{CustomerId, ProductId};
use crate::error::{Error, Refusal, Result};

/// A ledger's columns: those that the reversing row repeats, and those that it turns round.
type Ledger = (&'static str, &'static str, &'static [&'static str]);

const LEDGERS: &[Ledger] = &[
    ("payment", "sale_id, customer_id, method", &["amount"]),
    (
        "stock_move",
        "product_id, cause, customer_id, sale_id, line_id, note",
        &["quantity"],
    ),
    (
        "points_entry",
        "customer_id, sale_id, line_id, cause",
        &["points"],
    ),
    (
        "held_goods_entry",
        "customer_id, sale_id, line_id, product_id, cause",
        &["quantity"],
    ),
    (
        "sale_event",
        "sale_id, customer_id, kind, line_id, note",
        &["quantity", "amount", "count"],
    ),
];

/// Appends the row that takes a ledger row back, unless it is taken back already.
pub(super) fn reverse(tx: &Tx<'_>, name: &str, key: i64) -> Result<()> {
    let known = LEDGERS.iter().find(|(ledger, _, _)| *ledger == name);
    let (ledger, same, turned) = known.ok_or_else(|| Error::Damaged(format!("ledger {name}")))?;
    let conn = tx.conn();
    // The end of the chain of reversals that begins with the row, and how many there are.
    let chain = format!(
        "WITH RECURSIVE chain (id, length) AS (
           SELECT ?1, 0 UNION ALL
           SELECT r.id, c.length + 1 FROM {ledger} r JOIN chain c ON r.reverses_id = c.id)
         SELECT id, length FROM chain ORDER BY length DESC LIMIT 1"
    );
    let end: Option<(i64, i64)> =
        sql::one(conn, &chain, [key], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let Some((end, length)) = end else {
        return Ok(());
    };
    if length % 2 != 0 {
        return Ok(());
    }
    let (columns, negated) = (turned.join(", "), turned.join(", -"));
    // Money is taken back from whom it was paid to, whoever says so: figures of people stay right.
    let whose = match *ledger {
        "payment" => "staff_id",
        _ => "NULL",
    };
    let append = format!(
        "INSERT INTO {ledger} ({same}, at, staff_id, reverses_id, {columns})
         SELECT {same}, ?2, coalesce({whose}, ?3), id, -{negated} FROM {ledger} WHERE id = ?1"
    );
    let row = sql::insert(conn, &append, params![end, tx.at.0, tx.actor.id.0])?;
    if *ledger == "stock_move" {
        // What was received for a sale of the past goes after what left for it: together nothing.
        let moved = "SELECT product_id FROM stock_move WHERE id = ?1 AND quantity < 0
          AND (cause <> 'receive' OR sale_id IS NULL)";
        let product = sql::one(conn, moved, [row], |row| row.get(0).map(ProductId))?;
        return product.map_or(Ok(()), |product| stock::not_below_zero(tx, product));
    }
    Ok(())
}

const LEFT_OVER: &str = "SELECT 1 FROM sale WHERE customer_id = ?1 AND state = 'void'
    AND (paid <> 0 OR returned <> 0 OR held <> 0 OR cancelled <> 0)";

/// Refuses what would leave money or goods with a sale that was taken back: a payment that was
/// taken back before the sale was is not put back alone.
pub(super) fn void_is_nothing(tx: &Tx<'_>, customer: CustomerId) -> Result<()> {
    if sql::exists(tx.conn(), LEFT_OVER, [customer.0])? {
        return Err(Error::Refused(Refusal::State("sale.over")));
    }
    Ok(())
}
