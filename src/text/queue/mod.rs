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
use crate::domain::when::{Every, Unit};

/// The tasks pane, and what is done with tasks.
#[derive(Debug)]
pub struct Queue {
    /// Title of the pane.
    pub title: &'static str,
    /// How many there are and whether there are more; how many have news.
    pub count: fn(usize, bool, usize) -> String,
    /// Nothing is to be done: how one adds a task.
    pub empty: &'static str,
    /// A list other than one's own open ones has no tasks.
    pub empty_list: &'static str,
    /// Title of the chooser of lists.
    pub lists_title: &'static str,
    /// Names of lists.
    pub lists: Lists,
    /// What was taken to be worked on.
    pub taken: fn(&str) -> String,
    /// There is nothing that nobody is at.
    pub nothing_to_take: &'static str,
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
    /// What it is, on a card and in its timeline.
    pub task: &'static str,
    /// Filter of a timeline: tasks.
    pub filter: &'static str,
    /// So many tasks, in a title.
    pub tasks: fn(usize) -> String,
    /// The customer is not there any more.
    pub gone: &'static str,
    /// Names of fields.
    pub fields: Fields,
    /// Title of the form: done; which.
    pub done_title: fn(&str) -> String,
    /// Title of the form: put off; which.
    pub postpone_title: fn(&str) -> String,
    /// Title of the form: cancelled; which.
    pub cancel_title: fn(&str) -> String,
    /// Title of the form: handed over; which.
    pub assign_title: fn(&str) -> String,
    /// In the empty field of what came of it.
    pub result_hint: &'static str,
    /// Field: what is to be done next.
    pub follow_up: &'static str,
    /// In that empty field.
    pub follow_up_hint: &'static str,
    /// In the empty field of the day: examples.
    pub due_hint: &'static str,
    /// In the empty field of whose it is.
    pub whose_hint: &'static str,
    /// In the empty field of why it is cancelled.
    pub reason_hint: &'static str,
    /// A day as it was understood.
    pub due_on: fn(&str) -> String,
    /// It is done; which.
    pub done: fn(&str) -> String,
    /// It is put off; which, until when.
    pub postponed: fn(&str, &str) -> String,
    /// It is cancelled; which.
    pub cancelled: fn(&str) -> String,
    /// It is somebody else's; which, whose.
    pub assigned: fn(&str, &str) -> String,
    /// A task is done by the contact that was logged; which.
    pub and_done: fn(&str) -> String,
    /// Nobody was reached, so a task stays; which.
    pub and_stays: fn(&str) -> String,
    /// So many of one's own about the customer are open; the key of the tasks.
    pub and_open: fn(usize, &str) -> String,
    /// It comes again on a day.
    pub again: fn(&str) -> String,
    /// Behind what was done: what follows it, and when.
    pub follows: fn(&str, &str) -> String,
    /// The day is before the one that it was due: saving again means it.
    pub earlier: &'static str,
    /// So many had been closed by others meanwhile.
    pub closed_by_others: fn(usize) -> String,
    /// Title of the record of a visit; with whom.
    pub visit_title: fn(&str) -> String,
    /// In its empty field of what was said.
    pub visit_hint: &'static str,
    /// Field: a visit, a message or what else it was.
    pub visit_kind: &'static str,
    /// Field: where.
    pub place: &'static str,
    /// A visit was recorded; with whom.
    pub recorded: fn(&str) -> String,
    /// It is done by a contact: the key that logs one.
    pub by_contact: fn(&str) -> String,
    /// Of those that are marked so many are done by a contact.
    pub some_by_contact: fn(usize) -> String,
    /// It has ended.
    pub ended: &'static str,
    /// The place of its keys.
    pub scope: &'static str,
    /// No task is selected.
    pub no_task: &'static str,
}

/// Names of lists of tasks, of which several stand behind each other.
#[derive(Debug)]
pub struct Lists {
    /// One's own.
    pub mine: &'static str,
    /// Those that anybody of the unit may take.
    pub pool: &'static str,
    /// Those that one gave.
    pub given: &'static str,
    /// Everybody's whom one oversees.
    pub team: &'static str,
    /// A customer's, by name.
    pub of: fn(&str) -> String,
    /// Those that are late.
    pub overdue: &'static str,
    /// Those that have ended.
    pub ended: &'static str,
    /// Stands between what limits a list.
    pub between: &'static str,
    /// Title of the pane with the list in it.
    pub titled: fn(&str, &str) -> String,
}

