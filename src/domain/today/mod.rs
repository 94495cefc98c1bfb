//! Today: why somebody is to be rung, as the business has set it, and how urgent that is.
//! One pure function ([`reasons`]) says it of one customer; lists find the same by index.
//! Must not know where rules and facts are stored, nor words.

mod change;
mod edit;
mod facts;
pub mod guard;
mod held;
pub mod hours;
mod list;
mod lists;
pub mod occurrence;
mod reasons;
mod rule;
#[cfg(test)]
mod tests;

pub use change::{Change, Subject};
pub use edit::{LISTS, Part};
pub use facts::{Assigned, Facts, FactsCall, FactsDate, Plan, Settlement, Supplied};
pub use guard::Guard;
pub use held::{Held, Why, held};
pub use list::{Load, Settling, Taken, TodayList, TodayRow, Whom, Whose};
pub use lists::{Count, ListOf, NoSuchList, OFFERED, Topic, Within};
pub use reasons::{
    LOGGING_MS, Window, later, longest_back, most_leading, most_points, points, reasons, score,
};
pub use rule::{Cadence, Detail, Due, Kind, Rule, Rulebook, Watched};
