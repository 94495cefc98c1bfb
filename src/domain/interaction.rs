//! Contacts with customers as handed in, and coded lists that describe them.
//! Must not know how they are stored.

use super::ids::{CallId, CustomerId, PhoneId, StaffId};
use super::time::{Day, Instant};
use crate::domain::nearest::Word;

/// A call as logged by an agent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallLog {
    /// Whom.
    pub customer: CustomerId,
    /// Code of the list `disposition`.
    pub disposition: String,
    /// The number that was used, whose validity the disposition stamps.
    pub phone: Option<PhoneId>,
    /// `in` or `out`; none: `in` when a call of the exchange is given, else `out`.
    pub direction: Option<String>,
    /// What was said.
    pub note: Option<String>,
    /// When to contact again.
    pub next_on: Option<Day>,
    /// The same with a time of day.
    pub next_at: Option<Instant>,
    /// The exchange's call that this is about.
    pub call: Option<CallId>,
}

impl CallLog {
    /// A log with this result and nothing else.
    pub fn new(customer: CustomerId, disposition: &str) -> Self {
        CallLog {
            customer,
            disposition: disposition.to_owned(),
            phone: None,
            direction: None,
            note: None,
            next_on: None,
            next_at: None,
            call: None,
        }
    }
}

/// What we heard of customers without speaking with them: of rivals (cap. 24), from others
/// (cap. 22). It is no contact: it neither counts as one nor ends a plan.
pub const HEARD: [&str; 2] = ["competitor", "secondary"];

/// A call's kind: it is logged as a [`CallLog`], with what came of it.
pub const CALL: &str = "call";

/// Anything but a call as a person enters it: a visit, an e-mail, a gift, what a rival did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Whom.
    pub customer: CustomerId,
    /// Code of the list `interaction_kind`, not `call`.
    pub kind: String,
    /// `in` or `out`, where it has one.
    pub direction: Option<String>,
    /// When; none: now. Not later.
    pub at: Option<Instant>,
    /// Where.
    pub place: Option<String>,
    /// What it cost us, minor units.
    pub cost: Option<i64>,
    /// What was said and done.
    pub note: Option<String>,
    /// When to contact again.
    pub next_on: Option<Day>,
    /// The same with a time of day.
    pub next_at: Option<Instant>,
}

/// One value of a coded list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choice {
    /// Which list.
    pub list: String,
    /// Code, in the file and in JSON.
    pub code: String,
    /// Label in Chinese.
    pub zh: String,
    /// Label in English.
    pub en: String,
    /// The key that picks it in the call log.
    pub letter: Option<char>,
    /// What a disposition says of the number: `valid`, `invalid`.
    pub validity: Option<String>,
    /// Whether it can be picked.
    pub active: bool,
    /// Code of the head that it belongs to, where the list is a tree (nature, cap. 81).
    pub under: Option<String>,
    /// Whether a call with this disposition settles the reasons to call that it was made for.
    pub settles: bool,
    /// Whether a call with this disposition was a complaint: the customer is watched.
    pub complaint: bool,
}

impl Choice {
    /// As it is named to somebody who typed something else.
    pub fn word(&self) -> Word {
        Word::labelled(&self.code, &self.zh, &self.en)
    }
}

/// A call of the exchange as desks see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// Row.
    pub id: CallId,
    /// As the exchange sent it.
    pub number: Option<String>,
    /// Normal form.
    pub digits: Option<String>,
    /// Name as the exchange sent it.
    pub name: Option<String>,
    /// When it began to ring.
    pub rang_at: Option<Instant>,
    /// When it was answered.
    pub answered_at: Option<Instant>,
    /// When it ended.
    pub ended_at: Option<Instant>,
    /// Whether nobody answered.
    pub missed: bool,
    /// Whether it was logged.
    pub logged: bool,
}

/// A callback that somebody promised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Callback {
    /// Whom.
    pub customer: CustomerId,
    /// The customer's name, raw.
    pub name: String,
    /// When.
    pub at: Instant,
}

/// When somebody is to be contacted next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Whom.
    pub customer: CustomerId,
    /// The customer's name, raw.
    pub name: String,
    /// On which day; none only in a damaged file.
    pub on: Option<Day>,
    /// At which time, where one was promised.
    pub at: Option<Instant>,
}

/// A contact of the past as a file hands it in. Coded values are codes already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewInteraction {
    /// Whom.
    pub customer: CustomerId,
    /// Code of the list `interaction_kind`.
    pub kind: String,
    /// `in` or `out`, where it has one.
    pub direction: Option<String>,
    /// When.
    pub at: Instant,
    /// Who had it; none: nobody knows any more.
    pub staff: Option<StaffId>,
    /// Code of the list `disposition`.
    pub disposition: Option<String>,
    /// The number that was used, as written; tied to the customer's number with these digits.
    pub phone: Option<String>,
    /// What was said.
    pub note: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// What it cost us, minor units.
    pub cost: Option<i64>,
    /// When it was to be contacted again.
    pub next_on: Option<Day>,
    /// The same with a time of day.
    pub next_at: Option<Instant>,
}
