//! The file copied away while desks use it, verified before it gets its name; and put back, alone.
//! Must not know who keeps copies where.

use std::fs::{self, File, OpenOptions};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};
use serde::{Deserialize, Serialize};

use super::lock::{self, beside};
use super::writer::repeated;
use super::{Asking, House, Once, Reader, authorise, check, once, schema, sql, staff, storage};
use crate::domain::ids::StaffId;
use crate::domain::staff::Operation;
use crate::domain::time::Instant;
use crate::error::{Error, Result};

/// Pages copied between two words on how far it has come (8 MiB).
const STEP: i32 = 2_000;

/// A copy, verified.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Copied {
    /// Its size.
    pub bytes: u64,
    /// How many customers are in it.
    pub customers: i64,
    /// Its newest journal entry.
    pub entry: i64,
    /// Where the file that it replaced lies now (of a restore).
    pub aside: Option<PathBuf>,
}

/// Copies the file as it is at this moment to a new name; nobody waits meanwhile. `told` hears
/// pages done and of how many. A name that is taken is refused.
pub fn backup(
    reader: &Reader,
    by: StaffId,
    to: &Path,
    told: &mut dyn FnMut(u64, u64),
) -> Result<Copied> {
    backup_once(reader, by, to, None, told)
}

/// The same under a key, which the copy keeps with what was answered; and when.
pub fn backup_once(
    reader: &Reader,
    by: StaffId,
    to: &Path,
    once: Option<(&Once, Instant)>,
    told: &mut dyn FnMut(u64, u64),
) -> Result<Copied> {
    let conn = reader.conn();
    let actor = authorise::actor(conn, by)?;
    authorise::scope(conn, &actor, Operation::Backup)?;
    if let Some((once, at)) = once {
        let asking = Asking {
            once: Some(once.clone()),
            ..Asking::new(by, at)
        };
        // A file that was put back has the backup that it was in its own journal.
        if let Some(done) = repeated(conn, &asking)? {
            return Ok(done.answer);
        }
    }
    if to.exists() {
        return Err(Error::AlreadyThere(to.display().to_string()));
    }
    let part = Part::new(to)?;
    // One read transaction: what colleagues commit meanwhile is not in the copy, and does not
    // make it begin again.
    conn.execute_batch("BEGIN").map_err(storage)?;
    let copied = counts(conn).and_then(|counts| {
        copy(conn, &part.0, told)?;
        Ok(counts)
    });
    conn.execute_batch("COMMIT").map_err(storage)?;
    let wanted = copied?;
    let copied = verify(&part.0)?;
    if (copied.customers, copied.entry) != wanted {
        return Err(Error::Damaged(format!(
            "{} customers, {} copied",
            wanted.0, copied.customers
        )));
    }
    if let Some((once, at)) = once {
        part.keep(("backup", &actor.login, at), once, &copied)?;
    }
    part.name(to)?;
    Ok(copied)
}

/// Copies a file of this or an older version that nobody has open, before it is brought forward.
pub fn aside(path: &Path, to: &Path, who: &str) -> Result<Copied> {
    if !path.exists() {
        return Err(Error::Missing(path.display().to_string()));
    }
    if to.exists() {
        return Err(Error::AlreadyThere(to.display().to_string()));
    }
    let _open = lock::alone(path, (who, "upgrade"))?;
    let part = Part::new(to)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let source = Connection::open_with_flags(path, flags).map_err(storage)?;
    copy(&source, &part.0, &mut |_, _| {})?;
    let copied = verify(&part.0)?;
    part.name(to)?;
    Ok(copied)
}

/// Puts a copy in the place of a file that nobody has open. What it replaces is kept beside it.
/// `login` needs the right in the file that is replaced, if that can be read.
pub fn restore(
    path: &Path,
    from: &Path,
    login: &str,
    at: Instant,
    told: &mut dyn FnMut(u64, u64),
) -> Result<Copied> {
    restore_once(path, from, (login, at), None, told)
}

/// The same under a key, which the file that is put there keeps with what was answered.
pub fn restore_once(
    path: &Path,
    from: &Path,
    (login, at): (&str, Instant),
    once: Option<&Once>,
    told: &mut dyn FnMut(u64, u64),
) -> Result<Copied> {
    if !from.exists() {
        return Err(Error::Missing(from.display().to_string()));
    }
    if path.exists() {
        may_replace(path, login)?;
    }
    let _open = lock::alone(path, (login, "restore"))?;
    let part = Part::new(path)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let source = Connection::open_with_flags(from, flags).map_err(storage)?;
    copy(&source, &part.0, told)?;
    drop(source);
    let mut copied = verify(&part.0)?;
    copied.aside = path.exists().then(|| aside_of(path, at));
    if let Some(once) = once {
        part.keep(("restore", login, at), once, &copied)?;
    }
    put_aside(path, at)?;
    part.name_over(path)?;
    Ok(copied)
}

/// A file that cannot be read any more is no reason not to put a whole one in its place.
fn may_replace(path: &Path, login: &str) -> Result<()> {
    let house = match House::open(path) {
        Ok(house) => house,
        Err(Error::Damaged(_) | Error::Storage(_) | Error::OtherVersion { .. }) => return Ok(()),
        Err(error) => return Err(error),
    };
    let reader = house.reader(super::Cache::Writer)?;
    let person = staff::by_login(&reader, login)?.ok_or_else(|| Error::Gone(login.to_owned()))?;
    let actor = authorise::actor(reader.conn(), person.id)?;
    authorise::scope(reader.conn(), &actor, Operation::Backup).map(|_| ())
}

