//! What people know a row of the journal by. Must not know entries.

use serde_json::Value;

use super::row::Columns;

/// What tells people which row it is, in the order in which it is looked for.
const TITLES: &[&str] = &[
    "name",
    "typed",
    "email",
    "disposition",
    "note",
    "line",
    "city",
    "code",
    "key",
    "amount",
    "kind",
    "owner_id",
];

/// What a person knows a row by.
pub(super) fn title(row: &Columns) -> Option<String> {
    if row.contains_key("calendar") {
        return Some(date(row));
    }
    TITLES.iter().find_map(|name| row.get(*name).and_then(text))
}

/// `birthday lunar 1958-leap10-17`: what a date is for, and the date.
fn date(row: &Columns) -> String {
    let value = |name: &str| row.get(name).and_then(text).unwrap_or_default();
    let number = |name: &str| row.get(name).and_then(Value::as_i64);
    let year = number("year").map(|year| format!("{year:04}-"));
    let leap = if number("leap") == Some(1) {
        "leap"
    } else {
        ""
    };
    let calendar = value("calendar");
    format!(
        "{} {}{}{leap}{:02}-{:02}",
        value("kind"),
        if calendar == "lunar" { "lunar " } else { "" },
        year.unwrap_or_default(),
        number("month").unwrap_or_default(),
        number("day").unwrap_or_default(),
    )
}

/// A value as text; none where there is none.
pub(super) fn text(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

/// `run_out snoozed 2026-12-01`, `birthday dismissed 打错了`, `new settled`: the reason, what was
/// done with it, until when or why.
pub(super) fn settlement(row: &Columns) -> String {
    let names = ["rule", "state", "until", "cause"];
    let parts = names
        .iter()
        .filter_map(|name| row.get(*name).and_then(text));
    parts.collect::<Vec<_>>().join(" ")
}
