//! `huoke sale report`: figures of a period, as tables and bars. Must not know how they are
//! counted.

use serde::Serialize;

use super::super::args_sale::SaleReport;
use super::super::context::Context;
use super::super::json::Amount;
use super::super::output::Shape;
use super::super::period;
use super::super::stop::Stop;
use crate::app::tables;
use crate::domain::money::{Currency, Money};
use crate::domain::sale::{By, Figures, Part};
use crate::kit::bars;
use crate::kit::glyphs::UNICODE;
use crate::store::sale::figures;
use crate::store::setting;

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

const HEADER: [&str; 10] = [
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

/// Figures of a period.
pub(super) fn report(context: &mut Context, args: &SaleReport) -> Result<(), Stop> {
    let desk = context.enter()?;
    let currency = setting::currency(&desk.reader)?;
    let period = period::of(&desk, &args.period)?;
    let by = By::ALL.into_iter().find(|by| by.code() == args.by);
    let by = by.unwrap_or(By::Person);
    let summed = figures::summed(&desk.reader, &desk.actor, by, period, &desk.now)?;
    let words = &context.text.figures;
    if args.listing.csv || context.out.shape == Shape::Json {
        let all = Part {
            key: words.all.to_owned(),
            name: String::new(),
            figures: summed.all,
        };
        // Whoever reads JSON adds up for themselves.
        let all = (!context.wants_json()).then_some(&all);
        let rows = summed.parts.iter().chain(all);
        let rows = rows.map(|part| row(&part.key, &part.name, &part.figures, currency));
        return context.listing(args.listing, &HEADER, rows);
    }
    let [new, repeat, _] = bars::signs(&UNICODE);
    context
        .out
        .line(&(words.sales_of)((words.by)(by), &period.to_string()))?;
    context.figures(&tables::sales(context.lang, currency, &summed))?;
    context.out.line(&(words.sales_legend)([new, repeat]))
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
