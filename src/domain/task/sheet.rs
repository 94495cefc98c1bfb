//! Tasks that went out in a file and came back with results (cap. 99): what each row says now, held
//! against what left and what the task is by now. Must not know files, or where tasks are kept.

use std::collections::BTreeSet;

use super::mark::{Mark, alike};
use super::{Column, State, Task, mark};
use crate::domain::ids::TaskId;
use crate::domain::time::Now;

/// A row of the file, as texts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// On which row of the file, from 1.
    pub row: u64,
    /// Number of the task.
    pub id: String,
    /// What the row says of itself: see [`mark`].
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
    /// Columns that the file does not have: nothing is said there.
    pub lacks: Vec<Column>,
}

/// What a row asks for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Change {
    /// It is done, with this result and this result of a call.
    pub done: Option<(String, String)>,
    /// What somebody typed over, with what they typed; empty: nothing.
    pub typed: Vec<(Column, String)>,
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Clash {
    /// It was done, with another result.
    Done,
    /// It was cancelled.
    Cancelled,
    /// These are another way, here and in the file.
    Changed(Vec<Column>),
    /// It is called otherwise: what was done may not be what is to be done now.
    Renamed,
}

impl Clash {
    /// Whether it can be brought in after all, by who has seen it.
    pub fn is_open(&self) -> bool {
        matches!(self, Clash::Changed(_) | Clash::Renamed)
    }
}

/// What is wrong with a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bad {
    /// Number, title and customer do not belong together: cells were moved or changed.
    Shifted,
    /// It has neither a number nor says what is to be done.
    NoTitle,
    /// The task stands in the file twice.
    Twice,
    /// It is done by a contact: what came of the call is missing.
    NeedsDisposition,
    /// Another task that has no call has a result of a call.
    NoCall,
}

/// The row of a task as it leaves, without its mark; kind and priority are codes.
pub fn line(task: &Task, now: &Now) -> Line {
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
        id: task.id.to_string(),
        title: task.title.clone(),
        customer: whom.map(|whom| whom.code.clone()).unwrap_or_default(),
        name: whom.map(|whom| whom.name.clone()).unwrap_or_default(),
        kind: task.kind.clone(),
        priority: task.priority.code().to_owned(),
        due: due.unwrap_or_default(),
        to: person.or_else(|| task.unit.clone()).unwrap_or_default(),
        assigner: task.assigner.login.clone(),
        note: text(&task.note),
        ..Line::default()
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
            &self.disposition,
            &self.result,
        ];
        let columns = Column::ALL.map(|column| column.of(self));
        let mut cells = cells.map(String::as_str).into_iter().chain(columns);
        cells.all(|cell| cell.trim().is_empty())
    }

    /// The task that it is about, if it has a number.
    pub fn task(&self) -> Option<TaskId> {
        let typed = self.id.trim();
        // A spreadsheet may have made a number of it.
        let typed = typed.strip_suffix(".0").unwrap_or(typed);
        typed.parse().ok().map(TaskId)
    }

    /// The entry of the journal by which it left, if that lists it.
    pub fn left_by(&self) -> Option<i64> {
        let mark = Mark::read(&self.mark)?;
        Some(mark.entry).filter(|entry| *entry > 0)
    }

    /// What somebody typed over since it left; all of a row that says nothing of itself. Kind and
    /// priority are codes.
    fn typed(&self) -> Vec<Column> {
        let mark = Mark::read(&self.mark);
        let left = |column| mark.as_ref().is_some_and(|mark| mark.left(column, self));
        let there = Column::ALL.into_iter();
        let there = there.filter(|column| !self.lacks.contains(column));
        there.filter(|column| !left(*column)).collect()
    }

    /// The columns that somebody typed over, where that is not brought back; `stored` is the task's
    /// row as it is now.
    pub fn passed_over(&self, stored: &Line) -> Vec<Column> {
        let mut typed = self.typed();
        let other = |column: &Column| !alike(column.of(self), column.of(stored));
        typed.retain(|column| !column.is_read() && other(column));
        typed
    }

    /// The row as it is given back to be brought in after all: what was typed into it, and all else
    /// as it is now. `coded` is the row with codes, `stored` the task's as it is now, with codes too,
    /// `shown` the same in words.
    pub fn renewed(&self, coded: &Line, stored: &Line, shown: &Line) -> Line {
        let typed = coded.typed();
        let mut row = self.clone();
        for column in Column::ALL {
            if !typed.contains(&column) {
                column.of(shown).clone_into(column.of_mut(&mut row));
            }
        }
        row.title.clone_from(&stored.title);
        row.customer.clone_from(&stored.customer);
        row.mark = mark(0, stored);
        row
    }

    /// A row that is given back is of no list any more that is to come back whole.
    pub fn set_free(&mut self) {
        if let Some((_, rest)) = self.mark.trim().split_once('-') {
            self.mark = format!("0-{rest}");
        }
    }
}

