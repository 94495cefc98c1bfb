//! What leaves the file: one journal entry for each run, begun before the first row is read and
//! ended with what left; and the rows themselves, page by page, in the scope of the right.
//! Must not know file formats.

mod people;
mod records;

use rusqlite::params;
use serde::{Deserialize, Serialize};

use super::customer::text;
use super::{Asking, LiveTx, Reader, Writer, authorise, sql};
use crate::domain::ids::{CustomerId, EntryId, StaffId};
use crate::domain::staff::{Operation, Scope};
use crate::error::{Error, Fault, Result};

pub use people::{Outline, customers, outline};
pub use records::{Contact, Sale, SaleLine, bought, contacts, sales};

/// Longest reason, characters.
const REASON: usize = 500;
/// So many customers are noted one by one, as if each had been looked at; of more the entry
/// keeps the rows alone. A million notes would cost more than the export, and say the same.
const NOTED: usize = 5_000;

/// What a run takes out, as its entry keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Taken {
    /// `customers`, `interactions`, `sales`, `lines`, `roster`.
    pub what: String,
    /// What was asked for; empty: everyone in scope.
    pub query: String,
    /// `csv`, `xlsx`, …
    pub format: String,
    /// Rows that left; none as long as the run is at it.
    pub rows: Option<u64>,
    /// Whether it was stopped before its end: what it wrote was thrown away.
    pub cancelled: bool,
    /// Whose rows were read: ranges of customers' row numbers, first and last.
    pub customers: Vec<(i64, i64)>,
}

const BEGIN: &str = "UPDATE journal_entry SET state = 'running', answer = ?2 WHERE id = ?1";
const END: &str = "UPDATE journal_entry SET state = 'done', answer = ?2
  WHERE id = ?1 AND state = 'running'";
const NOTE: &str = "INSERT INTO view_log (at, staff_id, customer_id, what)
  VALUES (?1, ?2, ?3, 'export')";

/// Opens the entry of a run. Without a reason nothing leaves.
pub fn begin(writer: &mut Writer, asking: &Asking, taken: &Taken) -> Result<EntryId> {
    let json = json(taken)?;
    let done = writer.change(asking, "export", |tx| {
        tx.authorise(Operation::Export, None)?;
        text(
            "reason",
            asking.reason.as_deref().unwrap_or_default(),
            REASON,
        )?
        .ok_or_else(|| Error::invalid("reason", Fault::Empty))?;
        sql::run(tx.conn(), BEGIN, params![tx.entry.0, json])?;
        Ok(tx.entry)
    })?;
    Ok(done.entry)
}

/// Ends the entry of a run with what left the file. Before the file gets its name: nobody has
/// rows of which the journal does not know.
pub fn end(writer: &mut Writer, asking: &Asking, entry: EntryId, taken: &Taken) -> Result<()> {
    let json = json(taken)?;
    writer.live(asking, "export", true, |tx| {
        if sql::run(tx.conn(), END, params![entry.0, json])? == 0 {
            return Err(Error::Gone(entry.to_string()));
        }
        note(tx, &taken.customers)
    })
}

fn note(tx: &LiveTx<'_>, ranges: &[(i64, i64)]) -> Result<()> {
    let ids = || ranges.iter().flat_map(|(first, last)| *first..=*last);
    if ids().nth(NOTED).is_some() {
        return Ok(());
    }
    for id in ids() {
        sql::insert(tx.conn(), NOTE, params![tx.at.0, tx.actor.id.0, id])?;
    }
    Ok(())
}

fn json(taken: &Taken) -> Result<String> {
    serde_json::to_string(taken).map_err(|error| Error::Storage(Box::new(error)))
}

const TAKEN: &str = "SELECT answer FROM journal_entry WHERE id = ?1 AND action = 'export'";

/// What an entry took out; none of any other entry. For whoever was shown the entry.
pub fn taken(reader: &Reader, entry: EntryId) -> Result<Option<Taken>> {
    let answer: Option<Option<String>> =
        sql::one(reader.conn(), TAKEN, [entry.0], |row| row.get(0))?;
    let read = |json: String| {
        serde_json::from_str(&json)
            .map_err(|error| Error::Damaged(format!("answer of entry {entry}: {error}")))
    };
    answer.flatten().map(read).transpose()
}

/// Who exports, and of whom: asked anew for each page, for a right can be taken away meanwhile.
#[derive(Debug, Clone)]
pub struct Exporter {
    /// Who.
    pub staff: StaffId,
    /// These customers alone, as far as they are in scope; none: everyone in scope.
    pub only: Option<Vec<CustomerId>>,
    /// Of these, the customers of one owner; none: of all.
    pub owner: Option<StaffId>,
}

impl Exporter {
    /// The scope, as it is now.
    fn scope(&self, reader: &Reader) -> Result<Scope> {
        let actor = authorise::actor(reader.conn(), self.staff)?;
        authorise::scope(reader.conn(), &actor, Operation::Export)
    }

    /// The owner's row.
    fn owner(&self) -> Option<i64> {
        self.owner.map(|owner| owner.0)
    }

    /// The customers as `json_each` takes them.
    fn only(&self) -> Option<String> {
        let only = self.only.as_ref()?;
        let ids: Vec<i64> = only.iter().map(|id| id.0).collect();
        Some(super::find::json(&ids))
    }
}
