//! How often something comes again, as people say it: `1w`, `每周五 10:00`, `every month on the 1st`,
//! `monthly`. Understood or refused, never guessed at. Must not know what comes again.

use super::day::{WEEKDAYS, month_day};
use super::scan::{Scan, tidy};
use super::span::{self, Span, Unit};
use super::{Next, hour, settle};
use crate::domain::time::{Day, Now, month_end};
use chrono::{Datelike, Days, Months, NaiveTime};
use std::fmt;

/// After how long something comes again, and on which day of that, where one is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Every {
    /// After how long; more than nothing.
    pub span: Span,
    /// Of weeks the day of the week, Monday 1 to Sunday 7; of months and years the day of the month,
    /// 1 to 31: a month that lacks it has it on its last. None: so long after it was due.
    pub on: Option<u32>,
}

impl fmt::Display for Every {
    /// `2w`, `1w@5`, `1m@31`, which reads back.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.span)?;
        self.on.map_or(Ok(()), |on| write!(out, "@{on}"))
    }
}

impl Every {
    /// Reads what [`Every`] prints.
    pub fn stored(text: &str) -> Option<Every> {
        let (span, on) = match text.split_once('@') {
            Some((span, on)) => (span, Some(on.parse().ok()?)),
            None => (text, None),
        };
        let every = Every {
            span: super::span(span)?,
            on,
        };
        every.is_sound().then_some(every)
    }

    fn is_sound(self) -> bool {
        let days = match self.span.unit {
            Unit::Day => 0,
            Unit::Week => 7,
            Unit::Month | Unit::Year => 31,
        };
        self.span.count > 0 && self.on.is_none_or(|on| (1..=days).contains(&on))
    }

    /// Reads what somebody types, and when that is the first time, where it says a day or an hour.
    pub fn parse(text: &str, now: &Now) -> Option<(Every, Option<Next>)> {
        let plain = Every::stored(&tidy(text)).map(|every| (every, None));
        plain.or_else(|| Every::spoken(text, now))
    }

    /// The same of what says so in words: `每周五`, `every monday`, `weekly`, not `1w`.
    pub fn spoken(text: &str, now: &Now) -> Option<(Every, Option<Next>)> {
        let text = tidy(text);
        let mut scan = Scan::new(&text);
        let mut said = Said::rhythm(&mut scan)?;
        loop {
            scan.blank();
            while scan.any(&[",", "、", "at ", "on ", "the ", "的"]) {
                scan.blank();
            }
            if scan.done() {
                break;
            }
            let time = match said.at {
                None => hour::read(&mut scan).ok()?,
                Some(_) => None,
            };
            match time {
                Some(time) => said.at = Some(time),
                None => said.day(&mut scan)?,
            }
        }
        let every = Every {
            span: said.span,
            on: said.on,
        };
        let first = said.first(now);
        every.is_sound().then_some((every, first))
    }

    /// Whether a day is one of its days.
    pub fn fits(self, day: Day) -> bool {
        match (self.on, self.span.unit) {
            (None, _) | (_, Unit::Day) => true,
            (Some(on), Unit::Week) => day.weekday().number_from_monday() == on,
            (Some(on), Unit::Month | Unit::Year) => in_month(day, on) == day,
        }
    }

    /// The same as it is kept for the next time: the 31st is not lost in a short month.
    pub fn meant(self, day: Day) -> Every {
        let lost = matches!(self.span.unit, Unit::Month | Unit::Year) && day.day() > 28;
        Every {
            on: self.on.or(lost.then(|| day.day())),
            ..self
        }
    }

    /// The next day after it was due on `day`: not before `today`. What was put off or forward by a
    /// little moves none of its days. None beyond the calendar.
    pub fn next(self, day: Day, today: Day) -> Option<Day> {
        let day = self.on.map_or(Some(day), |on| self.nominal(day, on))?;
        let mut times = 1_u32;
        loop {
            // From the first day each time, so that the 31st is not lost in a short month.
            let span = Span {
                count: self
                    .span
                    .count
                    .checked_mul(times)
                    .filter(|count| *count > 0)?,
                ..self.span
            };
            let next = span.after(day)?;
            let next = match (self.on, self.span.unit) {
                (Some(on), Unit::Month | Unit::Year) => in_month(next, on),
                _ => next,
            };
            if next >= today {
                return (next.year() <= 9999).then_some(next);
            }
            times += 1;
        }
    }

