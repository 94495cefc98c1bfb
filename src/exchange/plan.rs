//! How the cells of one file become fields: a map, or the usual headers, matched once with the
//! file's header, then applied to each row. Must not know where rows come from.

use std::collections::HashMap;

use super::csv::Row;
use super::field::{Field, Kind};
use super::join::Side;
use super::label;
use super::map::{Join, Map, Missing, Origin, Value};
use super::name;
use super::problem::{BadFile, Why};
use super::rest;
use super::rows::Record;
use super::sources::{Column, Sources};
use super::template::Template;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cell {
    Main(usize),
    Side { side: usize, column: usize },
}

#[derive(Debug)]
pub(super) enum Source {
    Cell(Cell),
    Template(Template<Cell>),
    /// A whole name, or given, middle and family name where the whole one is missing.
    Name {
        whole: Option<Cell>,
        parts: [Option<Cell>; 3],
    },
    Constant(String),
}

#[derive(Debug)]
pub(super) struct Output {
    pub(super) field: Field,
    pub(super) source: Source,
    /// The cell that says of what kind the field is, row by row.
    pub(super) label: Option<Cell>,
    pub(super) values: HashMap<String, String>,
    pub(super) default: String,
}

/// How a row finds its row in a joined file.
#[derive(Debug)]
struct Key {
    on: Cell,
    named: String,
    file: String,
    missing: Missing,
}

/// Fields of a file without columns, with the name by which a person finds each.
type Own = &'static [(Field, &'static str)];

/// A map matched with a header.
#[derive(Debug)]
pub(super) struct Plan {
    outputs: Vec<Output>,
    keys: Vec<Key>,
    empty: Vec<String>,
    /// The file is one that huoke wrote: a cell is what it says.
    ours: bool,
    /// For each column of the header whether something is made of it.
    used: Vec<bool>,
    /// For each join the columns that are needed of its file.
    pub(super) wanted: Vec<Vec<String>>,
}

impl Plan {
    /// Matches the fields of a map, or the usual headers where it names none.
    /// `own` are fields that the file has without columns.
    pub(super) fn new(kind: Kind, map: &Map, header: &[String], own: Own) -> Result<Plan, BadFile> {
        if let Some(of) = map.kind.filter(|of| *of != kind) {
            return Err(BadFile::OtherKind {
                map: of,
                asked: kind,
            });
        }
        let mut matching = Matching {
            header,
            joins: &map.join,
            wanted: vec![Vec::new(); map.join.len()],
            used: vec![false; header.len()],
        };
        let mut keys = Vec::new();
        for (index, join) in map.join.iter().enumerate() {
            let on = matching.cell(&join.on, index)?;
            let (named, file) = (join.on.clone(), join.file.clone());
            keys.push(Key {
                on,
                named,
                file,
                missing: join.missing,
            });
        }
        let outputs = if map.fields.0.is_empty() {
            matching.usual(kind, map)?
        } else {
            let fields = map.fields.0.iter();
            fields
                .map(|(field, value)| matching.output(kind, field, value))
                .collect::<Result<_, _>>()?
        };
        for any_of in kind.needs() {
            let mut fields = outputs.iter().map(|output| &output.field);
            let mut own = own.iter().map(|(field, _)| field);
            if !fields.any(|field| any_of.contains(field))
                && !own.any(|field| any_of.contains(field))
            {
                return Err(BadFile::NothingFor {
                    kind,
                    any_of: any_of.to_vec(),
                    found: header.to_vec(),
                });
            }
        }
        let Matching { wanted, used, .. } = matching;
        Ok(Plan {
            outputs,
            keys,
            empty: map.empty.clone(),
            ours: rest::is_ours(header),
            used,
            wanted,
        })
    }

    /// The columns of which nothing is made.
    pub(super) fn unused<'a>(&'a self, header: &'a [String]) -> impl Iterator<Item = &'a str> {
        let columns = header.iter().zip(&self.used);
        columns
            .filter(|(name, used)| !**used && !name.is_empty())
            .map(|(name, _)| name.as_str())
    }

    /// Which columns feed which field.
    pub(super) fn sources(&self, header: &[String], own: Own) -> Sources {
        let column = |cell: &Cell| match *cell {
            Cell::Main(index) => Some(Column {
                index: Some(index),
                name: header.get(index)?.clone(),
            }),
            Cell::Side { side, column } => {
                let name = self.wanted.get(side)?.get(column)?;
                let file = &self.keys.get(side)?.file;
                Some(Column {
                    index: None,
                    name: format!("{file}: {name}"),
                })
            }
        };
        let fields = self.outputs.iter().map(|output| {
            let mut columns = Vec::new();
            match &output.source {
                Source::Cell(cell) => columns.extend(column(cell)),
                Source::Template(template) => template.write(&mut String::new(), |cell| {
                    columns.extend(column(cell));
                    ""
                }),
                Source::Name { whole, parts } => {
                    let cells = whole.iter().chain(parts.iter().flatten());
                    columns.extend(cells.filter_map(column));
                }
                Source::Constant(_) => {}
            }
            (output.field.clone(), columns)
        });
        let own = own.iter().map(|(field, name)| {
            let (index, name) = (None, (*name).to_owned());
            (field.clone(), vec![Column { index, name }])
        });
        Sources {
            fields: fields.chain(own).collect(),
        }
    }

    /// A record with the plan's fields, to be filled.
    pub(super) fn record(&self) -> Record {
        let cells = self
            .outputs
            .iter()
            .map(|output| (output.field.clone(), String::new()));
        Record {
            line: 0,
            cells: cells.collect(),
        }
    }

