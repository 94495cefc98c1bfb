//! Who has the customer, from when and why. Must not know what else changes.

use std::sync::LazyLock;

use rusqlite::params;

use super::super::pile::Insert;
use super::super::{Tx, sql};
use super::{accept, present};
use crate::domain::ids::{CustomerId, StaffId};
use crate::domain::staff::Operation;
use crate::domain::time::Instant;
use crate::error::{Error, Fault, Result};

/// Gives customers to another owner; says how many got one (those that were theirs stay out).
pub fn transfer(tx: &Tx<'_>, customers: &[CustomerId], to: StaffId, reason: &str) -> Result<usize> {
    tx.authorise(Operation::Transfer, None)?;
    for &customer in customers {
        tx.authorise(Operation::Transfer, Some(customer))?;
        present(tx.conn(), customer)?;
    }
    accept::owner(tx, to)?;
    let reason = accept::text("reason", reason, accept::TEXT)?;
    let reason = reason.ok_or_else(|| Error::invalid("reason", Fault::Empty))?;
    let mut given = 0;
    for &customer in customers {
        given += usize::from(give(tx, customer, Some(to), Some(reason))?);
    }
    Ok(given)
}

const OWNER: &str = "SELECT owner_id FROM customer WHERE id = ?1";
const GIVE: &str = "UPDATE customer SET owner_id = ?2, modified_at = ?3, version = version + 1
  WHERE id = ?1";

/// Changes the owner, if it is another one, and notes who had it until now.
pub(super) fn give(
    tx: &Tx<'_>,
    customer: CustomerId,
    to: Option<StaffId>,
    reason: Option<&str>,
) -> Result<bool> {
    let from: Option<i64> = sql::one(tx.conn(), OWNER, [customer.0], |row| row.get(0))?.flatten();
    let from = from.map(StaffId);
    if from == to {
        return Ok(false);
    }
    sql::run(
        tx.conn(),
        GIVE,
        params![customer.0, to.map(|to| to.0), tx.at.0],
    )?;
    note(tx, customer, (from, to), tx.at, reason, false)?;
    tx.touch(customer);
    Ok(true)
}

static NOTE: LazyLock<Insert> = LazyLock::new(|| {
    let columns = [
        "customer_id",
        "owner_id",
        "from_id",
        "by_id",
        "at",
        "reason",
        "entered",
    ];
    Insert::new("assignment", &columns)
});
const REASON: &str = "SELECT reason FROM journal_entry WHERE id = ?1";

/// Notes who had the customer before and who has it since `at`; `entered`: they came with it.
pub(super) fn note(
    tx: &Tx<'_>,
    customer: CustomerId,
    (from, to): (Option<StaffId>, Option<StaffId>),
    at: Instant,
    reason: Option<&str>,
    entered: bool,
) -> Result<()> {
    let (from, to) = (from.map(|from| from.0), to.map(|to| to.0));
    // Without a reason of its own the row takes the journal entry's.
    let reason = match reason {
        Some(reason) => Some(reason.to_owned()),
        None => entry_reason(tx)?,
    };
    let values = vec![
        customer.0.into(),
        to.into(),
        from.into(),
        tx.actor.id.0.into(),
        at.0.into(),
        reason.into(),
        entered.into(),
    ];
    tx.insert(&NOTE, None, values).map(|_| ())
}

fn entry_reason(tx: &Tx<'_>) -> Result<Option<String>> {
    if let Some(reason) = tx.memo.reason.get() {
        return Ok(reason.clone());
    }
    let reason = sql::one(tx.conn(), REASON, [tx.entry.0], |row| row.get(0))?.flatten();
    Ok(tx.memo.reason.get_or_init(|| reason).clone())
}
