//! `huoke print`: rosters, file sheets and a day's calls for paper, as text and as HTML, by the
//! rights of export and show. Must not know how rows are read.

mod calls;
mod paper;
mod roster;
mod sheet;
mod table;

use std::cell::RefCell;
use std::io::{Cursor, ErrorKind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde::Serialize;
use signal_hook::consts::{SIGINT, SIGTERM};

use super::args_print::{
    Calls as CallsArgs, Paper, PrintCommand, Roster as RosterArgs, Sheet as SheetArgs,
};
use super::context::{Context, Desk, clock, hidden};
use super::export::{ending, is_standard, only};
use super::facts::Teller;
use super::fields;
use super::import::{flag, hear};
use super::output::{self, Shape};
use super::place;
use super::progress::Progress;
use super::stop::{Stop, code};
use super::today::{self, Asked};
use super::{told, trace};
use crate::domain::customer::{FoundNumber, Sight};
use crate::error::Error;
use crate::store::{card, choice, custom_field, setting, staff};
use crate::text::{Lang, Text, lists, say};
use crate::work::export::{self, Format, Handle, Place, Plan, Report, Take, What};
use calls::Calls;
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
    | PrintCommand::Sheet(SheetArgs { paper, .. })
    | PrintCommand::Calls(CallsArgs { paper, .. })) = command;
    if is_standard(&paper.to) && context.out.shape == Shape::Json {
        return Err(Stop::Usage((context.text.cli.conflict)("--to -", "--json")));
    }
    check(context, paper, matches!(command, PrintCommand::Calls(_)))?;
    match command {
        PrintCommand::Roster(args) => print_roster(context, args),
        PrintCommand::Sheet(args) => print_sheet(context, args),
        PrintCommand::Calls(args) => print_calls(context, args),
    }
}

/// What is written as text or as a page of HTML; a day's calls as a workbook, too. A name without
/// an ending is text.
fn check(context: &Context, paper: &Paper, calls: bool) -> Result<(), Stop> {
    match ending(&paper.to).as_deref() {
        None | Some("txt" | "html" | "htm") => Ok(()),
        Some("xlsx") if calls => Ok(()),
        Some(_) => {
            let known = match calls {
                true => ".txt .html .xlsx",
                false => ".txt .html",
            };
            let name = place::shown(&paper.to);
            Err(Stop::Usage((context.text.cli.bad_ending)(&name, known)))
        }
    }
}

fn is_html(paper: &Paper) -> bool {
    let ending = ending(&paper.to);
    paper.html || matches!(ending.as_deref(), Some("html" | "htm"))
}

fn print_roster(context: &mut Context, args: &RosterArgs) -> Result<(), Stop> {
    let desk = context.enter()?;
    let plan = plan(context, &desk, args)?;
    let text = context.text;
    let begin = |plan: &Plan, handle: Handle, terms: &export::Terms| {
        let own = terms_of(text, &desk, terms, args.lines).map_err(std::io::Error::other)?;
        let html = plan.format == Format::Html;
        let roster = Roster::begin(handle.writer(), own, html)?;
        Ok(Box::new(roster) as Box<dyn Take>)
    };
    leave(context, &desk, &plan, &begin)
}

/// Writes what leaves under an entry in the journal, and tells what came of it.
fn leave(
    context: &mut Context,
    desk: &Desk,
    plan: &Plan,
    begin: export::Begin<'_>,
) -> Result<(), Stop> {
    let (interrupted, terminated) = (flag(SIGINT)?, flag(SIGTERM)?);
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        hear(signal, &stop)?;
    }
    let progress = Progress::begin();
    let mut told = |done, total| progress.at(done, total);
    let ended = export::run_in(&desk.house, plan, begin, &mut told, &stop);
    drop(progress);
    let report = ended.map_err(|error| match error {
        Error::Io { source, .. }
            if plan.place == Place::Standard && source.kind() == ErrorKind::BrokenPipe =>
        {
            Stop::PipeClosed
        }
        error => error.into(),
    })?;
    tell(context, &plan.place, &report)?;
    match report.cancelled {
        true if terminated.load(Ordering::Relaxed) => Err(Stop::Quiet(code::TERMINATED)),
        true if interrupted.load(Ordering::Relaxed) => Err(Stop::Quiet(code::INTERRUPTED)),
        _ => Ok(()),
    }
}

fn place_of(paper: &Paper) -> Place {
    match is_standard(&paper.to) {
        true => Place::Standard,
        false => Place::File {
            path: paper.to.clone(),
            replace: paper.yes,
        },
    }
}

