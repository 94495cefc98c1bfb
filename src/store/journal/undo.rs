//! Taking an entry back, whole or all but what others have changed since. Taking back is itself
//! an entry, so taking that back puts it all back again. Must not know what the tables are for.

mod apply;
mod fate;
mod ledger;
mod rights;
mod shapes;
mod target;
#[cfg(test)]
mod tests;

use rusqlite::{Connection, Transaction, params};
use serde::{Deserialize, Serialize};

use super::super::pace::Pace;
use super::super::writer::{Asking, Done, Writer, repeated};
use super::super::{Cache, Mode, Tx, authorise, sql, storage, task};
use crate::domain::ids::{CustomerId, EntryId};
use crate::domain::staff::Operation;
use crate::error::{Error, Refusal, Result};
use apply::Back;
use fate::Conflict;
use target::{Place, Target};

/// An entry of more rows than this is taken back in batches.
const AT_ONCE: i64 = 500;
/// After so many rows a look goes on with the file as it is then, and somebody hears of it.
const SEEN_AT_ONCE: u64 = 1_000;
/// How many customers are named.
const NAMED: usize = 50;

/// What was taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undone {
    /// The entry.
    pub undone: EntryId,
    /// Customers that it touched; of an entry of many batches none are named.
    pub customers: Vec<CustomerId>,
    /// What it was.
    #[serde(default)]
    pub action: String,
    /// How many rows stayed, because others have changed them since.
    pub kept: usize,
}

impl Undone {
    fn of(target: &Target) -> Undone {
        Undone {
            undone: target.entry,
            action: target.action.clone(),
            customers: Vec::new(),
            kept: 0,
        }
    }
}

/// Takes an entry back; of an entry that took another back it puts that one back. Where somebody
/// has changed the same since, it refuses, naming who and when, or with `keep_changed` takes
/// back all but these.
pub fn undo(
    writer: &mut Writer,
    asking: &Asking,
    entry: EntryId,
    keep_changed: bool,
) -> Result<Done<Undone>> {
    undo_heard(writer, asking, entry, keep_changed, &mut |_, _| {})
}

/// The same; of an entry of many rows it is heard how far it is: so much of so much.
pub fn undo_heard(
    writer: &mut Writer,
    asking: &Asking,
    entry: EntryId,
    keep_changed: bool,
    hear: &mut dyn FnMut(u64, u64),
) -> Result<Done<Undone>> {
    let target = Target::load(writer.conn(), entry)?;
    if target.size(writer.conn())? > AT_ONCE {
        let mut heard = Heard {
            done: 0,
            of: target.heads(writer.conn())?,
            hear,
        };
        return in_batches(writer, asking, &target, keep_changed, &mut heard);
    }
    writer.change(asking, target.back_action(), |tx| {
        let target = Target::load(tx.conn(), entry)?;
        target.check_done(tx.conn())?;
        let doubtful = rights::check(tx.conn(), &tx.actor, tx.at, &target)?;
        let mut back = Back::new(tx.conn(), &target, tx.entry)?;
        if !keep_changed && let Some(conflict) = first_conflict(&mut back, None)? {
            return Err(refused(conflict));
        }
        let mut place = Place::start();
        while let Some(row) = back.next(tx.conn(), &mut place)? {
            back.take(tx, &row)?;
        }
        rights::check_after(tx, &doubtful, target.staff == tx.actor.id)?;
        let mut touched = back.customers();
        touched.try_for_each(|customer| ledger::void_is_nothing(tx, customer))?;
        settle(tx, &target)?;
        task::taken_back(tx, target.entry)?;
        let customers = back.customers().take(NAMED).collect();
        Ok(Undone {
            undone: entry,
            action: target.action.clone(),
            customers,
            kept: back.kept,
        })
    })
}

