//! What the text of a cell means, whatever its field: days, times, counts, yes and no.
//! Nothing is guessed: a text with two readings has none. Must not know fields or rows.

use chrono::NaiveTime;

use crate::domain::birthday::Birthday;
use crate::domain::nearest::{Near, Word};
use crate::domain::time::{DateFault, Day, Instant, Now};
use crate::error::{Error, Fault};
use crate::exchange::map::DateOrder;

/// A date's fault as a value's fault.
pub(super) fn date_fault(fault: DateFault) -> Fault {
    match fault {
        DateFault::Empty => Fault::Empty,
        DateFault::Impossible => Fault::ImpossibleDate,
        DateFault::OutOfRange => Fault::OutOfRange,
        DateFault::InThePast => Fault::InThePast,
        DateFault::NotUnderstood | DateFault::WhichHalf => Fault::NotADate,
    }
}

/// A day with a year, in figures in the file's order, or in any writing that has one meaning.
/// A time of day behind it is left out.
pub(super) fn day(text: &str, order: DateOrder) -> Result<Day, Fault> {
    moment(text, order).map(|(day, _)| day)
}

/// A day, and the time of day if the text has one behind it.
pub(super) fn moment(text: &str, order: DateOrder) -> Result<(Day, Option<NaiveTime>), Fault> {
    let text = text.trim();
    let (date, time) = match text.split_once(['T', ' ']) {
        Some((date, time)) if date.starts_with(|c: char| c.is_ascii_digit()) => (date, time.trim()),
        _ => (text, ""),
    };
    let time = if time.is_empty() {
        None
    } else {
        Some(clock(time)?)
    };
    Ok((plain_day(date, order)?, time))
}

fn plain_day(text: &str, order: DateOrder) -> Result<Day, Fault> {
    if text.is_empty() {
        return Err(Fault::Empty);
    }
    let parts: Vec<&str> = text.split(['-', '/', '.']).collect();
    let figures = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if let [first, middle, last] = parts.as_slice()
        && parts.iter().all(figures)
    {
        let (year, month, day) = match order {
            _ if first.len() == 4 => (first, middle, last),
            DateOrder::Mdy => (last, first, middle),
            DateOrder::Dmy => (last, middle, first),
            DateOrder::Ymd => return Err(Fault::NotADate),
        };
        if year.len() != 4 || month.len() > 2 || day.len() > 2 {
            return Err(Fault::NotADate);
        }
        let number = |part: &str| part.parse::<u32>().map_err(|_| Fault::NotADate);
        let year = i32::try_from(number(year)?).map_err(|_| Fault::NotADate)?;
        return Day::from_ymd_opt(year, number(month)?, number(day)?).ok_or(Fault::ImpossibleDate);
    }
    let read: Birthday = text.parse().map_err(date_fault)?;
    read.born().map_err(date_fault)
}

/// `14:05`, `14:05:30.123`, `2:05 PM`.
pub(super) fn clock(text: &str) -> Result<NaiveTime, Fault> {
    let upper = text.trim().to_ascii_uppercase();
    let (figures, half) = match (upper.strip_suffix("AM"), upper.strip_suffix("PM")) {
        (Some(figures), _) => (figures, Some(0)),
        (_, Some(figures)) => (figures, Some(12)),
        _ => (upper.as_str(), None),
    };
    let mut parts = figures.trim().trim_end_matches('Z').splitn(3, ':');
    let mut next = |last: u32| match parts.next().map(str::trim) {
        None => Ok(None),
        Some(part) => {
            let whole = part.split('.').next().unwrap_or(part);
            let value: u32 = whole.parse().map_err(|_| Fault::NotADate)?;
            if value > last {
                Err(Fault::ImpossibleDate)
            } else {
                Ok(Some(value))
            }
        }
    };
    let hour = next(23)?.ok_or(Fault::NotADate)?;
    let minute = next(59)?.ok_or(Fault::NotADate)?;
    let second = next(59)?.unwrap_or(0);
    let millis = figures
        .trim()
        .trim_end_matches('Z')
        .split_once('.')
        .map_or(0, |(_, behind)| {
            let digits = behind.chars().chain("000".chars()).take(3);
            digits.fold(0, |sum, digit| sum * 10 + digit.to_digit(10).unwrap_or(0))
        });
    let hour = match half {
        Some(_) if !(1..=12).contains(&hour) => return Err(Fault::ImpossibleDate),
        Some(half) => hour % 12 + half,
        None => hour,
    };
    NaiveTime::from_hms_milli_opt(hour, minute, second, millis).ok_or(Fault::ImpossibleDate)
}

