//! A call that is logged, and the task about its customer that it was for: ended if somebody was
//! reached, left open if nobody was. Must not know what else a call is to its customer.

use rusqlite::params;
use serde::{Deserialize, Serialize};

use super::super::{Tx, interaction, setting, sql, today};
use super::change::{end, of_customer};
use super::{task, tasks};
use crate::domain::ids::{CustomerId, InteractionId, TaskId};
use crate::domain::interaction::CallLog;
use crate::domain::staff::Operation;
use crate::domain::task::{ByCall, Task, VISIT};
use crate::domain::time::Now;
use crate::error::Result;

/// A call that was logged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Logged {
    /// The contact.
    pub contact: InteractionId,
    /// What it was to a task.
    pub task: Option<ByCall>,
}

/// Logs a call, in one entry with the end of its task: the one that is named, else the only one of
/// who logs it that a call can end and that is due by today. One stays open if the result settles
/// nothing, as the reasons to call do.
pub fn log(tx: &Tx<'_>, log: &CallLog, named: Option<TaskId>) -> Result<Logged> {
    let Some(id) = named else {
        return unnamed(tx, log);
    };
    tx.authorise(Operation::Task, None)?;
    let task = of_customer(tx, id, log.customer)?;
    let contact = interaction::log(tx, log)?;
    let by_call = ended(tx, &task, log, contact)?;
    Ok(Logged {
        contact,
        task: Some(by_call),
    })
}

fn ended(tx: &Tx<'_>, task: &Task, log: &CallLog, contact: InteractionId) -> Result<ByCall> {
    let (id, title) = (task.id, task.title.clone());
    if !today::settles(tx, &log.disposition)? {
        return Ok(ByCall::Stays { id, title });
    }
    let again = end(tx, task, log.note.as_deref(), Some(contact))?.again;
    Ok(ByCall::Done { id, title, again })
}

const MINE: &str = concat!(
    tasks!(),
    "WHERE t.customer_id = ?1 AND t.state = 'open' AND t.assignee_id = ?2 ORDER BY t.id"
);

fn unnamed(tx: &Tx<'_>, log: &CallLog) -> Result<Logged> {
    let contact = interaction::log(tx, log)?;
    let open = mine(tx, log.customer)?;
    let now = Now {
        at: tx.at,
        zone: setting::zone_of(tx.conn())?,
    };
    let by_call = match open.as_slice() {
        [] => None,
        [one] if one.kind != VISIT && one.due_on.is_none_or(|on| on <= now.today()) => {
            Some(ended(tx, one, log, contact)?)
        }
        more => Some(ByCall::Open(more.len())),
    };
    Ok(Logged {
        contact,
        task: by_call,
    })
}

/// What the actor is to contact the customer for.
fn mine(tx: &Tx<'_>, customer: CustomerId) -> Result<Vec<Task>> {
    let values = params![customer.0, tx.actor.id.0];
    let mut open = sql::all(tx.conn(), MINE, values, task)?;
    open.retain(Task::needs_contact);
    Ok(open)
}
