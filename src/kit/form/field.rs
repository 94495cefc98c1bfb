//! One field of a form: its text, what may be chosen in it, and its error.
//!
//! It must not know its neighbours: whether the focus moves is the form's affair.

use crate::kit::input::{Input, Typed};
use crate::kit::key::{Key, twin};
use crate::kit::list::List;

/// One thing that a field may be filled with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Suggestion {
    /// What is stored.
    pub code: String,
    /// What is shown, and what the field holds when it is chosen.
    pub label: String,
    /// In a letter field the letter; elsewhere what else may be typed for it (pinyin).
    pub keys: String,
    /// How deep it stands in a tree: drawn indented while the whole list is shown.
    pub depth: u8,
    /// What else is said of it in the list alone.
    pub more: String,
}

/// A field that stands beside others: cells of the same table and row share a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) table: u16,
    pub(super) row: u16,
    pub(super) weight: u16,
}

/// What filling a field in means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Free text.
    Text,
    /// One of a few, filtered as one types.
    Pick,
    /// One of many: the owner searches and gives suggestions as one types.
    Search,
    /// One of a few by its letter.
    Letter,
    /// Not filled in by hand: what follows from the others.
    Shown,
}

/// The state of one field.
#[derive(Debug, Clone)]
pub struct Field<F: Copy + Eq> {
    pub(super) id: F,
    pub(super) kind: Kind,
    pub(super) input: Input,
    pub(super) code: Option<String>,
    pub(super) error: Option<String>,
    pub(super) suggestions: Vec<Suggestion>,
    /// Places in `suggestions` that the text lets through.
    pub(super) list: List<usize>,
    /// Whether the suggestions are shown.
    pub(super) open: bool,
    /// Whether somebody moved in them, so that leaving an empty field chooses.
    moved: bool,
    /// Whether its text was edited since it came into focus: what was there is not chosen anew.
    edited: bool,
    /// Which part of the form it belongs to, from 0.
    pub(super) section: usize,
    /// Where it stands in a table; none: on a line of its own, behind its label.
    pub(super) cell: Option<Cell>,
    /// Enter passes it by; Tab and arrows reach it.
    pub(super) passed: bool,
    /// Anything may be typed into it: a suggestion is only meant by its beginning.
    pub(super) free: bool,
    /// It stands in a row that is there for whoever wants one more: Enter passes it by while it
    /// is empty, but not from its own row.
    pub(super) spare: bool,
    /// It must be filled in: said at its label.
    pub(super) required: bool,
    /// A figure: it is not cut while others in its row have room to give.
    pub(super) whole: bool,
    /// Its text was given, not typed: typing replaces it.
    pub(super) given: bool,
    /// What was understood of it, shown while it is in focus.
    pub(super) note: Option<String>,
}

/// Suggestions shown at once.
pub(super) const SHOWN: usize = 6;

impl<F: Copy + Eq> Field<F> {
    pub(super) fn new(id: F, kind: Kind, suggestions: Vec<Suggestion>) -> Self {
        let mut field = Field {
            id,
            kind,
            input: Input::default(),
            code: None,
            error: None,
            suggestions,
            list: List::default(),
            open: false,
            moved: false,
            edited: false,
            section: 0,
            cell: None,
            passed: false,
            free: false,
            spare: false,
            required: false,
            whole: kind == Kind::Shown,
            given: false,
            note: None,
        };
        field.filter();
        field
    }

    /// Whether it is only looked at.
    pub(super) fn is_shown(&self) -> bool {
        self.kind == Kind::Shown
    }

    /// Table and row, if it is a cell.
    pub(super) fn row(&self) -> Option<(u16, u16)> {
        self.cell.map(|cell| (cell.table, cell.row))
    }

    pub(super) fn set_text(&mut self, text: &str) {
        self.input = Input::new(text);
        self.code = None;
        self.given = false;
        self.error = None;
        self.filter();
    }

    pub(super) fn choose_code(&mut self, code: &str) -> bool {
        let found = self.suggestions.iter().position(|s| s.code == code);
        if let Some(index) = found {
            self.choose(index);
            // It was not typed: there is nothing to undo.
            self.input = Input::new(self.input.text());
        }
        found.is_some()
    }

    fn choose(&mut self, index: usize) {
        let Some(suggestion) = self.suggestions.get(index) else {
            return;
        };
        self.code = Some(suggestion.code.clone());
        let label = suggestion.label.clone();
        self.input.set(&label);
        self.error = None;
        self.open = false;
        self.moved = false;
        self.filter();
    }

    /// Other suggestions; what is chosen stays chosen and takes its new label.
    pub(super) fn set_suggestions(&mut self, suggestions: Vec<Suggestion>) {
        self.suggestions = suggestions;
        let chosen = self.code.as_ref();
        let again = self.suggestions.iter().find(|s| Some(&s.code) == chosen);
        if let Some(label) = again
            .map(|s| s.label.clone())
            .filter(|l| l != self.input.text())
        {
            self.input = Input::new(&label);
        }
        self.filter();
    }

    /// Keeps the suggestions that the text lets through, those that are it or begin with it first.
    fn filter(&mut self) {
        let typed = self.input.text().trim().to_lowercase();
        let mut kept: Vec<usize> = (0..self.suggestions.len()).collect();
        if self.kind == Kind::Pick && self.code.is_none() && !typed.is_empty() {
            let rank = |index: &usize| {
                let suggestion = self.suggestions.get(*index)?;
                let words = [&suggestion.label, &suggestion.keys, &suggestion.code];
                let words = words.map(|word| word.to_lowercase());
                let mut each = words.iter().flat_map(|word| word.split_whitespace());
                let begins = each.any(|word| word.starts_with(&typed))
                    || words.iter().any(|word| word.starts_with(&typed));
                let is = words.contains(&typed);
                let holds = begins || !self.free && words.iter().any(|word| word.contains(&typed));
                holds.then_some((!is, !begins))
            };
            kept.retain(|index| rank(index).is_some());
            kept.sort_by_key(rank);
        }
        self.list.reset(kept);
        self.list.set_height(SHOWN);
    }

