//! The lock files beside the database. FILE.lock: one writer at a time, FILE.next: who writes after
//! them. FILE.open: who has the file open (shared), or works on it alone (exclusive). And the seats
//! by which desks see which others are there. The only place of the store that knows threads, and
//! with pace the only one with a clock. Must not know SQL.

mod sign;

use std::fs::{File, OpenOptions, TryLockError};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::time::{Duration, Instant};

pub use sign::Signature;

use crate::error::{Error, Holder, Result};

/// How long a desk or a command waits for the lock.
pub const PATIENCE: Duration = Duration::from_secs(10);
/// How long a ring waits before it leaves a file instead.
pub const RING_PATIENCE: Duration = Duration::from_millis(80);
/// How long opening waits for somebody who works on the file alone.
const OPEN_PATIENCE: Duration = Duration::from_secs(2);
/// How long a form that is not finished waits before it is left in a file instead.
pub const DRAFT_PATIENCE: Duration = Duration::from_millis(300);

/// `FILE` + `.suffix`, beside the file.
pub fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(suffix);
    PathBuf::from(name)
}

fn lock_file(path: &Path) -> Result<File> {
    OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o600)
        .open(path)
        .map_err(|source| Error::Io {
            path: path.display().to_string(),
            source,
        })
}

/// The right to write; given back on drop.
#[derive(Debug)]
pub struct WriteLock {
    file: File,
}

impl Drop for WriteLock {
    fn drop(&mut self) {
        // Before the next one has it: they sign for themselves.
        sign::blank(&self.file);
    }
}

/// Takes FILE.lock, waiting at most `patience`; `who` is written into it for those who wait.
///
/// Whoever just gave the lock back would have it again before the one whom the kernel wakes. So
/// one first takes FILE.next, and keeps it until FILE.lock is one's own: at most one waits for
/// FILE.lock itself, and whoever comes again queues behind the others.
pub fn for_writing<'w>(
    path: &Path,
    who: impl Into<Signature<'w>>,
    patience: Duration,
) -> Result<WriteLock> {
    let (next_path, lock_path) = (beside(path, "next"), beside(path, "lock"));
    let (next, file) = (lock_file(&next_path)?, lock_file(&lock_path)?);
    let failed = |source| Error::Io {
        path: lock_path.display().to_string(),
        source,
    };
    let free = is_free(&next).map_err(failed)? && is_free(&file).map_err(failed)?;
    let file = match free {
        true => file,
        false => wait_in_queue(next, file, &lock_path, patience)?,
    };
    sign::sign(&file, who.into());
    Ok(WriteLock { file })
}

/// Takes a lock if nobody has it: saves a thread when nobody writes.
fn is_free(file: &File) -> std::io::Result<bool> {
    #[allow(
        clippy::disallowed_methods,
        reason = "once: refused, one waits in the kernel's queue"
    )]
    let taken = file.try_lock();
    match taken {
        Ok(()) => Ok(true),
        Err(TryLockError::WouldBlock) => Ok(false),
        Err(TryLockError::Error(source)) => Err(source),
    }
}

/// A thread waits for both locks in turn; if it comes too late it gives them back at once.
fn wait_in_queue(next: File, file: File, lock_path: &Path, patience: Duration) -> Result<File> {
    let begun = Instant::now();
    let withdrawn = Arc::new(AtomicBool::new(false));
    let (sender, receiver) = mpsc::sync_channel(1);
    let seen = Arc::clone(&withdrawn);
    std::thread::spawn(move || {
        let mut locked = next.lock();
        if !seen.load(Ordering::Acquire) {
            locked = locked.and_then(|()| file.lock());
        }
        drop(next);
        if !seen.load(Ordering::Acquire) {
            // The asker may have just left: then the file is dropped with the channel.
            let _ = sender.send(locked.map(|()| file));
        }
    });
    match receiver.recv_timeout(patience) {
        Ok(Ok(file)) => Ok(file),
        Ok(Err(source)) => Err(Error::Io {
            path: lock_path.display().to_string(),
            source,
        }),
        Err(_) => {
            withdrawn.store(true, Ordering::Release);
            let waited_ms = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
            Err(Error::Busy {
                holder: sign::holder(lock_path),
                waited_ms,
            })
        }
    }
}

/// Who writes to a file now, as far as anybody knows.
pub(super) fn holder(path: &Path) -> Option<Holder> {
    sign::holder(&beside(path, "lock"))
}

/// FILE.open, held as long as the process has the file open.
#[derive(Debug)]
pub struct OpenLock {
    file: File,
    alone: bool,
}

impl Drop for OpenLock {
    fn drop(&mut self) {
        if self.alone {
            sign::blank(&self.file);
        }
    }
}

/// Joins those who have the file open; waits 2 s for somebody who works on it alone.
pub fn join(path: &Path) -> Result<OpenLock> {
    join_within(path, OPEN_PATIENCE)
}

