//! One sheet of a workbook that was read apart: which one, from which row on, and its rows as a
//! table. Must not know how it was read, nor what the columns mean.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use super::apart::Apart;
use super::spool::Place;
use super::tell::{Answer, Head};
use crate::exchange::csv::{Found, MAX_CELL, Row};
use crate::exchange::problem::{BadFile, Why, WorkbookFault};
use crate::exchange::row::Part;
use crate::exchange::table::Table;

/// Says whether these names are the header.
pub(in crate::exchange) type IsHeader<'s> = &'s dyn Fn(&[String]) -> bool;

/// How the sheet and its header are found.
pub(in crate::exchange) struct Search<'s> {
    /// The sheet, by name; the first that has a header if it is not said.
    pub(in crate::exchange) sheet: Option<&'s str>,
    /// Whether these names are the header; none if rows are counted from the first one.
    pub(in crate::exchange) is_header: Option<IsHeader<'s>>,
}

/// The rows of a sheet.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// Its name.
    pub name: Arc<str>,
    /// The sheets that people see and that were not read.
    pub others: Vec<String>,
    /// What the spreadsheet could not work out, each with how often: those cells are empty.
    faults: Vec<String>,
    rows: Arc<File>,
    /// The first row that counts, from 1.
    from: u32,
    /// Cells of the widest row.
    width: usize,
    /// Bytes of the workbook, and of its rows.
    length: u64,
    all: u64,
}

impl Sheet {
    /// Has the workbook read.
    pub(in crate::exchange) fn read(
        path: &Path,
        search: &Search<'_>,
        apart: Apart<'_>,
    ) -> Result<Sheet, BadFile> {
        let not = |fault| BadFile::Workbook {
            path: path.to_owned(),
            fault,
        };
        let (Answer::Sheets(heads), _) = apart.ask(path, None)? else {
            return Err(not(WorkbookFault::Broken));
        };
        let (place, from) = search.among(&heads).map_err(not)?;
        let (Answer::Rows { width, faults }, rows) = apart.ask(path, Some(place))? else {
            return Err(not(WorkbookFault::Broken));
        };
        let bytes = |file: std::io::Result<std::fs::Metadata>| file.map_or(0, |file| file.len());
        let (mut name, mut others) = (String::new(), Vec::new());
        for (index, head) in heads.into_iter().enumerate() {
            if index == place {
                name = head.name;
            } else if !head.hidden && !head.rows.is_empty() {
                others.push(head.name);
            }
        }
        let faults = faults.iter();
        Ok(Sheet {
            name: Arc::from(name),
            others,
            faults: faults
                .map(|(fault, count)| format!("{fault} × {count}"))
                .collect(),
            from,
            width,
            length: bytes(std::fs::metadata(path)),
            all: bytes(rows.metadata()),
            rows: Arc::new(rows),
        })
    }

    /// Its rows, from the header on.
    pub(in crate::exchange) fn table(&self) -> Box<dyn Table> {
        let reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .buffer_capacity(64 * 1024)
            .from_reader(Place::new(Arc::clone(&self.rows)));
        Box::new(Worksheet {
            sheet: self.clone(),
            reader,
            next: csv::StringRecord::new(),
            ahead: false,
        })
    }
}

impl Search<'_> {
    /// The place of the sheet, and its first row that counts. If no sheet has a header, the first
    /// that says anything: what is missing is then told of that one.
    fn among(&self, heads: &[Head]) -> Result<(usize, u32), WorkbookFault> {
        let wanted = |head: &Head| match self.sheet {
            Some(name) => head.name.trim() == name.trim(),
            None => !head.hidden,
        };
        let found: Vec<(usize, &Head)> = heads
            .iter()
            .enumerate()
            .filter(|(_, head)| wanted(head))
            .collect();
        if let (Some(sheet), true) = (self.sheet, found.is_empty()) {
            return Err(WorkbookFault::NoSuchSheet {
                sheet: sheet.to_owned(),
                known: heads.iter().map(|head| head.name.clone()).collect(),
            });
        }
        if let Some(is_header) = self.is_header {
            for (place, head) in &found {
                if let Some((row, _)) = head.rows.iter().find(|(_, names)| is_header(names)) {
                    return Ok((*place, *row));
                }
            }
        }
        let first = found.iter().find(|(_, head)| !head.rows.is_empty());
        let fault = || found.iter().find_map(|(_, head)| head.fault.clone());
        match first {
            Some((place, _)) => Ok((*place, 1)),
            None => Err(fault().unwrap_or(WorkbookFault::Empty)),
        }
    }
}

/// The rows of a sheet as they were written: each its number and its cells.
struct Worksheet {
    sheet: Sheet,
    reader: csv::Reader<Place>,
    next: csv::StringRecord,
    /// The next row is read already.
    ahead: bool,
}

impl Worksheet {
    /// The number of the next row, and the cell of it that is too long; none at the end.
    fn next(&mut self) -> Result<Option<(u32, Option<usize>)>, BadFile> {
        loop {
            if !self.ahead {
                let read = self.reader.read_record(&mut self.next);
                if !read.map_err(std::io::Error::from)? {
                    return Ok(None);
                }
                self.ahead = true;
            }
            let first = self.next.get(0).unwrap_or_default();
            let (number, cell) = match first.split_once('!') {
                Some((number, cell)) => (number, cell.parse().ok()),
                None => (first, None),
            };
            let number = number.parse().unwrap_or(0);
            if number >= self.sheet.from {
                return Ok(Some((number, cell)));
            }
            self.ahead = false;
        }
    }
}

impl Table for Worksheet {
    fn peek(&mut self, row: &mut Row) -> Result<Found, BadFile> {
        let Some((number, too_long)) = self.next()? else {
            return Ok(Found::End);
        };
        row.clear(u64::from(number));
        row.part = Part::Sheet(Arc::clone(&self.sheet.name));
        self.next.iter().skip(1).for_each(|cell| row.push(cell));
        (row.len()..self.sheet.width).for_each(|_| row.push(""));
        Ok(match too_long {
            None => Found::Row,
            cell => Found::Bad(Why::CellTooLong { limit: MAX_CELL }, cell),
        })
    }

    fn skip(&mut self, lines: u64) -> Result<(), BadFile> {
        while let Some((number, _)) = self.next()? {
            if u64::from(number) > lines {
                break;
            }
            self.ahead = false;
        }
        Ok(())
    }

    fn read(&mut self, row: &mut Row) -> Result<Found, BadFile> {
        let found = self.peek(row)?;
        self.ahead = false;
        Ok(found)
    }

    fn bytes(&self) -> u64 {
        let read = self.reader.position().byte();
        self.sheet.length * read / self.sheet.all.max(1)
    }

    fn left_out(&self) -> Vec<String> {
        self.sheet.faults.clone()
    }
}
