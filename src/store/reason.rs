//! Reasons of Today and cadence as the business has set them; what a fresh file comes with.
//! Must not know what a reason follows from.

mod edit;
mod usual;

pub use edit::{add, apply, change, remove, set_cadence};

use rusqlite::{Connection, Row, params};

use super::{Actor, Reader, setting, sql};
use crate::domain::birthday::Feb29Rule;
use crate::domain::ids::RuleId;
use crate::domain::staff::Role;
use crate::domain::today::{Cadence, Kind, Rule, Rulebook};
use crate::error::Result;

const RULES: &str = "SELECT id, code, kind, active, before_days, after_days, weight, label_zh,
    label_en, seen_by, days, date, list, value
  FROM reason ORDER BY id";

/// Every rule, those that are off too, in order.
pub fn rules(reader: &Reader) -> Result<Vec<Rule>> {
    rules_of(reader.conn())
}

fn rules_of(conn: &Connection) -> Result<Vec<Rule>> {
    let found = sql::all(conn, RULES, [], rule)?;
    Ok(found.into_iter().flatten().collect())
}

/// A rule; none of a kind that this program does not know.
fn rule(row: &Row<'_>) -> rusqlite::Result<Option<Rule>> {
    let kind: String = row.get(2)?;
    let Some(kind) = Kind::from_code(&kind) else {
        return Ok(None);
    };
    let seen_by: String = row.get(9)?;
    Ok(Some(Rule {
        id: RuleId(row.get(0)?),
        code: row.get(1)?,
        kind,
        on: row.get(3)?,
        before: row.get(4)?,
        after: row.get(5)?,
        weight: row.get(6)?,
        label_zh: row.get(7)?,
        label_en: row.get(8)?,
        seen_by: seen_by.split(' ').filter_map(Role::from_code).collect(),
        days: row.get(10)?,
        date: row.get(11)?,
        list: row.get(12)?,
        value: row.get(13)?,
    }))
}

const CADENCE: &str = "SELECT grade, every_days, most FROM cadence ORDER BY id";

/// How often customers of each grade are contacted.
pub fn cadence(reader: &Reader) -> Result<Vec<Cadence>> {
    cadence_of(reader.conn())
}

pub(super) fn cadence_of(conn: &Connection) -> Result<Vec<Cadence>> {
    sql::all(conn, CADENCE, [], |row| {
        let grade: String = row.get(0)?;
        Ok(Cadence {
            grade: Some(grade).filter(|grade| !grade.is_empty()),
            every_days: row.get(1)?,
            most: row.get(2)?,
        })
    })
}

/// The rules that are on and that the actor sees, with everything they need.
pub fn book(reader: &Reader, actor: &Actor) -> Result<Rulebook> {
    book_of(reader.conn(), actor)
}

/// The same within a transaction.
pub(super) fn book_of(conn: &Connection, actor: &Actor) -> Result<Rulebook> {
    let mut rules = rules_of(conn)?;
    rules.retain(|rule| {
        let seen = rule.seen_by.is_empty() || rule.seen_by.contains(&actor.role);
        rule.on && seen
    });
    let feb29 = match setting::value(conn, setting::find(setting::FEB29)?)?.as_str() {
        "03-01" => Feb29Rule::Mar1,
        _ => Feb29Rule::Feb28,
    };
    Ok(Rulebook {
        rules,
        cadence: cadence_of(conn)?,
        feb29,
    })
}

const ADD_RULE: &str = "INSERT INTO reason
    (code, kind, active, before_days, after_days, weight, label_zh, label_en, days, date, list, value)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12) ON CONFLICT (code) DO NOTHING";
const ADD_CADENCE: &str = "INSERT INTO cadence (grade, every_days, most) VALUES (?1, ?2, ?3)
  ON CONFLICT (grade) DO NOTHING";

/// What a rule of this code is in a fresh file, part by part.
pub fn usual(code: &str) -> Option<Rule> {
    let usual = usual::RULES.iter().find(|rule| rule.code == code)?;
    let (list, value) = usual.whose.unzip();
    let list = list.filter(|list| !list.is_empty());
    let (zh, en) = usual.label;
    Some(Rule {
        on: usual.on,
        before: usual.before,
        after: usual.after,
        weight: usual.weight,
        label_zh: zh.to_owned(),
        label_en: en.to_owned(),
        days: usual.days,
        date: usual.date.map(str::to_owned),
        list: list.map(str::to_owned),
        value: value.map(str::to_owned),
        ..Rule::new(code, usual.kind)
    })
}

/// Gives a file the usual rules that it lacks.
pub(super) fn complete(conn: &Connection) -> Result<()> {
    for rule in usual::RULES {
        let (zh, en) = rule.label;
        let values = params![
            rule.code,
            rule.kind.code(),
            rule.on,
            rule.before,
            rule.after,
            rule.weight,
            zh,
            en,
            rule.days,
            rule.date,
            rule.whose
                .map(|(list, _)| list)
                .filter(|list| !list.is_empty()),
            rule.whose.map(|(_, value)| value),
        ];
        sql::run(conn, ADD_RULE, values)?;
    }
    for (grade, every_days, most) in usual::CADENCE {
        sql::run(conn, ADD_CADENCE, params![grade, every_days, most])?;
    }
    Ok(())
}
