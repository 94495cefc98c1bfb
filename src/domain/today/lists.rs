//! Lists of customers by time (birthdays this week, what ends this month, who is not tracked):
//! which there are, how commands call them, which days they hold. Must not know how customers
//! are found, or words.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days};

use crate::domain::time::{Day, month_end};
use crate::domain::when::{Span, Unit, span};

/// Which list of Today is asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum ListOf {
    /// The one ranked list of everything that is due.
    #[default]
    Ranked,
    /// One by time.
    Timed(Topic, Within),
}

/// What a list by time is about (cap. 56 to 64).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Topic {
    /// Birthdays, family members' too.
    Birthdays,
    /// Other days that come every year.
    Anniversaries,
    /// Products that run out.
    Ending,
    /// New customers.
    New,
    /// Whoever bought last.
    Bought,
    /// Whoever was spoken with last.
    Served,
    /// Assigned or handed over to their owner.
    Transferred,
    /// Not contacted since.
    Silent,
    /// With open tasks.
    Tasks,
}

/// How far a list reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Within {
    /// This week, Monday to Sunday.
    Week,
    /// This calendar month.
    Month,
    /// So far ahead of today or back from it, both days included.
    Span(Span),
    /// Any day: of tasks alone.
    Ever,
}

/// The lists that the desk offers, in order; each with the reach that it has unless another is
/// asked for.
pub const OFFERED: [ListOf; 15] = [
    ListOf::Ranked,
    ListOf::Timed(Topic::Birthdays, Within::Week),
    ListOf::Timed(Topic::Birthdays, Within::Month),
    ListOf::Timed(Topic::Birthdays, days(30)),
    ListOf::Timed(Topic::Anniversaries, Within::Week),
    ListOf::Timed(Topic::Anniversaries, Within::Month),
    ListOf::Timed(Topic::Anniversaries, days(30)),
    ListOf::Timed(Topic::Ending, Within::Week),
    ListOf::Timed(Topic::Ending, Within::Month),
    ListOf::Timed(Topic::New, Within::Week),
    ListOf::Timed(Topic::Bought, Within::Week),
    ListOf::Timed(Topic::Served, Within::Week),
    ListOf::Timed(Topic::Transferred, Within::Week),
    ListOf::Timed(Topic::Silent, months(3)),
    ListOf::Timed(Topic::Tasks, Within::Ever),
];

/// How many customers a list holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// At most as many as are ever counted.
    pub count: usize,
    /// Whether there are more.
    pub more: bool,
}

/// Days of the longest span: nobody's customers are older, and no day gets out of the calendar.
const FURTHEST: u32 = 36_525;

fn longest(span: Span) -> u32 {
    let unit = match span.unit {
        Unit::Day => 1,
        Unit::Week => 7,
        Unit::Month => 30,
        Unit::Year => 365,
    };
    span.count.saturating_mul(unit)
}

const fn days(count: u32) -> Within {
    let unit = Unit::Day;
    Within::Span(Span { count, unit })
}

const fn months(count: u32) -> Within {
    let unit = Unit::Month;
    Within::Span(Span { count, unit })
}

impl Topic {
    /// Every one.
    pub const ALL: [Topic; 9] = [
        Topic::Birthdays,
        Topic::Anniversaries,
        Topic::Ending,
        Topic::New,
        Topic::Bought,
        Topic::Served,
        Topic::Transferred,
        Topic::Silent,
        Topic::Tasks,
    ];

    /// The word in commands.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Topic::Birthdays => "birthdays",
            Topic::Anniversaries => "anniversaries",
            Topic::Ending => "ending",
            Topic::New => "new",
            Topic::Bought => "bought",
            Topic::Served => "served",
            Topic::Transferred => "transferred",
            Topic::Silent => "silent",
            Topic::Tasks => "tasks",
        }
    }

    /// How far it reaches where nobody says.
    #[must_use]
    pub fn usual(self) -> Within {
        match self {
            Topic::Silent => months(3),
            Topic::Tasks => Within::Ever,
            _ => Within::Week,
        }
    }

    /// Whether its spans reach ahead, not back.
    #[must_use]
    pub fn is_ahead(self) -> bool {
        use Topic::{Anniversaries, Birthdays, Ending, Tasks};
        matches!(self, Birthdays | Anniversaries | Ending | Tasks)
    }
}

