//! What a customer runs out of, and how they use it where it is not as usual. Must not know how an
//! end is reckoned, nor who is rung because of it.

use rusqlite::{Connection, params};

use super::customer::present;
use super::derive::run_out_at;
use super::{Tx, sql};
use crate::domain::ids::{CustomerId, ProductId};
use crate::domain::staff::Operation;
use crate::domain::supply::{OwnUse, Said, Supply, UseChange};
use crate::error::{Error, Fault, Result};

const OF: &str = "SELECT s.runs_out_on, s.earliest, s.latest, s.bought_on, s.quantity, s.lot_days,
    s.left_days, s.cycle_days, s.users, s.intervals, p.id, p.code, p.name
  FROM supply s CROSS JOIN product p ON p.id = s.product_id
  WHERE s.customer_id = ?1 ORDER BY s.runs_out_on, p.code";

/// What they run out of, the next to end first.
pub(super) fn of(conn: &Connection, customer: CustomerId) -> Result<Vec<Supply>> {
    sql::all(conn, OF, [customer.0], |row| {
        Ok(Supply {
            product: ProductId(row.get(10)?),
            code: row.get(11)?,
            name: row.get(12)?,
            ends: run_out_at(row, 0)?,
        })
    })
}

/// Nobody needs longer for one, days.
const LONGEST: i64 = 36_500;
/// A customer has no more users.
const MOST: i64 = 1_000;

const USE: &str = "SELECT cycle_days, users FROM product_use
  WHERE customer_id = ?1 AND product_id = ?2";
const KEEP: &str = "INSERT INTO product_use (customer_id, product_id, cycle_days, users)
  VALUES (?1, ?2, ?3, ?4)
  ON CONFLICT (customer_id, product_id) DO UPDATE SET cycle_days = excluded.cycle_days,
    users = excluded.users, version = version + 1";
const FORGET: &str = "DELETE FROM product_use WHERE customer_id = ?1 AND product_id = ?2";

/// Says how a customer uses a product. How it is now, and whether that is another way.
pub fn use_it(
    tx: &Tx<'_>,
    customer: CustomerId,
    product: ProductId,
    change: UseChange,
) -> Result<(OwnUse, bool)> {
    tx.authorise(Operation::Edit, Some(customer))?;
    present(tx.conn(), customer)?;
    let within = |field: &str, said: Said, least, most| match said {
        Said::Own(value) if !(least..=most).contains(&value) => {
            Err(Error::invalid(field, Fault::OutOfRange))
        }
        _ => Ok(()),
    };
    within("cycle_days", change.cycle_days, 1, LONGEST)?;
    within("users", change.users, 0, MOST)?;
    let was = own_use(tx.conn(), customer, product)?;
    let now = OwnUse {
        cycle_days: change.cycle_days.over(was.cycle_days),
        users: change.users.over(was.users),
    };
    if now == was {
        return Ok((now, false));
    }
    if now == OwnUse::default() {
        sql::run(tx.conn(), FORGET, [customer.0, product.0])?;
    } else {
        let values = params![customer.0, product.0, now.cycle_days, now.users];
        sql::run(tx.conn(), KEEP, values)?;
    }
    tx.touch(customer);
    Ok((now, true))
}

/// How they use it, as far as it was said.
pub(super) fn own_use(
    conn: &Connection,
    customer: CustomerId,
    product: ProductId,
) -> Result<OwnUse> {
    let found = sql::one(conn, USE, [customer.0, product.0], |row| {
        Ok(OwnUse {
            cycle_days: row.get(0)?,
            users: row.get(1)?,
        })
    })?;
    Ok(found.unwrap_or_default())
}
