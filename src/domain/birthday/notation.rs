//! Birthdays as they are written: `1958-11-25`, `11-25`, `lunar:1985-04L-08`,
//! `农历1985年闰四月初八`, `冬月廿三`; and what `explain` says of one.

use super::{Birthday, Calendar};
use crate::domain::time::DateFault;
use crate::domain::when::scan::{Scan, tidy};
use serde::ser::{Serialize, SerializeStruct, Serializer};
use std::{fmt, str::FromStr};

impl fmt::Display for Birthday {
    /// The canonical form, the same for every language: `1958-11-25`, `11-25`,
    /// `lunar:1985-04L-08`, `lunar:04-08`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.calendar == Calendar::Lunar {
            out.write_str("lunar:")?;
        }
        if let Some(year) = self.year {
            write!(out, "{year:04}-")?;
        }
        let leap = if self.leap { "L" } else { "" };
        write!(out, "{:02}{leap}-{:02}", self.month, self.day)
    }
}

impl FromStr for Birthday {
    type Err = DateFault;

    /// Reads every written form. A text that could be solar or lunar is not understood.
    fn from_str(text: &str) -> Result<Self, DateFault> {
        let text = tidy(text);
        let mut scan = Scan::new(&text);
        if scan.done() {
            return Err(DateFault::Empty);
        }
        let said = if scan.any(&[
            "lunar:", "lunar", "农历", "阴历", "旧历", "農曆", "陰曆", "舊曆",
        ]) {
            Some(Calendar::Lunar)
        } else {
            let solar = ["公历", "阳历", "新历", "公曆", "陽曆", "國曆", "国历"];
            scan.any(&solar).then_some(Calendar::Solar)
        };
        scan.blank();
        scan.any(&[":"]);
        scan.blank();
        let read = written(scan)
            .or_else(|| dashed(scan))
            .ok_or(DateFault::NotUnderstood)?;
        let calendar = match (said, read.style) {
            (Some(Calendar::Solar), Style::Lunar) => return Err(DateFault::NotUnderstood),
            (Some(calendar), _) => calendar,
            (None, Style::Lunar) => Calendar::Lunar,
            (None, Style::Plain) => Calendar::Solar,
            (None, Style::Unclear) => return Err(DateFault::NotUnderstood),
        };
        let part = |value| u8::try_from(value).map_err(|_| DateFault::Impossible);
        Birthday::new(
            calendar,
            read.year,
            part(read.month)?,
            read.leap,
            part(read.day)?,
        )
    }
}

/// What the writing itself says of the calendar.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    /// Digits, or a day with 日 or 号: solar unless said otherwise.
    Plain,
    /// 正月, 冬月, 腊月, 闰, 初八, 廿三, or a numeral day without 日: only lunar dates are so.
    Lunar,
    /// 四月八: either.
    Unclear,
}

struct Parts {
    year: Option<i32>,
    month: u32,
    leap: bool,
    day: u32,
    style: Style,
}

/// `1985-04L-08`, `04-08`, with - / or . between, or eight digits.
fn dashed(mut scan: Scan<'_>) -> Option<Parts> {
    let (first, count) = scan.digits()?;
    let (year, month) = if count == 8 && scan.done() {
        let (year, month) = (i32::try_from(first / 10_000).ok()?, first / 100 % 100);
        let style = Style::Plain;
        return Some(Parts {
            year: Some(year),
            month,
            leap: false,
            day: first % 100,
            style,
        });
    } else if count == 4 {
        scan.any(&["-", "/", "."]).then_some(())?;
        (i32::try_from(first).ok(), short(&mut scan)?)
    } else {
        (None, (count <= 2).then_some(first)?)
    };
    let leap = scan.eat("l");
    scan.any(&["-", "/", "."]).then_some(())?;
    let day = short(&mut scan)?;
    let style = if leap { Style::Lunar } else { Style::Plain };
    scan.done().then_some(Parts {
        year,
        month,
        leap,
        day,
        style,
    })
}

fn short(scan: &mut Scan<'_>) -> Option<u32> {
    scan.digits()
        .filter(|(_, count)| *count <= 2)
        .map(|(value, _)| value)
}

