//! Opening the file: the checks before the first connection, and the connections themselves.
//! Must not know nouns.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::lock::{self, OpenLock, Signature};
use super::writer::Writer;
use super::{derive, schema, storage};
use crate::error::{Error, Result};

/// The oldest SQLite without the WAL-reset bug.
const OLDEST_SQLITE: i32 = 3_051_003;
/// Prepared statements kept per connection: more than any of them uses.
const STATEMENTS: usize = 256;
/// How many virtual-machine steps pass between two looks at the ticket (about 50 µs).
const STEPS_PER_LOOK: i32 = 2_000;

/// File systems on which locks and shared memory cannot be relied on (statfs f_type).
const NETWORK_FILE_SYSTEMS: &[i64] = &[
    0x6969,      // NFS
    0x517b,      // SMB
    0xff53_4d42, // CIFS
    0xfe53_4d42, // SMB2
    0x6573_5546, // FUSE
    0x0102_1997, // 9P
    0x5346_414f, // AFS
    0x00c3_6400, // Ceph
    0x7375_7245, // Coda
];

/// How much of the file a connection keeps in memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cache {
    /// Caller line and card: 4 MiB.
    Lookup,
    /// Lists and reports: 4 MiB.
    Lists,
    /// One writer: 1 MiB.
    Writer,
    /// Import and bulk load: 32 MiB.
    Bulk,
}

impl Cache {
    /// Where sorts go: an index over millions of rows is sorted in files, all else in memory.
    fn temporary(self) -> &'static str {
        match self {
            Cache::Bulk => "FILE",
            Cache::Lookup | Cache::Lists | Cache::Writer => "MEMORY",
        }
    }

    pub(super) fn kibibytes(self) -> i64 {
        match self {
            Cache::Lookup | Cache::Lists => 4 * 1024,
            Cache::Writer => 1024,
            Cache::Bulk => 32 * 1024,
        }
    }
}

/// A file that this process has open: shared with others, or alone. Clones are the same: it is open
/// as long as any of them is there.
#[derive(Debug, Clone)]
pub struct House {
    path: PathBuf,
    _open: Arc<OpenLock>,
    /// The connection that looked at the version, for whoever wants the first one: where no
    /// process has the file open, each new connection would read the whole log again.
    spare: Arc<Mutex<Option<Connection>>>,
}

impl House {
    /// Opens an existing file beside others. A bulk load that its process did not finish is
    /// finished first, alone: until then the file has no keys and few indexes.
    pub fn open(path: &Path) -> Result<House> {
        let house = House::join(path)?;
        let conn = house.connection(Cache::Lookup)?;
        if !derive::pending(&conn)? {
            house.keep(conn);
            return Ok(house);
        }
        drop(conn);
        drop(house);
        let alone = House::open_alone(path, "finish")?;
        derive::finish_if_pending(&alone.writer_with(Cache::Bulk)?, &mut |_| {})?;
        drop(alone);
        House::join(path)
    }

    fn at(path: PathBuf, open: OpenLock) -> House {
        House {
            path,
            _open: Arc::new(open),
            spare: Arc::default(),
        }
    }

    fn join(path: &Path) -> Result<House> {
        let path = existing(path)?;
        let open = lock::join(&path)?;
        let house = House::at(path, open);
        house.check_version()?;
        Ok(house)
    }

    /// The same, without waiting for somebody who works on it alone: the exchange.
    pub fn open_at_once(path: &Path) -> Result<House> {
        let path = existing(path)?;
        let open = lock::join_within(&path, std::time::Duration::ZERO)?;
        let house = House::at(path, open);
        house.check_version()?;
        Ok(house)
    }

    /// Opens an existing file alone: restore, bulk load. `who` is told to those who wait.
    pub fn open_alone(path: &Path, who: &str) -> Result<House> {
        let path = existing(path)?;
        let open = lock::alone(&path, who)?;
        let house = House::at(path, open);
        house.check_version()?;
        Ok(house)
    }

