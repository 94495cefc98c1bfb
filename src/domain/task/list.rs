//! Which tasks a list holds, and the list. Must not know where tasks are kept.

use super::Task;
use crate::domain::ids::{CustomerId, StaffId, TaskId};
use crate::domain::time::Instant;

/// Whose tasks are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Of {
    /// The actor's own, and nobody else's.
    Mine,
    /// Those that anybody of the actor's unit may take.
    Pool,
    /// Those that the actor gave.
    Given,
    /// Everybody's whom the actor oversees.
    Team,
    /// A colleague's.
    Person(StaffId),
    /// A customer's.
    Customer(CustomerId),
}

/// How many tasks of a list are counted.
pub const COUNTED: usize = 100;

/// Which tasks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// Whose.
    pub of: Of,
    /// Those that have ended, the newest first; else the open ones, the most pressing first.
    pub ended: bool,
    /// Of the open ones: late at this moment.
    pub late: Option<Instant>,
    /// Of this kind.
    pub kind: Option<String>,
    /// At most so many.
    pub limit: usize,
}

impl Filter {
    /// The open ones.
    pub fn open(of: Of, limit: usize) -> Filter {
        Filter {
            of,
            ended: false,
            late: None,
            kind: None,
            limit,
        }
    }
}

/// A list that one chooses: the same at any time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Which {
    /// Whose.
    pub of: Of,
    /// Those that have ended, not the open ones.
    pub ended: bool,
    /// Of the open ones: those that are late.
    pub overdue: bool,
    /// Of this kind.
    pub kind: Option<String>,
}

impl Which {
    /// The open ones.
    pub fn open(of: Of) -> Which {
        Which {
            of,
            ended: false,
            overdue: false,
            kind: None,
        }
    }

    /// What it lets through at a moment.
    pub fn filter(&self, at: Instant, limit: usize) -> Filter {
        Filter {
            of: self.of,
            ended: self.ended,
            late: self.overdue.then_some(at),
            kind: self.kind.clone(),
            limit,
        }
    }
}

/// What somebody is at work on, which others leave alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Claimed {
    /// A customer, for whatever there is to do for them.
    Customer(CustomerId),
    /// A task without a customer.
    Task(TaskId),
}

/// A task of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Queued {
    /// The task.
    pub task: Task,
    /// Who else is at work on it, or on its customer.
    pub held_by: Option<String>,
}

/// A list of tasks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Queue {
    /// The tasks, in order.
    pub tasks: Vec<Queued>,
    /// There are more than these.
    pub more: bool,
}
