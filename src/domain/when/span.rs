//! Lengths of time: `3m`, `6周`, `3个月` of the query language, and hours and minutes ahead.
//! Must not know the present.

use super::scan::{Scan, tidy};
use crate::domain::time::Day;
use chrono::{Days, Months};
use std::fmt;

/// The units of a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Days.
    Day,
    /// Seven days.
    Week,
    /// Calendar months.
    Month,
    /// Calendar years.
    Year,
}

/// So many days, weeks, calendar months or years.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Span {
    /// How many, at most 9999.
    pub count: u32,
    /// Of what.
    pub unit: Unit,
}

impl fmt::Display for Span {
    /// `3m`, `2w`, which reads back.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            Unit::Day => 'd',
            Unit::Week => 'w',
            Unit::Month => 'm',
            Unit::Year => 'y',
        };
        write!(out, "{}{unit}", self.count)
    }
}

const UNITS: [(&str, Unit); 26] = [
    ("days", Unit::Day),
    ("day", Unit::Day),
    ("d", Unit::Day),
    ("天", Unit::Day),
    ("weeks", Unit::Week),
    ("week", Unit::Week),
    ("w", Unit::Week),
    ("周", Unit::Week),
    ("週", Unit::Week),
    ("个星期", Unit::Week),
    ("個星期", Unit::Week),
    ("个礼拜", Unit::Week),
    ("個禮拜", Unit::Week),
    ("星期", Unit::Week),
    ("礼拜", Unit::Week),
    ("禮拜", Unit::Week),
    ("months", Unit::Month),
    ("month", Unit::Month),
    ("mo", Unit::Month),
    ("m", Unit::Month),
    ("个月", Unit::Month),
    ("個月", Unit::Month),
    ("years", Unit::Year),
    ("year", Unit::Year),
    ("y", Unit::Year),
    ("年", Unit::Year),
];

impl Span {
    /// The day so far after another; a day that the month lacks becomes its last. None beyond
    /// the calendar.
    pub fn after(self, day: Day) -> Option<Day> {
        match self.unit {
            Unit::Day => day.checked_add_days(Days::new(u64::from(self.count))),
            Unit::Week => day.checked_add_days(Days::new(u64::from(self.count) * 7)),
            Unit::Month => day.checked_add_months(Months::new(self.count)),
            Unit::Year => day.checked_add_months(Months::new(self.count * 12)),
        }
    }

    /// The first day of the span that ends with another, inclusive: `3m` back from 23 November
    /// begins on 23 August.
    pub fn before(self, day: Day) -> Option<Day> {
        match self.unit {
            Unit::Day => day.checked_sub_days(Days::new(u64::from(self.count))),
            Unit::Week => day.checked_sub_days(Days::new(u64::from(self.count) * 7)),
            Unit::Month => day.checked_sub_months(Months::new(self.count)),
            Unit::Year => day.checked_sub_months(Months::new(self.count * 12)),
        }
    }
}

/// Reads `3m`, `6W`, `3个月`, `两周`; a number with 月 alone is a calendar month and no span.
pub fn span(text: &str) -> Option<Span> {
    let text = tidy(text);
    let mut scan = Scan::new(&text);
    let span = read(&mut scan)?;
    scan.done().then_some(span)
}

/// Takes a number and its unit.
pub(super) fn read(scan: &mut Scan<'_>) -> Option<Span> {
    let mut ahead = *scan;
    let count = ahead.number().filter(|count| *count <= 9999)?;
    ahead.blank();
    let unit = ahead.one_of(&UNITS)?;
    *scan = ahead;
    Some(Span { count, unit })
}

/// Takes a unit.
pub(super) fn unit(scan: &mut Scan<'_>) -> Option<Unit> {
    scan.one_of(&UNITS)
}

/// Takes a number and its unit as a distance ahead, but not `30m`: whoever writes so means minutes.
pub(super) fn ahead(scan: &mut Scan<'_>) -> Option<Span> {
    let mut bare = *scan;
    let count = bare.number();
    bare.blank();
    if count.is_some_and(|count| count > 12) && bare.one_of(&[("m", ())]).is_some() {
        return None;
    }
    read(scan)
}

/// The whole text as hours or minutes from now: `1h`, `30min`, `2.5h`,
/// `in 2 hours`, `半小时后`.
pub(super) fn minutes(mut scan: Scan<'_>) -> Option<u32> {
    const UNITS: [(&str, u32); 19] = [
        ("hours", 60),
        ("hour", 60),
        ("hrs", 60),
        ("hr", 60),
        ("h", 60),
        ("个小时", 60),
        ("個小時", 60),
        ("小时", 60),
        ("小時", 60),
        ("个钟头", 60),
        ("個鐘頭", 60),
        ("minutes", 1),
        ("minute", 1),
        ("mins", 1),
        ("min", 1),
        ("分钟", 1),
        ("分鐘", 1),
        ("分", 1),
        ("刻钟", 15),
    ];
    ahead_of(&mut scan);
    let minutes = if scan.eat("半") {
        scan.one_of(&UNITS).filter(|unit| *unit == 60)? / 2
    } else {
        let count = scan.number().filter(|count| *count <= 9999)?;
        let tenths = match scan.eat(".") {
            true => scan.digits().filter(|(_, width)| *width == 1)?.0,
            false => 0,
        };
        scan.blank();
        let half = scan.any(&["个半", "個半"]);
        let unit = scan.one_of(&UNITS)?;
        if unit != 60 && (half || tenths > 0) {
            return None;
        }
        let half = half || (unit == 60 && scan.eat("半"));
        count * unit + tenths * 6 + if half { 30 } else { 0 }
    };
    later(&mut scan);
    scan.done().then_some(minutes)
}

/// Takes what may stand before a distance ahead.
pub(super) fn ahead_of(scan: &mut Scan<'_>) {
    scan.any(&["+", "in ", "after ", "再过", "过"]);
    scan.blank();
}

/// Takes what may stand behind one.
pub(super) fn later(scan: &mut Scan<'_>) {
    scan.blank();
    scan.any(&[
        "之后", "之後", "以后", "以後", "后", "後", "later", "from now",
    ]);
}

/// Takes what says that a distance is back, not ahead.
pub(super) fn ago(scan: &mut Scan<'_>) -> bool {
    let mut behind = *scan;
    behind.blank();
    let ago = behind.any(&["之前", "以前", "前", "ago"]);
    if ago {
        *scan = behind;
    }
    ago
}
