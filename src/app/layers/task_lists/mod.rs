//! The lists of tasks with their counts, of which one is chosen. Must not know how they are found.

mod view;

use crate::app::action::Action;
use crate::app::desk::Desk;
use crate::app::keymap::Scope;
use crate::app::pane::{Pane, Step};
use crate::app::vocabulary::{Answer, Query, Slot, TaskAnswer, TaskQuery};
use crate::domain::ids::CustomerId;
use crate::domain::staff::{Operation, Scope as StaffScope};
use crate::domain::task::{KINDS, Of, Which};
use crate::error::Error;
use crate::kit::key::Key;
use crate::kit::list::List;

/// The chooser.
#[derive(Debug, Clone)]
pub(super) struct TaskLists {
    /// The customer of the task that one came from.
    whom: Option<(CustomerId, String)>,
    lists: Vec<Which>,
    /// As far as they are counted.
    counts: Vec<usize>,
    list: List<usize>,
    failed: Option<String>,
}

impl TaskLists {
    /// With the list on which one stands.
    pub(super) fn new(
        desk: &Desk,
        here: Which,
        whom: Option<(CustomerId, String)>,
    ) -> (TaskLists, Vec<Step>) {
        let mut lists = offered(desk, here.of, whom.as_ref().map(|(id, _)| *id));
        if !lists.contains(&here) {
            lists.push(here.clone());
        }
        let place = lists.iter().position(|one| *one == here).unwrap_or(0);
        let mut list = List::default();
        list.reset((0..lists.len()).collect());
        list.select(place);
        let counted = lists.iter().filter(|which| is_counted(which)).cloned();
        let query = Query::Task(TaskQuery::Counts(counted.collect()));
        let chooser = TaskLists {
            whom,
            lists,
            counts: Vec::new(),
            list,
            failed: None,
        };
        (chooser, vec![Step::Read(Slot::Lists, query)])
    }

    /// How many are on the list of this place; none: that is not known, or not yet.
    fn count(&self, place: usize) -> Option<usize> {
        let which = self.lists.get(place).filter(|which| is_counted(which))?;
        let before = self.lists.iter().filter(|which| is_counted(which));
        let at = before.take_while(|other| *other != which).count();
        self.counts.get(at).copied()
    }
}

/// Whether a list is counted: those of a whole team by kind are too many to be walked for that.
fn is_counted(which: &Which) -> bool {
    which.kind.is_none() || which.of != Of::Team
}

/// The lists that this person may see: whose, what is late, what has ended, by kind of those that
/// one looks at.
fn offered(desk: &Desk, of: Of, whom: Option<CustomerId>) -> Vec<Which> {
    let overdue = |of| Which {
        overdue: true,
        ..Which::open(of)
    };
    let ended = |of| Which {
        ended: true,
        ..Which::open(of)
    };
    let mut lists = vec![Which::open(Of::Mine), overdue(Of::Mine)];
    if desk.me().is_some_and(|me| me.unit.is_some()) {
        lists.push(Which::open(Of::Pool));
    }
    lists.extend([Which::open(Of::Given), overdue(Of::Given)]);
    let oversees = desk.may(Operation::Oversee) > Some(StaffScope::Own);
    if oversees {
        lists.extend([Which::open(Of::Team), overdue(Of::Team)]);
    }
    if let Some(customer) = whom {
        let of = Of::Customer(customer);
        lists.extend([Which::open(of), ended(of)]);
    }
    lists.extend([ended(Of::Mine), ended(Of::Given)]);
    lists.extend(oversees.then(|| ended(Of::Team)));
    let kinds = desk.choices().iter();
    let kinds = kinds.filter(|choice| choice.list == KINDS && choice.active);
    lists.extend(kinds.map(|choice| Which {
        kind: Some(choice.code.clone()),
        ..Which::open(of)
    }));
    lists
}

impl Pane for TaskLists {
    fn scope(&self) -> Scope {
        Scope::Chooser
    }

    fn update(&mut self, desk: &Desk, action: Action, key: Key) -> Vec<Step> {
        match action {
            Action::Open => {
                let place = self.list.selected();
                let which = place.and_then(|place| self.lists.get(place)).cloned();
                let show = which.map(Step::Queue);
                std::iter::once(Step::Close).chain(show).collect()
            }
            Action::Cancel => vec![Step::Close],
            _ => {
                self.list.set_height(desk.pane_height().saturating_sub(4));
                self.list.handle(key);
                Vec::new()
            }
        }
    }

    fn receive(&mut self, desk: &Desk, slot: Slot, answer: Result<&Answer, &Error>) -> Vec<Step> {
        match (slot, answer) {
            (Slot::Lists, Ok(Answer::Task(TaskAnswer::Counts(counts)))) => {
                self.failed = None;
                self.counts.clone_from(counts);
            }
            (Slot::Lists, Err(error)) => self.failed = Some(desk.explain(error)),
            _ => {}
        }
        Vec::new()
    }
}
