//! What hangs on a customer: numbers, addresses, dates, people. Must not know who asks.

use rusqlite::{Connection, Row};

use super::super::{sql, supply};
use crate::domain::birthday::{Birthday, Calendar};
use crate::domain::customer::{Address, Card, CardDate, CardPhone, Member, Sight, Verified};
use crate::domain::ids::{MemberId, PhoneId};
use crate::domain::phone::{self, PhoneKind};
use crate::domain::time::Instant;
use crate::error::Result;

const PHONES: &str = "SELECT id, typed, digits, kind, extension, member_id, validity, validity_at,
    known, (SELECT name FROM staff WHERE id = validity_by), validity_how
  FROM customer_phone WHERE customer_id = ?1 ORDER BY member_id IS NOT NULL, position, id";
const EMAILS: &str =
    "SELECT email FROM customer_email WHERE customer_id = ?1 ORDER BY position, id";
const ADDRESSES: &str = "SELECT province, city, line, postcode FROM customer_address
  WHERE customer_id = ?1 ORDER BY position, id";
const DATES: &str = "SELECT kind, member_id, calendar = 'lunar', year, month, day, leap
  FROM customer_date WHERE customer_id = ?1 ORDER BY member_id IS NOT NULL,
    kind <> 'birthday', id";
const MEMBERS: &str = "SELECT id, kind, name, relation, employer FROM family_member
  WHERE customer_id = ?1 ORDER BY position, id";

const CUSTOM: &str = "SELECT f.code, v.value
  FROM customer_custom v CROSS JOIN custom_field f ON f.id = v.field_id
  WHERE v.customer_id = ?1 AND f.active = 1 ORDER BY f.position, f.id";

/// Fills the parts of a card, with numbers only as far as its sight goes. Returns the digits of
/// all numbers, by which calls are found.
pub(super) fn fill(conn: &Connection, card: &mut Card, region: &str) -> Result<Vec<String>> {
    let id = [card.id.0];
    card.phones = sql::all(conn, PHONES, id, number)?;
    card.custom = sql::all(conn, CUSTOM, id, |row| Ok((row.get(0)?, row.get(1)?)))?;
    card.emails = sql::all(conn, EMAILS, id, |row| row.get(0))?;
    card.addresses = sql::all(conn, ADDRESSES, id, |row| {
        Ok(Address {
            province: row.get(0)?,
            city: row.get(1)?,
            line: row.get(2)?,
            postcode: row.get(3)?,
        })
    })?;
    card.dates = sql::all(conn, DATES, id, date)?;
    card.members = sql::all(conn, MEMBERS, id, |row| {
        Ok(Member {
            id: MemberId(row.get(0)?),
            kind: row.get(1)?,
            name: row.get(2)?,
            relation: row.get(3)?,
            employer: row.get(4)?,
        })
    })?;
    card.supplies = supply::of(conn, card.id)?;
    let digits = card
        .phones
        .iter()
        .map(|phone| phone.digits.clone())
        .collect();
    for number in &mut card.phones {
        let kind = PhoneKind::from_code(&number.kind).unwrap_or(PhoneKind::Unknown);
        number.masked = phone::masked(&number.digits, kind, region);
        if card.sight != Sight::Full {
            number.typed.clear();
            number.digits.clear();
        }
    }
    Ok(digits)
}

fn number(row: &Row<'_>) -> rusqlite::Result<CardPhone> {
    let validity: Option<String> = row.get(6)?;
    let since: Option<i64> = row.get(7)?;
    Ok(CardPhone {
        id: PhoneId(row.get(0)?),
        typed: row.get(1)?,
        digits: row.get(2)?,
        masked: String::new(),
        kind: row.get(3)?,
        extension: row.get(4)?,
        member: row.get::<_, Option<i64>>(5)?.map(MemberId),
        validity: match validity {
            Some(validity) => Some(Verified {
                validity,
                at: Instant(since.unwrap_or(0)),
                by: row.get(9)?,
                how: row.get(10)?,
            }),
            None => None,
        },
        known: row.get(8)?,
    })
}

fn date(row: &Row<'_>) -> rusqlite::Result<CardDate> {
    let calendar = if row.get(2)? {
        Calendar::Lunar
    } else {
        Calendar::Solar
    };
    Ok(CardDate {
        kind: row.get(0)?,
        member: row.get::<_, Option<i64>>(1)?.map(MemberId),
        date: Birthday {
            calendar,
            year: row.get(3)?,
            month: row.get(4)?,
            day: row.get(5)?,
            leap: row.get(6)?,
        },
    })
}
