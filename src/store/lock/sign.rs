//! What stands in a lock file: who has it, what for, since when. It counts only while its writer
//! lives and has not given the lock back. Must not know clocks or threads.

use std::fs::File;
use std::io::Read;
use std::os::unix::fs::FileExt;
use std::path::Path;

use rustix::io::Errno;
use rustix::process::{Pid, test_kill_process};

use crate::error::Holder;

/// Who takes a lock, and what for.
#[derive(Debug, Clone, Copy)]
pub struct Signature<'s> {
    /// The person's name; empty: nobody's.
    pub name: &'s str,
    /// An action of the journal, or what else it is taken for; one word.
    pub action: &'s str,
}

impl<'s> From<&'s str> for Signature<'s> {
    fn from(action: &'s str) -> Self {
        Signature { name: "", action }
    }
}

impl<'s> From<(&'s str, &'s str)> for Signature<'s> {
    fn from((name, action): (&'s str, &'s str)) -> Self {
        Signature { name, action }
    }
}

/// Says in a locked file who has it: only a courtesy, a failure is no reason to stop. What stood
/// there longer stays behind the line's end.
pub(super) fn sign(file: &File, who: Signature<'_>) {
    let name = who.name.replace(char::is_control, " ");
    let action = who.action.replace(char::is_whitespace, "_");
    let line = format!("{} {action} {name}\n", std::process::id());
    let _ = file.write_all_at(line.as_bytes(), 0);
}

/// Takes the name out again: one byte, since every write of everybody ends with it.
pub(super) fn blank(file: &File) {
    let _ = file.write_all_at(b"\n", 0);
}

/// Who has the lock of this file; none: they have not signed, or are gone.
pub(super) fn holder(path: &Path) -> Option<Holder> {
    let mut text = Vec::new();
    let file = File::open(path).ok()?;
    // Nobody writes into it after their name: that was when it was changed last.
    let changed = file.metadata().and_then(|about| about.modified()).ok()?;
    let since = changed.elapsed().unwrap_or_default();
    file.take(400).read_to_end(&mut text).ok()?;
    let text = String::from_utf8_lossy(&text);
    let mut parts = text.lines().next()?.splitn(3, ' ');
    let pid: i32 = parts.next()?.parse().ok()?;
    let action = parts.next()?.to_owned();
    lives(pid).then(|| Holder {
        name: parts.next().unwrap_or_default().trim().to_owned(),
        action,
        for_ms: u64::try_from(since.as_millis()).unwrap_or(u64::MAX),
    })
}

/// Whether there is such a process, whosever it is.
fn lives(pid: i32) -> bool {
    let Some(pid) = Pid::from_raw(pid) else {
        return false;
    };
    !matches!(test_kill_process(pid), Err(Errno::SRCH))
}
