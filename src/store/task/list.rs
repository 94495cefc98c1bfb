//! Queues and lists of tasks: each a range of an index. Must not know how they are shown.

use rusqlite::{Connection, named_params};

use super::super::authorise::{self, Actor, in_scope, scope_number};
use super::super::{Reader, claim, sql};
use super::take::claimed;
use super::{task, tasks, within};
use crate::domain::ids::StaffId;
use crate::domain::staff::{Operation, Scope};
pub use crate::domain::task::{Filter, Of};
use crate::domain::task::{NEVER_LATE, Queue, Queued, State, Task};
use crate::domain::time::Instant;
use crate::error::{Error, Result};

/// An open list: of whom, which says by which index.
macro_rules! open {
    ($whose:literal) => {
        concat!(
            tasks!(),
            "WHERE ",
            $whose,
            " AND t.state = 'open' AND t.late_at <= :late AND (:kind IS NULL OR t.kind = :kind)
               AND ",
            within!(),
            " ORDER BY t.late_at, t.priority DESC, t.id LIMIT :limit"
        )
    };
}

/// A list of what has ended.
macro_rules! ended {
    ($whose:literal) => {
        concat!(
            tasks!(),
            "WHERE ",
            $whose,
            " AND t.state <> 'open' AND :late IS NOT NULL AND (:kind IS NULL OR t.kind = :kind)
               AND ",
            within!(),
            " ORDER BY t.closed_at DESC, t.id DESC LIMIT :limit"
        )
    };
}

/// The first open tasks of somebody or of a unit, alone.
macro_rules! first_open {
    ($of:literal) => {
        concat!(
            "SELECT i.id FROM task i WHERE ",
            $of,
            " AND i.state = 'open' AND i.late_at <= :late AND (:kind IS NULL OR i.kind = :kind)
              ORDER BY i.late_at, i.priority DESC, i.id LIMIT :limit"
        )
    };
}

/// The last that have ended.
macro_rules! last_ended {
    ($of:literal) => {
        concat!(
            "SELECT i.id FROM task i WHERE ",
            $of,
            " AND i.state <> 'open' AND (:kind IS NULL OR i.kind = :kind)
              ORDER BY i.closed_at DESC, i.id DESC LIMIT :limit"
        )
    };
}

