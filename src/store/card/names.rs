//! Names of staff and of products: each is looked up once for a card, however many lines it
//! stands on. Must not know what they did.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension};

use super::super::Actor;

const STAFF: &str = "SELECT name FROM staff WHERE id = ?1";
const PRODUCT: &str = "SELECT name FROM product WHERE id = ?1";

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
            query: PRODUCT,
            known: HashMap::new(),
        }
    }

    /// The name of this row, if there is one.
    pub(super) fn of(&mut self, row: Option<i64>) -> rusqlite::Result<Option<String>> {
        let Some(row) = row else { return Ok(None) };
        if let Some(name) = self.known.get(&row) {
            return Ok(name.clone());
        }
        let name: Option<String> = self
            .conn
            .prepare_cached(self.query)?
            .query_row([row], |found| found.get(0))
            .optional()?;
        self.known.insert(row, name.clone());
        Ok(name)
    }
}