    /// Makes a new, empty file with tables and triggers; the caller fills it (`init`).
    pub fn create<'w>(path: &Path, who: impl Into<Signature<'w>>) -> Result<House> {
        check_sqlite()?;
        if let Some(folder) = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty())
        {
            std::fs::create_dir_all(folder).map_err(|source| Error::Io {
                path: folder.display().to_string(),
                source,
            })?;
            check_file_system(folder)?;
        }
        if path.exists() {
            return Err(Error::AlreadyThere(path.display().to_string()));
        }
        let open = lock::alone(path, who)?;
        let house = House::at(path.to_owned(), open);
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        schema::create(&house.connect(flags, Cache::Writer)?)?;
        Ok(house)
    }

    /// Brings an older file forward, alone. Returns (from, to).
    pub fn upgrade(path: &Path, who: &str) -> Result<(i64, i64)> {
        let path = existing(path)?;
        // Nobody is in the way of nothing to do.
        if House::join(&path).is_ok() {
            return Ok((schema::VERSION, schema::VERSION));
        }
        let open = lock::alone(&path, (who, "upgrade"))?;
        let house = House::at(path, open);
        let conn = house.connect(OpenFlags::SQLITE_OPEN_READ_WRITE, Cache::Writer)?;
        schema::upgrade(&conn)
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A connection that reads.
    pub fn reader(&self, cache: Cache) -> Result<Reader> {
        self.reader_under(cache, Arc::default())
    }

    /// A connection that reads, for one who asks already (see [`Reader::newest`]).
    pub fn reader_under(&self, cache: Cache, newest: Arc<AtomicU64>) -> Result<Reader> {
        let conn = self.connection(cache)?;
        // Opened for writing so that a WAL file without -shm can be read; then forbidden to write.
        conn.pragma_update(None, "query_only", true)
            .map_err(storage)?;
        Ok(Reader { conn, newest })
    }

    /// The connection that writes.
    pub fn writer(&self) -> Result<Writer> {
        self.writer_with(Cache::Writer)
    }

    /// The connection that writes, with another cache (imports).
    pub fn writer_with(&self, cache: Cache) -> Result<Writer> {
        let conn = self.connection(cache)?;
        Ok(Writer::new(conn, self.path.clone()))
    }

    /// The spare connection, or a new one.
    fn connection(&self, cache: Cache) -> Result<Connection> {
        let spare = self
            .spare
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        let Some(conn) = spare else {
            return self.connect(OpenFlags::SQLITE_OPEN_READ_WRITE, cache);
        };
        conn.pragma_update(None, "cache_size", -cache.kibibytes())
            .map_err(storage)?;
        Ok(conn)
    }

    fn keep(&self, conn: Connection) {
        *self.spare.lock().unwrap_or_else(PoisonError::into_inner) = Some(conn);
    }

    fn check_version(&self) -> Result<()> {
        let conn = self.connect(OpenFlags::SQLITE_OPEN_READ_WRITE, Cache::Writer)?;
        let version = schema::version(&conn)?;
        if version == schema::VERSION {
            self.keep(conn);
            Ok(())
        } else {
            Err(Error::OtherVersion {
                file: version,
                program: schema::VERSION,
            })
        }
    }

    fn connect(&self, flags: OpenFlags, cache: Cache) -> Result<Connection> {
        let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_EXRESCODE;
        let conn = Connection::open_with_flags(&self.path, flags).map_err(storage)?;
        conn.busy_timeout(std::time::Duration::from_secs(5))
            .map_err(storage)?;
        conn.set_prepared_statement_cache_capacity(STATEMENTS);
        conn.execute_batch(&format!(
            "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA temp_store = {}; \
             PRAGMA mmap_size = 0; PRAGMA cache_size = -{}; PRAGMA wal_autocheckpoint = 1000;",
            cache.temporary(),
            cache.kibibytes()
        ))
        .map_err(storage)?;
        for (config, on) in [
            (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
            (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
            (DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true),
            // Plans do not depend on bound values: without this, statements with a bound LIMIT or
            // range or an ORDER BY are prepared anew at every run.
            (DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true),
        ] {
            conn.set_db_config(config, on).map_err(storage)?;
        }
        Ok(conn)
    }
}

/// The canonical path of a file that is there and may be used.
fn existing(path: &Path) -> Result<PathBuf> {
    check_sqlite()?;
    let path = match path.canonicalize() {
        Ok(path) => path,
        Err(source) if source.kind() == std::io::ErrorKind::NotFound => {
            return Err(Error::Missing(path.display().to_string()));
        }
        Err(source) => {
            return Err(Error::Io {
                path: path.display().to_string(),
                source,
            });
        }
    };
    check_file_system(&path)?;
    Ok(path)
}

fn check_sqlite() -> Result<()> {
    if rusqlite::version_number() < OLDEST_SQLITE {
        return Err(Error::OldSqlite(rusqlite::version().to_owned()));
    }
    Ok(())
}

fn check_file_system(path: &Path) -> Result<()> {
    let statfs = rustix::fs::statfs(path).map_err(|error| Error::Io {
        path: path.display().to_string(),
        source: error.into(),
    })?;
    // f_type is signed on some platforms and 32 bits wide in the tables.
    let kind = statfs.f_type & 0xffff_ffff;
    if NETWORK_FILE_SYSTEMS.contains(&kind) {
        return Err(Error::NetworkFileSystem(path.display().to_string()));
    }
    Ok(())
}

/// A connection that only reads. A newer question makes a running older one give up.
#[derive(Debug)]
pub struct Reader {
    conn: Connection,
    newest: Arc<AtomicU64>,
}

impl Reader {
    /// The connection, for the nouns of this store.
    pub(super) fn conn(&self) -> &Connection {
        &self.conn
    }

    /// Lends the connection to benches and tests that count pages; the program never does.
    #[doc(hidden)]
    pub fn with_connection<T>(&self, look: impl FnOnce(&Connection) -> T) -> T {
        look(&self.conn)
    }

    /// The ticket of the newest question: the asker stores a higher one to end an older query.
    pub fn newest(&self) -> Arc<AtomicU64> {
        Arc::clone(&self.newest)
    }

    /// Answers a question under its ticket; gives up with `Cancelled` once a newer one is there.
    pub fn under<T>(&mut self, ticket: u64, ask: impl FnOnce(&Reader) -> Result<T>) -> Result<T> {
        let newest = Arc::clone(&self.newest);
        let stale = move || newest.load(Ordering::Acquire) > ticket;
        if stale() {
            return Err(Error::Cancelled);
        }
        self.conn
            .progress_handler(STEPS_PER_LOOK, Some(stale))
            .map_err(storage)?;
        let answer = ask(self);
        self.conn
            .progress_handler(0, None::<fn() -> bool>)
            .map_err(storage)?;
        answer
    }

    /// Moves when anybody has committed.
    pub fn data_version(&self) -> Result<i64> {
        let mut statement = self
            .conn
            .prepare_cached("PRAGMA data_version")
            .map_err(storage)?;
        statement.query_row([], |row| row.get(0)).map_err(storage)
    }
}
