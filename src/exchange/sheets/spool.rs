//! A file without a name, for rows on their way: it is gone with whoever holds it, however that
//! ends. Must not know what is in it.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read};
use std::os::unix::fs::{FileExt, OpenOptionsExt};
use std::path::Path;
use std::sync::Arc;

/// A fresh file in this folder, for its user alone.
pub(super) fn nameless(folder: &Path) -> io::Result<File> {
    let mut number = 0_u32;
    loop {
        let path = folder.join(format!(".huoke-rows-{}-{number}", std::process::id()));
        let made = OpenOptions::new()
            .read(true)
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&path);
        match made {
            // One whose process was killed before it could take the name away.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => number += 1,
            made => {
                let made = made?;
                fs::remove_file(&path)?;
                return Ok(made);
            }
        }
    }
}

/// Reads it from its beginning, however many read it at once.
pub(super) struct Place {
    file: Arc<File>,
    at: u64,
}

impl Place {
    pub(super) fn new(file: Arc<File>) -> Place {
        Place { file, at: 0 }
    }
}

impl Read for Place {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read_at(to, self.at)?;
        self.at += read as u64;
        Ok(read)
    }
}
