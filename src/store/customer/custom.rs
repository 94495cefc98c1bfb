//! Values of the fields that the business made for itself: checked by their kind, kept one row
//! each. Must not know the customer's own columns.

use std::sync::LazyLock;

use rusqlite::params;

use super::super::pile::Insert;
use super::super::{Tx, choice, custom_field, setting, sql};
use super::accept;
use crate::domain::customer::{CustomField, CustomKind};
use crate::domain::ids::CustomerId;
use crate::domain::nearest::{Of, nearest};
use crate::error::{Error, Fault, Result};

/// Row of the field and value as stored; none clears.
type Value = (i64, Option<String>);

/// The values that were handed in, checked. Of a field that is named twice the last one counts.
pub(super) fn accept(tx: &Tx<'_>, typed: &[(String, String)]) -> Result<Vec<Value>> {
    let mut accepted: Vec<Value> = Vec::with_capacity(typed.len());
    for (code, value) in typed {
        let (row, value) = one(tx, code, value)?;
        accepted.retain(|(known, _)| *known != row);
        accepted.push((row, value));
    }
    Ok(accepted)
}

fn fields<'t>(tx: &'t Tx<'_>) -> Result<&'t [(i64, CustomField)]> {
    if let Some(fields) = tx.memo.custom.get() {
        return Ok(fields);
    }
    let fields = custom_field::rows(tx.conn())?;
    Ok(tx.memo.custom.get_or_init(|| fields))
}

fn one(tx: &Tx<'_>, code: &str, typed: &str) -> Result<Value> {
    let name = format!("custom.{code}");
    let fields = fields(tx)?;
    let open = || fields.iter().filter(|(_, field)| field.active);
    let Some((row, field)) = open().find(|(_, field)| field.code == code) else {
        let nearest = nearest(code, open().map(|(_, field)| field.word()));
        let nearest = nearest.behind("custom.").of(Of::Fields);
        return Err(Error::invalid(name, Fault::NoSuchField { nearest }));
    };
    Ok((*row, stored(tx, field, &name, typed)?))
}

/// The value in the form in which it is stored.
fn stored(tx: &Tx<'_>, field: &CustomField, name: &str, typed: &str) -> Result<Option<String>> {
    let Some(typed) = accept::text(name, typed, accept::TEXT)? else {
        return Ok(None);
    };
    if let (CustomKind::Choice, Some(list)) = (field.kind, &field.list) {
        choice::check(tx.conn(), name, list, typed)?;
    }
    let currency = setting::currency_of(tx.conn())?;
    let stored = field.kind.stored(typed, currency);
    stored.map_err(|fault| Error::invalid(name, fault))
}

const THERE: &str = "SELECT value FROM customer_custom WHERE customer_id = ?1 AND field_id = ?2";
const ADD: &str = "INSERT INTO customer_custom (customer_id, field_id, value) VALUES (?1, ?2, ?3)";
const CHANGE: &str = "UPDATE customer_custom SET value = ?3, version = version + 1
  WHERE customer_id = ?1 AND field_id = ?2";
const CLEAR: &str = "DELETE FROM customer_custom WHERE customer_id = ?1 AND field_id = ?2";

/// Gives a customer these values; says whether any is another one.
pub(super) fn keep(tx: &Tx<'_>, id: CustomerId, values: &[Value]) -> Result<bool> {
    let mut changed = false;
    for (field, value) in values {
        let key = [id.0, *field];
        let there: Option<String> = sql::one(tx.conn(), THERE, key, |row| row.get(0))?;
        if there == *value {
            continue;
        }
        let (conn, all) = (tx.conn(), params![id.0, field, value]);
        match (there, value) {
            (None, _) => sql::run(conn, ADD, all)?,
            (Some(_), Some(_)) => sql::run(conn, CHANGE, all)?,
            (Some(_), None) => sql::run(conn, CLEAR, key)?,
        };
        changed = true;
    }
    Ok(changed)
}

static FIRST: LazyLock<Insert> =
    LazyLock::new(|| Insert::new("customer_custom", &["customer_id", "field_id", "value"]));

/// The values of a customer who is new.
pub(super) fn first(tx: &Tx<'_>, id: CustomerId, values: &[Value]) -> Result<()> {
    for (field, value) in values {
        if value.is_some() {
            let row = vec![id.0.into(), (*field).into(), value.clone().into()];
            tx.insert(&FIRST, None, row)?;
        }
    }
    Ok(())
}

/// Those of the values by which the caller line finds a customer, as derived data gather them.
pub(super) fn searchable(tx: &Tx<'_>, values: &[Value]) -> Result<Vec<String>> {
    let mut found: Vec<(i64, String)> = Vec::new();
    if values.is_empty() {
        return Ok(Vec::new());
    }
    let fields = fields(tx)?;
    for (row, value) in values {
        let is_it = |(known, field): &(i64, CustomField)| known == row && field.searchable;
        if let Some(value) = value
            && fields.iter().any(is_it)
        {
            found.push((*row, value.clone()));
        }
    }
    found.sort_unstable();
    Ok(found.into_iter().map(|(_, value)| value).collect())
}
