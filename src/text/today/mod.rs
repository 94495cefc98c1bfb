//! Words of the Today pane and of what is done with its reasons.
//! Must not know where they are shown.

mod en;
mod zh;

pub(super) use en::EN;
pub(super) use zh::ZH;

/// The Today pane, settling, and the question before somebody is worn out.
#[derive(Debug)]
pub struct Today {
    /// Title of the pane.
    pub title: &'static str,
    /// How many there are, and whether there may be more.
    pub count: fn(usize, bool) -> String,
    /// How many are done with, put off, tried and left today, and whether more may be left.
    pub progress: fn([usize; 4], bool) -> String,
    /// Nobody is left: what to do.
    pub empty: &'static str,
    /// After it, for those who oversee others: the keys of everybody's day and of the lists.
    pub empty_others: fn(&str, &str) -> String,
    /// Nobody is on a list by time.
    pub empty_list: &'static str,
    /// How many customers are on a list by time, and whether there may be more.
    pub listed: fn(usize, bool) -> String,
    /// Title of the pane with a list in it, and whose it is.
    pub titled: fn(&str, &str) -> String,
    /// Title of the chooser: whose lists.
    pub lists_title: fn(&str) -> String,
    /// One's own customers.
    pub mine: &'static str,
    /// The team's.
    pub team: &'static str,
    /// Everybody's.
    pub everybody: &'static str,
    /// Of somebody who is not active any more.
    pub somebody: &'static str,
    /// The scope is one's own customers.
    pub only_mine: &'static str,
    /// The list has no span, or no other one.
    pub no_span: &'static str,
    /// Title of the table of everybody's day.
    pub overview_title: &'static str,
    /// Nobody has anything to do.
    pub nobody_busy: &'static str,
    /// Column: left today.
    pub left: &'static str,
    /// Column: done today.
    pub done: &'static str,
    /// Column: promised calls that are late.
    pub overdue: &'static str,
    /// A missed call of a number that nobody has.
    pub unknown: &'static str,
    /// Contacts in 30 days, in a column.
    pub contacts: fn(u32) -> String,
    /// Rung today in vain.
    pub tried: &'static str,
    /// Nothing is due of whom this would be done to.
    pub no_reason: &'static str,
    /// What was done to one, by name.
    pub settled: fn(&str) -> String,
    /// Put off, by name and day.
    pub snoozed: fn(&str, &str) -> String,
    /// Does not apply, by name.
    pub dismissed: fn(&str) -> String,
    /// What was done to so many.
    pub settled_many: fn(usize) -> String,
    /// What was taken back or put back, and of whom if of one.
    pub back: fn(&str, &str, &str) -> String,
    /// Title of the form: which reasons are done with; of whom.
    pub settle_title: fn(&str) -> String,
    /// Title of the form: when it comes again; of whom.
    pub snooze_title: fn(&str) -> String,
    /// Title of the form: why it does not apply; of whom.
    pub dismiss_title: fn(&str) -> String,
    /// So many customers, in a title.
    pub customers: fn(usize) -> String,
    /// Field: which reasons.
    pub which: &'static str,
    /// In the field.
    pub which_hint: &'static str,
    /// A key was pressed that picks none of so many, or none is picked.
    pub which_fault: fn(usize) -> String,
    /// All of them.
    pub all: fn(usize) -> String,
    /// Field: the day on which it comes again.
    pub until: &'static str,
    /// The next date was not understood or does not do: why, and examples.
    pub next_fault: fn(&str) -> String,
    /// The day of this year has just gone by; the day that was understood, which saving again takes.
    pub just_gone: fn(&str, &str) -> String,
    /// A call back was agreed without a date; saving again takes it so.
    pub no_promise: &'static str,
    /// In the empty field: examples.
    pub until_hint: &'static str,
    /// A day was not understood or does not do: why, and examples.
    pub until_fault: fn(&str) -> String,
    /// A time of day was typed.
    pub whole_days: &'static str,
    /// The day is further ahead than anything is put off.
    pub two_years: &'static str,
    /// Title and words of the question before so many rows are done with at once.
    pub settle_many: fn(usize) -> (String, String),
    /// The day is today.
    pub later_day: &'static str,
    /// When it comes again, as it was understood.
    pub comes_again: fn(&str) -> String,
    /// Field: why.
    pub cause: &'static str,
    /// In the empty field.
    pub cause_hint: &'static str,
    /// On the card: on which day what was said last.
    pub last_said: fn(&str, &str) -> String,
    /// Title of the question before somebody is called whom one had better not call now.
    pub guard_title: fn(&str) -> String,
    /// What yes means there.
    pub guard_go_on: &'static str,
}

/// Said only where there is any.
fn some(count: usize, said: impl Fn(usize) -> String) -> String {
    if count == 0 {
        String::new()
    } else {
        said(count)
    }
}
