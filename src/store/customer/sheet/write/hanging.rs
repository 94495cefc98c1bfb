//! E-mail addresses, addresses and dates of a sheet, and members who are gone.
//! Must not know numbers.

use rusqlite::params;

use super::super::super::super::{Tx, sql};
use super::super::super::accept;
use super::{Rows, keeps_order, stored};
use crate::domain::birthday::Calendar;
use crate::domain::customer::{Line, Sheet, SheetDate};
use crate::domain::ids::{CustomerId, MemberId};
use crate::error::Result;

fn all_dates(sheet: &Sheet) -> impl Iterator<Item = &Line<SheetDate>> {
    let members = sheet.members.iter().flat_map(|member| &member.is.dates);
    sheet.dates.iter().chain(members)
}

/// Removes the rows that are in the merged sheet no more: what is a member's before the member.
pub(super) fn remove(tx: &Tx<'_>, theirs: &Sheet, merged: &Sheet, done: &mut Rows) -> Result<()> {
    let kept: Vec<Option<i64>> = all_dates(merged).map(|line| line.row).collect();
    let dates = all_dates(theirs).map(|line| line.row);
    let dates: Vec<_> = dates.filter(|row| !kept.contains(row)).collect();
    let gone = [
        ("DELETE FROM customer_date WHERE id = ?1", dates),
        (
            "DELETE FROM customer_email WHERE id = ?1",
            missing(&theirs.emails, &merged.emails),
        ),
        (
            "DELETE FROM customer_address WHERE id = ?1",
            missing(&theirs.addresses, &merged.addresses),
        ),
        (
            "DELETE FROM family_member WHERE id = ?1",
            missing(&theirs.members, &merged.members),
        ),
    ];
    for (delete, rows) in gone {
        for row in rows {
            done.others |= sql::run(tx.conn(), delete, [row])? > 0;
        }
    }
    Ok(())
}

fn missing<T>(theirs: &[Line<T>], merged: &[Line<T>]) -> Vec<Option<i64>> {
    let rows = theirs.iter().map(|line| line.row);
    rows.filter(|row| merged.iter().all(|line| line.row != *row))
        .collect()
}

/// A line that differs from what is stored.
struct Written<'a, T> {
    /// Its row; none: it is new.
    row: Option<i64>,
    is: &'a T,
    /// Where it stands now, if the order has changed.
    place: Option<i64>,
}

impl<T> Written<'_, T> {
    /// The statement that writes it, and the key that this starts with: the customer's for a new
    /// line, else its own.
    fn statement(
        &self,
        id: CustomerId,
        add: &'static str,
        change: &'static str,
    ) -> (&'static str, i64) {
        self.row.map_or((add, id.0), |row| (change, row))
    }
}

fn to_write<'a, T: PartialEq>(
    theirs: &'a [Line<T>],
    merged: &'a [Line<T>],
) -> impl Iterator<Item = Written<'a, T>> {
    let in_order = keeps_order(theirs, merged);
    merged.iter().enumerate().filter_map(move |(place, line)| {
        let before = stored(theirs, line.row);
        let same = before == Some(&line.is) && in_order;
        (!same).then(|| Written {
            row: before.and(line.row),
            is: &line.is,
            place: (!in_order).then(|| i64::try_from(place).unwrap_or(i64::MAX)),
        })
    })
}

const ADD_EMAIL: &str = "INSERT INTO customer_email (customer_id, email, position)
  SELECT ?1, ?2,
    coalesce(?3, (SELECT max(position) + 1 FROM customer_email WHERE customer_id = ?1), 0)
  WHERE NOT EXISTS
    (SELECT 1 FROM customer_email WHERE customer_id = ?1 AND lower(email) = lower(?2))";
const CHANGE_EMAIL: &str = "UPDATE customer_email SET email = ?2,
    position = coalesce(?3, position), version = version + 1
  WHERE id = ?1 AND (email <> ?2 OR position <> coalesce(?3, position))";

pub(super) fn emails(
    tx: &Tx<'_>,
    id: CustomerId,
    theirs: &Sheet,
    merged: &Sheet,
    done: &mut Rows,
) -> Result<()> {
    for line in to_write(&theirs.emails, &merged.emails) {
        let Some(email) = accept::text("email", line.is, accept::TEXT)? else {
            continue;
        };
        let (statement, key) = line.statement(id, ADD_EMAIL, CHANGE_EMAIL);
        done.others |= sql::run(tx.conn(), statement, params![key, email, line.place])? > 0;
    }
    Ok(())
}

const ADD_ADDRESS: &str = "INSERT INTO customer_address
  (customer_id, province, city, line, postcode, position) VALUES (?1, ?2, ?3, ?4, ?5,
    coalesce(?6, (SELECT max(position) + 1 FROM customer_address WHERE customer_id = ?1), 0))";
const CHANGE_ADDRESS: &str = "UPDATE customer_address
  SET province = ?2, city = ?3, line = ?4, postcode = ?5, position = coalesce(?6, position),
    version = version + 1
  WHERE id = ?1 AND (province IS NOT ?2 OR city IS NOT ?3 OR line IS NOT ?4
    OR postcode IS NOT ?5 OR position <> coalesce(?6, position))";

pub(super) fn addresses(
    tx: &Tx<'_>,
    id: CustomerId,
    theirs: &Sheet,
    merged: &Sheet,
    done: &mut Rows,
) -> Result<()> {
    for line in to_write(&theirs.addresses, &merged.addresses) {
        let address = line.is;
        accept::address(address)?;
        let (statement, key) = line.statement(id, ADD_ADDRESS, CHANGE_ADDRESS);
        let values = params![
            key,
            address.province,
            address.city,
            address.line,
            address.postcode,
            line.place
        ];
        done.others |= sql::run(tx.conn(), statement, values)? > 0;
    }
    Ok(())
}

const ADD_DATE: &str = "INSERT INTO customer_date
  (customer_id, member_id, kind, calendar, year, month, day, leap)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
const CHANGE_DATE: &str = "UPDATE customer_date SET member_id = ?2, kind = ?3, calendar = ?4,
    year = ?5, month = ?6, day = ?7, leap = ?8, version = version + 1 WHERE id = ?1";

/// Adds and changes the dates of the customer or of a member.
pub(super) fn dates(
    tx: &Tx<'_>,
    (id, member): (CustomerId, Option<MemberId>),
    theirs: &Sheet,
    lines: &[Line<SheetDate>],
    done: &mut Rows,
) -> Result<()> {
    let own = match member {
        None => theirs.dates.as_slice(),
        Some(member) => stored(&theirs.members, Some(member.0))
            .map(|member| member.dates.as_slice())
            .unwrap_or_default(),
    };
    let is_known =
        |row: Option<i64>| row.is_some() && all_dates(theirs).any(|line| line.row == row);
    for line in lines {
        if stored(own, line.row) == Some(&line.is) {
            continue;
        }
        let SheetDate { kind, date } = &line.is;
        accept::date(tx, kind, date)?;
        let calendar = match date.calendar {
            Calendar::Solar => "solar",
            Calendar::Lunar => "lunar",
        };
        let (statement, row) = if is_known(line.row) {
            (CHANGE_DATE, line.row)
        } else {
            (ADD_DATE, Some(id.0))
        };
        let values = params![
            row,
            member.map(|member| member.0),
            kind,
            calendar,
            date.year,
            date.month,
            date.day,
            date.leap
        ];
        sql::run(tx.conn(), statement, values)?;
        done.others = true;
    }
    Ok(())
}
