//! Goods that are kept for a customer, by product. Must not know of which sale, or who asks.

use rusqlite::Connection;

use super::super::sql;
use crate::domain::ids::CustomerId;
use crate::domain::sale::Held;
use crate::error::Result;

// The ledger's rows of one customer, from its index alone.
pub(super) const HELD: &str = "SELECT p.code, p.name, h.pieces FROM
    (SELECT product_id, sum(quantity) AS pieces FROM held_goods_entry
      WHERE customer_id = ?1 GROUP BY product_id) h CROSS JOIN product p ON p.id = h.product_id
  WHERE h.pieces > 0";

/// What is kept for a customer.
pub(super) fn of(conn: &Connection, customer: CustomerId) -> Result<Vec<Held>> {
    sql::all(conn, HELD, [customer.0], |row| {
        Ok(Held {
            product: row.get(0)?,
            name: row.get(1)?,
            quantity: row.get(2)?,
        })
    })
}
