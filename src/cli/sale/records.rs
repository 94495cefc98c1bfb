//! `huoke sale records`: lines that were bought, shown or into a file. Must not know how they are
//! found.

use std::path::Path;

use serde::Serialize;

use super::super::args_sale::SaleRecords;
use super::super::context::{Context, Desk};
use super::super::export;
use super::super::json::Amount;
use super::super::output;
use super::super::stop::Stop;
use super::super::{period, place};
use super::{looked_back, typed, when};
use crate::domain::ids::StaffId;
use crate::domain::money::{Currency, Money};
use crate::domain::sale::Bought;
use crate::domain::time::Instant;
use crate::domain::when::Period;
use crate::store::sale::figures;
use crate::store::sale::records::{self, Wanted};
use crate::store::{setting, unit};
use crate::text::{Lang, say};
use crate::work::export::{Format, Place, Plan, What};

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
    let said = period::said(&desk, &args.period)?;
    let (mut from, before) = match said {
        Some(period) => figures::span(&desk.now, period),
        None => (Instant(i64::MIN), Instant(i64::MAX)),
    };
    if args.period.from.is_none() && args.period.period.is_none() {
        from = Instant(i64::MIN);
    }
    let wanted = Wanted {
        customers: args
            .customer
            .as_deref()
            .map(|code| desk.customer(code, text).map(|id| vec![id]))
            .transpose()?,
        products: args
            .product
            .as_deref()
            .map(|code| typed::any_product(&desk.reader, "product", code).map(|id| vec![id]))
            .transpose()?,
        staff: sellers(&desk, args)?,
        span: (from, before),
    };
    if let Some(file) = &args.out {
        let format = format(context, file)?;
        let plan = Plan {
            query: query(args, said),
            lines: Some(wanted),
            ..plan(context, &desk, (file, format), args)
        };
        return export::carry_out(context, &desk, &plan);
    }
    let found = records::lines(&desk.reader, &desk.actor, &wanted, args.limit)?;
    let totals = records::totals(&desk.reader, &desk.actor, &wanted)?;
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
    let listing = args.listing;
    let rows = found.rows.iter().map(|line| {
        let at = when(&desk, listing, line.at);
        line_row(line, at, currency)
    });
    context.listing(listing, &header, rows)?;
    context.out.flush()?;
    looked_back(context, &desk, found.since);
    output::say(&say::totals(text, &desk.now, &totals, currency.code));
    Ok(())
}

fn line_row<'s>(
    line: &'s Bought,
    at: String,
    currency: &'static Currency,
) -> (Line<'s>, Vec<String>) {
    let money = |minor| Amount::new(minor, currency.code);
    let plain = |minor| Money(minor).plain(currency);
    let cells = vec![
        line.sale.clone(),
        at,
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

/// All of them into a file.
fn plan(
    context: &Context,
    desk: &Desk,
    (file, format): (&Path, Format),
    args: &SaleRecords,
) -> Plan {
    Plan {
        what: What::Lines,
        format,
        place: Place::File {
            path: file.to_owned(),
            replace: args.yes,
        },
        staff: desk.actor.id,
        at: desk.now.at,
        reason: args.reason.clone().unwrap_or_default(),
        query: String::new(),
        only: None,
        owner: None,
        lines: None,
        chinese: context.lang == Lang::Zh,
    }
}

/// In which form the file is to be, by its ending.
fn format(context: &Context, file: &Path) -> Result<Format, Stop> {
    match export::ending(file).as_deref() {
        Some("csv") => Ok(Format::Csv),
        Some("xlsx") => Ok(Format::Xlsx),
        _ => {
            let shown = place::shown(file);
            let words = &context.text.cli;
            Err(Stop::Usage((words.bad_ending)(&shown, ".csv .xlsx")))
        }
    }
}

/// What was asked for, as the journal keeps it.
fn query(args: &SaleRecords, period: Option<Period>) -> String {
    let said = [
        ("customer", args.customer.clone()),
        ("product", args.product.clone()),
        ("by", args.by.clone()),
        ("branch", args.branch.clone()),
        ("period", period.map(|period| period.to_string())),
    ];
    let said = said.into_iter();
    let said = said.filter_map(|(name, value)| Some(format!("{name}={}", value?)));
    said.collect::<Vec<_>>().join(" ")
}

/// Who sold it: a person, or those of a unit and the units below it; none: anybody.
fn sellers(desk: &Desk, args: &SaleRecords) -> Result<Option<Vec<StaffId>>, Stop> {
    if let Some(login) = &args.by {
        return Ok(Some(vec![typed::person(&desk.reader, login)?]));
    }
    let Some(code) = &args.branch else {
        return Ok(None);
    };
    Ok(Some(unit::people(&desk.reader, code)?))
}
