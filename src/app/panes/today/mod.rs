//! The Today pane: whom to ring next, and why. It keeps the selected row while others come and
//! go, and asks for more rows as somebody reads on. Must not know how reasons are found, nor what
//! becomes of them.

mod listed;
#[cfg(test)]
mod tests;
pub mod view;

use crate::app::action::Action;
use crate::app::desk::Desk;
use crate::app::keymap::Scope;
use crate::app::machine::Focus;
use crate::app::pane::{Pane, Step, Tone};
use crate::app::panes::ListPane;
use crate::app::vocabulary::{Answer, Query, Slot};
use crate::domain::ids::{CallId, CustomerId};
use crate::domain::today::{ListOf, TodayList, TodayRow, Whose};
use crate::error::Error;
use crate::kit::key::Key;
use crate::kit::list::List;

/// Rows asked for at first, with each page more, and at most.
const ROWS: usize = 60;
const MOST: usize = 2_000;

/// The list that one begins with, and comes back to.
const RANKED: (Whose, ListOf) = (Whose::Mine, ListOf::Ranked);

/// A row's identity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum RowId {
    /// A customer.
    Customer(CustomerId),
    /// A missed call of a number that nobody has.
    Call(CallId),
}

impl RowId {
    fn of(row: &TodayRow) -> Option<RowId> {
        let call = || row.reasons.first()?.occurrence.parse().ok();
        match row.customer {
            Some(customer) => Some(RowId::Customer(customer)),
            None => call().map(|id| RowId::Call(CallId(id))),
        }
    }
}

/// The list and where one is in it.
#[derive(Debug, Clone)]
pub struct Today {
    whose: Whose,
    of: ListOf,
    limit: usize,
    shown: TodayList,
    list: List<RowId>,
    /// No answer has come yet to what is asked.
    fresh: bool,
    /// More rows are on their way.
    growing: bool,
    /// To be done once the whole list is here: mark all of it, or go to its end.
    whole: Option<Action>,
    failed: Option<String>,
}

impl Default for Today {
    fn default() -> Today {
        Today {
            whose: RANKED.0,
            of: RANKED.1,
            limit: ROWS,
            shown: TodayList::default(),
            list: List::default(),
            fresh: true,
            growing: false,
            whole: None,
            failed: None,
        }
    }
}

impl Today {
    fn question(&self) -> Step {
        let query = Query::Today {
            whose: self.whose,
            list: self.of,
            limit: self.limit,
        };
        Step::Read(Slot::Today, query)
    }

    fn row(&self, id: RowId) -> Option<&TodayRow> {
        let mut rows = self.shown.rows.iter();
        rows.find(|row| RowId::of(row) == Some(id))
    }

    /// Whether there are rows that are not here yet and may be asked for.
    fn is_partial(&self) -> bool {
        self.shown.total > self.shown.rows.len() && self.limit < MOST
    }

    fn ask_whole(&mut self, then: Action) -> Vec<Step> {
        self.limit = MOST;
        self.whole = Some(then);
        vec![self.question()]
    }

    fn moved(&mut self, key: Key) -> Vec<Step> {
        self.list.handle(key);
        let mut steps = vec![Step::Show(self.selected())];
        if self.list.index() + 1 >= self.list.len() && self.is_partial() && !self.growing {
            self.growing = true;
            self.limit = MOST.min(self.limit * 4);
            steps.push(self.question());
        }
        steps
    }

    fn mark_all(&mut self, desk: &Desk) -> Vec<Step> {
        self.list.toggle_all();
        let capped = self.marked() > 0 && self.shown.total > self.shown.rows.len();
        let said = || (desk.text().desk.marked_of_more)(self.marked());
        let told = capped.then(|| Step::tell(Tone::Warning, said()));
        told.into_iter().collect()
    }

    fn took(&mut self, desk: &Desk, list: &TodayList) -> Vec<Step> {
        self.failed = None;
        self.shown = list.clone();
        let ids = self.shown.rows.iter().filter_map(RowId::of).collect();
        if std::mem::take(&mut self.fresh) {
            self.list.reset(ids);
        } else {
            self.list.set_rows(ids);
        }
        match self.whole.take() {
            Some(Action::MarkAll) => return self.mark_all(desk),
            Some(_) => return self.moved(Key::End),
            None => {}
        }
        vec![Step::Show(self.selected())]
    }

    fn open(&self) -> Vec<Step> {
        match self.list.selected() {
            Some(RowId::Customer(id)) => vec![Step::Open(id)],
            Some(RowId::Call(id)) => vec![Step::Take(id)],
            None => Vec::new(),
        }
    }
}

impl Pane for Today {
    fn scope(&self) -> Scope {
        Scope::Rows
    }

    fn typing(&self) -> bool {
        false
    }

    fn update(&mut self, desk: &Desk, action: Action, key: Key) -> Vec<Step> {
        match action {
            Action::Open => self.open(),
            Action::MarkAll | Action::Last if self.is_partial() => self.ask_whole(action),
            Action::Up
            | Action::Down
            | Action::PageUp
            | Action::PageDown
            | Action::First
            | Action::Last => self.moved(key),
            Action::Mark => {
                self.list.toggle_mark();
                vec![Step::Show(self.selected())]
            }
            Action::MarkAll => self.mark_all(desk),
            Action::MarkRange => {
                self.list.toggle_range();
                Vec::new()
            }
            Action::Back if self.list.clear_marks() => Vec::new(),
            Action::Back if (self.whose, self.of) != RANKED => {
                let (whose, list) = RANKED;
                self.choose(whose, list)
            }
            Action::Back => vec![Step::Go(Focus::Line)],
            _ => Vec::new(),
        }
    }

    fn receive(&mut self, desk: &Desk, _slot: Slot, answer: Result<&Answer, &Error>) -> Vec<Step> {
        self.growing = false;
        match answer {
            Ok(Answer::Today(list)) => self.took(desk, list),
            Ok(_) => Vec::new(),
            Err(error) => {
                self.whole = None;
                self.failed = Some(desk.explain(error));
                Vec::new()
            }
        }
    }

    fn refusal(&self, desk: &Desk, action: Action) -> Option<String> {
        let words = &desk.text().desk;
        match action {
            Action::Open | Action::Mark | Action::MarkAll | Action::MarkRange
                if self.list.is_empty() =>
            {
                Some(words.no_rows.to_owned())
            }
            _ => None,
        }
    }
}
