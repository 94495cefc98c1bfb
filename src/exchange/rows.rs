//! The rows of one file as fields with texts: reader, header, plan and joined files together.
//! Must not know what a text means, nor what becomes of it.

use super::csv::{Found, Row};
use super::field::{Field, Kind};
use super::guard;
use super::join::Side;
use super::map::{Join, Map};
use super::plan::Plan;
use super::problem::{BadFile, Problem, Why};
use super::rejects::{self, Form};
use super::rest;
use super::sources::Sources;
use super::table::Table;

/// One row with its fields (a map's by name, a header's in order), always all of them: an empty
/// text where the cell said nothing. Made once ([`Rows::record`]) and filled again for each row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Record {
    /// Physical line on which the row begins, from 1.
    pub line: u64,
    /// The fields, trimmed, constants and value lists applied; several of those that repeat.
    pub cells: Vec<(Field, String)>,
}

impl Record {
    /// The text of a field; empty if the file has none. The first, if the field repeats.
    #[must_use]
    pub fn get(&self, field: &Field) -> &str {
        let cell = self.cells.iter().find(|(known, _)| known == field);
        cell.map_or("", |(_, text)| text.as_str())
    }

    /// The fields that say something.
    pub fn filled(&self) -> impl Iterator<Item = (&Field, &str)> {
        let cells = self.cells.iter().filter(|(_, text)| !text.is_empty());
        cells.map(|(field, text)| (field, text.as_str()))
    }
}

/// What reading on found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// The record is filled.
    Row,
    /// This row has to be left out; as it stands in the file it is in [`Rows::row`].
    Bad(Problem),
    /// The end of the file.
    End,
}

/// Reads a file as records. A file of rejected rows is read like the one they come from.
pub struct Rows {
    table: Box<dyn Table>,
    plan: Plan,
    sides: Vec<Side>,
    header: Vec<String>,
    /// Cells that a row must have: those of the header without nameless ones at its end.
    needed: usize,
    of_rejects: bool,
    /// A delimited file that huoke wrote: its cells are guarded.
    guarded: bool,
    unused: Vec<String>,
    row: Row,
    found: Vec<Option<u32>>,
    blank: u64,
}

impl Rows {
    /// Reads the header and matches it with the map; `join` opens a joined file.
    ///
    /// # Errors
    /// What makes the file unreadable as a whole.
    pub fn open(
        mut table: Box<dyn Table>,
        kind: Kind,
        map: &Map,
        mut join: impl FnMut(&Join) -> Result<Box<dyn Table>, BadFile>,
    ) -> Result<Self, BadFile> {
        let (header, of_rejects) = header(&mut *table, map)?;
        let plan = Plan::new(kind, map, &header, table.own())?;
        let sides = map.join.iter().zip(&plan.wanted).map(|(side, wanted)| {
            let wanted: Vec<&str> = wanted.iter().map(String::as_str).collect();
            Side::read(&mut *join(side)?, side, &wanted)
        });
        let sides = sides.collect::<Result<_, _>>()?;
        let ignored = |name: &&str| {
            !map.ignore
                .iter()
                .any(|ignored| ignored == "*" || ignored == name)
        };
        let unused = plan
            .unused(&header)
            .filter(ignored)
            .map(str::to_owned)
            .collect();
        let needed = header
            .iter()
            .rposition(|name| !name.is_empty())
            .map_or(0, |last| last + 1);
        let (row, found) = (Row::default(), Vec::new());
        // Rejected rows were taken out of their guard before they were written.
        let ours = header.last().is_some_and(|last| last == rest::COLUMN);
        Ok(Rows {
            guarded: ours && !of_rejects,
            table,
            plan,
            sides,
            header,
            needed,
            of_rejects,
            unused,
            row,
            found,
            blank: 0,
        })
    }

    /// Reads the next row that says something.
    ///
    /// # Errors
    /// What reading says; a wrong row is no error.
    pub fn read(&mut self, record: &mut Record) -> Result<Step, BadFile> {
        loop {
            let found = self.table.read(&mut self.row)?;
            if self.of_rejects {
                self.row = rejects::restored(&self.row, self.header.len());
            } else if self.guarded {
                self.row = guard::taken_off(&self.row);
            }
            let (why, column) = match found {
                Found::End => return Ok(Step::End),
                Found::Row if self.row.is_blank() => {
                    self.blank += 1;
                    continue;
                }
                Found::Row => match self.shape() {
                    Some(why) => (why, None),
                    None => match self
                        .plan
                        .fill(&self.row, &self.sides, &mut self.found, record)
                    {
                        Ok(()) => match self.damage(record) {
                            None => {
                                self.table.say(record);
                                return Ok(Step::Row);
                            }
                            Some((why, column)) => (why, column),
                        },
                        Err((why, column)) => (why, Some(column)),
                    },
                },
                Found::Bad(why, index) => {
                    (why, index.and_then(|index| self.header.get(index)).cloned())
                }
            };
            return Ok(Step::Bad(Problem {
                line: self.row.line,
                column,
                why,
            }));
        }
    }

