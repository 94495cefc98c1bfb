//! Exports: customers, contacts and sales into files, page by page, one journal entry each.
//! Must not know words or arguments.

mod card;
mod columns;
mod number;
mod records;
mod run;
mod target;
mod write;

use std::path::PathBuf;

use crate::domain::ids::{CustomerId, EntryId, StaffId};
use crate::domain::time::Instant;

pub use crate::exchange::out::Version;
use crate::store::sale::records::Wanted;
pub use run::{Begin, Handle, Page, Take, Terms, run, run_in};
pub use target::keep;

/// What leaves the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// Customers, one a row or card.
    Customers,
    /// Contacts, one a row.
    Interactions,
    /// Sales, a line a row.
    Sales,
    /// Lines that were bought, one a row.
    Lines,
    /// Customers, as a list on paper.
    Roster,
    /// Customers, as a day's calls.
    Calls,
}

impl What {
    /// The word in the journal.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            What::Customers => "customers",
            What::Interactions => "interactions",
            What::Sales => "sales",
            What::Lines => "lines",
            What::Roster => "roster",
            What::Calls => "calls",
        }
    }
}

/// In which form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated text.
    Csv,
    /// A workbook.
    Xlsx,
    /// Contact cards, of customers alone.
    Vcard(Version),
    /// Lines of text for paper: laid out by whoever runs it.
    Text,
    /// A page of HTML for paper: likewise.
    Html,
}

impl Format {
    /// The word in the journal.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Format::Csv => "csv",
            Format::Xlsx => "xlsx",
            Format::Text => "txt",
            Format::Html => "html",
            Format::Vcard(Version::V3) => "vcf 3.0",
            Format::Vcard(Version::V4) => "vcf 4.0",
        }
    }
}

/// Where it goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A file; one that is there is replaced only if that is said.
    File {
        /// Its name.
        path: PathBuf,
        /// Whether one that is there is replaced.
        replace: bool,
    },
    /// Standard output: not for workbooks, which are put together at their end.
    Standard,
}

/// What is asked for.
#[derive(Debug, Clone)]
pub struct Plan {
    /// What.
    pub what: What,
    /// In which form.
    pub format: Format,
    /// Where to.
    pub place: Place,
    /// Who takes it out.
    pub staff: StaffId,
    /// When.
    pub at: Instant,
    /// Why.
    pub reason: String,
    /// What was asked for, in the asker's words; empty: everyone.
    pub query: String,
    /// Of these customers alone, as far as they are in scope; none: everyone in scope.
    pub only: Option<Vec<CustomerId>>,
    /// Of these, the customers of one owner; none: of all.
    pub owner: Option<StaffId>,
    /// Of lines: which.
    pub lines: Option<Wanted>,
    /// Whether headers are Chinese; else they are the names of the fields.
    pub chinese: bool,
}

/// What it came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// Its journal entry.
    pub entry: Option<EntryId>,
    /// Customers, contacts or lines of sales that left.
    pub rows: u64,
    /// It was stopped; nothing is left of the file.
    pub cancelled: bool,
}
