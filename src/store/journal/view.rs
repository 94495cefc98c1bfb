//! The journal as people read it: entries with their changes column by column, as far as the
//! customers in them are within the reader's reach. Must not write.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, Row, named_params, params};
use serde_json::Value;

use super::super::authorise::{self, Actor, scope_number};
use super::super::{Reader, sql};
use super::row::{Columns, columns, row_now};
use super::titles::{settlement, text, title};
use crate::domain::ids::{CustomerId, EntryId, StaffId};
use crate::domain::journal::{Change, EntryView};
use crate::domain::staff::{Operation, Scope};
use crate::domain::time::Instant;
use crate::error::{Error, Result};

/// How many rows of one entry are shown: an import has hundreds of thousands.
const ROWS: i64 = 200;

/// Which entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Filter {
    /// Those that touched this customer, and of them only what they did to it.
    pub customer: Option<CustomerId>,
    /// Those of this person.
    pub staff: Option<StaffId>,
    /// This one.
    pub entry: Option<EntryId>,
    /// How many, newest first.
    pub limit: usize,
}

/// The team's entries are those of the people of one's unit and the units below it.
macro_rules! entries {
    ($from:literal, $which:literal) => {
        concat!(
            "SELECT e.id, e.at, s.id, s.login, s.name, e.action, e.reason, e.state, e.undoes,
               e.undone_by
             FROM ",
            $from,
            " JOIN staff s ON s.id = e.staff_id
             WHERE e.id BETWEEN :first AND :last AND (:staff IS NULL OR e.staff_id = :staff)
               AND (",
            $which,
            " OR :scope = 2 OR e.staff_id = :me
                 OR (:scope = 1 AND s.unit_id IN (
                   WITH RECURSIVE below (id) AS (
                     SELECT unit_id FROM staff WHERE id = :me
                     UNION SELECT u.id FROM org_unit u JOIN below b ON u.under_id = b.id)
                   SELECT id FROM below)))
             ORDER BY e.id DESC LIMIT :limit"
        )
    };
}
const EVERY: &str = entries!("journal_entry e", "0");
const OF_STAFF: &str = entries!(
    "(SELECT * FROM journal_entry WHERE staff_id = :staff) e",
    "0"
);
const OF_CUSTOMER: &str = entries!(
    "(SELECT entry_id FROM journal_row WHERE customer_id = :customer
      UNION SELECT :brought WHERE :brought IS NOT NULL) x JOIN journal_entry e ON e.id = x.entry_id",
    "1"
);

/// The batch that brought a customer: those are written as ranges.
const BROUGHT: &str = "SELECT entry_id FROM (
    SELECT entry_id, coalesce(last_key, key) AS last FROM journal_row
    WHERE tbl = 'customer' AND operation = 'insert' AND key <= ?1 ORDER BY key DESC LIMIT 1)
  WHERE last >= ?1";

/// Entries, newest first. Asked about a customer: their whole history, by whomever, if the
/// customer is within reach; else the entries of those whose journal one may read.
pub fn list(reader: &Reader, actor: &Actor, at: Instant, filter: Filter) -> Result<Vec<EntryView>> {
    let conn = reader.conn();
    let scope = authorise::authorise(conn, actor, at, Operation::Journal, filter.customer)?;
    let brought: Option<i64> = match filter.customer {
        Some(customer) => sql::one(conn, BROUGHT, [customer.0], |row| row.get(0))?,
        None => None,
    };
    // Whoever reads only their own entries asks by their own name: that has an index.
    let staff = filter.staff.or((scope == Scope::Own).then_some(actor.id));
    let (query, staff) = match filter.customer {
        Some(_) => (OF_CUSTOMER, filter.staff),
        None if staff.is_some() => (OF_STAFF, staff),
        None => (EVERY, None),
    };
    let (first, last) = filter
        .entry
        .map_or((0, i64::MAX), |entry| (entry.0, entry.0));
    let staff = staff.map(|staff| staff.0);
    let limit = i64::try_from(filter.limit).unwrap_or(i64::MAX);
    let scope_no = scope_number(scope);
    let mut values = named_params! {
        ":first": first, ":last": last, ":staff": staff, ":me": actor.id.0, ":scope": scope_no, ":limit": limit,
    }
    .to_vec();
    let customer = filter.customer.map(|customer| customer.0);
    if customer.is_some() {
        values.push((":customer", &customer));
        values.push((":brought", &brought));
    }
    let mut entries = sql::all(conn, query, values.as_slice(), entry)?;
    let mut sight = Sight {
        conn,
        actor,
        scope,
        known: BTreeMap::new(),
    };
    for entry in &mut entries {
        let own = entry.by.0 == actor.id;
        entry.changes = changes(&mut sight, entry.entry, own, filter.customer)?;
        if filter.customer.is_none() {
            (entry.whom, entry.others) = whom(conn, &entry.changes)?;
        }
    }
    Ok(entries)
}

