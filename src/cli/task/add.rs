//! `huoke task add`, by options or in one line that is read back. Must not know how tasks are
//! stored.

use serde::Serialize;

use super::super::args_task::Add;
use super::super::context::{Context, Desk, hidden};
use super::super::stop::Stop;
use super::{gone, kind, often, tell, when, whose};
use crate::domain::ids::TaskId;
use crate::domain::task::{KINDS, NewTask, Priority, To, USUAL, USUAL_FOR_CUSTOMER};
use crate::domain::time::Instant;
use crate::error::{Error, Fault};
use crate::store::find::Seeker;
use crate::store::task::{self, Understood};
use crate::store::{card, choice, staff, unit};
use crate::text::{Text, names, queue, say, task as words};

/// What would be given.
#[derive(Serialize)]
struct Row<'t> {
    title: &'t str,
    kind: &'t str,
    customer: Option<&'t str>,
    name: Option<&'t str>,
    to: &'t str,
    due_on: Option<String>,
    due_at: Option<Instant>,
    priority: &'static str,
    every: Option<String>,
    follows: Option<i64>,
    note: Option<&'t str>,
}

/// Runs it.
pub(super) fn run(context: &mut Context, desk: &Desk, args: &Add) -> Result<(), Stop> {
    let text = context.text;
    if args.dry_run {
        let understood = understood(desk, args, text)?;
        if understood.new.title.trim().is_empty() {
            return Err(Error::invalid("title", Fault::Empty).into());
        }
        return read_back(context, desk, &understood);
    }
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
    let follows = args.follows.map(|id| id.to_string()).unwrap_or_default();
    let how = if args.quick { "quick" } else { "" };
    let said: Vec<&str> = [args.title.as_str(), &args.priority, how]
        .into_iter()
        .chain(said.iter().map(String::as_str))
        .chain([follows.as_str()])
        .collect();
    let mut told = None;
    let done = desk.write(&args.writing, "task.add", &said, |writer, asking| {
        let understood = understood(desk, args, text)?;
        let change = writer.change(asking, "task.add", |tx| task::add(tx, &understood.new));
        told = args.quick.then_some(understood);
        match (change, &args.customer, args.follows) {
            (Err(Error::Gone(what)), _, Some(id)) if what == "task" => {
                Err(gone(id, text)(Error::Gone(what)))
            }
            (change, Some(code), _) => change.map_err(hidden(code, text)),
            (change, None, _) => Ok(change?),
        }
    })?;
    if let Some(understood) = told.filter(|_| !context.wants_json()) {
        read_back(context, desk, &understood)?;
    }
    let id = done.answer.0;
    tell(context, &done, id, |text| (text.task.added)(id))
}

/// The line, or what the options say.
fn understood(desk: &Desk, args: &Add, text: &Text) -> Result<Understood, Stop> {
    if args.quick {
        let seeker = Seeker::new(desk.actor.clone());
        let mut meant = task::understand(&desk.reader, &seeker, &args.title, &desk.now)?;
        meant.new.note = args.note.clone();
        return Ok(meant);
    }
    let new = new(desk, args, text)?;
    let whom = match new.customer {
        Some(id) => {
            let card = card::get(&desk.reader, &desk.actor, id, 0, desk.now.at)?;
            Some((card.code, card.name))
        }
        None => None,
    };
    let named = match new.to {
        To::Person(id) => staff::by_id(&desk.reader, id)?.map(|who| (who.login, who.name)),
        To::Unit(id) => unit::list(&desk.reader)?
            .into_iter()
            .find(|unit| unit.id == id)
            .map(|unit| (unit.code, unit.name)),
    };
    Ok(Understood {
        new,
        whom,
        whose: named.unwrap_or_default(),
        odd: Vec::new(),
    })
}

fn read_back(context: &mut Context, desk: &Desk, meant: &Understood) -> Result<(), Stop> {
    let (new, lang) = (&meant.new, context.lang);
    let due_at = new
        .due
        .and_then(|due| Some(desk.now.at_local(due.on, due.at?)));
    let row = Row {
        title: new.title.trim(),
        kind: &new.kind,
        customer: meant.whom.as_ref().map(|(code, _)| code.as_str()),
        name: meant.whom.as_ref().map(|(_, name)| name.as_str()),
        to: &meant.whose.0,
        due_on: new.due.map(|due| due.on.to_string()),
        due_at,
        priority: new.priority.code(),
        every: new.every.map(|every| every.to_string()),
        follows: new.follows.map(|task| task.0),
        note: new.note.as_deref(),
    };
    if context.wants_json() {
        return context.out.json(&row);
    }
    let kinds = choice::list(&desk.reader, KINDS)?;
    let both = |(code, name): &(String, String)| format!("{code} {name}");
    let (words, whom) = (&context.text.give, meant.whom.as_ref());
    let odd = meant.odd.join(" ");
    let lines = [
        ("title", Some(row.title.to_owned())),
        ("kind", Some(say::choice(lang, &kinds, KINDS, &new.kind))),
        (
            "customer",
            Some(whom.map_or_else(|| words.no_customer.to_owned(), both)),
        ),
        ("to", Some(both(&meant.whose))),
        ("due", new.due.map(|due| due.to_string())),
        (
            "priority",
            Some(words::priority(lang, new.priority).to_owned()),
        ),
        ("every", new.every.map(|every| queue::every(lang, every))),
        ("note", new.note.clone()),
    ];
    let lines = lines.into_iter().filter_map(|(field, said)| {
        let name = names::column(lang, field).to_owned();
        Some(vec![name, said?])
    });
    let odd = (!odd.is_empty()).then(|| vec![words.odd.to_owned(), odd]);
    let lines: Vec<Vec<String>> = lines.chain(odd).collect();
    context.out.rows(&["field", "value"], &lines)
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
    let every = args.every.as_deref();
    let every = every.map(|every| often(desk, every)).transpose()?;
    let due = args.due.as_deref().map(|due| when(desk, due)).transpose()?;
    if let (Some((every, _)), Some(due)) = (every, due)
        && !every.fits(due.on)
    {
        return Err(Error::invalid("due", Fault::OtherDay).into());
    }
    Ok(NewTask {
        kind: match &args.kind {
            Some(typed) => kind(desk, typed)?,
            None => usual.to_owned(),
        },
        note: args.note.clone(),
        customer,
        due: due.or(every.and_then(|(_, first)| first)),
        // clap lets no other code through.
        priority: Priority::from_code(&args.priority).unwrap_or(Priority::Normal),
        every: every.map(|(every, _)| every),
        follows: args.follows.map(TaskId),
        ..NewTask::new(&args.title, to)
    })
}
