//! Long loads: a run known by its digest, one journal entry of many batches, and what one row of
//! a file does in a batch. Inserted rows go to the journal as ranges of ids, changed ones each.
//! Must not know files, maps or clocks.

mod rows;
mod whom;

use std::cell::{Cell, RefCell};
use std::sync::LazyLock;

use rusqlite::{Row, params};

use super::derive::{self, Gathered, Source, Sources};
use super::pile::{Insert, Pile};
use super::{Asking, Mode, Reader, Tx, Writer, feed, journal, sql};
use crate::domain::ids::{CustomerId, EntryId, StaffId};
use crate::domain::staff::Operation;
use crate::domain::time::Instant;
use crate::error::{Error, Refusal, Result};

pub use rows::{By, Effect, Match, OnMatch, customer, last_sale, newcomer, product, sale};
pub use whom::{Whom, contact, last_contact, whom};

/// A run of an import, as the file remembers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Its row.
    pub id: i64,
    /// Its journal entry.
    pub entry: EntryId,
    /// How it stands.
    pub state: State,
    /// How many pieces of its files are behind the last committed batch.
    pub position: u64,
    /// What the runner noted with that batch.
    pub note: String,
    /// When it began.
    pub at: Instant,
}

/// How a run stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Begun, not finished.
    Running,
    /// Finished.
    Done,
    /// Taken back.
    Undone,
}

const KNOWN: &str = "SELECT b.id, b.entry_id, b.state, e.state, b.position, b.report, b.at
  FROM import_batch b JOIN journal_entry e ON e.id = b.entry_id
  WHERE b.digest = ?1 AND b.entry_id = coalesce(?2, b.entry_id) ORDER BY b.id DESC LIMIT 1";

/// The newest run of these files, map and options.
pub fn known(reader: &Reader, digest: &str) -> Result<Option<Run>> {
    run(reader, digest, None)
}

/// The run that this person began under the same key.
///
/// # Errors
/// Something else was done under that key.
pub fn known_by_key(reader: &Reader, asking: &Asking, digest: &str) -> Result<Option<Run>> {
    match super::writer::repeated::<()>(reader.conn(), asking)? {
        Some(done) => run(reader, digest, Some(done.entry)),
        None => Ok(None),
    }
}

