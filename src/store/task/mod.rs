//! Tasks: who may see which, and one of them. Adding, changing and listing are in files of their
//! own. Must not know what a kind of task is for.

mod add;
mod bulk;
#[cfg(test)]
mod bulk_tests;
mod called;
#[cfg(test)]
mod called_tests;
mod change;
mod edit;
mod list;
#[cfg(test)]
mod plans;
mod quick;
mod report;
mod sheet;
mod take;
#[cfg(test)]
mod tests;

pub use add::{add, reminded};
pub use bulk::{Given, add_all};
pub use called::{Logged, log};
pub use change::{Done, assign, cancel, done, done_by_note, postpone};
pub use edit::edit;
pub use list::{Filter, Of, list, queue};
pub use quick::{Understood, hear, to, understand};
pub use report::report;
pub use sheet::{
    Refused, Returned, Step, applied, apply, given_like, leave_in_file, left_in_file, tried,
};
pub(in crate::store) use take::taken_back;
pub use take::{claimed, leave, news, read, take, take_next, unread};

use rusqlite::{Connection, Row, named_params};

use super::authorise::{self, Actor, scope_number};
use super::{Reader, Tx, sql};
use crate::domain::ids::{CustomerId, InteractionId, StaffId, TaskId};
use crate::domain::staff::{Operation, Scope};
use crate::domain::task::{Ended, Named, Priority, Source, State, Task, Whom};
use crate::domain::time::Instant;
use crate::domain::when::Every;
use crate::error::{Error, Result};

/// SQL that is true for tasks (alias `t`) that the actor may see and change: their own, those they
/// gave, those of their unit that nobody has; and within the scope of the right to oversee, those
/// of others. Binds `:me` and `:scope` (0 own, 1 team, 2 all).
macro_rules! within {
    () => {
        "(t.assignee_id = :me OR t.assigner_id = :me
          OR (t.assignee_id IS NULL AND t.unit_id = (SELECT unit_id FROM staff WHERE id = :me))
          OR :scope = 2
          OR (:scope = 1 AND (
            t.assignee_id IN (SELECT id FROM staff WHERE unit_id IN (
              WITH RECURSIVE below (id) AS (
                SELECT unit_id FROM staff WHERE id = :me
                UNION SELECT u.id FROM org_unit u JOIN below b ON u.under_id = b.id)
              SELECT id FROM below))
            OR (t.assignee_id IS NULL AND t.unit_id IN (
              WITH RECURSIVE below (id) AS (
                SELECT unit_id FROM staff WHERE id = :me
                UNION SELECT u.id FROM org_unit u JOIN below b ON u.under_id = b.id)
              SELECT id FROM below)))))"
    };
}
pub(in crate::store) use within;

/// The columns that [`task`] reads, and the tables that they are in.
macro_rules! tasks {
    () => {
        "SELECT t.id, t.kind, t.title, t.note, t.customer_id, c.code, c.name, c.state = 'active',
           t.assignee_id, a.login, a.name, u.code, t.assigner_id, g.login, g.name, t.given_at,
           t.due_on, t.due_at, t.late_at, t.priority, t.state, t.closed_at, t.closed_by, d.login,
           d.name, t.result, t.reason, t.interaction_id, t.every, t.source_reason,
           t.source_occurrence, t.follows_id, t.version
         FROM task t JOIN staff g ON g.id = t.assigner_id
         LEFT JOIN customer c ON c.id = t.customer_id
         LEFT JOIN staff a ON a.id = t.assignee_id
         LEFT JOIN staff d ON d.id = t.closed_by
         LEFT JOIN org_unit u ON u.id = t.unit_id "
    };
}
pub(in crate::store) use tasks;

const ONE: &str = concat!(tasks!(), "WHERE t.id = :id AND ", within!());

/// The task, if the actor may see it.
pub fn get(reader: &Reader, actor: &Actor, id: TaskId) -> Result<Task> {
    one(reader.conn(), actor, id)
}

