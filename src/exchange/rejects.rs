//! The file of rejected rows: as they came, with line, column and reason at the end, ready to
//! be mended and imported again. No cell of it is a formula to a spreadsheet: one that looks
//! like it gets an apostrophe, which is taken off again, and only here, when it is read.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

use super::csv::{Reader, Row};
use super::guard::{guarded, unguarded};
use super::vcard;

/// The columns that are added; a file whose header ends with them is a file of rejected rows.
pub const ADDED: [&str; 3] = ["line", "column", "reason"];

/// So much of a file is read to know it, bytes.
const HEAD: u64 = 64 * 1024;

/// What a file of rejected rows is like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Delimited text, with this character between cells.
    Delimited(u8),
    /// Contact cards.
    Cards,
}

/// Writes rejected rows. The file has the delimiter and header of the one they come from, so
/// that the same map reads it; a byte order mark, so that spreadsheets take it for UTF-8.
/// Rejected cards are cards, each with the reason in a property behind its first line.
pub struct Rejects<W: Write> {
    out: Out<W>,
    columns: usize,
    written: u64,
}

enum Out<W: Write> {
    Rows(Box<csv::Writer<W>>),
    Cards(W),
}

impl<W: Write> Rejects<W> {
    /// Begins the file.
    ///
    /// # Errors
    /// What writing says.
    pub fn new(mut out: W, header: &[String], form: Form) -> io::Result<Self> {
        out.write_all("\u{feff}".as_bytes())?;
        let out = match form {
            Form::Cards => Out::Cards(out),
            Form::Delimited(delimiter) => {
                let mut out = csv::WriterBuilder::new()
                    .delimiter(delimiter)
                    .flexible(true)
                    .from_writer(out);
                for name in header.iter().map(String::as_str).chain(ADDED) {
                    out.write_field(guarded(name).as_ref())?;
                }
                out.write_record(None::<&[u8]>)?;
                Out::Rows(Box::new(out))
            }
        };
        Ok(Rejects {
            out,
            columns: header.len(),
            written: 0,
        })
    }

    /// Adds a row with the reason in words. Cells beyond the header's come after the reason:
    /// nothing is lost, and a row that was not mended is rejected again.
    ///
    /// # Errors
    /// What writing says.
    pub fn add(&mut self, row: &Row, column: Option<&str>, reason: &str) -> io::Result<()> {
        let column = column.unwrap_or_default();
        self.written += 1;
        let out = match &mut self.out {
            Out::Cards(out) => return vcard::reject(out, row, column, reason),
            Out::Rows(out) => out,
        };
        for index in 0..self.columns {
            out.write_field(guarded(row.cell(index)).as_ref())?;
        }
        for added in [row.place().as_str(), column, reason] {
            out.write_field(guarded(added).as_ref())?;
        }
        for index in self.columns..row.len() {
            out.write_field(guarded(row.cell(index)).as_ref())?;
        }
        out.write_record(None::<&[u8]>)?;
        Ok(())
    }

    /// Rows written so far.
    pub fn written(&self) -> u64 {
        self.written
    }

    /// Hands everything to the file, as at the end of a batch.
    ///
    /// # Errors
    /// What writing says.
    pub fn flush(&mut self) -> io::Result<()> {
        match &mut self.out {
            Out::Rows(out) => out.flush(),
            Out::Cards(out) => out.flush(),
        }
    }
}

/// Whether a file with this header is one of rejected rows.
#[must_use]
pub fn is_header<'a>(header: impl DoubleEndedIterator<Item = &'a str>) -> bool {
    header.rev().take(ADDED.len()).eq(ADDED.into_iter().rev())
}

/// Whether this file is one of rejected rows, whatever it holds besides.
#[must_use]
pub fn is_one(path: &Path) -> bool {
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(HEAD).read_to_end(&mut head));
    let Some(text) = head.strip_prefix("\u{feff}".as_bytes()) else {
        return false;
    };
    if read.is_err() || vcard::is_rejected(text) {
        return read.is_ok();
    }
    let mut row = Row::default();
    let header = Reader::new(text, None).and_then(|mut reader| reader.read(&mut row));
    header.is_ok() && is_header(row.cells().collect::<Vec<_>>().into_iter())
}

/// A row of such a file as it was before: without the added cells and apostrophes.
/// `columns` counts those of the original. Cells that were left over stand at the end again.
#[must_use]
pub fn restored(row: &Row, columns: usize) -> Row {
    let added = columns..columns + ADDED.len();
    let cells = row
        .cells()
        .enumerate()
        .filter(|(index, _)| !added.contains(index));
    Row::new(row.line, cells.map(|(_, cell)| unguarded(cell)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::super::csv::Found;
    use super::*;

    proptest! {
        #[test]
        fn rejected_rows_are_read_back_as_they_came(
            rows in prop::collection::vec(prop::collection::vec("[=+@'\",;\n\r\t 张-]{0,5}", 2..6), 1..12),
            delimiter in prop::sample::select(vec![b',', b'\t', b';', b'|']),
        ) {
            let header = ["姓名".to_owned(), "=电话".to_owned()];
            let mut bytes = Vec::new();
            let mut rejects = Rejects::new(&mut bytes, &header, Form::Delimited(delimiter)).unwrap();
            for (index, cells) in rows.iter().enumerate() {
                let row = Row::new(index as u64 + 2, cells.iter().map(String::as_str));
                rejects.add(&row, Some("电话"), "=not a reason").unwrap();
            }
            rejects.flush().unwrap();
            drop(rejects);
            let mut reader = Reader::new(bytes.as_slice(), Some(delimiter)).unwrap();
            let mut row = Row::default();
            prop_assert_eq!(reader.read(&mut row).unwrap(), Found::Row);
            prop_assert!(is_header(row.cells().collect::<Vec<_>>().into_iter()));
            let names: Vec<String> = restored(&row, 2).cells().map(str::to_owned).collect();
            prop_assert_eq!(names, header.to_vec());
            for cells in &rows {
                prop_assert_eq!(reader.read(&mut row).unwrap(), Found::Row);
                prop_assert!(row.cells().all(|cell| !cell.starts_with(['=', '+', '@', '-', '\t', '\r'])));
                let back: Vec<String> = restored(&row, 2).cells().map(str::to_owned).collect();
                prop_assert_eq!(&back, cells);
            }
            prop_assert_eq!(reader.read(&mut row).unwrap(), Found::End);
        }
    }
}
