//! The find pane as a list of the stack. Must not know the frame, nor the other lists.

use super::{Find, RECENT, RowId};
use crate::app::action::Action;
use crate::app::desk::Desk;
use crate::app::pane::Step;
use crate::app::panes::{Customers, ListPane, Row};
use crate::app::vocabulary::{Changed, Query, Slot};
use crate::domain::customer::FoundRow;
use crate::domain::ids::CustomerId;
use crate::domain::today::Guard;

impl Row for RowId {
    fn customer(self) -> Option<CustomerId> {
        match self {
            RowId::Customer(id) => Some(id),
            RowId::Call(_) | RowId::Offer(_) => None,
        }
    }
}

impl ListPane for Find {
    fn go(&self) -> Action {
        Action::GoFind
    }

    fn slots(&self) -> &'static [Slot] {
        &[Slot::Rows]
    }

    fn title(&self, desk: &Desk) -> String {
        desk.text().desk.find.to_owned()
    }

    fn note(&self, desk: &Desk) -> String {
        self.said_of_rows(desk)
    }

    fn arrange(&mut self, desk: &Desk) {
        self.arranged(desk, false);
    }

    fn touched(&self, changed: &Changed) -> bool {
        let shown = |&id: &CustomerId| self.has(id);
        changed.many || changed.customers.iter().any(shown)
    }

    fn rows(&self) -> &dyn Customers {
        &self.list
    }

    fn rows_mut(&mut self) -> &mut dyn Customers {
        &mut self.list
    }

    fn unmark(&mut self) {
        self.list.clear_marks();
    }

    fn guard(&self, id: CustomerId) -> Vec<Guard> {
        let unwilling = self.row(id).is_some_and(|row| row.do_not_call);
        unwilling.then_some(Guard::DoNotCall).into_iter().collect()
    }

    fn brief(&self, id: CustomerId) -> Option<FoundRow> {
        self.row(id).cloned()
    }

    fn ask(&mut self) -> Vec<Step> {
        self.asking = true;
        let query = if self.line.text().trim().is_empty() {
            Query::Recent { limit: RECENT }
        } else {
            Query::Find {
                typed: self.line.text().to_owned(),
                limit: self.limit,
            }
        };
        vec![Step::Read(Slot::Rows, query)]
    }
}
