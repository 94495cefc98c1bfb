//! Reading hours of the week, joined as people join them. Must not know what they are for.

use super::{DAY, Hours, Slot};
use crate::domain::when::scan::{Scan, tidy};

const ALL: u8 = 0b111_1111;
const WORKDAYS: u8 = 0b001_1111;
const WEEKEND: u8 = 0b110_0000;

const DAYS: [(&str, u8); 27] = [
    ("working days", WORKDAYS),
    ("working day", WORKDAYS),
    ("workdays", WORKDAYS),
    ("workday", WORKDAYS),
    ("weekdays", WORKDAYS),
    ("weekday", WORKDAYS),
    ("工作日", WORKDAYS),
    ("上班日", WORKDAYS),
    ("平日", WORKDAYS),
    ("平时", WORKDAYS),
    ("weekends", WEEKEND),
    ("weekend", WEEKEND),
    ("双休日", WEEKEND),
    ("休息日", WEEKEND),
    ("周末", WEEKEND),
    ("週末", WEEKEND),
    ("every day", ALL),
    ("daily", ALL),
    ("每天", ALL),
    ("天天", ALL),
    ("any time", ALL),
    ("anytime", ALL),
    ("any", ALL),
    ("always", ALL),
    ("任何时候", ALL),
    ("全天", ALL),
    ("随时", ALL),
];

/// Weekdays by name, behind 周 or by themselves in English, Monday 0.
const WEEKDAYS: [(&str, u8); 30] = [
    ("mondays", 0),
    ("monday", 0),
    ("mon", 0),
    ("tuesdays", 1),
    ("tuesday", 1),
    ("tues", 1),
    ("tue", 1),
    ("wednesdays", 2),
    ("wednesday", 2),
    ("wed", 2),
    ("thursdays", 3),
    ("thursday", 3),
    ("thurs", 3),
    ("thu", 3),
    ("fridays", 4),
    ("friday", 4),
    ("fri", 4),
    ("saturdays", 5),
    ("saturday", 5),
    ("sat", 5),
    ("sundays", 6),
    ("sunday", 6),
    ("sun", 6),
    ("一", 0),
    ("二", 1),
    ("三", 2),
    ("四", 3),
    ("五", 4),
    ("六", 5),
    ("日", 6),
];

/// Parts of the day in minutes: wide, for what they leave out is not to be called.
const PARTS: [(&str, (u16, u16)); 33] = [
    ("凌晨", (0, 360)),
    ("early mornings", (360, 600)),
    ("early morning", (360, 600)),
    ("清晨", (360, 600)),
    ("早晨", (360, 600)),
    ("早上", (360, 720)),
    ("上午", (360, 720)),
    ("早间", (360, 720)),
    ("mornings", (360, 720)),
    ("morning", (360, 720)),
    ("a.m.", (360, 720)),
    ("am", (360, 720)),
    ("中午", (660, 840)),
    ("午间", (660, 840)),
    ("lunchtime", (660, 840)),
    ("lunch", (660, 840)),
    ("noon", (660, 840)),
    ("下午", (720, 1080)),
    ("午后", (720, 1080)),
    ("afternoons", (720, 1080)),
    ("afternoon", (720, 1080)),
    ("p.m.", (720, 1080)),
    ("pm", (720, 1080)),
    ("傍晚", (1020, 1200)),
    ("晚上", (1020, 1380)),
    ("晚间", (1020, 1380)),
    ("夜里", (1080, 1440)),
    ("夜间", (1080, 1440)),
    ("evenings", (1020, 1380)),
    ("evening", (1020, 1380)),
    ("nights", (1080, 1440)),
    ("night", (1080, 1440)),
    ("晚", (1020, 1380)),
];

/// What is being said: days, times, or both, joined until something new begins.
#[derive(Default)]
struct Group {
    days: Option<u8>,
    times: Vec<(u16, u16)>,
}

impl Group {
    fn close(&mut self, slots: &mut Vec<Slot>) {
        let days = self.days.take().unwrap_or(ALL);
        slots.extend(
            self.times
                .drain(..)
                .map(|(from, until)| Slot { days, from, until }),
        );
    }

    /// Days without a time are meant whole.
    fn end(&mut self, slots: &mut Vec<Slot>) {
        if self.days.is_some() && self.times.is_empty() {
            self.times.push((0, DAY));
        }
        self.close(slots);
    }
}

