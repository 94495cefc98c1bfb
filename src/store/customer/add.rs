//! A new customer, with everything that was handed in with it. Must not know where it came from.

use std::sync::LazyLock;

use rusqlite::named_params;
use rusqlite::types::Value;
use serde::{Deserialize, Serialize};

use super::super::authorise::{in_scope, scope_number};
use super::super::derive::{self, Facts, Source};
use super::super::pile::{Insert, Pile};
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

static INSERT: LazyLock<Insert> = LazyLock::new(|| {
    let mut columns = vec![
        "code",
        "owner_id",
        "unit_id",
        "do_not_call",
        "created_at",
        "modified_at",
    ];
    columns.extend(derive::OF_A_NEWCOMER);
    columns.extend(Field::ALL.iter().map(|field| field.code()));
    Insert::new("customer", &columns)
});

/// Adds a customer. Without an owner in the draft agents and supervisors own what they add.
pub fn add(tx: &Tx<'_>, draft: &Draft) -> Result<Added> {
    let scope = tx.authorise(Operation::Add, None)?;
    insert(tx, scope, draft, tx.at).map(|(added, _)| added)
}

/// Adds a customer of an older file, with the time since when it is one. Hot columns are there at
/// once, keys for search are the caller's: what they are made from is handed back.
pub(in super::super) fn bring(
    tx: &Tx<'_>,
    draft: &Draft,
    since: Instant,
) -> Result<(Added, Source)> {
    let scope = tx.authorise(Operation::Import, None)?;
    insert(tx, scope, draft, since)
}

/// The same for whoever has authorised it already.
pub(super) fn insert(
    tx: &Tx<'_>,
    scope: Scope,
    draft: &Draft,
    since: Instant,
) -> Result<(Added, Source)> {
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
    let (id, code) = place(tx, draft.code.as_deref())?;
    let first = parts.first(tx)?;
    let text = |field: Field| kept(&values, field);
    let facts = Facts {
        id,
        code: code.clone(),
        name: text(Field::Name).unwrap_or_default(),
        card_no: text(Field::CardNo),
        ..first.facts(tx)?
    };
    if let Some(pile) = tx.pile.borrow_mut().as_mut() {
        pile.note(id, &facts.code, &facts.name, facts.card_no.as_deref());
    }
    let (hot, source) = derive::newcomer(&facts);
    let mut row: Vec<Value> = vec![
        code.clone().into(),
        owner.map(|owner| owner.0).into(),
        unit.map(|unit| unit.0).into(),
        i64::from(draft.do_not_call.unwrap_or(false)).into(),
        since.0.into(),
        tx.at.0.into(),
    ];
    row.extend(hot);
    row.append(&mut values);
    let id = CustomerId(tx.insert(&INSERT, Some(id), row)?);
    first.keep(tx, id, owner)?;
    if let Some(owner) = owner {
        assign::note(tx, id, (None, Some(owner)), since, None, true)?;
    }
    tx.touch(id);
    Ok((Added { id, code }, source))
}

/// The text of a plain field, as it will be kept.
fn kept(values: &[Value], field: Field) -> Option<String> {
    let place = Field::ALL.iter().position(|known| *known == field)?;
    match values.get(place)? {
        Value::Text(text) => Some(text.clone()),
        _ => None,
    }
}

/// The plain fields in the order of the table.
fn fields(tx: &Tx<'_>, draft: &Draft) -> Result<Vec<Value>> {
    let mut values = vec![Value::Null; Field::ALL.len()];
    let named = draft.fields.iter().any(|(field, _)| *field == Field::Name);
    let stand_in = draft.stand_in.iter().filter(|_| !named);
    let stand_in = stand_in.map(|name| (&Field::Name, name));
    let said = draft.fields.iter().map(|(field, typed)| (field, typed));
    for (field, typed) in said.chain(stand_in) {
        let value = accept::field(tx, *field, typed)?;
        if let Some(at) = Field::ALL.iter().position(|known| known == field) {
            values[at] = value.map(str::to_owned).into();
        }
    }
    if !named && draft.stand_in.is_none() {
        return Err(Error::invalid(Field::Name.code(), Fault::Empty));
    }
    Ok(values)
}

const TAKEN: &str = "SELECT 1 FROM customer WHERE code = ?1";

/// The row and the code of the new customer. A code that the program makes follows the row's
/// number, which is never given twice, also after undo.
fn place(tx: &Tx<'_>, code: Option<&str>) -> Result<(i64, String)> {
    let mut id = tx.next_key("customer")?;
    if let Some(code) = code {
        let code = accept::code(code)?;
        if is_taken(tx, code)? {
            return Err(Error::invalid("code", Fault::Taken));
        }
        return Ok((id, code.to_owned()));
    }
    loop {
        let code = format!("C{id:06}");
        if !is_taken(tx, &code)? {
            return Ok((id, code));
        }
        // A file brought one of this form.
        id += 1;
    }
}

fn is_taken(tx: &Tx<'_>, code: &str) -> Result<bool> {
    let pile = tx.pile.borrow();
    let waits = |pile: &Pile| pile.codes.contains_key(code);
    Ok(pile.as_ref().is_some_and(waits) || sql::exists(tx.conn(), TAKEN, [code])?)
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
