//! Instants, days and the business's clock face: UTC milliseconds, calendar days, and `Now`,
//! the one value through which time comes in. Must not read a clock or the TZ of a login,
//! and knows no words: a relative date is data (`Ago`) that text/ spells.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, SecondsFormat, Utc};
use chrono::{Duration, LocalResult, Offset, TimeZone};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de, ser};

/// A calendar day without a zone; written and stored as 'YYYY-MM-DD'.
pub type Day = NaiveDate;

/// A moment: milliseconds since 1970-01-01T00:00:00Z. In JSON it is RFC 3339 with Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Instant(pub i64);

/// Why a text is not a day, a date and time, or a birthday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DateFault {
    /// Nothing was typed.
    Empty,
    /// No reading, or more than one: a text is never guessed at.
    NotUnderstood,
    /// An hour from one to six without morning or afternoon (`3点`): both are likely.
    WhichHalf,
    /// Understood, but there is no such day or time (30 February, the 30th of a 29-day month).
    Impossible,
    /// A whole date or a time today that has gone by, where only a coming one makes sense.
    InThePast,
    /// A lunar year outside 1901 to 2100, for which there is no agreed table.
    OutOfRange,
}

/// Milliseconds beyond which chrono has no date; nothing real comes near it.
const FURTHEST: i64 = 8_000_000_000_000_000;

impl Instant {
    /// The moment in UTC; one beyond chrono's years is taken to the last it can show.
    pub fn utc(self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.0.clamp(-FURTHEST, FURTHEST)).unwrap_or_default()
    }

    /// This many minutes later (earlier when negative), saturating.
    pub fn plus_minutes(self, minutes: i64) -> Self {
        Self(self.0.saturating_add(minutes.saturating_mul(60_000)))
    }

    /// Reads RFC 3339 with any offset; fractions below a millisecond are dropped.
    pub fn from_rfc3339(text: &str) -> Option<Self> {
        let moment = DateTime::parse_from_rfc3339(text).ok()?;
        Some(Self(moment.timestamp_millis()))
    }

    /// RFC 3339 with Z, with milliseconds only where there are any.
    pub fn to_rfc3339(self) -> String {
        self.utc().to_rfc3339_opts(SecondsFormat::AutoSi, true)
    }
}

impl Serialize for Instant {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        if self.0.abs_diff(0) > FURTHEST.unsigned_abs() {
            return Err(ser::Error::custom("an instant beyond the calendar"));
        }
        out.serialize_str(&self.to_rfc3339())
    }
}

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        let text = String::deserialize(input)?;
        Self::from_rfc3339(&text).ok_or_else(|| de::Error::custom("not an RFC 3339 instant"))
    }
}

/// The present moment and the business's zone (setting `zone`), passed into everything that
/// speaks of today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now {
    /// The moment.
    pub at: Instant,
    /// The zone in which days begin and end.
    pub zone: chrono_tz::Tz,
}

impl Now {
    /// The business's day.
    pub fn today(&self) -> Day {
        self.day_of(self.at)
    }

    /// What the wall clock of the business showed, or will show, at a moment.
    pub fn local(&self, moment: Instant) -> NaiveDateTime {
        moment.utc().with_timezone(&self.zone).naive_local()
    }

    /// The business's day on which a moment falls.
    pub fn day_of(&self, moment: Instant) -> Day {
        self.local(moment).date()
    }

    /// The moment at which the business's wall clock shows a time of a day. A time that summer
    /// time skips is moved forward by what was skipped (02:30 becomes 03:30); of a time that
    /// comes twice, the earlier is meant.
    pub fn at_local(&self, day: Day, time: NaiveTime) -> Instant {
        let wall = day.and_time(time);
        let millis = match self.zone.from_local_datetime(&wall) {
            LocalResult::Single(moment) | LocalResult::Ambiguous(moment, _) => {
                moment.timestamp_millis()
            }
            LocalResult::None => {
                let before = wall.checked_sub_signed(Duration::days(1)).unwrap_or(wall);
                let offset = self.zone.offset_from_utc_datetime(&before).fix();
                let seconds = i64::from(offset.local_minus_utc());
                wall.and_utc()
                    .timestamp_millis()
                    .saturating_sub(seconds * 1000)
            }
        };
        Instant(millis)
    }

    /// How long ago a moment was, in the largest unit that says enough; a moment to come is
    /// `Ago::Now` (another machine's clock may run a little ahead).
    pub fn ago(&self, moment: Instant) -> Ago {
        let minutes = self.at.0.saturating_sub(moment.0) / 60_000;
        match minutes {
            ..=0 => Ago::Now,
            1..=59 => Ago::Minutes(small(minutes)),
            60..=1439 => Ago::Hours(small(minutes / 60)),
            _ => self.days_ago(self.day_of(moment)),
        }
    }

    /// How long ago a day was: days up to a year, then whole years.
    pub fn days_ago(&self, day: Day) -> Ago {
        let today = self.today();
        match today.years_since(day) {
            None => Ago::Now,
            Some(0) => match today.signed_duration_since(day).num_days() {
                0 => Ago::Now,
                days => Ago::Days(small(days)),
            },
            Some(years) => Ago::Years(years),
        }
    }

    /// Days from today to a day; negative when it has gone by.
    pub fn days_until(&self, day: Day) -> i64 {
        day.signed_duration_since(self.today()).num_days()
    }
}

