//! The one way to write: take the lock, begin, authorise, change, derive, tell the feed, commit,
//! give the lock back. Must not know nouns, but that a draft ends with the save under its key.

use std::cell::{Cell, RefCell};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OptionalExtension, params};

use super::house::Cache;
use super::lock::Signature;
use super::tx::{LiveTx, Tx};
use super::{authorise, draft, journal, lock, schema, storage};
use crate::domain::ids::{EntryId, StaffId};
use crate::domain::time::Instant;
use crate::error::{Error, Refusal, Result};

/// Who asks for a write, when, and how long they wait for it.
#[derive(Debug, Clone)]
pub struct Asking {
    /// Who.
    pub staff: StaffId,
    /// When: the store has no clock.
    pub at: Instant,
    /// How long to wait for the lock.
    pub patience: Duration,
    /// The key under which a repeat is recognised.
    pub once: Option<Once>,
    /// Why, for the journal.
    pub reason: Option<String>,
}

/// A key under which the same command of the same person is done once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Once {
    /// The key.
    pub key: String,
    /// A digest of the command: another one under the same key is refused.
    pub digest: String,
}

impl Asking {
    /// Somebody at a desk or a command line, now.
    pub fn new(staff: StaffId, at: Instant) -> Self {
        Asking {
            staff,
            at,
            patience: lock::PATIENCE,
            once: None,
            reason: None,
        }
    }
}

/// What a journalled write did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done<T> {
    /// Its journal entry.
    pub entry: EntryId,
    /// Its answer.
    pub answer: T,
    /// It had been done before, under the same key.
    pub repeated: bool,
}

/// The connection that writes.
#[derive(Debug)]
pub struct Writer {
    conn: Connection,
    path: PathBuf,
    /// Whether this connection notes in the journal what rows were before.
    records: Cell<bool>,
    /// Whose name the lock was signed with last, so that it is looked up once.
    signs: RefCell<Option<(StaffId, String)>>,
}

impl Writer {
    pub(super) fn new(conn: Connection, path: PathBuf) -> Self {
        Writer {
            conn,
            path,
            records: Cell::new(false),
            signs: RefCell::new(None),
        }
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn conn(&self) -> &Connection {
        &self.conn
    }

    /// A journalled change: one entry, one transaction. `action` is its code in the journal.
    /// The answer is kept as JSON with the key of [`Once`], and given again to a repeat.
    pub fn change<T, F>(&mut self, asking: &Asking, action: &str, change: F) -> Result<Done<T>>
    where
        T: serde::Serialize + serde::de::DeserializeOwned,
        F: FnOnce(&Tx<'_>) -> Result<T>,
    {
        self.record()?;
        let _lock = self.lock(asking, action)?;
        let begun = Begun::immediate(&self.conn)?;
        let actor = authorise::actor(&self.conn, asking.staff)?;
        if let Some(done) = repeated(&self.conn, asking)? {
            return Ok(done);
        }
        let entry = open_entry(&self.conn, asking, action)?;
        set_context(&self.conn, Some(entry), Mode::Row)?;
        let tx = Tx::new(&self.conn, actor, asking.at, entry);
        let answer = change(&tx)?;
        tx.finish()?;
        if asking.once.is_some() {
            keep_answer(&self.conn, entry, &answer)?;
            draft::stored(&self.conn, asking)?;
        }
        set_context(&self.conn, None, Mode::Row)?;
        begun.commit()?;
        Ok(Done {
            entry,
            answer,
            repeated: false,
        })
    }

    /// Moves when another connection has committed.
    pub fn data_version(&self) -> Result<i64> {
        self.conn
            .prepare_cached("PRAGMA data_version")
            .and_then(|mut statement| statement.query_row([], |row| row.get(0)))
            .map_err(storage)
    }

    /// From now on it keeps so much of the file in memory.
    pub(super) fn cache(&self, cache: Cache) -> Result<()> {
        self.conn
            .pragma_update(None, "cache_size", -cache.kibibytes())
            .map_err(storage)
    }

    /// From now on commits of this connection leave the log as it is: somebody calls
    /// [`Writer::bring_home`] between them, when others have the lock.
    pub fn leave_log(&self) -> Result<()> {
        self.conn
            .pragma_update(None, "wal_autocheckpoint", 0)
            .map_err(storage)
    }

    /// Brings pages from the log into the file. Nobody waits for it: it needs no lock of ours, and
    /// leaves what others still read or write.
    pub fn bring_home(&self) -> Result<()> {
        self.conn
            .query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))
            .map_err(storage)
    }

