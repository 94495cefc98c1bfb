//! Dates and times as people say them, on a Monday afternoon; each print reads back.
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

fn said(text: &str) -> Result<String, DateFault> {
    Next::parse(text, &monday()).map(|next| next.to_string())
}

#[track_caller]
fn all(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(said(text), Ok((*expected).to_owned()), "{text}");
    }
}

#[test]
fn distances_ahead_are_understood() {
    all(&[
        ("3d", "2026-11-26"),
        ("3D", "2026-11-26"),
        ("0d", "2026-11-23"),
        ("1w", "2026-11-30"),
        ("2m", "2027-01-23"),
        ("1y", "2027-11-23"),
        ("in 3 days", "2026-11-26"),
        ("3 days later", "2026-11-26"),
        ("3天", "2026-11-26"),
        ("３天后", "2026-11-26"),
        ("三天后", "2026-11-26"),
        ("两周后", "2026-12-07"),
        ("两个星期后", "2026-12-07"),
        ("3个月后", "2027-02-23"),
        ("半个月后", "2026-12-08"),
        ("三天后下午3点", "2026-11-26 15:00"),
        ("1h", "2026-11-23 15:05"),
        ("30min", "2026-11-23 14:35"),
        ("30分", "2026-11-23 14:35"),
        ("30分钟后", "2026-11-23 14:35"),
        ("2.5h", "2026-11-23 16:35"),
        ("1.5小时", "2026-11-23 15:35"),
        ("12m", "2027-11-23"),
        ("18mo", "2028-05-23"),
        ("半小时后", "2026-11-23 14:35"),
        ("半个小时后", "2026-11-23 14:35"),
        ("两小时后", "2026-11-23 16:05"),
        ("一个半小时后", "2026-11-23 15:35"),
        ("12h", "2026-11-24 02:05"),
    ]);
}

#[test]
fn days_by_name_are_understood() {
    all(&[
        ("today", "2026-11-23"),
        ("明天", "2026-11-24"),
        ("后天", "2026-11-25"),
        ("大后天", "2026-11-26"),
        ("tomorrow", "2026-11-24"),
        ("day after tomorrow", "2026-11-25"),
        ("周五", "2026-11-27"),
        ("星期五", "2026-11-27"),
        ("礼拜天", "2026-11-29"),
        ("周一", "2026-11-30"),
        ("fri", "2026-11-27"),
        ("Friday", "2026-11-27"),
        ("mon", "2026-11-30"),
        ("下周一", "2026-11-30"),
        ("下星期五", "2026-12-04"),
        ("下下周三", "2026-12-09"),
        ("本周日", "2026-11-29"),
        ("next mon", "2026-11-30"),
        ("next fri", "2026-12-04"),
        ("月底", "2026-11-30"),
        ("下月底", "2026-12-31"),
        ("年底", "2026-12-31"),
        ("下个月5号", "2026-12-05"),
        ("本月30日", "2026-11-30"),
        ("下周", "2026-11-30"),
        ("下星期", "2026-11-30"),
        ("下个礼拜", "2026-11-30"),
        ("下下周", "2026-12-07"),
        ("next week", "2026-11-30"),
        ("下周下午3点", "2026-11-30 15:00"),
        ("下个月", "2026-12-23"),
        ("下月", "2026-12-23"),
        ("next month", "2026-12-23"),
        ("下月初", "2026-12-01"),
        ("end of the month", "2026-11-30"),
        ("end of next month", "2026-12-31"),
    ]);
}

#[test]
fn days_by_number_are_the_next_to_come() {
    all(&[
        ("12-03", "2026-12-03"),
        ("12/3", "2026-12-03"),
        ("12.3", "2026-12-03"),
        ("１２－０３", "2026-12-03"),
        ("12月3日", "2026-12-03"),
        ("十二月三号", "2026-12-03"),
        ("11-23", "2026-11-23"),
        ("11-22", "2027-11-22"),
        ("3号", "2026-12-03"),
        ("23号", "2026-11-23"),
        ("31号", "2026-12-31"),
        ("dec 3", "2026-12-03"),
        ("3 Dec", "2026-12-03"),
        ("2026-12-03", "2026-12-03"),
        ("2026/12/3", "2026-12-03"),
        ("20261203", "2026-12-03"),
        ("2026年12月3日", "2026-12-03"),
        ("二〇二六年十二月三日", "2026-12-03"),
        ("明年3月5号", "2027-03-05"),
        ("2028-02-29", "2028-02-29"),
    ]);
}

#[test]
fn times_stand_alone_or_with_a_day_in_either_order() {
    all(&[
        ("15:30", "2026-11-23 15:30"),
        ("１５：３０", "2026-11-23 15:30"),
        ("14:05", "2026-11-23 14:05"),
        ("14:04", "2026-11-24 14:04"),
        ("9:00", "2026-11-24 09:00"),
        ("03:30", "2026-11-24 03:30"),
        ("3pm", "2026-11-23 15:00"),
        ("3:30 pm", "2026-11-23 15:30"),
        ("12am", "2026-11-24 00:00"),
        ("noon", "2026-11-24 12:00"),
        ("下午3点半", "2026-11-23 15:30"),
        ("下午三点一刻", "2026-11-23 15:15"),
        ("晚上8点", "2026-11-23 20:00"),
        ("今晚8点", "2026-11-23 20:00"),
        ("15点20分", "2026-11-23 15:20"),
        ("15点零5分", "2026-11-23 15:05"),
        ("中午12点", "2026-11-24 12:00"),
        ("明天下午3点", "2026-11-24 15:00"),
        ("明早9点", "2026-11-24 09:00"),
        ("后天 上午10:30", "2026-11-25 10:30"),
        ("fri 10:00", "2026-11-27 10:00"),
        ("fri at 10:00", "2026-11-27 10:00"),
        ("10:00 fri", "2026-11-27 10:00"),
        ("周五10点", "2026-11-27 10:00"),
        ("12-03 15:30", "2026-12-03 15:30"),
        ("3号下午3点", "2026-12-03 15:00"),
        ("下个月5号上午9点", "2026-12-05 09:00"),
    ]);
}

