//! `huoke undo` and `huoke journal`: what was changed, and taking it back. Must not know how it
//! is recorded.

use serde::Serialize;

use super::args_file::{Journal, Undo};
use super::context::{Context, Desk, hidden};
use super::output::{self, Shape};
use super::progress::Progress;
use super::stop::Stop;
use crate::domain::ids::{EntryId, StaffId};
use crate::domain::journal::{Change, EntryView, STAFF};
use crate::domain::staff::Staff;
use crate::domain::time::Instant;
use crate::domain::today::Rule;
use crate::error::{Error, Refusal};
use crate::store::export::{self, Taken};
use crate::store::journal::{self, Filter};
use crate::store::{choice, reason as rules};
use crate::text::say::Stored;
use crate::text::{Lang, Text, names, reason, rules as text_rules};

/// How many of my entries are looked through for the last one that can be taken back.
const LOOKED_AT: usize = 100;
/// What was done with the whole file, which nobody means who takes back their last change.
const WHOLE: [&str; 4] = ["export", "backup", "restore", "upgrade"];
/// How many changes of an entry a person is shown.
const SHOWN: usize = 20;

#[derive(Serialize)]
struct Undone {
    entry: i64,
    id: i64,
    undone: i64,
    kept: usize,
}

/// Takes an entry back.
pub(super) fn undo(context: &mut Context, args: &Undo) -> Result<(), Stop> {
    let desk = context.enter()?;
    let text = context.text;
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
            None => my_last(&desk, text)?,
        };
        let progress = Progress::begin();
        let mut hear = |done, of| progress.at(done, of);
        let keep = args.keep_changed;
        journal::undo_heard(writer, asking, target, keep, &mut hear).map_err(|error| match error {
            Error::Gone(entry) if entry == target.to_string() => {
                Stop::NoMatch((text.cli.no_entry)(target.0))
            }
            error => error.into(),
        })
    })?;
    let undone = done.answer.undone.0;
    let json = Undone {
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

/// My newest entry that is neither taken back nor the taking back of another; one whose taking
/// back was cut off is gone on with. One that is not finished has to be named: it may be at it.
fn my_last(desk: &Desk, text: &Text) -> Result<EntryId, Stop> {
    let filter = Filter {
        customer: None,
        staff: Some(desk.actor.id),
        entry: None,
        limit: LOOKED_AT,
    };
    let mine = journal::list(&desk.reader, &desk.actor, desk.now.at, filter)?;
    let last = mine
        .iter()
        .filter(|entry| !WHOLE.contains(&entry.action.as_str()))
        .find(|entry| entry.undoes.is_none() && entry.state != "undone");
    match last {
        None => Err(Error::Refused(Refusal::NothingToUndo).into()),
        Some(running) if running.state == "running" => {
            Err(Stop::NoMatch((text.cli.undo_running)(running.entry.0)))
        }
        Some(last) => Ok(last.entry),
    }
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
    #[serde(skip_serializing_if = "Option::is_none")]
    taken: Option<Taken>,
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
    /// Where these are rows of people: their logins.
    before_login: Option<&'s str>,
    after_login: Option<&'s str>,
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
        Shape::Json => {
            let people = desk.people()?;
            entries.iter().try_for_each(|entry| {
                let taken = left(&desk, entry)?;
                context.out.json(&json(entry, &people, taken))
            })
        }
        _ => {
            let (lang, people) = (context.lang, desk.people()?);
            let person = |row| {
                let mut people = people.iter();
                people
                    .find(|one| one.id == StaffId(row))
                    .map(|one| one.name.clone())
            };
            let stored = Stored {
                lang,
                now: &desk.now,
                choices: &choice::all(&desk.reader)?,
                person: &person,
            };
            let rules = rules::rules(&desk.reader)?;
            let stored = (&stored, &rules[..]);
            entries
                .iter()
                .try_for_each(|entry| print(context, &desk, stored, entry, customer.is_some()))
        }
    }
}

/// What left the file by this entry.
fn left(desk: &Desk, entry: &EntryView) -> Result<Option<Taken>, Stop> {
    match entry.action.as_str() {
        "export" => Ok(export::taken(&desk.reader, entry.entry)?),
        _ => Ok(None),
    }
}

