//! Long loads: a run known by its digest, one journal entry of many batches, and what one row of
//! a file does in a batch. Inserted rows go to the journal as ranges of ids, changed ones each.
//! Must not know files, maps or clocks.

mod rows;

use rusqlite::params;

use super::{Asking, Mode, Reader, Tx, Writer, derive, journal, sql};
use crate::domain::ids::{CustomerId, EntryId};
use crate::domain::staff::Operation;
use crate::domain::time::Instant;
use crate::error::{Error, Refusal, Result};

pub use rows::{
    By, Effect, Match, OnMatch, Whom, contact, customer, last_sale, newcomer, product, sale, whom,
};

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
  WHERE b.digest = ?1 ORDER BY b.id DESC LIMIT 1";

/// The newest run of these files, map and options.
pub fn known(reader: &Reader, digest: &str) -> Result<Option<Run>> {
    sql::one(reader.conn(), KNOWN, [digest], |row| {
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

const ENTRY: &str = "INSERT INTO journal_entry (at, staff_id, action, reason, state)
  VALUES (?1, ?2, 'import', ?3, 'running')";
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
        let values = params![tx.at.0, tx.actor.id.0, asking.reason];
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

/// One that was taken back meanwhile stays so.
const STATE: &str = "UPDATE import_batch SET state = ?2, report = ?3
  WHERE id = ?1 AND state = 'running'";
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
        sql::run(tx.conn(), ENTRY_STATE, params![run.entry.0, entry])?;
        sql::run(tx.conn(), STATE, params![run.id, state, note]).map(|_| ())
    })
}

/// When derived data are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Derive {
    /// With each row: others use the file.
    Now,
    /// At the end of a bulk load.
    Later,
}

/// One transaction of a long load.
pub struct Batch<'t, 'c> {
    /// The transaction.
    pub tx: &'t Tx<'c>,
    derive: Derive,
}

impl<'t, 'c> Batch<'t, 'c> {
    fn new(tx: &'t Tx<'c>, derive: Derive) -> Result<Self> {
        tx.authorise(Operation::Import, None)?;
        // Derived here, row by row, so that the clock of the load sees what it takes.
        tx.leave_derived_pending();
        Ok(Batch { tx, derive })
    }

    fn settle(&self, id: CustomerId) -> Result<()> {
        match self.derive {
            Derive::Now => derive::customer(self.tx.conn(), id),
            Derive::Later => Ok(()),
        }
    }

    /// Does something whose changed rows go to the journal one by one.
    fn row_by_row<T>(&self, change: impl FnOnce(&Tx<'_>) -> Result<T>) -> Result<T> {
        let (conn, entry) = (self.tx.conn(), self.tx.entry);
        let mode = "UPDATE journal_context SET mode = ?1";
        journal::note_ranges(conn, entry, &self.tx.keys.borrow())?;
        sql::run(conn, mode, ["row"])?;
        let answer = change(self.tx);
        sql::run(conn, mode, ["range"])?;
        self.tx.keys.replace(journal::newest_keys(conn)?);
        answer
    }
}

/// One batch of a run. Its work says the position and the note that are kept with it. Somebody
/// else who carries on the same run meanwhile, or takes it back, makes it fail, so that no row
/// comes twice or stays.
pub fn batch<T>(
    writer: &mut Writer,
    asking: &Asking,
    run: &Run,
    derive: Derive,
    work: impl FnOnce(&Batch<'_, '_>) -> Result<(T, u64, String)>,
) -> Result<T> {
    writer.batch(asking, run.entry, Mode::Range, |tx| {
        let batch = Batch::new(tx, derive)?;
        let (answer, position, note) = work(&batch)?;
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
        Ok(answer)
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
        work(&Batch::new(tx, Derive::Later)?)
    })
}

/// The same as [`batch`], taken back at once.
pub fn rehearse<T>(
    writer: &mut Writer,
    asking: &Asking,
    work: impl FnOnce(&Batch<'_, '_>) -> Result<T>,
) -> Result<T> {
    writer.rehearse(asking, |tx| work(&Batch::new(tx, Derive::Later)?))
}
