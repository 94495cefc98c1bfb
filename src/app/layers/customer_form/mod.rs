//! The customer form, of a new customer and of one who is there: sections, rows that grow, a
//! warning of customers who may be the same, and what becomes of a clash. Nothing typed is ever
//! lost. Must not know how anything is stored.

pub(super) mod alike;
mod arrange;
mod clash;
mod clash_view;
mod fields;
mod fill;
mod kept;
mod numbers;
mod part;
mod places;
mod read;
mod save;
#[cfg(test)]
mod tests;
mod values;
mod view;
mod words;

use crate::app::action::Action;
use crate::app::desk::Desk;
use crate::app::keymap::Scope;
use crate::app::layers::filling::{Sending, given_up};
use crate::app::pane::{Pane, Step};
use crate::app::vocabulary::{Answer, Outcome, Query, Slot};
use crate::domain::customer::{CustomField, Field as Plain, Sheet};
use crate::domain::ids::CustomerId;
use crate::domain::kept::Kept;
use crate::domain::phone;
use crate::error::Error;
use crate::kit::form::{Filled, Form};
use crate::kit::key::Key;
use crate::text::explain;
use part::{Column, Item, Part, Table, Title};

/// What somebody does before the customer is here.
#[derive(Debug, Clone)]
enum Ahead {
    Key(Key),
    Paste(String),
}

/// The form.
#[derive(Debug, Clone)]
pub(super) struct CustomerForm {
    once: String,
    /// Whom; none: a new customer.
    customer: Option<CustomerId>,
    /// The name of the customer who is there, raw.
    name: String,
    /// What is stored as far as the form knows: changes are told from it.
    was: Box<Sheet>,
    /// What the form was filled with: what nobody touches stays as it is here.
    base: Box<Sheet>,
    /// Keys that came before the customer did; none: the customer is here.
    ahead: Option<Vec<Ahead>>,
    form: Form<Part>,
    /// Every field's text when the form was filled.
    filled: Vec<(Part, String)>,
    sections: Vec<(Title, Vec<Item>)>,
    /// What must be filled in.
    needed: Vec<Item>,
    /// Tables in which something is stored.
    held: Vec<Table>,
    /// What is not asked for is shown as well.
    more: bool,
    /// The fields of the business's own that are asked for, as they were when the form opened.
    custom: Vec<CustomField>,
    rows: Vec<fill::Row>,
    next_row: u16,
    /// The row of the customer's own birthday.
    birthday: Option<i64>,
    alike: alike::Warning,
    /// The field whose places were asked for.
    place: Option<Part>,
    clash: Option<clash::Clashing>,
    sending: Sending,
    /// The numbers are asked for and not here yet.
    asked_numbers: bool,
    /// A call opened it, not the person.
    of_call: bool,
}

impl CustomerForm {
    /// A new customer with a number or a name, and the first question: who may be the same.
    pub(super) fn new(desk: &Desk, typed: &str) -> (CustomerForm, Vec<Step>) {
        let mut form = CustomerForm::empty(desk, None, "");
        form.fill(desk, &Sheet::default());
        let row = form.form.rows(Table::Phones.number()).first().copied();
        let part = match row.filter(|_| phone::is_number(typed)) {
            Some(row) => Table::Phones.head(row),
            None => Part::Plain(Plain::Name),
        };
        form.form.set_text(part, typed);
        form.grow(desk);
        let first = form.ask_alike(desk);
        (form, first)
    }

    /// A new customer with the number of a call: typing replaces it.
    pub(super) fn of_number(desk: &Desk, number: &str) -> (CustomerForm, Vec<Step>) {
        let (mut form, first) = CustomerForm::new(desk, number);
        let row = form.form.rows(Table::Phones.number()).first().copied();
        if let Some(row) = row {
            form.form.set_given(Table::Phones.head(row));
        }
        (form, first)
    }

    /// The form as a call opens it: it gives way until somebody touches it.
    pub(super) fn of_call(mut self) -> CustomerForm {
        self.of_call = true;
        self
    }

