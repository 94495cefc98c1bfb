//! What a person has chosen for themselves: language, theme. Must not know what it changes.

use rusqlite::params;

use super::{Actor, Reader, Tx, sql};
use crate::domain::nearest::{Near, nearest};
use crate::error::{Error, Fault, Result};

/// What may be chosen: the key and its values.
pub const CHOICES: &[(&str, &[&str])] =
    &[("language", &["zh", "en"]), ("theme", &["dark", "light"])];

/// What the person has chosen; none: nothing yet.
pub fn get(reader: &Reader, actor: &Actor, key: &str) -> Result<Option<String>> {
    let query = "SELECT value FROM staff_setting WHERE staff_id = ?1 AND key = ?2";
    sql::one(reader.conn(), query, params![actor.id.0, key], |row| {
        row.get(0)
    })
}

const KEEP: &str = "INSERT INTO staff_setting (staff_id, key, value) VALUES (?1, ?2, ?3)
  ON CONFLICT (staff_id, key) DO UPDATE SET value = excluded.value";

/// Chooses for oneself: nobody needs a right to that.
pub fn set(tx: &Tx<'_>, key: &str, value: &str) -> Result<()> {
    let Some((_, values)) = CHOICES.iter().find(|(known, _)| *known == key) else {
        let nearest = nearest(key, CHOICES.iter().map(|(known, _)| *known));
        return Err(Error::invalid(key, Fault::NoSuchField { nearest }));
    };
    if !values.contains(&value) {
        let nearest = Near::all(values.iter().copied());
        return Err(Error::invalid(key, Fault::Unknown { nearest }));
    }
    sql::run(tx.conn(), KEEP, params![tx.actor.id.0, key, value]).map(|_| ())
}
