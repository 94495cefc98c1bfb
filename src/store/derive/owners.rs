//! Whose customer a row belongs to, where an index holds the rows of one owner's customers
//! together: dates and settlements. Must not know what they are.

use rusqlite::Connection;

use super::super::sql;
use crate::domain::ids::CustomerId;
use crate::error::Result;

// Those of void customers are nobody's, not even theirs who have no owner.
macro_rules! of {
    ($table:literal) => {
        Table {
            name: $table,
            renew: concat!(
                "UPDATE ",
                $table,
                " AS r SET owner_id = iif(c.state = 'void', -1, c.owner_id) FROM customer c
  WHERE r.customer_id BETWEEN ?1 AND ?2 AND c.id = r.customer_id
    AND r.owner_id IS NOT iif(c.state = 'void', -1, c.owner_id)"
            ),
            differing: concat!(
                "SELECT DISTINCT c.id FROM customer c CROSS JOIN ",
                $table,
                " r ON r.customer_id = c.id
  WHERE c.id BETWEEN ?1 AND ?2 AND r.owner_id IS NOT iif(c.state = 'void', -1, c.owner_id)
  ORDER BY c.id"
            ),
        }
    };
}

struct Table {
    name: &'static str,
    renew: &'static str,
    differing: &'static str,
}

const TABLES: [Table; 2] = [of!("customer_date"), of!("reason_settlement")];

/// Makes the owners of these customers' rows what they should be.
pub(super) fn renew(conn: &Connection, (first, last): (i64, i64)) -> Result<()> {
    for table in &TABLES {
        sql::run(conn, table.renew, [first, last])?;
    }
    Ok(())
}

/// The customers whose rows have another owner than they, and in which table.
pub(super) fn differing(
    conn: &Connection,
    (first, last): (i64, i64),
) -> Result<Vec<(CustomerId, &'static str)>> {
    let mut found = Vec::new();
    for table in &TABLES {
        let ids: Vec<i64> = sql::all(conn, table.differing, [first, last], |row| row.get(0))?;
        found.extend(ids.into_iter().map(|id| (CustomerId(id), table.name)));
    }
    Ok(found)
}
