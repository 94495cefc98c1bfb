//! `huoke customer use`: how a customer uses a product where it is not as usual. Must not know when
//! it runs out.

use serde::Serialize;

use super::args_customer::ProductUse;
use super::context::{Context, Desk, hidden};
use super::stop::Stop;
use crate::domain::customer::Card;
use crate::domain::product::Product;
use crate::domain::supply::{Said, Supply, UseChange};
use crate::domain::time::Day;
use crate::error::Error;
use crate::store::product;
use crate::store::supply::use_it;

#[derive(Serialize)]
struct Told<'s> {
    entry: i64,
    code: &'s str,
    product: &'s str,
    cycle_days: Option<i64>,
    users: Option<i64>,
}

/// What a customer runs out of, as `show --json` says it.
#[derive(Serialize)]
pub(super) struct Supplied<'s> {
    product: &'s str,
    name: &'s str,
    runs_out_on: Day,
    earliest: Day,
    latest: Day,
    bought_on: Day,
    quantity: i64,
    lot_days: i64,
    left_days: i64,
    cycle_days: i64,
    users: i64,
    intervals: &'s [i64],
}

/// All that the customer runs out of.
pub(super) fn all(card: &Card) -> Vec<Supplied<'_>> {
    card.supplies.iter().map(one).collect()
}

fn one(supply: &Supply) -> Supplied<'_> {
    let ends = &supply.ends;
    Supplied {
        product: &supply.code,
        name: &supply.name,
        runs_out_on: ends.runs_out_on,
        earliest: ends.earliest,
        latest: ends.latest,
        bought_on: ends.bought_on,
        quantity: ends.quantity,
        lot_days: ends.lot_days,
        left_days: ends.left_days,
        cycle_days: ends.usage.cycle_days,
        users: ends.usage.users,
        intervals: &ends.intervals,
    }
}

/// The product with this code.
pub(super) fn the_product(context: &Context, desk: &Desk, code: &str) -> Result<Product, Stop> {
    let found = product::by_code(&desk.reader, code.trim())?;
    found.ok_or_else(|| Stop::NoMatch((context.text.cli.no_product)(code)))
}

/// Runs it.
pub(super) fn run(context: &mut Context, desk: &Desk, args: &ProductUse) -> Result<(), Stop> {
    let text = context.text;
    let unsaid = if args.usual { Said::Usual } else { Said::Stays };
    let change = UseChange {
        cycle_days: args.cycle_days.map_or(unsaid, Said::Own),
        users: args.users.map_or(unsaid, Said::Own),
    };
    let number = |number: Option<i64>| number.map(|n| n.to_string()).unwrap_or_default();
    let (days, users) = (number(args.cycle_days), number(args.users));
    let usual = if args.usual { "usual" } else { "" };
    let said = [&args.code, &args.product, usual, &days, &users];
    let done = desk.write(&args.writing, "customer.use", &said, |writer, asking| {
        let id = desk.customer(&args.code, text)?;
        let product = the_product(context, desk, &args.product)?;
        let product = product
            .id
            .ok_or_else(|| Error::Gone(args.product.clone()))?;
        writer
            .change(asking, "customer.use", |tx| {
                let (now, _) = use_it(tx, id, product, change)?;
                Ok((now.cycle_days, now.users))
            })
            .map_err(hidden(&args.code, text))
    })?;
    let (cycle_days, users) = done.answer;
    let json = Told {
        entry: done.entry.0,
        code: &args.code,
        product: &args.product,
        cycle_days,
        users,
    };
    context.done(&done, &json, |text| (text.cli.changed)(&args.code))
}
