//! What can be wrong with a file or one of its rows, as plain data.
//! Must not know the words a person reads: those are made from it in both languages.

use std::io;
use std::path::PathBuf;

use super::field::{Field, Kind};

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
    /// There is no line in it.
    Empty,
    /// It is no text, nor anything else that is known.
    NotText,
    /// The header is not readable as one row.
    BadHeader(Problem),
    /// The map file says something that cannot be; the parser's own words with line and caret.
    Map {
        /// Several lines, in English, as the parser wrote them.
        detail: String,
    },
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

impl From<io::Error> for BadFile {
    fn from(error: io::Error) -> Self {
        BadFile::Io { path: None, error }
    }
}
