//! A quick new customer: name and number, and what one hears at once. It warns of customers
//! who may be the same while one types, and never forbids. Must not know how it is stored.

mod view;

use crate::app::action::Action;
use crate::app::desk::Desk;
use crate::app::keymap::Scope;
use crate::app::pane::{Pane, Step, Tone};
use crate::app::vocabulary::{Answer, Command, Outcome, Query, Slot};
use crate::domain::birthday::Birthday;
use crate::domain::customer::{Draft, Field as Plain, Found, NewPhone};
use crate::domain::phone;
use crate::domain::time::DateFault;
use crate::error::{Error, Fault};
use crate::kit::form::{Field, Filled, Form, Suggestion};
use crate::kit::key::Key;
use crate::text::{date_fault, explain, fault, pinyin};

/// The fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Name,
    Phone,
    Birthday,
    Plain(Plain),
}

/// Coded fields that one hears on the first call.
const CODED: [Plain; 4] = [Plain::Sex, Plain::Source, Plain::Grade, Plain::Usage];
/// Customers that may be the same, shown as a warning.
const ALIKE: usize = 3;

/// The form.
#[derive(Debug, Clone)]
pub(super) struct NewCustomer {
    once: String,
    form: Form<Part>,
    alike: Found,
    failed: Option<String>,
    waiting: bool,
    warned: bool,
    /// A call opened it, not the person.
    of_call: bool,
}

impl NewCustomer {
    /// The form and its first question: who has this number already.
    pub(super) fn new(desk: &Desk, typed: &str) -> (NewCustomer, Vec<Step>) {
        let (name, phone) = if phone::is_number(typed) {
            ("", typed)
        } else {
            (typed, "")
        };
        let mut fields = vec![
            Field::text(Part::Name).with_text(name),
            Field::text(Part::Phone).with_text(phone),
        ];
        for field in CODED {
            fields.push(Field::pick(Part::Plain(field), suggestions(desk, field)));
        }
        fields.push(Field::text(Part::Birthday));
        fields.push(Field::text(Part::Plain(Plain::Remark)));
        let form = NewCustomer {
            once: desk.once(),
            form: Form::new(fields),
            alike: Found::default(),
            failed: None,
            waiting: false,
            warned: false,
            of_call: false,
        };
        let first = form.alike_to(Part::Phone);
        (form, first)
    }

    /// The form as a call opens it: it gives way until somebody touches it.
    pub(super) fn of_call(mut self) -> NewCustomer {
        self.of_call = true;
        self
    }

    fn alike_to(&self, part: Part) -> Vec<Step> {
        let typed = self.form.text(part).trim();
        if typed.chars().count() < 2 {
            return Vec::new();
        }
        let query = Query::Find {
            typed: typed.to_owned(),
            limit: ALIKE,
        };
        vec![Step::Read(Slot::Chooser, query)]
    }

    fn filled(&mut self, desk: &Desk, filled: Filled<Part>) -> Vec<Step> {
        if !matches!(filled, Filled::Cancel) {
            self.warned = false;
        }
        match filled {
            Filled::Save => self.save(desk),
            Filled::Cancel if self.unsaved() && !self.warned => {
                self.warned = true;
                vec![Step::tell(Tone::Warning, desk.text().forms.unsaved_twice)]
            }
            Filled::Cancel => vec![Step::Close],
            Filled::Changed(part @ (Part::Name | Part::Phone)) => self.alike_to(part),
            Filled::Changed(_) | Filled::Taken | Filled::NotMine => Vec::new(),
        }
    }

    fn birthday(&self) -> Result<Option<Birthday>, DateFault> {
        match self.form.text(Part::Birthday).parse() {
            Ok(birthday) => Ok(Some(birthday)),
            Err(DateFault::Empty) => Ok(None),
            Err(fault) => Err(fault),
        }
    }

