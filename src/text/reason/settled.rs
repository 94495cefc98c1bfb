//! What was done with a reason to ring somebody, as a history tells it. Must not know where a
//! history is kept or drawn.

use crate::domain::time::{Day, Now};
use crate::text::{Lang, say};

/// A settlement as the journal has it (`run_out snoozed 2026-12-01`, `new dismissed 打错了`) in
/// words; `label`: the business's wording of the reason, else its code is said.
#[must_use]
pub fn settlement(lang: Lang, now: &Now, label: Option<&str>, stored: &str) -> String {
    let (rule, done) = stored.split_once(' ').unwrap_or((stored, ""));
    let (state, rest) = done.split_once(' ').unwrap_or((done, ""));
    let rule = label.filter(|label| !label.is_empty()).unwrap_or(rule);
    let day = rest.parse::<Day>();
    let day = day.map_or_else(|_| rest.to_owned(), |day| say::day(now, day));
    match (lang, state) {
        (Lang::Zh, "settled") => format!("{rule}，已处理"),
        (Lang::En, "settled") => format!("{rule}, settled"),
        (Lang::Zh, "snoozed") => format!("{rule}，推迟到 {day}"),
        (Lang::En, "snoozed") => format!("{rule}, put off until {day}"),
        (Lang::Zh, "dismissed") => format!("{rule}，不适用：{rest}"),
        (Lang::En, "dismissed") => format!("{rule}, does not apply: {rest}"),
        _ => format!("{rule} {done}"),
    }
}

/// The code of the reason in such a value.
#[must_use]
pub fn settled_rule(stored: &str) -> &str {
    stored.split(' ').next().unwrap_or(stored)
}
