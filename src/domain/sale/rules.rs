//! What follows from lines, products and the business's terms: prices, amounts, points, what
//! leaves and what is held. Pure: a form shows it while it is typed, the store stores it.
//! Must not know who asks.

use serde::{Deserialize, Serialize};

use super::{Cause, LineDraft, in_line};
use crate::domain::ids::ProductId;
use crate::domain::money::{Currency, Money};
use crate::domain::product::Product;
use crate::error::{Error, Fault, Result};

/// Pieces of a line at most.
pub const MOST: i64 = 1_000_000_000;
/// Minor units of a sale at most, and points: millions of such sales can be added up.
pub const DEAREST: i64 = 1_000_000_000_000;

/// What a sale needs to know of a product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Good {
    /// Which.
    pub product: ProductId,
    /// Whether it is sold still.
    pub active: bool,
    /// List price, minor units.
    pub price: Option<i64>,
    /// The price below which only managers sell.
    pub floor: Option<i64>,
    /// Points that one earns; none: by its amount.
    pub points: Option<i64>,
    /// Points that one costs.
    pub redeem: Option<i64>,
}

impl Good {
    /// What is known of a product that is listed: it is sold still.
    pub fn listed(of: &Product) -> Option<Good> {
        Some(Good {
            product: of.id?,
            active: true,
            price: of.price,
            floor: of.floor_price,
            points: of.points,
            redeem: of.redeem,
        })
    }
}

/// The terms of the business for the person who sells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms {
    /// The currency of all amounts.
    pub currency: &'static Currency,
    /// One point for each so much money, major units; 0: none.
    pub points_per: i64,
    /// How many per cent below the list price the person may go.
    pub discount: i64,
    /// Whether the person may go below the floor price.
    pub below_floor: bool,
    /// Whether goods leave only once the sale is paid in full.
    pub paid_first: bool,
}

impl Terms {
    /// The lowest price at which the person may sell it; none: any.
    pub fn lowest(&self, good: &Good) -> Option<i64> {
        let floor = good.floor.filter(|_| !self.below_floor);
        let least = good.price.map(|list| {
            let keeps = i128::from(list) * i128::from(100 - self.discount);
            i64::try_from((keeps + 99) / 100).unwrap_or(list)
        });
        floor.max(least)
    }
}

/// A line with all that follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What.
    pub product: ProductId,
    /// How many.
    pub quantity: i64,
    /// Price of one; none where nothing is paid.
    pub price: Option<i64>,
    /// Amount, minor units.
    pub amount: i64,
    /// Points earned; below zero: spent.
    pub points: i64,
    /// How many leave.
    pub collected: i64,
    /// Why.
    pub cause: Cause,
}

impl Line {
    /// How many are held for the customer.
    pub fn held(&self) -> i64 {
        self.quantity - self.collected
    }
}

/// The sums of a sale.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// What it costs, minor units.
    pub total: i64,
    /// What is paid.
    pub paid: i64,
    /// What is owed.
    pub due: i64,
    /// Points earned.
    pub earned: i64,
    /// Points spent.
    pub spent: i64,
    /// Pieces held.
    pub held: i64,
}

/// The lines with prices, amounts and points. `paid`: what is paid at once. The goods stand in the
/// order of the lines. The first value that cannot be taken is named with its line.
pub fn weigh(lines: &[LineDraft], goods: &[Good], paid: i64, terms: &Terms) -> Result<Vec<Line>> {
    if lines.is_empty() {
        return Err(Error::invalid("product", Fault::Empty));
    }
    let mut weighed: Vec<Line> = Vec::with_capacity(lines.len());
    let mut room = DEAREST;
    for (place, (draft, good)) in lines.iter().zip(goods).enumerate() {
        let line = one(place, draft, good, terms, room)?;
        room -= line.amount;
        weighed.push(line);
    }
    let sums = totals(&weighed, paid)?;
    let stay = terms.paid_first && sums.due > 0;
    for (place, (line, draft)) in weighed.iter_mut().zip(lines).enumerate() {
        line.collected = match draft.collected {
            Some(more) if stay && more > 0 => {
                return Err(in_line(place, "collected", Fault::PaidFirst));
            }
            Some(some) => some,
            None if stay => 0,
            None => line.quantity,
        };
    }
    Ok(weighed)
}

/// `room`: what the sale may still come to.
fn one(place: usize, draft: &LineDraft, good: &Good, terms: &Terms, room: i64) -> Result<Line> {
    let wrong = |field, fault| in_line(place, field, fault);
    if !good.active {
        return Err(wrong("product", Fault::Withdrawn));
    }
    if draft.quantity <= 0 {
        return Err(wrong("quantity", Fault::NotAboveZero));
    }
    if draft.quantity > MOST {
        return Err(wrong("quantity", Fault::AtMost(MOST.to_string())));
    }
    collected_told(draft.collected, draft.quantity)
        .map_err(|(field, fault)| wrong(field, fault))?;
    let huge = |field| wrong(field, Fault::OutOfRange);
    let (price, amount, points) = match &draft.cause {
        Cause::Gift(_) => (None, 0, 0),
        Cause::Redeemed(said) => {
            let one = cost(*said, good, terms).map_err(|fault| wrong("points", fault))?;
            let cost = bounded(one.checked_mul(draft.quantity));
            (None, 0, -cost.ok_or_else(|| huge("points"))?)
        }
        Cause::Sold => {
            let price = price(draft, good, terms).map_err(|fault| wrong("price", fault))?;
            let most = Money(room / draft.quantity).plain(terms.currency);
            let amount = bounded(price.checked_mul(draft.quantity)).filter(|sum| *sum <= room);
            let amount = amount.ok_or_else(|| wrong("price", Fault::AtMost(most)))?;
            let points = bounded(points(good, draft.quantity, amount, terms));
            (Some(price), amount, points.ok_or_else(|| huge("quantity"))?)
        }
    };
    Ok(Line {
        product: draft.product,
        quantity: draft.quantity,
        price,
        amount,
        points,
        collected: draft.collected.unwrap_or(draft.quantity),
        cause: draft.cause.clone(),
    })
}

