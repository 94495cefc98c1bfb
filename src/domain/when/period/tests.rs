//! Periods as people say them, on a Monday; each print reads back.
#![allow(clippy::unwrap_used)]

use super::*;
use proptest::prelude::*;

/// A Monday.
fn today() -> Day {
    Day::from_ymd_opt(2026, 11, 23).unwrap()
}

fn read(text: &str) -> Result<String, DateFault> {
    let period = Period::parse(text, today())?;
    Ok(format!("{}..{}", period.first, period.last))
}

#[track_caller]
fn all(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(read(text), Ok((*expected).to_owned()), "{text}");
    }
}

#[test]
fn periods_are_understood_as_people_say_them() {
    all(&[
        ("today", "2026-11-23..2026-11-23"),
        ("昨天", "2026-11-22..2026-11-22"),
        ("This week", "2026-11-23..2026-11-29"),
        ("上周", "2026-11-16..2026-11-22"),
        ("本月", "2026-11-01..2026-11-30"),
        ("上个月", "2026-10-01..2026-10-31"),
        ("last month", "2026-10-01..2026-10-31"),
        ("quarter", "2026-10-01..2026-12-31"),
        ("上季度", "2026-07-01..2026-09-30"),
        ("去年", "2025-01-01..2025-12-31"),
        ("last 30 days", "2026-10-25..2026-11-23"),
        ("近三个月", "2026-08-24..2026-11-23"),
        ("7d", "2026-11-17..2026-11-23"),
    ]);
}

#[test]
fn parts_of_the_calendar_are_understood_with_and_without_a_year() {
    all(&[
        ("2025", "2025-01-01..2025-12-31"),
        ("2026年", "2026-01-01..2026-12-31"),
        ("２０２６－０２", "2026-02-01..2026-02-28"),
        ("2026年2月", "2026-02-01..2026-02-28"),
        ("2026 Q3", "2026-07-01..2026-09-30"),
        ("2026年第三季度", "2026-07-01..2026-09-30"),
        ("q1", "2026-01-01..2026-03-31"),
        ("四季度", "2026-10-01..2026-12-31"),
        ("nov", "2026-11-01..2026-11-30"),
        ("12月", "2025-12-01..2025-12-31"),
        ("11-05", "2026-11-05..2026-11-05"),
        ("12-05", "2025-12-05..2025-12-05"),
        ("20261105", "2026-11-05..2026-11-05"),
    ]);
}

#[test]
fn from_and_to_are_understood_across_the_turn_of_the_year() {
    all(&[
        ("11-01..11-15", "2026-11-01..2026-11-15"),
        ("2026-11-01 to 2026-11-15", "2026-11-01..2026-11-15"),
        ("9月到10月", "2026-09-01..2026-10-31"),
        ("12-20至01-05", "2025-12-20..2026-01-05"),
        ("11-20..11-30", "2026-11-20..2026-11-30"),
        ("2026-11-01..", "2026-11-01..2026-11-23"),
        ("last month..today", "2026-10-01..2026-11-23"),
    ]);
}

#[test]
fn what_is_no_period_is_refused() {
    for text in ["soon", "2026-13", "q5", "5", "11-01..soon", "..11-01"] {
        assert!(read(text).is_err(), "{text}");
    }
    assert_eq!(read(" "), Err(DateFault::Empty));
    assert_eq!(read("2026-02-30"), Err(DateFault::Impossible));
    assert_eq!(read("2026-11-02..2026-11-01"), Err(DateFault::Impossible));
    // The last week is that of no other year.
    for text in ["今天到上周", "yesterday to last month", "today..last week"] {
        assert_eq!(read(text), Err(DateFault::Impossible), "{text}");
    }
}

#[test]
fn neighbours_keep_the_size_and_other_sizes_hold_the_same_day() {
    let of = |text: &str| Period::parse(text, today()).unwrap();
    let before = |text: &str| of(text).beside(false).unwrap();
    assert_eq!(before("本月"), of("上月"));
    assert_eq!(before("2026 q1"), of("2025 q4"));
    assert_eq!(before("11-01..11-10"), of("2026-10-22..2026-10-31"));
    assert_eq!(of("上月").beside(true), Some(of("本月")));
    let longer = |text: &str| of(text).resized(true, today());
    assert_eq!(longer("today"), Some(of("this week")));
    assert_eq!(longer("本月"), Some(of("本季度")));
    assert_eq!(longer("2025"), None);
    assert_eq!(longer("11-01..11-10"), Some(of("本月")));
    assert_eq!(of("本月").resized(false, today()), Some(of("本周")));
    assert_eq!(of("今年").resized(false, today()), Some(of("本季度")));
    assert_eq!(of("today").resized(false, today()), None);
}

proptest! {
    #[test]
    fn what_is_written_reads_back(day in 0_i64..40_000, size in 0_usize..5, days in 0_u64..900) {
        let day = Day::from_ymd_opt(1950, 1, 1).unwrap() + chrono::Duration::days(day);
        let sized = Size::ALL[size].of(day);
        let odd = Period { first: day, last: day + Days::new(days) };
        for period in [sized, odd] {
            prop_assert_eq!(Period::parse(&period.to_string(), today()), Ok(period));
        }
    }

    #[test]
    fn any_text_is_survived(text in "\\PC{0,20}") {
        let _ = Period::parse(&text, today());
    }
}
