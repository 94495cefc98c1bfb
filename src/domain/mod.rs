//! Nouns and rules of the trade. Must not know files, SQL or screens.

pub mod birthday;
pub mod customer;
pub mod ids;
pub mod importing;
pub mod interaction;
pub mod journal;
pub mod kept;
pub mod lunar;
pub mod money;
pub mod name;
pub mod nearest;
pub mod phone;
pub mod product;
pub mod ringing;
pub mod sale;
pub mod staff;
pub mod supply;
pub mod task;
pub mod time;
pub mod today;
pub mod when;
