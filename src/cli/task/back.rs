//! `huoke task import`: a workbook of tasks that people filled in, held against what is stored,
//! shown as a diff, applied as one entry. Must not know how files are read.

use std::collections::BTreeSet;
use std::io::Cursor;
use std::path::Path;

use serde::Serialize;

use super::super::args::Writing;
use super::super::args_task::Back;
use super::super::context::{Context, Desk};
use super::super::output;
use super::super::place;
use super::super::stop::{Stop, code};
use super::{kind, when, whose};
use crate::domain::ids::TaskId;
use crate::domain::task::{
    Change, Line, NewTask, Priority, State, Task, To, USUAL, USUAL_FOR_CUSTOMER, Verdict, judge,
    missing,
};
use crate::domain::time::Now;
use crate::domain::when::Next;
use crate::error::Error;
use crate::exchange::sheets::Apart;
use crate::exchange::tasks::{self, BadTasks};
use crate::store::choice;
use crate::store::task::{self, Returned, Step};
use crate::text::{self, Lang, files, task as words};
use crate::work::export::keep;

/// A row of the file, and what comes of it.
struct Looked {
    line: Line,
    verdict: &'static str,
    /// What is done, or why not.
    detail: String,
    /// What is to be applied.
    step: Option<Step>,
}

#[derive(Serialize)]
struct Row<'r> {
    row: u64,
    id: Option<i64>,
    verdict: &'r str,
    detail: &'r str,
}

#[derive(Serialize, Default)]
struct Told {
    entry: Option<i64>,
    read: usize,
    new: usize,
    changed: usize,
    same: usize,
    clashing: usize,
    unknown: usize,
    bad: usize,
    /// Which of the rows that left did not come back.
    missing: Vec<usize>,
    rejects: Option<String>,
    dry_run: bool,
}

/// Runs it; exit 3 if rows were given back.
pub(super) fn run(context: &mut Context, desk: &Desk, args: &Back) -> Result<(), Stop> {
    let lines = read(context, &args.file)?;
    let mut looked = look(context, desk, lines)?;
    let mut told = Told {
        read: looked.len(),
        missing: missing_of(&looked),
        dry_run: args.dry_run,
        ..Told::default()
    };
    let places: Vec<usize> = looked
        .iter()
        .enumerate()
        .filter(|(_, one)| one.step.is_some())
        .map(|(place, _)| place)
        .collect();
    if !args.dry_run && !places.is_empty() {
        told.entry = apply(context, desk, &args.writing, &mut looked, &places)?;
    }
    count(&looked, &mut told);
    let good = |one: &&Looked| matches!(one.verdict, "new" | "changed" | "same");
    if let Some(path) = &args.rejects
        && !looked.iter().all(|one| good(&one))
    {
        give_back(
            context,
            path,
            args.yes,
            looked.iter().filter(|one| !good(one)),
        )?;
        told.rejects = Some(place::shown(path));
    }
    tell(context, &looked, &told)?;
    match looked.iter().all(|one| good(&one)) {
        true => Ok(()),
        false => Err(Stop::Quiet(code::INPUT)),
    }
}

fn read(context: &Context, file: &Path) -> Result<Vec<Line>, Stop> {
    let program = std::env::current_exe().map_err(|source| Error::Io {
        path: "huoke".to_owned(),
        source,
    })?;
    let house = context.path()?;
    let folder = house.parent().unwrap_or(Path::new("."));
    let apart = Apart {
        program: &program,
        folder,
    };
    tasks::read(file, apart).map_err(|bad| match bad {
        BadTasks::File(bad) => Stop::Input(files::bad_file(context.lang, &bad)),
        BadTasks::NoTasks => Stop::Input(context.text.task.no_tasks.to_owned()),
        BadTasks::TooMany => Stop::Input((context.text.task.limited)(tasks::MOST)),
    })
}

fn missing_of(looked: &[Looked]) -> Vec<usize> {
    let lines: Vec<Line> = looked.iter().map(|one| one.line.clone()).collect();
    missing(&lines)
}

