//! `huoke task`: tasks given, done, handed over. Must not know how they are stored.

mod list;

use serde::Serialize;

use super::args_task::{Add, TaskCommand};
use super::context::{Context, Desk, hidden};
use super::fault;
use super::fields;
use super::stop::Stop;
use crate::domain::ids::TaskId;
use crate::domain::nearest::nearest;
use crate::domain::task::{KINDS, NewTask, Priority, To, USUAL, USUAL_FOR_CUSTOMER};
use crate::domain::when::{Next, span};
use crate::error::{Error, Fault};
use crate::store::{Done, choice, task, unit};
use crate::text::Text;

#[derive(Serialize)]
struct Told {
    entry: i64,
    id: i64,
}

/// Runs it.
pub(super) fn run(context: &mut Context, command: &TaskCommand) -> Result<(), Stop> {
    let desk = context.enter()?;
    match command {
        TaskCommand::Add(args) => add(context, &desk, args),
        TaskCommand::List(args) => list::run(context, &desk, args),
        TaskCommand::Done { id, note, writing } => {
            let (said, text) = (id.to_string(), context.text);
            let note = note.as_deref();
            let said = [said.as_str(), note.unwrap_or_default()];
            let done = desk.write(writing, "task.done", &said, |writer, asking| {
                let change =
                    writer.change(asking, "task.done", |tx| task::done(tx, TaskId(*id), note));
                change.map_err(gone(*id, text))
            })?;
            tell(context, &done, *id, |text| {
                let again = done.answer.next.map(|next| (text.task.again)(next.0));
                [(text.task.done)(*id), again.unwrap_or_default()].concat()
            })
        }
        TaskCommand::Assign { id, to, writing } => {
            let (number, text) = (id.to_string(), context.text);
            let said = [number.as_str(), to];
            let done = desk.write(writing, "task.assign", &said, |writer, asking| {
                let whose = whose(&desk, to)?;
                let change = writer.change(asking, "task.assign", |tx| {
                    task::assign(tx, TaskId(*id), whose)
                });
                change.map_err(gone(*id, text))
            })?;
            tell(context, &done, *id, |text| match done.answer {
                true => (text.task.assigned)(*id, to),
                false => (text.task.same)(*id),
            })
        }
        TaskCommand::Postpone { id, due, writing } => {
            let (number, text) = (id.to_string(), context.text);
            let said = [number.as_str(), due];
            let done = desk.write(writing, "task.postpone", &said, |writer, asking| {
                let until = when(&desk, due)?;
                let change = writer.change(asking, "task.postpone", |tx| {
                    task::postpone(tx, TaskId(*id), until)
                });
                change.map_err(gone(*id, text))
            })?;
            tell(context, &done, *id, |text| match done.answer {
                true => (text.task.postponed)(*id, due),
                false => (text.task.same)(*id),
            })
        }
        TaskCommand::Cancel {
            id,
            reason,
            writing,
        } => {
            let (number, text) = (id.to_string(), context.text);
            let said = [number.as_str(), reason];
            let done = desk.write(writing, "task.cancel", &said, |writer, asking| {
                let change = writer.change(asking, "task.cancel", |tx| {
                    task::cancel(tx, TaskId(*id), reason)
                });
                change.map_err(gone(*id, text))
            })?;
            tell(context, &done, *id, |text| (text.task.cancelled)(*id))
        }
    }
}

fn tell<T>(
    context: &mut Context,
    done: &Done<T>,
    id: i64,
    line: impl FnOnce(&Text) -> String,
) -> Result<(), Stop> {
    let entry = done.entry.0;
    context.done(done, &Told { entry, id }, line)
}

/// A task that is not there and one that is nobody's business of who asks are told alike.
fn gone(id: i64, text: &Text) -> impl FnOnce(Error) -> Stop {
    let told = (text.task.no_task)(&id.to_string());
    move |error| match error {
        Error::Gone(what) if what == "task" => Stop::NoMatch(told),
        other => other.into(),
    }
}

fn add(context: &mut Context, desk: &Desk, args: &Add) -> Result<(), Stop> {
    let text = context.text;
    let part = |part: &Option<String>| part.clone().unwrap_or_default();
    let said = [
        &args.customer,
        &args.to,
        &args.due,
        &args.kind,
        &args.every,
        &args.note,
    ]
    .map(part);
    let said: Vec<&str> = [args.title.as_str(), &args.priority]
        .into_iter()
        .chain(said.iter().map(String::as_str))
        .collect();
    let done = desk.write(&args.writing, "task.add", &said, |writer, asking| {
        let new = new(desk, args, text)?;
        let change = writer.change(asking, "task.add", |tx| task::add(tx, &new));
        match &args.customer {
            Some(code) => change.map_err(hidden(code, text)),
            None => Ok(change?),
        }
    })?;
    let id = done.answer.0;
    tell(context, &done, id, |text| (text.task.added)(id))
}

fn new(desk: &Desk, args: &Add, text: &Text) -> Result<NewTask, Stop> {
    let customer = args.customer.as_deref();
    let customer = customer.map(|code| desk.customer(code, text)).transpose()?;
    let to = match &args.to {
        Some(to) => whose(desk, to)?,
        None => To::Person(desk.actor.id),
    };
    let usual = match customer {
        Some(_) => USUAL_FOR_CUSTOMER,
        None => USUAL,
    };
    let every = args.every.as_deref().map(|typed| {
        let every = span(typed).filter(|every| every.count > 0);
        every.ok_or_else(|| Error::invalid("every", Fault::Other("1w 1m 3d".to_owned())))
    });
    Ok(NewTask {
        kind: match &args.kind {
            Some(typed) => kind(desk, typed)?,
            None => usual.to_owned(),
        },
        note: args.note.clone(),
        customer,
        due: args.due.as_deref().map(|due| when(desk, due)).transpose()?,
        // clap lets no other code through.
        priority: Priority::from_code(&args.priority).unwrap_or(Priority::Normal),
        every: every.transpose()?,
        ..NewTask::new(&args.title, to)
    })
}

fn kind(desk: &Desk, typed: &str) -> Result<String, Error> {
    choice::pick(&choice::list(&desk.reader, KINDS)?, "kind", typed)
}

fn when(desk: &Desk, typed: &str) -> Result<Next, Error> {
    Next::parse(typed, &desk.now).map_err(|wrong| Error::invalid("due", fault::of_date(wrong)))
}

/// A colleague by login, or a unit by its code.
fn whose(desk: &Desk, typed: &str) -> Result<To, Error> {
    let unknown = match fields::colleague(desk, "to", typed) {
        Ok(person) => return Ok(To::Person(person)),
        Err(error) => error,
    };
    let units = unit::list(&desk.reader)?;
    if let Some(found) = units.iter().find(|unit| unit.code == typed) {
        return Ok(To::Unit(found.id));
    }
    let Error::Invalid { field, fault } = unknown else {
        return Err(unknown);
    };
    let codes = nearest(typed, units.iter().map(|unit| unit.code.as_str()));
    Err(match fault {
        Fault::Unknown { mut nearest } => {
            nearest.extend(codes);
            Error::Invalid {
                field,
                fault: Fault::Unknown { nearest },
            }
        }
        fault => Error::Invalid { field, fault },
    })
}
