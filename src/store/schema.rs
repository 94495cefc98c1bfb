//! Making a file, bringing an older one forward, and the journal's triggers, generated from the
//! catalogue. Must not know who may do it.

use rusqlite::{Connection, params};

use super::catalogue::{Kind, TABLES, Table};
use super::{choice, reason, storage};
use crate::error::{Error, Result};

/// The version of the file that this program reads and writes.
pub const VERSION: i64 = 4;

/// 'huok' in the file's header: this is a file of ours.
pub const APPLICATION_ID: i64 = 0x6875_6f6b;

pub(super) const SCHEMA: &str = include_str!("../../schema.sql");

/// Steps from one version to the next, append-only: `UPGRADES[n]` leads from version n + 1 to n + 2.
const UPGRADES: &[&str] = &[
    include_str!("upgrades/to_2.sql"),
    include_str!("upgrades/to_3.sql"),
    include_str!("upgrades/to_4.sql"),
];

/// Makes tables and triggers in an empty file. The caller holds the file alone.
pub fn create(conn: &Connection) -> Result<()> {
    conn.execute_batch("PRAGMA page_size = 4096; PRAGMA journal_mode = WAL;")
        .map_err(storage)?;
    conn.execute_batch("BEGIN IMMEDIATE").map_err(storage)?;
    conn.execute_batch(SCHEMA).map_err(storage)?;
    make_triggers(conn)?;
    conn.pragma_update(None, "application_id", APPLICATION_ID)
        .map_err(storage)?;
    conn.pragma_update(None, "user_version", VERSION)
        .map_err(storage)?;
    conn.execute_batch("COMMIT").map_err(storage)
}

/// The file's version; refuses a file that is not ours.
pub fn version(conn: &Connection) -> Result<i64> {
    let read = |name: &str| conn.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let application = read("application_id").map_err(storage)?;
    let version = read("user_version").map_err(storage)?;
    if application != APPLICATION_ID {
        return Err(Error::Damaged("not a huoke file".to_owned()));
    }
    Ok(version)
}

/// Brings a file forward, each step a transaction of its own; the values that the usual lists
/// have gained come with the last. Returns (from, to).
pub fn upgrade(conn: &Connection) -> Result<(i64, i64)> {
    let from = version(conn)?;
    if from > VERSION {
        return Err(Error::OtherVersion {
            file: from,
            program: VERSION,
        });
    }
    for (step, sql) in UPGRADES
        .iter()
        .enumerate()
        .skip(usize::try_from(from - 1).unwrap_or(0))
    {
        conn.execute_batch("BEGIN IMMEDIATE").map_err(storage)?;
        drop_triggers(conn)?;
        conn.execute_batch(sql).map_err(storage)?;
        if step as i64 + 2 == VERSION {
            // What the lists of a fresh file have gained; the business's own words stay.
            choice::complete(conn)?;
            reason::complete(conn)?;
        }
        make_triggers(conn)?;
        conn.pragma_update(None, "user_version", step as i64 + 2)
            .map_err(storage)?;
        conn.execute_batch("COMMIT").map_err(storage)?;
    }
    Ok((from, VERSION))
}

/// The business columns of a table, in the order of the schema.
pub fn business_columns(conn: &Connection, table: &Table) -> Result<Vec<String>> {
    let mut statement = conn
        .prepare_cached("SELECT name FROM pragma_table_info(?1) ORDER BY cid")
        .map_err(storage)?;
    let names = statement
        .query_map(params![table.name], |row| row.get::<_, String>(0))
        .map_err(storage)?
        .collect::<rusqlite::Result<Vec<_>>>()
        .map_err(storage)?;
    Ok(names
        .into_iter()
        .filter(|name| !table.not_business.contains(&name.as_str()))
        .collect())
}

fn drop_triggers(conn: &Connection) -> Result<()> {
    let mut statement = conn
        .prepare("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name GLOB 'journal_*'")
        .map_err(storage)?;
    let names = statement
        .query_map([], |row| row.get::<_, String>(0))
        .map_err(storage)?
        .collect::<rusqlite::Result<Vec<_>>>()
        .map_err(storage)?;
    for name in names {
        conn.execute_batch(&format!("DROP TRIGGER {name}"))
            .map_err(storage)?;
    }
    Ok(())
}

