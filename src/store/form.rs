//! Which fields the business's forms ask for and cannot do without (cap. 18, 30, 185). A rule of
//! the form, not of the file: what files bring is never measured by it. Must not know widgets.

use rusqlite::{Connection, Row, params};

use super::{Reader, Tx, custom_field, sql};
use crate::domain::customer::{Draft, Field, FormField, FormKind, PARTS, Stage, can_ask};
use crate::domain::nearest::nearest;
use crate::domain::staff::Operation;
use crate::error::{Error, Fault, Result};

/// Every field of every form, in the order in which it is asked for.
pub fn all(reader: &Reader) -> Result<Vec<FormField>> {
    of(reader.conn())
}

const ALL: &str = "SELECT form, stage, field, asked, required FROM form_field
  ORDER BY form DESC, CASE stage WHEN 'prospect' THEN 0 WHEN 'current' THEN 1 ELSE 2 END,
    position, id";

fn of(conn: &Connection) -> Result<Vec<FormField>> {
    sql::all(conn, ALL, [], field)
}

fn field(row: &Row<'_>) -> rusqlite::Result<FormField> {
    let (form, stage): (String, String) = (row.get(0)?, row.get(1)?);
    Ok(FormField {
        // The table knows no others.
        form: FormKind::from_code(&form).unwrap_or(FormKind::Person),
        stage: Stage::from_code(&stage).unwrap_or(Stage::Current),
        field: row.get(2)?,
        asked: row.get(3)?,
        required: row.get(4)?,
    })
}

/// Refuses a customer whom a person enters without what their form requires: the first field that
/// is missing is named.
pub fn check(tx: &Tx<'_>, draft: &Draft) -> Result<()> {
    match draft.missing(&of(tx.conn())?).first() {
        Some(field) => Err(Error::invalid(*field, Fault::Empty)),
        None => Ok(()),
    }
}

/// What a form does with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    /// Asks for it and cannot do without it.
    Required,
    /// Asks for it.
    Optional,
    /// Does not ask for it.
    Not,
}

const FORGET: &str = "DELETE FROM form_field WHERE form = ?1 AND stage = ?2";
const KEEP: &str = "INSERT INTO form_field (form, stage, field, asked, required, position)
  VALUES (?1, ?2, ?3, ?4, ?5,
    (SELECT coalesce(max(position) + 1, 0) FROM form_field WHERE form = ?1 AND stage = ?2))
  ON CONFLICT (form, stage, field) DO UPDATE
  SET asked = excluded.asked, required = excluded.required
  WHERE asked IS NOT excluded.asked OR required IS NOT excluded.required";

/// Says what a form does with one field; of a form of which nothing was said it asks for
/// everything else, too.
pub fn set(tx: &Tx<'_>, form: FormKind, stage: Stage, field: &str, ask: Ask) -> Result<()> {
    tx.authorise(Operation::Setting, None)?;
    let field = known(tx.conn(), field)?;
    let said = of(tx.conn())?;
    if !said
        .iter()
        .any(|known| known.form == form && known.stage == stage)
    {
        for name in everything(tx.conn())? {
            keep(tx, form, stage, &name, Ask::Optional)?;
        }
    }
    if field == Field::Name.code() && ask != Ask::Required {
        return Err(Error::invalid("name", Fault::Empty));
    }
    keep(tx, form, stage, &field, ask)?;
    tx.tell("form");
    Ok(())
}

/// Gives a form and stage these fields and no others.
pub(super) fn replace(
    tx: &Tx<'_>,
    form: FormKind,
    stage: Stage,
    fields: &[(&str, Ask)],
) -> Result<()> {
    sql::run(tx.conn(), FORGET, [form.code(), stage.code()])?;
    for (field, ask) in fields {
        keep(tx, form, stage, field, *ask)?;
    }
    tx.tell("form");
    Ok(())
}

fn keep(tx: &Tx<'_>, form: FormKind, stage: Stage, field: &str, ask: Ask) -> Result<()> {
    let (asked, required) = (ask != Ask::Not, ask == Ask::Required);
    let values = params![form.code(), stage.code(), field, asked, required];
    sql::run(tx.conn(), KEEP, values).map(|_| ())
}

/// Everything that can be asked for: what the customer has, in the order of the card, then the
/// business's own fields.
fn everything(conn: &Connection) -> Result<Vec<String>> {
    let name = [Field::Name.code()].into_iter();
    let rest = Field::ALL.iter().map(|field| field.code()).skip(1);
    let plain = name.chain(PARTS.iter().copied()).chain(rest);
    let own = custom_field::rows(conn)?.into_iter();
    let own = own
        .filter(|(_, field)| field.active)
        .map(|(_, field)| format!("custom.{}", field.code));
    Ok(plain.map(str::to_owned).chain(own).collect())
}

/// The field as it is named, if a form can ask for it.
fn known(conn: &Connection, field: &str) -> Result<String> {
    let field = field.trim();
    let names = everything(conn)?;
    if can_ask(field) && (field == "do_not_call" || names.iter().any(|name| name == field)) {
        return Ok(field.to_owned());
    }
    let nearest = nearest(field, names.iter().map(String::as_str));
    Err(Error::invalid(field, Fault::NoSuchField { nearest }))
}