    /// Its own day that is meant by one on which it was due: the last before it, or one that comes
    /// within the next day of a week, week of a month.
    fn nominal(self, day: Day, on: u32) -> Option<Day> {
        match self.span.unit {
            Unit::Day => Some(day),
            Unit::Week => {
                let since = (day.weekday().number_from_monday() + 7 - on) % 7;
                match since {
                    6 => day.succ_opt(),
                    since => day.checked_sub_days(Days::new(u64::from(since))),
                }
            }
            Unit::Month => {
                let here = in_month(day, on);
                if (here - day).num_days() <= 7 {
                    return Some(here);
                }
                let before = day.checked_sub_months(Months::new(1))?;
                Some(in_month(before, on))
            }
            Unit::Year => Some(in_month(day, on)),
        }
    }
}

/// That day of the month in which a day lies, or its last.
fn in_month(day: Day, on: u32) -> Day {
    day.with_day(on).unwrap_or_else(|| month_end(day))
}

const SPOKEN: [(&str, Span); 11] = [
    ("daily", of(1, Unit::Day)),
    ("everyday", of(1, Unit::Day)),
    ("weekly", of(1, Unit::Week)),
    ("biweekly", of(2, Unit::Week)),
    ("fortnightly", of(2, Unit::Week)),
    ("monthly", of(1, Unit::Month)),
    ("quarterly", of(3, Unit::Month)),
    ("half-yearly", of(6, Unit::Month)),
    ("yearly", of(1, Unit::Year)),
    ("annually", of(1, Unit::Year)),
    ("annual", of(1, Unit::Year)),
];

const UNITS: [(&str, Span); 24] = [
    ("个季度", of(3, Unit::Month)),
    ("季度", of(3, Unit::Month)),
    ("季", of(3, Unit::Month)),
    ("半年", of(6, Unit::Month)),
    ("半个月", of(15, Unit::Day)),
    ("半月", of(15, Unit::Day)),
    ("天", of(1, Unit::Day)),
    ("日", of(1, Unit::Day)),
    ("个星期", of(1, Unit::Week)),
    ("个礼拜", of(1, Unit::Week)),
    ("星期", of(1, Unit::Week)),
    ("礼拜", of(1, Unit::Week)),
    ("周", of(1, Unit::Week)),
    ("週", of(1, Unit::Week)),
    ("个月", of(1, Unit::Month)),
    ("月", of(1, Unit::Month)),
    ("年", of(1, Unit::Year)),
    ("quarters", of(3, Unit::Month)),
    ("quarter", of(3, Unit::Month)),
    ("fortnight", of(2, Unit::Week)),
    ("day", of(1, Unit::Day)),
    ("week", of(1, Unit::Week)),
    ("month", of(1, Unit::Month)),
    ("year", of(1, Unit::Year)),
];

const fn of(count: u32, unit: Unit) -> Span {
    Span { count, unit }
}

/// What was said so far.
struct Said {
    span: Span,
    on: Option<u32>,
    /// Of a year: in which month.
    month: Option<u32>,
    at: Option<NaiveTime>,
}

impl Said {
    fn new(span: Span) -> Said {
        Said {
            span,
            on: None,
            month: None,
            at: None,
        }
    }

