//! The ranked list: candidates of every rule by index, without those that are dealt with, one row
//! each; the rows that are shown are reckoned from their facts by the same pure function as a card.
//! Must not know words.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveTime;
use rusqlite::Connection;

use super::super::find::at_one_moment;
use super::super::guard::{self, Held};
use super::super::{Actor, Reader, reason, sql};
use super::guests::{Guests, Unknown, guests};
use super::known::{self, CallsAt, Known};
use super::settled::{self, Settled};
use super::sunk::is_theirs;
use super::taken;
use super::walk::Walk;
use super::whose::{Owner, owners};
use crate::domain::ids::CustomerId;
use crate::domain::time::{Day, Instant, Now};
use crate::domain::today::{
    Due, Facts, Kind, Rulebook, TodayList, TodayRow, Whose, reasons, score,
};
use crate::error::Result;

/// Everybody who is to be rung, the first rows.
pub fn list(
    reader: &Reader,
    actor: &Actor,
    whose: Whose,
    limit: usize,
    now: Now,
) -> Result<TodayList> {
    at_one_moment(reader, |conn| {
        let owners = owners(conn, actor, whose)?;
        let ask = Ask::new(conn, actor, now)?;
        match owners.as_slice() {
            [Owner { staff, units: None }] => ask.whole(*staff, limit),
            many => ask.of_many(many, limit),
        }
    })
}

/// The reasons of one customer, as a card tells them.
pub fn reasons_of(
    reader: &Reader,
    actor: &Actor,
    customer: CustomerId,
    now: Now,
) -> Result<Vec<Due>> {
    let conn = reader.conn();
    let book = reason::book_of(conn, actor)?;
    let known = known::gather(conn, actor, &[customer.0], CallsAt::Anybody, now)?;
    let of = known.get(&customer.0);
    Ok(of.map_or(Vec::new(), |known| reasons(&known.facts, &book, now)))
}

/// What one question needs.
pub(super) struct Ask<'a> {
    pub(super) conn: &'a Connection,
    pub(super) actor: &'a Actor,
    pub(super) now: Now,
    pub(super) book: Rulebook,
    pub(super) grades: Vec<Option<String>>,
}

/// Customers of one owner's list who are read one by one.
pub(super) struct Odd<'a> {
    pub(super) guests: Guests,
    pub(super) settled: Settled<'a>,
    pub(super) known: BTreeMap<i64, Known>,
    /// All of them, whether anything is known of them or not.
    pub(super) exact: BTreeSet<i64>,
}

/// Where somebody stands in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Standing {
    /// Behind everybody who is not.
    sunk: bool,
    /// Points of the weightiest reason: the higher the earlier.
    most: std::cmp::Reverse<i64>,
    /// Those of a time of day in its order, before those of none.
    at: i64,
    /// What else is due counts where nothing was promised for a time.
    score: std::cmp::Reverse<i64>,
    due_on: Day,
    who: Who,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Who {
    /// A customer.
    Customer(i64),
    /// A number that nobody has, by its place.
    Unknown(usize),
}

/// What is known of somebody without reading them: the points of their reasons, and the
/// weightiest one's day.
#[derive(Default)]
pub(super) struct Found {
    points: Vec<i64>,
    first: Option<(i64, std::cmp::Reverse<Day>, std::cmp::Reverse<i64>)>,
}

impl Found {
    fn add(&mut self, points: i64, due_on: Day, at: Option<Instant>) {
        self.points.push(points);
        let (due_on, at) = (std::cmp::Reverse(due_on), std::cmp::Reverse(moment(at)));
        self.first = self.first.max(Some((points, due_on, at)));
    }
}

const GRADES: &str = "SELECT code FROM choice WHERE list = 'grade'";

/// Every grade that a customer can have; none is one.
pub(super) fn grades(conn: &Connection) -> Result<Vec<Option<String>>> {
    let mut grades = sql::all(conn, GRADES, [], |row| row.get(0).map(Some))?;
    grades.push(None);
    Ok(grades)
}