fn json<'e>(entry: &'e EntryView, people: &'e [Staff], taken: Option<Taken>) -> Entry<'e> {
    let login = |change: &Change, row: &Option<String>| {
        let field = change.field.as_deref()?;
        let row = row
            .as_deref()
            .filter(|_| STAFF.contains(&field))?
            .parse()
            .ok()?;
        let person = people.iter().find(|one| one.id == StaffId(row))?;
        Some(person.login.as_str())
    };
    let changes = entry.changes.iter().map(|change| Changed {
        table: &change.table,
        key: change.key,
        last_key: change.last_key,
        op: &change.operation,
        field: change.field.as_deref(),
        before: change.before.as_deref(),
        after: change.after.as_deref(),
        before_login: login(change, &change.before),
        after_login: login(change, &change.after),
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
        taken,
    }
}

/// One line for the entry, then one for each change.
fn print(
    context: &mut Context,
    desk: &Desk,
    (stored, rules): (&Stored<'_>, &[Rule]),
    entry: &EntryView,
    whose: bool,
) -> Result<(), Stop> {
    let lang = context.lang;
    let at = desk
        .now
        .local(entry.at)
        .format("%Y-%m-%d %H:%M:%S")
        .to_string();
    let mut line = vec![entry.entry.to_string(), at, entry.by.2.clone()];
    line.push(names::done(lang, &entry.action).to_owned());
    line.extend(entry.why.clone());
    line.extend(entry.undone_by.map(|by| match entry.state.as_str() {
        "undoing" => (context.text.cli.undoing_by)(by.0, entry.entry.0),
        _ => (context.text.cli.undone_by)(by.0),
    }));
    if let Some(taken) = left(desk, entry)? {
        let rows = taken.rows.unwrap_or_default();
        line.push((context.text.cli.left)(&taken.what, &taken.format, rows));
        line.extend(Some(taken.query).filter(|query| !query.is_empty()));
    }
    context.out.line(&line.join("  "))?;
    let many = entry.changes.iter().any(|change| change.last_key.is_some());
    if !many {
        for change in entry.changes.iter().take(SHOWN) {
            let line = told(lang, stored, rules, change);
            context.out.line(&format!("    {line}"))?;
        }
    }
    match entry.changes.len().saturating_sub(SHOWN) {
        0 if !many => Ok(()),
        // Of a customer's own history nothing is told but what was done to them.
        more if whose => context
            .out
            .line(&format!("    {}", (context.text.customer.and_more)(more))),
        _ => sums(context, desk, entry.entry),
    }
}

/// What an entry of many rows came to: a line for each way of changing, its tables counted.
fn sums(context: &mut Context, desk: &Desk, entry: EntryId) -> Result<(), Stop> {
    let sums = journal::sums(&desk.reader, entry)?;
    for operation in ["insert", "update", "delete"] {
        let of = sums.iter().filter(|sum| sum.operation == operation);
        let counted: Vec<String> = of
            .map(|sum| {
                let table = names::table(context.lang, &sum.table);
                format!("{table} {}", grouped(sum.rows))
            })
            .collect();
        if !counted.is_empty() {
            let line = format!("    {} {}", sign(operation), counted.join(", "));
            context.out.line(&line)?;
        }
    }
    Ok(())
}

/// `18,484`.
fn grouped(number: u64) -> String {
    match (number / 1000, number % 1000) {
        (0, low) => low.to_string(),
        (high, low) => format!("{},{low:03}", grouped(high)),
    }
}

fn sign(operation: &str) -> &'static str {
    match operation {
        "insert" => "+",
        "delete" => "-",
        _ => "~",
    }
}

fn told(lang: Lang, stored: &Stored<'_>, rules: &[Rule], change: &Change) -> String {
    let table = names::table(lang, &change.table);
    let key = match change.last_key {
        Some(last) => format!("{}–{last}", change.key),
        None => change.key.to_string(),
    };
    let sign = sign(&change.operation);
    let field = change
        .field
        .as_deref()
        .map(|field| names::column(lang, field))
        .unwrap_or_default();
    let column = change.field.as_deref().unwrap_or_default();
    let [before, after] = [&change.before, &change.after].map(|value| match value.as_deref() {
        Some(value) => stored.said(column, value),
        None => "∅".into(),
    });
    match (change.operation.as_str(), change.field.is_some()) {
        ("update", true) => format!("{sign} {table} {key}  {field}: {before} → {after}"),
        ("insert", true) => format!("{sign} {table} {key}  {field}: {after}"),
        ("delete", true) => format!("{sign} {table} {key}  {field}: {before}"),
        _ if change.table == "reason_settlement" => {
            let done = change.after.as_deref().or(change.before.as_deref());
            let done = done.unwrap_or_default();
            let code = reason::settled_rule(done);
            let rule = rules.iter().find(|rule| rule.code == code);
            let label = rule.map(|rule| text_rules::label(lang, rule));
            let done = reason::settlement(lang, stored.now, label, done);
            format!("{sign} {table} {key}  {done}")
        }
        _ => format!("{sign} {table} {key}"),
    }
}