fn plan(context: &Context, desk: &Desk, args: &RosterArgs) -> Result<Plan, Stop> {
    let query = args.query.join(" ");
    let owner = args.owner.as_deref();
    // Somebody who has left may still have customers.
    let colleague = |login| match staff::by_login(&desk.reader, login)? {
        Some(person) => Ok(person.id),
        None => fields::colleague(desk, "owner", login),
    };
    let told = [
        owner.map(|login| format!("owner={login}")),
        Some(query.clone()),
    ];
    let told: Vec<String> = told.into_iter().flatten().collect();
    Ok(Plan {
        what: What::Roster,
        format: match is_html(&args.paper) {
            true => Format::Html,
            false => Format::Text,
        },
        place: place_of(&args.paper),
        staff: desk.actor.id,
        at: desk.now.at,
        reason: args.reason.clone(),
        query: told.join(" ").trim().to_owned(),
        only: only(context, desk, query.trim())?,
        owner: owner.map(colleague).transpose()?,
        lines: None,
        chinese: context.lang == Lang::Zh,
    })
}

fn terms_of(
    text: &'static Text,
    desk: &Desk,
    terms: &export::Terms,
    lines: usize,
) -> Result<roster::Terms, Error> {
    let people = staff::list(&desk.reader)?.into_iter();
    Ok(roster::Terms {
        text,
        region: terms.region.clone(),
        choices: choice::all(&desk.reader)?,
        people: people.map(|person| (person.login, person.name)).collect(),
        count: terms.outline.count,
        day: terms.now.today().to_string(),
        lines,
    })
}

fn tell(context: &mut Context, to: &Place, report: &Report) -> Result<(), Stop> {
    let file = match to {
        Place::File { path, .. } => Some(place::shown(path)),
        Place::Standard => None,
    };
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
    keep(context, &args.paper, &bytes, 1)
}

/// Keeps what no entry goes with: it is what the person sees anyway.
fn keep(context: &mut Context, paper: &Paper, bytes: &[u8], rows: u64) -> Result<(), Stop> {
    if is_standard(&paper.to) {
        return context.out.raw(bytes);
    }
    export::keep(&paper.to, paper.yes, bytes)?;
    let file = place::shown(&paper.to);
    if context.out.shape == Shape::Json {
        return context.out.json(&Told {
            entry: None,
            rows,
            file: Some(file),
            cancelled: false,
        });
    }
    context.out.line(&(context.text.print.kept)(&file))
}

/// A day's calls. Without a reason numbers are masked, as on the list itself; with one they leave
/// by the right to export.
fn print_calls(context: &mut Context, args: &CallsArgs) -> Result<(), Stop> {
    let asked = Asked::of(context, &args.which)?;
    let list = asked.rows(args.limit)?;
    let desk = &asked.desk;
    let teller = told::Teller::of(context.lang, desk)?;
    let numbers = today::numbers(desk, &list.rows, args.reason.is_some())?.into_iter();
    let masked = |of: Vec<FoundNumber>| of.into_iter().map(|number| number.masked).collect();
    let text = context.text;
    let rows = list.rows.iter().zip(numbers);
    let rows: Vec<calls::Row> = rows
        .map(|(row, numbers)| calls::Row::of(&teller, text, row, masked(numbers)))
        .collect();
    let workbook = ending(&args.paper.to).as_deref() == Some("xlsx");
    let format = match is_html(&args.paper) {
        _ if workbook => Format::Xlsx,
        true => Format::Html,
        false => Format::Text,
    };
    let title = lists::title(context.lang, asked.list);
    let plus = if list.more { "+" } else { "" };
    let all = (list.more || list.total > rows.len()).then(|| format!("{}{plus}", list.total));
    if let Some(all) = &all {
        output::say(&(text.print.cut)(rows.len() as u64, all));
    }
    let calls = Calls {
        text,
        format,
        told: calls::told(text, &title, rows.len(), all.as_deref(), desk.now.today()),
        cut: all.is_some(),
        lines: args.lines,
        region: setting::get(&desk.reader, setting::REGION)?,
        masked: args.reason.is_none(),
        rows,
    };
    let Some(reason) = &args.reason else {
        let mut bytes = Cursor::new(Vec::new());
        match format {
            Format::Xlsx => calls.book(&mut bytes)?,
            _ => calls.print(&mut bytes)?,
        }
        let rows = list.rows.len() as u64;
        return keep(context, &args.paper, bytes.get_ref(), rows);
    };
    let customers = list.rows.iter().filter_map(|row| row.customer);
    let plan = Plan {
        what: What::Calls,
        format,
        place: place_of(&args.paper),
        staff: desk.actor.id,
        at: clock(),
        reason: reason.clone(),
        query: format!("{} {}", asked.list, args.which.whose),
        only: Some(customers.collect()),
        owner: None,
        lines: None,
        chinese: context.lang == Lang::Zh,
    };
    let calls = RefCell::new(Some(calls));
    let begin = |_: &Plan, handle: Handle, _: &export::Terms| {
        let calls = calls.borrow_mut().take();
        let calls = calls.ok_or(std::io::Error::from(ErrorKind::Unsupported))?;
        Ok(Box::new(calls.leaving(handle)) as Box<dyn Take>)
    };
    leave(context, desk, &plan, &begin)
}
