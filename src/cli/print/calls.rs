//! The call sheet: a day's calls in the order of their list, with room to write what comes of
//! them. Whole numbers come by the right to export alone. Must not know how a list is found.

use std::collections::HashMap;
use std::io::{self, Seek, Write};

use super::roster::number;
use super::table::{Heading, Table};
use crate::cli::told::Teller;
use crate::domain::customer::Field;
use crate::domain::ids::CustomerId;
use crate::domain::time::Day;
use crate::domain::today::TodayRow;
use crate::exchange::out::{Cell, Sheet, Workbook};
use crate::text::{Text, names};
use crate::work::export::{Format, Handle, Page, Take};

/// Columns of each cell of text: they and the blanks between them fill a line.
const WIDTHS: [usize; 6] = [4, 11, 16, 31, 14, 15];

/// A day's calls.
pub(super) struct Calls {
    pub(super) text: &'static Text,
    pub(super) format: Format,
    /// Which list, on which day.
    pub(super) told: String,
    /// Whether the list goes on after its rows.
    pub(super) cut: bool,
    /// Lines of a page of text; 0: one long page.
    pub(super) lines: usize,
    /// Where numbers without a country code belong.
    pub(super) region: String,
    /// Whether whole numbers stay out.
    pub(super) masked: bool,
    pub(super) rows: Vec<Row>,
}

/// One call.
pub(super) struct Row {
    customer: Option<CustomerId>,
    code: String,
    name: String,
    /// Masked.
    numbers: Vec<String>,
    grade: String,
    not_now: Vec<String>,
    why: Vec<String>,
    last: Option<Day>,
    contacts: u32,
    said: String,
}

impl Row {
    /// The call of a row of a list, with the customer's numbers masked.
    pub(super) fn of(teller: &Teller, text: &Text, row: &TodayRow, numbers: Vec<String>) -> Row {
        let mut name = row.name.clone();
        if name.is_empty() {
            name = text.print.unknown.to_owned();
        }
        Row {
            customer: row.customer,
            code: row.code.clone(),
            name,
            numbers,
            grade: teller.label("grade", row.grade.as_deref()),
            not_now: teller.not_now(row),
            why: teller.spoken(row),
            last: row.last_contact_at.map(|at| teller.day(at)),
            contacts: row.contacts_30d,
            said: row.last_said.clone().unwrap_or_default(),
        }
    }
}

impl Calls {
    fn heading(&self) -> Heading {
        let (words, lang) = (&self.text.print, self.text.lang);
        let masked = self.masked.then(|| words.masked.to_owned());
        let header = [
            words.number,
            names::field(lang, Field::Name),
            words.phones,
            words.why,
            words.last_said,
            words.result,
        ];
        Heading {
            lang,
            title: words.calls.to_owned(),
            told: std::iter::once(self.told.clone()).chain(masked).collect(),
            header: header.map(str::to_owned).to_vec(),
            widths: &WIDTHS,
            lines: self.lines,
            html: self.format == Format::Html,
        }
    }

    /// A call on paper: two lines are left at its end to write on.
    fn cells(&self, place: usize, row: &Row) -> Vec<String> {
        let words = &self.text.print;
        let not_now = row.not_now.iter().map(|why| format!("! {why}"));
        let named = [&row.name, &row.code, &row.grade];
        let named = named.into_iter().filter(|part| !part.is_empty());
        let since = row.last.map(|day| match row.contacts {
            0 => day.to_string(),
            contacts => lines([
                day.to_string(),
                (self.text.customer.contacts_30d)(contacts.into()),
            ]),
        });
        let why = not_now.chain(row.why.iter().cloned());
        vec![
            (place + 1).to_string(),
            named.cloned().collect::<Vec<_>>().join("\n"),
            row.numbers.join("\n"),
            why.collect::<Vec<_>>().join("\n"),
            lines([since.unwrap_or_default(), row.said.clone()]),
            lines([
                "_".repeat(15),
                String::new(),
                format!("{}:", words.next),
                String::new(),
            ]),
        ]
    }