impl Within {
    /// The next longer or shorter span that people ask for; of a week or a month none.
    #[must_use]
    pub fn other(self, longer: bool) -> Option<Within> {
        let Within::Span(Span { count, unit }) = self else {
            return None;
        };
        let steps = match unit {
            Unit::Day => &[3, 7, 10, 14, 30, 60, 90, 180, 365][..],
            Unit::Week | Unit::Month | Unit::Year => &[1, 2, 3, 6, 9, 12, 18, 24, 36][..],
        };
        let mut steps = steps.iter().copied();
        let count = match longer {
            true => steps.find(|step| *step > count),
            false => steps.rfind(|step| *step < count),
        };
        count.map(|count| Within::Span(Span { count, unit }))
    }

    /// So many days; as far as lists reach.
    #[must_use]
    pub fn days(count: u32) -> Within {
        days(count.min(FURTHEST))
    }

    /// The first and the last day that a list of this topic holds: of `Silent` the days on which
    /// a contact would keep somebody off it. None: any day.
    #[must_use]
    pub fn bounds(self, topic: Topic, today: Day) -> Option<(Day, Day)> {
        let monday = Days::new(u64::from(today.weekday().num_days_from_monday()));
        match self {
            Within::Ever => None,
            Within::Week => {
                let first = today.checked_sub_days(monday).unwrap_or(today);
                let last = first.checked_add_days(Days::new(6)).unwrap_or(today);
                Some((first, last))
            }
            Within::Month => Some((today.with_day(1).unwrap_or(today), month_end(today))),
            Within::Span(span) if topic.is_ahead() => {
                Some((today, span.after(today).unwrap_or(today)))
            }
            Within::Span(span) => Some((span.before(today).unwrap_or(today), today)),
        }
    }
}

impl ListOf {
    /// A list by the words of a command; none where a topic does not reach so.
    #[must_use]
    pub fn timed(topic: Topic, within: Within) -> Option<ListOf> {
        let odd = match (topic, within) {
            (Topic::Tasks, _) => false,
            (_, Within::Ever) => true,
            // Nobody is silent for this week: a span says for how long.
            (Topic::Silent, within) => !matches!(within, Within::Span(_)),
            _ => false,
        };
        let too_long = matches!(within, Within::Span(span) if longest(span) > FURTHEST);
        (!odd && !too_long).then_some(ListOf::Timed(topic, within))
    }
}

impl fmt::Display for ListOf {
    /// `ranked`, `birthdays-week`, `ending-month`, `birthdays-30d`, `silent-3m`, `tasks`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ListOf::Timed(topic, within) = self else {
            return out.write_str("ranked");
        };
        out.write_str(topic.code())?;
        match within {
            Within::Ever => Ok(()),
            Within::Week => out.write_str("-week"),
            Within::Month => out.write_str("-month"),
            Within::Span(Span { count, unit }) => {
                let unit = match unit {
                    Unit::Day => 'd',
                    Unit::Week => 'w',
                    Unit::Month => 'm',
                    Unit::Year => 'y',
                };
                write!(out, "-{count}{unit}")
            }
        }
    }
}

/// No such list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoSuchList;

impl FromStr for ListOf {
    type Err = NoSuchList;

