//! Coded lists: the business's own values of tier, grade, source, disposition, … with their labels
//! in both languages. Must not know which columns they fill.

mod usual;

use rusqlite::{Connection, Row, params};

use super::{Reader, Tx, sql};
use crate::domain::interaction::Choice;
use crate::domain::nearest::{Near, Of, nearest};
use crate::domain::staff::Operation;
use crate::error::{Error, Fault, Result};

macro_rules! choice_where {
    ($($condition:literal)?) => {
        concat!(
            "SELECT list, code, label_zh, label_en, letter, validity, active, under,
             settles, complaint FROM choice ",
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

/// The values of a list that is there.
pub fn list_named(reader: &Reader, name: &str) -> Result<Vec<Choice>> {
    let values = list(reader, name)?;
    if values.is_empty() {
        let query = "SELECT DISTINCT list FROM choice";
        let known: Vec<String> = sql::all(reader.conn(), query, [], |row| row.get(0))?;
        let nearest = Near::all(known.iter().map(String::as_str)).of(Of::Lists);
        return Err(Error::invalid("list", Fault::Unknown { nearest }));
    }
    Ok(values)
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
    let nearest = near(active(), &wanted);
    Err(Error::invalid(field, Fault::Unknown { nearest }))
}

/// Values of one list to name to whoever typed none of them.
fn near<'c>(choices: impl Iterator<Item = &'c Choice>, typed: &str) -> Near {
    let choices: Vec<&Choice> = choices.collect();
    let near = nearest(typed, choices.iter().map(|choice| choice.word()));
    match choices.first() {
        Some(first) => near.of(Of::List(first.list.clone())),
        None => near,
    }
}

/// Adds a value at the end of its list.
pub fn add(tx: &Tx<'_>, new: &Choice) -> Result<()> {
    tx.authorise(Operation::Setting, None)?;
    super::staff::check_text("code", &new.code)?;
    let conn = tx.conn();
    let there = of(conn, &new.list)?;
    if let Some(other) = there.into_iter().find(|other| other.code == new.code) {
        return Err(Error::invalid("code", Fault::TakenBy(other.word())));
    }
    label("label_zh", &new.zh)?;
    label("label_en", &new.en)?;
    result_of_call(new)?;
    letter_is_free(conn, new)?;
    if let Some(under) = &new.under {
        head(conn, new, under)?;
    }
    insert(conn, new)?;
    tx.tell("choice");
    Ok(())
}

/// What a value's change may say; what is none stays.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Change {
    /// Label in Chinese.
    pub zh: Option<String>,
    /// Label in English.
    pub en: Option<String>,
    /// The key that picks it in the call log.
    pub letter: Option<char>,
    /// What a disposition says of the number: `valid`, `invalid`, anything else: nothing.
    pub validity: Option<String>,
    /// The head that it belongs to; empty: none.
    pub under: Option<String>,
    /// Whether it can be picked.
    pub active: Option<bool>,
    /// Whether a call with it settles the reasons to call.
    pub settles: Option<bool>,
    /// Whether a call with it was a complaint.
    pub complaint: Option<bool>,
}

const CHANGE: &str = "UPDATE choice SET label_zh = ?3, label_en = ?4, letter = ?5, validity = ?6,
    active = ?7, under = ?8, settles = ?9, complaint = ?10
  WHERE list = ?1 AND code = ?2 AND (label_zh IS NOT ?3 OR label_en IS NOT ?4 OR letter IS NOT ?5
    OR validity IS NOT ?6 OR active IS NOT ?7 OR under IS NOT ?8
    OR settles IS NOT ?9 OR complaint IS NOT ?10)";

/// Changes a value; says whether anything is another than before. What was stamped stays.
pub fn change(tx: &Tx<'_>, list: &str, code: &str, change: &Change) -> Result<bool> {
    tx.authorise(Operation::Setting, None)?;
    let conn = tx.conn();
    let known = of(conn, list)?;
    let Some(before) = known.iter().find(|value| value.code == code) else {
        let nearest = near(known.iter(), code);
        return Err(Error::invalid("code", Fault::Unknown { nearest }));
    };
    let mut value = before.clone();
    value.zh = change.zh.clone().unwrap_or(value.zh);
    value.en = change.en.clone().unwrap_or(value.en);
    value.letter = change.letter.or(value.letter);
    value.active = change.active.unwrap_or(value.active);
    value.settles = change.settles.unwrap_or(value.settles);
    value.complaint = change.complaint.unwrap_or(value.complaint);
    if let Some(said) = &change.validity {
        let says = ["valid", "invalid"].contains(&said.as_str());
        value.validity = says.then(|| said.clone());
    }
    if let Some(under) = &change.under {
        value.under = Some(under.clone()).filter(|under| !under.is_empty());
    }
    label("label_zh", &value.zh)?;
    label("label_en", &value.en)?;
    result_of_call(&value)?;
    if value.letter != before.letter || value.active != before.active {
        letter_is_free(conn, &value)?;
    }
    if let Some(under) = value.under.as_ref().filter(|_| value.under != before.under) {
        head(conn, &value, under)?;
    }
    let changed = write(conn, CHANGE, &value)? > 0;
    if changed {
        tx.tell("choice");
    }
    Ok(changed)
}

fn label(field: &str, text: &str) -> Result<()> {
    super::staff::check_text(field, text.trim())
}

/// Letters, what they say of a number and what they settle belong to results of a call.
fn result_of_call(value: &Choice) -> Result<()> {
    let wrong = |field| {
        Err(Error::invalid(
            field,
            Fault::Unknown {
                nearest: Near::none(),
            },
        ))
    };
    match value.list.as_str() {
        "disposition" => Ok(()),
        _ if value.validity.is_some() => wrong("validity"),
        _ if value.letter.is_some() => wrong("letter"),
        _ if value.settles => wrong("settles"),
        _ if value.complaint => wrong("complaint"),
        _ => Ok(()),
    }
}

/// Refuses a letter that another value of the list has that can be picked: one key, one result.
fn letter_is_free(conn: &Connection, value: &Choice) -> Result<()> {
    let Some(letter) = value.letter.filter(|_| value.active) else {
        return Ok(());
    };
    let same = |other: &Choice| {
        let theirs = other.letter.filter(|_| other.active);
        other.code != value.code
            && theirs.is_some_and(|theirs| theirs.eq_ignore_ascii_case(&letter))
    };
    match of(conn, &value.list)?.into_iter().find(same) {
        Some(other) => Err(Error::invalid("letter", Fault::TakenBy(other.word()))),
        None => Ok(()),
    }
}

/// Refuses a head that is not there, and one that stands below the value itself.
fn head(conn: &Connection, value: &Choice, under: &str) -> Result<()> {
    let known = of(conn, &value.list)?;
    let mut above = Some(under);
    for _ in 0..=known.len() {
        let Some(code) = above else { return Ok(()) };
        if code == value.code {
            return Err(Error::invalid("under", Fault::Circle));
        }
        let Some(found) = known.iter().find(|one| one.code == code) else {
            break;
        };
        above = found.under.as_deref();
    }
    let others = known.iter().filter(|one| one.code != value.code);
    let nearest = near(others, under);
    Err(Error::invalid("under", Fault::Unknown { nearest }))
}

const INSERT: &str = "INSERT INTO choice
  (list, code, label_zh, label_en, letter, validity, active, under, settles, complaint, position)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10,
    (SELECT coalesce(max(position) + 1, 0) FROM choice WHERE list = ?1))";

