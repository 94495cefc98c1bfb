//! Telephone numbers: what a typed one means, its normal form, the keys that find it and how it
//! is shown. Must not know tables, screens or whose number it is.

mod cell;
#[cfg(test)]
mod facts;
mod keys;
mod plan;
mod read;
mod show;
#[cfg(test)]
mod tests;
mod understand;

pub use cell::split_cell;
pub use keys::{MAX_DIGITS, MIN_FRAGMENT, contains, ends_in, fragments, suffix_keys, whole};
pub use plan::{REGIONS, is_region};
pub use read::is_number;
pub use show::{dialled, masked, spoken};
pub use understand::{Explained, explain, understand};

/// A number as it was typed and as it is understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phone {
    /// As it came, never changed.
    pub typed: String,
    /// Normal form, what is stored and compared: E.164 without its plus for a number that a
    /// numbering plan knows, a short number as it is, else the bare digits as typed.
    pub digits: String,
    /// `+8613800134821`. Also there for digits that can be read as a number of the region but
    /// that its plan does not know; look at `known` before dialling. None for short numbers.
    pub e164: Option<String>,
    /// What sort of number; `Unknown` if no plan knows it.
    pub kind: PhoneKind,
    /// Digits to dial after the line is up.
    pub extension: Option<String>,
    /// False: no numbering plan knows it. It is kept with a mark, never rejected.
    pub known: bool,
}

/// What sort of number it is, after the numbering plan of its country.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PhoneKind {
    /// A mobile.
    Mobile,
    /// A fixed line.
    Landline,
    /// The plan does not tell them apart (North America).
    FixedOrMobile,
    /// Free for the caller (800).
    TollFree,
    /// Paid by both (400).
    SharedCost,
    /// Dear for the caller.
    Premium,
    /// Internet telephony.
    Voip,
    /// Follows a person.
    Personal,
    /// A pager.
    Pager,
    /// One number of a whole organisation.
    Company,
    /// A voice mailbox.
    Voicemail,
    /// Dialled as it is, without area code: 110, 10086, 95588.
    Short,
    /// No numbering plan knows it.
    Unknown,
}

impl PhoneKind {
    /// Every kind, in the order of the enum.
    pub const ALL: [Self; 13] = [
        Self::Mobile,
        Self::Landline,
        Self::FixedOrMobile,
        Self::TollFree,
        Self::SharedCost,
        Self::Premium,
        Self::Voip,
        Self::Personal,
        Self::Pager,
        Self::Company,
        Self::Voicemail,
        Self::Short,
        Self::Unknown,
    ];

    /// The word that is stored and printed in JSON; it never changes.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Mobile => "mobile",
            Self::Landline => "landline",
            Self::FixedOrMobile => "fixed_or_mobile",
            Self::TollFree => "toll_free",
            Self::SharedCost => "shared_cost",
            Self::Premium => "premium",
            Self::Voip => "voip",
            Self::Personal => "personal",
            Self::Pager => "pager",
            Self::Company => "company",
            Self::Voicemail => "voicemail",
            Self::Short => "short",
            Self::Unknown => "unknown",
        }
    }

    /// The kind of a stored word; None if there is no such kind.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// Why a text is no telephone number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PhoneFault {
    /// Nothing there.
    Empty,
    /// Something there, but no digit.
    NoDigits,
    /// A spreadsheet rounded it (`1.38E+10`): digits are lost, and they are not guessed.
    Mangled,
    /// Letters among the digits that belong to no number (`VIP0087b`).
    Letters,
    /// More than [`MAX_DIGITS`] digits: two numbers in one, or none.
    TooLong,
}

impl PhoneFault {
    /// The word that stands for it in JSON and reports.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::NoDigits => "no_digits",
            Self::Mangled => "mangled",
            Self::Letters => "letters",
            Self::TooLong => "too_long",
        }
    }
}
