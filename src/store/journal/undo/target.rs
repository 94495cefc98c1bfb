//! The entry that is to be taken back, and its rows from the newest to the oldest.
//! Must not write.

use std::collections::BTreeMap;

use rusqlite::{Connection, params};

use super::super::super::catalogue::{self, Customer, Kind};
use super::super::super::sql;
use super::shapes::Shapes;
use crate::domain::ids::{CustomerId, EntryId, StaffId};
use crate::error::{Error, Refusal, Result};

/// What was done with the file as a whole: there is nothing in it to take back.
const WHOLE: [&str; 6] = ["init", "demo", "export", "backup", "restore", "upgrade"];

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
    /// Whether it changed rows that were there.
    pub(super) has_updates: bool,
    pub(super) shapes: Shapes,
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
/// Customers and sales of ranges come first: each goes with all that belongs to it, and the
/// ranges of that are empty when their turn comes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    heads: bool,
    below: i64,
    key: Option<i64>,
    /// To look what is in the way, not to take back.
    looking: bool,
}

impl Place {
    pub(super) fn start() -> Place {
        Place {
            heads: true,
            below: i64::MAX,
            key: None,
            looking: false,
        }
    }

    /// For looking alone: rows that are gone are met, too, if others have left a trace there;
    /// rows that belong to a customer or sale of the entry are judged with that.
    pub(super) fn looking() -> Place {
        Place {
            looking: true,
            ..Place::start()
        }
    }
}

const LOAD: &str =
    "SELECT staff_id, action, state, undoes, undone_by FROM journal_entry WHERE id = ?1";
const RANGES: &str = "SELECT tbl, key, last_key FROM journal_row
  WHERE entry_id = ?1 AND last_key IS NOT NULL ORDER BY key";
const SIZE: &str = "SELECT coalesce(sum(coalesce(last_key, key) - key + 1), 0) FROM journal_row WHERE entry_id = ?1";
const HEADS: &str = "SELECT coalesce(sum(coalesce(last_key, key) - key + 1), 0) FROM journal_row
  WHERE entry_id = ?1 AND (last_key IS NULL OR tbl IN ('customer', 'sale', 'interaction',
    'payment', 'stock_move', 'points_entry', 'held_goods_entry', 'sale_event'))";
const IMPORT: &str = "SELECT 1 FROM import_batch WHERE entry_id = ?1 AND state = 'running'";
const UPDATES: &str = "SELECT 1 FROM journal_row WHERE entry_id = ?1 AND operation = 'update'";
const NEXT: &str = "SELECT id, tbl, key, last_key, operation, customer_id, before
  FROM journal_row WHERE entry_id = ?1 AND id < ?2
    AND (?3 IS NULL OR (last_key IS NOT NULL AND tbl IN ('customer', 'sale')) = ?3)
  ORDER BY id DESC LIMIT 1";
