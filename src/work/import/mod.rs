//! Imports: files by a map into the store, in batches, resumable, one journal entry each.
//! Must not know words (they are handed in) or arguments.

mod ahead;
mod aim;
mod apply;
mod begin;
mod customer;
mod feed;
mod interpret;
mod member;
mod note;
mod rejected;
mod run;
mod sale;
#[cfg(test)]
mod tests;
mod unpack;
mod values;

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::domain::ids::{EntryId, StaffId};
use crate::domain::time::Instant;
use crate::error::Error;
use crate::exchange::encoding::Encoding;
use crate::exchange::field::Kind;
use crate::exchange::problem::{BadFile, Why};
use crate::store::Reader;

pub use crate::store::import::{Match, OnMatch};
pub use note::importing;
pub use run::run;

/// What is asked for.
pub struct Plan<'p> {
    /// The file of the house.
    pub house: PathBuf,
    /// Finds out who acts: asked once the file is open, for nobody may open it twice.
    pub who: &'p dyn Fn(&Reader) -> Result<StaffId, Error>,
    /// When it begins.
    pub at: Instant,
    /// Why, for the journal.
    pub why: Option<String>,
    /// What the rows are.
    pub kind: Kind,
    /// The files given, joined ones among them.
    pub files: Vec<PathBuf>,
    /// The map file; none: the usual headers.
    pub map: Option<PathBuf>,
    /// How the text of the files is written as bytes; none: as the map says, or found out.
    pub encoding: Option<Encoding>,
    /// The sheet of workbooks; none: as the map says, or the first that has a header.
    pub sheet: Option<String>,
    /// The program that reads a workbook apart from this process.
    pub program: PathBuf,
    /// Where rejected rows go; none: beside each file, `NAME.rejected.csv`.
    pub rejects: Option<PathBuf>,
    /// A file that is there may be replaced by the one of rejected rows.
    pub replace: bool,
    /// By what a customer is recognised.
    pub matching: Match,
    /// What is done with one who is there.
    pub on_match: OnMatch,
    /// Login of the owner of rows that name none.
    pub owner: Option<String>,
    /// Import a finished file again.
    pub again: bool,
    /// Change nothing.
    pub dry_run: bool,
    /// The key under which the same import of the same person is done once.
    pub once: Option<String>,
    /// The words for a reason, for the file of rejected rows.
    pub words: &'p dyn Fn(&Reason) -> String,
}

/// Why a row was given back.
#[derive(Debug)]
pub enum Reason {
    /// The row itself is not readable.
    Row(Why),
    /// One of its values cannot be taken.
    Value(Error),
    /// Another line of the same order is wrong.
    Order {
        /// That line of the file.
        line: u64,
    },
}

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// Reading: bytes of all bytes.
    Reading {
        /// Bytes read of the file at hand.
        bytes: u64,
        /// Bytes of that file.
        of: u64,
        /// Rows read so far.
        rows: u64,
    },
    /// Everything is in; so many customers can be found.
    Finding(u64),
}

/// What it came to.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Report {
    /// Its journal entry; none of a dry run.
    pub entry: Option<EntryId>,
    /// Rows read (of sales: lines).
    pub read: u64,
    /// Customers, products, sales or contacts added.
    pub added: u64,
    /// Changed.
    pub updated: u64,
    /// Left as they are.
    pub skipped: u64,
    /// Rows given back.
    pub rejected: u64,
    /// Lines whose amount was rounded.
    pub rounded: u64,
    /// Contacts by a number that their customer does not have.
    pub untied: u64,
    /// The first rows that were given back.
    pub first_rejects: Vec<FirstReject>,
    /// The files of rejected rows that were written.
    pub rejects: Vec<PathBuf>,
    /// Columns of which nothing was made.
    pub unused: Vec<String>,
    /// The workbooks with several sheets: which was read.
    pub sheets: Vec<SheetRead>,
    /// How long it took, this time.
    pub seconds: f64,
    /// It went on with an unfinished run.
    pub resumed: bool,
    /// It was stopped before its end: the same command goes on, or its entry is taken back.
    pub cancelled: bool,
    /// It had the file alone.
    pub alone: bool,
    /// The longest that a batch kept others from writing, commit apart, milliseconds.
    pub longest_ms: u64,
}

/// A row that was given back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirstReject {
    /// Its line; of other files its place.
    pub line: String,
    /// The header of the cell in question.
    pub column: Option<String>,
    /// Why, in words.
    pub reason: String,
}

/// Which sheet of a workbook was read, where there are others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetRead {
    /// The workbook.
    pub file: PathBuf,
    /// The sheet.
    pub sheet: String,
    /// Those with something in them that were not read.
    pub others: Vec<String>,
}

/// Why nothing was imported, or not all of it.
#[derive(Debug)]
pub enum Failure {
    /// A file or map cannot be read.
    File(BadFile),
    /// The house says no.
    House(Error),
    /// These files are in already.
    Finished {
        /// Under this entry.
        entry: EntryId,
        /// Since then.
        at: Instant,
    },
}

impl From<BadFile> for Failure {
    fn from(bad: BadFile) -> Self {
        Failure::File(bad)
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Failure::House(error)
    }
}
