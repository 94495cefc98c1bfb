//! What must be known of a customer to say why they are to be rung. Must not know where it is
//! stored or what follows from it.

use super::rule::Detail;
use crate::domain::birthday::{Birthday, Calendar, Feb29Rule};
use crate::domain::ids::{CallId, StaffId};
use crate::domain::time::{Day, Instant};

/// Everything of one customer that a reason can follow from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// Grade, code.
    pub grade: Option<String>,
    /// Tier, code.
    pub tier: Option<String>,
    /// Tags, codes.
    pub tags: Vec<String>,
    /// When they were added.
    pub created_at: Instant,
    /// Their last contact.
    pub last_contact_at: Option<Instant>,
    /// When they were spoken to last, or something was planned: an attempt in vain is neither.
    pub followed_at: Option<Instant>,
    /// What the last contact promised.
    pub plan: Option<Plan>,
    /// Birthdays and anniversaries, theirs and their members'.
    pub dates: Vec<FactsDate>,
    /// Calls from their numbers that nobody logged.
    pub calls: Vec<FactsCall>,
    /// Their last purchase.
    pub last_purchase_at: Option<Instant>,
    /// When two of their usual intervals have gone by without a purchase.
    pub quiet_at: Option<Instant>,
    /// Their last complaint.
    pub complained_at: Option<Instant>,
    /// Minor units owed.
    pub balance_due: i64,
    /// The newest sale that is not paid.
    pub unpaid_at: Option<Instant>,
    /// Pieces that are kept for them.
    pub held: i64,
    /// The oldest sale of which something is kept.
    pub held_since: Option<Instant>,
    /// How they came to their owner, if they were not entered as theirs.
    pub assigned: Option<Assigned>,
    /// What they use, by product.
    pub supplies: Vec<Supplied>,
    /// What was settled, snoozed and dismissed.
    pub settled: Vec<Settlement>,
}

/// A promised contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Its day.
    pub on: Day,
    /// Its time of day, if it has one.
    pub at: Option<Instant>,
    /// Who promised it.
    pub by: Option<StaffId>,
    /// When that was.
    pub made: Instant,
}

/// A day that comes every year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactsDate {
    /// Row.
    pub id: i64,
    /// `birthday`, or the anniversary's name.
    pub kind: String,
    /// The member whose it is; none: the customer's own.
    pub whose: Option<String>,
    /// The date.
    pub date: Birthday,
}

impl FactsDate {
    /// The kind of birthdays; every other one is an anniversary's name.
    pub const BIRTHDAY: &'static str = "birthday";

    /// What there is to say of it on a day on which it is kept.
    #[must_use]
    pub fn detail(&self, day: Day, feb29: Feb29Rule) -> Detail {
        let reached = self.date.age_on(day, feb29);
        let (whose, lunar) = (self.whose.clone(), self.date.calendar == Calendar::Lunar);
        if self.kind == Self::BIRTHDAY {
            Detail::Birthday {
                whose,
                turns: reached,
                lunar,
            }
        } else {
            Detail::Anniversary {
                name: self.kind.clone(),
                whose,
                years: reached,
                lunar,
            }
        }
    }
}

/// A call that nobody logged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactsCall {
    /// Row.
    pub id: CallId,
    /// When it came.
    pub at: Instant,
    /// When it was over, or answered, where its end was never told; none: nobody answered.
    pub spoken_at: Option<Instant>,
    /// The number as the exchange sent it.
    pub number: Option<String>,
}

/// How a customer came to their owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Assigned {
    /// Row.
    pub id: i64,
    /// When.
    pub at: Instant,
    /// Whose they were; none: nobody's.
    pub from: Option<StaffId>,
}

/// What they have of a product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Supplied {
    /// The product's row.
    pub product_id: i64,
    /// Its name.
    pub product: String,
    /// The day on which it was bought last.
    pub bought_on: Day,
    /// The day on which it ends.
    pub runs_out_on: Day,
    /// How many they bought last.
    pub quantity: i64,
    /// How many days one lasts one user.
    pub cycle_days: i64,
    /// How many use it.
    pub users: i64,
    /// Days between their purchases, oldest first.
    pub intervals: Vec<i64>,
    /// It ends on this day at the earliest.
    pub earliest: Day,
    /// It ends on this day at the latest.
    pub latest: Day,
}

impl Supplied {
    /// What there is to say of its end.
    #[must_use]
    pub fn detail(&self) -> Detail {
        Detail::RunOut {
            product: self.product.clone(),
            quantity: self.quantity,
            cycle_days: self.cycle_days,
            users: self.users,
            intervals: self.intervals.clone(),
            earliest: self.earliest,
            latest: self.latest,
        }
    }
}

/// A reason that somebody has dealt with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settlement {
    /// The rule's code.
    pub rule: String,
    /// Which time.
    pub occurrence: String,
    /// Snoozed: the day on which it comes again; none: it does not.
    pub until: Option<Day>,
}
