//! Why a command ends before its end: the exit code that says so, and what is said of it.
//! Must not know what the command was.

use serde::Serialize;

use crate::error::{Error, Refusal};
use crate::text::{self, Lang, Next};

/// Exit codes of the contract in docs/command-line.md.
pub(super) mod code {
    /// Done.
    pub(in crate::cli) const DONE: u8 = 0;
    /// No match, refused by a rule or a right, or a check that found a difference.
    pub(in crate::cli) const NO: u8 = 1;
    /// Wrong usage, or no terminal fit for the desk.
    pub(in crate::cli) const USAGE: u8 = 2;
    /// Bad input.
    pub(in crate::cli) const INPUT: u8 = 3;
    /// The file is unusable.
    pub(in crate::cli) const FILE: u8 = 4;
    /// Our own fault.
    pub(in crate::cli) const FAULT: u8 = 70;
    /// Interrupted by SIGINT.
    pub(in crate::cli) const INTERRUPTED: u8 = 130;
    /// Ended by SIGTERM.
    pub(in crate::cli) const TERMINATED: u8 = 143;
}

/// Why a command ends.
#[derive(Debug)]
pub(super) enum Stop {
    /// Everything was said already; only the code is left.
    Quiet(u8),
    /// Wrong usage: a sentence.
    Usage(String),
    /// Bad input: a sentence.
    Input(String),
    /// No match: a sentence.
    NoMatch(String),
    /// The file cannot be used, whatever the error says else.
    File(Error),
    /// An error of the program's own kind.
    Error(Error),
    /// Whoever read our output has left.
    PipeClosed,
}

/// An error on standard error, with `--json`.
#[derive(Serialize)]
struct Told<'s> {
    error: &'static str,
    message: &'s str,
    field: Option<&'s str>,
}

impl Stop {
    /// The exit code.
    pub(super) fn code(&self) -> u8 {
        match self {
            Stop::Quiet(code) => *code,
            Stop::Usage(_) => code::USAGE,
            Stop::Input(_) => code::INPUT,
            Stop::NoMatch(_) => code::NO,
            Stop::File(_) => code::FILE,
            Stop::Error(error) => of_error(error),
            Stop::PipeClosed => code::DONE,
        }
    }

    /// What is said on standard error; none where everything was said or nobody listens.
    pub(super) fn sentence(&self, lang: Lang) -> Option<String> {
        match self {
            Stop::Quiet(_) | Stop::PipeClosed => None,
            Stop::Usage(sentence) | Stop::Input(sentence) | Stop::NoMatch(sentence) => {
                Some(sentence.clone())
            }
            Stop::File(Error::Missing(path)) | Stop::Error(Error::Missing(path)) => {
                Some((lang.text().cli.no_file_yet)(path))
            }
            Stop::File(error) | Stop::Error(error) => Some(in_words(lang, error)),
        }
    }

    /// The same for a program: `{"error","message","field"}`.
    pub(super) fn json(&self, lang: Lang) -> Option<String> {
        let message = self.sentence(lang)?;
        let (error, field) = match self {
            Stop::Usage(_) => ("usage", None),
            Stop::Input(_) => ("input", None),
            Stop::NoMatch(_) => ("no_match", None),
            Stop::File(error) | Stop::Error(error) => name(error),
            Stop::Quiet(_) | Stop::PipeClosed => return None,
        };
        let told = Told {
            error,
            message: &message,
            field,
        };
        serde_json::to_string(&told).ok()
    }
}

/// What happened and what to do; where another value is to be typed, the arguments are the form.
fn in_words(lang: Lang, error: &Error) -> String {
    if let Error::Invalid { field, fault } = error {
        let place = text::names::place(lang, field);
        return format!("{place}: {}", text::with_list(lang, field, fault));
    }
    let explained = text::explain(lang, error);
    match explained.next {
        Next::Correct => explained.what,
        // A command has no screen on which anything could still stand.
        _ if matches!(error, Error::Io { .. }) => explained.what,
        _ if matches!(error, Error::Storage(_)) => {
            format!("{} {}", explained.what, explained.advice)
        }
        _ => explained.to_string(),
    }
}

/// The error's code in JSON, and the field that it is about.
fn name(error: &Error) -> (&'static str, Option<&str>) {
    let code = match error {
        Error::Invalid { field, .. } => return ("invalid", Some(field)),
        Error::Busy { .. } => "busy",
        Error::ChangedMeanwhile { .. } => "changed_meanwhile",
        Error::Clash { .. } => "clash",
        Error::Gone(_) => "gone",
        Error::Refused(_) => "refused",
        Error::OtherVersion { .. } => "other_version",
        Error::Missing(_) => "missing",
        Error::AlreadyThere(_) => "already_there",
        Error::InUse(_) => "in_use",
        Error::NetworkFileSystem(_) => "network_file_system",
        Error::OldSqlite(_) => "old_sqlite",
        Error::Damaged(_) => "damaged",
        Error::Cancelled => "cancelled",
        Error::Io { .. } => "io",
        Error::Storage(_) => "storage",
    };
    (code, None)
}

fn of_error(error: &Error) -> u8 {
    match error {
        Error::Refused(Refusal::OnceKeyReused) | Error::Invalid { .. } => code::USAGE,
        Error::Refused(_)
        | Error::Gone(_)
        | Error::ChangedMeanwhile { .. }
        | Error::Clash { .. }
        | Error::AlreadyThere(_) => code::NO,
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
                path: "stdout".to_owned(),
                source: error,
            }),
        }
    }
}
