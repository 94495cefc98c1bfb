//! Makes any day worth working: the first customers of each agent are due today, or have their
//! birthday, solar or lunar, within days. Must not know the store.

use chrono::{Datelike, Duration};

use super::history::{Contact, History};
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

/// Changes the `place`-th customer (from 0) of an agent where the day wants it.
pub(super) fn worth(draft: &mut Draft, history: &mut History, place: usize, today: Day) {
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
    }
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
