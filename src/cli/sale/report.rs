//! `huoke sale report` and `records`: figures of a period, and lines that were bought.
//! Must not know how they are counted.

use chrono::{Datelike, Days, NaiveTime};
use serde::Serialize;

use super::super::args_sale::{Period, SaleRecords, SaleReport};
use super::super::context::{Context, Desk};
use super::super::find::on;
use super::super::json::Amount;
use super::super::stop::Stop;
use super::typed;
use crate::domain::ids::StaffId;
use crate::domain::money::{Currency, Money};
use crate::domain::sale::{Bought, Figures};
use crate::domain::staff::Unit;
use crate::domain::time::{Day, Instant, month_end};
use crate::error::{Error, Fault};
use crate::store::sale::report::{self, Span, Wanted};
use crate::store::{product, setting, unit};
use crate::text::say;

/// Days and months of a report at most.
const MOST: usize = 400;

#[derive(Serialize)]
struct Row<'s> {
    key: &'s str,
    name: &'s str,
    sales: i64,
    new_customers: i64,
    pieces: i64,
    amount: Amount,
    new: Amount,
    repeat: Amount,
    returned: Amount,
    collected: Option<Amount>,
}

/// From the first day's midnight to that after the last; where nothing is said, the month.
fn span(desk: &Desk, period: &Period) -> Result<((Day, Day), Span), Stop> {
    let today = desk.now.today();
    let from = period.from.as_deref().map(on).transpose()?;
    let to = period.to.as_deref().map(on).transpose()?;
    let to = to.unwrap_or(today.max(from.unwrap_or(today)));
    let from = from.unwrap_or(to.with_day(1).unwrap_or(to));
    if to < from {
        return Err(Error::invalid("to", Fault::InThePast).into());
    }
    Ok(((from, to), days(desk, from, to)))
}

fn days(desk: &Desk, from: Day, to: Day) -> Span {
    let midnight = |day: Day| desk.now.at_local(day, NaiveTime::MIN);
    let after = to.checked_add_days(Days::new(1));
    (midnight(from), after.map_or(Instant(i64::MAX), midnight))
}

type Found = Vec<(String, String, Figures)>;

/// Figures of a period.
pub(super) fn report(context: &mut Context, args: &SaleReport) -> Result<(), Stop> {
    let desk = context.enter()?;
    let currency = setting::currency(&desk.reader)?;
    let (ends, span) = span(&desk, &args.period)?;
    let mut found = match args.by.as_str() {
        "product" => by_product(&desk, span)?,
        "branch" => by_branch(&desk, span)?,
        "month" | "day" => by_time(&desk, ends, args.by == "month")?,
        _ => by_person(&desk, span)?,
    };
    let sum = found.iter().map(|(_, _, figures)| *figures);
    let sum = sum.reduce(|sum, more| sum.plus(&more)).unwrap_or_default();
    let total = context.text.trade.in_all.to_owned();
    if !matches!(args.by.as_str(), "month" | "day") {
        found.sort_by_key(|(_, _, figures)| std::cmp::Reverse(figures.amount));
    }
    // New customers of a product may be those of another: only what adds up is summed.
    if args.by != "product" && !context.wants_json() {
        found.push((total, String::new(), sum));
    }
    let header = [
        "key",
        "name",
        "sales",
        "new_customers",
        "pieces",
        "amount",
        "new",
        "repeat",
        "returned",
        "collected",
    ];
    let rows = found
        .iter()
        .map(|(key, name, figures)| row(key, name, figures, currency));
    context.listing(args.listing, &header, rows)
}

fn row<'s>(
    key: &'s str,
    name: &'s str,
    figures: &Figures,
    currency: &'static Currency,
) -> (Row<'s>, Vec<String>) {
    let money = |minor| Amount::new(minor, currency.code);
    let plain = |minor| Money(minor).plain(currency);
    let cells = vec![
        key.to_owned(),
        name.to_owned(),
        figures.sales.to_string(),
        figures.new_customers.to_string(),
        figures.pieces.to_string(),
        plain(figures.amount),
        plain(figures.new_amount),
        plain(figures.repeat_amount()),
        plain(figures.returned),
        figures.collected.map(plain).unwrap_or_default(),
    ];
    let row = Row {
        key,
        name,
        sales: figures.sales,
        new_customers: figures.new_customers,
        pieces: figures.pieces,
        amount: money(figures.amount),
        new: money(figures.new_amount),
        repeat: money(figures.repeat_amount()),
        returned: money(figures.returned),
        collected: figures.collected.map(money),
    };
    (row, cells)
}

