//! How far a day is: who is done with, who is put off, who was tried in vain. Must not know in which
//! order anybody stands.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use rusqlite::params;

use super::super::sql;
use super::counted::most_counted;
use super::known::Known;
use super::list::Ask;
use super::whose::Owner;
use crate::domain::today::TodayList;
use crate::error::Result;

// What only became a task is not done: it counts on the day on which the task is.
macro_rules! no_task {
    () => {
        " AND NOT EXISTS (SELECT 1 FROM task t WHERE t.customer_id = r.customer_id
            AND t.source_reason = r.rule AND t.source_occurrence = r.occurrence
            AND t.state = 'open' AND t.source_reason IS NOT NULL)"
    };
}

pub(super) const DONE: &str = concat!(
    "SELECT count(DISTINCT coalesce(r.customer_id, -r.id)) FROM reason_settlement r
     WHERE r.owner_id IS ?1 AND r.at >= ?2 AND r.until IS NULL",
    no_task!()
);
pub(super) const TODAY: &str = concat!(
    "SELECT r.customer_id, r.id, r.until IS NOT NULL FROM reason_settlement r
     WHERE r.owner_id IS ?1 AND r.at >= ?2",
    no_task!()
);

impl Ask<'_> {
    /// The list of many people, its first rows, and how far their day is together. Of more people than
    /// are counted to the end it says for whom something was settled, and nothing else.
    pub(super) fn of_many(&self, owners: &[Owner], limit: usize) -> Result<TodayList> {
        let mut list = self.merged(owners, limit)?;
        let rows = list.rows.iter();
        let mut left: HashSet<i64> = rows.filter_map(|row| Some(row.customer?.0)).collect();
        if list.more || list.total > list.rows.len() {
            let (count, met) = self.left(owners, most_counted(owners))?;
            (list.total, list.more) = (count.count, count.more);
            if count.more {
                list.done = self.done(owners)?;
                return Ok(list);
            }
            left = met;
        }
        let rows = list.rows.iter().filter(|row| row.tried);
        let mut tried: HashSet<i64> = rows.filter_map(|row| Some(row.customer?.0)).collect();
        for owner in owners {
            let (done, put_off) = self.dealt_with(owner.staff, |id| left.contains(&id))?;
            (list.done, list.put_off) = (list.done + done, list.put_off + put_off);
            let theirs = self.tried(owner.staff)?.into_iter();
            tried.extend(theirs.filter(|id| left.contains(id)));
        }
        list.tried = tried.len();
        Ok(list)
    }

    /// How far a day is of whose list these are left: who is done with, and who is put off.
    pub(super) fn dealt_with(
        &self,
        owner: Option<i64>,
        is_left: impl Fn(i64) -> bool,
    ) -> Result<(usize, usize)> {
        let (mut done, mut put_off) = (BTreeSet::new(), BTreeSet::new());
        let values = params![owner, self.midnight().0];
        let today: Vec<(Option<i64>, i64, bool)> = sql::all(self.conn, TODAY, values, |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })?;
        for (customer, row, later) in today {
            // Numbers that nobody has are told apart by their rows.
            let who = customer.unwrap_or(-row);
            if !is_left(who) {
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
