//! What can be wrong with a file or one of its rows, as plain data.
//! Must not know the words a person reads: those are made from it in both languages.

use std::io;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::field::{Field, Kind};
use super::mistake::Mistake;

/// Why one row of a file was left out; the rest of the file goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Physical line on which the row begins, from 1.
    pub line: u64,
    /// Header of the cell in question; `None` when the row as a whole is wrong.
    pub column: Option<String>,
    /// The reason.
    pub why: Why,
}

/// The reasons that the reading itself finds; what a value means is judged later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// Fewer cells than the header has.
    TooFewCells {
        /// Columns of the header.
        expected: usize,
        /// Cells of the row.
        found: usize,
    },
    /// More cells than the header has, and not just empty ones.
    TooManyCells {
        /// Columns of the header.
        expected: usize,
        /// Cells of the row.
        found: usize,
    },
    /// More cells than any file may have.
    TooManyColumns {
        /// The limit.
        limit: usize,
    },
    /// A cell has bytes that the file's encoding does not know.
    BadBytes {
        /// The encoding's name.
        encoding: &'static str,
    },
    /// A cell is longer than any may be (often a quotation mark that is never closed).
    CellTooLong {
        /// The limit in bytes.
        limit: usize,
    },
    /// The file ends inside a quoted cell that begins in this row.
    QuoteNeverClosed,
    /// A line of a card is no property.
    NoProperty,
    /// A line of a card is longer than any may be.
    LineTooLong {
        /// The limit in bytes.
        limit: usize,
    },
    /// A card is longer than any may be.
    CardTooLong {
        /// The limit in bytes.
        limit: usize,
    },
    /// The next card begins, or the file ends, before this one does.
    CardNotClosed,
    /// What stands between cards.
    OutsideCard,
    /// A spreadsheet kept only the first digits of a long number.
    RoundedNumber {
        /// What is left of it.
        text: String,
    },
    /// The joined file has no row for this key.
    NoSuchKey {
        /// Name of the joined file.
        file: String,
        /// The key that was looked for.
        key: String,
    },
}

/// Why a file as a whole cannot be read; nothing of it was taken.
#[derive(Debug)]
pub enum BadFile {
    /// The operating system refused.
    Io {
        /// The file, where it is known.
        path: Option<PathBuf>,
        /// What it said.
        error: io::Error,
    },
    /// The operating system lets nobody write it.
    Unwritable {
        /// The file.
        path: PathBuf,
        /// What it said.
        error: io::Error,
    },
    /// Rejected rows were to go into a file that is read.
    RejectsOverFile {
        /// The file.
        path: PathBuf,
    },
    /// There is no line in it.
    Empty,
    /// It is no text, nor anything else that is known.
    NotText,
    /// A workbook is not read.
    Workbook {
        /// The file.
        path: PathBuf,
        /// Why not.
        fault: WorkbookFault,
    },
    /// The header is not readable as one row.
    BadHeader(Problem),
    /// The map file says something that cannot be.
    Map(Box<Mistake>),
    /// The map is for another kind of rows than was asked for.
    OtherKind {
        /// What the map is for.
        map: Kind,
        /// What was asked for.
        asked: Kind,
    },
    /// The map fills a field that such rows do not have.
    OtherField {
        /// The kind of rows.
        kind: Kind,
        /// The field.
        field: Field,
    },
    /// The map names a column that is not there.
    NoSuchColumn {
        /// The name in the map.
        column: String,
        /// The joined file it should be in; `None` for the file itself.
        file: Option<String>,
        /// The headers that are there.
        known: Vec<String>,
    },
    /// Two columns that are needed have the same header.
    DuplicateHeader {
        /// The header.
        column: String,
        /// Where it stands, from 1.
        places: Vec<usize>,
    },
    /// No column for what such a row cannot do without (any one of these would do).
    NothingFor {
        /// The kind of rows.
        kind: Kind,
        /// The fields of which one is needed.
        any_of: Vec<Field>,
        /// The headers that are there.
        found: Vec<String>,
    },
    /// The map joins a file that was neither given nor found.
    NoSuchFile {
        /// Its name in the map.
        file: String,
    },
    /// A joined file is larger than fits in memory.
    JoinTooLarge {
        /// Its name in the map.
        file: String,
        /// Rows at most.
        rows: usize,
        /// Bytes at most.
        bytes: usize,
    },
    /// Two rows of a joined file have the same key.
    JoinKeyTwice {
        /// Its name in the map.
        file: String,
        /// The key.
        key: String,
        /// Line of the second one.
        line: u64,
    },
    /// A row of a joined file is wrong.
    JoinRow {
        /// Its name in the map.
        file: String,
        /// What is wrong with it.
        problem: Problem,
    },
}

/// Why a workbook is not read. The process that reads it says so, or its end does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WorkbookFault {
    /// It is protected by a password.
    Locked,
    /// It, or the container it is in, is damaged.
    Damaged {
        /// What is wrong with it, in English.
        detail: String,
    },
    /// It is a file of files, and no workbook.
    NoWorkbook,
    /// A sheet was named, and it is a text.
    NoSheets,
    /// No cell says anything.
    Empty,
    /// It is larger than any may be.
    Over(Bound),
    /// It has no sheet of this name.
    NoSuchSheet {
        /// The name.
        sheet: String,
        /// Those that it has.
        known: Vec<String>,
    },
    /// The system could not read it, or not write its rows.
    Io {
        /// What it said.
        detail: String,
    },
    /// Reading it took all the memory that it may take.
    Memory,
    /// Reading it took all the time that it may take.
    Time,
    /// Somebody stopped it.
    Interrupted,
    /// It made the reader fail.
    Broken,
}

/// How large a workbook may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// 50 MB of file.
    File,
    /// 200 MB when it is inflated.
    Inflated,
    /// A hundred times the file when it is inflated.
    Ratio,
    /// 1,000 files within it.
    Entries,
    /// 1,048,576 rows.
    Rows,
    /// 256 columns.
    Columns,
    /// 256 MB of text in a sheet.
    Text,
}

impl WorkbookFault {
    /// Damaged, in the words of whoever found it out: their beginning.
    pub(super) fn damaged(error: &impl ToString) -> WorkbookFault {
        WorkbookFault::Damaged {
            detail: error.to_string().chars().take(200).collect(),
        }
    }
}

impl From<io::Error> for WorkbookFault {
    fn from(error: io::Error) -> Self {
        WorkbookFault::Io {
            detail: error.to_string(),
        }
    }
}

impl From<io::Error> for BadFile {
    fn from(error: io::Error) -> Self {
        BadFile::Io { path: None, error }
    }
}
