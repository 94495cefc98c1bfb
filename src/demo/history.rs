//! Invents what happened with a customer: calls with their results and sales with payments,
//! counted in days before today so that the desk has something to do on any date.
//! Must not know the store.

use fastrand::Rng;

use super::words::{NOTES, PRODUCTS};

/// A call that was logged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// How many days ago.
    pub days_ago: i64,
    /// Minute of the working day.
    pub minute: i64,
    /// Code of the list `disposition`.
    pub disposition: &'static str,
    /// The customer rang.
    pub incoming: bool,
    /// What was said.
    pub note: Option<&'static str>,
    /// The next contact, in days from today (the newest call's alone is a plan).
    pub next_in: Option<i64>,
    /// Its minute of the day, where a time was promised.
    pub next_minute: Option<i64>,
}

/// A sale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Purchase {
    /// How many days ago.
    pub days_ago: i64,
    /// Minute of the working day.
    pub minute: i64,
    /// Product (its place in the list) and quantity.
    pub lines: Vec<(usize, i64)>,
    /// What is still owed of it, minor units.
    pub owed: i64,
}

/// Everything that happened with one customer, oldest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History {
    /// Calls.
    pub contacts: Vec<Contact>,
    /// Sales.
    pub purchases: Vec<Purchase>,
}

const DISPOSITIONS: &[&str] = &[
    "reached",
    "reached",
    "reached",
    "reached",
    "reached",
    "callback",
    "opportunity",
    "in_service",
    "no_answer",
    "no_answer",
    "busy",
    "not_interested",
    "unreachable",
    "wrong_person",
];

/// Opening time, 8:30, in minutes of the day; the working day has 9 hours.
const OPENS: i64 = 8 * 60 + 30;
const WORKING: u32 = 9 * 60;

/// What happened with the customer of this number in the `since_days` that they are one.
/// On average five calls and five lines.
pub fn history(seed: u64, number: u64, since_days: i64, english: bool) -> History {
    let mut rng = Rng::with_seed(seed.rotate_left(17) ^ number.wrapping_mul(0xd134_2543_de82_ef95));
    for _ in 0..4 {
        rng.u64(..);
    }
    let contacts = (0..rng.u32(..=10))
        .map(|_| contact(&mut rng, since_days, english))
        .collect();
    let purchases = (0..rng.u32(..=5))
        .map(|_| purchase(&mut rng, since_days))
        .collect();
    let mut history = History {
        contacts,
        purchases,
    };
    history
        .contacts
        .sort_by_key(|contact| std::cmp::Reverse((contact.days_ago, -contact.minute)));
    history
        .purchases
        .sort_by_key(|sale| std::cmp::Reverse((sale.days_ago, -sale.minute)));
    if let Some(last) = history.contacts.last_mut() {
        plan(&mut rng, last);
    }
    history
}

fn days_ago(rng: &mut Rng, since_days: i64) -> i64 {
    // Lately more than long ago: the square of an even spread.
    let span = f64::from(u32::try_from(since_days).unwrap_or(1));
    let share = rng.f64();
    1 + (share * share * span) as i64
}

fn minute(rng: &mut Rng) -> i64 {
    OPENS + i64::from(rng.u32(..WORKING))
}

fn contact(rng: &mut Rng, since_days: i64, english: bool) -> Contact {
    let note = (rng.u8(..100) < 45).then(|| {
        let (zh, en) = NOTES[rng.usize(..NOTES.len())];
        if english { en } else { zh }
    });
    Contact {
        days_ago: days_ago(rng, since_days),
        minute: minute(rng),
        disposition: DISPOSITIONS[rng.usize(..DISPOSITIONS.len())],
        incoming: rng.u8(..100) < 35,
        note,
        next_in: None,
        next_minute: None,
    }
}

/// The newest call may carry the next contact: some due today, a few at a time of day.
fn plan(rng: &mut Rng, last: &mut Contact) {
    if rng.u8(..100) < 40 {
        last.next_in = Some(i64::from(rng.u32(..60)) - 10);
        if rng.u8(..100) < 15 {
            last.next_minute = Some(minute(rng) / 15 * 15);
        }
    }
}

fn purchase(rng: &mut Rng, since_days: i64) -> Purchase {
    let mut lines: Vec<(usize, i64)> = Vec::new();
    for _ in 0..rng.u32(1..=3) {
        let product = rng.usize(..PRODUCTS.len());
        if lines.iter().all(|(known, _)| *known != product) {
            lines.push((product, i64::from(rng.u32(1..=4))));
        }
    }
    let total: i64 = lines
        .iter()
        .map(|&(product, quantity)| PRODUCTS[product].2 * quantity)
        .sum();
    let owed = if rng.u8(..100) < 6 {
        total / 3 / 100 * 100
    } else {
        0
    };
    Purchase {
        days_ago: days_ago(rng, since_days),
        minute: minute(rng),
        lines,
        owed,
    }
}
