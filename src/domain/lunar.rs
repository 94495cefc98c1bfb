//! The Chinese lunar calendar from 1901 to 2100, day for day as the Hong Kong Observatory
//! tells it. Owns conversion and what months there are; must not know birthdays or words.

use super::time::{DateFault, Day};
use chrono::Datelike;
use icu_calendar::types::{Month, RataDie};
use icu_calendar::{Date, cal::ChineseTraditional};
use serde::{Deserialize, Serialize};

/// The first lunar year known whole (it begins on 1901-02-19).
pub const FIRST_YEAR: i32 = 1901;
/// The last lunar year known (it ends on 2101-01-28).
pub const LAST_YEAR: i32 = 2100;

/// A day of the lunar calendar. A value made by hand may be impossible: `to_solar` tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct LunarDate {
    /// The solar year in which the lunar one begins.
    pub year: i32,
    /// 1 (正月) to 12 (腊月).
    pub month: u8,
    /// The month is the leap one that follows the plain month of this number.
    pub leap: bool,
    /// 1 to 30.
    pub day: u8,
}

impl LunarDate {
    /// The lunar day of a solar one; none outside 1901-02-19 to 2101-01-28.
    pub fn from_solar(day: Day) -> Option<Self> {
        // Both crates count days from 0001-01-01 as day 1.
        let fixed = RataDie::new(i64::from(day.num_days_from_ce()));
        let date = Date::from_rata_die(fixed, ChineseTraditional::new());
        let year = date.year().extended_year();
        let month = date.month().to_input();
        (FIRST_YEAR..=LAST_YEAR).contains(&year).then(|| Self {
            year,
            month: month.number(),
            leap: month.is_leap(),
            day: date.day_of_month().0,
        })
    }

    /// The solar day, or why there is none: `OutOfRange` for the year, `Impossible` for a
    /// leap month that the year does not have or a day that the month does not have.
    pub fn to_solar(self) -> Result<Day, DateFault> {
        if !(FIRST_YEAR..=LAST_YEAR).contains(&self.year) {
            return Err(DateFault::OutOfRange);
        }
        let fixed = chinese(self.year, self.month, self.leap, self.day)
            .ok_or(DateFault::Impossible)?
            .to_rata_die()
            .to_i64_date();
        i32::try_from(fixed)
            .ok()
            .and_then(Day::from_num_days_from_ce_opt)
            .ok_or(DateFault::Impossible)
    }
}

/// Days of a lunar month, 29 or 30; none where the year has no such month or is not known.
pub fn month_length(year: i32, month: u8, leap: bool) -> Option<u8> {
    let known = (FIRST_YEAR..=LAST_YEAR).contains(&year);
    known
        .then(|| chinese(year, month, leap, 1))
        .flatten()
        .map(|first| first.days_in_month())
}

/// The leap month of a lunar year, if it has one (the month that it follows).
pub fn leap_month(year: i32) -> Option<u8> {
    (1..=12).find(|month| month_length(year, *month, true).is_some())
}

/// Whether some year from 1901 to 2100 has this day; for dates whose year is not known.
pub fn ever(month: u8, leap: bool, day: u8) -> bool {
    day >= 1
        && (FIRST_YEAR..=LAST_YEAR)
            .any(|year| month_length(year, month, leap).is_some_and(|length| day <= length))
}

