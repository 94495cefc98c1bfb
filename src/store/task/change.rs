//! What becomes of a task: done, handed over, put off, cancelled. Must not know how it is shown.

use rusqlite::params;
use serde::{Deserialize, Serialize};

use super::super::customer::{NOTE, TEXT, text};
use super::super::{Tx, claim, interaction, setting, sql, today};
use super::add::{insert, told, whose};
use super::list::oversees;
use super::take::claimed;
use super::{edit, open};
use crate::domain::ids::{CustomerId, InteractionId, StaffId, TaskId};
use crate::domain::interaction::{CallLog, Note};
use crate::domain::staff::Operation;
use crate::domain::task::{Edit, NewTask, Source, Task, To};
use crate::domain::time::{Day, Now};
use crate::domain::when::Next;
use crate::error::{Error, Fault, Refusal, Result};

/// What ending a task came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// The task.
    pub id: TaskId,
    /// The contact that it was done by.
    pub contact: Option<InteractionId>,
    /// When it comes again: the next one.
    pub next: Option<TaskId>,
    /// On which day.
    #[serde(default)]
    pub again: Option<Day>,
}

impl Done {
    /// The contact, of a task that was done by one.
    pub fn contact(self) -> Result<InteractionId> {
        let gone = || Error::Gone("interaction".to_owned());
        self.contact.ok_or_else(gone)
    }
}

/// Marks a task done. One that is done by a contact is refused: see [`super::log`].
pub fn done(tx: &Tx<'_>, id: TaskId, result: Option<&str>) -> Result<Done> {
    tx.authorise(Operation::Task, None)?;
    let task = open(tx, id)?;
    if task.needs_contact() {
        return Err(Error::Refused(Refusal::State("task.contact")));
    }
    end(tx, &task, result, None)
}

/// Ends a task by a call that somebody enters for whoever made it: the call is that of whose task
/// it is, of nobody's task that of who enters it. Only of whom one oversees, or of what one gave.
/// One that reached nobody leaves it open, unless it is done by something else, which was said.
pub(super) fn done_for(tx: &Tx<'_>, id: TaskId, log: &CallLog) -> Result<()> {
    tx.authorise(Operation::Task, None)?;
    let task = of_customer(tx, id, log.customer)?;
    let contact = match &task.assignee {
        Some(person) if person.id != tx.actor.id => {
            if task.assigner.id != tx.actor.id {
                oversees(tx.conn(), &tx.actor, person.id)?;
            }
            interaction::log_for(tx, log, person.id)?
        }
        _ => interaction::log(tx, log)?,
    };
    let by_contact = task.needs_contact() || log.note.is_none();
    if by_contact && !today::settles(tx, &log.disposition)? {
        return Ok(());
    }
    end(tx, &task, log.note.as_deref(), Some(contact)).map(|_| ())
}

/// The same for a visit, a message, anything but a call.
pub fn done_by_note(tx: &Tx<'_>, id: TaskId, note: &Note) -> Result<Done> {
    tx.authorise(Operation::Task, None)?;
    let task = of_customer(tx, id, note.customer)?;
    let contact = interaction::note(tx, note)?;
    end(tx, &task, note.note.as_deref(), Some(contact))
}

pub(super) fn of_customer(tx: &Tx<'_>, id: TaskId, customer: CustomerId) -> Result<Task> {
    let task = open(tx, id)?;
    if task.customer.as_ref().map(|whom| whom.id) == Some(customer) {
        Ok(task)
    } else {
        Err(Error::Refused(Refusal::State("task.customer")))
    }
}

const END: &str = "UPDATE task SET state = 'done', closed_at = ?2, closed_by = ?3, result = ?4,
    interaction_id = ?5, assignee_id = coalesce(assignee_id, ?3), unread_by = ?6,
    version = version + 1
  WHERE id = ?1";

/// Nobody's in particular becomes that of who did it.
pub(super) fn end(
    tx: &Tx<'_>,
    task: &Task,
    result: Option<&str>,
    contact: Option<InteractionId>,
) -> Result<Done> {
    let result = text("note", result.unwrap_or_default(), NOTE)?;
    let values = params![
        task.id.0,
        tx.at.0,
        tx.actor.id.0,
        result,
        contact.map(|contact| contact.0),
        other(tx, task),
    ];
    sql::run(tx.conn(), END, values)?;
    if let Some((customer, source)) = of_reason(task) {
        today::by_task(tx, customer, source, contact)?;
    }
    claim::done_with(tx, claimed(task))?;
    told(tx, task.customer.as_ref().map(|whom| whom.id));
    let next = come_again(tx, task)?;
    Ok(Done {
        id: task.id,
        contact,
        next: next.map(|(next, _)| next),
        again: next.map(|(_, on)| on),
    })
}

/// The reason that a task was made from, and of whom.
fn of_reason(task: &Task) -> Option<(CustomerId, &Source)> {
    let whom = task.customer.as_ref().map(|whom| whom.id);
    whom.zip(task.source.as_ref())
}

