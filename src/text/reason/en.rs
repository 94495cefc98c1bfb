//! Reasons in English. Must not know screens.

use chrono::Datelike;

use super::{Lies, Telling, last_two, lies};
use crate::domain::time::{Day, Now};
use crate::domain::today::{Detail, Due, Guard, Kind, Watched};
use crate::text::{Lang, say};

const WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

pub(super) fn usual(kind: Kind) -> &'static str {
    match kind {
        Kind::MissedCall => "missed call",
        Kind::NotLogged => "answered, not logged",
        Kind::NextContact => "call back",
        Kind::RunOut => "runs out",
        Kind::Birthday => "birthday",
        Kind::Anniversary => "anniversary",
        Kind::Silent => "silent",
        Kind::BalanceDue => "owes",
        Kind::HeldLong => "goods held",
        Kind::Bought => "after-sales call",
        Kind::New => "new customer",
        Kind::Transferred => "new to you",
        Kind::Watch => "watch",
        Kind::Greeting => "greeting",
    }
}

/// `today`, `tomorrow`, `in 2d`, `3d ago`.
fn near(now: &Now, day: Day) -> String {
    match lies(now, day) {
        Lies::Ahead(0) => "today".to_owned(),
        Lies::Ahead(1) => "tomorrow".to_owned(),
        Lies::Ahead(days) => format!("in {days}d"),
        Lies::Back(days) => format!("{days}d ago"),
    }
}

/// `today`, `Thursday (12-31)`, `on 02-14`, `on 11-20, 3 days ago`.
fn on(now: &Now, day: Day) -> String {
    let written = say::day(now, day);
    match lies(now, day) {
        Lies::Ahead(0) => "today".to_owned(),
        Lies::Ahead(1) => format!("tomorrow ({written})"),
        Lies::Ahead(2..=6) => {
            let weekday = usize::try_from(day.weekday().num_days_from_monday()).unwrap_or(0);
            let weekday = WEEKDAYS.get(weekday).copied().unwrap_or_default();
            format!("{weekday} ({written})")
        }
        Lies::Ahead(_) => format!("on {written}"),
        Lies::Back(1) => format!("yesterday ({written})"),
        Lies::Back(days) => format!("on {written}, {days} days ago"),
    }
}

fn whose(name: Option<&String>, what: &str) -> String {
    match name {
        Some(name) => format!("{name}'s {what}"),
        None => what.to_owned(),
    }
}

pub(super) fn short(with: &Telling<'_>, due: &Due) -> String {
    let (now, label) = (with.now, with.label(Lang::En, due.kind));
    match &due.detail {
        Detail::Birthday { whose: name, .. } => {
            format!("{} {}", whose(name.as_ref(), &label), near(now, due.due_on))
        }
        Detail::Anniversary {
            name, whose: of, ..
        } => format!("{} {}", whose(of.as_ref(), name), near(now, due.due_on)),
        Detail::RunOut { product, .. } => format!("{product} {}", with.day(due.due_on)),
        Detail::Silent { since: None, .. } => "never reached".to_owned(),
        Detail::Silent {
            since: Some(day), ..
        } => format!("silent {}d", -now.days_until(*day)),
        Detail::NextContact { .. } => match due.at {
            Some(at) => format!("{} {label}", say::moment(now, at)),
            None if now.days_until(due.due_on) < 0 => format!("{label} {}", near(now, due.due_on)),
            None => label,
        },
        Detail::Call { at, .. } => format!("{label} {}", say::moment(now, *at)),
        Detail::BalanceDue { amount, .. } => format!("owes {}", with.money(*amount)),
        Detail::HeldLong { pieces, .. } => format!("holds {pieces}"),
        Detail::Greeting { .. } => format!("{label} {}", near(now, due.due_on)),
        Detail::Bought { .. } | Detail::New | Detail::Transferred { .. } | Detail::Watch(_) => {
            label
        }
    }
}

