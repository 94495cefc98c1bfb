//! `huoke task export`: tasks into a workbook that people fill in by hand, or into a calendar.
//! Must not know how files are written.

use std::collections::BTreeSet;
use std::io::Cursor;
use std::path::Path;

use serde::Serialize;

use super::super::args_task::Out;
use super::super::context::{Context, Desk};
use super::super::export::only;
use super::super::output;
use super::super::place;
use super::super::stop::Stop;
use super::{gone, list};
use crate::domain::ids::{CustomerId, EntryId, TaskId};
use crate::domain::interaction::Plan;
use crate::domain::task::{Filter, KINDS, Of, Priority, Task, Whom, line, mark, numbered};
use crate::error::Error;
use crate::exchange::out::{Entry, Moment, calendar};
use crate::exchange::tasks;
use crate::store::{Asking, choice, interaction, task};
use crate::text::{Lang, say, task as words};
use crate::work::export::keep;

#[derive(Serialize)]
struct Told {
    entry: i64,
    rows: usize,
    /// Of a calendar: next contacts besides the tasks.
    contacts: usize,
    file: String,
}

/// Runs it.
pub(super) fn run(context: &mut Context, desk: &Desk, args: &Out) -> Result<(), Stop> {
    let ending = args.to.extension().and_then(|ending| ending.to_str());
    let ending = ending.unwrap_or_default().to_lowercase();
    let filter = list::filter(desk, &args.chosen, context.text)?;
    let (tasks, more) = chosen(context, desk, args, &filter)?;
    if !matches!(ending.as_str(), "xlsx" | "ics") {
        let shown = place::shown(&args.to);
        return Err(Stop::Usage((context.text.cli.bad_ending)(
            &shown,
            ".xlsx .ics",
        )));
    }
    let plans = match ending.as_str() {
        "ics" => plans(desk, filter.of)?,
        _ => Vec::new(),
    };
    // What leaves is in the journal before it leaves.
    let asking = Asking {
        reason: Some((context.text.task.left)(tasks.len(), &name(&args.to))),
        ..Asking::new(desk.actor.id, desk.now.at)
    };
    let ids: Vec<TaskId> = tasks.iter().map(|task| task.id).collect();
    let entry = task::leave_in_file(&mut desk.house.writer()?, &asking, &ids)?;
    let bytes = match ending.as_str() {
        "ics" => events(context, desk, &tasks, &plans)?,
        _ => workbook(context, desk, entry, &tasks)?,
    };
    keep(&args.to, args.yes, &bytes)?;
    let told = Told {
        entry: entry.0,
        rows: tasks.len(),
        contacts: plans.len(),
        file: place::shown(&args.to),
    };
    let said = (context.text.task.exported)(told.rows, told.contacts, &told.file);
    context.result(&told, |_| said)?;
    if more {
        output::say(&(context.text.task.limited)(filter.limit));
    }
    Ok(())
}

/// The tasks that leave: those of these numbers, in their order, or of the list that was asked
/// for, those of the customers that are meant alone; and whether there may be more.
fn chosen(
    context: &Context,
    desk: &Desk,
    args: &Out,
    filter: &Filter,
) -> Result<(Vec<Task>, bool), Stop> {
    let text = context.text;
    if let Some(ids) = numbered(&args.what) {
        if let Some(list) = args.chosen.said() {
            let what = args.what.join(" ");
            return Err(Stop::Usage((text.cli.conflict)(&what, list)));
        }
        let get = |id: TaskId| {
            let found = task::get(&desk.reader, &desk.actor, id);
            found.map_err(gone(id.0, text))
        };
        let found = ids.into_iter().map(get).collect::<Result<_, Stop>>()?;
        return Ok((found, false));
    }
    let Some(only) = only(context, desk, args.what.join(" ").trim())? else {
        let found = task::list(&desk.reader, &desk.actor, filter)?;
        let more = found.len() == filter.limit;
        return Ok((found, more));
    };
    let only: BTreeSet<CustomerId> = only.into_iter().collect();
    let all = Filter {
        limit: tasks::MOST,
        ..filter.clone()
    };
    let mut found = task::list(&desk.reader, &desk.actor, &all)?;
    let theirs = |whom: &Whom| only.contains(&whom.id);
    found.retain(|task| task.customer.as_ref().is_some_and(theirs));
    let more = found.len() > filter.limit;
    found.truncate(filter.limit);
    Ok((found, more))
}

