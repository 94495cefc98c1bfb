//! Arguments into types; what is wrong with them, told in the user's language instead of clap's.
//! Must not know what the commands do.

use std::ffi::{OsStr, OsString};

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory, Parser};

use super::args::{Cli, Fast};
use super::output;
use super::stop::{Stop, code};
use crate::text::Lang;
use crate::text::cli::Cli as Words;

/// What comes of the arguments.
pub(super) enum Parsed {
    /// A command.
    Command(Box<Cli>),
    /// Help or the version was asked for.
    Told(String),
}

/// Reads the arguments (the first is the program's name).
pub(super) fn parse(args: &[OsString], lang: Lang) -> Result<Parsed, Stop> {
    let words = &lang.text().cli;
    let cli = match typed(args) {
        Ok(cli) => cli,
        Err(error)
            if matches!(
                error.kind(),
                ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
            ) =>
        {
            return Ok(Parsed::Told(error.render().to_string()));
        }
        Err(error) => return Err(Stop::Usage(sentence(&error, args, words))),
    };
    match said_twice(args) {
        Some(option) => Err(Stop::Usage((words.twice)(option))),
        None => Ok(Parsed::Command(Box::new(cli))),
    }
}

/// The arguments as types.
fn typed(args: &[OsString]) -> Result<Cli, clap::Error> {
    match Cli::<Fast>::try_parse_from(args) {
        Ok(fast) => Ok(fast.into()),
        Err(_) => <Cli>::try_parse_from(args),
    }
}

/// The options that may stand before and after the subcommand, and whether they take a value.
const GLOBAL: &[(&str, bool)] = &[
    ("--db", true),
    ("--as", true),
    ("--key-id", true),
    ("--lang", true),
    ("--json", false),
];

/// A global option that stands before the subcommand and after it. clap takes the later one in
/// silence; but who is allowed to run `huoke --db FILE ring …` only (sudoers, an SSH forced
/// command) must not choose another file behind it.
fn said_twice(args: &[OsString]) -> Option<&'static str> {
    let (program, rest) = args.split_first()?;
    let mut before = Vec::new();
    let mut at = 0;
    while let Some(word) = rest.get(at).map(|word| word.to_string_lossy()) {
        if !word.starts_with('-') {
            break;
        }
        let name = word.split('=').next().unwrap_or_default();
        let known = GLOBAL.iter().find(|(option, _)| *option == name);
        before.extend(known);
        let separate = known.is_some_and(|(_, valued)| *valued) && !word.contains('=');
        at += if separate { 2 } else { 1 };
    }
    if before.is_empty() {
        return None;
    }
    let after = std::iter::once(program).chain(rest.iter().skip(at));
    let after: Vec<_> = after.cloned().collect();
    let cli = typed(&after).ok()?;
    let again = |option: &str| match option {
        "--db" => cli.db.is_some(),
        "--as" => cli.acting.is_some(),
        "--key-id" => cli.key_id.is_some(),
        "--lang" => cli.lang.is_some(),
        // The same said twice.
        _ => false,
    };
    before
        .iter()
        .map(|(option, _)| *option)
        .find(|option| again(option))
}

