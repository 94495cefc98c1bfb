//! Tests of the store on real files, one module per subject.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod books;
mod bulk;
mod call;
mod custom;
mod customer;
mod figures;
mod file;
mod hanging;
mod init;
mod journal;
mod law;
mod lists;
mod lists_whose;
mod log;
mod promised;
mod queue;
mod ranges;
mod reason;
mod rights;
mod rights_task;
mod sale;
mod sale_after;
mod sale_counter;
mod sheet;
mod sheet_custom;
mod sheet_limits;
mod sources;
mod supply;
mod today;
mod today_calls;
mod today_counts;
mod today_walk;
mod undo;
mod upgrade;
mod walk;
