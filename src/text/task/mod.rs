//! What is said of tasks: done, given, late; columns and headings of their lists and reports.
//! Must not know where it is shown.

mod en;
mod zh;

pub(super) use en::EN;
pub(super) use zh::ZH;

use super::Lang;
use crate::domain::task::{Priority, State};

/// Words about tasks.
#[derive(Debug)]
pub struct Task {
    /// A task was given: its number.
    pub added: fn(i64) -> String,
    /// It is done: its number.
    pub done: fn(i64) -> String,
    /// It comes again as another: its number.
    pub again: fn(i64) -> String,
    /// It is somebody else's now: its number, whose.
    pub assigned: fn(i64, &str) -> String,
    /// It is due at another time: its number, when.
    pub postponed: fn(i64, &str) -> String,
    /// It is cancelled: its number.
    pub cancelled: fn(i64) -> String,
    /// It was so already.
    pub same: fn(i64) -> String,
    /// There is none of this number, or it is nobody's business of who asks.
    pub no_task: fn(&str) -> String,
    /// It is late.
    pub late: &'static str,
    /// It has no day.
    pub whenever: &'static str,
    /// Heading of a report: from, until.
    pub report: fn(&str, &str) -> String,
    /// Columns of a report: given, done in time, done late, cancelled, open, overdue, how long the
    /// middle one took, contacts.
    pub columns: [&'static str; 8],
    /// What the parts of a bar are.
    pub legend: &'static str,
    /// People of no unit.
    pub no_unit: &'static str,
    /// All together.
    pub total: &'static str,
    /// Heading: what came of the contacts.
    pub results: &'static str,
}

/// What a priority is called.
pub fn priority(lang: Lang, priority: Priority) -> &'static str {
    match (lang, priority) {
        (Lang::Zh, Priority::Low) => "不急",
        (Lang::Zh, Priority::Normal) => "一般",
        (Lang::Zh, Priority::High) => "紧急",
        (Lang::En, Priority::Low) => "low",
        (Lang::En, Priority::Normal) => "normal",
        (Lang::En, Priority::High) => "high",
    }
}

/// What has become of a task, in a word.
pub fn state(lang: Lang, state: State) -> &'static str {
    match (lang, state) {
        (Lang::Zh, State::Open) => "未完成",
        (Lang::Zh, State::Done) => "已完成",
        (Lang::Zh, State::Cancelled) => "已取消",
        (Lang::En, State::Open) => "open",
        (Lang::En, State::Done) => "done",
        (Lang::En, State::Cancelled) => "cancelled",
    }
}

/// So many minutes, in the unit that says enough: `35m`, `5h`, `3d`.
pub fn length(lang: Lang, minutes: i64) -> String {
    let (count, zh, en) = match minutes {
        ..60 => (minutes, "分", "m"),
        60..2880 => (minutes / 60, "时", "h"),
        _ => (minutes / 1440, "天", "d"),
    };
    match lang {
        Lang::Zh => format!("{count}{zh}"),
        Lang::En => format!("{count}{en}"),
    }
}
