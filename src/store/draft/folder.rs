//! FILE.drafts/: where a form is left when the file cannot be had in time, for the next start of
//! its person; and the seats of desks. For the file's owner alone. Must not know SQL.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use crate::domain::ids::StaffId;
use crate::domain::kept::Unfinished;
use crate::error::{Error, Result};
use crate::store::lock::{self, SEAT, beside};

/// How files are called once they are whole.
const WHOLE: &str = "draft";
/// How files are called that nobody can read; kept for a person to look at.
const UNREADABLE: &str = "unreadable";
/// Largest file that is read, in bytes: more than the longest form needs.
const LARGEST: u64 = 8 * 1024 * 1024;

/// The folder of a file.
pub(super) fn of(path: &Path) -> PathBuf {
    beside(path, "drafts")
}

fn failed(path: &Path) -> impl FnOnce(io::Error) -> Error {
    let path = path.display().to_string();
    move |source| Error::Io { path, source }
}

/// The folder, made if it is not there.
pub(super) fn made(path: &Path) -> Result<PathBuf> {
    let folder = of(path);
    let mut builder = fs::DirBuilder::new();
    let made = builder.recursive(true).mode(0o700).create(&folder);
    made.map_err(failed(&folder)).map(|()| folder)
}

/// The file of a form: the same one, however often it is left.
fn file(folder: &Path, staff: StaffId, once: &str) -> PathBuf {
    let plain = |c: &char| c.is_ascii_alphanumeric() || *c == '-';
    let once: String = once.chars().filter(plain).collect();
    folder.join(format!("{staff}-{once}.{WHOLE}"))
}

/// Leaves a form in the folder, whole or not at all, and on the disk when this returns.
pub(super) fn leave(path: &Path, staff: StaffId, form: &Unfinished) -> Result<()> {
    let folder = made(path)?;
    let nonce = getrandom::u64().map_err(|error| Error::Storage(Box::new(error)))?;
    let partial = folder.join(format!("{nonce:016x}.partial"));
    let json = serde_json::to_vec(form).map_err(|error| Error::Storage(Box::new(error)))?;
    let mut new = File::options()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&partial)
        .map_err(failed(&partial))?;
    let written = new.write_all(&json).and_then(|()| new.sync_all());
    written.map_err(failed(&partial))?;
    let whole = file(&folder, staff, &form.kept.once);
    fs::rename(&partial, &whole).map_err(failed(&whole))
}

/// Takes a form away that is stored, or thrown away.
pub(super) fn clear(path: &Path, staff: StaffId, once: &str) {
    // Hardly ever there; one that stays is older than what is stored, and changes nothing.
    let _ = fs::remove_file(file(&of(path), staff, once));
}

/// What was left for a person. Seats of desks that are gone are taken away.
pub(super) fn left(path: &Path, staff: StaffId) -> Result<Vec<(PathBuf, Unfinished)>> {
    let folder = of(path);
    let Ok(entries) = fs::read_dir(&folder) else {
        return Ok(Vec::new());
    };
    let mine = format!("{staff}-");
    let mut found = Vec::new();
    for path in entries.flatten().map(|entry| entry.path()) {
        let ends = |ending| path.extension().is_some_and(|end| end == ending);
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if ends(SEAT) && !lock::is_held(&path) {
            let _ = fs::remove_file(&path);
        } else if ends(WHOLE) && name.starts_with(&mine) {
            match read(&path) {
                Ok(Some(form)) => found.push((path, form)),
                // Another desk of the same person was faster.
                Ok(None) => {}
                Err(_) => {
                    fs::rename(&path, path.with_extension(UNREADABLE)).map_err(failed(&path))?;
                }
            }
        }
    }
    Ok(found)
}

/// Takes away what was stored.
pub(super) fn remove(stored: &[(PathBuf, Unfinished)]) -> Result<()> {
    for (path, _) in stored {
        match fs::remove_file(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(failed(path)(error));
            }
            _ => {}
        }
    }
    Ok(())
}

/// What a file says; none: it is gone.
fn read(path: &Path) -> io::Result<Option<Unfinished>> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let mut json = Vec::new();
    file.take(LARGEST).read_to_end(&mut json)?;
    Ok(Some(serde_json::from_slice(&json)?))
}
