//! `huoke sale`: entering sales and looking at them. Must not know how they are stored.

mod after;
mod look;
mod records;
mod report;
mod slip;
mod typed;

pub(super) use typed::product_of;

use serde::Serialize;

use super::args::Listing;
use super::args_sale::{SaleAdd, SaleCommand};
use super::context::{Context, Desk, hidden};
use super::json::Amount;
use super::output;
use super::stop::Stop;
use crate::domain::sale::{SaleDraft, Sold};
use crate::domain::time::Instant;
use crate::error::Error;
use crate::store::{Done, sale, setting};
use crate::text::say;

#[derive(Serialize)]
struct Added<'s> {
    entry: i64,
    id: i64,
    code: &'s str,
    total: Amount,
    paid: Amount,
    due: Amount,
    points_earned: i64,
    points_spent: i64,
    held: i64,
}

/// Runs it.
pub(super) fn run(context: &mut Context, command: &SaleCommand) -> Result<(), Stop> {
    match command {
        SaleCommand::Add(args) => add(context, args),
        SaleCommand::Pay(args) => after::pay(context, args),
        SaleCommand::PayOldest(args) => after::pay_oldest(context, args),
        SaleCommand::Refund(args) => after::refund(context, args),
        SaleCommand::Collect(args) => after::collect(context, args),
        SaleCommand::Return(args) => after::give_back(context, args),
        SaleCommand::Cancel(args) => after::cancel(context, args),
        SaleCommand::Show { sale } => look::show(context, sale),
        SaleCommand::List(args) => look::list(context, args),
        SaleCommand::Records(args) => records::records(context, args),
        SaleCommand::Print(args) => slip::print(context, args),
        SaleCommand::Template(args) => slip::show(context, args),
        SaleCommand::Report(args) => report::report(context, args),
    }
}

/// A moment of a row: for people as near as it needs, in rows for programs always whole.
fn when(desk: &Desk, listing: Listing, at: Instant) -> String {
    match listing.csv {
        true => desk.now.local(at).format("%Y-%m-%d %H:%M:%S").to_string(),
        false => say::moment(&desk.now, at),
    }
}

/// Says how far back a list reaches, where it was not looked through to its end.
fn looked_back(context: &Context, desk: &Desk, since: Option<Instant>) {
    if let Some(since) = since {
        let since = say::whole(&desk.now, since);
        output::say(&(context.text.figures.looked_back)(&since));
    }
}

fn add(context: &mut Context, args: &SaleAdd) -> Result<(), Stop> {
    let desk = context.enter()?;
    let text = context.text;
    let said = typed::said(args);
    let said: Vec<&str> = said.iter().map(String::as_str).collect();
    let done = desk.write(&args.writing, "sale.add", &said, |writer, asking| {
        let customer = desk.customer(&args.code, text)?;
        let draft: SaleDraft = typed::draft(&desk, args, customer)?;
        writer
            .change(asking, "sale.add", |tx| sale::add(tx, &draft))
            .map_err(|error| typed::as_said(error, &draft))
            .map_err(hidden(&args.code, text))
    })?;
    told(context, &desk, &done)
}

fn told(context: &mut Context, desk: &Desk, done: &Done<Sold>) -> Result<(), Stop> {
    let currency = setting::currency(&desk.reader)?.code;
    let Sold { id, code, totals } = &done.answer;
    let json = Added {
        entry: done.entry.0,
        id: id.0,
        code,
        total: Amount::new(totals.total, currency),
        paid: Amount::new(totals.paid, currency),
        due: Amount::new(totals.due, currency),
        points_earned: totals.earned,
        points_spent: totals.spent,
        held: totals.held,
    };
    let money = |minor| say::money(minor, currency);
    context.done(done, &json, |text| {
        (text.trade.sold)(code, &money(totals.total), &money(totals.due), totals.held)
    })
}

/// The sale that is meant; one that is not there and one out of reach are told alike.
fn find(
    desk: &Desk,
    said: &str,
    text: &crate::text::Text,
) -> Result<crate::domain::sale::Sale, Stop> {
    let gone = || Stop::NoMatch((text.trade.no_sale)(said));
    let id = sale::id_of(&desk.reader, said)?.ok_or_else(gone)?;
    match sale::get(&desk.reader, &desk.actor, id) {
        Err(Error::Gone(_)) => Err(gone()),
        found => Ok(found?),
    }
}
