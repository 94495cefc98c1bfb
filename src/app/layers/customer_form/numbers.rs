//! Numbers of the customer: masked as everywhere until they are asked for, which leaves a trace.
//! Must not know who writes it.

use super::CustomerForm;
use super::part::{Column, Part, Table};
use crate::app::action::Action;
use crate::app::desk::Desk;
use crate::app::keymap::{self, Scope};
use crate::app::pane::Step;
use crate::app::vocabulary::{Command, Outcome};
use crate::domain::customer::SheetPhone;
use crate::domain::ids::PhoneId;
use crate::domain::staff::Operation;
use crate::error::Error;
use crate::text::explain;

/// The tables with numbers in them.
const TABLES: [Table; 3] = [Table::Phones, Table::Family, Table::Contacts];

impl CustomerForm {
    /// Why no number can be shown now; none: it can.
    pub(super) fn no_numbers(&self, desk: &Desk) -> Option<String> {
        let words = desk.text();
        if self.asked_numbers || self.sending.waiting || self.ahead.is_some() {
            return Some(words.desk.waiting.to_owned());
        }
        if !self.base.all_phones().any(|line| line.is.is_hidden()) {
            return Some(words.forms.customer.no_masked.to_owned());
        }
        let may = desk.may(Operation::Reveal).is_some();
        (!may).then(|| words.desk.no_right.to_owned())
    }

    pub(super) fn ask_numbers(&mut self) -> Vec<Step> {
        self.asked_numbers = self.customer.is_some();
        let ask = |customer| Step::Write(Command::Numbers { customer });
        self.customer.map(ask).into_iter().collect()
    }

    /// The numbers are here, each where nobody has typed another one meanwhile; or are not to be
    /// had.
    pub(super) fn learn_numbers(
        &mut self,
        desk: &Desk,
        outcome: Result<&Outcome, &Error>,
    ) -> Vec<Step> {
        match outcome {
            Ok(Outcome::Numbers(numbers)) => self.show_numbers(desk, numbers),
            Ok(_) => {}
            Err(Error::Gone(_) | Error::Refused(_)) => {
                self.sending.failed = Some(desk.text().customer.out_of_sight.to_owned());
            }
            Err(error) => self.sending.failed = Some(explain(desk.lang, error).to_string()),
        }
        Vec::new()
    }

    fn show_numbers(&mut self, desk: &Desk, numbers: &[(PhoneId, String)]) {
        let masked: Vec<Part> = TABLES
            .into_iter()
            .flat_map(|table| {
                let rows = self.form.rows(table.number()).into_iter();
                rows.map(move |row| Part::Cell(table, row, Column::Number))
            })
            .filter(|part| self.is_hidden(*part) && !self.is_changed(*part))
            .collect();
        self.base.reveal(numbers);
        self.was.reveal(numbers);
        for part in masked {
            let Some(number) = self.stored_number(part).map(|phone| phone.typed.clone()) else {
                continue;
            };
            self.form.set_text(part, &number);
            self.filled.retain(|(known, _)| *known != part);
            self.filled.push((part, number));
        }
        if let Some(here) = self.form.focus() {
            self.understood(desk, here);
        }
    }

    /// Whether a cell stands for a stored number that is masked.
    pub(super) fn is_hidden(&self, part: Part) -> bool {
        self.stored_number(part).is_some_and(SheetPhone::is_hidden)
    }

    /// How the number of a cell is masked; none: it is not.
    pub(super) fn masked(&self, part: Part) -> Option<&str> {
        let stored = self.stored_number(part)?;
        (stored.is_hidden() && !stored.masked.is_empty()).then_some(stored.masked.as_str())
    }

    /// What is said of a masked number in focus: the key that shows it.
    pub(super) fn masked_hint(&self, desk: &Desk, part: Part) -> Option<String> {
        let text = desk.text();
        let may = desk.may(Operation::Reveal).is_some();
        let key = keymap::key_for(Scope::Sheet, Action::ShowNumbers, text).filter(|_| may);
        let untouched = self.is_hidden(part) && !self.is_changed(part);
        untouched.then(|| match key {
            Some(key) => (text.forms.customer.masked)(&key),
            None => text.forms.customer.hidden.to_owned(),
        })
    }

    /// The stored number that a cell stands for.
    fn stored_number(&self, part: Part) -> Option<&SheetPhone> {
        let Part::Cell(table, number, Column::Number) = part else {
            return None;
        };
        let row = self.rows.iter().find(|row| row.number == number)?;
        let id = match table {
            Table::Phones => row.id,
            _ => row.phone,
        }?;
        let line = self.base.all_phones().find(|line| line.row == Some(id));
        line.map(|line| &line.is)
    }
}
