//! The rows of one file as pieces: a customer, a product, an order, a contact, each understood
//! or with the reason why not. Must not know what becomes of a piece.

use std::path::Path;

use super::Reason;
use super::interpret::Interpreter;
use super::sale::ReadSale;
use crate::domain::customer::Draft;
use crate::domain::interaction::NewInteraction;
use crate::domain::product::Product;
use crate::error::Error;
use crate::exchange::csv::Row;
use crate::exchange::field::{Field, Kind};
use crate::exchange::files::Files;
use crate::exchange::map::Map;
use crate::exchange::orders::{Line, Orders, Part};
use crate::exchange::problem::BadFile;
use crate::exchange::rows::{Record, Rows, Step};
use crate::store::import::Whom;

/// What is stored together, with its rows as they stand in the file.
pub(super) struct Piece {
    pub(super) rows: Vec<Row>,
    pub(super) what: What,
}

/// What a piece says.
pub(super) enum What {
    /// With whether the row is of a file that huoke wrote.
    Customer(Box<Draft>, bool),
    /// With whether its price was rounded.
    Product(Box<Product>, bool),
    Sale(Box<ReadSale>),
    Contact(Whom, Box<NewInteraction>),
    /// A reason for each row, with its column.
    Wrong(Vec<(Option<String>, Reason)>),
}

enum Reading {
    Rows(Box<Rows>, Record),
    Orders(Box<Orders>),
}

/// Reads one file.
pub(super) struct Feed {
    kind: Kind,
    reading: Reading,
}

impl Feed {
    pub(super) fn open(files: &Files, path: &Path, kind: Kind, map: &Map) -> Result<Self, BadFile> {
        let rows = files.rows(path, kind, map)?;
        let reading = match kind {
            Kind::Sales => Reading::Orders(Box::new(Orders::new(rows))),
            _ => {
                let record = rows.record();
                Reading::Rows(Box::new(rows), record)
            }
        };
        Ok(Feed { kind, reading })
    }

    pub(super) fn rows(&self) -> &Rows {
        match &self.reading {
            Reading::Rows(rows, _) => rows,
            Reading::Orders(orders) => orders.rows(),
        }
    }

    /// Passes over pieces that are behind the last committed batch.
    pub(super) fn skip(&mut self, pieces: u64) -> Result<(), BadFile> {
        for _ in 0..pieces {
            match &mut self.reading {
                Reading::Rows(rows, record) => {
                    rows.read(record)?;
                }
                Reading::Orders(orders) => {
                    orders.read()?;
                }
            }
        }
        Ok(())
    }

    /// The next piece; none at the end.
    pub(super) fn next(&mut self, by: &mut Interpreter) -> Result<Option<Piece>, BadFile> {
        let bad = |row: &Row, column, why| Piece {
            rows: vec![row.clone()],
            what: What::Wrong(vec![(column, Reason::Row(why))]),
        };
        match &mut self.reading {
            Reading::Rows(rows, record) => Ok(match rows.read(record)? {
                Step::End => None,
                Step::Bad(problem) => Some(bad(rows.row(), problem.column, problem.why)),
                Step::Row => {
                    let what = understand(self.kind, by, record).unwrap_or_else(wrong);
                    Some(Piece {
                        rows: vec![rows.row().clone()],
                        what,
                    })
                }
            }),
            Reading::Orders(orders) => Ok(match orders.read()? {
                Part::End => None,
                Part::Bad(problem) => Some(bad(orders.rows().row(), problem.column, problem.why)),
                Part::Order(lines) => Some(order(by, lines)),
            }),
        }
    }
}

fn understand(kind: Kind, by: &mut Interpreter, record: &Record) -> Result<What, Error> {
    Ok(match kind {
        Kind::Products => {
            let (product, rounded) = by.new_product(record)?;
            What::Product(Box::new(product), rounded)
        }
        Kind::Interactions => {
            let (whom, contact) = by.contact(record)?;
            What::Contact(whom, Box::new(contact))
        }
        Kind::Customers | Kind::Sales => {
            let ours = record.cells.iter().any(|(field, _)| *field == Field::Rest);
            What::Customer(Box::new(by.customer(record)?), ours)
        }
    })
}

fn wrong(error: Error) -> What {
    What::Wrong(vec![(column_of(&error), Reason::Value(error))])
}

/// The field that an error is about.
pub(super) fn column_of(error: &Error) -> Option<String> {
    match error {
        Error::Invalid { field, .. } => Some(field.clone()),
        _ => None,
    }
}

fn order(by: &mut Interpreter, lines: Vec<Line>) -> Piece {
    let records: Vec<&Record> = lines.iter().map(|line| &line.record).collect();
    let read = by.order(&records);
    let what = match read {
        Ok(sale) => What::Sale(Box::new(sale)),
        Err((place, error)) => {
            let at = lines.get(place).map_or(0, |line| line.record.line);
            let mut error = Some(error);
            let reasons = (0..lines.len()).map(|line| match error.take_if(|_| line == place) {
                Some(error) => (column_of(&error), Reason::Value(error)),
                None => (None, Reason::Order { line: at }),
            });
            What::Wrong(reasons.collect())
        }
    };
    Piece {
        rows: lines.into_iter().map(|line| line.row).collect(),
        what,
    }
}
