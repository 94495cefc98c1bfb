//! Tasks that went out in a file and came back with results (cap. 99): what each row says now, held
//! against what left and what the task is by now. Must not know files, or where tasks are kept.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

use super::{State, Task};
use crate::domain::ids::TaskId;
use crate::domain::time::Now;

/// A row of the file, as texts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// On which row of the file, from 1.
    pub row: u64,
    /// Number of the task.
    pub id: String,
    /// What the file says of itself: see [`mark`].
    pub mark: String,
    /// What is to be done.
    pub title: String,
    /// The customer's code.
    pub customer: String,
    /// The customer's name, for people alone.
    pub name: String,
    /// The kind, as its label.
    pub kind: String,
    /// How pressing.
    pub priority: String,
    /// By when: `2026-12-03`, `2026-12-03 15:30`.
    pub due: String,
    /// Whose it is: a login, or a unit's code.
    pub to: String,
    /// Who gave it.
    pub assigner: String,
    /// What else is to be known.
    pub note: String,
    /// To be filled in: what came of the call.
    pub disposition: String,
    /// To be filled in: what came of it.
    pub result: String,
}

/// What a row asks for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Change {
    /// It is done, with this result and this result of a call.
    pub done: Option<(String, String)>,
    /// It is due at another time, as typed.
    pub due: Option<String>,
    /// It is another's.
    pub to: Option<String>,
}

/// What is to be done with a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing: it says what is stored.
    Same,
    /// The task is changed.
    Change(TaskId, Change),
    /// Somebody added it by hand: a new task.
    New,
    /// Somebody changed the same meanwhile.
    Clash(Clash),
    /// There is no such task, or it is nobody's business of who asks.
    Unknown,
    /// The row is wrong.
    Bad(Bad),
}

/// What was changed meanwhile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clash {
    /// It was done, with another result.
    Done,
    /// It was cancelled.
    Cancelled,
    /// It is due at another time, or another's.
    Moved,
    /// It is called otherwise: what was done may not be what is to be done now.
    Renamed,
}

/// What is wrong with a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bad {
    /// Number, title and customer do not belong together: cells were moved or changed.
    Shifted,
    /// The task stands in the file twice.
    Twice,
    /// It is done by a contact: what came of the call is missing.
    NeedsDisposition,
    /// Another task that has no call has a result of a call.
    NoCall,
}

/// What a row says of itself when it leaves: `3/20-7f3a9c21-0c51`: which of how many, a digest of
/// number, title and customer, one of time and whose it is.
pub fn mark(place: usize, count: usize, line: &Line) -> String {
    format!("{place}/{count}-{}-{}", identity(line), moment(line))
}

fn digest(parts: &[&str], length: usize) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.trim());
        hash.update([0]);
    }
    let hash = hash.finalize();
    hash.iter()
        .take(length)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn identity(line: &Line) -> String {
    digest(&[&line.id, &line.title, &line.customer], 4)
}

fn moment(line: &Line) -> String {
    digest(&[&line.due, &line.to], 2)
}

/// A mark as it came back.
struct Mark<'m> {
    place: usize,
    count: usize,
    identity: &'m str,
    moment: &'m str,
}

fn read(mark: &str) -> Option<Mark<'_>> {
    let mut parts = mark.trim().split('-');
    let (place, count) = parts.next()?.split_once('/')?;
    Some(Mark {
        place: place.parse().ok()?,
        count: count.parse().ok()?,
        identity: parts.next()?,
        moment: parts.next()?,
    })
}

/// The row of a task as it leaves, without its mark; `kind` and `priority` are labels.
pub fn line(task: &Task, now: &Now, kind: &str, priority: &str) -> Line {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let whom = task.customer.as_ref();
    let due = task.due_on.map(|on| {
        let time = task
            .due_at
            .map(|at| now.local(at).format(" %H:%M").to_string());
        format!("{on}{}", time.unwrap_or_default())
    });
    let person = task.assignee.as_ref().map(|person| person.login.clone());
    Line {
        row: 0,
        id: task.id.to_string(),
        mark: String::new(),
        title: task.title.clone(),
        customer: whom.map(|whom| whom.code.clone()).unwrap_or_default(),
        name: whom.map(|whom| whom.name.clone()).unwrap_or_default(),
        kind: kind.to_owned(),
        priority: priority.to_owned(),
        due: due.unwrap_or_default(),
        to: person.or_else(|| task.unit.clone()).unwrap_or_default(),
        assigner: task.assigner.login.clone(),
        note: text(&task.note),
        disposition: String::new(),
        result: String::new(),
    }
}