fn refused(conflict: Conflict) -> Error {
    let Conflict { by, at, fields, .. } = conflict;
    Error::Refused(if conflict.refers {
        Refusal::NamedSince {
            by,
            at,
            tables: fields,
        }
    } else {
        Refusal::ChangedSince { by, at, fields }
    })
}

/// The newest of what stands in the way, with all that the same person changed.
fn first_conflict(
    back: &mut Back<'_>,
    mut heard: Option<&mut Heard<'_>>,
) -> Result<Option<Conflict>> {
    let mut found: Option<Conflict> = None;
    let mut place = Place::looking();
    let mut looked = Looked::begin(back.conn)?;
    while let Some(row) = back.next(back.conn, &mut place)? {
        looked.one_more(back.conn)?;
        if let Some(heard) = &mut heard {
            heard.one_more();
        }
        let Some(conflict) = back.conflict(&row)? else {
            continue;
        };
        match &mut found {
            None => found = Some(conflict),
            // A column that somebody changed says more than a row that refers.
            Some(first) if first.refers && !conflict.refers => *first = conflict,
            Some(first) if first.refers != conflict.refers => {}
            Some(first) => {
                first.fields.extend(conflict.fields);
                first.fields.sort();
                first.fields.dedup();
                if first.fields.len() >= NAMED {
                    break;
                }
            }
        }
    }
    Ok(found)
}

/// How far it is: rows looked at, then taken back.
struct Heard<'h> {
    done: u64,
    of: u64,
    hear: &'h mut dyn FnMut(u64, u64),
}

impl Heard<'_> {
    fn one_more(&mut self) {
        self.done += 1;
        if self.done.is_multiple_of(SEEN_AT_ONCE) {
            (self.hear)(self.done.min(2 * self.of), 2 * self.of);
        }
    }
}

/// Reading outside of a transaction takes the lock of the file anew for every statement; one that
/// lasts keeps others' pages from the file.
struct Looked<'c> {
    reading: Option<Transaction<'c>>,
    rows: u64,
}

