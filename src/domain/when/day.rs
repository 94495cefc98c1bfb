//! Days: `3d`, `明天`, `周五`, `next mon`, `12-03`, `下个月5号`, `月底`. Must not know times.

use super::scan::Scan;
use super::span;
use crate::domain::time::{DateFault, Day, month_end};
use chrono::{Datelike, Days, Months, Weekday};

const NEAR: [(&str, u64); 15] = [
    ("day after tomorrow", 2),
    ("大后天", 3),
    ("大後天", 3),
    ("后天", 2),
    ("後天", 2),
    ("today", 0),
    ("今天", 0),
    ("今日", 0),
    ("今儿", 0),
    ("tomorrow", 1),
    ("tmrw", 1),
    ("tmr", 1),
    ("明天", 1),
    ("明日", 1),
    ("明儿", 1),
];

pub(super) const WEEKDAYS: [(&str, Weekday); 25] = [
    ("monday", Weekday::Mon),
    ("mon", Weekday::Mon),
    ("tuesday", Weekday::Tue),
    ("tues", Weekday::Tue),
    ("tue", Weekday::Tue),
    ("wednesday", Weekday::Wed),
    ("wed", Weekday::Wed),
    ("thursday", Weekday::Thu),
    ("thurs", Weekday::Thu),
    ("thur", Weekday::Thu),
    ("thu", Weekday::Thu),
    ("friday", Weekday::Fri),
    ("fri", Weekday::Fri),
    ("saturday", Weekday::Sat),
    ("sat", Weekday::Sat),
    ("sunday", Weekday::Sun),
    ("sun", Weekday::Sun),
    ("一", Weekday::Mon),
    ("二", Weekday::Tue),
    ("三", Weekday::Wed),
    ("四", Weekday::Thu),
    ("五", Weekday::Fri),
    ("六", Weekday::Sat),
    ("日", Weekday::Sun),
    ("天", Weekday::Sun),
];

pub(super) const MONTHS: [(&str, u32); 24] = [
    ("january", 1),
    ("jan", 1),
    ("february", 2),
    ("feb", 2),
    ("march", 3),
    ("mar", 3),
    ("april", 4),
    ("apr", 4),
    ("may", 5),
    ("june", 6),
    ("jun", 6),
    ("july", 7),
    ("jul", 7),
    ("august", 8),
    ("aug", 8),
    ("september", 9),
    ("sep", 9),
    ("october", 10),
    ("oct", 10),
    ("november", 11),
    ("nov", 11),
    ("december", 12),
    ("dec", 12),
    ("sept", 9),
];

/// Days and spans that have gone by, whatever they are called: nobody means one ahead.
const GONE: [&str; 15] = [
    "day before yesterday",
    "yesterday",
    "大前天",
    "大前日",
    "前天",
    "前日",
    "昨天",
    "昨日",
    "昨晚",
    "上个",
    "上個",
    "上周",
    "上週",
    "上月",
    "last ",
];

type Read = Result<Option<Day>, DateFault>;

