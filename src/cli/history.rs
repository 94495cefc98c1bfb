//! `huoke undo` and `huoke journal`: what was changed, and taking it back. Must not know how it
//! is recorded.

use serde::Serialize;

use super::args_file::{Journal, Undo};
use super::context::{Context, Desk, hidden};
use super::output::{self, Shape};
use super::stop::Stop;
use crate::domain::ids::EntryId;
use crate::domain::journal::{Change, EntryView};
use crate::domain::time::{Instant, Now};
use crate::error::{Error, Refusal};
use crate::store::journal::{self, Filter};
use crate::text::{names, say};

/// How many of my entries are looked through for the last one that can be taken back.
const LOOKED_AT: usize = 100;
/// How many changes of an entry a person is shown.
const SHOWN: usize = 20;

#[derive(Serialize)]
struct Taken {
    entry: i64,
    id: i64,
    undone: i64,
    kept: usize,
}

/// Takes an entry back.
pub(super) fn undo(context: &mut Context, args: &Undo) -> Result<(), Stop> {
    let desk = context.enter()?;
    let said = [args
        .entry
        .map(|entry| entry.to_string())
        .unwrap_or_default()];
    let said = [
        said[0].as_str(),
        if args.keep_changed { "keep" } else { "" },
    ];
    let done = desk.write(&args.writing, "undo", &said, |writer, asking| {
        let target = match args.entry {
            Some(entry) => EntryId(entry),
            None => my_last(&desk)?,
        };
        Ok(journal::undo(writer, asking, target, args.keep_changed)?)
    })?;
    let undone = done.answer.undone.0;
    let json = Taken {
        entry: done.entry.0,
        id: undone,
        undone,
        kept: done.answer.kept,
    };
    if done.answer.kept > 0 {
        output::say(&(context.text.cli.kept_changed)(done.answer.kept));
    }
    context.done(&done, &json, |text| (text.cli.undone)(undone))
}

/// My newest entry that is neither taken back nor the taking back of another.
fn my_last(desk: &Desk) -> Result<EntryId, Error> {
    let filter = Filter {
        customer: None,
        staff: Some(desk.actor.id),
        entry: None,
        limit: LOOKED_AT,
    };
    let mine = journal::list(&desk.reader, &desk.actor, desk.now.at, filter)?;
    let last = mine
        .iter()
        .find(|entry| entry.undoes.is_none() && entry.state == "done");
    last.map(|entry| entry.entry)
        .ok_or(Error::Refused(Refusal::NothingToUndo))
}

#[derive(Serialize)]
struct Entry<'s> {
    entry: i64,
    at: Instant,
    by: &'s str,
    action: &'s str,
    why: Option<&'s str>,
    state: &'s str,
    undoes: Option<i64>,
    undone_by: Option<i64>,
    changes: Vec<Changed<'s>>,
}

#[derive(Serialize)]
struct Changed<'s> {
    table: &'s str,
    key: i64,
    last_key: Option<i64>,
    op: &'s str,
    field: Option<&'s str>,
    before: Option<&'s str>,
    after: Option<&'s str>,
}

/// Lists entries, newest first.
pub(super) fn journal(context: &mut Context, args: &Journal) -> Result<(), Stop> {
    let desk = context.enter()?;
    let text = context.text;
    let customer = args
        .customer
        .as_deref()
        .map(|code| desk.customer(code, text))
        .transpose()?;
    let filter = Filter {
        customer,
        staff: None,
        entry: None,
        limit: args.limit,
    };
    let listed = journal::list(&desk.reader, &desk.actor, desk.now.at, filter);
    let entries = match &args.customer {
        Some(code) => listed.map_err(hidden(code, text))?,
        None => listed?,
    };
    match context.out.shape {
        Shape::Json => entries
            .iter()
            .try_for_each(|entry| context.out.json(&json(entry))),
        _ => entries
            .iter()
            .try_for_each(|entry| print(context, &desk, entry)),
    }
}

fn json(entry: &EntryView) -> Entry<'_> {
    let changes = entry.changes.iter().map(|change| Changed {
        table: &change.table,
        key: change.key,
        last_key: change.last_key,
        op: &change.operation,
        field: change.field.as_deref(),
        before: change.before.as_deref(),
        after: change.after.as_deref(),
    });
    Entry {
        entry: entry.entry.0,
        at: entry.at,
        by: &entry.by.1,
        action: &entry.action,
        why: entry.why.as_deref(),
        state: &entry.state,
        undoes: entry.undoes.map(|entry| entry.0),
        undone_by: entry.undone_by.map(|entry| entry.0),
        changes: changes.collect(),
    }
}

/// One line for the entry, then one for each change.
fn print(context: &mut Context, desk: &Desk, entry: &EntryView) -> Result<(), Stop> {
    let lang = context.lang;
    let at = desk
        .now
        .local(entry.at)
        .format("%Y-%m-%d %H:%M:%S")
        .to_string();
    let mut line = vec![entry.entry.to_string(), at, entry.by.2.clone()];
    line.push(names::done(lang, &entry.action).to_owned());
    line.extend(entry.why.clone());
    line.extend(entry.undone_by.map(|by| (context.text.cli.undone_by)(by.0)));
    context.out.line(&line.join("  "))?;
    for change in entry.changes.iter().take(SHOWN) {
        let line = told(context, &desk.now, change);
        context.out.line(&format!("    {line}"))?;
    }
    match entry.changes.len().saturating_sub(SHOWN) {
        0 => Ok(()),
        more => context
            .out
            .line(&format!("    {}", (context.text.customer.and_more)(more))),
    }
}

fn told(context: &Context, now: &Now, change: &Change) -> String {
    let lang = context.lang;
    let table = names::table(lang, &change.table);
    let key = match change.last_key {
        Some(last) => format!("{}–{last}", change.key),
        None => change.key.to_string(),
    };
    let sign = match change.operation.as_str() {
        "insert" => "+",
        "delete" => "-",
        _ => "~",
    };
    let field = change
        .field
        .as_deref()
        .map(|field| names::column(lang, field))
        .unwrap_or_default();
    let column = change.field.as_deref().unwrap_or_default();
    let value = |value: &Option<String>| match value {
        Some(value) => say::stored(now, column, value).into_owned(),
        None => "∅".to_owned(),
    };
    let (before, after) = (value(&change.before), value(&change.after));
    match (change.operation.as_str(), change.field.is_some()) {
        ("update", true) => format!("{sign} {table} {key}  {field}: {before} → {after}"),
        ("insert", true) => format!("{sign} {table} {key}  {field}: {after}"),
        ("delete", true) => format!("{sign} {table} {key}  {field}: {before}"),
        _ => format!("{sign} {table} {key}"),
    }
}
