//! The business changes what Today is made of: rules are added, changed, removed, cadences set, by
//! whoever may set. Must not know whom a rule finds.

use rusqlite::{Connection, params};

use super::{cadence_of, rules_of};
use crate::domain::customer::CustomField;
use crate::domain::nearest::{Near, Of, nearest};
use crate::domain::staff::Operation;
use crate::domain::today::{Cadence, Change, Kind, Part, Rule, Rulebook};
use crate::error::{Error, Fault, Refusal, Result};
use crate::store::customer::{TEXT, text};
use crate::store::{Tx, choice, sql};

/// Where not even the others have a cadence: how it begins.
const OTHERS: Cadence = Cadence {
    grade: None,
    every_days: 90,
    most: 3,
};

const ADD: &str = "INSERT INTO reason (code, kind, active, before_days, after_days, weight,
    label_zh, label_en, seen_by, days, date, list, value)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)";

/// Adds a rule behind the others: of a kind of which there may be several.
pub fn add(tx: &Tx<'_>, new: &Rule) -> Result<()> {
    tx.authorise(Operation::Setting, None)?;
    let conn = tx.conn();
    CustomField::accept_code(&new.code).map_err(|fault| Error::invalid("code", fault))?;
    if let Some(other) = rules_of(conn)?.iter().find(|rule| rule.code == new.code) {
        return Err(Error::invalid("code", Fault::TakenBy(other.word())));
    }
    if !new.kind.many() {
        let many = Kind::ALL.into_iter().filter(|kind| kind.many());
        let nearest = Near::all(many.map(Kind::code));
        return Err(Error::invalid("kind", Fault::Unknown { nearest }));
    }
    let new = accept(conn, new.clone())?;
    write(conn, ADD, &new)?;
    tx.tell("reason");
    Ok(())
}

const CHANGE: &str = "UPDATE reason SET kind = ?2, active = ?3, before_days = ?4, after_days = ?5,
    weight = ?6, label_zh = ?7, label_en = ?8, seen_by = ?9, days = ?10, date = ?11, list = ?12,
    value = ?13, version = version + 1 WHERE code = ?1";

/// Changes parts of a rule as they were typed; says whether anything is another than before.
pub fn change(tx: &Tx<'_>, code: &str, parts: &[(Part, String)]) -> Result<bool> {
    tx.authorise(Operation::Setting, None)?;
    let conn = tx.conn();
    let before = named(conn, code)?;
    let mut rule = before.clone();
    for (part, typed) in parts {
        rule.set(*part, typed)
            .map_err(|fault| Error::invalid(part.code(), fault))?;
    }
    let rule = accept(conn, rule)?;
    let changed = rule != before;
    if changed {
        write(conn, CHANGE, &rule)?;
        tx.tell("reason");
    }
    Ok(changed)
}

/// Removes a rule of a kind of which there may be several; the others are turned off.
pub fn remove(tx: &Tx<'_>, code: &str) -> Result<()> {
    tx.authorise(Operation::Setting, None)?;
    let rule = named(tx.conn(), code)?;
    if !rule.kind.many() {
        return Err(Error::Refused(Refusal::State("reason.stays")));
    }
    sql::run(
        tx.conn(),
        "DELETE FROM reason WHERE code = ?1",
        [&rule.code],
    )?;
    tx.tell("reason");
    Ok(())
}

const KEEP: &str = "INSERT INTO cadence (grade, every_days, most) VALUES (?1, ?2, ?3)";
const RENEW: &str = "UPDATE cadence SET every_days = ?2, most = ?3, version = version + 1
  WHERE grade = ?1";

