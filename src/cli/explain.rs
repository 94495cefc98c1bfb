//! `huoke explain`: how the program understands a number, a name, a date. Needs no file.
//! Must not know how it is understood: that is domain.

use std::io::{self, BufRead};

use serde::Serialize;

use super::args_file::Explain;
use super::context::Context;
use super::fault;
use super::output::Shape;
use super::stop::{Stop, code};
use crate::domain::{birthday, name, phone};
use crate::error::{Error, Fault};
use crate::store::setting;
use crate::text;

/// A text that cannot be understood.
#[derive(Serialize)]
struct Wrong<'t> {
    input: &'t str,
    error: &'static str,
    message: &'t str,
}

/// Runs it; exit 3 if a text could not be understood.
pub(super) fn run(context: &mut Context, what: &Explain) -> Result<(), Stop> {
    let mut wrong = false;
    let (Explain::Phone { text, .. } | Explain::Name { text } | Explain::Date { text }) = what;
    context.refuse_options(text)?;
    match what {
        Explain::Phone { region, text } => {
            let region = setting::find(setting::REGION)?.accept(region)?;
            each(text, |input| match phone::explain(input, &region) {
                Ok(answer) => {
                    let kind = text::names::phone_kind(context.lang, answer.kind);
                    let (number, mark) = match (answer.valid, &answer.number) {
                        (true, Some(number)) => (number.as_str(), ""),
                        // What is kept and found, not what it would be if its plan knew it.
                        _ => (answer.stored.as_str(), context.text.cli.no_plan),
                    };
                    let extension = answer.extension.as_deref();
                    let extension = extension
                        .map(|digits| format!("x{digits}"))
                        .unwrap_or_default();
                    let number = number.to_owned();
                    say(context, &answer, &[input, &number, kind, &extension, mark])
                }
                Err(fault) => refuse(context, input, &fault::of_phone(fault), &mut wrong),
            })?;
        }
        Explain::Name { text } => each(text, |input| {
            let answer = name::explain(input);
            let (pinyin, initials) = (answer.pinyin.join(" "), answer.initials.join(" "));
            say(context, &answer, &[input, &pinyin, &initials])
        })?,
        Explain::Date { text } => each(text, |input| match birthday::explain(input) {
            Ok(answer) => {
                let solar = answer.solar.map(|day| day.to_string()).unwrap_or_default();
                let lunar = answer
                    .lunar
                    .as_ref()
                    .map(ToString::to_string)
                    .unwrap_or_default();
                say(context, &answer, &[input, &solar, &lunar])
            }
            Err(fault) => refuse(context, input, &fault::of_date(fault), &mut wrong),
        })?,
    }
    if wrong {
        Err(Stop::Quiet(code::INPUT))
    } else {
        Ok(())
    }
}

/// Each text of the arguments; without any, each line of standard input.
fn each(texts: &[String], mut explain: impl FnMut(&str) -> Result<(), Stop>) -> Result<(), Stop> {
    if !texts.is_empty() {
        return texts.iter().try_for_each(|text| explain(text));
    }
    let mut input = io::stdin().lock();
    let mut line = Vec::new();
    loop {
        line.clear();
        let read = input.read_until(b'\n', &mut line);
        let read = read.map_err(|source| Error::Io {
            path: "stdin".to_owned(),
            source,
        })?;
        if read == 0 {
            return Ok(());
        }
        let text = String::from_utf8_lossy(&line);
        explain(text.trim_end_matches(['\n', '\r']))?;
    }
}

fn say<T: Serialize>(context: &mut Context, answer: &T, cells: &[&str]) -> Result<(), Stop> {
    match context.out.shape {
        Shape::Json => context.out.json(answer),
        _ => {
            let said: Vec<&str> = cells.iter().copied().filter(|c| !c.is_empty()).collect();
            context.out.line(&said.join("  "))
        }
    }
}

fn refuse(context: &mut Context, input: &str, fault: &Fault, wrong: &mut bool) -> Result<(), Stop> {
    *wrong = true;
    let message = text::fault(context.lang, fault);
    let told = Wrong {
        input,
        error: fault::code(fault),
        message: &message,
    };
    let line = (context.text.cli.not_understood)(input, &message);
    say(context, &told, &[&line])
}
