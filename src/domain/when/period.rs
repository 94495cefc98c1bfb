//! Periods that have been, as people say them: `today`, `上月`, `Q3`, `2026-11`, `last 30 days`,
//! `11-01..11-15`; and their neighbours. Must not know the present or what is counted in them.

use super::day::{MONTHS, month_day};
use super::scan::{Scan, tidy};
use super::span;
use crate::domain::time::{DateFault, Day, month_end};
use chrono::{Datelike, Days, Months};
use std::fmt;

/// From a day to a day, both with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub first: Day,
    /// The last day, not before the first.
    pub last: Day,
}

/// A part of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Size {
    /// A day.
    Day,
    /// Monday to Sunday.
    Week,
    /// A month.
    Month,
    /// Three months.
    Quarter,
    /// A year.
    Year,
}

impl Size {
    /// Every one, the shortest first.
    pub const ALL: [Size; 5] = [
        Size::Day,
        Size::Week,
        Size::Month,
        Size::Quarter,
        Size::Year,
    ];

    /// That in which a day lies.
    pub fn of(self, day: Day) -> Period {
        let month = |from: u32, months: u32| {
            let first = Day::from_ymd_opt(day.year(), from, 1).unwrap_or(day);
            let last = first.checked_add_months(Months::new(months - 1));
            Period {
                first,
                last: last.map_or(day, month_end),
            }
        };
        match self {
            Size::Day => Period {
                first: day,
                last: day,
            },
            Size::Week => {
                let since = u64::from(day.weekday().num_days_from_monday());
                let first = day.checked_sub_days(Days::new(since)).unwrap_or(day);
                let last = first.checked_add_days(Days::new(6)).unwrap_or(day);
                Period { first, last }
            }
            Size::Month => month(day.month(), 1),
            Size::Quarter => month(day.month0() / 3 * 3 + 1, 3),
            Size::Year => month(1, 12),
        }
    }

    /// So many of them before that in which a day lies.
    fn back(self, day: Day, many: u32) -> Option<Period> {
        let day = self.of(day).first;
        let before = match self {
            Size::Day => day.checked_sub_days(Days::new(u64::from(many))),
            Size::Week => day.checked_sub_days(Days::new(7 * u64::from(many))),
            Size::Month => day.checked_sub_months(Months::new(many)),
            Size::Quarter => day.checked_sub_months(Months::new(3 * many)),
            Size::Year => day.checked_sub_months(Months::new(12 * many)),
        };
        before.map(|day| self.of(day))
    }
}

impl fmt::Display for Period {
    /// As briefly as it reads back: `2026-11-23`, `2026-11`, `2026 Q4`, `2026`, or both days.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, year) = (self.first, self.first.year());
        match self.size() {
            Some(Size::Day) => write!(out, "{first}"),
            Some(Size::Month) => write!(out, "{}", first.format("%Y-%m")),
            Some(Size::Quarter) => write!(out, "{year} Q{}", first.month0() / 3 + 1),
            Some(Size::Year) => write!(out, "{year}"),
            Some(Size::Week) | None => write!(out, "{first}..{}", self.last),
        }
    }
}

impl Period {
    /// Reads what somebody types; what has no year is the latest that has begun. A text is
    /// understood or refused, never guessed at.
    pub fn parse(text: &str, today: Day) -> Result<Period, DateFault> {
        let text = tidy(text);
        if text.is_empty() {
            return Err(DateFault::Empty);
        }
        let marks = ["..", "…", "~", " to ", "到", "至", " - "];
        let Some((left, right)) = marks.iter().find_map(|mark| text.split_once(mark)) else {
            return one(&text, today);
        };
        let first = one(left.trim(), today)?.first;
        let last = match right.trim() {
            "" => today,
            right => {
                let last = one(right, today)?.last;
                // Behind 12-20 a 01-05 is the one that comes next.
                let later = first.checked_add_months(Months::new(12)).unwrap_or(today);
                // `上周` behind `昨天` is that of no other year.
                let mut scan = Scan::new(right);
                let dated = scan.one_of(&MONTHS).is_some()
                    || scan.any(&["q", "第"])
                    || scan.number().is_some();
                match last < first && dated {
                    true => one(right, later)?.last,
                    false => last,
                }
            }
        };
        let period = Period { first, last };
        (first <= last)
            .then_some(period)
            .ok_or(DateFault::Impossible)
    }