/// Sets a part (`days`, `most`) of how often customers of a grade are contacted; none: of all
/// others. Says whether anything is another than before.
pub fn set_cadence(tx: &Tx<'_>, grade: Option<&str>, part: &str, typed: &str) -> Result<bool> {
    tx.authorise(Operation::Setting, None)?;
    let conn = tx.conn();
    let grades = choice::of(conn, "grade")?;
    let grade = grade
        .map(|grade| choice::pick(&grades, "grade", grade))
        .transpose()?;
    let book = Rulebook {
        cadence: cadence_of(conn)?,
        ..Rulebook::default()
    };
    let before = book.cadence(grade.as_deref()).cloned();
    let of_its_own = before.as_ref().is_some_and(|known| known.grade == grade);
    let mut cadence = before.clone().unwrap_or(OTHERS);
    cadence.grade.clone_from(&grade);
    cadence
        .set(part, typed)
        .map_err(|fault| Error::invalid(part, fault))?;
    let changed = !of_its_own || before.as_ref() != Some(&cadence);
    if changed {
        let statement = if of_its_own { RENEW } else { KEEP };
        keep(conn, statement, &cadence)?;
        tx.tell("reason");
    }
    Ok(changed)
}

/// Carries out what a form of the desk says. A new rule gets a code of its own.
pub fn apply(tx: &Tx<'_>, said: &Change) -> Result<()> {
    match said {
        Change::Edit(code, parts) => change(tx, code, parts).map(|_| ()),
        Change::Remove(code) => remove(tx, code),
        Change::Add(kind, parts) => {
            tx.authorise(Operation::Setting, None)?;
            let known = rules_of(tx.conn())?;
            let free = |code: &String| !known.iter().any(|rule| rule.code == *code);
            let codes = (1..).map(|number| format!("{}_{number}", kind.code()));
            let code = codes.into_iter().find(free).unwrap_or_default();
            let mut rule = Rule::new(&code, *kind);
            for (part, typed) in parts {
                rule.set(*part, typed)
                    .map_err(|fault| Error::invalid(part.code(), fault))?;
            }
            add(tx, &rule)
        }
        Change::Cadence(grade, parts) => parts.iter().try_for_each(|(part, typed)| {
            set_cadence(tx, grade.as_deref(), part, typed).map(|_| ())
        }),
    }
}

/// The rule with this code; else the nearest ones are named.
fn named(conn: &Connection, code: &str) -> Result<Rule> {
    let known = rules_of(conn)?;
    match known.iter().find(|rule| rule.code == code.trim()) {
        Some(rule) => Ok(rule.clone()),
        None => {
            let nearest = nearest(code, known.iter().map(Rule::word)).of(Of::Reasons);
            Err(Error::invalid("reason", Fault::Unknown { nearest }))
        }
    }
}

/// A rule that is whole, its value a code of its list.
fn accept(conn: &Connection, mut rule: Rule) -> Result<Rule> {
    if let Some(part) = rule.lacks() {
        return Err(Error::invalid(part.code(), Fault::Empty));
    }
    for (name, label) in [("label_zh", &rule.label_zh), ("label_en", &rule.label_en)] {
        text(name, label, TEXT)?;
    }
    if let (Some(list), Some(value)) = (&rule.list, &rule.value) {
        rule.value = Some(choice::pick(&choice::of(conn, list)?, "value", value)?);
    }
    Ok(rule)
}

fn write(conn: &Connection, statement: &str, rule: &Rule) -> Result<()> {
    let seen_by: Vec<&str> = rule.seen_by.iter().map(|role| role.code()).collect();
    let values = params![
        rule.code,
        rule.kind.code(),
        rule.on,
        rule.before,
        rule.after,
        rule.weight,
        rule.label_zh,
        rule.label_en,
        seen_by.join(" "),
        rule.days,
        rule.date,
        rule.list,
        rule.value
    ];
    sql::run(conn, statement, values).map(|_| ())
}

fn keep(conn: &Connection, statement: &str, cadence: &Cadence) -> Result<()> {
    let Cadence {
        grade,
        every_days,
        most,
    } = cadence;
    sql::run(
        conn,
        statement,
        params![grade.as_deref().unwrap_or_default(), every_days, most],
    )
    .map(|_| ())
}