fn by_person(desk: &Desk, span: Span) -> Result<Found, Stop> {
    let people = desk.people()?;
    let found = report::by_person(&desk.reader, &desk.actor, span)?;
    let named = found.into_iter().map(|(who, figures)| {
        let person = people.iter().find(|person| Some(person.id) == who);
        let login = person.map_or(String::new(), |person| person.login.clone());
        let name = person.map_or(String::new(), |person| person.name.clone());
        (login, name, figures)
    });
    Ok(named.collect())
}

/// The branch that a unit belongs to; itself where there is none above.
fn branch<'u>(units: &'u [Unit], of: &'u Unit) -> &'u Unit {
    let mut at = of;
    for _ in 0..units.len() {
        let above = units
            .iter()
            .find(|unit| Some(&unit.code) == at.under.as_ref());
        match above {
            Some(above) if at.kind != "branch" => at = above,
            _ => break,
        }
    }
    at
}

fn by_branch(desk: &Desk, span: Span) -> Result<Found, Stop> {
    let (people, units) = (desk.people()?, unit::list(&desk.reader)?);
    let mut sums: Found = Vec::new();
    for (who, figures) in report::by_person(&desk.reader, &desk.actor, span)? {
        let person = people.iter().find(|person| Some(person.id) == who);
        let of = person.and_then(|person| units.iter().find(|unit| Some(unit.id) == person.unit));
        let of = of.map(|of| branch(&units, of));
        let code = of.map_or("", |branch| branch.code.as_str());
        match sums.iter_mut().find(|(known, _, _)| known == code) {
            Some((_, _, sum)) => *sum = sum.plus(&figures),
            None => {
                let name = of.map_or(String::new(), |branch| branch.name.clone());
                sums.push((code.to_owned(), name, figures));
            }
        }
    }
    Ok(sums)
}

fn by_product(desk: &Desk, span: Span) -> Result<Found, Stop> {
    let names = product::names(&desk.reader)?;
    let found = report::by_product(&desk.reader, &desk.actor, span)?;
    let named = found.into_iter().map(|(product, figures)| {
        let known = names.iter().find(|(id, _, _)| *id == product);
        let (code, name) = known.map_or(("", ""), |(_, code, name)| (code, name));
        (code.to_owned(), name.to_owned(), figures)
    });
    Ok(named.collect())
}

fn by_time(desk: &Desk, (from, to): (Day, Day), monthly: bool) -> Result<Found, Stop> {
    let mut found = Vec::new();
    let mut day = from;
    while day <= to {
        if found.len() >= MOST {
            return Err(Error::invalid("to", Fault::AtMost(MOST.to_string())).into());
        }
        let last = if monthly { month_end(day).min(to) } else { day };
        let parts = report::by_person(&desk.reader, &desk.actor, days(desk, day, last))?;
        let parts = parts.into_iter().map(|(_, figures)| figures);
        let sum = parts
            .reduce(|sum, more| sum.plus(&more))
            .unwrap_or_default();
        let shape = if monthly { "%Y-%m" } else { "%Y-%m-%d" };
        found.push((day.format(shape).to_string(), String::new(), sum));
        let Some(next) = last.checked_add_days(Days::new(1)) else {
            break;
        };
        day = next;
    }
    Ok(found)
}

#[derive(Serialize)]
struct Line<'s> {
    sale: &'s str,
    at: String,
    customer: &'s str,
    name: &'s str,
    product: &'s str,
    product_name: &'s str,
    quantity: i64,
    returned: i64,
    price: Option<Amount>,
    amount: Amount,
    kind: &'s str,
    state: &'s str,
    by: Option<&'s str>,
}

