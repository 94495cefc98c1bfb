//! `huoke` alone and `huoke demo`: the desk, on the business's file or on an invented one.
//! Must not know what is on the screen.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::args_file::Demo;
use super::context::{self, Context, Desk, clock};
use super::find;
use super::output::{self, Shape};
use super::parse;
use super::place::{self, Theme};
use super::progress::Progress;
use super::stop::{Stop, code};
use crate::demo::{self, Made, Progress as Step};
use crate::domain::time::Now;
use crate::error::Error;
use crate::kit::theme::Ground;
use crate::session::{self, Ended, Options};
use crate::store::find as search;
use crate::store::once::{answered, keep_in};

/// Who opens the demo's desk unless `--as` says another.
pub(super) const AGENT: &str = "wangwei";

/// Opens the desk; exit 2 with the help where no terminal fits it.
pub(super) fn open(context: &Context) -> Result<(), Stop> {
    fits(context)?;
    let desk = context.enter()?;
    seat(context, desk)
}

fn fits(context: &Context) -> Result<(), Stop> {
    if session::fits() {
        return Ok(());
    }
    let words = &context.text.cli;
    let why = if output::both_terminals() {
        words.dumb_terminal
    } else {
        words.not_a_terminal
    };
    Err(parse::help_instead(context.lang, why))
}

fn seat(context: &Context, desk: Desk) -> Result<(), Stop> {
    let Desk {
        house,
        reader,
        actor,
        ..
    } = desk;
    let config = &context.config;
    if !place::utf8_locale() {
        output::say(context.text.cli.no_utf8);
    }
    let options = Options {
        language: context.lang,
        language_asked: context.cli.lang.is_some(),
        theme: match config.theme {
            Some(Theme::Light) => Ground::Light,
            Some(Theme::Dark) | None => Ground::Dark,
        },
        ascii: config.ascii.unwrap_or(false),
        no_color: std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()),
    };
    match session::run(house, reader, actor, options)? {
        Ended::Freely => Ok(()),
        Ended::Interrupted => Err(Stop::Quiet(code::INTERRUPTED)),
        Ended::Terminated => Err(Stop::Quiet(code::TERMINATED)),
    }
}

#[derive(Serialize, Deserialize)]
struct Told {
    file: String,
    /// False: it was there already, and was left as it is.
    made: bool,
    customers: u64,
    phones: u64,
    contacts: u64,
    sales: u64,
    lines: u64,
    tasks: u64,
    agents: usize,
}

impl Told {
    fn of(path: &Path, made: Option<Made>) -> Told {
        let counted = made.unwrap_or_default();
        Told {
            file: place::shown(path),
            made: made.is_some(),
            customers: counted.customers,
            phones: counted.phones,
            contacts: counted.contacts,
            sales: counted.sales,
            lines: counted.lines,
            tasks: counted.tasks,
            agents: counted.agents,
        }
    }
}

/// Makes the invented call centre once and opens the desk on it; without a terminal says what
/// was made and looks one caller up.
pub(super) fn demo(context: &mut Context, args: &Demo) -> Result<(), Stop> {
    let path = place::demo_file(&context.cli, context.text)?;
    if let Some(folder) = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    {
        let failed = |source| Error::Io {
            path: place::shown(folder),
            source,
        };
        std::fs::create_dir_all(folder).map_err(failed)?;
    }
    let said = [args.customers, args.seed].map(|number| number.to_string());
    let once = context::once(&args.writing, "demo", &said.each_ref().map(String::as_str));
    let before = once
        .as_ref()
        .map(|once| answered::<Told>(&path, "demo", once))
        .transpose()?
        .flatten();
    let repeated = before.is_some();
    let told = match before {
        Some(told) => told,
        None => Told::of(
            &path,
            (!path.exists()).then(|| make(args, &path)).transpose()?,
        ),
    };
    if let Some(once) = once.as_ref().filter(|_| !repeated && told.made) {
        keep_in(&path, ("demo", AGENT, clock()), once, &told)?;
    }
    context.cli.db = Some(path.clone());
    context.cli.acting.get_or_insert_with(|| AGENT.to_owned());
    let desk = context.enter()?;
    if session::fits() {
        return seat(context, desk);
    }
    context.repeated(repeated);
    context.result(&told, |text| match told.made {
        true => (text.cli.made_demo)(&told.file, told.customers, told.contacts, told.sales),
        false => (text.cli.demo_there)(&told.file),
    })?;
    look_up(context, &desk)
}

fn make(args: &Demo, path: &Path) -> Result<Made, Stop> {
    let progress = Progress::begin();
    let now = Now {
        at: clock(),
        zone: chrono_tz::Asia::Shanghai,
    };
    let uid = Some(uzers::get_current_uid());
    let mut hear = |step| match step {
        Step::Written(done) => progress.at(done, args.customers * 2),
        Step::Indexed(done) => progress.at(args.customers + done, args.customers * 2),
    };
    Ok(demo::make(
        path,
        args.customers,
        args.seed,
        uid,
        &now,
        &mut hear,
    )?)
}

/// One caller, as the desk would find them by the last four digits.
fn look_up(context: &mut Context, desk: &Desk) -> Result<(), Stop> {
    let someone = search::everyone(&desk.reader, &desk.actor, 1, desk.now.at)?;
    let digits = someone
        .rows
        .first()
        .and_then(|row| row.digits.clone())
        .unwrap_or_default();
    let last: String = digits
        .chars()
        .skip(digits.chars().count().saturating_sub(4))
        .collect();
    if context.out.shape == Shape::Plain {
        context.out.line(&format!(
            "$ huoke --db {} find {last}",
            place::shown(desk.house.path())
        ))?;
    }
    let seeker = search::Seeker::new(desk.actor.clone());
    let found = search::find(&desk.reader, &seeker, &last, 5, desk.now.at)?;
    find::print(context, desk, &found.rows)
}
