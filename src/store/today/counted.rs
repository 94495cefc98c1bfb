//! How many stand on whole lists, without reading anybody: what the ranges of the rules hold, each
//! customer once, without what is dealt with. Must not know in which order they stand.

use std::collections::HashSet;

use rusqlite::params;

use super::super::sql;
use super::list::Ask;
use super::lists::CAP;
use super::walk::Walk;
use super::whose::Owner;
use crate::domain::today::{Count, Kind, Rule};
use crate::error::Result;

/// Lists of so many people are counted to their end: a team's. Of more people a count says that it
/// stopped.
const A_TEAM: usize = 16;

// Of those without owner these units' alone.
pub(super) const OF_UNITS: &str = "SELECT 1 FROM customer
  WHERE id = ?1 AND unit_id IN (SELECT value FROM json_each(?2))";

/// How far the lists of these owners are counted.
pub(super) fn most_counted(owners: &[Owner]) -> usize {
    if owners.len() > A_TEAM {
        CAP
    } else {
        usize::MAX
    }
}

impl Ask<'_> {
    /// How many stand on the list of these owners; of more than `most` it says so.
    pub(super) fn counted(&self, owners: &[Owner], most: usize) -> Result<Count> {
        self.left(owners, most).map(|(count, _)| count)
    }

    /// The same, with the customers; of more than `most` those that were met.
    pub(super) fn left(&self, owners: &[Owner], most: usize) -> Result<(Count, HashSet<i64>)> {
        let people: Vec<Option<i64>> = owners.iter().map(|owner| owner.staff).collect();
        let (mut met, mut unknown) = (HashSet::new(), 0);
        for owner in owners {
            unknown += self.meet(owner, &people, &mut met)?;
            if met.len() + unknown > most {
                let (count, more) = (most, true);
                return Ok((Count { count, more }, met));
            }
        }
        let (count, more) = (met.len() + unknown, false);
        Ok((Count { count, more }, met))
    }

    /// Who stands on one owner's list; how many numbers that nobody has besides.
    fn meet(&self, owner: &Owner, people: &[Option<i64>], met: &mut HashSet<i64>) -> Result<usize> {
        let odd = self.odd(owner.staff, people)?;
        let walk = Walk {
            conn: self.conn,
            book: &self.book,
            grades: &self.grades,
            now: self.now,
            most: -1,
        };
        let mut here = HashSet::new();
        // Of silence nothing is asked one by one, and most are silent: first, so that fewer are left.
        let mut rules: Vec<&Rule> = self.book.rules.iter().collect();
        rules.sort_by_key(|rule| rule.kind != Kind::Silent);
        for rule in rules {
            for one in walk.of(rule, owner.staff)? {
                let known = here.contains(&one.customer) || odd.exact.contains(&one.customer);
                if !known && !odd.settled.holds(rule, &one)? {
                    here.insert(one.customer);
                }
            }
        }
        let due = odd
            .known
            .iter()
            .filter(|(id, known)| self.due(people, **id, known, &odd.guests).is_some());
        here.extend(due.map(|(id, _)| *id));
        for id in here {
            if self.is_within(owner, id)? {
                met.insert(id);
            }
        }
        let unknown = odd.guests.unknown.iter();
        Ok(unknown
            .filter(|one| !self.of_unknown(one).is_empty())
            .count())
    }

    /// Whether somebody is of the units that are asked for.
    pub(super) fn is_within(&self, owner: &Owner, customer: i64) -> Result<bool> {
        match &owner.units {
            None => Ok(true),
            Some(units) => sql::exists(self.conn, OF_UNITS, params![customer, units]),
        }
    }
}
