//! The widgets of the form's fields and what may be picked in them. Must not know what a
//! customer holds.

use super::CustomerForm;
use super::part::{Column, Item, Part, Table};
use crate::app::desk::Desk;
use crate::app::layers::choices::choices;
use crate::domain::customer::CustomKind;
use crate::kit::form::{Field, Suggestion};
use crate::text::{names, pinyin};

/// Kinds of numbers that people say themselves; the letters are those of the English words.
const KINDS: [(&str, &str); 3] = [("mobile", "m"), ("landline", "l"), ("fax", "f")];

impl CustomerForm {
    /// The widget of a field.
    pub(super) fn widget(&self, desk: &Desk, part: Part) -> Field<Part> {
        let field = self.plain_widget(desk, part);
        if self.is_required(part) {
            field.required()
        } else {
            field
        }
    }

    fn plain_widget(&self, desk: &Desk, part: Part) -> Field<Part> {
        match part {
            Part::Plain(field) => match field.list() {
                Some(list) => Field::pick(part, choices(desk, list)),
                None => Field::text(part),
            },
            Part::DoNotCall => Field::letter(part, yes_or_no(desk)),
            Part::Custom(_) => match (self.list_of(part), self.kind_of(part)) {
                (Some(list), _) => Field::pick(part, choices(desk, &list)),
                (None, Some(CustomKind::Flag)) => Field::letter(part, yes_or_no(desk)),
                _ => Field::text(part),
            },
            Part::Birthday => Field::text(part),
            Part::Cell(table, row, column) => {
                let (weight, passed) = placed(table, column);
                let field = match column {
                    Column::Kind => Field::letter(part, kinds(desk)),
                    Column::Validity => Field::letter(part, validities(desk)),
                    Column::Relation => Field::pick(part, choices(desk, "relation")).free(),
                    Column::Day => Field::pick(part, vec![birthday(desk)]).free(),
                    Column::Whose => Field::pick(part, self.people()),
                    Column::Province | Column::City => Field::pick(part, Vec::new()).free(),
                    _ => Field::text(part),
                };
                let field = field.in_row(table.number(), row, weight);
                if passed { field.passed() } else { field }
            }
        }
    }

    /// The widgets of a row; of the table's first, or of a further one.
    pub(super) fn row(&self, desk: &Desk, table: Table, row: u16, first: bool) -> Vec<Field<Part>> {
        let section = self.section_of(table);
        let spare = match table {
            // Families are entered one after the other; persons seldom have contact persons.
            Table::Family => false,
            Table::Contacts => !first && self.is_spare(table),
            _ => !first,
        };
        let columns = table.columns().iter();
        columns
            .map(|(column, ..)| self.widget(desk, Part::Cell(table, row, *column)))
            .map(|field| field.in_section(section))
            .map(|field| if spare { field.spare() } else { field })
            .collect()
    }

    /// Whether a table stands where nobody asked for it.
    fn is_spare(&self, table: Table) -> bool {
        let basics = self.sections.first();
        !basics.is_some_and(|(_, items)| items.contains(&Item::Table(table)))
    }

    fn section_of(&self, table: Table) -> usize {
        let has = |items: &Vec<Item>| items.contains(&Item::Table(table));
        let mut sections = self.sections.iter();
        sections.position(|(_, items)| has(items)).unwrap_or(0)
    }

    /// The people in the form, as those whom a number or a day may belong to.
    pub(super) fn people(&self) -> Vec<Suggestion> {
        let mut people = Vec::new();
        for table in [Table::Family, Table::Contacts] {
            for row in self.form.rows(table.number()) {
                let name = self.form.text(Part::Cell(table, row, Column::Name)).trim();
                let relation = Part::Cell(table, row, Column::Relation);
                let label = match (name, self.form.text(relation).trim()) {
                    ("", "") => continue,
                    ("", relation) => relation,
                    (name, _) => name,
                };
                people.push(Suggestion {
                    code: format!("{}.{row}", table.code()),
                    label: label.to_owned(),
                    keys: pinyin::keys(label),
                    ..Suggestion::default()
                });
            }
        }
        people
    }
}

fn placed(table: Table, column: Column) -> (u16, bool) {
    let mut columns = table.columns().iter();
    let found = columns.find(|(known, ..)| *known == column);
    found.map_or((1, false), |(_, weight, passed)| (*weight, *passed))
}

pub(super) fn yes_or_no(desk: &Desk) -> Vec<Suggestion> {
    let words = &desk.text().forms.customer;
    vec![letter("1", words.yes, "y"), letter("0", words.no, "n")]
}

fn kinds(desk: &Desk) -> Vec<Suggestion> {
    let kind = |(code, key)| letter(code, names::phone_kind(desk.lang, code), key);
    KINDS.into_iter().map(kind).collect()
}

fn validities(desk: &Desk) -> Vec<Suggestion> {
    let words = &desk.text().customer;
    vec![
        letter("valid", words.valid, "v"),
        letter("invalid", words.invalid, "x"),
    ]
}

/// A day of the table that is a birthday after all.
fn birthday(desk: &Desk) -> Suggestion {
    let label = desk.text().customer.birthday;
    Suggestion {
        code: "birthday".to_owned(),
        label: label.to_owned(),
        keys: pinyin::keys(label),
        ..Suggestion::default()
    }
}

fn letter(code: &str, label: &str, key: &str) -> Suggestion {
    Suggestion {
        code: code.to_owned(),
        label: label.to_owned(),
        keys: key.to_owned(),
        ..Suggestion::default()
    }
}
