//! The zipped kinds of workbook: everything in the file is counted while it inflates, before
//! anything of it is parsed, because declared sizes lie. Must not know what the parts say.

use std::io::{self, Read, Seek, SeekFrom};

use zip::ZipArchive;

use super::limit::{MAX_ENTRIES, MAX_INFLATED, MAX_RATIO, RATIO_FROM};
use crate::exchange::problem::{Bound, WorkbookFault};

const CHUNK: usize = 64 * 1024;
/// Begins an entry of the list of what is in the file.
const LISTED: &[u8] = b"PK\x01\x02";

/// Which workbook is in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Xlsx,
    Xlsb,
    Ods,
}

/// Looks through the whole file, of so many bytes, and leaves it at its beginning.
pub(super) fn inspect(mut input: impl Read + Seek, length: u64) -> Result<Kind, WorkbookFault> {
    if listed(&mut input)? > MAX_ENTRIES {
        return Err(WorkbookFault::Over(Bound::Entries));
    }
    let mut zip = ZipArchive::new(&mut input).map_err(damaged)?;
    let (mut inflated, mut kind) = (0, None);
    let mut buffer = vec![0; CHUNK];
    for index in 0..zip.len() {
        let mut part = zip.by_index(index).map_err(damaged)?;
        kind = kind.or_else(|| kind_of(&String::from_utf8_lossy(part.name_raw())));
        loop {
            let read = part.read(&mut buffer).map_err(damaged)?;
            if read == 0 {
                break;
            }
            inflated += read as u64;
            if inflated > MAX_INFLATED {
                return Err(WorkbookFault::Over(Bound::Inflated));
            }
            if inflated > RATIO_FROM && inflated / MAX_RATIO > length {
                return Err(WorkbookFault::Over(Bound::Ratio));
            }
        }
    }
    drop(zip);
    input.seek(SeekFrom::Start(0))?;
    kind.ok_or(WorkbookFault::NoWorkbook)
}

/// By the part that only such a workbook has; some programs write other slashes and letters.
fn kind_of(part: &str) -> Option<Kind> {
    let name = part.replace('\\', "/").to_lowercase();
    match name.as_str() {
        "content.xml" => Some(Kind::Ods),
        name if name.ends_with("workbook.bin") => Some(Kind::Xlsb),
        name if name.ends_with("workbook.xml") => Some(Kind::Xlsx),
        _ => None,
    }
}

/// How many entries the file can list: counted in its bytes, for reading the list would take
/// memory for each.
fn listed(input: &mut (impl Read + Seek)) -> io::Result<usize> {
    let (mut count, mut kept) = (0, 0);
    let mut buffer = vec![0; CHUNK];
    loop {
        let read = input.read(buffer.get_mut(kept..).unwrap_or_default())?;
        if read == 0 {
            input.seek(SeekFrom::Start(0))?;
            return Ok(count);
        }
        let filled = kept + read;
        let bytes = buffer.get(..filled).unwrap_or_default();
        count += memchr::memmem::find_iter(bytes, LISTED).count();
        // One that lies across two pieces is found with the next.
        kept = filled.min(LISTED.len() - 1);
        buffer.copy_within(filled - kept..filled, 0);
    }
}

fn damaged(error: impl ToString) -> WorkbookFault {
    WorkbookFault::damaged(&error)
}
