//! From the sheet as it is stored to the merged one: only the columns and rows that differ are
//! written. Must not know who else wrote.

mod hanging;
mod phones;

use rusqlite::params;
use rusqlite::types::Value;

use super::super::super::{Tx, sql};
use super::super::{accept, custom, edit, parts};
use crate::domain::customer::{Draft, Key, Line, NewMember, Sheet, SheetMember};
use crate::domain::ids::{CustomerId, MemberId};
use crate::error::Result;

/// What was written of the rows that hang on a customer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Rows {
    /// Numbers that are there were changed: like a call's stamp that raises no version.
    pub(super) numbers: bool,
    /// Anything else.
    pub(super) others: bool,
}

impl Rows {
    pub(super) fn changed(self) -> bool {
        self.numbers || self.others
    }
}

/// The values of a new customer.
pub(super) fn draft(now: &Sheet) -> Draft {
    let mut draft = Draft::default();
    for (key, value) in &now.values {
        match key {
            Key::Plain(field) => draft.fields.push((*field, value.clone())),
            Key::DoNotCall => draft.do_not_call = Some(value == "1"),
            Key::Custom(code) => draft.custom.push((code.clone(), value.clone())),
        }
    }
    draft
}

/// Writes the single values that differ; says whether any did.
pub(super) fn values(tx: &Tx<'_>, id: CustomerId, theirs: &Sheet, merged: &Sheet) -> Result<bool> {
    let mut columns: Vec<(&'static str, Value)> = Vec::new();
    let mut own: Vec<(String, String)> = Vec::new();
    let keys = theirs.values.keys().chain(merged.values.keys());
    for key in keys.collect::<std::collections::BTreeSet<_>>() {
        let value = merged.values.get(key);
        if theirs.values.get(key) == value {
            continue;
        }
        let value = value.map(String::as_str).unwrap_or_default();
        match key {
            Key::Plain(field) => {
                let value = accept::field(tx, *field, value)?;
                columns.push((field.code(), value.map(str::to_owned).into()));
            }
            Key::DoNotCall => columns.push(("do_not_call", i64::from(value == "1").into())),
            Key::Custom(code) => own.push((code.clone(), value.to_owned())),
        }
    }
    let own = custom::accept(tx, &own)?;
    edit::write(tx, id, &columns)?;
    let kept = custom::keep(tx, id, &own)?;
    if kept && columns.is_empty() {
        sql::run(tx.conn(), parts::BUMP, [id.0, tx.at.0])?;
    }
    Ok(kept || !columns.is_empty())
}

/// Writes the rows that differ: gone ones first, members before what is theirs.
pub(super) fn rows(tx: &Tx<'_>, id: CustomerId, theirs: &Sheet, merged: &Sheet) -> Result<Rows> {
    let mut done = Rows::default();
    phones::remove(tx, theirs, merged, &mut done)?;
    hanging::remove(tx, theirs, merged, &mut done)?;
    let in_order = keeps_order(&theirs.members, &merged.members);
    for (place, line) in merged.members.iter().enumerate() {
        let place = (!in_order).then_some(place);
        let member = member(tx, id, &theirs.members, line, place, &mut done)?;
        phones::keep(tx, (id, Some(member)), theirs, &line.is.phones, &mut done)?;
        hanging::dates(tx, (id, Some(member)), theirs, &line.is.dates, &mut done)?;
    }
    phones::keep(tx, (id, None), theirs, &merged.phones, &mut done)?;
    hanging::dates(tx, (id, None), theirs, &merged.dates, &mut done)?;
    hanging::emails(tx, id, theirs, merged, &mut done)?;
    hanging::addresses(tx, id, theirs, merged, &mut done)?;
    Ok(done)
}

const TOUCH: &str = "UPDATE customer SET modified_at = ?2 WHERE id = ?1";

/// The customer was changed, though none of its own columns.
pub(super) fn bump(tx: &Tx<'_>, id: CustomerId, rows: Rows) -> Result<()> {
    let bump = if rows.others { parts::BUMP } else { TOUCH };
    sql::run(tx.conn(), bump, [id.0, tx.at.0]).map(|_| ())
}

/// What a stored row says; none: no row of this customer.
fn stored<T>(lines: &[Line<T>], row: Option<i64>) -> Option<&T> {
    let same = |line: &&Line<T>| row.is_some() && line.row == row;
    lines.iter().find(same).map(|line| &line.is)
}

/// Whether those that stay are in the order in which they are stored, with new ones behind.
fn keeps_order<T>(stored: &[Line<T>], merged: &[Line<T>]) -> bool {
    let places = merged.iter().map(|line| {
        let row = |stored: &Line<T>| line.row.is_some() && stored.row == line.row;
        stored.iter().position(row).unwrap_or(usize::MAX)
    });
    places.is_sorted()
}

const ADD_MEMBER: &str = "INSERT INTO family_member
  (customer_id, kind, name, relation, employer, position) VALUES (?1, ?2, ?3, ?4, ?5,
    coalesce(?6, (SELECT max(position) + 1 FROM family_member WHERE customer_id = ?1), 0))";
const CHANGE_MEMBER: &str = "UPDATE family_member
  SET kind = ?2, name = ?3, relation = ?4, employer = ?5, version = version + 1 WHERE id = ?1";
const MOVE_MEMBER: &str = "UPDATE family_member SET position = ?2, version = version + 1
  WHERE id = ?1 AND position <> ?2";

fn member(
    tx: &Tx<'_>,
    id: CustomerId,
    theirs: &[Line<SheetMember>],
    line: &Line<SheetMember>,
    place: Option<usize>,
    done: &mut Rows,
) -> Result<MemberId> {
    let member = &line.is;
    let place = place.and_then(|place| i64::try_from(place).ok());
    let before = stored(theirs, line.row);
    let head = |member: &SheetMember| NewMember {
        kind: member.kind.clone(),
        name: member.name.clone(),
        relation: member.relation.clone(),
        employer: member.employer.clone(),
        ..NewMember::default()
    };
    let new = head(member);
    let (Some(before), Some(row)) = (before, line.row) else {
        let (_, relation) = parts::accept_member(tx, &new)?;
        let values = params![id.0, new.kind, new.name, relation, new.employer, place];
        done.others = true;
        return Ok(MemberId(sql::insert(tx.conn(), ADD_MEMBER, values)?));
    };
    if head(before) != new {
        let (_, relation) = parts::accept_member(tx, &new)?;
        let values = params![row, new.kind, new.name, relation, new.employer];
        sql::run(tx.conn(), CHANGE_MEMBER, values)?;
        done.others = true;
    }
    if let Some(place) = place {
        done.others |= sql::run(tx.conn(), MOVE_MEMBER, [row, place])? > 0;
    }
    Ok(MemberId(row))
}
