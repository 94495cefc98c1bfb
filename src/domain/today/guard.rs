//! Why a customer had better not be rung just now. Must not know how it is shown.

/// A row with one of these ranks behind all others, and calling asks once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Guard {
    /// Contacted more often in 30 days than their grade allows.
    OverLimit {
        /// How often.
        contacts: u32,
        /// How often at most.
        most: u32,
    },
    /// They do not want calls.
    DoNotCall,
    /// Outside the hours that they prefer.
    OutsidePreferred,
    /// Outside the hours in which the law lets one ring.
    OutsideLawful,
}
