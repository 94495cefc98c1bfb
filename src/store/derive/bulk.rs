//! The doors of a bulk load: before it secondary indexes are dropped, after it indexes, keys and
//! hot columns are made, sorted once. In between the file says so (`derived_pending`), and
//! whoever has it alone next finishes. Must not know what is loaded.

use rusqlite::Connection;

use super::super::{Writer, lock, schema, sql, storage};
use super::all;
use super::keys::{Keys, Sources};
use crate::domain::time::Instant;
use crate::error::Result;

/// The tables that a bulk load fills; their indexes are dropped, except unique ones.
const FILLED: &[&str] = &[
    "customer",
    "family_member",
    "customer_phone",
    "customer_email",
    "customer_address",
    "customer_date",
    "customer_custom",
    "assignment",
    "interaction",
    "sale",
    "sale_line",
    "payment",
    "supply",
];
/// Those of them that are written when all is loaded: their indexes come last.
const WRITTEN_LAST: &[&str] = &["customer", "supply"];

/// The keys of everybody whom a load brought into an empty file; none where that is not known:
/// then everybody is read again at the end.
pub struct Gathered(Option<Keys>);

impl Gathered {
    /// Nobody yet, in a file without customers.
    pub fn begin(writer: &Writer) -> Gathered {
        Gathered(Some(Keys::begin(writer.conn())))
    }

    /// Somebody may be there, or was changed.
    pub fn unknown() -> Gathered {
        Gathered(None)
    }

    /// These were added, for good.
    pub(in crate::store) fn take(&self, sources: Sources) {
        if let Some(keys) = &self.0 {
            keys.take(sources);
        }
    }
}

/// Marks derived data as pending and drops the secondary indexes of what will be filled. The
/// caller has the file alone, and loads with `Tx::leave_derived_pending`. Done again it goes on.
pub fn begin_bulk(writer: &Writer, at: Instant) -> Result<()> {
    let _lock = lock::for_writing(writer.path(), "bulk", lock::PATIENCE)?;
    let conn = writer.conn();
    let mut script = "BEGIN IMMEDIATE;".to_owned();
    for (_, name, _) in indexes()? {
        script += &format!("DROP INDEX IF EXISTS {name};");
    }
    script += &format!(
        "INSERT INTO derived_pending (since) SELECT {} \
         WHERE NOT EXISTS (SELECT 1 FROM derived_pending); COMMIT;",
        at.0
    );
    conn.execute_batch(&script).map_err(storage)
}

/// Makes one of the dropped indexes again, for a load that looks things up by it.
pub fn keep_index(writer: &Writer, name: &str) -> Result<()> {
    let _lock = lock::for_writing(writer.path(), "bulk", lock::PATIENCE)?;
    let wanted = indexes()?.into_iter().find(|(_, index, _)| index == name);
    let there = "SELECT 1 FROM sqlite_schema WHERE type = 'index' AND name = ?1";
    match wanted {
        Some((_, _, create)) if !sql::exists(writer.conn(), there, [name])? => {
            writer.conn().execute_batch(&create).map_err(storage)
        }
        _ => Ok(()),
    }
}

/// Leaves nothing in the log beside the file: whoever has it alone may then move the file.
pub fn settle_file(writer: &Writer) -> Result<()> {
    let _lock = lock::for_writing(writer.path(), "bulk", lock::PATIENCE)?;
    writer
        .conn()
        .execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")
        .map_err(storage)
}

/// Whether a bulk load was not finished: nothing may be asked of the file before it is.
pub fn pending(conn: &Connection) -> Result<bool> {
    sql::exists(conn, "SELECT 1 FROM derived_pending", [])
}

/// Finishes a bulk load that its process did not; says whether there was one. The caller has
/// the file alone. `told` hears how many customers are done.
pub fn finish_if_pending(writer: &Writer, told: &mut dyn FnMut(i64)) -> Result<bool> {
    let pending = pending(writer.conn())?;
    if pending {
        finish_bulk(writer, Gathered::unknown(), told)?;
    }
    Ok(pending)
}

/// Makes indexes, keys and hot columns, and takes the mark away. Done again after a crash it
/// comes to the same.
pub fn finish_bulk(writer: &Writer, gathered: Gathered, told: &mut dyn FnMut(i64)) -> Result<()> {
    let _lock = lock::for_writing(writer.path(), "bulk", lock::PATIENCE)?;
    let conn = writer.conn();
    // Those by which facts are gathered first; those over what follows once that is written.
    make_indexes(conn, |table| !WRITTEN_LAST.contains(&table))?;
    match gathered.0 {
        // Only customers, who have bought nothing yet.
        Some(keys) => all::fill(conn, keys.end()?)?,
        None => super::all(conn, told)?,
    }
    make_indexes(conn, |table| WRITTEN_LAST.contains(&table))?;
    conn.execute_batch("DELETE FROM derived_pending; PRAGMA wal_checkpoint(TRUNCATE);")
        .map_err(storage)
}

fn make_indexes(conn: &Connection, of: impl Fn(&str) -> bool) -> Result<()> {
    for (table, name, create) in indexes()? {
        let there = "SELECT 1 FROM sqlite_schema WHERE type = 'index' AND name = ?1";
        if of(&table) && !sql::exists(conn, there, [&name])? {
            conn.execute_batch(&create).map_err(storage)?;
        }
    }
    Ok(())
}

/// The secondary indexes that schema.sql gives the filled tables: table, name, statement.
fn indexes() -> Result<Vec<(String, String, String)>> {
    let conn = Connection::open_in_memory().map_err(storage)?;
    conn.execute_batch(schema::SCHEMA).map_err(storage)?;
    let listed = "SELECT tbl_name, name, sql FROM sqlite_schema
      WHERE type = 'index' AND sql NOT LIKE 'CREATE UNIQUE%' ORDER BY rowid";
    let mut found = sql::all(&conn, listed, [], |row| {
        Ok((row.get::<_, String>(0)?, row.get(1)?, row.get(2)?))
    })?;
    found.retain(|(table, _, _)| FILLED.contains(&table.as_str()));
    Ok(found)
}
