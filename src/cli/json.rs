//! Shapes that several commands print: money, lunar days. A contract: fields may be added, never
//! changed. Must not know which command prints them.

use serde::Serialize;

use crate::domain::customer::Sight;

/// Money: `{"minor":89700,"currency":"CNY"}`.
#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct Amount {
    minor: i64,
    currency: &'static str,
}

impl Amount {
    /// So many minor units.
    pub(super) fn new(minor: i64, currency: &'static str) -> Self {
        Amount { minor, currency }
    }
}

/// A lunar day: `{"month":8,"day":15,"leap":false}`.
#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct LunarDay {
    /// Month.
    pub(super) month: u8,
    /// Day.
    pub(super) day: u8,
    /// Whether in the leap month of that number.
    pub(super) leap: bool,
}

/// Whose a number or a date is, where it is not the customer's own.
#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct Whose<'s> {
    /// Relation or position.
    pub(super) relation: Option<&'s str>,
    /// Name.
    pub(super) name: &'s str,
}

/// How much of a customer may be seen.
pub(super) fn sight(sight: Sight) -> &'static str {
    match sight {
        Sight::PutThrough => "put_through",
        Sight::Masked => "masked",
        Sight::Full => "full",
    }
}
