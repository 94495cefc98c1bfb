//! Names of staff and of products: each is looked up once for a card, however many lines it
//! stands on, and several in one walk of their table. Must not know what they did.

use std::collections::HashMap;

use rusqlite::Connection;

use super::super::find::json;
use super::super::{Actor, sql};
use crate::error::Result;

const STAFF: &str = "SELECT id, name FROM staff WHERE id IN (SELECT value FROM json_each(?1))";
const PRODUCTS: &str = "SELECT id, name FROM product WHERE id IN (SELECT value FROM json_each(?1))";

/// The names that a card needs.
#[derive(Debug)]
pub(super) struct Names<'c> {
    conn: &'c Connection,
    query: &'static str,
    known: HashMap<i64, Option<String>>,
}

impl<'c> Names<'c> {
    /// Of staff; who looks knows their own.
    pub(super) fn of_staff(conn: &'c Connection, actor: &Actor) -> Names<'c> {
        Names {
            conn,
            query: STAFF,
            known: HashMap::from([(actor.id.0, Some(actor.name.clone()))]),
        }
    }

    /// Of products.
    pub(super) fn of_products(conn: &'c Connection) -> Names<'c> {
        Names {
            conn,
            query: PRODUCTS,
            known: HashMap::new(),
        }
    }

    /// Looks up those of these rows that are not known yet, together.
    pub(super) fn learn(&mut self, rows: impl IntoIterator<Item = i64>) -> Result<()> {
        let mut new: Vec<i64> = rows.into_iter().collect();
        new.retain(|row| !self.known.contains_key(row));
        if new.is_empty() {
            return Ok(());
        }
        let found: Vec<(i64, String)> = sql::all(self.conn, self.query, [json(&new)], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
        self.known.extend(new.into_iter().map(|row| (row, None)));
        let found = found.into_iter().map(|(row, name)| (row, Some(name)));
        self.known.extend(found);
        Ok(())
    }

    /// The name of a row that was looked up, if there is one.
    pub(super) fn of(&self, row: Option<i64>) -> Option<String> {
        self.known.get(&row?)?.clone()
    }
}
