//! `huoke export`: customers, contacts and sales into files, with a reason and a trace.
//! Must not know how files are written.

use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde::Serialize;
use signal_hook::consts::{SIGINT, SIGTERM};

use super::args_export::{Export, ExportKind};
use super::context::{Context, Desk};
use super::import::{flag, hear};
use super::output::{self, Shape};
use super::place;
use super::progress::Progress;
use super::stop::{Stop, code};
use crate::domain::customer::Found;
use crate::domain::ids::CustomerId;
use crate::error::Error;
use crate::store::find::{self, Seeker};
use crate::text::Lang;
use crate::work::export::{self, Format, Place, Plan, Report, Version, What};

#[derive(Serialize)]
struct Told<'s> {
    entry: Option<i64>,
    /// `customers`, `interactions`, `sales`.
    what: &'s str,
    format: &'s str,
    /// Rows or cards.
    rows: u64,
    /// None: standard output, or nothing is left of it.
    file: Option<String>,
    cancelled: bool,
}

/// Runs it.
pub(super) fn run(context: &mut Context, args: &Export) -> Result<(), Stop> {
    let what = match args.kind {
        ExportKind::Customers => What::Customers,
        ExportKind::Interactions => What::Interactions,
        ExportKind::Sales => What::Sales,
    };
    let standard = is_standard(&args.to);
    let format = format(context, args, what)?;
    if standard && context.out.shape == Shape::Json {
        return Err(Stop::Usage((context.text.cli.conflict)("--to -", "--json")));
    }
    let desk = context.enter()?;
    let query = args.query.join(" ");
    let place = match standard {
        true => Place::Standard,
        false => Place::File {
            path: args.to.clone(),
            replace: args.yes,
        },
    };
    let plan = Plan {
        what,
        format,
        place,
        staff: desk.actor.id,
        at: desk.now.at,
        reason: args.reason.clone(),
        query: query.trim().to_owned(),
        only: only(context, &desk, query.trim())?,
        owner: None,
        lines: None,
        chinese: context.lang == Lang::Zh,
    };
    carry_out(context, &desk, &plan)
}

/// Writes the file under an entry in the journal, and tells what came of it; exit 130 or 143 if it was
/// interrupted.
pub(super) fn carry_out(context: &mut Context, desk: &Desk, plan: &Plan) -> Result<(), Stop> {
    let (interrupted, terminated) = (flag(SIGINT)?, flag(SIGTERM)?);
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        hear(signal, &stop)?;
    }
    let standard = plan.place == Place::Standard;
    let progress = Progress::begin();
    let mut told = |done, total| progress.at(done, total);
    let ended = export::run(&desk.house, plan, &mut told, &stop);
    drop(progress);
    let report = ended.map_err(|error| match error {
        Error::Io { source, .. } if standard && source.kind() == ErrorKind::BrokenPipe => {
            Stop::PipeClosed
        }
        error => error.into(),
    })?;
    tell(context, plan, &report)?;
    match report.cancelled {
        true if terminated.load(Ordering::Relaxed) => Err(Stop::Quiet(code::TERMINATED)),
        true if interrupted.load(Ordering::Relaxed) => Err(Stop::Quiet(code::INTERRUPTED)),
        _ => Ok(()),
    }
}

fn format(context: &Context, args: &Export, what: What) -> Result<Format, Stop> {
    let words = &context.text.cli;
    let version = match args.vcard.as_deref() {
        Some("4.0") => Version::V4,
        _ => Version::V3,
    };
    let ending = ending(&args.to);
    let format = match ending.as_deref() {
        None if is_standard(&args.to) && args.vcard.is_some() => Format::Vcard(version),
        None if is_standard(&args.to) => Format::Csv,
        Some("csv") => Format::Csv,
        Some("xlsx") => Format::Xlsx,
        Some("vcf") => Format::Vcard(version),
        _ => {
            let name = place::shown(&args.to);
            return Err(Stop::Usage((words.bad_ending)(&name, ".csv .xlsx .vcf")));
        }
    };
    let cards = matches!(format, Format::Vcard(_));
    if cards && what != What::Customers {
        return Err(Stop::Usage((words.conflict)(what.code(), ".vcf")));
    }
    if !cards && args.vcard.is_some() {
        return Err(Stop::Usage((words.conflict)("--vcard", format.code())));
    }
    Ok(format)
}

/// The ending of a file's name, in small letters.
pub(super) fn ending(path: &Path) -> Option<String> {
    Some(path.extension()?.to_str()?.to_lowercase())
}

/// Whether standard output is meant.
pub(super) fn is_standard(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// The customers that a query means; none: everyone. What finds as many as are ever counted may
/// find more: nobody gets a part of what they asked for and takes it for the whole.
pub(super) fn only(
    context: &Context,
    desk: &Desk,
    query: &str,
) -> Result<Option<Vec<CustomerId>>, Stop> {
    if query.is_empty() {
        return Ok(None);
    }
    let words = &context.text.cli;
    let seeker = Seeker::new(desk.actor.clone());
    let found = find::find(&desk.reader, &seeker, query, Found::CAP, desk.now.at)?;
    if found.count >= Found::CAP {
        return Err(Stop::NoMatch((words.too_many)(Found::CAP)));
    }
    if found.rows.is_empty() {
        return Err(Stop::NoMatch(words.no_match.to_owned()));
    }
    Ok(Some(found.rows.iter().map(|row| row.id).collect()))
}

fn tell(context: &mut Context, plan: &Plan, report: &Report) -> Result<(), Stop> {
    let words = &context.text.cli;
    let file = match &plan.place {
        Place::File { path, .. } => Some(place::shown(path)),
        Place::Standard => None,
    };
    let told = Told {
        entry: report.entry.map(|entry| entry.0),
        what: plan.what.code(),
        format: plan.format.code(),
        rows: report.rows,
        file: file.clone().filter(|_| !report.cancelled),
        cancelled: report.cancelled,
    };
    if context.out.shape == Shape::Json {
        return context.out.json(&told);
    }
    let to = file.as_deref().unwrap_or("-");
    let line = match report.cancelled {
        true => words.export_cancelled.to_owned(),
        false => (words.exported)(report.rows, to, told.entry.unwrap_or_default()),
    };
    if file.is_none() || report.cancelled {
        output::say(&line);
        return Ok(());
    }
    context.out.line(&line)
}