/// Whom changes are about: the first who is still there, and how many others.
fn whom(conn: &Connection, changes: &[Change]) -> Result<(Option<(CustomerId, String)>, usize)> {
    let all: BTreeSet<CustomerId> = changes.iter().filter_map(|one| one.customer).collect();
    for &customer in &all {
        let name = "SELECT name FROM customer WHERE id = ?1";
        if let Some(name) = sql::one(conn, name, [customer.0], |row| row.get(0))? {
            return Ok((Some((customer, name)), all.len() - 1));
        }
    }
    Ok((None, all.len()))
}

fn entry(row: &Row<'_>) -> rusqlite::Result<EntryView> {
    Ok(EntryView {
        entry: EntryId(row.get(0)?),
        at: Instant(row.get(1)?),
        by: (StaffId(row.get(2)?), row.get(3)?, row.get(4)?),
        action: row.get(5)?,
        why: row.get(6)?,
        state: row.get(7)?,
        undoes: row.get::<_, Option<i64>>(8)?.map(EntryId),
        undone_by: row.get::<_, Option<i64>>(9)?.map(EntryId),
        changes: Vec::new(),
        whom: None,
        others: 0,
    })
}

/// How many rows of a table an entry changed in one way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum {
    /// The table.
    pub table: String,
    /// `insert`, `update`, `delete`.
    pub operation: String,
    /// How many.
    pub rows: u64,
}

const SUMS: &str = "SELECT tbl, operation, sum(coalesce(last_key, key) - key + 1)
  FROM journal_row WHERE entry_id = ?1 GROUP BY tbl, operation ORDER BY min(id)";

/// What an entry came to, whole: an import has more rows than anybody reads. For whoever was
/// shown the entry by [`list`]: it counts, and says nothing of whom.
pub fn sums(reader: &Reader, entry: EntryId) -> Result<Vec<Sum>> {
    sql::all(reader.conn(), SUMS, [entry.0], |row| {
        Ok(Sum {
            table: row.get(0)?,
            operation: row.get(1)?,
            rows: row.get::<_, i64>(2)?.unsigned_abs(),
        })
    })
}

/// Which customers' values the reader may see; asked once for each.
struct Sight<'c> {
    conn: &'c Connection,
    actor: &'c Actor,
    scope: Scope,
    known: BTreeMap<CustomerId, bool>,
}

impl Sight<'_> {
    /// A customer that is gone (an undone one) is in nobody's scope: then the entry's own author
    /// and those who see everything may.
    fn of(&mut self, customer: CustomerId, own: bool) -> Result<bool> {
        if self.scope == Scope::All {
            return Ok(true);
        }
        if let Some(&seen) = self.known.get(&customer) {
            return Ok(seen);
        }
        let there = sql::exists(
            self.conn,
            "SELECT 1 FROM customer WHERE id = ?1",
            [customer.0],
        )?;
        let seen = if there {
            authorise::reaches(self.conn, self.actor, self.scope, customer)?
        } else {
            own
        };
        self.known.insert(customer, seen);
        Ok(seen)
    }
}

/// A row of the journal.
struct Logged {
    id: i64,
    table: String,
    key: i64,
    last_key: Option<i64>,
    operation: String,
    customer: Option<CustomerId>,
    before: Option<String>,
}

const CHANGED: &str = "SELECT id, tbl, key, last_key, operation, customer_id, before
  FROM journal_row WHERE entry_id = ?1 AND (?2 IS NULL OR customer_id = ?2) ORDER BY id LIMIT ?3";

