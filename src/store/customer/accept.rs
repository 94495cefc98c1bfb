//! Whether what was handed in can be taken: every value checked before anything is written.
//! Must not write.

use super::super::{Tx, choice, setting, staff, unit};
use crate::domain::birthday::{Birthday, Calendar};
use crate::domain::customer::tag::{TAG, tags};
use crate::domain::customer::{Address, Field, NewPhone};
use crate::domain::ids::{StaffId, UnitId};
use crate::domain::lunar;
use crate::domain::nearest::Near;
use crate::domain::phone::{self, MAX_DIGITS, Phone, PhoneFault, PhoneKind};
use crate::domain::time::{Day, Now};
use crate::error::{Error, Fault, Result};

/// Longest name, characters.
const NAME: usize = 200;
/// Longest remark or note, characters.
pub(in super::super) const NOTE: usize = 32 * 1024;
/// Longest of all other texts, characters.
pub(in super::super) const TEXT: usize = 500;
/// Longest code, characters.
const CODE: usize = 64;
/// What people may call a number besides what the numbering plan says.
const FAX: &str = "fax";

/// A text without outer blanks, no longer than the limit; none if nothing is left.
pub(in super::super) fn text<'t>(
    field: &str,
    text: &'t str,
    limit: usize,
) -> Result<Option<&'t str>> {
    let text = text.trim();
    // Bytes first: counting the characters of ten megabytes is no use to anyone.
    if text.len() > limit * 4 || text.chars().count() > limit {
        return Err(Error::invalid(field, Fault::TooLong(limit)));
    }
    Ok((!text.is_empty()).then_some(text))
}

/// A plain field's value; none clears it.
pub(super) fn field<'t>(tx: &Tx<'_>, field: Field, value: &'t str) -> Result<Option<&'t str>> {
    let limit = match field {
        Field::Name => NAME,
        Field::Remark => NOTE,
        _ => TEXT,
    };
    let value = text(field.code(), value, limit)?;
    match (value, field.list()) {
        (Some(codes), _) if field == Field::Tag => {
            tagged(tx, codes)?;
            Ok(value)
        }
        (None, _) if field == Field::Name => Err(Error::invalid(field.code(), Fault::Empty)),
        (Some(code), Some(list)) => {
            coded(tx, field.code(), list, code)?;
            Ok(value)
        }
        _ => Ok(value),
    }
}

/// Tags in the one way in which they are stored; those that are picked no more stay.
fn tagged(tx: &Tx<'_>, codes: &str) -> Result<()> {
    let key = (TAG, codes.to_owned());
    if tx.memo.values.borrow().contains(&key) {
        return Ok(());
    }
    let canonical = tags(&choice::of(tx.conn(), TAG)?, codes);
    let canonical = canonical.map_err(|fault| Error::invalid(TAG, fault))?;
    if canonical != codes {
        let nearest = Near::all([canonical.as_str()]);
        return Err(Error::invalid(TAG, Fault::Unknown { nearest }));
    }
    tx.memo.values.borrow_mut().insert(key);
    Ok(())
}

/// A code of a coded list.
pub(in super::super) fn coded(
    tx: &Tx<'_>,
    field: &str,
    list: &'static str,
    code: &str,
) -> Result<()> {
    let key = (list, code.to_owned());
    if tx.memo.values.borrow().contains(&key) {
        return Ok(());
    }
    choice::check(tx.conn(), field, list, code)?;
    tx.memo.values.borrow_mut().insert(key);
    Ok(())
}

/// The code of a customer, as a file brings it.
pub(super) fn code(code: &str) -> Result<&str> {
    text("code", code, CODE)?.ok_or_else(|| Error::invalid("code", Fault::Empty))
}

/// The unit with this code.
pub(super) fn unit(tx: &Tx<'_>, code: &str) -> Result<UnitId> {
    if let Some(&unit) = tx.memo.units.borrow().get(code) {
        return Ok(unit);
    }
    let unit = unit::id_of(tx.conn(), "unit", code)?;
    tx.memo.units.borrow_mut().insert(code.to_owned(), unit);
    Ok(unit)
}

