//! `huoke import`: files into the store, with its report. Must not know how files are read.

use std::cell::RefCell;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde::Serialize;
use signal_hook::consts::{SIGINT, SIGTERM};

use super::args_file::{Import, ImportKind, Match, OnMatch};
use super::context::{Context, clock};
use super::identity;
use super::output::{self, Shape};
use super::place;
use super::progress::Progress;
use super::stop::{Stop, code};
use crate::domain::ids::StaffId;
use crate::domain::time::Instant;
use crate::error::Error;
use crate::exchange::field::Kind;
use crate::store::Reader;
use crate::text::{self, Lang, files};
use crate::work::import::{
    self, Failure, FirstReject, Plan, Progress as Step, Reason, Report, SheetRead,
};

#[derive(Serialize)]
struct Told {
    entry: Option<i64>,
    read: u64,
    added: u64,
    updated: u64,
    skipped: u64,
    rejected: u64,
    /// Where the rejected rows are; of several files the first.
    rejects: Option<String>,
    rejects_files: Vec<String>,
    /// The first rejected rows: line, column, reason.
    first_rejects: Vec<FirstReject>,
    seconds: f64,
    /// Lines whose amount was rounded.
    rounded: u64,
    /// Contacts by a number that their customer does not have.
    untied: u64,
    unused_columns: Vec<String>,
    /// Of workbooks with several sheets: which one was read.
    sheets: Vec<ToldSheet>,
    dry_run: bool,
    resumed: bool,
    cancelled: bool,
}

#[derive(Serialize)]
struct ToldSheet {
    file: String,
    sheet: String,
    others: Vec<String>,
}

/// Runs it; exit 3 if rows were rejected, 130 or 143 if it was interrupted.
pub(super) fn run(context: &mut Context, args: &Import) -> Result<(), Stop> {
    let terminated = flag(SIGTERM)?;
    let lang = context.lang;
    let words = move |reason: &Reason| reason_in_words(lang, reason);
    // Who acts is found out once the file is open; why that failed is told in its own words.
    let nobody = RefCell::new(None);
    let who = |reader: &Reader| who(context, reader, &nobody);
    let plan = Plan {
        house: context.path()?,
        who: &who,
        at: clock(),
        why: None,
        kind: kind(args.kind),
        files: args.files.clone(),
        map: args.map.clone(),
        encoding: args.encoding,
        sheet: args.sheet.clone(),
        program: this_program()?,
        rejects: args.rejects.clone(),
        replace: args.yes,
        matching: matching(args.match_by),
        on_match: on_match(args.on_match),
        owner: args.owner.clone(),
        again: args.again,
        dry_run: args.dry_run,
        once: args.writing.once.clone(),
        words: &words,
    };
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        hear(signal, &stop)?;
    }
    let progress = Progress::begin();
    let mut told = |step| match step {
        Step::Reading { bytes, of, .. } => progress.at(bytes, of),
        Step::Finding(done) => progress.at(done, done),
    };
    let ended = import::run(&plan, &mut told, &stop);
    drop(progress);
    if let Some(stop) = nobody.take() {
        return Err(stop);
    }
    if let Err(Failure::House(error @ Error::Cancelled)) = &ended {
        output::say(&text::explain(context.lang, error).to_string());
        return Err(Stop::Quiet(stopped(&terminated)));
    }
    let report = ended.map_err(|failure| failed(context, failure))?;
    tell(context, args, &report)?;
    match (report.cancelled, report.rejected) {
        (true, _) => Err(Stop::Quiet(stopped(&terminated))),
        (_, 0) => Ok(()),
        _ => Err(Stop::Quiet(code::INPUT)),
    }
}

/// The exit code of one that was stopped: by SIGTERM, else by SIGINT.
fn stopped(terminated: &AtomicBool) -> u8 {
    match terminated.load(Ordering::Relaxed) {
        true => code::TERMINATED,
        false => code::INTERRUPTED,
    }
}

/// This program reads workbooks, too: apart from the import.
fn this_program() -> Result<PathBuf, Stop> {
    Ok(std::env::current_exe().map_err(|source| Error::Io {
        path: "huoke".to_owned(),
        source,
    })?)
}

/// A flag that is raised when the signal comes.
pub(super) fn flag(signal: i32) -> Result<Arc<AtomicBool>, Stop> {
    let flag = Arc::new(AtomicBool::new(false));
    hear(signal, &flag)?;
    Ok(flag)
}

/// Raises a flag when the signal comes.
pub(super) fn hear(signal: i32, flag: &Arc<AtomicBool>) -> Result<(), Stop> {
    let registered = signal_hook::flag::register(signal, Arc::clone(flag));
    registered.map_err(|source| Error::Io {
        path: "signal".to_owned(),
        source,
    })?;
    Ok(())
}

