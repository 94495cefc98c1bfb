//! Figures as rows of a table, in words and money: of tasks assessed, of what came of contacts, of
//! sales. Must not know where they are shown, nor count anything.

use super::desk::Desk;
use crate::domain::interaction::Choice;
use crate::domain::money::{CURRENCIES, Currency, Money};
use crate::domain::sale::{By, Figures, Part, Summed};
use crate::domain::task::{Assessed, Work, by_unit};
use crate::kit::bars::{Column, Row, sort};
use crate::text::{Lang, say, task as words};

const MINUTE_MS: i64 = 60_000;

/// How important the columns of tasks are where there is no room for all.
const WORK: [u8; 8] = [1, 1, 1, 2, 2, 2, 2, 2];
/// Those of sales.
const SALES: [u8; 8] = [2, 5, 0, 2, 4, 4, 5, 1];

/// The business's money; before that is known, the first there is.
pub fn currency(desk: &Desk) -> &'static Currency {
    let [first, ..] = &CURRENCIES;
    Currency::by_code(desk.currency()).unwrap_or(first)
}

/// Columns, rows, and what each row is about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table<'t> {
    /// The columns.
    pub columns: Vec<Column<'t>>,
    /// The rows.
    pub rows: Vec<Row>,
    /// Of each row what its figures are of: a login, a code, days; none where it sums up others.
    pub keys: Vec<Option<String>>,
}

impl<'t> Table<'t> {
    fn new(heads: &[&'t str], ranks: &[u8]) -> Table<'t> {
        let figures = heads.iter().zip(ranks);
        let figures = figures.map(|(head, rank)| Column::figures(head, *rank));
        Table {
            columns: std::iter::once(Column::words("", 0))
                .chain(figures)
                .collect(),
            ..Table::default()
        }
    }

    fn push(&mut self, row: Row, key: Option<String>) {
        self.rows.push(row);
        self.keys.push(key);
    }
}

/// The work of people, each under their unit, which sums it up; then of all; and of each row the
/// work itself.
pub fn work(lang: Lang, people: &[Assessed]) -> (Table<'static>, Vec<Work>) {
    let text = &lang.text().figures;
    let mut table = Table::new(&text.work, &WORK);
    let (units, all) = by_unit(people);
    let mut works = Vec::new();
    for (unit, work) in &units {
        let name = unit.as_ref().map_or(text.no_unit, |(_, name)| name);
        table.push(work_row(lang, name, work, true), None);
        works.push(work.clone());
        let mut theirs: Vec<&Assessed> = people.iter().filter(|one| one.unit == *unit).collect();
        // What nobody has taken yet stands last.
        let done = |one: &&Assessed| std::cmp::Reverse(one.work.done() + one.work.open);
        theirs.sort_by_key(|one| (one.person.is_none(), done(one)));
        for one in theirs {
            let name = one.person.as_ref().map_or(text.unclaimed, |who| &who.name);
            let row = work_row(lang, &format!("  {name}"), &one.work, false);
            table.push(row, one.person.as_ref().map(|who| who.login.clone()));
            works.push(one.work.clone());
        }
    }
    if units.len() != 1 {
        table.push(work_row(lang, text.all, &all, true), None);
        works.push(all);
    }
    (table, works)
}

fn work_row(lang: Lang, name: &str, work: &Work, sum: bool) -> Row {
    let count = |count: usize| count.to_string();
    let median = work.median();
    let median = median.map(|ms| words::length(lang, ms / MINUTE_MS));
    let parts = [work.in_time, work.late, work.open];
    Row {
        cells: vec![
            name.to_owned(),
            count(work.given),
            count(work.in_time),
            count(work.late),
            count(work.cancelled),
            count(work.open),
            count(work.overdue),
            median.unwrap_or_else(|| "-".to_owned()),
            count(work.contacts),
        ],
        bar: parts.map(|part| part as u64).to_vec(),
        sum,
    }
}

/// What came of contacts, the most frequent first.
pub fn results(lang: Lang, choices: &[Choice], work: &Work) -> Table<'static> {
    let mut table = Table::new(&[""], &[0]);
    for (code, count) in &work.dispositions {
        let label = say::choice(lang, choices, "disposition", code);
        table.rows.push(Row {
            cells: vec![label, count.to_string()],
            bar: vec![*count as u64],
            sum: false,
        });
    }
    sort(&mut table.rows);
    table.keys = vec![None; table.rows.len()];
    table
}

/// Sales, part by part, then all together.
pub fn sales(lang: Lang, currency: &Currency, summed: &Summed) -> Table<'static> {
    let text = &lang.text().figures;
    let mut table = Table::new(&text.sales, &SALES);
    for part in &summed.parts {
        let row = sales_row(currency, &name(lang, summed.by, part), &part.figures, false);
        table.push(row, Some(part.key.clone()));
    }
    table.push(sales_row(currency, text.all, &summed.all, true), None);
    table
}

/// What a part is called.
fn name(lang: Lang, by: By, part: &Part) -> String {
    let text = &lang.text().figures;
    let named = [&part.name, &part.key]
        .into_iter()
        .find(|said| !said.is_empty());
    let none = match by {
        By::Branch => text.no_unit,
        _ => text.unknown,
    };
    named.map_or_else(|| none.to_owned(), Clone::clone)
}

fn sales_row(currency: &Currency, name: &str, figures: &Figures, sum: bool) -> Row {
    let money = |minor| Money(minor).grouped(currency);
    let positive = |minor: i64| u64::try_from(minor).unwrap_or(0);
    Row {
        cells: vec![
            name.to_owned(),
            figures.sales.to_string(),
            figures.pieces.to_string(),
            money(figures.amount),
            figures.new_customers.to_string(),
            money(figures.new_amount),
            money(figures.repeat_amount()),
            money(figures.returned),
            figures.collected.map(money).unwrap_or_default(),
        ],
        bar: vec![
            positive(figures.new_amount),
            positive(figures.repeat_amount()),
        ],
        sum,
    }
}