fn chinese(year: i32, month: u8, leap: bool, day: u8) -> Option<Date<ChineseTraditional>> {
    if !(1..=12).contains(&month) {
        return None;
    }
    let month = if leap {
        Month::leap(month)
    } else {
        Month::new(month)
    };
    Date::try_new_chinese_traditional(year, month, day).ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::testing::data_rows;
    use proptest::prelude::*;

    fn lunar(fields: &[String]) -> LunarDate {
        LunarDate {
            year: fields[0].parse().unwrap(),
            month: fields[1].parse().unwrap(),
            leap: fields[2] == "1",
            day: fields[3].parse().unwrap(),
        }
    }

    #[test]
    fn every_lunar_day_of_the_observatory_has_its_solar_day_and_back() {
        for file in ["lunar/lunar_to_gregorian.tsv", "lunar/disputed_days.tsv"] {
            let Some(rows) = data_rows(file) else { return };
            assert!(rows.len() > 300, "{file} is whole");
            for row in rows {
                let solar: Day = row[4].parse().unwrap();
                assert_eq!(lunar(&row).to_solar(), Ok(solar), "{file} {row:?}");
                assert_eq!(
                    LunarDate::from_solar(solar),
                    Some(lunar(&row)),
                    "{file} {row:?}"
                );
            }
        }
    }

    #[test]
    fn every_solar_day_of_the_observatory_has_its_lunar_day() {
        let Some(rows) = data_rows("lunar/gregorian_to_lunar.tsv") else {
            return;
        };
        assert!(rows.len() > 7_000, "the file is whole");
        for row in rows {
            let solar: Day = row[0].parse().unwrap();
            assert_eq!(
                LunarDate::from_solar(solar),
                Some(lunar(&row[1..])),
                "{row:?}"
            );
        }
    }

    #[test]
    fn every_month_of_the_observatory_has_its_length_and_first_day() {
        let Some(rows) = data_rows("lunar/lunar_months.tsv") else {
            return;
        };
        assert!(rows.len() > 1_200, "the file is whole");
        for row in rows {
            let length: u8 = row[3].parse().unwrap();
            let first = LunarDate {
                day: 1,
                ..lunar(&row)
            };
            assert_eq!(
                month_length(first.year, first.month, first.leap),
                Some(length),
                "{row:?}"
            );
            assert_eq!(
                first.to_solar(),
                row[4].parse().map_err(|_| DateFault::NotUnderstood)
            );
            if first.leap {
                assert_eq!(leap_month(first.year), Some(first.month));
            }
        }
    }

    #[test]
    fn no_impossible_date_of_the_observatory_is_accepted() {
        let Some(rows) = data_rows("lunar/invalid_lunar_dates.tsv") else {
            return;
        };
        assert!(rows.len() > 1_000, "the file is whole");
        for row in rows {
            assert_eq!(
                lunar(&row).to_solar(),
                Err(DateFault::Impossible),
                "{row:?}"
            );
        }
    }

    #[test]
    fn every_day_of_two_centuries_goes_to_its_lunar_day_and_back_in_order() {
        let mut day: Day = "1901-02-19".parse().unwrap();
        let last: Day = "2101-01-28".parse().unwrap();
        let mut before = LunarDate {
            year: 1900,
            month: 12,
            leap: false,
            day: 30,
        };
        while day <= last {
            let now = LunarDate::from_solar(day).unwrap();
            assert_eq!(now.to_solar(), Ok(day));
            let next_day = LunarDate {
                day: before.day + 1,
                ..before
            };
            assert!(
                now == next_day || (now.day == 1 && before.day >= 29),
                "{before:?} {now:?}"
            );
            before = now;
            day = day.succ_opt().unwrap();
        }
    }

    #[test]
    fn years_without_a_table_are_refused() {
        let date = |text: &str| LunarDate::from_solar(text.parse().unwrap());
        assert_eq!(date("1901-02-18"), None);
        assert_eq!(date("2101-01-29"), None);
        for year in [i32::MIN, 1900, 2101, i32::MAX] {
            let lunar = LunarDate {
                year,
                month: 1,
                leap: false,
                day: 1,
            };
            assert_eq!(lunar.to_solar(), Err(DateFault::OutOfRange));
            assert_eq!(month_length(year, 1, false), None);
            assert_eq!(leap_month(year), None);
        }
    }

    #[test]
    fn leap_months_that_no_year_has_are_known_as_such() {
        assert!(!ever(1, true, 1) && !ever(12, true, 1));
        assert!(ever(4, true, 8) && ever(11, true, 1) && ever(12, false, 30));
        assert!(!ever(1, false, 31) && !ever(0, false, 1) && !ever(13, false, 1));
        assert!(!ever(1, false, 0));
    }

    proptest! {
        #[test]
        fn whatever_is_accepted_comes_back_the_same(
            year in 1899i32..2103, month in any::<u8>(), leap in any::<bool>(), day in any::<u8>(),
        ) {
            for (month, day) in [(month, day), (month % 14, day % 32)] {
                let date = LunarDate { year, month, leap, day };
                if let Ok(solar) = date.to_solar() {
                    prop_assert_eq!(LunarDate::from_solar(solar), Some(date));
                }
            }
        }
    }
}
