//! The lines of sales grouped by order. Must not know what a line means.

use super::csv::Row;
use super::field::Field;
use super::problem::{BadFile, Problem};
use super::rows::{Record, Rows, Step};

/// An order of more lines comes in parts, so that no file can fill the memory.
pub const MAX_LINES: usize = 10_000;

/// One line of a sale: its fields, and the row as it stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The fields.
    pub record: Record,
    /// The row, for the file of rejected rows.
    pub row: Row,
}

/// What reading on found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// The lines that stand together in the file under one order number; a line without one,
    /// or any line of a file without order numbers, is alone.
    Order(Vec<Line>),
    /// A row that has to be left out; the order around it may still come. In [`Orders::rows`].
    Bad(Problem),
    /// The end of the file.
    End,
}

/// Groups the rows of a file of sales.
pub struct Orders {
    rows: Rows,
    open: Vec<Line>,
    record: Record,
}

impl Orders {
    /// Groups what these rows give.
    pub fn new(rows: Rows) -> Self {
        let record = rows.record();
        Orders {
            rows,
            open: Vec::new(),
            record,
        }
    }

    /// Reads on until an order is whole.
    ///
    /// # Errors
    /// What reading says.
    pub fn read(&mut self) -> Result<Part, BadFile> {
        loop {
            match self.rows.read(&mut self.record)? {
                Step::Bad(problem) => return Ok(Part::Bad(problem)),
                Step::End if self.open.is_empty() => return Ok(Part::End),
                Step::End => return Ok(Part::Order(std::mem::take(&mut self.open))),
                Step::Row => {}
            }
            let line = Line {
                record: self.record.clone(),
                row: self.rows.row().clone(),
            };
            let whole = self.open.first().is_some_and(|first| {
                let order = first.record.get(&Field::Order);
                order.is_empty() || order != line.record.get(&Field::Order)
            });
            if whole || self.open.len() >= MAX_LINES {
                return Ok(Part::Order(std::mem::replace(&mut self.open, vec![line])));
            }
            self.open.push(line);
        }
    }

    /// The rows it reads from.
    pub fn rows(&self) -> &Rows {
        &self.rows
    }
}
