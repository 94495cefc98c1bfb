//! The people who work here. Must not know what their rights are for: that is authorise.

use rusqlite::{Connection, Row, params};

use super::authorise::{self, Actor};
use super::{Reader, Tx, sql, unit};
use crate::domain::ids::{StaffId, UnitId};
use crate::domain::nearest::{Near, Of};
use crate::domain::staff::{NewStaff, Operation, Role, Scope, Staff};
use crate::error::{Error, Fault, Refusal, Result};

/// The login of the built-in telephone exchange.
pub const EXCHANGE: &str = "exchange";
/// Longest name of a person or a unit, characters.
const LONGEST: usize = 200;

macro_rules! staff_where {
    ($($condition:literal)?) => {
        concat!(
            "SELECT id, login, name, role, unit_id, ext, active FROM staff ",
            $($condition,)? " ORDER BY login"
        )
    };
}

/// Everybody, the disabled and the exchange too, by login.
pub fn list(reader: &Reader) -> Result<Vec<Staff>> {
    sql::all(reader.conn(), staff_where!(), [], person)
}

/// The person with this login, disabled or not.
pub fn by_login(reader: &Reader, login: &str) -> Result<Option<Staff>> {
    sql::one(
        reader.conn(),
        staff_where!("WHERE login = ?1"),
        [login],
        person,
    )
}

/// The person with this row.
pub fn by_id(reader: &Reader, id: StaffId) -> Result<Option<Staff>> {
    sql::one(reader.conn(), staff_where!("WHERE id = ?1"), [id.0], person)
}

/// The active person whose telephone this is.
pub fn by_ext(reader: &Reader, ext: &str) -> Result<Option<Staff>> {
    sql::one(
        reader.conn(),
        staff_where!("WHERE ext = ?1 AND active = 1"),
        [ext],
        person,
    )
}

/// The built-in telephone exchange.
pub fn exchange(reader: &Reader) -> Result<StaffId> {
    let exchange = by_login(reader, EXCHANGE)?;
    exchange
        .map(|person| person.id)
        .ok_or_else(|| Error::Damaged("no exchange".to_owned()))
}

/// The person as one who acts; refused if they are disabled.
pub fn actor(reader: &Reader, id: StaffId) -> Result<Actor> {
    authorise::actor(reader.conn(), id)
}

/// What a person may do, and to whose customers, with the setting `open_file` counted in.
pub fn rights(reader: &Reader, actor: &Actor) -> Result<Vec<(Operation, Scope)>> {
    let mut rights = Vec::new();
    for &operation in Operation::ALL {
        match authorise::scope(reader.conn(), actor, operation) {
            Ok(scope) => rights.push((operation, scope)),
            Err(Error::Refused(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(rights)
}

fn person(row: &Row<'_>) -> rusqlite::Result<Staff> {
    let role: String = row.get(3)?;
    let role = Role::from_code(&role)
        .ok_or_else(|| rusqlite::Error::InvalidColumnType(3, role, rusqlite::types::Type::Text))?;
    Ok(Staff {
        id: StaffId(row.get(0)?),
        login: row.get(1)?,
        name: row.get(2)?,
        role,
        unit: row.get::<_, Option<i64>>(4)?.map(UnitId),
        ext: row.get(5)?,
        active: row.get(6)?,
    })
}

const ADD: &str = "INSERT INTO staff (login, name, role, unit_id, ext) VALUES (?1, ?2, ?3, ?4, ?5)";

/// Adds a person.
pub fn add(tx: &Tx<'_>, new: &NewStaff) -> Result<StaffId> {
    tx.authorise(Operation::Staff, None)?;
    if new.role == Role::Exchange {
        let roles = Role::ALL.into_iter().filter(|role| *role != Role::Exchange);
        let nearest = Near::all(roles.map(Role::code));
        return Err(Error::invalid("role", Fault::Unknown { nearest }));
    }
    check_login(&new.login)?;
    check_text("name", new.name.trim())?;
    let conn = tx.conn();
    free(conn, "login", staff_where!("WHERE login = ?1"), &new.login)?;
    let ext = new
        .ext
        .as_deref()
        .map(str::trim)
        .filter(|ext| !ext.is_empty());
    if let Some(ext) = ext {
        check_text("ext", ext)?;
        free(
            conn,
            "ext",
            staff_where!("WHERE ext = ?1 AND active = 1"),
            ext,
        )?;
    }
    let unit = new
        .unit
        .as_deref()
        .map(|code| unit::id_of(conn, "unit", code))
        .transpose()?;
    let values = params![
        new.login,
        new.name.trim(),
        new.role.code(),
        unit.map(|u| u.0),
        ext
    ];
    let id = sql::insert(conn, ADD, values)?;
    tx.tell("staff");
    Ok(StaffId(id))
}

/// Refuses what somebody has already, and says who.
fn free(conn: &Connection, field: &str, query: &'static str, wanted: &str) -> Result<()> {
    match sql::one(conn, query, [wanted], person)? {
        Some(other) => Err(Error::invalid(field, Fault::TakenBy(other.word()))),
        None => Ok(()),
    }
}

/// Disables a person: they can do nothing from then on; what they did stays.
pub fn disable(tx: &Tx<'_>, login: &str) -> Result<StaffId> {
    tx.authorise(Operation::Staff, None)?;
    let conn = tx.conn();
    let found = sql::one(
        conn,
        staff_where!("WHERE login = ?1 AND active = 1"),
        [login],
        person,
    )?;
    let person = found.ok_or_else(|| Error::Gone(login.to_owned()))?;
    if person.role == Role::Exchange {
        return Err(Error::Refused(Refusal::State("exchange")));
    }
    if person.role == Role::Admin {
        let others = "SELECT 1 FROM staff WHERE role = 'admin' AND active = 1 AND id <> ?1";
        if !sql::exists(conn, others, [person.id.0])? {
            return Err(Error::Refused(Refusal::LastAdmin));
        }
    }
    let off = "UPDATE staff SET active = 0, version = version + 1 WHERE id = ?1";
    sql::run(conn, off, [person.id.0])?;
    tx.tell("staff");
    Ok(person.id)
}

/// The active person with this row may own customers; `field` is named if not.
pub(super) fn check_active(conn: &Connection, field: &str, id: StaffId) -> Result<()> {
    let query = "SELECT 1 FROM staff WHERE id = ?1 AND active = 1 AND role <> 'exchange'";
    if sql::exists(conn, query, [id.0])? {
        return Ok(());
    }
    let nearest = Near::none().of(Of::Staff);
    Err(Error::invalid(field, Fault::Unknown { nearest }))
}

/// A login is what an operating system takes: it stands in lock files and on command lines.
pub(super) fn check_login(login: &str) -> Result<()> {
    check_text("login", login)?;
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "_-.@".contains(c);
    if login.chars().all(plain) {
        return Ok(());
    }
    Err(Error::invalid(
        "login",
        Fault::Other("a-z 0-9 _ - . @".to_owned()),
    ))
}

/// A required short text.
pub(super) fn check_text(field: &str, text: &str) -> Result<()> {
    if text.is_empty() {
        return Err(Error::invalid(field, Fault::Empty));
    }
    if text.chars().count() > LONGEST {
        return Err(Error::invalid(field, Fault::TooLong(LONGEST)));
    }
    Ok(())
}