/// Who called whom: `in`, `out`, and what exchanges and people call them.
pub(super) fn direction(text: &str) -> Result<&'static str, Error> {
    match text.trim().to_lowercase().as_str() {
        "in" | "incoming" | "inbound" | "呼入" | "来电" => Ok("in"),
        "out" | "outgoing" | "outbound" | "呼出" | "去电" => Ok("out"),
        _ => {
            let nearest = Near::all(["in", "out"]);
            Err(Error::invalid("direction", Fault::Unknown { nearest }))
        }
    }
}

/// What was is not further ahead than clocks and zones of other systems differ, ms.
const AHEAD_MS: i64 = 24 * 60 * 60 * 1000;

/// The moment of a day that has come, with a time from its own cell, from behind the day, or noon: a day
/// without a time stays that day wherever it is shown.
pub(super) fn instant(
    date: &str,
    time: &str,
    order: DateOrder,
    now: &Now,
) -> Result<Instant, Fault> {
    let at = any_instant(date, time, order, now)?;
    match at.0 - now.at.0 > AHEAD_MS {
        true => Err(Fault::InTheFuture),
        false => Ok(at),
    }
}

fn any_instant(date: &str, time: &str, order: DateOrder, now: &Now) -> Result<Instant, Fault> {
    if let Some(at) = Instant::from_rfc3339(date.trim()) {
        return Ok(at);
    }
    let (day, behind) = moment(date, order)?;
    let said = if time.trim().is_empty() {
        behind
    } else {
        Some(clock(time)?)
    };
    let noon = NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default();
    Ok(now.at_local(day, said.unwrap_or(noon)))
}

/// A birthday or another day that comes every year, solar or lunar, with or without a year.
pub(super) fn yearly(text: &str, order: DateOrder, lunar: bool) -> Result<Birthday, Fault> {
    let text = text.trim();
    if lunar {
        let marked: Result<Birthday, _> = format!("lunar:{text}").parse();
        return marked.or_else(|_| text.parse()).map_err(date_fault);
    }
    let in_figures = text.starts_with(|c: char| c.is_ascii_digit());
    let figures = if in_figures {
        text.split(['-', '/', '.']).count()
    } else {
        0
    };
    if order == DateOrder::Dmy
        && figures == 2
        && let Some((day, month)) = text.split_once(['-', '/', '.'])
    {
        return format!("{month}-{day}").parse().map_err(date_fault);
    }
    if figures == 3
        && let Ok(day) = day(text, order)
    {
        return Ok(Birthday::of_day(day));
    }
    match text.parse() {
        Ok(birthday) => Ok(birthday),
        Err(_) => day(text, order).map(Birthday::of_day),
    }
}

