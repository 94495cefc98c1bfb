//! Derived data of everybody: made anew after a bulk load, or compared with what is stored. In
//! constant memory: ids go by in ranges, keys through files, sorted once.
//! Must not know indexes.

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, Row, Rows, params};

use super::super::sql::{self, Many};
use super::super::{Writer, storage};
use super::facts::{self, Facts};
use super::keys::{self, Wanted};
use super::owners;
use super::rules::{self, Source};
use super::sorted::{Key, Sorted, Suffix, Term};
use super::{KEEP_SOURCE, keep_hot};
use super::{supply, sweep};
use crate::domain::ids::CustomerId;
use crate::error::Result;

/// Customers whose facts are in memory at a time.
const RANGE: i64 = 5_000;

/// Something derived that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Whose.
    pub customer: CustomerId,
    /// Where: `customer` (hot columns), `customer_date`, `supply`, `key_source`, `term` or
    /// `phone_suffix`.
    pub table: &'static str,
}

/// Makes the derived data of everybody anew. The caller has the file alone and no transaction
/// open; there are several, so that after a crash it is done again. `told` hears how many
/// customers are done.
pub fn all(conn: &Connection, told: &mut dyn FnMut(i64)) -> Result<()> {
    fill(conn, renewed(conn, told)?)?;
    in_one(conn, || super::hours::all(conn))
}

// Nothing is left to be swept, and nobody keeps what they had.
const AFRESH: &str = "BEGIN IMMEDIATE; DELETE FROM key_source; DELETE FROM derive_sweep;
  DELETE FROM supply WHERE customer_id NOT IN (SELECT id FROM customer); COMMIT";

/// Renews hot columns, run-outs and sources; the keys that follow.
fn renewed(conn: &Connection, told: &mut dyn FnMut(i64)) -> Result<Wanted> {
    conn.execute_batch(AFRESH).map_err(storage)?;
    Wanted::of(conn, |want| {
        let mut done = 0;
        each_range(conn, |range| {
            in_one(conn, || {
                let owners = supply::owners(range);
                supply::renew(conn, ends(range), supply::EVERY, &owners)?;
                owners::renew(conn, ends(range))?;
                for facts in range {
                    let hot = rules::hot(facts);
                    if hot != facts.stored {
                        keep_hot(conn, facts.id, &hot)?;
                    }
                    let source = rules::source(facts);
                    if source != Source::default() {
                        let values = params![facts.id, source.names, source.digits];
                        sql::run(conn, KEEP_SOURCE, values)?;
                        want(facts.id, source);
                    }
                }
                Ok(())
            })?;
            done += i64::try_from(range.len()).unwrap_or(0);
            told(done);
            Ok(())
        })
    })
}

/// Replaces the stored keys by these.
pub(super) fn fill(conn: &Connection, wanted: Wanted) -> Result<()> {
    let terms = wanted.terms.sorted()?;
    in_one(conn, || {
        sql::run(conn, "DELETE FROM term", [])?;
        keys::each(terms, |keys| insert_terms(conn, keys))
    })?;
    let suffixes = wanted.suffixes.sorted()?;
    in_one(conn, || {
        sql::run(conn, "DELETE FROM phone_suffix", [])?;
        keys::each(suffixes, |keys| insert_suffixes(conn, keys))
    })
}

/// Keys that go into their table together.
const TOGETHER: usize = 100;
// Abort would keep, of each statement of many rows, what it changed, so as to take back only
// that; here all is taken back if anything fails.
const INSERT_TERMS: &str = "INSERT OR FAIL INTO term (term, customer_id, kind)";
const INSERT_SUFFIXES: &str = "INSERT OR FAIL INTO phone_suffix (suffix, customer_id)";

/// Inserts keys of names that are not there.
pub(super) fn insert_terms(conn: &Connection, keys: &[Term]) -> Result<()> {
    let values: Vec<_> = keys.iter().flat_map(of_term).collect();
    Many::new(conn, INSERT_TERMS, 3, TOGETHER)?.insert(&values)
}

/// Inserts keys of numbers that are not there.
pub(super) fn insert_suffixes(conn: &Connection, keys: &[Suffix]) -> Result<()> {
    let row = |(suffix, customer): &Suffix| [*suffix, *customer];
    let values: Vec<_> = keys.iter().flat_map(row).collect();
    Many::new(conn, INSERT_SUFFIXES, 2, TOGETHER)?.insert(&values)
}

fn of_term((term, customer, kind): &Term) -> [ToSqlOutput<'_>; 3] {
    let number = |number: &i64| ToSqlOutput::Borrowed(ValueRef::Integer(*number));
    let text = ToSqlOutput::Borrowed(ValueRef::Text(term.as_bytes()));
    [text, number(customer), number(kind)]
}

/// Does it in one transaction, of which nothing is kept if it fails.
fn in_one(conn: &Connection, work: impl FnOnce() -> Result<()>) -> Result<()> {
    sql::run(conn, "BEGIN IMMEDIATE", [])?;
    let done = work();
    sql::run(conn, if done.is_ok() { "COMMIT" } else { "ROLLBACK" }, [])?;
    done
}

