//! Makes any day worth working: the first customers of each agent are due today, have their
//! birthday, solar or lunar, within days, or run out of something. Must not know the store.

use chrono::{Datelike, Duration};

use super::history::{Contact, History, Purchase};
use crate::domain::birthday::{Birthday, Calendar};
use crate::domain::customer::Draft;
use crate::domain::lunar::LunarDate;
use crate::domain::time::Day;

/// Minutes of the day at which callbacks are promised.
const CALLBACKS: &[i64] = &[
    9 * 60 + 30,
    10 * 60 + 15,
    11 * 60,
    14 * 60,
    15 * 60 + 30,
    17 * 60,
];
/// How many customers of an agent have a birthday near today, and on which days.
const BIRTHDAYS: &[i64] = &[0, 1, -1, 2, 3, -3];
/// Every so many customers of an agent one is made due.
const EVERY: usize = 3;

/// How many days from today customers of an agent run out of something.
const RUN_OUTS: &[i64] = &[3, 0, -2, 1, 7, -5, 14];
/// Products of which a box lasts 30 days: propolis and calcium.
const BOXES: &[usize] = &[0, 6];
/// How people buy them: how many boxes at a time, days between the first ones and the last, and
/// how many days they last from then on.
const HABITS: &[(i64, &[i64], i64)] = &[
    (3, &[175, 91], 95),
    (3, &[], 90),
    (2, &[], 60),
    (1, &[], 30),
];

/// Changes the `place`-th customer (from 0) of an agent, one for `since_days`, where the day wants
/// it.
pub(super) fn worth(
    draft: &mut Draft,
    history: &mut History,
    (place, since_days): (usize, i64),
    today: Day,
) {
    if place.is_multiple_of(EVERY) {
        if let Some(&minute) = CALLBACKS.get(place / EVERY) {
            call_back(history, minute);
        }
    } else if place % EVERY == 1
        && let Some(&days) = BIRTHDAYS.get(place / EVERY)
    {
        let lunar = (place / EVERY) % 3 != 2;
        if let Some(birthday) = born(today + Duration::days(days), lunar, 40 + place as i32) {
            draft.dates = vec![("birthday".to_owned(), birthday)];
        }
    } else if let Some(&days) = RUN_OUTS.get(place / EVERY)
        && let Some(&product) = BOXES.get(place / EVERY % BOXES.len())
    {
        run_out(history, product, days, since_days);
    }
}

/// They run out of a product in so many days, bought in the way for which they have been a
/// customer long enough.
fn run_out(history: &mut History, product: usize, days: i64, since_days: i64) {
    let fits = |&&(_, before, lasts): &&(i64, &[i64], i64)| {
        lasts - days + before.first().copied().unwrap_or(0) <= since_days
    };
    let Some((boxes, before, lasts)) = HABITS.iter().find(fits) else {
        return;
    };
    for purchase in &mut history.purchases {
        purchase.lines.retain(|(known, _)| *known != product);
    }
    history
        .purchases
        .retain(|purchase| !purchase.lines.is_empty());
    for earlier in before.iter().chain(&[0]) {
        history.purchases.push(Purchase {
            days_ago: lasts - days + earlier,
            minute: 10 * 60,
            lines: vec![(product, *boxes)],
            owed: 0,
        });
    }
    let oldest_first = |sale: &Purchase| std::cmp::Reverse((sale.days_ago, -sale.minute));
    history.purchases.sort_by_key(oldest_first);
}

/// The newest contact promises a call today.
fn call_back(history: &mut History, minute: i64) {
    if history.contacts.is_empty() {
        history.contacts.push(Contact {
            days_ago: 1,
            minute: 10 * 60,
            disposition: "callback",
            incoming: false,
            note: None,
            next_in: None,
            next_minute: None,
        });
    }
    if let Some(last) = history.contacts.last_mut() {
        last.disposition = "callback";
        last.next_in = Some(0);
        last.next_minute = Some(minute);
    }
}

/// Somebody of so many years whose birthday is on this day.
fn born(day: Day, lunar: bool, years: i32) -> Option<Birthday> {
    if !lunar {
        let year = day.year() - years;
        let (month, day) = (
            u8::try_from(day.month()).ok()?,
            u8::try_from(day.day()).ok()?,
        );
        return Birthday::new(Calendar::Solar, Some(year), month, false, day).ok();
    }
    let date = LunarDate::from_solar(day)?;
    let of = |year, leap| Birthday::new(Calendar::Lunar, year, date.month, leap, date.day);
    // A plain month's birthday is not kept in its leap month: without a year it can be either.
    of(Some(date.year - years), date.leap)
        .or_else(|_| of(None, date.leap))
        .ok()
}
