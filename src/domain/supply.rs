//! Until when lasts what a customer bought of a product: from the days and quantities of their
//! purchases, how long one lasts one user and how many use it, corrected by how soon they bought
//! again. Must not know where purchases are kept or how the answer is said.

use chrono::Duration;

use super::ids::ProductId;
use super::time::Day;
use crate::error::Fault;

/// What was bought of one product on a day, what came back not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Purchase {
    /// The business's day.
    pub on: Day,
    /// How many.
    pub quantity: i64,
}

/// How fast it is used up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Usage {
    /// How many days one lasts one user.
    pub cycle_days: i64,
    /// How many use it; 0: they give it away.
    pub users: i64,
}

/// When somebody runs out of a product, and what that follows from:
/// `runs_out_on` is `bought_on` + `left_days` + `lot_days`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunOut {
    /// The most likely day.
    pub runs_out_on: Day,
    /// The range that it is to be expected in.
    pub earliest: Day,
    /// Its end.
    pub latest: Day,
    /// The day on which they stocked up last.
    pub bought_on: Day,
    /// How many they bought then.
    pub quantity: i64,
    /// For how many days that is enough.
    pub lot_days: i64,
    /// For how many days was enough what was left from before.
    pub left_days: i64,
    /// How they use it.
    pub usage: Usage,
    /// The days from one stocking up to the next, oldest first, as far as they count.
    pub intervals: Vec<i64>,
}

impl RunOut {
    /// Whether their own intervals count, not only what the product says.
    pub fn corrected(&self) -> bool {
        self.intervals.len() >= ENOUGH
    }
}

/// A product that a customer bought and runs out of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Supply {
    /// Row.
    pub product: ProductId,
    /// Its code.
    pub code: String,
    /// Its name, raw.
    pub name: String,
    /// When, and why.
    pub ends: RunOut,
}

/// How a customer uses a product where it is not as usual.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct OwnUse {
    /// How many days one lasts one user; none: as the product says.
    pub cycle_days: Option<i64>,
    /// How many use it; none: one, 0: they give it away.
    pub users: Option<i64>,
}

/// What is said of a number of theirs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Said {
    /// Nothing: it stays.
    #[default]
    Stays,
    /// It is as usual.
    Usual,
    /// It is this one.
    Own(i64),
}

impl Said {
    /// What it is from now on, after what it was.
    pub fn over(self, was: Option<i64>) -> Option<i64> {
        match self {
            Said::Stays => was,
            Said::Usual => None,
            Said::Own(now) => Some(now),
        }
    }
}

/// A change of how a customer uses a product.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct UseChange {
    /// How many days one lasts one user.
    pub cycle_days: Said,
    /// How many use it.
    pub users: Said,
}

/// A number of days or users as typed, full-width digits too; none: nothing is typed.
pub fn typed_count(typed: &str) -> Result<Option<i64>, Fault> {
    let digit = |c: char| match c {
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10).unwrap_or(c),
        c => c,
    };
    let typed: String = typed.trim().chars().map(digit).collect();
    if typed.is_empty() {
        return Ok(None);
    }
    typed.parse().map(Some).map_err(|_| Fault::NotANumber)
}

/// Intervals from which on the customer's own habit counts.
const ENOUGH: usize = 2;
/// Older intervals tell of another life.
const NEWEST: usize = 6;
/// What is bought before this part of the last purchase is gone tops that up: no interval ends.
const TOP_UP: i64 = 4;
/// Without intervals it may last so much shorter or longer: a tenth.
const UNSURE: i64 = 10;
/// Days are divided into so many parts, that nothing is lost by dividing them by quantities.
const PART: i64 = 1_000_000;
/// Nothing is planned further ahead, days.
const FURTHEST: i64 = 36_500;
/// The last day that is written in ten characters.
const END: Option<Day> = Day::from_ymd_opt(9999, 12, 31);

/// What was bought at about the same time.
#[derive(Debug, Clone, Copy)]
struct Lot {
    on: Day,
    quantity: i64,
    /// Until when more of it tops it up.
    topped_until: Day,
}

