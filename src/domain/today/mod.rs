//! Today: why somebody is to be rung, as the business has set it, and how urgent that is.
//! One pure function ([`reasons`]) says it of one customer; lists find the same by index.
//! Must not know where rules and facts are stored, nor words.

mod facts;
pub mod guard;
pub mod hours;
mod list;
pub mod occurrence;
mod reasons;
mod rule;
#[cfg(test)]
mod tests;

pub use facts::{Assigned, Facts, FactsCall, FactsDate, Plan, Settlement, Supplied};
pub use guard::Guard;
pub use list::{ListOf, Settling, TodayList, TodayRow, Whom, Whose};
pub use reasons::{LOGGING_MS, Window, later, points, reasons, score};
pub use rule::{Cadence, Detail, Due, Kind, Rule, Rulebook, Watched};