/// Whom a change concerns besides who makes it: who gave the task, else whose it is.
pub(super) fn other(tx: &Tx<'_>, task: &Task) -> Option<i64> {
    let assigner = Some(task.assigner.id);
    let assignee = task.assignee.as_ref().map(|person| person.id);
    [assigner, assignee]
        .into_iter()
        .flatten()
        .find(|person| *person != tx.actor.id)
        .map(|person| person.0)
}

const GIVEN_BY: &str = "UPDATE task SET assigner_id = ?2 WHERE id = ?1";

/// The next one of a task that is to be done again and again; a customer who is gone ends it.
fn come_again(tx: &Tx<'_>, task: &Task) -> Result<Option<(TaskId, Day)>> {
    let gone = task.customer.as_ref().is_some_and(|whom| !whom.there);
    let Some(every) = task.every.filter(|_| !gone) else {
        return Ok(None);
    };
    let now = Now {
        at: tx.at,
        zone: setting::zone_of(tx.conn())?,
    };
    let today = now.today();
    let morrow = today.succ_opt().unwrap_or(today);
    let due = task.due_on.unwrap_or(today);
    // Of the 31st there is the last day of a short month, and then the 31st again.
    let every = every.meant(due);
    let Some(on) = every.next(due, morrow) else {
        return Ok(None);
    };
    let to = match &task.assignee {
        Some(person) => To::Person(person.id),
        // Whoever did this one need not do the next.
        None => match unit_of(tx, task.id)? {
            Some(to) => to,
            None => return Ok(None),
        },
    };
    let next = insert(
        tx,
        &NewTask {
            kind: task.kind.clone(),
            title: task.title.clone(),
            note: task.note.clone(),
            customer: task.customer.as_ref().map(|whom| whom.id),
            to,
            due: Some(Next {
                on,
                at: task.due_at.map(|at| now.local(at).time()),
            }),
            priority: task.priority,
            every: Some(every),
            source: None,
            follows: Some(task.id),
        },
    )?;
    // It is still asked for by whoever asked for the first.
    sql::run(tx.conn(), GIVEN_BY, [next.0, task.assigner.id.0])?;
    Ok(Some((next, on)))
}

const UNIT_OF: &str = "SELECT unit_id FROM task WHERE id = ?1";

fn unit_of(tx: &Tx<'_>, id: TaskId) -> Result<Option<To>> {
    let unit: Option<Option<i64>> = sql::one(tx.conn(), UNIT_OF, [id.0], |row| row.get(0))?;
    let unit = unit.flatten().map(crate::domain::ids::UnitId);
    Ok(unit.map(To::Unit))
}

const ASSIGN: &str = "UPDATE task SET assignee_id = ?2, unit_id = ?3, unread_by = ?4,
    version = version + 1
  WHERE id = ?1 AND (assignee_id IS NOT ?2 OR unit_id IS NOT ?3)";

/// Hands a task over to a colleague, or to a unit; says whether it was another's.
pub fn assign(tx: &Tx<'_>, id: TaskId, to: To) -> Result<bool> {
    tx.authorise(Operation::Task, None)?;
    let task = open(tx, id)?;
    let (assignee, unit) = whose(tx, to)?;
    let unread = assignee.filter(|person| StaffId(*person) != tx.actor.id);
    let changed = sql::run(tx.conn(), ASSIGN, params![id.0, assignee, unit, unread])? > 0;
    if changed {
        told(tx, task.customer.as_ref().map(|whom| whom.id));
    }
    Ok(changed)
}

/// Puts a task off (or forward); says whether that is another time.
pub fn postpone(tx: &Tx<'_>, id: TaskId, until: Next) -> Result<bool> {
    let due = Some(Some(until));
    edit(
        tx,
        id,
        &Edit {
            due,
            ..Edit::default()
        },
    )
}

const CANCEL: &str = "UPDATE task SET state = 'cancelled', closed_at = ?2, closed_by = ?3,
    reason = ?4, unread_by = ?5, version = version + 1
  WHERE id = ?1";

/// Cancels a task, with a reason; one that comes again does not come again.
pub fn cancel(tx: &Tx<'_>, id: TaskId, reason: &str) -> Result<()> {
    tx.authorise(Operation::Task, None)?;
    let task = open(tx, id)?;
    let reason = text("reason", reason, TEXT)?;
    let reason = reason.ok_or_else(|| Error::invalid("reason", Fault::Empty))?;
    let values = params![id.0, tx.at.0, tx.actor.id.0, reason, other(tx, &task)];
    sql::run(tx.conn(), CANCEL, values)?;
    if let Some((customer, source)) = of_reason(&task) {
        today::free(tx, customer, source)?;
    }
    claim::done_with(tx, claimed(&task))?;
    told(tx, task.customer.as_ref().map(|whom| whom.id));
    Ok(())
}
