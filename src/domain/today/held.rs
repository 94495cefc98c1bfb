//! Why a customer is on a list by time: which of their days it holds, as data.
//! Must not know how the list was found.

use super::facts::{Facts, FactsDate};
use super::lists::{Topic, Within};
use super::rule::Detail;
use crate::domain::birthday::Feb29Rule;
use crate::domain::time::{Day, Now};

/// One day for which somebody is on a list by time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The day.
    pub on: Day,
    /// What there is to say of it beyond what the list is about.
    pub detail: Option<Detail>,
}

/// The days of a customer that a list holds, the soonest first.
#[must_use]
pub fn held(
    (topic, within): (Topic, Within),
    facts: &Facts,
    feb29: Feb29Rule,
    now: Now,
) -> Vec<Held> {
    let bounds = within.bounds(topic, now.today());
    let plain = |moment: Option<_>| {
        let on = moment.map(|moment| now.day_of(moment));
        let held = on.map(|on| Held { on, detail: None });
        held.into_iter().collect()
    };
    let mut found: Vec<Held> = match topic {
        Topic::Birthdays | Topic::Anniversaries => {
            let birthdays = topic == Topic::Birthdays;
            let dates = facts.dates.iter();
            let dates = dates.filter(|date| (date.kind == FactsDate::BIRTHDAY) == birthdays);
            let kept = dates.filter_map(|date| yearly(date, bounds, feb29));
            kept.collect()
        }
        Topic::Ending => {
            let supplies = facts.supplies.iter();
            let within = |on: Day| bounds.is_some_and(|(first, last)| first <= on && on <= last);
            let ending = supplies.filter(|supply| within(supply.runs_out_on));
            let held = ending.map(|supply| Held {
                on: supply.runs_out_on,
                detail: Some(supply.detail()),
            });
            held.collect()
        }
        Topic::New => plain(Some(facts.created_at)),
        Topic::Bought => plain(facts.last_purchase_at),
        Topic::Served => plain(facts.last_contact_at),
        Topic::Silent => plain(Some(facts.last_contact_at.unwrap_or(facts.created_at))),
        Topic::Transferred => plain(facts.assigned.map(|assigned| assigned.at)),
        Topic::Tasks => Vec::new(),
    };
    found.sort_by_key(|held| held.on);
    found
}

/// A day of every year, the first time that it is kept within the bounds.
fn yearly(date: &FactsDate, bounds: Option<(Day, Day)>, feb29: Feb29Rule) -> Option<Held> {
    let (first, last) = bounds?;
    let on = date.date.next_on(first, feb29).filter(|on| *on <= last)?;
    Some(Held {
        on,
        detail: Some(date.detail(on, feb29)),
    })
}
