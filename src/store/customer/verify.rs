//! Whether a number reaches its customer (cap. 29): found, by whom, when and how. What calls find
//! is stamped by their log. Must not know who asks.

use rusqlite::params;

use super::super::{Tx, sql};
use super::accept::{TEXT, text};
use super::present;
use crate::domain::ids::{CustomerId, PhoneId};
use crate::domain::nearest::Near;
use crate::domain::staff::Operation;
use crate::error::{Error, Fault, Result};

/// How it was found, where nobody says it in words.
pub(super) const SAID: &str = "said";
const VERIFY: &str = "UPDATE customer_phone SET validity = ?2, validity_at = ?3, validity_by = ?4,
    validity_how = ?5, version = version + 1 WHERE id = ?1";
const TOUCH: &str = "UPDATE customer SET modified_at = ?2 WHERE id = ?1";

/// Says that a number is `valid` or `invalid`, or that nobody knows (none), and how it was found.
pub fn verify(
    tx: &Tx<'_>,
    id: CustomerId,
    phone: PhoneId,
    validity: Option<&str>,
    how: Option<&str>,
) -> Result<()> {
    tx.authorise(Operation::Edit, Some(id))?;
    present(tx.conn(), id)?;
    let theirs = "SELECT 1 FROM customer_phone WHERE id = ?1 AND customer_id = ?2";
    if !sql::exists(tx.conn(), theirs, [phone.0, id.0])? {
        return Err(Error::Gone("phone".to_owned()));
    }
    let how = text("how", how.unwrap_or_default(), TEXT)?;
    stamp(tx, phone.0, validity, how)?;
    sql::run(tx.conn(), TOUCH, [id.0, tx.at.0])?;
    tx.touch(id);
    Ok(())
}

/// Whether it is one of the two.
pub(super) fn check(validity: Option<&str>) -> Result<()> {
    if validity.is_none_or(|said| ["valid", "invalid"].contains(&said)) {
        return Ok(());
    }
    let nearest = Near::all(["valid", "invalid"]);
    Err(Error::invalid("phone", Fault::Unknown { nearest }))
}

/// The same for whoever has authorised it already.
pub(super) fn stamp(
    tx: &Tx<'_>,
    row: i64,
    validity: Option<&str>,
    how: Option<&str>,
) -> Result<()> {
    check(validity)?;
    let values = match validity {
        Some(_) => params![row, validity, tx.at.0, tx.actor.id.0, how.unwrap_or(SAID)],
        None => params![row, validity, None::<i64>, None::<i64>, None::<String>],
    };
    sql::run(tx.conn(), VERIFY, values).map(|_| ())
}
