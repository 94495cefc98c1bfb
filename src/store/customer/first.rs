//! What hangs on a customer who is new: nothing can be there already, so nothing is looked up,
//! a bulk load needs no index for it, and what follows of it is known before it is written.
//! Must not know the customer's own columns.

use std::sync::LazyLock;

use rusqlite::types::Value;

use super::super::Tx;
use super::super::derive::{Facts, Number, OwnBirthday};
use super::super::pile::Insert;
use super::custom;
use super::parts::{self, Parts};
use super::verify;
use crate::domain::birthday::{Birthday, Calendar};
use crate::domain::customer::NewMember;
use crate::domain::ids::{CustomerId, StaffId};
use crate::domain::phone::Phone;
use crate::error::Result;

static MEMBER: LazyLock<Insert> = LazyLock::new(|| {
    let columns = [
        "customer_id",
        "kind",
        "name",
        "relation",
        "employer",
        "position",
    ];
    Insert::new("family_member", &columns)
});
static PHONE: LazyLock<Insert> = LazyLock::new(|| {
    let columns = [
        "customer_id",
        "member_id",
        "typed",
        "digits",
        "known",
        "kind",
        "extension",
        "position",
        "validity",
        "validity_at",
        "validity_by",
        "validity_how",
    ];
    Insert::new("customer_phone", &columns)
});
static EMAIL: LazyLock<Insert> =
    LazyLock::new(|| Insert::new("customer_email", &["customer_id", "email", "position"]));
static ADDRESS: LazyLock<Insert> = LazyLock::new(|| {
    let columns = [
        "customer_id",
        "province",
        "city",
        "line",
        "postcode",
        "position",
    ];
    Insert::new("customer_address", &columns)
});
static DATE: LazyLock<Insert> = LazyLock::new(|| {
    let columns = [
        "customer_id",
        "kind",
        "calendar",
        "year",
        "month",
        "day",
        "leap",
        "member_id",
        "owner_id",
    ];
    Insert::new("customer_date", &columns)
});

/// Rows of a new customer, each thing once.
pub(super) struct First<'p> {
    members: Vec<FirstMember<'p>>,
    phones: Vec<FirstPhone<'p>>,
    /// With their places.
    emails: Vec<(i64, &'p str)>,
    addresses: Vec<[Option<String>; 4]>,
    /// By kind.
    dates: Vec<(&'p str, &'p Birthday)>,
    custom: &'p [(i64, Option<String>)],
}

struct FirstMember<'p> {
    key: i64,
    place: i64,
    said: &'p NewMember,
    relation: Option<&'p str>,
}

struct FirstPhone<'p> {
    place: i64,
    phone: &'p Phone,
    kind: &'p str,
    /// The key of the member whose it is.
    member: Option<i64>,
    validity: Option<&'p str>,
}

fn position(place: usize) -> i64 {
    i64::try_from(place).unwrap_or(i64::MAX)
}

impl Parts<'_> {
    /// What a customer begins with.
    pub(super) fn first(&self, tx: &Tx<'_>) -> Result<First<'_>> {
        let (members, keys) = self.first_members(tx)?;
        let emails = self.emails.iter().enumerate().filter(|(place, email)| {
            let same = |other: &&str| other.eq_ignore_ascii_case(email);
            !self.emails.iter().take(*place).any(same)
        });
        let dates = self
            .dates
            .iter()
            .enumerate()
            .filter(|(place, (kind, date))| {
                // The last word on a date counts, by each calendar, as in an edit.
                let same = |(later, other): &(String, Birthday)| {
                    later.trim() == kind.trim() && other.calendar == date.calendar
                };
                !self.dates.iter().skip(place + 1).any(same)
            });
        Ok(First {
            members,
            phones: self.first_phones(&keys),
            emails: emails
                .map(|(place, email)| (position(place), *email))
                .collect(),
            addresses: self.first_addresses(),
            dates: dates.map(|(_, (kind, date))| (kind.trim(), date)).collect(),
            custom: &self.custom,
        })
    }

    /// The members with the keys that they will have, and the key of each that was handed in.
    fn first_members(&self, tx: &Tx<'_>) -> Result<(Vec<FirstMember<'_>>, Vec<i64>)> {
        let (mut members, mut keys) = (Vec::new(), Vec::with_capacity(self.members.len()));
        if self.members.is_empty() {
            return Ok((members, keys));
        }
        let mut key = tx.next_key("family_member")?;
        for (place, (said, relation)) in self.members.iter().enumerate() {
            let same = self.members.iter().take(place).position(|(other, _)| {
                other.kind == said.kind && other.name.trim() == said.name.trim()
            });
            if let Some(known) = same.and_then(|same| keys.get(same).copied()) {
                keys.push(known);
                continue;
            }
            members.push(FirstMember {
                key,
                place: position(place),
                said,
                relation: relation.as_deref(),
            });
            keys.push(key);
            key += 1;
        }
        Ok((members, keys))
    }

    fn first_phones(&self, members: &[i64]) -> Vec<FirstPhone<'_>> {
        let mut phones = Vec::with_capacity(self.phones.len());
        for (place, (phone, kind, whose)) in self.phones.iter().enumerate() {
            let same = |(other, _, other_whose): &(Phone, String, Option<usize>)| {
                other.digits == phone.digits
                    && other.extension == phone.extension
                    && other_whose == whose
            };
            if self.phones.iter().take(place).any(same) {
                continue;
            }
            phones.push(FirstPhone {
                place: position(place),
                phone,
                kind,
                member: whose.and_then(|whose| members.get(whose)).copied(),
                validity: self.validity.get(place).copied().flatten(),
            });
        }
        phones
    }

    fn first_addresses(&self) -> Vec<[Option<String>; 4]> {
        let mut addresses = Vec::new();
        for address in self.address.into_iter().chain(self.further) {
            let parts = parts::said(address);
            if parts.iter().any(Option::is_some) && !addresses.contains(&parts) {
                addresses.push(parts);
            }
        }
        addresses
    }
}

