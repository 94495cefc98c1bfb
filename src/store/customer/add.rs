//! A new customer, with everything that was handed in with it. Must not know where it came from.

use std::sync::LazyLock;

use rusqlite::types::Value;
use rusqlite::{Connection, named_params, params_from_iter};
use serde::{Deserialize, Serialize};

use super::super::authorise::{in_scope, scope_number};
use super::super::{Tx, sql};
use super::{accept, assign, parts};
use crate::domain::customer::{Draft, Field};
use crate::domain::ids::{CustomerId, StaffId, UnitId};
use crate::domain::staff::{Operation, Role, Scope};
use crate::domain::time::Instant;
use crate::error::{Error, Fault, Result};

/// The customer that was added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Added {
    /// Row.
    pub id: CustomerId,
    /// Code.
    pub code: String,
}

static INSERT: LazyLock<String> = LazyLock::new(|| {
    let fields: Vec<&str> = Field::ALL.iter().map(|field| field.code()).collect();
    let marks: Vec<String> = (8..8 + fields.len())
        .map(|mark| format!("?{mark}"))
        .collect();
    format!(
        "INSERT INTO customer (id, code, owner_id, unit_id, do_not_call, created_at, modified_at, {})
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, {})",
        fields.join(", "),
        marks.join(", ")
    )
});

/// Adds a customer. Without an owner in the draft agents and supervisors own what they add.
pub fn add(tx: &Tx<'_>, draft: &Draft) -> Result<Added> {
    let scope = tx.authorise(Operation::Add, None)?;
    insert(tx, scope, draft, tx.at)
}

/// Adds a customer of an older file, with the time since when it is one.
pub fn bring(tx: &Tx<'_>, draft: &Draft, since: Instant) -> Result<Added> {
    let scope = tx.authorise(Operation::Import, None)?;
    insert(tx, scope, draft, since)
}

/// The same for whoever has authorised it already.
pub(super) fn insert(tx: &Tx<'_>, scope: Scope, draft: &Draft, since: Instant) -> Result<Added> {
    let owner = match draft.owner {
        Some(owner) => owner,
        None if matches!(tx.actor.role, Role::Agent | Role::Supervisor) => Some(tx.actor.id),
        None => None,
    };
    let unit = match &draft.unit {
        Some(code) => Some(accept::unit(tx, code)?),
        None if owner == Some(tx.actor.id) => tx.actor.unit,
        None => None,
    };
    if let Some(owner) = owner {
        accept::owner(tx, owner)?;
    }
    within(tx, scope, owner, unit)?;
    let mut values = fields(tx, draft)?;
    let parts = parts::accept(tx, draft)?;
    let conn = tx.conn();
    let (id, code) = place(conn, draft.code.as_deref())?;
    let mut row: Vec<Value> = vec![
        id.into(),
        code.clone().into(),
        owner.map(|owner| owner.0).into(),
        unit.map(|unit| unit.0).into(),
        i64::from(draft.do_not_call.unwrap_or(false)).into(),
        since.0.into(),
        tx.at.0.into(),
    ];
    row.append(&mut values);
    let id = CustomerId(sql::insert(conn, &INSERT, params_from_iter(row))?);
    parts.add_first(tx, id)?;
    if let Some(owner) = owner {
        assign::note(tx, id, (None, Some(owner)), since, None)?;
    }
    tx.touch(id);
    Ok(Added { id, code })
}

/// The plain fields in the order of the table.
fn fields(tx: &Tx<'_>, draft: &Draft) -> Result<Vec<Value>> {
    let mut values = vec![Value::Null; Field::ALL.len()];
    for (field, typed) in &draft.fields {
        let value = accept::field(tx, *field, typed)?;
        if let Some(at) = Field::ALL.iter().position(|known| known == field) {
            values[at] = value.map(str::to_owned).into();
        }
    }
    if !draft.fields.iter().any(|(field, _)| *field == Field::Name) {
        return Err(Error::invalid(Field::Name.code(), Fault::Empty));
    }
    Ok(values)
}

const TAKEN: &str = "SELECT 1 FROM customer WHERE code = ?1";
const NEXT: &str = "SELECT seq + 1 FROM sqlite_sequence WHERE name = 'customer'";

/// The row and the code of the new customer. A code that the program makes follows the row's
/// number, which is never given twice, also after undo.
fn place(conn: &Connection, code: Option<&str>) -> Result<(i64, String)> {
    let mut id: i64 = sql::one(conn, NEXT, [], |row| row.get(0))?.unwrap_or(1);
    if let Some(code) = code {
        let code = accept::code(code)?;
        if sql::exists(conn, TAKEN, [code])? {
            return Err(Error::invalid("code", Fault::Taken));
        }
        return Ok((id, code.to_owned()));
    }
    loop {
        let code = format!("C{id:06}");
        if !sql::exists(conn, TAKEN, [&code])? {
            return Ok((id, code));
        }
        // A file brought one of this form.
        id += 1;
    }
}

const WITHIN: &str = concat!(
    "SELECT 1 FROM (SELECT :owner AS owner_id, :unit AS unit_id) c WHERE ",
    in_scope!()
);

/// Nobody adds customers beyond their own reach.
fn within(tx: &Tx<'_>, scope: Scope, owner: Option<StaffId>, unit: Option<UnitId>) -> Result<()> {
    if scope == Scope::All {
        return Ok(());
    }
    let values = named_params! {
        ":owner": owner.map(|owner| owner.0), ":unit": unit.map(|unit| unit.0),
        ":me": tx.actor.id.0, ":scope": scope_number(scope),
    };
    if sql::exists(tx.conn(), WITHIN, values)? {
        return Ok(());
    }
    Err(Error::no_right(Operation::Add.code()))
}
