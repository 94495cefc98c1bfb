//! `huoke settle`: what is done with a reason to ring somebody. Must not know how it is stored.

use serde::Serialize;

use super::args_settle::Settle;
use super::context::{Context, Desk, hidden};
use super::fault;
use super::stop::Stop;
use crate::domain::ids::CustomerId;
use crate::domain::nearest::{Of, nearest};
use crate::domain::today::{Rule, Settling};
use crate::domain::when::{Next, just_gone};
use crate::error::{Error, Fault};
use crate::store::{reason, today};
use crate::text::say;

/// Every reason that is due.
const ALL: &str = "all";

#[derive(Serialize)]
struct Settled<'s> {
    entry: i64,
    code: &'s str,
    /// Whether anything was due.
    settled: bool,
}

/// Runs it.
pub(super) fn run(context: &mut Context, args: &Settle) -> Result<(), Stop> {
    let desk = context.enter()?;
    let text = context.text;
    let how = how(&desk, args)?;
    let said = [
        Some(&args.code),
        Some(&args.reason),
        args.snooze.as_ref(),
        args.dismiss.as_ref(),
    ]
    .map(|part| part.map_or("", String::as_str));
    let done = desk.write(&args.writing, "settle", &said, |writer, asking| {
        let id = desk.customer(&args.code, text)?;
        let which = which(&desk, id, &args.reason)?;
        if which.is_empty() {
            let by = Some(args.reason.as_str()).filter(|reason| *reason != ALL);
            let told = (text.cli.not_due)(&args.code, by);
            return Err(Stop::NoMatch(told));
        }
        let of = [(Some(id), which)];
        writer
            .change(asking, "reason.settle", |tx| today::settle(tx, &of, &how))
            .map_err(hidden(&args.code, text))
    })?;
    let json = Settled {
        entry: done.entry.0,
        code: &args.code,
        settled: done.answer > 0,
    };
    context.done(&done, &json, |text| match how {
        Settling::Snoozed(until) => (text.cli.put_off)(&args.code, &say::day(&desk.now, until)),
        _ => (text.cli.settled)(&args.code),
    })
}

fn how(desk: &Desk, args: &Settle) -> Result<Settling, Error> {
    match (&args.snooze, &args.dismiss) {
        (Some(typed), _) => {
            let next = Next::parse(typed, &desk.now);
            let next = next.map_err(|wrong| Error::invalid("snooze", fault::of_date(wrong)))?;
            // A reason comes again with its day; and nobody is there to be asked which year is meant.
            let fault = match just_gone(typed, &desk.now) {
                Some(_) => Some(Fault::InThePast),
                None => next.at.map(|_| Fault::NotADate),
            };
            match fault {
                Some(fault) => Err(Error::invalid("snooze", fault)),
                None => Ok(Settling::Snoozed(next.on)),
            }
        }
        (None, Some(cause)) => Ok(Settling::Dismissed(cause.clone())),
        (None, None) => Ok(Settling::Settled),
    }
}

/// The reasons meant that are due, by rule and occurrence.
fn which(desk: &Desk, id: CustomerId, typed: &str) -> Result<Vec<(String, String)>, Error> {
    let typed = typed.trim();
    let due = today::reasons_of(&desk.reader, &desk.actor, id, desk.now)?;
    let pair = |due: &crate::domain::today::Due| (due.code.clone(), due.occurrence.clone());
    if typed == ALL {
        return Ok(due.iter().map(pair).collect());
    }
    let rules = reason::rules(&desk.reader)?;
    let named = |rule: &&crate::domain::today::Rule| {
        rule.code == typed || rule.label_zh == typed || rule.label_en.eq_ignore_ascii_case(typed)
    };
    let Some(rule) = rules.iter().find(named) else {
        let rules = rules.iter().map(Rule::word);
        let nearest = nearest(typed, rules.chain([ALL.into()])).of(Of::Reasons);
        return Err(Error::invalid("reason", Fault::Unknown { nearest }));
    };
    let of = due.iter().filter(|due| due.rule == rule.id);
    Ok(of.map(pair).collect())
}
