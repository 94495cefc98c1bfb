//! `huoke read-workbook`: what an import starts to have a stranger's workbook read apart. Rows go
//! to standard output, what came of it to standard error, as one line of JSON.
//! Must not know what it is for.

use std::io::{self, BufWriter, Write};

use super::args_file::ReadWorkbook;
use super::stop::{Stop, code};
use crate::exchange::problem::WorkbookFault;
use crate::exchange::sheets::{Answer, answer, limit};

/// Runs it, under limits that it can never put off; exit 3 if the workbook is not read.
pub(super) fn run(args: &ReadWorkbook) -> Result<(), Stop> {
    let said = match limit::fence() {
        Ok(()) => answer(&args.file, args.sheet, BufWriter::new(io::stdout())),
        Err(error) => Answer::Not(WorkbookFault::from(error)),
    };
    let json = serde_json::to_string(&said).map_err(io::Error::from)?;
    io::stderr().write_all(json.as_bytes())?;
    match said {
        Answer::Not(_) => Err(Stop::Quiet(code::INPUT)),
        Answer::Sheets(_) | Answer::Rows { .. } => Ok(()),
    }
}
