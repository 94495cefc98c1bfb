//! Names of staff: each is looked up once for a card, however many lines it stands on.
//! Must not know what they did.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension};

const NAME: &str = "SELECT name FROM staff WHERE id = ?1";

/// The names that a card needs.
#[derive(Debug)]
pub(super) struct Names<'c> {
    conn: &'c Connection,
    known: HashMap<i64, Option<String>>,
}

impl<'c> Names<'c> {
    /// Knows none yet.
    pub(super) fn new(conn: &'c Connection) -> Names<'c> {
        Names {
            conn,
            known: HashMap::new(),
        }
    }

    /// The name of this person, if it is one.
    pub(super) fn of(&mut self, staff: Option<i64>) -> rusqlite::Result<Option<String>> {
        let Some(staff) = staff else { return Ok(None) };
        if let Some(name) = self.known.get(&staff) {
            return Ok(name.clone());
        }
        let name: Option<String> = self
            .conn
            .prepare_cached(NAME)?
            .query_row([staff], |row| row.get(0))
            .optional()?;
        self.known.insert(staff, name.clone());
        Ok(name)
    }
}