fn run(reader: &Reader, digest: &str, entry: Option<EntryId>) -> Result<Option<Run>> {
    let values = params![digest, entry.map(|entry| entry.0)];
    sql::one(reader.conn(), KNOWN, values, read)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Run> {
    let (run, entry): (String, String) = (row.get(2)?, row.get(3)?);
    let state = match (run.as_str(), entry.as_str()) {
        (_, "undoing" | "undone") | ("undone", _) => State::Undone,
        ("running", _) => State::Running,
        _ => State::Done,
    };
    Ok(Run {
        id: row.get(0)?,
        entry: EntryId(row.get(1)?),
        state,
        position: row.get::<_, i64>(4)?.unsigned_abs(),
        note: row.get(5)?,
        at: Instant(row.get(6)?),
    })
}

const LATEST: &str = "SELECT b.id, b.entry_id, b.state, e.state, b.position, b.report, b.at
  FROM import_batch b JOIN journal_entry e ON e.id = b.entry_id
  WHERE e.staff_id = ?1 ORDER BY b.id DESC LIMIT 1";

/// A person's newest run, and whether it was stopped in good order before its end.
pub fn latest(reader: &Reader, staff: StaffId) -> Result<Option<(Run, bool)>> {
    sql::one(reader.conn(), LATEST, [staff.0], |row| {
        let run = read(row)?;
        let stopped = run.state == State::Running && row.get::<_, String>(3)? != "running";
        Ok((run, stopped))
    })
}

/// Whether the file has no customer yet.
pub fn is_empty(reader: &Reader) -> Result<bool> {
    Ok(!sql::exists(reader.conn(), "SELECT 1 FROM customer", [])?)
}

/// Whether a bulk load was left unfinished.
pub fn bulk_pending(reader: &Reader) -> Result<bool> {
    derive::pending(reader.conn())
}

const ENTRY: &str =
    "INSERT INTO journal_entry (at, staff_id, action, reason, state, once_key, digest)
  VALUES (?1, ?2, 'import', ?3, 'running', ?4, ?5)";
const BATCH: &str = "INSERT INTO import_batch (digest, kind, entry_id, state, report, at)
  VALUES (?1, ?2, ?3, 'running', ?4, ?5)";

/// Begins a run and its journal entry.
pub fn begin(
    writer: &mut Writer,
    asking: &Asking,
    digest: &str,
    kind: &str,
    note: &str,
) -> Result<Run> {
    let (entry, id) = writer.live(asking, "import", true, |tx| {
        tx.authorise(Operation::Import, None)?;
        let (key, same) = asking
            .once
            .as_ref()
            .map(|once| (&once.key, &once.digest))
            .unzip();
        let values = params![tx.at.0, tx.actor.id.0, asking.reason, key, same];
        feed::add(tx.conn(), tx.at, feed::IMPORT, None, Some(tx.actor.id))?;
        let entry = sql::insert(tx.conn(), ENTRY, values)?;
        let values = params![digest, kind, entry, note, tx.at.0];
        Ok((entry, sql::insert(tx.conn(), BATCH, values)?))
    })?;
    Ok(Run {
        id,
        entry: EntryId(entry),
        state: State::Running,
        position: 0,
        note: note.to_owned(),
        at: asking.at,
    })
}

/// One that was taken back meanwhile stays so, and one that another process goes on with is its own.
const STATE: &str = "UPDATE import_batch SET state = ?2, report = ?3
  WHERE id = ?1 AND state = 'running' AND position = ?4";
const TAKEN_BACK: &str = "SELECT 1 FROM import_batch WHERE id = ?1 AND state = 'undone'";
const ENTRY_STATE: &str = "UPDATE journal_entry SET state = ?2 WHERE id = ?1
  AND state IN ('running', 'done')";

/// Notes that a run goes on after a break.
pub fn resume(writer: &mut Writer, asking: &Asking, run: &Run) -> Result<()> {
    set(writer, asking, run, "running", "running", &run.note)
}

/// Notes that a run is finished.
pub fn finish(writer: &mut Writer, asking: &Asking, run: &Run, note: &str) -> Result<()> {
    set(writer, asking, run, "done", "done", note)
}

/// Notes that a run stops before its end: its entry can be taken back, or the run go on later.
pub fn pause(writer: &mut Writer, asking: &Asking, run: &Run, note: &str) -> Result<()> {
    set(writer, asking, run, "running", "done", note)
}

fn set(
    writer: &mut Writer,
    asking: &Asking,
    run: &Run,
    state: &str,
    entry: &str,
    note: &str,
) -> Result<()> {
    writer.live(asking, "import", true, |tx| {
        tx.authorise(Operation::Import, None)?;
        feed::add(tx.conn(), tx.at, feed::IMPORT, None, Some(tx.actor.id))?;
        let values = params![run.id, state, note, run.position.cast_signed()];
        if sql::run(tx.conn(), STATE, values)? > 0 {
            sql::run(tx.conn(), ENTRY_STATE, params![run.entry.0, entry])?;
        }
        Ok(())
    })
}

/// When derived data are made.
pub enum Derive<'g> {
    /// With each row: others use the file.
    Now,
    /// At the end of a bulk load, for which keys are gathered.
    Later(&'g mut Gathered),
}

/// When what follows of a batch's rows is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Settling {
    /// After every few new rows, and with each changed one.
    Soon,
    /// Never.
    Never,
    /// At the end of the load.
    AtTheEnd,
}

/// Newcomers who wait in a batch beside others: its clock should see what they take.
const FEW: usize = 8;

/// One transaction of a long load.
pub struct Batch<'t, 'c> {
    /// The transaction.
    pub tx: &'t Tx<'c>,
    settling: Settling,
    sources: RefCell<Sources>,
    /// Somebody who was there already was changed.
    changed: Cell<bool>,
}

static KEY_SOURCE: LazyLock<Insert> =
    LazyLock::new(|| Insert::new("key_source", &["names", "digits"]));

impl<'t, 'c> Batch<'t, 'c> {
    fn new(tx: &'t Tx<'c>, settling: Settling) -> Result<Self> {
        tx.authorise(Operation::Import, None)?;
        // Derived here, row by row, so that the clock of the load sees what it takes.
        tx.leave_derived_pending();
        if settling != Settling::Never {
            self::pile(tx);
        }
        Ok(Batch {
            tx,
            settling,
            sources: RefCell::default(),
            changed: Cell::new(false),
        })
    }

    /// A customer was changed.
    fn settle(&self, id: CustomerId) -> Result<()> {
        self.changed.set(true);
        if self.settling == Settling::Soon {
            self.clear()?;
            derive::customer(self.tx.conn(), id)?;
        }
        Ok(())
    }

