//! Tasks as a worksheet, out and back: its columns under their headings in either language. Must
//! not know what becomes of a row.

use std::io::{self, Seek, Write};
use std::path::Path;

use super::csv::{Found, Row};
use super::out::{Cell, Sheet as _, Workbook};
use super::problem::BadFile;
use super::sheets::{Apart, Search, Sheet, is_workbook};
use super::table::{self, Layout, Table};
use crate::domain::task::{Column, Line};

type Read = fn(&mut Line) -> &mut String;

/// Columns: heading in Chinese, in English, what it holds.
const COLUMNS: [(&str, &str, Read); 13] = [
    ("任务编号", "task", |line| &mut line.id),
    ("校验", "check", |line| &mut line.mark),
    ("事项", "title", |line| &mut line.title),
    ("客户编号", "customer", |line| &mut line.customer),
    ("客户", "name", |line| &mut line.name),
    ("种类", "kind", |line| &mut line.kind),
    ("优先级", "priority", |line| &mut line.priority),
    ("期限", "due", |line| &mut line.due),
    ("执行人", "for", |line| &mut line.to),
    ("布置人", "given by", |line| &mut line.assigner),
    ("备注", "note", |line| &mut line.note),
    ("通话结果", "result of the call", |line| {
        &mut line.disposition
    }),
    ("办理结果", "result", |line| &mut line.result),
];

/// The column for the result of a call.
const CALL: u16 = 11;
/// Without these a table is none of tasks.
const NEEDED: [usize; 2] = [0, 2];
/// More rows than this are no list that people fill in.
pub const MOST: usize = 100_000;

/// Headings in Chinese, or in English.
pub fn header(zh: bool) -> Vec<String> {
    let heading = |column: &(&str, &str, Read)| if zh { column.0 } else { column.1 }.to_owned();
    COLUMNS.iter().map(heading).collect()
}

/// Writes tasks as a workbook; the cells for the result of a call offer `results`; `why` each came
/// back, in a column more.
///
/// # Errors
/// What writing says.
pub fn write<W: Write + Seek + Send>(
    out: W,
    zh: bool,
    lines: &[Line],
    results: &[String],
    why: Option<&[String]>,
) -> io::Result<()> {
    let (name, reason) = if zh {
        ("任务", "原因")
    } else {
        ("tasks", "reason")
    };
    let mut header = header(zh);
    header.extend(why.map(|_| reason.to_owned()));
    let mut book = Box::new(Workbook::new(out, name, &header)?);
    book.offer(CALL, lines.len(), results)?;
    for (place, line) in lines.iter().enumerate() {
        let mut line = line.clone();
        let mut cells: Vec<String> = COLUMNS
            .iter()
            .map(|(_, _, of)| std::mem::take(of(&mut line)))
            .collect();
        cells.extend(why.and_then(|why| why.get(place).cloned()));
        let cells: Vec<Cell<'_>> = cells.iter().map(|cell| Cell::text(cell.as_str())).collect();
        book.row(&cells)?;
    }
    book.finish()
}

/// Why a file gives no tasks.
#[derive(Debug)]
pub enum BadTasks {
    /// It cannot be read.
    File(BadFile),
    /// It has no columns of tasks.
    NoTasks,
    /// It has more rows than [`MOST`].
    TooMany,
}

impl<E: Into<BadFile>> From<E> for BadTasks {
    fn from(error: E) -> Self {
        BadTasks::File(error.into())
    }
}

/// Reads the rows of a workbook or of delimited text; blank ones are left out.
///
/// # Errors
/// What makes the file unreadable, or none of tasks.
pub fn read(path: &Path, apart: Apart<'_>) -> Result<Vec<Line>, BadTasks> {
    let mut table = open(path, apart)?;
    let mut row = Row::default();
    let names: Vec<String> = match table.read(&mut row)? {
        Found::Row => row.cells().map(|cell| cell.trim().to_owned()).collect(),
        _ => Vec::new(),
    };
    let Some(places) = places(&names) else {
        return Err(BadTasks::NoTasks);
    };
    let lacks = lacks(&places);
    let mut lines = Vec::new();
    loop {
        match table.read(&mut row)? {
            Found::End => return Ok(lines),
            // What could be read of a bad one is judged like any other.
            Found::Row | Found::Bad(..) => {}
        }
        let mut line = Line {
            row: row.line,
            lacks: lacks.clone(),
            ..Line::default()
        };
        for (cell, column) in row.cells().zip(&places) {
            if let Some((_, _, of)) = column.and_then(|column| COLUMNS.get(column)) {
                cell.clone_into(of(&mut line));
            }
        }
        if !line.is_blank() {
            lines.push(line);
        }
        if lines.len() > MOST {
            return Err(BadTasks::TooMany);
        }
    }
}

fn open(path: &Path, apart: Apart<'_>) -> Result<Box<dyn Table>, BadFile> {
    let failed = |error| BadFile::Io {
        path: Some(path.to_owned()),
        error,
    };
    let mut file = std::fs::File::open(path).map_err(failed)?;
    let head = super::encoding::head(&mut file)?;
    file.rewind().map_err(failed)?;
    if is_workbook(&head) {
        let is_header = |names: &[String]| places(names).is_some();
        let search = Search {
            sheet: None,
            is_header: Some(&is_header),
        };
        return Ok(Sheet::read(path, &search, apart)?.table());
    }
    table::open(file, &Layout::default())
}

/// The columns of tasks that the file does not have.
fn lacks(places: &[Option<usize>]) -> Vec<Column> {
    let heading = |column: &Column| match column {
        Column::Kind => "kind",
        Column::Priority => "priority",
        Column::Due => "due",
        Column::To => "for",
        Column::Note => "note",
        Column::Name => "name",
        Column::Assigner => "given by",
    };
    let place = |column: &Column| COLUMNS.iter().position(|(_, en, _)| *en == heading(column));
    let there = |column: &Column| places.contains(&place(column));
    Column::ALL
        .into_iter()
        .filter(|column| !there(column))
        .collect()
}

/// Which column each cell belongs to; none if a needed one is missing.
fn places(names: &[String]) -> Option<Vec<Option<usize>>> {
    let known = |name: &String| {
        let name = name.trim();
        COLUMNS
            .iter()
            .position(|(zh, en, _)| name == *zh || name.eq_ignore_ascii_case(en))
    };
    let places: Vec<Option<usize>> = names.iter().map(known).collect();
    let there = |column: &usize| places.contains(&Some(*column));
    NEEDED.iter().all(there).then_some(places)
}
