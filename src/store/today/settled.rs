//! What was dealt with of an owner's customers, as far as it can still matter. Must not know which
//! reasons there are.

use std::collections::HashMap;

use chrono::NaiveTime;
use rusqlite::{Connection, Row, params};

use super::super::sql;
use super::walk::Candidate;
use crate::domain::time::{Day, Now};
use crate::domain::today::{Kind, Rule, Rulebook, later, longest_back};
use crate::error::Result;

/// Days for which what calls settled is read at once. The business changes its windows, so that what
/// shows today may have been settled any time since it began: what began earlier is asked one by one.
const AT_ONCE: i64 = 35;

// What calls settled lately, and what a hand did, whenever that was.
pub(super) const BY_CALL: &str =
    "SELECT customer_id, rule, occurrence, until FROM reason_settlement
  WHERE owner_id IS ?1 AND at >= ?2 AND customer_id IS NOT NULL";
pub(super) const BY_HAND: &str =
    "SELECT customer_id, rule, occurrence, until FROM reason_settlement
  WHERE owner_id IS ?1 AND customer_id IS NOT NULL AND interaction_id IS NULL";
// What was put off until today or before is due again.
pub(super) const EARLIER: &str = "SELECT 1 FROM reason_settlement
  WHERE customer_id = ?1 AND rule = ?2 AND occurrence = ?3 AND (until IS NULL OR until > ?4)";
pub(super) const BACK: &str = "SELECT customer_id FROM reason_settlement
  WHERE owner_id IS ?1 AND until IS NOT NULL AND until BETWEEN ?2 AND ?3
    AND customer_id IS NOT NULL";

/// Customers of an owner of whom something came again and may show, outside its window too.
pub(super) fn back(
    conn: &Connection,
    owner: Option<i64>,
    book: &Rulebook,
    today: Day,
) -> Result<Vec<i64>> {
    let first = later(today, -longest_back(book));
    let values = params![owner, first.to_string(), today.to_string()];
    sql::all(conn, BACK, values, |row| row.get(0))
}

/// Whether an occurrence is dealt with today.
pub(super) fn is_settled(
    conn: &Connection,
    customer: i64,
    (rule, occurrence): (&str, &str),
    today: Day,
) -> Result<bool> {
    let values = params![customer, rule, occurrence, today.to_string()];
    sql::exists(conn, EARLIER, values)
}

/// Occurrences that are dealt with today, by customer and rule.
pub(super) struct Settled<'c> {
    conn: &'c Connection,
    now: Now,
    /// What calls settled on this day and later is known.
    since: Day,
    by: HashMap<i64, Vec<(String, String)>>,
}

impl Settled<'_> {
    /// Of an owner's customers.
    pub(super) fn of<'c>(
        conn: &'c Connection,
        owner: Option<i64>,
        now: Now,
    ) -> Result<Settled<'c>> {
        let today = now.today();
        let since = later(today, -AT_ONCE);
        let first = now.at_local(since, NaiveTime::MIN);
        let read = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?));
        let mut rows: Vec<(i64, String, String, Option<Day>)> =
            sql::all(conn, BY_CALL, params![owner, first.0], read)?;
        rows.extend(sql::all(conn, BY_HAND, [owner], read)?);
        let mut by: HashMap<i64, Vec<(String, String)>> = HashMap::new();
        for (customer, rule, occurrence, until) in rows {
            if until.is_none_or(|until| until > today) {
                by.entry(customer).or_default().push((rule, occurrence));
            }
        }
        Ok(Settled {
            conn,
            now,
            since,
            by,
        })
    }

    /// Whether what was found by index is dealt with.
    pub(super) fn holds(&self, rule: &Rule, one: &Candidate) -> Result<bool> {
        let known = self.by.get(&one.customer);
        let earlier = self.may_be_earlier(rule, one);
        if known.is_none() && !earlier {
            return Ok(false);
        }
        let occurrence = one.occurrence.written();
        let same = |(code, which): &(String, String)| *code == rule.code && *which == occurrence;
        if known.is_some_and(|of| of.iter().any(same)) {
            return Ok(true);
        }
        let of = (rule.code.as_str(), occurrence.as_str());
        Ok(earlier && is_settled(self.conn, one.customer, of, self.now.today())?)
    }

    /// Whether a call may have settled it before those that were read.
    fn may_be_earlier(&self, rule: &Rule, one: &Candidate) -> bool {
        // The call that settles a silence ends it.
        if rule.kind == Kind::Silent {
            return false;
        }
        let began = one.occurrence.began(self.now).unwrap_or(one.due_on);
        began <= self.since
    }
}
