//! A number as a cell that reads back as the same number of the same kind.
//! Must not know columns.

use std::borrow::Cow;

use crate::domain::customer::WholePhone;
use crate::domain::phone::{PhoneKind, dialled, split_cell, understand};

/// The numbers of a cell, parted by semicolons.
pub(super) fn cell<'w>(phones: &'w [WholePhone], region: &str) -> Cow<'w, str> {
    if let [phone] = phones {
        return one(phone, region);
    }
    let all: Vec<Cow<'_, str>> = phones.iter().map(|phone| one(phone, region)).collect();
    Cow::Owned(all.join(";"))
}

/// One number: as typed wherever that alone says all, with its kind before it where the plan
/// would say another.
pub(super) fn one<'w>(phone: &'w WholePhone, region: &str) -> Cow<'w, str> {
    let typed = phone.typed.trim();
    if is_plain_mobile(phone, typed) {
        return Cow::Borrowed(typed);
    }
    let alone = split_cell(typed) == [typed] && !typed.contains([':', '\u{feff}']);
    let read = alone.then(|| understand(typed, region).ok()).flatten();
    let same = read.filter(|read| read.digits == phone.digits && read.extension == phone.extension);
    let kind = same.as_ref().map(|read| read.kind);
    let text = match same {
        Some(_) => Cow::Borrowed(typed),
        None => Cow::Owned(canonical(phone)),
    };
    let kind = kind.or_else(|| understand(&text, region).ok().map(|read| read.kind));
    if kind.is_some_and(|kind| kind.code() == phone.kind) {
        text
    } else {
        Cow::Owned(format!("{}:{text}", phone.kind))
    }
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
