//! Words of the tasks pane and of what is done with tasks at the desk.
//! Must not know where they are shown.

mod en;
mod zh;

pub(super) use en::EN;
pub(super) use zh::ZH;

use chrono::{Datelike, Timelike};

use super::{Lang, say};
use crate::domain::task::{NEVER_LATE, Task};
use crate::domain::time::Now;

/// The tasks pane.
#[derive(Debug)]
pub struct Queue {
    /// Title of the pane.
    pub title: &'static str,
    /// How many there are and whether there are more; how many have news.
    pub count: fn(usize, bool, usize) -> String,
    /// Nothing is to be done: how one adds a task.
    pub empty: &'static str,
    /// Somebody else is at work on it.
    pub held: fn(&str) -> String,
    /// So long over its time.
    pub late: fn(&str) -> String,
    /// Due today.
    pub today: &'static str,
    /// Due tomorrow.
    pub tomorrow: &'static str,
    /// Days of the week, Monday first.
    pub weekdays: [&'static str; 7],
}

/// When an open task is due, in a few columns: `2d late`, `today 15:00`, `tomorrow`, `Fri`,
/// `12-03`; empty: whenever.
pub fn due(lang: Lang, now: &Now, task: &Task) -> String {
    let words = &lang.text().queue;
    if task.late_at <= now.at {
        return (words.late)(&say::ago(lang.text(), now.ago(task.late_at)));
    }
    let Some(day) = task.due_on.filter(|_| task.late_at < NEVER_LATE) else {
        return String::new();
    };
    let time = task.due_at.map(|at| {
        let local = now.local(at);
        format!("{:02}:{:02}", local.hour(), local.minute())
    });
    let on = match now.days_until(day) {
        ..=0 => words.today.to_owned(),
        1 => words.tomorrow.to_owned(),
        2..7 => {
            let weekday = usize::try_from(day.weekday().num_days_from_monday()).unwrap_or(0);
            words
                .weekdays
                .get(weekday)
                .copied()
                .unwrap_or_default()
                .to_owned()
        }
        _ => say::day(now, day),
    };
    match time {
        Some(time) if now.days_until(day) <= 0 => time,
        Some(time) => format!("{on} {time}"),
        None => on,
    }
}
