//! What came back in a file is applied as one entry, row by row, in short batches; a row that is
//! refused leaves the others. Must not know files.

use serde::{Deserialize, Serialize};

use super::super::authorise::{self, Actor};
use super::super::pace::Pace;
use super::super::writer::{Asking, Done, Mode, Writer};
use super::super::{Reader, Tx, journal, sql, storage};
use super::change::done_for;
use super::{add, assign, done, postpone, task, tasks};
use crate::domain::ids::{CustomerId, TaskId};
use crate::domain::interaction::CallLog;
use crate::domain::staff::Operation;
use crate::domain::task::{NewTask, Task, To};
use crate::domain::when::Next;
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
        /// It is another's.
        to: Option<To>,
        /// It is due at another time.
        due: Option<Next>,
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

/// How many rows were applied; kept under the key of the command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Applied {
    /// So many.
    pub applied: usize,
    looked_at: usize,
}

/// The journal's code of it.
const ACTION: &str = "task.import";

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

/// Applies the steps as one entry; says which were refused, by their place, and why.
pub fn apply(
    writer: &mut Writer,
    asking: &Asking,
    steps: &[Step],
) -> Result<(Done<Applied>, Refused)> {
    let before = writer.done_before::<Option<Applied>>(asking)?;
    let repeated = before.is_some();
    let mut so_far = before.and_then(|done| done.answer).unwrap_or_default();
    let entry = journal::begin_long(writer, asking, ACTION)?;
    let mut refused = Refused::new();
    let mut pace = Pace::new(false, true);
    if !repeated || so_far.looked_at < steps.len() {
        while so_far.looked_at < steps.len() {
            so_far = writer.batch(asking, entry, Mode::Row, |tx| {
                pace.begin();
                let mut so_far = so_far;
                while let Some(step) = steps.get(so_far.looked_at) {
                    match alone(tx, step) {
                        Ok(()) => so_far.applied += 1,
                        Err(error @ (Error::Storage(_) | Error::Damaged(_))) => return Err(error),
                        Err(error) => refused.push((so_far.looked_at, error)),
                    }
                    so_far.looked_at += 1;
                    if pace.is_over() {
                        break;
                    }
                }
                journal::progress(tx, &json(&so_far)?)?;
                pace.end();
                Ok(so_far)
            })?;
            if so_far.looked_at < steps.len() {
                pace.rest(|| Ok::<_, Error>(()))?;
            }
        }
        journal::finish_long(writer, asking, entry, &json(&so_far)?)?;
    }
    let done = Done {
        entry,
        answer: so_far,
        repeated,
    };
    Ok((done, refused))
}

fn json(so_far: &Applied) -> Result<String> {
    serde_json::to_string(so_far).map_err(|error| Error::Storage(Box::new(error)))
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
    let (id, to, due, result) = match step {
        Step::New(new) => return add(tx, new).map(|_| ()),
        Step::Change {
            id,
            to,
            due,
            result,
        } => (*id, to, due, result),
    };
    if let Some(to) = to {
        assign(tx, id, *to)?;
    }
    if let Some(due) = due {
        postpone(tx, id, *due)?;
    }
    let Some(Returned { result, call }) = result else {
        return Ok(());
    };
    let Some((customer, disposition)) = call else {
        return done(tx, id, Some(result)).map(|_| ());
    };
    let log = CallLog {
        customer: *customer,
        disposition: disposition.clone(),
        phone: None,
        direction: None,
        note: Some(result.clone()).filter(|result| !result.is_empty()),
        next_on: None,
        next_at: None,
        call: None,
    };
    done_for(tx, id, &log).map(|_| ())
}
