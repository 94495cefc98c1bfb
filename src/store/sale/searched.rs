//! What is meant by the words that purchase records are searched by: which customers, products and
//! people. Must not know how lines are found.

use super::super::find::{self, Seeker};
use super::super::{Actor, Reader, card, product, staff, unit};
use super::figures::span;
use super::offers;
use super::records::{EVER, Wanted};
use crate::domain::ids::{CustomerId, ProductId, StaffId};
use crate::domain::nearest::{Near, Of, Word, nearest};
use crate::domain::sale::{Bought, Searched};
use crate::domain::staff::Staff;
use crate::domain::time::Now;
use crate::error::{Error, Fault, Result};

/// Customers and products that may answer to what was typed at most.
const MOST: usize = 20;

/// Which lines are meant.
pub fn wanted(reader: &Reader, actor: &Actor, searched: &Searched, now: &Now) -> Result<Wanted> {
    let said = |typed: &str| Some(typed.trim().to_owned()).filter(|typed| !typed.is_empty());
    let customers = said(&searched.customer);
    let products = said(&searched.product);
    let staff = said(&searched.by);
    Ok(Wanted {
        customers: customers
            .map(|typed| customers_of(reader, actor, &typed, now))
            .transpose()?,
        products: products
            .map(|typed| products_of(reader, &typed))
            .transpose()?,
        staff: staff.map(|typed| sellers(reader, &typed)).transpose()?,
        span: searched.period.map_or(EVER, |period| span(now, period)),
    })
}

/// What was searched in full names, where one alone is meant: a customer's stands in their own lines,
/// which are within reach of whoever asks.
pub fn meant(
    reader: &Reader,
    searched: &Searched,
    wanted: &Wanted,
    lines: &[Bought],
) -> Result<Searched> {
    let mut meant = searched.clone();
    let buyer = lines.first().map(|line| line.customer_name.clone());
    if let (Some([_]), Some(name)) = (wanted.customers.as_deref(), buyer) {
        meant.customer = name;
    }
    if let Some(&[id]) = wanted.products.as_deref() {
        meant.product = product::by_id(reader, id)?.name;
    }
    let by = searched.by.trim();
    let person = match wanted.staff.as_deref() {
        Some(&[id]) => staff::by_id(reader, id)?.filter(|one| one.login == by),
        _ => None,
    };
    let mut units = unit::list(reader)?.into_iter();
    let unit = units.find(|unit| unit.code == by).map(|unit| unit.name);
    meant.by = person.map(|one| one.name).or(unit).unwrap_or(meant.by);
    Ok(meant)
}

/// By code, else as the caller line finds them.
fn customers_of(reader: &Reader, actor: &Actor, typed: &str, now: &Now) -> Result<Vec<CustomerId>> {
    if let Some(one) = card::id_of(reader, typed)? {
        return Ok(vec![one]);
    }
    let seeker = Seeker::new(actor.clone());
    let found = find::find(reader, &seeker, typed, MOST + 1, now.at)?;
    match found.rows.len() {
        0 => Err(Error::invalid(
            "customer",
            Fault::Unknown {
                nearest: Near::none().of(Of::Customers),
            },
        )),
        count if count > MOST => Err(Error::invalid("customer", Fault::Shared(found.count))),
        _ => Ok(found.rows.iter().map(|row| row.id).collect()),
    }
}

/// By code or name, those too that are sold no more; else as a sale finds what is sold.
fn products_of(reader: &Reader, typed: &str) -> Result<Vec<ProductId>> {
    let known = product::names(reader)?;
    let named = |fits: &dyn Fn(&str, &str) -> bool| -> Vec<ProductId> {
        let fitting = known.iter().filter(|(_, code, name)| fits(code, name));
        fitting.map(|(id, _, _)| *id).collect()
    };
    let mut found = named(&|code, name| code.eq_ignore_ascii_case(typed) || name == typed);
    if found.is_empty() {
        found = named(&|_, name| name.contains(typed));
    }
    if found.is_empty() {
        let offers = offers(reader, typed, MOST)?;
        found = offers.iter().map(|offer| offer.good.product).collect();
    }
    if found.is_empty() {
        let known = known.iter().map(|(_, code, name)| Word::named(code, name));
        let nearest = nearest(typed, known).of(Of::Products);
        return Err(Error::invalid("product", Fault::Unknown { nearest }));
    }
    Ok(found)
}

/// A person by login or name, else everybody of a unit and the units below it.
fn sellers(reader: &Reader, typed: &str) -> Result<Vec<StaffId>> {
    let people = staff::list(reader)?;
    let named = people
        .iter()
        .filter(|one| one.login == typed || one.name == typed);
    let found: Vec<StaffId> = named.map(|one| one.id).collect();
    if !found.is_empty() {
        return Ok(found);
    }
    let units = unit::list(reader)?;
    if let Some(unit) = units
        .iter()
        .find(|unit| unit.code == typed || unit.name == typed)
    {
        return unit::people(reader, &unit.code);
    }
    let units = units.iter().map(|unit| Word::named(&unit.code, &unit.name));
    let nearest = nearest(typed, people.iter().map(Staff::word).chain(units)).of(Of::Staff);
    Err(Error::invalid("by", Fault::Unknown { nearest }))
}
