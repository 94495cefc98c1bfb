//! `--set FIELD=VALUE`: a customer as the command line hands it in. Coded values are taken by
//! code or label in either language. Must not know how a customer is stored.

use super::context::Desk;
use super::fault;
use super::stop::Stop;
use crate::domain::birthday::Birthday;
use crate::domain::customer::{Draft, Field, NewMember, NewPhone, tag};
use crate::domain::ids::StaffId;
use crate::domain::nearest::{Near, Of, Word, nearest};
use crate::domain::staff::{Role, Staff};
use crate::error::{Error, Fault};
use crate::store::{choice, custom_field, unit};
use crate::text::Text;

/// Fields that are no plain column.
const OTHERS: &[&str] = &[
    "phone",
    "mobile",
    "landline",
    "fax",
    "email",
    "birthday",
    "anniversary.KIND",
    "owner",
    "branch",
    "department",
    "province",
    "city",
    "address",
    "postcode",
    "do_not_call",
    "custom.NAME",
];
/// Before the name of an anniversary.
const ANNIVERSARY: &str = "anniversary.";
/// Before the name of a field that the business made for itself.
const CUSTOM: &str = "custom.";
/// What people write for yes and no.
const YES: &[&str] = &["yes", "y", "true", "on", "1", "是", "对"];
const NO: &[&str] = &["no", "n", "false", "off", "0", "否", "不", ""];

/// Reads all of them, in their order: of a field that is named twice the last one counts, but
/// numbers and e-mail addresses add up, and so do a day by the one calendar and by the other.
pub(super) fn draft(desk: &Desk, sets: &[String], text: &Text) -> Result<Draft, Stop> {
    let mut draft = Draft::default();
    for set in sets {
        let (field, value) = set
            .split_once('=')
            .ok_or_else(|| Stop::Usage((text.cli.no_equals)(set)))?;
        put(desk, &mut draft, field.trim(), value.trim())?;
    }
    Ok(draft)
}

fn put(desk: &Desk, draft: &mut Draft, field: &str, value: &str) -> Result<(), Error> {
    match field {
        "phone" | "mobile" | "landline" | "fax" => draft.phones.push(NewPhone {
            typed: value.to_owned(),
            kind: (field != "phone").then(|| field.to_owned()),
            member: None,
            ..NewPhone::default()
        }),
        "email" => draft.emails.push(value.to_owned()),
        "owner" => draft.owner = Some(owner(desk, value)?),
        "branch" | "department" => draft.unit = Some(unit_code(desk, field, value)?),
        "do_not_call" => draft.do_not_call = Some(yes_or_no(field, value)?),
        "province" | "city" | "address" | "postcode" => {
            let address = draft.address.get_or_insert_default();
            let part = match field {
                "province" => &mut address.province,
                "city" => &mut address.city,
                "address" => &mut address.line,
                _ => &mut address.postcode,
            };
            *part = Some(value.to_owned());
        }
        "birthday" => put_date(draft, field, field, value)?,
        _ if field.starts_with(CUSTOM) => put_custom(desk, draft, field, value)?,
        _ => match (field.strip_prefix(ANNIVERSARY), Field::from_code(field)) {
            (Some(kind), _) if !kind.is_empty() && kind != "birthday" => {
                put_date(draft, field, kind, value)?;
            }
            (_, Some(plain)) => {
                let value = plain_value(desk, plain, value)?;
                let before = draft.fields.iter().position(|(known, _)| *known == plain);
                let before = before.map(|place| draft.fields.swap_remove(place).1);
                let value = match before {
                    // Tags add up.
                    Some(before) if plain == Field::Tag && !value.is_empty() => {
                        plain_value(desk, plain, &format!("{before},{value}"))?
                    }
                    _ => value,
                };
                draft.fields.push((plain, value));
            }
            _ => return Err(unknown(field)),
        },
    }
    Ok(())
}

