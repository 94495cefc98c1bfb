//! How far everybody's day is, for whoever oversees them: left, done, overdue calls; Enter shows
//! somebody's list. Must not know how it is counted.

mod view;

use crate::app::action::Action;
use crate::app::desk::Desk;
use crate::app::keymap::Scope;
use crate::app::pane::{Pane, Step};
use crate::app::vocabulary::{Answer, Query, Slot};
use crate::domain::today::{ListOf, Load, Whose};
use crate::error::Error;
use crate::kit::key::Key;
use crate::kit::list::List;

/// The table.
#[derive(Debug, Clone, Default)]
pub(super) struct Overview {
    /// None: they are asked for.
    loads: Option<Vec<Load>>,
    list: List<usize>,
    failed: Option<String>,
}

impl Overview {
    pub(super) fn new() -> (Overview, Vec<Step>) {
        let first = vec![Step::Read(Slot::Lists, Query::Overview)];
        (Overview::default(), first)
    }

    fn selected(&self) -> Option<&Load> {
        self.loads.as_ref()?.get(self.list.selected()?)
    }
}

impl Pane for Overview {
    fn scope(&self) -> Scope {
        Scope::Chooser
    }

    fn update(&mut self, desk: &Desk, action: Action, key: Key) -> Vec<Step> {
        match (action, self.selected()) {
            (Action::Open, Some(load)) => {
                let mine = desk.me().is_some_and(|me| me.id == load.staff);
                let whose = if mine {
                    Whose::Mine
                } else {
                    Whose::Of(load.staff)
                };
                vec![Step::Close, Step::List(whose, ListOf::Ranked)]
            }
            (Action::Cancel, _) => vec![Step::Close],
            _ => {
                self.list.set_height(desk.pane_height().saturating_sub(5));
                self.list.handle(key);
                Vec::new()
            }
        }
    }

    fn receive(&mut self, desk: &Desk, slot: Slot, answer: Result<&Answer, &Error>) -> Vec<Step> {
        match (slot, answer) {
            (Slot::Lists, Ok(Answer::Overview(loads))) => {
                self.failed = None;
                self.list.set_rows((0..loads.len()).collect());
                self.loads = Some(loads.clone());
            }
            (Slot::Lists, Err(error)) => self.failed = Some(desk.explain(error)),
            _ => {}
        }
        Vec::new()
    }

    fn refusal(&self, desk: &Desk, action: Action) -> Option<String> {
        let none = action == Action::Open && self.selected().is_none();
        none.then(|| desk.text().desk.no_rows.to_owned())
    }
}
