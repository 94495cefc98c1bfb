//! Whole numbers that a command prints leave a trace, or are not printed.
//! Must not know how they are printed.

use super::context::{Context, Desk};
use super::output;
use super::stop::Stop;
use crate::domain::ids::CustomerId;
use crate::error::Error;
use crate::store::lock::RING_PATIENCE;
use crate::store::{Asking, customer};

/// Writes the trace for these customers. False: the file is busy, and their numbers must stay
/// masked; nobody waits for that.
pub(super) fn leave(context: &Context, desk: &Desk, ids: &[CustomerId]) -> Result<bool, Stop> {
    if ids.is_empty() {
        return Ok(true);
    }
    let asking = Asking {
        patience: RING_PATIENCE,
        ..Asking::new(desk.actor.id, desk.now.at)
    };
    let mut writer = desk.house.writer()?;
    match writer.live(&asking, "reveal", false, |tx| customer::printed(tx, ids)) {
        Ok(()) => Ok(true),
        Err(Error::Busy { .. }) => {
            output::say(context.text.cli.masked_while_busy);
            Ok(false)
        }
        Err(error) => Err(error.into()),
    }
}
