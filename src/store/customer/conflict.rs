//! Whether a colleague changed the same fields since a form was opened: read from the journal.
//! Must not write.

use rusqlite::{Connection, params};

use super::super::sql;
use crate::domain::ids::{CustomerId, StaffId};
use crate::error::{Error, Result};

/// Whether this owner is another one than the customer has.
pub(super) fn is_other_owner(
    conn: &Connection,
    id: CustomerId,
    owner: Option<Option<StaffId>>,
) -> Result<bool> {
    let query = "SELECT 1 FROM customer WHERE id = ?1 AND owner_id IS NOT ?2";
    let Some(owner) = owner else { return Ok(false) };
    sql::exists(conn, query, params![id.0, owner.map(|owner| owner.0)])
}

/// The newest entries that raised the customer's version: each did so at least once, so as many
/// entries as versions that have passed hold every change since. Stamps on numbers raise none.
const SINCE: &str = "WITH since (entry) AS (
    SELECT DISTINCT entry_id FROM journal_row WHERE customer_id = ?1
      AND (tbl = 'customer' OR tbl IN ('family_member', 'customer_email', 'customer_address',
        'customer_date') OR (tbl = 'customer_phone' AND operation <> 'update'))
    ORDER BY entry_id DESC LIMIT ?2)
  SELECT r.tbl, r.key, r.id, r.before, s.name, e.at FROM since
  JOIN journal_row r ON r.entry_id = since.entry AND r.customer_id = ?1
  JOIN journal_entry e ON e.id = since.entry JOIN staff s ON s.id = e.staff_id
  WHERE r.tbl IN ('customer', 'customer_address', 'customer_date') ORDER BY r.id DESC";

/// What a row of [`SINCE`] says.
struct Since {
    table: String,
    before: Option<String>,
    by: String,
    at: i64,
}

/// Refuses if one of `mine` (columns of the customer, `address`, `date`) was changed since
/// `version` was read.
pub(super) fn check(conn: &Connection, id: CustomerId, version: i64, mine: &[&str]) -> Result<()> {
    let query = "SELECT version FROM customer WHERE id = ?1";
    let now: i64 = sql::one(conn, query, [id.0], |row| row.get(0))?.unwrap_or(version);
    if now <= version || mine.is_empty() {
        return Ok(());
    }
    let rows = sql::all(conn, SINCE, params![id.0, now - version], |row| {
        Ok(Since {
            table: row.get(0)?,
            before: row.get(3)?,
            by: row.get(4)?,
            at: row.get(5)?,
        })
    })?;
    // Newest first: what the row became is what it is now, then what it was before that.
    let mut after = current(conn, id)?;
    for row in rows {
        let mut fields: Vec<String> = Vec::new();
        match row.table.as_str() {
            "customer_address" => {
                fields.extend(mine.contains(&"address").then(|| "address".into()))
            }
            "customer_date" => fields.extend(mine.contains(&"date").then(|| "date".into())),
            _ => {
                let Some(before) = row.before else { continue };
                let before = object(&before)?;
                let changed = before
                    .iter()
                    .filter(|(name, value)| after.get(*name) != Some(*value));
                fields.extend(
                    changed
                        .map(|(name, _)| name.clone())
                        .filter(|name| mine.contains(&name.as_str())),
                );
                after = before;
            }
        }
        if !fields.is_empty() {
            for field in &mut fields {
                *field = glossary(field).to_owned();
            }
            return Err(Error::ChangedMeanwhile {
                by: row.by,
                at: row.at,
                fields,
            });
        }
    }
    Ok(())
}

/// The customer's business columns as they are, in the form of the journal.
fn current(
    conn: &Connection,
    id: CustomerId,
) -> Result<serde_json::Map<String, serde_json::Value>> {
    super::super::journal::row_now(conn, "customer", id.0).map(|row| row.unwrap_or_default())
}

fn object(json: &str) -> Result<serde_json::Map<String, serde_json::Value>> {
    serde_json::from_str(json).map_err(|error| Error::Damaged(format!("journal_row: {error}")))
}

/// The field's name on the command line.
fn glossary(column: &str) -> &str {
    match column {
        "owner_id" => "owner",
        "unit_id" => "branch",
        other => other,
    }
}
