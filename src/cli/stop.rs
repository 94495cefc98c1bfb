//! Why a command ends before its end, and the exit code that says so.
//! Must not know what the command was.

use crate::error::{Error, Refusal};

/// Exit codes of the contract in docs/command-line.md.
pub mod code {
    /// Done.
    pub const DONE: u8 = 0;
    /// No match, refused by a rule or a right, or a check that found a difference.
    pub const NO: u8 = 1;
    /// Wrong usage, or no terminal fit for the desk.
    pub const USAGE: u8 = 2;
    /// Bad input.
    pub const INPUT: u8 = 3;
    /// The file is unusable.
    pub const FILE: u8 = 4;
    /// Our own fault.
    pub const FAULT: u8 = 70;
    /// Interrupted by SIGINT.
    pub const INTERRUPTED: u8 = 130;
}

/// Why a command ends.
#[derive(Debug)]
pub enum Stop {
    /// Everything was said already; only the code is left.
    Quiet(u8),
    /// Wrong usage: a sentence.
    Usage(String),
    /// Bad input: a sentence.
    Input(String),
    /// An error of the program's own kind.
    Error(Error),
    /// Whoever read our output has left.
    PipeClosed,
}

impl Stop {
    /// Wrong usage, as a sentence.
    pub fn usage(sentence: String) -> Self {
        Stop::Usage(sentence)
    }

    /// The exit code.
    pub fn code(&self) -> u8 {
        match self {
            Stop::Quiet(code) => *code,
            Stop::Usage(_) => code::USAGE,
            Stop::Input(_) => code::INPUT,
            Stop::Error(error) => of_error(error),
            Stop::PipeClosed => code::DONE,
        }
    }
}

fn of_error(error: &Error) -> u8 {
    match error {
        Error::Refused(Refusal::OnceKeyReused) => code::USAGE,
        Error::Refused(_) | Error::Gone(_) | Error::ChangedMeanwhile { .. } => code::NO,
        Error::Invalid { .. } => code::USAGE,
        Error::AlreadyThere(_) => code::NO,
        Error::Busy { .. }
        | Error::OtherVersion { .. }
        | Error::Missing(_)
        | Error::InUse(_)
        | Error::NetworkFileSystem(_)
        | Error::OldSqlite(_)
        | Error::Damaged(_) => code::FILE,
        Error::Io { .. } => code::INPUT,
        Error::Cancelled => code::INTERRUPTED,
        Error::Storage(_) => code::FAULT,
    }
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Stop::Error(error)
    }
}

impl From<std::io::Error> for Stop {
    /// Only writing to standard output is told this way; everything else names its file.
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::BrokenPipe => Stop::PipeClosed,
            _ => Stop::Error(Error::Io {
                path: "standard output".to_owned(),
                source: error,
            }),
        }
    }
}
