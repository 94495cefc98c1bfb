//! Words of giving tasks at the desk: the form, the line, and the news of what became of them.
//! Must not know where they are shown.

mod en;
mod news;
mod zh;

pub(super) use en::EN;
pub use news::News;
pub(super) use zh::ZH;

use super::{Lang, queue};
use crate::domain::ids::StaffId;
use crate::domain::nearest::Near;
use crate::domain::task::{Happened, Task};
use crate::domain::time::{Instant, Now};

/// Giving tasks.
#[derive(Debug)]
pub struct Give {
    /// Title of the form: about a customer.
    pub about: fn(&str) -> String,
    /// About nobody.
    pub own: &'static str,
    /// About so many customers.
    pub many: fn(usize) -> String,
    /// An open task is changed: its number.
    pub change: fn(i64) -> String,
    /// Field: what is to be done; in the empty field.
    pub title: [&'static str; 2],
    /// In the empty field where each reason says it.
    pub title_each: &'static str,
    /// Field: whose.
    pub to: [&'static str; 2],
    /// Field: by when.
    pub due: [&'static str; 2],
    /// Field: how pressing.
    pub priority: [&'static str; 2],
    /// Field: what kind.
    pub kind: [&'static str; 2],
    /// In the empty field where each reason says it.
    pub kind_each: &'static str,
    /// Field: after how long it comes again.
    pub every: [&'static str; 2],
    /// Field: the reason that it takes.
    pub reason: [&'static str; 2],
    /// Field: what else is to be known.
    pub note: [&'static str; 2],
    /// Nobody is called so; whom may be meant.
    pub nobody: fn(&str, &Near) -> String,
    /// No kind, priority or reason is called so.
    pub no_such: fn(&str) -> String,
    /// No time: why, with examples.
    pub no_time: fn(&str) -> String,
    /// No span, with examples.
    pub no_span: &'static str,
    /// It comes again after so long, once it is done.
    pub again: fn(&str) -> String,
    /// A task was given: to whom, what.
    pub given: fn(&str, &str) -> String,
    /// An open task was changed.
    pub changed: fn(&str) -> String,
    /// Nothing is another way.
    pub same: &'static str,
    /// Of many: so many are done of so many.
    pub progress: fn(usize, usize) -> String,
    /// Title of the line.
    pub line: &'static str,
    /// In the empty line.
    pub line_hint: &'static str,
    /// What a line can say, while it is empty.
    pub line_help: [&'static str; 4],
    /// What is read back: title, customer, whose, by when, how pressing, kind, comes again.
    pub read: [&'static str; 7],
    /// No customer is named.
    pub no_customer: &'static str,
    /// Before what of a line was not understood.
    pub odd: &'static str,
    /// So many are called so: one is to be chosen.
    pub which: fn(usize) -> String,
    /// Somebody may be meant, and may be chosen.
    pub perhaps: &'static str,
    /// It is read anew: Enter once more.
    pub reading: &'static str,
    /// Enter saves it.
    pub saves: &'static str,
    /// A desk writes no files: the command that does.
    pub no_files: fn(&str) -> String,
    /// Words of the news.
    pub news: News,
}

/// What happened to a task, as one hears of it: `赵云已完成`; and when, if that is known.
pub fn happened(lang: Lang, now: &Now, me: StaffId, task: &Task) -> (String, Option<Instant>) {
    let words = &lang.text().give.news;
    let (what, at, who) = task.news(me);
    let said = match what {
        Happened::Given => (words.given)(who),
        Happened::Done => (words.done)(who),
        Happened::Cancelled => (words.cancelled)(who),
        Happened::Changed => (words.changed)(who, &queue::due(lang, now, task)),
    };
    (said, at)
}
