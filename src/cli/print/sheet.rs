//! The file sheet of one customer: everything of a card in sections, as text and as HTML.
//! Must not know where it goes.

use std::io::{self, Write};

use super::paper::{COLUMNS, escape, head, html_row, text_row};
use crate::cli::facts::{Fact, Teller};
use crate::domain::customer::Card;
use crate::kit::width::width;
use crate::text::names;

/// Most columns of a label.
const LABEL: usize = 24;
/// Columns of the timeline: when, what, who, and what was said.
const PAST: [usize; 4] = [16, 12, 10, 55];

/// A sheet, laid out.
pub(super) struct Sheet {
    title: String,
    /// Printed when and by whom.
    told: String,
    sections: Vec<(&'static str, Vec<Fact>)>,
    past: Vec<Vec<String>>,
    past_title: &'static str,
    lang: crate::text::Lang,
}

impl Sheet {
    /// The sheet of a card; `by`: who prints it.
    pub(super) fn of(teller: &Teller<'_>, card: &Card, by: &str) -> Sheet {
        let words = &teller.text.print;
        let day = teller.now.today().to_string();
        let sections = [
            (words.identity, identity(teller, card)),
            (words.numbers, teller.numbers(card)),
            (words.places, teller.places(card)),
            (words.dates, teller.dates(card)),
            (words.people, teller.people(card)),
            (words.fields, teller.fields(card)),
            (words.own, teller.own(card)),
        ];
        Sheet {
            title: format!("{}  {}  {}", words.sheet, card.code, card.name),
            told: (words.printed)(&day, by),
            sections: sections
                .into_iter()
                .filter(|(_, facts)| !facts.is_empty())
                .collect(),
            past: teller.timeline(card),
            past_title: words.past,
            lang: teller.text.lang,
        }
    }

    /// As lines of text.
    pub(super) fn text(&self, out: &mut dyn Write) -> io::Result<()> {
        for heading in [&self.title, &self.told] {
            for line in text_row(std::slice::from_ref(heading), &[COLUMNS]) {
                writeln!(out, "{line}")?;
            }
        }
        let facts = self.sections.iter().flat_map(|(_, facts)| facts);
        let label = facts
            .map(|[label, _]| width(label))
            .max()
            .unwrap_or(0)
            .min(LABEL);
        for (title, facts) in &self.sections {
            rule(out, title)?;
            for fact in facts {
                for line in text_row(fact, &[label, COLUMNS - 1 - label]) {
                    writeln!(out, "{line}")?;
                }
            }
        }
        if self.past.is_empty() {
            return Ok(());
        }
        rule(out, self.past_title)?;
        for entry in &self.past {
            for line in text_row(entry, &PAST) {
                writeln!(out, "{line}")?;
            }
        }
        Ok(())
    }

    /// As a page of HTML.
    pub(super) fn html(&self, out: &mut dyn Write) -> io::Result<()> {
        head(out, self.lang, &self.title)?;
        writeln!(out, "<p>{}</p>", escape(&self.told))?;
        for (title, facts) in &self.sections {
            writeln!(out, "<h2>{title}</h2>\n<table class=\"facts\">")?;
            for [label, value] in facts {
                let (label, value) = (escape(label), escape(value));
                writeln!(out, "<tr><th>{label}</th><td>{value}</td></tr>")?;
            }
            writeln!(out, "</table>")?;
        }
        if !self.past.is_empty() {
            writeln!(out, "<h2>{}</h2>\n<table>", self.past_title)?;
            for entry in &self.past {
                html_row(out, "td", entry)?;
            }
            writeln!(out, "</table>")?;
        }
        writeln!(out, "</body>\n</html>")
    }
}

fn rule(out: &mut dyn Write, title: &str) -> io::Result<()> {
    let rest = COLUMNS.saturating_sub(width(title) + 4);
    writeln!(out, "\n-- {title} {}", "-".repeat(rest))
}

/// Who they are and how they stand with us.
fn identity(teller: &Teller<'_>, card: &Card) -> Vec<Fact> {
    let (words, lang) = (&teller.text.print, teller.text.lang);
    let day = |at| teller.now.day_of(at).to_string();
    let owner = card.owner.as_ref().map(|(_, name)| name.clone());
    let bought = |at| format!("{} ({})", card.purchase_count, day(at));
    let facts = [
        (names::column(lang, "code"), Some(card.code.clone())),
        (names::column(lang, "name"), Some(card.name.clone())),
        (names::column(lang, "owner"), owner),
        (names::column(lang, "unit"), card.unit.clone()),
        (words.since, Some(day(card.created_at))),
        (words.last_contact, card.last_contact_at.map(day)),
        (words.purchases, card.last_purchase_at.map(bought)),
        (words.next, card.next_contact.map(|(on, _)| on.to_string())),
    ];
    let facts = facts.into_iter();
    let facts = facts.filter_map(|(label, value)| Some([label.to_owned(), value?]));
    facts.chain(teller.warnings(card)).collect()
}
