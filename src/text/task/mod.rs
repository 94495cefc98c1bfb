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
