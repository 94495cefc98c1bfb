//! The whole content of a file as text, for comparing files: every row of every table.

use std::path::Path;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags};

/// Opens a file for reading, as a stranger would.
pub fn connect(path: &Path) -> Connection {
    Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE).unwrap()
}

/// The first column of the first row, as a number.
pub fn number(path: &Path, query: &str) -> i64 {
    connect(path)
        .query_row(query, [], |row| row.get(0))
        .unwrap()
}

/// The first column of every row, as texts.
pub fn texts(path: &Path, query: &str) -> Vec<String> {
    let conn = connect(path);
    let mut statement = conn.prepare(query).unwrap();
    let rows = statement.query_map([], |row| row.get(0)).unwrap();
    rows.map(Result::unwrap).collect()
}

/// Every row of every table but those whose names are left out, sorted by table.
pub fn dump(path: &Path, without: &[&str]) -> Vec<String> {
    let conn = connect(path);
    let tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
                  ORDER BY name";
    let mut statement = conn.prepare(tables).unwrap();
    let tables: Vec<String> = statement
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    let mut lines = Vec::new();
    for table in tables
        .iter()
        .filter(|table| !without.contains(&table.as_str()))
    {
        let mut statement = conn.prepare(&format!("SELECT * FROM {table}")).unwrap();
        let columns = statement.column_count();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let cells: Vec<String> = (0..columns)
                .map(|at| text(row.get_ref(at).unwrap()))
                .collect();
            lines.push(format!("{table}: {}", cells.join("|")));
        }
    }
    lines.sort();
    lines
}

fn text(value: ValueRef<'_>) -> String {
    match value {
        ValueRef::Null => "NULL".to_owned(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => number.to_string(),
        ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
        ValueRef::Blob(bytes) => format!("{bytes:?}"),
    }
}