/// Whether a line of the past can be taken as a file tells it: its quantity, the price of one and its
/// amount, minor units. Else which of them cannot, and why.
pub fn told(
    quantity: i64,
    price: Option<i64>,
    amount: i64,
    currency: &Currency,
) -> std::result::Result<(), (&'static str, Fault)> {
    if quantity <= 0 {
        return Err(("quantity", Fault::NotAboveZero));
    }
    if quantity > MOST {
        return Err(("quantity", Fault::AtMost(MOST.to_string())));
    }
    if let Some(price) = price {
        sum_told(price, currency).map_err(|fault| ("unit_price", fault))?;
    }
    sum_told(amount, currency).map_err(|fault| ("amount", fault))
}

/// The same of how many of so many they have already.
pub fn collected_told(
    collected: Option<i64>,
    quantity: i64,
) -> std::result::Result<(), (&'static str, Fault)> {
    let fault = match collected {
        Some(..0) => Fault::AtLeast("0".to_owned()),
        Some(some) if some > quantity => Fault::AtMost(quantity.to_string()),
        _ => return Ok(()),
    };
    Err(("collected", fault))
}

/// The same of an amount of money.
pub fn sum_told(minor: i64, currency: &Currency) -> std::result::Result<(), Fault> {
    match minor {
        ..0 => Err(Fault::AtLeast("0".to_owned())),
        0..=DEAREST => Ok(()),
        _ => Err(Fault::AtMost(Money(DEAREST).plain(currency))),
    }
}

/// The price of one, if it may be sold at it.
fn price(draft: &LineDraft, good: &Good, terms: &Terms) -> std::result::Result<i64, Fault> {
    let plain = |minor| Money(minor).plain(terms.currency);
    if draft.seen.is_some() && draft.seen != good.price {
        return Err(Fault::ChangedTo(good.price.map(plain).unwrap_or_default()));
    }
    let price = draft.price.or(good.price).ok_or(Fault::Empty)?;
    match terms.lowest(good).unwrap_or(0) {
        lowest if price < lowest => Err(Fault::AtLeast(plain(lowest))),
        _ => Ok(price),
    }
}

/// What can be stored and still be added up.
fn bounded(value: Option<i64>) -> Option<i64> {
    value.filter(|value| value.unsigned_abs() <= DEAREST.unsigned_abs())
}

/// The points that one costs. Who may not sell below the floor may not ask for fewer than the
/// product costs either: that would be another way below it.
fn cost(said: Option<i64>, good: &Good, terms: &Terms) -> std::result::Result<i64, Fault> {
    let least = match (said, good.redeem) {
        (Some(_), _) if terms.below_floor => 1,
        (_, Some(one)) => one,
        (_, None) => return Err(Fault::NotForPoints),
    };
    match said.or(good.redeem) {
        Some(one) if one >= least => Ok(one),
        _ => Err(Fault::AtLeast(least.to_string())),
    }
}

/// The points that a line earns; none: more than can be counted.
fn points(good: &Good, quantity: i64, amount: i64, terms: &Terms) -> Option<i64> {
    match good.points {
        Some(one) => one.checked_mul(quantity),
        None if terms.points_per > 0 => {
            let step = terms.points_per.checked_mul(terms.currency.unit())?;
            Some(amount / step)
        }
        None => Some(0),
    }
}

/// The sums of the lines and of what is paid at once.
pub fn totals(lines: &[Line], paid: i64) -> Result<Totals> {
    let sum = |field: &str, mut values: Box<dyn Iterator<Item = i64> + '_>| {
        let sum = values.try_fold(0_i64, |sum, one| bounded(sum.checked_add(one)));
        sum.ok_or_else(|| Error::invalid(field, Fault::OutOfRange))
    };
    let total = sum("amount", Box::new(lines.iter().map(|line| line.amount)))?;
    let due = total.checked_sub(paid);
    Ok(Totals {
        total,
        paid,
        due: due.ok_or_else(|| Error::invalid("payment", Fault::OutOfRange))?,
        earned: sum(
            "points",
            Box::new(lines.iter().map(|line| line.points.max(0))),
        )?,
        spent: sum(
            "points",
            Box::new(lines.iter().map(|line| (-line.points).max(0))),
        )?,
        held: sum("quantity", Box::new(lines.iter().map(Line::held)))?,
    })
}

/// What of the rest of a whole (an amount, points) goes with `now` of the `left` pieces that are
/// left of it: with the last piece all the rest, so that all shares make up the whole, to the last
/// unit, in whatever order pieces go and come back.
pub fn share(rest: i64, left: i64, now: i64) -> i64 {
    let part = i128::from(rest) * i128::from(now) / i128::from(left.max(1));
    i64::try_from(part).unwrap_or(rest)
}