    /// Which part of the calendar it is, if it is one.
    pub fn size(&self) -> Option<Size> {
        Size::ALL
            .into_iter()
            .find(|size| size.of(self.first) == *self)
    }

    /// How many days.
    pub fn days(&self) -> u64 {
        u64::try_from((self.last - self.first).num_days() + 1).unwrap_or(1)
    }

    /// The one just before it (`false`) or after it (`true`), of the same size; none beyond the
    /// calendar.
    pub fn beside(&self, after: bool) -> Option<Period> {
        let (edge, days) = (
            match after {
                true => self.last.succ_opt()?,
                false => self.first.pred_opt()?,
            },
            Days::new(self.days() - 1),
        );
        if let Some(size) = self.size() {
            return Some(size.of(edge));
        }
        Some(match after {
            true => Period {
                first: edge,
                last: edge.checked_add_days(days)?,
            },
            false => Period {
                first: edge.checked_sub_days(days)?,
                last: edge,
            },
        })
    }

    /// The next longer or shorter part of the calendar around its last day that has been; none
    /// where there is none.
    pub fn resized(&self, longer: bool, today: Day) -> Option<Period> {
        let at = if self.first <= today {
            self.last.min(today)
        } else {
            self.last
        };
        let days = self.days();
        let sizes = Size::ALL.into_iter().map(|size| size.of(at));
        match (longer, self.size()) {
            (true, Some(own)) => Some(Size::ALL.into_iter().find(|size| *size > own)?.of(at)),
            (false, Some(own)) => Some(Size::ALL.into_iter().rfind(|size| *size < own)?.of(at)),
            (true, None) => sizes.into_iter().find(|other| other.days() > days),
            (false, None) => sizes.rev().find(|other| other.days() < days),
        }
    }
}

const SAID: [(&str, (Size, u32)); 47] = [
    ("today", (Size::Day, 0)),
    ("今天", (Size::Day, 0)),
    ("今日", (Size::Day, 0)),
    ("yesterday", (Size::Day, 1)),
    ("昨天", (Size::Day, 1)),
    ("昨日", (Size::Day, 1)),
    ("前天", (Size::Day, 2)),
    ("this week", (Size::Week, 0)),
    ("week", (Size::Week, 0)),
    ("本周", (Size::Week, 0)),
    ("本週", (Size::Week, 0)),
    ("这周", (Size::Week, 0)),
    ("这个星期", (Size::Week, 0)),
    ("last week", (Size::Week, 1)),
    ("上上周", (Size::Week, 2)),
    ("上周", (Size::Week, 1)),
    ("上週", (Size::Week, 1)),
    ("上星期", (Size::Week, 1)),
    ("上个星期", (Size::Week, 1)),
    ("this month", (Size::Month, 0)),
    ("month", (Size::Month, 0)),
    ("本月", (Size::Month, 0)),
    ("这个月", (Size::Month, 0)),
    ("這個月", (Size::Month, 0)),
    ("last month", (Size::Month, 1)),
    ("上上个月", (Size::Month, 2)),
    ("上个月", (Size::Month, 1)),
    ("上個月", (Size::Month, 1)),
    ("上月", (Size::Month, 1)),
    ("this quarter", (Size::Quarter, 0)),
    ("quarter", (Size::Quarter, 0)),
    ("本季度", (Size::Quarter, 0)),
    ("这个季度", (Size::Quarter, 0)),
    ("本季", (Size::Quarter, 0)),
    ("last quarter", (Size::Quarter, 1)),
    ("上个季度", (Size::Quarter, 1)),
    ("上季度", (Size::Quarter, 1)),
    ("上季", (Size::Quarter, 1)),
    ("this year", (Size::Year, 0)),
    ("year", (Size::Year, 0)),
    ("今年", (Size::Year, 0)),
    ("本年", (Size::Year, 0)),
    ("last year", (Size::Year, 1)),
    ("去年", (Size::Year, 1)),
    ("上年", (Size::Year, 1)),
    ("前年", (Size::Year, 2)),
    ("年", (Size::Year, 0)),
];

type Read = Option<Option<Period>>;