    /// Reads what `Display` writes; a topic alone reaches as far as is usual.
    fn from_str(text: &str) -> Result<Self, NoSuchList> {
        if text == "ranked" {
            return Ok(ListOf::Ranked);
        }
        let (topic, within) = match text.split_once('-') {
            Some((topic, within)) => (topic, Some(within)),
            None => (text, None),
        };
        let known = Topic::ALL.into_iter().find(|known| known.code() == topic);
        let topic = known.ok_or(NoSuchList)?;
        let within = match within {
            None => topic.usual(),
            Some("week") => Within::Week,
            Some("month") => Within::Month,
            Some(other) => span(other).map(Within::Span).ok_or(NoSuchList)?,
        };
        ListOf::timed(topic, within).ok_or(NoSuchList)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    fn bounds(list: &str, today: &str) -> String {
        let ListOf::Timed(topic, within) = list.parse().unwrap() else {
            return "ranked".to_owned();
        };
        match within.bounds(topic, today.parse().unwrap()) {
            Some((first, last)) => format!("{first} {last}"),
            None => "any".to_owned(),
        }
    }

    #[test]
    fn weeks_begin_on_monday_and_months_end_where_they_end() {
        for (list, today, held) in [
            ("birthdays-week", "2026-11-23", "2026-11-23 2026-11-29"),
            ("birthdays-week", "2026-11-29", "2026-11-23 2026-11-29"),
            ("birthdays-week", "2027-01-01", "2026-12-28 2027-01-03"),
            ("ending-month", "2028-02-29", "2028-02-01 2028-02-29"),
            ("new-month", "2026-12-31", "2026-12-01 2026-12-31"),
            ("birthdays-10d", "2026-12-28", "2026-12-28 2027-01-07"),
            ("bought-7d", "2027-01-03", "2026-12-27 2027-01-03"),
            ("silent", "2026-11-23", "2026-08-23 2026-11-23"),
            ("silent-3m", "2026-05-31", "2026-02-28 2026-05-31"),
            ("tasks", "2026-11-23", "any"),
            ("tasks-week", "2026-11-23", "2026-11-23 2026-11-29"),
            ("ranked", "2026-11-23", "ranked"),
        ] {
            assert_eq!(bounds(list, today), held, "{list} on {today}");
        }
    }

    #[test]
    fn what_is_offered_is_written_and_read_back() {
        let codes: Vec<String> = OFFERED.iter().map(ListOf::to_string).collect();
        let read: Vec<ListOf> = codes.iter().map(|code| code.parse().unwrap()).collect();
        assert_eq!(read, OFFERED);
        assert!(codes.contains(&"birthdays-30d".to_owned()));
        assert!(codes.contains(&"silent-3m".to_owned()));
        for wrong in [
            "",
            "x",
            "birthdays-",
            "birthdays-30x",
            "new-101y",
            "ranked-week",
            "silent-week",
        ] {
            assert_eq!(wrong.parse::<ListOf>(), Err(NoSuchList), "{wrong}");
        }
    }

    #[test]
    fn spans_get_longer_and_shorter_by_steps_and_weeks_stay_weeks() {
        let step = |list: &str, longer| {
            let ListOf::Timed(topic, within) = list.parse().unwrap() else {
                return None;
            };
            let other = within.other(longer)?;
            ListOf::timed(topic, other).map(|list| list.to_string())
        };
        assert_eq!(
            step("birthdays-30d", true).as_deref(),
            Some("birthdays-60d")
        );
        assert_eq!(
            step("birthdays-30d", false).as_deref(),
            Some("birthdays-14d")
        );
        assert_eq!(step("silent-3m", true).as_deref(), Some("silent-6m"));
        assert_eq!(step("silent-1m", false), None);
        assert_eq!(step("new-week", true), None);
    }

    proptest! {
        #[test]
        fn whatever_is_typed_reads_back_or_is_no_list(text in "\\PC{0,12}|[a-z]{3,9}-[0-9]{1,5}[dwmy]") {
            if let Ok(list) = text.parse::<ListOf>() {
                prop_assert_eq!(list.to_string().parse(), Ok(list));
            }
        }

        #[test]
        fn a_list_holds_today_or_ends_with_it(
            place in 1usize..OFFERED.len(), count in 1u32..10_000, days in 0i32..60_000,
        ) {
            let today = Day::from_epoch_days(days).unwrap();
            let Some(ListOf::Timed(topic, within)) = OFFERED.get(place).copied() else { return Ok(()) };
            for within in [within, Within::days(count)] {
                if let Some((first, last)) = within.bounds(topic, today) {
                    prop_assert!(first <= today && today <= last);
                }
            }
        }
    }
}
