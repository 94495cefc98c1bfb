//! The fields that the business makes for itself (cap. 185): added, changed, closed. Must not
//! know whose values are in them: that is customer/custom.

use rusqlite::{Connection, Row, params};

use super::customer::{TEXT, text};
use super::{Reader, Tx, sql};
use crate::domain::customer::{CustomField, CustomKind};
use crate::domain::nearest::{Near, Of, nearest};
use crate::domain::staff::Operation;
use crate::error::{Error, Fault, Result};

/// Every field, those that are closed too, in their order.
pub fn all(reader: &Reader) -> Result<Vec<CustomField>> {
    let rows = rows(reader.conn())?;
    Ok(rows.into_iter().map(|(_, field)| field).collect())
}

const ROWS: &str = "SELECT id, code, label_zh, label_en, kind, list, grp, searchable, active
  FROM custom_field ORDER BY position, id";

/// The same with their rows, for the nouns of this store.
pub(super) fn rows(conn: &Connection) -> Result<Vec<(i64, CustomField)>> {
    sql::all(conn, ROWS, [], |row| Ok((row.get(0)?, field(row)?)))
}

fn field(row: &Row<'_>) -> rusqlite::Result<CustomField> {
    let kind: String = row.get(4)?;
    Ok(CustomField {
        code: row.get(1)?,
        zh: row.get(2)?,
        en: row.get(3)?,
        // The table knows no other kind.
        kind: CustomKind::from_code(&kind).unwrap_or(CustomKind::Text),
        list: row.get(5)?,
        group: row.get(6)?,
        searchable: row.get(7)?,
        active: row.get(8)?,
    })
}

const ADD: &str = "INSERT INTO custom_field
  (code, label_zh, label_en, kind, list, grp, searchable, active, position)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8,
    (SELECT coalesce(max(position) + 1, 0) FROM custom_field))";
const LIST: &str = "SELECT 1 FROM choice WHERE list = ?1";

/// Adds a field behind the others. What it holds, and whether it is searched, is for good: values
/// are read by it.
pub fn add(tx: &Tx<'_>, new: &CustomField) -> Result<()> {
    tx.authorise(Operation::Setting, None)?;
    let conn = tx.conn();
    let code =
        CustomField::accept_code(&new.code).map_err(|fault| Error::invalid("code", fault))?;
    let there = rows(conn)?;
    if let Some((_, other)) = there.iter().find(|(_, other)| other.code == code) {
        return Err(Error::invalid("code", Fault::TakenBy(other.word())));
    }
    match &new.list {
        None if new.kind == CustomKind::Choice => {
            return Err(Error::invalid("list", Fault::Empty));
        }
        Some(_) if new.kind != CustomKind::Choice => {
            let kind = Near::all([CustomKind::Choice.code()]);
            return Err(Error::invalid("kind", Fault::Unknown { nearest: kind }));
        }
        Some(list) if !sql::exists(conn, LIST, [list])? => {
            let known: Vec<String> =
                sql::all(conn, "SELECT DISTINCT list FROM choice", [], |row| {
                    row.get(0)
                })?;
            let nearest = Near::all(known.iter().map(String::as_str)).of(Of::Lists);
            return Err(Error::invalid("list", Fault::Unknown { nearest }));
        }
        _ => {}
    }
    if new.searchable && new.kind != CustomKind::Text {
        let kind = Near::all([CustomKind::Text.code()]);
        return Err(Error::invalid("kind", Fault::Unknown { nearest: kind }));
    }
    let (zh, en) = (label("label_zh", &new.zh)?, label("label_en", &new.en)?);
    let group = text("group", new.group.as_deref().unwrap_or_default(), TEXT)?;
    let kind = new.kind.code();
    let values = params![
        code,
        zh,
        en,
        kind,
        new.list,
        group,
        new.searchable,
        new.active
    ];
    sql::insert(conn, ADD, values)?;
    tx.tell("custom_field");
    Ok(())
}

fn label<'t>(name: &str, typed: &'t str) -> Result<&'t str> {
    text(name, typed, TEXT)?.ok_or_else(|| Error::invalid(name, Fault::Empty))
}

const CHANGE: &str = "UPDATE custom_field
  SET label_zh = ?2, label_en = ?3, grp = ?4, active = ?5, version = version + 1
  WHERE code = ?1 AND (label_zh IS NOT ?2 OR label_en IS NOT ?3 OR grp IS NOT ?4 OR active IS NOT ?5)";

/// What a field's change may say; what is none stays.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Change {
    /// Label in Chinese.
    pub zh: Option<String>,
    /// Label in English.
    pub en: Option<String>,
    /// The heading that it stands under; empty: none.
    pub group: Option<String>,
    /// Whether it is asked for and shown. What is in a closed one stays stored.
    pub active: Option<bool>,
}

/// Changes a field; says whether anything is another than before.
pub fn change(tx: &Tx<'_>, code: &str, change: &Change) -> Result<bool> {
    tx.authorise(Operation::Setting, None)?;
    let fields = rows(tx.conn())?;
    let code = code.strip_prefix("custom.").unwrap_or(code).trim();
    let Some((_, field)) = fields.iter().find(|(_, field)| field.code == code) else {
        let nearest = nearest(code, fields.iter().map(|(_, field)| field.word())).of(Of::Fields);
        return Err(Error::invalid("field", Fault::Unknown { nearest }));
    };
    let zh = label("label_zh", change.zh.as_ref().unwrap_or(&field.zh))?;
    let en = label("label_en", change.en.as_ref().unwrap_or(&field.en))?;
    let group = change.group.as_ref().or(field.group.as_ref());
    let group = text("group", group.map_or("", String::as_str), TEXT)?;
    let active = change.active.unwrap_or(field.active);
    let changed = sql::run(tx.conn(), CHANGE, params![code, zh, en, group, active])? > 0;
    if changed {
        tx.tell("custom_field");
    }
    Ok(changed)
}