impl First<'_> {
    /// As derived data see it.
    pub(super) fn facts(&self, tx: &Tx<'_>) -> Result<Facts> {
        let birthdays = self.dates.iter().filter(|(kind, _)| *kind == "birthday");
        Ok(Facts {
            phones: self.phones.iter().map(FirstPhone::number).collect(),
            members: self.members.iter().map(FirstMember::name).collect(),
            birthdays: birthdays
                .enumerate()
                .map(|(place, (_, date))| OwnBirthday {
                    id: position(place),
                    lunar: date.calendar == Calendar::Lunar,
                    month: date.month.into(),
                    day: date.day.into(),
                    leap: date.leap,
                })
                .collect(),
            searchable: custom::searchable(tx, self.custom)?,
            ..Facts::default()
        })
    }

    /// Adds everything to the customer who was added just now, for this owner.
    pub(super) fn keep(&self, tx: &Tx<'_>, id: CustomerId, owner: Option<StaffId>) -> Result<()> {
        for member in &self.members {
            member.keep(tx, id, owner)?;
        }
        for phone in &self.phones {
            phone.keep(tx, id)?;
        }
        custom::first(tx, id, self.custom)?;
        for (place, email) in &self.emails {
            let values = vec![id.0.into(), (*email).to_owned().into(), (*place).into()];
            tx.insert(&EMAIL, None, values)?;
        }
        for (place, parts) in self.addresses.iter().enumerate() {
            let values = std::iter::once(Value::from(id.0));
            let values = values.chain(parts.iter().cloned().map(Value::from));
            let values = values.chain([position(place).into()]);
            tx.insert(&ADDRESS, None, values.collect())?;
        }
        self.dates
            .iter()
            .try_for_each(|(kind, date)| keep_date(tx, (id, owner), None, kind, date))
    }
}

impl FirstMember<'_> {
    fn name(&self) -> String {
        self.said.name.trim().to_owned()
    }

    fn keep(&self, tx: &Tx<'_>, id: CustomerId, owner: Option<StaffId>) -> Result<()> {
        let employer = self.said.employer.as_deref().map(str::trim);
        let employer = employer.filter(|text| !text.is_empty());
        let values = vec![
            id.0.into(),
            self.said.kind.clone().into(),
            self.name().into(),
            self.relation.map(str::to_owned).into(),
            employer.map(str::to_owned).into(),
            self.place.into(),
        ];
        tx.insert(&MEMBER, Some(self.key), values)?;
        let mut dates = self.said.dates.iter();
        dates.try_for_each(|(kind, date)| {
            keep_date(tx, (id, owner), Some(self.key), kind.trim(), date)
        })
    }
}

impl FirstPhone<'_> {
    fn number(&self) -> Number {
        Number {
            digits: self.phone.digits.clone(),
            member: self.member,
            invalid: self.validity == Some("invalid"),
            place: (self.place, 0),
        }
    }

    fn keep(&self, tx: &Tx<'_>, id: CustomerId) -> Result<()> {
        let values = vec![
            id.0.into(),
            self.member.into(),
            self.phone.typed.clone().into(),
            self.phone.digits.clone().into(),
            self.phone.known.into(),
            self.kind.to_owned().into(),
            self.phone.extension.clone().into(),
            self.place.into(),
            self.validity.map(str::to_owned).into(),
            self.validity.map(|_| tx.at.0).into(),
            self.validity.map(|_| tx.actor.id.0).into(),
            self.validity.map(|_| verify::SAID.to_owned()).into(),
        ];
        tx.insert(&PHONE, None, values).map(|_| ())
    }
}

fn keep_date(
    tx: &Tx<'_>,
    (id, owner): (CustomerId, Option<StaffId>),
    member: Option<i64>,
    kind: &str,
    date: &Birthday,
) -> Result<()> {
    let values = vec![
        id.0.into(),
        kind.to_owned().into(),
        parts::calendar(date).to_owned().into(),
        date.year.into(),
        date.month.into(),
        date.day.into(),
        date.leap.into(),
        member.into(),
        owner.map(|owner| owner.0).into(),
    ];
    tx.insert(&DATE, None, values).map(|_| ())
}
