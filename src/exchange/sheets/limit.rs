//! How large a workbook may be, and what the process that reads it may take of the machine.
//! Must not know kinds of workbooks.

use std::io;

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// Bytes of the file.
pub const MAX_FILE: u64 = 50 << 20;
/// Bytes of everything in it, inflated.
pub const MAX_INFLATED: u64 = 200 << 20;
/// How many times larger than the file that may be.
pub const MAX_RATIO: u64 = 100;
/// Below so many inflated bytes the ratio does not matter: a small sheet of blanks is no bomb.
pub const RATIO_FROM: u64 = 4 << 20;
/// Files in the file.
pub const MAX_ENTRIES: usize = 1000;
/// Rows of a sheet.
pub const MAX_ROWS: u32 = 1_048_576;
/// Bytes of all texts of a sheet: one text may stand in a million cells.
pub const MAX_TEXT: usize = 256 << 20;
/// Bytes of memory: with those of the import that waits, 512 MB.
pub const MAX_MEMORY: u64 = 448 << 20;
/// Seconds of computing.
pub const MAX_SECONDS: u64 = 60;

/// Puts this process under the limits of memory and computing, for good.
///
/// # Errors
/// What the system says.
pub fn fence() -> io::Result<()> {
    lower(Resource::As, MAX_MEMORY, MAX_MEMORY)?;
    // The signal of the first limit says what happened; the second one kills.
    lower(Resource::Cpu, MAX_SECONDS, MAX_SECONDS + 5)
}

fn lower(what: Resource, current: u64, maximum: u64) -> io::Result<()> {
    let now = getrlimit(what);
    let least = |wanted: u64, now: Option<u64>| Some(now.map_or(wanted, |now| now.min(wanted)));
    let limit = Rlimit {
        current: least(current, now.current),
        maximum: least(maximum, now.maximum),
    };
    Ok(setrlimit(what, limit)?)
}