    /// A customer who is there, and the question for them.
    pub(super) fn edit(desk: &Desk, customer: CustomerId, name: &str) -> (CustomerForm, Vec<Step>) {
        let mut form = CustomerForm::empty(desk, Some(customer), name);
        form.ahead = Some(Vec::new());
        let ask = Step::Read(Slot::Form, Query::Sheet { customer });
        (form, vec![ask])
    }

    fn empty(desk: &Desk, customer: Option<CustomerId>, name: &str) -> CustomerForm {
        let mut form = CustomerForm {
            once: desk.once(),
            customer,
            name: name.to_owned(),
            was: Box::default(),
            base: Box::default(),
            ahead: None,
            form: Form::new(Vec::new()),
            filled: Vec::new(),
            sections: Vec::new(),
            needed: Vec::new(),
            held: Vec::new(),
            more: false,
            custom: desk.own_fields(),
            rows: Vec::new(),
            next_row: 0,
            birthday: None,
            alike: alike::Warning::default(),
            place: None,
            clash: None,
            sending: Sending::default(),
            asked_numbers: false,
            of_call: false,
        };
        form.arrange(desk, &[]);
        form
    }

    /// The customer is here: what was pressed meanwhile comes now.
    fn load(&mut self, desk: &Desk, sheet: &Sheet) -> Vec<Step> {
        let Some(ahead) = self.ahead.take() else {
            return Vec::new();
        };
        *self.was = sheet.clone();
        self.fill(desk, sheet);
        let mut steps = Vec::new();
        for before in ahead {
            steps.extend(match before {
                Ahead::Key(key) => self.typed(desk, key),
                Ahead::Paste(text) => self.paste(desk, &text),
            });
        }
        steps
    }

    /// After a key: lists grow, what was left (by going on, or otherwise) is looked at, and what
    /// was typed asks.
    fn filled(
        &mut self,
        desk: &Desk,
        (left, onward): (Option<Part>, bool),
        filled: Filled<Part>,
    ) -> Vec<Step> {
        if !matches!(filled, Filled::Cancel) {
            self.sending.warned = false;
        }
        match filled {
            Filled::Save => return self.save(desk),
            Filled::Cancel => return given_up(desk, self.unsaved(), &mut self.sending),
            _ => {}
        }
        let mut steps = Vec::new();
        if let Filled::Changed(part) = filled {
            self.grow(desk);
            self.form.set_error(part, "");
            self.form.clear_error(part);
            steps.extend(self.changed(desk, part, onward));
        }
        let here = self.form.focus();
        if let Some(left) = left.filter(|left| Some(*left) != here) {
            self.look_at(desk, left);
        }
        if let Some(here) = here {
            self.understood(desk, here);
            steps.extend(self.ask_places(here));
        }
        steps
    }

