//! What hangs on a customer: numbers, e-mail addresses, addresses, dates, family members and
//! contact persons. Must not know the customer's own columns.

use rusqlite::params;

use super::super::{Tx, choice, sql};
use super::{accept, custom, present, verify};
use crate::domain::birthday::{Birthday, Calendar};
use crate::domain::customer::{Address, Draft, NewMember, NewPhone};
use crate::domain::ids::{CustomerId, MemberId, PhoneId};
use crate::domain::nearest::Near;
use crate::domain::phone::Phone;
use crate::domain::staff::Operation;
use crate::error::{Error, Fault, Result};

/// Attaches a number to a customer; one that is there already is said, not doubled.
pub fn attach(tx: &Tx<'_>, id: CustomerId, new: &NewPhone) -> Result<PhoneId> {
    tx.authorise(Operation::Edit, Some(id))?;
    present(tx.conn(), id)?;
    let (phone, kind) = accept::number(tx, new)?;
    let (phone_id, fresh) = add_phone(tx, id, &phone, &kind, None)?;
    if fresh {
        sql::run(tx.conn(), BUMP, params![id.0, tx.at.0])?;
        tx.touch(id);
    }
    Ok(phone_id)
}

/// The customer was changed, though none of its own columns.
pub(super) const BUMP: &str =
    "UPDATE customer SET modified_at = ?2, version = version + 1 WHERE id = ?1";

/// What was handed in, checked.
pub(super) struct Parts<'d> {
    pub(super) phones: Vec<(Phone, String, Option<usize>)>,
    /// Of each number.
    pub(super) validity: Vec<Option<&'d str>>,
    pub(super) emails: Vec<&'d str>,
    pub(super) address: Option<&'d Address>,
    pub(super) further: &'d [Address],
    pub(super) dates: &'d [(String, Birthday)],
    pub(super) members: Vec<(&'d NewMember, Option<String>)>,
    /// Row of the field and value as stored; none clears.
    pub(super) custom: Vec<(i64, Option<String>)>,
}

/// Checks what was handed in.
pub(super) fn accept<'d>(tx: &Tx<'_>, draft: &'d Draft) -> Result<Parts<'d>> {
    let mut phones = Vec::with_capacity(draft.phones.len());
    for new in &draft.phones {
        if new
            .member
            .is_some_and(|member| member >= draft.members.len())
        {
            return Err(Error::invalid("phone", Fault::OutOfRange));
        }
        let (phone, kind) = accept::number(tx, new)?;
        verify::check(new.validity.as_deref())?;
        phones.push((phone, kind, new.member));
    }
    let mut emails = Vec::with_capacity(draft.emails.len());
    for email in &draft.emails {
        emails.extend(accept::text("email", email, accept::TEXT)?);
    }
    for address in draft.address.iter().chain(&draft.further) {
        accept::address(address)?;
    }
    for (kind, date) in &draft.dates {
        accept::date(tx, kind, date)?;
    }
    let members = draft.members.iter().map(|member| accept_member(tx, member));
    Ok(Parts {
        phones,
        validity: draft
            .phones
            .iter()
            .map(|new| new.validity.as_deref())
            .collect(),
        emails,
        address: draft.address.as_ref(),
        further: &draft.further,
        dates: &draft.dates,
        members: members.collect::<Result<_>>()?,
        custom: custom::accept(tx, &draft.custom)?,
    })
}

/// A member with the relation's code, or the relation as it was said: contact persons have
/// positions that no list knows.
pub(super) fn accept_member<'d>(
    tx: &Tx<'_>,
    member: &'d NewMember,
) -> Result<(&'d NewMember, Option<String>)> {
    if !["family", "contact"].contains(&member.kind.as_str()) {
        return Err(Error::invalid(
            "member",
            Fault::Unknown {
                nearest: Near::all(["family", "contact"]),
            },
        ));
    }
    accept::text("member", &member.name, accept::TEXT)?
        .ok_or_else(|| Error::invalid("member", Fault::Empty))?;
    accept::text(
        "member",
        member.employer.as_deref().unwrap_or_default(),
        accept::TEXT,
    )?;
    for (kind, date) in &member.dates {
        accept::date(tx, kind, date)?;
    }
    let said = member.relation.as_deref().unwrap_or_default();
    let Some(said) = accept::text("member", said, accept::TEXT)? else {
        return Ok((member, None));
    };
    let known = choice::of(tx.conn(), "relation")?;
    let code = choice::pick(&known, "relation", said).unwrap_or_else(|_| said.to_owned());
    Ok((member, Some(code)))
}

