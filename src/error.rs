//! The one error enum: what can go wrong, as data. Words for it are in text/, in both
//! languages; what to do next follows from the kind. Must not know SQL or screens.

use crate::domain::customer::{Clash, Sheet};
use crate::domain::ids::StaffId;
use crate::domain::nearest::{Near, Word};

/// The result of everything that can fail.
pub type Result<T> = std::result::Result<T, Error>;

/// What went wrong. `text::explain` says it in words.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file's lock was not had in time; nothing was begun.
    #[error("busy: {holder:?}")]
    Busy {
        /// Who held the lock, if they signed.
        holder: Option<Holder>,
        /// How long we waited, in milliseconds.
        waited_ms: u64,
    },
    /// A colleague saved the same fields meanwhile.
    #[error("changed meanwhile by {by}: {fields:?}")]
    ChangedMeanwhile {
        /// The colleague's name.
        by: String,
        /// When, UTC milliseconds.
        at: i64,
        /// The fields in question, by their glossary names.
        fields: Vec<String>,
    },
    /// A colleague saved the same values of a form in another way; nothing was saved.
    #[error("clash with {by}: {clashes:?}")]
    Clash {
        /// Who changed one of them last; empty if the journal does not say.
        by: String,
        /// When, UTC milliseconds.
        at: i64,
        /// The values in question.
        clashes: Vec<Clash>,
        /// What is stored now: the form goes on from it.
        theirs: Box<Sheet>,
    },
    /// It is not there (or not for this person: the answer is the same).
    #[error("gone: {0}")]
    Gone(String),
    /// A rule or a right says no.
    #[error("refused: {0:?}")]
    Refused(Refusal),
    /// A value cannot be taken.
    #[error("invalid {field}: {fault:?}")]
    Invalid {
        /// The field's glossary name, as on the command line.
        field: String,
        /// What is wrong with it.
        fault: Fault,
    },
    /// The file was made by another version of the program.
    #[error("file version {file}, program {program}")]
    OtherVersion {
        /// Version of the file.
        file: i64,
        /// Version that this program reads and writes.
        program: i64,
    },
    /// There is no file.
    #[error("no file at {0}")]
    Missing(String),
    /// There is a file already.
    #[error("{0} is there already")]
    AlreadyThere(String),
    /// Somebody has the file open and this work needs it alone, or the other way round: who, as far
    /// as they signed.
    #[error("in use: {0:?}")]
    InUse(Vec<Holder>),
    /// The file lies on a network file system.
    #[error("network file system: {0}")]
    NetworkFileSystem(String),
    /// The linked SQLite is older than the fix of its WAL-reset bug.
    #[error("SQLite {0} is too old")]
    OldSqlite(String),
    /// The file is not a whole huoke file.
    #[error("damaged: {0}")]
    Damaged(String),
    /// A newer question made this one moot, or its asker withdrew it.
    #[error("cancelled")]
    Cancelled,
    /// Reading or writing a file of the system failed.
    #[error("{path}: {source}")]
    Io {
        /// Which file.
        path: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// The storage failed in a way that has no better name.
    #[error("storage: {0}")]
    Storage(Box<dyn std::error::Error + Send + Sync>),
}

/// Somebody who has the file, or writes into it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// Their name; empty: not known.
    pub name: String,
    /// What for: an action of the journal, or `desk`, `restore`, `batch` …
    pub action: String,
    /// For how long, in milliseconds.
    pub for_ms: u64,
}

