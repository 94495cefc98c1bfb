//! `huoke task report`: what people have done in a period, as tables and bars. Must not know how
//! it is counted.

use std::collections::BTreeMap;

use serde::Serialize;

use super::super::args_task::Report;
use super::super::context::{Context, Desk};
use super::super::output::Shape;
use super::super::period;
use super::super::stop::Stop;
use crate::app::tables;
use crate::domain::task::{Work, by_unit};
use crate::kit::bars;
use crate::kit::glyphs::UNICODE;
use crate::store::sale::figures;
use crate::store::{choice, task};

const MINUTE_MS: i64 = 60_000;

/// A person's work, what nobody of a unit has taken yet, a unit's or everybody's work, as a program
/// reads it.
#[derive(Serialize)]
struct Row<'w> {
    of: &'static str,
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

const HEADER: [&str; 13] = [
    "of",
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
    fn new(
        of: &'static str,
        unit: Option<&'w str>,
        login: Option<&'w str>,
        name: Option<&'w str>,
        work: &'w Work,
    ) -> Self {
        Row {
            of,
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
        let mut cells: Vec<String> = [Some(self.of), self.unit, self.login, self.name]
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
    let period = period::of(desk, &args.period)?;
    let (from, before) = figures::span(&desk.now, period);
    let people = task::report(&desk.reader, &desk.actor, &(from..before), desk.now.at)?;
    let (units, all) = by_unit(&people);
    let unit_of = |unit: &Option<(String, String)>| unit.clone().map(|(code, _)| code);
    if args.listing.csv || context.out.shape == Shape::Json {
        let codes: Vec<Option<String>> = units.iter().map(|(unit, _)| unit_of(unit)).collect();
        let mut rows: Vec<Row<'_>> = people
            .iter()
            .map(|one| {
                let unit = one.unit.as_ref().map(|(code, _)| code.as_str());
                let who = one.person.as_ref();
                let of = who.map_or("untaken", |_| "person");
                let login = who.map(|who| who.login.as_str());
                Row::new(of, unit, login, who.map(|who| who.name.as_str()), &one.work)
            })
            .collect();
        let named = units.iter().zip(&codes).filter(|(_, code)| code.is_some());
        rows.extend(named.map(|((unit, work), code)| {
            let name = unit.as_ref().map(|(_, name)| name.as_str());
            Row::new("unit", code.as_deref(), None, name, work)
        }));
        rows.push(Row::new("all", None, None, None, &all));
        let rows = rows.into_iter().map(|row| {
            let cells = row.cells();
            (row, cells)
        });
        return context.listing(args.listing, &HEADER, rows);
    }
    let words = &context.text.figures;
    context.out.line(&(words.tasks_of)(&period.to_string()))?;
    context.figures(&tables::work(context.lang, &people).0)?;
    context
        .out
        .line(&(words.work_legend)(bars::signs(&UNICODE)))?;
    if all.dispositions.is_empty() {
        return Ok(());
    }
    let choices = choice::list(&desk.reader, "disposition")?;
    context.out.line("")?;
    context.out.line(words.results)?;
    context.figures(&tables::results(context.lang, &choices, &all))
}
