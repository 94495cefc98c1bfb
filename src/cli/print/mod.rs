//! `huoke print`: rosters and file sheets for paper, as text and as HTML, by the rights of export
//! and show. Must not know how rows are read.

mod paper;
mod roster;
mod sheet;

use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde::Serialize;
use signal_hook::consts::{SIGINT, SIGTERM};

use super::args_print::{Paper, PrintCommand, Roster as RosterArgs, Sheet as SheetArgs};
use super::context::{Context, Desk, hidden};
use super::export::{ending, is_standard, only};
use super::facts::Teller;
use super::fields;
use super::import::{flag, hear};
use super::output::{self, Shape};
use super::place;
use super::progress::Progress;
use super::stop::{Stop, code};
use super::trace;
use crate::domain::customer::Sight;
use crate::error::Error;
use crate::store::{card, choice, custom_field, setting, staff};
use crate::text::{Lang, say};
use crate::work::export::{self, Format, Handle, Place, Plan, Report, Take, What};
use roster::Roster;
use sheet::Sheet;

#[derive(Serialize)]
struct Told {
    /// The entry in the journal; none of a sheet.
    entry: Option<i64>,
    rows: u64,
    file: Option<String>,
    cancelled: bool,
}

/// Runs it.
pub(super) fn run(context: &mut Context, command: &PrintCommand) -> Result<(), Stop> {
    let (PrintCommand::Roster(RosterArgs { paper, .. })
    | PrintCommand::Sheet(SheetArgs { paper, .. })) = command;
    if is_standard(&paper.to) && context.out.shape == Shape::Json {
        return Err(Stop::Usage((context.text.cli.conflict)("--to -", "--json")));
    }
    match command {
        PrintCommand::Roster(args) => print_roster(context, args),
        PrintCommand::Sheet(args) => print_sheet(context, args),
    }
}

fn is_html(paper: &Paper) -> bool {
    let ending = ending(&paper.to);
    paper.html || matches!(ending.as_deref(), Some("html" | "htm"))
}

fn print_roster(context: &mut Context, args: &RosterArgs) -> Result<(), Stop> {
    let (interrupted, terminated) = (flag(SIGINT)?, flag(SIGTERM)?);
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        hear(signal, &stop)?;
    }
    let desk = context.enter()?;
    let (plan, standard) = plan(context, &desk, args)?;
    let begin = |plan: &Plan, handle: Handle, terms: &export::Terms| {
        let own = terms_of(context, &desk, terms, args.lines).map_err(std::io::Error::other)?;
        let html = plan.format == Format::Html;
        let roster = Roster::begin(handle.writer(), own, html)?;
        Ok(Box::new(roster) as Box<dyn Take>)
    };
    let progress = Progress::begin();
    let mut told = |done, total| progress.at(done, total);
    let ended = export::run_in(&desk.house, &plan, &begin, &mut told, &stop);
    drop(progress);
    let report = ended.map_err(|error| match error {
        Error::Io { source, .. } if standard && source.kind() == ErrorKind::BrokenPipe => {
            Stop::PipeClosed
        }
        error => error.into(),
    })?;
    tell(context, args.paper.to.as_path(), &report)?;
    match report.cancelled {
        true if terminated.load(Ordering::Relaxed) => Err(Stop::Quiet(code::TERMINATED)),
        true if interrupted.load(Ordering::Relaxed) => Err(Stop::Quiet(code::INTERRUPTED)),
        _ => Ok(()),
    }
}

fn plan(context: &Context, desk: &Desk, args: &RosterArgs) -> Result<(Plan, bool), Stop> {
    let query = args.query.join(" ");
    let owner = args.owner.as_deref();
    // Somebody who has left may still have customers.
    let colleague = |login| match staff::by_login(&desk.reader, login)? {
        Some(person) => Ok(person.id),
        None => fields::colleague(desk, "owner", login),
    };
    let standard = is_standard(&args.paper.to);
    let place = match standard {
        true => Place::Standard,
        false => Place::File {
            path: args.paper.to.clone(),
            replace: args.paper.yes,
        },
    };
    let told = [
        owner.map(|login| format!("owner={login}")),
        Some(query.clone()),
    ];
    let told: Vec<String> = told.into_iter().flatten().collect();
    let plan = Plan {
        what: What::Roster,
        format: match is_html(&args.paper) {
            true => Format::Html,
            false => Format::Text,
        },
        place,
        staff: desk.actor.id,
        at: desk.now.at,
        reason: args.reason.clone(),
        query: told.join(" ").trim().to_owned(),
        only: only(context, desk, query.trim())?,
        owner: owner.map(colleague).transpose()?,
        chinese: context.lang == Lang::Zh,
    };
    Ok((plan, standard))
}

fn terms_of(
    context: &Context,
    desk: &Desk,
    terms: &export::Terms,
    lines: usize,
) -> Result<roster::Terms, Error> {
    let people = staff::list(&desk.reader)?.into_iter();
    Ok(roster::Terms {
        text: context.text,
        region: terms.region.clone(),
        choices: choice::all(&desk.reader)?,
        people: people.map(|person| (person.login, person.name)).collect(),
        count: terms.outline.count,
        day: terms.now.today().to_string(),
        lines,
    })
}

fn tell(context: &mut Context, to: &Path, report: &Report) -> Result<(), Stop> {
    let file = (!is_standard(to)).then(|| place::shown(to));
    let entry = report.entry.map(|entry| entry.0);
    if context.out.shape == Shape::Json {
        return context.out.json(&Told {
            entry,
            rows: report.rows,
            file: file.filter(|_| !report.cancelled),
            cancelled: report.cancelled,
        });
    }
    let shown = file.as_deref().unwrap_or("-");
    let line = match report.cancelled {
        true => context.text.cli.export_cancelled.to_owned(),
        false => (context.text.print.done)(report.rows, shown, entry.unwrap_or_default()),
    };
    if file.is_none() || report.cancelled {
        output::say(&line);
        return Ok(());
    }
    context.out.line(&line)
}

fn print_sheet(context: &mut Context, args: &SheetArgs) -> Result<(), Stop> {
    let desk = context.enter()?;
    let text = context.text;
    let id = desk.customer(&args.code, text)?;
    let mut card = card::get(&desk.reader, &desk.actor, id, args.timeline, desk.now.at)
        .map_err(hidden(&args.code, text))?;
    let whole = card.sight == Sight::Full && !card.phones.is_empty();
    if whole && !trace::leave(context, &desk, &[id])? {
        card.sight = Sight::Masked;
    }
    let choices = choice::all(&desk.reader)?;
    let teller = Teller {
        text,
        now: &desk.now,
        house: say::House {
            choices: &choices,
            currency: setting::currency(&desk.reader)?.code,
        },
        region: &setting::get(&desk.reader, setting::REGION)?,
        custom: &custom_field::all(&desk.reader)?,
    };
    let sheet = Sheet::of(&teller, &card, &desk.actor.name);
    let mut bytes = Vec::new();
    match is_html(&args.paper) {
        true => sheet.html(&mut bytes)?,
        false => sheet.text(&mut bytes)?,
    }
    if is_standard(&args.paper.to) {
        return context.out.raw(&bytes);
    }
    export::keep(&args.paper.to, args.paper.yes, &bytes)?;
    let file = place::shown(&args.paper.to);
    if context.out.shape == Shape::Json {
        return context.out.json(&Told {
            entry: None,
            rows: 1,
            file: Some(file),
            cancelled: false,
        });
    }
    context.out.line(&(text.print.kept)(&file))
}
