//! The customer as lists and cards show it; as handed in: draft.rs.
//! Must not know how it is found, stored or drawn.

mod custom;
mod draft;
mod field;
mod form;
pub mod merge;
mod sheet;
pub mod tag;
mod whole;

pub use custom::{CustomField, CustomKind};
pub use draft::{Draft, NewMember, NewPhone};
pub use field::Field;
pub use form::{FormField, FormKind, PARTS, Stage, asked, can_ask, missing};
pub use sheet::{
    Alike, AlikeBy, AlikeTo, Clash, Key, Line, Place, Sheet, SheetDate, SheetMember, SheetPhone,
};
pub use whole::{Whole, WholeMember, WholePhone};

use serde::{Deserialize, Serialize};

use super::birthday::Birthday;
use super::ids::{CustomerId, InteractionId, MemberId, PhoneId, SaleId, StaffId, TaskId};
use super::ringing;
use super::sale::{Held, State};
use super::supply::Supply;
use super::task::Task;
use super::time::{Day, Instant};
use super::today::{Due, Guard};

/// How much of a customer the asker may see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sight {
    /// Outside the scope, found by a whole number: name, owner and "put through" only.
    PutThrough,
    /// Within the scope of `show`, numbers masked.
    Masked,
    /// Numbers may be revealed.
    Full,
}

/// What of the customer matched, as `find --json` says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MatchedBy {
    /// A whole number.
    Number,
    /// A part of a number.
    Digits,
    /// The name, or a part of it.
    Name,
    /// Its pinyin.
    Pinyin,
    /// Its initials.
    Initials,
    /// The customer's code.
    Code,
    /// The membership card.
    Card,
    /// A family member or contact person.
    Member,
    /// A field that the business made for itself.
    Custom,
    /// Nothing asked: a recent one.
    Recent,
}

impl MatchedBy {
    /// The code in JSON.
    pub fn code(self) -> &'static str {
        match self {
            MatchedBy::Number => "number",
            MatchedBy::Digits => "digits",
            MatchedBy::Name => "name",
            MatchedBy::Pinyin => "pinyin",
            MatchedBy::Initials => "initials",
            MatchedBy::Code => "code",
            MatchedBy::Card => "card",
            MatchedBy::Member => "member",
            MatchedBy::Custom => "custom",
            MatchedBy::Recent => "recent",
        }
    }
}

/// A row of the caller line's answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundRow {
    /// Row.
    pub id: CustomerId,
    /// Code.
    pub code: String,
    /// Name, raw (not cleaned for a terminal).
    pub name: String,
    /// Membership card.
    pub card_no: Option<String>,
    /// Tier, a code of the list `tier`.
    pub tier: Option<String>,
    /// Grade, a code of the list `grade`.
    pub grade: Option<String>,
    /// The owner's row.
    pub owner: Option<StaffId>,
    /// The owner's name.
    pub owner_name: Option<String>,
    /// The number to show, normal form: the one that matched, else the primary one.
    pub digits: Option<String>,
    /// Whose number matched, where it is not the customer's own: relation and name.
    pub whose: Option<(Option<String>, String)>,
    /// Last contact.
    pub last_contact_at: Option<Instant>,
    /// Do not call.
    pub do_not_call: bool,
    /// How much may be seen.
    pub sight: Sight,
    /// What matched.
    pub matched_by: MatchedBy,
}

/// One of the numbers of a found customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundNumber {
    /// As it is dialled, `+8613800134821`; none where the asker may not see it.
    pub number: Option<String>,
    /// Masked form, always there.
    pub masked: String,
    /// Kind code: mobile, landline, fax, …
    pub kind: String,
    /// Whose it is, where it is not the customer's own: relation and name.
    pub whose: Option<(Option<String>, String)>,
    /// Whether it is the one that the row shows.
    pub is_shown: bool,
}

/// The caller line's answer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// Ranked rows, at most as many as asked for.
    pub rows: Vec<FoundRow>,
    /// How many there are, capped at [`Found::CAP`].
    pub count: usize,
}

impl Found {
    /// The count says `1000+` from here on.
    pub const CAP: usize = 1000;
}

/// A number on a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardPhone {
    /// Row.
    pub id: PhoneId,
    /// As typed; empty where the asker may not see it.
    pub typed: String,
    /// Normal form; empty where the asker may not see it.
    pub digits: String,
    /// Masked form, always there.
    pub masked: String,
    /// Kind code: mobile, landline, fax, …
    pub kind: String,
    /// Extension behind it.
    pub extension: Option<String>,
    /// Whose it is, null for the customer's own.
    pub member: Option<MemberId>,
    /// What is known of it; none: nobody has verified it.
    pub validity: Option<Verified>,
    /// Whether a numbering plan knows it.
    pub known: bool,
}

/// Whether a number reaches the customer, as somebody found (cap. 29).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// `valid` or `invalid`.
    pub validity: String,
    /// Since when.
    pub at: Instant,
    /// Who found it, by name.
    pub by: Option<String>,
    /// How: `call` by what came of a call, `said` by hand, else in words.
    pub how: Option<String>,
}

