//! A short storm: many processes sell, take money and goods back on one file, some are killed each
//! second, and nothing that was acknowledged is lost. The long one is `examples/storm.rs`.
#![allow(clippy::disallowed_methods, reason = "a storm is made of processes")]

mod blow;
mod power;
mod work;

use std::process::Command;

use blow::{Plan, blow};
use work::Seat;

const ME: &str = "storm::nothing_acknowledged_is_lost_and_the_books_agree_whoever_is_killed";

#[test]
fn nothing_acknowledged_is_lost_and_the_books_agree_whoever_is_killed() {
    if let Some(seat) = Seat::taken() {
        return work::work(&seat).unwrap();
    }
    let folder = tempfile::tempdir().unwrap();
    let plan = Plan {
        processes: 8,
        seconds: 4.0,
        kills: 5.0,
    };
    let outcome = blow(folder.path(), plan, &|| {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args([ME, "--exact", "--quiet"]);
        command.stdout(std::process::Stdio::null());
        command
    });
    let outcome = outcome.unwrap();
    eprintln!("{outcome:?}");
    assert_eq!((outcome.lost, outcome.broken), (0, 0), "{outcome:?}");
    assert!(outcome.acked > 50 && outcome.kills > 5, "{outcome:?}");
}