/// Somebody who may own customers.
pub(super) fn owner(tx: &Tx<'_>, owner: StaffId) -> Result<()> {
    if tx.memo.owners.borrow().contains(&owner) {
        return Ok(());
    }
    staff::check_active(tx.conn(), "owner", owner)?;
    tx.memo.owners.borrow_mut().insert(owner);
    Ok(())
}

/// A number understood, with the kind under which it is kept.
pub(super) fn number(tx: &Tx<'_>, new: &NewPhone) -> Result<(Phone, String)> {
    let region = match tx.memo.region.get() {
        Some(region) => region,
        None => {
            let region = setting::region(tx.conn())?;
            tx.memo.region.get_or_init(|| region)
        }
    };
    let phone = phone::understand(&new.typed, region).map_err(|fault| {
        let fault = match fault {
            PhoneFault::Empty => Fault::Empty,
            PhoneFault::NoDigits => Fault::NoDigits,
            PhoneFault::Mangled => Fault::Mangled,
            PhoneFault::Letters => Fault::Letters,
            PhoneFault::TooLong => Fault::TooLong(MAX_DIGITS),
        };
        Error::invalid("phone", fault)
    })?;
    let kind = match new.kind.as_deref() {
        // A short number is dialled as it is, whatever somebody calls it.
        _ if phone.kind == PhoneKind::Short => phone.kind.code(),
        None => phone.kind.code(),
        Some(said) if said == FAX || PhoneKind::from_code(said).is_some() => said,
        Some(_) => {
            return Err(Error::invalid(
                "phone",
                Fault::Unknown {
                    nearest: Near::none(),
                },
            ));
        }
    };
    let kind = kind.to_owned();
    Ok((phone, kind))
}

/// An address, part by part.
pub(super) fn address(address: &Address) -> Result<()> {
    let parts = [
        ("province", &address.province),
        ("city", &address.city),
        ("address", &address.line),
        ("postcode", &address.postcode),
    ];
    parts.into_iter().try_for_each(|(field, part)| {
        text(field, part.as_deref().unwrap_or_default(), TEXT).map(|_| ())
    })
}

/// Nobody who lives was born before.
const OLDEST: i32 = 1850;

fn born(tx: &Tx<'_>, day: Day, year: Option<i32>) -> Result<()> {
    let zone = setting::zone_of(tx.conn())?;
    let fault = match (Now { at: tx.at, zone }).today() {
        today if day > today => Fault::InTheFuture,
        _ if year.is_some_and(|year| year < OLDEST) => Fault::OutOfRange,
        _ => return Ok(()),
    };
    Err(Error::invalid("birthday", fault))
}

/// A date that some year has; a birthday, that it has come and not too long ago. `kind` is `birthday` or the anniversary's name.
pub(super) fn date(tx: &Tx<'_>, kind: &str, date: &Birthday) -> Result<()> {
    text("date", kind, TEXT)?.ok_or_else(|| Error::invalid("date", Fault::Empty))?;
    let there = match (date.calendar, date.year) {
        (Calendar::Solar, year) => {
            // Without a year 29 February may be meant: a leap year has every day there is.
            let (year, month, day) = (year.unwrap_or(2000), date.month.into(), date.day.into());
            chrono::NaiveDate::from_ymd_opt(year, month, day).is_some()
        }
        (Calendar::Lunar, Some(year)) => lunar::month_length(year, date.month, date.leap)
            .is_some_and(|length| (1..=length).contains(&date.day)),
        (Calendar::Lunar, None) => lunar::ever(date.month, date.leap, date.day),
    };
    if !there {
        return Err(Error::invalid(kind, Fault::ImpossibleDate));
    }
    match date.born() {
        Ok(day) if kind == "birthday" => born(tx, day, date.year),
        _ => Ok(()),
    }
}
