//! `huoke product`: what is sold. Must not know who buys it.

use serde::Serialize;

use super::args_house::{ProductCommand, ProductEdit, ProductList, ProductTerms};
use super::context::{Context, Desk};
use super::json::Amount;
use super::stop::Stop;
use super::supply;
use crate::domain::money::{Currency, Money};
use crate::domain::product::Product;
use crate::domain::sale::count;
use crate::error::Error;
use crate::store::{product, setting};

#[derive(Serialize)]
struct Row<'s> {
    code: &'s str,
    name: &'s str,
    category: Option<&'s str>,
    price: Option<Amount>,
    cycle_days: Option<i64>,
    points: Option<i64>,
    floor_price: Option<Amount>,
    reorder_level: Option<i64>,
    redeem: Option<i64>,
    withdrawn: bool,
}

#[derive(Serialize)]
struct Added<'s> {
    entry: i64,
    code: &'s str,
    id: i64,
}

#[derive(Serialize)]
struct Edited<'s> {
    entry: i64,
    code: &'s str,
}

/// Runs it.
pub(super) fn run(context: &mut Context, command: &ProductCommand) -> Result<(), Stop> {
    let desk = context.enter()?;
    let currency = setting::currency(&desk.reader)?;
    match command {
        ProductCommand::Add {
            code,
            name,
            price,
            cycle_days,
            points,
            terms,
            writing,
        } => {
            let price_typed = price.as_deref();
            let minor = price_typed
                .map(|typed| in_minor("price", typed, currency))
                .transpose()?;
            let mut new = Product {
                id: None,
                code: code.trim().to_owned(),
                name: name.clone(),
                category: None,
                price: minor,
                cycle_days: *cycle_days,
                points: *points,
                ..Product::default()
            };
            set_terms(&mut new, terms, currency)?;
            let number = |number: &Option<i64>| number.map(|n| n.to_string()).unwrap_or_default();
            let (days, points) = (number(cycle_days), number(points));
            let said = [
                code,
                name,
                price.as_deref().unwrap_or_default(),
                &days,
                &points,
            ];
            let said = [&said[..], &terms.said()].concat();
            let done = desk.change(writing, "product.add", &said, |tx| product::add(tx, &new))?;
            let json = Added {
                entry: done.entry.0,
                code: &new.code,
                id: done.answer.0,
            };
            context.done(&done, &json, |text| (text.cli.added)(code))
        }
        ProductCommand::Edit(args) => edit(context, &desk, args, currency),
        ProductCommand::List(args) => list(context, args, &desk, currency),
    }
}

fn in_minor(field: &str, typed: &str, currency: &Currency) -> Result<i64, Error> {
    let price = Money::parse(typed, currency);
    price
        .map(|money| money.0)
        .map_err(|wrong| Error::invalid(field, wrong.into()))
}

/// What is said of the terms; an empty text: none.
fn set_terms(of: &mut Product, said: &ProductTerms, currency: &Currency) -> Result<(), Error> {
    if let Some(typed) = said.floor.as_deref().map(str::trim) {
        let read = Some(typed).filter(|typed| !typed.is_empty());
        let read = read.map(|typed| in_minor("floor_price", typed, currency));
        of.floor_price = read.transpose()?;
    }
    for (field, typed, value) in [
        ("reorder_level", &said.reorder, &mut of.reorder_level),
        ("redeem", &said.redeem, &mut of.redeem),
    ] {
        if let Some(typed) = typed.as_deref().map(str::trim) {
            let read = Some(typed).filter(|typed| !typed.is_empty());
            let read = read.map(count).transpose();
            *value = read.map_err(|wrong| Error::invalid(field, wrong))?;
        }
    }
    Ok(())
}