    /// A customer was added, whose keys are made from this.
    fn added(&self, id: CustomerId, source: Source) -> Result<()> {
        if self.settling == Settling::Never {
            return Ok(());
        }
        let values = vec![source.names.clone().into(), source.digits.clone().into()];
        self.tx.insert(&KEY_SOURCE, Some(id.0), values)?;
        self.sources.borrow_mut().push((id.0, source));
        if self.settling == Settling::Soon && self.sources.borrow().len() >= FEW {
            return self.clear();
        }
        self.tx.clear_high_pile()
    }

    /// Inserts what waits, with the keys unless they are made at the end.
    fn clear(&self) -> Result<()> {
        self.tx.clear_pile()?;
        if self.settling == Settling::Soon {
            derive::add_keys(self.tx.conn(), &self.sources.take())?;
        }
        Ok(())
    }

    /// Does something whose changed rows go to the journal one by one.
    fn row_by_row<T>(&self, change: impl FnOnce(&Tx<'_>) -> Result<T>) -> Result<T> {
        let (conn, entry) = (self.tx.conn(), self.tx.entry);
        self.clear()?;
        let piled = self.tx.pile.take().is_some();
        let mode = "UPDATE journal_context SET mode = ?1";
        journal::note_ranges(conn, entry, &self.tx.keys.borrow())?;
        sql::run(conn, mode, ["row"])?;
        let answer = change(self.tx);
        sql::run(conn, mode, ["range"])?;
        self.tx.keys.replace(journal::newest_keys(conn)?);
        if piled {
            pile(self.tx);
        }
        answer
    }
}

/// From now on new rows wait.
fn pile(tx: &Tx<'_>) {
    let newest = tx.keys.borrow().clone();
    tx.pile.replace(Some(Pile::new(newest)));
}

/// One batch of a run. Its work says the position and the note that are kept with it. Somebody
/// else who carries on the same run meanwhile, or takes it back, makes it fail, so that no row
/// comes twice or stays.
pub fn batch<T>(
    writer: &mut Writer,
    asking: &Asking,
    run: &Run,
    derive: Derive<'_>,
    work: impl FnOnce(&Batch<'_, '_>) -> Result<(T, u64, String)>,
) -> Result<T> {
    let (settling, gathered) = match derive {
        Derive::Now => (Settling::Soon, None),
        Derive::Later(gathered) => (Settling::AtTheEnd, Some(gathered)),
    };
    let mut sources = None;
    let done = one_batch(writer, asking, run, settling, work).map(|(answer, added)| {
        sources = added;
        answer
    });
    match (gathered, sources) {
        (Some(gathered), Some(sources)) => gathered.take(sources),
        // Of a batch that failed nobody is there.
        (Some(gathered), None) => *gathered = Gathered::unknown(),
        (None, _) => {}
    }
    done
}

/// With what the keys of those who were added are made from; none if somebody was changed.
fn one_batch<T>(
    writer: &mut Writer,
    asking: &Asking,
    run: &Run,
    settling: Settling,
    work: impl FnOnce(&Batch<'_, '_>) -> Result<(T, u64, String)>,
) -> Result<(T, Option<Sources>)> {
    writer.batch(asking, run.entry, Mode::Range, |tx| {
        let batch = Batch::new(tx, settling)?;
        let (answer, position, note) = work(&batch)?;
        batch.clear()?;
        let keep = "UPDATE import_batch SET position = ?2, report = ?3
          WHERE id = ?1 AND position = ?4 AND state = 'running'";
        let kept = sql::run(
            tx.conn(),
            keep,
            params![
                run.id,
                position.cast_signed(),
                note,
                run.position.cast_signed()
            ],
        )?;
        if kept == 0 {
            let undone = sql::exists(tx.conn(), TAKEN_BACK, [run.id])?;
            let why = if undone {
                "import.undone"
            } else {
                "import.elsewhere"
            };
            return Err(Error::Refused(Refusal::State(why)));
        }
        let known = !batch.changed.get();
        Ok((answer, known.then(|| batch.sources.take())))
    })
}

/// One batch of a load that no file stands behind.
pub fn load<T>(
    writer: &mut Writer,
    asking: &Asking,
    entry: EntryId,
    work: impl FnOnce(&Batch<'_, '_>) -> Result<T>,
) -> Result<T> {
    writer.batch(asking, entry, Mode::Range, |tx| {
        work(&Batch::new(tx, Settling::Never)?)
    })
}

/// The same as [`batch`], taken back at once.
pub fn rehearse<T>(
    writer: &mut Writer,
    asking: &Asking,
    work: impl FnOnce(&Batch<'_, '_>) -> Result<T>,
) -> Result<T> {
    writer.rehearse(asking, |tx| work(&Batch::new(tx, Settling::Never)?))
}