/// Lines that were bought, newest first, with the totals of all of them on standard error.
pub(super) fn records(context: &mut Context, args: &SaleRecords) -> Result<(), Stop> {
    let desk = context.enter()?;
    let text = context.text;
    let currency = setting::currency(&desk.reader)?;
    let ((from, _), (_, before)) = span(&desk, &args.period)?;
    let from = args.period.from.as_ref().map(|_| days(&desk, from, from).0);
    let wanted = Wanted {
        customer: args
            .customer
            .as_deref()
            .map(|code| desk.customer(code, text))
            .transpose()?,
        product: args
            .product
            .as_deref()
            .map(|code| typed::any_product(&desk.reader, "product", code))
            .transpose()?,
        staff: sellers(&desk, args)?,
        span: (from.unwrap_or(Instant(i64::MIN)), before),
        limit: args.limit,
    };
    let found = report::records(&desk.reader, &desk.actor, &wanted)?;
    let header = [
        "sale",
        "at",
        "customer",
        "name",
        "product",
        "product_name",
        "quantity",
        "returned",
        "price",
        "amount",
        "kind",
        "state",
        "by",
    ];
    let rows = found
        .lines
        .iter()
        .map(|line| line_row(&desk, line, currency));
    context.listing(args.listing, &header, rows)?;
    context.out.flush()?;
    let sum = say::money(found.amount, currency.code);
    super::super::output::say(&(text.trade.records)(found.count, found.pieces, &sum));
    Ok(())
}

fn line_row<'s>(
    desk: &Desk,
    line: &'s Bought,
    currency: &'static Currency,
) -> (Line<'s>, Vec<String>) {
    let money = |minor| Amount::new(minor, currency.code);
    let plain = |minor| Money(minor).plain(currency);
    let cells = vec![
        line.sale.clone(),
        say::moment(&desk.now, line.at),
        line.customer.clone(),
        line.customer_name.clone(),
        line.product.clone(),
        line.product_name.clone(),
        line.quantity.to_string(),
        line.returned.to_string(),
        line.price.map(plain).unwrap_or_default(),
        plain(line.amount),
        line.kind.clone(),
        line.state.clone(),
        line.by.clone().unwrap_or_default(),
    ];
    let row = Line {
        sale: &line.sale,
        at: line.at.to_rfc3339(),
        customer: &line.customer,
        name: &line.customer_name,
        product: &line.product,
        product_name: &line.product_name,
        quantity: line.quantity,
        returned: line.returned,
        price: line.price.map(money),
        amount: money(line.amount),
        kind: &line.kind,
        state: &line.state,
        by: line.by.as_deref(),
    };
    (row, cells)
}

/// Who sold it: a person, or those of a unit and the units below it; none: anybody.
fn sellers(desk: &Desk, args: &SaleRecords) -> Result<Option<Vec<StaffId>>, Stop> {
    if let Some(login) = &args.by {
        return Ok(Some(vec![typed::person(&desk.reader, login)?]));
    }
    let Some(code) = &args.branch else {
        return Ok(None);
    };
    let (people, units) = (desk.people()?, unit::list(&desk.reader)?);
    if !units.iter().any(|unit| unit.code == *code) {
        let known = units.iter().map(|unit| unit.code.as_str());
        let nearest = crate::domain::nearest::nearest(code, known);
        return Err(Error::invalid("branch", Fault::Unknown { nearest }).into());
    }
    let below = |unit: &Unit| {
        let mut at = Some(unit);
        for _ in 0..=units.len() {
            match at {
                Some(here) if here.code == *code => return true,
                Some(here) => {
                    at = units
                        .iter()
                        .find(|up| Some(&up.code) == here.under.as_ref())
                }
                None => return false,
            }
        }
        false
    };
    let within = |person: &&crate::domain::staff::Staff| {
        let unit = units.iter().find(|unit| Some(unit.id) == person.unit);
        unit.is_some_and(&below)
    };
    Ok(Some(
        people
            .iter()
            .filter(within)
            .map(|person| person.id)
            .collect(),
    ))
}