/// A contact person as `NAME[,RELATION][,PHONE]`: digits without letters are a number, there may
/// be several; what follows the name and has none is the relation or position.
pub(super) fn put_person(draft: &mut Draft, said: &str) -> Result<(), Error> {
    let mut parts = said.split([',', '，']).map(str::trim);
    let name = parts.next().unwrap_or_default();
    let mut member = NewMember {
        kind: "contact".to_owned(),
        name: name.to_owned(),
        ..NewMember::default()
    };
    if name.is_empty() {
        return Err(Error::invalid("person", Fault::Empty));
    }
    for part in parts.filter(|part| !part.is_empty()) {
        if part.chars().any(char::is_numeric) && !part.chars().any(char::is_alphabetic) {
            draft.phones.push(NewPhone {
                typed: part.to_owned(),
                member: Some(draft.members.len()),
                ..NewPhone::default()
            });
        } else if member.relation.replace(part.to_owned()).is_some() {
            // A second relation is a slip: nothing said is dropped in silence.
            return Err(Error::invalid(
                "person",
                Fault::Unknown {
                    nearest: Near::none(),
                },
            ));
        }
    }
    draft.members.push(member);
    Ok(())
}

fn unknown(field: &str) -> Error {
    let plain = Field::ALL.iter().map(|field| field.code());
    let nearest = nearest(field, plain.chain(OTHERS.iter().copied()));
    Error::invalid(field, Fault::NoSuchField { nearest })
}

fn plain_value(desk: &Desk, field: Field, value: &str) -> Result<String, Error> {
    match field.list() {
        _ if field == Field::Tag => {
            let choices = choice::list(&desk.reader, tag::TAG)?;
            tag::tags(&choices, value).map_err(|fault| Error::invalid(field.code(), fault))
        }
        Some(list) if !value.is_empty() => {
            let choices = choice::list(&desk.reader, list)?;
            choice::pick(&choices, field.code(), value)
        }
        _ => Ok(value.to_owned()),
    }
}

/// A field that the business made for itself: a choice by code or label, anything else as typed.
fn put_custom(desk: &Desk, draft: &mut Draft, field: &str, value: &str) -> Result<(), Error> {
    let code = field.strip_prefix(CUSTOM).unwrap_or(field);
    let known = custom_field::all(&desk.reader)?;
    let list = known
        .iter()
        .find(|known| known.code == code)
        .and_then(|known| known.list.as_deref());
    let value = match list {
        Some(list) if !value.is_empty() => {
            choice::pick(&choice::list(&desk.reader, list)?, field, value)?
        }
        _ => value.to_owned(),
    };
    draft.custom.push((code.to_owned(), value));
    Ok(())
}

fn put_date(draft: &mut Draft, field: &str, kind: &str, value: &str) -> Result<(), Error> {
    let date: Birthday = value
        .parse()
        .map_err(|wrong| Error::invalid(field, fault::of_date(wrong)))?;
    // By the one calendar and by the other: some celebrate both.
    let same = |known: &str, other: &Birthday| known == kind && other.calendar == date.calendar;
    draft.dates.retain(|(known, other)| !same(known, other));
    draft.dates.push((kind.to_owned(), date));
    Ok(())
}

/// Somebody by login; empty: nobody.
fn owner(desk: &Desk, login: &str) -> Result<Option<StaffId>, Error> {
    if login.is_empty() {
        return Ok(None);
    }
    colleague(desk, "owner", login).map(Some)
}

/// Somebody who may own customers, by login.
pub(super) fn colleague(desk: &Desk, field: &str, login: &str) -> Result<StaffId, Error> {
    let people = crate::store::staff::list(&desk.reader)?;
    let able = || {
        people
            .iter()
            .filter(|person| person.active && person.role != Role::Exchange)
    };
    match able().find(|person| person.login == login) {
        Some(person) => Ok(person.id),
        None => {
            let nearest = nearest(login, able().map(Staff::word)).of(Of::Staff);
            Err(Error::invalid(field, Fault::Unknown { nearest }))
        }
    }
}

/// A unit by its code or name.
fn unit_code(desk: &Desk, field: &str, text: &str) -> Result<String, Error> {
    let units = unit::list(&desk.reader)?;
    match units
        .iter()
        .find(|unit| unit.code == text || unit.name == text)
    {
        Some(unit) => Ok(unit.code.clone()),
        None => {
            let words = units.iter().map(|unit| Word::named(&unit.code, &unit.name));
            let nearest = nearest(text, words).of(Of::Units);
            Err(Error::invalid(field, Fault::Unknown { nearest }))
        }
    }
}

fn yes_or_no(field: &str, value: &str) -> Result<bool, Error> {
    let value = value.to_lowercase();
    let is = |words: &[&str]| words.contains(&value.as_str());
    match (is(YES), is(NO)) {
        (true, _) => Ok(true),
        (_, true) => Ok(false),
        _ => {
            let nearest = Near::all(["yes", "no"]);
            Err(Error::invalid(field, Fault::Unknown { nearest }))
        }
    }
}
