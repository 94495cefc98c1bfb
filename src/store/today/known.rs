//! Everything that reasons follow from, read for a handful of customers at once, and what a row
//! shows beside them. Must not know which reasons there are.

use std::collections::BTreeMap;

use rusqlite::{Connection, Row, named_params, params};

use super::super::authorise::{Actor, in_team};
use super::super::find::{Scopes, json};
use super::super::sql;
use crate::domain::birthday::{Birthday, Calendar};
use crate::domain::customer::Sight;
use crate::domain::customer::tag::codes;
use crate::domain::ids::{CallId, StaffId};
use crate::domain::ringing::{self, CallState};
use crate::domain::time::{Day, Instant, Now};
use crate::domain::today::{Assigned, Facts, FactsCall, FactsDate, Plan, Settlement, Supplied};
use crate::error::Result;

/// A call that nobody logged is asked for no longer.
const CALLS_KEPT_MS: i64 = 100 * 24 * 60 * 60 * 1000;

/// A customer as a list shows them.
#[derive(Debug, Clone, Default)]
pub(super) struct Known {
    pub(super) facts: Facts,
    pub(super) code: String,
    pub(super) name: String,
    /// Digits, where the asker may see them.
    pub(super) number: Option<String>,
    pub(super) owner: Option<(StaffId, String)>,
    pub(super) last_said: Option<String>,
}

/// Whose calls count.
#[derive(Debug, Clone, Copy)]
pub(super) enum CallsAt<'c> {
    /// At anybody's extension.
    Anybody,
    /// At the extensions of these people alone; none: at one that nobody has.
    These(&'c [Option<i64>]),
}

/// What is known of these customers; void ones are left out.
pub(super) fn gather(
    conn: &Connection,
    actor: &Actor,
    ids: &[i64],
    calls: CallsAt<'_>,
    now: Now,
) -> Result<BTreeMap<i64, Known>> {
    let mut found = customers(conn, actor, ids)?;
    let ids = json(ids);
    for (id, date) in sql::all(conn, DATES, [&ids], date)? {
        if let Some(known) = found.get_mut(&id) {
            known.facts.dates.push(date);
        }
    }
    let since = now.at.0.saturating_sub(CALLS_KEPT_MS);
    for (id, staff, call) in sql::all(conn, CALLS, params![ids, since], |row| call(row, now))? {
        let counts = match calls {
            CallsAt::Anybody => true,
            CallsAt::These(people) => people.contains(&staff),
        };
        if let (Some(known), Some(call), true) = (found.get_mut(&id), call, counts) {
            known.facts.calls.push(call);
        }
    }
    for (id, assigned) in sql::all(conn, ASSIGNED, [&ids], assigned)? {
        if let Some(known) = found.get_mut(&id) {
            known.facts.assigned = Some(assigned);
        }
    }
    for (id, supply) in sql::all(conn, SUPPLIES, [&ids], supplied)? {
        if let Some(known) = found.get_mut(&id) {
            known.facts.supplies.push(supply);
        }
    }
    for (id, settlement) in sql::all(conn, SETTLED, [&ids], settlement)? {
        if let Some(known) = found.get_mut(&id) {
            known.facts.settled.push(settlement);
        }
    }
    Ok(found)
}

pub(super) const CUSTOMERS: &str = concat!(
    "SELECT c.id, c.code, c.name, c.primary_phone, c.owner_id, s.name, c.tier, c.grade,
    c.created_at, c.last_contact_at, c.next_contact_on, c.next_contact_at, c.next_contact_by,
    c.last_purchase_at, c.quiet_at, c.complained_at, c.balance_due, c.unpaid_at,
    (SELECT note FROM interaction i WHERE i.customer_id = c.id AND i.at = c.last_contact_at
       AND i.kind NOT IN ('competitor', 'secondary') ORDER BY i.id DESC LIMIT 1),
    c.owner_id IS :me, c.tag, :team AND ",
    in_team!(),
    ", c.planned_at, c.held, c.held_since, c.followed_at FROM customer c LEFT JOIN staff s ON s.id = c.owner_id
  WHERE c.id IN (SELECT value FROM json_each(:ids)) AND c.state = 'active'"
);