/// Of the keys of a range, the highest at which others have left a trace.
const TRACE: &str = "SELECT max(key) FROM journal_row
  WHERE tbl = ?1 AND key BETWEEN ?2 AND ?3 AND entry_id <> ?4";

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
                has_updates: false,
                shapes: Shapes::default(),
            })
        })?;
        let mut target = found.ok_or_else(|| Error::Gone(entry.to_string()))?;
        let ranges: Vec<(String, i64, i64)> = sql::all(conn, RANGES, [entry.0], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })?;
        for (table, first, last) in ranges {
            let of = target.ranges.entry(table).or_default();
            match of.last_mut() {
                Some(before) if before.1 + 1 == first => before.1 = last,
                _ => of.push((first, last)),
            }
        }
        target.has_updates = sql::exists(conn, UPDATES, [entry.0])?;
        Ok(target)
    }

    /// How many rows it changed.
    pub(super) fn size(&self, conn: &Connection) -> Result<i64> {
        Ok(sql::one(conn, SIZE, [self.entry.0], |row| row.get(0))?.unwrap_or(0))
    }

    /// How many rows of it are met when it is taken back: what belongs to one in a range goes
    /// with that.
    pub(super) fn heads(&self, conn: &Connection) -> Result<u64> {
        let rows: Option<i64> = sql::one(conn, HEADS, [self.entry.0], |row| row.get(0))?;
        Ok(rows.and_then(|rows| u64::try_from(rows).ok()).unwrap_or(0))
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
        if WHOLE.contains(&self.action.as_str()) {
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
        self.range_of(table, key).is_some()
    }

    /// The next row; of ranges those that are still there.
    pub(super) fn next(&self, conn: &Connection, place: &mut Place) -> Result<Option<Row>> {
        loop {
            // A row that it changed may refer to one that it inserted: then the newest comes first.
            let heads = (!self.has_updates).then_some(place.heads);
            let values = params![self.entry.0, place.below, heads];
            let found = sql::one(conn, NEXT, values, |row| {
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
                if !place.heads || self.has_updates {
                    return Ok(None);
                }
                (place.heads, place.below, place.key) = (false, i64::MAX, None);
                continue;
            };
            let Some(last) = last else {
                (place.below, place.key) = (row.id, None);
                return Ok(Some(row));
            };
            // The place stands above this range until its first key has been handed out.
            let from = place.key.map_or(last, |key| key - 1);
            let there = self.there(conn, &row, from, place.looking)?;
            match there {
                Some(key) if key > row.key => (place.below, place.key) = (row.id + 1, Some(key)),
                _ => (place.below, place.key) = (row.id, None),
            }
            if let Some(key) = there {
                row.key = key;
                return Ok(Some(row));
            }
        }
    }

    /// The highest key of a range, from this one down, that there is something to do about.
    fn there(
        &self,
        conn: &Connection,
        range: &Row,
        from: i64,
        looking: bool,
    ) -> Result<Option<i64>> {
        let (table, first) = (range.table.as_str(), range.key);
        let stands = || {
            let query = format!("SELECT max(id) FROM {table} WHERE id BETWEEN ?1 AND ?2");
            let found: Option<Option<i64>> =
                sql::one(conn, &query, [first, from], |row| row.get(0))?;
            Ok::<_, Error>(found.flatten())
        };
        if !looking {
            return stands();
        }
        let values = params![table, first, from, self.entry.0];
        let trace: Option<Option<i64>> = sql::one(conn, TRACE, values, |row| row.get(0))?;
        if self.belong_to_ours(conn, table, first, from)? {
            return Ok(trace.flatten());
        }
        Ok(stands()?.max(trace.flatten()))
    }

    /// Whether all these rows belong to customers or sales that the entry inserted, too.
    fn belong_to_ours(
        &self,
        conn: &Connection,
        table: &str,
        first: i64,
        last: i64,
    ) -> Result<bool> {
        let known = catalogue::find(table);
        let (head, column) = match known.map(|known| (known.kind, known.customer)) {
            Some((Kind::Ledger, _) | (_, Customer::ThroughSale)) => ("sale", "sale_id"),
            // A sale is a head itself.
            Some((_, Customer::Column)) if table != "sale" => ("customer", "customer_id"),
            _ => return Ok(false),
        };
        let query =
            format!("SELECT min({column}), max({column}) FROM {table} WHERE id BETWEEN ?1 AND ?2");
        let ends: Option<(Option<i64>, Option<i64>)> =
            sql::one(conn, &query, [first, last], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?;
        Ok(match ends {
            Some((Some(low), Some(high))) => self.covers(head, low, high),
            _ => false,
        })
    }

    /// Whether it inserted all rows from one to another.
    fn covers(&self, table: &str, low: i64, high: i64) -> bool {
        self.range_of(table, low)
            .is_some_and(|(_, last)| high <= last)
    }

    fn range_of(&self, table: &str, key: i64) -> Option<(i64, i64)> {
        let ranges = self.ranges.get(table)?;
        let after = ranges.partition_point(|(first, _)| *first <= key);
        let found = ranges.get(after.checked_sub(1)?)?;
        (key <= found.1).then_some(*found)
    }
}
