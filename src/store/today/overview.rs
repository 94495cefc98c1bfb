//! How far everybody's day is, for whoever oversees them. Must not know what is on a list.

use rusqlite::params;

use super::super::find::at_one_moment;
use super::super::{Actor, Reader, authorise, sql};
use super::list::Ask;
use super::whose::owners;
use crate::domain::ids::StaffId;
use crate::domain::staff::{Operation, Scope};
use crate::domain::time::Now;
use crate::domain::today::{Load, Whose};
use crate::error::{Error, Result};

/// A promised call is overdue when it is so many minutes late.
const LATE_MINUTES: i64 = 60;

const PERSON: &str = "SELECT login, name FROM staff
  WHERE id = ?1 AND active = 1 AND role <> 'exchange'";
/// A promise is forgotten after so many minutes, as the usual rule has it.
const KEPT_MINUTES: i64 = 366 * 24 * 60;

// One that is dealt with is none.
pub(super) const OVERDUE: &str = "SELECT count(*) FROM customer c
  WHERE c.next_contact_by = ?1 AND c.next_contact_at <= ?2 AND c.next_contact_at > ?3
    AND c.next_contact_at IS NOT NULL AND c.state = 'active'
    AND NOT EXISTS (SELECT 1 FROM reason_settlement s
      WHERE s.customer_id = c.id AND s.occurrence = CAST(c.planned_at AS TEXT)
        AND s.rule IN (SELECT code FROM reason WHERE kind = 'next_contact')
        AND (s.until IS NULL OR s.until > ?4))";

/// Everybody whom the actor oversees, with what is left and done of their lists: first who is
/// overdue most, then who has most to do. Who has nothing to do, and had nothing today, is left out.
pub fn overview(reader: &Reader, actor: &Actor, now: Now) -> Result<Vec<Load>> {
    at_one_moment(reader, |conn| {
        let whose = match authorise::scope(conn, actor, Operation::Oversee)? {
            Scope::Own => return Err(Error::no_right(Operation::Oversee.code())),
            Scope::Team => Whose::Team,
            Scope::All => Whose::All,
        };
        let before = |minutes: i64| now.at.plus_minutes(-minutes).0;
        let (late, kept) = (before(LATE_MINUTES), before(KEPT_MINUTES));
        let today = now.today().to_string();
        let ask = Ask::new(conn, actor, now)?;
        let mut loads = Vec::new();
        for owner in owners(conn, actor, whose)? {
            let Some(id) = owner.staff else {
                continue;
            };
            let person = sql::one(conn, PERSON, [id], |row| Ok((row.get(0)?, row.get(1)?)))?;
            let Some((login, name)) = person else {
                continue;
            };
            let owner = [owner];
            let left = ask.counted(&owner, usize::MAX)?;
            let values = params![id, late, kept, today];
            let overdue: Option<i64> = sql::one(conn, OVERDUE, values, |row| row.get(0))?;
            loads.push(Load {
                staff: StaffId(id),
                login,
                name,
                left: left.count,
                done: ask.done(&owner)?,
                overdue: usize::try_from(overdue.unwrap_or(0)).unwrap_or(0),
            });
        }
        loads.retain(|load| load.left + load.done + load.overdue > 0);
        loads.sort_by_key(|load| std::cmp::Reverse((load.overdue, load.left)));
        Ok(loads)
    })
}