    /// Fills the record from a row; the reason and the column if that cannot be.
    pub(super) fn fill(
        &self,
        row: &Row,
        sides: &[Side],
        found: &mut Vec<Option<u32>>,
        record: &mut Record,
    ) -> Result<(), (Why, String)> {
        record.line = row.line;
        found.clear();
        for (key, side) in self.keys.iter().zip(sides) {
            let text = self.text(key.on, row, sides, found);
            let place = side.find(text);
            if place.is_none() && !text.is_empty() && key.missing == Missing::Reject {
                let why = Why::NoSuchKey {
                    file: key.file.clone(),
                    key: text.to_owned(),
                };
                return Err((why, key.named.clone()));
            }
            found.push(place);
        }
        // What the file itself said of the last row.
        record.cells.truncate(self.outputs.len());
        if record.cells.len() != self.outputs.len() {
            *record = Record {
                line: row.line,
                ..self.record()
            };
        }
        for (output, (field, value)) in self.outputs.iter().zip(&mut record.cells) {
            value.clear();
            if let Some(cell) = output.label {
                *field = label::field(&output.field, self.text(cell, row, sides, found));
            }
            match &output.source {
                Source::Cell(cell) => value.push_str(self.text(*cell, row, sides, found)),
                Source::Constant(text) => value.push_str(text),
                Source::Template(template) => {
                    template.write(value, |cell| self.text(*cell, row, sides, found));
                }
                Source::Name { whole, parts } => {
                    let text = |cell: &Option<Cell>| {
                        cell.map_or("", |cell| self.text(cell, row, sides, found))
                    };
                    match text(whole) {
                        "" => name::compose(parts.each_ref().map(text), value),
                        whole => value.push_str(whole),
                    }
                }
            }
            if value.is_empty() {
                value.push_str(&output.default);
            } else if !output.values.is_empty()
                && let Some(other) = output.values.get(value.as_str())
            {
                value.clone_from(other);
            }
        }
        Ok(())
    }

    fn text<'a>(
        &self,
        cell: Cell,
        row: &'a Row,
        sides: &'a [Side],
        found: &[Option<u32>],
    ) -> &'a str {
        let text = match cell {
            Cell::Main(index) => row.cell(index),
            Cell::Side { side, column } => {
                match (sides.get(side), found.get(side).copied().flatten()) {
                    (Some(side), Some(row)) => side.cell(row, column),
                    _ => "",
                }
            }
        };
        let text = if self.ours { text.trim() } else { plain(text) };
        if self.empty.iter().any(|empty| empty == text) {
            ""
        } else {
            text
        }
    }
}

/// A cell without the space around it, and out of the `="0123"` by which spreadsheets are kept
/// from taking a text for a number.
fn plain(cell: &str) -> &str {
    let cell = cell.trim();
    match cell
        .strip_prefix("=\"")
        .and_then(|rest| rest.strip_suffix('"'))
    {
        Some(inner) => inner.trim(),
        None => cell,
    }
}

pub(super) struct Matching<'a> {
    pub(super) header: &'a [String],
    joins: &'a [Join],
    wanted: Vec<Vec<String>>,
    pub(super) used: Vec<bool>,
}

impl Matching<'_> {
    fn output(&mut self, kind: Kind, field: &Field, value: &Value) -> Result<Output, BadFile> {
        if !kind.has(field) {
            return Err(BadFile::OtherField {
                kind,
                field: field.clone(),
            });
        }
        let all = self.joins.len();
        let source = match &value.from {
            Origin::Column(name) => Source::Cell(self.cell(name, all)?),
            Origin::Template(template) => {
                Source::Template(template.resolve(|name| self.cell(name, all))?)
            }
            Origin::Constant(text) => Source::Constant(text.clone()),
        };
        let default = value.default.clone().unwrap_or_default();
        Ok(Output {
            field: field.clone(),
            source,
            label: None,
            values: value.values.clone(),
            default,
        })
    }

    /// A column of the file, else `JOIN.COLUMN` of one of the first `joins` joins.
    fn cell(&mut self, name: &str, joins: usize) -> Result<Cell, BadFile> {
        let places = self.places(name);
        match *places.as_slice() {
            [index] => {
                self.mark(index);
                return Ok(Cell::Main(index));
            }
            [] => {}
            _ => return Err(duplicate(name, &places)),
        }
        if let Some((join, column)) = name.split_once('.')
            && let Some(side) = self
                .joins
                .iter()
                .take(joins)
                .position(|known| known.name == join)
            && let Some(wanted) = self.wanted.get_mut(side)
        {
            let known = wanted.iter().position(|known| known == column);
            let column = known.unwrap_or_else(|| {
                wanted.push(column.to_owned());
                wanted.len() - 1
            });
            return Ok(Cell::Side { side, column });
        }
        let known = self.header.to_vec();
        Err(BadFile::NoSuchColumn {
            column: name.to_owned(),
            file: None,
            known,
        })
    }

    pub(super) fn places(&self, name: &str) -> Vec<usize> {
        let columns = self.header.iter().enumerate();
        columns
            .filter(|(_, column)| *column == name)
            .map(|(index, _)| index)
            .collect()
    }

    pub(super) fn mark(&mut self, index: usize) {
        if let Some(used) = self.used.get_mut(index) {
            *used = true;
        }
    }
}

impl Output {
    pub(super) fn of(field: Field, source: Source) -> Self {
        Output {
            field,
            source,
            label: None,
            values: HashMap::new(),
            default: String::new(),
        }
    }
}

pub(super) fn duplicate(name: &str, places: &[usize]) -> BadFile {
    let places = places.iter().map(|place| place + 1).collect();
    BadFile::DuplicateHeader {
        column: name.to_owned(),
        places,
    }
}