    /// Whether nobody has put anything into it.
    pub(super) fn is_blank(&self) -> bool {
        self.is_shown() || self.input.text().trim().is_empty()
    }

    /// Whether the list is shown as it is, not what the text lets through.
    pub(super) fn lists_all(&self) -> bool {
        self.list.len() == self.suggestions.len()
    }

    pub(super) fn enter(&mut self) {
        self.open = self.kind == Kind::Letter || (self.kind == Kind::Pick && self.code.is_none());
        self.moved = false;
        self.edited = false;
    }

    /// A text that is a suggestion's own stands for it, however the field was left.
    pub(super) fn leave(&mut self) {
        let text = self.input.text().trim();
        let is = |suggestion: &Suggestion| !text.is_empty() && suggestion.label == text;
        let said = self.suggestions.iter().position(is);
        if let Some(index) = said.filter(|_| self.kind == Kind::Pick && self.code.is_none()) {
            self.choose(index);
        }
        self.open = false;
        self.moved = false;
    }

    /// Hides a list that one has typed or moved in; returns whether there was one.
    pub(super) fn close(&mut self) -> bool {
        let used = self.moved || !self.input.is_empty();
        let closes = self.is_listing() && used;
        if closes {
            self.leave();
        }
        closes
    }

    /// Whether arrows move in a list under the field.
    pub(super) fn is_listing(&self) -> bool {
        self.open && matches!(self.kind, Kind::Pick | Kind::Search) && !self.list.is_empty()
    }

    /// The place in the list that Enter would choose.
    pub(super) fn pending(&self) -> Option<usize> {
        let meant = self.moved || (self.edited && !self.is_blank());
        self.list
            .selected()
            .filter(|_| self.is_listing() && self.code.is_none() && meant)
    }

    /// Chooses what is pending; returns whether something was.
    pub(super) fn accept(&mut self) -> bool {
        let pending = self.pending();
        if let Some(index) = pending {
            self.choose(index);
        }
        pending.is_some()
    }

    /// The same where somebody typed, not only moved in the list.
    pub(super) fn accept_typed(&mut self) -> bool {
        self.edited && !self.is_blank() && self.accept()
    }

    pub(super) fn move_up(&mut self) -> bool {
        let moves = self.is_listing() && self.moved && self.list.index() > 0;
        moves && self.list.handle(Key::Up)
    }

    /// The first Down in a fresh list stands on its first row.
    pub(super) fn move_down(&mut self) -> bool {
        if !self.is_listing()
            || self.list.index() + 1 >= self.list.len() && self.pending().is_some()
        {
            return false;
        }
        if self.pending().is_some() {
            self.list.handle(Key::Down);
        }
        self.moved = true;
        true
    }

    pub(super) fn is_settled_letter(&self) -> bool {
        self.kind == Kind::Letter && self.code.is_some()
    }

    pub(super) fn handle(&mut self, key: Key) -> Typed {
        if self.kind == Kind::Letter {
            return self.letter_key(key);
        }
        let erases = matches!(key, Key::Backspace | Key::Delete);
        if self.is_replaced() && (erases || matches!(key, Key::Char(_))) {
            self.input.clear();
            if erases {
                return self.typed(Typed::Changed);
            }
        }
        let typed = self.input.handle(key);
        // Whoever moves in it means to mend it.
        self.given &= typed == Typed::NotMine;
        self.typed(typed)
    }

    /// Whether typing replaces what it holds: something picked, for nobody mends a label, or
    /// something given.
    fn is_replaced(&self) -> bool {
        let picks = matches!(self.kind, Kind::Pick | Kind::Search);
        self.given || (picks && self.code.is_some())
    }

    pub(super) fn paste(&mut self, text: &str) -> Typed {
        if self.kind == Kind::Letter {
            let mut letters = text.trim().chars();
            return match (letters.next(), letters.next()) {
                (Some(c), None) => self.letter_key(Key::Char(c)),
                _ => Typed::Unchanged,
            };
        }
        if self.is_replaced() {
            self.input.clear();
        }
        let typed = self.input.paste(text);
        self.typed(typed)
    }

    fn typed(&mut self, typed: Typed) -> Typed {
        if typed == Typed::Changed {
            self.code = None;
            self.given = false;
            self.error = None;
            self.moved = false;
            self.edited = true;
            self.open = matches!(self.kind, Kind::Pick | Kind::Search);
            self.filter();
        }
        typed
    }

    fn letter_key(&mut self, key: Key) -> Typed {
        match key {
            Key::Char(c) => {
                let letter = twin(c).to_string();
                let found = self.suggestions.iter().position(|s| s.keys == letter);
                let Some(index) = found else {
                    return Typed::Unchanged;
                };
                self.choose(index);
                self.open = true;
                Typed::Changed
            }
            Key::Backspace | Key::Delete if self.code.is_some() => {
                self.set_text("");
                Typed::Changed
            }
            Key::Backspace | Key::Delete | Key::Left | Key::Right => Typed::Unchanged,
            _ => Typed::NotMine,
        }
    }
}