    fn save(&mut self, desk: &Desk) -> Vec<Step> {
        if self.waiting {
            return vec![Step::tell(Tone::Dim, desk.text().desk.waiting)];
        }
        self.form.clear_errors();
        let name = self.form.text(Part::Name).trim().to_owned();
        if name.is_empty() {
            self.form.set_error(Part::Name, desk.text().forms.required);
        }
        let birthday = self.birthday();
        if let Err(fault) = birthday {
            self.form
                .set_error(Part::Birthday, date_fault(desk.lang, fault));
        }
        let mut fields = vec![(Plain::Name, name)];
        for field in CODED {
            let part = Part::Plain(field);
            match (self.form.code(part), self.form.text(part).trim()) {
                (Some(code), _) => fields.push((field, code.to_owned())),
                (None, "") => {}
                (None, _) => {
                    let unknown = Fault::Unknown {
                        nearest: Vec::new(),
                    };
                    self.form.set_error(part, fault(desk.lang, &unknown));
                }
            }
        }
        if self.form.focus_error() {
            return Vec::new();
        }
        let remark = self.form.text(Part::Plain(Plain::Remark)).trim();
        if !remark.is_empty() {
            fields.push((Plain::Remark, remark.to_owned()));
        }
        let typed = self.form.text(Part::Phone).trim();
        let phone = NewPhone {
            typed: typed.to_owned(),
            kind: None,
            member: None,
        };
        let draft = Draft {
            fields,
            phones: if typed.is_empty() {
                Vec::new()
            } else {
                vec![phone]
            },
            dates: birthday
                .ok()
                .flatten()
                .map(|date| ("birthday".to_owned(), date))
                .into_iter()
                .collect(),
            ..Draft::default()
        };
        self.waiting = true;
        self.failed = None;
        vec![Step::Write(Command::Add {
            once: self.once.clone(),
            draft: Box::new(draft),
        })]
    }
}

/// The values of a coded field, found by label, code or pinyin.
pub(super) fn suggestions(desk: &Desk, field: Plain) -> Vec<Suggestion> {
    let Some(list) = field.list() else {
        return Vec::new();
    };
    let values = desk
        .choices()
        .iter()
        .filter(|one| one.list == list && one.active);
    let suggestion = |code: &str| {
        let label = desk.label(list, code);
        Suggestion {
            code: code.to_owned(),
            keys: pinyin::initials(&label),
            label,
            ..Suggestion::default()
        }
    };
    values.map(|value| suggestion(&value.code)).collect()
}

impl Pane for NewCustomer {
    fn scope(&self) -> Scope {
        Scope::Form
    }

    fn typing(&self) -> bool {
        true
    }

    fn update(&mut self, desk: &Desk, _action: Action, key: Key) -> Vec<Step> {
        self.typed(desk, key)
    }

    fn typed(&mut self, desk: &Desk, key: Key) -> Vec<Step> {
        let filled = self.form.handle(key);
        self.filled(desk, filled)
    }

    fn paste(&mut self, desk: &Desk, text: &str) -> Vec<Step> {
        let filled = self.form.paste(text);
        self.filled(desk, filled)
    }

    fn receive(&mut self, _desk: &Desk, slot: Slot, answer: Result<&Answer, &Error>) -> Vec<Step> {
        if let (Slot::Chooser, Ok(Answer::Rows(found))) = (slot, answer) {
            self.alike = found.clone();
        }
        Vec::new()
    }

    fn settle(&mut self, desk: &Desk, outcome: Result<&Outcome, &Error>) -> Vec<Step> {
        self.waiting = false;
        match outcome {
            Ok(Outcome::Saved { customer, .. }) => {
                let said = (desk.text().desk.added)(self.form.text(Part::Name).trim());
                let mut steps = vec![Step::Close];
                steps.extend(customer.map(Step::Open));
                steps.push(Step::tell(Tone::Good, said));
                steps
            }
            Ok(_) => vec![Step::Close],
            Err(error) => {
                let part = match error {
                    Error::Invalid { field, .. } if field == "phone" => Some(Part::Phone),
                    Error::Invalid { field, .. } if field == "birthday" => Some(Part::Birthday),
                    Error::Invalid { field, .. } => Plain::from_code(field).map(Part::Plain),
                    _ => None,
                };
                match (part, error) {
                    (Some(part), Error::Invalid { fault: wrong, .. }) => {
                        let part = if part == Part::Plain(Plain::Name) {
                            Part::Name
                        } else {
                            part
                        };
                        self.form.set_error(part, fault(desk.lang, wrong));
                        self.form.focus_error();
                    }
                    _ => self.failed = Some(explain(desk.lang, error).to_string()),
                }
                Vec::new()
            }
        }
    }

    fn gives_way(&self) -> bool {
        let untouched = !self.form.is_touched() && !self.waiting;
        self.of_call && untouched && self.form.focus() == Some(Part::Name)
    }

    fn unsaved(&self) -> bool {
        self.form.is_touched()
    }
}
