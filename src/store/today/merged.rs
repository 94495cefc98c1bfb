//! The first rows of many people's lists: rule by rule, the weightiest first, until enough rows
//! are known to stand before whatever is left. Must not know how a range is walked.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, HashSet};

use super::guests::guests;
use super::list::{Ask, moment, unknown_row};
use super::settled;
use super::sunk::is_theirs;
use super::walk::Walk;
use super::whose::Owner;
use crate::domain::time::{Day, Instant};
use crate::domain::today::{Rule, TodayList, TodayRow, most_leading, most_points};
use crate::error::Result;

/// Customers that are read at once.
const TOGETHER: usize = 32;

/// Somebody who may stand here: points of the weightiest reason, its day, who.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Head {
    points: i64,
    due_on: Reverse<Day>,
    at: Reverse<i64>,
    customer: Reverse<i64>,
    /// The rule's code and the occurrence; none: not known from an index.
    of: Option<(String, String)>,
}

/// Where the merging stands.
struct Merging<'m, 'a> {
    ask: &'m Ask<'a>,
    people: Vec<Option<i64>>,
    heads: BinaryHeap<Head>,
    /// Whoever is read, by customer, until they have their place.
    read: HashMap<i64, Option<TodayRow>>,
    met: HashSet<i64>,
    /// Who rang one of these people.
    rang: HashSet<i64>,
    rows: Vec<TodayRow>,
    sunk: Vec<TodayRow>,
}

impl<'a> Ask<'a> {
    /// The first rows of these owners' customers. Rows of the same points stand in order of
    /// their days: nobody beyond the first rows is read for the sake of what else they have.
    pub(super) fn merged(&self, owners: &[Owner], limit: usize) -> Result<TodayList> {
        let mut merging = Merging {
            ask: self,
            people: owners.iter().map(|owner| owner.staff).collect(),
            heads: BinaryHeap::new(),
            read: HashMap::new(),
            met: HashSet::new(),
            rang: HashSet::new(),
            rows: Vec::new(),
            sunk: Vec::new(),
        };
        merging.guests(owners)?;
        let led = |rule| most_leading(rule).map(|most| (most, true, rule));
        let rules = self.book.rules.iter();
        let mut steps: Vec<(i64, bool, &Rule)> = rules
            .flat_map(|rule| {
                led(rule)
                    .into_iter()
                    .chain([(most_points(rule), false, rule)])
            })
            .collect();
        steps.sort_by_key(|(most, ..)| Reverse(*most));
        let mut left = steps.iter().peekable();
        while let Some((_, leads, rule)) = left.next() {
            merging.meet(rule, *leads, owners, limit)?;
            let next = left.peek().map_or(i64::MIN, |(most, ..)| *most);
            if merging.take(next, limit)? {
                break;
            }
        }
        Ok(merging.done(limit))
    }
}

impl Merging<'_, '_> {
    /// Who rang, who was promised something, of whom something comes again: they are read, and
    /// may be anywhere in the list.
    fn guests(&mut self, owners: &[Owner]) -> Result<()> {
        let ask = self.ask;
        let rules = ask.book.rules.iter();
        let most = rules.map(|rule| most_leading(rule).unwrap_or(most_points(rule)));
        let most = most.max().unwrap_or(0);
        for owner in owners {
            let found = guests(ask.conn, owner.staff, &ask.book, ask.now)?;
            self.rang.extend(&found.rang);
            let mut customers: Vec<i64> = found.rang.into_iter().collect();
            customers.extend(found.promised);
            let back = settled::back(ask.conn, owner.staff, &ask.book, ask.now.today())?;
            customers.extend(back);
            for customer in customers {
                if ask.is_within(owner, customer)? {
                    self.add(most, (ask.now.today(), None), customer, None);
                }
            }
            for unknown in &found.unknown {
                let row = unknown_row(unknown, ask.of_unknown(unknown));
                if !row.reasons.is_empty() {
                    self.rows.push(row);
                }
            }
        }
        Ok(())
    }

    fn add(
        &mut self,
        points: i64,
        (due_on, at): (Day, Option<Instant>),
        customer: i64,
        of: Option<(String, String)>,
    ) {
        self.met.insert(customer);
        self.heads.push(Head {
            points,
            due_on: Reverse(due_on),
            at: Reverse(moment(at)),
            customer: Reverse(customer),
            of,
        });
    }