    /// A long number of which a spreadsheet kept the first digits, and its column. Of phones
    /// their own reader says it.
    fn damage(&self, record: &Record) -> Option<(Why, Option<String>)> {
        use Field::{Fax, Landline, Mobile, Phone};
        let rounded = |(field, text): &&(Field, String)| {
            !matches!(field, Phone | Mobile | Landline | Fax) && is_rounded(text)
        };
        let (field, text) = record.cells.iter().find(rounded)?;
        let column = self.sources().of(&field.to_string(), &self.row);
        Some((Why::RoundedNumber { text: text.clone() }, column))
    }

    fn shape(&self) -> Option<Why> {
        let (expected, found) = (self.header.len(), self.row.len());
        if found < self.needed {
            return Some(Why::TooFewCells { expected, found });
        }
        let surplus = (expected..found).any(|index| !self.row.cell(index).trim().is_empty());
        surplus.then_some(Why::TooManyCells { expected, found })
    }

    /// An empty record with the fields of this file.
    pub fn record(&self) -> Record {
        self.plan.record()
    }

    /// The row that was read last, as it stands in the file: for the file of rejected rows.
    pub fn row(&self) -> &Row {
        &self.row
    }

    /// The headers, or the names from the map.
    pub fn header(&self) -> &[String] {
        &self.header
    }

    /// Which columns feed which field.
    pub fn sources(&self) -> Sources {
        self.plan.sources(&self.header, self.table.own())
    }

    /// What the file of its rejected rows is like.
    pub fn rejects(&self) -> Form {
        self.table.rejects()
    }

    /// Headers of which nothing is made and that the map does not ignore: to be reported.
    pub fn unused(&self) -> &[String] {
        &self.unused
    }

    /// What the file has besides and was not taken: to be reported, once the end is reached.
    pub fn left_out(&self) -> Vec<String> {
        self.table.left_out()
    }

    /// Rows without any text that were passed over so far (empty lines apart).
    pub fn blank(&self) -> u64 {
        self.blank
    }

    /// Bytes read so far, for a progress bar.
    pub fn bytes(&self) -> u64 {
        self.table.bytes()
    }
}

/// Whether a text is like a long number of which a spreadsheet kept the first digits:
/// `1.10101E+17`.
#[must_use]
pub fn is_rounded(text: &str) -> bool {
    let Some((digits, exponent)) = text.split_once('+') else {
        return false;
    };
    let Some(digits) = digits.strip_suffix('E') else {
        return false;
    };
    let figures = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, behind) = digits.split_once('.').unwrap_or((digits, "0"));
    figures(exponent) && figures(whole.trim_start_matches('-')) && figures(behind)
}

/// The names of the columns, and whether the file is one of rejected rows: that has its header
/// in its first line, whatever the map says of the original.
fn header(table: &mut dyn Table, map: &Map) -> Result<(Vec<String>, bool), BadFile> {
    let mut row = Row::default();
    let of_rejects = table.peek(&mut row)? == Found::Row
        && rejects::is_header(row.cells().collect::<Vec<_>>().into_iter());
    if !of_rejects {
        let above = map.header.unwrap_or(1).saturating_sub(1);
        if above > 0 {
            table.skip(above)?;
        }
        if let Some(columns) = map.columns.as_ref().filter(|_| table.own().is_empty()) {
            return Ok((columns.clone(), false));
        }
    }
    match table.read(&mut row)? {
        Found::End => return Err(BadFile::Empty),
        Found::Bad(why, _) => {
            return Err(BadFile::BadHeader(Problem {
                line: row.line,
                column: None,
                why,
            }));
        }
        Found::Row => {}
    }
    if of_rejects {
        let original = row.len().saturating_sub(rejects::ADDED.len());
        row = rejects::restored(&row, original);
    }
    Ok((
        row.cells().map(|cell| cell.trim().to_owned()).collect(),
        of_rejects,
    ))
}

#[cfg(test)]
#[path = "rows_tests.rs"]
mod tests;
