//! Delimited text in any encoding as a table. Must not know what the columns mean.

use std::io::{self, Read};

use super::csv::{Found, Reader, Row};
use super::decode::Decoder;
use super::encoding::Encoding;
use super::problem::{BadFile, Why};
use super::rejects::Form;
use super::table::Table;

/// Rows of delimited text.
pub(super) struct Text<I> {
    reader: Reader<Decoder<I>>,
    encoding: Encoding,
    /// What was said to part the cells.
    delimiter: Option<u8>,
}

impl<I: Read> Text<I> {
    pub(super) fn new(input: I, encoding: Encoding, delimiter: Option<u8>) -> io::Result<Self> {
        let reader = Reader::new(Decoder::new(input, encoding), delimiter)?;
        Ok(Text {
            reader,
            encoding,
            delimiter,
        })
    }

    fn named(&self, found: Found) -> Found {
        match found {
            Found::Bad(Why::BadBytes { .. }, index) => {
                let encoding = self.encoding.name();
                Found::Bad(Why::BadBytes { encoding }, index)
            }
            found => found,
        }
    }
}

impl<I: Read + Send> Table for Text<I> {
    fn peek(&mut self, row: &mut Row) -> Result<Found, BadFile> {
        let mut ahead = Reader::new(self.reader.rest(), Some(self.reader.delimiter()))?;
        let found = ahead.read(row)?;
        Ok(self.named(found))
    }

    fn skip(&mut self, lines: u64) -> Result<(), BadFile> {
        Ok(self.reader.skip_lines(lines, self.delimiter)?)
    }

    fn read(&mut self, row: &mut Row) -> Result<Found, BadFile> {
        let found = self.reader.read(row)?;
        Ok(self.named(found))
    }

    fn rejects(&self) -> Form {
        Form::Delimited(self.reader.delimiter())
    }

    fn bytes(&self) -> u64 {
        self.reader.input().taken()
    }
}
