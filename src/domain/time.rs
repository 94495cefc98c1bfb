//! Instants and days. Stand-in: the branch `dates` brings the whole of it.

/// UTC milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(pub i64);

/// A day of the calendar.
pub type Day = chrono::NaiveDate;

/// Now, and where the business is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now {
    /// Now.
    pub at: Instant,
    /// The business's zone.
    pub zone: chrono_tz::Tz,
}
