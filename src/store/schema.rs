//! Making a file, bringing an older one forward, and the journal's triggers, generated from the
//! catalogue: in the file those that refuse and note what is new, in each Writer those that note what
//! was there. Must not know who may do it.

use std::collections::HashMap;

use rusqlite::{Connection, params};

use super::catalogue::{Kind, TABLES, Table};
use super::{choice, derive, reason, sql, storage};
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
            derive::hours::all(conn)?;
            forget_statistics(conn)?;
        }
        make_triggers(conn)?;
        conn.pragma_update(None, "user_version", step as i64 + 2)
            .map_err(storage)?;
        conn.execute_batch("COMMIT").map_err(storage)?;
    }
    Ok((from, VERSION))
}

/// What was once counted of tables and indexes misleads for as long as the file lives: an index that
/// was empty then is sought before any other. Without it statements go in every file as tests see
/// them go.
fn forget_statistics(conn: &Connection) -> Result<()> {
    for table in ["sqlite_stat1", "sqlite_stat4"] {
        let there = "SELECT 1 FROM sqlite_schema WHERE name = ?1";
        if sql::exists(conn, there, [table])? {
            conn.execute_batch(&format!("DELETE FROM {table}"))
                .map_err(storage)?;
        }
    }
    Ok(())
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

/// Makes the triggers of every journalled table: they refuse a write without an entry, and note
/// new rows (but in mode 'range'). What rows were before is noted by [`record`].
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

/// Makes this connection note what the rows that it changes and deletes were before. These triggers
/// name every column three times: in the file, each connection of each desk that only reads would
/// parse them as it opens, which is half of what there is to parse.
pub(super) fn record(conn: &Connection) -> Result<()> {
    let columns = "SELECT t.name, c.name FROM sqlite_schema t, pragma_table_info(t.name) c
      WHERE t.type = 'table' ORDER BY t.name, c.cid";
    let mut known: HashMap<String, Vec<String>> = HashMap::new();
    for (table, column) in sql::all(conn, columns, [], |row| {
        Ok((row.get::<_, String>(0)?, row.get(1)?))
    })? {
        known.entry(table).or_default().push(column);
    }
    let kept = TABLES.iter().filter(|table| table.kind == Kind::Business);
    let recorders = kept.map(|table| {
        let mut columns = known.remove(table.name).unwrap_or_default();
        columns.retain(|name| !table.not_business.contains(&name.as_str()));
        recorders(table, &columns)
    });
    let recorders: String = recorders.collect();
    conn.execute_batch(&recorders).map_err(storage)
}

fn recorders(table: &Table, columns: &[String]) -> String {
    let name = table.name;
    let each = |of: &dyn Fn(&String) -> String, between: &str| {
        columns.iter().map(of).collect::<Vec<_>>().join(between)
    };
    let before = each(&|c| format!("'{c}', OLD.{c}"), ", ");
    let changed = each(&|c| format!("OLD.{c} IS NOT NEW.{c}"), " OR ");
    let of = columns.join(", ");
    let before = format!("json_object({before})");
    // What a row was before a change is kept in every mode: nothing else can bring it back.
    let update = note(table, "update", "OLD", &before, "1");
    let delete = note(table, "delete", "OLD", &before, "mode = 'row'");
    format!(
        "CREATE TEMP TRIGGER record_{name}_update AFTER UPDATE OF {of} ON main.{name} \
         WHEN {changed} BEGIN {update} END;\
         CREATE TEMP TRIGGER record_{name}_delete AFTER DELETE ON main.{name} \
         BEGIN {delete} END;"
    )
}

fn note(table: &Table, operation: &str, row: &str, before: &str, modes: &str) -> String {
    let (name, customer) = (table.name, table.customer_sql(row));
    format!(
        "INSERT INTO journal_row (entry_id, tbl, key, operation, customer_id, before) \
         SELECT entry_id, '{name}', {row}.id, '{operation}', {customer}, {before} \
         FROM journal_context WHERE {modes};"
    )
}

fn triggers(table: &Table, columns: &[String]) -> String {
    let name = table.name;
    let guard = "SELECT RAISE(ABORT, 'no journal entry') \
                 WHERE (SELECT entry_id FROM journal_context) IS NULL;";
    // In mode range there is nothing to write per row: without the body a load is twice as fast.
    let awake = "coalesce((SELECT mode = 'row' OR entry_id IS NULL FROM journal_context), 1)";
    let insert = note(table, "insert", "NEW", "NULL", "mode = 'row'");
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
             BEGIN {guard} END;\
             CREATE TRIGGER journal_{name}_delete AFTER DELETE ON {name} BEGIN {guard} END;"
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
