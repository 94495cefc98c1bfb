//! Word that is left beside the file when the file cannot be had in time: one JSON file each, in a
//! folder for the file's owner alone, there whole or not at all. Must not know what it says, nor
//! SQL.

use std::fs::{self, DirBuilder, File};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::{Error, Result};

/// How files are called that nobody can read; kept for a person to look at.
const UNREADABLE: &str = "unreadable";

fn failed(path: &Path) -> impl FnOnce(io::Error) -> Error {
    let path = path.display().to_string();
    move |source| Error::Io { path, source }
}

/// Makes the folder if it is not there.
pub(super) fn make(folder: &Path) -> Result<()> {
    let mut builder = DirBuilder::new();
    let made = builder.recursive(true).mode(0o700).create(folder);
    made.map_err(failed(folder))
}

/// Leaves a word under a name; `durable`: it is on the disk when this returns.
pub(super) fn leave(folder: &Path, name: &str, word: &impl Serialize, durable: bool) -> Result<()> {
    make(folder)?;
    let nonce = getrandom::u64().map_err(|error| Error::Storage(Box::new(error)))?;
    let partial = folder.join(format!("{nonce:016x}.partial"));
    let json = serde_json::to_vec(word).map_err(|error| Error::Storage(Box::new(error)))?;
    let mut new = File::options()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&partial)
        .map_err(failed(&partial))?;
    let written = new
        .write_all(&json)
        .and_then(|()| if durable { new.sync_all() } else { Ok(()) });
    written.map_err(failed(&partial))?;
    let whole = folder.join(name);
    fs::rename(&partial, &whole).map_err(failed(&whole))
}

/// The files of a folder whose names end so; none where there is no folder.
pub(super) fn all(folder: &Path, ending: &str) -> impl Iterator<Item = PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let paths = entries.map(|entry| entry.path());
    paths.filter(move |path| path.extension().is_some_and(|end| end == ending))
}

/// What a file of `largest` bytes at most says; none: it is gone, or nobody can read it and it is
/// put aside.
pub(super) fn read<T: DeserializeOwned>(path: &Path, largest: u64) -> Result<Option<T>> {
    let file = match File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        file => file,
    };
    let word = file.and_then(|file| {
        let mut json = Vec::new();
        file.take(largest).read_to_end(&mut json)?;
        Ok(serde_json::from_slice(&json)?)
    });
    if word.is_err() {
        fs::rename(path, path.with_extension(UNREADABLE)).map_err(failed(path))?;
    }
    Ok(word.ok())
}

/// Takes a word away; one that is gone is no failure.
pub(super) fn remove(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(failed(path)(error)),
        _ => Ok(()),
    }
}
