//! Values in words: dates, distances, money, numbers, what happened. Pure functions over
//! domain types and the words of a language. It must not know screens.

use std::borrow::Cow;

use chrono::{Datelike, Timelike};

use super::{Lang, Text, sales, task};
use crate::domain::birthday::{Birthday, Calendar, Feb29Rule};
use crate::domain::customer::tag::{self, TAG};
use crate::domain::customer::{CustomField, CustomKind, Field, Happening, Verified};
use crate::domain::interaction::Choice;
use crate::domain::journal::STAFF;
use crate::domain::money::{Currency, Money};
use crate::domain::ringing::CallState;
use crate::domain::sale::InAll;
use crate::domain::task::State;
use crate::domain::time::{Ago, Day, Instant, Now};
use crate::domain::when::Next;

/// `3d`, `3天`.
pub fn ago(text: &Text, ago: Ago) -> String {
    let words = &text.customer;
    match ago {
        Ago::Now => words.now.to_owned(),
        Ago::Minutes(n) => (words.minutes)(n),
        Ago::Hours(n) => (words.hours)(n),
        Ago::Days(n) => (words.days)(n),
        Ago::Years(n) => (words.years)(n),
    }
}

/// `11-25`, with the year where it is not this one.
pub fn day(now: &Now, day: Day) -> String {
    if day.year() == now.today().year() {
        format!("{:02}-{:02}", day.month(), day.day())
    } else {
        day.to_string()
    }
}

/// The day of a moment, as [`day`].
pub fn instant(now: &Now, at: Instant) -> String {
    day(now, now.day_of(at))
}

/// `11-20 09:14`; today only the time, of other years only the day.
pub fn moment(now: &Now, at: Instant) -> String {
    let local = now.local(at);
    let time = format!("{:02}:{:02}", local.hour(), local.minute());
    if local.date() == now.today() {
        time
    } else if local.year() != now.today().year() {
        day(now, local.date())
    } else {
        format!("{} {time}", day(now, local.date()))
    }
}

/// `2026-11-20 09:14`, whatever day it is.
pub fn whole(now: &Now, at: Instant) -> String {
    now.local(at).format("%Y-%m-%d %H:%M").to_string()
}

/// What the stored values of a history are read with.
pub struct Stored<'k> {
    /// In which language.
    pub lang: Lang,
    /// Where the business is.
    pub now: &'k Now,
    /// Its coded lists.
    pub choices: &'k [Choice],
    /// The name of a person by their row, if it is known.
    pub person: &'k dyn Fn(i64) -> Option<String>,
}

impl Stored<'_> {
    /// A value of a history: moments, which are stored in milliseconds, in local time; people by
    /// name; codes by label; everything else as it is stored.
    pub fn said<'v>(&self, column: &str, value: &'v str) -> Cow<'v, str> {
        let words = &self.lang.text().customer;
        match (column, value) {
            ("validity", "valid") => return words.valid.into(),
            ("validity", "invalid") => return words.invalid.into(),
            ("validity_how", "call") => return words.by_call.into(),
            ("validity_how", "said") => return words.by_hand.into(),
            ("direction", "in") => return words.inbound.into(),
            ("do_not_call" | "leap", "1") => return words.yes.into(),
            ("do_not_call" | "leap", "0") => return words.no.into(),
            _ => {}
        }
        let list = match column {
            "disposition" => Some("disposition"),
            "relation" => Some("relation"),
            _ => Field::from_code(column).and_then(Field::coded),
        };
        if let Some(list) = list {
            return choice(self.lang, self.choices, list, value).into();
        }
        let is_moment = column == "at" || column.ends_with("_at");
        let is_person = STAFF;
        match value.parse() {
            Ok(at) if is_moment => moment(self.now, Instant(at)).into(),
            Ok(row) if is_person.contains(&column) => {
                (self.person)(row).map_or(value.into(), Cow::from)
            }
            _ => value.into(),
        }
    }
}

/// `¥300`; the bare minor units where the currency is not known.
pub fn money(minor: i64, currency: &str) -> String {
    match Currency::by_code(currency) {
        Some(currency) => Money(minor).short(currency),
        None => minor.to_string(),
    }
}

