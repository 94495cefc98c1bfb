//! The one door of derived data: hot columns, run-outs and keys for search, recomputed from what is
//! stored, for one customer ([`customer`]) or for all ([`all`]), by the same pure functions.
//! Must not know who changed what.

mod all;
mod bulk;
mod facts;
pub(super) mod hours;
mod keys;
mod owners;
mod rules;
mod sorted;
mod supply;
mod sweep;
#[cfg(test)]
mod tests;

pub use all::{Difference, all, differences, differs};
pub use bulk::{
    Gathered, begin_bulk, finish_bulk, finish_if_pending, keep_index, pending, settle_file,
};
pub(super) use facts::{Facts, Number, OwnBirthday};
pub(super) use keys::Sources;
pub(super) use rules::{Source, terms};
pub(super) use supply::run_out_at;
pub use sweep::{Sweeper, sweep};

use rusqlite::types::Value;
use rusqlite::{Connection, params};

use super::sql;
use crate::domain::ids::CustomerId;
use crate::error::Result;
use rules::Hot;

/// Renews everything derived of one customer. Every write that touches a customer ends with it.
/// Writes only what differs. A customer who is void or no longer there loses their keys.
pub fn customer(conn: &Connection, id: CustomerId) -> Result<()> {
    renew(conn, id, true)
}

/// The same after nothing but a contact: what they bought lasts as long as before, and nobody
/// reads through it for every call that is logged.
pub(super) fn after_contact(conn: &Connection, id: CustomerId) -> Result<()> {
    renew(conn, id, false)
}

fn renew(conn: &Connection, id: CustomerId, supplies: bool) -> Result<()> {
    let facts = facts::gather(conn, id.0, id.0)?;
    let range = (id.0, id.0);
    if supplies {
        supply::renew(conn, range, supply::EVERY, &supply::owners(&facts))?;
    }
    owners::renew(conn, range)?;
    let Some(facts) = facts.first() else {
        return keys(conn, id.0, &Source::default());
    };
    let hot = rules::hot(facts);
    if hot != facts.stored {
        keep_hot(conn, id.0, &hot)?;
    }
    keys(conn, id.0, &rules::source(facts))
}

/// The hot columns that a customer can have from the beginning.
pub(super) const OF_A_NEWCOMER: [&str; 5] = [
    "primary_phone",
    "primary_member",
    "birth_md",
    "lunar_md",
    "lunar_leap",
];

/// What follows of a customer whose rows are about to be written: the values of
/// [`OF_A_NEWCOMER`], and what the keys are made from.
pub(super) fn newcomer(facts: &Facts) -> ([Value; 5], Source) {
    let hot = rules::hot(facts);
    let values = [
        hot.primary_phone.into(),
        hot.primary_member.into(),
        hot.birth_md.into(),
        hot.lunar_md.into(),
        hot.lunar_leap.into(),
    ];
    (values, rules::source(facts))
}

/// Adds the keys of customers who have none yet, sorted: those that stand together in the file go
/// in one after the other.
pub(super) fn add_keys(conn: &Connection, newcomers: &Sources) -> Result<()> {
    let (mut terms, mut suffixes) = (Vec::new(), Vec::new());
    for (id, source) in newcomers {
        let found = rules::terms(&source.names).into_iter();
        terms.extend(found.map(|(term, kind)| (term, *id, kind)));
        let found = rules::suffixes(&source.digits).into_iter();
        suffixes.extend(found.map(|suffix| (suffix, *id)));
    }
    terms.sort_unstable();
    suffixes.sort_unstable();
    all::insert_terms(conn, &terms)?;
    all::insert_suffixes(conn, &suffixes)
}

