//! The over-contact guard over stored customers: a few index pages for each, however long their
//! history. Must not know what follows from a warning.

use std::collections::BTreeMap;

use rusqlite::{Connection, params};

use super::{Reader, choice, reason, setting, sql};
use crate::domain::ids::CustomerId;
use crate::domain::interaction::{Choice, HEARD};
use crate::domain::time::Now;
use crate::domain::today::hours::Hours;
use crate::domain::today::{Guard, Rulebook, guard};
use crate::error::Result;

/// Contacts are counted up to so many: their index entries are on one or two pages.
const COUNTED: i64 = 60;

const CUSTOMER: &str = "SELECT grade, do_not_call, preferred_time FROM customer WHERE id = ?1";
const CONTACTS: &str = "SELECT count(*) FROM (SELECT 1 FROM interaction
    WHERE customer_id = ?1 AND at BETWEEN ?2 AND ?3 AND kind NOT IN (?4, ?5) LIMIT ?6)";

/// What the guard says of a customer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Held {
    /// Contacts in the last 30 days, today included; counted up to 60.
    pub contacts_30d: u32,
    /// Why it is better not to call now; empty: nothing speaks against it.
    pub guard: Vec<Guard>,
}

/// What the guard says of customers, in their order. Whoever asks has made sure that they may be
/// seen.
pub fn of(conn: &Connection, customers: &[CustomerId], now: Now) -> Result<Vec<Held>> {
    let lawful = setting::value(conn, setting::find(setting::CALL_HOURS)?)?;
    let lawful = Hours::read(&lawful);
    let book = Rulebook {
        cadence: reason::cadence_of(conn)?,
        ..Rulebook::default()
    };
    let times = choice::of(conn, "preferred_time")?;
    let preferred: BTreeMap<&str, Hours> = times
        .iter()
        .filter_map(|time| Some((time.code.as_str(), hours(time)?)))
        .collect();
    let since = guard::since(now);
    let one = |id: &CustomerId| {
        let row = sql::one(conn, CUSTOMER, [id.0], |row| {
            Ok((
                row.get::<_, Option<String>>(0)?,
                row.get(1)?,
                row.get::<_, Option<String>>(2)?,
            ))
        })?;
        let Some((grade, do_not_call, time)) = row else {
            return Ok(Held::default());
        };
        let values = params![id.0, since.0, now.at.0, HEARD[0], HEARD[1], COUNTED];
        let contacts = sql::one(conn, CONTACTS, values, |row| row.get(0))?.unwrap_or(0);
        let cadence = book.cadence(grade.as_deref());
        let of = guard::Guarded {
            contacts,
            most: cadence.map(|cadence| u32::try_from(cadence.most).unwrap_or(u32::MAX)),
            do_not_call,
            preferred: time.as_deref().and_then(|time| preferred.get(time)),
        };
        Ok(Held {
            contacts_30d: contacts,
            guard: guard::guard(&of, lawful.as_ref(), now),
        })
    };
    customers.iter().map(one).collect()
}

/// The same of one customer who is on screen.
pub fn of_one(reader: &Reader, customer: CustomerId, now: Now) -> Result<Held> {
    let held = of(reader.conn(), &[customer], now)?;
    Ok(held.into_iter().next().unwrap_or_default())
}

/// The hours that a value of the list means: its labels are the business's, its code is ours.
fn hours(time: &Choice) -> Option<Hours> {
    [&time.zh, &time.en, &time.code]
        .into_iter()
        .find_map(|text| Hours::read(text))
}