fn one(conn: &Connection, actor: &Actor, id: TaskId) -> Result<Task> {
    authorise::scope(conn, actor, Operation::Task)?;
    let scope = authorise::scope(conn, actor, Operation::Oversee)?;
    let values = named_params! {
        ":id": id.0, ":me": actor.id.0, ":scope": scope_number(scope),
    };
    let found = sql::one(conn, ONE, values, task)?;
    found.ok_or_else(|| Error::Gone("task".to_owned()))
}

/// The task that somebody changes, if it is open.
fn open(tx: &Tx<'_>, id: TaskId) -> Result<Task> {
    let task = one(tx.conn(), &tx.actor, id)?;
    match task.state {
        State::Open => Ok(task),
        State::Done => Err(Error::Refused(crate::error::Refusal::State("task.done"))),
        State::Cancelled => Err(Error::Refused(crate::error::Refusal::State(
            "task.cancelled",
        ))),
    }
}

/// Whose tasks besides their own the actor may see.
pub fn overseen(reader: &Reader, actor: &Actor) -> Result<Scope> {
    authorise::scope(reader.conn(), actor, Operation::Oversee)
}

fn named(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<Named>> {
    let id: Option<i64> = row.get(at)?;
    id.map(|id| {
        Ok(Named {
            id: StaffId(id),
            login: row.get(at + 1)?,
            name: row.get(at + 2)?,
        })
    })
    .transpose()
}

fn whom(row: &Row<'_>) -> rusqlite::Result<Option<Whom>> {
    let id: Option<i64> = row.get(4)?;
    id.map(|id| {
        Ok(Whom {
            id: CustomerId(id),
            code: row.get(5)?,
            name: row.get(6)?,
            there: row.get(7)?,
        })
    })
    .transpose()
}

/// A row of [`tasks!`].
fn task(row: &Row<'_>) -> rusqlite::Result<Task> {
    let assignee = named(row, 8)?;
    let unit: Option<String> = row.get(11)?;
    let assigner = named(row, 12)?.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
    let state: String = row.get(20)?;
    let closed: Option<i64> = row.get(21)?;
    let ended = match closed.zip(named(row, 22)?) {
        Some((at, by)) => Some(Ended {
            at: Instant(at),
            by,
            result: row.get(25)?,
            reason: row.get(26)?,
            contact: row.get::<_, Option<i64>>(27)?.map(InteractionId),
        }),
        None => None,
    };
    let source: Option<String> = row.get(29)?;
    let occurrence: Option<String> = row.get(30)?;
    let due: Option<String> = row.get(16)?;
    let every: Option<String> = row.get(28)?;
    Ok(Task {
        id: TaskId(row.get(0)?),
        kind: row.get(1)?,
        title: row.get(2)?,
        note: row.get(3)?,
        customer: whom(row)?,
        unit: unit.filter(|_| assignee.is_none()),
        assignee,
        assigner,
        given_at: Instant(row.get(15)?),
        due_on: due.and_then(|day| day.parse().ok()),
        due_at: row.get::<_, Option<i64>>(17)?.map(Instant),
        late_at: Instant(row.get(18)?),
        priority: priority(row.get(19)?),
        // The table knows no other state.
        state: State::from_code(&state).unwrap_or(State::Open),
        ended,
        every: every.as_deref().and_then(Every::stored),
        source: source
            .zip(occurrence)
            .map(|(reason, occurrence)| Source { reason, occurrence }),
        follows: row.get::<_, Option<i64>>(31)?.map(TaskId),
        version: row.get(32)?,
    })
}

/// Stored so that the more pressing is the greater.
fn priority(number: i64) -> Priority {
    match number {
        0 => Priority::Low,
        2 => Priority::High,
        _ => Priority::Normal,
    }
}

fn priority_number(priority: Priority) -> i64 {
    match priority {
        Priority::Low => 0,
        Priority::Normal => 1,
        Priority::High => 2,
    }
}
