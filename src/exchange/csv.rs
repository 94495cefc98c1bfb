//! Reads rows of cells from delimited text, in constant memory, whatever the text is like.
//! Stands on csv-core, not csv: a quotation mark that is never closed must not take the file
//! into memory, and each row must know the physical line on which it begins.
//! Must not know what the columns mean.

use std::io::{self, Read};

use csv_core::ReadRecordResult;

use super::problem::Why;
pub use super::row::{Part, Row};
use super::sniff;

/// A row may have so many cells.
pub const MAX_COLUMNS: usize = 256;
/// A cell may have so many bytes.
pub const MAX_CELL: usize = 256 * 1024;

const CHUNK: usize = 64 * 1024;
const UTF_8: &str = "UTF-8";
const BOM: &[u8] = b"\xEF\xBB\xBF";

/// What reading on found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// A row.
    Row,
    /// A row that cannot be used: why, and in which cell from 0. What could be read of it is in
    /// the row: for an endless cell the first physical line, after which reading goes on.
    Bad(Why, Option<usize>),
    /// The end of the file.
    End,
}

/// Rows out of anything that gives bytes.
pub struct Reader<R> {
    input: R,
    parser: csv_core::Reader,
    delimiter: u8,
    /// `buffer[at..]` is read and not yet used.
    buffer: Vec<u8>,
    at: usize,
    ended: bool,
    line: u64,
    after_cr: bool,
    taken: u64,
    cells: Vec<u8>,
    ends: Vec<usize>,
}

impl<R: Read> Reader<R> {
    /// Reads the first piece, drops a byte order mark, and finds the delimiter unless it is given.
    ///
    /// # Errors
    /// What reading says.
    pub fn new(input: R, delimiter: Option<u8>) -> io::Result<Self> {
        let mut reader = Reader {
            input,
            parser: csv_core::Reader::new(),
            delimiter: b',',
            buffer: Vec::with_capacity(2 * CHUNK),
            at: 0,
            ended: false,
            line: 1,
            after_cr: false,
            taken: 0,
            cells: vec![0; CHUNK],
            ends: vec![0; MAX_COLUMNS + 1],
        };
        while reader.buffer.len() < CHUNK && reader.fill()? {}
        if reader.rest().starts_with(BOM) {
            reader.at = BOM.len();
        }
        reader.set_delimiter(delimiter);
        Ok(reader)
    }

    /// The character between cells.
    pub fn delimiter(&self) -> u8 {
        self.delimiter
    }

    /// Bytes taken from the input so far (for a progress bar).
    pub fn bytes(&self) -> u64 {
        self.taken
    }

    /// What it reads from.
    pub fn input(&self) -> &R {
        &self.input
    }

    /// The beginning of what is not yet read, for a look ahead.
    pub fn rest(&self) -> &[u8] {
        self.buffer.get(self.at..).unwrap_or_default()
    }

    /// Leaves out whole physical lines, quotation marks or not, and finds the delimiter anew
    /// unless it is given.
    ///
    /// # Errors
    /// What reading says.
    pub fn skip_lines(&mut self, lines: u64, delimiter: Option<u8>) -> io::Result<()> {
        for _ in 0..lines {
            // A map may say any number.
            if self.rest().is_empty() && !self.fill()? {
                break;
            }
            self.drop_line()?;
        }
        self.set_delimiter(delimiter);
        Ok(())
    }

    fn set_delimiter(&mut self, delimiter: Option<u8>) {
        self.delimiter = delimiter.unwrap_or_else(|| sniff::delimiter(self.rest()));
        self.parser = parser(self.delimiter);
    }

    /// Reads the next row that is not an empty line.
    ///
    /// # Errors
    /// What reading says; the text itself never is an error.
    pub fn read(&mut self, row: &mut Row) -> io::Result<Found> {
        self.skip_line_ends()?;
        row.line = self.line;
        self.parser.reset();
        let (mut from, mut length, mut count) = (self.at, 0, 0);
        let mut closed = false;
        loop {
            let end_mark: &[u8] = if self.ended && from >= self.buffer.len() {
                b"\n"
            } else {
                &[]
            };
            let input = if end_mark.is_empty() {
                self.buffer.get(from..).unwrap_or_default()
            } else if closed {
                return self.first_line_of(row, Why::QuoteNeverClosed, count);
            } else if self.at >= self.buffer.len() {
                return Ok(Found::End);
            } else {
                closed = true;
                end_mark
            };
            let output = self.cells.get_mut(length..).unwrap_or_default();
            let ends = self.ends.get_mut(count..).unwrap_or_default();
            let (result, read, written, ended) = self.parser.read_record(input, output, ends);
            from = (from + read).min(self.buffer.len());
            length += written;
            count += ended;
            match result {
                ReadRecordResult::Record => return self.finish(row, from, length, count),
                ReadRecordResult::End => return Ok(Found::End),
                ReadRecordResult::OutputEndsFull => {
                    return self.first_line_of(
                        row,
                        Why::TooManyColumns { limit: MAX_COLUMNS },
                        count,
                    );
                }
                ReadRecordResult::OutputFull => self.cells.resize(self.cells.len() * 2, 0),
                ReadRecordResult::InputEmpty => {}
            }
            let cell_start = count
                .checked_sub(1)
                .and_then(|last| self.ends.get(last))
                .copied();
            if length - cell_start.unwrap_or(0) > MAX_CELL {
                return self.first_line_of(row, Why::CellTooLong { limit: MAX_CELL }, count);
            }
            if result == ReadRecordResult::InputEmpty && !self.ended {
                let before = self.at;
                self.fill()?;
                from -= before - self.at;
            }
        }
    }

