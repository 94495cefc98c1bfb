//! The program: parse, run, exit code. Must not know anything else.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(huoke::cli::main())
}
