//! Keys of commands about whole files: what was answered stands in the journal of the file that came of
//! it, be it fresh, a copy, put back or brought forward. Must not know what the commands do.

use std::path::Path;

use rusqlite::{Connection, ErrorCode, OpenFlags, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::lock::{self, Signature};
use super::{House, Once, sql, storage};
use crate::domain::time::Instant;
use crate::error::{Error, Refusal, Result};

/// Person by person: keys are found by whose they are.
const ANSWERED: &str = "SELECT e.digest, e.answer FROM staff s
  JOIN journal_entry e ON e.staff_id = s.id AND e.once_key = ?1 WHERE e.action = ?2";

/// What the same command was answered whose file this is; none: there is no such file, or it came of
/// something else. The same key with other arguments is refused.
pub fn answered<T: DeserializeOwned>(path: &Path, action: &str, once: &Once) -> Result<Option<T>> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    // What cannot be read has no answer; whether that is in the way is not for here to say.
    let found = Connection::open_with_flags(path, flags)
        .ok()
        .and_then(|conn| {
            let look = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
            sql::one::<(String, String)>(&conn, ANSWERED, params![once.key, action], look).ok()
        });
    let Some((digest, answer)) = found.flatten() else {
        return Ok(None);
    };
    if digest != once.digest {
        return Err(Error::Refused(Refusal::OnceKeyReused));
    }
    let answer = serde_json::from_str(&answer);
    answer
        .map(Some)
        .map_err(|error| Error::Damaged(format!("answer of {action}: {error}")))
}

/// Who did it is known by login; where they are not in the file, its first administrator stands
/// for them.
const KEEP: &str =
    "INSERT INTO journal_entry (at, staff_id, action, state, once_key, digest, answer)
  SELECT ?1, coalesce((SELECT id FROM staff WHERE login = ?2), (SELECT min(id) FROM staff)), ?3,
    'done', ?4, ?5, ?6";

/// Keeps the answer in a file that nobody else has yet.
pub(super) fn keep<T: Serialize>(
    conn: &Connection,
    (action, login, at): (&str, &str, Instant),
    once: &Once,
    answer: &T,
) -> Result<()> {
    let answer = serde_json::to_string(answer).map_err(|error| Error::Storage(Box::new(error)))?;
    let row = params![at.0, login, action, once.key, once.digest, answer];
    match conn.execute(KEEP, row) {
        Ok(_) => Ok(()),
        // Another command of theirs had this key.
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => {
            Err(Error::Refused(Refusal::OnceKeyReused))
        }
        Err(error) => Err(storage(error)),
    }
}

/// Keeps the answer in a file that others may have.
pub fn keep_in<T: Serialize>(
    path: &Path,
    (action, login, at): (&str, &str, Instant),
    once: &Once,
    answer: &T,
) -> Result<()> {
    let house = House::open(path)?;
    let writer = house.writer()?;
    let who = Signature {
        name: login,
        action,
    };
    let _lock = lock::for_writing(writer.path(), who, lock::PATIENCE)?;
    keep(writer.conn(), (action, login, at), once, answer)
}