fn customers(conn: &Connection, actor: &Actor, ids: &[i64]) -> Result<BTreeMap<i64, Known>> {
    let scopes = Scopes::read(conn, actor)?;
    let values = named_params! {
        ":ids": json(ids), ":me": actor.id.0, ":team": scopes.ask_for_team(),
    };
    let rows = sql::all(conn, CUSTOMERS, values, |row| {
        let team: Option<bool> = row.get(21)?;
        Ok((
            row.get(0)?,
            customer(row)?,
            row.get(19)?,
            team == Some(true),
        ))
    })?;
    let mut found = BTreeMap::new();
    for (id, mut known, own, team) in rows {
        if scopes.sight(own, team, || Ok(false))? < Sight::Full {
            known.number = None;
        }
        found.insert(id, known);
    }
    Ok(found)
}

fn customer(row: &Row<'_>) -> rusqlite::Result<Known> {
    let instant = |column: usize| row.get(column).map(|at: Option<i64>| at.map(Instant));
    let owner: Option<i64> = row.get(4)?;
    let owner_name: Option<String> = row.get(5)?;
    let next_on: Option<Day> = row.get(10)?;
    let next_at = instant(11)?;
    let by: Option<i64> = row.get(12)?;
    let made = instant(22)?;
    let tags: Option<String> = row.get(20)?;
    Ok(Known {
        code: row.get(1)?,
        name: row.get(2)?,
        number: row.get(3)?,
        owner: owner.map(|owner| (StaffId(owner), owner_name.unwrap_or_default())),
        last_said: row.get(18)?,
        facts: Facts {
            tier: row.get(6)?,
            grade: row.get(7)?,
            tags: tags
                .as_deref()
                .map(codes)
                .into_iter()
                .flatten()
                .map(str::to_owned)
                .collect(),
            created_at: Instant(row.get(8)?),
            last_contact_at: instant(9)?,
            followed_at: instant(25)?,
            plan: next_on.zip(made).map(|(on, made)| Plan {
                on,
                at: next_at,
                by: by.map(StaffId),
                made,
            }),
            last_purchase_at: instant(13)?,
            quiet_at: instant(14)?,
            complained_at: instant(15)?,
            balance_due: row.get(16)?,
            unpaid_at: instant(17)?,
            held: row.get(23)?,
            held_since: instant(24)?,
            ..Facts::default()
        },
    })
}

pub(super) const DATES: &str =
    "SELECT d.customer_id, d.id, d.kind, m.name, d.calendar = 'lunar', d.year,
    d.month, d.day, d.leap
  FROM customer_date d LEFT JOIN family_member m ON m.id = d.member_id
  WHERE d.customer_id IN (SELECT value FROM json_each(?1))";

fn date(row: &Row<'_>) -> rusqlite::Result<(i64, FactsDate)> {
    let lunar: bool = row.get(4)?;
    let date = FactsDate {
        id: row.get(1)?,
        kind: row.get(2)?,
        whose: row.get(3)?,
        date: Birthday {
            calendar: if lunar {
                Calendar::Lunar
            } else {
                Calendar::Solar
            },
            year: row.get(5)?,
            month: row.get(6)?,
            day: row.get(7)?,
            leap: row.get(8)?,
        },
    };
    Ok((row.get(0)?, date))
}

// A call that rang at several desks and was answered at one of them is missed nowhere.
pub(super) const CALLS: &str =
    "SELECT p.customer_id, k.staff_id, k.id, k.number, k.rang_at, k.answered_at,
    k.ended_at, k.told_at
  FROM customer_phone p CROSS JOIN call k ON k.digits = p.digits
  WHERE p.customer_id IN (SELECT value FROM json_each(?1))
    AND k.interaction_id IS NULL AND k.told_at > ?2
    AND (k.answered_at IS NOT NULL OR NOT EXISTS
      (SELECT 1 FROM call o WHERE o.call_id = k.call_id AND o.answered_at IS NOT NULL))
  GROUP BY p.customer_id, k.id";

