//! Beginning to work on something, in the store. Must not know threads.

use crate::app::vocabulary::{Claim, Outcome, Taken};
use crate::domain::ids::CustomerId;
use crate::domain::task::Claimed;
use crate::error::{Error, Refusal, Result};
use crate::store::draft::Keeper;
use crate::store::{Asking, LiveTx, Writer, claim, task};

/// Carries it out; it is freed when this desk goes away.
pub(super) fn carry_out(
    writer: &mut Writer,
    keeper: &mut Keeper,
    asking: &Asking,
    claim: Claim,
) -> Result<Outcome> {
    let desk = keeper.seat(writer, asking.staff);
    let desk = desk.as_deref();
    let take = |tx: &LiveTx<'_>| match &claim {
        Claim::Next { skip } => {
            let task = task::take_next(tx, *skip, desk)?;
            Ok(task.map_or(Taken::Nothing, |task| Taken::Task(Box::new(task))))
        }
        Claim::First(customers) => first(tx, customers, desk),
        Claim::Hold(what) => {
            claim::take(tx, *what, desk)?;
            Ok(Taken::Nothing)
        }
        Claim::Leave(what) => {
            claim::release(tx, *what)?;
            Ok(Taken::Nothing)
        }
    };
    let taken = writer.live(asking, "claim", false, take)?;
    Ok(match claim {
        Claim::Hold(_) | Claim::Leave(_) => Outcome::Kept,
        Claim::Next { .. } | Claim::First(_) => Outcome::Taken(taken),
    })
}

fn first(tx: &LiveTx<'_>, customers: &[CustomerId], desk: Option<&str>) -> Result<Taken> {
    claim::release_all(tx, desk)?;
    for customer in customers {
        match claim::take(tx, Claimed::Customer(*customer), desk) {
            Ok(()) => return Ok(Taken::Customer(*customer)),
            // Somebody is at it, or it has gone out of reach meanwhile.
            Err(Error::Refused(Refusal::Claimed { .. } | Refusal::NoRight { .. })) => {}
            Err(why) => return Err(why),
        }
    }
    Ok(Taken::Nothing)
}
