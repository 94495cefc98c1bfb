//! What taking back asks of every row of a table, as statements that are made once per table.
//! Must not know entries.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use rusqlite::Connection;

use super::super::super::catalogue::{Kind, find};
use super::super::super::sql;
use super::super::row::{Columns, row_by, select};
use crate::error::Result;

/// The statements so far.
#[derive(Default)]
pub(super) struct Shapes {
    rows: RefCell<BTreeMap<String, Rc<str>>>,
    children: RefCell<BTreeMap<String, Rc<Children>>>,
}

/// The columns that refer to a table.
pub(super) struct Children {
    /// Table, column.
    pub(super) named: Vec<(String, String)>,
    /// Finds the rows of all of them in turn.
    all: String,
}

/// A row that refers to another.
pub(super) struct Child {
    /// Which of [`Children::named`].
    pub(super) place: usize,
    pub(super) key: i64,
    /// It counts no more: a void one, a reversed one, a reversing one.
    pub(super) void: bool,
}

const CHILDREN: &str = "SELECT m.name, f.\"from\" FROM sqlite_master m
  JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table' AND f.\"table\" = ?1";

impl Shapes {
    /// The business columns of a row as they are now; none if it is gone.
    pub(super) fn row_now(
        &self,
        conn: &Connection,
        table: &str,
        key: i64,
    ) -> Result<Option<Columns>> {
        let known = self.rows.borrow().get(table).cloned();
        let select = match known {
            Some(select) => select,
            None => {
                let select: Rc<str> = select(conn, table)?.into();
                let mut rows = self.rows.borrow_mut();
                rows.insert(table.to_owned(), Rc::clone(&select));
                select
            }
        };
        row_by(conn, &select, key)
    }

    /// Who refers to a table.
    pub(super) fn children(&self, conn: &Connection, table: &str) -> Result<Rc<Children>> {
        if let Some(known) = self.children.borrow().get(table) {
            return Ok(Rc::clone(known));
        }
        let named = sql::all(conn, CHILDREN, [table], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
        let found = Rc::new(Children::new(named));
        let mut children = self.children.borrow_mut();
        children.insert(table.to_owned(), Rc::clone(&found));
        Ok(found)
    }
}

impl Children {
    fn new(named: Vec<(String, String)>) -> Children {
        let selects: Vec<String> = named
            .iter()
            .enumerate()
            .map(|(place, (child, column))| {
                let state = state_of(child);
                format!("SELECT {place}, {state} FROM {child} WHERE {column} = ?1")
            })
            .collect();
        Children {
            named,
            all: selects.join(" UNION ALL "),
        }
    }

    /// The rows that refer to this one.
    pub(super) fn of(&self, conn: &Connection, key: i64) -> Result<Vec<Child>> {
        if self.named.is_empty() {
            return Ok(Vec::new());
        }
        sql::all(conn, &self.all, [key], |row| {
            Ok(Child {
                place: usize::from(row.get::<_, u8>(0)?),
                key: row.get(1)?,
                void: row.get(2)?,
            })
        })
    }
}

/// The key of a referring row and whether it counts no more: a void one, a reversed one, a
/// reversing one.
fn state_of(child: &str) -> String {
    match child {
        "customer" | "sale" => "id, state = 'void'".to_owned(),
        "sale_line" => "id, (SELECT void FROM sale WHERE id = sale_line.sale_id)".to_owned(),
        "feed" => "seq, 0".to_owned(),
        ledger if find(ledger).is_some_and(|table| table.kind == Kind::Ledger) => format!(
            "id, reverses_id IS NOT NULL
               OR EXISTS (SELECT 1 FROM {ledger} r WHERE r.reverses_id = {ledger}.id)"
        ),
        _ => "id, 0".to_owned(),
    }
}