/// Values that are there stay as the business has them, but for the head that they had none of.
const COMPLETE: &str = "INSERT INTO choice
  (list, code, label_zh, label_en, letter, validity, active, under, settles, complaint, position)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10,
    (SELECT coalesce(max(position) + 1, 0) FROM choice WHERE list = ?1))
  ON CONFLICT (list, code) DO UPDATE SET under = excluded.under WHERE under IS NULL";

fn insert(conn: &Connection, new: &Choice) -> Result<()> {
    write(conn, INSERT, new).map(|_| ())
}

/// Runs a statement with the value's columns; says how many rows it touched.
fn write(conn: &Connection, statement: &str, new: &Choice) -> Result<usize> {
    let letter = new.letter.map(String::from);
    let values = params![
        new.list,
        new.code,
        new.zh,
        new.en,
        letter,
        new.validity,
        new.active,
        new.under,
        new.settles,
        new.complaint
    ];
    sql::run(conn, statement, values)
}

/// Fills the lists of a fresh file with the usual values.
pub(super) fn found(conn: &Connection) -> Result<()> {
    usual::all().try_for_each(|choice| insert(conn, &choice))
}

/// Gives the lists of an older file the usual values that they lack.
pub(super) fn complete(conn: &Connection) -> Result<()> {
    usual::all().try_for_each(|choice| write(conn, COMPLETE, &choice).map(|_| ()))
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
                nearest: Near::all([code.as_str()]),
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
        settles: row.get(8)?,
        complaint: row.get(9)?,
    })
}
