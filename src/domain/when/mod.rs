//! Dates, times and spans as people say them, in both languages, relative to now. A text is
//! understood or refused, never guessed at. Must not read a clock and knows no sentences.

mod day;
mod every;
mod hour;
mod period;
pub(in crate::domain) mod scan;
mod span;

pub use every::Every;
pub use period::{Period, Size};
pub use span::{Span, Unit, span};

use super::time::{DateFault, Day, Instant, Now};
use chrono::{Days, Months, NaiveTime, Timelike};
use scan::{Scan, tidy};
use std::fmt;

/// When something comes next: a day, with a time of day where one was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Next {
    /// The business's day.
    pub on: Day,
    /// To the minute.
    pub at: Option<NaiveTime>,
}

impl fmt::Display for Next {
    /// `2026-12-03` or `2026-12-03 15:30`, which reads back.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.on)?;
        match self.at {
            Some(at) => write!(out, " {}", at.format("%H:%M")),
            None => Ok(()),
        }
    }
}

impl Next {
    /// Reads what an agent types for the next contact or a due day: `3d`, `12-03`, `周五`,
    /// `fri 10:00`, `15:30`, `1h`, `明天下午3点`, `月底`. A bare time that has gone by is
    /// tomorrow's, a bare month and day next year's, a bare weekday the next one after today;
    /// `下周五` and `next fri` are the Friday of next week (weeks begin on Monday).
    pub fn parse(text: &str, now: &Now) -> Result<Self, DateFault> {
        let text = tidy(text);
        if text.is_empty() {
            return Err(DateFault::Empty);
        }
        let mut scan = Scan::new(&text);
        if let Some(minutes) = span::minutes(scan) {
            return in_minutes(minutes, now);
        }
        let (mut on, mut at) = (None, None);
        while !scan.done() {
            if at.is_none()
                && let Some(time) = hour::read(&mut scan)?
            {
                at = Some(time);
            } else if on.is_none()
                && let Some(found) = day::read(&mut scan, now.today())?
            {
                on = Some(found);
            } else {
                return Err(DateFault::NotUnderstood);
            }
            scan.blank();
            scan.any(&[",", "、", "at ", "的"]);
            scan.blank();
        }
        settle(on, at, now)
    }
}

/// So many days back one may well mean a day that has just gone by.
const JUST: u64 = 62;

/// The day of this year that a bare month and day would have been, where it has just gone by and next
/// year's was understood: whoever typed it on 24 November may have meant 20 November.
pub fn just_gone(text: &str, now: &Now) -> Option<Day> {
    let understood = Next::parse(text, now).ok()?;
    let before = now.at.0 - i64::try_from(JUST).ok()? * 24 * 60 * 60 * 1000;
    let then = Now {
        at: Instant(before),
        ..*now
    };
    let on = Next::parse(text, &then).ok()?.on;
    let (gone, a_year) = (on < now.today(), on.checked_add_months(Months::new(12)));
    (gone && a_year == Some(understood.on)).then_some(on)
}

/// `1h`, `30min`, `半小时后`: counted on real time, shown to the minute.
fn in_minutes(minutes: u32, now: &Now) -> Result<Next, DateFault> {
    let local = now.local(now.at.plus_minutes(i64::from(minutes)));
    let at = local
        .time()
        .with_second(0)
        .and_then(|time| time.with_nanosecond(0));
    Ok(Next {
        on: local.date(),
        at,
    })
}

/// Puts day and time together, and refuses what has gone by.
fn settle(on: Option<Day>, at: Option<NaiveTime>, now: &Now) -> Result<Next, DateFault> {
    let today = now.today();
    let clock = now.local(now.at).time();
    let gone = at.is_some_and(|at| (at.hour(), at.minute()) < (clock.hour(), clock.minute()));
    match on {
        None if at.is_none() => Err(DateFault::NotUnderstood),
        None if gone => match today.checked_add_days(Days::new(1)) {
            Some(tomorrow) => Ok(Next { on: tomorrow, at }),
            None => Err(DateFault::Impossible),
        },
        None => Ok(Next { on: today, at }),
        Some(on) if on < today || (on == today && gone) => Err(DateFault::InThePast),
        Some(on) => Ok(Next { on, at }),
    }
}

#[cfg(test)]
mod tests;
