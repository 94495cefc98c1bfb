//! The workbooks among the files of an import: read before anything else, apart from this process.
//! Must not know what their rows say.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use super::{Failure, Plan, SheetRead};
use crate::error::Error;
use crate::exchange::files::Files;
use crate::exchange::map::Map;
use crate::exchange::problem::{BadFile, WorkbookFault};
use crate::exchange::sheets::Apart;

/// Has them read. Their rows stand beside the house on their way: there is room for them, and
/// they are as private there.
pub(super) fn unpack(
    plan: &Plan<'_>,
    map: &Map,
    files: &mut Files,
    cancelled: &AtomicBool,
) -> Result<(), Failure> {
    let beside = plan
        .house
        .parent()
        .filter(|folder| *folder != Path::new(""));
    let apart = Apart {
        program: &plan.program,
        folder: beside.unwrap_or(Path::new(".")),
    };
    let unpacked = files.unpack(plan.kind, map, apart);
    // Whoever interrupts the import may interrupt what it has started, too: that is no fault of
    // the workbook.
    if (unpacked.is_err() || !files.sheets.is_empty()) && cancelled.load(Ordering::Acquire) {
        return Err(Error::Cancelled.into());
    }
    unpacked?;
    let is_sheet = |path| files.sheets.iter().any(|(of, _)| of == path);
    match files.main.first() {
        // Left unheeded it would make the same rows another run, and bring them in twice.
        Some(path) if plan.sheet.is_some() && !files.main.iter().any(is_sheet) => {
            let path = path.clone();
            let fault = WorkbookFault::NoSheets;
            Err(BadFile::Workbook { path, fault }.into())
        }
        _ => Ok(()),
    }
}

/// Which sheets were read, of the workbooks that have several.
pub(super) fn read(files: &Files) -> Vec<SheetRead> {
    let sheets = files.sheets.iter();
    let several = sheets.filter(|(_, sheet)| !sheet.others.is_empty());
    several
        .map(|(file, sheet)| SheetRead {
            file: file.clone(),
            sheet: sheet.name.to_string(),
            others: sheet.others.clone(),
        })
        .collect()
}
