//! The one integration test binary: one line per module, so that no file is forgotten
//! (`house::every_test_file_is_registered` looks).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr
)]
#![allow(missing_docs, unreachable_pub)]

mod clashing;
mod cli;
mod contention;
mod data;
mod dealing;
mod demo;
mod desk;
mod desk_calls;
mod desk_history;
mod desk_numbers;
mod desk_own_fields;
mod desk_rules;
mod desk_says;
mod desk_supply;
mod drafts;
mod drops;
mod dump;
mod entering;
mod export;
mod faults;
mod figures;
mod giving;
mod giving_screens;
mod guarding;
mod house;
mod import;
mod imports;
mod journeys;
mod keymap;
mod layers;
mod newcomers;
mod pty;
mod readme;
mod reason_screens;
mod reasons;
mod reasons_stay;
mod reasons_ways;
mod screens;
mod selling;
mod storm;
mod task_desks;
mod task_lines;
mod task_screens;
mod tasks;
mod tasks_many;
mod terminal;
mod today;
mod today_list;
mod today_lists;
mod two_desks;
mod waiting;
mod warning;
mod wire;
