//! A number as a cell that reads back as the same number of the same kind.
//! Must not know columns.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::domain::customer::WholePhone;
use crate::domain::phone::{Phone, PhoneKind, dialled, split_cell, understand};
use crate::exchange::rest::RestPhone;

/// A number, and what a cell says of it: the plan is asked once, as that is what takes time.
#[derive(Debug)]
pub(super) struct Said<'w> {
    phone: &'w WholePhone,
    /// The number without its kind: as typed wherever that alone says all.
    pub(super) bare: Cow<'w, str>,
    /// Whether what was typed is read as this number, typed so.
    pub(super) exact: bool,
    /// The kind, where the plan would say another of the bare number.
    kind: Option<&'w str>,
}

/// All of them against the plan of a region.
pub(super) fn said<'w>(phones: &'w [WholePhone], region: &str) -> Vec<Said<'w>> {
    phones.iter().map(|phone| Said::of(phone, region)).collect()
}

/// The numbers of a cell, parted by semicolons.
pub(super) fn cell<'w>(numbers: &[Said<'w>]) -> Cow<'w, str> {
    if let [said] = numbers {
        return said.one();
    }
    let all: Vec<Cow<'_, str>> = numbers.iter().map(Said::one).collect();
    Cow::Owned(all.join(";"))
}

impl<'w> Said<'w> {
    /// One number.
    pub(super) fn of(phone: &'w WholePhone, region: &str) -> Self {
        let typed = phone.typed.as_str();
        if region.eq_ignore_ascii_case("CN") && is_plain_mobile(phone, typed) {
            return Said {
                phone,
                bare: Cow::Borrowed(typed),
                exact: true,
                kind: None,
            };
        }
        let alone = split_cell(typed) == [typed] && typed.trim() == typed;
        let odd = typed.contains(|c: char| c == ':' || c == '\u{feff}' || c.is_control());
        let same = |read: &Phone| read.digits == phone.digits && read.extension == phone.extension;
        let read = understand(typed, region).ok();
        let exact = alone && !odd && read.as_ref().is_some_and(same);
        let (bare, read) = match exact {
            true => (Cow::Borrowed(typed), read),
            false => {
                let number = canonical(phone);
                let read = understand(&number, region).ok();
                (Cow::Owned(number), read)
            }
        };
        Said {
            phone,
            bare,
            exact,
            kind: own_kind(phone, read.as_ref()),
        }
    }

    /// Before the number, if somebody has verified it, what came of that, and its kind where the plan
    /// would say another (`invalid fax:021-62344821`).
    fn one(&self) -> Cow<'w, str> {
        let text = &self.bare;
        match (self.phone.validity.as_deref(), self.kind) {
            (Some(validity), Some(kind)) => Cow::Owned(format!("{validity} {kind}:{text}")),
            (Some(word), None) | (None, Some(word)) => Cow::Owned(format!("{word}:{text}")),
            (None, None) => text.clone(),
        }
    }

    /// The number with nothing left out.
    pub(super) fn whole(&self, region: &str) -> RestPhone {
        let phone = self.phone;
        let kind = match self.exact {
            true => self.kind,
            false => own_kind(phone, understand(&phone.typed, region).ok().as_ref()),
        };
        RestPhone {
            typed: phone.typed.clone(),
            kind: kind.map(str::to_owned),
            validity: phone.validity.clone(),
        }
    }
}

fn own_kind<'w>(phone: &'w WholePhone, read: Option<&Phone>) -> Option<&'w str> {
    let plan = read.map(|read| read.kind.code());
    (plan != Some(phone.kind.as_str())).then_some(phone.kind.as_str())
}

/// Those that the bare number does not say exactly, or not of what kind.
pub(super) fn not_of_the_plan(numbers: &[Said<'_>], region: &str) -> BTreeMap<String, RestPhone> {
    let hard = numbers
        .iter()
        .filter(|said| said.phone.validity.is_some() || !said.exact || said.kind.is_some());
    hard.map(|said| (said.bare.clone().into_owned(), said.whole(region)))
        .collect()
}

/// Those that the cell does not say exactly, by what it says.
pub(super) fn inexact(numbers: &[Said<'_>], region: &str) -> BTreeMap<String, RestPhone> {
    let inexact = numbers.iter().filter(|said| !said.exact);
    inexact
        .map(|said| (said.one().into_owned(), said.whole(region)))
        .collect()
}

/// The commonest number of all, known without asking any plan: a Chinese mobile in bare digits.
fn is_plain_mobile(phone: &WholePhone, typed: &str) -> bool {
    phone.kind == "mobile"
        && phone.extension.is_none()
        && typed.len() == 11
        && phone.digits.len() == 13
        && phone.digits.strip_prefix("861").is_some()
        && phone.digits.strip_prefix("86") == Some(typed)
        && phone.known
}

fn canonical(phone: &WholePhone) -> String {
    let kind = PhoneKind::from_code(&phone.kind).unwrap_or(PhoneKind::Landline);
    let number = dialled(&phone.digits, kind, phone.known);
    match &phone.extension {
        Some(extension) => format!("{number} x{extension}"),
        None => number,
    }
}
