//! Who stands behind all others or not on a list at all: contacted today, held by the guard, a guest
//! for whom nothing is due. Must not know how a list is found.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rusqlite::params;

use super::super::guard::{self, Held};
use super::super::sql;
use super::known::Known;
use super::list::{Ask, Found};
use crate::domain::ids::{CustomerId, StaffId};
use crate::domain::time::{Instant, Now};
use crate::domain::today::guard::since;
use crate::domain::today::{Detail, Due, Plan};
use crate::error::Result;

pub(super) const CONTACTED: &str = "SELECT id FROM customer
  WHERE owner_id IS ?1 AND state = 'active' AND last_contact_at >= ?2";
pub(super) const GUARDED: &str = "SELECT id FROM customer
  WHERE owner_id IS ?1 AND state = 'active' AND (do_not_call = 1 OR preferred_time IS NOT NULL)";

// The newest contact promised it itself, and its moment has come: that was no attempt.
pub(super) const PROMISED: &str = "SELECT id FROM customer
  WHERE owner_id IS ?1 AND state = 'active' AND next_contact_on IS NOT NULL
    AND next_contact_on <= ?2 AND (next_contact_at IS NULL OR next_contact_at <= ?3)
    AND planned_at >= ?4 AND planned_at >= last_contact_at";

impl Ask<'_> {
    /// An owner's customers who were contacted today and not only to be promised what is due now.
    pub(super) fn tried(&self, owner: Option<i64>) -> Result<BTreeSet<i64>> {
        let (midnight, today) = (self.midnight(), self.now.today().to_string());
        let mut tried: BTreeSet<i64> = self.contacted(owner, midnight)?.into_iter().collect();
        let values = params![owner, today, self.now.at.0, midnight.0];
        for promised in sql::all(self.conn, PROMISED, values, |row| row.get(0))? {
            tried.remove(&promised);
        }
        Ok(tried)
    }

    /// An owner's customers who were contacted since a moment.
    pub(super) fn contacted(&self, owner: Option<i64>, since: Instant) -> Result<Vec<i64>> {
        sql::all(self.conn, CONTACTED, params![owner, since.0], |row| {
            row.get(0)
        })
    }

    /// Those of them whom the guard would not have called now: it is asked of whoever can be meant,
    /// for whoever was not contacted lately and wants nothing is in nobody's way.
    pub(super) fn guarded(
        &self,
        owner: Option<i64>,
        found: &HashMap<i64, Found>,
        known: &BTreeMap<i64, Known>,
    ) -> Result<BTreeSet<CustomerId>> {
        let mut asked = self.contacted(owner, since(self.now))?;
        asked.extend(sql::all(self.conn, GUARDED, [owner], |row| {
            row.get::<_, i64>(0)
        })?);
        // Guests are somebody else's.
        asked.extend(known.keys());
        let owned = |id: &i64| found.contains_key(id);
        let asked: BTreeSet<i64> = asked.into_iter().filter(owned).collect();
        let asked: Vec<CustomerId> = asked.into_iter().map(CustomerId).collect();
        let held = guard::of(self.conn, &asked, self.now)?;
        let sinks = |held: &Held| held.guard.iter().any(|guard| guard.sinks());
        let both = asked.into_iter().zip(held);
        Ok(both
            .filter(|(_, held)| sinks(held))
            .map(|(id, _)| id)
            .collect())
    }
}

/// Whether a row is on these people's list: their own customer's, or a guest's for as long as what
/// made them one is due. `rang`: they rang one of these people.
pub(super) fn is_theirs(
    owner: Option<StaffId>,
    due: &[Due],
    people: &[Option<i64>],
    rang: bool,
) -> bool {
    let are_meant = |person: Option<StaffId>| people.contains(&person.map(|person| person.0));
    let invites = |due: &Due| match due.detail {
        Detail::Call { .. } => rang,
        Detail::NextContact { by } => due.at.is_some() && by.is_some() && are_meant(by),
        _ => false,
    };
    are_meant(owner) || due.iter().any(invites)
}

impl Known {
    /// Whether they were contacted today and not only to be promised what is due now.
    pub(super) fn tried(&self, midnight: Instant, now: Now) -> bool {
        let Some(last) = self.facts.last_contact_at.filter(|last| *last >= midnight) else {
            return false;
        };
        let is_due = |plan: &Plan| {
            plan.made >= last && plan.on <= now.today() && plan.at.is_none_or(|at| at <= now.at)
        };
        !self.facts.plan.as_ref().is_some_and(is_due)
    }
}
