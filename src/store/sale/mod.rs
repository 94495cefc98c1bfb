//! Sales: entered once, from which stock, money, points and held goods follow, each in its ledger;
//! what happens to them afterwards; what they look like. Must not know words or forms.

mod add;
mod after;
mod bring;
mod counter;
pub mod figures;
mod listed;
mod look;
mod newest;
pub mod records;
mod searched;

pub use add::{add, terms};
pub use after::{Back, cancel, collect, give_back, pay, pay_oldest, refund};
pub use bring::bring;
pub use counter::{counter, offers};
pub use listed::{counts, listed};
pub use look::{Filter, Listed, get, id_of, list};
pub use searched::{meant, wanted};

use rusqlite::params;

use super::{Tx, feed, sql};
use crate::domain::ids::{CustomerId, SaleId};
use crate::error::Result;

const EVENT: &str = "INSERT INTO sale_event
  (sale_id, customer_id, kind, line_id, quantity, amount, at, staff_id, note)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";

/// A step of a sale.
#[derive(Default)]
struct Event<'e> {
    kind: &'static str,
    line: Option<i64>,
    quantity: i64,
    amount: i64,
    note: Option<&'e str>,
}

fn event(tx: &Tx<'_>, sale: SaleId, customer: CustomerId, event: &Event<'_>) -> Result<()> {
    let values = params![
        sale.0,
        customer.0,
        event.kind,
        event.line,
        event.quantity,
        event.amount,
        tx.at.0,
        tx.actor.id.0,
        event.note,
    ];
    tx.tell(feed::SALE);
    sql::insert(tx.conn(), EVENT, values).map(|_| ())
}

const PAY: &str = "INSERT INTO payment (sale_id, customer_id, at, staff_id, method, amount)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

/// Money received, or given back (below zero).
fn payment(tx: &Tx<'_>, sale: SaleId, customer: CustomerId, method: &str, sum: i64) -> Result<()> {
    let values = params![sale.0, customer.0, tx.at.0, tx.actor.id.0, method, sum];
    sql::insert(tx.conn(), PAY, values).map(|_| ())
}

const POINTS: &str = "INSERT INTO points_entry
  (customer_id, sale_id, line_id, points, cause, at, staff_id)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";

/// Points earned, or spent and taken back (below zero).
fn points(tx: &Tx<'_>, of: super::stock::Whose, points: i64, cause: &str) -> Result<()> {
    if points == 0 {
        return Ok(());
    }
    let (at, by) = (tx.at.0, tx.actor.id.0);
    let values = params![of.customer.0, of.sale.0, of.line, points, cause, at, by];
    sql::insert(tx.conn(), POINTS, values).map(|_| ())
}

const HOLD: &str = "INSERT INTO held_goods_entry
  (customer_id, sale_id, line_id, product_id, quantity, cause, at, staff_id)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";

/// Goods held for a customer, or no longer (below zero).
fn hold(
    tx: &Tx<'_>,
    of: super::stock::Whose,
    product: i64,
    quantity: i64,
    cause: &str,
) -> Result<()> {
    if quantity == 0 {
        return Ok(());
    }
    let (customer, sale) = (of.customer.0, of.sale.0);
    let values = params![
        customer,
        sale,
        of.line,
        product,
        quantity,
        cause,
        tx.at.0,
        tx.actor.id.0
    ];
    sql::insert(tx.conn(), HOLD, values).map(|_| ())
}
