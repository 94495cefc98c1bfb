//! Putting rows back as they were, one by one. Must not decide who may.

use std::collections::BTreeSet;

use rusqlite::types::Value as Stored;
use rusqlite::{Connection, params, params_from_iter};
use serde_json::Value;

use super::super::super::catalogue::{Customer, Kind};
use super::super::super::{Tx, feed, sql, storage};
use super::super::row::{Columns, columns, table};
use super::super::view::after;
use super::fate::{Conflict, Fate, Judge, void_sql};
use super::ledger;
use super::target::{Place, Row, Target};
use crate::domain::ids::{CustomerId, EntryId};
use crate::error::{Error, Refusal, Result};

/// Takes rows of an entry back.
pub(super) struct Back<'c> {
    pub(super) conn: &'c Connection,
    target: &'c Target,
    judge: Judge<'c>,
    touched: BTreeSet<CustomerId>,
    /// How many rows stayed.
    pub(super) kept: usize,
    /// Goods are back of which it is still to be taken back that they had come: nobody is to find
    /// them meanwhile.
    pub(super) amid: bool,
}

impl<'c> Back<'c> {
    pub(super) fn new(conn: &'c Connection, target: &'c Target, by: EntryId) -> Result<Back<'c>> {
        let judge = Judge::new(conn, target, by);
        Ok(Back {
            conn,
            target,
            judge,
            touched: BTreeSet::new(),
            kept: 0,
            amid: false,
        })
    }

    /// The next row of the entry.
    pub(super) fn next(&mut self, conn: &Connection, place: &mut Place) -> Result<Option<Row>> {
        self.judge.forget_much();
        self.target.next(conn, place)
    }

    /// Customers that were touched.
    pub(super) fn customers(&self) -> impl Iterator<Item = CustomerId> {
        self.touched.iter().copied()
    }

    /// Who stands in the way of taking this row back.
    pub(super) fn conflict(&mut self, row: &Row) -> Result<Option<Conflict>> {
        let (name, key) = (row.table.as_str(), row.key);
        match row.operation.as_str() {
            "insert" => match self.judge.fate(name, key)? {
                Fate::Stays(conflict) => Ok(Some(conflict)),
                _ => Ok(None),
            },
            // It came and went with this entry.
            "delete" if self.judge.ours(name, key)? => Ok(None),
            "delete" if self.target.shapes.row_now(self.conn, name, key)?.is_some() => self
                .judge
                .conflict(name, key, vec![name.to_owned()])
                .map(Some),
            "delete" => Ok(None),
            _ if self.judge.ours(name, key)? => Ok(None),
            _ => {
                let changed = self.changed(row)?;
                let names: Vec<String> = changed.into_iter().map(|(name, _, _)| name).collect();
                self.judge.changed_since(name, key, row.id, Some(&names))
            }
        }
    }

    /// The columns that the row's change changed: name, before, after.
    fn changed(&self, row: &Row) -> Result<Vec<(String, Value, Value)>> {
        let before = columns(row.before.as_deref().unwrap_or("{}"))?;
        let Some(after) = after(self.conn, &row.table, row.key, row.id)? else {
            return Ok(Vec::new());
        };
        let changed = before.into_iter().filter_map(|(name, was)| {
            let became = after.get(&name).cloned().unwrap_or(Value::Null);
            (was != became).then_some((name, was, became))
        });
        Ok(changed.collect())
    }

    /// Takes one row back, as far as nobody stands in the way.
    pub(super) fn take(&mut self, tx: &Tx<'_>, row: &Row) -> Result<()> {
        let customer = match row.customer {
            Some(customer) => Some(customer),
            None => self.customer_of(row)?,
        };
        match row.operation.as_str() {
            "insert" if !self.take_insert(tx, row)? => return Ok(()),
            "insert" => {}
            "delete" if self.judge.ours(&row.table, row.key)? => return Ok(()),
            "delete" => self.put_back(tx, row)?,
            _ => self.restore(row)?,
        }
        match row.table.as_str() {
            "sale" | "sale_event" => tx.tell(feed::SALE),
            "stock_move" => tx.tell(feed::STOCK),
            _ => {}
        }
        match customer {
            Some(customer) => {
                self.touched.insert(customer);
                match (row.table.as_str(), row.operation.as_str()) {
                    // Nothing is derived from these; a settlement that comes back learns of its
                    // customer's owner.
                    ("task", _) | ("reason_settlement", "insert" | "update") => {
                        tx.mention(customer);
                    }
                    _ => tx.touch(customer),
                }
                self.bump(tx, row, customer)?;
            }
            None => tx.tell("house"),
        }
        Ok(())
    }

    /// Whose history a row of a range belongs to.
    fn customer_of(&self, row: &Row) -> Result<Option<CustomerId>> {
        let known = table(&row.table)?;
        if known.customer == Customer::None {
            return Ok(None);
        }
        let of = known.customer_sql(known.name);
        let query = format!("SELECT {of} FROM {} WHERE id = ?1", known.name);
        let found: Option<Option<i64>> = sql::one(self.conn, &query, [row.key], |row| row.get(0))?;
        Ok(found.flatten().map(CustomerId))
    }

    /// Says whether it did anything: what belongs to a row that goes, goes with it and not
    /// before. Between two batches a colleague may find a customer there, and then finds it whole.
    fn take_insert(&mut self, tx: &Tx<'_>, row: &Row) -> Result<bool> {
        let (name, key) = (row.table.as_str(), row.key);
        let known = table(name)?;
        let Some(now) = self.target.shapes.row_now(self.conn, name, key)? else {
            return Ok(true);
        };
        let parent = self.parent(known.customer, name, &now)?;
        if known.kind == Kind::Ledger {
            let left = now.get("quantity").and_then(Value::as_i64) < Some(0);
            self.amid = name == "stock_move" && left;
            if !matches!(parent, Some(Fate::Stays(_))) {
                ledger::reverse(tx, name, key).map_err(in_the_way)?;
            }
            return Ok(true);
        }
        if parent == Some(Fate::Goes) {
            return Ok(false);
        }
        match (self.judge.fate(name, key)?, void_sql(name)) {
            (Fate::Stays(_), _) => self.kept += 1,
            (Fate::Void, Some(void)) => {
                sql::run(self.conn, void, [key])?;
            }
            // What belongs to a row that stays, stays with it.
            (Fate::Goes, _) if parent.is_none() => self.remove(name, key)?,
            _ => {}
        }
        Ok(true)
    }

    /// Deletes a row with all that belongs to it: nobody else's is among it.
    fn remove(&mut self, name: &str, key: i64) -> Result<()> {
        let children = self.target.shapes.children(self.conn, name)?;
        for found in children.of(self.conn, key)? {
            if let Some((child, _)) = children.named.get(found.place) {
                self.remove(child, found.key)?;
            }
        }
        if name == "interaction" {
            let open = "UPDATE call SET interaction_id = NULL WHERE interaction_id = ?1";
            sql::run(self.conn, open, [key])?;
        }
        let delete = format!("DELETE FROM {name} WHERE id = ?1");
        sql::run(self.conn, &delete, [key]).map(|_| ())
    }

    /// The fate of the customer or sale that a row belongs to, if the entry inserted that too.
    fn parent(&mut self, customer: Customer, name: &str, row: &Columns) -> Result<Option<Fate>> {
        let sale = row
            .get("sale_id")
            .and_then(Value::as_i64)
            .map(|key| ("sale", key));
        let owner = row
            .get("customer_id")
            .and_then(Value::as_i64)
            .map(|key| ("customer", key));
        let parent = match customer {
            Customer::Column | Customer::ThroughSale => sale.or(owner),
            Customer::Itself | Customer::None => None,
        };
        let Some((parent, key)) = parent.filter(|(parent, _)| *parent != name) else {
            return Ok(None);
        };
        if self.judge.ours(parent, key)? {
            self.judge.fate(parent, key).map(Some)
        } else {
            Ok(None)
        }
    }

    fn restore(&mut self, row: &Row) -> Result<()> {
        let (name, key) = (row.table.as_str(), row.key);
        let Some(now) = self.target.shapes.row_now(self.conn, name, key)? else {
            self.kept += usize::from(!self.judge.ours(name, key)?);
            return Ok(());
        };
        let mut set = Vec::new();
        let mut values = vec![Stored::Integer(key)];
        let mut stays = false;
        for (column, was, became) in self.changed(row)? {
            let is = now.get(&column).unwrap_or(&Value::Null);
            if *is == became {
                values.push(stored(&was)?);
                set.push(format!("{column} = ?{}", values.len()));
            } else if *is != was {
                stays = true;
            }
        }
        self.kept += usize::from(stays);
        if set.is_empty() {
            return Ok(());
        }
        if table(name)?.not_business.contains(&"version") {
            set.push("version = version + 1".to_owned());
        }
        let update = format!("UPDATE {name} SET {} WHERE id = ?1", set.join(", "));
        sql::run(self.conn, &update, params_from_iter(values))
            .map_err(in_the_way)
            .map(|_| ())
    }

    /// A deleted row comes back under its own key.
    fn put_back(&mut self, tx: &Tx<'_>, row: &Row) -> Result<()> {
        if self
            .target
            .shapes
            .row_now(self.conn, &row.table, row.key)?
            .is_some()
        {
            self.kept += 1;
            return Ok(());
        }
        let mut names = Vec::new();
        let mut values = Vec::new();
        for (column, was) in columns(row.before.as_deref().unwrap_or("{}"))? {
            values.push(stored(&was)?);
            names.push(column);
        }
        if table(&row.table)?.not_business.contains(&"modified_at") {
            values.push(Stored::Integer(tx.at.0));
            names.push("modified_at".to_owned());
        }
        let marks = vec!["?"; names.len()].join(", ");
        let insert = format!(
            "INSERT INTO {} ({}) VALUES ({marks})",
            row.table,
            names.join(", ")
        );
        sql::run(self.conn, &insert, params_from_iter(values))
            .map_err(in_the_way)
            .map(|_| ())
    }

    /// Open forms must see that the customer is another one now. Stamps on numbers are no
    /// change of the customer (see customer::conflict).
    fn bump(&self, tx: &Tx<'_>, row: &Row, customer: CustomerId) -> Result<()> {
        let stamp = row.table == "customer_phone" && row.operation == "update";
        let card = matches!(
            row.table.as_str(),
            "customer"
                | "family_member"
                | "customer_phone"
                | "customer_email"
                | "customer_address"
                | "customer_date"
        );
        if !card || stamp {
            return Ok(());
        }
        let bump = "UPDATE customer SET modified_at = ?2, version = version + 1 WHERE id = ?1";
        sql::run(self.conn, bump, params![customer.0, tx.at.0]).map(|_| ())
    }
}

