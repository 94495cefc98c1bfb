//! Days that come every year, solar or lunar, with or without a year: when the next one is,
//! how old it makes, and which keys a window of days holds. Must not know customers or words.

mod notation;
mod window;

pub use notation::{Explained, explain};
pub use window::Window;

use super::lunar::{self, LunarDate};
use super::time::{DateFault, Day};
use chrono::Datelike;
use serde::{Deserialize, Serialize};

/// Which calendar a birthday is kept in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Calendar {
    /// The common calendar.
    Solar,
    /// The Chinese one.
    Lunar,
}

/// When somebody born on 29 February celebrates in a common year (a setting).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Feb29Rule {
    /// On 28 February.
    #[default]
    Feb28,
    /// On 1 March.
    Mar1,
}

/// A day of the year. Made by `new` or by reading text it is possible; one put together by
/// hand need not be, and then it never comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Birthday {
    /// Solar or lunar.
    pub calendar: Calendar,
    /// Year of the same calendar, if known.
    pub year: Option<i32>,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31, lunar to 30.
    pub day: u8,
    /// In the lunar leap month of that number.
    pub leap: bool,
}

impl Birthday {
    /// A birthday that can be: the day exists in its year or, without one, in some year.
    pub fn new(
        calendar: Calendar,
        year: Option<i32>,
        month: u8,
        leap: bool,
        day: u8,
    ) -> Result<Self, DateFault> {
        let made = Self {
            calendar,
            year,
            month,
            day,
            leap,
        };
        let possible = match (calendar, year) {
            (Calendar::Lunar, Some(_)) => made.born().map(|_| true)?,
            (Calendar::Lunar, None) => lunar::ever(month, leap, day),
            (Calendar::Solar, Some(_)) => !leap && made.born().is_ok(),
            (Calendar::Solar, None) => !leap && solar(2000, month, day).is_some(),
        };
        if possible {
            Ok(made)
        } else {
            Err(DateFault::Impossible)
        }
    }

    /// A solar birthday with its year.
    pub fn of_day(day: Day) -> Self {
        let part = |value: u32| u8::try_from(value).unwrap_or(0);
        Self {
            calendar: Calendar::Solar,
            year: Some(day.year()),
            month: part(day.month()),
            day: part(day.day()),
            leap: false,
        }
    }

    /// A lunar birthday with its year.
    pub fn of_lunar(date: LunarDate) -> Self {
        Self {
            calendar: Calendar::Lunar,
            year: Some(date.year),
            month: date.month,
            day: date.day,
            leap: date.leap,
        }
    }

    /// The solar day of birth; `NotUnderstood` without a year.
    pub fn born(&self) -> Result<Day, DateFault> {
        let year = self.year.ok_or(DateFault::NotUnderstood)?;
        match self.calendar {
            Calendar::Solar => solar(year, self.month, self.day).ok_or(DateFault::Impossible),
            Calendar::Lunar => {
                let Self {
                    month, leap, day, ..
                } = *self;
                LunarDate {
                    year,
                    month,
                    leap,
                    day,
                }
                .to_solar()
            }
        }
    }

    /// The same day of birth in the other calendar, where the year is known.
    pub fn in_calendar(&self, calendar: Calendar) -> Option<Self> {
        let born = self.born().ok();
        match calendar {
            _ if calendar == self.calendar => Some(*self),
            Calendar::Solar => born.map(Self::of_day),
            Calendar::Lunar => born.and_then(LunarDate::from_solar).map(Self::of_lunar),
        }
    }

    /// month*100+day in its own calendar.
    pub fn md(&self) -> u16 {
        u16::from(self.month) * 100 + u16::from(self.day)
    }

    /// The key of a solar birthday.
    pub fn solar_md(&self) -> Option<u16> {
        (self.calendar == Calendar::Solar).then(|| self.md())
    }

    /// The key of a lunar birthday, and whether it is in a leap month.
    pub fn lunar_md(&self) -> Option<(u16, bool)> {
        (self.calendar == Calendar::Lunar).then(|| (self.md(), self.leap))
    }

    /// The day it is kept on in a year of its own calendar. 29 February follows the rule; lunar
    /// day 30 falls on 29 in a short month; a leap-month day is kept in that leap month in
    /// years that have it, else in the plain month; a plain-month day in the plain month only.
    pub fn in_year(&self, year: i32, rule: Feb29Rule) -> Option<Day> {
        match self.calendar {
            Calendar::Solar => solar(year, self.month, self.day).or_else(|| {
                let fallback = match rule {
                    Feb29Rule::Feb28 => (2, 28),
                    Feb29Rule::Mar1 => (3, 1),
                };
                (self.md() == 229)
                    .then(|| solar(year, fallback.0, fallback.1))
                    .flatten()
            }),
            Calendar::Lunar => {
                let leap = self.leap && lunar::month_length(year, self.month, true).is_some();
                let length = lunar::month_length(year, self.month, leap)?;
                if !(1..=30).contains(&self.day) {
                    return None;
                }
                let day = self.day.min(length);
                LunarDate {
                    year,
                    month: self.month,
                    leap,
                    day,
                }
                .to_solar()
                .ok()
            }
        }
    }

    /// The first time it is kept on or after a day. None for a lunar one beyond the known
    /// calendar (lunar 1901 to 2100), or for an impossible one.
    pub fn next_on(&self, from: Day, rule: Feb29Rule) -> Option<Day> {
        let year = self.year_of(from)?;
        let kept = |year| self.in_year(year, rule).filter(|day| *day >= from);
        kept(year).or_else(|| kept(year + 1))
    }

    /// Full years reached on a day; none without a year, before birth, or beyond the calendar.
    pub fn age_on(&self, day: Day, rule: Feb29Rule) -> Option<u32> {
        let year = self.year_of(day)?;
        let kept = self.in_year(year, rule)?;
        u32::try_from(year - self.year? - i32::from(kept > day)).ok()
    }

    fn year_of(&self, day: Day) -> Option<i32> {
        match self.calendar {
            Calendar::Solar => Some(day.year()),
            Calendar::Lunar => LunarDate::from_solar(day).map(|date| date.year),
        }
    }
}

fn solar(year: i32, month: u8, day: u8) -> Option<Day> {
    Day::from_ymd_opt(year, u32::from(month), u32::from(day))
}

#[cfg(test)]
mod tests;
