//! An import as its owner's desk tells of it while it runs. Must not know files or threads.

use super::ids::EntryId;

/// How an import stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// It runs.
    Runs,
    /// It was stopped, or nothing is heard of it: the same command goes on.
    Stopped,
    /// All is in.
    Done,
    /// It was taken back.
    TakenBack,
}

/// How far an import of a person is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Importing {
    /// Its journal entry, which takes it back.
    pub entry: EntryId,
    /// Name of the file that it reads, without folders, raw.
    pub file: String,
    /// How much of that file is read, in hundredths.
    pub percent: u8,
    /// Rows read.
    pub rows: u64,
    /// Rows that are in: added or changed.
    pub stored: u64,
    /// Rows given back.
    pub rejected: u64,
    /// Rows read in a second, of late; 0: not known.
    pub rate: u64,
    /// How it stands.
    pub stands: Stands,
}

impl Importing {
    /// Whether something of it is still to come, now or later.
    pub fn is_unfinished(&self) -> bool {
        matches!(self.stands, Stands::Runs | Stands::Stopped)
    }
}
