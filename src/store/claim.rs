//! Who is at work on what, so that two people never ring the same person: a customer, or a task
//! without one, is one person's until the lease ends or the desk goes away. Must not know lists.

use std::path::Path;

use rusqlite::{Connection, named_params, params};

use super::{LiveTx, Reader, draft, feed, sql};
use crate::domain::ids::{CustomerId, StaffId, TaskId};
use crate::domain::staff::Operation;
use crate::domain::time::Instant;
use crate::error::{Error, Refusal, Result};

/// How long a claim lasts that nobody renews, ms.
pub const LEASE_MS: i64 = 15 * 60 * 1000;

/// What is claimed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Claimed {
    /// A customer, for whatever there is to do for them.
    Customer(CustomerId),
    /// A task without a customer.
    Task(TaskId),
}

impl Claimed {
    fn row(self) -> (&'static str, i64) {
        match self {
            Claimed::Customer(id) => ("customer", id.0),
            Claimed::Task(id) => ("task", id.0),
        }
    }
}

/// A claim that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Whose.
    pub staff: StaffId,
    /// Their name.
    pub name: String,
    /// Until when, if nobody renews it.
    pub until: Instant,
}

const HELD: &str = "SELECT k.staff_id, s.name, k.until, k.desk FROM claim k
  JOIN staff s ON s.id = k.staff_id WHERE k.what = ?1 AND k.key = ?2 AND k.until > ?3";

/// Who is at work on it.
pub fn held(reader: &Reader, what: Claimed, at: Instant) -> Result<Option<Claim>> {
    by(reader.conn(), what, at)
}

/// The same for the nouns of this store.
pub(super) fn by(conn: &Connection, what: Claimed, at: Instant) -> Result<Option<Claim>> {
    let (name, key) = what.row();
    let found = sql::one(conn, HELD, params![name, key, at.0], |row| {
        let claim = Claim {
            staff: StaffId(row.get(0)?),
            name: row.get(1)?,
            until: Instant(row.get(2)?),
        };
        Ok((claim, row.get::<_, Option<String>>(3)?))
    })?;
    let left = |desk: &str| {
        conn.path()
            .is_some_and(|path| !draft::is_seated(Path::new(path), desk))
    };
    Ok(found
        .filter(|(_, desk)| !desk.as_deref().is_some_and(left))
        .map(|(claim, _)| claim))
}

const TAKE: &str = "INSERT INTO claim (what, key, staff_id, desk, until)
  VALUES (:what, :key, :me, :desk, :until)
  ON CONFLICT (what, key) DO UPDATE SET staff_id = excluded.staff_id, desk = excluded.desk,
    until = excluded.until";
const FORGET: &str = "DELETE FROM claim WHERE id IN
  (SELECT id FROM claim WHERE until < ?1 ORDER BY id LIMIT 100)";

/// Begins to work on it, or goes on for another lease; refused while somebody else is at it. `desk`
/// is the name of the desk (see `draft::Keeper::seat`); without one the lease alone counts.
pub fn take(tx: &LiveTx<'_>, what: Claimed, desk: Option<&str>) -> Result<()> {
    match what {
        Claimed::Customer(customer) => tx.authorise(Operation::Log, Some(customer))?,
        Claimed::Task(_) => tx.authorise(Operation::Task, None)?,
    };
    if !try_take(tx, what, desk)? {
        let claim = by(tx.conn(), what, tx.at)?;
        let by = claim.map(|claim| claim.name).unwrap_or_default();
        return Err(Error::Refused(Refusal::Claimed { by }));
    }
    Ok(())
}

/// The same where the right was looked at; says whether it was had.
pub(super) fn try_take(tx: &LiveTx<'_>, what: Claimed, desk: Option<&str>) -> Result<bool> {
    let holder = by(tx.conn(), what, tx.at)?;
    if holder.is_some_and(|claim| claim.staff != tx.actor.id) {
        return Ok(false);
    }
    let (name, key) = what.row();
    let values = named_params! {
        ":what": name, ":key": key, ":me": tx.actor.id.0, ":desk": desk,
        ":until": tx.at.0 + LEASE_MS,
    };
    sql::run(tx.conn(), TAKE, values)?;
    sql::run(tx.conn(), FORGET, [tx.at.0])?;
    tell(tx, what)?;
    Ok(true)
}

/// Lists that show it are asked again.
fn tell(tx: &LiveTx<'_>, what: Claimed) -> Result<()> {
    let customer = match what {
        Claimed::Customer(customer) => Some(customer),
        Claimed::Task(_) => None,
    };
    feed::add(tx.conn(), tx.at, feed::CLAIM, customer, Some(tx.actor.id))
}

const RELEASE: &str = "DELETE FROM claim WHERE what = ?1 AND key = ?2 AND staff_id = ?3";

/// Leaves it to others. One's own claim, which nobody needs a right to leave.
pub fn release(tx: &LiveTx<'_>, what: Claimed) -> Result<()> {
    let (name, key) = what.row();
    if sql::run(tx.conn(), RELEASE, params![name, key, tx.actor.id.0])? > 0 {
        tell(tx, what)?;
    }
    Ok(())
}

const RELEASE_DESK: &str = "DELETE FROM claim WHERE staff_id = ?1 AND desk IS ?2";

/// Leaves all that this desk of the person has claimed.
pub(super) fn release_all(tx: &LiveTx<'_>, desk: Option<&str>) -> Result<()> {
    let left = sql::run(tx.conn(), RELEASE_DESK, params![tx.actor.id.0, desk])?;
    if left > 0 {
        feed::add(tx.conn(), tx.at, feed::CLAIM, None, Some(tx.actor.id))?;
    }
    Ok(())
}