/// Yes or no, as people and programs write it.
pub(super) fn yes(text: &str) -> Result<bool, Fault> {
    match text.trim().to_lowercase().as_str() {
        "1" | "y" | "yes" | "true" | "t" | "x" | "on" | "是" | "对" | "√" | "✓" => Ok(true),
        "0" | "n" | "no" | "false" | "f" | "off" | "否" | "不" | "×" => Ok(false),
        _ => Err(Fault::Unknown {
            nearest: Near::all([
                Word::labelled("yes", "是", "yes"),
                Word::labelled("no", "否", "no"),
            ]),
        }),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn days_are_read_in_the_order_of_the_file_and_never_guessed() {
        let date = |text, order| day(text, order).map(|day| day.to_string());
        for (text, order, expected) in [
            ("1971-10-06", DateOrder::Ymd, "1971-10-06"),
            ("1971/10/6", DateOrder::Mdy, "1971-10-06"),
            ("19711006", DateOrder::Ymd, "1971-10-06"),
            ("12/29/2017", DateOrder::Mdy, "2017-12-29"),
            ("29.12.2017", DateOrder::Dmy, "2017-12-29"),
            ("12/29/2017 0:00", DateOrder::Mdy, "2017-12-29"),
            ("2017-12-29 00:00:00.000", DateOrder::Ymd, "2017-12-29"),
            ("1971年10月6日", DateOrder::Ymd, "1971-10-06"),
        ] {
            assert_eq!(date(text, order).as_deref(), Ok(expected), "{text}");
        }
        assert_eq!(date("12/29/2017", DateOrder::Ymd), Err(Fault::NotADate));
        assert_eq!(
            date("29/12/2017", DateOrder::Mdy),
            Err(Fault::ImpossibleDate)
        );
        assert_eq!(date("1/2/03", DateOrder::Mdy), Err(Fault::NotADate));
        assert_eq!(
            date("2026-02-30", DateOrder::Ymd),
            Err(Fault::ImpossibleDate)
        );
        assert_eq!(date("soon", DateOrder::Ymd), Err(Fault::NotADate));
    }

    #[test]
    fn birthdays_are_solar_or_lunar_with_or_without_a_year() {
        let read = |text, order, lunar| yearly(text, order, lunar).map(|day| day.to_string());
        for (text, order, lunar, expected) in [
            ("1971-10-06", DateOrder::Ymd, false, "1971-10-06"),
            ("10-06", DateOrder::Ymd, false, "10-06"),
            ("06.10.", DateOrder::Dmy, false, "06.10."),
            ("06.10", DateOrder::Dmy, false, "10-06"),
            ("1985-04-08", DateOrder::Ymd, true, "lunar:1985-04-08"),
            ("农历八月十五", DateOrder::Ymd, false, "lunar:08-15"),
            ("八月十五", DateOrder::Ymd, true, "lunar:08-15"),
            ("10/6/1971 0:00", DateOrder::Mdy, false, "1971-10-06"),
        ] {
            match expected {
                "06.10." => assert!(read(text, order, lunar).is_err()),
                _ => assert_eq!(read(text, order, lunar).as_deref(), Ok(expected), "{text}"),
            }
        }
    }

    #[test]
    fn times_have_twelve_or_twenty_four_hours() {
        for (text, expected) in [
            ("14:05", "14:05:00"),
            ("2:05 PM", "14:05:00"),
            ("12:00 am", "00:00:00"),
            ("23:59:59.999", "23:59:59.999"),
        ] {
            assert_eq!(clock(text).unwrap().to_string(), expected, "{text}");
        }
        assert!(clock("25:00").is_err());
        assert!(clock("13:00 PM").is_err());
        assert!(clock("noon").is_err());
    }

    proptest! {
        #[test]
        fn a_day_reads_back_in_every_order(days in -20_000i32..40_000) {
            let date = Day::from_epoch_days(days).unwrap();
            let (ymd, dmy) = (date.format("%Y-%m-%d"), date.format("%d.%m.%Y"));
            prop_assert_eq!(day(&ymd.to_string(), DateOrder::Ymd), Ok(date));
            prop_assert_eq!(day(&dmy.to_string(), DateOrder::Dmy), Ok(date));
            prop_assert_eq!(day(&date.format("%m/%d/%Y").to_string(), DateOrder::Mdy), Ok(date));
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,20}|[0-9:/. TZ年月日农历-]{0,24}") {
            for order in [DateOrder::Ymd, DateOrder::Mdy, DateOrder::Dmy] {
                let _ = moment(&text, order);
                let _ = yearly(&text, order, text.len().is_multiple_of(2));
            }
            let _ = (clock(&text), yes(&text));
        }
    }
}
