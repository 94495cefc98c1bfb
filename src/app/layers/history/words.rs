//! One change of a history in words: names of fields, labels of codes, masked numbers. Must not
//! know where it is drawn.

use crate::app::desk::Desk;
use crate::domain::ids::StaffId;
use crate::domain::journal::Change;
use crate::kit::clean::clean;
use crate::kit::width::{cut_with, width};
use crate::text::{names, reason, say};

/// Columns that follow from others or that only the program needs.
const UNTOLD: &[&str] = &["digits", "known", "position", "member_id", "phone_id"];

/// Whether people are told of a change.
pub(super) fn is_told(change: &Change) -> bool {
    let field = change.field.as_deref();
    field.is_none_or(|field| !UNTOLD.contains(&field))
}

/// A change in at most so many columns: of long values both the old and the new are shortened.
pub(super) fn said(desk: &Desk, change: &Change, cols: usize) -> String {
    let forms = &desk.text().forms;
    let ellipsis = desk.theme.glyphs().ellipsis;
    let table = names::table(desk.lang, &change.table);
    let [before, after] = [&change.before, &change.after].map(|value| told(desk, change, value));
    let Some(field) = &change.field else {
        let inserted = change.operation == "insert";
        let (done, title, is) = match inserted {
            true => (forms.inserted, after, &change.after),
            false => (forms.deleted, before, &change.before),
        };
        let rows = change.last_key.map(|last| (last - change.key + 1).max(1));
        let more = match (rows, is) {
            (Some(rows), _) => format!(" {rows}"),
            (None, Some(_)) => format!(" {title}"),
            (None, None) => String::new(),
        };
        let line = match (change.table.as_str(), change.operation.as_str()) {
            (SETTLEMENT, "delete") => format!("{table}: {done}{more}"),
            (SETTLEMENT, _) => format!("{table}: {}", told(desk, change, &change.after)),
            _ => format!("{table}: {done}{more}"),
        };
        return cut_with(&line, cols, ellipsis).into_owned();
    };
    let field = match field
        .strip_prefix(CUSTOM)
        .and_then(|code| desk.custom(code))
    {
        Some(own) => clean(say::label(desk.lang, own)).into_owned(),
        None => names::column(desk.lang, field).to_owned(),
    };
    let whose = match change.table.as_str() {
        "customer_custom" => String::new(),
        _ if table == field => String::new(),
        _ => format!("{table} "),
    };
    let arrow = desk.theme.glyphs().arrow;
    let label = format!("{whose}{field}: ");
    let room = cols.saturating_sub(width(&label) + width(arrow) + 2);
    let (old, new) = (width(&before), width(&after));
    let half = room / 2;
    let old = old.min(half.max(room.saturating_sub(new)));
    let new = room.saturating_sub(old);
    let before = cut_with(&before, old, ellipsis);
    let after = cut_with(&after, new, ellipsis);
    format!("{label}{before} {arrow} {after}")
}

/// What was done with reasons to call: told whole.
const SETTLEMENT: &str = "reason_settlement";

/// How fields that the business made for itself begin in a history.
const CUSTOM: &str = "custom.";

/// A value as people know it; not cut.
fn told(desk: &Desk, change: &Change, value: &Option<String>) -> String {
    let Some(value) = value.as_deref().filter(|value| !value.is_empty()) else {
        return desk.text().forms.empty_value.to_owned();
    };
    let stored = say::Stored {
        lang: desk.lang,
        now: &desk.now,
        choices: desk.choices(),
        person: &|row| desk.colleague(StaffId(row)).map(str::to_owned),
    };
    let said = match (change.table.as_str(), change.field.as_deref()) {
        ("customer_phone", None | Some("typed")) => masked(value),
        ("customer_phone", Some("kind")) => names::phone_kind(desk.lang, value).to_owned(),
        ("customer_date", None) => date(desk, value),
        ("interaction", None) => stored.said("disposition", value).into_owned(),
        ("interaction", Some("kind")) => desk.label("interaction_kind", value),
        ("assignment", None) => stored.said("owner_id", value).into_owned(),
        (SETTLEMENT, None) => {
            let label = desk.reason(reason::settled_rule(value));
            reason::settlement(desk.lang, &desk.now, label, value)
        }
        (_, None) => value.to_owned(),
        (_, Some(column)) => match column
            .strip_prefix(CUSTOM)
            .and_then(|code| desk.custom(code))
        {
            Some(own) => say::custom(desk.text(), desk.said_in(), own, value),
            None => stored.said(column, value).into_owned(),
        },
    };
    clean(&said).into_owned()
}

/// `birthday lunar 1958-leap10-17`, in words.
fn date(desk: &Desk, value: &str) -> String {
    let words = &desk.text().customer;
    let word = |part: &str| match part {
        "birthday" => words.birthday.to_owned(),
        "lunar" => words.lunar.to_owned(),
        other => other.replace("leap", words.leap),
    };
    let parts: Vec<String> = value.split(' ').map(word).collect();
    parts.join(" ")
}

/// A number in a history is masked like everywhere in lists.
fn masked(number: &str) -> String {
    let digits: Vec<char> = number.chars().filter(char::is_ascii_digit).collect();
    let last = digits.len().saturating_sub(4).max(digits.len() / 2);
    format!("****{}", digits.iter().skip(last).collect::<String>())
}
