//! Giving a task. Must not know where it came from.

use rusqlite::{Connection, params};

use super::super::authorise::{self, Actor};
use super::super::customer::{NOTE, TEXT, coded, present, text};
use super::super::{Reader, Tx, feed, setting, sql, staff, today};
use super::{one, priority_number};
use crate::domain::ids::{CustomerId, TaskId};
use crate::domain::nearest::{Near, Of};
use crate::domain::staff::Operation;
use crate::domain::task::{KINDS, NEVER_LATE, NewTask, Source, To};
use crate::domain::time::Now;
use crate::domain::when::Next;
use crate::error::{Error, Fault, Refusal, Result};

const ADD: &str = "INSERT INTO task
  (kind, title, note, customer_id, assignee_id, unit_id, assigner_id, given_at, due_on, due_at,
   late_at, priority, every, source_reason, source_occurrence, follows_id, unread_by)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)";
// A customer has few open tasks.
pub(super) const REMINDED: &str =
    "SELECT t.id, t.source_reason, t.source_occurrence, coalesce(s.name, u.name)
  FROM task t LEFT JOIN staff s ON s.id = t.assignee_id LEFT JOIN org_unit u ON u.id = t.unit_id
  WHERE t.customer_id = ?1 AND t.state = 'open' AND t.source_reason IS NOT NULL
  ORDER BY t.id LIMIT 1";

/// The oldest open task of a reminder of the customer: its number, what it was made from, whose.
fn reminded_of(conn: &Connection, customer: CustomerId) -> Result<Option<(i64, Source, String)>> {
    sql::one(conn, REMINDED, [customer.0], |row| {
        let source = Source {
            reason: row.get(1)?,
            occurrence: row.get(2)?,
        };
        let by: Option<String> = row.get(3)?;
        Ok((row.get(0)?, source, by.unwrap_or_default()))
    })
}

/// What the customer's open task of a reminder was made from, if there is one.
pub fn reminded(reader: &Reader, actor: &Actor, customer: CustomerId) -> Result<Option<Source>> {
    authorise::scope(reader.conn(), actor, Operation::Task)?;
    Ok(reminded_of(reader.conn(), customer)?.map(|(_, source, _)| source))
}

/// Adds a task. Of reminders each customer has one open task at most, whichever reason it took, so
/// that two people never ring them for two; what it goes on from is one that the actor may see.
pub fn add(tx: &Tx<'_>, new: &NewTask) -> Result<TaskId> {
    tx.authorise(Operation::Task, new.customer)?;
    if let (Some(customer), Some(_)) = (new.customer, &new.source)
        && let Some((task, _, by)) = reminded_of(tx.conn(), customer)?
    {
        return Err(Error::Refused(Refusal::HasTask { task, by }));
    }
    if let Some(before) = new.follows {
        one(tx.conn(), &tx.actor, before)?;
    }
    insert(tx, new)
}

/// The same where the right and the source were looked at.
pub(super) fn insert(tx: &Tx<'_>, new: &NewTask) -> Result<TaskId> {
    let conn = tx.conn();
    if let Some(customer) = new.customer {
        present(conn, customer)?;
    }
    coded(tx, "kind", KINDS, &new.kind)?;
    let title = text("title", &new.title, TEXT)?;
    let title = title.ok_or_else(|| Error::invalid("title", Fault::Empty))?;
    let note = text("note", new.note.as_deref().unwrap_or_default(), NOTE)?;
    let (assignee, unit) = whose(tx, new.to)?;
    let due = due(tx, new.due)?;
    if new.every.is_some_and(|every| every.span.count == 0) {
        return Err(Error::invalid("every", Fault::OutOfRange));
    }
    let source = new.source.as_ref();
    let values = params![
        new.kind,
        title,
        note,
        new.customer.map(|customer| customer.0),
        assignee,
        unit,
        tx.actor.id.0,
        tx.at.0,
        due.on,
        due.at,
        due.late,
        priority_number(new.priority),
        new.every.map(|every| every.to_string()),
        source.map(|source| &source.reason),
        source.map(|source| &source.occurrence),
        new.follows.map(|task| task.0),
        assignee.filter(|assignee| *assignee != tx.actor.id.0),
    ];
    let id = sql::insert(conn, ADD, values)?;
    if let Some((customer, source)) = new.customer.zip(source) {
        // Taken while the task is open: it is off the list of reasons.
        today::by_task(tx, customer, source, None)?;
    }
    told(tx, new.customer);
    Ok(TaskId(id))
}

/// Queues are asked again, and with them what shows the customer.
pub(super) fn told(tx: &Tx<'_>, customer: Option<CustomerId>) {
    tx.tell(feed::TASK);
    if let Some(customer) = customer {
        tx.mention(customer);
    }
}

const UNIT: &str = "SELECT 1 FROM org_unit WHERE id = ?1";

/// The columns assignee and unit.
pub(super) fn whose(tx: &Tx<'_>, to: To) -> Result<(Option<i64>, Option<i64>)> {
    match to {
        To::Person(person) => {
            staff::check_active(tx.conn(), "to", person)?;
            Ok((Some(person.0), None))
        }
        To::Unit(unit) if sql::exists(tx.conn(), UNIT, [unit.0])? => Ok((None, Some(unit.0))),
        To::Unit(_) => Err(Error::invalid(
            "to",
            Fault::Unknown {
                nearest: Near::none().of(Of::Units),
            },
        )),
    }
}

/// The columns of when it is due.
pub(super) struct Due {
    pub(super) on: Option<String>,
    pub(super) at: Option<i64>,
    pub(super) late: i64,
}

/// By when; a moment that has gone by is refused.
pub(super) fn due(tx: &Tx<'_>, due: Option<Next>) -> Result<Due> {
    let Some(due) = due else {
        let (on, at, late) = (None, None, NEVER_LATE.0);
        return Ok(Due { on, at, late });
    };
    let now = Now {
        at: tx.at,
        zone: setting::zone_of(tx.conn())?,
    };
    let at = due.at.map(|time| now.at_local(due.on, time));
    let morrow = due.on.succ_opt();
    let midnight = morrow.map(|day| now.at_local(day, chrono::NaiveTime::MIN));
    let late = at.or(midnight).unwrap_or(NEVER_LATE);
    // The minute that is running is not over.
    if late.plus_minutes(1) <= tx.at {
        return Err(Error::invalid("due", Fault::InThePast));
    }
    if late > NEVER_LATE {
        return Err(Error::invalid("due", Fault::OutOfRange));
    }
    Ok(Due {
        on: Some(due.on.to_string()),
        at: at.map(|at| at.0),
        late: late.0,
    })
}
