//! The panes of the desk, a folder each: `mod.rs` keeps the state and follows actions,
//! `view.rs` draws the inside; the frame draws edges and titles. Must not know each other, nor
//! how steps are carried out.

pub mod card;
mod customers;
pub mod find;
pub mod sales;
pub mod tasks;
pub mod today;

use super::action::Action;
use super::desk::Desk;
use super::pane::{Ask, Owed, Pane, Step};
use super::view::ListView;
use super::vocabulary::{Changed, Slot};
use crate::domain::customer::FoundRow;
use crate::domain::ids::{CustomerId, SaleId, TaskId};
use crate::domain::sale::SalesOf;
use crate::domain::task::{Task, Which};
use crate::domain::today::{Guard, ListOf, Whose};
pub use customers::Customers;
use customers::Row;

/// A pane of the stack: a list whose rows are customers, or lead to one.
pub trait ListPane: Pane + ListView {
    /// The action that goes here; its key stands before the title.
    fn go(&self) -> Action;

    /// The questions that are this pane's.
    fn slots(&self) -> &'static [Slot];

    /// What it is called, with what of it is shown.
    fn title(&self, desk: &Desk) -> String;

    /// How many there are, in short.
    fn note(&self, desk: &Desk) -> String;

    /// The question for its rows.
    fn ask(&mut self) -> Vec<Step>;

    /// The size of the desk or its calls are others now.
    fn arrange(&mut self, desk: &Desk);

    /// Whether a commit makes rows that are shown here old.
    fn touched(&self, changed: &Changed) -> bool;

    /// Its rows, walked by customers.
    fn rows(&self) -> &dyn Customers;

    /// The same, to be stepped through.
    fn rows_mut(&mut self) -> &mut dyn Customers;

    /// Takes all marks off: what they were for is done.
    fn unmark(&mut self);

    /// The selected customer.
    fn selected(&self) -> Option<CustomerId> {
        self.rows().selected()
    }

    /// The marked customers, else the selected one.
    fn targets(&self) -> Vec<CustomerId> {
        self.rows().targets()
    }

    /// How many rows are marked.
    fn marked(&self) -> usize {
        self.rows().marked()
    }

    /// Steps to the next or previous customer.
    fn step(&mut self, by: isize) -> Option<CustomerId> {
        self.rows_mut().step(by)
    }

    /// Whether there is a customer to step to.
    fn has_neighbour(&self, by: isize) -> bool {
        self.rows().has_neighbour(by)
    }

    /// Whether a customer is in the list.
    fn has(&self, id: CustomerId) -> bool {
        self.rows().has(id)
    }

    /// The task that is selected; none: the list has no tasks.
    fn task(&self) -> Option<&Task> {
        None
    }

    /// Shows another list of tasks, and stands on this one.
    fn pick(&mut self, _which: Which, _at: Option<TaskId>) -> Vec<Step> {
        Vec::new()
    }

    /// The customers of a list of Today that nobody else is at, in order.
    fn free(&self) -> Vec<CustomerId> {
        Vec::new()
    }

    /// Stands on a customer's row.
    fn stand_on(&mut self, _id: CustomerId) -> Vec<Step> {
        Vec::new()
    }

    /// The reasons to ring whom an action applies to; none: the list does not know them.
    fn owed(&self) -> Vec<Owed> {
        Vec::new()
    }

    /// Why a customer had better not be called now, as far as the list knows.
    fn guard(&self, _id: CustomerId) -> Vec<Guard> {
        Vec::new()
    }

    /// Which list of Today it shows, and whose; none: it is another list.
    fn chosen(&self) -> Option<(Whose, ListOf)> {
        None
    }

    /// Shows another list of Today.
    fn choose(&mut self, _whose: Whose, _list: ListOf) -> Vec<Step> {
        Vec::new()
    }

    /// The person who sits here is known: the list that is of use to them.
    fn begin(&mut self, _desk: &Desk) {}

    /// What chooses which list is shown; none: the chooser of Today's lists.
    fn chooser(&self, _desk: &Desk) -> Option<Ask> {
        None
    }

    /// Shows another list of sales.
    fn choose_sales(&mut self, _whose: Whose, _of: SalesOf) -> Vec<Step> {
        Vec::new()
    }

    /// A sale was entered here: the one that is meant from now on.
    fn entered(&mut self, _sale: SaleId) {}

    /// A customer's name, raw, as far as the list knows it.
    fn name(&self, id: CustomerId) -> Option<String> {
        self.brief(id).map(|row| row.name)
    }

    /// What the list knows of a customer, until their card is there.
    fn brief(&self, id: CustomerId) -> Option<FoundRow>;
}

/// The panes under the find pane, in the order of their keys.
pub fn under_find() -> Vec<Box<dyn ListPane>> {
    vec![
        Box::new(today::Today::default()),
        Box::new(tasks::Tasks::default()),
        Box::new(sales::Sales::default()),
    ]
}
