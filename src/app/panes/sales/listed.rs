//! The sales pane as a list of the stack. Must not know the frame, nor the other lists.

use super::{RowId, Sales, usual};
use crate::app::action::Action;
use crate::app::desk::Desk;
use crate::app::pane::{Ask, Step};
use crate::app::panes::{Customers, ListPane, Row};
use crate::app::vocabulary::{Changed, Slot};
use crate::domain::customer::FoundRow;
use crate::domain::ids::{CustomerId, SaleId};
use crate::domain::sale::SalesOf;
use crate::domain::today::Whose;
use crate::kit::clean::clean;
use crate::text::sales;

impl Row for RowId {
    fn customer(self) -> Option<CustomerId> {
        Some(self.customer)
    }
}

impl ListPane for Sales {
    fn go(&self) -> Action {
        Action::GoSales
    }

    fn slots(&self) -> &'static [Slot] {
        &[Slot::Sales]
    }

    fn title(&self, desk: &Desk) -> String {
        let words = &desk.text().sales;
        match (self.whose, self.of) {
            (Whose::Mine, SalesOf::Newest) => words.title.to_owned(),
            (_, SalesOf::Customer(_)) => (words.titled)(words.title, &clean(&self.name)),
            (whose, of) => (words.titled)(sales::list(desk.text(), of), &desk.whose(whose)),
        }
    }

    fn note(&self, desk: &Desk) -> String {
        if self.failed.is_some() {
            return String::new();
        }
        if self.fresh {
            return desk.text().desk.asking.to_owned();
        }
        (desk.text().today.count)(self.shown.count, self.shown.more)
    }

    fn ask(&mut self) -> Vec<Step> {
        vec![self.question()]
    }

    fn arrange(&mut self, desk: &Desk) {
        self.list.set_height(usize::from(desk.list_heights().0));
    }

    fn touched(&self, changed: &Changed) -> bool {
        changed.sales
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

    fn begin(&mut self, desk: &Desk) {
        let Some(me) = desk.me() else {
            return;
        };
        let (whose, of) = usual(me.role);
        if self.fresh && (whose, of) != self.usual {
            *self = Sales {
                usual: (whose, of),
                whose,
                of,
                list: self.list.emptied(),
                ..Sales::default()
            };
        }
    }

    fn chooser(&self, _desk: &Desk) -> Option<Ask> {
        let here = self.here();
        let whom = here.map(|row| (row.customer, row.customer_name.clone()));
        Some(Ask::SaleLists(self.whose, self.of, whom))
    }

    fn choose_sales(&mut self, whose: Whose, of: SalesOf) -> Vec<Step> {
        self.show(whose, of)
    }

    fn entered(&mut self, sale: SaleId) {
        self.entered = Some(sale);
    }

    fn name(&self, id: CustomerId) -> Option<String> {
        let row = self.shown.rows.iter().find(|row| row.customer == id);
        row.map(|row| row.customer_name.clone())
    }

    fn brief(&self, _id: CustomerId) -> Option<FoundRow> {
        None
    }
}
