//! One row of a sheet while its cells arrive, and the limits that a row and a sheet have.
//! Must not know where cells come from, nor where rows go.

use calamine::DataRef;

use super::limit::{MAX_ROWS, MAX_TEXT};
use super::look::{Look, Seen};
use crate::exchange::csv::{MAX_CELL, MAX_COLUMNS};
use crate::exchange::problem::{Bound, WorkbookFault};

/// Where rows go, one by one.
pub(super) trait Sink {
    /// Takes a row; its number is from 1. Whether more are wanted.
    fn row(&mut self, line: &Line) -> Result<bool, WorkbookFault>;
    /// Notes a cell that the spreadsheet could not work out.
    fn fault(&mut self, fault: String);
}

/// The row at hand; its texts are used again.
#[derive(Default)]
pub(super) struct Line {
    /// Its number, from 1.
    pub(super) number: u32,
    /// A cell that is longer than any may be, from 0; its text is cut.
    pub(super) too_long: Option<usize>,
    cells: Vec<String>,
    used: usize,
    text: String,
    /// Bytes of all texts of the sheet so far.
    all: usize,
}

impl Line {
    /// Its texts, up to the last that says something.
    pub(super) fn cells(&self) -> impl ExactSizeIterator<Item = &str> {
        self.cells.iter().take(self.used).map(String::as_str)
    }

    /// Takes a cell; rows and columns are from 0. Whether more are wanted.
    pub(super) fn cell(
        &mut self,
        (row, column): (u32, u32),
        value: &DataRef<'_>,
        look: Look,
        to: &mut dyn Sink,
    ) -> Result<bool, WorkbookFault> {
        self.text.clear();
        match look.write(value, &mut self.text) {
            Seen::Nothing => return Ok(true),
            Seen::Fault(fault) => {
                to.fault(fault);
                return Ok(true);
            }
            Seen::Text => {}
        }
        if row >= MAX_ROWS {
            return Err(WorkbookFault::Over(Bound::Rows));
        }
        if row + 1 != self.number && !self.end(to)? {
            return Ok(false);
        }
        self.number = row + 1;
        let index = column as usize;
        if index >= MAX_COLUMNS {
            return Err(WorkbookFault::Over(Bound::Columns));
        }
        if self.text.len() > MAX_CELL {
            self.too_long = Some(index);
            self.text.truncate(self.text.floor_char_boundary(MAX_CELL));
        }
        self.all += self.text.len();
        if self.all > MAX_TEXT {
            return Err(WorkbookFault::Over(Bound::Text));
        }
        if self.cells.len() <= index {
            self.cells.resize(index + 1, String::new());
        }
        if let Some(place) = self.cells.get_mut(index) {
            std::mem::swap(place, &mut self.text);
        }
        self.used = self.used.max(index + 1);
        Ok(true)
    }

    /// Hands on what was taken, if there is something. Whether more is wanted.
    pub(super) fn end(&mut self, to: &mut dyn Sink) -> Result<bool, WorkbookFault> {
        if self.used == 0 {
            return Ok(true);
        }
        let more = to.row(self)?;
        self.cells
            .iter_mut()
            .take(self.used)
            .for_each(String::clear);
        (self.used, self.too_long) = (0, None);
        Ok(more)
    }
}
