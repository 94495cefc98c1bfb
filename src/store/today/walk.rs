//! For each rule, the ranges of indexes that hold the customers of one owner for whom it may be
//! due, in the order in which they are due: no log is read, and no row where the index says
//! enough. Must not know what was settled, nor how rows are ranked.

use rusqlite::{Connection, Row, params};

use super::super::sql;
use crate::domain::birthday::{self, Birthday, Calendar};
use crate::domain::time::{Day, Instant, Now};
use crate::domain::today::occurrence::Unwritten;
use crate::domain::today::{Kind, Rule, Rulebook, Watched, Window, later, points};
use crate::error::Result;

/// A customer for whom a rule may be due.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    pub(super) customer: i64,
    pub(super) occurrence: Unwritten,
    pub(super) due_on: Day,
    /// Its time of day, if it has one.
    pub(super) at: Option<Instant>,
    pub(super) points: i64,
}

/// What every walk needs.
pub(super) struct Walk<'w> {
    pub(super) conn: &'w Connection,
    pub(super) book: &'w Rulebook,
    /// Every grade that a customer can have; none is one.
    pub(super) grades: &'w [Option<String>],
    pub(super) now: Now,
    /// How many of a range at most; less than none: all of it.
    pub(super) most: i64,
}

// Each takes ?1 an owner, ?2 and ?3 its range, ?4 how many at most.
const NEXT_CONTACT: &str = "SELECT id, next_contact_on, next_contact_at, planned_at
  FROM customer WHERE owner_id IS ?1 AND state = 'active'
    AND next_contact_on IS NOT NULL AND next_contact_on BETWEEN ?2 AND ?3
  ORDER BY next_contact_on, next_contact_at LIMIT ?4";
const LEADING: &str = "SELECT id, next_contact_on, next_contact_at, planned_at
  FROM customer WHERE owner_id IS ?1 AND state = 'active' AND next_contact_at IS NOT NULL
    AND next_contact_at >= ?2 AND next_contact_at <= ?3
  ORDER BY next_contact_at LIMIT ?4";
const RUN_OUT: &str = "SELECT customer_id, runs_out_on, product_id, bought_on
  FROM supply WHERE owner_id IS ?1 AND runs_out_on BETWEEN ?2 AND ?3
  ORDER BY runs_out_on LIMIT ?4";
const BALANCE: &str = "SELECT id, unpaid_at FROM customer
  WHERE owner_id IS ?1 AND state = 'active' AND unpaid_at IS NOT NULL
    AND unpaid_at >= ?2 AND unpaid_at < ?3 AND balance_due > 0 ORDER BY unpaid_at LIMIT ?4";
const HELD: &str = "SELECT id, held_since FROM customer
  WHERE owner_id IS ?1 AND state = 'active' AND held_since IS NOT NULL
    AND held_since >= ?2 AND held_since < ?3 ORDER BY held_since LIMIT ?4";
const BOUGHT: &str = "SELECT id, last_purchase_at FROM customer
  WHERE owner_id IS ?1 AND state = 'active' AND last_purchase_at IS NOT NULL
    AND last_purchase_at >= ?2 AND last_purchase_at < ?3 ORDER BY last_purchase_at LIMIT ?4";
const QUIET: &str = "SELECT id, quiet_at FROM customer
  WHERE owner_id IS ?1 AND state = 'active' AND quiet_at IS NOT NULL
    AND quiet_at >= ?2 AND quiet_at < ?3 ORDER BY quiet_at LIMIT ?4";
const COMPLAINED: &str = "SELECT id, complained_at FROM customer
  WHERE owner_id IS ?1 AND state = 'active' AND complained_at IS NOT NULL
    AND complained_at >= ?2 AND complained_at < ?3 ORDER BY complained_at LIMIT ?4";
