//! How far customers have come (cap. 32): a former one has a reason. Must not know forms.

use super::super::{Tx, sql};
use crate::domain::customer::{Field, Stage};
use crate::domain::ids::CustomerId;
use crate::error::{Error, Fault, Result};

const WITHOUT: &str = "SELECT 1 FROM customer
  WHERE id = ?1 AND stage = ?2 AND stop_reason IS NULL";

/// Refuses a former customer without a reason: asked of whoever says that they have stopped, not
/// of files, which bring what they know.
pub fn reasoned(tx: &Tx<'_>, id: CustomerId) -> Result<()> {
    let former = Stage::Former.code();
    if sql::exists(tx.conn(), WITHOUT, rusqlite::params![id.0, former])? {
        return Err(Error::invalid(Field::StopReason.code(), Fault::Empty));
    }
    Ok(())
}
