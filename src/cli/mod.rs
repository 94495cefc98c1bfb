//! The command line: one file per subcommand, thin: arguments in, one call of the store or of
//! work, results out. Must not know SQL or the desk's inside.

mod args;
mod args_customer;
mod args_export;
mod args_file;
mod args_form;
mod args_house;
mod args_note;
mod args_print;
mod args_reason;
mod args_sale;
mod args_settle;
mod args_task;
mod args_today;
mod choice;
mod context;
mod copies;
mod customer;
mod desk;
mod explain;
mod export;
mod facts;
mod fault;
mod field;
mod fields;
mod find;
mod form;
mod history;
mod identity;
mod import;
mod init;
mod json;
mod note;
mod output;
mod parse;
mod period;
mod place;
mod print;
mod product;
mod progress;
mod reason;
mod ring;
mod sale;
mod setting;
mod settle;
mod shell;
mod show;
mod staff;
mod stock;
mod stop;
mod supply;
mod task;
mod today;
mod told;
mod trace;
mod unit;
mod workbook;

use std::ffi::OsString;
use std::panic::{self, AssertUnwindSafe};

use args::{Cli, Command};
use context::Context;
use output::{Output, Shape};
use parse::Parsed;
use rustix::fs::Mode;
use rustix::process::{Resource, Rlimit, setrlimit, umask};
use stop::{Stop, code};

use crate::text::Lang;

/// The whole program: arguments of the process in, exit code out.
pub fn main() -> u8 {
    // What this process makes holds people's numbers: for its user alone, and never in a core.
    umask(Mode::RWXG | Mode::RWXO);
    let none = Rlimit {
        current: Some(0),
        maximum: Some(0),
    };
    // Refused only where the limit is 0 already.
    let _ = setrlimit(Resource::Core, none);
    let args: Vec<OsString> = std::env::args_os().collect();
    let said = parse::language(&args);
    let by_key = args
        .iter()
        .any(|arg| arg.to_string_lossy().starts_with("--key-id"));
    let config = place::config(by_key);
    let lang = place::language(said, config.as_ref().unwrap_or(&place::Config::default()));
    catch(lang);
    let ended = panic::catch_unwind(AssertUnwindSafe(|| match parse::parse(&args, lang)? {
        Parsed::Told(help) => told(&help),
        // The exchange is answered with 0 once its arguments parse, whatever config.toml says.
        Parsed::Command(cli) if is_exchange(&cli) => run(*cli, config.unwrap_or_default(), lang),
        Parsed::Command(cli) => run(*cli, config.map_err(|bad| bad.told(lang))?, lang),
    }));
    match ended {
        Ok(Ok(())) => code::DONE,
        Ok(Err(stop)) => {
            let json = parse::wants_json(&args).then(|| stop.json(lang)).flatten();
            match json {
                Some(json) => output::say(&output::harmless(&json)),
                None => stop
                    .sentence(lang)
                    .iter()
                    .for_each(|sentence| output::say(sentence)),
            }
            stop.code()
        }
        Err(_) => code::FAULT,
    }
}

/// A fault of ours is told with its place in the program; what it was about may be anybody's.
fn catch(lang: Lang) {
    panic::set_hook(Box::new(move |info| {
        let place = info.location().map(ToString::to_string).unwrap_or_default();
        output::say(&(lang.text().cli.our_fault)(&place));
    }));
}

fn told(help: &str) -> Result<(), Stop> {
    let mut out = Output::new(Shape::Plain);
    out.raw(help.as_bytes())?;
    out.flush()
}

fn is_exchange(cli: &Cli) -> bool {
    matches!(
        cli.command,
        Some(Command::Ring(_) | Command::Answer(_) | Command::Hangup(_))
    )
}

fn run(mut cli: Cli, config: place::Config, lang: Lang) -> Result<(), Stop> {
    let shape = if cli.json { Shape::Json } else { Shape::Plain };
    let command = cli.command.take();
    let text = lang.text();
    let mut context = Context {
        cli,
        config,
        lang,
        text,
        out: Output::new(shape),
    };
    let ended = match &command {
        Some(command) => dispatch(&mut context, command),
        None => desk::open(&context),
    };
    // What was printed before an error is a result, too.
    let flushed = context.out.flush();
    ended.and(flushed)
}

fn dispatch(context: &mut Context, command: &Command) -> Result<(), Stop> {
    match command {
        Command::Init(args) => init::run(context, args),
        Command::Upgrade(args) => copies::upgrade(context, args),
        Command::Import(args) => import::run(context, args),
        Command::Export(args) => export::run(context, args),
        Command::ReadWorkbook(args) => workbook::run(args),
        Command::Demo(args) => desk::demo(context, args),
        Command::Unit(command) => unit::run(context, command),
        Command::Staff(command) => staff::run(context, command),
        Command::Customer(command) => customer::run(context, command),
        Command::Find(args) => find::run(context, args),
        Command::Show(args) => show::run(context, args),
        Command::Log(args) => customer::log(context, args),
        Command::Today(args) => today::run(context, args),
        Command::Settle(args) => settle::run(context, args),
        Command::Print(command) => print::run(context, command),
        Command::Note(args) => note::run(context, args),
        Command::Task(command) => task::run(context, command),
        Command::Product(command) => product::run(context, command),
        Command::Sale(command) => sale::run(context, command),
        Command::Stock(command) => stock::run(context, command),
        Command::Choice(command) => choice::run(context, command),
        Command::Field(command) => field::run(context, command),
        Command::Form(command) => form::run(context, command),
        Command::Reason(command) => reason::run(context, command),
        Command::Setting(command) => setting::run(context, command),
        Command::Ring(args) => {
            ring::ring(context, args);
            Ok(())
        }
        Command::Answer(args) => {
            ring::answer(context, args);
            Ok(())
        }
        Command::Hangup(args) => {
            ring::hangup(context, args);
            Ok(())
        }
        Command::Backup(args) => copies::backup(context, args),
        Command::Restore(args) => copies::restore(context, args),
        Command::Check(args) => copies::check(context, args),
        Command::Undo(args) => history::undo(context, args),
        Command::Journal(args) => history::journal(context, args),
        Command::Explain(what) => explain::run(context, what),
        Command::Completions { shell } => shell::completions(context, *shell),
        Command::Man => shell::man(context),
    }
}