/// What every row asks for.
fn look(context: &Context, desk: &Desk, lines: Vec<Line>) -> Result<Vec<Looked>, Stop> {
    let mut before = BTreeSet::new();
    let mut looked = Vec::with_capacity(lines.len());
    for line in lines {
        let stored = match line.task() {
            Some(id) => match task::get(&desk.reader, &desk.actor, id) {
                Err(Error::Gone(_)) => None,
                found => Some(found?),
            },
            None => None,
        };
        let verdict = judge(&line, stored.as_ref(), &desk.now, &before);
        before.extend(line.task());
        looked.push(one(context, desk, line, verdict, stored.as_ref()));
    }
    Ok(looked)
}

fn one(
    context: &Context,
    desk: &Desk,
    line: Line,
    verdict: Verdict,
    stored: Option<&Task>,
) -> Looked {
    let lang = context.lang;
    let ended = stored.and_then(|task| task.ended.as_ref());
    let by = ended.map_or("", |ended| ended.by.name.as_str());
    let (verdict, detail, step) = match verdict {
        Verdict::Same => ("same", String::new(), None),
        Verdict::Unknown => ("unknown", context.text.task.unknown_row.to_owned(), None),
        Verdict::Bad(bad) => ("bad", words::bad(lang, bad).to_owned(), None),
        Verdict::Clash(clash) => ("clash", words::clash(lang, clash, by), None),
        Verdict::New => match added(context, desk, &line) {
            Ok((new, None)) => ("new", line.title.trim().to_owned(), Some(Step::New(new))),
            Ok((_, Some(id))) => ("same", (context.text.task.already)(id.0), None),
            Err(stop) => ("bad", why(lang, &stop), None),
        },
        Verdict::Change(id, change) => match changed(desk, id, &change, stored) {
            Ok(step) => ("changed", words::change(lang, &change), Some(step)),
            Err(error) => ("bad", why(lang, &error.into()), None),
        },
    };
    Looked {
        line,
        verdict,
        detail,
        step,
    }
}

fn why(lang: Lang, stop: &Stop) -> String {
    match stop {
        Stop::Error(error) => text::explain(lang, error).what,
        other => other.sentence(lang).unwrap_or_default(),
    }
}

/// A cell that says something.
fn said(cell: &str) -> Option<&str> {
    Some(cell.trim()).filter(|cell| !cell.is_empty())
}

/// The task that a row was made before, if it is that: the same in the same words, due when they
/// meant then, or open and changed since.
fn before(desk: &Desk, line: &Line, new: &NewTask) -> Result<Option<TaskId>, Stop> {
    let given = task::given_like(&desk.reader, &desk.actor, new)?;
    let is_it = |task: &&Task| {
        let then = Now {
            at: task.given_at,
            zone: desk.now.zone,
        };
        let due = said(&line.due).and_then(|due| Next::parse(due, &then).ok());
        let changed = task.state == State::Open && task.version > 1;
        changed || due.map(|due| due.on) == task.due_on
    };
    Ok(given.iter().find(is_it).map(|task| task.id))
}

/// What a row without a number asks for, and which task that is if it is there already.
fn added(context: &Context, desk: &Desk, line: &Line) -> Result<(NewTask, Option<TaskId>), Stop> {
    let customer = said(&line.customer);
    let customer = customer
        .map(|code| desk.customer(code, context.text))
        .transpose()?;
    let usual = match customer {
        Some(_) => USUAL_FOR_CUSTOMER,
        None => USUAL,
    };
    let pressing = |typed: &str| {
        let known = Priority::ALL.iter().copied();
        known.into_iter().find(|one| {
            one.code() == typed
                || Lang::ALL
                    .iter()
                    .any(|lang| words::priority(*lang, *one) == typed)
        })
    };
    let to = match said(&line.to) {
        Some(to) => whose(desk, to)?,
        None => To::Person(desk.actor.id),
    };
    let new = NewTask {
        kind: match said(&line.kind) {
            Some(typed) => kind(desk, typed)?,
            None => usual.to_owned(),
        },
        note: said(&line.note).map(str::to_owned),
        customer,
        due: said(&line.due).map(|due| when(desk, due)).transpose()?,
        priority: said(&line.priority)
            .and_then(pressing)
            .unwrap_or(Priority::Normal),
        ..NewTask::new(line.title.trim(), to)
    };
    let there = before(desk, line, &new)?;
    Ok((new, there))
}

