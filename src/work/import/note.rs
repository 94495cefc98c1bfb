//! What is kept in the house with each batch of a run: where it stands, what it came to so far.
//! Must not know how it gets there.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::rejected::Tail;
use super::{FirstReject, Report};
use crate::domain::importing::{Importing, Stands};
use crate::error::Error;
use crate::store::import::Run;

/// Where a run stands.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Note {
    /// Which of the files, from 0.
    pub(super) file: usize,
    /// Pieces of that file that are in.
    pub(super) pieces: u64,
    pub(super) read: u64,
    pub(super) added: u64,
    pub(super) updated: u64,
    pub(super) skipped: u64,
    pub(super) rejected: u64,
    pub(super) rounded: u64,
    #[serde(default)]
    pub(super) untied: u64,
    /// The first rejected rows.
    #[serde(default)]
    pub(super) firsts: Vec<FirstReject>,
    /// Rejected rows of the last batch, and what an earlier process left to be written.
    #[serde(default)]
    pub(super) tails: Vec<Tail>,
    /// Files of rejected rows that there are.
    pub(super) files: Vec<PathBuf>,
    /// Name of that file, its bytes, and how many of them are read.
    #[serde(default)]
    pub(super) name: String,
    #[serde(default)]
    pub(super) of: u64,
    #[serde(default)]
    pub(super) bytes: u64,
    /// The last sale of before the run.
    pub(super) last_sale: i64,
    /// The last contact of before the run.
    #[serde(default)]
    pub(super) last_contact: i64,
}

/// What a run tells of itself; none: it has not read anything yet.
pub fn importing(run: &Run, stands: Stands) -> Option<Importing> {
    let note = Note::read(&run.note).ok()?;
    if note.name.is_empty() {
        return None;
    }
    let percent = (note.bytes.min(note.of) * 100)
        .checked_div(note.of)
        .unwrap_or(0);
    Some(Importing {
        entry: run.entry,
        file: note.name,
        percent: u8::try_from(percent).unwrap_or(100),
        rows: note.read,
        stored: note.added + note.updated,
        rejected: note.rejected,
        rate: 0,
        stands,
    })
}

impl Note {
    /// A file is read; how many bytes it has.
    pub(super) fn reads(&mut self, path: &Path) -> u64 {
        let name = path.file_name().unwrap_or_default();
        self.name = name.to_string_lossy().into_owned();
        self.of = std::fs::metadata(path).map_or(0, |file| file.len());
        self.of
    }

    /// Whether this is a file of rejected rows that the run has written so far.
    pub(super) fn wrote(&self, path: &Path) -> bool {
        self.files.iter().any(|known| known == path)
    }

    pub(super) fn read(json: &str) -> Result<Note, Error> {
        serde_json::from_str(json).map_err(|_| Error::Damaged("import_batch.report".to_owned()))
    }

    pub(super) fn json(&self) -> Result<String, Error> {
        serde_json::to_string(self).map_err(|error| Error::Storage(Box::new(error)))
    }

    /// What it came to so far; whose entry it is, the run knows.
    pub(super) fn report(&self) -> Report {
        Report {
            read: self.read,
            added: self.added,
            updated: self.updated,
            skipped: self.skipped,
            rejected: self.rejected,
            first_rejects: self.firsts.clone(),
            rounded: self.rounded,
            untied: self.untied,
            rejects: self.files.clone(),
            ..Report::default()
        }
    }

    /// The next file begins.
    pub(super) fn next_file(&mut self, file: usize) {
        *self = Note {
            file,
            pieces: 0,
            tails: Vec::new(),
            ..std::mem::take(self)
        };
    }
}