impl Parts<'_> {
    /// Adds what is new to a customer; says what changed, by field.
    pub(super) fn add_to(&self, tx: &Tx<'_>, id: CustomerId) -> Result<Vec<&'static str>> {
        let mut changed = Vec::new();
        let mut note = |field: &'static str, fresh: bool| {
            if fresh && !changed.contains(&field) {
                changed.push(field);
            }
        };
        let mut members = Vec::with_capacity(self.members.len());
        for (said, relation) in &self.members {
            let (member, fresh) = add_member(tx, id, said, relation.as_deref())?;
            members.push(member);
            note("member", fresh);
            // Of one who is there already nothing is known but the name: their days stay.
            for (kind, date) in said.dates.iter().filter(|_| fresh) {
                insert_date(tx, id, Some(member), kind.trim(), date)?;
            }
        }
        for ((phone, kind, whose), validity) in self.phones.iter().zip(&self.validity) {
            let member = whose.and_then(|whose| members.get(whose).copied());
            let (row, fresh) = add_phone(tx, id, phone, kind, member)?;
            if fresh && validity.is_some() {
                verify::stamp(tx, row.0, *validity, None)?;
            }
            note("phone", fresh);
        }
        for email in &self.emails {
            note("email", add_email(tx, id, email)?);
        }
        if let Some(address) = self.address {
            note("address", keep_address(tx, id, address)?);
        }
        for address in self.further {
            note("address", add_address(tx, id, address)?);
        }
        note("custom", custom::keep(tx, id, &self.custom)?);
        for (kind, date) in self.dates {
            let same = |(known, other): &(String, Birthday)| {
                known.trim() == kind.trim() && other.calendar != date.calendar
            };
            let both = self.dates.iter().any(same);
            note("date", keep_date(tx, id, (kind.trim(), date), both)?);
        }
        Ok(changed)
    }
}

const SAME_PHONE: &str = "SELECT id FROM customer_phone
  WHERE customer_id = ?1 AND digits = ?2 AND extension IS ?3 AND member_id IS ?4";
const ADD_PHONE: &str = "INSERT INTO customer_phone
  (customer_id, member_id, typed, digits, known, kind, extension, position)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7,
    (SELECT coalesce(max(position) + 1, 0) FROM customer_phone WHERE customer_id = ?1))";

/// Adds a number unless it is there already; its row, and whether it is new.
pub(super) fn add_phone(
    tx: &Tx<'_>,
    id: CustomerId,
    phone: &Phone,
    kind: &str,
    member: Option<MemberId>,
) -> Result<(PhoneId, bool)> {
    let member = member.map(|member| member.0);
    let same = params![id.0, phone.digits, phone.extension, member];
    if let Some(there) = sql::one(tx.conn(), SAME_PHONE, same, |row| row.get(0))? {
        return Ok((PhoneId(there), false));
    }
    let values = params![
        id.0,
        member,
        phone.typed,
        phone.digits,
        phone.known,
        kind,
        phone.extension
    ];
    Ok((PhoneId(sql::insert(tx.conn(), ADD_PHONE, values)?), true))
}

const SAME_MEMBER: &str = "SELECT id FROM family_member
  WHERE customer_id = ?1 AND kind = ?2 AND name = ?3";
const ADD_MEMBER: &str = "INSERT INTO family_member
  (customer_id, kind, name, relation, employer, position)
  VALUES (?1, ?2, ?3, ?4, ?5, (SELECT count(*) FROM family_member WHERE customer_id = ?1))";

fn add_member(
    tx: &Tx<'_>,
    id: CustomerId,
    member: &NewMember,
    relation: Option<&str>,
) -> Result<(MemberId, bool)> {
    let name = member.name.trim();
    let same = params![id.0, member.kind, name];
    if let Some(there) = sql::one(tx.conn(), SAME_MEMBER, same, |row| row.get(0))? {
        return Ok((MemberId(there), false));
    }
    let employer = member
        .employer
        .as_deref()
        .map(str::trim)
        .filter(|text| !text.is_empty());
    let values = params![id.0, member.kind, name, relation, employer];
    Ok((MemberId(sql::insert(tx.conn(), ADD_MEMBER, values)?), true))
}

const ADD_EMAIL: &str = "INSERT INTO customer_email (customer_id, email, position)
  SELECT ?1, ?2, (SELECT count(*) FROM customer_email WHERE customer_id = ?1)
  WHERE NOT EXISTS (SELECT 1 FROM customer_email WHERE customer_id = ?1 AND lower(email) = lower(?2))";

fn add_email(tx: &Tx<'_>, id: CustomerId, email: &str) -> Result<bool> {
    Ok(sql::run(tx.conn(), ADD_EMAIL, params![id.0, email])? > 0)
}

const FIRST_ADDRESS: &str = "SELECT id FROM customer_address WHERE customer_id = ?1
  ORDER BY position, id LIMIT 1";