/// What lines that were bought come to: how many, pieces, amount, and what came back.
pub fn totals(text: &Text, now: &Now, totals: &InAll, currency: &str) -> String {
    let money = |minor| money(minor, currency);
    let back = (totals.returned != 0).then(|| money(totals.returned));
    let amount = money(totals.amount);
    let lines = match totals.more {
        true => format!("{}+", totals.count),
        false => totals.count.to_string(),
    };
    let said = (text.figures.totals)(&lines, totals.pieces, &amount, back.as_deref());
    match totals.since {
        Some(since) => (text.figures.since)(&whole(now, since), &said),
        None => said,
    }
}

/// `1,240`.
pub fn count(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut out = String::from(if number < 0 { "-" } else { "" });
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// The label of a coded value, of each of several tags; the code itself where the list does not
/// have it.
pub fn choice(lang: Lang, choices: &[Choice], list: &str, code: &str) -> String {
    if list == TAG && code.contains(',') {
        let labels: Vec<String> = tag::codes(code)
            .map(|code| choice(lang, choices, list, code))
            .collect();
        return labels.join(match lang {
            Lang::Zh => "、",
            Lang::En => ", ",
        });
    }
    choices
        .iter()
        .find(|choice| choice.list == list && choice.code == code)
        .map_or(code, |choice| match lang {
            Lang::Zh => choice.zh.as_str(),
            Lang::En => choice.en.as_str(),
        })
        .to_owned()
}

/// A value of a field that the business made for itself, in words.
pub fn custom(text: &Text, house: House<'_>, field: &CustomField, value: &str) -> String {
    match (field.kind, &field.list) {
        (CustomKind::Choice, Some(list)) => choice(text.lang, house.choices, list, value),
        (CustomKind::Flag, _) if value == "1" => text.customer.yes.to_owned(),
        (CustomKind::Flag, _) => text.customer.no.to_owned(),
        (CustomKind::Money, _) => Currency::by_code(house.currency)
            .and_then(|currency| Some(Money::parse(value, currency).ok()?.short(currency)))
            .unwrap_or_else(|| value.to_owned()),
        _ => value.to_owned(),
    }
}

/// What a field that the business made for itself is called.
pub fn label(lang: Lang, field: &CustomField) -> &str {
    match lang {
        Lang::Zh => &field.zh,
        Lang::En => &field.en,
    }
}

/// `lunar 1958-10-17 (this year 11-25), age 68`.
pub fn birthday(text: &Text, now: &Now, date: &Birthday) -> String {
    let words = &text.customer;
    let leap = if date.leap { words.leap } else { "" };
    let year = date.year.map(|year| format!("{year}-")).unwrap_or_default();
    let written = format!("{year}{leap}{:02}-{:02}", date.month, date.day);
    let mut said = match date.calendar {
        Calendar::Solar => written,
        Calendar::Lunar => format!("{} {written}", words.lunar),
    };
    if date.calendar == Calendar::Lunar
        && let Some(solar) = date.next_on(now.today(), Feb29Rule::default())
    {
        said.push_str(&format!(" ({})", day(now, solar)));
    }
    if let Some(age) = date
        .age_on(now.today(), Feb29Rule::default())
        .filter(|age| *age < 130)
    {
        said.push_str(", ");
        said.push_str(&(words.age)(age));
    }
    said
}

/// When something comes next, as it was understood: weekday, day, time.
pub fn next(text: &Text, now: &Now, next: Next) -> String {
    let weekday = usize::try_from(next.on.weekday().num_days_from_monday()).unwrap_or(0);
    let weekday = text.desk.weekdays.get(weekday).copied().unwrap_or_default();
    let time = next
        .at
        .map(|at| format!(" {:02}:{:02}", at.hour(), at.minute()));
    format!(
        "{weekday} {}{}",
        day(now, next.on),
        time.unwrap_or_default()
    )
}

/// What the house calls things: the lists and the currency that a happening is told with.
#[derive(Debug, Clone, Copy)]
pub struct House<'a> {
    /// Coded lists.
    pub choices: &'a [Choice],
    /// Currency code.
    pub currency: &'a str,
}

