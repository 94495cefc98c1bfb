//! The roster: customers in a row each, as they come, page by page. Must not know who may have it.

use std::collections::HashMap;
use std::io::{self, Write};

use super::table::{Heading, Table};
use crate::domain::customer::{Field, Whole, WholePhone};
use crate::domain::interaction::Choice;
use crate::domain::phone::{self, PhoneKind};
use crate::text::{Text, names, say};
use crate::work::export::{Page, Take};

/// Columns of each cell: they and the blanks between them fill a line.
const WIDTHS: [usize; 7] = [6, 10, 14, 21, 10, 8, 21];

/// What the rows are told with.
pub(super) struct Terms {
    pub(super) text: &'static Text,
    /// Where numbers without a country code belong.
    pub(super) region: String,
    pub(super) choices: Vec<Choice>,
    /// Names by login.
    pub(super) people: HashMap<String, String>,
    /// How many there are.
    pub(super) count: u64,
    /// The day on which it is printed.
    pub(super) day: String,
    /// Lines of a page of text; 0: one long page.
    pub(super) lines: usize,
}

impl Terms {
    fn header(&self) -> Vec<String> {
        let (words, lang) = (&self.text.print, self.text.lang);
        let header = [
            words.number,
            names::column(lang, "code"),
            names::field(lang, Field::Name),
            words.phones,
            words.class,
            names::column(lang, "owner"),
            words.address,
        ];
        header.map(str::to_owned).to_vec()
    }

    fn cells(&self, number: u64, whole: &Whole) -> Vec<String> {
        let coded = |field: Field| {
            let (code, list) = (whole.field(field), field.list().unwrap_or_default());
            let said = || say::choice(self.text.lang, &self.choices, list, code);
            (!code.is_empty()).then(said)
        };
        let class = [coded(Field::Tier), coded(Field::Grade)];
        let owner = whole.owner.as_ref();
        let owner = owner.map(|login| self.people.get(login).unwrap_or(login).clone());
        let mut name = whole.field(Field::Name).to_owned();
        if whole.do_not_call {
            name = format!("{name} ({})", self.text.customer.do_not_call);
        }
        vec![
            number.to_string(),
            whole.code.clone(),
            name,
            self.phones(whole),
            class.into_iter().flatten().collect::<Vec<_>>().join(", "),
            owner.unwrap_or_default(),
            addresses(whole),
        ]
    }

    fn phone(&self, phone: &WholePhone) -> String {
        number(self.text, &self.region, phone)
    }

    /// The customer's numbers, and those of contact persons with their names, a line each.
    fn phones(&self, whole: &Whole) -> String {
        let own = whole.phones.iter().map(|phone| self.phone(phone));
        let people = whole
            .members
            .iter()
            .filter(|member| member.kind == "contact");
        let theirs = people.flat_map(|member| {
            let numbers = member.phones.iter();
            numbers.map(|phone| format!("{} {}", member.name, self.phone(phone)))
        });
        own.chain(theirs).collect::<Vec<_>>().join("\n")
    }
}

/// A number in full, as one reads and dials it; with what is known against it.
pub(super) fn number(text: &Text, region: &str, phone: &WholePhone) -> String {
    let kind = PhoneKind::from_code(&phone.kind).unwrap_or(PhoneKind::Landline);
    let mut said = match phone.known {
        true => phone::spoken(&phone.digits, kind, region),
        false => phone.typed.trim().to_owned(),
    };
    if let Some(extension) = phone.extension.as_ref().filter(|_| phone.known) {
        said = format!("{said} x{extension}");
    }
    match phone.validity.as_deref() {
        Some("invalid") => format!("{said} ({})", text.print.invalid),
        _ => said,
    }
}

fn addresses(whole: &Whole) -> String {
    let address = |address: &crate::domain::customer::Address| {
        let parts = [
            &address.province,
            &address.city,
            &address.line,
            &address.postcode,
        ];
        let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
        parts.join(" ")
    };
    let lines: Vec<String> = whole.addresses.iter().map(address).collect();
    lines.join("\n")
}

/// A roster on its way out.
pub(super) struct Roster {
    table: Table<Box<dyn Write + Send>>,
    terms: Terms,
    number: u64,
}

impl Roster {
    /// Begins with the title.
    pub(super) fn begin(
        out: Box<dyn Write + Send>,
        terms: Terms,
        html: bool,
    ) -> io::Result<Roster> {
        let words = &terms.text.print;
        let heading = Heading {
            lang: terms.text.lang,
            title: words.roster.to_owned(),
            told: vec![(words.count)(terms.count, &terms.day)],
            header: terms.header(),
            widths: &WIDTHS,
            lines: terms.lines,
            html,
        };
        Ok(Roster {
            table: Table::begin(out, heading)?,
            terms,
            number: 0,
        })
    }

    fn row(&mut self, whole: &Whole) -> io::Result<()> {
        self.number += 1;
        self.table.row(&self.terms.cells(self.number, whole))
    }
}

impl Take for Roster {
    fn page(&mut self, page: &Page) -> io::Result<u64> {
        let Page::Customers(people) = page else {
            return Err(io::ErrorKind::Unsupported.into());
        };
        people.iter().try_for_each(|whole| self.row(whole))?;
        Ok(people.len() as u64)
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        self.table.finish()
    }
}
