//! What commits touched, so that desks ask again only what they show.
//! Must not know what is shown.

use std::collections::BTreeSet;

use rusqlite::{Connection, params};

use super::house::Reader;
use super::storage;
use crate::domain::ids::{CustomerId, StaffId};
use crate::domain::time::Instant;
use crate::error::Result;

/// More customers than this in one commit become one row: ask everything again.
const MANY: usize = 50;
/// How long rows are kept, ms.
const KEPT_MS: i64 = 60 * 60 * 1000;

/// The topic of changed customers.
pub const CUSTOMER: &str = "customer";
/// The topic of calls of the exchange.
pub const CALL: &str = "call";
/// The topic of imports that begin, go on, stop or end: for the desk of whose they are.
pub const IMPORT: &str = "import";
/// The topic of what somebody has begun to work on, or left.
pub const CLAIM: &str = "claim";
/// The topic of tasks: queues and notices are asked again.
pub const TASK: &str = "task";

/// The topic of stock: what is on hand is another number.
pub const STOCK: &str = "stock";

/// The topic of sales: one was made, or something was done with one.
pub const SALE: &str = "sale";

/// A row of the feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Its place in the order of all commits.
    pub seq: i64,
    /// What it is about.
    pub topic: String,
    /// Which customer; none: many, or none in particular.
    pub customer: Option<CustomerId>,
    /// Who did it (for calls: whose desk it is for).
    pub staff: Option<StaffId>,
}

const TELL: &str = "INSERT INTO feed (at, topic, customer_id, staff_id) VALUES (?1, ?2, ?3, ?4)";
const FORGET: &str =
    "DELETE FROM feed WHERE seq IN (SELECT seq FROM feed WHERE at < ?1 ORDER BY at LIMIT 100)";

/// Adds one row.
pub fn add(
    conn: &Connection,
    at: Instant,
    topic: &str,
    customer: Option<CustomerId>,
    staff: Option<StaffId>,
) -> Result<()> {
    conn.prepare_cached(TELL)
        .and_then(|mut statement| {
            statement.execute(params![
                at.0,
                topic,
                customer.map(|c| c.0),
                staff.map(|s| s.0)
            ])
        })
        .map_err(storage)?;
    Ok(())
}

/// Adds the rows of a commit, and forgets a few old ones.
pub(super) fn tell(
    conn: &Connection,
    at: Instant,
    staff: StaffId,
    touched: &BTreeSet<CustomerId>,
    topics: &BTreeSet<&'static str>,
) -> Result<()> {
    if touched.len() > MANY {
        add(conn, at, CUSTOMER, None, Some(staff))?;
    } else {
        for &customer in touched {
            add(conn, at, CUSTOMER, Some(customer), Some(staff))?;
        }
    }
    for topic in topics {
        add(conn, at, topic, None, Some(staff))?;
    }
    conn.prepare_cached(FORGET)
        .and_then(|mut statement| statement.execute([at.0 - KEPT_MS]))
        .map_err(storage)?;
    Ok(())
}

/// What the feed holds past `seq`; none: rows that were not seen have been forgotten, so ask
/// everything again.
pub fn since(reader: &Reader, seq: i64) -> Result<Option<Vec<Told>>> {
    let oldest: Option<i64> = reader
        .conn()
        .prepare_cached("SELECT min(seq) FROM feed")
        .and_then(|mut statement| statement.query_row([], |row| row.get(0)))
        .map_err(storage)?;
    if oldest.is_some_and(|oldest| oldest > seq + 1) {
        return Ok(None);
    }
    let rows = reader
        .conn()
        .prepare_cached(
            "SELECT seq, topic, customer_id, staff_id FROM feed WHERE seq > ?1 ORDER BY seq",
        )
        .and_then(|mut statement| {
            statement
                .query_map([seq], |row| {
                    Ok(Told {
                        seq: row.get(0)?,
                        topic: row.get(1)?,
                        customer: row.get::<_, Option<i64>>(2)?.map(CustomerId),
                        staff: row.get::<_, Option<i64>>(3)?.map(StaffId),
                    })
                })?
                .collect()
        })
        .map_err(storage)?;
    Ok(Some(rows))
}

/// The place of the newest row: where a desk that opens begins to listen.
pub fn newest(reader: &Reader) -> Result<i64> {
    reader
        .conn()
        .prepare_cached("SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'feed'), 0)")
        .and_then(|mut statement| statement.query_row([], |row| row.get(0)))
        .map_err(storage)
}
