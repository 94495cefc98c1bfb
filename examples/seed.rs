//! Makes an invented call centre for measuring: `seed FILE CUSTOMERS [SEED]`. Says on standard
//! error how long it took. Must not know how.
#![allow(clippy::print_stderr, reason = "a tool of builders")]

use std::path::PathBuf;
use std::process::ExitCode;

use huoke::demo::{Progress, make};
use huoke::domain::time::{Instant, Now};

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().map(PathBuf::from);
    let customers = arguments.next().and_then(|number| number.parse().ok());
    let seed = arguments
        .next()
        .and_then(|number| number.parse().ok())
        .unwrap_or(1);
    let (Some(path), Some(customers)) = (path, customers) else {
        eprintln!("seed FILE CUSTOMERS [SEED]");
        return ExitCode::from(2);
    };
    let begun = std::time::Instant::now();
    let since = std::time::UNIX_EPOCH
        .elapsed()
        .map_or(0, |since| since.as_millis());
    let at = Instant(i64::try_from(since).unwrap_or(0));
    let now = Now {
        at,
        zone: chrono_tz::Asia::Shanghai,
    };
    let mut told = 0;
    let made = make(&path, customers, seed, None, &now, &mut |progress| {
        let (Progress::Written(done) | Progress::Indexed(done)) = progress;
        if done / 100_000 != told {
            told = done / 100_000;
            eprintln!("{progress:?} after {:.1} s", begun.elapsed().as_secs_f64());
        }
    });
    match made {
        Ok(made) => {
            eprintln!("{made:?} in {:.1} s", begun.elapsed().as_secs_f64());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
