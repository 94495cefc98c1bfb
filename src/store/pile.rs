//! New rows, inserted one by one, or in a bulk load piled up and inserted many to a statement,
//! parents first, under keys that are known before. Must not know what the rows mean.

use std::collections::{BTreeMap, HashMap};

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use super::catalogue::TABLES;
use super::sql::{self, Many};
use crate::error::Result;

/// Rows that go in with one statement.
const TOGETHER: usize = 8;
/// Rows of a table that wait at most.
const MOST: usize = 2_000;

/// How a row of a table is inserted; its key comes first.
pub(super) struct Insert {
    table: &'static str,
    columns: Vec<&'static str>,
    one: String,
}

impl Insert {
    /// `columns` without the key.
    pub(super) fn new(table: &'static str, columns: &[&'static str]) -> Insert {
        let columns: Vec<&str> = ["rowid"].iter().chain(columns).copied().collect();
        let marks = vec!["?"; columns.len()].join(", ");
        let one = format!(
            "INSERT INTO {table} ({}) VALUES ({marks})",
            columns.join(", ")
        );
        Insert {
            table,
            columns,
            one,
        }
    }

    fn width(&self) -> usize {
        self.columns.len()
    }

    /// Inserts a row; without a key the table gives one. Says its key.
    pub(super) fn now(
        &self,
        conn: &Connection,
        key: Option<i64>,
        values: Vec<Value>,
    ) -> Result<i64> {
        let row = std::iter::once(Value::from(key)).chain(values);
        sql::insert(conn, &self.one, params_from_iter(row))
    }
}

/// Rows that wait. Nobody but the load inserts meanwhile.
pub(super) struct Pile {
    /// By the place of the table in the catalogue: parents come first.
    tables: BTreeMap<usize, Waiting>,
    /// The newest key of each table, waiting rows included.
    newest: BTreeMap<String, i64>,
    /// The waiting customers by code, and by card with their names.
    pub(super) codes: HashMap<String, i64>,
    pub(super) cards: HashMap<String, Vec<(i64, String)>>,
}

struct Waiting {
    insert: &'static Insert,
    values: Vec<Value>,
}

impl Pile {
    /// Begins with these newest keys of the tables.
    pub(super) fn new(newest: BTreeMap<String, i64>) -> Pile {
        Pile {
            tables: BTreeMap::new(),
            newest,
            codes: HashMap::new(),
            cards: HashMap::new(),
        }
    }

    /// Notes by what a waiting customer is recognised.
    pub(super) fn note(&mut self, id: i64, code: &str, name: &str, card: Option<&str>) {
        self.codes.insert(code.to_owned(), id);
        if let Some(card) = card {
            let same = self.cards.entry(card.to_owned()).or_default();
            same.push((id, name.to_owned()));
        }
    }

    /// The key that the next row of the table will have.
    pub(super) fn next_key(&self, table: &str) -> i64 {
        self.newest.get(table).copied().unwrap_or(0) + 1
    }

    /// Puts a row onto the pile; says its key.
    pub(super) fn push(
        &mut self,
        insert: &'static Insert,
        key: Option<i64>,
        values: Vec<Value>,
    ) -> i64 {
        let key = key.unwrap_or_else(|| self.next_key(insert.table));
        match self.newest.get_mut(insert.table) {
            Some(newest) => *newest = key,
            None => drop(self.newest.insert(insert.table.to_owned(), key)),
        }
        let place = TABLES.iter().position(|table| table.name == insert.table);
        let waiting = self.tables.entry(place.unwrap_or(TABLES.len()));
        let waiting = waiting.or_insert_with(|| Waiting {
            insert,
            values: Vec::with_capacity(MOST * insert.width()),
        });
        waiting.values.push(key.into());
        waiting.values.extend(values);
        key
    }

    /// Whether the rows should go in now.
    pub(super) fn is_high(&self) -> bool {
        let full = |waiting: &Waiting| waiting.values.len() >= MOST * waiting.insert.width();
        self.tables.values().any(full)
    }

    /// Inserts everything that waits.
    pub(super) fn clear(&mut self, conn: &Connection) -> Result<()> {
        for waiting in self.tables.values_mut() {
            if !waiting.values.is_empty() {
                waiting.insert(conn)?;
                waiting.values.clear();
            }
        }
        self.codes.clear();
        self.cards.clear();
        Ok(())
    }
}

impl Waiting {
    /// Columns in which no row has anything stay out of the statement: of a customer's, most.
    fn insert(&mut self, conn: &Connection) -> Result<()> {
        let width = self.insert.width();
        let mut used = vec![false; width];
        for (place, value) in self.values.iter().enumerate() {
            if *value != Value::Null
                && let Some(used) = used.get_mut(place % width)
            {
                *used = true;
            }
        }
        let is_used = |place: usize| used.get(place % width) == Some(&true);
        let columns = self.insert.columns.iter().enumerate();
        let columns = columns.filter(|(place, _)| is_used(*place));
        let columns: Vec<&str> = columns.map(|(_, column)| *column).collect();
        let table = self.insert.table;
        let head = format!("INSERT INTO {table} ({})", columns.join(", "));
        let mut place = 0;
        self.values.retain(|_| {
            place += 1;
            is_used(place - 1)
        });
        Many::new(conn, &head, columns.len(), TOGETHER)?.insert(&self.values)
    }
}

const NEXT: &str = "SELECT seq + 1 FROM sqlite_sequence WHERE name = ?1";

/// The key that the next row of the table will have, if nothing waits.
pub(super) fn next_key(conn: &Connection, table: &str) -> Result<i64> {
    Ok(sql::one(conn, NEXT, [table], |row| row.get(0))?.unwrap_or(1))
}
