//! Words of cards and timelines.
//! Must not know where it is shown.

mod en;
mod zh;

pub(super) use en::EN;
pub(super) use zh::ZH;

/// What stands on cards and timelines.
#[derive(Debug)]
pub struct Customer {
    /// Before the owner's name.
    pub owner: &'static str,
    /// No owner.
    pub nobody: &'static str,
    /// Column.
    pub tier: &'static str,
    /// All that may be seen.
    pub put_through: &'static str,
    /// A card that is there no more, or no more for this person.
    pub out_of_sight: &'static str,
    /// The same in a column of a list, at most 5 columns wide.
    pub put_through_short: &'static str,
    /// The customer is not to be called.
    pub do_not_call: &'static str,
    /// What is owed.
    pub owes: fn(&str) -> String,
    /// How many sales.
    pub purchases: fn(i64) -> String,
    /// How long ago the last contact was.
    pub last_contact: fn(&str) -> String,
    /// No contact yet.
    pub never_contacted: &'static str,
    /// Contacts in the last 30 days.
    pub contacts_30d: fn(i64) -> String,
    /// The plan of the newest contact.
    pub next_contact: fn(&str) -> String,
    /// The planned day has gone by.
    pub overdue: &'static str,
    /// Heading of numbers.
    pub phones: &'static str,
    /// No number.
    pub no_phones: &'static str,
    /// A number that works.
    pub valid: &'static str,
    /// A number that does not work.
    pub invalid: &'static str,
    /// No numbering plan knows the number.
    pub unknown_plan: &'static str,
    /// Before an extension.
    pub extension: &'static str,
    /// Birthday.
    pub birthday: &'static str,
    /// Before a lunar date.
    pub lunar: &'static str,
    /// Before a leap month.
    pub leap: &'static str,
    /// How old.
    pub age: fn(u32) -> String,
    /// A family member.
    pub family: &'static str,
    /// A contact person.
    pub contact: &'static str,
    /// Whose number it is: relation, name.
    pub whose: fn(&str, &str) -> String,
    /// Title of the timeline.
    pub timeline: &'static str,
    /// Filter: everything.
    pub all: &'static str,
    /// Filter: calls and visits.
    pub calls: &'static str,
    /// Filter: sales.
    pub sales: &'static str,
    /// The timeline is empty.
    pub nothing_yet: &'static str,
    /// The filter leaves nothing.
    pub nothing_of_this: &'static str,
    /// A call.
    pub call: &'static str,
    /// A visit.
    pub visit: &'static str,
    /// A note.
    pub note: &'static str,
    /// A number was verified by what came of a call.
    pub by_call: &'static str,
    /// A number was verified by hand.
    pub by_hand: &'static str,
    /// What a visit, a gift or another effort cost us.
    pub cost: fn(&str) -> String,
    /// The customer called.
    pub inbound: &'static str,
    /// When to contact again.
    pub next: fn(&str) -> String,
    /// A sale.
    pub sale: &'static str,
    /// What of a sale was paid.
    pub paid: fn(&str) -> String,
    /// So many lines more.
    pub and_more: fn(usize) -> String,
    /// The customer got another owner.
    pub transfer: &'static str,
    /// From one owner to another.
    pub from_to: fn(&str, &str) -> String,
    /// Nobody answered.
    pub missed_call: &'static str,
    /// Answered and not logged.
    pub unlogged_call: &'static str,
    /// It rings now.
    pub ringing_call: &'static str,
    /// It was answered and goes on.
    pub talking_call: &'static str,
    /// A flag that is set.
    pub yes: &'static str,
    /// A flag that says no.
    pub no: &'static str,
    /// Less than a minute ago.
    pub now: &'static str,
    /// So many minutes.
    pub minutes: fn(u32) -> String,
    /// So many hours.
    pub hours: fn(u32) -> String,
    /// So many days.
    pub days: fn(u32) -> String,
    /// So many years.
    pub years: fn(u32) -> String,
}