    /// Meets the candidates of a rule: of each owner as many as could all stand first.
    fn meet(&mut self, rule: &Rule, leads: bool, owners: &[Owner], limit: usize) -> Result<()> {
        let ask = self.ask;
        let walk = Walk {
            conn: ask.conn,
            book: &ask.book,
            grades: &ask.grades,
            now: ask.now,
            most: i64::try_from(limit).unwrap_or(-1),
        };
        for owner in owners {
            let found = if leads {
                walk.leading(rule, owner.staff)?
            } else {
                walk.of(rule, owner.staff)?
            };
            for one in found {
                let known = self.read.contains_key(&one.customer);
                if !known && ask.is_within(owner, one.customer)? {
                    let of = (rule.code.clone(), one.occurrence.written());
                    self.add(one.points, (one.due_on, one.at), one.customer, Some(of));
                }
            }
        }
        Ok(())
    }

    /// Gives everybody their place who stands before a rule with at most so many points; says
    /// whether that is enough.
    fn take(&mut self, next: i64, limit: usize) -> Result<bool> {
        let mut unread: Vec<i64> = Vec::new();
        while self.rows.len() < limit {
            let due = self.heads.peek().is_some_and(|head| head.points >= next);
            let head = if due { self.heads.pop() } else { None };
            match head {
                Some(head) if !self.read.contains_key(&head.customer.0) => {
                    let id = head.customer.0;
                    if !unread.contains(&id) && self.is_open(&head)? {
                        unread.push(id);
                    }
                    if unread.len() < TOGETHER {
                        continue;
                    }
                }
                Some(head) if unread.is_empty() => {
                    self.place(&head);
                    continue;
                }
                // It waits for those who are not read yet and may stand before it.
                Some(head) => self.heads.push(head),
                None if unread.is_empty() => return Ok(false),
                None => {}
            }
            self.read(&std::mem::take(&mut unread))?;
        }
        Ok(true)
    }

    fn is_open(&self, head: &Head) -> Result<bool> {
        match &head.of {
            Some((rule, occurrence)) => {
                let (of, today) = ((rule.as_str(), occurrence.as_str()), self.ask.now.today());
                let settled = settled::is_settled(self.ask.conn, head.customer.0, of, today)?;
                Ok(!settled)
            }
            None => Ok(true),
        }
    }

    /// Reads customers, and has each stand where they belong.
    fn read(&mut self, ids: &[i64]) -> Result<()> {
        let mut rows = self.ask.customers(ids, &self.people)?;
        for &id in ids {
            let Some((_, row)) = rows.remove(&id) else {
                self.read.insert(id, None);
                continue;
            };
            let owner = row.owner.as_ref().map(|owner| owner.0);
            let theirs = is_theirs(owner, &row.reasons, &self.people, self.rang.contains(&id));
            if let (true, Some(first)) = (theirs, row.reasons.first()) {
                let (points, when) = (first.points, (first.due_on, first.at));
                self.add(points, when, id, None);
            }
            self.read.insert(id, Some(row));
        }
        Ok(())
    }

    /// The place of somebody who is read, the first time that they are met where they belong.
    fn place(&mut self, head: &Head) {
        let belongs = |row: &mut TodayRow| {
            let first = row.reasons.first();
            first.is_some_and(|first| first.points == head.points)
        };
        let row = self.read.get_mut(&head.customer.0);
        if let Some(row) = row.and_then(|row| row.take_if(belongs)) {
            let sinks = row.tried || row.guard.iter().any(|guard| guard.sinks());
            let rows = if sinks {
                &mut self.sunk
            } else {
                &mut self.rows
            };
            rows.push(row);
        }
    }

    fn done(mut self, limit: usize) -> TodayList {
        let more = !self.heads.is_empty();
        self.rows.sort_by_key(place);
        let total = if more {
            self.met.len()
        } else {
            self.rows.len() + self.sunk.len()
        };
        self.sunk.sort_by_key(place);
        self.rows.extend(self.sunk);
        self.rows.truncate(limit);
        TodayList {
            rows: self.rows,
            total,
            more,
            ..TodayList::default()
        }
    }
}

/// By what rows stand in order, as on one person's list.
fn place(row: &TodayRow) -> (Reverse<i64>, i64, Reverse<i64>) {
    let first = row.reasons.first();
    let at = first.and_then(|first| first.at);
    let most = first.map_or(0, |first| first.points);
    (Reverse(most), moment(at), Reverse(row.score))
}
