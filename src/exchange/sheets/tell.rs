//! What the process that reads a workbook says of it: its sheets with their first rows, or the
//! rows of one sheet as delimited text. Must not know who asks.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::book::Book;
use super::line::{Line, Sink};
use crate::exchange::problem::WorkbookFault;

/// So many rows that say something are shown of each sheet: the header is among them.
const ROWS: usize = 50;
/// Their texts have so many bytes at most.
const BYTES: usize = 64 * 1024;
/// No program lets a sheet have a longer name.
const NAME: usize = 255;
/// So many sheets are shown.
const SHEETS: usize = 256;

/// One sheet, for whoever chooses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Its name.
    pub name: String,
    /// People do not see it.
    pub hidden: bool,
    /// Its first rows that say something, by their numbers from 1.
    pub rows: Vec<(u32, Vec<String>)>,
    /// Why it has no more of them.
    pub fault: Option<WorkbookFault>,
}

/// What is said in the end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// The sheets.
    Sheets(Vec<Head>),
    /// The rows of a sheet are written.
    Rows {
        /// Cells of the widest.
        width: usize,
        /// What the spreadsheet could not work out, and how often.
        faults: BTreeMap<String, u64>,
    },
    /// It is not read.
    Not(WorkbookFault),
}

/// Says what is asked: the sheets, or the rows of the sheet at a place from 0, written to `to`.
/// A row is its number and its cells; `7!2` is one whose third cell is too long, and cut.
pub fn answer(path: &Path, sheet: Option<usize>, to: impl Write) -> Answer {
    let said = Book::open(path).and_then(|mut book| match sheet {
        None => Ok(Answer::Sheets(heads(&mut book))),
        Some(place) => rows(&mut book, place, to),
    });
    said.unwrap_or_else(Answer::Not)
}

fn heads(book: &mut Book) -> Vec<Head> {
    let mut heads = Vec::new();
    for (name, hidden) in book.names().into_iter().take(SHEETS) {
        let mut first = First::default();
        let fault = book.rows(&name, &mut first).err();
        heads.push(Head {
            name: name.chars().take(NAME).collect(),
            hidden,
            rows: first.rows,
            fault,
        });
    }
    heads
}

#[derive(Default)]
struct First {
    rows: Vec<(u32, Vec<String>)>,
    bytes: usize,
}

impl Sink for First {
    fn row(&mut self, line: &Line) -> Result<bool, WorkbookFault> {
        self.bytes += line.cells().map(str::len).sum::<usize>();
        if self.bytes > BYTES {
            return Ok(false);
        }
        let cells = line.cells().map(str::to_owned).collect();
        self.rows.push((line.number, cells));
        Ok(self.rows.len() < ROWS)
    }

    fn fault(&mut self, _: String) {}
}

fn rows(book: &mut Book, place: usize, to: impl Write) -> Result<Answer, WorkbookFault> {
    let names = book.names();
    let (name, _) = names.get(place).ok_or(WorkbookFault::NoWorkbook)?;
    let mut all = All {
        out: csv::WriterBuilder::new().flexible(true).from_writer(to),
        width: 0,
        faults: BTreeMap::new(),
    };
    book.rows(name, &mut all)?;
    all.out.flush()?;
    Ok(Answer::Rows {
        width: all.width,
        faults: all.faults,
    })
}

struct All<W: Write> {
    out: csv::Writer<W>,
    width: usize,
    faults: BTreeMap<String, u64>,
}

impl<W: Write> Sink for All<W> {
    fn row(&mut self, line: &Line) -> Result<bool, WorkbookFault> {
        let number = match line.too_long {
            None => line.number.to_string(),
            Some(cell) => format!("{}!{cell}", line.number),
        };
        let written = self.out.write_field(number);
        let written = written.and_then(|()| self.out.write_record(line.cells()));
        written.map_err(|error| WorkbookFault::Io {
            detail: error.to_string(),
        })?;
        self.width = self.width.max(line.cells().len());
        Ok(true)
    }

    fn fault(&mut self, fault: String) {
        *self.faults.entry(fault).or_default() += 1;
    }
}
