//! Why a customer is on a list by time: which of their days it holds, as data.
//! Must not know how the list was found.

use super::facts::{Facts, FactsDate};
use super::list::TodayRow;
use super::lists::{Topic, Within};
use super::rule::{Detail, Due, Kind};
use crate::domain::birthday::Feb29Rule;
use crate::domain::time::{Day, Now};

/// One day for which somebody is on a list by time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The day.
    pub on: Day,
    /// What there is to say of it, as of a reason of this kind; none: the day says it.
    pub why: Option<(Kind, Detail)>,
    /// Of a task: its title.
    pub task: Option<String>,
}

impl Held {
    /// A day that says all there is.
    #[must_use]
    pub fn plain(on: Day) -> Held {
        Held {
            on,
            why: None,
            task: None,
        }
    }

    /// Whether a reason is of the same thing on the same day.
    fn is(&self, due: &Due) -> bool {
        let same = |(kind, detail): &(Kind, Detail)| *kind == due.kind && *detail == due.detail;
        self.on == due.due_on && self.why.as_ref().is_some_and(same)
    }
}

/// Why somebody is in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why<'r> {
    /// The list holds them for it; it is no reason to ring today.
    Held(&'r Held),
    /// A reason to ring today.
    Due(&'r Due),
}

impl TodayRow {
    /// Everything that there is to say of why they are here, each thing once: what the list by
    /// time holds of them first, then the other reasons, the weightiest first.
    pub fn why(&self) -> Vec<Why<'_>> {
        let reason = |held: &Held| self.reasons.iter().find(|due| held.is(due));
        let first = self.held.iter();
        let first = first.map(|held| reason(held).map_or(Why::Held(held), Why::Due));
        let others = self.reasons.iter();
        let others = others.filter(|due| !self.held.iter().any(|held| held.is(due)));
        first.chain(others.map(Why::Due)).collect()
    }
}

/// The days of a customer that a list of coming days holds, the soonest first: birthdays,
/// anniversaries, what runs out. Of other lists nothing follows from facts.
#[must_use]
pub fn held(
    (topic, within): (Topic, Within),
    facts: &Facts,
    feb29: Feb29Rule,
    now: Now,
) -> Vec<Held> {
    let Some((first, last)) = within.bounds(topic, now.today()) else {
        return Vec::new();
    };
    let holds = |on: &Day| (first..=last).contains(on);
    let because = |on, kind, detail| Held {
        on,
        why: Some((kind, detail)),
        task: None,
    };
    let yearly = |kind: Kind| {
        let dates = facts.dates.iter();
        let dates = dates
            .filter(move |date| (date.kind == FactsDate::BIRTHDAY) == (kind == Kind::Birthday));
        dates.filter_map(move |date| {
            let on = date.date.next_on(first, feb29).filter(holds)?;
            Some(because(on, kind, date.detail(on, feb29)))
        })
    };
    let mut found: Vec<Held> = match topic {
        Topic::Birthdays => yearly(Kind::Birthday).collect(),
        Topic::Anniversaries => yearly(Kind::Anniversary).collect(),
        Topic::Ending => {
            let ending = facts.supplies.iter();
            let ending = ending.filter(|supply| holds(&supply.runs_out_on));
            let ending =
                ending.map(|supply| because(supply.runs_out_on, Kind::RunOut, supply.detail()));
            ending.collect()
        }
        _ => Vec::new(),
    };
    found.sort_by_key(|held| held.on);
    found
}
