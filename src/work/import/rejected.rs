//! The file of rejected rows in step with the batches. What a batch rejects is kept in the house
//! with its commit and only then written to the file; whoever carries on after a crash cuts the
//! file to where that batch began and writes it again: no row is lost, none is there twice.
//! Must not know why a row is rejected.

use std::cell::RefCell;
use std::fs::OpenOptions;
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use crate::exchange::csv::Row;
use crate::exchange::problem::BadFile;
use crate::exchange::rejects::{Form, Rejects};

/// Where the rejected rows of a file go: where it was said, the second file's beside the first's.
pub(super) fn place(said: Option<&Path>, file: &Path, form: Form, place: usize) -> PathBuf {
    let Some(said) = said else {
        return file.with_extension(match form {
            Form::Delimited(_) => "rejected.csv",
            Form::Cards => "rejected.vcf",
        });
    };
    if place == 0 {
        return said.to_owned();
    }
    let stem = said.file_stem().unwrap_or_default().to_string_lossy();
    let ending = said
        .extension()
        .map(|ending| format!(".{}", ending.to_string_lossy()));
    said.with_file_name(format!(
        "{stem}-{}{}",
        place + 1,
        ending.unwrap_or_default()
    ))
}

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

/// The rejected rows of one file.
pub(super) struct Rejected {
    path: PathBuf,
    header: Vec<String>,
    form: Form,
    /// Bytes of the file that are there for good.
    written: u64,
    ready: Ready,
    rows: Option<Rejects<Ready>>,
}

impl Rejected {
    /// The file to be; it is made with its first row.
    pub(super) fn new(path: PathBuf, header: &[String], form: Form) -> Self {
        let (ready, rows) = (Ready::default(), None);
        Rejected {
            path,
            header: header.to_vec(),
            form,
            written: 0,
            ready,
            rows,
        }
    }

    /// Where an earlier process left off: so many bytes were there, and `tail` was to follow.
    pub(super) fn carry_on(&mut self, written: u64, tail: &str) -> Result<(), BadFile> {
        let there = std::fs::metadata(&self.path).map_or(0, |file| file.len());
        if there >= written {
            self.written = written;
            return self.write(tail);
        }
        // Somebody took the file away: it begins anew, with what is known of it.
        self.begin()?;
        self.flush()?;
        let header = std::mem::take(&mut *self.ready.0.borrow_mut());
        self.write(&format!("{}{tail}", String::from_utf8_lossy(&header)))
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// How many bytes are there.
    pub(super) fn written(&self) -> u64 {
        self.written
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
            if self.written > 0 {
                // The file has its header.
                self.flush()?;
                self.ready.0.borrow_mut().clear();
            }
        }
        if let Some(rows) = &mut self.rows {
            rows.add(row, column, reason)?;
        }
        Ok(())
    }

    /// What stands ready, to be kept with the commit.
    pub(super) fn tail(&mut self) -> Result<String, BadFile> {
        self.flush()?;
        Ok(String::from_utf8_lossy(&self.ready.0.borrow()).into_owned())
    }

    /// After the commit: writes what stood ready.
    pub(super) fn committed(&mut self) -> Result<(), BadFile> {
        let ready = std::mem::take(&mut *self.ready.0.borrow_mut());
        self.write(&String::from_utf8_lossy(&ready))
    }

    /// Instead of writing it: a rehearsal leaves no file.
    pub(super) fn forget(&mut self) {
        self.ready.0.borrow_mut().clear();
    }

    fn begin(&mut self) -> Result<(), BadFile> {
        self.rows = Some(Rejects::new(self.ready.clone(), &self.header, self.form)?);
        Ok(())
    }

    fn flush(&mut self) -> Result<(), BadFile> {
        match &mut self.rows {
            Some(rows) => Ok(rows.flush()?),
            None => Ok(()),
        }
    }

    fn write(&mut self, text: &str) -> Result<(), BadFile> {
        if text.is_empty() {
            return Ok(());
        }
        let io = |error| BadFile::Io {
            path: Some(self.path.clone()),
            error,
        };
        let open = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .open(&self.path);
        let mut file = open.map_err(io)?;
        file.set_len(self.written).map_err(io)?;
        file.seek(SeekFrom::Start(self.written)).map_err(io)?;
        file.write_all(text.as_bytes()).map_err(io)?;
        file.sync_data().map_err(io)?;
        self.written += text.len() as u64;
        Ok(())
    }
}
