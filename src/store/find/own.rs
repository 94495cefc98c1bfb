//! The person's own customers, in memory: matched whole at every key, where the index would have
//! to be read for thousands. Their keys lie end to end in two texts, so that a key is one pass
//! over half a megabyte and no hunt for thousands of small strings. Must not know SQL.

use memchr::memmem::Finder;

use super::super::derive;
use super::typed::{Match, Typed};

/// Most customers that are kept; those contacted last.
pub(super) const MOST: usize = 20_000;

/// Customers with what they are found by; some 150 bytes each.
#[derive(Debug, Clone, Default)]
pub(super) struct Mine {
    /// In the order of their texts; none: taken out, and its texts blanked.
    rows: Vec<Option<One>>,
    /// `\n` term `\u{1}` letter of its kind, for each.
    terms: Texts,
    /// `\n` digits, for each, and `\n`.
    digits: Texts,
    /// How many were taken out.
    gone: usize,
}

/// One of them.
#[derive(Debug, Clone, Copy)]
pub(super) struct One {
    pub(super) id: i64,
    pub(super) last_contact_at: Option<i64>,
}

/// The texts of all rows, end to end.
#[derive(Debug, Clone, Default)]
struct Texts {
    bytes: Vec<u8>,
    /// Where the text of each row begins.
    starts: Vec<usize>,
}

impl Texts {
    fn push(&mut self, text: &str) {
        self.starts.push(self.bytes.len());
        self.bytes.extend_from_slice(text.as_bytes());
    }

    fn of(&self, row: usize) -> std::ops::Range<usize> {
        let start = self.starts.get(row).copied().unwrap_or(self.bytes.len());
        let end = self.starts.get(row + 1).copied();
        start..end.unwrap_or(self.bytes.len())
    }

    fn blank(&mut self, row: usize) {
        let range = self.of(row);
        if let Some(bytes) = self.bytes.get_mut(range) {
            bytes.fill(0);
        }
    }

    /// The row whose text holds this place.
    fn row_at(&self, at: usize) -> usize {
        self.starts
            .partition_point(|start| *start <= at)
            .saturating_sub(1)
    }
}

const END: char = '\u{1}';

impl Mine {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.rows.len() - self.gone
    }

    /// Adds one from what the keys of a customer are made of (`key_source`).
    pub(super) fn push(&mut self, one: One, names: &str, digits: &str) {
        let mut terms = String::new();
        for (term, kind) in derive::terms(names) {
            terms.push('\n');
            terms.push_str(&term);
            terms.push(END);
            let letter = u32::try_from(kind).ok().and_then(char::from_u32);
            terms.push(letter.unwrap_or(END));
        }
        self.rows.push(Some(one));
        self.terms.push(&terms);
        self.digits.push(&format!("\n{digits}"));
    }

    /// Takes one out; says whether it was there.
    pub(super) fn remove(&mut self, id: i64) -> bool {
        let is_it = |row: &Option<One>| row.is_some_and(|one| one.id == id);
        let Some(row) = self.rows.iter().position(is_it) else {
            return false;
        };
        if let Some(gone) = self.rows.get_mut(row) {
            *gone = None;
        }
        self.terms.blank(row);
        self.digits.blank(row);
        self.gone += 1;
        if self.gone > self.rows.len() / 2 {
            self.close_up();
        }
        true
    }

    /// Leaves the blanked texts out.
    fn close_up(&mut self) {
        let mut kept = Mine::default();
        for (row, one) in self.rows.iter().enumerate() {
            if one.is_none() {
                continue;
            }
            kept.rows.push(*one);
            for (from, to) in [
                (&self.terms, &mut kept.terms),
                (&self.digits, &mut kept.digits),
            ] {
                to.starts.push(to.bytes.len());
                let text = from.bytes.get(from.of(row)).unwrap_or_default();
                to.bytes.extend_from_slice(text);
            }
        }
        *self = kept;
    }

    fn one(&self, row: usize) -> Option<One> {
        self.rows.get(row).copied().flatten()
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

    /// Hears of those who match, each in the best way of one of the two texts; who matches by
    /// digits and by a term is heard of twice.
    pub(super) fn each(&self, mine: &Mine, mut hear: impl FnMut(One, Match)) {
        let digits = &mine.digits.bytes;
        for finder in &self.fragments {
            let length = finder.needle().len();
            let hits = finder.find_iter(digits).map(|at| {
                let at_end = digits.get(at + length) == Some(&b'\n');
                (mine.digits.row_at(at), Match::digits(at_end))
            });
            each_best(mine, hits, &mut hear);
        }
        let terms = &mine.terms.bytes;
        if let Some(finder) = &self.term {
            let length = finder.needle().len();
            let hits = finder.find_iter(terms).filter_map(|at| {
                let rest = terms.get(at + length..)?;
                let end = memchr::memchr(END as u8, rest)?;
                let kind = i64::from(*rest.get(end + 1)?);
                Some((mine.terms.row_at(at), Match::term(kind, end == 0)))
            });
            each_best(mine, hits, &mut hear);
        }
    }
}

/// Hits come row by row: of each the best.
fn each_best(
    mine: &Mine,
    hits: impl Iterator<Item = (usize, Match)>,
    hear: &mut impl FnMut(One, Match),
) {
    let mut last: Option<(usize, Match)> = None;
    let mut tell = |known: Option<(usize, Match)>| {
        if let Some((row, found)) = known
            && let Some(one) = mine.one(row)
        {
            hear(one, found);
        }
    };
    for (row, found) in hits {
        match &mut last {
            Some((known, best)) if *known == row => *best = (*best).min(found),
            _ => tell(last.replace((row, found))),
        }
    }
    tell(last);
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::domain::customer::MatchedBy;

    fn matched(typed: &str) -> Option<(u8, MatchedBy)> {
        let names = "n李明朗\nkC000123\ncVIP0087\nm张小燕\n";
        let mut mine = Mine::default();
        let one = |id| One {
            id,
            last_contact_at: None,
        };
        mine.push(one(1), "n赵云\nm王五\n", "8613911112222\n");
        mine.push(one(2), names, "8613800134821\n862162340013\n");
        mine.push(one(3), "n孙权\n", "8613700000007\n");
        let typed = Typed::read(typed, "CN");
        let mut best: Option<Match> = None;
        Seek::new(&typed).each(&mine, |one, found| {
            if one.id == 2 {
                best = Some(best.map_or(found, |known| known.min(found)));
            }
        });
        best.map(|found| (found.class, found.matched_by()))
    }

    fn ids(mine: &Mine, typed: &str) -> Vec<i64> {
        let mut ids = Vec::new();
        Seek::new(&Typed::read(typed, "CN")).each(mine, |one, _| ids.push(one.id));
        ids
    }

    #[test]
    fn one_who_is_taken_out_is_found_no_more_and_the_others_still_are() {
        let mut mine = Mine::default();
        for id in 1..=9 {
            let one = One {
                id,
                last_contact_at: None,
            };
            mine.push(one, "n李明\n", &format!("861380013480{id}\n"));
        }
        for (gone, left) in [(4, 8), (1, 7), (9, 6), (2, 5), (3, 4), (8, 3)] {
            assert!(mine.remove(gone));
            assert!(!mine.remove(gone));
            assert_eq!(mine.len(), left);
            let all = ids(&mine, "李明");
            assert_eq!((all.len(), all.contains(&gone)), (left, false));
            assert!(ids(&mine, &format!("480{gone}")).is_empty());
            assert_eq!(ids(&mine, "4805"), [5]);
        }
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