const HOT: &str = "UPDATE customer SET last_contact_at = ?2, last_purchase_at = ?3,
    purchase_count = ?4, balance_due = ?5, primary_phone = ?6, primary_member = ?7,
    birth_md = ?8, lunar_md = ?9, lunar_leap = ?10, next_contact_on = ?11,
    next_contact_at = ?12, next_contact_by = ?13, unpaid_at = ?14, quiet_at = ?15,
    complained_at = ?16, points = ?17, held = ?18, held_since = ?19,
    planned_at = ?20, first_sale_id = ?21, followed_at = ?22
  WHERE id = ?1";

fn keep_hot(conn: &Connection, id: i64, hot: &Hot) -> Result<()> {
    let values = params![
        id,
        hot.last_contact_at,
        hot.last_purchase_at,
        hot.purchase_count,
        hot.balance_due,
        hot.primary_phone,
        hot.primary_member,
        hot.birth_md,
        hot.lunar_md,
        hot.lunar_leap,
        hot.next_contact_on,
        hot.next_contact_at,
        hot.next_contact_by,
        hot.unpaid_at,
        hot.quiet_at,
        hot.complained_at,
        hot.points,
        hot.held,
        hot.held_since,
        hot.planned_at,
        hot.first_sale_id,
        hot.followed_at,
    ];
    sql::run(conn, HOT, values)?;
    Ok(())
}

const SOURCE: &str = "SELECT names, digits FROM key_source WHERE customer_id = ?1";
const KEEP_SOURCE: &str = "INSERT INTO key_source (customer_id, names, digits) VALUES (?1, ?2, ?3)
  ON CONFLICT (customer_id) DO UPDATE SET names = excluded.names, digits = excluded.digits";
const FORGET_SOURCE: &str = "DELETE FROM key_source WHERE customer_id = ?1";
const ADD_TERM: &str = "INSERT OR IGNORE INTO term (term, customer_id, kind) VALUES (?1, ?2, ?3)";
const DROP_TERM: &str = "DELETE FROM term WHERE term = ?1 AND customer_id = ?2 AND kind = ?3";
const ADD_SUFFIX: &str = "INSERT OR IGNORE INTO phone_suffix (suffix, customer_id) VALUES (?1, ?2)";
const DROP_SUFFIX: &str = "DELETE FROM phone_suffix WHERE suffix = ?1 AND customer_id = ?2";

/// Replaces the keys made from the old source by those of the new one, where they differ.
fn keys(conn: &Connection, id: i64, new: &Source) -> Result<()> {
    let old = sql::one(conn, SOURCE, [id], |row| {
        Ok(Source {
            names: row.get(0)?,
            digits: row.get(1)?,
        })
    })?;
    let old = old.unwrap_or_default();
    if old == *new {
        return Ok(());
    }
    replace_keys(conn, id, &old, new)
}

fn replace_keys(conn: &Connection, id: i64, old: &Source, new: &Source) -> Result<()> {
    let (before, after) = (rules::terms(&old.names), rules::terms(&new.names));
    for (term, kind) in missing(&before, &after) {
        sql::run(conn, DROP_TERM, params![term, id, kind])?;
    }
    for (term, kind) in missing(&after, &before) {
        sql::run(conn, ADD_TERM, params![term, id, kind])?;
    }
    let (before, after) = (rules::suffixes(&old.digits), rules::suffixes(&new.digits));
    for suffix in missing(&before, &after) {
        sql::run(conn, DROP_SUFFIX, params![suffix, id])?;
    }
    for suffix in missing(&after, &before) {
        sql::run(conn, ADD_SUFFIX, params![suffix, id])?;
    }
    if *new == Source::default() {
        sql::run(conn, FORGET_SOURCE, [id])?;
    } else {
        sql::run(conn, KEEP_SOURCE, params![id, new.names, new.digits])?;
    }
    Ok(())
}

/// The elements of a sorted list that another sorted list does not have.
fn missing<'a, T: Ord>(of: &'a [T], from: &'a [T]) -> impl Iterator<Item = &'a T> {
    of.iter().filter(|one| from.binary_search(one).is_err())
}
