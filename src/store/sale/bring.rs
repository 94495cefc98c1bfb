//! Sales of the past as files bring them: what was bought and paid. Their goods are long with the
//! customer: they move no stock, which is counted as it is now, and earn no points, which a file
//! does not tell of. Must not know how sales are entered.

use rusqlite::{Connection, params};

use super::super::customer::{NOTE, coded, present, text};
use super::super::{Tx, sql};
use crate::domain::ids::SaleId;
use crate::domain::product::NewSale;
use crate::domain::sale::{DEAREST, MOST};
use crate::domain::staff::{Operation, Role};
use crate::error::{Error, Fault, Result};

const ADD: &str = "INSERT INTO sale (id, code, customer_id, at, staff_id, total, remark)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
const ADD_LINE: &str = "INSERT INTO sale_line (sale_id, product_id, quantity, price, amount)
  VALUES (?1, ?2, ?3, ?4, ?5)";
const PAY: &str = "INSERT INTO payment (sale_id, customer_id, at, staff_id, method, amount)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

/// Adds a sale as a file brings it: its total is the sum of its lines.
pub fn bring(tx: &Tx<'_>, new: &NewSale) -> Result<SaleId> {
    tx.authorise(Operation::Import, None)?;
    let conn = tx.conn();
    present(conn, new.customer)?;
    let remark = text("remark", new.remark.as_deref().unwrap_or_default(), NOTE)?;
    let pieces = new.lines.iter().map(|line| line.quantity);
    if pieces
        .into_iter()
        .any(|pieces| !(1..=MOST).contains(&pieces))
    {
        return Err(Error::invalid("quantity", Fault::OutOfRange));
    }
    let total = sum("amount", new.lines.iter().map(|line| line.amount))?;
    sum("payment", new.payments.iter().map(|(_, amount)| *amount))?;
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
    for line in &new.lines {
        let values = params![id, line.product.0, line.quantity, line.price, line.amount];
        sql::insert(conn, ADD_LINE, values)?;
    }
    for (method, amount) in &new.payments {
        let values = params![id, new.customer.0, new.at.0, staff, method, amount];
        sql::insert(conn, PAY, values)?;
    }
    tx.touch(new.customer);
    Ok(SaleId(id))
}

fn sum(field: &str, mut amounts: impl Iterator<Item = i64>) -> Result<i64> {
    let more = |sum: i64, one| {
        let sum = sum.checked_add(one);
        sum.filter(|sum| sum.unsigned_abs() <= DEAREST.unsigned_abs())
    };
    let sum = amounts.try_fold(0i64, more);
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