/// Why a rule or a right says no.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The role has no right to the operation at all, or not for this customer.
    NoRight {
        /// The operation's code.
        operation: &'static str,
    },
    /// The staff member is disabled or unknown.
    NotActive,
    /// Undo: somebody changed the same column since.
    ChangedSince {
        /// Who.
        by: String,
        /// When, UTC milliseconds.
        at: i64,
        /// Which columns, as `table.column`.
        fields: Vec<String>,
    },
    /// Undo: rows that somebody made since refer to what it would delete.
    NamedSince {
        /// Who; empty if nobody knows.
        by: String,
        /// When, UTC milliseconds.
        at: i64,
        /// Of which tables.
        tables: Vec<String>,
    },
    /// Undo: what may be there once alone (a code, an extension) was given to another since.
    TakenSince {
        /// Which columns, as `table.column`.
        fields: Vec<String>,
    },
    /// Undo: there is nothing (left) to take back.
    NothingToUndo,
    /// Undo: the entry is taken back already.
    AlreadyUndone,
    /// Undo: this kind of entry cannot be taken back, or not be put back.
    NotUndoable,
    /// The same `--once` key came with other arguments.
    OnceKeyReused,
    /// The call's (or other) state does not allow it.
    State(&'static str),
    /// Somebody else is at work on it.
    Claimed {
        /// Their name.
        by: String,
    },
    /// A reminder of the customer is a task already, and it is open.
    HasTask {
        /// Its number.
        task: i64,
        /// Name of the person, else of the unit, who has it.
        by: String,
    },
    /// The last one who may administrate cannot be disabled or demoted.
    LastAdmin,
}

/// What is wrong with a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// It is required.
    Empty,
    /// It is longer than the limit, in characters (of a number: in digits).
    TooLong(usize),
    /// Not among the known values.
    Unknown {
        /// The nearest values, or all.
        nearest: Near,
    },
    /// Already taken by another.
    Taken,
    /// Already taken by this other one.
    TakenBy(Word),
    /// It would stand below itself.
    Circle,
    /// So many customers share it: which is meant?
    Shared(usize),
    /// Not a date as people write them.
    NotADate,
    /// A date that does not exist.
    ImpossibleDate,
    /// A time before now.
    InThePast,
    /// A time that has not come yet.
    InTheFuture,
    /// Nobody has this number.
    Nobody,
    /// Not a number.
    NotANumber,
    /// A number that is not between these, both included.
    Between {
        /// The lowest.
        low: i64,
        /// The highest.
        high: i64,
    },
    /// Not hours of the week as people write them.
    NotHours,
    /// Not how often something comes again, as people say it.
    NotOften,
    /// A day that is none of those on which it comes again.
    OtherDay,
    /// Out of its range.
    OutOfRange,
    /// A phone number without digits.
    NoDigits,
    /// A value that a spreadsheet has mangled (`1.38E+10`).
    Mangled,
    /// A phone number with letters that belong to no number (`VIP0087b`).
    Letters,
    /// Not a code: lower-case letters, digits and `_`, a letter first.
    NotACode,
    /// More decimals than the currency has.
    TooManyDecimals,
    /// No such field.
    NoSuchField {
        /// The nearest names, or all.
        nearest: Near,
    },
    /// Nothing, or less than nothing.
    NotAboveZero,
    /// Less than allowed: at least this, as a plain number.
    AtLeast(String),
    /// More than there is or than is allowed: at most this, as a plain number.
    AtMost(String),
    /// It is another one by now: this, as a plain number.
    ChangedTo(String),
    /// A floor price above the list price, as people write money: nobody bound by the floor could
    /// sell at the list price.
    AboveList {
        /// The floor price.
        floor: String,
        /// The list price.
        list: String,
    },
    /// It is sold no more.
    Withdrawn,
    /// It is not to be had for points.
    NotForPoints,
    /// Goods leave only once the sale is paid in full.
    PaidFirst,
    /// Anything else, in words that need no translation (a parser's own message).
    Other(String),
}

impl Error {
    /// A value that cannot be taken.
    pub fn invalid(field: impl Into<String>, fault: Fault) -> Self {
        Error::Invalid {
            field: field.into(),
            fault,
        }
    }

    /// A right that is not there.
    pub fn no_right(operation: &'static str) -> Self {
        Error::Refused(Refusal::NoRight { operation })
    }

    /// The staff member cannot act.
    pub fn not_active(_who: StaffId) -> Self {
        Error::Refused(Refusal::NotActive)
    }
}
