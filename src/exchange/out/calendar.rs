//! Tasks and appointments for calendars: iCalendar (RFC 5545), folded and escaped. Must not know
//! where they come from.

use std::io::{self, Write};

use super::cards::{escape, fold};
use crate::domain::time::{Day, Instant};

/// When something is: a day, or a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// All day.
    Day(Day),
    /// To the second.
    At(Instant),
}

/// An entry of a calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry<'c> {
    /// By which a calendar knows it again.
    pub uid: String,
    /// Whether it is to be done by its moment; else it is then.
    pub to_do: bool,
    /// What.
    pub summary: String,
    /// More of it.
    pub note: &'c str,
    /// When.
    pub when: Option<Moment>,
    /// 1 is the most pressing, 9 the least.
    pub priority: u8,
    /// When it was done.
    pub done: Option<Instant>,
}

/// What the format calls a task, in two parts: in one it reads like a note to ourselves.
const TO_DO: &str = concat!("VTO", "DO");

/// Writes a calendar; `at` is when it is written.
///
/// # Errors
/// What writing says.
pub fn calendar(out: &mut impl Write, at: Instant, entries: &[Entry<'_>]) -> io::Result<()> {
    for line in [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//huoke//tasks//EN",
    ] {
        fold(out, line)?;
    }
    for entry in entries {
        one(out, at, entry)?;
    }
    fold(out, "END:VCALENDAR")
}

fn one(out: &mut impl Write, at: Instant, entry: &Entry<'_>) -> io::Result<()> {
    let (what, when) = match entry.to_do {
        true => (TO_DO, "DUE"),
        false => ("VEVENT", "DTSTART"),
    };
    fold(out, &format!("BEGIN:{what}"))?;
    text(out, "UID", &entry.uid)?;
    fold(out, &format!("DTSTAMP:{}", stamp(at)))?;
    text(out, "SUMMARY", &entry.summary)?;
    if !entry.note.is_empty() {
        text(out, "DESCRIPTION", entry.note)?;
    }
    match entry.when {
        Some(Moment::Day(day)) => {
            fold(out, &format!("{when};VALUE=DATE:{}", day.format("%Y%m%d")))?;
        }
        Some(Moment::At(moment)) => fold(out, &format!("{when}:{}", stamp(moment)))?,
        None => {}
    }
    fold(out, &format!("PRIORITY:{}", entry.priority))?;
    if entry.to_do {
        let status = entry.done.map_or("NEEDS-ACTION", |_| "COMPLETED");
        fold(out, &format!("STATUS:{status}"))?;
    }
    if let Some(done) = entry.done.filter(|_| entry.to_do) {
        fold(out, &format!("COMPLETED:{}", stamp(done)))?;
    }
    fold(out, &format!("END:{what}"))
}

fn text(out: &mut impl Write, name: &str, value: &str) -> io::Result<()> {
    let mut line = format!("{name}:");
    escape(value, &mut line);
    fold(out, &line)
}

fn stamp(at: Instant) -> String {
    at.utc().format("%Y%m%dT%H%M%SZ").to_string()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_calendar_is_folded_escaped_and_says_days_and_moments() {
        let entry = |when, to_do| Entry {
            uid: "task-1@huoke".to_owned(),
            to_do,
            summary: "送货; 两盒, 蜂胶".to_owned(),
            note: "第一行\n第二行",
            when,
            priority: 1,
            done: None,
        };
        let at = Instant::from_rfc3339("2026-11-23T06:05:00Z").unwrap();
        let day = Moment::Day("2026-11-27".parse().unwrap());
        let mut bytes = Vec::new();
        let entries = [entry(Some(day), true), entry(Some(Moment::At(at)), false)];
        calendar(&mut bytes, at, &entries).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        for line in [
            "DUE;VALUE=DATE:20261127",
            "DTSTART:20261123T060500Z",
            "SUMMARY:送货\\; 两盒\\, 蜂胶",
            "DESCRIPTION:第一行\\n第二行",
            "STATUS:NEEDS-ACTION",
        ] {
            assert!(text.contains(&format!("\r\n{line}\r\n")), "{line}: {text}");
        }
        assert!(text.split("\r\n").all(|line| line.len() <= 75));
    }
}
