//! What becomes of a row when its entry is taken back, and who stands in the way.
//! Must not write.

use std::collections::BTreeMap;

use rusqlite::{Connection, params};

use super::super::super::catalogue::{self, Kind};
use super::super::super::sql;
use super::super::row::columns;
use super::target::Target;
use crate::domain::ids::EntryId;
use crate::error::Result;

/// Somebody's later change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Conflict {
    pub(super) by: String,
    pub(super) at: i64,
    /// `table.column`, or the table of a row that is gone or there again; of rows that refer to
    /// it their table.
    pub(super) fields: Vec<String>,
    /// Whether nobody changed the row itself: rows refer to it.
    pub(super) refers: bool,
}

/// What becomes of an inserted row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fate {
    /// It is deleted.
    Goes,
    /// A ledger or a void row names it: it stays, void.
    Void,
    /// Others have changed it, or refer to it.
    Stays(Conflict),
}

/// Judges the rows of an entry. `by` is the entry that takes it back: its rows are no conflict.
pub(super) struct Judge<'c> {
    conn: &'c Connection,
    target: &'c Target,
    by: EntryId,
    fates: BTreeMap<(String, i64), Fate>,
}

/// How many rows' fates are remembered at once.
const REMEMBERED: usize = 10_000;

const INSERTED: &str = "SELECT 1 FROM journal_row
  WHERE tbl = ?1 AND key = ?2 AND entry_id = ?3 AND operation = 'insert'";
/// What the row was when the entry had left it and somebody else came.
const LEFT: &str = "SELECT before FROM journal_row WHERE tbl = ?1 AND key = ?2 AND id > ?3
    AND entry_id NOT IN (?4, ?5) AND before IS NOT NULL ORDER BY id LIMIT 1";
const NEWEST: &str =
    "SELECT s.name, e.at FROM journal_row r JOIN journal_entry e ON e.id = r.entry_id
  JOIN staff s ON s.id = e.staff_id
  WHERE r.tbl = ?1 AND r.key = ?2 AND r.entry_id NOT IN (?3, ?4) ORDER BY r.id DESC LIMIT 1";
/// Whose batch brought the row: that wrote one line for its first and last key.
const BROUGHT: &str =
    "SELECT s.name, e.at FROM (SELECT entry_id, coalesce(last_key, key) AS last FROM journal_row
    WHERE tbl = ?1 AND operation = 'insert' AND key <= ?2 ORDER BY key DESC LIMIT 1) r
  JOIN journal_entry e ON e.id = r.entry_id JOIN staff s ON s.id = e.staff_id
  WHERE r.last >= ?2 AND e.id NOT IN (?3, ?4)";
const MADE_REFER: &str = "SELECT 1 FROM journal_row WHERE entry_id = ?1 AND tbl = ?2 AND key = ?3
  AND operation = 'update' AND json_extract(before, ?4) IS NOT ?5";
const WROTE: &str = "SELECT s.name, e.at FROM journal_entry e JOIN staff s ON s.id = e.staff_id
  WHERE e.id = ?1";

