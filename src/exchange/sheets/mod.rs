//! Workbooks: XLSX, XLSB, XLS and ODS, known by their content. A stranger's workbook is measured
//! and parsed in a process of its own, under limits, which writes the rows of a sheet as delimited
//! text; what goes on here reads only that. Must not know what the columns mean.

mod apart;
mod book;
mod line;
mod look;
mod package;
mod sheet;
mod spool;
mod tell;

pub mod limit;

pub use apart::Apart;
pub(super) use sheet::Search;
pub use sheet::Sheet;
pub use tell::{Answer, answer};

/// Whether a file that begins like this is a workbook, zipped or of the older kind (XLS).
pub(super) fn is_workbook(head: &[u8]) -> bool {
    [b"PK\x03\x04".as_slice(), b"PK\x05\x06", OLDER]
        .iter()
        .any(|magic| head.starts_with(magic))
}

/// Begins an XLS, and the container of a workbook that has a password.
const OLDER: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
