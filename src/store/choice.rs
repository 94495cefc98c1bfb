//! Coded lists: the business's own values of tier, grade, source, disposition, … with their labels
//! in both languages. Must not know which columns they fill.

mod usual;

use rusqlite::{Connection, Row, params};

use super::{Reader, Tx, sql};
use crate::domain::interaction::Choice;
use crate::domain::nearest::nearest;
use crate::domain::staff::Operation;
use crate::error::{Error, Fault, Result};

macro_rules! choice_where {
    ($($condition:literal)?) => {
        concat!(
            "SELECT list, code, label_zh, label_en, letter, validity, active, under FROM choice ",
            $($condition,)? " ORDER BY list, position, id"
        )
    };
}

/// Every value of every list, in order, those no longer picked too.
pub fn all(reader: &Reader) -> Result<Vec<Choice>> {
    sql::all(reader.conn(), choice_where!(), [], choice)
}

/// The values of one list, in order.
pub fn list(reader: &Reader, list: &str) -> Result<Vec<Choice>> {
    of(reader.conn(), list)
}

/// The code of a value named by its code or its label in either language; else the nearest.
pub fn resolve(reader: &Reader, list: &str, text: &str) -> Result<String> {
    pick(&of(reader.conn(), list)?, list, text)
}

/// The same among values that are at hand (imports, forms). `field` is named in the error.
pub fn pick(choices: &[Choice], field: &str, text: &str) -> Result<String> {
    let wanted = text.trim().to_lowercase();
    let active = || choices.iter().filter(|choice| choice.active);
    let is = |known: &str| known.to_lowercase() == wanted;
    let found = active()
        .find(|choice| is(&choice.code))
        .or_else(|| active().find(|choice| is(&choice.zh) || is(&choice.en)));
    if let Some(choice) = found {
        return Ok(choice.code.clone());
    }
    let words = active().flat_map(|choice| [&choice.code, &choice.zh, &choice.en]);
    let mut named: Vec<String> = Vec::new();
    for word in nearest(&wanted, words.map(String::as_str)) {
        let is = |choice: &&Choice| [&choice.code, &choice.zh, &choice.en].contains(&&word);
        let value = active()
            .find(is)
            .map(|choice| format!("{} {}", choice.code, choice.zh));
        named.extend(value.filter(|value| !named.contains(value)));
    }
    Err(Error::invalid(field, Fault::Unknown { nearest: named }))
}

/// Adds a value at the end of its list.
pub fn add(tx: &Tx<'_>, new: &Choice) -> Result<()> {
    tx.authorise(Operation::Setting, None)?;
    super::staff::check_text("code", &new.code)?;
    let conn = tx.conn();
    let taken = "SELECT 1 FROM choice WHERE list = ?1 AND code = ?2";
    if sql::exists(conn, taken, [&new.list, &new.code])? {
        return Err(Error::invalid("code", Fault::Taken));
    }
    insert(conn, new)?;
    tx.tell("choice");
    Ok(())
}

const INSERT: &str = "INSERT INTO choice
  (list, code, label_zh, label_en, letter, validity, active, under, position)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8,
    (SELECT coalesce(max(position) + 1, 0) FROM choice WHERE list = ?1))";

/// Values that are there stay as the business has them, but for the head that they had none of.
const COMPLETE: &str = "INSERT INTO choice
  (list, code, label_zh, label_en, letter, validity, active, under, position)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8,
    (SELECT coalesce(max(position) + 1, 0) FROM choice WHERE list = ?1))
  ON CONFLICT (list, code) DO UPDATE SET under = excluded.under WHERE under IS NULL";

fn insert(conn: &Connection, new: &Choice) -> Result<()> {
    write(conn, INSERT, new)
}

fn write(conn: &Connection, statement: &str, new: &Choice) -> Result<()> {
    let letter = new.letter.map(String::from);
    let values = params![
        new.list,
        new.code,
        new.zh,
        new.en,
        letter,
        new.validity,
        new.active,
        new.under
    ];
    sql::run(conn, statement, values).map(|_| ())
}

/// Fills the lists of a fresh file with the usual values.
pub(super) fn found(conn: &Connection) -> Result<()> {
    usual::all().try_for_each(|choice| insert(conn, &choice))
}

/// Gives the lists of an older file the usual values that they lack.
pub(super) fn complete(conn: &Connection) -> Result<()> {
    usual::all().try_for_each(|choice| write(conn, COMPLETE, &choice))
}

/// The values of one list, for the nouns of this store.
pub(super) fn of(conn: &Connection, list: &str) -> Result<Vec<Choice>> {
    sql::all(conn, choice_where!("WHERE list = ?1"), [list], choice)
}

/// Refuses what is no code of the list that can be picked.
pub(super) fn check(conn: &Connection, field: &str, list: &str, code: &str) -> Result<()> {
    let query = "SELECT 1 FROM choice WHERE list = ?1 AND code = ?2 AND active = 1";
    if sql::exists(conn, query, [list, code])? {
        return Ok(());
    }
    // A label is no code either: whoever takes words from people resolves them first.
    match pick(&of(conn, list)?, field, code) {
        Ok(code) => Err(Error::invalid(
            field,
            Fault::Unknown {
                nearest: vec![code],
            },
        )),
        Err(error) => Err(error),
    }
}

fn choice(row: &Row<'_>) -> rusqlite::Result<Choice> {
    Ok(Choice {
        list: row.get(0)?,
        code: row.get(1)?,
        zh: row.get(2)?,
        en: row.get(3)?,
        letter: row
            .get::<_, Option<String>>(4)?
            .and_then(|letter| letter.chars().next()),
        validity: row.get(5)?,
        active: row.get(6)?,
        under: row.get(7)?,
    })
}
