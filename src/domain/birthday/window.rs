//! A window of days as ranges of month-day keys, so that an index on the stored integers
//! answers it. Agrees with `Birthday::next_on` (a property test says so).

use super::{Birthday, Calendar, Feb29Rule};
use crate::domain::lunar::{self, LunarDate};
use crate::domain::time::Day;
use chrono::{Datelike, Days};

/// The keys (month*100+day) kept in a window: inclusive ranges that do not overlap, ascending.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Window {
    /// Of solar birthdays.
    pub solar: Vec<(u16, u16)>,
    /// Of lunar birthdays in plain months.
    pub lunar: Vec<(u16, u16)>,
    /// Of lunar birthdays in leap months.
    pub leap: Vec<(u16, u16)>,
}

impl Window {
    /// The keys of so many days, the first included. Two years of days hold every key, so
    /// more are not looked at. Days beyond the known lunar calendar hold no lunar key.
    pub fn of(from: Day, days: u32, rule: Feb29Rule) -> Self {
        let mut window = Self::default();
        for ahead in 0..u64::from(days.min(800)) {
            let Some(day) = from.checked_add_days(Days::new(ahead)) else {
                break;
            };
            window.add_solar(day, rule);
            if let Some(date) = LunarDate::from_solar(day) {
                window.add_lunar(date);
            }
        }
        window.solar = joined(window.solar, 31);
        window.lunar = joined(window.lunar, 30);
        window.leap = joined(window.leap, 30);
        window
    }

    /// Whether a birthday is kept in the window.
    pub fn holds(&self, birthday: &Birthday) -> bool {
        let ranges = match (birthday.calendar, birthday.leap) {
            (Calendar::Solar, _) => &self.solar,
            (Calendar::Lunar, false) => &self.lunar,
            (Calendar::Lunar, true) => &self.leap,
        };
        ranges
            .iter()
            .any(|(low, high)| (*low..=*high).contains(&birthday.md()))
    }

    fn add_solar(&mut self, day: Day, rule: Feb29Rule) {
        let key = u16::try_from(day.month() * 100 + day.day()).unwrap_or(0);
        self.solar.push((key, key));
        let stand_in = match rule {
            Feb29Rule::Feb28 => 228,
            Feb29Rule::Mar1 => 301,
        };
        if key == stand_in && !day.leap_year() {
            self.solar.push((229, 229));
        }
    }

    fn add_lunar(&mut self, date: LunarDate) {
        let key = u16::from(date.month) * 100 + u16::from(date.day);
        let length = lunar::month_length(date.year, date.month, date.leap);
        let last = if Some(date.day) == length {
            key / 100 * 100 + 30
        } else {
            key
        };
        if date.leap {
            self.leap.push((key, last));
            return;
        }
        self.lunar.push((key, last));
        if lunar::month_length(date.year, date.month, true).is_none() {
            self.leap.push((key, last));
        }
    }
}

/// Sorted, and joined where no possible key lies between (`last` is the longest month's end).
fn joined(mut ranges: Vec<(u16, u16)>, last: u16) -> Vec<(u16, u16)> {
    ranges.sort_unstable();
    let mut out: Vec<(u16, u16)> = Vec::new();
    for (low, high) in ranges {
        match out.last_mut() {
            Some(before) if low <= following(before.1, last) => before.1 = before.1.max(high),
            _ => out.push((low, high)),
        }
    }
    out
}

/// The key after one, short solar months taken at their longest.
fn following(key: u16, last: u16) -> u16 {
    let longest = match key / 100 {
        2 if last == 31 => 29,
        4 | 6 | 9 | 11 if last == 31 => 30,
        _ => last,
    };
    if key % 100 >= longest {
        (key / 100 + 1) * 100 + 1
    } else {
        key + 1
    }
}
