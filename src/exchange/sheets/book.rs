//! A workbook of any kind behind one face: its sheets by name, and the cells of one of them.
//! Must not know how a cell looks, nor which sheet is wanted.

use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use calamine::{
    Data, DataRef, Ods, OdsError, Range, Reader, SheetType, SheetVisible, Xls, XlsError, Xlsb,
    XlsbError, Xlsx, XlsxError,
};

use super::OLDER;
use super::limit::MAX_FILE;
use super::line::{Line, Sink};
use super::look::{Look, zeros};
use super::package::{Kind, inspect};
use crate::exchange::problem::{Bound, WorkbookFault};

type Input = BufReader<File>;

/// A workbook whose sheets can be read.
pub(super) enum Book {
    Xlsx(Box<Xlsx<Input>>),
    Xlsb(Box<Xlsb<Input>>),
    Xls(Box<Xls<Input>>),
    Ods(Box<Ods<Input>>),
}

impl Book {
    /// Opens a workbook, once it is within its limits.
    pub(super) fn open(path: &Path) -> Result<Book, WorkbookFault> {
        let mut input = BufReader::new(File::open(path)?);
        let length = input.seek(SeekFrom::End(0))?;
        if length > MAX_FILE {
            return Err(WorkbookFault::Over(Bound::File));
        }
        input.seek(SeekFrom::Start(0))?;
        let mut head = Vec::new();
        input
            .by_ref()
            .take(OLDER.len() as u64)
            .read_to_end(&mut head)?;
        input.seek(SeekFrom::Start(0))?;
        if head == OLDER {
            // A workbook of the newer kind with a password is in such a container, too.
            if let Err(XlsxError::Password) = Xlsx::new(&mut input) {
                return Err(WorkbookFault::Locked);
            }
            input.seek(SeekFrom::Start(0))?;
            return Ok(Book::Xls(Box::new(Xls::new(input).map_err(xls)?)));
        }
        Ok(match inspect(&mut input, length)? {
            Kind::Xlsx => Book::Xlsx(Box::new(Xlsx::new(input).map_err(xlsx)?)),
            Kind::Xlsb => Book::Xlsb(Box::new(Xlsb::new(input).map_err(xlsb)?)),
            Kind::Ods => Book::Ods(Box::new(Ods::new(input).map_err(ods)?)),
        })
    }

    /// Its sheets of cells in order, each with whether it is hidden.
    pub(super) fn names(&self) -> Vec<(String, bool)> {
        let sheets = match self {
            Book::Xlsx(book) => book.sheets_metadata(),
            Book::Xlsb(book) => book.sheets_metadata(),
            Book::Xls(book) => book.sheets_metadata(),
            Book::Ods(book) => book.sheets_metadata(),
        };
        let cells = sheets
            .iter()
            .filter(|sheet| sheet.typ == SheetType::WorkSheet);
        cells
            .map(|sheet| (sheet.name.clone(), sheet.visible != SheetVisible::Visible))
            .collect()
    }

    /// Hands on the rows of a sheet until no more are wanted. Of the newer kinds cell by cell;
    /// the others have the whole sheet in memory already.
    pub(super) fn rows(&mut self, name: &str, to: &mut dyn Sink) -> Result<(), WorkbookFault> {
        let mut line = Line::default();
        let mut more = true;
        match self {
            Book::Xlsx(book) => {
                let from_1904 = book.has_1904_epoch();
                let mut cells = book.worksheet_cells_reader(name).map_err(xlsx)?;
                let digits: Vec<usize> = cells.styles().iter().map(zeros).collect();
                while more
                    && let Some((cell, style)) = cells.next_cell_with_style_id().map_err(xlsx)?
                {
                    let zeros = digits.get(style).copied().unwrap_or(0);
                    let look = Look { from_1904, zeros };
                    more = line.cell(cell.get_position(), cell.get_value(), look, to)?;
                }
            }
            Book::Xlsb(book) => {
                let from_1904 = book.has_1904_epoch();
                let look = Look {
                    from_1904,
                    zeros: 0,
                };
                let mut cells = book.worksheet_cells_reader(name).map_err(xlsb)?;
                while more && let Some(cell) = cells.next_cell().map_err(xlsb)? {
                    more = line.cell(cell.get_position(), cell.get_value(), look, to)?;
                }
            }
            Book::Xls(book) => {
                let from_1904 = book.has_1904_epoch();
                let range = book.worksheet_range(name).map_err(xls)?;
                more = whole(
                    &range,
                    Look {
                        from_1904,
                        zeros: 0,
                    },
                    &mut line,
                    to,
                )?;
            }
            Book::Ods(book) => {
                let range = book.worksheet_range(name).map_err(ods)?;
                more = whole(&range, Look::default(), &mut line, to)?;
            }
        }
        if more {
            line.end(to)?;
        }
        Ok(())
    }
}

fn whole(
    range: &Range<Data>,
    look: Look,
    line: &mut Line,
    to: &mut dyn Sink,
) -> Result<bool, WorkbookFault> {
    let (top, left) = range.start().unwrap_or_default();
    for (row, column, value) in range.used_cells() {
        let place = (top + row as u32, left + column as u32);
        if !line.cell(place, &borrowed(value), look, to)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn borrowed(value: &Data) -> DataRef<'_> {
    match value {
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(yes) => DataRef::Bool(*yes),
        Data::DateTime(at) => DataRef::DateTime(*at),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(fault) => DataRef::Error(fault.clone()),
        Data::Empty => DataRef::Empty,
    }
}

fn xlsx(error: XlsxError) -> WorkbookFault {
    match error {
        XlsxError::Password => WorkbookFault::Locked,
        error => WorkbookFault::damaged(&error),
    }
}

fn xlsb(error: XlsbError) -> WorkbookFault {
    match error {
        XlsbError::Password => WorkbookFault::Locked,
        error => WorkbookFault::damaged(&error),
    }
}

fn xls(error: XlsError) -> WorkbookFault {
    match error {
        XlsError::Password => WorkbookFault::Locked,
        error => WorkbookFault::damaged(&error),
    }
}

fn ods(error: OdsError) -> WorkbookFault {
    match error {
        OdsError::Password => WorkbookFault::Locked,
        error => WorkbookFault::damaged(&error),
    }
}
