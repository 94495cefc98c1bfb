//! Lines and payments as they are written on the command line. Must not store anything.

use super::super::args_sale::SaleAdd;
use super::super::context::Desk;
use super::super::find::on;
use crate::domain::ids::{CustomerId, ProductId, StaffId};
use crate::domain::money::{Currency, Money};
use crate::domain::nearest::{Of, Word, nearest};
use crate::domain::sale::{Cause, Head, LineDraft, SaleDraft, count, in_line};
use crate::domain::staff::{Role, Staff};
use crate::error::{Error, Fault, Result};
use crate::store::{Reader, choice, product, setting, staff};

/// The arguments as the key's digest sees them.
pub(super) fn said(args: &SaleAdd) -> Vec<String> {
    let mut said = vec![args.code.clone()];
    for (option, values) in [
        ("line", &args.lines),
        ("gift", &args.gifts),
        ("redeem", &args.redeem),
        ("pay", &args.payments),
    ] {
        said.extend(values.iter().map(|value| format!("{option} {value}")));
    }
    let rest = [
        &args.on,
        &args.by,
        &args.region,
        &args.method,
        &args.payment_type,
        &args.delivery,
        &args.address,
        &args.remark,
    ];
    said.extend(rest.map(|part| part.clone().unwrap_or_default()));
    said
}

/// The sale that the arguments say.
pub(super) fn draft(desk: &Desk, args: &SaleAdd, customer: CustomerId) -> Result<SaleDraft> {
    let reader = &desk.reader;
    let currency = setting::currency(reader)?;
    let mut lines = Vec::new();
    for typed in &args.lines {
        lines.push(bought(reader, currency, lines.len(), typed)?);
    }
    for typed in &args.gifts {
        lines.push(given(reader, lines.len(), typed)?);
    }
    for typed in &args.redeem {
        lines.push(redeemed(reader, lines.len(), typed)?);
    }
    let payments = args.payments.iter();
    let payments = payments.map(|typed| payment(reader, currency, typed));
    let coded = |field, list, typed: &Option<String>| {
        let resolved = typed
            .as_deref()
            .map(|typed| code(reader, field, list, typed));
        resolved.transpose()
    };
    let day = args.on.as_deref().map(on).transpose()?;
    // Of a day that is over nobody knows the hour any more.
    let past = day.filter(|day| *day != desk.now.today());
    Ok(SaleDraft {
        customer,
        at: past.map(|day| desk.now.at_local(day, chrono::NaiveTime::MIN)),
        staff: args
            .by
            .as_deref()
            .map(|by| person(reader, by))
            .transpose()?,
        head: Head {
            region: coded("region", "sale_region", &args.region)?,
            method: coded("method", "payment_method", &args.method)?,
            payment_type: coded("payment_type", "payment_type", &args.payment_type)?,
            delivery: coded("delivery", "delivery", &args.delivery)?,
            address: args.address.clone(),
            remark: args.remark.clone(),
        },
        lines,
        payments: payments.collect::<Result<_>>()?,
    })
}

/// The person with this login.
pub(super) fn person(reader: &Reader, login: &str) -> Result<StaffId> {
    let found = staff::by_login(reader, login.trim())?;
    match found {
        Some(person) => Ok(person.id),
        None => {
            let people = staff::list(reader)?;
            let able = people.iter().filter(|person| person.role != Role::Exchange);
            let nearest = nearest(login, able.map(Staff::word)).of(Of::Staff);
            Err(Error::invalid("by", Fault::Unknown { nearest }))
        }
    }
}

fn code(reader: &Reader, field: &str, list: &str, typed: &str) -> Result<String> {
    let choices = choice::list(reader, list)?;
    choice::pick(&choices, field, typed)
}

/// The parts of a line: its product, its quantity, and what may follow.
fn parts(typed: &str) -> Vec<String> {
    let typed = typed.replace('：', ":");
    typed
        .split(':')
        .map(|part| part.trim().to_owned())
        .collect()
}

fn part(parts: &[String], place: usize) -> Option<&str> {
    let part = parts.get(place).map(String::as_str);
    part.filter(|part| !part.is_empty())
}

/// The product with this code; else the nearest.
pub(in crate::cli) fn product_of(reader: &Reader, field: &str, code: &str) -> Result<ProductId> {
    if let Some(found) = product::by_code(reader, code)?.and_then(|found| found.id) {
        return Ok(found);
    }
    let known = product::list(reader)?;
    let known = known
        .iter()
        .map(|product| Word::named(&product.code, &product.name));
    let nearest = nearest(code, known).of(Of::Products);
    Err(Error::invalid(field, Fault::Unknown { nearest }))
}