/// Recomputes the derived data of everybody and hands every difference from what is stored to
/// `tell`, without changing anything. Sees the file as it was at one moment.
pub fn differences(conn: &Connection, tell: &mut dyn FnMut(Difference)) -> Result<()> {
    at_one_moment(conn, || {
        let mut sources = 0;
        let pending = sweep::pending(conn)?;
        let wanted = Wanted::of(conn, |want| {
            each_range(conn, |range| {
                for facts in range {
                    let mut differs = |table| {
                        tell(Difference {
                            customer: CustomerId(facts.id),
                            table,
                        });
                    };
                    if rules::hot(facts) != facts.stored {
                        differs("customer");
                    }
                    let source = rules::source(facts);
                    let stored = sql::one(conn, super::SOURCE, [facts.id], |row| {
                        Ok(Source {
                            names: row.get(0)?,
                            digits: row.get(1)?,
                        })
                    })?;
                    sources += i64::from(stored.is_some());
                    if stored.unwrap_or_default() != source {
                        differs("key_source");
                    }
                    want(facts.id, source);
                }
                for (customer, table) in owners::differing(conn, ends(range))? {
                    tell(Difference { customer, table });
                }
                supplies(conn, range, &pending, &mut |customer| {
                    tell(Difference {
                        customer,
                        table: "supply",
                    });
                })
            })
        })?;
        if sql::one(conn, "SELECT count(*) FROM key_source", [], |row| {
            row.get(0)
        })? != Some(sources)
        {
            strays(conn, STRAY_SOURCES, "key_source", tell)?;
        }
        strays(conn, STRAY_SUPPLIES, "supply", tell)?;
        let stored = "SELECT term, customer_id, kind FROM term ORDER BY 1, 2, 3";
        let read = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
        compare(conn, wanted.terms.sorted()?, stored, read, |only| {
            tell(Difference {
                customer: CustomerId(only.1),
                table: "term",
            });
        })?;
        let stored = "SELECT suffix, customer_id FROM phone_suffix ORDER BY 1, 2";
        let read = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
        compare(conn, wanted.suffixes.sorted()?, stored, read, |only| {
            tell(Difference {
                customer: CustomerId(only.1),
                table: "phone_suffix",
            });
        })
    })
}

const STRAY_SOURCES: &str = "SELECT customer_id FROM key_source
  WHERE customer_id NOT IN (SELECT id FROM customer)";
const STRAY_SUPPLIES: &str = "SELECT DISTINCT customer_id FROM supply
  WHERE customer_id NOT IN (SELECT id FROM customer)";

/// What was left by customers who are gone.
fn strays(
    conn: &Connection,
    left: &str,
    table: &'static str,
    tell: &mut dyn FnMut(Difference),
) -> Result<()> {
    for customer in sql::all(conn, left, [], |row| row.get(0).map(CustomerId))? {
        tell(Difference { customer, table });
    }
    Ok(())
}

/// Whose run-outs differ, as far as they are not to be swept anyway.
fn supplies(
    conn: &Connection,
    range: &[Facts],
    pending: &sweep::Pending,
    tell: &mut dyn FnMut(CustomerId),
) -> Result<()> {
    let wanted = supply::wanted(conn, ends(range), supply::EVERY, &supply::owners(range))?;
    let stored = supply::stored(conn, ends(range), supply::EVERY)?;
    let mut last = None;
    supply::differing(&wanted, &stored, |(customer, product), _| {
        if !pending.covers(product) && last != Some(customer) {
            last = Some(customer);
            tell(CustomerId(customer));
        }
        Ok(())
    })
}

/// The first and the last id of customers in order.
fn ends(range: &[Facts]) -> (i64, i64) {
    let id = |facts: Option<&Facts>| facts.map_or(0, |facts| facts.id);
    (id(range.first()), id(range.last()))
}

/// How many differences there are.
pub fn differs(writer: &Writer) -> Result<usize> {
    let mut count = 0;
    differences(writer.conn(), &mut |_| count += 1)?;
    Ok(count)
}

/// Sees the file as it is now, and changes nothing.
fn at_one_moment(conn: &Connection, work: impl FnOnce() -> Result<()>) -> Result<()> {
    sql::run(conn, "BEGIN", [])?;
    let answer = work();
    sql::run(conn, "ROLLBACK", [])?;
    answer
}

fn each_range(conn: &Connection, mut work: impl FnMut(&[Facts]) -> Result<()>) -> Result<()> {
    let last = sql::one(conn, "SELECT max(id) FROM customer", [], |row| row.get(0))?;
    let last: i64 = last.flatten().unwrap_or(0);
    let mut first = 1;
    while first <= last {
        let range = facts::gather(conn, first, first + RANGE - 1)?;
        work(&range)?;
        first += RANGE;
    }
    Ok(())
}

/// Walks two sorted lists side by side and tells what only one of them has.
fn compare<K: Key>(
    conn: &Connection,
    mut wanted: Sorted<K>,
    stored: &str,
    read: impl Fn(&Row<'_>) -> rusqlite::Result<K>,
    mut tell: impl FnMut(&K),
) -> Result<()> {
    let mut stored = conn.prepare(stored).map_err(storage)?;
    let mut rows = stored.query([]).map_err(storage)?;
    let next = |rows: &mut Rows<'_>| match rows.next() {
        Ok(row) => row.map(&read).transpose(),
        Err(error) => Err(error),
    };
    let mut left = wanted.next()?;
    let mut right = next(&mut rows).map_err(storage)?;
    loop {
        // None is smaller than anything: past its end a list has nothing more to say.
        let (from_left, from_right) = match (&left, &right) {
            (None, None) => return Ok(()),
            (Some(_), None) => (true, false),
            (None, Some(_)) => (false, true),
            (Some(one), Some(other)) => (one <= other, other <= one),
        };
        let one_sided = if from_left { &left } else { &right };
        if let Some(only) = one_sided.as_ref().filter(|_| from_left != from_right) {
            tell(only);
        }
        if from_left {
            left = wanted.next()?;
        }
        if from_right {
            right = next(&mut rows).map_err(storage)?;
        }
    }
}
