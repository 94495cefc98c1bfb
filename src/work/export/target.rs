//! The file that an export makes: under a name of its own, for its owner alone, until it is
//! whole; nothing half done ever has the name that was asked for. Must not know what is in it.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::fd::AsRawFd;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use rustix::fs::{AtFlags, CWD, Mode, OFlags};

use crate::error::{Error, Result};

/// A file being written. Dropped before [`Target::done`] it leaves nothing behind; where the file
/// system makes files without a name, not even a killed process does.
#[derive(Debug)]
pub(super) struct Target {
    path: PathBuf,
    file: File,
    /// The name that it has meanwhile, if it must have one.
    part: Option<PathBuf>,
    replace: bool,
}

fn failed(path: &Path) -> impl Fn(io::Error) -> Error {
    let path = path.display().to_string();
    move |source| match source.kind() {
        io::ErrorKind::AlreadyExists => Error::AlreadyThere(path.clone()),
        _ => Error::Io {
            path: path.clone(),
            source,
        },
    }
}

impl Target {
    /// Begins a file beside where it will be. One that has the name already is refused, unless
    /// it may be replaced and is a file.
    ///
    /// # Errors
    /// [`Error::AlreadyThere`]; what the system says.
    pub(super) fn begin(path: &Path, replace: bool) -> Result<(Target, File)> {
        match fs::symlink_metadata(path) {
            // A link is followed by nobody: what it points at is not what was named.
            Ok(there) if !replace || !there.is_file() => {
                return Err(Error::AlreadyThere(path.display().to_string()));
            }
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(failed(path)(error)),
        }
        let (file, part) = match nameless(path) {
            Some(file) => (file, None),
            None => {
                let part = beside(path)?;
                let mut options = OpenOptions::new();
                options.read(true).write(true).create_new(true).mode(0o600);
                (options.open(&part).map_err(failed(path))?, Some(part))
            }
        };
        let handle = file.try_clone().map_err(failed(path))?;
        let target = Target {
            path: path.to_owned(),
            file,
            part,
            replace,
        };
        Ok((target, handle))
    }

    /// Makes sure that everything is on the disk.
    ///
    /// # Errors
    /// What the system says.
    pub(super) fn settle(&self) -> Result<()> {
        self.file.sync_all().map_err(failed(&self.path))
    }

    /// Gives the file its name.
    ///
    /// # Errors
    /// [`Error::AlreadyThere`] if somebody took the name meanwhile; what the system says.
    pub(super) fn done(mut self) -> Result<()> {
        if self.replace {
            if self.part.is_none() {
                let part = beside(&self.path)?;
                link(&self.file, &part).map_err(failed(&self.path))?;
                self.part = Some(part);
            }
            if let Some(part) = &self.part {
                fs::rename(part, &self.path).map_err(failed(&self.path))?;
            }
            self.part = None;
        } else {
            // A link is made only where there is no such name, in one step.
            match &self.part {
                Some(part) => fs::hard_link(part, &self.path),
                None => link(&self.file, &self.path),
            }
            .map_err(failed(&self.path))?;
        }
        let folder = File::open(folder(&self.path));
        folder
            .and_then(|folder| folder.sync_all())
            .map_err(failed(&self.path))
    }
}

/// Keeps these bytes as a file, whole or not at all; one that is there only if it may be replaced.
///
/// # Errors
/// [`Error::AlreadyThere`]; what the system says.
pub fn keep(path: &Path, replace: bool, bytes: &[u8]) -> Result<()> {
    let (target, mut file) = Target::begin(path, replace)?;
    file.write_all(bytes).map_err(failed(path))?;
    target.settle()?;
    target.done()
}

fn folder(path: &Path) -> &Path {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    folder.unwrap_or(Path::new("."))
}

/// A file without a name in the same folder; none where there is no such thing.
fn nameless(path: &Path) -> Option<File> {
    let flags = OFlags::TMPFILE | OFlags::RDWR | OFlags::CLOEXEC;
    let file = rustix::fs::open(folder(path), flags, Mode::RUSR | Mode::WUSR).ok()?;
    // Only what the system shows of itself leads back to it when it gets a name.
    Path::new("/proc/self/fd")
        .is_dir()
        .then(|| File::from(file))
}

fn link(file: &File, name: &Path) -> io::Result<()> {
    let shown = format!("/proc/self/fd/{}", file.as_raw_fd());
    rustix::fs::linkat(CWD, shown, CWD, name, AtFlags::SYMLINK_FOLLOW).map_err(io::Error::from)
}

/// A hidden name beside the one that was asked for.
fn beside(path: &Path) -> Result<PathBuf> {
    let mut name = OsString::from(".");
    name.push(
        path.file_name()
            .ok_or_else(|| failed(path)(io::ErrorKind::InvalidInput.into()))?,
    );
    name.push(format!(".{}.part", std::process::id()));
    Ok(path.with_file_name(name))
}

impl Drop for Target {
    fn drop(&mut self) {
        if let Some(part) = &self.part {
            // Whoever cannot take it away now could not have written it.
            let _ = fs::remove_file(part);
        }
    }
}
