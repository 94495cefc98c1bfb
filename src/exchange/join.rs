//! A second file held in memory and looked up by key, within a bound.
//! Must not know the file that refers to it.

use std::collections::HashMap;

use super::csv::{Found, Row};
use super::map::Join;
use super::problem::{BadFile, Problem, Why};
use super::table::Table;

/// A joined file may have so many rows.
pub const MAX_ROWS: usize = 1_000_000;
/// A joined file may take so much memory, keys and needed columns counted.
pub const MAX_BYTES: usize = 64 << 20;

/// What a key with its place in the table costs besides its text.
const KEY_COST: usize = 48;

/// The needed columns of a joined file.
#[derive(Debug)]
pub struct Side {
    rows: HashMap<Box<str>, u32>,
    text: String,
    /// Where each cell ends in `text`, row after row.
    ends: Vec<u32>,
    width: usize,
}

impl Side {
    /// Reads the `wanted` columns of the file; each is then known by its place in `wanted`.
    ///
    /// # Errors
    /// A file that is wrong in any way is refused as a whole, with the reason.
    pub fn read(reader: &mut dyn Table, join: &Join, wanted: &[&str]) -> Result<Side, BadFile> {
        let mut row = Row::default();
        let header: Vec<String> = match &join.columns {
            Some(columns) => columns.clone(),
            None => match reader.read(&mut row)? {
                Found::Row => row.cells().map(|cell| cell.trim().to_owned()).collect(),
                Found::Bad(why, index) => return Err(bad_row(join, &row, why, index, &[])),
                Found::End => return Err(BadFile::Empty),
            },
        };
        let key = place(join, &header, &join.key)?;
        let places = wanted
            .iter()
            .map(|name| place(join, &header, name))
            .collect::<Result<Vec<_>, _>>()?;
        let mut side = Side {
            rows: HashMap::new(),
            text: String::new(),
            ends: Vec::new(),
            width: wanted.len(),
        };
        let mut keys = 0;
        loop {
            match reader.read(&mut row)? {
                Found::Row if row.is_blank() => continue,
                Found::Row => {}
                Found::Bad(why, index) => return Err(bad_row(join, &row, why, index, &header)),
                Found::End => return Ok(side),
            }
            let (expected, found) = (header.len(), row.len());
            if found < expected {
                return Err(bad_row(
                    join,
                    &row,
                    Why::TooFewCells { expected, found },
                    None,
                    &header,
                ));
            }
            let name = row.cell(key).trim();
            let number = side.rows.len() as u32;
            if side.rows.insert(name.into(), number).is_some() {
                let (file, key) = (join.file.clone(), name.to_owned());
                return Err(BadFile::JoinKeyTwice {
                    file,
                    key,
                    line: row.line,
                });
            }
            keys += name.len() + KEY_COST;
            for &column in &places {
                side.text.push_str(row.cell(column));
                side.ends.push(side.text.len() as u32);
            }
            if side.rows.len() > MAX_ROWS
                || keys + side.text.len() + side.ends.len() * 4 > MAX_BYTES
            {
                return Err(BadFile::JoinTooLarge {
                    file: join.file.clone(),
                    rows: MAX_ROWS,
                    bytes: MAX_BYTES,
                });
            }
        }
    }

    /// The row of a key.
    #[must_use]
    pub fn find(&self, key: &str) -> Option<u32> {
        self.rows.get(key).copied()
    }

    /// A cell of a row that was found, as it stands in the file.
    #[must_use]
    pub fn cell(&self, row: u32, column: usize) -> &str {
        let index = row as usize * self.width + column;
        let start = index
            .checked_sub(1)
            .and_then(|before| self.ends.get(before))
            .map_or(0, |end| *end as usize);
        let end = self.ends.get(index).map_or(start, |end| *end as usize);
        self.text.get(start..end).unwrap_or_default()
    }
}

fn place(join: &Join, header: &[String], name: &str) -> Result<usize, BadFile> {
    let mut places = header
        .iter()
        .enumerate()
        .filter(|(_, column)| *column == name)
        .map(|(index, _)| index);
    match (places.next(), places.next()) {
        (Some(place), None) => Ok(place),
        (Some(one), Some(two)) => {
            let places = [one + 1, two + 1]
                .into_iter()
                .chain(places.map(|place| place + 1))
                .collect();
            Err(BadFile::DuplicateHeader {
                column: name.to_owned(),
                places,
            })
        }
        (None, _) => Err(BadFile::NoSuchColumn {
            column: name.to_owned(),
            file: Some(join.file.clone()),
            known: header.to_vec(),
        }),
    }
}

fn bad_row(join: &Join, row: &Row, why: Why, index: Option<usize>, header: &[String]) -> BadFile {
    let column = index.and_then(|index| header.get(index)).cloned();
    BadFile::JoinRow {
        file: join.file.clone(),
        problem: Problem {
            line: row.line,
            column,
            why,
        },
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]
    use std::io::Cursor;

    use super::super::table::{self, Layout};
    use super::*;

    fn read(text: impl Into<Vec<u8>>, wanted: &[&str]) -> Result<Side, BadFile> {
        let mut table = table::open(Cursor::new(text.into()), &Layout::default())?;
        Side::read(&mut *table, &join(), wanted)
    }

    fn join() -> Join {
        toml::from_str("name = \"g\"\nfile = \"g.csv\"\nkey = \"Key\"\non = \"GKey\"").unwrap()
    }

    #[test]
    fn rows_are_found_by_key_and_give_the_wanted_columns() {
        let file = "Key,City,Code,Land\n1,Berlin,B,DE\n\n2,\"Köln, Rhein\",,DE\n";
        let side = read(file, &["Land", "City"]).unwrap();
        let two = side.find("2").unwrap();
        assert_eq!(
            (side.cell(two, 0), side.cell(two, 1)),
            ("DE", "Köln, Rhein")
        );
        let one = side.find("1").unwrap();
        assert_eq!((side.cell(one, 0), side.cell(one, 1)), ("DE", "Berlin"));
        assert_eq!(side.find("3"), None);
    }

    #[test]
    fn a_joined_file_that_is_wrong_is_refused_with_the_place() {
        let refusal = |text: &str| read(text, &["City"]).unwrap_err();
        assert!(matches!(refusal(""), BadFile::Empty));
        assert!(
            matches!(refusal("Key,Town\n"), BadFile::NoSuchColumn { column, .. } if column == "City")
        );
        assert!(matches!(
            refusal("Key,City\n1,A\n1,B\n"),
            BadFile::JoinKeyTwice { line: 3, .. }
        ));
        assert!(matches!(
            refusal("Key,X,City\n1,A\n"),
            BadFile::JoinRow {
                problem: Problem { line: 2, .. },
                ..
            }
        ));
        assert!(
            matches!(refusal("Key,City,City\n"), BadFile::DuplicateHeader { places, .. } if places == [2, 3])
        );
    }

    #[test]
    fn a_joined_file_beyond_the_bound_is_refused() {
        let rows: String = (0..2100)
            .map(|key| format!("{key},{}\n", "x".repeat(32_000)))
            .collect();
        let refusal = read(format!("Key,City\n{rows}"), &["City"]).unwrap_err();
        assert!(matches!(
            refusal,
            BadFile::JoinTooLarge {
                bytes: MAX_BYTES,
                ..
            }
        ));
    }
}