/// What clap found, in our words.
fn sentence(error: &clap::Error, args: &[OsString], words: &Words) -> String {
    let text = |kind| error.get(kind).map(shown).unwrap_or_default();
    let (argument, value) = (
        text(ContextKind::InvalidArg),
        text(ContextKind::InvalidValue),
    );
    let mut said = vec![match error.kind() {
        ErrorKind::UnknownArgument => (words.unknown_option)(&argument),
        ErrorKind::InvalidSubcommand => {
            (words.unknown_command)(&text(ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            words.missing_command.to_owned()
        }
        ErrorKind::MissingRequiredArgument => (words.missing)(&argument),
        ErrorKind::InvalidValue if value.is_empty() => (words.needs_value)(&argument),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues | ErrorKind::NoEquals => {
            (words.needs_value)(&argument)
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            (words.bad_value)(&value, &argument)
        }
        ErrorKind::TooManyValues => (words.takes_no_value)(&argument),
        ErrorKind::ArgumentConflict => {
            let other = text(ContextKind::PriorArg);
            if other.is_empty() || other == argument {
                (words.twice)(&argument)
            } else {
                (words.conflict)(&argument, &other)
            }
        }
        ErrorKind::InvalidUtf8 => words.not_utf8.to_owned(),
        _ => words.wrong_usage.to_owned(),
    }];
    let possible = text(ContextKind::ValidValue);
    if !possible.is_empty() {
        said.push((words.possible)(&possible));
    }
    let nearest = [
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
    ];
    if let Some(nearest) = nearest
        .into_iter()
        .map(text)
        .find(|nearest| !nearest.is_empty())
        .map(|nearest| offered(&nearest))
        .filter(|nearest| !nearest.is_empty())
    {
        said.push((words.did_you_mean)(&nearest));
    }
    said.push((words.more_help)(&command_of(args)));
    said.join("\n")
}

/// Without commands that only the program itself gives.
fn offered(nearest: &str) -> String {
    let whole = <Cli>::command();
    let hidden = |name: &&str| {
        whole
            .find_subcommand(name)
            .is_some_and(clap::Command::is_hide_set)
    };
    let open: Vec<&str> = nearest.split(", ").filter(|name| !hidden(name)).collect();
    open.join(", ")
}

fn shown(value: &ContextValue) -> String {
    match value {
        ContextValue::Strings(many) => many.join(", "),
        ContextValue::StyledStr(text) => text.to_string(),
        other => other.to_string(),
    }
}

/// `huoke customer add`: as far as the arguments name commands.
fn command_of(args: &[OsString]) -> String {
    let mut named = <Cli>::command();
    let mut path = vec!["huoke".to_owned()];
    for arg in args.iter().skip(1) {
        if let Some(sub) = named.find_subcommand(arg) {
            path.push(sub.get_name().to_owned());
            named = sub.clone();
        }
    }
    path.join(" ")
}

/// The language before the arguments are understood: `--lang` wherever it stands.
pub(super) fn language(args: &[OsString]) -> Option<Lang> {
    let after = args.iter().skip_while(|arg| *arg != "--lang").nth(1);
    let joined = || {
        args.iter()
            .filter_map(|arg| arg.to_str())
            .find_map(|arg| arg.strip_prefix("--lang="))
    };
    Lang::from_code(after.and_then(|arg| arg.to_str()).or_else(joined)?)
}

/// Whether errors are told as JSON, before the arguments are understood.
pub(super) fn wants_json(args: &[OsString]) -> bool {
    args.iter()
        .take_while(|arg| *arg != OsStr::new("--"))
        .any(|arg| arg == "--json")
}

/// The help of the whole program, on standard error: there is no desk here.
pub(super) fn help_instead(lang: Lang, why: &str) -> Stop {
    output::say(&<Cli>::command().render_help().to_string());
    output::say(&(lang.text().cli.no_terminal)(why));
    Stop::Quiet(code::USAGE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_fast_is_understood_as_by_the_whole_command_line() {
        let whole = <Cli>::command();
        for fast in Cli::<Fast>::command().get_subcommands() {
            let known = whole.find_subcommand(fast.get_name()).unwrap();
            let said =
                |one: &clap::Command| format!("{:?}", one.get_arguments().collect::<Vec<_>>());
            assert_eq!(said(fast), said(known), "{}", fast.get_name());
        }
        let args = ["huoke", "--db", "x.db", "find", "-n", "3", "4821"].map(OsString::from);
        let said = |cli: Cli| format!("{cli:?}");
        let whole = <Cli>::try_parse_from(&args).map(said);
        assert_eq!(typed(&args).map(said).ok(), whole.ok());
    }

    /// Every command that people may find, with the words that lead to it.
    fn commands(
        above: &[String],
        command: &clap::Command,
        found: &mut Vec<(String, clap::Command)>,
    ) {
        for below in command.get_subcommands() {
            if below.is_hide_set() || below.get_name() == "help" {
                continue;
            }
            let mut path = above.to_vec();
            path.push(below.get_name().to_owned());
            found.push((path.join(" "), below.clone()));
            commands(&path, below, found);
        }
    }

    /// The words of a line of a shell, of those that examples use: quoted ones are one.
    fn words(line: &str) -> Vec<String> {
        let mut words = vec![String::new()];
        let mut quoted = false;
        for c in line.chars() {
            match c {
                '"' => quoted = !quoted,
                ' ' if !quoted => words.push(String::new()),
                c => words.last_mut().unwrap().push(c),
            }
        }
        words
    }

    #[test]
    fn every_command_has_an_example_in_its_help_and_each_is_understood() {
        let mut all = Vec::new();
        let mut whole = <Cli>::command();
        whole.build();
        commands(&["huoke".to_owned()], &whole, &mut all);
        assert!(all.len() > 80, "{}", all.len());
        let mut wrong = Vec::new();
        for (path, command) in &all {
            let help = command
                .get_after_help()
                .map(ToString::to_string)
                .unwrap_or_default();
            let own =
                |line: &&str| line.contains(&format!("{path} ")) || line.ends_with(path.as_str());
            let examples: Vec<&str> = help
                .lines()
                .skip_while(|line| !line.starts_with("Example"))
                .collect();
            if !examples.iter().any(own) {
                wrong.push(format!("{path}: no example"));
            }
            for line in examples
                .iter()
                .filter_map(|line| line.trim_start().strip_prefix("huoke "))
            {
                // What a shell does with them is the shell's: `$(date)`, `| head`, `> file`.
                let said = line.split("  ").next().unwrap_or(line).trim();
                let said = said.split(" > ").next().unwrap_or(said);
                if said.contains(['$', '|', '&']) {
                    continue;
                }
                let args = std::iter::once("huoke".to_owned()).chain(words(said));
                if let Err(error) = <Cli>::try_parse_from(args) {
                    wrong.push(format!("{path}: `huoke {said}`: {error}"));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