/// Makes the triggers of every journalled table: they refuse a write without an entry, and
/// write what a row was before (in mode 'range' of updates alone).
fn make_triggers(conn: &Connection) -> Result<()> {
    for table in TABLES.iter().filter(|table| table.journalled()) {
        let columns = business_columns(conn, table)?;
        if columns.is_empty() {
            // A later step makes it.
            continue;
        }
        conn.execute_batch(&triggers(table, &columns))
            .map_err(storage)?;
    }
    let frozen = "CREATE TRIGGER journal_row_frozen BEFORE UPDATE ON journal_row \
                  BEGIN SELECT RAISE(ABORT, 'journal_row is append-only'); END;\
                  CREATE TRIGGER journal_row_kept BEFORE DELETE ON journal_row \
                  BEGIN SELECT RAISE(ABORT, 'journal_row is append-only'); END;";
    conn.execute_batch(frozen).map_err(storage)
}

fn triggers(table: &Table, columns: &[String]) -> String {
    let name = table.name;
    let before = columns
        .iter()
        .map(|c| format!("'{c}', OLD.{c}"))
        .collect::<Vec<_>>()
        .join(", ");
    let changed = columns
        .iter()
        .map(|c| format!("OLD.{c} IS NOT NEW.{c}"))
        .collect::<Vec<_>>()
        .join(" OR ");
    let guard = "SELECT RAISE(ABORT, 'no journal entry') \
                 WHERE (SELECT entry_id FROM journal_context) IS NULL;";
    let record = |operation: &str, row: &str, before: &str| {
        let customer = table.customer_sql(row);
        // What a row was before a change is kept in every mode: nothing else can bring it back.
        let modes = if operation == "update" {
            "1"
        } else {
            "mode = 'row'"
        };
        format!(
            "INSERT INTO journal_row (entry_id, tbl, key, operation, customer_id, before) \
             SELECT entry_id, '{name}', {row}.id, '{operation}', {customer}, {before} \
             FROM journal_context WHERE {modes};"
        )
    };
    // In mode range there is nothing to write per row: without the body a load is twice as fast.
    let awake = "coalesce((SELECT mode = 'row' OR entry_id IS NULL FROM journal_context), 1)";
    let insert = record("insert", "NEW", "NULL");
    let update = record("update", "OLD", &format!("json_object({before})"));
    let delete = record("delete", "OLD", &format!("json_object({before})"));
    let mut sql = format!(
        "CREATE TRIGGER journal_{name}_insert AFTER INSERT ON {name} WHEN {awake} BEGIN {guard} {insert} END;"
    );
    if table.kind == Kind::Ledger {
        sql += &format!(
            "CREATE TRIGGER journal_{name}_frozen BEFORE UPDATE ON {name} \
             BEGIN SELECT RAISE(ABORT, '{name} is append-only'); END;\
             CREATE TRIGGER journal_{name}_kept BEFORE DELETE ON {name} \
             BEGIN SELECT RAISE(ABORT, '{name} is append-only'); END;"
        );
    } else {
        let of = columns.join(", ");
        sql += &format!(
            "CREATE TRIGGER journal_{name}_update AFTER UPDATE OF {of} ON {name} \
             WHEN {changed} BEGIN {guard} {update} END;\
             CREATE TRIGGER journal_{name}_delete AFTER DELETE ON {name} \
             BEGIN {guard} {delete} END;"
        );
    }
    sql
}

/// A file as an earlier version made it, for the tests of the way from there.
#[cfg(test)]
pub(super) fn create_version(conn: &Connection, version: i64) -> Result<()> {
    let script = match version {
        1 => include_str!("tests/version_1.sql"),
        2 => include_str!("tests/version_2.sql"),
        _ => include_str!("tests/version_3.sql"),
    };
    conn.execute_batch(script).map_err(storage)?;
    make_triggers(conn)?;
    conn.pragma_update(None, "application_id", APPLICATION_ID)
        .map_err(storage)?;
    conn.pragma_update(None, "user_version", version)
        .map_err(storage)
}