/// Of a team: the first of each whose tasks may be seen, then the first of these. Whoever oversees ten
/// of two hundred does not read what the others have to do.
macro_rules! each {
    ($first:ident, $order:literal) => {
        concat!(
            tasks!(),
            // Nothing else is said of t, so that it is sought by its id and by no index of a state.
            "WHERE t.id IN (
              WITH RECURSIVE below (id) AS (
                SELECT unit_id FROM staff WHERE id = :me
                UNION SELECT u.id FROM org_unit u JOIN below b ON u.under_id = b.id)
              SELECT n.id FROM staff s CROSS JOIN task n WHERE n.id IN (",
            $first!("i.assignee_id = s.id"),
            ") AND (s.id = :me OR :scope = 2
                OR (:scope = 1 AND s.unit_id IN (SELECT id FROM below)))
              UNION SELECT n.id FROM org_unit u CROSS JOIN task n WHERE n.id IN (",
            $first!("i.assignee_id IS NULL AND i.unit_id = u.id"),
            ") AND (:scope = 2 OR u.id = (SELECT unit_id FROM staff WHERE id = :me)
                OR (:scope = 1 AND u.id IN (SELECT id FROM below)))
              UNION SELECT n.id FROM task n WHERE n.id IN (",
            $first!("i.assigner_id = :me"),
            ")) AND :whose IS NULL AND :late IS NOT NULL AND ",
            within!(),
            " ORDER BY ",
            $order,
            ", t.id LIMIT :limit"
        )
    };
}

pub(super) const OPEN_MINE: &str = open!("t.assignee_id = :whose");
pub(super) const OPEN_POOL: &str = open!("t.assignee_id IS NULL AND t.unit_id = :whose");
pub(super) const OPEN_GIVEN: &str = open!("t.assigner_id = :whose");
pub(super) const OPEN_ALL: &str = open!(":whose IS NULL");
pub(super) const OPEN_OF_KIND: &str = open!("t.kind = :kind AND :whose IS NULL");
pub(super) const OPEN_TEAM: &str = each!(first_open, "t.late_at, t.priority DESC");
pub(super) const OPEN_CUSTOMER: &str = open!("t.customer_id = :whose");
pub(super) const ENDED_MINE: &str = ended!("t.assignee_id = :whose");
pub(super) const ENDED_GIVEN: &str = ended!("t.assigner_id = :whose");
pub(super) const ENDED_CUSTOMER: &str = ended!("t.customer_id = :whose");
pub(super) const ENDED_TEAM: &str = each!(last_ended, "t.closed_at DESC, -t.id");
const SEEN: &str = concat!(
    "SELECT 1 FROM customer c WHERE c.id = :customer AND ",
    in_scope!()
);

/// The tasks that a filter lets through and the actor may see.
pub fn list(reader: &Reader, actor: &Actor, filter: &Filter) -> Result<Vec<Task>> {
    let found = within_reach(reader.conn(), actor, filter)?;
    if let Of::Person(person) = filter.of
        && found.is_empty()
        && person != actor.id
    {
        oversees(reader.conn(), actor, person)?;
    }
    Ok(found)
}

/// The same with who else is at work on each, and whether there are more.
pub fn queue(reader: &Reader, actor: &Actor, filter: &Filter, at: Instant) -> Result<Queue> {
    let mut filter = filter.clone();
    let limit = filter.limit;
    filter.limit = limit.saturating_add(1);
    let mut found = list(reader, actor, &filter)?;
    let more = found.len() > limit;
    found.truncate(limit);
    let others = claim::others(reader, actor.id, at)?;
    let held = |task: Task| {
        let open = task.state == State::Open;
        let by = others.get(&claimed(&task)).filter(|_| open);
        Queued {
            held_by: by.cloned(),
            task,
        }
    };
    let tasks = found.into_iter().map(held).collect();
    Ok(Queue { tasks, more })
}

/// The same; of somebody whom the actor does not oversee there are none.
pub(super) fn within_reach(conn: &Connection, actor: &Actor, filter: &Filter) -> Result<Vec<Task>> {
    authorise::scope(conn, actor, Operation::Task)?;
    let mut scope = authorise::scope(conn, actor, Operation::Oversee)?;
    let (query, whose) = match (filter.of, filter.ended) {
        (Of::Mine, false) => (OPEN_MINE, Some(actor.id.0)),
        (Of::Mine, true) => (ENDED_MINE, Some(actor.id.0)),
        (Of::Person(person), false) => (OPEN_MINE, Some(person.0)),
        (Of::Person(person), true) => (ENDED_MINE, Some(person.0)),
        (Of::Pool, false) => (OPEN_POOL, actor.unit.map(|unit| unit.0)),
        // Whoever did it has it.
        (Of::Pool, true) => return Ok(Vec::new()),
        (Of::Given, false) => (OPEN_GIVEN, Some(actor.id.0)),
        (Of::Given, true) => (ENDED_GIVEN, Some(actor.id.0)),
        (Of::Team, false) if scope < Scope::All => (OPEN_TEAM, None),
        (Of::Team, false) if filter.kind.is_some() => (OPEN_OF_KIND, None),
        (Of::Team, false) => (OPEN_ALL, None),
        (Of::Team, true) => (ENDED_TEAM, None),
        (Of::Customer(customer), ended) => {
            // Who may see the customer's history may see what is to be done for them.
            let show = authorise::scope(conn, actor, Operation::Show)?;
            let values = named_params! {
                ":customer": customer.0, ":me": actor.id.0, ":scope": scope_number(show),
            };
            if sql::exists(conn, SEEN, values)? {
                scope = Scope::All;
            }
            let query = if ended { ENDED_CUSTOMER } else { OPEN_CUSTOMER };
            (query, Some(customer.0))
        }
    };
    let limit = i64::try_from(filter.limit).unwrap_or(i64::MAX);
    let values = named_params! {
        ":whose": whose,
        ":late": filter.late.unwrap_or(NEVER_LATE).0,
        ":kind": filter.kind,
        ":me": actor.id.0,
        ":scope": scope_number(scope),
        ":limit": limit,
    };
    sql::all(conn, query, values, task)
}

const OVERSEEN: &str = "WITH RECURSIVE below (id) AS (
    SELECT unit_id FROM staff WHERE id = ?1
    UNION SELECT u.id FROM org_unit u JOIN below b ON u.under_id = b.id)
  SELECT 1 FROM staff WHERE id = ?2 AND unit_id IN (SELECT id FROM below)";

/// Refuses whom the actor does not oversee: an empty list would say that there is nothing.
pub(super) fn oversees(conn: &Connection, actor: &Actor, person: StaffId) -> Result<()> {
    let may = match authorise::scope(conn, actor, Operation::Oversee)? {
        _ if person == actor.id => true,
        Scope::All => true,
        Scope::Team => sql::exists(conn, OVERSEEN, [actor.id.0, person.0])?,
        Scope::Own => false,
    };
    if may {
        Ok(())
    } else {
        Err(Error::no_right(Operation::Oversee.code()))
    }
}