/// When they run out; purchases are in the order of their days. None where nothing was bought, or
/// it is not used up.
///
/// What is bought before the end adds up. From two intervals on, how long one lasts is the median
/// of what their intervals say and what the product says: one odd interval moves it no further
/// than to its neighbour. The range is then their usual distance from it (the median, too).
pub fn run_out(purchases: &[Purchase], usage: Usage) -> Option<RunOut> {
    if usage.users <= 0 || usage.cycle_days <= 0 {
        return None;
    }
    let usual = usage.cycle_days.saturating_mul(PART) / usage.users;
    let lots = lots(purchases, usual);
    let from = lots.len().saturating_sub(NEWEST + 1);
    let lots = lots.get(from..)?;
    let newest = lots.last()?;
    let pairs = || lots.iter().zip(lots.iter().skip(1));
    let intervals: Vec<i64> = pairs()
        .map(|(one, next)| days_between(one.on, next.on))
        .collect();
    let mut each = usual;
    let mut unsure = usual / UNSURE;
    if intervals.len() >= ENOUGH {
        let own = pairs().map(|(one, next)| lasted(one, next));
        let all: Vec<i64> = own.chain([usual]).collect();
        each = median(&all);
        let off: Vec<i64> = all.iter().map(|one| (one - each).abs()).collect();
        unsure = median(&off);
    }
    let left_days = pairs().fold(0, |left, (one, next)| {
        let enough = left + enough_for(one.quantity, each);
        (enough - days_between(one.on, next.on)).max(0)
    });
    let ends = |each| {
        let days = (left_days + enough_for(newest.quantity, each)).min(FURTHEST);
        later(newest.on, days)
    };
    Some(RunOut {
        runs_out_on: ends(each),
        earliest: ends((each - unsure).max(0)),
        latest: ends(each.saturating_add(unsure)),
        bought_on: newest.on,
        quantity: newest.quantity,
        lot_days: enough_for(newest.quantity, each),
        left_days,
        usage,
        intervals,
    })
}

fn lots(purchases: &[Purchase], usual: i64) -> Vec<Lot> {
    let topped_until = |on, quantity| later(on, enough_for(quantity, usual) / TOP_UP);
    let mut lots: Vec<Lot> = Vec::new();
    for bought in purchases.iter().filter(|bought| bought.quantity > 0) {
        match lots.last_mut() {
            Some(lot) if bought.on < lot.topped_until || bought.on == lot.on => {
                lot.quantity = lot.quantity.saturating_add(bought.quantity);
                if bought.on == lot.on {
                    lot.topped_until = topped_until(lot.on, lot.quantity);
                }
            }
            _ => lots.push(Lot {
                on: bought.on,
                quantity: bought.quantity,
                topped_until: topped_until(bought.on, bought.quantity),
            }),
        }
    }
    lots
}

/// For how many days so many are enough, of which each lasts so many parts of a day.
fn enough_for(quantity: i64, each: i64) -> i64 {
    let parts = i128::from(quantity) * i128::from(each) + i128::from(PART / 2);
    i64::try_from(parts / i128::from(PART)).map_or(FURTHEST, |days| days.min(FURTHEST))
}

/// How long each of a lot lasted until the next one, parts of a day.
fn lasted(one: &Lot, next: &Lot) -> i64 {
    days_between(one.on, next.on).saturating_mul(PART) / one.quantity.max(1)
}

fn days_between(one: Day, next: Day) -> i64 {
    next.signed_duration_since(one).num_days()
}

fn later(day: Day, days: i64) -> Day {
    let end = END.unwrap_or(Day::MAX);
    let sum = day.checked_add_signed(Duration::days(days));
    sum.unwrap_or(end).min(end)
}

/// The one in the middle, or between the two in the middle; 0 of none.
fn median(all: &[i64]) -> i64 {
    let mut all = all.to_vec();
    all.sort_unstable();
    let upper = all.get(all.len() / 2).copied().unwrap_or(0);
    let lower = all
        .get(all.len().saturating_sub(1) / 2)
        .copied()
        .unwrap_or(0);
    lower + (upper - lower) / 2
}

#[cfg(test)]
mod tests;