/// The file's name without its folder: where somebody keeps files is nobody's business.
fn name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

fn failed(error: std::io::Error) -> Stop {
    Stop::Error(Error::Storage(Box::new(error)))
}

fn workbook(
    context: &Context,
    desk: &Desk,
    entry: EntryId,
    tasks: &[Task],
) -> Result<Vec<u8>, Stop> {
    let lang = context.lang;
    let kinds = choice::list(&desk.reader, KINDS)?;
    let lines = tasks.iter().map(|task| {
        let mut line = line(task, &desk.now);
        line.mark = mark(entry.0, &line);
        line.kind = say::choice(lang, &kinds, KINDS, &task.kind);
        words::priority(lang, task.priority).clone_into(&mut line.priority);
        line
    });
    let lines: Vec<_> = lines.collect();
    let results = results(desk, lang)?;
    let mut bytes = Cursor::new(Vec::new());
    tasks::write(&mut bytes, lang == Lang::Zh, &lines, &results, None).map_err(failed)?;
    Ok(bytes.into_inner())
}

/// What may come of a call, as it is called.
pub(super) fn results(desk: &Desk, lang: Lang) -> Result<Vec<String>, Stop> {
    let known = choice::list(&desk.reader, "disposition")?;
    let active = known.into_iter().filter(|one| one.active);
    let label = active.map(|one| match lang {
        Lang::Zh => one.zh,
        Lang::En => one.en,
    });
    Ok(label.collect())
}

/// Whom the person whose the tasks are is to contact next.
fn plans(desk: &Desk, of: Of) -> Result<Vec<Plan>, Stop> {
    let whose = match of {
        Of::Person(person) => person,
        _ => desk.actor.id,
    };
    Ok(interaction::plans(&desk.reader, &desk.actor, whose)?)
}

/// Tasks and next contacts.
fn events(context: &Context, desk: &Desk, tasks: &[Task], plans: &[Plan]) -> Result<Vec<u8>, Stop> {
    let mut entries: Vec<Entry<'_>> = tasks.iter().map(to_do).collect();
    let moment = |plan: &Plan| plan.at.map(Moment::At).or(plan.on.map(Moment::Day));
    let call = |plan: &Plan| Entry {
        // Of one customer there is one plan: a new one moves it in the calendar.
        uid: format!("contact-{}@huoke", plan.customer),
        to_do: false,
        summary: (context.text.task.call)(&plan.name),
        note: "",
        when: moment(plan),
        priority: 5,
        done: None,
    };
    entries.extend(plans.iter().map(call));
    let mut bytes = Vec::new();
    calendar(&mut bytes, desk.now.at, &entries).map_err(failed)?;
    Ok(bytes)
}

fn to_do(task: &Task) -> Entry<'_> {
    let whom = task.customer.as_ref().map(|whom| whom.name.as_str());
    let summary = match whom.filter(|name| !task.title.contains(*name)) {
        Some(name) => format!("{} · {name}", task.title),
        None => task.title.clone(),
    };
    let day = task.due_on.map(Moment::Day);
    Entry {
        uid: format!("task-{}@huoke", task.id),
        to_do: true,
        summary,
        note: task.note.as_deref().unwrap_or_default(),
        when: task.due_at.map(Moment::At).or(day),
        priority: match task.priority {
            Priority::High => 1,
            Priority::Normal => 5,
            Priority::Low => 9,
        },
        done: task.ended.as_ref().map(|ended| ended.at),
    }
}
