//! `huoke task report`: what people have done in a period, as tables and bars. Must not know how
//! it is counted.

use std::collections::BTreeMap;
use std::ops::Range;

use chrono::{Datelike, NaiveTime};
use serde::Serialize;

use super::super::args_task::Report;
use super::super::context::{Context, Desk};
use super::super::find::on;
use super::super::output::Shape;
use super::super::stop::Stop;
use crate::domain::task::{Work, by_unit};
use crate::domain::time::{Day, Instant};
use crate::error::{Error, Fault};
use crate::kit::width;
use crate::store::{choice, task};
use crate::text::{Lang, say, task as words};

/// How wide a bar is at most, columns.
const BAR: usize = 32;
/// How wide a count is.
const COLUMN: usize = 9;
const MINUTE_MS: i64 = 60_000;

/// A person's, a unit's or everybody's work as a program reads it: of a unit no login, of all
/// neither.
#[derive(Serialize)]
struct Row<'w> {
    unit: Option<&'w str>,
    login: Option<&'w str>,
    name: Option<&'w str>,
    given: usize,
    done_in_time: usize,
    done_late: usize,
    cancelled: usize,
    open: usize,
    overdue: usize,
    median_minutes: Option<i64>,
    contacts: usize,
    dispositions: &'w BTreeMap<String, usize>,
}

const HEADER: [&str; 12] = [
    "unit",
    "login",
    "name",
    "given",
    "done_in_time",
    "done_late",
    "cancelled",
    "open",
    "overdue",
    "median_minutes",
    "contacts",
    "dispositions",
];

impl<'w> Row<'w> {
    fn of(
        unit: Option<&'w str>,
        login: Option<&'w str>,
        name: Option<&'w str>,
        work: &'w Work,
    ) -> Self {
        Row {
            unit,
            login,
            name,
            given: work.given,
            done_in_time: work.in_time,
            done_late: work.late,
            cancelled: work.cancelled,
            open: work.open,
            overdue: work.overdue,
            median_minutes: work.median().map(|ms| ms / MINUTE_MS),
            contacts: work.contacts,
            dispositions: &work.dispositions,
        }
    }

    fn cells(&self) -> Vec<String> {
        let results = self.dispositions.iter();
        let results: Vec<String> = results.map(|(code, n)| format!("{code}={n}")).collect();
        let median = self.median_minutes.map(|minutes| minutes.to_string());
        let mut cells: Vec<String> = [self.unit, self.login, self.name]
            .map(|text| text.unwrap_or_default().to_owned())
            .to_vec();
        let counts = [
            self.given,
            self.done_in_time,
            self.done_late,
            self.cancelled,
            self.open,
            self.overdue,
        ];
        cells.extend(counts.map(|count| count.to_string()));
        cells.push(median.unwrap_or_default());
        cells.push(self.contacts.to_string());
        cells.push(results.join(" "));
        cells
    }
}

/// Runs it.
pub(super) fn run(context: &mut Context, desk: &Desk, args: &Report) -> Result<(), Stop> {
    let (days, period) = period(desk, args)?;
    let people = task::report(&desk.reader, &desk.actor, &period, desk.now.at)?;
    let (units, all) = by_unit(&people);
    let unit_of = |unit: &Option<(String, String)>| unit.clone().map(|(code, _)| code);
    if args.listing.csv || context.out.shape == Shape::Json {
        let codes: Vec<Option<String>> = units.iter().map(|(unit, _)| unit_of(unit)).collect();
        let mut rows: Vec<Row<'_>> = people
            .iter()
            .map(|one| {
                let unit = one.unit.as_ref().map(|(code, _)| code.as_str());
                let (login, name) = (&one.person.login, &one.person.name);
                Row::of(unit, Some(login), Some(name), &one.work)
            })
            .collect();
        let named = units.iter().zip(&codes).filter(|(_, code)| code.is_some());
        rows.extend(named.map(|((unit, work), code)| {
            let name = unit.as_ref().map(|(_, name)| name.as_str());
            Row::of(code.as_deref(), None, name, work)
        }));
        rows.push(Row::of(None, None, None, &all));
        let rows = rows.into_iter().map(|row| {
            let cells = row.cells();
            (row, cells)
        });
        return context.listing(args.listing, &HEADER, rows);
    }
    let text = context.text;
    let mut lines = vec![(
        (text.task.report)(&days.start.to_string(), &days.end.to_string()),
        None,
    )];
    for (unit, work) in &units {
        let name = unit.as_ref().map(|(_, name)| name.as_str());
        lines.push((name.unwrap_or(text.task.no_unit).to_owned(), Some(work)));
        let theirs = people.iter().filter(|one| one.unit == *unit);
        lines.extend(theirs.map(|one| (format!("  {}", one.person.name), Some(&one.work))));
    }
    lines.push((text.task.total.to_owned(), Some(&all)));
    table(context, &lines)?;
    results(context, desk, &all)
}