impl<'c> Looked<'c> {
    fn begin(conn: &'c Connection) -> Result<Looked<'c>> {
        let reading = match conn.is_autocommit() {
            true => Some(conn.unchecked_transaction().map_err(storage)?),
            false => None,
        };
        Ok(Looked { reading, rows: 0 })
    }

    fn one_more(&mut self, conn: &'c Connection) -> Result<()> {
        self.rows += 1;
        if self.rows.is_multiple_of(SEEN_AT_ONCE) && self.reading.take().is_some() {
            *self = Looked::begin(conn)?;
        }
        Ok(())
    }
}

/// Many rows: what stands in the way is looked for first, without the lock; then the rows go in
/// short batches. Interrupted, the same call goes on: rows that are back already are passed over.
fn in_batches(
    writer: &mut Writer,
    asking: &Asking,
    target: &Target,
    keep_changed: bool,
    heard: &mut Heard<'_>,
) -> Result<Done<Undone>> {
    let mut done = match (target.undoing_by(), repeated(writer.conn(), asking)?) {
        (None, Some(done)) => return Ok(done),
        (Some(entry), _) => {
            may(writer, asking, target)?;
            Done {
                entry,
                answer: Undone::of(target),
                repeated: false,
            }
        }
        (None, None) => {
            may(writer, asking, target)?;
            target.check_done(writer.conn())?;
            if !keep_changed {
                let mut back = Back::new(writer.conn(), target, EntryId(0))?;
                if let Some(conflict) = first_conflict(&mut back, Some(heard))? {
                    return Err(refused(conflict));
                }
            }
            begin(writer, asking, target)?
        }
    };
    // What came in until it was marked is part of it.
    let target = &Target::load(writer.conn(), target.entry)?;
    // Deletes of what came as ranges are not kept: the file is brought again.
    let mode = if target.has_ranges() {
        Mode::Range
    } else {
        Mode::Row
    };
    heard.done = heard.of;
    writer.cache(Cache::Bulk)?;
    let worked = rows_in_batches(writer, asking, target, mode, &mut done, heard);
    writer.cache(Cache::Writer)?;
    worked.map(|()| done)
}

/// The rows, in batches that are short beside others and leave them the lock as long as they held
/// it; while nobody writes they are longer, and rest a moment.
fn rows_in_batches(
    writer: &mut Writer,
    asking: &Asking,
    target: &Target,
    mode: Mode,
    done: &mut Done<Undone>,
    heard: &mut Heard<'_>,
) -> Result<()> {
    // Somebody may be at work: short batches until nobody has been for a while.
    let mut pace = Pace::new(false, true);
    let mut version = writer.data_version()?;
    let mut place = Place::start();
    let mut over = false;
    while !over {
        writer.batch(asking, done.entry, mode, |tx| {
            pace.begin();
            let mut back = Back::new(tx.conn(), target, tx.entry)?;
            while !over && (!pace.is_over() || back.amid) {
                match back.next(tx.conn(), &mut place)? {
                    Some(row) => back.take(tx, &row)?,
                    None => over = true,
                }
                heard.one_more();
            }
            done.answer.kept += back.kept;
            if over {
                settle(tx, target)?;
            }
            pace.end();
            Ok(())
        })?;
        pace.rest(|| Ok::<_, Error>(()))?;
        let now = writer.data_version()?;
        if now != version {
            version = now;
            pace.met_others();
        }
    }
    Ok(())
}

fn may(writer: &Writer, asking: &Asking, target: &Target) -> Result<()> {
    let actor = authorise::actor(writer.conn(), asking.staff)?;
    if rights::check(writer.conn(), &actor, asking.at, target)?.is_empty() {
        Ok(())
    } else {
        Err(Error::no_right(Operation::Undo.code()))
    }
}

const BEGIN: &str = "UPDATE journal_entry SET state = 'undoing', undone_by = ?2
  WHERE id = ?1 AND state IN ('done', 'running')";
const IMPORTED: &str = "UPDATE import_batch SET state = ?2 WHERE entry_id = ?1";

fn begin(writer: &mut Writer, asking: &Asking, target: &Target) -> Result<Done<Undone>> {
    writer.change(asking, target.back_action(), |tx| {
        Target::load(tx.conn(), target.entry)?.check_done(tx.conn())?;
        if sql::run(tx.conn(), BEGIN, [target.entry.0, tx.entry.0])? == 0 {
            return Err(Error::Refused(Refusal::AlreadyUndone));
        }
        // An import that is still at it stops with its next batch.
        sql::run(tx.conn(), IMPORTED, params![target.entry.0, "undone"])?;
        let run = "UPDATE journal_entry SET state = 'running', undoes = ?2 WHERE id = ?1";
        sql::run(tx.conn(), run, [tx.entry.0, target.entry.0])?;
        Ok(Undone::of(target))
    })
}

const UNDONE: &str = "UPDATE journal_entry SET state = 'undone', undone_by = ?2 WHERE id = ?1";
const DONE: &str = "UPDATE journal_entry SET state = 'done', undoes = ?2 WHERE id = ?1";
/// What the entry itself had taken back is there again.
const AGAIN: &str = "UPDATE journal_entry SET state = 'done', undone_by = NULL WHERE id = ?1";

/// The entries say what happened to them.
fn settle(tx: &Tx<'_>, target: &Target) -> Result<()> {
    let conn = tx.conn();
    sql::run(conn, UNDONE, [target.entry.0, tx.entry.0])?;
    sql::run(conn, DONE, [tx.entry.0, target.entry.0])?;
    sql::run(conn, IMPORTED, params![target.entry.0, "undone"])?;
    if let Some(undoes) = target.undoes {
        sql::run(conn, AGAIN, [undoes.0])?;
        sql::run(conn, IMPORTED, params![undoes.0, "done"])?;
    }
    Ok(())
}
