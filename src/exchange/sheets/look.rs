//! What a person sees in a cell: whole numbers without a point, days and times, leading zeros
//! that only the format has. Must not know where cells come from.

use calamine::{DataRef, ExcelDateTime, ExcelDateTimeType, Style};

/// How a workbook and a format make a value look.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Look {
    /// Days are counted from 1904.
    pub(super) from_1904: bool,
    /// A whole number has at least so many digits.
    pub(super) zeros: usize,
}

/// What there is to see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Seen {
    Nothing,
    Text,
    /// The spreadsheet could not work it out (`#N/A`).
    Fault(String),
}

/// The day after the 31st of December 9999.
const LAST_DAY: f64 = 2_958_466.0;
const SECONDS: f64 = 86_400.0;
/// From here on a number has no place for all of its digits.
const ALL_DIGITS: f64 = 1e15;

/// The digits that a style asks for: six of `000000`.
pub(super) fn zeros(style: &Style) -> usize {
    let code = style.number_format.as_ref();
    let code = code.map_or("", |format| format.format_code.as_str());
    match code.bytes().all(|byte| byte == b'0') {
        true if code.len() <= 32 => code.len(),
        _ => 0,
    }
}

impl Look {
    /// Writes what a value looks like.
    pub(super) fn write(self, value: &DataRef<'_>, out: &mut String) -> Seen {
        match value {
            DataRef::Empty => {}
            DataRef::Error(fault) => return Seen::Fault(fault.to_string()),
            DataRef::String(text) => push_text(text, out),
            DataRef::SharedString(text) => push_text(text, out),
            DataRef::Bool(yes) => out.push_str(if *yes { "TRUE" } else { "FALSE" }),
            DataRef::Int(number) => out.push_str(&self.padded(*number as f64, number.to_string())),
            DataRef::Float(number) => out.push_str(&self.padded(*number, plain(*number))),
            DataRef::DateTime(at) => {
                let written = self.date_time(at).unwrap_or_else(|| plain(at.as_f64()));
                out.push_str(&written);
            }
            DataRef::DateTimeIso(text) => out.push_str(day(text)),
            DataRef::DurationIso(text) => match period(text) {
                Some(time) => out.push_str(&time),
                None => out.push_str(text),
            },
        }
        if out.is_empty() {
            Seen::Nothing
        } else {
            Seen::Text
        }
    }

    fn padded(self, value: f64, written: String) -> String {
        let whole = (0.0..ALL_DIGITS).contains(&value) && value.fract() == 0.0;
        if whole && written.len() < self.zeros {
            format!("{written:0>0$}", self.zeros)
        } else {
            written
        }
    }

    fn date_time(self, at: &ExcelDateTime) -> Option<String> {
        let value = at.as_f64();
        if !(0.0..LAST_DAY).contains(&value) {
            return None;
        }
        // What is shown is rounded to the second, not cut.
        let value = (value * SECONDS).round() / SECONDS;
        if at.is_duration() {
            let all = (value * SECONDS).round() as u64;
            let (minutes, seconds) = (all / 60, all % 60);
            return Some(format!("{}:{:02}:{seconds:02}", minutes / 60, minutes % 60));
        }
        let at = ExcelDateTime::new(value, ExcelDateTimeType::DateTime, self.from_1904);
        let (year, month, day, hour, minute, second, _) = at.to_ymd_hms_milli();
        let time = format!("{hour:02}:{minute:02}:{second:02}");
        let is_time = value < 1.0 && (value > 0.0 || !self.from_1904);
        Some(match time.as_str() {
            _ if is_time => time,
            "00:00:00" => format!("{year:04}-{month:02}-{day:02}"),
            _ => format!("{year:04}-{month:02}-{day:02} {time}"),
        })
    }
}

fn push_text(text: &str, out: &mut String) {
    out.extend(text.trim().chars().filter(|c| *c != '\r'));
}

/// A number as spreadsheets show it: fifteen digits that count, no trailing noise
/// (`0.30000000000000004` is 0.3). One that cannot hold all of its digits is written with an
/// exponent, as there too: so it is known for what it is.
fn plain(value: f64) -> String {
    if !value.is_finite() {
        return String::new();
    }
    let fifteen = format!("{value:.14e}");
    if value.abs() < ALL_DIGITS {
        let rounded: f64 = fifteen.parse().unwrap_or(value);
        // Adding nothing makes 0 of -0.
        return (rounded + 0.0).to_string();
    }
    let (digits, exponent) = fifteen.split_once('e').unwrap_or((&fifteen, "0"));
    let digits = digits.trim_end_matches('0').trim_end_matches('.');
    format!("{digits}E+{exponent}")
}

