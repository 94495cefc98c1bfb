//! Tasks: what somebody is to do, by when, for whom; what came of it (cap. 94 to 102). Must not
//! know where they are kept.

mod assess;
mod heard;
mod list;
mod mark;
mod news;
mod numbers;
mod quick;
mod sheet;

pub use assess::{Assessed, OfUnit, Work, by_unit};
pub use heard::Heard;
pub use list::{COUNTED, Claimed, Filter, Of, Queue, Queued, Which};
pub use mark::{Column, mark};
pub use news::{Happened, News};
pub use numbers::{numbered, numbers};
pub use quick::Quick;
pub use sheet::{Bad, Change, Clash, Line, Verdict, judge, line};

use serde::{Deserialize, Serialize};

use super::ids::{CustomerId, InteractionId, StaffId, TaskId, UnitId};
use super::time::{Day, Instant};
use super::when::{Every, Next};

/// The list of kinds.
pub const KINDS: &str = "task_kind";
/// The kind where none was said.
pub const USUAL: &str = "other";
/// The same for a task about a customer.
pub const USUAL_FOR_CUSTOMER: &str = "follow_up";

/// Kinds that are done by a contact: of a customer's task of these kinds a call or a visit is
/// logged, and that ends it (cap. 98). The others are simply marked done.
pub const BY_CONTACT: [&str; 5] = ["follow_up", "birthday", "guidance", "greeting", VISIT];

/// The kind of those that is done by going there.
pub const VISIT: &str = "visit";

/// Which kind of task a reason of this kind becomes.
pub fn kind_of(reason: super::today::Kind) -> &'static str {
    use super::today::Kind;
    match reason {
        Kind::Birthday => "birthday",
        Kind::Bought => "guidance",
        Kind::BalanceDue => "collection",
        Kind::HeldLong => "delivery",
        Kind::Anniversary | Kind::Greeting => "greeting",
        _ => USUAL_FOR_CUSTOMER,
    }
}

/// A task that has no day is late then.
pub const NEVER_LATE: Instant = Instant(253_402_300_799_999);

macro_rules! coded {
    ($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $value:ident = $code:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$of])* $value,)* }

        impl $name {
            /// Every one.
            pub const ALL: &[$name] = &[$($name::$value),*];

            /// The code on the command line and in JSON.
            pub fn code(self) -> &'static str {
                match self { $($name::$value => $code),* }
            }

            /// The one with this code.
            pub fn from_code(code: &str) -> Option<$name> {
                $name::ALL.iter().copied().find(|value| value.code() == code)
            }
        }
    };
}

coded! {
    /// How pressing it is. Ordered: low < normal < high.
    Priority {
        /// When there is time.
        Low = "low",
        /// As usual.
        Normal = "normal",
        /// Before others of the same time.
        High = "high",
    }
}

coded! {
    /// What has become of a task.
    State {
        /// It is to be done.
        Open = "open",
        /// It is done.
        Done = "done",
        /// It is not to be done any more.
        Cancelled = "cancelled",
    }
}

/// Whose task it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum To {
    /// A person's.
    Person(StaffId),
    /// Anybody's of a unit: whoever takes it first.
    Unit(UnitId),
}

/// The reason of a customer (see Today) that a task was made from.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Source {
    /// Code of the reason.
    pub reason: String,
    /// Which occurrence of it: that of this year, of this purchase.
    pub occurrence: String,
}

/// A task as handed in. Coded values are codes already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTask {
    /// Code of the list `task_kind`.
    pub kind: String,
    /// What is to be done.
    pub title: String,
    /// What else is to be known.
    pub note: Option<String>,
    /// About whom; none: another task.
    pub customer: Option<CustomerId>,
    /// Whose it is.
    pub to: To,
    /// By when; none: whenever.
    pub due: Option<Next>,
    /// How pressing.
    pub priority: Priority,
    /// How often it comes again once it is done.
    pub every: Option<Every>,
    /// What it was made from.
    pub source: Option<Source>,
    /// The task that it goes on from.
    pub follows: Option<TaskId>,
}