impl<'c> Judge<'c> {
    pub(super) fn new(conn: &'c Connection, target: &'c Target, by: EntryId) -> Judge<'c> {
        Judge {
            conn,
            target,
            by,
            fates: BTreeMap::new(),
        }
    }

    /// Whether the entry inserted this row.
    pub(super) fn ours(&self, table: &str, key: i64) -> Result<bool> {
        Ok(self.target.in_range(table, key)
            || sql::exists(
                self.conn,
                INSERTED,
                params![table, key, self.target.entry.0],
            )?)
    }

    /// Columns that others have changed since journal row `id` and that are not what they were
    /// when the entry had left them; among `only`, where given.
    pub(super) fn changed_since(
        &self,
        table: &str,
        key: i64,
        id: i64,
        only: Option<&[String]>,
    ) -> Result<Option<Conflict>> {
        let values = params![table, key, id, self.target.entry.0, self.by.0];
        let Some(left) = sql::one(self.conn, LEFT, values, |row| row.get::<_, String>(0))? else {
            return Ok(None);
        };
        let left = columns(&left)?;
        let Some(now) = self.target.shapes.row_now(self.conn, table, key)? else {
            return self.conflict(table, key, vec![table.to_owned()]).map(Some);
        };
        let mut fields = Vec::new();
        for (column, was) in &left {
            let asked = only.is_none_or(|only| only.contains(column));
            if asked && now.get(column) != Some(was) {
                fields.push(format!("{table}.{column}"));
            }
        }
        if fields.is_empty() {
            Ok(None)
        } else {
            self.conflict(table, key, fields).map(Some)
        }
    }

    /// Who changed this row last.
    pub(super) fn conflict(&self, table: &str, key: i64, fields: Vec<String>) -> Result<Conflict> {
        let said = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
        let (conn, but) = (self.conn, (self.target.entry.0, self.by.0));
        let mut who = match table {
            "journal_entry" => sql::one(conn, WROTE, [key], said)?,
            _ => sql::one(conn, NEWEST, params![table, key, but.0, but.1], said)?,
        };
        if who.is_none() {
            who = sql::one(conn, BROUGHT, params![table, key, but.0, but.1], said)?;
        }
        let (by, at) = who.unwrap_or_default();
        Ok(Conflict {
            by,
            at,
            fields,
            refers: false,
        })
    }

    /// Who made a row that refers to the one in question.
    fn referring(&self, child: &str, key: i64) -> Result<Conflict> {
        let conflict = self.conflict(child, key, vec![child.to_owned()])?;
        Ok(Conflict {
            refers: true,
            ..conflict
        })
    }

    /// What becomes of a row that the entry inserted.
    pub(super) fn fate(&mut self, table: &str, key: i64) -> Result<Fate> {
        let name = (table.to_owned(), key);
        if let Some(fate) = self.fates.get(&name) {
            return Ok(fate.clone());
        }
        let fate = match self.changed_since(table, key, 0, None)? {
            Some(conflict) => Fate::Stays(conflict),
            None => self.by_those_who_refer(table, key)?,
        };
        self.fates.insert(name, fate.clone());
        Ok(fate)
    }

    fn by_those_who_refer(&mut self, table: &str, key: i64) -> Result<Fate> {
        let mut void = None;
        let children = self.target.shapes.children(self.conn, table)?;
        for found in children.of(self.conn, key)? {
            let Some((child, column)) = children.named.get(found.place) else {
                continue;
            };
            if self.refers_by_it(child, column, found.key, key)? {
                continue;
            }
            match self.one_who_refers(child, found.key, found.void)? {
                Fate::Goes => {}
                Fate::Void => void = Some((child.clone(), found.key)),
                stays @ Fate::Stays(_) => return Ok(stays),
            }
        }
        match void {
            None => Ok(Fate::Goes),
            Some(_) if void_sql(table).is_some() => Ok(Fate::Void),
            Some((child, key)) => self.referring(&child, key).map(Fate::Stays),
        }
    }

    /// What was judged long ago is judged anew if it is asked for again: there may be millions.
    pub(super) fn forget_much(&mut self) {
        if self.fates.len() > REMEMBERED {
            self.fates.clear();
        }
    }

    /// Whether the entry itself made another row refer to this one: taken back, it no longer does.
    fn refers_by_it(&self, child: &str, column: &str, child_key: i64, key: i64) -> Result<bool> {
        if !self.target.has_updates {
            return Ok(false);
        }
        let path = format!("$.{column}");
        let values = params![self.target.entry.0, child, child_key, path, key];
        sql::exists(self.conn, MADE_REFER, values)
    }

    /// What a row that refers to it asks of the row: to go is no objection.
    fn one_who_refers(&mut self, child: &str, key: i64, void: bool) -> Result<Fate> {
        let kind = catalogue::find(child).map(|table| table.kind);
        let ours = self.ours(child, key)?;
        match kind {
            Some(Kind::Ledger) if ours || void => Ok(Fate::Void),
            Some(Kind::Business) if void => Ok(Fate::Void),
            Some(Kind::Business) if ours => self.fate(child, key),
            _ => self.referring(child, key).map(Fate::Stays),
        }
    }
}

/// How a row of a table that can be void becomes so. It gives its code back: the same may be
/// brought again, better.
pub(super) fn void_sql(table: &str) -> Option<&'static str> {
    macro_rules! void {
        ($table:literal, $state:literal) => {
            Some(concat!(
                "UPDATE ",
                $table,
                " SET ",
                $state,
                ", code = code || '~' || id, version = version + 1 WHERE id = ?1"
            ))
        };
    }
    match table {
        "customer" => void!("customer", "state = 'void'"),
        "sale" => void!("sale", "void = 1"),
        "product" => void!("product", "active = 0"),
        _ => None,
    }
}
