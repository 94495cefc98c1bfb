//! Whose customer a date belongs to: its `owner_id` is the customer's, so that an index holds the
//! days of one owner's customers together. Must not know what the dates are.

use rusqlite::Connection;

use super::super::sql;
use crate::domain::ids::CustomerId;
use crate::error::Result;

const RENEW: &str = "UPDATE customer_date SET owner_id = c.owner_id FROM customer c
  WHERE customer_date.customer_id BETWEEN ?1 AND ?2 AND c.id = customer_date.customer_id
    AND customer_date.owner_id IS NOT c.owner_id";
const DIFFERING: &str = "SELECT DISTINCT c.id
  FROM customer c CROSS JOIN customer_date d ON d.customer_id = c.id
  WHERE c.id BETWEEN ?1 AND ?2 AND d.owner_id IS NOT c.owner_id ORDER BY c.id";

/// Makes the owners of these customers' dates what they should be.
pub(super) fn renew(conn: &Connection, (first, last): (i64, i64)) -> Result<()> {
    sql::run(conn, RENEW, [first, last]).map(|_| ())
}

/// The customers whose dates have another owner than they.
pub(super) fn differing(conn: &Connection, (first, last): (i64, i64)) -> Result<Vec<CustomerId>> {
    sql::all(conn, DIFFERING, [first, last], |row| {
        row.get(0).map(CustomerId)
    })
}