    fn finish(
        &mut self,
        row: &mut Row,
        to: usize,
        length: usize,
        count: usize,
    ) -> io::Result<Found> {
        let ends = self.ends.get(..count).unwrap_or_default();
        if count > MAX_COLUMNS {
            return self.first_line_of(row, Why::TooManyColumns { limit: MAX_COLUMNS }, count);
        }
        if length > MAX_CELL
            && let Some(index) = too_long(ends)
        {
            return self.first_line_of(row, Why::CellTooLong { limit: MAX_CELL }, index);
        }
        let raw = self.buffer.get(self.at..to).unwrap_or_default();
        self.line += raw.iter().filter(|byte| **byte == b'\n').count() as u64;
        self.after_cr = raw.last() == Some(&b'\r');
        self.at = to;
        Ok(
            match row.set(self.cells.get(..length).unwrap_or_default(), ends) {
                None => Found::Row,
                Some(index) => {
                    let encoding = UTF_8;
                    Found::Bad(Why::BadBytes { encoding }, Some(index))
                }
            },
        )
    }

    /// Keeps of a row that has no end only its first physical line, and goes on after that one.
    fn first_line_of(&mut self, row: &mut Row, why: Why, cell: usize) -> io::Result<Found> {
        let rest = self.buffer.get(self.at..).unwrap_or_default();
        let line = rest.split(|byte| *byte == b'\n').next().unwrap_or_default();
        let line = line.get(..line.len().min(MAX_CELL)).unwrap_or_default();
        let mut cells = vec![0; line.len() + 1];
        let mut ends = vec![0; MAX_COLUMNS];
        let mut parser = parser(self.delimiter);
        let (_, read, mut length, mut count) = parser.read_record(line, &mut cells, &mut ends);
        if read == line.len() && count < ends.len() {
            let output = cells.get_mut(length..).unwrap_or_default();
            let left = ends.get_mut(count..).unwrap_or_default();
            let (_, _, more, last) = parser.read_record(&[], output, left);
            length += more;
            count += last;
        }
        row.set(
            cells.get(..length).unwrap_or_default(),
            ends.get(..count).unwrap_or_default(),
        );
        self.drop_line()?;
        let column = (!matches!(why, Why::TooManyColumns { .. })).then_some(cell);
        Ok(Found::Bad(why, column))
    }

    fn drop_line(&mut self) -> io::Result<()> {
        loop {
            if let Some(offset) = self.rest().iter().position(|byte| *byte == b'\n') {
                self.at += offset + 1;
                self.line += 1;
                return Ok(());
            }
            self.at = self.buffer.len();
            if !self.fill()? {
                return Ok(());
            }
        }
    }

    fn skip_line_ends(&mut self) -> io::Result<()> {
        loop {
            let Some(&byte) = self.buffer.get(self.at) else {
                if self.fill()? {
                    continue;
                }
                return Ok(());
            };
            let ends_crlf = std::mem::take(&mut self.after_cr);
            match byte {
                b'\n' => self.line += 1,
                b'\r' => {
                    self.line += u64::from(ends_crlf);
                    self.after_cr = true;
                }
                _ => {
                    self.line += u64::from(ends_crlf);
                    return Ok(());
                }
            }
            self.at += 1;
        }
    }

    /// Reads one more piece behind what is not yet used; whether there was one.
    fn fill(&mut self) -> io::Result<bool> {
        if self.ended {
            return Ok(false);
        }
        self.buffer.drain(..self.at);
        self.at = 0;
        let kept = self.buffer.len();
        self.buffer.resize(kept + CHUNK, 0);
        let result = loop {
            match self
                .input
                .read(self.buffer.get_mut(kept..).unwrap_or_default())
            {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                result => break result,
            }
        };
        let read = *result.as_ref().unwrap_or(&0);
        self.buffer.truncate(kept + read);
        self.taken += read as u64;
        self.ended = result.is_ok() && read == 0;
        result.map(|read| read > 0)
    }
}

fn parser(delimiter: u8) -> csv_core::Reader {
    csv_core::ReaderBuilder::new().delimiter(delimiter).build()
}

fn too_long(ends: &[usize]) -> Option<usize> {
    let starts = std::iter::once(&0).chain(ends);
    ends.iter()
        .zip(starts)
        .position(|(end, start)| end - start > MAX_CELL)
}

#[cfg(test)]
#[path = "csv_tests.rs"]
mod tests;
