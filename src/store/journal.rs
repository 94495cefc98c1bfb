//! What was changed, when, by whom and why, and taking it back. The triggers write it; here it is
//! read. Must not know what the tables are for.

mod row;

pub(super) use row::row_now;
