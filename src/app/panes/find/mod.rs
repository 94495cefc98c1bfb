//! The find pane: the caller line and its rows. It asks with every key, keeps the old rows
//! until the answer is there, and offers what to do where nobody is found. Must not know how
//! customers are found, nor how a card looks.

mod listed;
mod rows;
#[cfg(test)]
mod tests;
pub mod view;

pub use rows::{Offer, RowId};

use crate::app::action::Action;
use crate::app::desk::Desk;
use crate::app::keymap::{self, Scope};
use crate::app::machine::Focus;
use crate::app::pane::{Ask, Pane, Step, Tone};
use crate::app::panes::ListPane;
use crate::app::vocabulary::{Answer, Slot};
use crate::domain::customer::{Found, FoundRow, MatchedBy};
use crate::domain::ids::{CallId, CustomerId};
use crate::error::Error;
use crate::kit::input::{Input, Typed};
use crate::kit::key::Key;
use crate::kit::list::List;
use crate::text::explain;

/// Rows asked for at first, and at most.
const ROWS: usize = 20;
const MOST_ROWS: usize = 60;
/// Recent customers shown under an empty line.
const RECENT: usize = 10;

/// The caller line and its rows.
#[derive(Debug, Clone, Default)]
pub struct Find {
    line: Input,
    in_line: bool,
    found: Found,
    list: List<RowId>,
    limit: usize,
    /// A question is on its way: the rows are those of the one before.
    asking: bool,
    /// The next answer is to another question than the rows that are shown.
    fresh: bool,
    /// Enter was pressed before the answer came.
    entering: bool,
    /// To be done once the whole list is here: mark all of it, or go to its end.
    whole: Option<Action>,
    failed: Option<String>,
}

impl Find {
    /// An empty caller line that has the keys.
    pub fn new() -> Find {
        Find {
            in_line: true,
            limit: ROWS,
            fresh: true,
            ..Find::default()
        }
    }

    /// What is typed.
    pub fn line(&self) -> &str {
        self.line.text()
    }

    /// The found customers.
    pub fn found(&self) -> &Found {
        &self.found
    }

    /// Gives the keys to the line or to the rows.
    pub fn focus(&mut self, in_line: bool) {
        self.in_line = in_line;
    }

    fn ask_anew(&mut self) -> Vec<Step> {
        self.limit = ROWS;
        self.fresh = true;
        self.entering = false;
        self.whole = None;
        self.ask()
    }

    /// Replaces what is typed, and asks.
    pub fn set_line(&mut self, text: &str) -> Vec<Step> {
        self.line = Input::new(text);
        self.ask_anew()
    }

    /// The selected call.
    pub fn call(&self) -> Option<CallId> {
        match self.list.selected() {
            Some(RowId::Call(id)) => Some(id),
            _ => None,
        }
    }

    /// A found row.
    pub fn row(&self, id: CustomerId) -> Option<&FoundRow> {
        self.found.rows.iter().find(|row| row.id == id)
    }

    /// Whether all rows are the owners of one whole number.
    pub fn is_shared_number(&self) -> bool {
        self.found.rows.len() > 1
            && self
                .found
                .rows
                .iter()
                .all(|row| row.matched_by == MatchedBy::Number)
    }

    /// Makes the list anew from what was found and the calls that wait to be logged.
    fn arranged(&mut self, desk: &Desk, anew: bool) {
        let ids = rows::ids(desk, &self.found, self.line.text().trim());
        let rows = usize::from(desk.list_heights().0);
        self.list.set_height(rows.saturating_sub(1));
        if anew {
            self.list.reset(ids);
        } else {
            self.list.set_rows(ids);
        }
    }

    fn enter(&mut self, desk: &Desk) -> Vec<Step> {
        if self.asking && self.fresh {
            self.entering = true;
            return Vec::new();
        }
        match (self.list.selected(), self.list.len()) {
            (Some(RowId::Customer(id)), 1) => vec![Step::Open(id)],
            (Some(_), _) => self.go_to_rows(),
            (None, _) => vec![Step::tell(Tone::Plain, desk.text().desk.no_rows)],
        }
    }

    fn go_to_rows(&mut self) -> Vec<Step> {
        vec![Step::Go(Focus::Rows), Step::Show(self.selected())]
    }

    fn open(&mut self) -> Vec<Step> {
        let typed = self.line.text().to_owned();
        match self.list.selected() {
            Some(RowId::Customer(id)) => vec![Step::Open(id)],
            Some(RowId::Call(id)) => vec![Step::Take(id)],
            Some(RowId::Offer(Offer::New)) => vec![Step::Ask(Ask::New(typed))],
            Some(RowId::Offer(Offer::Attach)) => vec![Step::Ask(Ask::Attach(typed))],
            Some(RowId::Offer(Offer::Wrong)) => vec![Step::Do(Action::WrongNumber)],
            None => Vec::new(),
        }
    }

