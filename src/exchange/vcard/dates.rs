//! Days as contact cards write them, in the writing that has one meaning. Must not know whether
//! there is such a day.

use super::property::Property;

/// A day with or without a year: `19850408`, `--0408`, a moment, or as it stands.
pub(super) fn written(text: &str, property: &Property<'_>) -> String {
    let omitted = property.said("X-APPLE-OMIT-YEAR");
    day(text, omitted).unwrap_or_else(|| text.to_owned())
}

fn day(text: &str, omitted: Option<&str>) -> Option<String> {
    let day = text.split(['T', ' ']).next().unwrap_or_default();
    let is_figures = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if let Some(rest) = day.strip_prefix("--") {
        let figures = rest.replace('-', "");
        if figures.len() != 4 || !is_figures(&figures) {
            return None;
        }
        return without_year(figures.get(..2)?, figures.get(2..)?);
    }
    let figures = match day.len() {
        8 => day.to_owned(),
        10 => day.replace('-', ""),
        _ => return None,
    };
    if figures.len() != 8 || !is_figures(&figures) {
        return None;
    }
    let (year, month, day) = (figures.get(..4)?, figures.get(4..6)?, figures.get(6..)?);
    if omitted == Some(year) {
        return without_year(month, day);
    }
    Some(format!("{year}-{month}-{day}"))
}

/// In a writing in which nobody takes the month for the day.
fn without_year(month: &str, day: &str) -> Option<String> {
    let (month, day): (u8, u8) = (month.parse().ok()?, day.parse().ok()?);
    Some(format!("{month}月{day}日"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_written_so_that_they_have_one_meaning() {
        for (text, omitted, expected) in [
            ("19850408", None, Some("1985-04-08")),
            ("1985-04-08", None, Some("1985-04-08")),
            ("1985-01-28T00:00:00Z", None, Some("1985-01-28")),
            ("--0408", None, Some("4月8日")),
            ("--04-08", None, Some("4月8日")),
            ("1604-03-05", Some("1604"), Some("3月5日")),
            ("1604-03-05", None, Some("1604-03-05")),
            ("农历八月十五", None, None),
            ("---08", None, None),
            ("", None, None),
        ] {
            assert_eq!(day(text, omitted).as_deref(), expected, "{text}");
        }
    }
}
