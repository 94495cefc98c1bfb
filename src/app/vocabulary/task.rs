//! What the desk asks about tasks, and does to them. Must not know threads or the store.

use crate::domain::ids::{CustomerId, TaskId};
use crate::domain::task::{Assessed, Claimed, Edit, Heard, NewTask, News, Queue, Task, To, Which};
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
    /// How many are on each of these lists.
    Counts(Vec<Which>),
    /// How many tasks have news for me: given to me, or what became of those that I gave.
    Unread,
    /// What those whom I oversee have done in a period.
    Figures {
        /// Which.
        period: Period,
    },
    /// What a line says, as far as it can be understood.
    Hear {
        /// The line.
        line: String,
        /// Whom I chose of several.
        chosen: Option<CustomerId>,
    },
    /// These, and what I have seen before.
    News {
        /// How many of each.
        limit: usize,
    },
}

/// An answer about tasks.
#[derive(Debug, Clone, PartialEq)]
pub enum TaskAnswer {
    /// To `List`.
    List(Box<Queue>),
    /// To `Counts`, in their order; no more than a hundred are counted.
    Counts(Vec<usize>),
    /// To `Unread`: how many, and the newest of them.
    Unread(usize, Vec<Task>),
    /// To `Hear`.
    Heard(Box<Heard>),
    /// To `News`.
    News(Box<News>),
    /// To `Figures`, unit by unit.
    Figures(Vec<Assessed>),
}

/// What one begins to work on, or goes on with.
#[derive(Debug, Clone, PartialEq)]
pub enum Claim {
    /// The most pressing task that nobody else is at; what this desk was at is left.
    Next {
        /// Not this one, which was looked at and left.
        skip: Option<TaskId>,
    },
    /// The first of these customers that nobody else is at; what this desk was at is left.
    First(Vec<CustomerId>),
    /// This one; refused while somebody else is at it.
    Hold(Claimed),
    /// This one is left to others.
    Leave(Claimed),
}

/// What was taken.
#[derive(Debug, Clone, PartialEq)]
pub enum Taken {
    /// There is none that nobody is at.
    Nothing,
    /// A task.
    Task(Box<Task>),
    /// A customer.
    Customer(CustomerId),
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
