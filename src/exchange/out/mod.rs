//! Files out: rows of cells to delimited text and worksheets, cards to vCards. What they write,
//! the readers of this layer read back. Must not know what a column means.

mod calendar;
mod cards;
mod delimited;
mod workbook;

use std::borrow::Cow;
use std::io;

pub use calendar::{Entry, Moment, calendar};
pub use cards::{Address, Card, Cards, Version, says_all};
pub use delimited::Delimited;
pub use workbook::Workbook;

use crate::domain::time::Day;

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell<'c> {
    /// Nothing.
    Empty,
    /// A text, whatever it looks like.
    Text(Cow<'c, str>),
    /// A day.
    Day(Day),
    /// A number in plain figures (`-1234.50`), to be added up.
    Number(String),
}

impl<'c> Cell<'c> {
    /// A text; none where it is empty.
    pub fn text(text: impl Into<Cow<'c, str>>) -> Self {
        let text = text.into();
        if text.is_empty() {
            Cell::Empty
        } else {
            Cell::Text(text)
        }
    }

    /// A text that may be missing.
    pub fn maybe(text: Option<&'c str>) -> Self {
        Cell::text(text.unwrap_or_default())
    }
}

/// Where rows go.
pub trait Sheet {
    /// Writes a row of as many cells as the header has.
    ///
    /// # Errors
    /// What writing says.
    fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()>;

    /// Writes what is left.
    ///
    /// # Errors
    /// What writing says.
    fn finish(self: Box<Self>) -> io::Result<()>;
}
