//! The Today pane as a list of the stack. Must not know the frame, nor the other lists.

use super::{RANKED, RowId, Today};
use crate::app::action::Action;
use crate::app::desk::Desk;
use crate::app::pane::{Owed, Step};
use crate::app::panes::{Customers, ListPane, Row};
use crate::app::vocabulary::{Changed, Slot};
use crate::domain::customer::{FoundRow, MatchedBy, Sight};
use crate::domain::ids::CustomerId;
use crate::domain::today::{Guard, ListOf, TodayRow, Whose};
use crate::text::lists::title;

impl Row for RowId {
    fn customer(self) -> Option<CustomerId> {
        match self {
            RowId::Customer(id) => Some(id),
            RowId::Call(_) => None,
        }
    }
}

impl ListPane for Today {
    fn go(&self) -> Action {
        Action::GoToday
    }

    fn slots(&self) -> &'static [Slot] {
        &[Slot::Today]
    }

    fn title(&self, desk: &Desk) -> String {
        let words = &desk.text().today;
        match (self.whose, self.of) {
            RANKED => words.title.to_owned(),
            (whose, list) => (words.titled)(&title(desk.lang, list), &desk.whose(whose)),
        }
    }

    fn note(&self, desk: &Desk) -> String {
        if self.failed.is_some() {
            return String::new();
        }
        if self.fresh {
            return desk.text().desk.asking.to_owned();
        }
        (desk.text().today.count)(self.shown.total, self.shown.more)
    }

    fn ask(&mut self) -> Vec<Step> {
        vec![self.question()]
    }

    fn arrange(&mut self, desk: &Desk) {
        let rows = usize::from(desk.list_heights().0);
        self.list.set_height(rows.saturating_sub(1));
    }

    fn touched(&self, changed: &Changed) -> bool {
        let shown = |&id: &CustomerId| self.has(id);
        changed.customers.iter().chain(&changed.claims).any(shown)
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

    fn owed(&self) -> Vec<Owed> {
        let owed = |row: &TodayRow| Owed {
            customer: row.customer,
            name: row.name.clone(),
            reasons: row.reasons.clone(),
        };
        let targets = self.list.targets().into_iter();
        targets.filter_map(|id| self.row(id)).map(owed).collect()
    }

    fn guard(&self, id: CustomerId) -> Vec<Guard> {
        let row = self.row(RowId::Customer(id));
        row.map(|row| row.guard.clone()).unwrap_or_default()
    }

    fn chosen(&self) -> Option<(Whose, ListOf)> {
        Some((self.whose, self.of))
    }

    fn choose(&mut self, whose: Whose, list: ListOf) -> Vec<Step> {
        *self = Today {
            whose,
            of: list,
            list: self.list.emptied(),
            ..Today::default()
        };
        vec![Step::Show(None), self.question()]
    }

    fn free(&self) -> Vec<CustomerId> {
        // Who had better not be called sinks and comes last; at some hours that is everybody.
        let rows = self.shown.rows.iter();
        let rows = rows.filter(|row| row.held_by.is_none());
        rows.filter_map(|row| row.customer).collect()
    }

    fn stand_on(&mut self, id: CustomerId) -> Vec<Step> {
        self.list.select(RowId::Customer(id));
        vec![Step::Show(self.selected())]
    }

    fn brief(&self, id: CustomerId) -> Option<FoundRow> {
        let row = self.row(RowId::Customer(id))?;
        let owner = row.owner.clone();
        Some(FoundRow {
            id,
            code: row.code.clone(),
            name: row.name.clone(),
            card_no: None,
            tier: row.tier.clone(),
            grade: row.grade.clone(),
            owner: owner.as_ref().map(|(id, _)| *id),
            owner_name: owner.map(|(_, name)| name),
            digits: row.number.clone(),
            whose: None,
            last_contact_at: row.last_contact_at,
            do_not_call: row.guard.contains(&Guard::DoNotCall),
            sight: Sight::Full,
            matched_by: MatchedBy::Recent,
        })
    }
}
