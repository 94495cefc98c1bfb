//! Birthdays: written forms, the next one, ages, windows against a plain count of days.
#![allow(clippy::unwrap_used)]

use super::*;
use proptest::prelude::*;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn read(text: &str) -> Result<String, DateFault> {
    text.parse::<Birthday>()
        .map(|birthday| birthday.to_string())
}

fn next(birthday: &str, from: &str) -> String {
    let birthday: Birthday = birthday.parse().unwrap();
    birthday
        .next_on(day(from), Feb29Rule::Feb28)
        .unwrap()
        .to_string()
}

#[test]
fn every_written_form_is_read() {
    for (text, canonical) in [
        ("1958-11-25", "1958-11-25"),
        ("1958/11/25", "1958-11-25"),
        ("１９５８．１１．２５", "1958-11-25"),
        ("19581125", "1958-11-25"),
        ("1958年11月25日", "1958-11-25"),
        ("公历1958年11月25日", "1958-11-25"),
        ("11-25", "11-25"),
        ("11/25", "11-25"),
        ("11月25号", "11-25"),
        ("十一月二十五日", "11-25"),
        ("2-29", "02-29"),
        ("lunar:1985-04-08", "lunar:1985-04-08"),
        ("lunar:2020-04L-08", "lunar:2020-04L-08"),
        ("lunar:04-08", "lunar:04-08"),
        ("LUNAR:04L-08", "lunar:04L-08"),
        ("农历2020年闰四月初八", "lunar:2020-04L-08"),
        ("農曆二〇二〇年閏四月初八", "lunar:2020-04L-08"),
        ("农历四月初八", "lunar:04-08"),
        ("阴历4月8日", "lunar:04-08"),
        ("农历1985-04-08", "lunar:1985-04-08"),
        ("十月十七", "lunar:10-17"),
        ("冬月廿三", "lunar:11-23"),
        ("腊月卅", "lunar:12-30"),
        ("腊月三十", "lunar:12-30"),
        ("正月初一", "lunar:01-01"),
        ("农历十月二十三", "lunar:10-23"),
    ] {
        assert_eq!(read(text), Ok(canonical.to_owned()), "{text}");
    }
}

#[test]
fn impossible_and_unclear_days_are_refused() {
    use DateFault::{Empty, Impossible, NotUnderstood, OutOfRange};
    for (text, fault) in [
        ("", Empty),
        (" \u{3000}", Empty),
        ("tomorrow", NotUnderstood),
        ("四月八", NotUnderstood),
        ("公历四月初八", NotUnderstood),
        ("初十一月", NotUnderstood),
        ("正月初十一", NotUnderstood),
        ("1958-11-25x", NotUnderstood),
        ("2026-02-29", Impossible),
        ("02-30", Impossible),
        ("13-01", Impossible),
        ("00-10", Impossible),
        ("lunar:1902-02-30", Impossible),
        ("农历1985年闰四月初八", Impossible),
        ("lunar:12L-01", Impossible),
        ("lunar:04-31", Impossible),
        ("lunar:1850-04-08", OutOfRange),
        ("lunar:2101-01-01", OutOfRange),
    ] {
        assert_eq!(read(text), Err(fault), "{text}");
    }
}

#[test]
fn the_next_one_follows_the_rules_of_both_calendars() {
    assert_eq!(next("1958-11-25", "2026-11-25"), "2026-11-25");
    assert_eq!(next("11-25", "2026-11-26"), "2027-11-25");
    assert_eq!(next("01-02", "2026-12-30"), "2027-01-02");
    assert_eq!(next("1960-02-29", "2027-01-01"), "2027-02-28");
    assert_eq!(next("1960-02-29", "2028-01-01"), "2028-02-29");
    let leapling: Birthday = "1960-02-29".parse().unwrap();
    assert_eq!(
        leapling.next_on(day("2027-02-28"), Feb29Rule::Mar1),
        Some(day("2027-03-01"))
    );
    assert_eq!(next("lunar:10-17", "2026-11-23"), "2026-11-25");
    assert_eq!(next("lunar:01-01", "2026-02-18"), "2027-02-06");
    assert_eq!(next("lunar:04L-08", "2020-05-01"), "2020-05-30");
    assert_eq!(next("lunar:04-08", "2020-05-01"), "2021-05-19");
    assert_eq!(next("lunar:04L-08", "2021-01-01"), "2021-05-19");
    let last: Birthday = "lunar:12-01".parse().unwrap();
    assert_eq!(last.next_on(day("2101-01-28"), Feb29Rule::Feb28), None);
}

#[test]
fn lunar_day_thirty_falls_on_the_last_day_of_a_short_month() {
    let birthday: Birthday = "lunar:12-30".parse().unwrap();
    for year in 1901..=2100 {
        let kept = LunarDate::from_solar(birthday.in_year(year, Feb29Rule::Feb28).unwrap());
        let length = lunar::month_length(year, 12, false);
        assert_eq!(kept.map(|date| date.day), length);
    }
}

