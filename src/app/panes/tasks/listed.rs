//! The tasks pane as a list of the stack. Must not know the frame, nor the other lists.

use super::{OWN, ROWS, RowId, Tasks};
use crate::app::action::Action;
use crate::app::desk::Desk;
use crate::app::pane::Step;
use crate::app::panes::{Customers, ListPane, Row};
use crate::app::tasking::list_name;
use crate::app::vocabulary::{Changed, Slot};
use crate::domain::customer::{FoundRow, MatchedBy, Sight};
use crate::domain::ids::{CustomerId, TaskId};
use crate::domain::task::{Of, Task, Which};

impl Row for RowId {
    fn customer(self) -> Option<CustomerId> {
        self.customer
    }
}

impl ListPane for Tasks {
    fn go(&self) -> Action {
        Action::GoTasks
    }

    fn slots(&self) -> &'static [Slot] {
        &[Slot::Tasks]
    }

    fn title(&self, desk: &Desk) -> String {
        let title = desk.text().queue.title;
        if self.which == Which::open(Of::Mine) {
            return title.to_owned();
        }
        let whom = self
            .shown
            .tasks
            .iter()
            .find_map(|row| row.task.customer.as_ref());
        let whom = whom.map(|whom| whom.name.as_str());
        (desk.text().queue.lists.titled)(title, &list_name(desk, &self.which, whom))
    }

    fn note(&self, desk: &Desk) -> String {
        if self.failed.is_some() {
            return String::new();
        }
        if self.fresh {
            return desk.text().desk.asking.to_owned();
        }
        (desk.text().queue.count)(self.shown.tasks.len(), self.shown.more, desk.unread)
    }

    fn ask(&mut self) -> Vec<Step> {
        vec![self.question()]
    }

    fn arrange(&mut self, desk: &Desk) {
        self.list.set_height(usize::from(desk.list_heights().0));
    }

    fn touched(&self, changed: &Changed) -> bool {
        let shown = |&id: &CustomerId| self.has(id);
        changed.tasks || changed.customers.iter().chain(&changed.claims).any(shown)
    }

    fn rows(&self) -> &dyn Customers {
        &self.list
    }

    fn rows_mut(&mut self) -> &mut dyn Customers {
        &mut self.list
    }

    fn unmark(&mut self) {
        self.list.pass_marks();
    }

    fn pick(&mut self, which: Which, at: Option<TaskId>) -> Vec<Step> {
        if which != self.which {
            *self = Tasks {
                limit: if which.of == Of::Mine { OWN } else { ROWS },
                which,
                list: self.list.emptied(),
                ..Tasks::default()
            };
            self.aim = at;
            return vec![Step::Show(None), self.question()];
        }
        self.aim = at;
        self.stand_on_aim();
        vec![Step::Show(self.selected()), self.question()]
    }

    fn task(&self) -> Option<&Task> {
        let row = self.list.selected().and_then(|id| self.row(id));
        row.map(|row| &row.task)
    }

    fn brief(&self, id: CustomerId) -> Option<FoundRow> {
        let mut whom = self
            .shown
            .tasks
            .iter()
            .filter_map(|row| row.task.customer.as_ref());
        let whom = whom.find(|whom| whom.id == id && whom.there)?;
        Some(FoundRow {
            id,
            code: whom.code.clone(),
            name: whom.name.clone(),
            card_no: None,
            tier: None,
            grade: None,
            owner: None,
            owner_name: None,
            digits: None,
            whose: None,
            last_contact_at: None,
            do_not_call: false,
            sight: Sight::Full,
            matched_by: MatchedBy::Recent,
        })
    }
}
