//! What somebody has not seen yet of tasks: given to them, or what became of those that they gave.
//! Must not know where tasks are kept, nor words.

use super::{State, Task};
use crate::domain::ids::StaffId;
use crate::domain::time::Instant;

/// News of tasks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct News {
    /// What was not seen yet, the newest first.
    pub unread: Vec<Task>,
    /// What became of tasks that one gave, seen before, the newest first.
    pub seen: Vec<Task>,
}

/// What happened to a task, as far as it shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Happened {
    /// Somebody gave it to whoever hears of it.
    Given,
    /// It is done.
    Done,
    /// It is cancelled.
    Cancelled,
    /// It is open, and has other words, another time or person.
    Changed,
}

impl Task {
    /// What happened to it, for whoever hears of it; when, if that is known; and who did it.
    pub fn news(&self, me: StaffId) -> (Happened, Option<Instant>, &str) {
        match (self.state, &self.ended) {
            (State::Done, Some(ended)) => (Happened::Done, Some(ended.at), &ended.by.name),
            (State::Cancelled, Some(ended)) => {
                (Happened::Cancelled, Some(ended.at), &ended.by.name)
            }
            _ if self.version == 1 && self.assigner.id != me => {
                (Happened::Given, Some(self.given_at), &self.assigner.name)
            }
            _ => {
                let whose = self.assignee.as_ref().map(|person| person.name.as_str());
                let unit = self.unit.as_deref();
                (Happened::Changed, None, whose.or(unit).unwrap_or_default())
            }
        }
    }
}
