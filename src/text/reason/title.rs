//! A reason as the title of a task that is made of it: what and which day, not how far away that is
//! now; and told in another language than it was made in. Must not know screens.

use std::borrow::Cow;

use super::{Lang, Telling, short, usual};
use crate::domain::task::{Source, Task};
use crate::domain::today::{Detail, Due, Rule};
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

/// What a task is called, for a reader: in their language, if a reason was all that it says. Raw.
#[must_use]
pub fn task_title<'t>(lang: Lang, rules: &[Rule], task: &'t Task) -> Cow<'t, str> {
    let source = task.source.as_ref();
    let of = |source: &Source| rules.iter().find(|rule| rule.code == source.reason);
    let own = source.and_then(of);
    let own = own.and_then(|rule| reworded(lang, rule, &task.title));
    own.map_or(Cow::Borrowed(&task.title), Cow::Owned)
}

/// Titles that rest on no wording of the business's, in Chinese and in English; `{}`: figures.
const SAID: [(&str, &str); 4] = [
    ("欠{}", "owes {}"),
    ("存货{}件", "holds {}"),
    ("{}后未联系", "silent since {}"),
    ("从未沟通", "never reached"),
];

/// The usual title of a task that was made from this reason, in the reader's language, whoever
/// made it: `Next contact 11-24` is `约定联系 11-24`. None: it is in it, or somebody worded it.
pub(super) fn reworded(lang: Lang, rule: &Rule, title: &str) -> Option<String> {
    let label = |own: &str, lang| match own.trim() {
        "" => usual(lang, rule.kind).to_owned(),
        own => own.to_owned(),
    };
    let zh = label(&rule.label_zh, Lang::Zh);
    let en = label(&rule.label_en, Lang::En);
    let swap = |(zh, en)| if lang == Lang::Zh { (en, zh) } else { (zh, en) };
    let said = SAID.iter().copied().map(swap);
    let mut said = said.filter_map(|(from, to)| refigured(title, from, to));
    said.next().or_else(|| {
        let (from, to) = swap((zh.as_str(), en.as_str()));
        let (whose, _) = title.split_once(from)?;
        let own = match (whose, lang) {
            ("", _) => String::new(),
            (_, Lang::Zh) => whose.strip_suffix("'s ")?.to_owned(),
            (_, Lang::En) => format!("{whose}'s "),
        };
        let rest = title.strip_prefix(whose)?;
        let alone = (rest == from).then(|| to.to_owned());
        let dated = || refigured(rest, &format!("{from} {{}}"), &format!("{to} {{}}"));
        Some(own + &alone.or_else(dated)?)
    })
}

/// What is said one way, with nothing but figures in it, said the other way.
fn refigured(title: &str, from: &str, to: &str) -> Option<String> {
    let Some((before, behind)) = from.split_once("{}") else {
        return (title == from).then(|| to.to_owned());
    };
    let figures = title.strip_prefix(before)?.strip_suffix(behind)?;
    let are = !figures.is_empty() && !figures.chars().any(char::is_alphabetic);
    are.then(|| to.replace("{}", figures))
}
