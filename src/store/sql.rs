//! Running one statement, prepared once per connection, with errors of ours.
//! Must not know any table.

use rusqlite::{CachedStatement, Connection, OptionalExtension, Params, Row, Statement, ToSql};

use super::storage;
use crate::error::Result;

/// The first row, if there is one.
pub(super) fn one<T>(
    conn: &Connection,
    sql: &str,
    params: impl Params,
    read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Option<T>> {
    conn.prepare_cached(sql)
        .and_then(|mut statement| statement.query_row(params, read).optional())
        .map_err(storage)
}

/// Every row.
pub(super) fn all<T>(
    conn: &Connection,
    sql: &str,
    params: impl Params,
    read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Vec<T>> {
    conn.prepare_cached(sql)
        .and_then(|mut statement| statement.query_map(params, read)?.collect())
        .map_err(storage)
}

/// Changes rows; says how many.
pub(super) fn run(conn: &Connection, sql: &str, params: impl Params) -> Result<usize> {
    conn.prepare_cached(sql)
        .and_then(|mut statement| statement.execute(params))
        .map_err(storage)
}

/// Inserts a row; says its id.
pub(super) fn insert(conn: &Connection, sql: &str, params: impl Params) -> Result<i64> {
    conn.prepare_cached(sql)
        .and_then(|mut statement| statement.insert(params))
        .map_err(storage)
}

/// Whether there is a row.
pub(super) fn exists(conn: &Connection, sql: &str, params: impl Params) -> Result<bool> {
    conn.prepare_cached(sql)
        .and_then(|mut statement| statement.exists(params))
        .map_err(storage)
}

/// Inserts rows many to a statement: of what a row costs, most is what a statement costs.
pub(super) struct Many<'c> {
    whole: CachedStatement<'c>,
    one: CachedStatement<'c>,
    width: usize,
    rows: usize,
}

impl<'c> Many<'c> {
    /// `head` is the statement up to its values: `INSERT INTO t (a, b)` has a width of 2. So many
    /// `rows` go in together.
    pub(super) fn new(conn: &'c Connection, head: &str, width: usize, rows: usize) -> Result<Self> {
        let row = format!("({})", vec!["?"; width].join(", "));
        let statement = |rows: usize| {
            let values = vec![row.as_str(); rows].join(", ");
            conn.prepare_cached(&format!("{head} VALUES {values}"))
                .map_err(storage)
        };
        Ok(Many {
            whole: statement(rows)?,
            one: statement(1)?,
            width,
            rows,
        })
    }

    /// Inserts the rows whose values stand here one after the other.
    pub(super) fn insert<T: ToSql>(&mut self, values: &[T]) -> Result<()> {
        for chunk in values.chunks(self.width * self.rows) {
            if chunk.len() == self.width * self.rows {
                execute(&mut self.whole, chunk)?;
            } else {
                for row in chunk.chunks(self.width) {
                    execute(&mut self.one, row)?;
                }
            }
        }
        Ok(())
    }
}

fn execute<T: ToSql>(statement: &mut Statement<'_>, values: &[T]) -> Result<()> {
    for (place, value) in values.iter().enumerate() {
        statement
            .raw_bind_parameter(place + 1, value)
            .map_err(storage)?;
    }
    statement.raw_execute().map(|_| ()).map_err(storage)
}