/// How a part is joined to the one before.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Join {
    /// Nothing between, or `on`, `in the`, 的.
    Plain,
    /// A comma, `and`.
    And,
    /// `or`, a semicolon: something else begins.
    Or,
}

pub(super) fn read(text: &str) -> Option<Hours> {
    let text = tidy(text);
    let mut scan = Scan::new(&text);
    let (mut slots, mut group) = (Vec::new(), Group::default());
    let mut join = joined(&mut scan);
    while !scan.done() {
        if join == Join::Or {
            group.end(&mut slots);
        }
        if let Some(days) = days(&mut scan) {
            // Days after times are about those times, unless a comma says that more comes.
            let more = !group.times.is_empty() && (join == Join::And || group.days.is_some());
            if more {
                group.end(&mut slots);
            }
            group.days = Some(group.days.unwrap_or(0) | days);
        } else {
            let time = time(&mut scan)?;
            group.times.push(time);
        }
        join = joined(&mut scan);
    }
    group.end(&mut slots);
    (!slots.is_empty()).then_some(Hours { slots })
}

/// Takes what stands between two parts.
fn joined(scan: &mut Scan<'_>) -> Join {
    let mut join = Join::Plain;
    loop {
        let blank = scan.blank();
        if scan.any(&["或者", "或", ";"]) || scan.one_of(&[("or", ())]).is_some() {
            join = Join::Or;
        } else if scan.any(&[",", "、", "和", "及", "&", "+", "/"])
            || scan.one_of(&[("and", ())]).is_some()
        {
            join = if join == Join::Or {
                Join::Or
            } else {
                Join::And
            };
        } else if !(scan.any(&["的"])
            || scan
                .one_of(&[
                    ("on", ()),
                    ("in the", ()),
                    ("in", ()),
                    ("at", ()),
                    ("between", ()),
                ])
                .is_some()
            || blank)
        {
            return join;
        }
    }
}

/// `工作日`, `周末`, `周一`, `周一到周五`, `周一三五`, `mon-fri`.
fn days(scan: &mut Scan<'_>) -> Option<u8> {
    if let Some(days) = scan.one_of(&DAYS) {
        return Some(days);
    }
    let mut ahead = *scan;
    let first = weekday(&mut ahead)?;
    *scan = ahead;
    let mut to = ahead;
    to.blank();
    if to.any(&["-", "~", "到", "至"]) || to.one_of(&[("to", ())]).is_some() {
        to.blank();
        let last = weekday(&mut to).or_else(|| numeral(&mut to));
        if let Some(last) = last {
            *scan = to;
            let length = (last + 7 - first) % 7;
            return Some((0..=length).fold(0, |days, ahead| days | 1 << ((first + ahead) % 7)));
        }
    }
    // 周一三五: more numerals behind one 周.
    let mut days = 1 << first;
    while let Some(more) = numeral(scan) {
        days |= 1 << more;
    }
    Some(days)
}

fn weekday(scan: &mut Scan<'_>) -> Option<u8> {
    let mut ahead = *scan;
    let chinese = ahead.any(&["周", "週", "星期", "礼拜", "禮拜"]);
    let named = if chinese {
        ahead.eat("天").then_some(6).or_else(|| numeral(&mut ahead))
    } else {
        ahead.letter().then(|| ahead.one_of(&WEEKDAYS)).flatten()
    };
    *scan = named.map_or(*scan, |_| ahead);
    named
}

fn numeral(scan: &mut Scan<'_>) -> Option<u8> {
    let mut ahead = *scan;
    let found = (!ahead.letter())
        .then(|| ahead.one_of(&WEEKDAYS))
        .flatten()?;
    *scan = ahead;
    Some(found)
}

/// `晚上`, `9:00-11:30`, `下午2点到4点`, `after 6pm`, `18点以后`.
fn time(scan: &mut Scan<'_>) -> Option<(u16, u16)> {
    let mut ahead = *scan;
    let bound = ahead.one_of(&[
        ("after", true),
        ("from", true),
        ("before", false),
        ("until", false),
    ]);
    ahead.blank();
    if let Some(span) = clocks(&mut ahead, bound) {
        *scan = ahead;
        return Some(span);
    }
    bound.is_none().then(|| scan.one_of(&PARTS)).flatten()
}