impl NewTask {
    /// A plain one.
    pub fn new(title: impl Into<String>, to: To) -> NewTask {
        NewTask {
            kind: USUAL.to_owned(),
            title: title.into(),
            note: None,
            customer: None,
            to,
            due: None,
            priority: Priority::Normal,
            every: None,
            source: None,
            follows: None,
        }
    }
}

/// What is to be another way of an open task; what is none stays.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Edit {
    /// Code of the list `task_kind`.
    pub kind: Option<String>,
    /// What is to be done.
    pub title: Option<String>,
    /// What else is to be known; empty: nothing.
    pub note: Option<String>,
    /// Whose it is.
    pub to: Option<To>,
    /// By when; none within: whenever.
    pub due: Option<Option<Next>>,
    /// How pressing.
    pub priority: Option<Priority>,
    /// How often it comes again; none within: not at all.
    pub every: Option<Option<Every>>,
}

/// A person as a task names them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Row.
    pub id: StaffId,
    /// Login.
    pub login: String,
    /// Name.
    pub name: String,
}

/// The customer of a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whom {
    /// Row.
    pub id: CustomerId,
    /// Code.
    pub code: String,
    /// Name, raw.
    pub name: String,
    /// Whether the customer is still there; one that was taken back is not.
    pub there: bool,
}

/// How a task ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    /// When.
    pub at: Instant,
    /// Who did it, or cancelled it.
    pub by: Named,
    /// What came of it.
    pub result: Option<String>,
    /// Why it was cancelled.
    pub reason: Option<String>,
    /// The contact that it was done by.
    pub contact: Option<InteractionId>,
}

/// A task as lists and queues show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// Row.
    pub id: TaskId,
    /// Code of the list `task_kind`.
    pub kind: String,
    /// What is to be done, raw.
    pub title: String,
    /// What else is to be known, raw.
    pub note: Option<String>,
    /// About whom.
    pub customer: Option<Whom>,
    /// Whose it is; none: anybody's of the unit.
    pub assignee: Option<Named>,
    /// The unit whose it is, by its code; none where it is a person's.
    pub unit: Option<String>,
    /// Who gave it.
    pub assigner: Named,
    /// When.
    pub given_at: Instant,
    /// By which day; none: whenever.
    pub due_on: Option<Day>,
    /// The same with a time of day.
    pub due_at: Option<Instant>,
    /// From when on it is late.
    pub late_at: Instant,
    /// How pressing.
    pub priority: Priority,
    /// What has become of it.
    pub state: State,
    /// How it ended; none while it is open.
    pub ended: Option<Ended>,
    /// How often it comes again.
    pub every: Option<Every>,
    /// What it was made from.
    pub source: Option<Source>,
    /// The task that it goes on from.
    pub follows: Option<TaskId>,
    /// Moves with every change.
    pub version: i64,
}

impl Task {
    /// Whether it is, or was done, too late.
    pub fn is_late(&self, now: Instant) -> bool {
        let until = self.ended.as_ref().map_or(now, |ended| ended.at);
        until >= self.late_at
    }

    /// Whether it is done by a contact with its customer and not by saying so.
    pub fn needs_contact(&self) -> bool {
        needs_contact(&self.kind, self.customer.is_some())
    }
}

/// What a call that was logged was to a task about its customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ByCall {
    /// It is done by it.
    Done {
        /// Which.
        id: TaskId,
        /// What was to be done.
        title: String,
        /// On which day it comes again.
        again: Option<Day>,
    },
    /// Nobody was reached: it stays open.
    Stays {
        /// Which.
        id: TaskId,
        /// What is to be done.
        title: String,
    },
    /// None was named, and which was meant is not said: so many of who logged it are open.
    Open(usize),
}

/// Whether a task of this kind is done by a contact and not by saying so.
pub fn needs_contact(kind: &str, of_customer: bool) -> bool {
    of_customer && BY_CONTACT.contains(&kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_follow_up_needs_a_contact_and_a_delivery_or_a_task_without_customer_does_not() {
        assert!(needs_contact("follow_up", true));
        assert!(!needs_contact("follow_up", false));
        assert!(!needs_contact("delivery", true));
    }
}
