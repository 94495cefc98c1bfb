//! Saving: every value looked at first, the first wrong one in focus, and what the store says
//! comes back to its field. Must not know how anything is stored.

use super::CustomerForm;
use super::clash::Clashing;
use super::part::{Column, Item, Part, Table};
use super::read::Reading;
use crate::app::action::Action;
use crate::app::desk::Desk;
use crate::app::keymap::{self, Scope};
use crate::app::pane::{Step, Tone};
use crate::app::vocabulary::{Command, Outcome};
use crate::domain::customer::{Field as Plain, Sheet};
use crate::error::{Error, Refusal};
use crate::text::{explain, fault};

impl CustomerForm {
    /// Saves, if everything can be taken.
    pub(super) fn save(&mut self, desk: &Desk) -> Vec<Step> {
        if self.sending.waiting {
            return vec![Step::tell(Tone::Dim, desk.text().desk.waiting)];
        }
        self.form.clear_errors();
        let mut reading = Reading::new(self, desk);
        let now = reading.sheet();
        let mut wrong = reading.wrong;
        wrong.extend(self.missing(desk));
        for (part, why) in wrong {
            self.form.set_error(part, why);
        }
        if self.form.focus_error() {
            return Vec::new();
        }
        if self.customer.is_some() && now == *self.was {
            let said = desk.text().forms.customer.unchanged;
            return vec![Step::Close, Step::tell(Tone::Plain, said)];
        }
        self.send(now)
    }

    /// Sends what the form says, with what it was told from.
    pub(super) fn send(&mut self, now: Sheet) -> Vec<Step> {
        self.sending.begin();
        vec![Step::Write(Command::Save {
            once: self.once.clone(),
            customer: self.customer,
            was: self.was.clone(),
            now: Box::new(now),
        })]
    }

    /// What is required and empty.
    fn missing(&self, desk: &Desk) -> Vec<(Part, String)> {
        let missing = |item: &Item| match *item {
            Item::Field(part) => {
                let empty = self.form.text(part).trim().is_empty();
                empty.then_some(part)
            }
            Item::Table(table) => {
                let first = *self.form.rows(table.number()).first()?;
                let empty = self.rows_of(table).is_empty();
                empty.then(|| table.head(first))
            }
        };
        let missing = self.needed.iter().filter_map(missing);
        let said = desk.text().forms.required;
        missing.map(|part| (part, said.to_owned())).collect()
    }

    pub(super) fn saved(&mut self, desk: &Desk, outcome: &Outcome) -> Vec<Step> {
        let Outcome::Saved { customer, .. } = outcome else {
            return vec![Step::Close];
        };
        let text = desk.text();
        let name = self.form.text(Part::Plain(Plain::Name)).trim();
        let said = if self.customer.is_none() {
            (text.desk.added)(name)
        } else {
            (text.forms.customer.saved)(name)
        };
        let key = keymap::key_for(Scope::Card, Action::Undo, text).unwrap_or_default();
        let said = format!("{said}  ({key} {})", Action::Undo.label(text));
        let mut steps = vec![Step::Close];
        steps.extend(customer.map(Step::Open));
        steps.push(Step::tell(Tone::Good, said));
        steps.extend(customer.and_then(|id| self.alike_after_save(desk, id)));
        steps
    }

    pub(super) fn refused(&mut self, desk: &Desk, error: &Error) -> Vec<Step> {
        match error {
            Error::Clash {
                by,
                at,
                clashes,
                theirs,
            } => self.clash = Some(Clashing::new(by, *at, clashes, theirs)),
            Error::Invalid { field, fault: why } => match self.named(desk, field) {
                Some(part) => {
                    self.form.set_error(part, fault(desk.lang, why));
                    self.form.focus_error();
                }
                None => self.sending.failed = Some(explain(desk.lang, error).to_string()),
            },
            // The store tells nobody which of the two it is.
            Error::Gone(_) | Error::Refused(Refusal::NoRight { .. }) if self.customer.is_some() => {
                self.sending.failed = Some(desk.text().forms.customer.taken_back.to_owned());
            }
            Error::Refused(_) => {
                let kept = desk.text().forms.customer.still_typed;
                self.sending.failed = Some(format!("{} {kept}", explain(desk.lang, error)));
            }
            _ => self.sending.failed = Some(explain(desk.lang, error).to_string()),
        }
        Vec::new()
    }

    /// The field that the store means by a name.
    pub(super) fn named(&self, desk: &Desk, field: &str) -> Option<Part> {
        let first = |table: Table, column| {
            let row = self.form.rows(table.number()).into_iter().next()?;
            Some(Part::Cell(table, row, column))
        };
        let (head, tail) = field.split_once('.').unwrap_or((field, ""));
        match head {
            "birthday" => Some(Part::Birthday),
            "phone" => {
                let column = match tail {
                    "kind" => Column::Kind,
                    "validity" => Column::Validity,
                    _ => Column::Number,
                };
                self.wrong_number(desk)
                    .or_else(|| first(Table::Phones, column))
            }
            "email" => first(Table::Emails, Column::Email),
            "province" => first(Table::Addresses, Column::Province),
            "city" => first(Table::Addresses, Column::City),
            "address" => first(Table::Addresses, Column::Street),
            "postcode" => first(Table::Addresses, Column::Postcode),
            "date" => first(Table::Dates, Column::Day),
            "member" | "family" => first(Table::Family, Column::Name),
            "contact" => first(Table::Contacts, Column::Name),
            _ => self.part_of(&field.parse().ok()?),
        }
    }

    /// The first number that the plans cannot take.
    fn wrong_number(&self, desk: &Desk) -> Option<Part> {
        let tables = [Table::Phones, Table::Family, Table::Contacts].into_iter();
        let mut cells = tables.flat_map(|table| {
            let rows = self.form.rows(table.number()).into_iter();
            rows.map(move |row| Part::Cell(table, row, Column::Number))
        });
        cells.find(|cell| self.number(desk, *cell).is_err())
    }
}
