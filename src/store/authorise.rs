//! The one function that decides: who may do what, to whose customers, read from the table of
//! rights inside the caller's transaction. Must not know what the operation does.

use rusqlite::{Connection, OptionalExtension, named_params, params};

use super::{Reader, storage};
use crate::domain::ids::{CustomerId, StaffId, UnitId};
use crate::domain::staff::{Operation, Role, Scope};
use crate::domain::time::Instant;
use crate::error::{Error, Result};

/// How long a call that is not logged gives its agent sight of the matched customers.
pub const CALL_SIGHT_MS: i64 = 8 * 60 * 60 * 1000;

/// A person who acts, as the file knows them now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// Row.
    pub id: StaffId,
    /// Login.
    pub login: String,
    /// Name.
    pub name: String,
    /// Role.
    pub role: Role,
    /// Unit.
    pub unit: Option<UnitId>,
    /// Extension.
    pub ext: Option<String>,
}

const ACTOR: &str =
    "SELECT id, login, name, role, unit_id, ext FROM staff WHERE id = ?1 AND active = 1";

/// The person, if they may still act.
pub fn actor(conn: &Connection, id: StaffId) -> Result<Actor> {
    let found = conn
        .prepare_cached(ACTOR)
        .and_then(|mut statement| {
            statement
                .query_row([id.0], |row| {
                    Ok((
                        row.get::<_, String>(1)?,
                        row.get::<_, String>(2)?,
                        row.get::<_, String>(3)?,
                        row.get::<_, Option<i64>>(4)?,
                        row.get::<_, Option<String>>(5)?,
                    ))
                })
                .optional()
        })
        .map_err(storage)?;
    let (login, name, role, unit, ext) = found.ok_or_else(|| Error::not_active(id))?;
    let role = Role::from_code(&role).ok_or_else(|| Error::Damaged(format!("role {role}")))?;
    Ok(Actor {
        id,
        login,
        name,
        role,
        unit: unit.map(UnitId),
        ext,
    })
}

/// SQL that is true for customers (alias `c`) of the actor's team: its unit and those below. Binds
/// `:me`. A customer without owner is of the team of its unit. The two sets do not depend on the
/// customer, so that SQLite makes them once per statement, not once per row.
macro_rules! in_team {
    () => {
        "(c.owner_id = :me
          OR c.owner_id IN (SELECT id FROM staff WHERE unit_id IN (
            WITH RECURSIVE below (id) AS (
              SELECT unit_id FROM staff WHERE id = :me
              UNION SELECT u.id FROM org_unit u JOIN below b ON u.under_id = b.id)
            SELECT id FROM below))
          OR (c.owner_id IS NULL AND c.unit_id IN (
            WITH RECURSIVE below (id) AS (
              SELECT unit_id FROM staff WHERE id = :me
              UNION SELECT u.id FROM org_unit u JOIN below b ON u.under_id = b.id)
            SELECT id FROM below)))"
    };
}
pub(super) use in_team;

/// SQL that is true for customers (alias `c`) within a scope; binds `:me` and `:scope`
/// (0 own, 1 team, 2 all).
macro_rules! in_scope {
    () => {
        concat!(
            "(:scope = 2 OR c.owner_id = :me OR (:scope = 1 AND ",
            crate::store::authorise::in_team!(),
            "))"
        )
    };
}
pub(super) use in_scope;

/// The number that [`in_scope`] binds as `:scope`.
pub fn scope_number(scope: Scope) -> i64 {
    match scope {
        Scope::Own => 0,
        Scope::Team => 1,
        Scope::All => 2,
    }
}

const RIGHT: &str = "SELECT r.scope, (SELECT value FROM setting WHERE key = 'open_file')
  FROM role_right r WHERE r.role = ?1 AND r.operation = ?2";

/// In which scope the actor may do this at all; no row in the table of rights: not at all.
/// The setting `open_file` widens what agents, and supervisors like them, may do with customers to
/// everybody's.
pub fn scope(conn: &Connection, actor: &Actor, operation: Operation) -> Result<Scope> {
    let found: Option<(String, Option<String>)> = conn
        .prepare_cached(RIGHT)
        .and_then(|mut statement| {
            statement
                .query_row(params![actor.role.code(), operation.code()], |row| {
                    Ok((row.get(0)?, row.get(1)?))
                })
                .optional()
        })
        .map_err(storage)?;
    let (code, open_file) = found.ok_or_else(|| Error::no_right(operation.code()))?;
    widened(actor, operation, &code, open_file.as_deref())
}

/// Whether the actor may do this to any customer at all.
pub fn may(reader: &Reader, actor: &Actor, operation: Operation) -> Result<bool> {
    match scope(reader.conn(), actor, operation) {
        Ok(_) => Ok(true),
        Err(Error::Refused(_)) => Ok(false),
        Err(error) => Err(error),
    }
}

// Both tables are a page or two: read whole they touch fewer than by way of an index.
const RIGHTS: &str = "SELECT r.operation, r.scope,
    (SELECT value FROM setting NOT INDEXED WHERE key = 'open_file')
  FROM role_right r NOT INDEXED WHERE r.role = ?1";

