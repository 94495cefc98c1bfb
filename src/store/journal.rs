//! What was changed, when, by whom and why, and taking it back. The triggers write the rows; here
//! they are read, and entries of many batches begun and ended. Must not know what tables are for.

mod long;
mod row;
mod titles;
mod undo;
mod view;

pub use long::{begin_long, finish_long, progress};
pub(super) use long::{newest_keys, note_ranges};
pub(super) use row::row_now;
pub use undo::{Undone, undo, undo_heard};
pub use view::{Filter, Sum, list, sums};
