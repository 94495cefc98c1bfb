//! Numbers of questions: the one place where a stale answer is dropped.
//! Must not know what is asked.

use super::vocabulary::{Slot, Ticket};

/// The newest question of each slot.
#[derive(Debug, Default)]
pub(super) struct Tickets {
    last: u64,
    newest: Vec<(Slot, Ticket)>,
}

impl Tickets {
    /// A number for a new question; older ones of the slot are stale from now on.
    pub(super) fn take(&mut self, slot: Slot) -> Ticket {
        self.last += 1;
        let ticket = Ticket(self.last);
        self.newest.retain(|(other, _)| *other != slot);
        self.newest.push((slot, ticket));
        ticket
    }

    /// Whether this answers the slot's newest question.
    pub(super) fn is_newest(&self, slot: Slot, ticket: Ticket) -> bool {
        self.newest.contains(&(slot, ticket))
    }

    /// Whether the slot's newest question is answered; from now on it is.
    pub(super) fn settle(&mut self, slot: Slot) {
        self.newest.retain(|(other, _)| *other != slot);
    }
}
