//! A storm on one file: `storm [--processes 50] [--seconds 60] [--kills 5]` (kills a second). Ends
//! with one JSON line and exit code 1 if anything acknowledged was lost or a check does not hold;
//! what was done of each kind is said before, on standard error.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    unreachable_pub,
    reason = "a tool of builders, in many processes"
)]

#[path = "../tests/it/storm/blow.rs"]
mod blow;
#[path = "../tests/it/storm/books.rs"]
mod books;
#[path = "../tests/it/storm/shop.rs"]
mod shop;
#[path = "../tests/it/storm/work.rs"]
mod work;

use std::process::{Command, ExitCode};

fn main() -> ExitCode {
    if let Some(seat) = work::Seat::taken() {
        return match work::work(&seat) {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::FAILURE,
        };
    }
    let mut plan = blow::Plan {
        processes: 50,
        seconds: 60.0,
        kills: 5.0,
        whole: false,
    };
    let mut arguments = std::env::args().skip(1);
    while let Some(option) = arguments.next() {
        let value = arguments.next().and_then(|value| value.parse::<f64>().ok());
        match (option.as_str(), value) {
            ("--processes", Some(value)) => plan.processes = value as usize,
            ("--seconds", Some(value)) => plan.seconds = value,
            ("--kills", Some(value)) => plan.kills = value,
            _ => {
                eprintln!("storm [--processes N] [--seconds S] [--kills PER_SECOND]");
                return ExitCode::from(2);
            }
        }
    }
    match blown(plan) {
        Ok((json, well)) => {
            println!("{json}");
            if well {
                ExitCode::SUCCESS
            } else {
                ExitCode::FAILURE
            }
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn blown(plan: blow::Plan) -> Result<(String, bool), Box<dyn std::error::Error>> {
    let me = std::env::current_exe()?;
    let folder = tempfile::tempdir()?;
    let outcome = blow::blow(folder.path(), plan, &|| Command::new(&me))?;
    for (kind, [done, refused]) in &outcome.kinds {
        eprintln!("{kind:>12}: {done} done, {refused} refused");
    }
    for wrong in &outcome.told {
        eprintln!("wrong: {wrong}");
    }
    let well = outcome.lost == 0 && outcome.broken == 0;
    Ok((serde_json::to_string(&outcome)?, well))
}