/// The same for several operations, read at once; none: not at all.
pub(super) fn scopes<const N: usize>(
    conn: &Connection,
    actor: &Actor,
    operations: [Operation; N],
) -> Result<[Option<Scope>; N]> {
    let rights: Vec<(String, String, Option<String>)> = conn
        .prepare_cached(RIGHTS)
        .and_then(|mut statement| {
            let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
            statement.query_map([actor.role.code()], read)?.collect()
        })
        .map_err(storage)?;
    let mut found = [None; N];
    for (place, operation) in found.iter_mut().zip(operations) {
        let right = rights.iter().find(|right| right.0 == operation.code());
        if let Some((_, scope, open_file)) = right {
            *place = Some(widened(actor, operation, scope, open_file.as_deref())?);
        }
    }
    Ok(found)
}

/// Whether an open file makes what somebody may do everybody's: what agents do with customers, and
/// the same for whoever leads them, who would else see less than they do. What was done, and by
/// whom, stays as the table says; so does what a supervisor does beyond an agent's work.
fn is_opened(role: Role, operation: Operation) -> bool {
    let of_agents = matches!(
        operation,
        Operation::Find
            | Operation::Show
            | Operation::Reveal
            | Operation::Log
            | Operation::Add
            | Operation::Edit
            | Operation::Sell
            | Operation::Pay
            | Operation::Release
            | Operation::Task
    );
    match role {
        Role::Agent => !matches!(
            operation,
            Operation::Journal | Operation::Undo | Operation::Oversee
        ),
        Role::Supervisor => of_agents,
        _ => false,
    }
}

/// The scope of a right, with what `open_file` adds to it.
fn widened(
    actor: &Actor,
    operation: Operation,
    code: &str,
    open_file: Option<&str>,
) -> Result<Scope> {
    let open = open_file == Some("on") && is_opened(actor.role, operation);
    if open {
        return Ok(Scope::All);
    }
    Scope::from_code(code).ok_or_else(|| Error::Damaged(format!("scope {code}")))
}

const IN_SCOPE: &str = concat!(
    "SELECT 1 FROM customer c WHERE c.id = :customer AND ",
    in_scope!()
);

/// Whether a customer is within the actor's scope.
pub fn reaches(
    conn: &Connection,
    actor: &Actor,
    scope: Scope,
    customer: CustomerId,
) -> Result<bool> {
    conn.prepare_cached(IN_SCOPE)
        .and_then(|mut statement| {
            statement.exists(named_params! {
                ":customer": customer.0, ":me": actor.id.0, ":scope": scope_number(scope),
            })
        })
        .map_err(storage)
}

const ON_CALL: &str = "SELECT 1 FROM call k JOIN customer_phone p ON p.digits = k.digits
  WHERE k.staff_id = ?1 AND k.told_at > ?2 AND k.interaction_id IS NULL AND p.customer_id = ?3";

/// Whether a ringing or answered call that is not logged yet gives the actor this customer.
pub fn on_call(
    conn: &Connection,
    actor: &Actor,
    at: Instant,
    customer: CustomerId,
) -> Result<bool> {
    conn.prepare_cached(ON_CALL)
        .and_then(|mut statement| {
            statement.exists(params![actor.id.0, at.0 - CALL_SIGHT_MS, customer.0])
        })
        .map_err(storage)
}

const BY_TASK: &str = "SELECT 1 FROM task WHERE customer_id = ?1 AND state = 'open'
  AND (assignee_id = ?2 OR (assignee_id IS NULL AND unit_id = ?3))";

/// Whether the actor has an open task for this customer: whoever is to deliver must see where to.
pub fn by_task(conn: &Connection, actor: &Actor, customer: CustomerId) -> Result<bool> {
    let values = params![customer.0, actor.id.0, actor.unit.map(|unit| unit.0)];
    conn.prepare_cached(BY_TASK)
        .and_then(|mut statement| statement.exists(values))
        .map_err(storage)
}

/// Whether work at hand gives the actor this customer who is not in their scope.
pub fn at_hand(
    conn: &Connection,
    actor: &Actor,
    at: Instant,
    customer: CustomerId,
) -> Result<bool> {
    Ok(on_call(conn, actor, at, customer)? || by_task(conn, actor, customer)?)
}

/// Whether the actor may do this, and to this customer. Returns the scope in which they may.
/// A customer out of reach is refused in the same way as one that is not there.
pub fn authorise(
    conn: &Connection,
    actor: &Actor,
    at: Instant,
    operation: Operation,
    customer: Option<CustomerId>,
) -> Result<Scope> {
    let scope = scope(conn, actor, operation)?;
    let Some(customer) = customer else {
        return Ok(scope);
    };
    if reaches(conn, actor, scope, customer)? {
        return Ok(scope);
    }
    let granted = match operation {
        Operation::Edit | Operation::Sell => on_call(conn, actor, at, customer)?,
        Operation::Show | Operation::Reveal | Operation::Log | Operation::Task => {
            at_hand(conn, actor, at, customer)?
        }
        _ => false,
    };
    if granted {
        return Ok(scope);
    }
    Err(Error::no_right(operation.code()))
}
