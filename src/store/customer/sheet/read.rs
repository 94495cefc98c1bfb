//! The sheet as it is stored. Must not write.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rusqlite::{Connection, Row, params};

use super::super::super::authorise::{self, Actor};
use super::super::super::find::at_one_moment;
use super::super::super::{Reader, setting, sql};
use super::super::present;
use crate::domain::birthday::{Birthday, Calendar};
use crate::domain::customer::{
    Address, Field, Key, Line, Sheet, SheetDate, SheetMember, SheetPhone,
};
use crate::domain::ids::{CustomerId, PhoneId};
use crate::domain::phone;
use crate::domain::staff::Operation;
use crate::domain::time::Instant;
use crate::error::Result;

/// What is shown of a number that nobody can read.
const NOTHING_OF_IT: &str = "****";

/// The sheet of a customer whom the actor may change. Its numbers are masked:
/// [`super::super::numbers`] hands them out, and leaves a trace of it.
pub fn get(reader: &Reader, actor: &Actor, id: CustomerId, at: Instant) -> Result<Sheet> {
    at_one_moment(reader, |conn| {
        authorise::authorise(conn, actor, at, Operation::Edit, Some(id))?;
        present(conn, id)?;
        let mut sheet = stored(conn, id)?;
        let region = setting::region(conn)?;
        sheet.mask(&Sheet::default(), |typed| masked(typed, &region));
        Ok(sheet)
    })
}

/// How a number is shown to whoever has not asked for it.
pub(super) fn masked(typed: &str, region: &str) -> String {
    match phone::understand(typed, region) {
        Ok(number) => phone::masked(&number.digits, number.kind, region),
        Err(_) => NOTHING_OF_IT.to_owned(),
    }
}

const REMOVED: &str = "SELECT before ->> 'typed' FROM journal_row
  WHERE tbl = 'customer_phone' AND key = ?1 AND customer_id = ?2 AND operation = 'delete'
  ORDER BY entry_id DESC LIMIT 1";

/// Masked numbers of a sheet whose rows a colleague has removed meanwhile, as they were: whoever
/// keeps them puts them back without having seen them.
pub(super) fn removed(
    conn: &Connection,
    id: CustomerId,
    sheet: &Sheet,
) -> Result<Vec<(PhoneId, String)>> {
    let hidden = sheet.all_phones().filter(|line| line.is.is_hidden());
    let mut found = Vec::new();
    for row in hidden.filter_map(|line| line.row) {
        let typed: Option<String> = sql::one(conn, REMOVED, params![row, id.0], |row| row.get(0))?;
        found.extend(typed.map(|typed| (PhoneId(row), typed)));
    }
    Ok(found)
}

static VALUES: LazyLock<String> = LazyLock::new(|| {
    let fields: Vec<&str> = Field::ALL.iter().map(|field| field.code()).collect();
    format!(
        "SELECT do_not_call, {} FROM customer WHERE id = ?1",
        fields.join(", ")
    )
});
const CUSTOM: &str = "SELECT f.code, v.value
  FROM customer_custom v CROSS JOIN custom_field f ON f.id = v.field_id WHERE v.customer_id = ?1";
const PHONES: &str = "SELECT member_id, id, typed, kind, validity
  FROM customer_phone WHERE customer_id = ?1 ORDER BY position, id";
const EMAILS: &str =
    "SELECT id, email FROM customer_email WHERE customer_id = ?1 ORDER BY position, id";
const ADDRESSES: &str = "SELECT id, province, city, line, postcode FROM customer_address
  WHERE customer_id = ?1 ORDER BY position, id";
const DATES: &str = "SELECT member_id, id, kind, calendar = 'lunar', year, month, day, leap
  FROM customer_date WHERE customer_id = ?1 ORDER BY kind <> 'birthday', id";
const MEMBERS: &str = "SELECT id, kind, name, relation, employer FROM family_member
  WHERE customer_id = ?1 ORDER BY position, id";

/// The whole sheet; whoever shows it masks it first.
pub(super) fn stored(conn: &Connection, id: CustomerId) -> Result<Sheet> {
    let region = setting::region(conn)?;
    let mut values = sql::one(conn, &VALUES, [id.0], values)?.unwrap_or_default();
    values.extend(sql::all(conn, CUSTOM, [id.0], |row| {
        Ok((Key::Custom(row.get(0)?), row.get(1)?))
    })?);
    let mut phones = by_member(sql::all(conn, PHONES, [id.0], |row| number(row, &region))?);
    let mut dates = by_member(sql::all(conn, DATES, [id.0], date)?);
    let members = sql::all(conn, MEMBERS, [id.0], |row| {
        let member: i64 = row.get(0)?;
        Ok(Line {
            row: Some(member),
            is: SheetMember {
                kind: row.get(1)?,
                name: row.get(2)?,
                relation: row.get(3)?,
                employer: row.get(4)?,
                phones: phones.remove(&Some(member)).unwrap_or_default(),
                dates: dates.remove(&Some(member)).unwrap_or_default(),
            },
        })
    })?;
    Ok(Sheet {
        values,
        phones: phones.remove(&None).unwrap_or_default(),
        emails: sql::all(conn, EMAILS, [id.0], |row| line(row, 0, row.get(1)?))?,
        addresses: sql::all(conn, ADDRESSES, [id.0], |row| {
            let address = Address {
                province: row.get(1)?,
                city: row.get(2)?,
                line: row.get(3)?,
                postcode: row.get(4)?,
            };
            line(row, 0, address)
        })?,
        dates: dates.remove(&None).unwrap_or_default(),
        members,
    })
}

fn values(row: &Row<'_>) -> rusqlite::Result<BTreeMap<Key, String>> {
    let mut values = BTreeMap::new();
    if row.get(0)? {
        values.insert(Key::DoNotCall, "1".to_owned());
    }
    for (place, &field) in Field::ALL.iter().enumerate() {
        if let Some(value) = row.get(place + 1)? {
            values.insert(Key::Plain(field), value);
        }
    }
    Ok(values)
}

fn line<T>(row: &Row<'_>, column: usize, is: T) -> rusqlite::Result<Line<T>> {
    let row = Some(row.get(column)?);
    Ok(Line { row, is })
}

/// A number with whose it is. A kind that the numbering plan says by itself is not said twice.
fn number(row: &Row<'_>, region: &str) -> rusqlite::Result<(Option<i64>, Line<SheetPhone>)> {
    let (typed, kind): (String, String) = (row.get(2)?, row.get(3)?);
    let planned = phone::understand(&typed, region).is_ok_and(|phone| phone.kind.code() == kind);
    let number = SheetPhone {
        typed,
        masked: String::new(),
        kind: Some(kind).filter(|_| !planned),
        validity: row.get(4)?,
    };
    Ok((row.get(0)?, line(row, 1, number)?))
}

fn date(row: &Row<'_>) -> rusqlite::Result<(Option<i64>, Line<SheetDate>)> {
    let calendar = if row.get(3)? {
        Calendar::Lunar
    } else {
        Calendar::Solar
    };
    let date = Birthday {
        calendar,
        year: row.get(4)?,
        month: row.get(5)?,
        day: row.get(6)?,
        leap: row.get(7)?,
    };
    let kind = row.get(2)?;
    Ok((row.get(0)?, line(row, 1, SheetDate { kind, date })?))
}

/// Rows by the member whose they are; none: the customer's own.
fn by_member<T>(rows: Vec<(Option<i64>, Line<T>)>) -> BTreeMap<Option<i64>, Vec<Line<T>>> {
    let mut found: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (member, line) in rows {
        found.entry(member).or_default().push(line);
    }
    found
}