/// Names of what is known of a task.
#[derive(Debug)]
pub struct Fields {
    /// Of which kind.
    pub kind: &'static str,
    /// About whom.
    pub customer: &'static str,
    /// What else is to be known.
    pub note: &'static str,
    /// By when.
    pub due: &'static str,
    /// How pressing.
    pub priority: &'static str,
    /// Whose it is.
    pub whose: &'static str,
    /// By whom it was given, and when.
    pub given: &'static str,
    /// How often it comes again.
    pub every: &'static str,
    /// The reason that it was made from.
    pub source: &'static str,
    /// The task that it goes on from.
    pub follows: &'static str,
    /// Who did it, and when.
    pub done: &'static str,
    /// Who cancelled it, and when.
    pub cancelled: &'static str,
    /// What came of it.
    pub result: &'static str,
    /// Why it was cancelled.
    pub reason: &'static str,
    /// Its number.
    pub number: &'static str,
}

/// When an open task is due, in a few columns: `2d late`, `15:00`, `tomorrow`, `Fri`, `12-03`;
/// empty: whenever.
pub fn due(lang: Lang, now: &Now, task: &Task) -> String {
    let words = &lang.text().queue;
    if task.late_at <= now.at {
        let since = match task.due_on {
            Some(day) if day < now.today() => now.days_ago(day),
            _ => now.ago(task.late_at),
        };
        return (words.late)(&say::ago(lang.text(), since));
    }
    let Some(day) = task.due_on.filter(|_| task.late_at < NEVER_LATE) else {
        return String::new();
    };
    let time = task.due_at.map(|at| {
        let local = now.local(at);
        format!("{:02}:{:02}", local.hour(), local.minute())
    });
    let days = now.days_until(day);
    let on = match days {
        ..=0 => words.today.to_owned(),
        1 if time.is_none() || lang == Lang::Zh => words.tomorrow.to_owned(),
        // With a time of day there is no room for `tomorrow`.
        1..7 => {
            let weekday = usize::try_from(day.weekday().num_days_from_monday()).unwrap_or(0);
            let name = words.weekdays.get(weekday).copied();
            name.unwrap_or_default().to_owned()
        }
        _ => say::day(now, day),
    };
    match time {
        Some(time) if days <= 0 => time,
        Some(time) => format!("{on} {time}"),
        None => on,
    }
}

/// How often something comes again: `every 2 weeks`, `every Friday`, `每月31号`.
pub fn every(lang: Lang, every: Every) -> String {
    let (zh, en) = match every.span.unit {
        Unit::Day => ("天", "day"),
        Unit::Week => ("周", "week"),
        Unit::Month => ("月", "month"),
        Unit::Year => ("年", "year"),
    };
    let often = match (lang, every.span.count) {
        (Lang::Zh, 1) => format!("每{zh}"),
        (Lang::Zh, n) if every.span.unit == Unit::Month => format!("每{n}个月"),
        (Lang::Zh, n) => format!("每{n}{zh}"),
        (Lang::En, 1) => format!("every {en}"),
        (Lang::En, n) => format!("every {n} {en}s"),
    };
    let Some(on) = every.on else {
        return often;
    };
    let weekday = usize::try_from(on.saturating_sub(1)).unwrap_or(0);
    match (lang, every.span.unit) {
        (Lang::Zh, Unit::Week) => {
            let day = ["一", "二", "三", "四", "五", "六", "日"].get(weekday);
            let between = if every.span.count == 1 { "" } else { "的周" };
            format!("{often}{between}{}", day.unwrap_or(&""))
        }
        (Lang::Zh, _) => format!("{often}{on}号"),
        (Lang::En, Unit::Week) => {
            let day = lang.text().desk.weekdays.get(weekday);
            format!("{often} on {}", day.unwrap_or(&""))
        }
        (Lang::En, _) => format!("{often} on day {on}"),
    }
}