/// One or two times of the clock. `bound`: said before them that one of them is a beginning (or an
/// end).
fn clocks(scan: &mut Scan<'_>, bound: Option<bool>) -> Option<(u16, u16)> {
    let first = Clock::read(scan)?;
    scan.blank();
    let mut to = *scan;
    if to.any(&["-", "~", "到", "至"]) || to.one_of(&[("to", ()), ("and", ())]).is_some() {
        to.blank();
        if let Some(second) = Clock::read(&mut to) {
            *scan = to;
            // `after 9-11` says two things.
            return (bound != Some(false))
                .then(|| between(first, second))
                .flatten();
        }
    }
    let later = ["以后", "之后", "以後", "之後", "后", "後", "起"];
    let sooner = ["以前", "之前", "前"];
    let from = match bound {
        Some(from) => from,
        None if scan.any(&later) => true,
        None => scan.any(&sooner).then_some(false)?,
    };
    let at = first.alone()?;
    Some(if from { (at, DAY) } else { (0, at) })
}

/// From one to the other; a half of the day said with one of them is meant for both.
fn between(first: Clock, second: Clock) -> Option<(u16, u16)> {
    let (mut from, mut until) = (first, second);
    match (from.half, until.half) {
        (Some(half), None) if !until.plain => until.half = Some(half),
        (None, Some(half)) if !from.plain => {
            from.half = Some(half);
            if from.alone()? >= until.alone()? {
                from.half = Some(Half::Before);
            }
        }
        _ => {}
    }
    let (from, mut until) = (from.alone()?, until.alone()?);
    if until <= from && until + 720 > from && second.half.is_none() && !second.plain {
        // 上午10点到2点: the afternoon's.
        until += 720;
    }
    (from != until).then_some((from, until))
}

/// Half of the day.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    Before,
    After,
}

/// A time as written.
#[derive(Clone, Copy)]
struct Clock {
    hour: u16,
    minute: u16,
    half: Option<Half>,
    /// Written as a clock shows it (`09:00`, `18点`): no half of the day is missing.
    plain: bool,
}

impl Clock {
    fn read(scan: &mut Scan<'_>) -> Option<Clock> {
        const HALVES: [(&str, Half); 9] = [
            ("凌晨", Half::Before),
            ("早上", Half::Before),
            ("上午", Half::Before),
            ("早", Half::Before),
            ("中午", Half::After),
            ("下午", Half::After),
            ("傍晚", Half::After),
            ("晚上", Half::After),
            ("晚", Half::After),
        ];
        const BEHIND: [(&str, Half); 4] = [
            ("a.m.", Half::Before),
            ("p.m.", Half::After),
            ("am", Half::Before),
            ("pm", Half::After),
        ];
        let mut ahead = *scan;
        let before = ahead.one_of(&HALVES);
        ahead.blank();
        let hour = ahead.number().filter(|hour| *hour <= 24)?;
        let mut plain = hour > 12 || hour == 0;
        let mut minute = 0;
        if ahead.eat(":") {
            minute = ahead.digits().filter(|(_, width)| *width == 2)?.0;
            plain = true;
        } else if ahead.any(&["点钟", "點鐘", "点", "點", "时", "時"]) && ahead.eat("半") {
            minute = 30;
        }
        let mut behind = ahead;
        behind.blank();
        let half = before.or_else(|| {
            let half = behind.one_of(&BEHIND)?;
            ahead = behind;
            Some(half)
        });
        let possible = minute < 60 && (hour < 24 || minute == 0);
        *scan = if possible { ahead } else { *scan };
        possible.then_some(Clock {
            hour: u16::try_from(hour).ok()?,
            minute: u16::try_from(minute).ok()?,
            half,
            plain: plain && half.is_none(),
        })
    }

    /// The minute of the day; none where it may be morning or evening.
    fn alone(self) -> Option<u16> {
        let Clock { hour, minute, .. } = self;
        let hour = match self.half {
            Some(Half::Before) => (hour <= 12).then_some(hour)?,
            Some(Half::After) if hour < 12 => hour + 12,
            Some(Half::After) => hour,
            None if self.plain => hour,
            // Nobody wants to be called at three in the night.
            None if (1..=6).contains(&hour) => hour + 12,
            None if (9..=12).contains(&hour) => hour,
            None => return None,
        };
        Some(hour * 60 + minute)
    }
}
