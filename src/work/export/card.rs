//! A customer as a contact card; what a card has no word for goes along for our own reader.
//! Must not know how cards are written.

use super::columns::{further_addresses, hard_address, is_one, members};
use super::number::{self, Said};
use crate::domain::birthday::{Birthday, Calendar};
use crate::domain::customer::{Field, FormKind, Whole, WholePhone};
use crate::exchange::field;
use crate::exchange::out::{Address, Card, Version, says_all};
use crate::exchange::rest::Rest;

/// Says which card a customer makes; `numbers` are theirs as texts.
pub(super) fn of<'w>(
    whole: &'w Whole,
    numbers: &'w [(Option<&'static str>, String)],
    (version, region): (Version, &str),
) -> Card<'w> {
    let first = whole.addresses.first();
    let birthday = whole.date("birthday");
    let birthday = birthday.filter(|date| has_word(date, version));
    let emails = whole.emails.iter().map(String::as_str);
    Card {
        name: whole.field(Field::Name),
        organisation: FormKind::of(Some(whole.field(Field::Nature))) == FormKind::Organisation,
        employer: whole.field(Field::Employer),
        phones: numbers
            .iter()
            .map(|(kind, number)| (*kind, number.as_str()))
            .collect(),
        emails: emails.filter(|email| is_plain(email)).collect(),
        address: first.map(|address| Address {
            province: address.province.as_deref().unwrap_or_default(),
            city: address.city.as_deref().unwrap_or_default(),
            street: address.line.as_deref().unwrap_or_default(),
            postcode: address.postcode.as_deref().unwrap_or_default(),
        }),
        birthday: birthday.map(|date| (date.year, date.month, date.day)),
        note: whole.field(Field::Remark),
        rest: rest(whole, version, region).text(),
    }
}

/// What a card has no word for.
fn rest(whole: &Whole, version: Version, region: &str) -> Rest {
    let mut rest = Rest {
        phones: number::not_of_the_plan(&number::said(&whole.phones, region), region),
        emails: match whole.emails.iter().all(|email| is_plain(email)) {
            true => Vec::new(),
            false => whole.emails.clone(),
        },
        addresses: further_addresses(whole),
        members: members(whole, 0, region),
        ..Rest::default()
    };
    let mut also = |name: &str, value: &str| {
        rest.fields.insert(name.to_owned(), value.to_owned());
    };
    also("code", &whole.code);
    for (field, value) in &whole.fields {
        let word = matches!(field, Field::Name | Field::Employer | Field::Remark);
        if !word || !says_all(value) {
            also(field.code(), value);
        }
    }
    if let Some(owner) = &whole.owner {
        also("owner", owner);
    }
    if let Some((kind, code)) = &whole.unit {
        let branch = kind == "branch";
        also(if branch { "branch" } else { "department" }, code);
    }
    if whole.do_not_call {
        also("do_not_call", "yes");
    }
    for (code, value) in &whole.custom {
        also(&field::Field::Custom(code.clone()).to_string(), value);
    }
    let mut more = Vec::new();
    for (kind, date) in &whole.dates {
        if whole.date(kind) != Some(date) {
            more.push((kind.clone(), date.to_string()));
            continue;
        }
        let name = match kind.as_str() {
            "birthday" if has_word(date, version) => continue,
            "birthday" => kind.clone(),
            kind => field::Field::Anniversary(kind.to_owned()).to_string(),
        };
        also(&name, &date.to_string());
    }
    for (field, value) in hard_address(whole, |text| !says_all(text)) {
        also(&field.to_string(), &value);
    }
    rest.dates = more;
    rest
}

/// Whether a property can say it.
fn is_plain(email: &str) -> bool {
    is_one(email) && says_all(email)
}

/// A customer's own numbers, each with the word that cards have for its kind.
pub(super) fn numbers(phones: &[WholePhone], region: &str) -> Vec<(Option<&'static str>, String)> {
    let one = |phone: &WholePhone| {
        let number = Said::of(phone, region).bare.into_owned();
        let kind = match phone.kind.as_str() {
            "mobile" => Some("CELL"),
            "landline" => Some("VOICE"),
            "fax" => Some("FAX"),
            "pager" => Some("PAGER"),
            _ => None,
        };
        (kind, number)
    };
    phones.iter().map(one).collect()
}

fn has_word(date: &Birthday, version: Version) -> bool {
    let year = date.year.is_none_or(|year| (1..=9999).contains(&year));
    date.calendar == Calendar::Solar && year && (version == Version::V4 || date.year.is_some())
}
