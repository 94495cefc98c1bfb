//! Which reason is a task now, and whose, for a row of a list. Must not know what a task is for.

use super::{Lang, usual};
use crate::domain::today::{Rule, Taken};

/// `生日已交赵云`, `birthday: 赵云 has it`; of a reason that is no more, what its task is called.
#[must_use]
pub fn taken(lang: Lang, rules: &[Rule], taken: &Taken) -> String {
    let rule = rules.iter().find(|rule| rule.code == taken.rule);
    let what = rule.map(|rule| {
        let label = match lang {
            Lang::Zh => rule.label_zh.trim(),
            Lang::En => rule.label_en.trim(),
        };
        if label.is_empty() {
            usual(lang, rule.kind)
        } else {
            label
        }
    });
    let (what, by) = (what.unwrap_or(&taken.title), &taken.by);
    match lang {
        Lang::Zh => format!("{what}已交{by}"),
        Lang::En => format!("{what}: {by} has it"),
    }
}