    /// `every 2 weeks`, `每两周`, `weekly`; `every friday` and `every 1st` are a week and a month.
    fn rhythm(scan: &mut Scan<'_>) -> Option<Said> {
        if let Some(span) = scan.one_of(&SPOKEN) {
            return Some(Said::new(span));
        }
        let chinese = scan.eat("每");
        if !chinese && scan.one_of(&[("every", ()), ("each", ())]).is_none() {
            return None;
        }
        scan.blank();
        let mut ahead = *scan;
        // `每2日` is every other day, `every day 9:00` no ninth.
        let (number, marks) = (
            ahead.number(),
            [("st", ()), ("nd", ()), ("rd", ()), ("th", ())],
        );
        let marked = ahead.any(&["号", "號"]) || ahead.one_of(&marks).is_some();
        if let Some(on) = number.filter(|_| marked) {
            *scan = ahead;
            let mut said = Said::new(of(1, Unit::Month));
            said.on = Some(on);
            return Some(said);
        }
        let other = scan.one_of(&[("other", 2), ("second", 2), ("third", 3)]);
        scan.blank();
        let count = other.or_else(|| scan.number());
        scan.blank();
        if !chinese && let Some(unit) = span::unit(scan) {
            return Some(Said::new(of(count.unwrap_or(1), unit)));
        }
        if let Some(one) = scan.one_of(&UNITS) {
            let count = count.unwrap_or(1).checked_mul(one.count)?;
            return (count <= 9999).then(|| Said::new(of(count, one.unit)));
        }
        let mut said = Said::new(of(count.unwrap_or(1), Unit::Week));
        said.weekday(scan)?;
        Some(said)
    }

    /// Takes the day of the week, month or year.
    fn day(&mut self, scan: &mut Scan<'_>) -> Option<()> {
        // `每周一次` says no Monday.
        if scan.any(&["一次", "1次", "once"]) {
            return Some(());
        }
        if self.on.is_some() {
            return None;
        }
        match self.span.unit {
            Unit::Day => None,
            Unit::Week => self.weekday(scan),
            Unit::Month => {
                let last = ["月底", "月末", "底", "末", "last day", "end"];
                self.on = if scan.any(&last) {
                    Some(31)
                } else if scan.any(&["初"]) {
                    Some(1)
                } else {
                    Some(ordinal(scan)?)
                };
                Some(())
            }
            Unit::Year => {
                let (month, day) = month_day(scan)?;
                Day::from_ymd_opt(2024, month, day)?;
                (self.month, self.on) = (Some(month), Some(day));
                Some(())
            }
        }
    }

    fn weekday(&mut self, scan: &mut Scan<'_>) -> Option<()> {
        scan.any(&["周", "週", "星期", "礼拜"]);
        let latin = scan.letter();
        let day = scan.one_of(&WEEKDAYS)?;
        let mut behind = *scan;
        // `每周一三五`, `每周一和周五` are several days, `每周一起` is none.
        let more = ["、", "和", "及", "到", "至", "起", "般", "些", "-", "/"];
        let goes_on = behind.any(&more) || (!latin && behind.one_of(&WEEKDAYS).is_some());
        if goes_on {
            return None;
        }
        self.on = Some(day.number_from_monday());
        Some(())
    }

    /// The first time, if a day or an hour was said.
    fn first(&self, now: &Now) -> Option<Next> {
        let today = now.today();
        let Some(on) = self.on else {
            return self.at.and_then(|at| settle(None, Some(at), now).ok());
        };
        let days: Vec<Day> = match self.span.unit {
            Unit::Day => Vec::new(),
            Unit::Week => {
                let ahead = (on + 6 - today.weekday().number_from_monday()) % 7 + 1;
                today
                    .checked_add_days(Days::new(u64::from(ahead)))
                    .into_iter()
                    .collect()
            }
            Unit::Month => (0..3)
                .filter_map(|ahead| today.with_day(1)?.checked_add_months(Months::new(ahead)))
                .map(|month| in_month(month, on))
                .collect(),
            Unit::Year => (0..2)
                .filter_map(|ahead| Day::from_ymd_opt(today.year() + ahead, self.month?, 1))
                .map(|month| in_month(month, on))
                .collect(),
        };
        let mut coming = days
            .into_iter()
            .filter_map(|day| settle(Some(day), self.at, now).ok());
        coming.next()
    }
}

/// `1号`, `1st`, `day 1`: a day of a month.
fn ordinal(scan: &mut Scan<'_>) -> Option<u32> {
    let mut ahead = *scan;
    let called = ahead.one_of(&[("day", ())]).is_some();
    ahead.blank();
    let day = ahead.number().filter(|day| (1..=31).contains(day))?;
    let marked = ahead.any(&["号", "號", "日"])
        || ahead
            .one_of(&[("st", ()), ("nd", ()), ("rd", ()), ("th", ())])
            .is_some();
    if !marked && !called {
        return None;
    }
    *scan = ahead;
    Some(day)
}

#[cfg(test)]
mod tests;