fn changed(desk: &Desk, id: TaskId, change: &Change, stored: Option<&Task>) -> Result<Step, Error> {
    let whom = stored.and_then(|task| Some(task.customer.as_ref()?.id));
    let result = match &change.done {
        None => None,
        Some((result, disposition)) => {
            let known = choice::list(&desk.reader, "disposition")?;
            let code = said(disposition)
                .map(|typed| choice::pick(&known, "disposition", typed))
                .transpose()?;
            Some(Returned {
                result: result.clone(),
                call: whom.zip(code),
            })
        }
    };
    let to = change.to.as_deref();
    let due = change.due.as_deref();
    Ok(Step::Change {
        id,
        to: to.map(|to| whose(desk, to)).transpose()?,
        due: due.map(|due| when(desk, due)).transpose()?,
        result,
    })
}

/// Applies what is good; what is refused then is bad.
fn apply(
    context: &Context,
    desk: &Desk,
    writing: &Writing,
    looked: &mut [Looked],
    places: &[usize],
) -> Result<Option<i64>, Stop> {
    let steps: Vec<Step> = looked.iter().filter_map(|one| one.step.clone()).collect();
    let cells: Vec<String> = looked.iter().map(|one| format!("{:?}", one.line)).collect();
    let said: Vec<&str> = cells.iter().map(String::as_str).collect();
    let mut refused = Vec::new();
    let done = desk.write(writing, "task.import", &said, |writer, asking| {
        let (done, not) = task::apply(writer, asking, &steps)?;
        refused = not;
        Ok(done)
    })?;
    for (step, error) in refused {
        let one = places.get(step).and_then(|place| looked.get_mut(*place));
        if let Some(one) = one {
            one.verdict = "bad";
            one.detail = why(context.lang, &error.into());
        }
    }
    Ok(Some(done.entry.0))
}

fn count(looked: &[Looked], told: &mut Told) {
    for one in looked {
        *match one.verdict {
            "new" => &mut told.new,
            "changed" => &mut told.changed,
            "same" => &mut told.same,
            "clash" => &mut told.clashing,
            "unknown" => &mut told.unknown,
            _ => &mut told.bad,
        } += 1;
    }
}

/// Rows that were not applied, with their reasons, to be mended and brought again.
fn give_back<'r>(
    context: &Context,
    path: &Path,
    replace: bool,
    rows: impl Iterator<Item = &'r Looked>,
) -> Result<(), Stop> {
    let (lines, reasons): (Vec<Line>, Vec<String>) = rows
        .map(|one| (one.line.clone(), one.detail.clone()))
        .unzip();
    let mut bytes = Cursor::new(Vec::new());
    tasks::write(&mut bytes, context.lang == Lang::Zh, &lines, Some(&reasons))
        .map_err(|error| Stop::Error(Error::Storage(Box::new(error))))?;
    keep(path, replace, &bytes.into_inner())?;
    Ok(())
}

fn tell(context: &mut Context, looked: &[Looked], told: &Told) -> Result<(), Stop> {
    for one in looked {
        if context.wants_json() {
            context.out.json(&Row {
                row: one.line.row,
                id: one.line.task().map(|id| id.0),
                verdict: one.verdict,
                detail: &one.detail,
            })?;
            continue;
        }
        let sign = match one.verdict {
            "same" if one.detail.is_empty() => continue,
            "same" => '=',
            "new" => '+',
            "changed" => '~',
            "clash" => '!',
            _ => '?',
        };
        let of = (context.text.task.row)(one.line.row, &one.line.id);
        let line = format!("{sign} {of}  {}  {}", one.line.title.trim(), one.detail);
        context.out.line(line.trim_end())?;
    }
    let words = &context.text.task;
    let counts = [
        told.new,
        told.changed,
        told.same,
        told.clashing,
        told.unknown,
        told.bad,
    ];
    let mut line = (words.imported)(counts);
    if let Some(entry) = told.entry {
        line = format!("{line} {}", (context.text.cli.entry)(entry));
    }
    context.result(told, |_| line)?;
    if !told.missing.is_empty() {
        output::say(&(words.missing)(&told.missing));
    }
    if told.dry_run {
        output::say(context.text.cli.dry_run);
    }
    Ok(())
}