fn who(
    context: &Context,
    reader: &Reader,
    nobody: &RefCell<Option<Stop>>,
) -> Result<StaffId, Error> {
    match identity::actor(&context.cli, reader, context.text) {
        Ok(actor) => Ok(actor.id),
        Err(Stop::Error(error)) => Err(error),
        Err(stop) => {
            nobody.replace(Some(stop));
            Err(Error::Cancelled)
        }
    }
}

fn kind(kind: ImportKind) -> Kind {
    match kind {
        ImportKind::Customers => Kind::Customers,
        ImportKind::Products => Kind::Products,
        ImportKind::Sales => Kind::Sales,
        ImportKind::Interactions => Kind::Interactions,
    }
}

fn matching(by: Option<Match>) -> import::Match {
    match by {
        None => import::Match::default(),
        Some(Match::Code) => import::Match::Code,
        Some(Match::Card) => import::Match::Card,
        Some(Match::Phone) => import::Match::Phone,
    }
}

fn on_match(what: OnMatch) -> import::OnMatch {
    match what {
        OnMatch::Skip => import::OnMatch::Skip,
        OnMatch::Update => import::OnMatch::Update,
        OnMatch::Add => import::OnMatch::Add,
    }
}

/// Why a row was given back, for the file of rejected rows.
fn reason_in_words(lang: Lang, reason: &Reason) -> String {
    match reason {
        Reason::Row(why) => files::why(lang, why),
        Reason::Value(Error::Invalid { field, fault }) => text::with_list(lang, field, fault),
        Reason::Value(error) => text::explain(lang, error).what,
        Reason::Order { line } => (lang.text().cli.order_line)(*line),
    }
}

fn failed(context: &Context, failure: Failure) -> Stop {
    match failure {
        Failure::File(bad) => Stop::Input(files::bad_file(context.lang, &bad)),
        Failure::House(error) => Stop::Error(error),
        Failure::Finished { entry, at } => {
            Stop::NoMatch((context.text.cli.import_finished)(entry.0, &day(at)))
        }
    }
}

/// The moment as it is written everywhere; the file, and so its zone, is closed by now.
fn day(at: Instant) -> String {
    at.to_rfc3339()
}

fn told_sheet(read: &SheetRead) -> ToldSheet {
    ToldSheet {
        file: place::shown(&read.file),
        sheet: read.sheet.clone(),
        others: read.others.clone(),
    }
}

fn tell(context: &mut Context, args: &Import, report: &Report) -> Result<(), Stop> {
    let paths: Vec<String> = report
        .rejects
        .iter()
        .map(|path: &PathBuf| place::shown(path))
        .collect();
    let told = Told {
        entry: report.entry.map(|entry| entry.0),
        read: report.read,
        added: report.added,
        updated: report.updated,
        skipped: report.skipped,
        rejected: report.rejected,
        rejects: paths.first().cloned(),
        rejects_files: paths,
        first_rejects: report.first_rejects.clone(),
        seconds: report.seconds,
        rounded: report.rounded,
        untied: report.untied,
        unused_columns: report.unused.clone(),
        sheets: report.sheets.iter().map(told_sheet).collect(),
        dry_run: args.dry_run,
        resumed: report.resumed,
        cancelled: report.cancelled,
    };
    if context.out.shape == Shape::Json {
        return context.out.json(&told);
    }
    let words = &context.text.cli;
    let counts = [
        told.read,
        told.added,
        told.updated,
        told.skipped,
        told.rejected,
    ];
    let mut line = (words.imported)(counts, told.seconds);
    if let Some(entry) = told.entry {
        line = format!("{line} {}", (words.entry)(entry));
    }
    context.out.line(&line)?;
    let mut remarks = Vec::new();
    if told.rejects_files.is_empty() {
        let firsts = told.first_rejects.iter();
        remarks.extend(firsts.map(|row| {
            let column = row.column.as_deref().unwrap_or_default();
            (words.first_reject)(&row.line, column, &row.reason)
        }));
    }
    remarks.extend((told.rounded > 0).then(|| (words.rounded)(told.rounded)));
    remarks.extend((told.untied > 0).then(|| (words.untied)(told.untied)));
    remarks.extend(
        told.rejects_files
            .iter()
            .map(|path| (words.rejects_in)(path)),
    );
    let sheets = told.sheets.iter();
    remarks.extend(sheets.map(|of| (words.sheet_read)(&of.file, &of.sheet, &of.others)));
    let unused = told.unused_columns.join(", ");
    remarks.extend((!unused.is_empty()).then(|| (words.unused_columns)(&unused)));
    remarks.extend(told.dry_run.then(|| words.dry_run.to_owned()));
    remarks.extend(told.resumed.then(|| words.import_resumed.to_owned()));
    let cut_off = told.entry.filter(|_| told.cancelled);
    remarks.extend(cut_off.map(words.import_cancelled));
    remarks.iter().for_each(|remark| output::say(remark));
    Ok(())
}