/// A constraint that says no is a later row in the way: a code or an extension given to another.
fn in_the_way(error: Error) -> Error {
    let Error::Storage(source) = &error else {
        return error;
    };
    let Some(rusqlite::Error::SqliteFailure(code, said)) = source.downcast_ref() else {
        return error;
    };
    if code.code != rusqlite::ErrorCode::ConstraintViolation {
        return error;
    }
    let taken = said
        .as_deref()
        .filter(|_| code.extended_code == rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE)
        .and_then(|said| said.split_once(": "));
    Error::Refused(match taken {
        Some((_, columns)) => Refusal::TakenSince {
            fields: columns.split(", ").map(str::to_owned).collect(),
        },
        None => Refusal::NotUndoable,
    })
}

/// A value of the journal as one of SQLite: business tables hold integers and texts alone.
fn stored(value: &Value) -> Result<Stored> {
    Ok(match value {
        Value::Null => Stored::Null,
        Value::String(text) => Stored::Text(text.clone()),
        Value::Number(number) => Stored::Integer(
            number
                .as_i64()
                .ok_or_else(|| storage(rusqlite::Error::IntegralValueOutOfRange(0, i64::MAX)))?,
        ),
        other => return Err(Error::Damaged(format!("journal_row: {other}"))),
    })
}