fn changes(
    sight: &mut Sight<'_>,
    entry: EntryId,
    own: bool,
    only: Option<CustomerId>,
) -> Result<Vec<Change>> {
    let values = params![entry.0, only.map(|customer| customer.0), ROWS];
    let rows = sql::all(sight.conn, CHANGED, values, |row| {
        Ok(Logged {
            id: row.get(0)?,
            table: row.get(1)?,
            key: row.get(2)?,
            last_key: row.get(3)?,
            operation: row.get(4)?,
            customer: row.get::<_, Option<i64>>(5)?.map(CustomerId),
            before: row.get(6)?,
        })
    })?;
    let mut changes = Vec::new();
    for row in rows {
        let seen = row
            .customer
            .map_or(Ok(true), |customer| sight.of(customer, own))?;
        if seen {
            of_row(sight.conn, &row, &mut changes)?;
        }
    }
    Ok(changes)
}

const NEXT: &str = "SELECT before FROM journal_row
  WHERE tbl = ?1 AND key = ?2 AND id > ?3 AND before IS NOT NULL ORDER BY id LIMIT 1";

/// What a row was after a change: what it was before the next one, else what it is now.
pub(super) fn after(conn: &Connection, table: &str, key: i64, id: i64) -> Result<Option<Columns>> {
    let next: Option<String> = sql::one(conn, NEXT, params![table, key, id], |row| row.get(0))?;
    match next {
        Some(json) => Ok(Some(columns(&json)?)),
        None => row_now(conn, table, key),
    }
}

fn of_row(conn: &Connection, row: &Logged, changes: &mut Vec<Change>) -> Result<()> {
    let whole = |before, after| Change {
        table: row.table.clone(),
        key: row.key,
        last_key: row.last_key,
        customer: row.customer,
        operation: row.operation.clone(),
        field: None,
        before,
        after,
    };
    if row.last_key.is_some() {
        changes.push(whole(None, None));
        return Ok(());
    }
    let before = row.before.as_deref().map(columns).transpose()?;
    if row.table == CUSTOM {
        return of_custom(conn, row, before.as_ref(), changes);
    }
    if row.table == SETTLEMENT {
        // What was done with a reason makes sense only whole.
        let after = match row.operation.as_str() {
            "delete" => None,
            _ => after(conn, &row.table, row.key, row.id)?,
        };
        let [before, after] = [before, after].map(|row| row.as_ref().map(settlement));
        changes.push(whole(before, after));
        return Ok(());
    }
    if row.operation == "delete" {
        changes.push(whole(before.as_ref().and_then(title), None));
        return Ok(());
    }
    let after = after(conn, &row.table, row.key, row.id)?;
    let Some(before) = before else {
        changes.push(whole(None, after.as_ref().and_then(title)));
        return Ok(());
    };
    let after = after.ok_or_else(|| Error::Damaged(format!("journal_row {}", row.id)))?;
    for (field, was) in &before {
        let is = after.get(field).unwrap_or(&Value::Null);
        if was != is {
            let mut change = whole(text(was), text(is));
            change.field = Some(field.clone());
            changes.push(change);
        }
    }
    Ok(())
}

const SETTLEMENT: &str = "reason_settlement";

/// A value of a field that the business made for itself is told like one of the customer's own.
const CUSTOM: &str = "customer_custom";
const FIELD: &str = "SELECT 'custom.' || code FROM custom_field WHERE id = ?1";

fn of_custom(
    conn: &Connection,
    row: &Logged,
    before: Option<&Columns>,
    changes: &mut Vec<Change>,
) -> Result<()> {
    let after = match row.operation.as_str() {
        "delete" => None,
        _ => after(conn, &row.table, row.key, row.id)?,
    };
    let id = before
        .or(after.as_ref())
        .and_then(|row| row.get("field_id"));
    let field = match id.and_then(Value::as_i64) {
        Some(id) => sql::one(conn, FIELD, [id], |row| row.get(0))?,
        None => None,
    };
    let value = |row: Option<&Columns>| row.and_then(|row| row.get("value")).and_then(text);
    changes.push(Change {
        table: row.table.clone(),
        key: row.key,
        last_key: None,
        customer: row.customer,
        operation: row.operation.clone(),
        field,
        before: value(before),
        after: value(after.as_ref()),
    });
    Ok(())
}