/// Parts that were not handed in stay; empty ones are cleared.
const KEEP_ADDRESS: &str = "UPDATE customer_address SET version = version + 1,
    province = CASE WHEN ?2 IS NULL THEN province ELSE nullif(?2, '') END,
    city = CASE WHEN ?3 IS NULL THEN city ELSE nullif(?3, '') END,
    line = CASE WHEN ?4 IS NULL THEN line ELSE nullif(?4, '') END,
    postcode = CASE WHEN ?5 IS NULL THEN postcode ELSE nullif(?5, '') END
  WHERE id = ?1 AND ((?2 IS NOT NULL AND province IS NOT nullif(?2, ''))
    OR (?3 IS NOT NULL AND city IS NOT nullif(?3, ''))
    OR (?4 IS NOT NULL AND line IS NOT nullif(?4, ''))
    OR (?5 IS NOT NULL AND postcode IS NOT nullif(?5, '')))";

fn keep_address(tx: &Tx<'_>, id: CustomerId, address: &Address) -> Result<bool> {
    let [province, city, line, postcode] = address_parts(address);
    let first: Option<i64> = sql::one(tx.conn(), FIRST_ADDRESS, [id.0], |row| row.get(0))?;
    if let Some(first) = first {
        let values = params![first, province, city, line, postcode];
        return Ok(sql::run(tx.conn(), KEEP_ADDRESS, values)? > 0);
    }
    add_address(tx, id, address)
}

const ADD_FURTHER: &str =
    "INSERT INTO customer_address (customer_id, province, city, line, postcode, position)
  SELECT ?1, ?2, ?3, ?4, ?5, (SELECT coalesce(max(position) + 1, 0) FROM customer_address WHERE customer_id = ?1)
  WHERE NOT EXISTS (SELECT 1 FROM customer_address WHERE customer_id = ?1
    AND (province, city, line, postcode) IS (?2, ?3, ?4, ?5))";

/// A further address, unless it is there or says nothing.
fn add_address(tx: &Tx<'_>, id: CustomerId, address: &Address) -> Result<bool> {
    let parts = said(address);
    if parts.iter().all(Option::is_none) {
        return Ok(false);
    }
    let [province, city, line, postcode] = parts;
    let values = params![id.0, province, city, line, postcode];
    Ok(sql::run(tx.conn(), ADD_FURTHER, values)? > 0)
}

/// Province, city, line and postcode without outer blanks, none where nothing is left.
pub(super) fn said(address: &Address) -> [Option<String>; 4] {
    address_parts(address).map(|part| part.filter(|part| !part.is_empty()))
}

fn address_parts(address: &Address) -> [Option<String>; 4] {
    [
        &address.province,
        &address.city,
        &address.line,
        &address.postcode,
    ]
    .map(|part| part.as_deref().map(|part| part.trim().to_owned()))
}

// Some celebrate by both calendars: what is said of one of them leaves the other alone.
const SAME_DATE: &str = "SELECT id FROM customer_date
  WHERE customer_id = ?1 AND kind = ?2 AND member_id IS NULL AND (calendar = ?3 OR NOT ?4)
  ORDER BY calendar <> ?3, id LIMIT 1";
const ADD_DATE: &str = "INSERT INTO customer_date
  (customer_id, kind, calendar, year, month, day, leap, member_id)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
const KEEP_DATE: &str = "UPDATE customer_date
  SET calendar = ?2, year = ?3, month = ?4, day = ?5, leap = ?6, version = version + 1
  WHERE id = ?1 AND (calendar, month, day, leap) IS NOT (?2, ?4, ?5, ?6) OR id = ?1 AND year IS NOT ?3";

/// `both`: the day is handed in by the other calendar too, else it takes the place of the one there is.
fn keep_date(
    tx: &Tx<'_>,
    id: CustomerId,
    (kind, date): (&str, &Birthday),
    both: bool,
) -> Result<bool> {
    let (calendar, year) = (calendar(date), date.year);
    let same = params![id.0, kind, calendar, both];
    let there: Option<i64> = sql::one(tx.conn(), SAME_DATE, same, |row| row.get(0))?;
    if let Some(there) = there {
        let values = params![there, calendar, year, date.month, date.day, date.leap];
        return Ok(sql::run(tx.conn(), KEEP_DATE, values)? > 0);
    }
    insert_date(tx, id, None, kind, date)?;
    Ok(true)
}

/// Inserts a date of the customer, or of a member.
fn insert_date(
    tx: &Tx<'_>,
    id: CustomerId,
    member: Option<MemberId>,
    kind: &str,
    date: &Birthday,
) -> Result<()> {
    let (calendar, member) = (calendar(date), member.map(|member| member.0));
    let values = params![
        id.0, kind, calendar, date.year, date.month, date.day, date.leap, member
    ];
    sql::insert(tx.conn(), ADD_DATE, values).map(|_| ())
}

pub(super) fn calendar(date: &Birthday) -> &'static str {
    match date.calendar {
        Calendar::Solar => "solar",
        Calendar::Lunar => "lunar",
    }
}