// Of several assignments of a customer the newest counts.
const TRANSFERRED: &str = "SELECT a.customer_id, a.at, a.id
  FROM assignment a CROSS JOIN customer c ON c.id = a.customer_id
  WHERE a.owner_id IS ?1 AND a.entered = 0 AND a.at >= ?2 AND a.at < ?3
    AND c.owner_id IS ?1 AND c.state = 'active'
    AND (c.followed_at IS NULL OR c.followed_at <= a.at)
    AND NOT EXISTS (SELECT 1 FROM assignment o WHERE o.customer_id = a.customer_id
      AND (o.at, o.id) > (a.at, a.id))
  ORDER BY a.at LIMIT ?4";
// And ?5 a grade.
const SILENT: &str = "SELECT id, followed_at FROM customer
  WHERE owner_id IS ?1 AND grade IS ?5 AND state = 'active'
    AND followed_at >= ?2 AND followed_at < ?3 ORDER BY followed_at LIMIT ?4";
const NEVER: &str = "SELECT id, created_at FROM customer
  WHERE owner_id IS ?1 AND grade IS ?5 AND state = 'active' AND followed_at IS NULL
    AND created_at >= ?2 AND created_at < ?3 ORDER BY created_at LIMIT ?4";
// And ?5 the calendar, ?6 whether in a leap month, ?7 whether birthdays.
const YEARLY: &str = "SELECT customer_id, id, month, day FROM customer_date
  WHERE owner_id IS ?1 AND calendar = ?5 AND leap = ?6
    AND (month, day) >= (?2 / 100, ?2 % 100) AND (month, day) <= (?3 / 100, ?3 % 100)
    AND (kind = 'birthday') = ?7
  ORDER BY month, day LIMIT ?4";
// ?1 an owner, ?2 whose the greeting is, ?3 how many at most.
const OF_GRADE: &str = "SELECT id FROM customer
  WHERE owner_id IS ?1 AND grade IS ?2 AND state = 'active' LIMIT ?3";
const OF_TIER: &str = "SELECT id FROM customer
  WHERE owner_id IS ?1 AND tier IS NOT NULL AND tier = ?2 AND state = 'active' LIMIT ?3";
const OF_TAG: &str = "SELECT id FROM customer
  WHERE owner_id IS ?1 AND tag IS NOT NULL AND instr(',' || tag || ',', ',' || ?2 || ',') > 0
    AND state = 'active' LIMIT ?3";
const OF_ALL: &str = "SELECT id FROM customer
  WHERE owner_id IS ?1 AND ?2 IS ?2 AND state = 'active' LIMIT ?3";

/// What follows from a moment: customer, moment.
fn moment(row: &Row<'_>) -> rusqlite::Result<(i64, Instant)> {
    Ok((row.get(0)?, Instant(row.get(1)?)))
}

impl<'w> Walk<'w> {
    fn one(&'w self, rule: &'w Rule, owner: Option<i64>) -> One<'w> {
        One {
            walk: self,
            rule,
            owner,
            window: Window::of(rule, self.now.today()),
        }
    }

    /// The customers of an owner whom a rule of promised contacts has lead: their minute has come.
    pub(super) fn leading(&'w self, rule: &'w Rule, owner: Option<i64>) -> Result<Vec<Candidate>> {
        self.one(rule, owner).leading()
    }

    /// The customers of an owner for whom a rule may be due, without those who rang: they are
    /// found by their calls.
    pub(super) fn of(&'w self, rule: &'w Rule, owner: Option<i64>) -> Result<Vec<Candidate>> {
        let one = self.one(rule, owner);
        match rule.kind {
            Kind::MissedCall | Kind::NotLogged => Ok(Vec::new()),
            Kind::NextContact => one.next_contact(),
            Kind::RunOut => one.run_out(),
            Kind::Birthday | Kind::Anniversary => one.yearly(),
            Kind::Silent => one.silent(),
            Kind::BalanceDue => one.since(BALANCE, rule.days.unwrap_or(0)),
            Kind::HeldLong => one.since(HELD, rule.days.unwrap_or(0)),
            Kind::Bought => match rule.days {
                Some(days) => one.since(BOUGHT, days),
                None => Ok(Vec::new()),
            },
            Kind::New => one.new_ones(),
            Kind::Transferred => one.transferred(),
            Kind::Watch => one.watch(),
            Kind::Greeting => one.greeting(),
        }
    }
}

