//! Customers: added, changed, given to another owner, their numbers revealed. Must not know how
//! they are found or shown: that is find and card.

mod accept;
mod add;
mod assign;
mod conflict;
mod custom;
mod edit;
mod first;
mod parts;
pub mod sheet;
mod stage;
mod verify;
mod view;

pub(super) use accept::{NOTE, TEXT, coded, text};
pub(super) use add::bring;
pub use add::{Added, add};
pub use assign::transfer;
pub use edit::edit;
pub use parts::attach;
pub use stage::reasoned;
pub use verify::verify;
pub use view::{numbers, opened, printed, reveal};

use rusqlite::Connection;

use super::sql;
use crate::domain::ids::CustomerId;
use crate::error::{Error, Result};

/// Refuses a customer that is not there, or void. Only after it was authorised.
pub(super) fn present(conn: &Connection, id: CustomerId) -> Result<()> {
    if sql::exists(
        conn,
        "SELECT 1 FROM customer WHERE id = ?1 AND state = 'active'",
        [id.0],
    )? {
        return Ok(());
    }
    Err(Error::Gone(id.to_string()))
}
