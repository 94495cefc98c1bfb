//! Times of day: `15:30`, `3pm`, `下午3点半`, `晚上8点`. Must not know days.

use super::scan::Scan;
use crate::domain::time::DateFault;
use chrono::NaiveTime;

/// The part of the day that was said with an hour.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Night,
    Morning,
    Noon,
    Afternoon,
    Evening,
    Am,
    Pm,
}

const PARTS: [(&str, Part); 15] = [
    ("凌晨", Part::Night),
    ("早上", Part::Morning),
    ("早晨", Part::Morning),
    ("清晨", Part::Morning),
    ("上午", Part::Morning),
    ("早", Part::Morning),
    ("中午", Part::Noon),
    ("noon", Part::Noon),
    ("下午", Part::Afternoon),
    ("午后", Part::Afternoon),
    ("傍晚", Part::Evening),
    ("晚上", Part::Evening),
    ("晚间", Part::Evening),
    ("夜里", Part::Evening),
    ("晚", Part::Evening),
];

/// Takes a time of day if one comes next. An hour from one to six without a part of the day
/// is `WhichHalf`, unless it is written on two digits (`03:30`).
pub(super) fn read(scan: &mut Scan<'_>) -> Result<Option<NaiveTime>, DateFault> {
    let mut ahead = *scan;
    let before = ahead.one_of(&PARTS);
    ahead.blank();
    let Some(clock) = Clock::read(&mut ahead, before.is_some()) else {
        if before == Some(Part::Noon) {
            *scan = ahead;
            return Ok(NaiveTime::from_hms_opt(12, 0, 0));
        }
        return Ok(None);
    };
    let part = match (before, clock.half_day) {
        (Some(_), Some(_)) => return Err(DateFault::NotUnderstood),
        (before, half) => before.or(half),
    };
    let hour = match part {
        Some(part) => placed(clock.hour, part).ok_or(DateFault::Impossible)?,
        None if clock.one_digit && (1..=6).contains(&clock.hour) => {
            return Err(DateFault::WhichHalf);
        }
        None => clock.hour,
    };
    let time = NaiveTime::from_hms_opt(hour, clock.minute, 0).ok_or(DateFault::Impossible)?;
    *scan = ahead;
    Ok(Some(time))
}

/// Hour and minute as written.
struct Clock {
    hour: u32,
    minute: u32,
    one_digit: bool,
    half_day: Option<Part>,
}

impl Clock {
    fn read(scan: &mut Scan<'_>, part_said: bool) -> Option<Self> {
        let mut ahead = *scan;
        let (hour, width) = match ahead.digits() {
            Some((hour, width)) if width <= 2 => (hour, width),
            Some(_) => return None,
            None => (ahead.numeral()?, 1),
        };
        let mut minute = None;
        let mut marked = false;
        if ahead.eat(":") {
            minute = Some(ahead.digits().filter(|(_, width)| *width == 2)?.0);
            marked = true;
        } else if ahead.any(&["点钟", "點鐘", "点", "點", "时", "時"]) {
            minute = Some(spoken_minute(&mut ahead));
            marked = true;
        }
        let half_day = if part_said {
            None
        } else {
            half_day(&mut ahead)
        };
        if !marked && half_day.is_none() {
            return None;
        }
        *scan = ahead;
        Some(Self {
            hour,
            minute: minute.unwrap_or(0),
            one_digit: width == 1,
            half_day,
        })
    }
}

/// `半`, `一刻`, `20分`, `05`, or nothing.
fn spoken_minute(scan: &mut Scan<'_>) -> u32 {
    let said = [
        ("整", 0),
        ("半", 30),
        ("一刻", 15),
        ("1刻", 15),
        ("三刻", 45),
        ("3刻", 45),
    ];
    if let Some(minute) = scan.one_of(&said) {
        return minute;
    }
    scan.any(&["零", "〇", "过", "過"]);
    let minute = scan.number().unwrap_or(0);
    scan.eat("分");
    minute
}

fn half_day(scan: &mut Scan<'_>) -> Option<Part> {
    let mut ahead = *scan;
    ahead.blank();
    let halves = [
        ("a.m.", Part::Am),
        ("p.m.", Part::Pm),
        ("am", Part::Am),
        ("pm", Part::Pm),
    ];
    let half = ahead.one_of(&halves)?;
    *scan = ahead;
    Some(half)
}

/// The hour of the day, if the part of the day has such an hour. Twelve at night is refused:
/// it would belong to the next day.
fn placed(hour: u32, part: Part) -> Option<u32> {
    match (part, hour) {
        (Part::Night | Part::Am, 12) => Some(0),
        (Part::Night, 0..=5) | (Part::Morning, 4..=12) | (Part::Noon, 11..=13) => Some(hour),
        (Part::Am, 1..=11) => Some(hour),
        (Part::Noon, 1..=2) => Some(hour + 12),
        (Part::Afternoon | Part::Pm, 12) => Some(12),
        (Part::Afternoon | Part::Pm, 1..=11) | (Part::Evening, 5..=11) => Some(hour + 12),
        (Part::Afternoon, 13..=18) | (Part::Evening, 17..=23) => Some(hour),
        _ => None,
    }
}