fn edit(
    context: &mut Context,
    desk: &Desk,
    args: &ProductEdit,
    currency: &'static Currency,
) -> Result<(), Stop> {
    let number = |number: Option<i64>| number.map(|n| n.to_string()).unwrap_or_default();
    let (days, points) = (number(args.cycle_days), number(args.points));
    let [name, category, price] =
        [&args.name, &args.category, &args.price].map(|part| part.as_deref().unwrap_or_default());
    let selling = (args.withdraw || args.restore).then_some(args.restore);
    let sells = selling.map_or("", |on| if on { "restore" } else { "withdraw" });
    let said = [
        args.code.as_str(),
        name,
        category,
        price,
        &days,
        &points,
        sells,
    ];
    let said = [&said[..], &args.terms.said()].concat();
    let done = desk.write(&args.writing, "product.edit", &said, |writer, asking| {
        let mut product = match product::id_of(&desk.reader, &args.code)? {
            Some(withdrawn) if args.restore => product::by_id(&desk.reader, withdrawn)?,
            _ => supply::the_product(context, desk, &args.code)?,
        };
        let id = product.id.ok_or(Error::Gone(args.code.clone()))?;
        if let Some(name) = &args.name {
            product.name.clone_from(name);
        }
        product.category = args.category.clone().or(product.category);
        if let Some(typed) = &args.price {
            product.price = Some(in_minor("price", typed, currency)?);
        }
        match args.cycle_days {
            Some(0) => product.cycle_days = None,
            Some(days) => product.cycle_days = Some(days),
            None => {}
        }
        product.points = args.points.or(product.points);
        set_terms(&mut product, &args.terms, currency)?;
        Ok(writer.change(asking, "product.edit", |tx| {
            let changed = product::edit(tx, id, &product)?;
            selling.map_or(Ok(changed), |selling| product::sell(tx, id, selling))
        })?)
    })?;
    let json = Edited {
        entry: done.entry.0,
        code: &args.code,
    };
    context.done(&done, &json, |text| (text.cli.changed)(&args.code))
}

const HEADER: [&str; 10] = [
    "code",
    "name",
    "category",
    "price",
    "cycle_days",
    "points",
    "floor_price",
    "reorder_level",
    "redeem",
    "withdrawn",
];

/// What is sold; what is sold no more after it, if that is wanted.
fn list(
    context: &mut Context,
    args: &ProductList,
    desk: &Desk,
    currency: &'static Currency,
) -> Result<(), Stop> {
    let sold = product::list(&desk.reader)?;
    let gone = args.withdrawn.then(|| product::withdrawn(&desk.reader));
    let gone = gone.transpose()?.unwrap_or_default();
    let all = sold.iter().map(|product| (product, false));
    let all = all.chain(gone.iter().map(|product| (product, true)));
    let rows = all.map(|(product, withdrawn)| row(product, withdrawn, currency));
    context.listing(args.listing, &HEADER, rows)
}

fn row<'p>(
    product: &'p Product,
    withdrawn: bool,
    currency: &'static Currency,
) -> (Row<'p>, Vec<String>) {
    let money = |minor| Amount::new(minor, currency.code);
    let row = Row {
        code: &product.code,
        name: &product.name,
        category: product.category.as_deref(),
        price: product.price.map(money),
        cycle_days: product.cycle_days,
        points: product.points,
        floor_price: product.floor_price.map(money),
        reorder_level: product.reorder_level,
        redeem: product.redeem,
        withdrawn,
    };
    let plain = |minor: Option<i64>| minor.map(|minor| Money(minor).plain(currency));
    let number = |number: Option<i64>| number.map(|n| n.to_string()).unwrap_or_default();
    let cells = vec![
        product.code.clone(),
        product.name.clone(),
        product.category.clone().unwrap_or_default(),
        plain(product.price).unwrap_or_default(),
        number(product.cycle_days),
        number(product.points),
        plain(product.floor_price).unwrap_or_default(),
        number(product.reorder_level),
        number(product.redeem),
        if withdrawn { "yes" } else { "" }.to_owned(),
    ];
    (row, cells)
}
