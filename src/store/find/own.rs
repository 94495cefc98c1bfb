//! The person's own customers, in memory: matched whole at every key, where the index would have
//! to be read for thousands. Some 150 bytes each. Must not know SQL.

use memchr::memmem::Finder;

use super::super::derive;
use super::typed::{Match, Typed};

/// Most customers that are kept; those contacted last.
pub(super) const MOST: usize = 20_000;

/// One of them.
#[derive(Debug, Clone)]
pub(super) struct Mine {
    pub(super) id: i64,
    pub(super) last_contact_at: Option<i64>,
    /// `\n` term `\u{1}` letter of its kind, for each.
    terms: Box<str>,
    /// `\n` digits, for each, and `\n`.
    digits: Box<str>,
}

const END: char = '\u{1}';

impl Mine {
    /// From what the keys of a customer are made of (`key_source`).
    pub(super) fn new(id: i64, last_contact_at: Option<i64>, names: &str, digits: &str) -> Mine {
        let mut terms = String::new();
        for (term, kind) in derive::terms(names) {
            terms.push('\n');
            terms.push_str(&term);
            terms.push(END);
            terms.push(
                u32::try_from(kind)
                    .ok()
                    .and_then(char::from_u32)
                    .unwrap_or(END),
            );
        }
        let digits = format!("\n{digits}");
        Mine {
            id,
            last_contact_at,
            terms: terms.into(),
            digits: digits.into(),
        }
    }
}

/// What was typed, ready to be looked for in many.
pub(super) struct Seek<'t> {
    fragments: Vec<Finder<'t>>,
    term: Option<Finder<'static>>,
}

impl<'t> Seek<'t> {
    pub(super) fn new(typed: &'t Typed) -> Seek<'t> {
        let fragments = typed.fragments.iter().map(Finder::new).collect();
        let term = (!typed.term.is_empty())
            .then(|| Finder::new(&format!("\n{}", typed.term)).into_owned());
        Seek { fragments, term }
    }

    /// The best way in which this one matches, if it does.
    pub(super) fn matched(&self, mine: &Mine) -> Option<Match> {
        let digits = mine.digits.as_bytes();
        let by_digits = self.fragments.iter().flat_map(|finder| {
            let length = finder.needle().len();
            finder
                .find_iter(digits)
                .map(move |at| Match::digits(digits.get(at + length) == Some(&b'\n')))
        });
        let terms = mine.terms.as_bytes();
        let by_term = self.term.iter().flat_map(|finder| {
            let length = finder.needle().len();
            finder.find_iter(terms).filter_map(move |at| {
                let rest = terms.get(at + length..)?;
                let end = memchr::memchr(END as u8, rest)?;
                Some(Match::term(i64::from(*rest.get(end + 1)?), end == 0))
            })
        });
        by_digits.chain(by_term).min()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::domain::customer::MatchedBy;

    fn matched(typed: &str) -> Option<(u8, MatchedBy)> {
        let names = "n李明朗\nkC000123\ncVIP0087\nm张小燕\n";
        let mine = Mine::new(1, None, names, "8613800134821\n862162340013\n");
        let typed = Typed::read(typed, "CN");
        Seek::new(&typed)
            .matched(&mine)
            .map(|found| (found.class, found.matched_by()))
    }

    #[test]
    fn own_customers_match_as_the_index_would_find_them() {
        for (typed, expected) in [
            ("4821", Some((0, MatchedBy::Digits))),
            ("0013", Some((0, MatchedBy::Digits))),
            ("13800", Some((1, MatchedBy::Digits))),
            ("48219", None),
            ("李明朗", Some((0, MatchedBy::Name))),
            ("李", Some((1, MatchedBy::Name))),
            ("明", Some((2, MatchedBy::Name))),
            ("lml", Some((0, MatchedBy::Initials))),
            ("limingl", Some((1, MatchedBy::Pinyin))),
            ("ming", Some((2, MatchedBy::Pinyin))),
            ("vip0087", Some((0, MatchedBy::Card))),
            ("C000123", Some((0, MatchedBy::Code))),
            ("张小", Some((1, MatchedBy::Member))),
            ("王", None),
        ] {
            assert_eq!(matched(typed), expected, "{typed}");
        }
    }
}
