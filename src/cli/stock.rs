//! `huoke stock`: what is in the store. Must not know who buys it.

use serde::Serialize;

use super::args_sale::{StockChange, StockCommand, StockLevel};
use super::context::Context;
use super::sale::product_of;
use super::stop::Stop;
use crate::domain::sale::count;
use crate::error::Error;
use crate::store::stock;

#[derive(Serialize)]
struct Row<'s> {
    code: &'s str,
    name: &'s str,
    on_hand: Option<i64>,
    held: i64,
    free: Option<i64>,
    reorder_level: Option<i64>,
    low: bool,
}

#[derive(Serialize)]
struct Changed<'s> {
    entry: i64,
    code: &'s str,
    on_hand: i64,
    difference: i64,
}

#[derive(Serialize)]
struct Levelled<'s> {
    entry: i64,
    code: &'s str,
    reorder_level: Option<i64>,
}

/// Runs it.
pub(super) fn run(context: &mut Context, command: &StockCommand) -> Result<(), Stop> {
    let (action, args) = match command {
        StockCommand::List(listing) => {
            let desk = context.enter()?;
            let found = stock::list(&desk.reader)?;
            let header = [
                "code",
                "name",
                "on_hand",
                "held",
                "free",
                "reorder_level",
                "low",
            ];
            let rows = found.iter().map(|found| {
                let number = |number: Option<i64>| number.map_or(String::new(), |n| n.to_string());
                let cells = vec![
                    found.code.clone(),
                    found.name.clone(),
                    number(found.on_hand),
                    found.held.to_string(),
                    number(found.free()),
                    number(found.reorder_level),
                    if found.is_low() { "!" } else { "" }.to_owned(),
                ];
                let row = Row {
                    code: &found.code,
                    name: &found.name,
                    on_hand: found.on_hand,
                    held: found.held,
                    free: found.free(),
                    reorder_level: found.reorder_level,
                    low: found.is_low(),
                };
                (row, cells)
            });
            return context.listing(*listing, &header, rows);
        }
        StockCommand::Receive(args) => ("stock.receive", args),
        StockCommand::Count(args) => ("stock.count", args),
        StockCommand::Level(args) => return level(context, args),
    };
    change(context, action, args)
}

fn level(context: &mut Context, args: &StockLevel) -> Result<(), Stop> {
    let desk = context.enter()?;
    let code = args.product.trim();
    let typed = args.level.as_deref().unwrap_or_default().trim();
    let level = Some(typed).filter(|typed| !typed.is_empty()).map(count);
    let level = level.transpose();
    let level = level.map_err(|wrong| Error::invalid("reorder_level", wrong))?;
    let said = [code, typed];
    let done = desk.write(&args.writing, "stock.level", &said, |writer, asking| {
        let product = product_of(&desk.reader, "product", code)?;
        Ok(writer.change(asking, "stock.level", |tx| {
            stock::set_level(tx, product, level)
        })?)
    })?;
    let json = Levelled {
        entry: done.entry.0,
        code,
        reorder_level: level,
    };
    context.done(&done, &json, |text| match level {
        Some(level) => text.sales.stocked[2](code, level),
        None => (text.sales.no_level)(code),
    })
}

fn change(context: &mut Context, action: &'static str, args: &StockChange) -> Result<(), Stop> {
    let desk = context.enter()?;
    let note = args.note.as_deref();
    let said = [&args.product, &args.quantity, note.unwrap_or_default()];
    let done = desk.write(&args.writing, action, &said, |writer, asking| {
        let product = product_of(&desk.reader, "product", args.product.trim())?;
        let quantity = count(&args.quantity);
        let quantity = quantity.map_err(|wrong| Error::invalid("quantity", wrong))?;
        Ok(writer.change(asking, action, |tx| match action {
            "stock.receive" => stock::receive(tx, product, quantity, note),
            _ => stock::count(tx, product, quantity, note),
        })?)
    })?;
    let stocks = stock::list(&desk.reader)?;
    let held = stocks
        .iter()
        .find(|stock| stock.code == args.product.trim());
    let held = held.map_or(0, |stock| stock.held);
    let json = Changed {
        entry: done.entry.0,
        code: args.product.trim(),
        on_hand: done.answer.on_hand,
        difference: done.answer.more,
    };
    context.done(&done, &json, |text| {
        let said = (text.trade.on_hand)(json.code, done.answer.on_hand, done.answer.more);
        match held - done.answer.on_hand {
            short if short > 0 => format!("{said} {}", (text.trade.missing)(held, short)),
            _ => said,
        }
    })
}
