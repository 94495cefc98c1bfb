//! What a setting that touches everybody leaves to be recomputed (`derive_sweep`, filled by
//! triggers), done in short batches by whoever writes next, one process at a time. How far it came
//! is in the file with each batch. Must not know what is set.

use std::collections::BTreeSet;
use std::time::Duration;

use rusqlite::{Connection, params};

use super::super::lock::{self, Turn};
use super::super::pace::Pace;
use super::super::{Asking, LiveTx, Writer, feed, sql};
use super::supply::{self, EVERY};
use crate::error::{Error, Result};

/// Customers between two looks at the clock.
const PIECE: i64 = 100;

/// Products whose run-outs are not what they should be yet.
pub(super) struct Pending(BTreeSet<i64>);

impl Pending {
    pub(super) fn covers(&self, product: i64) -> bool {
        self.0.contains(&product) || self.0.contains(&EVERY)
    }
}

const PENDING: &str = "SELECT product_id FROM derive_sweep";

/// What is pending.
pub(super) fn pending(conn: &Connection) -> Result<Pending> {
    let products: Vec<i64> = sql::all(conn, PENDING, [], |row| row.get(0))?;
    Ok(Pending(products.into_iter().collect()))
}

/// Recomputes what is pending. While it lives no other process does.
#[derive(Debug)]
pub struct Sweeper {
    pace: Pace,
    _turn: Turn,
}

impl Sweeper {
    /// None: nothing is pending, or somebody is at it.
    pub fn begin(writer: &Writer) -> Result<Option<Sweeper>> {
        if !sql::exists(writer.conn(), PENDING, [])? {
            return Ok(None);
        }
        let turn = lock::turn(writer.path(), "sweep")?;
        Ok(turn.map(|turn| Sweeper {
            // Whoever waits behind it is somebody at a desk: batches stay short.
            pace: Pace::new(false, true),
            _turn: turn,
        }))
    }

    /// Does one batch; for how long others are to have the lock before the next one, none: all is
    /// done. A lock that was not had within the asker's patience is tried again later.
    pub fn batch(&mut self, writer: &mut Writer, asking: &Asking) -> Result<Option<Duration>> {
        let more = writer.live(asking, "sweep", true, |tx| {
            self.pace.begin();
            let more = some(tx, &mut self.pace)?;
            self.pace.end();
            Ok(more)
        });
        match more {
            Ok(false) => Ok(None),
            Ok(true) | Err(Error::Busy { .. }) => Ok(Some(self.pace.due())),
            Err(error) => Err(error),
        }
    }
}

/// Recomputes everything that is pending, unless somebody is at it.
pub fn sweep(writer: &mut Writer, asking: &Asking) -> Result<()> {
    if let Some(mut sweeper) = Sweeper::begin(writer)? {
        while let Some(rest) = sweeper.batch(writer, asking)? {
            lock::leave(rest);
        }
    }
    Ok(())
}

const FIRST: &str =
    "SELECT product_id, next_customer FROM derive_sweep ORDER BY product_id LIMIT 1";
const OWNERS: &str = "SELECT id, owner_id FROM customer
  WHERE id BETWEEN ?1 AND ?2 AND state = 'active' ORDER BY id";

/// As many customers as there is time for; whether there are more.
fn some(tx: &LiveTx<'_>, pace: &mut Pace) -> Result<bool> {
    let conn = tx.conn();
    let first = sql::one(conn, FIRST, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let Some((product, mut next)) = first else {
        return Ok(false);
    };
    if product == EVERY && next == 1 {
        // It goes over every product from the first customer on.
        sql::run(conn, "DELETE FROM derive_sweep WHERE product_id <> 0", [])?;
    }
    let last = sql::one(conn, "SELECT max(id) FROM customer", [], |row| row.get(0))?;
    let last: i64 = last.flatten().unwrap_or(0);
    while next <= last {
        let range = (next, next + PIECE - 1);
        let owners = sql::all(conn, OWNERS, [range.0, range.1], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
        supply::renew(conn, range, product, &owners)?;
        next += PIECE;
        if pace.is_over() {
            break;
        }
    }
    if next <= last {
        let sql = "UPDATE derive_sweep SET next_customer = ?2 WHERE product_id = ?1";
        sql::run(conn, sql, params![product, next])?;
        return Ok(true);
    }
    sql::run(
        conn,
        "DELETE FROM derive_sweep WHERE product_id = ?1",
        [product],
    )?;
    // Many: whoever shows somebody asks again.
    feed::add(conn, tx.at, feed::CUSTOMER, None, Some(tx.actor.id))?;
    sql::exists(conn, PENDING, [])
}
