//! What stands under the caller line: calls to be logged and recent customers, the found
//! customers, or what to do where nobody was found. Must not know how rows are drawn.

use crate::app::desk::Desk;
use crate::domain::customer::Found;
use crate::domain::ids::{CallId, CustomerId};
use crate::domain::interaction::Call;
use crate::domain::phone;

/// A row's identity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RowId {
    /// A customer.
    Customer(CustomerId),
    /// A call that was not logged yet.
    Call(CallId),
    /// Something to do with a number that nobody has.
    Offer(Offer),
}

/// What can be done where nobody was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Offer {
    /// A new customer with this number.
    New,
    /// The number belongs to a customer who is there already.
    Attach,
    /// Somebody has misdialled.
    Wrong,
}

/// The rows, in order.
pub(super) fn ids(desk: &Desk, found: &Found, typed: &str) -> Vec<RowId> {
    let customers = found.rows.iter().map(|row| RowId::Customer(row.id));
    if typed.is_empty() {
        let calls = desk
            .calls
            .iter()
            .filter(|call| waits(desk, call))
            .map(|call| RowId::Call(call.id));
        return calls.chain(customers).collect();
    }
    if found.rows.is_empty() {
        // A name cannot be attached to anybody, nor be misdialled.
        let offers = if phone::is_number(typed) {
            &[Offer::New, Offer::Attach, Offer::Wrong][..]
        } else {
            &[Offer::New]
        };
        return offers.iter().copied().map(RowId::Offer).collect();
    }
    customers.collect()
}

/// Whether a call is still to be logged: answered or missed, or pushed aside by another one.
fn waits(desk: &Desk, call: &Call) -> bool {
    let told = desk.calling().is_some_and(|told| told.id == call.id);
    !call.logged && (call.answered_at.is_some() || call.missed || !told)
}
