//! Entries of many batches: begun, carried on after an interruption, ended; the ranges of rows
//! that batches inserted. Must not know what the batches do.

use std::collections::BTreeMap;

use rusqlite::{Connection, params};

use super::super::catalogue::TABLES;
use super::super::writer::{Asking, Writer};
use super::super::{Mode, Tx, sql};
use crate::domain::ids::EntryId;
use crate::error::{Error, Refusal, Result};

const BEGUN: &str = "SELECT id, digest FROM journal_entry WHERE staff_id = ?1 AND once_key = ?2";

/// Opens an entry that batches will write to. With the key of an entry that is there already, it
/// is that one: what was interrupted goes on.
pub fn begin_long(writer: &mut Writer, asking: &Asking, action: &str) -> Result<EntryId> {
    if let Some(once) = &asking.once {
        let key = params![asking.staff.0, once.key];
        let begun: Option<(i64, Option<String>)> = sql::one(writer.conn(), BEGUN, key, |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
        match begun {
            Some((entry, digest)) if digest.as_deref() == Some(once.digest.as_str()) => {
                return Ok(EntryId(entry));
            }
            Some(_) => return Err(Error::Refused(Refusal::OnceKeyReused)),
            None => {}
        }
    }
    let run = "UPDATE journal_entry SET state = 'running' WHERE id = ?1";
    let done = writer.change(asking, action, |tx| {
        // No answer yet, if it is interrupted before its first batch.
        sql::run(tx.conn(), run, [tx.entry.0]).map(|_| ())
    })?;
    Ok(done.entry)
}

/// Keeps how far a running entry has come (JSON), in the transaction of the batch.
pub fn progress(tx: &Tx<'_>, json: &str) -> Result<()> {
    let keep = "UPDATE journal_entry SET answer = ?2 WHERE id = ?1 AND state = 'running'";
    sql::run(tx.conn(), keep, params![tx.entry.0, json]).map(|_| ())
}

/// Ends a running entry, with the answer (JSON) that a repeat of its key is given.
pub fn finish_long(
    writer: &mut Writer,
    asking: &Asking,
    entry: EntryId,
    answer: &str,
) -> Result<()> {
    let end = "UPDATE journal_entry SET state = 'done', answer = ?2
      WHERE id = ?1 AND state = 'running'";
    writer.batch(asking, entry, Mode::Row, |tx| {
        if sql::run(tx.conn(), end, params![entry.0, answer])? == 0 {
            return Err(Error::Gone(entry.to_string()));
        }
        Ok(())
    })
}

const KEYS: &str = "SELECT name, seq FROM sqlite_sequence";

/// The newest key of every table that has given any.
pub(in super::super) fn newest_keys(conn: &Connection) -> Result<BTreeMap<String, i64>> {
    let keys = sql::all(conn, KEYS, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(keys.into_iter().collect())
}

const RANGE: &str = "INSERT INTO journal_row (entry_id, tbl, key, last_key, operation)
  VALUES (?1, ?2, ?3, ?4, 'insert')";

/// Writes what a batch inserted since `before`: nobody else can have, under the lock. Tables in
/// the catalogue's order, so that backwards is children first.
pub(in super::super) fn note_ranges(
    conn: &Connection,
    entry: EntryId,
    before: &BTreeMap<String, i64>,
) -> Result<()> {
    let now = newest_keys(conn)?;
    for table in TABLES.iter().filter(|table| table.journalled()) {
        let last = now.get(table.name).copied().unwrap_or(0);
        let first = before.get(table.name).copied().unwrap_or(0) + 1;
        if last >= first {
            sql::insert(conn, RANGE, params![entry.0, table.name, first, last])?;
        }
    }
    Ok(())
}
