//! What was typed on the caller line, as the lookups that it stands for, and how good a match
//! by each of them is. Must not know SQL.

use crate::domain::customer::{FoundRow, MatchedBy};
use crate::domain::name::{self, TermKind};
use crate::domain::phone;

/// What to look up.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Typed {
    /// Normal forms of a whole number: everybody's customers.
    pub(super) whole: Vec<String>,
    /// Digits to look for in numbers.
    pub(super) fragments: Vec<String>,
    /// A name, pinyin, initials, a card or a code, or the beginning of one; may be empty.
    pub(super) term: String,
}

impl Typed {
    pub(super) fn read(typed: &str, region: &str) -> Typed {
        Typed {
            whole: phone::whole(typed, region),
            fragments: phone::fragments(typed, region),
            term: name::query(typed),
        }
    }

    /// Whether this number shows why the row is there: the whole one if that was typed.
    pub(super) fn shown_by(&self, row: &FoundRow, digits: &str) -> bool {
        match row.matched_by {
            MatchedBy::Number => self.whole.iter().any(|whole| whole == digits),
            _ => self.is_in(digits),
        }
    }

    /// Whether a stored number is what was typed, or holds it.
    pub(super) fn is_in(&self, digits: &str) -> bool {
        self.whole.iter().any(|whole| whole == digits)
            || self
                .fragments
                .iter()
                .any(|fragment| digits.contains(fragment.as_str()))
    }
}

/// How good a match is; smaller is better. Classes: 0 what was typed is the end of a number or
/// the whole name, initials, card or code; 1 the beginning of one or digits inside of a number;
/// 2 a later part of a name. Ranked, a code without its letters comes after the end of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Match {
    pub(super) class: u8,
    pub(super) kind: TermKindOrDigits,
}

/// By what it matched; orders matches of one class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum TermKindOrDigits {
    Number,
    Digits,
    Term(TermKind),
}

impl Match {
    /// A whole number.
    pub(super) const NUMBER: Match = Match {
        class: 0,
        kind: TermKindOrDigits::Number,
    };

    /// Digits at the end of a number, or elsewhere in it.
    pub(super) fn digits(at_end: bool) -> Match {
        Match {
            class: u8::from(!at_end),
            kind: TermKindOrDigits::Digits,
        }
    }

    /// A term of this stored kind, whole or as a beginning.
    pub(super) fn term(kind: i64, whole: bool) -> Match {
        let kind = TermKind::from_code(kind).unwrap_or(TermKind::Organisation);
        let class = match kind {
            TermKind::NamePart | TermKind::PinyinPart | TermKind::InitialsPart => 2,
            TermKind::Relative | TermKind::Organisation | TermKind::Custom => 1,
            _ => u8::from(!whole),
        };
        Match {
            class,
            kind: TermKindOrDigits::Term(kind),
        }
    }

    /// Whether it was a card's or customer's number, of which the caller line knows whole ones.
    pub(super) fn is_code(self) -> bool {
        matches!(
            self.kind,
            TermKindOrDigits::Term(TermKind::Code | TermKind::Card)
        )
    }

    /// Whether it was such a number whole, or all of its digits.
    pub(super) fn is_whole_code(self) -> bool {
        self.class == 0 && self.is_code()
    }

    pub(super) fn matched_by(self) -> MatchedBy {
        match self.kind {
            TermKindOrDigits::Number => MatchedBy::Number,
            TermKindOrDigits::Digits => MatchedBy::Digits,
            TermKindOrDigits::Term(kind) => match kind {
                TermKind::Name | TermKind::NamePart | TermKind::Organisation => MatchedBy::Name,
                TermKind::Code => MatchedBy::Code,
                TermKind::Card => MatchedBy::Card,
                TermKind::Initials | TermKind::InitialsPart => MatchedBy::Initials,
                TermKind::Pinyin | TermKind::PinyinPart => MatchedBy::Pinyin,
                TermKind::Relative => MatchedBy::Member,
                TermKind::Custom => MatchedBy::Custom,
            },
        }
    }
}
