//! How each time that a reason comes is named: unique with customer and rule, and the same
//! whether it was found from facts or by index. Must not know when it comes.

use crate::domain::ids::CallId;
use crate::domain::time::{Day, Instant};

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

impl Unwritten {
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
