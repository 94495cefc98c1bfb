//! `huoke note`: anything with or about a customer but a call. Must not know how it is stored.

use serde::Serialize;

use super::args_note::Note as Args;
use super::context::{Context, Desk, hidden};
use super::fault;
use super::find::on;
use super::stop::Stop;
use crate::domain::ids::{CustomerId, TaskId};
use crate::domain::interaction::Note;
use crate::domain::money::Money;
use crate::domain::when::Next;
use crate::error::Error;
use crate::store::{choice, interaction, setting, task};

#[derive(Serialize)]
struct Noted {
    entry: i64,
    id: i64,
}

/// Runs it.
pub(super) fn run(context: &mut Context, args: &Args) -> Result<(), Stop> {
    let desk = context.enter()?;
    let text = context.text;
    let said = [
        Some(&args.code),
        Some(&args.kind),
        args.note.as_ref(),
        args.place.as_ref(),
        args.cost.as_ref(),
        args.direction.as_ref(),
        args.on.as_ref(),
        args.next.as_ref(),
    ]
    .map(|part| part.map_or("", String::as_str));
    let ends = args.task.map(|id| id.to_string());
    let said: Vec<&str> = said.into_iter().chain(ends.as_deref()).collect();
    let done = desk.write(&args.writing, "note", &said, |writer, asking| {
        let id = desk.customer(&args.code, text)?;
        let note = note(&desk, args, id)?;
        writer
            .change(asking, "note", |tx| match args.task {
                Some(of) => task::done_by_note(tx, TaskId(of), &note).and_then(task::Done::contact),
                None => interaction::note(tx, &note),
            })
            .map_err(hidden(&args.code, text))
    })?;
    let json = Noted {
        entry: done.entry.0,
        id: done.answer.0,
    };
    context.done(&done, &json, |text| (text.cli.noted)(&args.code))
}

fn note(desk: &Desk, args: &Args, customer: CustomerId) -> Result<Note, Error> {
    let kinds = choice::list(&desk.reader, "interaction_kind")?;
    let currency = setting::currency(&desk.reader)?;
    let cost = |typed: &String| {
        let cost = Money::parse(typed, currency);
        cost.map_err(|wrong| Error::invalid("cost", wrong.into()))
    };
    let next = |typed: &String| {
        let next = Next::parse(typed, &desk.now);
        next.map_err(|wrong| Error::invalid("next", fault::of_date(wrong)))
    };
    let next = args.next.as_ref().map(next).transpose()?;
    let day = args.on.as_deref().map(on).transpose()?;
    // Of a day that is over nobody knows the hour any more.
    let past = day.filter(|day| *day != desk.now.today());
    Ok(Note {
        customer,
        kind: choice::pick(&kinds, "kind", &args.kind)?,
        direction: args.direction.clone(),
        at: past.map(|day| desk.now.at_local(day, chrono::NaiveTime::MIN)),
        place: args.place.clone(),
        cost: args.cost.as_ref().map(cost).transpose()?.map(|cost| cost.0),
        note: args.note.clone(),
        next_on: next.map(|next| next.on),
        next_at: next.and_then(|next| Some(desk.now.at_local(next.on, next.at?))),
    })
}
