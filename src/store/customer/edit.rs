//! Changes of a customer: only what is another value than before, and never over a colleague's
//! change of the same field. Must not know how forms merge.

use rusqlite::params_from_iter;
use rusqlite::types::Value;

use super::super::{Tx, sql};
use super::{accept, assign, conflict, parts, present};
use crate::domain::customer::Draft;
use crate::domain::ids::CustomerId;
use crate::domain::staff::Operation;
use crate::error::{Error, Fault, Result};

/// Changes what was handed in and differs; says whether anything did. With the `version` that was
/// read, a colleague's change of the same field since then is refused, of others let stand.
pub fn edit(tx: &Tx<'_>, id: CustomerId, version: Option<i64>, draft: &Draft) -> Result<bool> {
    tx.authorise(Operation::Edit, Some(id))?;
    let conn = tx.conn();
    present(conn, id)?;
    let mut columns = columns(tx, draft)?;
    let parts = parts::accept(tx, draft)?;
    differing(tx, id, &mut columns)?;
    let other = conflict::is_other_owner(conn, id, draft.owner)?;
    let owner = draft.owner.filter(|_| other);
    if let Some(owner) = owner {
        tx.authorise(Operation::Transfer, Some(id))?;
        owner.map_or(Ok(()), |owner| accept::owner(tx, owner))?;
    }
    if let Some(version) = version {
        let mut mine: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
        mine.extend(owner.map(|_| "owner_id"));
        mine.extend(draft.address.as_ref().map(|_| "address"));
        mine.extend((!draft.dates.is_empty()).then_some("date"));
        conflict::check(conn, id, version, &mine)?;
    }
    let mut changed = !columns.is_empty();
    write(tx, id, &columns)?;
    let added = !parts.add_to(tx, id)?.is_empty();
    if added && !changed {
        sql::run(conn, parts::BUMP, [id.0, tx.at.0])?;
    }
    changed |= added;
    if let Some(owner) = owner {
        changed |= assign::give(tx, id, owner, None)?;
    }
    if changed {
        tx.touch(id);
    }
    Ok(changed)
}

/// The customer's own columns that were handed in, with their values.
fn columns(tx: &Tx<'_>, draft: &Draft) -> Result<Vec<(&'static str, Value)>> {
    let mut columns: Vec<(&'static str, Value)> = Vec::new();
    for (field, typed) in &draft.fields {
        let value = accept::field(tx, *field, typed)?;
        columns.push((field.code(), value.map(str::to_owned).into()));
    }
    if let Some(code) = &draft.code {
        columns.push(("code", accept::code(code)?.to_owned().into()));
    }
    if let Some(unit) = &draft.unit {
        columns.push(("unit_id", accept::unit(tx, unit)?.0.into()));
    }
    if let Some(asked) = draft.do_not_call {
        columns.push(("do_not_call", i64::from(asked).into()));
    }
    Ok(columns)
}

/// Leaves those that are another value than the one in the file.
fn differing(tx: &Tx<'_>, id: CustomerId, columns: &mut Vec<(&'static str, Value)>) -> Result<()> {
    if columns.is_empty() {
        return Ok(());
    }
    let names: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
    let query = format!("SELECT {} FROM customer WHERE id = ?1", names.join(", "));
    let stored: Vec<Value> = sql::one(tx.conn(), &query, [id.0], |row| {
        (0..names.len()).map(|at| row.get(at)).collect()
    })?
    .ok_or_else(|| Error::Gone(id.to_string()))?;
    let mut stored = stored.into_iter();
    columns.retain(|(_, value)| stored.next().is_some_and(|before| before != *value));
    let code = columns.iter().find(|(name, _)| *name == "code");
    if let Some((_, Value::Text(code))) = code
        && sql::exists(tx.conn(), "SELECT 1 FROM customer WHERE code = ?1", [code])?
    {
        return Err(Error::invalid("code", Fault::Taken));
    }
    Ok(())
}

/// Writes these columns of the customer's own.
pub(super) fn write(tx: &Tx<'_>, id: CustomerId, columns: &[(&'static str, Value)]) -> Result<()> {
    if columns.is_empty() {
        return Ok(());
    }
    let set: Vec<String> = columns
        .iter()
        .zip(3..)
        .map(|((name, _), mark)| format!("{name} = ?{mark}"))
        .collect();
    let update = format!(
        "UPDATE customer SET modified_at = ?2, version = version + 1, {} WHERE id = ?1",
        set.join(", ")
    );
    let known = [Value::Integer(id.0), Value::Integer(tx.at.0)];
    let values = known
        .into_iter()
        .chain(columns.iter().map(|(_, value)| value.clone()));
    sql::run(tx.conn(), &update, params_from_iter(values)).map(|_| ())
}
