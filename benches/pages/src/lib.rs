//! How many pages a connection has touched, and how often its statements were prepared anew:
//! the measures of speed that do not depend on the machine. rusqlite offers neither, and huoke
//! itself forbids unsafe code, so these few lines are a package of their own that only benches
//! and tests depend on.

use rusqlite::{Connection, ffi};

/// Pages that the connection has asked its cache for since it was opened, found there or not.
pub fn touched(conn: &Connection) -> u64 {
    [
        ffi::SQLITE_DBSTATUS_CACHE_HIT,
        ffi::SQLITE_DBSTATUS_CACHE_MISS,
    ]
    .into_iter()
    .map(|counter| {
        let (mut now, mut highest) = (0, 0);
        // SAFETY: the handle lives as long as `conn`, which is borrowed and not shared between
        // threads (it is not Sync); the counters are written to two locals.
        unsafe {
            ffi::sqlite3_db_status(conn.handle(), counter, &raw mut now, &raw mut highest, 0);
        }
        u64::try_from(now).unwrap_or(0)
    })
    .sum()
}

/// The statements that the connection keeps and that were prepared anew since they were first:
/// how often, and their text.
pub fn prepared_anew(conn: &Connection) -> Vec<(u64, String)> {
    let mut found = Vec::new();
    let mut statement = std::ptr::null_mut();
    loop {
        // SAFETY: as above; the list of statements is walked while nothing runs or ends, and a
        // null statement asks for the first.
        statement = unsafe { ffi::sqlite3_next_stmt(conn.handle(), statement) };
        if statement.is_null() {
            return found;
        }
        // SAFETY: SQLite has just named this statement.
        let count =
            unsafe { ffi::sqlite3_stmt_status(statement, ffi::SQLITE_STMTSTATUS_REPREPARE, 0) };
        if count > 0 {
            // SAFETY: the text belongs to the statement, ends with a nul and is copied at once.
            let text = unsafe { std::ffi::CStr::from_ptr(ffi::sqlite3_sql(statement)) };
            found.push((count.unsigned_abs().into(), text.to_string_lossy().into_owned()));
        }
    }
}
