//! `huoke task list`. Must not know how tasks are stored.

use serde::Serialize;

use super::super::args::Listing;
use super::super::args_task::{Chosen, List};
use super::super::context::{Context, Desk};
use super::super::fields;
use super::super::output;
use super::super::stop::Stop;
use super::{gone, live};
use crate::domain::ids::TaskId;
use crate::domain::task::{KINDS, Source, Task};
use crate::domain::time::{Instant, Now};
use crate::store::task::{self, Filter, Of};
use crate::store::{choice, reason};
use crate::text::reason::task_title;
use crate::text::{Lang, task as words};

/// A task as a program reads it.
#[derive(Serialize)]
struct Row<'t> {
    id: i64,
    kind: &'t str,
    title: &'t str,
    note: Option<&'t str>,
    customer: Option<&'t str>,
    name: Option<&'t str>,
    assignee: Option<&'t str>,
    unit: Option<&'t str>,
    assigner: &'t str,
    given_at: Instant,
    due_on: Option<String>,
    due_at: Option<Instant>,
    late: bool,
    priority: &'static str,
    state: &'static str,
    ended_at: Option<Instant>,
    ended_by: Option<&'t str>,
    result: Option<&'t str>,
    reason: Option<&'t str>,
    contact: Option<i64>,
    every: Option<String>,
    source: Option<Made<'t>>,
    follows: Option<i64>,
}

/// The reason that a task was made from.
#[derive(Serialize)]
struct Made<'t> {
    reason: &'t str,
    occurrence: &'t str,
}

fn row<'t>(task: &'t Task, now: &Now) -> Row<'t> {
    let whom = task.customer.as_ref();
    let ended = task.ended.as_ref();
    Row {
        id: task.id.0,
        kind: &task.kind,
        title: &task.title,
        note: task.note.as_deref(),
        customer: whom.map(|whom| whom.code.as_str()),
        name: whom.map(|whom| whom.name.as_str()),
        assignee: task.assignee.as_ref().map(|who| who.login.as_str()),
        unit: task.unit.as_deref(),
        assigner: &task.assigner.login,
        given_at: task.given_at,
        due_on: task.due_on.map(|day| day.to_string()),
        due_at: task.due_at,
        late: task.is_late(now.at),
        priority: task.priority.code(),
        state: task.state.code(),
        ended_at: ended.map(|ended| ended.at),
        ended_by: ended.map(|ended| ended.by.login.as_str()),
        result: ended.and_then(|ended| ended.result.as_deref()),
        reason: ended.and_then(|ended| ended.reason.as_deref()),
        contact: ended.and_then(|ended| Some(ended.contact?.0)),
        every: task.every.map(|every| every.to_string()),
        source: task
            .source
            .as_ref()
            .map(|Source { reason, occurrence }| Made { reason, occurrence }),
        follows: task.follows.map(|task| task.0),
    }
}

/// How much of what is new is told at once.
const NEWS: usize = 500;

const HEADER: [&str; 10] = [
    "id", "kind", "due", "priority", "title", "customer", "name", "assignee", "assigner", "state",
];

/// When a task is due, for people: `2026-12-03`, `2026-12-03 15:30`.
pub(super) fn due(task: &Task, now: &Now) -> Option<String> {
    let on = task.due_on?;
    let time = task
        .due_at
        .map(|at| now.local(at).format(" %H:%M").to_string());
    Some(format!("{on}{}", time.unwrap_or_default()))
}

fn cells(
    row: &Row<'_>,
    task: &Task,
    [kind, title]: [&str; 2],
    now: &Now,
    lang: Lang,
) -> Vec<String> {
    let text = lang.text();
    let due = due(task, now).unwrap_or_else(|| text.task.whenever.to_owned());
    let state = match (&task.ended, row.late) {
        (None, true) => text.task.late,
        _ => words::state(lang, task.state),
    };
    [
        row.id.to_string().as_str(),
        kind,
        &due,
        words::priority(lang, task.priority),
        title,
        row.customer.unwrap_or_default(),
        row.name.unwrap_or_default(),
        row.assignee.or(row.unit).unwrap_or_default(),
        row.assigner,
        state,
    ]
    .map(str::to_owned)
    .to_vec()
}

/// Runs it.
pub(super) fn run(context: &mut Context, desk: &Desk, args: &List) -> Result<(), Stop> {
    let filter = filter(desk, &args.chosen, context.text)?;
    let tasks = task::list(&desk.reader, &desk.actor, &filter)?;
    print(context, desk, args.listing, &tasks)
}

/// `huoke task take`: the one that was taken; none is no fault.
pub(super) fn take(context: &mut Context, desk: &Desk, id: Option<i64>) -> Result<(), Stop> {
    let taken = live(desk, "take", |tx| match id {
        Some(id) => task::take(tx, TaskId(id), None).map(Some),
        None => task::take_next(tx, None, None),
    });
    let taken = match id {
        Some(id) => taken.map_err(gone(id, context.text))?,
        None => taken?,
    };
    if taken.is_none() && !context.wants_json() {
        output::say(context.text.cli.none_to_take);
    }
    let listing = Listing { csv: false };
    print(context, desk, listing, taken.as_slice())
}

/// `huoke task news`.
pub(super) fn news(
    context: &mut Context,
    desk: &Desk,
    read: bool,
    listing: Listing,
) -> Result<(), Stop> {
    let tasks = task::news(&desk.reader, &desk.actor, NEWS)?;
    let seen: Vec<TaskId> = tasks.iter().map(|task| task.id).collect();
    if read && !seen.is_empty() {
        live(desk, "read", |tx| task::read(tx, &seen))?;
    }
    print(context, desk, listing, &tasks)
}

fn print(context: &mut Context, desk: &Desk, listing: Listing, tasks: &[Task]) -> Result<(), Stop> {
    let lang = context.lang;
    let kinds = choice::list(&desk.reader, KINDS)?;
    let rules = reason::rules(&desk.reader)?;
    let label = |code: &str| {
        let known = kinds.iter().find(|kind| kind.code == code);
        let label = known.map(|kind| match lang {
            Lang::Zh => kind.zh.clone(),
            Lang::En => kind.en.clone(),
        });
        label.unwrap_or_else(|| code.to_owned())
    };
    let rows = tasks.iter().map(|task| {
        let row = row(task, &desk.now);
        let said = [&*label(&task.kind), &*task_title(lang, &rules, task)];
        let cells = cells(&row, task, said, &desk.now, lang);
        (row, cells)
    });
    context.listing(listing, &HEADER, rows)
}

pub(super) fn filter(desk: &Desk, args: &Chosen, text: &crate::text::Text) -> Result<Filter, Stop> {
    let of = match (&args.of, &args.customer) {
        (Some(login), _) => Of::Person(fields::colleague(desk, "of", login)?),
        (_, Some(code)) => Of::Customer(desk.customer(code, text)?),
        _ if args.given => Of::Given,
        _ if args.team => Of::Team,
        _ if args.pool => Of::Pool,
        _ => Of::Mine,
    };
    let kind = args.kind.as_deref();
    Ok(Filter {
        of,
        ended: args.ended,
        late: args.overdue.then_some(desk.now.at),
        kind: kind.map(|typed| super::kind(desk, typed)).transpose()?,
        limit: args.limit,
    })
}
