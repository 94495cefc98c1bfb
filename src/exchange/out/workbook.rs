//! Rows as a workbook (XLSX): texts as texts, never formulas, days as days, the header frozen.
//! Row by row, in constant memory. Must not know what a column means.

use std::io::{self, Seek, Write};

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, ExcelDateTime, Format, Worksheet, XlsxError,
};

use super::{Cell, Sheet};
use crate::domain::time::Day;
use chrono::Datelike;

/// A worksheet has so many rows, its header among them.
const ROWS: u32 = 1_048_576;
/// A cell has so many characters, as UTF-16 counts them.
const CHARACTERS: usize = 32_767;
/// So many rows below the last offer values too.
const MORE: u32 = 200;
/// How wide a column is that nothing is known of, and how wide one is at most, in characters.
const WIDTHS: (usize, usize) = (10, 40);

/// Writes a workbook.
pub struct Workbook<W> {
    out: W,
    book: rust_xlsxwriter::Workbook,
    header: Vec<String>,
    name: String,
    sheets: usize,
    row: u32,
    bold: Format,
    day: Format,
}

fn failed(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(error) => error,
        other => io::Error::other(other),
    }
}

impl<W: Write + Seek + Send> Workbook<W> {
    /// Begins the first worksheet.
    ///
    /// # Errors
    /// What writing says.
    pub fn new(out: W, name: &str, header: &[String]) -> io::Result<Self> {
        let mut workbook = Workbook {
            out,
            book: rust_xlsxwriter::Workbook::new(),
            header: header.to_vec(),
            name: name.to_owned(),
            sheets: 0,
            row: 0,
            bold: Format::new().set_bold(),
            day: Format::new().set_num_format("yyyy-mm-dd"),
        };
        workbook.begin()?;
        Ok(workbook)
    }

    /// The cells of a column offer these values, as many rows as there will be on this worksheet and
    /// a few below, for what is added by hand; anything else may be typed all the same. More than a
    /// list in a workbook may be are not offered.
    ///
    /// # Errors
    /// What writing says.
    pub fn offer(&mut self, column: u16, rows: usize, values: &[String]) -> io::Result<()> {
        let Ok(list) = DataValidation::new().allow_list_strings(values) else {
            return Ok(());
        };
        let offered = list
            .ignore_blank(true)
            .set_error_style(DataValidationErrorStyle::Information);
        let last = u32::try_from(rows).unwrap_or(ROWS).saturating_add(MORE);
        let sheet = self
            .book
            .worksheet_from_index(self.sheets - 1)
            .map_err(failed)?;
        sheet
            .add_data_validation(1, column, last.min(ROWS - 1), column, &offered)
            .map(|_| ())
            .map_err(failed)
    }

    /// Begins the next worksheet, under the same header.
    fn begin(&mut self) -> io::Result<()> {
        self.sheets += 1;
        let name = match self.sheets {
            1 => self.name.clone(),
            number => format!("{} {number}", self.name),
        };
        let sheet = self
            .book
            .add_worksheet_with_constant_memory()
            .map_err(failed)?;
        sheet.set_name(name).map_err(failed)?;
        sheet.set_freeze_panes(1, 0).map_err(failed)?;
        for (column, title) in (0_u16..).zip(&self.header) {
            let (least, most) = WIDTHS;
            let wide = (title.chars().count() + 2).clamp(least, most);
            let wide = u16::try_from(wide).unwrap_or(10);
            sheet.set_column_width(column, wide).map_err(failed)?;
            sheet
                .write_string_with_format(0, column, title, &self.bold)
                .map_err(failed)?;
        }
        self.row = 1;
        Ok(())
    }
}

impl<W: Write + Seek + Send> Sheet for Workbook<W> {
    fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        if self.row >= ROWS {
            self.begin()?;
        }
        let sheet = self
            .book
            .worksheet_from_index(self.sheets - 1)
            .map_err(failed)?;
        for (column, cell) in (0_u16..).zip(cells) {
            write(sheet, (self.row, column), cell, &self.day)?;
        }
        self.row += 1;
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.book.save_to_writer(&mut self.out).map_err(failed)
    }
}

fn write(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell<'_>,
    as_day: &Format,
) -> io::Result<()> {
    let written = match cell {
        Cell::Empty => return Ok(()),
        Cell::Day(day) => match serial(*day) {
            Some(serial) => sheet.write_date_with_format(row, column, &serial, as_day),
            None => sheet.write_string(row, column, day.to_string()),
        },
        Cell::Number(number) => match number.parse::<f64>() {
            Ok(number) => sheet.write_number(row, column, number),
            Err(_) => sheet.write_string(row, column, number),
        },
        Cell::Text(text) => sheet.write_string(row, column, fitting(text)),
    };
    written.map(|_| ()).map_err(failed)
}

/// Spreadsheets know days from 1901 on alike; of some of before each has its own idea.
fn serial(day: Day) -> Option<ExcelDateTime> {
    let year = u16::try_from(day.year()).ok().filter(|year| *year > 1900)?;
    let part = |part: u32| u8::try_from(part).unwrap_or(0);
    ExcelDateTime::from_ymd(year, part(day.month()), part(day.day())).ok()
}

/// As much of a text as a cell has room for, without the zero byte that XML does not have.
fn fitting(text: &str) -> String {
    let mut room = CHARACTERS;
    let chars = text.chars().take_while(|c| {
        let fits = c.len_utf16() <= room;
        room = room.saturating_sub(c.len_utf16());
        fits
    });
    chars
        .map(|c| if c == '\0' { '\u{fffd}' } else { c })
        .collect()
}
