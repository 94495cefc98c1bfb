//! Where the rejected rows of each file go, and whether they may: found out before anything is
//! stored. Must not know what is rejected.

use std::ffi::OsString;
use std::fs::{self, Metadata};
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use rustix::fs::{Access, access};

use super::note::Note;
use super::{Failure, Plan};
use crate::error::Error;
use crate::exchange::files::Files;
use crate::exchange::problem::BadFile;
use crate::exchange::rejects::{self, Form};

/// Where the rejected rows of the files go, in the order of the files: where it was said, the
/// second file's beside the first's; else beside each file. No two go to the same place.
pub(super) fn places(plan: &Plan<'_>, files: &Files, forms: &[Form]) -> Vec<PathBuf> {
    let mut places: Vec<PathBuf> = Vec::new();
    for (number, (file, form)) in files.main.iter().zip(forms).enumerate() {
        let place = match &plan.rejects {
            Some(said) if number == 0 => said.clone(),
            Some(said) => numbered(said, number + 1),
            None => file.with_extension(match form {
                Form::Delimited(_) => "rejected.csv",
                Form::Cards => "rejected.vcf",
            }),
        };
        let again = places.contains(&place);
        places.push(if again {
            numbered(&place, number + 1)
        } else {
            place
        });
    }
    places
}

fn numbered(path: &Path, number: usize) -> PathBuf {
    let mut name = OsString::from(path.file_stem().unwrap_or_default());
    name.push(format!("-{number}"));
    if let Some(ending) = path.extension() {
        name.push(".");
        name.push(ending);
    }
    path.with_file_name(name)
}

/// Refuses a place that is one of the files that are read, that somebody else has, or where a
/// file was asked for and cannot be. `known` is what the run noted that goes on.
pub(super) fn check(
    plan: &Plan<'_>,
    files: &Files,
    places: &[PathBuf],
    known: Option<&Note>,
) -> Result<(), Failure> {
    if plan.dry_run && plan.rejects.is_none() {
        return Ok(());
    }
    let read: Vec<Metadata> = files
        .main
        .iter()
        .chain(&files.joined)
        .chain(&plan.map)
        .filter_map(|path| fs::metadata(path).ok())
        .collect();
    for place in places {
        if let Ok(there) = fs::metadata(place)
            && read
                .iter()
                .any(|file| (file.dev(), file.ino()) == (there.dev(), there.ino()))
        {
            let path = place.clone();
            return Err(BadFile::RejectsOverFile { path }.into());
        }
        match fs::symlink_metadata(place) {
            Ok(there) => {
                let is_ours = known.is_some_and(|note| note.wrote(place));
                let may = there.is_file() && may_replace(plan, place, &there);
                if !is_ours && !may {
                    return Err(Error::AlreadyThere(place.display().to_string()).into());
                }
                writable(place, place)?;
            }
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(unwritable(place, error).into());
            }
            // Beside a file that cannot be helped, and most files have no rejected rows.
            Err(_) if plan.rejects.is_none() => {}
            Err(_) => {
                let folder = place.parent().filter(|path| *path != Path::new(""));
                writable(place, folder.unwrap_or(Path::new(".")))?;
            }
        }
    }
    Ok(())
}

/// Nothing is lost with it: it is empty, or full of rejected rows of before beside their file;
/// or it was said that it may be.
fn may_replace(plan: &Plan<'_>, place: &Path, there: &Metadata) -> bool {
    plan.replace || there.len() == 0 || plan.rejects.is_none() && rejects::is_one(place)
}

fn writable(place: &Path, path: &Path) -> Result<(), BadFile> {
    access(path, Access::WRITE_OK).map_err(|error| unwritable(place, error.into()))
}

fn unwritable(place: &Path, error: io::Error) -> BadFile {
    BadFile::Unwritable {
        path: place.to_owned(),
        error,
    }
}
