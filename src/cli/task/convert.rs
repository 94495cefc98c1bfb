//! `huoke task convert`: reminders of Today become tasks, many as one entry. Must not know how
//! reasons are found.

use serde::Serialize;

use super::super::args_task::Convert;
use super::super::context::{Context, Desk};
use super::super::stop::Stop;
use super::super::told::Teller;
use super::{when, whose};
use crate::domain::ids::CustomerId;
use crate::domain::task::{NewTask, Source, To, kind_of};
use crate::domain::today::{Due, ListOf, Whose};
use crate::store::{task, today};

#[derive(Serialize)]
struct Told {
    entry: i64,
    added: usize,
    taken: usize,
    refused: usize,
}

/// Runs it; of each customer the weightiest reason, or the one that is named.
pub(super) fn run(context: &mut Context, desk: &Desk, args: &Convert) -> Result<(), Stop> {
    let text = context.text;
    let teller = Teller::of(context.lang, desk)?;
    let to = match &args.to {
        Some(to) => whose(desk, to)?,
        None => To::Person(desk.actor.id),
    };
    let due = args.due.as_deref().map(|due| when(desk, due)).transpose()?;
    let mut reminders: Vec<(CustomerId, Due)> = Vec::new();
    let mut new: Vec<NewTask> = Vec::new();
    let meant = |reasons: Vec<Due>| {
        let named = |due: &Due| args.reason.as_ref().is_none_or(|code| due.code == *code);
        reasons.into_iter().find(named)
    };
    for code in &args.codes {
        let id = desk.customer(code, text)?;
        let reasons = today::reasons_of(&desk.reader, &desk.actor, id, desk.now)?;
        let Some(reason) = meant(reasons) else {
            // Nothing is due any more of whom a task was made: that is said, and not doubled.
            let source = task::reminded(&desk.reader, &desk.actor, id)?;
            let source = source.ok_or_else(|| Stop::NoMatch((text.task.no_reason)(code)))?;
            let has = NewTask {
                customer: Some(id),
                source: Some(source),
                ..NewTask::new(code, to)
            };
            new.push(has);
            continue;
        };
        reminders.push((id, reason));
    }
    if let Some(first) = args.today {
        let (reader, actor) = (&desk.reader, &desk.actor);
        let list = today::of(reader, actor, Whose::Mine, ListOf::Ranked, first, desk.now)?;
        let rows = list.rows.into_iter();
        reminders.extend(rows.filter_map(|row| Some((row.customer?, meant(row.reasons)?))));
    }
    new.extend(reminders.iter().map(|(customer, reason)| NewTask {
        kind: kind_of(reason.kind).to_owned(),
        customer: Some(*customer),
        due,
        source: Some(Source {
            reason: reason.code.clone(),
            occurrence: reason.occurrence.clone(),
        }),
        ..NewTask::new(teller.title(reason), to)
    }));
    if new.is_empty() {
        return Err(Stop::NoMatch(text.today.empty.to_owned()));
    }
    let part = |part: &Option<String>| part.clone().unwrap_or_default();
    let first = args
        .today
        .map(|first| first.to_string())
        .unwrap_or_default();
    let said = [part(&args.to), part(&args.due), part(&args.reason), first];
    let said: Vec<&str> = said.iter().chain(&args.codes).map(String::as_str).collect();
    let done = desk.write(&args.writing, "task.convert", &said, |writer, asking| {
        Ok(task::add_all(writer, asking, &new, &mut |_, _| {})?)
    })?;
    let told = Told {
        entry: done.entry.0,
        added: done.answer.added,
        taken: done.answer.taken,
        refused: done.answer.refused,
    };
    let counts = [told.added, told.taken, told.refused];
    context.done(&done, &told, |text| (text.task.converted)(counts))
}