/// The days, and the moments between which they lie: this month until today, if none is said.
fn period(desk: &Desk, args: &Report) -> Result<(Range<Day>, Range<Instant>), Stop> {
    let day = |said: &Option<String>| said.as_deref().map(on).transpose();
    let today = desk.now.today();
    let last = day(&args.until)?.unwrap_or(today);
    let first = match day(&args.from)? {
        Some(first) => first,
        None => last.with_day(1).unwrap_or(last),
    };
    let after = last.succ_opt().filter(|_| first <= last);
    let after = after.ok_or_else(|| Error::invalid("until", Fault::OutOfRange))?;
    let midnight = |day| desk.now.at_local(day, NaiveTime::MIN);
    Ok((first..last, midnight(first)..midnight(after)))
}

/// Counts in columns, and a bar of what was done in time, done late and is open.
fn table(context: &mut Context, lines: &[(String, Option<&Work>)]) -> Result<(), Stop> {
    let text = context.text;
    let longest = lines
        .iter()
        .filter_map(|(_, work)| Some(work.as_ref()?.done() + work.as_ref()?.open))
        .max()
        .unwrap_or(0)
        .max(1);
    let names = lines.iter().filter(|(_, work)| work.is_some());
    let wide = names.map(|(name, _)| width::width(name)).max().unwrap_or(0);
    let heads = text.task.columns;
    for (name, work) in lines {
        let Some(work) = work else {
            context.out.line(name)?;
            let heads: Vec<String> = heads.iter().map(|head| right(head, COLUMN)).collect();
            context
                .out
                .line(&format!("{}{}", " ".repeat(wide), heads.concat()))?;
            continue;
        };
        let median = work.median().map_or_else(
            || "-".to_owned(),
            |ms| words::length(context.lang, ms / MINUTE_MS),
        );
        let counts = [
            work.given,
            work.in_time,
            work.late,
            work.cancelled,
            work.open,
            work.overdue,
        ];
        let mut cells: Vec<String> = counts.iter().map(ToString::to_string).collect();
        cells.extend([median, work.contacts.to_string()]);
        let cells: Vec<String> = cells.iter().map(|cell| right(cell, COLUMN)).collect();
        let part = |count: usize, mark: &str| mark.repeat(count * BAR / longest);
        let bar = [
            part(work.in_time, "█"),
            part(work.late, "▒"),
            part(work.open, "░"),
        ];
        let line = format!(
            "{}{}  {}",
            width::pad(name, wide),
            cells.concat(),
            bar.concat()
        );
        context.out.line(line.trim_end())?;
    }
    context.out.line(text.task.legend)
}

fn right(text: &str, columns: usize) -> String {
    let room = columns.saturating_sub(width::width(text));
    format!("{}{text}", " ".repeat(room))
}

/// What came of the contacts, the most frequent first.
fn results(context: &mut Context, desk: &Desk, all: &Work) -> Result<(), Stop> {
    let choices = choice::list(&desk.reader, "disposition")?;
    let mut results: Vec<(&String, &usize)> = all.dispositions.iter().collect();
    results.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
    let most = results.first().map_or(1, |(_, count)| **count).max(1);
    let label = |code: &str, lang: Lang| say::choice(lang, &choices, "disposition", code);
    let lang = context.lang;
    let wide = results
        .iter()
        .map(|(code, _)| width::width(&label(code, lang)));
    let wide = wide.max().unwrap_or(0);
    if !results.is_empty() {
        context.out.line("")?;
        context.out.line(context.text.task.results)?;
    }
    for (code, count) in results {
        let bar = "█".repeat(count * BAR / most);
        let name = width::pad(&label(code, lang), wide);
        let line = format!("  {name}{}  {bar}", right(&count.to_string(), COLUMN));
        context.out.line(line.trim_end())?;
    }
    Ok(())
}
