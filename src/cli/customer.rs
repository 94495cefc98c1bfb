//! `huoke customer` and `huoke log`: customers added, changed, handed over, and calls with them.
//! Must not know how they are stored.

use serde::Serialize;

use super::args::Writing;
use super::args_customer::{CustomerCommand, Log, NewPerson, PhoneCheck};
use super::context::{Context, Desk, hidden};
use super::fault;
use super::fields;
use super::stop::Stop;
use super::supply;
use crate::domain::birthday::Birthday;
use crate::domain::customer::{Draft, NewMember, NewPhone};
use crate::domain::ids::{CustomerId, PhoneId, TaskId};
use crate::domain::interaction::CallLog;
use crate::domain::phone;
use crate::domain::task::ByCall;
use crate::domain::when::Next;
use crate::error::Error;
use crate::store::{Asking, Tx, call, card, choice, customer, form, setting, task};
use crate::text::Text;

#[derive(Serialize)]
struct Told<'s> {
    entry: i64,
    code: &'s str,
}

#[derive(Serialize)]
struct Logged {
    entry: i64,
    id: i64,
    /// The task that it was for.
    #[serde(skip_serializing_if = "Option::is_none")]
    task: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    task_state: Option<&'static str>,
}

/// Runs it.
pub(super) fn run(context: &mut Context, command: &CustomerCommand) -> Result<(), Stop> {
    let desk = context.enter()?;
    let text = context.text;
    match command {
        CustomerCommand::Add {
            set,
            person,
            writing,
        } => {
            let said = [refs(set), refs(person)].concat();
            let done = desk.write(writing, "customer.add", &said, |writer, asking| {
                let mut draft = fields::draft(&desk, set, text)?;
                for person in person {
                    fields::put_person(&mut draft, person)?;
                }
                Ok(writer.change(asking, "customer.add", |tx| {
                    form::check(tx, &draft)?;
                    let added = customer::add(tx, &draft)?;
                    customer::reasoned(tx, added.id)?;
                    Ok(added)
                })?)
            })?;
            let (entry, code) = (done.entry.0, &done.answer.code);
            context.done(&done, &Told { entry, code }, |text| (text.cli.added)(code))
        }
        CustomerCommand::Edit { code, set, writing } => edit(context, &desk, code, (set, writing)),
        CustomerCommand::Person(args) => person(context, &desk, args),
        CustomerCommand::Phone(args) => verify(context, &desk, args),
        CustomerCommand::Use(args) => supply::run(context, &desk, args),
        CustomerCommand::Transfer {
            codes,
            to,
            reason,
            writing,
        } => {
            let said: Vec<&str> = [to.as_str(), reason]
                .into_iter()
                .chain(refs(codes))
                .collect();
            let done = desk.write(writing, "customer.transfer", &said, |writer, asking| {
                let ids = codes.iter().map(|code| desk.customer(code, text));
                let ids = ids.collect::<Result<Vec<_>, _>>()?;
                let owner = fields::colleague(&desk, "to", to)?;
                let asking = Asking {
                    reason: Some(reason.clone()),
                    ..asking.clone()
                };
                Ok(writer.change(&asking, "customer.transfer", |tx| {
                    customer::transfer(tx, &ids, owner, reason)
                })?)
            })?;
            if context.wants_json() {
                // One line per customer, so that each has the shape of any other change.
                let entry = done.entry.0;
                return codes
                    .iter()
                    .try_for_each(|code| context.out.json(&Told { entry, code }));
            }
            let line = (text.cli.transferred)(done.answer, to);
            context.done(&done, &(), |_| line)
        }
    }
}

fn edit(
    context: &mut Context,
    desk: &Desk,
    code: &str,
    (set, writing): (&[String], &Writing),
) -> Result<(), Stop> {
    let text = context.text;
    let said: Vec<&str> = std::iter::once(code).chain(refs(set)).collect();
    let done = desk.write(writing, "customer.edit", &said, |writer, asking| {
        let id = desk.customer(code, text)?;
        let draft = fields::draft(desk, set, text)?;
        let edit = |tx: &Tx<'_>| {
            let changed = customer::edit(tx, id, None, &draft)?;
            if draft.says_stage() {
                customer::reasoned(tx, id)?;
            }
            Ok(changed)
        };
        writer
            .change(asking, "customer.edit", edit)
            .map_err(hidden(code, text))
    })?;
    let entry = done.entry.0;
    context.done(&done, &Told { entry, code }, |text| {
        (text.cli.changed)(code)
    })
}

/// A contact person or one of the family, with their numbers.
fn person(context: &mut Context, desk: &Desk, args: &NewPerson) -> Result<(), Stop> {
    let text = context.text;
    let kind = if args.family { "family" } else { "contact" };
    let phone = |typed: &String| NewPhone {
        typed: typed.clone(),
        kind: None,
        member: Some(0),
        ..NewPhone::default()
    };
    let birthday = args.birthday.as_deref().map(|typed| {
        let read: Result<Birthday, _> = typed.parse();
        read.map(|day| ("birthday".to_owned(), day))
            .map_err(|wrong| Error::invalid("birthday", fault::of_date(wrong)))
    });
    let birthday = birthday.transpose()?;
    let draft = Draft {
        phones: args.phone.iter().map(phone).collect(),
        members: vec![NewMember {
            kind: kind.to_owned(),
            name: args.name.clone(),
            relation: args.relation.clone(),
            employer: args.employer.clone(),
            dates: birthday.into_iter().collect(),
        }],
        ..Draft::default()
    };
    let part = |part: &Option<String>| part.clone().unwrap_or_default();
    let [relation, employer, born] = [&args.relation, &args.employer, &args.birthday].map(part);
    let said = [&args.code, kind, &args.name, &relation, &employer, &born];
    let said = [&said, refs(&args.phone).as_slice()].concat();
    let done = desk.write(&args.writing, "customer.edit", &said, |writer, asking| {
        let id = desk.customer(&args.code, text)?;
        let edit = |tx: &Tx<'_>| customer::edit(tx, id, None, &draft);
        writer
            .change(asking, "customer.edit", edit)
            .map_err(hidden(&args.code, text))
    })?;
    let (entry, code) = (done.entry.0, args.code.as_str());
    context.done(&done, &Told { entry, code }, |text| {
        (text.cli.changed)(code)
    })
}

