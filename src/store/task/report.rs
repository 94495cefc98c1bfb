//! What people have done in a period: counted by index, one person after the other. Must not know
//! how it is shown.

use std::collections::HashMap;
use std::ops::Range;

use rusqlite::{Connection, params};

use super::super::authorise::{self, Actor, scope_number};
use super::super::{Reader, sql};
use crate::domain::ids::StaffId;
use crate::domain::interaction::HEARD;
use crate::domain::staff::{Operation, Scope};
use crate::domain::task::{Assessed, Named, Work};
use crate::domain::time::Instant;
use crate::error::Result;

/// Those whom the actor oversees, unit by unit; who is disabled too, if there is something to tell.
const PEOPLE: &str = "WITH RECURSIVE below (id) AS (
    SELECT unit_id FROM staff WHERE id = ?1
    UNION SELECT u.id FROM org_unit u JOIN below b ON u.under_id = b.id)
  SELECT s.id, s.login, s.name, u.code, u.name, s.active FROM staff s
  LEFT JOIN org_unit u ON u.id = s.unit_id
  WHERE s.role <> 'exchange' AND (s.id = ?1 OR ?2 = 2
    OR (?2 = 1 AND s.unit_id IN (SELECT id FROM below)))
  ORDER BY u.code IS NULL, u.code, s.login";

/// Their units.
const UNITS: &str = "WITH RECURSIVE below (id) AS (
    SELECT unit_id FROM staff WHERE id = ?1
    UNION SELECT u.id FROM org_unit u JOIN below b ON u.under_id = b.id)
  SELECT id, code, name FROM org_unit
  WHERE ?2 = 2 OR (?2 = 1 AND id IN (SELECT id FROM below))";

/// The work of everybody whom the actor oversees, their own at least, and after a unit's people what
/// nobody of it has taken yet, if there is such a task.
pub fn report(
    reader: &Reader,
    actor: &Actor,
    period: &Range<Instant>,
    now: Instant,
) -> Result<Vec<Assessed>> {
    let conn = reader.conn();
    let scope = authorise::scope(conn, actor, Operation::Oversee)?;
    let people = sql::all(
        conn,
        PEOPLE,
        params![actor.id.0, scope_number(scope)],
        |row| {
            let unit: Option<String> = row.get(3)?;
            let named: Option<String> = row.get(4)?;
            let assessed = Assessed {
                person: Some(Named {
                    id: StaffId(row.get(0)?),
                    login: row.get(1)?,
                    name: row.get(2)?,
                }),
                unit: unit.zip(named),
                work: Work::default(),
            };
            Ok((assessed, row.get::<_, bool>(5)?))
        },
    )?;
    let mut report = Vec::with_capacity(people.len());
    for (mut assessed, active) in people {
        if let Some(person) = &assessed.person {
            assessed.work = work(conn, person.id, period, now)?;
        }
        if active || !assessed.work.is_empty() {
            report.push(assessed);
        }
    }
    report.extend(waiting(conn, actor, scope, period, now)?);
    let place = |one: &Assessed| (one.unit.is_none(), one.unit.clone(), one.person.is_none());
    report.sort_by_key(place);
    Ok(report)
}

pub(super) const UNTAKEN_GIVEN: &str = "SELECT unit_id, count(*) FROM task
  WHERE assignee_id IS NULL AND given_at >= ?1 AND given_at < ?2 GROUP BY unit_id";
/// What was done has somebody, who did it.
pub(super) const UNTAKEN_ENDED: &str = "SELECT unit_id, count(*) FROM task
  WHERE assignee_id IS NULL AND state <> 'open' AND closed_at >= ?1 AND closed_at < ?2
  GROUP BY unit_id";
pub(super) const UNTAKEN_OPEN: &str = "SELECT count(*), coalesce(sum(late_at <= ?2), 0) FROM task
  WHERE assignee_id IS NULL AND unit_id = ?1 AND state = 'open'";

