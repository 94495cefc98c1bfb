//! Derived data of everybody: made anew after a bulk load, or compared with what is stored. In
//! constant memory: ids go by in ranges, keys through temporary files, sorted once.
//! Must not know indexes.

use rusqlite::{Connection, Rows, params};

use super::super::{Writer, sql, storage};
use super::facts::{self, Facts};
use super::rules::{self, Source};
use super::{KEEP_SOURCE, keep_hot};
use crate::domain::ids::CustomerId;
use crate::error::Result;

/// Customers whose facts are in memory at a time.
const RANGE: i64 = 5_000;

/// Something derived that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Whose.
    pub customer: CustomerId,
    /// Where: `customer` (hot columns), `key_source`, `term` or `phone_suffix`.
    pub table: &'static str,
}

// Temporary tables go to files: at a million customers the keys are 600 MB.
const BEFORE: &str = "PRAGMA temp_store = FILE;
  CREATE TEMP TABLE wanted_term (term TEXT, customer_id INTEGER, kind INTEGER) STRICT;
  CREATE TEMP TABLE wanted_suffix (suffix INTEGER, customer_id INTEGER) STRICT;";
const AFTER: &str = "DROP TABLE IF EXISTS temp.wanted_term;
  DROP TABLE IF EXISTS temp.wanted_suffix; PRAGMA temp_store = MEMORY;";
const TERMS: &str = "SELECT term, customer_id, kind FROM temp.wanted_term ORDER BY 1, 2, 3";
const SUFFIXES: &str = "SELECT suffix, customer_id FROM temp.wanted_suffix ORDER BY 1, 2";

/// Makes the derived data of everybody anew. The caller has the file alone and no transaction
/// open; there are several, so that after a crash it is done again. `told` hears how many
/// customers are done.
pub fn all(conn: &Connection, told: &mut dyn FnMut(i64)) -> Result<()> {
    with_wanted(conn, |conn| {
        conn.execute_batch("BEGIN IMMEDIATE; DELETE FROM key_source; COMMIT")
            .map_err(storage)?;
        let mut done = 0;
        each_range(conn, |range| {
            conn.execute_batch("BEGIN IMMEDIATE").map_err(storage)?;
            for facts in range {
                let hot = rules::hot(facts);
                if hot != facts.stored {
                    keep_hot(conn, facts.id, &hot)?;
                }
                let source = rules::source(facts);
                want(conn, facts.id, &source)?;
                if source != Source::default() {
                    sql::run(
                        conn,
                        KEEP_SOURCE,
                        params![facts.id, source.names, source.digits],
                    )?;
                }
            }
            conn.execute_batch("COMMIT").map_err(storage)?;
            done += i64::try_from(range.len()).unwrap_or(0);
            told(done);
            Ok(())
        })?;
        conn.execute_batch(&format!(
            "BEGIN IMMEDIATE; DELETE FROM term; INSERT INTO term {TERMS}; COMMIT;
             BEGIN IMMEDIATE; DELETE FROM phone_suffix; INSERT INTO phone_suffix {SUFFIXES}; COMMIT;"
        ))
        .map_err(storage)
    })
}

/// Recomputes the derived data of everybody and hands every difference from what is stored to
/// `tell`, without changing anything. Sees the file as it was at one moment. A connection that
/// may write is needed (for temporary tables alone).
pub fn differences(conn: &Connection, tell: &mut dyn FnMut(Difference)) -> Result<()> {
    with_wanted(conn, |conn| {
        conn.execute_batch("BEGIN").map_err(storage)?;
        let mut sources = 0;
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
                want(conn, facts.id, &source)?;
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
            }
            Ok(())
        })?;
        if sql::one(conn, "SELECT count(*) FROM key_source", [], |row| {
            row.get(0)
        })? != Some(sources)
        {
            let left = "SELECT customer_id FROM key_source
              WHERE customer_id NOT IN (SELECT id FROM customer)";
            for customer in sql::all(conn, left, [], |row| row.get(0).map(CustomerId))? {
                tell(Difference {
                    customer,
                    table: "key_source",
                });
            }
        }
        let stored = "SELECT term, customer_id, kind FROM term ORDER BY 1, 2, 3";
        compare(conn, TERMS, stored, term, |(_, customer, _)| {
            tell(Difference {
                customer: CustomerId(*customer),
                table: "term",
            });
        })?;
        let stored = "SELECT suffix, customer_id FROM phone_suffix ORDER BY 1, 2";
        compare(conn, SUFFIXES, stored, suffix, |(_, customer)| {
            tell(Difference {
                customer: CustomerId(*customer),
                table: "phone_suffix",
            });
        })
    })
}

/// How many differences there are.
pub fn differs(writer: &Writer) -> Result<usize> {
    let mut count = 0;
    differences(writer.conn(), &mut |_| count += 1)?;
    Ok(count)
}

/// Does it between making and dropping the temporary tables, also when it fails.
fn with_wanted(conn: &Connection, work: impl FnOnce(&Connection) -> Result<()>) -> Result<()> {
    conn.execute_batch(BEFORE).map_err(storage)?;
    let answer = work(conn);
    if !conn.is_autocommit() {
        // A comparison only read, and a failed step must not be kept.
        conn.execute_batch("ROLLBACK").map_err(storage)?;
    }
    conn.flush_prepared_statement_cache();
    conn.execute_batch(AFTER).map_err(storage)?;
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

fn want(conn: &Connection, id: i64, source: &Source) -> Result<()> {
    for (term, kind) in rules::terms(&source.names) {
        sql::run(
            conn,
            "INSERT INTO temp.wanted_term VALUES (?1, ?2, ?3)",
            params![term, id, kind],
        )?;
    }
    for suffix in rules::suffixes(&source.digits) {
        sql::run(
            conn,
            "INSERT INTO temp.wanted_suffix VALUES (?1, ?2)",
            params![suffix, id],
        )?;
    }
    Ok(())
}

type Term = (String, i64, i64);

fn term(rows: &mut Rows<'_>) -> rusqlite::Result<Option<Term>> {
    let Some(row) = rows.next()? else {
        return Ok(None);
    };
    Ok(Some((row.get(0)?, row.get(1)?, row.get(2)?)))
}

fn suffix(rows: &mut Rows<'_>) -> rusqlite::Result<Option<(i64, i64)>> {
    let Some(row) = rows.next()? else {
        return Ok(None);
    };
    Ok(Some((row.get(0)?, row.get(1)?)))
}

/// Walks two sorted lists side by side and tells what only one of them has.
fn compare<T: Ord>(
    conn: &Connection,
    wanted: &str,
    stored: &str,
    read: impl Fn(&mut Rows<'_>) -> rusqlite::Result<Option<T>>,
    mut tell: impl FnMut(&T),
) -> Result<()> {
    let mut wanted = conn.prepare(wanted).map_err(storage)?;
    let mut stored = conn.prepare(stored).map_err(storage)?;
    let mut left_rows = wanted.query([]).map_err(storage)?;
    let mut right_rows = stored.query([]).map_err(storage)?;
    let mut left = read(&mut left_rows).map_err(storage)?;
    let mut right = read(&mut right_rows).map_err(storage)?;
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
            left = read(&mut left_rows).map_err(storage)?;
        }
        if from_right {
            right = read(&mut right_rows).map_err(storage)?;
        }
    }
}