/// The same, also of what is sold no more.
pub(super) fn any_product(reader: &Reader, field: &str, code: &str) -> Result<ProductId> {
    match product::id_of(reader, code)? {
        Some(found) => Ok(found),
        None => product_of(reader, field, code),
    }
}

/// What every line begins with, and its parts.
fn begun(reader: &Reader, place: usize, typed: &str) -> Result<(LineDraft, Vec<String>)> {
    let parts = parts(typed);
    let field = format!("line.{}.product", place + 1);
    let product = product_of(reader, &field, part(&parts, 0).unwrap_or_default())?;
    let quantity = number(place, "quantity", part(&parts, 1))?;
    if parts.len() > 4 {
        return Err(in_line(place, "collected", Fault::NotANumber));
    }
    let line = LineDraft {
        product,
        quantity: quantity.ok_or_else(|| in_line(place, "quantity", Fault::Empty))?,
        price: None,
        seen: None,
        collected: number(place, "collected", part(&parts, 3))?,
        cause: Cause::Sold,
    };
    Ok((line, parts))
}

fn number(place: usize, field: &str, typed: Option<&str>) -> Result<Option<i64>> {
    let read = typed.map(count).transpose();
    read.map_err(|wrong| in_line(place, field, wrong))
}

fn bought(reader: &Reader, currency: &Currency, place: usize, typed: &str) -> Result<LineDraft> {
    let (line, parts) = begun(reader, place, typed)?;
    let price = part(&parts, 2).map(|typed| Money::parse(typed, currency));
    let price = price.transpose();
    let price = price.map_err(|wrong| in_line(place, "price", wrong.into()))?;
    Ok(LineDraft {
        price: price.map(|price| price.0),
        ..line
    })
}

fn given(reader: &Reader, place: usize, typed: &str) -> Result<LineDraft> {
    let (line, parts) = begun(reader, place, typed)?;
    let field = format!("line.{}.cause", place + 1);
    let said = part(&parts, 2).ok_or_else(|| Error::invalid(&field, Fault::Empty))?;
    Ok(LineDraft {
        cause: Cause::Gift(code(reader, &field, "gift_cause", said)?),
        ..line
    })
}

fn redeemed(reader: &Reader, place: usize, typed: &str) -> Result<LineDraft> {
    let (line, parts) = begun(reader, place, typed)?;
    Ok(LineDraft {
        cause: Cause::Redeemed(number(place, "points", part(&parts, 2))?),
        ..line
    })
}

/// What is wrong with how many are collected, where nobody said how many: it is the quantity.
pub(super) fn as_said(error: Error, draft: &SaleDraft) -> Error {
    match error {
        Error::Invalid { field, fault } => {
            let unsaid = draft.lines.iter().enumerate().any(|(place, line)| {
                line.collected.is_none() && field == format!("line.{}.collected", place + 1)
            });
            let field = if unsaid {
                field.replace("collected", "quantity")
            } else {
                field
            };
            Error::Invalid { field, fault }
        }
        error => error,
    }
}

/// `PRODUCT:QTY`, each once.
pub(super) fn goods(
    reader: &Reader,
    field: &str,
    typed: &[String],
) -> Result<Vec<(ProductId, i64)>> {
    let one = |(place, typed): (usize, &String)| {
        let parts = parts(typed);
        let code = part(&parts, 0).unwrap_or_default();
        // What is sold no more may still be collected and given back.
        let product = any_product(reader, &format!("line.{}.product", place + 1), code)?;
        let quantity = number(place, field, part(&parts, 1))?;
        let quantity = quantity.ok_or_else(|| in_line(place, field, Fault::Empty))?;
        Ok((product, quantity))
    };
    typed.iter().enumerate().map(one).collect()
}

/// `METHOD[:AMOUNT]`.
pub(super) fn refund(
    reader: &Reader,
    currency: &Currency,
    typed: &str,
) -> Result<(String, Option<i64>)> {
    if typed.contains([':', '：']) {
        return payment(reader, currency, typed).map(|(method, sum)| (method, Some(sum)));
    }
    Ok((code(reader, "method", "payment_method", typed)?, None))
}

/// `METHOD:AMOUNT`.
pub(super) fn payment(reader: &Reader, currency: &Currency, typed: &str) -> Result<(String, i64)> {
    let typed = typed.replace('：', ":");
    let (method, amount) = typed
        .split_once(':')
        .ok_or_else(|| Error::invalid("payment", Fault::Empty))?;
    let method = code(reader, "method", "payment_method", method)?;
    let amount = Money::parse(amount, currency);
    let amount = amount.map_err(|wrong| Error::invalid("payment", wrong.into()))?;
    Ok((method, amount.0))
}