/// What nobody of a unit has taken yet.
fn waiting(
    conn: &Connection,
    actor: &Actor,
    scope: Scope,
    period: &Range<Instant>,
    now: Instant,
) -> Result<Vec<Assessed>> {
    let within = params![period.start.0, period.end.0];
    let by_unit = |row: &rusqlite::Row<'_>| Ok((row.get::<_, i64>(0)?, count(row, 1)?));
    let given: HashMap<i64, usize> = sql::all(conn, UNTAKEN_GIVEN, within, by_unit)?
        .into_iter()
        .collect();
    let cancelled: HashMap<i64, usize> = sql::all(conn, UNTAKEN_ENDED, within, by_unit)?
        .into_iter()
        .collect();
    let reach = params![actor.id.0, scope_number(scope)];
    let units = sql::all(conn, UNITS, reach, |row| {
        Ok((row.get::<_, i64>(0)?, (row.get(1)?, row.get(2)?)))
    })?;
    let mut waiting = Vec::new();
    for (id, unit) in units {
        let open = sql::one(conn, UNTAKEN_OPEN, params![id, now.0], two)?;
        let (open, overdue) = open.unwrap_or_default();
        let work = Work {
            given: given.get(&id).copied().unwrap_or(0),
            cancelled: cancelled.get(&id).copied().unwrap_or(0),
            open,
            overdue,
            ..Work::default()
        };
        if !work.is_empty() {
            waiting.push(Assessed {
                person: None,
                unit: Some(unit),
                work,
            });
        }
    }
    Ok(waiting)
}

pub(super) const GIVEN: &str =
    "SELECT count(*) FROM task WHERE assignee_id = ?1 AND given_at >= ?2 AND given_at < ?3";
pub(super) const ENDED: &str = "SELECT state, given_at, closed_at, late_at FROM task
  WHERE assignee_id = ?1 AND state <> 'open' AND closed_at >= ?2 AND closed_at < ?3";
pub(super) const OPEN: &str = "SELECT count(*), coalesce(sum(late_at <= ?2), 0) FROM task
  WHERE assignee_id = ?1 AND state = 'open'";
pub(super) const CONTACTS: &str = "SELECT kind, disposition, count(*) FROM interaction
  WHERE staff_id = ?1 AND at >= ?2 AND at < ?3 GROUP BY kind, disposition";

fn work(conn: &Connection, who: StaffId, period: &Range<Instant>, now: Instant) -> Result<Work> {
    let mut work = Work::default();
    let within = params![who.0, period.start.0, period.end.0];
    work.given = sql::one(conn, GIVEN, within, |row| count(row, 0))?.unwrap_or(0);
    let ended = sql::all(conn, ENDED, within, |row| {
        Ok((
            row.get::<_, String>(0)? == "done",
            row.get::<_, i64>(1)?,
            row.get::<_, i64>(2)?,
            row.get::<_, i64>(3)?,
        ))
    })?;
    for (done, given, closed, late) in ended {
        match done {
            false => work.cancelled += 1,
            true if closed < late => work.in_time += 1,
            true => work.late += 1,
        }
        if done {
            work.took.push(closed - given);
        }
    }
    let open = sql::one(conn, OPEN, params![who.0, now.0], two)?;
    (work.open, work.overdue) = open.unwrap_or_default();
    let contacts = sql::all(conn, CONTACTS, within, |row| {
        Ok((
            row.get::<_, String>(0)?,
            row.get::<_, Option<String>>(1)?,
            count(row, 2)?,
        ))
    })?;
    for (kind, disposition, count) in contacts {
        if HEARD.contains(&kind.as_str()) {
            continue;
        }
        work.contacts += count;
        if let Some(code) = disposition {
            *work.dispositions.entry(code).or_default() += count;
        }
    }
    Ok(work)
}

fn two(row: &rusqlite::Row<'_>) -> rusqlite::Result<(usize, usize)> {
    Ok((count(row, 0)?, count(row, 1)?))
}

fn count(row: &rusqlite::Row<'_>, at: usize) -> rusqlite::Result<usize> {
    Ok(usize::try_from(row.get::<_, i64>(at)?).unwrap_or(0))
}
