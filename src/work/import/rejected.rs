//! The file of rejected rows in step with the batches. What a batch rejects is kept in the house
//! with its commit and only then written to the file; whoever carries on after a crash keeps it
//! with their first commit and writes it then: no row is lost, none is there twice.
//! Must not know why a row is rejected.

use std::cell::RefCell;
use std::fs::OpenOptions;
use std::io::{self, Seek, SeekFrom, Write};
use std::path::PathBuf;
use std::rc::Rc;

use serde::{Deserialize, Serialize};

use crate::exchange::csv::Row;
use crate::exchange::problem::BadFile;
use crate::exchange::rejects::{Form, Rejects};

/// Bytes that stand ready to be written.
#[derive(Clone, Default)]
struct Ready(Rc<RefCell<Vec<u8>>>);

impl Write for Ready {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What is written to a file once the batch is in: after so many bytes that are there for good.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Tail {
    pub(super) path: PathBuf,
    pub(super) at: u64,
    pub(super) text: String,
}

impl Tail {
    /// Whether what it follows is still there, and it may be written.
    fn fits(&self) -> bool {
        let open = OpenOptions::new().append(true).open(&self.path);
        let there = open.and_then(|file| file.metadata());
        there.is_ok_and(|there| there.len() >= self.at)
    }

    fn write(&self) -> Result<(), BadFile> {
        if self.text.is_empty() {
            return Ok(());
        }
        let io = |error| BadFile::Unwritable {
            path: self.path.clone(),
            error,
        };
        let open = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .open(&self.path);
        let mut file = open.map_err(io)?;
        file.set_len(self.at).map_err(io)?;
        file.seek(SeekFrom::Start(self.at)).map_err(io)?;
        file.write_all(self.text.as_bytes()).map_err(io)?;
        file.sync_data().map_err(io)
    }
}

/// The rejected rows of one file.
pub(super) struct Rejected {
    path: PathBuf,
    header: Vec<String>,
    form: Form,
    /// Bytes of the file that are there for good.
    written: u64,
    ready: Ready,
    rows: Option<Rejects<Ready>>,
    /// What an earlier process was to write elsewhere.
    elsewhere: Vec<Tail>,
}

impl Rejected {
    /// The file to be; it is made with its first row.
    pub(super) fn new(path: PathBuf, header: &[String], form: Form) -> Self {
        Rejected {
            path,
            header: header.to_vec(),
            form,
            written: 0,
            ready: Ready::default(),
            rows: None,
            elsewhere: Vec::new(),
        }
    }

    /// Where an earlier process left off: this was to follow. It stands ready again; only with
    /// the next commit is it known that no other process goes on with the run.
    pub(super) fn carry_on(&mut self, tails: &[Tail]) -> Result<(), BadFile> {
        for tail in tails {
            let fits = tail.at == 0 && tail.path == self.path || tail.fits();
            if fits && tail.path != self.path {
                self.elsewhere.push(tail.clone());
                continue;
            }
            // Somebody took the file away, or it cannot be written: with a header, it begins here.
            let is_whole = if fits {
                self.written = tail.at;
                true
            } else {
                tail.at == 0
            };
            if !is_whole && !tail.text.is_empty() {
                self.begin()?;
                self.flush()?;
            }
            self.ready
                .0
                .borrow_mut()
                .extend_from_slice(tail.text.as_bytes());
        }
        Ok(())
    }

    /// Adds a row to what stands ready.
    pub(super) fn add(
        &mut self,
        row: &Row,
        column: Option<&str>,
        reason: &str,
    ) -> Result<(), BadFile> {
        if self.rows.is_none() {
            self.begin()?;
        }
        if let Some(rows) = &mut self.rows {
            rows.add(row, column, reason)?;
        }
        Ok(())
    }

    /// What stands ready, to be kept with the commit.
    pub(super) fn tails(&mut self) -> Result<Vec<Tail>, BadFile> {
        self.flush()?;
        let mine = Tail {
            path: self.path.clone(),
            at: self.written,
            text: String::from_utf8_lossy(&self.ready.0.borrow()).into_owned(),
        };
        let elsewhere = self.elsewhere.iter().cloned();
        Ok(elsewhere.chain([mine]).collect())
    }

    /// After the commit: writes what stood ready.
    pub(super) fn committed(&mut self) -> Result<(), BadFile> {
        for tail in self.tails()? {
            tail.write()?;
            if tail.path == self.path {
                self.written += tail.text.len() as u64;
            }
        }
        self.forget();
        Ok(())
    }

    /// Instead of writing it: a rehearsal leaves no file.
    pub(super) fn forget(&mut self) {
        self.ready.0.borrow_mut().clear();
        self.elsewhere.clear();
    }

    /// The header stands ready, unless the file has it.
    fn begin(&mut self) -> Result<(), BadFile> {
        let there = self.ready.0.borrow().len();
        self.rows = Some(Rejects::new(self.ready.clone(), &self.header, self.form)?);
        if self.written > 0 || there > 0 {
            self.flush()?;
            self.ready.0.borrow_mut().truncate(there);
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<(), BadFile> {
        match &mut self.rows {
            Some(rows) => Ok(rows.flush()?),
            None => Ok(()),
        }
    }
}