#[test]
fn what_is_not_clear_is_refused_with_its_reason() {
    use DateFault::{Empty, Impossible, InThePast, NotUnderstood, WhichHalf};
    for (text, fault) in [
        ("", Empty),
        ("\u{3000}", Empty),
        ("soon", NotUnderstood),
        ("3", NotUnderstood),
        ("3月", NotUnderstood),
        ("今", NotUnderstood),
        ("明", NotUnderstood),
        ("本周", NotUnderstood),
        ("month", NotUnderstood),
        ("money", NotUnderstood),
        ("friend", NotUnderstood),
        ("3dd", NotUnderstood),
        ("30m", NotUnderstood),
        ("13 m", NotUnderstood),
        ("2.5d", NotUnderstood),
        ("2.5min", NotUnderstood),
        ("fri mon", NotUnderstood),
        ("10:00 11:00", NotUnderstood),
        ("12-03-2026", NotUnderstood),
        ("3点", WhichHalf),
        ("明天3点", WhichHalf),
        ("3:30", WhichHalf),
        ("25:00", Impossible),
        ("15:60", Impossible),
        ("13pm", Impossible),
        ("晚上12点", Impossible),
        ("02-30", Impossible),
        ("02-29", Impossible),
        ("13-01", Impossible),
        ("32号", Impossible),
        ("本月31号", Impossible),
        ("2026-02-29", Impossible),
        ("2026-11-22", InThePast),
        ("今天下午1点", InThePast),
        ("今年3月5号", InThePast),
        ("本月5号", InThePast),
        ("99999d", NotUnderstood),
        ("9999y", Impossible),
    ] {
        assert_eq!(said(text), Err(fault), "{text}");
    }
}

#[test]
fn spans_are_calendar_months_back_inclusive() {
    let today = monday().today();
    let back = |text: &str| {
        span(text)
            .and_then(|span| span.before(today))
            .map(|d| d.to_string())
    };
    assert_eq!(back("3m").as_deref(), Some("2026-08-23"));
    assert_eq!(back("3个月").as_deref(), Some("2026-08-23"));
    assert_eq!(back("6W").as_deref(), Some("2026-10-12"));
    assert_eq!(back("7天").as_deref(), Some("2026-11-16"));
    assert_eq!(back("两年").as_deref(), Some("2024-11-23"));
    for text in ["3月", "3", "m", "", "3m4", "week", "99999d"] {
        assert_eq!(span(text), None, "{text}");
    }
    let leap: Day = "2028-03-31".parse().unwrap();
    assert_eq!(
        span("1m").unwrap().before(leap).unwrap().to_string(),
        "2028-02-29"
    );
}

proptest! {
    #[test]
    fn every_print_reads_back(days in 1u64..40_000, minute in proptest::option::of(0u32..1440)) {
        let on = monday().today() + Days::new(days);
        let at = minute.and_then(|m| NaiveTime::from_hms_opt(m / 60, m % 60, 0));
        let next = Next { on, at };
        prop_assert_eq!(Next::parse(&next.to_string(), &monday()), Ok(next));
    }

    #[test]
    fn nothing_understood_is_in_the_past_and_all_of_it_prints_and_reads_back(
        text in "([0-9一二三四五六日天周月号下明后年底点半早晚:午上小时dwmyh/ -]|fri|pm|next ){0,7}",
    ) {
        let now = monday();
        if let Ok(next) = Next::parse(&text, &now) {
            prop_assert!(next.on >= now.today(), "{text} {next}");
            prop_assert_eq!(Next::parse(&next.to_string(), &now), Ok(next), "{}", text);
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,16}") {
        let _ = Next::parse(&text, &monday());
        let _ = span(&text);
    }
}

#[test]
fn what_has_gone_by_is_refused_as_gone_by_and_not_as_unknown() {
    for text in [
        "昨天",
        "前天",
        "大前天",
        "yesterday",
        "day before yesterday",
        "昨天下午3点",
        "上周",
        "上周五",
        "上个月",
        "last week",
        "last fri",
        "3天前",
        "3 days ago",
        "两周前",
        "去年12月",
    ] {
        assert_eq!(said(text), Err(DateFault::InThePast), "{text}");
    }
}

#[test]
fn a_day_of_this_year_that_has_just_gone_by_is_known_as_such() {
    let gone = |text: &str| just_gone(text, &monday()).map(|day| day.to_string());
    for text in ["11-20", "11月20日", "nov 20", "11-20 10:00", "9-22"] {
        assert!(gone(text).is_some(), "{text}");
    }
    assert_eq!(gone("11-20").as_deref(), Some("2026-11-20"));
    for text in [
        "9-21",
        "11-23",
        "12-03",
        "2027-11-20",
        "1y",
        "周五",
        "3d",
        "12m",
        "20号",
        "3点",
    ] {
        assert_eq!(gone(text), None, "{text}");
    }
}
