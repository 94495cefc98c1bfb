//! The keys by which stored numbers are found: every suffix as an integer, so that "ends in" is
//! equality and "contains" a range; and what digits a typed query stands for. No library here.

use std::ops::RangeInclusive;

use super::plan::{Plan, plan};
use super::read;

/// Most digits of a normal form; also the width of a suffix key.
pub const MAX_DIGITS: usize = 18;
/// Fewest digits that are looked for inside of numbers.
pub const MIN_FRAGMENT: usize = 3;
/// Fewest digits of a whole number: shorter ones are short numbers or parts.
const MIN_WHOLE: usize = 7;
/// Digits of a query from which on a leading 0 or 00 is read as a prefix. Four digits are most
/// often somebody's last four, noughts included.
const MIN_PREFIXED: usize = 5;

/// Digit + 1 in base 11, padded on the right with zeros to [`MAX_DIGITS`] places. The padding is
/// no digit: 5678 and 56780 have different keys. 11^18 fits into 63 bits.
fn key(digits: &[u8]) -> Option<i64> {
    if digits.len() > MAX_DIGITS {
        return None;
    }
    let mut key = 0;
    for place in 0..MAX_DIGITS {
        let digit = match digits.get(place) {
            Some(byte @ b'0'..=b'9') => i64::from(byte - b'0') + 1,
            Some(_) => return None,
            None => 0,
        };
        key = key * 11 + digit;
    }
    Some(key)
}

/// The key of every suffix of at least [`MIN_FRAGMENT`] digits of a normal form, longest first.
/// Empty for shorter numbers and for texts that are no digits.
#[must_use]
pub fn suffix_keys(digits: &str) -> Vec<i64> {
    let digits = digits.as_bytes();
    let count = (digits.len() + 1).saturating_sub(MIN_FRAGMENT);
    (0..count)
        .filter_map(|start| digits.get(start..).and_then(key))
        .collect()
}

/// The key that equals a suffix key of just those numbers that end in `fragment`. None if it is
/// no digits, shorter than [`MIN_FRAGMENT`] or longer than [`MAX_DIGITS`].
#[must_use]
pub fn ends_in(fragment: &str) -> Option<i64> {
    if fragment.len() < MIN_FRAGMENT {
        None
    } else {
        key(fragment.as_bytes())
    }
}

/// The range that holds a suffix key of just those numbers that contain `fragment`, one for each
/// time that they do. None as in [`ends_in`].
#[must_use]
pub fn contains(fragment: &str) -> Option<RangeInclusive<i64>> {
    let first = ends_in(fragment)?;
    let open_places = u32::try_from(MAX_DIGITS - fragment.len()).ok()?;
    Some(first..=first + 11_i64.pow(open_places) - 1)
}

/// The digits to look for inside of normal forms, given what was typed on the caller line; the
/// likeliest first: as typed, then without a prefix for abroad (`0086138` → `86138`) or for the
/// trunk (`0216234` → `216234`, `013800134821` → `13800134821`), since normal forms have none.
/// Empty if the text holds anything that is no part of a number, or fewer than three digits.
#[must_use]
pub fn fragments(typed_query: &str, region: &str) -> Vec<String> {
    let Some(query) = Query::read(typed_query) else {
        return Vec::new();
    };
    let mut found = vec![query.digits.clone()];
    if let Some(plan) = plan(region)
        && query.digits.len() >= MIN_PREFIXED
    {
        found.extend(query.international(&plan));
        found.extend(query.without_trunk(&plan));
    }
    tidy(found, MIN_FRAGMENT)
}

/// The normal forms that the query equals if it is a whole number: with its country code or the
/// region's put before it, and the bare digits for numbers that no plan knows. At least seven
/// digits each. Whoever compares them for equality with `digits` finds a number in any format.
#[must_use]
pub fn whole(typed_query: &str, region: &str) -> Vec<String> {
    let Some(query) = Query::read(typed_query) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    if query.digits.len() < MIN_WHOLE {
        return found;
    }
    if let Some(plan) = plan(region) {
        found.extend(query.international(&plan));
        if !query.plus {
            let national = query.without_trunk(&plan);
            found.extend(national.map(|rest| format!("{}{rest}", plan.code)));
            found.push(format!("{}{}", plan.code, query.digits));
        }
        if plan.by_library {
            found.extend(
                super::understand(typed_query, region)
                    .ok()
                    .map(|phone| phone.digits),
            );
        }
    }
    found.push(query.digits);
    tidy(found, MIN_WHOLE)
}

/// A typed query that is nothing but a number or part of one.
struct Query {
    digits: String,
    /// It began with a plus: its digits begin with a country code.
    plus: bool,
}

impl Query {
    fn read(typed: &str) -> Option<Self> {
        let text = read::clean(typed);
        let text = text.strip_prefix("tel:").unwrap_or(&text);
        let (head, _) = read::chinese_extension(text);
        let head = match head.split_once(['x', 'X', '#', ';']) {
            Some((number, _)) if read::digits(number).len() >= MIN_WHOLE => number,
            _ => head,
        };
        let head = head.trim_end_matches(|c: char| !c.is_ascii_digit());
        let plus = head.starts_with('+');
        let spelt = |c: char| c.is_ascii_digit() || " -().+/~·".contains(c);
        if !head.chars().all(spelt) {
            return None;
        }
        let head = if plus {
            head.replace("(0)", "")
        } else {
            head.to_owned()
        };
        let digits = read::digits(&head);
        (digits.len() >= MIN_FRAGMENT).then_some(Self { digits, plus })
    }

    /// Its digits from the country code on, if it says so itself: after `+`, after the prefix for
    /// abroad, or with the region's own code before a trunk digit (`86 021`).
    fn international(&self, plan: &Plan) -> Vec<String> {
        let digits = self.digits.as_str();
        let abroad = if self.plus {
            Some(digits)
        } else {
            digits
                .strip_prefix(plan.abroad)
                .or_else(|| digits.strip_prefix("00"))
        };
        let mut found = Vec::new();
        let coded = abroad.unwrap_or(digits);
        if !plan.trunk.is_empty()
            && let Some(national) = coded.strip_prefix(plan.code.as_ref())
            && let Some(rest) = national.strip_prefix(plan.trunk)
        {
            found.push(format!("{}{rest}", plan.code));
        }
        found.extend(abroad.map(str::to_owned));
        found
    }

    /// Its digits after the trunk digits of a national number.
    fn without_trunk(&self, plan: &Plan) -> Option<String> {
        if self.plus || plan.trunk.is_empty() || self.digits.starts_with("00") {
            return None;
        }
        self.digits.strip_prefix(plan.trunk).map(str::to_owned)
    }
}

/// Without duplicates and what is too short or too long to be looked for, order kept.
fn tidy(found: Vec<String>, least: usize) -> Vec<String> {
    let mut kept: Vec<String> = Vec::with_capacity(found.len());
    for digits in found {
        if (least..=MAX_DIGITS).contains(&digits.len()) && !kept.contains(&digits) {
            kept.push(digits);
        }
    }
    kept
}