    /// What was done under this key before; none: nothing, or no key is given. For commands that
    /// look something up first: it may be gone since.
    pub fn done_before<T: serde::de::DeserializeOwned>(
        &self,
        asking: &Asking,
    ) -> Result<Option<Done<T>>> {
        repeated(&self.conn, asking)
    }

    /// One batch of a long change under an entry that is open already (see `journal::begin_long`).
    /// In mode range inserted rows are written as one range per table; changed ones each as ever.
    pub fn batch<T>(
        &mut self,
        asking: &Asking,
        entry: EntryId,
        mode: Mode,
        change: impl FnOnce(&Tx<'_>) -> Result<T>,
    ) -> Result<T> {
        self.record()?;
        let _lock = self.lock(asking, "batch")?;
        let begun = Begun::immediate(&self.conn)?;
        let actor = authorise::actor(&self.conn, asking.staff)?;
        set_context(&self.conn, Some(entry), mode)?;
        let tx = Tx::new(&self.conn, actor, asking.at, entry);
        tx.keys.replace(journal::newest_keys(&self.conn)?);
        let answer = change(&tx)?;
        tx.finish()?;
        if mode == Mode::Range {
            journal::note_ranges(&self.conn, entry, &tx.keys.borrow())?;
        }
        set_context(&self.conn, None, Mode::Row)?;
        begun.commit()?;
        Ok(answer)
    }

    /// Does it and takes it back at once: what an import would do, without doing it. Nothing of
    /// it reaches the file.
    pub fn rehearse<T>(
        &mut self,
        asking: &Asking,
        change: impl FnOnce(&Tx<'_>) -> Result<T>,
    ) -> Result<T> {
        self.record()?;
        let _lock = self.lock(asking, "rehearse")?;
        let _begun = Begun::immediate(&self.conn)?;
        let actor = authorise::actor(&self.conn, asking.staff)?;
        let entry = open_entry(&self.conn, asking, "rehearse")?;
        set_context(&self.conn, Some(entry), Mode::Range)?;
        let tx = Tx::new(&self.conn, actor, asking.at, entry);
        tx.keys.replace(journal::newest_keys(&self.conn)?);
        change(&tx)
    }

    /// A change of live tables alone: no entry. `durable` false: the last ones may be lost with
    /// the power (presence, views), never with the process.
    pub fn live<T>(
        &mut self,
        asking: &Asking,
        action: &str,
        durable: bool,
        change: impl FnOnce(&LiveTx<'_>) -> Result<T>,
    ) -> Result<T> {
        let _lock = self.lock(asking, action)?;
        if !durable {
            self.synchronous("NORMAL")?;
        }
        let answer = (|| {
            let begun = Begun::immediate(&self.conn)?;
            let actor = authorise::actor(&self.conn, asking.staff)?;
            let answer = change(&LiveTx::new(&self.conn, actor, asking.at))?;
            begun.commit()?;
            Ok(answer)
        })();
        if !durable {
            self.synchronous("FULL")?;
        }
        answer
    }

    fn lock(&self, asking: &Asking, action: &str) -> Result<lock::WriteLock> {
        let name = self.name_of(asking.staff);
        let who = Signature {
            name: &name,
            action,
        };
        lock::for_writing(&self.path, who, asking.patience)
    }

    /// What a person is called, for whoever waits for them; empty: nobody knows.
    pub(super) fn name_of(&self, staff: StaffId) -> String {
        let mut known = self.signs.borrow_mut();
        if known.as_ref().is_none_or(|(of, _)| *of != staff) {
            let name = "SELECT name FROM staff WHERE id = ?1";
            let name = self
                .conn
                .query_row(name, [staff.0], |row| row.get(0))
                .unwrap_or_default();
            *known = Some((staff, name));
        }
        known
            .as_ref()
            .map(|(_, name)| name.clone())
            .unwrap_or_default()
    }

    /// From here on what is changed leaves in the journal what it was. Outside a transaction: taken
    /// back with one, it would be missed in the next.
    fn record(&self) -> Result<()> {
        if !self.records.get() {
            schema::record(&self.conn)?;
            self.records.set(true);
        }
        Ok(())
    }

    fn synchronous(&self, level: &str) -> Result<()> {
        self.conn
            .pragma_update(None, "synchronous", level)
            .map_err(storage)
    }
}

/// A transaction that rolls back unless committed.
struct Begun<'c> {
    conn: &'c Connection,
    open: Cell<bool>,
}

impl<'c> Begun<'c> {
    fn immediate(conn: &'c Connection) -> Result<Self> {
        conn.execute_batch("BEGIN IMMEDIATE").map_err(storage)?;
        Ok(Begun {
            conn,
            open: Cell::new(true),
        })
    }

    fn commit(self) -> Result<()> {
        self.conn.execute_batch("COMMIT").map_err(storage)?;
        self.open.set(false);
        Ok(())
    }
}

impl Drop for Begun<'_> {
    fn drop(&mut self) {
        if self.open.get() {
            // Nothing can be done about a failing rollback: the connection is closed soon.
            let _ = self.conn.execute_batch("ROLLBACK");
        }
    }
}

/// How the journal records rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Each changed row.
    Row,
    /// Inserts: one row per table and batch, with the first and last id; deletes: nothing.
    Range,
}

