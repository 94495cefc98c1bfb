//! The organisation: one tree of branches, departments and teams. Must not know who works there.

use rusqlite::{Connection, Row, params};

use super::{Actor, Reader, Tx, sql};
use crate::domain::ids::{StaffId, UnitId};
use crate::domain::nearest::{Near, Of, Word, nearest};
use crate::domain::staff::{Operation, Unit};
use crate::error::{Error, Fault, Result};

/// The kinds of unit, as the schema knows them.
const KINDS: &[&str] = &["branch", "department", "team"];

const LIST: &str = "SELECT u.id, u.code, u.name, u.kind, a.code
  FROM org_unit u LEFT JOIN org_unit a ON a.id = u.under_id ORDER BY u.code";

/// Every unit, by code.
pub fn list(reader: &Reader) -> Result<Vec<Unit>> {
    sql::all(reader.conn(), LIST, [], unit)
}

fn unit(row: &Row<'_>) -> rusqlite::Result<Unit> {
    Ok(Unit {
        id: UnitId(row.get(0)?),
        code: row.get(1)?,
        name: row.get(2)?,
        kind: row.get(3)?,
        under: row.get(4)?,
    })
}

const PEOPLE: &str = "WITH RECURSIVE below (id) AS (
    SELECT id FROM org_unit WHERE code = ?1
    UNION SELECT u.id FROM org_unit u JOIN below b ON u.under_id = b.id)
  SELECT s.id FROM staff s WHERE s.unit_id IN (SELECT id FROM below)";

const OF: &str =
    "SELECT id FROM staff WHERE unit_id IN (SELECT value FROM json_each(?1)) ORDER BY id";
const BELOW: &str = "WITH RECURSIVE below (id) AS (
    SELECT ?1 UNION SELECT u.id FROM org_unit u JOIN below b ON u.under_id = b.id)
  SELECT id FROM below";

/// A unit and all below it, and everybody who belongs to them: rows.
pub(super) fn reach(conn: &Connection, unit: UnitId) -> Result<(Vec<i64>, Vec<i64>)> {
    let units: Vec<i64> = sql::all(conn, BELOW, [unit.0], |row| row.get(0))?;
    let people = sql::all(conn, OF, [super::find::json(&units)], |row| row.get(0))?;
    Ok((units, people))
}

/// Whether a unit is the actor's or below it.
pub(super) fn oversees(conn: &Connection, actor: &Actor, unit: UnitId) -> Result<bool> {
    match actor.unit {
        Some(own) => Ok(reach(conn, own)?.0.contains(&unit.0)),
        None => Ok(false),
    }
}

/// The units below the actor's own.
pub fn below(reader: &Reader, actor: &Actor) -> Result<Vec<UnitId>> {
    let Some(own) = actor.unit else {
        return Ok(Vec::new());
    };
    let (units, _) = reach(reader.conn(), own)?;
    let below = units.into_iter().map(UnitId).filter(|unit| *unit != own);
    Ok(below.collect())
}

/// Everybody who belongs to a unit, or to one below it, those too who are disabled.
pub fn people(reader: &Reader, code: &str) -> Result<Vec<StaffId>> {
    let units = list(reader)?;
    if !units.iter().any(|unit| unit.code == code) {
        let known = units.iter().map(|unit| Word::named(&unit.code, &unit.name));
        let nearest = nearest(code, known).of(Of::Units);
        return Err(Error::invalid("branch", Fault::Unknown { nearest }));
    }
    sql::all(reader.conn(), PEOPLE, [code], |row| row.get(0).map(StaffId))
}

const ADD: &str = "INSERT INTO org_unit (code, name, kind, under_id) VALUES (?1, ?2, ?3, ?4)";

/// Adds a unit under another, or at the top.
pub fn add(tx: &Tx<'_>, code: &str, name: &str, kind: &str, under: Option<&str>) -> Result<UnitId> {
    tx.authorise(Operation::Staff, None)?;
    let (code, name) = (code.trim(), name.trim());
    super::staff::check_text("code", code)?;
    super::staff::check_text("name", name)?;
    if !KINDS.contains(&kind) {
        let nearest = Near::all(KINDS.iter().copied());
        return Err(Error::invalid("kind", Fault::Unknown { nearest }));
    }
    if let Some(other) = words(tx.conn())?.into_iter().find(|unit| unit.code == code) {
        return Err(Error::invalid("code", Fault::TakenBy(other)));
    }
    let under = under
        .map(|code| id_of(tx.conn(), "under", code))
        .transpose()?;
    let id = sql::insert(
        tx.conn(),
        ADD,
        params![code, name, kind, under.map(|unit| unit.0)],
    )?;
    tx.tell("staff");
    Ok(UnitId(id))
}

/// The unit with this code; `field` is named if there is none.
pub(super) fn id_of(conn: &Connection, field: &str, code: &str) -> Result<UnitId> {
    let found = sql::one(
        conn,
        "SELECT id FROM org_unit WHERE code = ?1",
        [code],
        |row| row.get(0),
    )?;
    if let Some(id) = found {
        return Ok(UnitId(id));
    }
    let nearest = nearest(code, words(conn)?).of(Of::Units);
    Err(Error::invalid(field, Fault::Unknown { nearest }))
}

/// Every unit by its code and name.
fn words(conn: &Connection) -> Result<Vec<Word>> {
    let query = "SELECT code, name FROM org_unit ORDER BY id";
    sql::all(conn, query, [], |row| {
        let (code, name): (String, String) = (row.get(0)?, row.get(1)?);
        Ok(Word::named(&code, &name))
    })
}
