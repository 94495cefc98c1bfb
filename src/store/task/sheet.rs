//! What came back in a file is applied as one entry, row by row, in short batches; a row that is
//! refused leaves the others. Must not know files.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::super::authorise::{self, Actor};
use super::super::pace::Pace;
use super::super::writer::{Asking, Mode, Writer};
use super::super::{Reader, Tx, journal, sql, storage};
use super::change::done_for;
use super::{add, done, edit, task, tasks};
use crate::domain::ids::{CustomerId, EntryId, TaskId};
use crate::domain::interaction::CallLog;
use crate::domain::staff::Operation;
use crate::domain::task::{Edit, NewTask, Task};
use crate::error::{Error, Result};

/// What a row comes to, every value understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// A task that somebody added by hand.
    New(NewTask),
    /// A task that is changed.
    Change {
        /// Which.
        id: TaskId,
        /// What of it is another way.
        edit: Edit,
        /// It is done.
        result: Option<Returned>,
    },
}

/// A result that came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Returned {
    /// What came of it.
    pub result: String,
    /// The customer who was rung, and what came of the call: a code of the list `disposition`.
    pub call: Option<(CustomerId, String)>,
}

/// What came of an import, kept under the key of its command: none while it runs.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Kept<A> {
    told: Option<A>,
}

/// The journal's codes.
const ACTION: &str = "task.import";
const LEFT: &str = "task.export";

/// Steps that were refused, by their place, and why.
pub type Refused = Vec<(usize, Error)>;

pub(super) const GIVEN_LIKE: &str = concat!(
    tasks!(),
    "WHERE t.id IN (
       SELECT id FROM task WHERE customer_id = :customer
       UNION ALL SELECT id FROM task
         WHERE :customer IS NULL AND assigner_id = :me AND state = 'open' AND title = :title
       UNION ALL SELECT id FROM task
         WHERE :customer IS NULL AND assigner_id = :me AND state <> 'open' AND title = :title)
     AND t.assigner_id = :me AND t.title = :title AND t.kind = :kind
     AND t.customer_id IS :customer"
);

/// What the actor has given already of the same title, customer and kind, open or not: a row that
/// was added by hand comes a second time with its file.
pub fn given_like(reader: &Reader, actor: &Actor, new: &NewTask) -> Result<Vec<Task>> {
    authorise::scope(reader.conn(), actor, Operation::Task)?;
    let values = rusqlite::named_params! {
        ":me": actor.id.0, ":customer": new.customer.map(|customer| customer.0),
        ":title": new.title, ":kind": new.kind,
    };
    sql::all(reader.conn(), GIVEN_LIKE, values, task)
}

const TRIED: &str = "SELECT 1 FROM interaction
  WHERE customer_id = ?1 AND disposition = ?3 AND coalesce(note, '') = ?4
    AND at >= coalesce((SELECT at FROM journal_entry WHERE id = ?2), ?5)";

/// Whether a call to the task's customer with this result and these words has come in since the
/// entry by which the task left; of none: since it was given. A file may come a second time.
pub fn tried(reader: &Reader, task: &Task, left_by: Option<i64>, call: [&str; 2]) -> Result<bool> {
    let Some(whom) = &task.customer else {
        return Ok(false);
    };
    let [disposition, note] = call;
    let values = rusqlite::params![whom.id.0, left_by, disposition, note, task.given_at.0];
    sql::exists(reader.conn(), TRIED, values)
}

const LISTED: &str = "UPDATE journal_entry SET answer = ?2 WHERE id = ?1";

/// Notes that these tasks leave in a file; the entry knows which, so that those that do not come
/// back are missed.
pub fn leave_in_file(writer: &mut Writer, asking: &Asking, tasks: &[TaskId]) -> Result<EntryId> {
    let ids: Vec<i64> = tasks.iter().map(|task| task.0).collect();
    let done = writer.change(asking, LEFT, |tx| {
        tx.authorise(Operation::Task, None)?;
        sql::run(tx.conn(), LISTED, (tx.entry.0, json(&ids)?)).map(|_| ())
    })?;
    Ok(done.entry)
}

