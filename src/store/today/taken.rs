//! Which reasons of customers are tasks now, and whose. Must not know what a task is for.

use std::collections::HashMap;

use rusqlite::Connection;

use super::super::find::json;
use super::super::sql;
use crate::domain::today::Taken;
use crate::error::Result;

// By the partial index of what became a task: most customers have none, and no row is read.
pub(super) const TAKEN: &str = "SELECT t.customer_id, t.source_reason, t.title,
    coalesce(s.name, u.name)
  FROM task t LEFT JOIN staff s ON s.id = t.assignee_id LEFT JOIN org_unit u ON u.id = t.unit_id
  WHERE t.customer_id IN (SELECT value FROM json_each(?1)) AND t.state = 'open'
    AND t.source_reason IS NOT NULL
  ORDER BY t.id";

/// Of these customers, by customer, the oldest task first.
pub(super) fn of(conn: &Connection, ids: &[i64]) -> Result<HashMap<i64, Vec<Taken>>> {
    let mut found: HashMap<i64, Vec<Taken>> = HashMap::new();
    if ids.is_empty() {
        return Ok(found);
    }
    let rows = sql::all(conn, TAKEN, [json(ids)], |row| {
        let taken = Taken {
            rule: row.get(1)?,
            title: row.get(2)?,
            by: row.get::<_, Option<String>>(3)?.unwrap_or_default(),
        };
        Ok((row.get(0)?, taken))
    })?;
    for (customer, taken) in rows {
        found.entry(customer).or_default().push(taken);
    }
    Ok(found)
}
