//! The list as it is asked for and shown, and what may be done with its reasons.
//! Must not know how it is found.

use super::guard::Guard;
use super::held::Held;
use super::rule::Due;
use crate::domain::ids::{CustomerId, StaffId, UnitId};
use crate::domain::time::{Day, Instant};

/// Whose list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Whose {
    /// The asker's own.
    Mine,
    /// Of the asker's unit and those below.
    Team,
    /// Of everybody.
    All,
    /// Of one person.
    Of(StaffId),
    /// Of a unit and those below.
    Unit(UnitId),
}

/// One customer, or one missed call of a number that nobody has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TodayRow {
    /// Whom; none: a missed call of an unknown number.
    pub customer: Option<CustomerId>,
    /// Code; empty for an unknown number.
    pub code: String,
    /// Name, raw; of an unknown number what the exchange sent, or empty.
    pub name: String,
    /// The number to dial, digits in normal form.
    pub number: Option<String>,
    /// Row and name of the owner.
    pub owner: Option<(StaffId, String)>,
    /// Tier, code.
    pub tier: Option<String>,
    /// Grade, code.
    pub grade: Option<String>,
    /// See [`super::score`].
    pub score: i64,
    /// The weightiest first.
    pub reasons: Vec<Due>,
    /// Last contact.
    pub last_contact_at: Option<Instant>,
    /// Contacts in the last 30 days.
    pub contacts_30d: u32,
    /// Why not just now; a row with any ranks behind all without.
    pub guard: Vec<Guard>,
    /// Tried today without settling anything: ranks behind those not tried.
    pub tried: bool,
    /// Note of the last contact.
    pub last_said: Option<String>,
    /// On a list by time: its days that are theirs; empty in the ranked one.
    pub held: Vec<Held>,
    /// Reasons of theirs that are tasks now.
    pub taken: Vec<Taken>,
    /// Who else is at work on them just now.
    pub held_by: Option<String>,
}

/// A reason that was made a task: as long as that is open, it is not due here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// The rule's code.
    pub rule: String,
    /// What the task is called.
    pub title: String,
    /// Name of the person, else of the unit, who has it.
    pub by: String,
}

/// The list, its first rows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TodayList {
    /// The first ones.
    pub rows: Vec<TodayRow>,
    /// How many there are.
    pub total: usize,
    /// Whether there are more than were counted (lists of many people's customers).
    pub more: bool,
    /// Customers for whom something was settled or dismissed today, and of a list that is counted
    /// whole nothing is left.
    pub done: usize,
    /// Customers for whom all that is left was put off today.
    pub put_off: usize,
    /// Customers who were tried today and are left: nobody answered. Both of a list that is counted
    /// whole.
    pub tried: usize,
}

/// How far somebody's day is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Load {
    /// Row.
    pub staff: StaffId,
    /// Login.
    pub login: String,
    /// Name.
    pub name: String,
    /// How many are left on their list.
    pub left: usize,
    /// Customers for whom something was settled today.
    pub done: usize,
    /// Calls that they promised for a time of day and that are an hour late or more.
    pub overdue: usize,
}

/// What a settlement is of: a customer, or an unknown number that rang (none), and which reasons
/// by rule and occurrence; no reasons: all that are due.
pub type Whom = (Option<CustomerId>, Vec<(String, String)>);

/// How a reason is done with.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Settling {
    /// It is done.
    Settled,
    /// It comes again on this day.
    Snoozed(Day),
    /// It does not apply, because.
    Dismissed(String),
}

impl Settling {
    /// So many days ahead something is put off at most: two years.
    pub const FURTHEST: i64 = 731;

    /// As it stands in the file.
    pub fn code(&self) -> &'static str {
        match self {
            Settling::Settled => "settled",
            Settling::Snoozed(_) => "snoozed",
            Settling::Dismissed(_) => "dismissed",
        }
    }
}