/// `1985年闰四月初八`, `11月25日`, `腊月廿三`.
fn written(mut scan: Scan<'_>) -> Option<Parts> {
    let mut ahead = scan;
    let year = ahead.year().filter(|_| ahead.eat("年"));
    if year.is_some() {
        ahead.blank();
        scan = ahead;
    }
    let leap = scan.any(&["闰", "閏"]);
    let named = [("正", 1), ("冬", 11), ("腊", 12), ("臘", 12)];
    let name = scan.one_of(&named);
    let month = name.or_else(|| scan.number())?;
    scan.any(&["月"]).then_some(())?;
    let lunar_so_far = leap || name.is_some();
    let first_ten = scan.eat("初");
    let mut peek = scan;
    let old_tens = peek.any(&["廿", "卅"]);
    let mut peek = scan;
    let in_digits = peek.digits().is_some();
    let day = scan.number()?;
    if first_ten && !(1..=10).contains(&day) {
        return None;
    }
    let counted = scan.any(&["日", "号", "號"]);
    let style = if lunar_so_far || first_ten || old_tens {
        Style::Lunar
    } else if counted || in_digits {
        Style::Plain
    } else if (11..=20).contains(&day) || day == 30 {
        Style::Lunar
    } else {
        Style::Unclear
    };
    scan.done().then_some(Parts {
        year,
        month,
        leap,
        day,
        style,
    })
}

impl Birthday {
    /// The Chinese writing that reads back: `农历1985年闰四月初八`, `1958年11月25日`.
    pub fn in_chinese(&self) -> String {
        let year = self
            .year
            .map(|year| format!("{year}年"))
            .unwrap_or_default();
        if self.calendar == Calendar::Solar {
            return format!("{year}{}月{}日", self.month, self.day);
        }
        let leap = if self.leap { "闰" } else { "" };
        let month = match self.month {
            1 => "正".to_owned(),
            11 => "冬".to_owned(),
            12 => "腊".to_owned(),
            other => numeral(other),
        };
        let day = match self.day {
            ..=10 => format!("初{}", numeral(self.day)),
            21..=29 => format!("廿{}", numeral(self.day - 20)),
            _ => numeral(self.day),
        };
        format!("农历{year}{leap}{month}月{day}")
    }
}

/// 1 to 30 in Chinese.
fn numeral(value: u8) -> String {
    let digits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |value: u8| digits.get(usize::from(value)).copied().unwrap_or_default();
    match value {
        ..=9 => digit(value).to_owned(),
        10..=19 => format!("十{}", digit(value - 10)),
        _ => format!("{}十{}", digit(value / 10), digit(value % 10)),
    }
}

/// How a date is understood, in both calendars; JSON `{input, solar, lunar: {year, month,
/// leap, day}}`, each null where it cannot be told (the other calendar without a year).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explained {
    /// As typed.
    pub input: String,
    /// In the common calendar.
    pub solar: Option<Birthday>,
    /// In the Chinese one.
    pub lunar: Option<Birthday>,
}

/// Reads a date in any written form and gives it in both calendars.
pub fn explain(text: &str) -> Result<Explained, DateFault> {
    let read: Birthday = text.parse()?;
    Ok(Explained {
        input: text.to_owned(),
        solar: read.in_calendar(Calendar::Solar),
        lunar: read.in_calendar(Calendar::Lunar),
    })
}

struct Lunar(Birthday);

impl Serialize for Lunar {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut object = out.serialize_struct("lunar", 4)?;
        object.serialize_field("year", &self.0.year)?;
        object.serialize_field("month", &self.0.month)?;
        object.serialize_field("leap", &self.0.leap)?;
        object.serialize_field("day", &self.0.day)?;
        object.end()
    }
}

impl Serialize for Explained {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut object = out.serialize_struct("date", 3)?;
        object.serialize_field("input", &self.input)?;
        object.serialize_field("solar", &self.solar.map(|day| day.to_string()))?;
        object.serialize_field("lunar", &self.lunar.map(Lunar))?;
        object.end()
    }
}