/// A date on a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardDate {
    /// `birthday`, or the anniversary's name.
    pub kind: String,
    /// Whose it is, null for the customer's own.
    pub member: Option<MemberId>,
    /// The date, solar or lunar, with or without a year.
    pub date: Birthday,
}

/// A family member or contact person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Row.
    pub id: MemberId,
    /// `family` or `contact`.
    pub kind: String,
    /// Name.
    pub name: String,
    /// Relation or position.
    pub relation: Option<String>,
    /// Where they work.
    pub employer: Option<String>,
}

/// An address on a card.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Address {
    /// Province or state.
    pub province: Option<String>,
    /// City.
    pub city: Option<String>,
    /// Street and number, free text.
    pub line: Option<String>,
    /// Postcode.
    pub postcode: Option<String>,
}

/// What a line of the timeline tells. Words are made in text/.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Happening {
    /// An interaction: kind code, disposition code, note, next contact.
    Interaction {
        /// Row.
        id: InteractionId,
        /// `call`, `visit`, `note`, …
        kind: String,
        /// `in`, `out`.
        direction: Option<String>,
        /// Code of the list `disposition`.
        disposition: Option<String>,
        /// What was said.
        note: Option<String>,
        /// When to contact again.
        next_on: Option<Day>,
        /// The same with a time.
        next_at: Option<Instant>,
        /// Where.
        place: Option<String>,
        /// What it cost us, minor units.
        cost: Option<i64>,
    },
    /// A sale: its lines as (product name, quantity), total and paid, minor units.
    Sale {
        /// Row.
        id: SaleId,
        /// Code.
        code: String,
        /// The first lines: product name and quantity.
        lines: Vec<(String, i64)>,
        /// How many lines there are.
        line_count: usize,
        /// How it stands.
        state: State,
        /// Total, minor units.
        total: i64,
        /// Paid, minor units.
        paid: i64,
        /// Worth of what came back, minor units.
        returned: i64,
    },
    /// The customer got another owner.
    Transfer {
        /// Name of the one before.
        from: Option<String>,
        /// Name of the new one.
        to: Option<String>,
        /// Why.
        reason: Option<String>,
    },
    /// A task that has ended.
    Task {
        /// Row.
        id: TaskId,
        /// What was to be done, raw.
        title: String,
        /// Whether it was done; else it was cancelled.
        done: bool,
        /// What came of it, or why it was cancelled; of what was done by a contact that says it.
        said: Option<String>,
    },
    /// A call of the exchange that nobody logged.
    Call(ringing::Facts),
}

/// One line of the timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimelineEntry {
    /// When.
    pub at: Instant,
    /// By whom: their name.
    pub by: Option<String>,
    /// Their row.
    pub by_id: Option<StaffId>,
    /// What.
    pub what: Happening,
}

/// The card: everything that the screen shows of a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Row.
    pub id: CustomerId,
    /// Version, for saving.
    pub version: i64,
    /// Code.
    pub code: String,
    /// Name, raw.
    pub name: String,
    /// How much may be seen. `PutThrough`: everything below is empty but the owner.
    pub sight: Sight,
    /// The owner's row and name.
    pub owner: Option<(StaffId, String)>,
    /// The unit's name.
    pub unit: Option<String>,
    /// The plain fields that are set, by their command-line name, raw values (codes).
    pub fields: Vec<(Field, String)>,
    /// The business's own fields that are set: code and value as stored, in their order.
    pub custom: Vec<(String, String)>,
    /// Numbers.
    pub phones: Vec<CardPhone>,
    /// E-mail addresses.
    pub emails: Vec<String>,
    /// Addresses.
    pub addresses: Vec<Address>,
    /// Birthdays and anniversaries.
    pub dates: Vec<CardDate>,
    /// Family members and contact persons.
    pub members: Vec<Member>,
    /// Do not call.
    pub do_not_call: bool,
    /// When the customer was added.
    pub created_at: Instant,
    /// Last contact.
    pub last_contact_at: Option<Instant>,
    /// Last purchase.
    pub last_purchase_at: Option<Instant>,
    /// How many sales.
    pub purchase_count: i64,
    /// What is owed, minor units; below zero: by us.
    pub balance_due: i64,
    /// Goods of theirs that are kept here, by product.
    pub held: Vec<Held>,
    /// Points that they have to spend.
    pub points: i64,
    /// Contacts in the last 30 days.
    pub contacts_30d: i64,
    /// What they run out of, the next to end first.
    pub supplies: Vec<Supply>,
    /// The plan of the newest interaction.
    pub next_contact: Option<(Day, Option<Instant>)>,
    /// Why to ring now, the weightiest first.
    pub reasons: Vec<Due>,
    /// Why not just now.
    pub guard: Vec<Guard>,
    /// Who else is at work on them just now.
    pub held_by: Option<String>,
    /// What is to be done for them, the most pressing first.
    pub tasks: Vec<Task>,
    /// Newest first.
    pub timeline: Vec<TimelineEntry>,
}
