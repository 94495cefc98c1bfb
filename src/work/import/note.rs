//! What is kept in the house with each batch of a run: where it stands, what it came to so far.
//! Must not know how it gets there.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::Report;
use crate::error::Error;

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
    /// Bytes of that file's rejected rows before those of the last batch.
    pub(super) rejects_at: u64,
    /// Those of the last batch.
    pub(super) rejects: String,
    /// Files of rejected rows that there are.
    pub(super) files: Vec<PathBuf>,
    /// The last sale of before the run.
    pub(super) last_sale: i64,
    /// The last contact of before the run.
    #[serde(default)]
    pub(super) last_contact: i64,
}

impl Note {
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
            rounded: self.rounded,
            rejects: self.files.clone(),
            ..Report::default()
        }
    }

    /// The next file begins.
    pub(super) fn next_file(&mut self, file: usize) {
        *self = Note {
            file,
            pieces: 0,
            rejects_at: 0,
            rejects: String::new(),
            ..std::mem::take(self)
        };
    }
}