impl Line {
    /// Whether nothing was typed into it.
    pub fn is_blank(&self) -> bool {
        let cells = [
            &self.id,
            &self.mark,
            &self.title,
            &self.customer,
            &self.name,
            &self.kind,
            &self.due,
            &self.to,
            &self.note,
            &self.disposition,
            &self.result,
        ];
        cells.iter().all(|cell| cell.trim().is_empty())
    }

    /// The task that it is about, if it has a number.
    pub fn task(&self) -> Option<TaskId> {
        let typed = self.id.trim();
        // A spreadsheet may have made a number of it.
        let typed = typed.strip_suffix(".0").unwrap_or(typed);
        typed.parse().ok().map(TaskId)
    }
}

/// The rows that left and did not come back: which of how many. Of rows of several files none.
pub fn missing(lines: &[Line]) -> Vec<usize> {
    let marks: Vec<Mark<'_>> = lines.iter().filter_map(|line| read(&line.mark)).collect();
    let counts: BTreeSet<usize> = marks.iter().map(|mark| mark.count).collect();
    let there: BTreeSet<usize> = marks.iter().map(|mark| mark.place).collect();
    match counts.first() {
        // More than a worksheet holds were never written by us.
        Some(&count) if counts.len() == 1 && count <= 1_048_576 => {
            (1..=count).filter(|place| !there.contains(place)).collect()
        }
        _ => Vec::new(),
    }
}

/// What is to be done with a row; `task` is what it is about, as it is now, `before` the numbers
/// that stood in the file above it.
pub fn judge(line: &Line, task: Option<&Task>, now: &Now, before: &BTreeSet<TaskId>) -> Verdict {
    if line.id.trim().is_empty() {
        // A row of ours whose number somebody deleted is not a new one.
        return match line.mark.trim().is_empty() && !line.title.trim().is_empty() {
            true => Verdict::New,
            false => Verdict::Bad(Bad::Shifted),
        };
    }
    let (Some(id), Some(task)) = (line.task(), task) else {
        return Verdict::Unknown;
    };
    if before.contains(&id) {
        return Verdict::Bad(Bad::Twice);
    }
    let stored = self::line(task, now, "", "");
    let whole = Line {
        id: id.to_string(),
        ..line.clone()
    };
    let Some(mark) = read(&line.mark).filter(|mark| mark.identity == identity(&whole)) else {
        return Verdict::Bad(Bad::Shifted);
    };
    let renamed = mark.identity != identity(&stored);
    let (result, disposition) = (line.result.trim(), line.disposition.trim());
    let says_done = !result.is_empty() || !disposition.is_empty();
    let moved = mark.moment != moment(line);
    if task.state != State::Open {
        return ended(task, says_done.then_some(result), moved);
    }
    if says_done && task.needs_contact() && disposition.is_empty() {
        return Verdict::Bad(Bad::NeedsDisposition);
    }
    if says_done && task.customer.is_none() && !disposition.is_empty() {
        return Verdict::Bad(Bad::NoCall);
    }
    let mut change = Change {
        done: says_done.then(|| (result.to_owned(), disposition.to_owned())),
        ..Change::default()
    };
    if moved {
        let differs = |file: &str, stored: &str| file.trim() != stored.trim();
        let due = differs(&line.due, &stored.due).then(|| line.due.trim().to_owned());
        let to = differs(&line.to, &stored.to).then(|| line.to.trim().to_owned());
        if (due.is_some() || to.is_some()) && mark.moment != moment(&stored) {
            return Verdict::Clash(Clash::Moved);
        }
        (change.due, change.to) = (due, to);
    }
    match (change == Change::default(), renamed) {
        (true, _) => Verdict::Same,
        (false, true) => Verdict::Clash(Clash::Renamed),
        (false, false) => Verdict::Change(id, change),
    }
}

/// A row of a task that has ended: the same result is no news, another one is told.
fn ended(task: &Task, result: Option<&str>, moved: bool) -> Verdict {
    let stored = task
        .ended
        .as_ref()
        .and_then(|ended| ended.result.as_deref());
    match (task.state, result) {
        (_, None) if !moved => Verdict::Same,
        (State::Done, Some(result)) if result == stored.unwrap_or_default().trim() => Verdict::Same,
        (State::Done, _) => Verdict::Clash(Clash::Done),
        _ => Verdict::Clash(Clash::Cancelled),
    }
}