const OPEN_ENTRY: &str =
    "INSERT INTO journal_entry (at, staff_id, action, reason, state, once_key, digest)
  VALUES (?1, ?2, ?3, ?4, 'done', ?5, ?6)";

pub(super) fn open_entry(conn: &Connection, asking: &Asking, action: &str) -> Result<EntryId> {
    let once = asking.once.as_ref();
    conn.prepare_cached(OPEN_ENTRY)
        .and_then(|mut statement| {
            statement.insert(params![
                asking.at.0,
                asking.staff.0,
                action,
                asking.reason,
                once.map(|once| &once.key),
                once.map(|once| &once.digest),
            ])
        })
        .map(EntryId)
        .map_err(storage)
}

const REPEATED: &str =
    "SELECT id, digest, answer FROM journal_entry WHERE staff_id = ?1 AND once_key = ?2";

pub(super) fn repeated<T: serde::de::DeserializeOwned>(
    conn: &Connection,
    asking: &Asking,
) -> Result<Option<Done<T>>> {
    let Some(once) = &asking.once else {
        return Ok(None);
    };
    let found: Option<(i64, Option<String>, Option<String>)> = conn
        .prepare_cached(REPEATED)
        .and_then(|mut statement| {
            statement
                .query_row(params![asking.staff.0, once.key], |row| {
                    Ok((row.get(0)?, row.get(1)?, row.get(2)?))
                })
                .optional()
        })
        .map_err(storage)?;
    let Some((entry, digest, answer)) = found else {
        return Ok(None);
    };
    if digest.as_deref() != Some(once.digest.as_str()) {
        return Err(Error::Refused(Refusal::OnceKeyReused));
    }
    let answer = serde_json::from_str(answer.as_deref().unwrap_or("null"))
        .map_err(|error| Error::Damaged(format!("answer of entry {entry}: {error}")))?;
    Ok(Some(Done {
        entry: EntryId(entry),
        answer,
        repeated: true,
    }))
}

fn keep_answer<T: serde::Serialize>(conn: &Connection, entry: EntryId, answer: &T) -> Result<()> {
    let json = serde_json::to_string(answer).map_err(|error| Error::Storage(Box::new(error)))?;
    conn.prepare_cached("UPDATE journal_entry SET answer = ?2 WHERE id = ?1")
        .and_then(|mut statement| statement.execute(params![entry.0, json]))
        .map_err(storage)?;
    Ok(())
}

fn set_context(conn: &Connection, entry: Option<EntryId>, mode: Mode) -> Result<()> {
    let mode = match mode {
        Mode::Row => "row",
        Mode::Range => "range",
    };
    conn.prepare_cached("UPDATE journal_context SET entry_id = ?1, mode = ?2")
        .and_then(|mut statement| statement.execute(params![entry.map(|entry| entry.0), mode]))
        .map_err(storage)?;
    Ok(())
}
