//! What the fields of the form are called, what stands in an empty one, and what was understood
//! of a filled one. Must not know where it is drawn.

use super::CustomerForm;
use super::fields::yes_or_no;
use super::part::{Column, Part, Table, Title};
use crate::app::desk::Desk;
use crate::domain::birthday::Birthday;
use crate::domain::customer::tag::TAG;
use crate::domain::customer::{CustomKind, Field as Plain, Key};
use crate::domain::phone::{PhoneKind, spoken};
use crate::kit::clean::clean;
use crate::kit::form::Words;
use crate::text::{names, say};

impl CustomerForm {
    /// The words of a field.
    pub(super) fn words<'w>(&'w self, desk: &'w Desk, part: Part) -> Words<'w> {
        let forms = &desk.text().forms;
        match part {
            Part::Plain(field) => Words {
                label: names::field(desk.lang, field),
                placeholder: match field {
                    Plain::Name => forms.name_hint,
                    Plain::Tag => forms.customer.tag_hint,
                    _ => "",
                },
            },
            Part::DoNotCall => Words {
                label: names::column(desk.lang, "do_not_call"),
                placeholder: "",
            },
            Part::Birthday => Words {
                label: names::column(desk.lang, "birthday"),
                placeholder: forms.birthday_hint,
            },
            Part::Custom(_) => Words {
                label: self
                    .own(part)
                    .map_or("", |field| say::label(desk.lang, field)),
                placeholder: match self.kind_of(part) {
                    Some(CustomKind::Number) => forms.customer.number_hint,
                    Some(CustomKind::Money) => forms.customer.money_hint,
                    Some(CustomKind::Date) => forms.customer.whole_day_hint,
                    _ => "",
                },
            },
            Part::Cell(table, row, column) => Words {
                label: heading(desk, table, column),
                placeholder: self.hint(desk, (table, row, column)),
            },
        }
    }

    fn hint<'w>(&'w self, desk: &'w Desk, cell: (Table, u16, Column)) -> &'w str {
        let (table, row, column) = cell;
        let (forms, words) = (&desk.text().forms, &desk.text().forms.customer);
        let part = Part::Cell(table, row, column);
        if self.is_hidden(part) {
            return self.masked(part).unwrap_or(words.hidden);
        }
        let stored = self.is_hidden(Part::Cell(table, row, Column::Number));
        let blank = self.form.is_row_blank(table.number(), row) && !stored;
        if part != table.head(row) {
            return match column {
                Column::Whose if !blank => words.own,
                _ => "",
            };
        }
        let first = self.form.rows(table.number()).first() == Some(&row);
        match (table, first, blank) {
            (_, false, true) => words.another,
            (Table::Phones, true, _) => forms.phone_hint,
            (Table::Dates, true, _) => words.day_hint,
            _ => "",
        }
    }

    /// The title of a section.
    pub(super) fn title<'w>(&'w self, desk: &'w Desk, title: &'w Title) -> &'w str {
        let words = &desk.text().forms.customer;
        match title {
            Title::Basics => words.basics,
            Title::People => words.people,
            Title::Reach => words.reach,
            Title::Dates => words.dates,
            Title::Class => words.class,
            Title::Person => words.person,
            Title::Group(Some(code)) => names::group(desk.lang, code),
            Title::Group(None) => words.others,
        }
    }

    /// Says below a field what was understood of it.
    pub(super) fn understood(&mut self, desk: &Desk, part: Part) {
        let note = match part {
            Part::Birthday | Part::Cell(_, _, Column::Date | Column::Birthday) => {
                // Told as one types, like what was understood.
                match self.day(desk, part) {
                    Ok(day) => day.map(|day: Birthday| say::birthday(desk.text(), &desk.now, &day)),
                    Err(why) => Some(why),
                }
            }
            Part::Custom(_) if self.kind_of(part) == Some(CustomKind::Date) => {
                self.value(desk, part).err()
            }
            Part::Cell(_, _, Column::Number) => self
                .masked_hint(desk, part)
                .or_else(|| self.number_understood(desk, part)),
            _ => None,
        };
        self.form.set_note(part, &note.unwrap_or_default());
    }

    /// A number as it is read aloud, and what kind of number it is.
    fn number_understood(&self, desk: &Desk, part: Part) -> Option<String> {
        let said = self.number_said(desk, part);
        if !self.form.is_given(part) {
            return said;
        }
        let hint = desk.text().forms.customer.of_call_hint;
        Some(said.map_or(hint.to_owned(), |said| format!("{said}  {hint}")))
    }

    fn number_said(&self, desk: &Desk, part: Part) -> Option<String> {
        let phone = self.number(desk, part).ok().flatten()?;
        if !phone.known {
            let short = phone.kind == PhoneKind::Short;
            return (!short).then(|| desk.text().customer.unknown_plan.to_owned());
        }
        let kind = names::phone_kind(desk.lang, phone.kind.code());
        let aloud = spoken(&phone.digits, phone.kind, desk.region());
        Some(format!("{aloud}  {kind}"))
    }

    /// A value of a clash in words; as it is stored where it is no code.
    pub(super) fn value_in_words(&self, desk: &Desk, field: &str, value: &str) -> String {
        if value.is_empty() {
            return desk.text().forms.empty_value.to_owned();
        }
        let own = field.parse().ok().and_then(|key: Key| self.part_of(&key));
        if let Some(own) = own.and_then(|part| self.own(part)) {
            let said = say::custom(desk.text(), desk.said_in(), own, value);
            return clean(&said).into_owned();
        }
        let said = match field {
            "phone.kind" => names::phone_kind(desk.lang, value).to_owned(),
            "phone.validity" if value == "valid" => desk.text().customer.valid.to_owned(),
            "phone.validity" => desk.text().customer.invalid.to_owned(),
            "member.relation" => desk.label("relation", value),
            "do_not_call" => {
                let known = yes_or_no(desk).into_iter().find(|one| one.code == value);
                known.map_or(value.to_owned(), |one| one.label)
            }
            _ => {
                let part = field.parse().ok().and_then(|key: Key| self.part_of(&key));
                match part.and_then(|part| self.list_of(part)) {
                    _ if part == Some(Part::Plain(Plain::Tag)) => desk.label(TAG, value),
                    Some(list) => desk.label(&list, value),
                    None => value.to_owned(),
                }
            }
        };
        clean(&said).into_owned()
    }
}

fn heading(desk: &Desk, table: Table, column: Column) -> &'static str {
    let (words, lang) = (&desk.text().forms.customer, desk.lang);
    match (table, column) {
        (Table::Family, Column::Name) => words.family,
        (Table::Contacts, Column::Name) => words.contact,
        (Table::Contacts, Column::Relation) => words.position,
        (_, Column::Number) => names::column(lang, "phone"),
        (_, Column::Kind) => words.number_kind,
        (_, Column::Validity) => words.verified,
        (_, Column::Whose) => words.whose,
        (_, Column::Email) => names::column(lang, "email"),
        (_, Column::Province) => names::column(lang, "province"),
        (_, Column::City) => names::column(lang, "city"),
        (_, Column::Street) => names::column(lang, "address"),
        (_, Column::Postcode) => names::column(lang, "postcode"),
        (_, Column::Day) => words.day,
        (_, Column::Date) => words.date,
        (_, Column::Name) => names::column(lang, "name"),
        (_, Column::Relation) => names::column(lang, "relation"),
        (_, Column::Birthday) => names::column(lang, "birthday"),
        (_, Column::Employer) => names::field(lang, Plain::Employer),
    }
}