/// A short distance in the past (`3d`, `94d`, `1y`), as data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ago {
    /// Less than a minute, or today where only the day is known.
    Now,
    /// 1 to 59 minutes.
    Minutes(u32),
    /// 1 to 23 hours.
    Hours(u32),
    /// Calendar days, up to a year.
    Days(u32),
    /// Whole calendar years.
    Years(u32),
}

fn small(count: i64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The last day of a day's month.
pub fn month_end(day: Day) -> Day {
    let length = u32::from(day.num_days_in_month());
    day.with_day(length).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use chrono_tz::Tz;
    use proptest::prelude::*;

    fn now(text: &str, zone: Tz) -> Now {
        Now {
            at: Instant::from_rfc3339(text).unwrap(),
            zone,
        }
    }

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn time(hour: u32, minute: u32) -> NaiveTime {
        NaiveTime::from_hms_opt(hour, minute, 0).unwrap()
    }

    #[test]
    fn an_instant_is_rfc_3339_with_z_in_json_and_comes_back() {
        let at = Instant(1_795_413_900_000);
        assert_eq!(
            serde_json::to_string(&at).unwrap(),
            "\"2026-11-23T06:05:00Z\""
        );
        let back: Instant = serde_json::from_str("\"2026-11-23T14:05:00+08:00\"").unwrap();
        assert_eq!(back, at);
        let fine = Instant(1_795_413_900_120);
        assert_eq!(
            serde_json::to_string(&fine).unwrap(),
            "\"2026-11-23T06:05:00.120Z\""
        );
        assert!(serde_json::to_string(&Instant(i64::MAX)).is_err());
        assert!(serde_json::from_str::<Instant>("\"yesterday\"").is_err());
    }

    #[test]
    fn the_day_begins_at_the_midnight_of_the_business() {
        let late = now("2026-11-23T15:59:59Z", Tz::Asia__Shanghai);
        assert_eq!(late.today(), day("2026-11-23"));
        let next = now("2026-11-23T16:00:00Z", Tz::Asia__Shanghai);
        assert_eq!(next.today(), day("2026-11-24"));
    }

    #[test]
    fn a_time_that_summer_time_skips_moves_forward() {
        let berlin = now("2026-01-01T00:00:00Z", Tz::Europe__Berlin);
        let at = berlin.at_local(day("2026-03-29"), time(2, 30));
        assert_eq!(berlin.local(at).time(), time(3, 30));
        let apia = now("2026-01-01T00:00:00Z", Tz::Pacific__Apia);
        let at = apia.at_local(day("2011-12-30"), time(12, 0));
        assert_eq!(apia.local(at), day("2011-12-31").and_time(time(12, 0)));
    }

    #[test]
    fn of_a_time_that_comes_twice_the_earlier_is_meant() {
        let berlin = now("2026-01-01T00:00:00Z", Tz::Europe__Berlin);
        let at = berlin.at_local(day("2026-10-25"), time(2, 30));
        assert_eq!(at.to_rfc3339(), "2026-10-25T00:30:00Z");
    }

    #[test]
    fn distances_are_minutes_hours_days_then_years() {
        let now = now("2026-11-23T06:05:00Z", Tz::Asia__Shanghai);
        let ago = |minutes: i64| now.ago(now.at.plus_minutes(-minutes));
        assert_eq!(ago(-10), Ago::Now);
        assert_eq!(ago(0), Ago::Now);
        assert_eq!(ago(59), Ago::Minutes(59));
        assert_eq!(ago(60), Ago::Hours(1));
        assert_eq!(ago(1439), Ago::Hours(23));
        assert_eq!(ago(1440), Ago::Days(1));
        assert_eq!(now.days_ago(day("2026-08-21")), Ago::Days(94));
        assert_eq!(now.days_ago(day("2025-11-24")), Ago::Days(364));
        assert_eq!(now.days_ago(day("2025-11-23")), Ago::Years(1));
        assert_eq!(now.days_until(day("2026-11-25")), 2);
    }

    #[test]
    fn a_wild_instant_never_panics() {
        for at in [i64::MIN, i64::MAX] {
            let now = Now {
                at: Instant(at),
                zone: Tz::Pacific__Kiritimati,
            };
            now.local(Instant(at));
            now.ago(Instant(-at.saturating_add(1)));
        }
    }

    proptest! {
        #[test]
        fn a_wall_time_is_shown_again_by_the_clock_or_was_skipped(
            days in 0i32..40_000, minute in 0u32..1440,
            zone in proptest::sample::select(&chrono_tz::TZ_VARIANTS[..]),
        ) {
            let day = Day::from_epoch_days(days).unwrap();
            let wall = time(minute / 60, minute % 60);
            let now = Now { at: Instant(0), zone };
            let shown = now.local(now.at_local(day, wall));
            let asked = day.and_time(wall);
            match zone.from_local_datetime(&asked) {
                LocalResult::None => prop_assert!(shown > asked),
                _ => prop_assert_eq!(shown, asked),
            }
        }

        #[test]
        fn an_instant_survives_json(at in -62_000_000_000_000i64..62_000_000_000_000) {
            let text = serde_json::to_string(&Instant(at)).unwrap();
            prop_assert_eq!(serde_json::from_str::<Instant>(&text).unwrap(), Instant(at));
        }
    }
}