    /// Rows on paper.
    pub(super) fn print(&self, out: impl Write) -> io::Result<()> {
        let mut table = Table::begin(out, self.heading())?;
        for (place, row) in self.rows.iter().enumerate() {
            table.row(&self.cells(place, row))?;
        }
        table.finish()
    }

    /// Rows of a worksheet, with empty columns for what comes of them.
    pub(super) fn book(&self, out: impl Write + Seek + Send) -> io::Result<()> {
        let (words, lang) = (&self.text.print, self.text.lang);
        let header = [
            words.number,
            names::column(lang, "code"),
            names::field(lang, Field::Name),
            words.phones,
            names::field(lang, Field::Grade),
            words.why,
            words.not_now,
            words.last_contact,
            words.contacts,
            words.last_said,
            words.result,
            words.next,
            names::column(lang, "note"),
        ];
        let mut book = Box::new(Workbook::new(out, "calls", &header.map(str::to_owned))?);
        for (place, row) in self.rows.iter().enumerate() {
            book.row(&[
                Cell::Number((place + 1).to_string()),
                Cell::text(row.code.as_str()),
                Cell::text(row.name.as_str()),
                Cell::text(row.numbers.join("; ")),
                Cell::text(row.grade.as_str()),
                Cell::text(row.why.join("; ")),
                Cell::text(row.not_now.join("; ")),
                row.last.map_or(Cell::Empty, Cell::Day),
                Cell::Number(row.contacts.to_string()),
                Cell::text(row.said.as_str()),
            ])?;
        }
        // A worksheet has no head but the names of its columns.
        if self.cut {
            book.row(&[Cell::Empty, Cell::Empty, Cell::text(self.told.as_str())])?;
        }
        book.finish()
    }

    /// What leaves with an entry in the journal.
    pub(super) fn leaving(self, handle: Handle) -> Leaving {
        Leaving {
            calls: self,
            handle,
            whole: HashMap::new(),
        }
    }
}

fn lines<const N: usize>(lines: [String; N]) -> String {
    lines.join("\n").trim_start_matches('\n').to_owned()
}

/// A call sheet with whole numbers, of those customers whom the right to export reaches.
pub(super) struct Leaving {
    calls: Calls,
    handle: Handle,
    whole: HashMap<CustomerId, Vec<String>>,
}

impl Take for Leaving {
    fn page(&mut self, page: &Page) -> io::Result<u64> {
        let Page::Customers(people) = page else {
            return Err(io::ErrorKind::Unsupported.into());
        };
        for whole in people {
            let numbers = whole.phones.iter();
            let numbers = numbers.map(|phone| number(self.calls.text, &self.calls.region, phone));
            if let Some(id) = whole.id {
                self.whole.insert(id, numbers.collect());
            }
        }
        Ok(people.len() as u64)
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        for row in &mut self.calls.rows {
            if let Some(whole) = row.customer.and_then(|id| self.whole.remove(&id)) {
                row.numbers = whole;
            }
        }
        match (self.calls.format, self.handle) {
            (Format::Xlsx, Handle::File(file)) => self.calls.book(file),
            (Format::Xlsx, Handle::Standard(_)) => Err(io::ErrorKind::Unsupported.into()),
            (_, handle) => self.calls.print(handle.writer()),
        }
    }
}

/// What stands under the title: the list's name, how many calls, of how many where that is more,
/// on which day.
pub(super) fn told(text: &Text, list: &str, count: usize, all: Option<&str>, day: Day) -> String {
    let (count, day) = (count as u64, day.to_string());
    let count = match all {
        Some(all) => (text.print.count_of)(count, all, &day),
        None => (text.print.count)(count, &day),
    };
    format!("{list} · {count}")
}
