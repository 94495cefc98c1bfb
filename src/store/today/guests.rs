//! Who is on somebody's list without being their customer: those who rang them, those whom they
//! promised to call back at a time, and numbers that nobody has. Must not know other reasons.

use std::collections::BTreeSet;

use rusqlite::{Connection, Row, params};

use super::super::sql;
use super::known;
use crate::domain::time::{Instant, Now};
use crate::domain::today::{Facts, FactsCall, Kind, Rulebook, Settlement, Window};
use crate::error::Result;

pub(super) const OPEN: &str =
    "SELECT k.id, k.number, k.rang_at, k.answered_at, k.ended_at, k.told_at, k.digits,
    k.name
  FROM call k
  WHERE k.staff_id IS ?1 AND k.interaction_id IS NULL AND k.told_at >= ?2
    AND (k.answered_at IS NOT NULL OR NOT EXISTS
      (SELECT 1 FROM call o WHERE o.call_id = k.call_id AND o.answered_at IS NOT NULL))
  ORDER BY k.told_at DESC";
pub(super) const OF_NUMBER: &str = "SELECT DISTINCT c.id, c.owner_id IS ?2
  FROM customer_phone p CROSS JOIN customer c ON c.id = p.customer_id
  WHERE p.digits = ?1 AND c.state = 'active' ORDER BY c.id";
pub(super) const PROMISED: &str = "SELECT id FROM customer
  WHERE next_contact_by = ?1 AND next_contact_at < ?2
    AND state = 'active' AND owner_id IS NOT ?1";
// What was put off comes back, however long ago it rang.
pub(super) const PUT_OFF: &str = "SELECT k.id, k.number, k.rang_at, k.answered_at, k.ended_at,
    k.told_at, k.digits, k.name
  FROM reason_settlement s CROSS JOIN call k ON k.id = CAST(s.occurrence AS INTEGER)
  WHERE s.owner_id IS ?1 AND s.until IS NOT NULL AND s.until <= ?2 AND s.customer_id IS NULL
    AND k.interaction_id IS NULL AND k.told_at < ?3";
pub(super) const SETTLED: &str = "SELECT rule, occurrence, until FROM reason_settlement
  WHERE customer_id IS NULL AND rule = ?1 AND occurrence = ?2";

/// A number that rang and that nobody has.
pub(super) struct Unknown {
    pub(super) digits: Option<String>,
    pub(super) name: Option<String>,
    /// The calls alone.
    pub(super) facts: Facts,
}

/// Who rang, and who was promised something.
#[derive(Default)]
pub(super) struct Guests {
    /// Customers for whose calls a row is due, their own or not.
    pub(super) rang: BTreeSet<i64>,
    /// Somebody else's customers who were promised a time.
    pub(super) promised: BTreeSet<i64>,
    /// Numbers that nobody has.
    pub(super) unknown: Vec<Unknown>,
}

/// Those of one person (none: of the extensions that nobody has).
pub(super) fn guests(
    conn: &Connection,
    staff: Option<i64>,
    book: &Rulebook,
    now: Now,
) -> Result<Guests> {
    let mut guests = Guests::default();
    let windows = |kinds: &[Kind]| {
        let of = book.rules.iter().filter(|rule| kinds.contains(&rule.kind));
        let windows: Vec<(Instant, Instant)> = of
            .map(|rule| Window::of(rule, now.today()).moments(0, now))
            .collect();
        let first = windows.iter().map(|window| window.0).min();
        first.zip(windows.iter().map(|window| window.1).max())
    };
    if let Some((first, _)) = windows(&[Kind::MissedCall, Kind::NotLogged]) {
        for (call, digits, name) in calls(conn, staff, first, now)? {
            rang(conn, staff, (call, digits, name), &mut guests)?;
        }
    }
    if let (Some(staff), Some((_, last))) = (staff, windows(&[Kind::NextContact])) {
        let values = params![staff, last.0];
        guests
            .promised
            .extend(sql::all(conn, PROMISED, values, |row| {
                row.get::<_, i64>(0)
            })?);
    }
    for unknown in &mut guests.unknown {
        settled(conn, unknown, book)?;
    }
    Ok(guests)
}

type Rang = (FactsCall, Option<String>, Option<String>);

fn calls(conn: &Connection, staff: Option<i64>, since: Instant, now: Now) -> Result<Vec<Rang>> {
    let read = |row: &Row<'_>| Ok((known::open_call(row, 0, now)?, row.get(6)?, row.get(7)?));
    let mut found = sql::all(conn, OPEN, params![staff, since.0], read)?;
    let values = params![staff, now.today().to_string(), since.0];
    found.extend(sql::all(conn, PUT_OFF, values, read)?);
    let over = found
        .into_iter()
        .filter_map(|(call, digits, name)| Some((call?, digits, name)));
    Ok(over.collect())
}

/// Whose number it was: one's own customers', else the first who has it; else it is unknown.
fn rang(
    conn: &Connection,
    staff: Option<i64>,
    (call, digits, name): Rang,
    guests: &mut Guests,
) -> Result<()> {
    let found: Vec<(i64, bool)> = match &digits {
        Some(digits) => sql::all(conn, OF_NUMBER, params![digits, staff], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?,
        None => Vec::new(),
    };
    let own: Vec<i64> = found.iter().filter(|one| one.1).map(|one| one.0).collect();
    match (own.is_empty(), found.first()) {
        (false, _) => guests.rang.extend(own),
        (true, Some((first, _))) => drop(guests.rang.insert(*first)),
        (true, None) => {
            let known = guests.unknown.iter_mut();
            let same = |unknown: &&mut Unknown| digits.is_some() && unknown.digits == digits;
            match known.into_iter().find(same) {
                Some(unknown) => unknown.facts.calls.push(call),
                None => guests.unknown.push(Unknown {
                    digits,
                    name,
                    facts: Facts {
                        calls: vec![call],
                        ..Facts::default()
                    },
                }),
            }
        }
    }
    Ok(())
}

/// What was done with the calls of an unknown number.
fn settled(conn: &Connection, unknown: &mut Unknown, book: &Rulebook) -> Result<()> {
    for call in &unknown.facts.calls {
        let calls = |kind: Kind| matches!(kind, Kind::MissedCall | Kind::NotLogged);
        for rule in book.rules.iter().filter(|rule| calls(rule.kind)) {
            let values = params![rule.code, call.id.to_string()];
            let found = sql::one(conn, SETTLED, values, |row| {
                Ok(Settlement {
                    rule: row.get(0)?,
                    occurrence: row.get(1)?,
                    until: row.get(2)?,
                })
            })?;
            unknown.facts.settled.extend(found);
        }
    }
    Ok(())
}
