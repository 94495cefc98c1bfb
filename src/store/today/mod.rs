//! Today: who is to be rung, and lists by time. Must not know words.

mod lists;
mod ranges;
mod whose;

pub use lists::{CAP, Count, counts, customers};
