//! Whose change a clash is with, and when it was: read from the journal. Must not write.

use rusqlite::{Connection, params};

use super::super::super::{journal, sql};
use crate::domain::customer::Clash;
use crate::domain::ids::CustomerId;
use crate::error::Result;

/// How many changed rows of the customer are looked through: more than any form stays open for.
const BACK: i64 = 500;

const SINCE: &str = "SELECT r.tbl, r.key, r.before, s.name, e.at FROM journal_row r
  JOIN journal_entry e ON e.id = r.entry_id JOIN staff s ON s.id = e.staff_id
  WHERE r.customer_id = ?1 AND r.entry_id <> ?2 ORDER BY r.id DESC LIMIT ?3";

/// A row of [`SINCE`].
struct Since {
    table: String,
    key: i64,
    before: Option<String>,
    by: (String, i64),
}

type Columns = serde_json::Map<String, serde_json::Value>;

/// Who changed one of the clashing values last, and when; nobody and the beginning of time, if
/// the journal does not say.
pub(super) fn last(
    conn: &Connection,
    id: CustomerId,
    entry: i64,
    clashes: &[Clash],
) -> Result<(String, i64)> {
    let rows = sql::all(conn, SINCE, params![id.0, entry, BACK], |row| {
        Ok(Since {
            table: row.get(0)?,
            key: row.get(1)?,
            before: row.get(2)?,
            by: (row.get(3)?, row.get(4)?),
        })
    })?;
    // Newest first: what the row became is what it is now, then what it was before that.
    let now = journal::row_now(conn, "customer", id.0)?;
    let mut after = now.unwrap_or_default();
    for row in rows {
        let is_it = match table(&row.table) {
            Some(field) => clashes
                .iter()
                .any(|clash| clash.row == Some(row.key) && clash.field.starts_with(field)),
            None if row.table == "customer" => {
                let before = row.before.as_deref().unwrap_or("{}");
                let before: Columns = serde_json::from_str(before).unwrap_or_default();
                let differs = |field: &str| before.get(field) != after.get(field);
                let changed = clashes
                    .iter()
                    .any(|clash| clash.row.is_none() && differs(&clash.field));
                after = before;
                changed
            }
            None if row.table == "customer_custom" => {
                let field = own_field(conn, &row)?;
                clashes
                    .iter()
                    .any(|clash| Some(&clash.field) == field.as_ref())
            }
            None => false,
        };
        if is_it {
            return Ok(row.by);
        }
    }
    Ok((String::new(), 0))
}

const FIELD: &str = "SELECT 'custom.' || code FROM custom_field WHERE id = ?1";

/// What a clash calls the value in a row of the business's own fields.
fn own_field(conn: &Connection, row: &Since) -> Result<Option<String>> {
    let columns: Option<Columns> = match &row.before {
        Some(before) => serde_json::from_str(before).ok(),
        None => journal::row_now(conn, &row.table, row.key)?,
    };
    let id = columns.and_then(|columns| columns.get("field_id")?.as_i64());
    id.map_or(Ok(None), |id| sql::one(conn, FIELD, [id], |row| row.get(0)))
}

/// What a clash calls the rows of a table.
fn table(name: &str) -> Option<&'static str> {
    Some(match name {
        "customer_phone" => "phone",
        "customer_email" => "email",
        "customer_address" => "address",
        "customer_date" => "date",
        "family_member" => "member",
        _ => return None,
    })
}