/// `2021-01-01T00:00:00` is a day; another time is kept.
fn day(text: &str) -> &str {
    match text.split_once('T') {
        Some((day, time)) if time.trim_matches(['0', ':', '.', 'Z']).is_empty() => day,
        _ => text,
    }
}

/// `PT14H05M30S` is 14:05:30.
fn period(text: &str) -> Option<String> {
    let (hours, rest) = text.strip_prefix("PT")?.split_once('H')?;
    let (minutes, rest) = rest.split_once('M')?;
    let seconds = rest.strip_suffix('S')?.split(['.', ',']).next()?;
    let number = |part: &str| part.parse::<u32>().ok();
    let (hours, minutes, seconds) = (number(hours)?, number(minutes)?, number(seconds)?);
    Some(format!("{hours:02}:{minutes:02}:{seconds:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(value: DataRef<'_>, look: Look) -> String {
        let mut out = String::new();
        look.write(&value, &mut out);
        out
    }

    fn dated(value: f64, from_1904: bool) -> String {
        let at = ExcelDateTime::new(value, ExcelDateTimeType::DateTime, from_1904);
        let look = Look {
            from_1904,
            zeros: 0,
        };
        seen(DataRef::DateTime(at), look)
    }

    #[test]
    fn numbers_are_written_as_people_see_them() {
        for (value, text) in [
            (13_800_134_821.0, "13800134821"),
            (0.1 + 0.2, "0.3"),
            (-0.0, "0"),
            (1234.5, "1234.5"),
            (999_999_999_999_999.0, "999999999999999"),
            (1e15, "1E+15"),
            (110_101_199_003_071_234.0, "1.10101199003071E+17"),
            (f64::INFINITY, ""),
        ] {
            assert_eq!(seen(DataRef::Float(value), Look::default()), text);
        }
        let six = Look {
            from_1904: false,
            zeros: 6,
        };
        assert_eq!(seen(DataRef::Float(123.0), six), "000123");
        assert_eq!(seen(DataRef::Int(1_234_567), six), "1234567");
        assert_eq!(seen(DataRef::Float(123.5), six), "123.5");
        assert_eq!(seen(DataRef::SharedString("0012"), six), "0012");
    }

    #[test]
    fn days_are_those_of_both_systems_with_the_day_that_never_was() {
        for (value, text) in [
            (1.0, "1900-01-01"),
            (59.0, "1900-02-28"),
            (60.0, "1900-02-29"),
            (61.0, "1900-03-01"),
            (44_197.0, "2021-01-01"),
            (44_197.5, "2021-01-01 12:00:00"),
            (44_197.999_999_9, "2021-01-02"),
            (44_197.499_999_9, "2021-01-01 12:00:00"),
            (0.25, "06:00:00"),
            (-1.0, "-1"),
            (2_958_465.0, "9999-12-31"),
            (2_958_466.0, "2958466"),
        ] {
            assert_eq!(dated(value, false), text, "{value}");
        }
        assert_eq!(dated(42_735.0, true), "2021-01-01");
        assert_eq!(dated(0.0, true), "1904-01-01");
        let elapsed = ExcelDateTime::new(1.5, ExcelDateTimeType::TimeDelta, false);
        assert_eq!(
            seen(DataRef::DateTime(elapsed), Look::default()),
            "36:00:00"
        );
    }

    #[test]
    fn days_and_times_that_are_spelled_out_are_written_as_people_write_them() {
        let iso = |text: &str| seen(DataRef::DateTimeIso(text.to_owned()), Look::default());
        assert_eq!(iso("2021-01-01T00:00:00.000"), "2021-01-01");
        assert_eq!(iso("2021-01-01T08:00:00"), "2021-01-01T08:00:00");
        assert_eq!(iso("2021-01-01"), "2021-01-01");
        let long = |text: &str| seen(DataRef::DurationIso(text.to_owned()), Look::default());
        assert_eq!(long("PT14H05M30.25S"), "14:05:30");
        assert_eq!(long("soon"), "soon");
    }
}
