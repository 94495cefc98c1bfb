//! Shapes that several commands print: money, lunar days. A contract: fields may be added, never
//! changed. Must not know which command prints them.

use serde::Serialize;

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
