//! Rhythms as people say them, on a Monday afternoon; each print reads back.
#![allow(clippy::unwrap_used)]
use super::*;
use crate::domain::time::Instant;
use proptest::prelude::*;

/// Monday 2026-11-23, 14:05:20 in Shanghai.
fn monday() -> Now {
    let at = Instant::from_rfc3339("2026-11-23T06:05:20Z").unwrap();
    Now {
        at,
        zone: chrono_tz::Tz::Asia__Shanghai,
    }
}

fn said(text: &str) -> Option<String> {
    let (every, first) = Every::parse(text, &monday())?;
    let first = first.map(|first| format!(" {first}"));
    Some(format!("{every}{}", first.unwrap_or_default()))
}

#[test]
fn how_often_is_said_in_either_language() {
    for (text, expected) in [
        ("1w", "1w"),
        ("3d", "3d"),
        ("1m@31", "1m@31"),
        ("两周", "2w"),
        ("每天", "1d"),
        ("每天9点", "1d 2026-11-24 09:00"),
        ("每日 15:30", "1d 2026-11-23 15:30"),
        ("每周", "1w"),
        ("每周五", "1w@5 2026-11-27"),
        ("每星期五上午10点", "1w@5 2026-11-27 10:00"),
        ("每周一", "1w@1 2026-11-30"),
        ("每周日", "1w@7 2026-11-29"),
        ("每周一次", "1w"),
        ("每两周", "2w"),
        ("每2周 周五", "2w@5 2026-11-27"),
        ("每个月", "1m"),
        ("每月", "1m"),
        ("每月1号", "1m@1 2026-12-01"),
        ("每月23日", "1m@23 2026-11-23"),
        ("每月十五号 10:00", "1m@15 2026-12-15 10:00"),
        ("每月月底", "1m@31 2026-11-30"),
        ("每月底", "1m@31 2026-11-30"),
        ("每3个月", "3m"),
        ("每季度", "3m"),
        ("每半年", "6m"),
        ("每年", "1y"),
        ("每年3月5日", "1y@5 2027-03-05"),
        ("every day", "1d"),
        ("every week", "1w"),
        ("Every Monday", "1w@1 2026-11-30"),
        ("every friday 10:00", "1w@5 2026-11-27 10:00"),
        ("every week on fri at 3pm", "1w@5 2026-11-27 15:00"),
        ("every 2 weeks", "2w"),
        ("every other week", "2w"),
        ("every month", "1m"),
        ("every month on the 1st", "1m@1 2026-12-01"),
        ("every 31st", "1m@31 2026-11-30"),
        ("every quarter", "3m"),
        ("weekly", "1w"),
        ("weekly on friday", "1w@5 2026-11-27"),
        ("monthly", "1m"),
        ("daily 9:00", "1d 2026-11-24 09:00"),
        ("every day 9:00", "1d 2026-11-24 09:00"),
        ("每2日", "2d"),
        ("every month on day 5", "1m@5 2026-12-05"),
        ("yearly", "1y"),
    ] {
        assert_eq!(said(text).as_deref(), Some(expected), "{text}");
    }
}

#[test]
fn what_says_no_rhythm_or_several_is_refused() {
    for text in [
        "",
        "每",
        "每个客户",
        "每人",
        "每周一三五",
        "每周一、周五",
        "每周一和周五",
        "every",
        "every customer",
        "everybody",
        "often",
        "0w",
        "每0周",
        "1w@8",
        "1d@1",
        "1m@32",
        "fri",
        "every friday and monday",
        "每周三点",
        "every 0 weeks",
        "每月32号",
        "每年2月30日",
        "every friday fri",
    ] {
        assert_eq!(said(text), None, "{text}");
    }
}

fn next(every: &str, day: &str, today: &str) -> String {
    let every = Every::stored(every).unwrap();
    let (day, today) = (day.parse().unwrap(), today.parse().unwrap());
    every.next(day, today).unwrap().to_string()
}

#[test]
fn the_day_that_was_meant_is_kept_through_short_months_and_when_one_is_put_off() {
    assert_eq!(next("1m@31", "2027-01-31", "2027-02-01"), "2027-02-28");
    assert_eq!(next("1m@31", "2027-02-28", "2027-03-01"), "2027-03-31");
    assert_eq!(next("1m@31", "2027-02-02", "2027-02-03"), "2027-02-28");
    assert_eq!(next("1m@1", "2026-12-03", "2026-12-04"), "2027-01-01");
    assert_eq!(next("1m@1", "2026-11-28", "2026-11-29"), "2026-12-01");
    assert_eq!(next("1w@5", "2026-11-27", "2026-11-28"), "2026-12-04");
    assert_eq!(
        next("1w@5", "2026-12-01", "2026-12-02"),
        "2026-12-04",
        "put off to Tuesday"
    );
    assert_eq!(
        next("1w@5", "2026-11-26", "2026-11-27"),
        "2026-12-04",
        "a day before"
    );
    assert_eq!(next("2w@5", "2026-11-27", "2026-12-20"), "2026-12-25");
    assert_eq!(next("1y@29", "2024-02-29", "2024-03-01"), "2025-02-28");
    assert_eq!(next("1y@29", "2027-02-28", "2027-03-01"), "2028-02-29");
}

#[test]
fn without_a_day_of_its_own_it_comes_so_long_after_it_was_due_but_never_in_the_past() {
    assert_eq!(next("1w", "2026-11-20", "2026-11-23"), "2026-11-27");
    assert_eq!(next("1m", "2026-08-31", "2026-11-23"), "2026-11-30");
    assert_eq!(next("1m", "2026-08-31", "2026-12-01"), "2026-12-31");
    assert_eq!(next("3d", "2026-11-23", "2026-11-23"), "2026-11-26");
    let (day, today) = ("2026-11-23".parse().unwrap(), "2026-11-23".parse().unwrap());
    assert_eq!(Every::stored("9999y").unwrap().next(day, today), None);
}

proptest! {
    #[test]
    fn what_is_printed_is_read_back_and_its_days_come_in_order(
        count in 1_u32..40, which in 0_usize..4, on in prop::option::of(1_u32..=31), at in 0_i64..4000
    ) {
        let unit = [Unit::Day, Unit::Week, Unit::Month, Unit::Year][which];
        let every = Every { span: of(count, unit), on };
        prop_assume!(every.is_sound());
        prop_assert_eq!(Every::stored(&every.to_string()), Some(every));
        let start = Day::from_ymd_opt(2026, 1, 1).unwrap();
        let day = start.checked_add_signed(chrono::Duration::days(at)).unwrap();
        let next = every.next(day, day.succ_opt().unwrap()).unwrap();
        prop_assert!(next > day && every.fits(next));
    }

    #[test]
    fn no_text_breaks_it(text in "\\PC{0,16}") {
        let _ = Every::parse(&text, &monday());
    }
}
