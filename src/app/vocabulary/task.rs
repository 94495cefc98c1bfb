//! What the desk asks about tasks, and does to them. Must not know threads or the store.

use crate::domain::ids::TaskId;
use crate::domain::task::{Assessed, Edit, NewTask, News, Queue, Task, To, Which};
use crate::domain::when::{Next, Period};

/// A question about tasks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TaskQuery {
    /// A queue or list.
    List {
        /// Which.
        which: Which,
        /// How many tasks.
        limit: usize,
    },
    /// How many tasks have news for me: given to me, or what became of those that I gave.
    Unread,
    /// What those whom I oversee have done in a period.
    Figures {
        /// Which.
        period: Period,
    },
    /// These, and what I have seen before.
    News {
        /// How many of each.
        limit: usize,
    },
}

/// An answer about tasks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TaskAnswer {
    /// To `List`.
    List(Box<Queue>),
    /// To `Unread`: how many, and the newest of them.
    Unread(usize, Vec<Task>),
    /// To `News`.
    News(Box<News>),
    /// To `Figures`, unit by unit.
    Figures(Vec<Assessed>),
}

/// What becomes of tasks.
#[derive(Debug, Clone, PartialEq)]
pub enum TaskDeed {
    /// A new one.
    Add(Box<NewTask>),
    /// I have seen what became of these.
    Read(Vec<TaskId>),
    /// Many new ones, of reminders; what is a task already stays one.
    Convert(Vec<NewTask>),
    /// An open one gets other words, another time or person.
    Edit {
        /// Which.
        task: TaskId,
        /// What is another way.
        edit: Box<Edit>,
    },
    /// These are done, without a contact; empty: nothing came of it that is worth a word.
    Done {
        /// Which.
        tasks: Vec<TaskId>,
        /// What came of it.
        result: String,
        /// What is to be done after it.
        follow_up: Option<Box<NewTask>>,
    },
    /// These are somebody else's from now on.
    Assign {
        /// Which.
        tasks: Vec<TaskId>,
        /// Whose.
        to: To,
    },
    /// These are due at another time.
    Postpone {
        /// Which.
        tasks: Vec<TaskId>,
        /// When.
        until: Next,
    },
    /// These are not to be done any more.
    Cancel {
        /// Which.
        tasks: Vec<TaskId>,
        /// Why.
        reason: String,
    },
}
