//! What of tasks is read or done over the desk, and a task told field by field. Must not know the
//! layers that do it, nor what follows.

use super::desk::Desk;
use crate::domain::ids::{CustomerId, TaskId};
use crate::domain::task::{KINDS, Named, Of, Priority, State, Task, Which};
use crate::domain::when::Next;
use crate::text::{queue, say, task as words};

/// What of tasks may lie over the desk.
#[derive(Debug, Clone, PartialEq)]
pub enum TaskAsk {
    /// What becomes of these.
    Deal(Deal, Vec<Task>),
    /// All that is known of one, only to be read.
    Read(Box<Task>),
    /// Which list of tasks, beginning with this one; of whom there may be one, by name.
    Lists(Which, Option<(CustomerId, String)>),
}

/// What becomes of tasks, before it is said when, why or whose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deal {
    /// They are done.
    Done,
    /// They are due at another time.
    Postponed,
    /// They are not to be done any more.
    Cancelled,
    /// They are somebody else's.
    Assigned,
}

/// A task as a form that is about it knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// Row.
    pub id: TaskId,
    /// What is to be done, raw.
    pub title: String,
    /// About whom, if they are still there.
    pub customer: Option<CustomerId>,
    /// All that is known of it, a line each, raw.
    pub told: Vec<String>,
}

impl About {
    /// What a form needs of a task.
    pub fn of(desk: &Desk, task: &Task) -> About {
        let there = task.customer.as_ref().filter(|whom| whom.there);
        let told = details(desk, task).into_iter();
        About {
            id: task.id,
            title: desk.title(task).into_owned(),
            customer: there.map(|whom| whom.id),
            told: told
                .map(|(label, value)| format!("{label} {value}"))
                .collect(),
        }
    }
}

/// Everything that is known of a task but its title: name and value of each field that has one, raw.
pub fn details(desk: &Desk, task: &Task) -> Vec<(&'static str, String)> {
    let (names, now) = (&desk.text().queue.fields, &desk.now);
    let whose = task.assignee.as_ref().map(|person| person.name.clone());
    let moment = |at| say::moment(now, at);
    let mut told = vec![(names.kind, desk.label(KINDS, &task.kind))];
    let mut tell = |name, value: Option<String>| {
        told.extend(
            value
                .filter(|value| !value.is_empty())
                .map(|value| (name, value)),
        );
    };
    let (gone, comma) = (desk.text().queue.gone, desk.text().queue.lists.between);
    tell(
        names.customer,
        task.customer.as_ref().map(|whom| match whom.there {
            true => format!("{} ({})", whom.name, whom.code),
            false => format!("{} ({}){comma}{gone}", whom.name, whom.code),
        }),
    );
    tell(names.note, task.note.clone());
    tell(names.due, due(desk, task));
    let usual = task.priority == Priority::Normal;
    let priority = words::priority(desk.lang, task.priority).to_owned();
    tell(names.priority, Some(priority).filter(|_| !usual));
    tell(names.whose, whose.or_else(|| task.unit.clone()));
    let by = |person: &Named, at| format!("{}{comma}{}", person.name, moment(at));
    tell(names.given, Some(by(&task.assigner, task.given_at)));
    tell(
        names.every,
        task.every.map(|every| queue::every(desk.lang, every)),
    );
    tell(
        names.source,
        task.source.as_ref().map(|source| {
            let known = desk.reason(&source.reason);
            known.unwrap_or(&source.reason).to_owned()
        }),
    );
    tell(names.follows, task.follows.map(|other| other.to_string()));
    if let Some(ended) = &task.ended {
        let name = match task.state {
            State::Cancelled => names.cancelled,
            State::Open | State::Done => names.done,
        };
        tell(name, Some(by(&ended.by, ended.at)));
        tell(names.result, ended.result.clone());
        tell(names.reason, ended.reason.clone());
    }
    tell(names.number, Some(task.id.to_string()));
    told
}

/// What a list of tasks is called; `whom`: the customer's name, if it is one's.
pub fn list_name(desk: &Desk, which: &Which, whom: Option<&str>) -> String {
    let words = &desk.text().queue.lists;
    let of = match which.of {
        Of::Mine => words.mine.to_owned(),
        Of::Pool => words.pool.to_owned(),
        Of::Given => words.given.to_owned(),
        Of::Team => words.team.to_owned(),
        Of::Person(person) => desk.colleague(person).unwrap_or_default().to_owned(),
        Of::Customer(_) => (words.of)(whom.unwrap_or_default()),
    };
    let kind = which.kind.as_ref().map(|kind| desk.label(KINDS, kind));
    let overdue = which.overdue.then(|| words.overdue.to_owned());
    let ended = which.ended.then(|| words.ended.to_owned());
    let parts = [Some(of), overdue, ended, kind];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(words.between)
}

/// By when, with the day of the week; late, if it is.
fn due(desk: &Desk, task: &Task) -> Option<String> {
    let on = task.due_on?;
    let at = task.due_at.map(|at| desk.now.local(at).time());
    let next = say::next(desk.text(), &desk.now, Next { on, at });
    let late = task.is_late(desk.now.at);
    let late = late.then(|| format!("  {}", desk.text().task.late));
    Some(next + &late.unwrap_or_default())
}
