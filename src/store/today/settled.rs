//! What was settled of an owner's customers, as far as it can still matter: two ranges of an
//! index. Must not know which reasons there are.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveTime;
use rusqlite::{Connection, Row, params};

use super::super::sql;
use crate::domain::time::{Day, Now};
use crate::domain::today::occurrence::Unwritten;
use crate::domain::today::{Kind, Rulebook, later};
use crate::error::Result;

// What a call settled matters as long as its day can show; what a hand settled, for good.
pub(super) const BY_CALL: &str =
    "SELECT customer_id, rule, occurrence, until FROM reason_settlement
  WHERE owner_id IS ?1 AND at >= ?2 AND customer_id IS NOT NULL";
pub(super) const BY_HAND: &str =
    "SELECT customer_id, rule, occurrence, until FROM reason_settlement
  WHERE owner_id IS ?1 AND customer_id IS NOT NULL AND interaction_id IS NULL";
pub(super) const LATER: &str = "SELECT 1 FROM reason_settlement
  WHERE customer_id = ?1 AND rule = ?2 AND occurrence = ?3";

pub(super) const SNOOZED: &str = "SELECT customer_id FROM reason_settlement
  WHERE owner_id IS ?1 AND until IS NOT NULL AND until <= ?2 AND customer_id IS NOT NULL";

/// Customers of an owner of whom something comes again today.
pub(super) fn back(conn: &Connection, owner: Option<i64>, today: Day) -> Result<Vec<i64>> {
    sql::all(conn, SNOOZED, params![owner, today.to_string()], |row| {
        row.get(0)
    })
}

/// Whether an occurrence is dealt with, whatever else is known.
pub(super) fn is_settled(
    conn: &Connection,
    customer: i64,
    rule: &str,
    occurrence: &str,
) -> Result<bool> {
    sql::exists(conn, LATER, params![customer, rule, occurrence])
}

/// Occurrences that are dealt with, by customer and rule.
pub(super) struct Settled<'c> {
    conn: &'c Connection,
    by: HashMap<i64, Vec<(String, String)>>,
    /// Customers of whom something comes again today.
    pub(super) back: BTreeSet<i64>,
}

impl Settled<'_> {
    /// Of an owner's customers.
    pub(super) fn of<'c>(
        conn: &'c Connection,
        owner: Option<i64>,
        book: &Rulebook,
        now: Now,
    ) -> Result<Settled<'c>> {
        let read = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?));
        let since = now.at_local(later(now.today(), -horizon(book)), NaiveTime::MIN);
        let mut rows: Vec<(i64, String, String, Option<Day>)> =
            sql::all(conn, BY_CALL, params![owner, since.0], read)?;
        rows.extend(sql::all(conn, BY_HAND, [owner], read)?);
        let mut settled = Settled {
            conn,
            by: HashMap::new(),
            back: BTreeSet::new(),
        };
        for (customer, rule, occurrence, until) in rows {
            if until.is_some_and(|until| until <= now.today()) {
                settled.back.insert(customer);
            }
            let of = settled.by.entry(customer).or_default();
            of.push((rule, occurrence));
        }
        Ok(settled)
    }

    /// Whether an occurrence is dealt with.
    pub(super) fn holds(
        &self,
        customer: i64,
        (rule, kind): (&str, Kind),
        occurrence: Unwritten,
    ) -> Result<bool> {
        let known = self.by.get(&customer).is_some_and(|of| {
            let occurrence = occurrence.written();
            of.iter()
                .any(|(code, which)| code == rule && *which == occurrence)
        });
        // A debt and held goods show for as long as it takes: the call that settled them may be
        // long ago.
        if known || !matches!(kind, Kind::BalanceDue | Kind::HeldLong) {
            return Ok(known);
        }
        is_settled(self.conn, customer, rule, &occurrence.written())
    }
}

/// Days back for which what a call settled can show. What the call itself ends (silence, a promise,
/// a greeting) does not come back by itself.
fn horizon(book: &Rulebook) -> i64 {
    let rules = book.rules.iter().filter(|rule| {
        !matches!(
            rule.kind,
            Kind::Silent
                | Kind::NextContact
                | Kind::New
                | Kind::Transferred
                | Kind::MissedCall
                | Kind::NotLogged
                | Kind::BalanceDue
                | Kind::HeldLong
        )
    });
    let longest = rules.map(|rule| match rule.kind {
        Kind::Watch => 31,
        _ => rule.before.saturating_add(rule.after).min(400),
    });
    longest.max().unwrap_or(0) + 1
}
