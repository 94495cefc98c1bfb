//! A fresh file: its first administrator, the telephone exchange, the table of rights, settings
//! and coded lists, as one journal entry. Must not know what any of them is for.

use std::path::Path;

use rusqlite::{Connection, params};

use super::{House, Once, choice, lock, reason, setting, sql, staff, storage};
use crate::domain::staff::{Role, default_rights};
use crate::domain::time::Instant;
use crate::error::{Error, Result};

/// What a fresh file is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Init {
    /// Login of the first administrator.
    pub login: String,
    /// Their name.
    pub name: String,
    /// The business's time zone, `Asia/Shanghai`.
    pub zone: String,
    /// Its currency, `CNY`.
    pub currency: String,
    /// Where numbers without a country code belong, `CN`.
    pub region: String,
    /// The operating-system user who makes it.
    pub uid: Option<u32>,
    /// Whether it is an invented one.
    pub demo: bool,
}

/// Makes a file. The house that comes back has it alone until it is dropped.
pub fn create(path: &Path, init: &Init, at: Instant) -> Result<House> {
    create_once(path, init, at, None)
}

/// The same under a key, which its first entry keeps with the login as the answer.
pub fn create_once(path: &Path, init: &Init, at: Instant, once: Option<&Once>) -> Result<House> {
    staff::check_login(&init.login)?;
    if init.login == staff::EXCHANGE {
        return Err(Error::invalid("login", crate::error::Fault::Taken));
    }
    staff::check_text("name", init.name.trim())?;
    let uid = init.uid.map(|uid| uid.to_string()).unwrap_or_default();
    let settings = [
        (
            setting::ZONE,
            setting::find(setting::ZONE)?.accept(&init.zone)?,
        ),
        (
            setting::CURRENCY,
            setting::find(setting::CURRENCY)?.accept(&init.currency)?,
        ),
        (
            setting::REGION,
            setting::find(setting::REGION)?.accept(&init.region)?,
        ),
        (setting::OPEN_FILE, "on".to_owned()),
        (setting::MADE_BY_UID, uid),
        (
            setting::DEMO,
            if init.demo { "on" } else { "off" }.to_owned(),
        ),
    ];
    let house = House::create(path, (init.name.trim(), "init"))?;
    let filled = house.writer().and_then(|writer| {
        let _lock = lock::for_writing(writer.path(), "init", lock::PATIENCE)?;
        fill(writer.conn(), init, &settings, at, once)
    });
    if let Err(error) = filled {
        // Half a file is none: whoever tries again must not be told that it is there already.
        for suffix in ["", "-wal", "-shm"] {
            let mut name = path.as_os_str().to_owned();
            name.push(suffix);
            let _ = std::fs::remove_file(name);
        }
        return Err(error);
    }
    Ok(house)
}

fn fill(
    conn: &Connection,
    init: &Init,
    settings: &[(&str, String)],
    at: Instant,
    once: Option<&Once>,
) -> Result<()> {
    // The first entry is by the first person, who is written under it.
    conn.execute_batch("BEGIN IMMEDIATE; PRAGMA defer_foreign_keys = ON")
        .map_err(storage)?;
    let entry = "INSERT INTO journal_entry (at, staff_id, action, state, once_key, digest, answer)
        VALUES (?1, 1, 'init', 'done', ?2, ?3, ?4)";
    let kept = once.map(|once| {
        (
            &once.key,
            &once.digest,
            serde_json::Value::from(init.login.as_str()).to_string(),
        )
    });
    let (key, digest, answer) = kept.map_or((None, None, None), |(key, digest, answer)| {
        (Some(key), Some(digest), Some(answer))
    });
    let entry = sql::insert(conn, entry, params![at.0, key, digest, answer])?;
    sql::run(conn, "UPDATE journal_context SET entry_id = ?1", [entry])?;
    let add = "INSERT INTO staff (id, login, name, role) VALUES (?1, ?2, ?3, ?4)";
    sql::insert(
        conn,
        add,
        params![1, init.login, init.name.trim(), Role::Admin.code()],
    )?;
    sql::insert(
        conn,
        add,
        params![2, staff::EXCHANGE, staff::EXCHANGE, Role::Exchange.code()],
    )?;
    let right = "INSERT INTO role_right (role, operation, scope) VALUES (?1, ?2, ?3)";
    for (role, operation, scope) in default_rights() {
        sql::insert(
            conn,
            right,
            params![role.code(), operation.code(), scope.code()],
        )?;
    }
    for (key, value) in settings {
        setting::keep(conn, key, value)?;
    }
    choice::found(conn)?;
    reason::complete(conn)?;
    sql::run(conn, "UPDATE journal_context SET entry_id = NULL", [])?;
    conn.execute_batch("COMMIT").map_err(storage)
}
