//! A list as the desk walks it: by the customers among its rows. Must not know what other rows
//! there are.

use std::hash::Hash;

use crate::domain::ids::CustomerId;
use crate::kit::list::List;

/// A row's identity.
pub(super) trait Row: Copy + Eq + Hash {
    /// The customer that the row is; none: it is something else.
    fn customer(self) -> Option<CustomerId>;
}

/// The customers among the rows of a list.
pub trait Customers {
    /// The selected one.
    fn selected(&self) -> Option<CustomerId>;

    /// The marked ones, else the selected one.
    fn targets(&self) -> Vec<CustomerId>;

    /// How many rows are marked, customers or not.
    fn marked(&self) -> usize;

    /// Steps to the next or previous one.
    fn step(&mut self, by: isize) -> Option<CustomerId>;

    /// Whether there is one to step to.
    fn has_neighbour(&self, by: isize) -> bool;

    /// Whether this one is among them.
    fn has(&self, id: CustomerId) -> bool;
}

impl<R: Row> Customers for List<R> {
    fn selected(&self) -> Option<CustomerId> {
        List::selected(self).and_then(Row::customer)
    }

    fn targets(&self) -> Vec<CustomerId> {
        let rows = List::targets(self).into_iter();
        rows.filter_map(Row::customer).collect()
    }

    fn marked(&self) -> usize {
        List::marked(self).len()
    }

    fn step(&mut self, by: isize) -> Option<CustomerId> {
        while let Some(row) = List::step(self, by) {
            if let Some(id) = row.customer() {
                return Some(id);
            }
        }
        None
    }

    fn has_neighbour(&self, by: isize) -> bool {
        let (rows, at) = (self.ids(), self.index());
        let is_one = |row: &R| row.customer().is_some();
        if by > 0 {
            rows.iter().skip(at + 1).any(is_one)
        } else {
            rows.iter().take(at).any(is_one)
        }
    }

    fn has(&self, id: CustomerId) -> bool {
        self.ids().iter().any(|row| row.customer() == Some(id))
    }
}
