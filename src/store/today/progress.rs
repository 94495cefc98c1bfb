//! How far a day is: who is done with, who is put off, who was tried in vain. Must not know in which
//! order anybody stands.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rusqlite::params;

use super::super::sql;
use super::known::Known;
use super::list::{Ask, Found};
use super::whose::Owner;
use crate::error::Result;

pub(super) const DONE: &str = "SELECT count(DISTINCT coalesce(customer_id, -id))
  FROM reason_settlement WHERE owner_id IS ?1 AND at >= ?2 AND until IS NULL";
pub(super) const TODAY: &str = "SELECT customer_id, id, until IS NOT NULL FROM reason_settlement
  WHERE owner_id IS ?1 AND at >= ?2";

impl Ask<'_> {
    /// How far a day is of whose list these are left: who is done with, and who is put off.
    pub(super) fn dealt_with(
        &self,
        owner: Option<i64>,
        left: &HashMap<i64, Found>,
    ) -> Result<(usize, usize)> {
        let (mut done, mut put_off) = (BTreeSet::new(), BTreeSet::new());
        let values = params![owner, self.midnight().0];
        let today: Vec<(Option<i64>, i64, bool)> = sql::all(self.conn, TODAY, values, |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })?;
        for (customer, row, later) in today {
            // Numbers that nobody has are told apart by their rows.
            let who = customer.unwrap_or(-row);
            if !left.contains_key(&who) {
                let of = if later { &mut put_off } else { &mut done };
                of.insert(who);
            }
        }
        Ok((done.len(), put_off.difference(&done).count()))
    }

    /// Customers of these owners for whom something was settled or dismissed today.
    pub(super) fn done(&self, owners: &[Owner]) -> Result<usize> {
        let mut done = 0;
        for owner in owners {
            let values = params![owner.staff, self.midnight().0];
            let count = sql::one(self.conn, DONE, values, |row| row.get::<_, u32>(0))?;
            done += usize::try_from(count.unwrap_or(0)).unwrap_or(0);
        }
        Ok(done)
    }

    /// Who was tried today, guests too.
    pub(super) fn tried_of(
        &self,
        owner: Option<i64>,
        known: &BTreeMap<i64, Known>,
    ) -> Result<BTreeSet<i64>> {
        let midnight = self.midnight();
        let mut tried = self.tried(owner)?;
        let guests = known.iter();
        let guests = guests.filter(|(_, known)| known.tried(midnight, self.now));
        tried.extend(guests.map(|(id, _)| *id));
        Ok(tried)
    }
}
