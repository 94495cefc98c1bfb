//! Sales of the past as files bring them, and what followed of them in their time, in the same
//! ledgers as of any sale. What is on hand today they leave as it is. Must not know how sales are
//! entered.

use rusqlite::{Connection, params};

use super::super::customer::{NOTE, coded, present, text};
use super::super::stock::{self, Whose};
use super::super::{Tx, setting, sql};
use super::{EVENT, HOLD, PAY, POINTS};
use crate::domain::ids::{CustomerId, SaleId};
use crate::domain::product::{NewLine, NewSale};
use crate::domain::sale::{DEAREST, collected_told, told};
use crate::domain::staff::{Operation, Role};
use crate::domain::time::Instant;
use crate::error::{Error, Fault, Result};

const ADD: &str = "INSERT INTO sale (id, code, customer_id, at, staff_id, total, remark)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
const ADD_LINE: &str =
    "INSERT INTO sale_line (sale_id, product_id, quantity, price, amount, points)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

/// Adds a sale as a file brings it, with all that followed of it in its time: its total is the sum of
/// its lines.
pub fn bring(tx: &Tx<'_>, new: &NewSale) -> Result<SaleId> {
    tx.authorise(Operation::Import, None)?;
    let conn = tx.conn();
    present(conn, new.customer)?;
    let remark = text("remark", new.remark.as_deref().unwrap_or_default(), NOTE)?;
    let currency = setting::currency_of(conn)?;
    for line in &new.lines {
        told(line.quantity, line.price, line.amount, currency)
            .and_then(|()| collected_told(line.collected, line.quantity))
            .map_err(|(field, fault)| Error::invalid(field, fault))?;
    }
    let earned = new.lines.iter().map(|line| earned(conn, line));
    let earned: Vec<i64> = earned.collect::<Result<_>>()?;
    let total = sum("amount", new.lines.iter().map(|line| line.amount))?;
    sum("paid", new.payments.iter().map(|(_, amount)| *amount))?;
    for (method, _) in &new.payments {
        coded(tx, "payment", "payment_method", method)?;
    }
    let (id, code) = place(conn, new.code.as_deref())?;
    let seller = matches!(tx.actor.role, Role::Agent | Role::Supervisor);
    let staff = new
        .staff
        .or(seller.then_some(tx.actor.id))
        .map(|staff| staff.0);
    let values = params![id, code, new.customer.0, new.at.0, staff, total, remark];
    sql::insert(conn, ADD, values)?;
    let then = Then {
        sale: SaleId(id),
        customer: new.customer,
        at: new.at,
        by: staff,
    };
    then.added(conn, total)?;
    for (line, points) in new.lines.iter().zip(earned) {
        then.line(tx, line, points)?;
    }
    for (method, amount) in &new.payments {
        let values = params![id, new.customer.0, new.at.0, staff, method, amount];
        sql::insert(conn, PAY, values)?;
    }
    tx.touch(new.customer);
    Ok(SaleId(id))
}

const EACH: &str = "SELECT points FROM product WHERE id = ?1";

/// The points that a line of the past earned: by the piece, where the product says how many. What the
/// business gives for money today is no rule of the past.
fn earned(conn: &Connection, line: &NewLine) -> Result<i64> {
    let one: Option<i64> = sql::one(conn, EACH, [line.product.0], |row| row.get(0))?.flatten();
    let points = one.unwrap_or(0).checked_mul(line.quantity);
    let points = points.filter(|points| *points <= DEAREST);
    points.ok_or_else(|| Error::invalid("quantity", Fault::OutOfRange))
}

/// A sale of the past: its ledgers are of its own day.
struct Then {
    sale: SaleId,
    customer: CustomerId,
    at: Instant,
    by: Option<i64>,
}

impl Then {
    fn added(&self, conn: &Connection, total: i64) -> Result<()> {
        let none = None::<i64>;
        let (sale, customer, at) = (self.sale.0, self.customer.0, self.at.0);
        let values = params![sale, customer, "added", none, 0, total, at, self.by, none];
        sql::insert(conn, EVENT, values).map(|_| ())
    }

    /// A line: what left, what is held, what it earned.
    fn line(&self, tx: &Tx<'_>, line: &NewLine, earned: i64) -> Result<()> {
        let (sale, customer, product) = (self.sale.0, self.customer.0, line.product.0);
        let (at, by) = (self.at.0, self.by);
        let values = params![
            sale,
            product,
            line.quantity,
            line.price,
            line.amount,
            earned
        ];
        let whose = Whose {
            customer: self.customer,
            sale: self.sale,
            line: sql::insert(tx.conn(), ADD_LINE, values)?,
        };
        let collected = line.collected.unwrap_or(line.quantity);
        stock::past(tx, line.product, collected, whose, (self.at, by))?;
        let held = line.quantity - collected;
        if held > 0 {
            let values = params![customer, sale, whose.line, product, held, "sale", at, by];
            sql::insert(tx.conn(), HOLD, values)?;
        }
        if earned > 0 {
            let values = params![customer, sale, whose.line, earned, "sale", at, by];
            sql::insert(tx.conn(), POINTS, values)?;
        }
        Ok(())
    }
}

fn sum(field: &str, mut amounts: impl Iterator<Item = i64>) -> Result<i64> {
    let sum = amounts.try_fold(0i64, i64::checked_add);
    let sum = sum.filter(|sum| (0..=DEAREST).contains(sum));
    sum.ok_or_else(|| Error::invalid(field, Fault::OutOfRange))
}

const TAKEN: &str = "SELECT 1 FROM sale WHERE code = ?1";
const NEXT: &str = "SELECT seq + 1 FROM sqlite_sequence WHERE name = 'sale'";

/// The row and the code of the new sale; a code of the program's own is never given twice.
pub(super) fn place(conn: &Connection, code: Option<&str>) -> Result<(i64, String)> {
    let mut id: i64 = sql::one(conn, NEXT, [], |row| row.get(0))?.unwrap_or(1);
    if let Some(code) = code {
        let code = text("code", code, 64)?;
        let code = code.ok_or_else(|| Error::invalid("code", Fault::Empty))?;
        if sql::exists(conn, TAKEN, [code])? {
            return Err(Error::invalid("code", Fault::Taken));
        }
        return Ok((id, code.to_owned()));
    }
    loop {
        let code = format!("S{id:06}");
        if !sql::exists(conn, TAKEN, [&code])? {
            return Ok((id, code));
        }
        id += 1;
    }
}