pub(super) fn spoken(with: &Telling<'_>, due: &Due) -> String {
    let (now, label) = (with.now, with.label(Lang::En, due.kind));
    let day = on(now, due.due_on);
    match &due.detail {
        Detail::Birthday {
            whose: name,
            turns,
            lunar,
        } => {
            let turns = turns.map(|years| format!(", turns {years}"));
            yearly(&whose(name.as_ref(), &label), &day, *lunar, turns)
        }
        Detail::Anniversary {
            name,
            whose: of,
            years,
            lunar,
        } => {
            let years = years.map(|years| format!(", {years} years"));
            yearly(&whose(of.as_ref(), name), &day, *lunar, years)
        }
        Detail::RunOut { .. } => run_out(with, due),
        Detail::Silent { since, every_days } => {
            let since = match since {
                None => "never reached yet".to_owned(),
                Some(since) => {
                    let days = -now.days_until(*since);
                    format!("not contacted for {days} days, since {}", with.day(*since))
                }
            };
            format!("{since}; {every_days} days are usual for the grade")
        }
        Detail::NextContact { by } => {
            let when = due
                .at
                .map_or(day, |at| format!("at {}", say::moment(now, at)));
            match with.person(*by) {
                Some(by) => format!("{label} {when}, as {by} promised"),
                None => format!("{label} {when}, as promised"),
            }
        }
        _ => other(with, due, &label, &day),
    }
}

/// The reasons that have no numbers of their own.
fn other(with: &Telling<'_>, due: &Due, label: &str, day: &str) -> String {
    let now = with.now;
    match &due.detail {
        Detail::Call { at, .. } => format!("{label} at {}", say::moment(now, *at)),
        Detail::BalanceDue { amount, since } => {
            let (money, since) = (with.money(*amount), with.day(*since));
            format!("owes {money} of the purchase of {since}")
        }
        Detail::HeldLong { pieces, since } => {
            let days = -now.days_until(*since);
            let day = with.day(*since);
            format!("{label}: {pieces} not collected for {days} days, since {day}")
        }
        Detail::Bought { on, .. } => {
            let days = -now.days_until(*on);
            format!("{label}: bought {days} days ago ({})", with.day(*on))
        }
        Detail::New => format!(
            "{label}: here since {}, nobody has called yet",
            with.day(due.due_on)
        ),
        Detail::Transferred { from } => {
            let from = with.person(*from).map(|name| format!(" from {name}"));
            format!(
                "{label}: came{} on {}",
                from.unwrap_or_default(),
                with.day(due.due_on)
            )
        }
        Detail::Watch(Watched::Falling { last }) => match last {
            Some(last) => format!(
                "{label}: no purchase since {}, twice the usual interval",
                with.day(*last)
            ),
            None => format!("{label}: purchases fall off"),
        },
        Detail::Watch(Watched::Complaint) => {
            format!("{label} on {}", with.day(due.due_on))
        }
        Detail::Greeting { .. } => format!("{label} {day}"),
        _ => label.to_owned(),
    }
}

fn yearly(what: &str, day: &str, lunar: bool, years: Option<String>) -> String {
    let lunar = if lunar { ", by the lunar calendar" } else { "" };
    format!("{what} {day}{}{lunar}", years.unwrap_or_default())
}

/// `propolis ends Thursday (12-31): 3 of 30 days, last two intervals 84 and 91 days`.
fn run_out(with: &Telling<'_>, due: &Due) -> String {
    let Detail::RunOut {
        product,
        quantity,
        cycle_days,
        users,
        intervals,
        earliest,
        latest,
    } = &due.detail
    else {
        return String::new();
    };
    let ends = match lies(with.now, due.due_on) {
        Lies::Ahead(_) => "ends",
        Lies::Back(_) => "ended",
    };
    let mut said = format!(
        "{product} {ends} {}: {quantity} × {cycle_days} days",
        on(with.now, due.due_on)
    );
    if *users > 1 {
        said.push_str(&format!(" for {users} users"));
    }
    if let Some((before, last)) = last_two(intervals) {
        said.push_str(&format!(", last two intervals {before} and {last} days"));
    }
    if earliest < latest {
        let (from, to) = (with.day(*earliest), with.day(*latest));
        said.push_str(&format!(", between {from} and {to}"));
    }
    said
}

pub(super) fn guard(guard: Guard) -> String {
    match guard {
        Guard::OverLimit { contacts, most } => {
            format!("contacted {contacts} times in 30 days, limit {most}")
        }
        Guard::DoNotCall => "does not want calls".to_owned(),
        Guard::OutsidePreferred => "not at the hours that they prefer".to_owned(),
        Guard::OutsideLawful => "outside of calling hours".to_owned(),
    }
}

pub(super) fn guard_short(guard: Guard) -> String {
    match guard {
        Guard::OverLimit { contacts, most } => format!("limit {contacts}/{most}"),
        Guard::DoNotCall => "do not call".to_owned(),
        Guard::OutsidePreferred => "not their hours".to_owned(),
        Guard::OutsideLawful => "after hours".to_owned(),
    }
}
