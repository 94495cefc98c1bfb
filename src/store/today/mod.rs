//! Today: who is to be rung and why, in order; lists by time; and what was done with a reason.
//! Must not know words, nor how it is drawn.

mod counted;
mod guests;
mod known;
mod list;
mod lists;
mod merged;
mod overview;
#[cfg(test)]
mod plans;
mod progress;
mod ranges;
mod settle;
mod settled;
mod sunk;
mod taken;
mod walk;
mod whose;

pub use list::{list, reasons_of};
pub use lists::{CAP, counts, of};
pub use overview::overview;
pub use settle::settle;
pub(in crate::store) use settle::settles;
pub(super) use settle::{by_call, by_task, free};