    fn moved(&mut self, key: Key) -> Vec<Step> {
        self.list.handle(key);
        let mut steps = vec![Step::Show(self.selected())];
        let at_end = self.list.index() + 1 >= self.found.rows.len();
        if at_end && self.found.count > self.found.rows.len() && self.limit < MOST_ROWS {
            self.limit = MOST_ROWS;
            self.fresh = false;
            steps.extend(self.ask());
        }
        steps
    }

    /// Whether there are found rows that are not here yet and may be asked for.
    fn is_partial(&self) -> bool {
        self.found.count > self.found.rows.len() && self.limit < Found::CAP
    }

    fn ask_whole(&mut self, then: Action) -> Vec<Step> {
        self.limit = Found::CAP;
        self.whole = Some(then);
        self.ask()
    }

    fn mark_all(&mut self, desk: &Desk) -> Vec<Step> {
        self.list.toggle_all();
        let capped = self.marked() > 0 && self.found.count >= Found::CAP;
        let said = || (desk.text().desk.marked_of_more)(self.marked());
        let told = capped.then(|| Step::tell(Tone::Warning, said()));
        told.into_iter().collect()
    }

    fn leave(&mut self) -> Vec<Step> {
        if self.line.clear() {
            return self.ask_anew();
        }
        self.go_to_rows()
    }

    fn took(&mut self, desk: &Desk, found: &Found) -> Vec<Step> {
        let anew = std::mem::take(&mut self.fresh);
        self.asking = false;
        self.failed = None;
        self.found = found.clone();
        self.arranged(desk, anew);
        if std::mem::take(&mut self.entering) {
            return self.enter(desk);
        }
        match self.whole.take() {
            Some(Action::MarkAll) => return self.mark_all(desk),
            Some(_) => return self.moved(Key::End),
            None => {}
        }
        match (self.in_line, self.line.text().is_empty(), self.list.len()) {
            (true, true, _) => Vec::new(),
            (true, false, 1) => vec![Step::Show(self.selected())],
            (true, false, _) => vec![Step::Show(None)],
            (false, ..) => vec![Step::Show(self.selected())],
        }
    }
}

impl Pane for Find {
    fn scope(&self) -> Scope {
        if self.in_line {
            Scope::Line
        } else {
            Scope::Rows
        }
    }

    fn typing(&self) -> bool {
        self.in_line
    }

    fn update(&mut self, desk: &Desk, action: Action, key: Key) -> Vec<Step> {
        match action {
            Action::EnterRows => self.enter(desk),
            Action::ToRows => self.go_to_rows(),
            Action::LeaveLine => self.leave(),
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
            // Whoever goes back to the line wants somebody else: it is empty, as after Esc in it.
            Action::Back => vec![Step::Go(Focus::Line), Step::EmptyLine],
            _ => Vec::new(),
        }
    }

    fn typed(&mut self, _desk: &Desk, key: Key) -> Vec<Step> {
        // The key that leads to the line is no text at its beginning.
        let leads_here =
            keymap::meaning(Scope::Rows, key).is_some_and(|row| row.action == Action::CallerLine);
        if leads_here && self.line.is_empty() {
            return Vec::new();
        }
        match self.line.handle(key) {
            Typed::Changed => self.ask_anew(),
            Typed::Unchanged | Typed::NotMine => Vec::new(),
        }
    }

    fn paste(&mut self, _desk: &Desk, text: &str) -> Vec<Step> {
        match self.line.paste(text) {
            Typed::Changed => self.ask_anew(),
            _ => Vec::new(),
        }
    }

    fn receive(&mut self, desk: &Desk, _slot: Slot, answer: Result<&Answer, &Error>) -> Vec<Step> {
        match answer {
            Ok(Answer::Rows(found)) => self.took(desk, found),
            Ok(_) => Vec::new(),
            Err(error) => {
                self.asking = false;
                self.entering = false;
                self.whole = None;
                self.failed = Some(explain(desk.lang, error).to_string());
                Vec::new()
            }
        }
    }

    fn refusal(&self, desk: &Desk, action: Action) -> Option<String> {
        let words = &desk.text().desk;
        let empty = self.list.is_empty() && !self.asking;
        match action {
            Action::Open | Action::Mark | Action::MarkAll | Action::MarkRange if empty => {
                Some(words.no_rows.to_owned())
            }
            Action::Mark | Action::MarkAll | Action::MarkRange if self.selected().is_none() => {
                Some(words.no_customer.to_owned())
            }
            _ => None,
        }
    }
}
