//! What writes come to. Must not know threads or the store.

use super::{Taken, Traded};
use crate::domain::ids::{CustomerId, EntryId, PhoneId};
use crate::domain::kept::Kept;
use crate::domain::task::ByCall;
use crate::domain::time::Day;

/// What a command came to.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// It is stored, under this entry, and about this customer.
    Saved {
        /// The journal entry: `u` takes it back.
        entry: EntryId,
        /// The customer it was about (the new one of `Add`).
        customer: Option<CustomerId>,
        /// Names of those it was done to, where several.
        count: usize,
    },
    /// The same of tasks.
    Tasked {
        /// The journal entry.
        entry: EntryId,
        /// The customer, where it was about one.
        customer: Option<CustomerId>,
        /// To how many it was done: others were closed meanwhile.
        count: usize,
        /// When what was done comes again.
        again: Option<Day>,
    },
    /// The same of a call that was logged.
    Called {
        /// The journal entry.
        entry: EntryId,
        /// With whom.
        customer: CustomerId,
        /// What it was to a task about them.
        task: Option<ByCall>,
    },
    /// The same of a sale, with what it came to.
    Traded {
        /// The journal entry.
        entry: EntryId,
        /// Whose sale it is.
        customer: CustomerId,
        /// What it came to.
        done: Traded,
    },
    /// Many tasks are given.
    Given {
        /// The journal entry: `u` takes all of them back.
        entry: EntryId,
        /// Given, customers who have a task already, refused.
        counts: [usize; 3],
    },
    /// What was taken to be worked on.
    Taken(Taken),
    /// A whole number.
    Number {
        /// Whose.
        customer: CustomerId,
        /// Which.
        phone: PhoneId,
        /// In full, as one reads and dials it.
        number: String,
        /// It is for the clipboard.
        copy: bool,
    },
    /// Every number of a customer, as it is stored.
    Numbers(Vec<(PhoneId, String)>),
    /// Taken back: by this entry, which `U` takes back in turn.
    Undone {
        /// The entry that was taken back.
        undone: EntryId,
        /// What it was, the code of its action.
        action: String,
        /// The entry that did it.
        entry: EntryId,
        /// Customers that it touched.
        customers: Vec<CustomerId>,
    },
    /// A form that was kept is open here now.
    TakenUp(Box<Kept>),
    /// News were read: there are fewer.
    Heard,
    /// Stored; there is nothing to say.
    Kept,
}

impl Outcome {
    /// The entry under which something is stored that `u` takes back, and whom it is about.
    pub fn stored(&self) -> Option<(EntryId, Option<CustomerId>)> {
        match self {
            Outcome::Saved {
                entry, customer, ..
            }
            | Outcome::Tasked {
                entry, customer, ..
            } => Some((*entry, *customer)),
            Outcome::Traded {
                entry, customer, ..
            }
            | Outcome::Called {
                entry, customer, ..
            } => Some((*entry, Some(*customer))),
            // Of nothing there is nothing to take back.
            Outcome::Given { entry, counts } if counts.first() != Some(&0) => Some((*entry, None)),
            _ => None,
        }
    }
}
