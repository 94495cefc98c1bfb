//! The find pane as a list of the stack. Must not know the frame, nor the other lists.

use super::{Find, RECENT, RowId};
use crate::app::action::Action;
use crate::app::desk::Desk;
use crate::app::pane::Step;
use crate::app::panes::ListPane;
use crate::app::vocabulary::{Changed, Query, Slot};
use crate::domain::customer::FoundRow;
use crate::domain::ids::CustomerId;
use crate::domain::today::Guard;

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

    fn selected(&self) -> Option<CustomerId> {
        match self.list.selected() {
            Some(RowId::Customer(id)) => Some(id),
            _ => None,
        }
    }

    fn targets(&self) -> Vec<CustomerId> {
        let customer = |id| match id {
            RowId::Customer(id) => Some(id),
            _ => None,
        };
        self.list
            .targets()
            .into_iter()
            .filter_map(customer)
            .collect()
    }

    fn marked(&self) -> usize {
        self.list.marked().len()
    }

    fn unmark(&mut self) {
        self.list.clear_marks();
    }

    fn step(&mut self, by: isize) -> Option<CustomerId> {
        while let Some(id) = self.list.step(by) {
            if let RowId::Customer(id) = id {
                return Some(id);
            }
        }
        None
    }

    fn has_neighbour(&self, by: isize) -> bool {
        let (ids, at) = (self.list.ids(), self.list.index());
        let customer = |id: &RowId| matches!(id, RowId::Customer(_));
        if by > 0 {
            ids.iter().skip(at + 1).any(customer)
        } else {
            ids.iter().take(at).any(customer)
        }
    }

    fn has(&self, id: CustomerId) -> bool {
        self.list.ids().contains(&RowId::Customer(id))
    }
}
