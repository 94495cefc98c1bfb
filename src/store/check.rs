//! Every invariant of the file that constraints alone cannot hold, one line each.
//! Must not mend anything.

mod ledgers;

use rusqlite::Connection;

use super::catalogue::{Kind, TABLES};
use super::{Asking, Writer, authorise, derive, sql};
use crate::domain::staff::Operation;
use crate::error::Result;

/// How many offenders are named.
const NAMED: usize = 3;

/// What one check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// The invariant, a stable code.
    pub name: &'static str,
    /// Whether it holds.
    pub ok: bool,
    /// How many rows break it.
    pub count: usize,
    /// The first of them; null if there are none.
    pub detail: Option<String>,
}

/// Invariants as queries for what breaks them; each gives one text a row.
const INVARIANTS: &[(&str, &str)] = &[
    (
        "foreign_keys",
        "SELECT \"table\" || ':' || coalesce(rowid, '?') FROM pragma_foreign_key_check",
    ),
    (
        "sale_total",
        "SELECT code FROM sale s WHERE state <> 'void' AND total <>
           (SELECT coalesce(sum(amount), 0) FROM sale_line WHERE sale_id = s.id)",
    ),
    (
        "balance_due",
        "SELECT code FROM customer c WHERE balance_due <>
           (SELECT coalesce(sum(total), 0) FROM sale WHERE customer_id = c.id AND void = 0)
           - (SELECT coalesce(sum(amount), 0) FROM sale_event
              WHERE customer_id = c.id AND kind = 'returned')
           - (SELECT coalesce(sum(amount), 0) FROM payment WHERE customer_id = c.id)",
    ),
    (
        "owner_assignment",
        "SELECT code FROM customer c WHERE owner_id IS NOT
           (SELECT owner_id FROM assignment WHERE customer_id = c.id ORDER BY id DESC LIMIT 1)",
    ),
    (
        "phone_member",
        "SELECT 'customer_phone:' || p.id FROM customer_phone p
         JOIN family_member m ON m.id = p.member_id WHERE m.customer_id <> p.customer_id",
    ),
    (
        "journal_rows",
        "SELECT 'journal_row:' || id FROM journal_row
         WHERE (operation = 'insert') <> (before IS NULL)
           OR (before IS NOT NULL AND NOT json_valid(before)) OR last_key < key",
    ),
    (
        "journal_entries",
        "SELECT 'journal_entry:' || id FROM journal_entry e
         WHERE (state IN ('undoing', 'undone')) <> (undone_by IS NOT NULL)
           OR (undone_by IS NOT NULL AND NOT EXISTS
             (SELECT 1 FROM journal_entry u WHERE u.id = e.undone_by AND u.undoes = e.id))",
    ),
    (
        "journal_context",
        "SELECT 'entry:' || entry_id FROM journal_context WHERE entry_id IS NOT NULL",
    ),
    (
        "stray_terms",
        "SELECT 'customer:' || customer_id FROM (SELECT DISTINCT customer_id FROM term)
         WHERE customer_id NOT IN (SELECT id FROM customer WHERE state = 'active')",
    ),
    (
        "stray_suffixes",
        "SELECT 'customer:' || customer_id FROM (SELECT DISTINCT customer_id FROM phone_suffix)
         WHERE customer_id NOT IN (SELECT id FROM customer WHERE state = 'active')",
    ),
    (
        "feed_order",
        "SELECT 'feed:' || seq FROM feed
         WHERE seq > (SELECT seq FROM sqlite_sequence WHERE name = 'feed')",
    ),
    (
        "administrator",
        "SELECT 'none' WHERE NOT EXISTS
           (SELECT 1 FROM staff WHERE role = 'admin' AND active = 1)",
    ),
];

/// Checks the file as it is; takes no lock. Needs the right to copy it away.
pub fn check(writer: &Writer, asking: &Asking) -> Result<Vec<Check>> {
    let conn = writer.conn();
    let actor = authorise::actor(conn, asking.staff)?;
    authorise::scope(conn, &actor, Operation::Backup)?;
    let mut checks = invariants(conn)?;
    checks.push(derived(conn)?);
    checks.push(hours(conn)?);
    Ok(checks)
}

/// What the stored rows say of each other.
pub(super) fn invariants(conn: &Connection) -> Result<Vec<Check>> {
    let mut checks = vec![integrity(conn)?, triggers(conn)?];
    for (name, query) in INVARIANTS.iter().chain(ledgers::INVARIANTS) {
        checks.push(line(name, sql::all(conn, query, [], |row| row.get(0))?));
    }
    Ok(checks)
}

fn line(name: &'static str, mut broken: Vec<String>) -> Check {
    let count = broken.len();
    broken.truncate(NAMED);
    let detail = (count > 0).then(|| broken.join(", "));
    Check {
        name,
        ok: count == 0,
        count,
        detail,
    }
}

/// What follows from the rest is what it would be if it were made anew; what a bulk load left to
/// be made is none of that yet.
fn derived(conn: &Connection) -> Result<Check> {
    let mut differing = Vec::new();
    if !derive::pending(conn)? {
        derive::differences(conn, &mut |difference| {
            differing.push(format!(
                "customer:{} {}",
                difference.customer, difference.table
            ));
        })?;
    }
    Ok(line("derived", differing))
}

/// The figures of reports are those of the sales and payments that there are.
fn hours(conn: &Connection) -> Result<Check> {
    let pending = derive::pending(conn)?;
    let found = (!pending).then(|| derive::hours::differing(conn));
    Ok(line("report_hours", found.transpose()?.unwrap_or_default()))
}

/// What SQLite itself says of the file.
pub(super) fn integrity(conn: &Connection) -> Result<Check> {
    let said: Vec<String> = sql::all(conn, "PRAGMA integrity_check(20)", [], |row| row.get(0))?;
    Ok(line(
        "integrity",
        said.into_iter().filter(|said| said != "ok").collect(),
    ))
}

/// Without its triggers a table would change and leave no trace.
fn triggers(conn: &Connection) -> Result<Check> {
    let mut missing = Vec::new();
    for table in TABLES.iter().filter(|table| table.journalled()) {
        let kinds: &[&str] = match table.kind {
            Kind::Ledger => &["insert", "frozen", "kept"],
            _ => &["insert", "update", "delete"],
        };
        for kind in kinds {
            let name = format!("journal_{}_{kind}", table.name);
            let query = "SELECT 1 FROM sqlite_master WHERE type = 'trigger' AND name = ?1";
            if !sql::exists(conn, query, [&name])? {
                missing.push(name);
            }
        }
    }
    Ok(line("triggers", missing))
}
