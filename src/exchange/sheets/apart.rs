//! Starts the process that reads a stranger's workbook, and understands how it ended. The only
//! child processes there are. Must not know what is asked for.

use std::fs::File;
use std::io::Read;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::Command;
use std::process::{ExitStatus, Stdio};

use rustix::process::Signal;

use super::spool;
use super::tell::Answer;
use crate::exchange::problem::{BadFile, WorkbookFault};

/// More than all sheets say of themselves.
const MAX_SAID: u64 = 64 << 20;

/// With what workbooks are read apart.
#[derive(Debug, Clone, Copy)]
pub struct Apart<'a> {
    /// The program that has `read-workbook`: this one.
    pub program: &'a Path,
    /// Where rows stand on their way, in files without a name.
    pub folder: &'a Path,
}

impl Apart<'_> {
    /// Asks for the sheets, or for the rows of the sheet at this place, which are in the file then.
    // The desk starts none: only an import does, to be safe from what it reads.
    #[allow(clippy::disallowed_methods)]
    pub(super) fn ask(self, path: &Path, sheet: Option<usize>) -> Result<(Answer, File), BadFile> {
        let at = |path: &Path| {
            let path = path.to_owned();
            |error| BadFile::Io {
                path: Some(path),
                error,
            }
        };
        let rows = spool::nameless(self.folder).map_err(at(self.folder))?;
        let mut command = Command::new(self.program);
        command.arg("read-workbook");
        if let Some(sheet) = sheet {
            command.arg("--sheet").arg(sheet.to_string());
        }
        let to = rows.try_clone().map_err(at(self.folder))?;
        let mut child = command
            .arg("--")
            .arg(path)
            .stdin(Stdio::null())
            .stdout(to)
            .stderr(Stdio::piped())
            .spawn()
            .map_err(at(self.program))?;
        let mut said = Vec::new();
        let heard = match child.stderr.take() {
            Some(from) => from.take(MAX_SAID).read_to_end(&mut said),
            None => Ok(0),
        };
        // It ends by itself: nobody hears it any more, and it has its limits.
        let ended = child.wait().map_err(at(self.program))?;
        heard.map_err(at(self.program))?;
        match understood(&said, ended) {
            Answer::Not(fault) => Err(BadFile::Workbook {
                path: path.to_owned(),
                fault,
            }),
            answer => Ok((answer, rows)),
        }
    }
}

fn understood(said: &[u8], ended: ExitStatus) -> Answer {
    let lost = || Answer::Not(fate(said, ended));
    match serde_json::from_slice(said) {
        Ok(answer @ Answer::Not(_)) => answer,
        Ok(answer) if ended.success() => answer,
        _ => lost(),
    }
}

/// Why a process that could not say it has ended.
fn fate(said: &[u8], ended: ExitStatus) -> WorkbookFault {
    let signal = ended.signal();
    let is = |known: Signal| signal == Some(known.as_raw());
    // The words of Rust's own allocator; the system kills whom it cannot give memory.
    let memory = memchr::memmem::find(said, b"memory allocation of").is_some();
    if memory || is(Signal::KILL) {
        WorkbookFault::Memory
    } else if is(Signal::XCPU) {
        WorkbookFault::Time
    } else if is(Signal::INT) || is(Signal::TERM) || is(Signal::HUP) {
        WorkbookFault::Interrupted
    } else {
        WorkbookFault::Broken
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_end_of_the_process_is_understood() {
        let killed = |signal: Signal| ExitStatus::from_raw(signal.as_raw());
        let fault = |said: &[u8], ended| match understood(said, ended) {
            Answer::Not(fault) => fault,
            other => unreachable!("{other:?}"),
        };
        let memory = b"memory allocation of 4096 bytes failed\n";
        assert_eq!(fault(memory, killed(Signal::ABORT)), WorkbookFault::Memory);
        assert_eq!(fault(b"", killed(Signal::KILL)), WorkbookFault::Memory);
        assert_eq!(fault(b"", killed(Signal::XCPU)), WorkbookFault::Time);
        assert_eq!(fault(b"", killed(Signal::ABORT)), WorkbookFault::Broken);
        assert_eq!(fault(b"", killed(Signal::INT)), WorkbookFault::Interrupted);
        // A fault of ours: exit code 70, with a sentence.
        assert_eq!(
            fault(b"huoke: ...", ExitStatus::from_raw(70 << 8)),
            WorkbookFault::Broken
        );
        // It said that all is well, and then it was killed.
        let well = br#"{"rows":{"width":1,"faults":{}}}"#;
        assert_eq!(fault(well, killed(Signal::SEGV)), WorkbookFault::Broken);
        let read = Answer::Rows {
            width: 1,
            faults: std::collections::BTreeMap::new(),
        };
        assert_eq!(understood(well, ExitStatus::from_raw(0)), read);
    }
}
