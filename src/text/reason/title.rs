//! A reason as the title of a task that is made of it: what and which day, not how far away that is
//! now. Must not know tasks.

use super::{Lang, Telling, short, usual};
use crate::domain::today::{Detail, Due};
use crate::text::say;

/// `李秀英's birthday 11-25`, `蜂胶 12-31`: as true tomorrow as it is today.
#[must_use]
pub fn title(lang: Lang, with: &Telling<'_>, due: &Due) -> String {
    let label = || {
        let own = with.label.map(str::trim).filter(|label| !label.is_empty());
        own.unwrap_or(usual(lang, due.kind)).to_owned()
    };
    let of = |whose: &Option<String>, what: &str| match (whose, lang) {
        (Some(name), Lang::Zh) => format!("{name}{what}"),
        (Some(name), Lang::En) => format!("{name}'s {what}"),
        (None, _) => what.to_owned(),
    };
    let day = with.day(due.due_on);
    match &due.detail {
        Detail::Birthday { whose, .. } => format!("{} {day}", of(whose, &label())),
        Detail::Anniversary { name, whose, .. } => format!("{} {day}", of(whose, name)),
        Detail::Silent { since, .. } => match (since, lang) {
            (None, _) => short(lang, with, due),
            (Some(since), Lang::Zh) => format!("{}后未联系", with.day(*since)),
            (Some(since), Lang::En) => format!("silent since {}", with.day(*since)),
        },
        Detail::NextContact { .. } | Detail::Call { .. } => match due.at {
            Some(at) => format!("{} {}", label(), say::instant(with.now, at)),
            None => format!("{} {day}", label()),
        },
        Detail::Greeting { .. } => format!("{} {day}", label()),
        _ => short(lang, with, due),
    }
}