    /// Asks what follows from another text in a field.
    fn changed(&mut self, desk: &Desk, part: Part, onward: bool) -> Vec<Step> {
        match part {
            Part::Plain(Plain::Name | Plain::CardNo)
            | Part::Birthday
            | Part::Cell(_, _, Column::Number)
            | Part::Cell(Table::Addresses, _, Column::City | Column::Street) => {
                self.ask_alike(desk)
            }
            Part::Plain(Plain::Nature | Plain::Stage) => {
                if self.rearrange(desk) && onward {
                    self.form.go_on_from(part);
                }
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    /// Says at a field that was left what is wrong with it.
    fn look_at(&mut self, desk: &Desk, part: Part) {
        if !self.is_changed(part) {
            return;
        }
        let wrong = match part {
            Part::Birthday | Part::Cell(_, _, Column::Date | Column::Birthday) => {
                self.day(desk, part).err()
            }
            Part::Cell(_, _, Column::Number) => self.number(desk, part).err(),
            Part::Cell(_, _, Column::Email) => self.email_fault(desk, part),
            Part::Cell(..) => None,
            _ => self.value(desk, part).err(),
        };
        match wrong {
            Some(wrong) => self.form.set_error(part, wrong),
            None => self.form.clear_error(part),
        }
    }
}

impl Pane for CustomerForm {
    fn scope(&self) -> Scope {
        if self.clash.is_some() {
            Scope::Clash
        } else {
            Scope::Sheet
        }
    }

    fn typing(&self) -> bool {
        self.clash.is_none()
    }

    fn update(&mut self, desk: &Desk, action: Action, key: Key) -> Vec<Step> {
        if self.clash.is_some() {
            return self.decide(desk, action, key);
        }
        match action {
            Action::LookAlike => self.look_alike(desk),
            Action::ShowNumbers => self.ask_numbers(),
            Action::MoreFields if self.ahead.is_none() => self.show_more(desk),
            Action::RemoveRow if self.ahead.is_none() => {
                self.form.remove_row();
                self.grow(desk);
                self.ask_alike(desk)
            }
            _ => self.typed(desk, key),
        }
    }

    fn typed(&mut self, desk: &Desk, key: Key) -> Vec<Step> {
        if let Some(ahead) = &mut self.ahead {
            if key == Key::Esc {
                return vec![Step::Close];
            }
            ahead.push(Ahead::Key(key));
            return Vec::new();
        }
        let left = self.form.focus();
        let filled = self.form.handle(key);
        let onward = matches!(key, Key::Enter | Key::Tab);
        self.filled(desk, (left, onward), filled)
    }

    fn paste(&mut self, desk: &Desk, text: &str) -> Vec<Step> {
        if let Some(ahead) = &mut self.ahead {
            ahead.push(Ahead::Paste(text.to_owned()));
            return Vec::new();
        }
        let filled = self.form.paste(text);
        self.filled(desk, (None, false), filled)
    }

    fn receive(&mut self, desk: &Desk, slot: Slot, answer: Result<&Answer, &Error>) -> Vec<Step> {
        match (slot, answer) {
            (Slot::Form, Ok(Answer::Sheet(sheet))) => return self.load(desk, sheet),
            (Slot::Form, Err(Error::Gone(_) | Error::Refused(_))) => {
                self.sending.failed = Some(desk.text().customer.out_of_sight.to_owned());
            }
            (Slot::Form, Err(error)) => {
                self.sending.failed = Some(explain(desk.lang, error).to_string());
            }
            (Slot::Alike, Ok(Answer::Alike(alike))) => self.alike.learn(alike),
            (Slot::Places, Ok(Answer::Places(places))) => self.learn_places(places),
            _ => {}
        }
        Vec::new()
    }

    fn settle(&mut self, desk: &Desk, outcome: Result<&Outcome, &Error>) -> Vec<Step> {
        if std::mem::take(&mut self.asked_numbers) {
            return self.learn_numbers(desk, outcome);
        }
        self.sending.waiting = false;
        match outcome {
            Ok(outcome) => self.saved(desk, outcome),
            Err(error) => self.refused(desk, error),
        }
    }

    fn refusal(&self, desk: &Desk, action: Action) -> Option<String> {
        let words = &desk.text().forms.customer;
        match action {
            Action::LookAlike if self.alike.is_empty() => Some(words.nobody_alike.to_owned()),
            Action::RemoveRow if self.form.row_in_focus().is_none() => {
                Some(words.no_row.to_owned())
            }
            Action::ShowNumbers => self.no_numbers(desk),
            Action::MoreFields if !self.has_more(desk) => Some(words.all_shown.to_owned()),
            _ => None,
        }
    }

    fn gives_way(&self) -> bool {
        let untouched = !self.form.is_touched() && !self.sending.waiting;
        self.of_call && untouched && self.form.focus() == Some(Part::Plain(Plain::Name))
    }

    fn whom(&self) -> Option<CustomerId> {
        self.customer
    }

    fn unsaved(&self) -> bool {
        self.form.is_touched()
    }

    fn draft(&self) -> Option<Kept> {
        self.keep()
    }
}
