//! Names: the terms under which a customer is found by name, pinyin, initials, card or code.
//! Every lookup is equality with a term or a prefix of one. Must not know tables or screens.

mod answers;
mod fold;
mod reading;
mod terms;
#[cfg(test)]
mod tests;

use serde::Serialize;

pub use answers::answers;
pub use fold::fold;
pub use terms::{MAX_TERM, code_terms, query, terms};

/// What a term is of. Stored as [`TermKind::code`], which orders them from the strongest down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TermKind {
    /// A name from its first character or word.
    Name = 1,
    /// A customer's code, with or without its letters.
    Code = 2,
    /// A card's number, with or without its letters.
    Card = 3,
    /// The initials of a whole name.
    Initials = 4,
    /// A whole name in pinyin, or its first syllables and the initials of the rest.
    Pinyin = 5,
    /// A name from a later character or word.
    NamePart = 6,
    /// Pinyin from a later syllable.
    PinyinPart = 7,
    /// Initials from a later syllable or word.
    InitialsPart = 8,
    /// Any term of a family member's or contact person's name.
    Relative = 9,
    /// Any term of an organisation's name.
    Organisation = 10,
    /// Any term of what is in a searchable field of the business's own.
    Custom = 11,
}

impl TermKind {
    /// Every kind, the strongest first.
    pub const ALL: [Self; 11] = [
        Self::Name,
        Self::Code,
        Self::Card,
        Self::Initials,
        Self::Pinyin,
        Self::NamePart,
        Self::PinyinPart,
        Self::InitialsPart,
        Self::Relative,
        Self::Organisation,
        Self::Custom,
    ];

    /// The small number that is stored; it never changes.
    #[must_use]
    pub const fn code(self) -> i64 {
        self as i64
    }

    /// The kind of a stored number; None if there is no such kind.
    #[must_use]
    pub fn from_code(code: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// All readings by which a name is found, in the shape of `huoke explain name`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Explained {
    /// The name as it was typed.
    pub input: String,
    /// The whole name in pinyin, each way that it may be read, without the short forms.
    pub pinyin: Vec<String>,
    /// Its initials, each way that it may be read.
    pub initials: Vec<String>,
}

/// Explains a name; both lists are empty if nothing in it can be read.
#[must_use]
pub fn explain(name: &str) -> Explained {
    let (pinyin, initials) = terms::whole_readings(name);
    Explained {
        input: name.to_owned(),
        pinyin,
        initials,
    }
}