fn copy(source: &Connection, to: &Path, told: &mut dyn FnMut(u64, u64)) -> Result<()> {
    let mut copy = Connection::open(to).map_err(storage)?;
    let backup = Backup::new(source, &mut copy).map_err(storage)?;
    loop {
        let step = backup.step(STEP).map_err(storage)?;
        let progress = backup.progress();
        let total = u64::try_from(progress.pagecount).unwrap_or(0);
        let left = u64::try_from(progress.remaining).unwrap_or(0);
        told(total.saturating_sub(left), total);
        match step {
            StepResult::Done => return Ok(()),
            StepResult::More => {}
            _ => {
                return Err(Error::Busy {
                    holder: None,
                    waited_ms: 0,
                });
            }
        }
    }
}

const COUNTS: &str = "SELECT (SELECT count(*) FROM customer),
  (SELECT coalesce(max(id), 0) FROM journal_entry)";

fn counts(conn: &Connection) -> Result<(i64, i64)> {
    let counts = sql::one(conn, COUNTS, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(counts.unwrap_or_default())
}

/// Whether a copy is a whole file of ours, of a version that this program knows.
fn verify(path: &Path) -> Result<Copied> {
    let conn = Connection::open(path).map_err(storage)?;
    let version = schema::version(&conn)?;
    if version > schema::VERSION {
        return Err(Error::OtherVersion {
            file: version,
            program: schema::VERSION,
        });
    }
    let integrity = check::integrity(&conn)?;
    if let Some(detail) = integrity.detail {
        return Err(Error::Damaged(detail));
    }
    let keys = "SELECT 1 FROM pragma_foreign_key_check";
    if sql::exists(&conn, keys, [])? {
        return Err(Error::Damaged("foreign keys".to_owned()));
    }
    let (customers, entry) = counts(&conn)?;
    conn.close().map_err(|(_, error)| storage(error))?;
    let bytes = fs::metadata(path).map_err(|source| io(path, source))?.len();
    Ok(Copied {
        bytes,
        customers,
        entry,
        aside: None,
    })
}

/// The file that is replaced, under another name, with all that was committed to it.
fn put_aside(path: &Path, at: Instant) -> Result<()> {
    if !path.exists() {
        return Ok(());
    }
    // Folds the log into the file; a file too damaged for that is kept with its log.
    let folded = Connection::open(path)
        .and_then(|conn| conn.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)"))
        .is_ok();
    let aside = aside_of(path, at);
    fs::hard_link(path, &aside).map_err(|source| io(&aside, source))?;
    let with = |path: &Path, suffix: &str| {
        let mut name = path.as_os_str().to_owned();
        name.push(suffix);
        PathBuf::from(name)
    };
    let log = with(path, "-wal");
    if !folded && log.exists() {
        let kept = with(&aside, "-wal");
        fs::hard_link(&log, &kept).map_err(|source| io(&kept, source))?;
    }
    // A log that stayed would be played into the file that comes.
    for left in [log, with(path, "-shm")] {
        match fs::remove_file(&left) {
            Err(source) if source.kind() != std::io::ErrorKind::NotFound => {
                return Err(io(&left, source));
            }
            _ => {}
        }
    }
    Ok(())
}

fn aside_of(path: &Path, at: Instant) -> PathBuf {
    beside(path, &format!("before-{}", at.0))
}

/// A file under a temporary name beside the one that it will have; removed unless it gets it.
struct Part(PathBuf);

impl Part {
    fn new(to: &Path) -> Result<Part> {
        let path = beside(to, &format!("part-{}", std::process::id()));
        let made = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&path);
        made.map_err(|source| io(&path, source))?;
        Ok(Part(path))
    }

    /// Its journal knows under which key it came about.
    fn keep(&self, what: (&str, &str, Instant), once: &Once, copied: &Copied) -> Result<()> {
        let conn = Connection::open(&self.0).map_err(storage)?;
        once::keep(&conn, what, once, copied)?;
        conn.close().map_err(|(_, error)| storage(error))
    }

    /// On disk, and under a name that nobody has taken meanwhile.
    fn name(self, to: &Path) -> Result<()> {
        self.sync()?;
        fs::hard_link(&self.0, to).map_err(|source| io(to, source))?;
        fs::remove_file(&self.0).map_err(|source| io(&self.0, source))?;
        sync_folder(to)
    }

    /// On disk, and in the place of the file of this name.
    fn name_over(self, to: &Path) -> Result<()> {
        self.sync()?;
        fs::rename(&self.0, to).map_err(|source| io(to, source))?;
        sync_folder(to)
    }

    fn sync(&self) -> Result<()> {
        let file = File::open(&self.0).and_then(|file| file.sync_all());
        file.map_err(|source| io(&self.0, source))
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        // Gone already if it got its name.
        let _ = fs::remove_file(&self.0);
    }
}

/// A name is on disk once its folder is.
fn sync_folder(path: &Path) -> Result<()> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(|source| io(folder, source))
}

fn io(path: &Path, source: std::io::Error) -> Error {
    Error::Io {
        path: path.display().to_string(),
        source,
    }
}
