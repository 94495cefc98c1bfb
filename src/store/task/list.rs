//! Queues and lists of tasks: each a range of an index. Must not know how they are shown.

use rusqlite::{Connection, named_params};

use super::super::authorise::{self, Actor, in_scope, scope_number};
use super::super::{Reader, sql};
use super::{task, tasks, within};
use crate::domain::ids::{CustomerId, StaffId};
use crate::domain::staff::Operation;
use crate::domain::task::{NEVER_LATE, Task};
use crate::domain::time::Instant;
use crate::error::{Error, Result};

/// Whose tasks are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// The actor's own, and nobody else's.
    Mine,
    /// Those that anybody of the actor's unit may take.
    Pool,
    /// Those that the actor gave.
    Given,
    /// Everybody's whom the actor oversees.
    Team,
    /// A colleague's.
    Person(StaffId),
    /// A customer's.
    Customer(CustomerId),
}

/// Which tasks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// Whose.
    pub of: Of,
    /// Those that have ended, the newest first; else the open ones, the most pressing first.
    pub ended: bool,
    /// Of the open ones: late at this moment.
    pub late: Option<Instant>,
    /// Of this kind.
    pub kind: Option<String>,
    /// At most so many.
    pub limit: usize,
}

impl Filter {
    /// The open ones.
    pub fn open(of: Of, limit: usize) -> Filter {
        Filter {
            of,
            ended: false,
            late: None,
            kind: None,
            limit,
        }
    }
}

/// An open list: of whom, by which index. The index is named: a filter must not lure the planner
/// to another one.
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

const OPEN_MINE: &str = open!("t.assignee_id = :whose");
const OPEN_POOL: &str = open!("t.assignee_id IS NULL AND t.unit_id = :whose");
const OPEN_GIVEN: &str = open!("t.assigner_id = :whose");
const OPEN_TEAM: &str = open!(":whose IS NULL");
const OPEN_CUSTOMER: &str = open!("t.customer_id = :whose");
const ENDED_MINE: &str = ended!("t.assignee_id = :whose");
const ENDED_GIVEN: &str = ended!("t.assigner_id = :whose");
const ENDED_CUSTOMER: &str = ended!("t.customer_id = :whose");
/// Of a team: everybody's newest, then the newest of these.
const ENDED_TEAM: &str = ended!(
    "t.id IN (SELECT e.id FROM staff s JOIN task e ON e.assignee_id = s.id
      WHERE e.state <> 'open' AND e.id IN (SELECT n.id FROM task n WHERE n.assignee_id = s.id
        AND n.state <> 'open' ORDER BY n.closed_at DESC LIMIT :limit)) AND :whose IS NULL"
);
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
        oversees(reader, actor, person)?;
    }
    Ok(found)
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
        (Of::Team, false) => (OPEN_TEAM, None),
        (Of::Team, true) => (ENDED_TEAM, None),
        (Of::Customer(customer), ended) => {
            // Who may see the customer's history may see what is to be done for them.
            let show = authorise::scope(conn, actor, Operation::Show)?;
            let values = named_params! {
                ":customer": customer.0, ":me": actor.id.0, ":scope": scope_number(show),
            };
            if sql::exists(conn, SEEN, values)? {
                scope = crate::domain::staff::Scope::All;
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
pub(super) fn oversees(reader: &Reader, actor: &Actor, person: StaffId) -> Result<()> {
    use crate::domain::staff::Scope;
    let conn = reader.conn();
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
