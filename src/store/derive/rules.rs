//! What follows from what is stored: hot columns and keys for search, as pure functions.
//! Must not know SQL.

use super::facts::{Bought, Facts};
use crate::domain::name::{self, TermKind};
use crate::domain::phone;

/// The hot columns of a customer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::store) struct Hot {
    pub(in crate::store) last_contact_at: Option<i64>,
    pub(in crate::store) last_purchase_at: Option<i64>,
    pub(in crate::store) purchase_count: i64,
    pub(in crate::store) balance_due: i64,
    pub(in crate::store) primary_phone: Option<String>,
    pub(in crate::store) primary_member: Option<i64>,
    pub(in crate::store) birth_md: Option<i64>,
    pub(in crate::store) lunar_md: Option<i64>,
    pub(in crate::store) lunar_leap: bool,
    pub(in crate::store) next_contact_on: Option<String>,
    pub(in crate::store) next_contact_at: Option<i64>,
    pub(in crate::store) next_contact_by: Option<i64>,
    pub(in crate::store) unpaid_at: Option<i64>,
    pub(in crate::store) quiet_at: Option<i64>,
    pub(in crate::store) complained_at: Option<i64>,
    pub(in crate::store) points: i64,
    pub(in crate::store) held: i64,
    pub(in crate::store) held_since: Option<i64>,
    pub(in crate::store) planned_at: Option<i64>,
    pub(in crate::store) first_sale_id: Option<i64>,
    pub(in crate::store) followed_at: Option<i64>,
}

/// The hot columns that follow from the facts.
pub(super) fn hot(facts: &Facts) -> Hot {
    // The customer's own numbers before a member's, those that work before those that do not.
    let primary = facts
        .phones
        .iter()
        .min_by_key(|phone| (phone.invalid, phone.member.is_some(), phone.place));
    let solar = facts.birthdays.iter().find(|birthday| !birthday.lunar);
    let lunar = facts.birthdays.iter().find(|birthday| birthday.lunar);
    let newest = &facts.newest;
    let planned = newest.next_on.is_some();
    Hot {
        last_contact_at: newest.at,
        last_purchase_at: facts.bought.last_at,
        purchase_count: facts.bought.count,
        balance_due: facts.bought.due,
        primary_phone: primary.map(|phone| phone.digits.clone()),
        primary_member: primary.and_then(|phone| phone.member),
        birth_md: solar.map(|birthday| birthday.month * 100 + birthday.day),
        lunar_md: lunar.map(|birthday| birthday.month * 100 + birthday.day),
        lunar_leap: lunar.is_some_and(|birthday| birthday.leap),
        next_contact_on: newest.next_on.clone(),
        next_contact_at: newest.next_at,
        next_contact_by: newest.staff.filter(|_| planned),
        unpaid_at: facts.bought.unpaid_at,
        quiet_at: quiet_at(&facts.bought),
        complained_at: facts.complained_at,
        points: facts.points,
        held: facts.bought.held,
        held_since: facts.bought.held_since,
        planned_at: newest.promised_at,
        first_sale_id: facts.first_sale,
        followed_at: newest.spoken_at,
    }
}

/// Nobody buys less before so long a time, however often they bought in one week: milliseconds.
const QUIET_AT_LEAST: i64 = 30 * 24 * 60 * 60 * 1000;

/// When two usual intervals will have gone by since the last purchase; two of them make one usual.
fn quiet_at(bought: &Bought) -> Option<i64> {
    let (first, last) = bought.first_at.zip(bought.last_at)?;
    let intervals = bought.count - 1;
    (intervals > 1 && last > first)
        .then(|| last + (2 * (last - first) / intervals).max(QUIET_AT_LEAST))
}

/// What the keys of a customer are made from, in the form in which it is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::store) struct Source {
    /// A line each: a letter for what it is of, then the text.
    pub(in crate::store) names: String,
    /// A line each.
    pub(in crate::store) digits: String,
}

/// The sources of the keys; a void customer has none and is found by nothing.
pub(super) fn source(facts: &Facts) -> Source {
    let mut source = Source::default();
    if facts.void {
        return source;
    }
    let mut line = |letter: char, text: &str| {
        source.names.push(letter);
        source
            .names
            .extend(text.chars().map(|c| if c == '\n' { ' ' } else { c }));
        source.names.push('\n');
    };
    line('n', &facts.name);
    line('k', &facts.code);
    if let Some(card) = &facts.card_no {
        line('c', card);
    }
    for member in &facts.members {
        line('m', member);
    }
    for text in &facts.searchable {
        line('f', text);
    }
    for phone in &facts.phones {
        source.digits.push_str(&phone.digits);
        source.digits.push('\n');
    }
    source
}

/// The terms that a source makes, each once with its strongest kind's number, sorted.
pub(in crate::store) fn terms(names: &str) -> Vec<(String, i64)> {
    let mut terms: Vec<(String, i64)> = Vec::new();
    for line in names.lines() {
        let mut rest = line.chars();
        let letter = rest.next();
        let text = rest.as_str();
        let of_codes = |kind: TermKind| {
            name::code_terms(text)
                .into_iter()
                .map(move |term| (term, kind.code()))
        };
        let any = |kind: TermKind| {
            name::terms(text)
                .into_iter()
                .map(move |(term, _)| (term, kind.code()))
        };
        match letter {
            Some('k') => terms.extend(of_codes(TermKind::Code)),
            Some('c') => terms.extend(of_codes(TermKind::Card)),
            Some('m') => terms.extend(any(TermKind::Relative)),
            Some('f') => terms.extend(any(TermKind::Custom)),
            _ => terms.extend(
                name::terms(text)
                    .into_iter()
                    .map(|(term, k)| (term, k.code())),
            ),
        }
    }
    terms.sort_unstable();
    terms.dedup_by(|later, kept| later.0 == kept.0);
    terms
}

/// The suffix keys that a source makes, each once, sorted.
pub(super) fn suffixes(digits: &str) -> Vec<i64> {
    let mut keys: Vec<i64> = digits.lines().flat_map(phone::suffix_keys).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}