const WHICH_LEFT: &str = "SELECT answer FROM journal_entry WHERE id = ?1 AND action = ?2";

/// The tasks that left by an entry; of an entry that is none of these none.
pub fn left_in_file(reader: &Reader, entry: i64) -> Result<Vec<TaskId>> {
    let listed: Option<Option<String>> =
        sql::one(reader.conn(), WHICH_LEFT, (entry, LEFT), |row| row.get(0))?;
    let ids: Option<Vec<i64>> = listed
        .flatten()
        .and_then(|ids| serde_json::from_str(&ids).ok());
    Ok(ids.unwrap_or_default().into_iter().map(TaskId).collect())
}

/// What came of the import that was done under this key.
pub fn applied<A: DeserializeOwned>(writer: &Writer, asking: &Asking) -> Result<Option<A>> {
    let done = writer.done_before::<Option<Kept<A>>>(asking)?;
    Ok(done.and_then(|done| done.answer).and_then(|kept| kept.told))
}

/// Applies the steps as one entry, also that of an import under the same key that was interrupted:
/// what it applied is in no step any more. `told` makes of the entry and of what was refused the
/// answer that a repeat of the key is given.
pub fn apply<A: Serialize>(
    writer: &mut Writer,
    asking: &Asking,
    steps: &[Step],
    told: impl FnOnce(EntryId, Refused) -> A,
) -> Result<A> {
    let entry = journal::begin_long(writer, asking, ACTION)?;
    let mut refused = Refused::new();
    let mut pace = Pace::new(false, true);
    let mut done = 0;
    while done < steps.len() {
        done = writer.batch(asking, entry, Mode::Row, |tx| {
            pace.begin();
            let mut done = done;
            while let Some(step) = steps.get(done) {
                match alone(tx, step) {
                    Ok(()) => {}
                    Err(error @ (Error::Storage(_) | Error::Damaged(_))) => return Err(error),
                    Err(error) => refused.push((done, error)),
                }
                done += 1;
                if pace.is_over() {
                    break;
                }
            }
            pace.end();
            Ok(done)
        })?;
        if done < steps.len() {
            pace.rest(|| Ok::<_, Error>(()))?;
        }
    }
    let told = told(entry, refused);
    let kept = json(&Kept { told: Some(&told) })?;
    journal::finish_long(writer, asking, entry, &kept)?;
    Ok(told)
}

fn json(answer: &impl Serialize) -> Result<String> {
    serde_json::to_string(answer).map_err(|error| Error::Storage(Box::new(error)))
}

/// One step whole or not at all.
fn alone(tx: &Tx<'_>, step: &Step) -> Result<()> {
    tx.conn().execute_batch("SAVEPOINT step").map_err(storage)?;
    let stepped = one(tx, step);
    let end = match stepped {
        Ok(()) => "RELEASE step",
        Err(_) => "ROLLBACK TO step; RELEASE step",
    };
    tx.conn().execute_batch(end).map_err(storage)?;
    stepped
}

fn one(tx: &Tx<'_>, step: &Step) -> Result<()> {
    let (id, change, result) = match step {
        Step::New(new) => return add(tx, new).map(|_| ()),
        Step::Change { id, edit, result } => (*id, edit, result),
    };
    if *change != Edit::default() {
        edit(tx, id, change)?;
    }
    let Some(Returned { result, call }) = result else {
        return Ok(());
    };
    let Some((customer, disposition)) = call else {
        return done(tx, id, Some(result)).map(|_| ());
    };
    let log = CallLog {
        note: Some(result.clone()).filter(|result| !result.is_empty()),
        ..CallLog::new(*customer, disposition)
    };
    done_for(tx, id, &log)
}