impl<'a> Ask<'a> {
    pub(super) fn new(conn: &'a Connection, actor: &'a Actor, now: Now) -> Result<Ask<'a>> {
        Ok(Ask {
            conn,
            actor,
            now,
            book: reason::book_of(conn, actor)?,
            grades: grades(conn)?,
        })
    }

    pub(super) fn midnight(&self) -> Instant {
        self.now.at_local(self.now.today(), NaiveTime::MIN)
    }

    /// The whole list of one owner, its first rows read.
    fn whole(&self, owner: Option<i64>, limit: usize) -> Result<TodayList> {
        let Odd {
            guests,
            settled,
            known,
            exact,
        } = self.odd(owner, &[owner])?;
        let people = [owner];
        let mut found = self.found(owner, &settled)?;
        for id in &exact {
            found.remove(id);
        }
        for (id, known) in &known {
            let found = found.entry(*id);
            if let Some(due) = self.due(&people, *id, known, &guests) {
                let found = found.or_default();
                due.iter()
                    .for_each(|due| found.add(due.points, due.due_on, due.at));
            }
        }
        let (done, put_off) = self.dealt_with(owner, |id| found.contains_key(&id))?;
        let tried = self.tried_of(owner, &known)?;
        let left = |id: &&i64| found.contains_key(*id);
        let tried_left = tried.iter().filter(left).count();
        let order = self.order(owner, &found, &tried, &known, &guests)?;
        let rows = self.rows(
            order.iter().take(limit).map(|one| one.who),
            &people,
            &guests,
        )?;
        Ok(TodayList {
            rows,
            total: order.len(),
            done,
            put_off,
            tried: tried_left,
            ..TodayList::default()
        })
    }

    pub(super) fn known(
        &self,
        ids: &[i64],
        people: &[Option<i64>],
    ) -> Result<BTreeMap<i64, Known>> {
        if ids.is_empty() {
            return Ok(BTreeMap::new());
        }
        known::gather(self.conn, self.actor, ids, CallsAt::These(people), self.now)
    }

    /// Of whom an index does not say enough: an owner's guests, and those of whom something comes
    /// again, with the calls at these people's extensions.
    pub(super) fn odd(&self, owner: Option<i64>, people: &[Option<i64>]) -> Result<Odd<'a>> {
        let guests = guests(self.conn, owner, &self.book, self.now)?;
        let back = settled::back(self.conn, owner, &self.book, self.now.today())?;
        let mut exact: BTreeSet<i64> = back.into_iter().collect();
        exact.extend(guests.rang.iter().chain(&guests.promised));
        let ids: Vec<i64> = exact.iter().copied().collect();
        Ok(Odd {
            known: self.known(&ids, people)?,
            guests,
            settled: Settled::of(self.conn, owner, self.now)?,
            exact,
        })
    }

    /// What is due of one of them; none: they are not on the list of these people.
    pub(super) fn due(
        &self,
        people: &[Option<i64>],
        id: i64,
        known: &Known,
        guests: &Guests,
    ) -> Option<Vec<Due>> {
        let due = reasons(&known.facts, &self.book, self.now);
        let whose = known.owner.as_ref().map(|owner| owner.0);
        let theirs = is_theirs(whose, &due, people, guests.rang.contains(&id));
        (theirs && !due.is_empty()).then_some(due)
    }

    /// Everybody for whom a rule is due by index, without what is dealt with.
    fn found(&self, owner: Option<i64>, settled: &Settled<'_>) -> Result<HashMap<i64, Found>> {
        let walk = Walk {
            conn: self.conn,
            book: &self.book,
            grades: &self.grades,
            now: self.now,
            most: -1,
        };
        let mut found: HashMap<i64, Found> = HashMap::new();
        for rule in &self.book.rules {
            for one in walk.of(rule, owner)? {
                if !settled.holds(rule, &one)? {
                    let found = found.entry(one.customer).or_default();
                    found.add(one.points, one.due_on, one.at);
                }
            }
        }
        Ok(found)
    }

    /// Who stands where.
    fn order(
        &self,
        owner: Option<i64>,
        found: &HashMap<i64, Found>,
        tried: &BTreeSet<i64>,
        known: &BTreeMap<i64, Known>,
        guests: &Guests,
    ) -> Result<Vec<Standing>> {
        let guarded = self.guarded(owner, found, known)?;
        let mut order: Vec<Standing> = Vec::with_capacity(found.len());
        order.extend(found.iter().filter_map(|(id, found)| {
            let sunk = tried.contains(id) || guarded.contains(&CustomerId(*id));
            standing(sunk, found, Who::Customer(*id))
        }));
        for (place, unknown) in guests.unknown.iter().enumerate() {
            let mut found = Found::default();
            for due in self.of_unknown(unknown) {
                found.add(due.points, due.due_on, due.at);
            }
            order.extend(standing(false, &found, Who::Unknown(place)));
        }
        order.sort_unstable();
        Ok(order)
    }

    /// Customers as rows, with everything that their reasons follow from.
    pub(super) fn customers(
        &self,
        ids: &[i64],
        people: &[Option<i64>],
    ) -> Result<BTreeMap<i64, (Facts, TodayRow)>> {
        let known = self.known(ids, people)?;
        let customers: Vec<CustomerId> = known.keys().map(|id| CustomerId(*id)).collect();
        let held = guard::of(self.conn, &customers, self.now)?;
        let mut taken = taken::of(self.conn, ids)?;
        let rows = known.into_iter().zip(held);
        let rows = rows.map(|((id, known), held)| {
            let facts = known.facts.clone();
            let mut row = self.row(id, known, held);
            row.taken = taken.remove(&id).unwrap_or_default();
            (id, (facts, row))
        });
        Ok(rows.collect())
    }

    /// The calls of a number that nobody has; there are no other reasons to ring it.
    pub(super) fn of_unknown(&self, unknown: &Unknown) -> Vec<Due> {
        let mut found = reasons(&unknown.facts, &self.book, self.now);
        found.retain(|due| matches!(due.kind, Kind::MissedCall | Kind::NotLogged));
        found
    }

    /// The rows of these, in this order.
    fn rows(
        &self,
        order: impl Iterator<Item = Who>,
        people: &[Option<i64>],
        guests: &Guests,
    ) -> Result<Vec<TodayRow>> {
        let order: Vec<Who> = order.collect();
        let ids = order.iter().filter_map(|who| match who {
            Who::Customer(id) => Some(*id),
            Who::Unknown(_) => None,
        });
        let mut customers = self.customers(&ids.collect::<Vec<_>>(), people)?;
        let rows = order.into_iter().filter_map(|who| match who {
            Who::Customer(id) => customers.remove(&id).map(|(_, row)| row),
            Who::Unknown(place) => {
                let unknown = guests.unknown.get(place)?;
                Some(unknown_row(unknown, self.of_unknown(unknown)))
            }
        });
        Ok(rows.collect())
    }

    fn row(&self, id: i64, known: Known, held: Held) -> TodayRow {
        let reasons = reasons(&known.facts, &self.book, self.now);
        TodayRow {
            customer: Some(CustomerId(id)),
            tried: known.tried(self.midnight(), self.now),
            code: known.code,
            name: known.name,
            number: known.number,
            owner: known.owner,
            tier: known.facts.tier,
            grade: known.facts.grade,
            score: score(reasons.iter().map(|due| due.points)),
            reasons,
            last_contact_at: known.facts.last_contact_at,
            contacts_30d: held.contacts_30d,
            guard: held.guard,
            last_said: known.last_said,
            held: Vec::new(),
            taken: Vec::new(),
            held_by: None,
        }
    }
}

fn standing(sunk: bool, found: &Found, who: Who) -> Option<Standing> {
    let (most, std::cmp::Reverse(due_on), std::cmp::Reverse(at)) = found.first?;
    Some(Standing {
        sunk,
        most: std::cmp::Reverse(most),
        at,
        score: std::cmp::Reverse(score(found.points.iter().copied())),
        due_on,
        who,
    })
}

/// By what those of a day stand in order.
pub(super) fn moment(at: Option<Instant>) -> i64 {
    at.map_or(i64::MAX, |at| at.0)
}

pub(super) fn unknown_row(unknown: &Unknown, reasons: Vec<Due>) -> TodayRow {
    TodayRow {
        customer: None,
        code: String::new(),
        name: unknown.name.clone().unwrap_or_default(),
        number: unknown.digits.clone(),
        owner: None,
        tier: None,
        grade: None,
        score: score(reasons.iter().map(|due| due.points)),
        reasons,
        last_contact_at: None,
        contacts_30d: 0,
        guard: Vec::new(),
        tried: false,
        last_said: None,
        held: Vec::new(),
        taken: Vec::new(),
        held_by: None,
    }
}
