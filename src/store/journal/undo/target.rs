//! The entry that is to be taken back, and its rows from the newest to the oldest.
//! Must not write.

use std::collections::BTreeMap;

use rusqlite::{Connection, params};

use super::super::super::sql;
use crate::domain::ids::{CustomerId, EntryId, StaffId};
use crate::error::{Error, Refusal, Result};

/// An entry.
pub(super) struct Target {
    pub(super) entry: EntryId,
    pub(super) staff: StaffId,
    pub(super) action: String,
    state: String,
    pub(super) undoes: Option<EntryId>,
    undone_by: Option<EntryId>,
    /// Ranges of keys that batches inserted, by table, ascending.
    ranges: BTreeMap<String, Vec<(i64, i64)>>,
}

/// One of its rows; a row of a range is an insert of its own.
pub(super) struct Row {
    pub(super) id: i64,
    pub(super) table: String,
    pub(super) key: i64,
    pub(super) operation: String,
    pub(super) customer: Option<CustomerId>,
    pub(super) before: Option<String>,
}

/// How far a walk through the rows has come: below this row, or below this key in its range.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    below: i64,
    key: Option<i64>,
}

impl Place {
    pub(super) fn start() -> Place {
        Place {
            below: i64::MAX,
            key: None,
        }
    }
}

const LOAD: &str =
    "SELECT staff_id, action, state, undoes, undone_by FROM journal_entry WHERE id = ?1";
const RANGES: &str = "SELECT tbl, key, last_key FROM journal_row
  WHERE entry_id = ?1 AND last_key IS NOT NULL ORDER BY key";
const SIZE: &str = "SELECT coalesce(sum(coalesce(last_key, key) - key + 1), 0) FROM journal_row WHERE entry_id = ?1";
const IMPORT: &str = "SELECT 1 FROM import_batch WHERE entry_id = ?1 AND state = 'running'";
const NEXT: &str = "SELECT id, tbl, key, last_key, operation, customer_id, before
  FROM journal_row WHERE entry_id = ?1 AND id < ?2 ORDER BY id DESC LIMIT 1";

impl Target {
    /// The entry, or Gone.
    pub(super) fn load(conn: &Connection, entry: EntryId) -> Result<Target> {
        let found = sql::one(conn, LOAD, [entry.0], |row| {
            Ok(Target {
                entry,
                staff: StaffId(row.get(0)?),
                action: row.get(1)?,
                state: row.get(2)?,
                undoes: row.get::<_, Option<i64>>(3)?.map(EntryId),
                undone_by: row.get::<_, Option<i64>>(4)?.map(EntryId),
                ranges: BTreeMap::new(),
            })
        })?;
        let mut target = found.ok_or_else(|| Error::Gone(entry.to_string()))?;
        let ranges: Vec<(String, i64, i64)> = sql::all(conn, RANGES, [entry.0], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })?;
        for (table, first, last) in ranges {
            target.ranges.entry(table).or_default().push((first, last));
        }
        Ok(target)
    }

    /// How many rows it changed.
    pub(super) fn size(&self, conn: &Connection) -> Result<i64> {
        Ok(sql::one(conn, SIZE, [self.entry.0], |row| row.get(0))?.unwrap_or(0))
    }

    /// Whether batches wrote their inserts as ranges: then nothing is kept to put back.
    pub(super) fn has_ranges(&self) -> bool {
        !self.ranges.is_empty()
    }

    /// What taking it back is called.
    pub(super) fn back_action(&self) -> &'static str {
        if self.action == "undo" {
            "redo"
        } else {
            "undo"
        }
    }

    /// The entry that is taking it back and was interrupted.
    pub(super) fn undoing_by(&self) -> Option<EntryId> {
        self.undone_by.filter(|_| self.state == "undoing")
    }

    /// Refuses what is not done, undone already, or cannot be taken back at all. An import can
    /// be at any time: one that is still at it finds out with its next batch, and stops.
    pub(super) fn check_done(&self, conn: &Connection) -> Result<()> {
        let refuse = |why| Err(Error::Refused(why));
        match self.state.as_str() {
            "done" => {}
            "running" if sql::exists(conn, IMPORT, [self.entry.0])? => {}
            "running" => return refuse(Refusal::State("entry.running")),
            _ => return refuse(Refusal::AlreadyUndone),
        }
        // What has left the file cannot be called back.
        if ["init", "export"].contains(&self.action.as_str()) {
            return refuse(Refusal::NotUndoable);
        }
        let unkept = match self.undoes {
            Some(undoes) => Target::load(conn, undoes)?.has_ranges(),
            None => false,
        };
        if unkept {
            refuse(Refusal::NotUndoable)
        } else {
            Ok(())
        }
    }

    /// Whether it inserted this row in a range.
    pub(super) fn in_range(&self, table: &str, key: i64) -> bool {
        let Some(ranges) = self.ranges.get(table) else {
            return false;
        };
        let after = ranges.partition_point(|(first, _)| *first <= key);
        after > 0 && ranges.get(after - 1).is_some_and(|(_, last)| key <= *last)
    }

    /// The next older row.
    pub(super) fn next(&self, conn: &Connection, place: &mut Place) -> Result<Option<Row>> {
        let found = sql::one(conn, NEXT, params![self.entry.0, place.below], |row| {
            let read = Row {
                id: row.get(0)?,
                table: row.get(1)?,
                key: row.get(2)?,
                operation: row.get(4)?,
                customer: row.get::<_, Option<i64>>(5)?.map(CustomerId),
                before: row.get(6)?,
            };
            Ok((read, row.get::<_, Option<i64>>(3)?))
        })?;
        let Some((mut row, last)) = found else {
            return Ok(None);
        };
        let Some(last) = last else {
            *place = Place {
                below: row.id,
                key: None,
            };
            return Ok(Some(row));
        };
        // The place stands above this range until its first key has been handed out.
        let key = place.key.map_or(last, |key| key - 1);
        *place = if key > row.key {
            Place {
                below: row.id + 1,
                key: Some(key),
            }
        } else {
            Place {
                below: row.id,
                key: None,
            }
        };
        row.key = key;
        Ok(Some(row))
    }
}