/// The same with another patience.
pub fn join_within(path: &Path, patience: Duration) -> Result<OpenLock> {
    let open_path = beside(path, "open");
    let file = lock_file(&open_path)?;
    let begun = Instant::now();
    loop {
        match file.try_lock_shared() {
            Ok(()) => return Ok(OpenLock { file, alone: false }),
            Err(TryLockError::WouldBlock) if begun.elapsed() < patience => {
                // Shared among many and rarely taken alone: there is no queue to starve in.
                std::thread::sleep(Duration::from_millis(20));
            }
            Err(TryLockError::WouldBlock) => return Err(Error::InUse(who_is_there(path))),
            Err(TryLockError::Error(source)) => {
                return Err(Error::Io {
                    path: open_path.display().to_string(),
                    source,
                });
            }
        }
    }
}

/// Has the file alone, or says that somebody is there.
pub fn alone<'w>(path: &Path, who: impl Into<Signature<'w>>) -> Result<OpenLock> {
    let open_path = beside(path, "open");
    let file = lock_file(&open_path)?;
    #[allow(
        clippy::disallowed_methods,
        reason = "once: refused, it says who is there"
    )]
    let taken = file.try_lock();
    match taken {
        Ok(()) => {
            sign::sign(&file, who.into());
            Ok(OpenLock { file, alone: true })
        }
        Err(TryLockError::WouldBlock) => Err(Error::InUse(who_is_there(path))),
        Err(TryLockError::Error(source)) => Err(Error::Io {
            path: open_path.display().to_string(),
            source,
        }),
    }
}

/// Who has the file open, as far as they signed: whoever has it alone, whoever writes, and desks.
fn who_is_there(path: &Path) -> Vec<Holder> {
    let signed = ["open", "lock"].map(|suffix| sign::holder(&beside(path, suffix)));
    let seats = std::fs::read_dir(beside(path, SEATS)).into_iter().flatten();
    let seats = seats.filter_map(|entry| entry.ok().map(|entry| entry.path()));
    let seats = seats.filter(|path| path.extension().is_some_and(|end| end == SEAT));
    let desks = seats.filter(|path| is_held(path));
    let desks = desks.filter_map(|path| sign::holder(&path));
    let mut there: Vec<Holder> = signed.into_iter().flatten().chain(desks).collect();
    there.sort_by(|a, b| a.name.cmp(&b.name).then(b.for_ms.cmp(&a.for_ms)));
    there
}

/// That this process does some work of which one at a time is enough.
#[derive(Debug)]
pub(super) struct Turn {
    _file: File,
}

/// Takes the turn of work that whoever comes first does for all; none: somebody is at it. The
/// kernel gives it back however the process ends.
pub(super) fn turn(path: &Path, work: &str) -> Result<Option<Turn>> {
    let turn_path = beside(path, work);
    let file = lock_file(&turn_path)?;
    #[allow(clippy::disallowed_methods, reason = "once: refused, others do it")]
    let taken = file.try_lock();
    match taken {
        Ok(()) => Ok(Some(Turn { _file: file })),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(source)) => Err(Error::Io {
            path: turn_path.display().to_string(),
            source,
        }),
    }
}

/// That a desk is there: a locked file with a name of its own. The kernel unlocks it however the
/// process ends, so that nobody has to guess whether a desk still lives.
#[derive(Debug)]
pub struct Seat {
    name: String,
    path: PathBuf,
    _file: File,
}

impl Seat {
    /// Takes one in a folder that is there, for the person of this name.
    pub fn take(folder: &Path, name: &str) -> Result<Seat> {
        let who = Signature {
            name,
            action: "desk",
        };
        let nonce = getrandom::u64().map_err(|error| Error::Storage(Box::new(error)))?;
        let name = format!("{nonce:016x}");
        let (made, path) = (folder.join(format!("{name}.new")), seat(folder, &name));
        let file = lock_file(&made)?;
        let failed = |source| Error::Io {
            path: made.display().to_string(),
            source,
        };
        // Locked before it has its name: nobody ever sees it free.
        file.lock().map_err(failed)?;
        sign::sign(&file, who);
        std::fs::rename(&made, &path).map_err(failed)?;
        Ok(Seat {
            name,
            path,
            _file: file,
        })
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        // Left behind, it is an unlocked file, which means the same.
        let _ = std::fs::remove_file(&self.path);
    }
}

fn seat(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{name}.{SEAT}"))
}

/// The folder of seats (and of forms that were left), beside the file.
pub const SEATS: &str = "drafts";
/// How the files of seats end.
pub const SEAT: &str = "desk";

/// Whether the desk of this name is there.
pub fn is_seated(folder: &Path, name: &str) -> bool {
    name.chars().all(|c| c.is_ascii_hexdigit()) && is_held(&seat(folder, name))
}

/// Whether somebody holds the lock of this file.
pub fn is_held(path: &Path) -> bool {
    File::open(path)
        .is_ok_and(|file| matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)))
}

/// Leaves the lock to others for so long.
pub(super) fn leave(rest: Duration) {
    std::thread::sleep(rest);
}
