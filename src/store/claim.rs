//! Who is at work on what, so that two people never ring the same person: a customer, or a task
//! without one, is one person's until the lease ends or the desk goes away. Must not know lists.

use std::collections::HashMap;
use std::path::Path;

use rusqlite::{Connection, named_params, params};

use super::{LiveTx, Reader, Tx, draft, feed, sql};
use crate::domain::ids::{CustomerId, StaffId, TaskId};
use crate::domain::staff::Operation;
use crate::domain::time::Instant;
use crate::error::{Error, Refusal, Result};

/// How long a claim lasts that nobody renews, ms.
pub const LEASE_MS: i64 = 15 * 60 * 1000;

pub use crate::domain::task::Claimed;

/// The columns of what is claimed.
fn row(what: Claimed) -> (&'static str, i64) {
    match what {
        Claimed::Customer(id) => ("customer", id.0),
        Claimed::Task(id) => ("task", id.0),
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
    let (name, key) = row(what);
    let found = sql::one(conn, HELD, params![name, key, at.0], |row| {
        let claim = Claim {
            staff: StaffId(row.get(0)?),
            name: row.get(1)?,
            until: Instant(row.get(2)?),
        };
        Ok((claim, row.get::<_, Option<String>>(3)?))
    })?;
    Ok(found
        .filter(|(_, desk)| !is_left(conn, desk.as_deref()))
        .map(|(claim, _)| claim))
}

const ALL: &str = "SELECT k.staff_id, s.name, k.until, k.desk, k.what, k.key FROM claim k
  JOIN staff s ON s.id = k.staff_id WHERE k.until > ?1 AND k.staff_id <> ?2";

/// What others than this person are at work on: there are no more than there are people.
pub fn others(reader: &Reader, me: StaffId, at: Instant) -> Result<HashMap<Claimed, String>> {
    let conn = reader.conn();
    let all = sql::all(conn, ALL, params![at.0, me.0], |row| {
        let (what, key): (String, i64) = (row.get(4)?, row.get(5)?);
        let what = match what.as_str() {
            "task" => Claimed::Task(TaskId(key)),
            _ => Claimed::Customer(CustomerId(key)),
        };
        Ok((what, row.get(1)?, row.get::<_, Option<String>>(3)?))
    })?;
    let there = all
        .into_iter()
        .filter(|(.., desk)| !is_left(conn, desk.as_deref()));
    Ok(there.map(|(what, name, _)| (what, name)).collect())
}

/// Whether the desk from which something is claimed has gone away.
fn is_left(conn: &Connection, desk: Option<&str>) -> bool {
    let path = conn.path().map(Path::new);
    desk.zip(path)
        .is_some_and(|(desk, path)| !draft::is_seated(path, desk))
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
    let (name, key) = row(what);
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
    let (name, key) = row(what);
    if sql::run(tx.conn(), RELEASE, params![name, key, tx.actor.id.0])? > 0 {
        tell(tx, what)?;
    }
    Ok(())
}

/// Whoever has done what they were at is at it no more.
pub(super) fn done_with(tx: &Tx<'_>, what: Claimed) -> Result<()> {
    let (name, key) = row(what);
    sql::run(tx.conn(), RELEASE, params![name, key, tx.actor.id.0]).map(|_| ())
}

const RELEASE_DESK: &str = "DELETE FROM claim WHERE staff_id = ?1 AND desk IS ?2
  RETURNING what, key";

/// Leaves all that this desk of the person has claimed.
pub fn release_all(tx: &LiveTx<'_>, desk: Option<&str>) -> Result<()> {
    let values = params![tx.actor.id.0, desk];
    let left = sql::all(tx.conn(), RELEASE_DESK, values, |row| {
        Ok((row.get::<_, String>(0)?, row.get(1)?))
    })?;
    for (what, key) in left {
        let customer = (what == "customer").then_some(CustomerId(key));
        feed::add(tx.conn(), tx.at, feed::CLAIM, customer, Some(tx.actor.id))?;
    }
    Ok(())
}