#[test]
fn age_is_the_years_that_are_full() {
    let age = |text: &str, on: &str| {
        text.parse::<Birthday>()
            .unwrap()
            .age_on(day(on), Feb29Rule::Feb28)
    };
    assert_eq!(age("1958-11-25", "2026-11-24"), Some(67));
    assert_eq!(age("1958-11-25", "2026-11-25"), Some(68));
    assert_eq!(age("lunar:1958-10-17", "2026-11-24"), Some(67));
    assert_eq!(age("lunar:1958-10-17", "2026-11-25"), Some(68));
    assert_eq!(age("1960-02-29", "2027-02-28"), Some(67));
    assert_eq!(age("2027-01-01", "2026-11-23"), None);
    assert_eq!(age("11-25", "2026-11-23"), None);
}

#[test]
fn explain_gives_both_calendars_and_null_where_the_year_is_missing() {
    let json = |text: &str| serde_json::to_string(&explain(text).unwrap()).unwrap();
    assert_eq!(
        json("2026-11-25"),
        r#"{"input":"2026-11-25","solar":"2026-11-25","lunar":{"year":2026,"month":10,"leap":false,"day":17}}"#
    );
    assert_eq!(
        json("lunar:2020-04L-08"),
        r#"{"input":"lunar:2020-04L-08","solar":"2020-05-30","lunar":{"year":2020,"month":4,"leap":true,"day":8}}"#
    );
    assert_eq!(
        json("11-25"),
        r#"{"input":"11-25","solar":"11-25","lunar":null}"#
    );
    assert_eq!(
        json("农历四月初八"),
        r#"{"input":"农历四月初八","solar":null,"lunar":{"year":null,"month":4,"leap":false,"day":8}}"#
    );
    assert_eq!(explain("lunar:1902-02-30"), Err(DateFault::Impossible));
}

#[test]
fn a_window_is_one_or_two_ranges_of_solar_keys() {
    let solar = |from: &str, days| Window::of(day(from), days, Feb29Rule::Feb28).solar;
    assert_eq!(solar("2026-11-23", 7), [(1123, 1129)]);
    assert_eq!(solar("2026-11-27", 10), [(1127, 1206)]);
    assert_eq!(solar("2026-12-28", 7), [(101, 103), (1228, 1231)]);
    assert_eq!(solar("2027-02-25", 4), [(225, 229)]);
    assert_eq!(solar("2027-01-01", 365), [(101, 1231)]);
    assert_eq!(solar("2027-01-01", 0), []);
    assert_eq!(solar("2027-01-01", u32::MAX), [(101, 1231)]);
}

fn any_birthday() -> impl Strategy<Value = Birthday> {
    let lunar = (
        any::<bool>(),
        1u8..=12,
        1u8..=31,
        any::<bool>(),
        1901i32..=2100,
        any::<bool>(),
    );
    lunar.prop_filter_map("possible", |(lunar, month, day, leap, year, dated)| {
        let calendar = if lunar {
            Calendar::Lunar
        } else {
            Calendar::Solar
        };
        let year = dated.then_some(year);
        let leap = leap && lunar;
        Birthday::new(calendar, year, month, leap, day)
            .or_else(|_| Birthday::new(calendar, year, month, false, day))
            .ok()
    })
}

proptest! {
    #[test]
    fn both_writings_read_back(birthday in any_birthday()) {
        prop_assert_eq!(birthday.to_string().parse(), Ok(birthday));
        prop_assert_eq!(birthday.in_chinese().parse(), Ok(birthday));
    }

    #[test]
    fn a_window_holds_what_is_kept_in_it_and_nothing_else(
        birthday in any_birthday(), start in 0i64..70_000, days in 1u32..500, march: bool,
    ) {
        let rule = if march { Feb29Rule::Mar1 } else { Feb29Rule::Feb28 };
        let from = day("1902-01-01") + chrono::Duration::days(start);
        let last = from + chrono::Duration::days(i64::from(days) - 1);
        let kept = birthday.next_on(from, rule).is_some_and(|next| next <= last);
        prop_assert_eq!(Window::of(from, days, rule).holds(&birthday), kept);
    }

    #[test]
    fn the_next_one_is_within_a_lunar_year_and_never_before(
        birthday in any_birthday(), start in 0i64..71_000,
    ) {
        let from = day("1902-01-01") + chrono::Duration::days(start);
        let next = birthday.next_on(from, Feb29Rule::Feb28).unwrap();
        prop_assert!(next >= from && (next - from).num_days() <= 385 + 30);
    }

    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,10}|[0-9０-９年月日号初闰正冬腊廿卅一二三十L: -]{0,14}") {
        let _ = explain(&text);
    }
}
