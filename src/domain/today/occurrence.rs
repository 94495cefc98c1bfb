//! How each time that a reason comes is named: unique with customer and rule, and the same
//! whether it was found from facts or by index. Must not know when it comes.

use chrono::Datelike;

use super::later;
use crate::domain::ids::CallId;
use crate::domain::time::{Day, Instant, Now};

/// Of a new customer: there is one such time.
pub const NEW: &str = "new";

/// A date that comes every year: its row and the day on which it falls.
pub fn yearly(row: i64, day: Day) -> String {
    format!("{row}:{day}")
}

/// The row and the day of [`yearly`].
pub fn of_yearly(occurrence: &str) -> Option<(i64, Day)> {
    let (row, day) = occurrence.split_once(':')?;
    Some((row.parse().ok()?, day.parse().ok()?))
}

/// What follows from a contact or a purchase: its moment. A later one begins another time.
pub fn since(at: Instant) -> String {
    at.0.to_string()
}

/// A call.
pub fn call(id: CallId) -> String {
    id.to_string()
}

/// A product and the day on which it was bought last: a purchase begins another time.
pub fn supply(product: i64, bought_on: Day) -> String {
    format!("{product}:{bought_on}")
}

/// A month.
pub fn month(day: Day) -> String {
    day.format("%Y-%m").to_string()
}

/// A holiday: the day on which it falls.
pub fn holiday(day: Day) -> String {
    day.to_string()
}

/// A name that is not written out yet: lists meet thousands of times, and ask few for their names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unwritten {
    /// See [`NEW`].
    New,
    /// See [`since`].
    Since(Instant),
    /// See [`yearly`].
    Yearly(i64, Day),
    /// See [`supply`].
    Supply(i64, Day),
    /// Of a hand-over: its row.
    Row(i64),
    /// See [`month`].
    Month(Day),
    /// See [`holiday`].
    Holiday(Day),
}

/// The longest window of what comes every year, to either side of its day.
pub(super) const HALF_A_YEAR: i64 = 180;

impl Unwritten {
    /// The first day on which somebody can have dealt with it, however long its rule's window was
    /// then; none: the day on which it is due.
    pub fn began(self, now: Now) -> Option<Day> {
        match self {
            Unwritten::New | Unwritten::Row(_) => None,
            Unwritten::Since(at) => Some(now.day_of(at)),
            Unwritten::Yearly(_, day) | Unwritten::Holiday(day) => Some(later(day, -HALF_A_YEAR)),
            Unwritten::Supply(_, bought_on) => Some(bought_on),
            Unwritten::Month(day) => day.with_day(1),
        }
    }

    /// The name.
    pub fn written(self) -> String {
        match self {
            Unwritten::New => NEW.to_owned(),
            Unwritten::Since(at) => since(at),
            Unwritten::Yearly(row, day) => yearly(row, day),
            Unwritten::Supply(product, bought_on) => supply(product, bought_on),
            Unwritten::Row(row) => row.to_string(),
            Unwritten::Month(day) => month(day),
            Unwritten::Holiday(day) => holiday(day),
        }
    }
}
