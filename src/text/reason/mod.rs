//! Why somebody is to be rung, in words: in short for a row of the list, spelled out for the card
//! as what to say, and why not just now. Names in it are as stored, not cleaned. Must not know
//! how reasons are found, nor screens.

mod en;
mod settled;
mod taken;
#[cfg(test)]
mod tests;
mod title;
mod zh;

pub use settled::{settled_rule, settlement};
pub use taken::taken;
pub use title::{task_title, title};

use super::{Lang, say};
use crate::domain::customer::{Happening, TimelineEntry};
use crate::domain::ids::StaffId;
use crate::domain::interaction::CALL;
use crate::domain::time::{Day, Now};
use crate::domain::today::{Due, Guard, Kind};

/// What reasons are told with.
pub struct Telling<'t> {
    /// When it is.
    pub now: &'t Now,
    /// Currency code.
    pub currency: &'t str,
    /// The business's wording of the reason; none: the usual one.
    pub label: Option<&'t str>,
    /// The name of a colleague.
    pub person: &'t dyn Fn(StaffId) -> Option<String>,
}

impl Telling<'_> {
    fn money(&self, minor: i64) -> String {
        say::money(minor, self.currency)
    }

    fn day(&self, day: Day) -> String {
        say::day(self.now, day)
    }

    fn person(&self, id: Option<StaffId>) -> Option<String> {
        (self.person)(id?)
    }

    /// The business's wording, else the usual one.
    fn label(&self, lang: Lang, kind: Kind) -> String {
        let own = self.label.map(str::trim).filter(|label| !label.is_empty());
        own.unwrap_or(usual(lang, kind)).to_owned()
    }
}

/// In as few words as say it: `birthday in 2d`, `蜂胶 12-31`.
#[must_use]
pub fn short(lang: Lang, with: &Telling<'_>, due: &Due) -> String {
    match lang {
        Lang::Zh => zh::short(with, due),
        Lang::En => en::short(with, due),
    }
}

/// As what to say: with the numbers and days that it rests on.
#[must_use]
pub fn spoken(lang: Lang, with: &Telling<'_>, due: &Due) -> String {
    match lang {
        Lang::Zh => zh::spoken(with, due),
        Lang::En => en::spoken(with, due),
    }
}

/// Why it is better not to call now, in short.
#[must_use]
pub fn guard(lang: Lang, guard: Guard) -> String {
    match lang {
        Lang::Zh => zh::guard(guard),
        Lang::En => en::guard(guard),
    }
}

/// The same for a row of a list: `over 4/3`, `勿扰`.
#[must_use]
pub fn guard_short(lang: Lang, guard: Guard) -> String {
    match lang {
        Lang::Zh => zh::guard_short(guard),
        Lang::En => en::guard_short(guard),
    }
}

/// What a kind of reason is called where the business has not worded it.
#[must_use]
pub fn usual(lang: Lang, kind: Kind) -> &'static str {
    match lang {
        Lang::Zh => zh::usual(kind),
        Lang::En => en::usual(kind),
    }
}

/// What was said when the customer was spoken to last, and on which day: the newest note of a
/// call or a visit.
#[must_use]
pub fn last_said<'t>(now: &Now, timeline: &'t [TimelineEntry]) -> Option<(String, &'t str)> {
    let said = |entry: &'t TimelineEntry| match &entry.what {
        Happening::Interaction { kind, note, .. } if [CALL, "visit"].contains(&kind.as_str()) => {
            Some((say::instant(now, entry.at), note.as_deref()?))
        }
        _ => None,
    };
    timeline.iter().find_map(said)
}

/// Where a day lies from today.
enum Lies {
    /// So many days ahead; 0 is today.
    Ahead(i64),
    /// So many days back.
    Back(i64),
}

fn lies(now: &Now, day: Day) -> Lies {
    match now.days_until(day) {
        days @ 0.. => Lies::Ahead(days),
        days => Lies::Back(-days),
    }
}

/// The last two intervals between purchases, if there are two to speak of.
fn last_two(intervals: &[i64]) -> Option<(i64, i64)> {
    match intervals {
        [.., before, last] => Some((*before, *last)),
        _ => None,
    }
}