/// The whole text as one period; what has no year lies, or begins, not after `until`.
fn one(text: &str, until: Day) -> Result<Period, DateFault> {
    let forms: [fn(&mut Scan<'_>, Day) -> Read; 4] = [said, dated, back, undated];
    for form in forms {
        let mut scan = Scan::new(text);
        if let Some(period) = form(&mut scan, until)
            && scan.done()
        {
            return period.ok_or(DateFault::Impossible);
        }
    }
    Err(DateFault::NotUnderstood)
}

/// `上月`, `this quarter`.
fn said(scan: &mut Scan<'_>, until: Day) -> Read {
    let (size, many) = scan.one_of(&SAID)?;
    Some(size.back(until, many))
}

/// `last 30 days`, `近三个月`, `30d`: so many days until today.
fn back(scan: &mut Scan<'_>, until: Day) -> Read {
    scan.any(&["the last ", "last ", "past ", "最近", "过去", "近"]);
    scan.blank();
    let span = span::read(scan)?;
    let first = span.before(until).and_then(|day| day.succ_opt());
    let first = first.map(|first| first.min(until));
    Some(first.map(|first| Period { first, last: until }))
}

/// `2026`, `2026-11`, `2026年11月`, `2026 Q3`, `2026年三季度`, `2026-11-05`, `20261105`.
fn dated(scan: &mut Scan<'_>, _until: Day) -> Read {
    let mut whole = *scan;
    if let Some((value, 8)) = whole.digits() {
        *scan = whole;
        let year = i32::try_from(value / 10_000).unwrap_or(0);
        let day = Day::from_ymd_opt(year, value / 100 % 100, value % 100);
        return Some(day.map(|day| Size::Day.of(day)));
    }
    let year = scan.year()?;
    scan.any(&["-", "/", ".", "年"]);
    scan.blank();
    let january = Day::from_ymd_opt(year, 1, 1);
    if scan.done() {
        return Some(january.map(|day| Size::Year.of(day)));
    }
    if let Some(quarter) = quarter(scan) {
        let day = Day::from_ymd_opt(year, quarter * 3, 1);
        return Some(day.map(|day| Size::Quarter.of(day)));
    }
    let mut day = *scan;
    if let Some((month, of)) = month_day(&mut day)
        && day.done()
    {
        *scan = day;
        let day = Day::from_ymd_opt(year, month, of);
        return Some(day.map(|day| Size::Day.of(day)));
    }
    let month = month(scan).or_else(|| scan.number())?;
    let day = Day::from_ymd_opt(year, month, 1);
    Some(day.map(|day| Size::Month.of(day)))
}

/// `11月`, `nov`, `Q3`, `三季度`, `11-05`, `11月5日`: the latest that has begun.
fn undated(scan: &mut Scan<'_>, until: Day) -> Read {
    let latest = |make: &dyn Fn(i32) -> Option<Period>| {
        let years = [0, 1, 2, 3, 4].map(|back| until.year() - back);
        let mut made = years.into_iter().filter_map(make);
        made.find(|period| period.first <= until)
    };
    if let Some(quarter) = quarter(scan) {
        return Some(latest(&|year| {
            Some(Size::Quarter.of(Day::from_ymd_opt(year, quarter * 3, 1)?))
        }));
    }
    let mut day = *scan;
    if let Some((month, of)) = month_day(&mut day)
        && day.done()
    {
        *scan = day;
        return Some(latest(&|year| {
            Some(Size::Day.of(Day::from_ymd_opt(year, month, of)?))
        }));
    }
    let month = month(scan)?;
    Some(latest(&|year| {
        Some(Size::Month.of(Day::from_ymd_opt(year, month, 1)?))
    }))
}

/// Takes `q3`, `三季度`, `第3季度`, one to four.
fn quarter(scan: &mut Scan<'_>) -> Option<u32> {
    let mut ahead = *scan;
    let number = if ahead.eat("q") {
        ahead.number()
    } else {
        ahead.eat("第");
        let number = ahead.number();
        number.filter(|_| ahead.any(&["季度", "季"]))
    };
    let quarter = number.filter(|quarter| (1..=4).contains(quarter))?;
    *scan = ahead;
    Some(quarter)
}

/// Takes `11月`, `十一月份`, `nov`.
fn month(scan: &mut Scan<'_>) -> Option<u32> {
    let mut ahead = *scan;
    let month = match ahead.one_of(&MONTHS) {
        Some(month) => month,
        None => {
            let number = ahead.number()?;
            ahead.any(&["月份", "月"]).then_some(number)?
        }
    };
    *scan = ahead;
    Some(month)
}

#[cfg(test)]
mod tests;
