//! The search terms of names and codes, and the form of a query that meets them.
//!
//! A query hits by equality (the whole name, its initials, a code) or as a prefix of any term:
//! `term >= q AND term < q || char::MAX`. Terms and queries hold neither blanks nor separators.

use super::TermKind;
use super::fold::{plain, simplified};
use super::reading;

/// Longest term and query, in characters; both are cut, so a longer query still finds.
pub const MAX_TERM: usize = 24;
/// Most characters and words of a name from which terms begin.
const MAX_UNITS: usize = 32;
/// Most ways to read a name of a person, and of the long names of organisations.
const MAX_WAYS: usize = 32;
const MAX_WAYS_LONG: usize = 8;
/// A name of more units is a long one.
const LONG: usize = 4;

/// A Han character with its readings, or a word in letters and digits with itself.
struct Unit<'a> {
    text: &'a str,
    sounds: Vec<&'a str>,
    han: bool,
}

impl Unit<'_> {
    /// The first letters of its readings, each once.
    fn initials(&self) -> Vec<&str> {
        let mut found: Vec<&str> = Vec::new();
        for sound in &self.sounds {
            let end = sound.chars().next().map_or(0, char::len_utf8);
            if let Some(letter) = sound.get(..end)
                && !found.contains(&letter)
            {
                found.push(letter);
            }
        }
        found
    }
}

/// Every term by which a name is found, each once with its strongest kind, sorted.
///
/// From each character or word on: the text itself, and for Han its pinyin; the initials of at
/// least two; and of names up to four units the first syllables with the initials of the rest
/// (`liml`). Words are joined: `Jon V Yang` gives `jonvyang`, `vyang`, `yang`, `jvy`, `vy`.
/// Single initials are left out: the syllable that begins with them is found by the same prefix.
#[must_use]
pub fn terms(name: &str) -> Vec<(String, TermKind)> {
    let original = plain(name);
    let folded: String = original.chars().map(simplified).collect();
    let units = units(&original, &folded);
    let mut terms = Vec::with_capacity(units.len() * 4);
    if units.is_empty() {
        terms.extend(Some((query(name), TermKind::Name)).filter(|(term, _)| !term.is_empty()));
        return terms;
    }
    for start in 0..units.len().min(MAX_UNITS) {
        let Some(tail) = units.get(start..) else {
            break;
        };
        let whole = start == 0;
        let kind = |first, later| if whole { first } else { later };
        terms.push((joined(tail), kind(TermKind::Name, TermKind::NamePart)));
        if tail.iter().any(|unit| unit.han) {
            let kind = kind(TermKind::Pinyin, TermKind::PinyinPart);
            let choices: Vec<_> = tail.iter().map(|unit| unit.sounds.clone()).collect();
            terms.extend(ways(choices).into_iter().map(|term| (term, kind)));
        }
        if tail.len() >= 2 {
            let kind = kind(TermKind::Initials, TermKind::InitialsPart);
            let choices = tail.iter().map(Unit::initials).collect();
            terms.extend(ways(choices).into_iter().map(|term| (term, kind)));
        }
    }
    if units.len() <= LONG && units.iter().any(|unit| unit.han) {
        for full in 1..units.len().saturating_sub(1) {
            let choice = |(at, unit): (usize, &Unit)| {
                if at < full {
                    unit.sounds
                        .iter()
                        .map(|s| (*s).to_owned())
                        .collect::<Vec<_>>()
                } else {
                    unit.initials().into_iter().map(str::to_owned).collect()
                }
            };
            let choices: Vec<Vec<String>> = units.iter().enumerate().map(choice).collect();
            let choices = choices
                .iter()
                .map(|c| c.iter().map(String::as_str).collect())
                .collect();
            terms.extend(
                ways(choices)
                    .into_iter()
                    .map(|term| (term, TermKind::Pinyin)),
            );
        }
    }
    tidy(terms)
}

/// Sorted, each term once with its strongest kind.
fn tidy(mut terms: Vec<(String, TermKind)>) -> Vec<(String, TermKind)> {
    terms.sort_unstable();
    terms.dedup_by(|later, kept| later.0 == kept.0);
    terms
}

/// The pinyin and the initials of a whole name, each way that [`terms`] reads it.
pub(super) fn whole_readings(name: &str) -> (Vec<String>, Vec<String>) {
    let original = plain(name);
    let folded: String = original.chars().map(simplified).collect();
    let units = units(&original, &folded);
    if units.is_empty() {
        return (Vec::new(), Vec::new());
    }
    let pinyin = ways(units.iter().map(|unit| unit.sounds.clone()).collect());
    let mut initials = ways(units.iter().map(Unit::initials).collect());
    initials.dedup();
    (pinyin, initials)
}