/// Whether a number reaches the customer, as somebody found.
fn verify(context: &mut Context, desk: &Desk, args: &PhoneCheck) -> Result<(), Stop> {
    let text = context.text;
    let (validity, word) = match (args.valid, args.invalid) {
        (true, _) => (Some("valid"), "valid"),
        (_, true) => (Some("invalid"), "invalid"),
        _ => (None, "unknown"),
    };
    let how = args.how.as_deref();
    let said = [&args.code, &args.number, word, how.unwrap_or_default()];
    let done = desk.write(&args.writing, "customer.phone", &said, |writer, asking| {
        let id = desk.customer(&args.code, text)?;
        let phone = the_number(desk, id, &args.number, text)?;
        writer
            .change(asking, "customer.phone", |tx| {
                customer::verify(tx, id, phone, validity, how)
            })
            .map_err(hidden(&args.code, text))
    })?;
    let (entry, code) = (done.entry.0, args.code.as_str());
    context.done(&done, &Told { entry, code }, |text| {
        (text.cli.changed)(code)
    })
}

fn refs(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}

/// Logs a call.
pub(super) fn log(context: &mut Context, args: &Log) -> Result<(), Stop> {
    let desk = context.enter()?;
    let text = context.text;
    let part = |part: &Option<String>| part.clone().unwrap_or_default();
    let [phone, note, next, call] = [&args.phone, &args.note, &args.next, &args.call].map(part);
    let said = [&args.code, &args.disposition, &phone, &note, &next, &call].map(String::as_str);
    let ends = args.task.map(|id| id.to_string());
    // Without a task the same as ever: a key that was used before stays that of the same command.
    let said: Vec<&str> = said.into_iter().chain(ends.as_deref()).collect();
    let done = desk.write(&args.writing, "log", &said, |writer, asking| {
        let id = desk.customer(&args.code, text)?;
        let log = call_log(&desk, args, id, text)?;
        writer
            .change(asking, "log", |tx| {
                task::log(tx, &log, args.task.map(TaskId))
            })
            .map_err(|error| match (error, args.task) {
                (Error::Gone(what), Some(id)) if what == "task" => {
                    Stop::NoMatch((text.task.no_task)(&id.to_string()))
                }
                (error, _) => hidden(&args.code, text)(error),
            })
    })?;
    let of = done.answer.task.as_ref();
    let (task, state) = match of {
        Some(ByCall::Done { id, .. }) => (Some(id.0), Some("done")),
        Some(ByCall::Stays { id, .. }) => (Some(id.0), Some("open")),
        Some(ByCall::Open(_)) | None => (None, None),
    };
    let json = Logged {
        entry: done.entry.0,
        id: done.answer.contact.0,
        task,
        task_state: state,
    };
    context.done(&done, &json, |text| {
        let said = of.map(|of| (text.task.by_call)(of)).unwrap_or_default();
        (text.cli.logged)(&args.code) + &said
    })
}

fn call_log(desk: &Desk, args: &Log, id: CustomerId, text: &Text) -> Result<CallLog, Stop> {
    let dispositions = choice::list(&desk.reader, "disposition")?;
    let next = args.next.as_deref().map(|typed| {
        Next::parse(typed, &desk.now).map_err(|wrong| Error::invalid("next", fault::of_date(wrong)))
    });
    let next = next.transpose()?;
    let number = |typed: &String| the_number(desk, id, typed, text);
    let call = |told: &String| {
        let found = call::of_exchange(&desk.reader, &desk.actor, told)?;
        found.ok_or_else(|| Stop::NoMatch((text.cli.no_such_call)(told)))
    };
    Ok(CallLog {
        customer: id,
        disposition: choice::pick(&dispositions, "disposition", &args.disposition)?,
        phone: args.phone.as_ref().map(number).transpose()?,
        direction: None,
        note: args.note.clone(),
        next_on: next.map(|next| next.on),
        next_at: next.and_then(|next| Some(desk.now.at_local(next.on, next.at?))),
        call: args.call.as_ref().map(call).transpose()?,
    })
}

/// Which of the customer's numbers was typed, in any format.
fn the_number(desk: &Desk, id: CustomerId, typed: &str, text: &Text) -> Result<PhoneId, Stop> {
    let region = setting::get(&desk.reader, setting::REGION)?;
    let meant = phone::understand(typed, &region)
        .map_err(|wrong| Error::invalid("phone", fault::of_phone(wrong)))?;
    let card = card::get(&desk.reader, &desk.actor, id, 0, desk.now.at)?;
    let theirs = card
        .phones
        .iter()
        .find(|phone| phone.digits == meant.digits);
    theirs
        .map(|phone| phone.id)
        .ok_or_else(|| Stop::NoMatch((text.cli.no_such_phone)(typed)))
}
