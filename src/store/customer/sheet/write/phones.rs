//! The numbers of a sheet. Must not know what else hangs on a customer.

use rusqlite::params;

use super::super::super::super::{Tx, sql};
use super::super::super::{accept, parts, verify};
use super::{Rows, keeps_order, stored};
use crate::domain::customer::{Line, NewPhone, Sheet, SheetPhone};
use crate::domain::ids::{CustomerId, MemberId};
use crate::error::Result;

// Said first, so that taking back the one puts the number there before calls name it again.
const FORGET: &str = "UPDATE interaction SET phone_id = NULL WHERE phone_id = ?1";
const REMOVE: &str = "DELETE FROM customer_phone WHERE id = ?1";

/// Removes the numbers that are in the merged sheet no more, whosever they were.
pub(super) fn remove(tx: &Tx<'_>, theirs: &Sheet, merged: &Sheet, done: &mut Rows) -> Result<()> {
    let kept: Vec<Option<i64>> = merged.all_phones().map(|line| line.row).collect();
    for line in theirs.all_phones().filter(|line| !kept.contains(&line.row)) {
        sql::run(tx.conn(), FORGET, [line.row])?;
        sql::run(tx.conn(), REMOVE, [line.row])?;
        done.others = true;
    }
    Ok(())
}

/// Adds and changes the numbers of the customer or of a member.
pub(super) fn keep(
    tx: &Tx<'_>,
    (id, member): (CustomerId, Option<MemberId>),
    theirs: &Sheet,
    lines: &[Line<SheetPhone>],
    done: &mut Rows,
) -> Result<()> {
    let known: Vec<Line<SheetPhone>> = theirs.all_phones().cloned().collect();
    let own = match member {
        None => theirs.phones.as_slice(),
        Some(member) => stored(&theirs.members, Some(member.0))
            .map(|member| member.phones.as_slice())
            .unwrap_or_default(),
    };
    let in_order = keeps_order(own, lines);
    for (place, line) in lines.iter().enumerate() {
        let row = match (stored(&known, line.row), line.row) {
            (Some(before), Some(row)) => {
                change(tx, row, before, &line.is, done)?;
                if stored(own, line.row).is_none() {
                    let values = params![row, member.map(|member| member.0)];
                    sql::run(tx.conn(), GIVE, values)?;
                    done.numbers = true;
                }
                row
            }
            _ => add(tx, id, member, &line.is, done)?,
        };
        if !in_order {
            let place = i64::try_from(place).unwrap_or(i64::MAX);
            done.numbers |= sql::run(tx.conn(), MOVE, [row, place])? > 0;
        }
    }
    Ok(())
}

const GIVE: &str = "UPDATE customer_phone SET member_id = ?2, version = version + 1 WHERE id = ?1";
const MOVE: &str = "UPDATE customer_phone SET position = ?2, version = version + 1
  WHERE id = ?1 AND position <> ?2";

fn add(
    tx: &Tx<'_>,
    id: CustomerId,
    member: Option<MemberId>,
    phone: &SheetPhone,
    done: &mut Rows,
) -> Result<i64> {
    let (number, kind) = accept::number(tx, &new(phone))?;
    let (row, fresh) = parts::add_phone(tx, id, &number, &kind, member)?;
    done.others |= fresh;
    if phone.validity.is_some() {
        verify::stamp(tx, row.0, phone.validity.as_deref(), None)?;
        done.numbers = true;
    }
    Ok(row.0)
}

/// What was known of a number is not known of the one that took its place.
const NUMBER: &str = "UPDATE customer_phone SET typed = ?2, digits = ?3, known = ?4, kind = ?5,
    extension = ?6, validity = CASE WHEN digits = ?3 THEN validity END,
    validity_at = CASE WHEN digits = ?3 THEN validity_at END,
    validity_by = CASE WHEN digits = ?3 THEN validity_by END,
    validity_how = CASE WHEN digits = ?3 THEN validity_how END, version = version + 1
  WHERE id = ?1";
const KIND: &str = "UPDATE customer_phone SET kind = ?2, version = version + 1
  WHERE id = ?1 AND kind <> ?2";

fn change(
    tx: &Tx<'_>,
    row: i64,
    before: &SheetPhone,
    phone: &SheetPhone,
    done: &mut Rows,
) -> Result<()> {
    if before == phone {
        return Ok(());
    }
    done.numbers = true;
    if before.typed != phone.typed {
        let (number, kind) = accept::number(tx, &new(phone))?;
        let values = params![
            row,
            number.typed,
            number.digits,
            number.known,
            kind,
            number.extension
        ];
        sql::run(tx.conn(), NUMBER, values)?;
    } else if before.kind != phone.kind {
        let (_, kind) = accept::number(tx, &new(phone))?;
        sql::run(tx.conn(), KIND, params![row, kind])?;
    }
    if before.validity != phone.validity {
        verify::stamp(tx, row, phone.validity.as_deref(), None)?;
    }
    Ok(())
}

fn new(phone: &SheetPhone) -> NewPhone {
    NewPhone {
        typed: phone.typed.clone(),
        kind: phone.kind.clone(),
        member: None,
        ..NewPhone::default()
    }
}
