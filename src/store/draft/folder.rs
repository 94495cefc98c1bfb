//! FILE.drafts/: where a form is left when the file cannot be had in time, for the next start of
//! its person; and the seats of desks. For the file's owner alone. Must not know SQL.

use std::path::{Path, PathBuf};

use crate::domain::ids::StaffId;
use crate::domain::kept::Unfinished;
use crate::error::Result;
use crate::store::left;
use crate::store::lock::{self, SEAT, SEATS, beside};

/// How files are called once they are whole.
const WHOLE: &str = "draft";
/// Largest file that is read, in bytes: more than the longest form needs.
const LARGEST: u64 = 8 * 1024 * 1024;

/// The folder of a file.
pub(super) fn of(path: &Path) -> PathBuf {
    beside(path, SEATS)
}

/// The folder, made if it is not there.
pub(super) fn made(path: &Path) -> Result<PathBuf> {
    let folder = of(path);
    left::make(&folder)?;
    Ok(folder)
}

/// The name of a form's file: the same one, however often it is left.
fn name(staff: StaffId, once: &str) -> String {
    let plain = |c: &char| c.is_ascii_alphanumeric() || *c == '-';
    let once: String = once.chars().filter(plain).collect();
    format!("{staff}-{once}.{WHOLE}")
}

/// Leaves a form in the folder, on the disk when this returns.
pub(super) fn leave(path: &Path, staff: StaffId, form: &Unfinished) -> Result<()> {
    left::leave(&of(path), &name(staff, &form.kept.once), form, true)
}

/// Takes a form away that is stored, or thrown away.
pub(super) fn clear(path: &Path, staff: StaffId, once: &str) {
    // Hardly ever there; one that stays is older than what is stored, and changes nothing.
    let _ = left::remove(&of(path).join(name(staff, once)));
}

/// What was left for a person. Seats of desks that are gone are taken away.
pub(super) fn left(path: &Path, staff: StaffId) -> Result<Vec<(PathBuf, Unfinished)>> {
    let folder = of(path);
    for seat in left::all(&folder, SEAT) {
        if !lock::is_held(&seat) {
            // Another desk may take it away, too.
            let _ = left::remove(&seat);
        }
    }
    let mine = format!("{staff}-");
    let mut found = Vec::new();
    for path in left::all(&folder, WHOLE) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        // None: another desk of the same person was faster.
        if name.starts_with(&mine)
            && let Some(form) = left::read(&path, LARGEST)?
        {
            found.push((path, form));
        }
    }
    Ok(found)
}

/// Takes away what was stored.
pub(super) fn remove(stored: &[(PathBuf, Unfinished)]) -> Result<()> {
    stored.iter().try_for_each(|(path, _)| left::remove(path))
}