/// A line of the timeline: what kind of thing it was, and what is to say of it. Notes and
/// names are as stored, not cleaned.
pub fn happening(text: &Text, now: &Now, house: House<'_>, what: &Happening) -> (String, String) {
    let words = &text.customer;
    match what {
        Happening::Interaction { .. } => interaction(text, now, house, what),
        Happening::Sale {
            lines,
            line_count,
            state,
            total,
            paid,
            returned,
            ..
        } => {
            let bought = sales::bought(text, house.currency, (lines, *line_count), *total);
            let stands = sales::sums(text, house.currency, *state, [*total, *paid, *returned]);
            (words.sale.to_owned(), bought + &stands)
        }
        Happening::Transfer { from, to, reason } => {
            let name = |name: &Option<String>| name.clone().unwrap_or(words.nobody.to_owned());
            let mut line = (words.from_to)(&name(from), &name(to));
            if let Some(reason) = reason {
                line.push_str(": ");
                line.push_str(reason);
            }
            (words.transfer.to_owned(), line)
        }
        Happening::Task {
            title, done, said, ..
        } => {
            let state = if *done { State::Done } else { State::Cancelled };
            let mut line = format!("{title}: {}", task::state(text.lang, state));
            if let Some(said) = said {
                line.push_str(&format!(", {said}"));
            }
            (text.queue.task.to_owned(), line)
        }
        Happening::Call(call) => {
            let line = match call.state(now.at) {
                CallState::Missed => words.missed_call,
                CallState::Ringing => words.ringing_call,
                CallState::Talking => words.talking_call,
                CallState::Ended | CallState::Unknown => words.unlogged_call,
            };
            (words.call.to_owned(), line.to_owned())
        }
    }
}

fn interaction(text: &Text, now: &Now, house: House<'_>, what: &Happening) -> (String, String) {
    let Happening::Interaction {
        kind,
        direction,
        disposition,
        note,
        next_on,
        next_at,
        place,
        cost,
        ..
    } = what
    else {
        return Default::default();
    };
    let words = &text.customer;
    let kind = match kind.as_str() {
        "call" => words.call,
        "visit" => words.visit,
        "note" => words.note,
        code => &choice(text.lang, house.choices, "interaction_kind", code),
    };
    let kind = match direction.as_deref() {
        Some("in") => format!("{kind} {}", words.inbound),
        _ => kind.to_owned(),
    };
    let outcome = disposition.as_deref();
    let outcome = outcome.map(|code| choice(text.lang, house.choices, "disposition", code));
    let said = [outcome, place.clone(), note.clone()];
    let said: Vec<String> = said.into_iter().flatten().collect();
    let next = match (next_at, next_on) {
        (Some(at), _) => Some(moment(now, *at)),
        (None, Some(on)) => Some(day(now, *on)),
        (None, None) => None,
    };
    let mut line = said.join(": ");
    if let Some(cost) = cost {
        let cost = (words.cost)(&money(*cost, house.currency));
        line.push_str(if line.is_empty() { "" } else { "  " });
        line.push_str(&cost);
    }
    if let Some(next) = next {
        line.push_str(&format!(" [{}]", (words.next)(&next)));
    }
    (kind, line)
}

/// How a number was verified and by whom: `by call, 王薇`. Names and words are not cleaned.
pub fn verified(text: &Text, found: &Verified) -> String {
    let words = &text.customer;
    let how = found.how.as_deref().map(|how| match how {
        "call" => words.by_call,
        "said" => words.by_hand,
        how => how,
    });
    let parts = how.into_iter().chain(found.by.as_deref());
    parts.collect::<Vec<&str>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_a_history_are_said_as_people_know_them_and_nothing_else_is_touched() {
        let now = Now {
            at: Instant(1_795_413_900_000),
            zone: chrono_tz::Asia::Shanghai,
        };
        let green = Choice {
            list: "tier".to_owned(),
            code: "green".to_owned(),
            zh: "绿卡".to_owned(),
            en: "Green card".to_owned(),
            active: true,
            ..Choice::default()
        };
        let stored = Stored {
            lang: Lang::Zh,
            now: &now,
            choices: &[green],
            person: &|row| (row == 7).then(|| "王薇".to_owned()),
        };
        for (column, value, said) in [
            ("next_at", "1795413900000", "14:05"),
            ("validity_at", "1795327500000", "11-22 14:05"),
            ("created_at", "1763877900000", "2025-11-23"),
            ("typed", "13800134821", "13800134821"),
            ("next_at", "", ""),
            ("tier", "green", "绿卡"),
            ("validity", "valid", "有效"),
            ("validity_how", "call", "通话核实"),
            ("do_not_call", "1", "是"),
            ("tier", "lost", "lost"),
            ("owner_id", "7", "王薇"),
            ("owner_id", "8", "8"),
        ] {
            assert_eq!(stored.said(column, value), said, "{column} {value}");
        }
    }
}