/// What is to be done with a row, its kind and priority as codes; `task` is what it is about, as it
/// is now, `before` the numbers that stood in the file above it.
pub fn judge(line: &Line, task: Option<&Task>, now: &Now, before: &BTreeSet<TaskId>) -> Verdict {
    if line.id.trim().is_empty() {
        // A row of ours whose number somebody deleted is not a new one.
        return match (line.mark.trim().is_empty(), line.title.trim().is_empty()) {
            (true, false) => Verdict::New,
            (true, true) => Verdict::Bad(Bad::NoTitle),
            (false, _) => Verdict::Bad(Bad::Shifted),
        };
    }
    let (Some(id), Some(task)) = (line.task(), task) else {
        return Verdict::Unknown;
    };
    if before.contains(&id) {
        return Verdict::Bad(Bad::Twice);
    }
    let stored = self::line(task, now);
    let whole = Line {
        id: id.to_string(),
        ..line.clone()
    };
    let Some(mark) = Mark::read(&line.mark).filter(|mark| mark.is_of(&whole)) else {
        return Verdict::Bad(Bad::Shifted);
    };
    let mut typed = line.typed();
    typed.retain(|column| column.is_read() && !alike(column.of(line), column.of(&stored)));
    let (result, disposition) = (line.result.trim(), line.disposition.trim());
    let says_done = !result.is_empty() || !disposition.is_empty();
    if task.state != State::Open {
        return ended(task, says_done.then_some(result), !typed.is_empty());
    }
    if says_done && task.customer.is_none() && !disposition.is_empty() {
        return Verdict::Bad(Bad::NoCall);
    }
    let said_kind = typed.contains(&Column::Kind).then_some(&line.kind);
    let kind = said_kind.unwrap_or(&task.kind);
    let by_contact = super::needs_contact(kind, task.customer.is_some());
    if says_done && by_contact && disposition.is_empty() {
        return Verdict::Bad(Bad::NeedsDisposition);
    }
    let both: Vec<Column> = typed
        .iter()
        .copied()
        .filter(|column| !mark.left(*column, &stored))
        .collect();
    if !both.is_empty() {
        return Verdict::Clash(Clash::Changed(both));
    }
    let said = |column: Column| (column, column.of(line).trim().to_owned());
    let change = Change {
        done: says_done.then(|| (result.to_owned(), disposition.to_owned())),
        typed: typed.into_iter().map(said).collect(),
    };
    match (change == Change::default(), mark.is_of(&stored)) {
        (true, _) => Verdict::Same,
        (false, false) => Verdict::Clash(Clash::Renamed),
        (false, true) => Verdict::Change(id, change),
    }
}

/// A row of a task that has ended: the same result is no news, another one is told.
fn ended(task: &Task, result: Option<&str>, typed: bool) -> Verdict {
    let stored = task
        .ended
        .as_ref()
        .and_then(|ended| ended.result.as_deref());
    match (task.state, result) {
        (_, None) if !typed => Verdict::Same,
        (State::Done, Some(result)) if alike(result, stored.unwrap_or_default()) => Verdict::Same,
        (State::Done, _) => Verdict::Clash(Clash::Done),
        _ => Verdict::Clash(Clash::Cancelled),
    }
}