/// The customer, whose extension it rang at, and the call, if it is over.
type Called = (i64, Option<i64>, Option<FactsCall>);

fn call(row: &Row<'_>, now: Now) -> rusqlite::Result<Called> {
    Ok((row.get(0)?, row.get(1)?, open_call(row, 2, now)?))
}

/// The call in these columns (id, number, rang, answered, ended, told), if it is over.
pub(super) fn open_call(
    row: &Row<'_>,
    first: usize,
    now: Now,
) -> rusqlite::Result<Option<FactsCall>> {
    let time = |column: usize| {
        row.get::<_, Option<i64>>(first + column)
            .map(|at| at.map(Instant))
    };
    let told = ringing::Facts {
        rang_at: time(2)?,
        answered_at: time(3)?,
        ended_at: time(4)?,
        ..ringing::Facts::default()
    };
    let spoken_at = match told.state(now.at) {
        CallState::Ringing | CallState::Talking => return Ok(None),
        CallState::Missed => None,
        CallState::Ended | CallState::Unknown => told.ended_at.or(told.answered_at),
    };
    let told_at = Instant(row.get(first + 5)?);
    Ok(Some(FactsCall {
        id: CallId(row.get(first)?),
        at: told.rang_at.or(told.answered_at).unwrap_or(told_at),
        spoken_at,
        number: row.get(first + 1)?,
    }))
}

pub(super) const ASSIGNED: &str = "SELECT c.id, a.id, a.at, a.from_id
  FROM customer c CROSS JOIN assignment a ON a.id =
    (SELECT id FROM assignment WHERE customer_id = c.id ORDER BY at DESC, id DESC LIMIT 1)
  WHERE c.id IN (SELECT value FROM json_each(?1))
    AND a.owner_id IS c.owner_id AND a.entered = 0";

fn assigned(row: &Row<'_>) -> rusqlite::Result<(i64, Assigned)> {
    let assigned = Assigned {
        id: row.get(1)?,
        at: Instant(row.get(2)?),
        from: row.get::<_, Option<i64>>(3)?.map(StaffId),
    };
    Ok((row.get(0)?, assigned))
}

pub(super) const SUPPLIES: &str =
    "SELECT s.customer_id, s.product_id, p.name, s.bought_on, s.runs_out_on,
    s.quantity, s.cycle_days, s.users, s.intervals, s.earliest, s.latest
  FROM supply s JOIN product p ON p.id = s.product_id
  WHERE s.customer_id IN (SELECT value FROM json_each(?1))";

fn supplied(row: &Row<'_>) -> rusqlite::Result<(i64, Supplied)> {
    let intervals: String = row.get(8)?;
    let supplied = Supplied {
        product_id: row.get(1)?,
        product: row.get(2)?,
        bought_on: row.get(3)?,
        runs_out_on: row.get(4)?,
        quantity: row.get(5)?,
        cycle_days: row.get(6)?,
        users: row.get(7)?,
        intervals: intervals
            .split(' ')
            .filter_map(|days| days.parse().ok())
            .collect(),
        earliest: row.get(9)?,
        latest: row.get(10)?,
    };
    Ok((row.get(0)?, supplied))
}

pub(super) const SETTLED: &str =
    "SELECT customer_id, rule, occurrence, until FROM reason_settlement
  WHERE customer_id IN (SELECT value FROM json_each(?1))";

fn settlement(row: &Row<'_>) -> rusqlite::Result<(i64, Settlement)> {
    let settlement = Settlement {
        rule: row.get(1)?,
        occurrence: row.get(2)?,
        until: row.get(3)?,
    };
    Ok((row.get(0)?, settlement))
}
