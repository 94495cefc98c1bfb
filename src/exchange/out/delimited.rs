//! Rows as comma-separated text that spreadsheets open: UTF-8 with a byte order mark, no cell a
//! formula. Must not know what a column means.

use std::io::{self, Write};

use super::super::guard::guarded;
use super::{Cell, Sheet};

/// Writes comma-separated text.
pub struct Delimited<W: Write> {
    out: csv::Writer<W>,
    day: String,
}

impl<W: Write> Delimited<W> {
    /// Writes the mark and the header.
    ///
    /// # Errors
    /// What writing says.
    pub fn new(mut out: W, header: &[String]) -> io::Result<Self> {
        out.write_all("\u{feff}".as_bytes())?;
        let mut out = csv::WriterBuilder::new()
            .buffer_capacity(256 * 1024)
            .from_writer(out);
        for name in header {
            field(&mut out, name)?;
        }
        out.write_record(None::<&[u8]>)?;
        let day = String::new();
        Ok(Delimited { out, day })
    }
}

/// No reader of text takes a zero byte: it becomes a mark.
fn field<W: Write>(out: &mut csv::Writer<W>, text: &str) -> io::Result<()> {
    let safe = guarded(text);
    if safe.contains('\0') {
        out.write_field(safe.replace('\0', "\u{fffd}"))?;
    } else {
        out.write_field(safe.as_bytes())?;
    }
    Ok(())
}

impl<W: Write> Sheet for Delimited<W> {
    fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        use std::fmt::Write as _;
        for cell in cells {
            match cell {
                Cell::Empty => self.out.write_field("")?,
                Cell::Text(text) => field(&mut self.out, text)?,
                // A negative amount is a number to a spreadsheet, never a formula.
                Cell::Number(number) => self.out.write_field(number)?,
                Cell::Day(day) => {
                    self.day.clear();
                    write!(self.day, "{day}").map_err(io::Error::other)?;
                    self.out.write_field(&self.day)?;
                }
            }
        }
        self.out.write_record(None::<&[u8]>)?;
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.out.flush()
    }
}
