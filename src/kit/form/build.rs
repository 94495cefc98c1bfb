//! How a field is made: of which kind, where it stands, and what leads into it.
//!
//! It must not know keys.

use super::field::{Cell, Field, Kind, Suggestion};

impl<F: Copy + Eq> Field<F> {
    /// Free text.
    #[must_use]
    pub fn text(id: F) -> Self {
        Field::new(id, Kind::Text, Vec::new())
    }

    /// One of a few: the list shows while the field is in focus and shrinks as one types.
    #[must_use]
    pub fn pick(id: F, suggestions: Vec<Suggestion>) -> Self {
        Field::new(id, Kind::Pick, suggestions)
    }

    /// One of many: on `Changed` the owner searches and calls `set_suggestions`.
    #[must_use]
    pub fn search(id: F) -> Self {
        Field::new(id, Kind::Search, Vec::new())
    }

    /// One of a few by a single letter, all shown while the field is in focus.
    #[must_use]
    pub fn letter(id: F, suggestions: Vec<Suggestion>) -> Self {
        Field::new(id, Kind::Letter, suggestions)
    }

    /// What follows from other fields: the owner sets it, and nothing leads into it. Figures, at
    /// the right edge.
    #[must_use]
    pub fn shown(id: F) -> Self {
        Field::new(id, Kind::Shown, Vec::new())
    }

    /// The same field with a text in it.
    #[must_use]
    pub fn with_text(mut self, text: &str) -> Self {
        self.set_text(text);
        self
    }

    /// The same field with a suggestion chosen, if it has that code.
    #[must_use]
    pub fn with_code(mut self, code: &str) -> Self {
        self.choose_code(code);
        self
    }

    /// The same field in a part of the form, counted from 0.
    #[must_use]
    pub fn in_section(mut self, section: usize) -> Self {
        self.section = section;
        self
    }

    /// The same field as a cell: those of the same table and row share a line, each as wide as
    /// its weight says.
    #[must_use]
    pub fn in_row(mut self, table: u16, row: u16, weight: u16) -> Self {
        self.cell = Some(Cell { table, row, weight });
        self
    }

    /// The same field as one that is seldom filled in: Enter passes it by.
    #[must_use]
    pub fn passed(mut self) -> Self {
        self.passed = true;
        self
    }

    /// The same field as one into which anything may be typed, whatever is suggested.
    #[must_use]
    pub fn free(mut self) -> Self {
        self.free = true;
        self
    }

    /// The same field in a row for whoever wants one more: Enter does not lead into it while it
    /// is empty.
    #[must_use]
    pub fn spare(mut self) -> Self {
        self.spare = true;
        self
    }

    /// The same field as a figure: others in its row give way before it is cut.
    #[must_use]
    pub fn whole(mut self) -> Self {
        self.whole = true;
        self
    }

    /// The same field as one that must be filled in: its label says so.
    #[must_use]
    pub fn required(mut self) -> Self {
        self.required = true;
        self
    }
}
