//! Birthdays. Stand-in: the branch `dates` brings the whole of it.

/// Which calendar a birthday is celebrated in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Calendar {
    /// Solar.
    Solar,
    /// Lunar.
    Lunar,
}

/// A day of the year, with or without a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Birthday {
    /// Solar or lunar.
    pub calendar: Calendar,
    /// Year, if known.
    pub year: Option<i32>,
    /// Month.
    pub month: u8,
    /// Day.
    pub day: u8,
    /// In a leap month.
    pub leap: bool,
}