/// Takes a day if one comes next.
pub(super) fn read(scan: &mut Scan<'_>, today: Day) -> Read {
    let mut gone = *scan;
    if gone.any(&GONE) || gone.any(&["上星期", "上礼拜", "上禮拜", "去年", "前年"]) {
        return Err(DateFault::InThePast);
    }
    let forms: [fn(&mut Scan<'_>, Day) -> Read; 5] = [whole, week, month, near, coming];
    for form in forms {
        let mut ahead = *scan;
        if let Some(day) = form(&mut ahead, today)? {
            *scan = ahead;
            return Ok(Some(day));
        }
    }
    Ok(None)
}

fn found(day: Option<Day>) -> Read {
    day.map(Some).ok_or(DateFault::Impossible)
}

/// `2026-12-03`, `20261203`, `2026年12月3日`, `明年3月5号`.
fn whole(scan: &mut Scan<'_>, today: Day) -> Read {
    let mut ahead = *scan;
    if let Some((value, 8)) = ahead.digits() {
        *scan = ahead;
        let year = i32::try_from(value / 10_000).unwrap_or(0);
        return found(Day::from_ymd_opt(year, value / 100 % 100, value % 100));
    }
    let year = match scan.one_of(&[("今年", 0), ("明年", 1), ("后年", 2), ("後年", 2)]) {
        Some(ahead) => Some(today.year() + ahead),
        None => scan.year().filter(|_| scan.any(&["-", "/", ".", "年"])),
    };
    let Some(year) = year else { return Ok(None) };
    match month_day(scan) {
        Some((month, day)) => found(Day::from_ymd_opt(year, month, day)),
        None => Ok(None),
    }
}

/// `周五`, `fri`, `本周五`, `下周一`, `next mon`, `下下周三`; `下周` and `next week` are a week on.
fn week(scan: &mut Scan<'_>, today: Day) -> Read {
    let weeks = [
        ("下下个", 2),
        ("下下", 2),
        ("下个", 1),
        ("下個", 1),
        ("下", 1),
        ("本", 0),
        ("这个", 0),
        ("这", 0),
        ("這", 0),
        ("next", 1),
        ("this", 0),
    ];
    let ahead = scan.one_of(&weeks);
    scan.blank();
    let chinese = scan.any(&["周", "週", "星期", "礼拜", "禮拜"]);
    if !chinese && !scan.letter() {
        return Ok(None);
    }
    let Some(weekday) = scan.one_of(&WEEKDAYS) else {
        // A week on, where no day of it was said: `下周`, `next week`.
        let said = chinese || scan.one_of(&[("week", ())]).is_some();
        let weeks = ahead.filter(|weeks| said && *weeks > 0);
        let days = weeks.map(|weeks| chrono::Duration::days(7 * weeks));
        return match days {
            Some(days) => found(today.checked_add_signed(days)),
            None => Ok(None),
        };
    };
    let since_monday = i64::from(today.weekday().num_days_from_monday());
    let position = i64::from(weekday.num_days_from_monday());
    let days = match ahead {
        Some(weeks) => position - since_monday + 7 * weeks,
        None => (position - since_monday - 1).rem_euclid(7) + 1,
    };
    found(today.checked_add_signed(chrono::Duration::days(days)))
}

/// `月底`, `年底`, `下月底`, `下个月5号`, `本月5号`; `下个月` and `next month` are a month on.
fn month(scan: &mut Scan<'_>, today: Day) -> Read {
    if scan.any(&["年底", "year end"]) {
        return found(Day::from_ymd_opt(today.year(), 12, 31));
    }
    if scan.any(&["end of next month"]) {
        let next = today.checked_add_months(Months::new(1));
        return found(next.map(month_end));
    }
    if scan.any(&[
        "月底",
        "月末",
        "month end",
        "end of the month",
        "end of month",
        "eom",
    ]) {
        return Ok(Some(month_end(today)));
    }
    let months = [
        ("下个月", 1),
        ("下個月", 1),
        ("下月", 1),
        ("本月", 0),
        ("这个月", 0),
        ("這個月", 0),
        ("这月", 0),
        ("next month", 1),
    ];
    let Some(ahead) = scan.one_of(&months) else {
        return Ok(None);
    };
    let first = today
        .with_day(1)
        .and_then(|first| first.checked_add_months(Months::new(ahead)));
    let Some(first) = first else {
        return Err(DateFault::Impossible);
    };
    if scan.any(&["底", "末"]) {
        return Ok(Some(month_end(first)));
    }
    if scan.any(&["初"]) {
        return Ok(Some(first));
    }
    let Some(day) = scan.number() else {
        let on = (ahead > 0).then(|| today.checked_add_months(Months::new(ahead)));
        return Ok(on.flatten());
    };
    scan.any(&["号", "號", "日"]);
    found(first.with_day(day))
}

/// `明天`, `tomorrow`, `3d`, `三天后`, `半个月后`; `今` and `明` only before 早 and 晚.
fn near(scan: &mut Scan<'_>, today: Day) -> Read {
    if let Some(days) = scan.one_of(&NEAR) {
        return found(today.checked_add_days(Days::new(days)));
    }
    if let Some(days) = scan.one_of(&[("今", 0), ("明", 1)]) {
        let mut part = *scan;
        let followed = part.any(&["早", "晚"]);
        return if followed {
            found(today.checked_add_days(Days::new(days)))
        } else {
            Ok(None)
        };
    }
    span::ahead_of(scan);
    let day = if scan.any(&["半个月", "半個月"]) {
        today.checked_add_days(Days::new(15))
    } else if scan.eat("半年") {
        today.checked_add_months(Months::new(6))
    } else {
        let Some(span) = span::ahead(scan) else {
            return Ok(None);
        };
        if span::ago(scan) {
            return Err(DateFault::InThePast);
        }
        span.after(today)
    };
    span::later(scan);
    found(day.filter(|day| day.year() <= 9999))
}

/// `12-03`, `12/3`, `12月3日`, `dec 3` of this year or the next; `3号` of this month or the
/// next one that has such a day.
fn coming(scan: &mut Scan<'_>, today: Day) -> Read {
    if let Some((month, day)) = month_day(scan) {
        let this = Day::from_ymd_opt(today.year(), month, day);
        let coming = this.filter(|day| *day >= today);
        return found(coming.or_else(|| Day::from_ymd_opt(today.year() + 1, month, day)));
    }
    let Some(day) = scan.number() else {
        return Ok(None);
    };
    if !scan.any(&["号", "號", "日"]) {
        return Ok(None);
    }
    let first = today.with_day(1);
    let month = |ahead| first?.checked_add_months(Months::new(ahead))?.with_day(day);
    found((0..3).filter_map(month).find(|day| *day >= today))
}

/// Takes a month and a day in any writing.
pub(super) fn month_day(scan: &mut Scan<'_>) -> Option<(u32, u32)> {
    let mut ahead = *scan;
    let pair = numbers(&mut ahead).or_else(|| {
        ahead = *scan;
        named(&mut ahead)
    })?;
    *scan = ahead;
    Some(pair)
}

fn numbers(scan: &mut Scan<'_>) -> Option<(u32, u32)> {
    let month = scan.number()?;
    if scan.any(&["月"]) {
        let day = scan.number()?;
        scan.any(&["号", "號", "日"]);
        return Some((month, day));
    }
    scan.any(&["-", "/", "."]).then_some(())?;
    Some((month, scan.digits().filter(|(_, width)| *width <= 2)?.0))
}

fn named(scan: &mut Scan<'_>) -> Option<(u32, u32)> {
    if let Some(month) = scan.one_of(&MONTHS) {
        scan.blank();
        return Some((month, scan.digits().filter(|(_, width)| *width <= 2)?.0));
    }
    let day = scan.digits().filter(|(_, width)| *width <= 2)?.0;
    scan.blank();
    Some((scan.one_of(&MONTHS)?, day))
}
