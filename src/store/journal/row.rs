//! Rows of business tables in the form of the journal: a JSON object of their business columns.
//! Must not know entries.

use rusqlite::Connection;
use serde_json::{Map, Value};

use super::super::catalogue::{self, Table};
use super::super::{schema, sql};
use crate::error::{Error, Result};

/// A row's business columns by name.
pub(in super::super) type Columns = Map<String, Value>;

/// The table of this name; the journal may be older than the program.
pub(super) fn table(name: &str) -> Result<&'static Table> {
    catalogue::find(name).ok_or_else(|| Error::Damaged(format!("journal_row: table {name}")))
}

/// The journal's JSON as columns.
pub(super) fn columns(json: &str) -> Result<Columns> {
    serde_json::from_str(json).map_err(|error| Error::Damaged(format!("journal_row: {error}")))
}

/// The business columns of a row as they are now; none if it is gone.
pub(in super::super) fn row_now(
    conn: &Connection,
    name: &str,
    key: i64,
) -> Result<Option<Columns>> {
    row_by(conn, &select(conn, name)?, key)
}

/// The row that a statement of [`select`] finds.
pub(super) fn row_by(conn: &Connection, select: &str, key: i64) -> Result<Option<Columns>> {
    let json: Option<String> = sql::one(conn, select, [key], |row| row.get(0))?;
    json.as_deref().map(columns).transpose()
}

/// The statement that finds the business columns of a row by its key.
pub(super) fn select(conn: &Connection, name: &str) -> Result<String> {
    let names = schema::business_columns(conn, table(name)?)?;
    let pairs: Vec<String> = names
        .iter()
        .map(|column| format!("'{column}', {column}"))
        .collect();
    let pairs = pairs.join(", ");
    Ok(format!(
        "SELECT json_object({pairs}) FROM {name} WHERE id = ?1"
    ))
}
