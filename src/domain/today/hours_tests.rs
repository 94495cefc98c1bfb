//! What people write as the best time to call is understood, or not at all.

#![allow(clippy::unwrap_used)]

use super::*;
use crate::domain::time::{Instant, Now};
use chrono_tz::Tz;
use proptest::prelude::*;

/// 23 November 2026 is a Monday.
fn at(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
}

const MONDAY: &str = "2026-11-23";
const SATURDAY: &str = "2026-11-28";

/// Whether a text holds each time on a Monday and on a Saturday.
fn held(text: &str, time: &str) -> (bool, bool) {
    let hours = Hours::read(text).unwrap_or_else(|| panic!("not understood: {text}"));
    let on = |day: &str| hours.hold(at(&format!("{day} {time}")));
    (on(MONDAY), on(SATURDAY))
}

#[test]
fn parts_of_the_day_are_understood_in_both_languages() {
    for (text, inside, outside) in [
        ("evenings", "19:00", "10:00"),
        ("晚上", "19:00", "10:00"),
        ("Mornings", "09:30", "13:00"),
        ("上午", "09:30", "13:00"),
        ("早上和傍晚", "18:00", "14:00"),
        ("下午", "15:00", "19:30"),
        ("in the afternoon", "15:00", "10:00"),
        ("中午", "12:15", "16:00"),
        ("上午、晚上", "20:00", "14:00"),
        ("mornings and evenings", "07:00", "14:00"),
        ("晚上的", "22:00", "23:30"),
    ] {
        assert_eq!(held(text, inside), (true, true), "{text} {inside}");
        assert_eq!(held(text, outside), (false, false), "{text} {outside}");
    }
}

#[test]
fn spans_of_the_clock_are_understood_as_they_are_written() {
    for (text, inside, outside) in [
        ("9:00-11:30", "11:29", "11:30"),
        ("09:00—11:30", "09:00", "08:59"),
        ("９：００－１１：３０", "10:00", "12:00"),
        ("9点到11点半", "11:15", "11:30"),
        ("9-11点", "10:00", "22:00"),
        ("下午2点到4点", "15:00", "03:00"),
        ("下午2点半-5点", "16:00", "14:20"),
        ("2点到4点", "15:00", "03:00"),
        ("10点到2点", "13:00", "15:00"),
        ("2-4pm", "15:00", "03:00"),
        ("10am to 2pm", "13:00", "14:30"),
        ("10-2pm", "13:00", "22:00"),
        ("between 9am and 11am", "10:00", "12:00"),
        ("after 6pm", "19:00", "17:59"),
        ("18:00以后", "18:00", "17:00"),
        ("晚上8点以后", "20:30", "19:30"),
        ("before 10:00", "09:00", "10:00"),
        ("10点前", "09:00", "10:00"),
        ("8:00-21:00", "20:59", "21:00"),
        ("00:00-24:00", "00:00", ""),
        ("9:00-11:30, 14:00-17:00", "14:30", "12:00"),
    ] {
        assert_eq!(held(text, inside), (true, true), "{text} {inside}");
        if !outside.is_empty() {
            assert_eq!(held(text, outside), (false, false), "{text} {outside}");
        }
    }
}

#[test]
fn days_of_the_week_bind_the_times_beside_them() {
    for (text, time, on) in [
        ("工作日", "03:00", (true, false)),
        ("周末", "03:00", (false, true)),
        ("weekends", "12:00", (false, true)),
        ("工作日晚上", "19:00", (true, false)),
        ("工作日晚上", "10:00", (false, false)),
        ("evenings on weekdays", "19:00", (true, false)),
        ("weekend afternoons", "15:00", (false, true)),
        ("周一到周五 9:00-18:00", "10:00", (true, false)),
        ("周一至五上午", "10:00", (true, false)),
        ("mon-fri 9am-6pm, sat 10:00-16:00", "15:00", (true, true)),
        ("mon-fri 9am-6pm, sat 10:00-16:00", "17:00", (true, false)),
        ("工作日晚上，周末上午", "10:00", (false, true)),
        ("工作日晚上，周末上午", "20:00", (true, false)),
        ("晚上或周末", "10:00", (false, true)),
        ("周六", "10:00", (false, true)),
        ("星期一、星期三晚上", "20:00", (true, false)),
        ("周一三五上午", "10:00", (true, false)),
        ("sat-mon 10:00-12:00", "11:00", (true, true)),
        ("随时", "03:00", (true, true)),
        ("Any time", "03:00", (true, true)),
        ("any", "03:00", (true, true)),
        ("workday", "10:00", (true, false)),
    ] {
        assert_eq!(held(text, time), on, "{text} {time}");
    }
}

#[test]
fn a_span_over_midnight_belongs_to_the_evening_before() {
    let hours = Hours::read("周五 22:00-02:00").unwrap();
    assert!(hours.hold(at("2026-11-27 23:00")));
    assert!(hours.hold(at("2026-11-28 01:59")));
    assert!(!hours.hold(at("2026-11-28 02:00")));
    assert!(!hours.hold(at("2026-11-27 01:00")));
}

#[test]
fn what_is_not_understood_whole_is_not_guessed_at() {
    for text in [
        "",
        "  ",
        "别在上午打",
        "not in the morning",
        "下班后",
        "ask his wife",
        "8点",
        "7-8点",
        "9:00",
        "25:00-26:00",
        "9:70-10:00",
        "9:00-9:00",
        "晚上 see remark",
        "before 9-11",
        ",",
    ] {
        assert_eq!(Hours::read(text), None, "{text}");
    }
}

#[test]
fn summer_time_and_the_zone_are_the_wall_clocks() {
    let hours = Hours::read("09:00-10:00").unwrap();
    let wall = |text: &str, zone: Tz| {
        let at = Instant::from_rfc3339(text).unwrap();
        Now { at, zone }.local(at)
    };
    // Berlin moves its clocks on 29 March 2026: the same UTC hour is another of the wall clock.
    assert!(hours.hold(wall("2026-03-28T08:30:00Z", Tz::Europe__Berlin)));
    assert!(!hours.hold(wall("2026-03-29T08:30:00Z", Tz::Europe__Berlin)));
    assert!(hours.hold(wall("2026-03-29T07:30:00Z", Tz::Europe__Berlin)));
    assert!(hours.hold(wall("2026-03-29T01:30:00Z", Tz::Asia__Shanghai)));
}

proptest! {
    #[test]
    fn any_text_is_understood_or_not_but_never_panics(text in "[ 0-9:：点到至\\-,、a-z周一五日晚上午下半以后前]{0,16}") {
        if let Some(hours) = Hours::read(&text) {
            hours.hold(at("2026-11-23 10:00"));
        }
    }

    #[test]
    fn a_span_holds_just_its_minutes(from in 0u32..1440, until in 0u32..1440, minute in 0u32..1440) {
        prop_assume!(from != until);
        let clock = |minute: u32| format!("{:02}:{:02}", minute / 60, minute % 60);
        let hours = Hours::read(&format!("{}-{}", clock(from), clock(until))).unwrap();
        let inside = if from < until {
            (from..until).contains(&minute)
        } else {
            minute >= from || minute < until
        };
        prop_assert_eq!(hours.hold(at(&format!("{MONDAY} {}", clock(minute)))), inside);
    }
}
