//! `huoke task import`: a workbook of tasks that people filled in, held against what is stored,
//! shown as a diff, applied as one entry. Must not know how files are read.

mod look;

use std::collections::BTreeSet;
use std::io::Cursor;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::super::args_task::Back;
use super::super::context::{Context, Desk};
use super::super::output;
use super::super::place;
use super::super::stop::{Stop, code};
use super::out::results;
use crate::domain::ids::TaskId;
use crate::domain::task::{Line, State};
use crate::error::Error;
use crate::exchange::sheets::Apart;
use crate::exchange::tasks::{self, BadTasks};
use crate::store::{derive, task};
use crate::text::{Lang, files};
use crate::work::export::keep;
use look::{Looked, look, why};

/// So many of those that did not come back are named to people; JSON names all.
const NAMED: usize = 20;

/// A row and what became of it.
#[derive(Debug, Serialize, Deserialize)]
struct Row {
    row: u64,
    id: Option<i64>,
    title: String,
    verdict: String,
    detail: String,
}

/// A task that left with the others and did not come back.
#[derive(Debug, Serialize, Deserialize)]
struct Missing {
    id: i64,
    title: String,
}

#[derive(Debug, Serialize, Deserialize, Default)]
struct Told {
    entry: Option<i64>,
    read: usize,
    new: usize,
    changed: usize,
    same: usize,
    clashing: usize,
    unknown: usize,
    bad: usize,
    missing: Vec<Missing>,
    rejects: Option<String>,
    dry_run: bool,
}

/// All that is told, also when the same key comes again.
#[derive(Debug, Serialize, Deserialize, Default)]
struct Answer {
    rows: Vec<Row>,
    told: Told,
}

/// Runs it; exit 3 if rows were given back.
pub(super) fn run(context: &mut Context, desk: &Desk, args: &Back) -> Result<(), Stop> {
    let lines = read(context, &args.file)?;
    let cells = lines.iter().map(|line| format!("{line:?}"));
    let cells: Vec<String> = cells.filter(|_| args.writing.once.is_some()).collect();
    let said: Vec<&str> = cells.iter().map(String::as_str).collect();
    let asking = desk.asking(&args.writing, "task.import", &said);
    let again = match (&asking.once, args.dry_run) {
        (Some(_), false) => task::applied(&desk.house.writer()?, &asking)?,
        _ => None,
    };
    if let Some(answer) = again {
        return tell(context, &answer);
    }
    let mut looked = look(context, desk, lines)?;
    let missing = missing(desk, &looked)?;
    let (mut places, mut steps) = (Vec::new(), Vec::new());
    for (place, one) in looked.iter().enumerate() {
        if let Some(step) = one.step.clone() {
            places.push(place);
            steps.push(step);
        }
    }
    let mut told = Told {
        read: looked.len(),
        missing,
        dry_run: args.dry_run,
        ..Told::default()
    };
    let answer = if args.dry_run || steps.is_empty() {
        count(&looked, args, &mut told);
        Answer {
            rows: looked.iter().map(row).collect(),
            told,
        }
    } else {
        let mut writer = desk.house.writer()?;
        let answer = task::apply(&mut writer, &asking, &steps, |entry, refused| {
            for (step, error) in refused {
                let one = places.get(step).and_then(|place| looked.get_mut(*place));
                if let Some(one) = one {
                    one.refuse(why(context.lang, &error.into()));
                }
            }
            told.entry = Some(entry.0);
            count(&looked, args, &mut told);
            let rows = looked.iter().map(row).collect();
            Answer { rows, told }
        })?;
        // What is left to be recomputed is gone on with by whoever writes next.
        let _ = derive::sweep(&mut writer, &asking);
        answer
    };
    if let (Some(path), Some(_)) = (&args.rejects, &answer.told.rejects) {
        give_back(context, desk, path, args.yes, &looked)?;
    }
    tell(context, &answer)
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

/// What left with these rows, is open and did not come back. What has ended since is not missed.
fn missing(desk: &Desk, looked: &[Looked]) -> Result<Vec<Missing>, Stop> {
    let lines = looked.iter().map(|one| &one.line);
    let entries: BTreeSet<i64> = lines.clone().filter_map(Line::left_by).collect();
    let there: BTreeSet<TaskId> = lines.filter_map(Line::task).collect();
    let mut missing = Vec::new();
    for entry in entries {
        let left = task::left_in_file(&desk.reader, entry)?;
        // An entry that does not list the rows that name it is another file's.
        if !left.iter().any(|id| there.contains(id)) {
            continue;
        }
        for id in left.into_iter().filter(|id| !there.contains(id)) {
            match task::get(&desk.reader, &desk.actor, id) {
                Ok(task) if task.state == State::Open => missing.push(Missing {
                    id: id.0,
                    title: task.title,
                }),
                Ok(_) | Err(Error::Gone(_)) => {}
                Err(error) => return Err(error.into()),
            }
        }
    }
    Ok(missing)
}

fn row(one: &Looked) -> Row {
    Row {
        row: one.line.row,
        id: one.line.task().map(|id| id.0),
        title: one.line.title.trim().to_owned(),
        verdict: one.verdict.to_owned(),
        detail: one.detail.clone(),
    }
}

fn count(looked: &[Looked], args: &Back, told: &mut Told) {
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
    let path = args.rejects.as_deref().filter(|_| !told.is_good());
    told.rejects = path.map(place::shown);
}

impl Told {
    /// Whether no row is given back.
    fn is_good(&self) -> bool {
        self.clashing + self.unknown + self.bad == 0
    }
}

/// Rows that were not applied, with their reasons, to be mended and brought again.
fn give_back(
    context: &Context,
    desk: &Desk,
    path: &Path,
    replace: bool,
    looked: &[Looked],
) -> Result<(), Stop> {
    let rows = looked.iter().filter(|one| !one.is_good());
    let (lines, reasons): (Vec<Line>, Vec<String>) = rows
        .map(|one| (one.given_back(), one.detail.clone()))
        .unzip();
    let mut bytes = Cursor::new(Vec::new());
    let results = results(desk, context.lang)?;
    let zh = context.lang == Lang::Zh;
    tasks::write(&mut bytes, zh, &lines, &results, Some(&reasons))
        .map_err(|error| Stop::Error(Error::Storage(Box::new(error))))?;
    keep(path, replace, &bytes.into_inner())?;
    Ok(())
}

fn tell(context: &mut Context, answer: &Answer) -> Result<(), Stop> {
    for row in &answer.rows {
        if context.wants_json() {
            context.out.json(row)?;
            continue;
        }
        let sign = match row.verdict.as_str() {
            "same" if row.detail.is_empty() => continue,
            "same" => '=',
            "new" => '+',
            "changed" => '~',
            "clash" => '!',
            _ => '?',
        };
        let of = (context.text.task.row)(row.row, row.id);
        let line = [of.as_str(), &row.title, &row.detail].join("  ");
        context.out.line(format!("{sign} {line}").trim_end())?;
    }
    let (words, told) = (&context.text.task, &answer.told);
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
    let named = told.missing.iter().take(NAMED);
    let named: Vec<String> = named
        .map(|task| format!("{} {}", task.id, task.title))
        .collect();
    if !named.is_empty() {
        output::say(&(words.missing)(&named, told.missing.len() - named.len()));
    }
    if told.dry_run {
        output::say(context.text.cli.dry_run);
    }
    match told.is_good() {
        true => Ok(()),
        false => Err(Stop::Quiet(code::INPUT)),
    }
}
