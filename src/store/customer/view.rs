//! Looking at a customer, where that leaves a trace. Must not know what the card shows.

use rusqlite::{Connection, Row, named_params, params};

use super::super::{LiveTx, setting, sql};
use super::present;
use crate::domain::ids::{CustomerId, PhoneId};
use crate::domain::phone::{self, PhoneKind};
use crate::domain::staff::Operation;
use crate::error::{Error, Result};

/// Opening a card again within this time is the same look, ms.
const SAME_LOOK_MS: i64 = 10 * 60 * 1000;

const PHONE: &str = "SELECT p.id, p.digits, p.kind, p.known, p.extension, p.typed
  FROM customer_phone p JOIN customer c ON c.id = p.customer_id
  WHERE p.customer_id = :customer AND (:phone IS NULL OR p.id = :phone)
  ORDER BY p.digits IS NOT c.primary_phone, p.member_id IS NOT NULL, p.position, p.id LIMIT 1";

/// A number in full, as one reads and dials it; none given: the one to dial first. Leaves a trace.
pub fn reveal(
    tx: &LiveTx<'_>,
    id: CustomerId,
    phone: Option<PhoneId>,
    copy: bool,
) -> Result<(PhoneId, String)> {
    tx.authorise(Operation::Reveal, Some(id))?;
    present(tx.conn(), id)?;
    let region = setting::region(tx.conn())?;
    let values = named_params! { ":customer": id.0, ":phone": phone.map(|phone| phone.0) };
    let found = sql::one(tx.conn(), PHONE, values, |row| number(row, &region))?;
    let found = found.ok_or_else(|| Error::Gone("phone".to_owned()))?;
    log(tx.conn(), tx, id, if copy { "copy" } else { "reveal" })?;
    Ok(found)
}

const NUMBERS: &str = "SELECT id, typed FROM customer_phone WHERE customer_id = ?1";

/// Every number as it is stored, for the form that changes the customer. Leaves a trace.
pub fn numbers(tx: &LiveTx<'_>, id: CustomerId) -> Result<Vec<(PhoneId, String)>> {
    tx.authorise(Operation::Reveal, Some(id))?;
    present(tx.conn(), id)?;
    log(tx.conn(), tx, id, "reveal")?;
    sql::all(tx.conn(), NUMBERS, [id.0], |row| {
        Ok((PhoneId(row.get(0)?), row.get(1)?))
    })
}

/// Whole numbers of these customers are about to be printed: a trace for each. Whose they are
/// was judged by the sight of those who were found.
pub fn printed(tx: &LiveTx<'_>, ids: &[CustomerId]) -> Result<()> {
    tx.authorise(Operation::Show, None)?;
    ids.iter()
        .try_for_each(|id| log(tx.conn(), tx, *id, "reveal"))
}

fn number(row: &Row<'_>, region: &str) -> rusqlite::Result<(PhoneId, String)> {
    let (digits, kind): (String, String) = (row.get(1)?, row.get(2)?);
    let known: bool = row.get(3)?;
    // What people call a fax is a fixed line to the numbering plan.
    let kind = match PhoneKind::from_code(&kind) {
        _ if !known => PhoneKind::Unknown,
        Some(kind) => kind,
        None => PhoneKind::Landline,
    };
    if !known {
        // As somebody wrote it, its extension in it: no rule groups it better.
        let typed: String = row.get(5)?;
        return Ok((PhoneId(row.get(0)?), typed.trim().to_owned()));
    }
    let mut spoken = phone::spoken(&digits, kind, region);
    if let Some(extension) = row.get::<_, Option<String>>(4)? {
        spoken += " x";
        spoken += &extension;
    }
    Ok((PhoneId(row.get(0)?), spoken))
}

const LOOKED: &str = "UPDATE view_log SET at = ?4 WHERE id = (SELECT id FROM view_log
  WHERE staff_id = ?1 AND what = 'open' AND at > ?3 AND customer_id = ?2 ORDER BY at DESC LIMIT 1)";

/// The card was opened: it becomes a recent one.
pub fn opened(tx: &LiveTx<'_>, id: CustomerId) -> Result<()> {
    tx.authorise(Operation::Show, Some(id))?;
    present(tx.conn(), id)?;
    let values = params![tx.actor.id.0, id.0, tx.at.0 - SAME_LOOK_MS, tx.at.0];
    if sql::run(tx.conn(), LOOKED, values)? > 0 {
        return Ok(());
    }
    log(tx.conn(), tx, id, "open")
}

const LOG: &str = "INSERT INTO view_log (at, staff_id, customer_id, what) VALUES (?1, ?2, ?3, ?4)";

fn log(conn: &Connection, tx: &LiveTx<'_>, id: CustomerId, what: &str) -> Result<()> {
    sql::insert(conn, LOG, params![tx.at.0, tx.actor.id.0, id.0, what]).map(|_| ())
}
