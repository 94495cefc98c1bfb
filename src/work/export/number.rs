//! A number as a cell that reads back as the same number of the same kind.
//! Must not know columns.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::domain::customer::WholePhone;
use crate::domain::phone::{PhoneKind, dialled, split_cell, understand};
use crate::exchange::rest::RestPhone;

/// The numbers of a cell, parted by semicolons.
pub(super) fn cell<'w>(phones: &'w [WholePhone], region: &str) -> Cow<'w, str> {
    if let [phone] = phones {
        return one(phone, region);
    }
    let all: Vec<Cow<'_, str>> = phones.iter().map(|phone| one(phone, region)).collect();
    Cow::Owned(all.join(";"))
}

/// One number: as typed wherever that alone says all; before it, if somebody has verified it,
/// what came of that, and its kind where the plan would say another (`invalid fax:021-62344821`).
pub(super) fn one<'w>(phone: &'w WholePhone, region: &str) -> Cow<'w, str> {
    let typed = phone.typed.as_str();
    if phone.validity.is_none() && is_plain_mobile(phone, typed) {
        return Cow::Borrowed(typed);
    }
    let text = bare(phone, region);
    match (phone.validity.as_deref(), own_kind(phone, &text, region)) {
        (Some(validity), Some(kind)) => Cow::Owned(format!("{validity} {kind}:{text}")),
        (Some(word), None) | (None, Some(word)) => Cow::Owned(format!("{word}:{text}")),
        (None, None) => text,
    }
}

/// One number without its kind.
pub(super) fn bare<'w>(phone: &'w WholePhone, region: &str) -> Cow<'w, str> {
    match is_exact(phone, region) {
        true => Cow::Borrowed(&phone.typed),
        false => Cow::Owned(canonical(phone)),
    }
}

/// Whether a cell with what was typed is read as this number, typed so.
pub(super) fn is_exact(phone: &WholePhone, region: &str) -> bool {
    let typed = phone.typed.as_str();
    if is_plain_mobile(phone, typed) {
        return true;
    }
    let alone = split_cell(typed) == [typed] && typed.trim() == typed;
    let odd = typed.contains(|c: char| c == ':' || c == '\u{feff}' || c.is_control());
    alone
        && !odd
        && understand(typed, region)
            .is_ok_and(|read| read.digits == phone.digits && read.extension == phone.extension)
}

/// The kind, where the plan would say another of this text.
fn own_kind<'w>(phone: &'w WholePhone, text: &str, region: &str) -> Option<&'w str> {
    let plan = understand(text, region).ok().map(|read| read.kind.code());
    (plan != Some(phone.kind.as_str())).then_some(phone.kind.as_str())
}

/// The number with nothing left out.
pub(super) fn whole(phone: &WholePhone, region: &str) -> RestPhone {
    RestPhone {
        typed: phone.typed.clone(),
        kind: own_kind(phone, &phone.typed, region).map(str::to_owned),
        validity: phone.validity.clone(),
    }
}

/// Those of a customer's numbers that [`bare`] does not say exactly, or not of what kind.
pub(super) fn not_of_the_plan(phones: &[WholePhone], region: &str) -> BTreeMap<String, RestPhone> {
    let all = phones.iter().map(|phone| (bare(phone, region), phone));
    let hard = all.filter(|(text, phone)| {
        phone.validity.is_some()
            || !is_exact(phone, region)
            || own_kind(phone, text, region).is_some()
    });
    hard.map(|(text, phone)| (text.into_owned(), whole(phone, region)))
        .collect()
}

/// Those of a customer's numbers that [`one`] does not say exactly, by what it says.
pub(super) fn inexact(phones: &[WholePhone], region: &str) -> BTreeMap<String, RestPhone> {
    let inexact = phones.iter().filter(|phone| !is_exact(phone, region));
    inexact
        .map(|phone| (one(phone, region).into_owned(), whole(phone, region)))
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