/// What was typed in the form of the terms: folded, without blanks and separators, cut to
/// [`MAX_TERM`]. A text of nothing but signs keeps them. Empty if nothing was typed.
#[must_use]
pub fn query(typed: &str) -> String {
    let folded = super::fold(typed);
    let word: String = folded
        .chars()
        .filter(|c| c.is_alphanumeric())
        .take(MAX_TERM)
        .collect();
    if word.is_empty() {
        return folded
            .chars()
            .filter(|c| !c.is_whitespace())
            .take(MAX_TERM)
            .collect();
    }
    word
}

/// The terms of a code or a card number: whole, from each group of digits on, and without the
/// noughts before it: `VIP0087` gives `vip0087`, `0087`, `87`. Each once, the whole first.
#[must_use]
pub fn code_terms(code_or_card: &str) -> Vec<String> {
    let whole = query(code_or_card);
    let mut terms: Vec<String> = Vec::new();
    let mut add = |term: &str| {
        if !term.is_empty() && !terms.iter().any(|known| known == term) {
            terms.push(term.to_owned());
        }
    };
    add(&whole);
    let folded = super::fold(code_or_card);
    let mut before = None;
    for (at, c) in folded.char_indices() {
        let starts = c.is_ascii_digit() && before.is_none_or(|b: char| !b.is_ascii_digit());
        if starts && let Some(tail) = folded.get(at..) {
            let tail = query(tail);
            add(&tail);
            add(tail.trim_start_matches('0'));
        }
        before = Some(c);
    }
    terms
}

/// The units of a name; `original` and `folded` have the same characters but for Traditional.
fn units<'a>(original: &str, folded: &'a str) -> Vec<Unit<'a>> {
    let mut units: Vec<Unit<'a>> = Vec::new();
    let mut word: Option<usize> = None;
    let close = |units: &mut Vec<Unit<'a>>, word: &mut Option<usize>, end: usize| {
        if let Some(text) = word.take().and_then(|from| folded.get(from..end)) {
            units.push(Unit {
                text,
                sounds: vec![text],
                han: false,
            });
        }
    };
    let mut surname: Vec<Vec<&'static str>> = Vec::new();
    for ((at, c), before) in folded.char_indices().zip(original.chars()) {
        let is_letter = c.is_alphanumeric();
        let sounds = if c.is_ascii() {
            Vec::new()
        } else {
            reading::readings(before)
        };
        if sounds.is_empty() && is_letter {
            word.get_or_insert(at);
            continue;
        }
        close(&mut units, &mut word, at);
        if sounds.is_empty() {
            continue;
        }
        if units.is_empty() {
            surname = reading::surname(folded.get(at..).unwrap_or_default());
        }
        let sounds = surname
            .get(units.len())
            .filter(|s| !s.is_empty())
            .cloned()
            .unwrap_or(sounds);
        let text = folded.get(at..at + c.len_utf8()).unwrap_or_default();
        units.push(Unit {
            text,
            sounds,
            han: true,
        });
    }
    close(&mut units, &mut word, folded.len());
    units
}

/// The texts of units joined and cut.
fn joined(units: &[Unit]) -> String {
    units
        .iter()
        .flat_map(|unit| unit.text.chars())
        .take(MAX_TERM)
        .collect()
}

/// Every way to choose one of each, joined and cut to [`MAX_TERM`], usual ones first. Where there
/// are too many, the last (rarest) choices of the richest are left out.
fn ways(mut choices: Vec<Vec<&str>>) -> Vec<String> {
    let cap = if choices.len() > LONG {
        MAX_WAYS_LONG
    } else {
        MAX_WAYS
    };
    // Beyond the cut no choice makes a difference.
    let mut length = 0;
    let needed = choices.iter().take_while(|choice| {
        let open = length < MAX_TERM;
        length += choice
            .iter()
            .map(|way| way.chars().count())
            .min()
            .unwrap_or(0);
        open
    });
    let needed = needed.count();
    choices.truncate(needed);
    while choices.iter().map(Vec::len).product::<usize>() > cap {
        match choices.iter_mut().rev().max_by_key(|choice| choice.len()) {
            Some(richest) if richest.len() > 1 => richest.truncate(richest.len() - 1),
            _ => break,
        }
    }
    let mut found = vec![String::with_capacity(MAX_TERM)];
    for choice in &choices {
        found = found
            .iter()
            .flat_map(|head| choice.iter().map(move |way| format!("{head}{way}")))
            .collect();
    }
    for way in &mut found {
        if let Some((end, _)) = way.char_indices().nth(MAX_TERM) {
            way.truncate(end);
        }
    }
    found
}