/// One rule for one owner.
struct One<'w> {
    walk: &'w Walk<'w>,
    rule: &'w Rule,
    owner: Option<i64>,
    window: Window,
}

impl One<'_> {
    fn candidate(
        &self,
        customer: i64,
        due_on: Day,
        at: Option<Instant>,
        of: Unwritten,
    ) -> Candidate {
        Candidate {
            customer,
            occurrence: of,
            due_on,
            at,
            points: points(self.rule, due_on, at, self.walk.now),
        }
    }

    /// Moments in a range of an index, and how an occurrence is named by each.
    fn moments<T>(
        &self,
        statement: &str,
        days: i64,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let (from, to) = self.window.moments(days, self.walk.now);
        let values = params![self.owner, from.0, to.0, self.walk.most];
        sql::all(self.walk.conn, statement, values, read)
    }

    /// What is due so many days after a moment that names the occurrence.
    fn since(&self, statement: &str, days: i64) -> Result<Vec<Candidate>> {
        let found = self.moments(statement, days, moment)?;
        let candidates = found.into_iter().map(|(id, at)| {
            let due = later(self.walk.now.day_of(at), days);
            self.candidate(id, due, None, Unwritten::Since(at))
        });
        Ok(candidates.collect())
    }

    fn next_contact(&self) -> Result<Vec<Candidate>> {
        let Window { first, last } = self.window;
        let values = params![
            self.owner,
            first.to_string(),
            last.to_string(),
            self.walk.most
        ];
        sql::all(self.walk.conn, NEXT_CONTACT, values, |row| {
            self.promised(row)
        })
    }

    fn leading(&self) -> Result<Vec<Candidate>> {
        let (first, _) = self.window.moments(0, self.walk.now);
        let values = params![self.owner, first.0, self.walk.now.at.0, self.walk.most];
        sql::all(self.walk.conn, LEADING, values, |row| self.promised(row))
    }

    fn promised(&self, row: &Row<'_>) -> rusqlite::Result<Candidate> {
        let made: Option<i64> = row.get(3)?;
        let at: Option<i64> = row.get(2)?;
        let of = Unwritten::Since(Instant(made.unwrap_or_default()));
        Ok(self.candidate(row.get(0)?, row.get(1)?, at.map(Instant), of))
    }

    fn run_out(&self) -> Result<Vec<Candidate>> {
        let Window { first, last } = self.window;
        let values = params![
            self.owner,
            first.to_string(),
            last.to_string(),
            self.walk.most
        ];
        let read = |row: &Row<'_>| {
            let of = Unwritten::Supply(row.get(2)?, row.get(3)?);
            Ok(self.candidate(row.get(0)?, row.get(1)?, None, of))
        };
        sql::all(self.walk.conn, RUN_OUT, values, read)
    }

    fn yearly(&self) -> Result<Vec<Candidate>> {
        let days = self.window.last - self.window.first;
        let days = u32::try_from(days.num_days() + 1).unwrap_or(u32::MAX);
        let feb29 = self.walk.book.feb29;
        let keys = birthday::Window::of(self.window.first, days, feb29);
        let mut found = Vec::new();
        for (ranges, calendar, leap) in [
            (&keys.solar, Calendar::Solar, false),
            (&keys.lunar, Calendar::Lunar, false),
            (&keys.leap, Calendar::Lunar, true),
        ] {
            for range in ranges {
                self.of_range(*range, calendar, leap, &mut found)?;
            }
        }
        Ok(found)
    }

    /// The days of a range of keys, each as often as it falls into the window.
    fn of_range(
        &self,
        (from, to): (u16, u16),
        calendar: Calendar,
        leap: bool,
        found: &mut Vec<Candidate>,
    ) -> Result<()> {
        let name = match calendar {
            Calendar::Solar => "solar",
            Calendar::Lunar => "lunar",
        };
        let birthdays = self.rule.kind == Kind::Birthday;
        let most = self.walk.most;
        let values = params![self.owner, from, to, most, name, leap, birthdays];
        let rows: Vec<(i64, i64, u8, u8)> = sql::all(self.walk.conn, YEARLY, values, |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
        })?;
        for (customer, row, month, day) in rows {
            let date = Birthday {
                calendar,
                year: None,
                month,
                day,
                leap,
            };
            let mut from = self.window.first;
            while let Some(day) = date.next_on(from, self.walk.book.feb29) {
                if day > self.window.last {
                    break;
                }
                let of = Unwritten::Yearly(row, day);
                found.push(self.candidate(customer, day, None, of));
                from = later(day, 1);
            }
        }
        Ok(())
    }

    /// Moments of the customers of a grade.
    fn of_grade(
        &self,
        statement: &str,
        grade: Option<&str>,
        days: i64,
    ) -> Result<Vec<(i64, Instant)>> {
        let (from, to) = self.window.moments(days, self.walk.now);
        let values = params![self.owner, from.0, to.0, self.walk.most, grade];
        sql::all(self.walk.conn, statement, values, moment)
    }

    fn silent(&self) -> Result<Vec<Candidate>> {
        let mut candidates = Vec::new();
        for grade in self.walk.grades {
            let grade = grade.as_deref();
            let Some(cadence) = self.walk.book.cadence(grade) else {
                continue;
            };
            let days = cadence.every_days;
            for statement in [SILENT, NEVER] {
                let found = self.of_grade(statement, grade, days)?;
                candidates.extend(found.into_iter().map(|(id, at)| {
                    let due = later(self.walk.now.day_of(at), days);
                    self.candidate(id, due, None, Unwritten::Since(at))
                }));
            }
        }
        Ok(candidates)
    }

    fn new_ones(&self) -> Result<Vec<Candidate>> {
        let mut candidates = Vec::new();
        for grade in self.walk.grades {
            let found = self.of_grade(NEVER, grade.as_deref(), 0)?;
            candidates.extend(found.into_iter().map(|(id, at)| {
                self.candidate(id, self.walk.now.day_of(at), None, Unwritten::New)
            }));
        }
        Ok(candidates)
    }

    fn transferred(&self) -> Result<Vec<Candidate>> {
        let found = self.moments(TRANSFERRED, 0, |row| {
            Ok((row.get(0)?, Instant(row.get(1)?), row.get(2)?))
        })?;
        let candidates = found.into_iter().map(|(id, at, row): (i64, Instant, i64)| {
            self.candidate(id, self.walk.now.day_of(at), None, Unwritten::Row(row))
        });
        Ok(candidates.collect())
    }

    fn watch(&self) -> Result<Vec<Candidate>> {
        let statement = match self.rule.value.as_deref() {
            Some(Watched::FALLING) => QUIET,
            Some(Watched::COMPLAINT) => COMPLAINED,
            _ => return Ok(Vec::new()),
        };
        let month = Unwritten::Month(self.walk.now.today());
        let found = self.moments(statement, 0, moment)?;
        let candidates = found
            .into_iter()
            .map(|(id, at)| self.candidate(id, self.walk.now.day_of(at), None, month));
        Ok(candidates.collect())
    }

    fn greeting(&self) -> Result<Vec<Candidate>> {
        let day = self.rule.greets_on(self.window.first, self.walk.book.feb29);
        let Some(day) = day.filter(|day| self.window.holds(*day)) else {
            return Ok(Vec::new());
        };
        let statement = match self.rule.list.as_deref() {
            None => OF_ALL,
            Some("grade") => OF_GRADE,
            Some("tier") => OF_TIER,
            Some("tag") => OF_TAG,
            Some(_) => return Ok(Vec::new()),
        };
        let values = params![self.owner, self.rule.value, self.walk.most];
        let ids: Vec<i64> = sql::all(self.walk.conn, statement, values, |row| row.get(0))?;
        let of = Unwritten::Holiday(day);
        let candidates = ids.into_iter().map(|id| self.candidate(id, day, None, of));
        Ok(candidates.collect())
    }
}

#[cfg(test)]
mod tests;
