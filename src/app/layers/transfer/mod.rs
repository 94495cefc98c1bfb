//! Giving customers to a colleague: to whom, and why. Must not know who may.

mod view;

use crate::app::desk::Desk;
use crate::app::layers::filling::{Filling, Sending};
use crate::app::layers::kept::{fields, put_back};
use crate::app::layers::people::{people, person};
use crate::app::layers::with_undo;
use crate::app::pane::{Pane, Step, Tone};
use crate::app::vocabulary::{Command, Outcome};
use crate::domain::ids::CustomerId;
use crate::domain::kept::{Kept, Kind};
use crate::error::Error;
use crate::kit::form::{Field, Form};
use crate::kit::key::Key;
use crate::text::explain;

/// The fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Colleague,
    Reason,
}

fn name(part: Part) -> String {
    let name = match part {
        Part::Colleague => "colleague",
        Part::Reason => "reason",
    };
    name.to_owned()
}

/// The form.
#[derive(Debug, Clone)]
pub(super) struct Transfer {
    customers: Vec<CustomerId>,
    once: String,
    form: Form<Part>,
    sending: Sending,
}

impl Transfer {
    pub(super) fn new(desk: &Desk, customers: Vec<CustomerId>) -> Transfer {
        let fields = vec![
            Field::pick(Part::Colleague, people(desk)),
            Field::text(Part::Reason),
        ];
        Transfer {
            customers,
            once: desk.once(),
            form: Form::new(fields),
            sending: Sending::default(),
        }
    }

    /// The form as it was left.
    pub(in crate::app::layers) fn reopen(desk: &Desk, kept: &Kept) -> Option<Transfer> {
        let customers = kept.body.get("customers")?.as_array()?;
        let customers = customers.iter().filter_map(serde_json::Value::as_i64);
        let mut transfer = Transfer::new(desk, customers.map(CustomerId).collect());
        transfer.once.clone_from(&kept.once);
        put_back(&mut transfer.form, &kept.body, name);
        Some(transfer)
    }
}

impl Filling<Part> for Transfer {
    fn sending(&mut self) -> &mut Sending {
        &mut self.sending
    }

    fn changed(&mut self, _desk: &Desk, _part: Part) {}

    fn save(&mut self, desk: &Desk) -> Vec<Step> {
        self.form.clear_errors();
        let required = desk.text().forms.required;
        let to = self.form.code(Part::Colleague).and_then(person);
        let reason = self.form.text(Part::Reason).trim().to_owned();
        if to.is_none() {
            self.form.set_error(Part::Colleague, required);
        }
        if reason.is_empty() {
            self.form.set_error(Part::Reason, required);
        }
        match to {
            Some(to) if !self.form.focus_error() => {
                self.sending.begin();
                let (once, customers) = (self.once.clone(), self.customers.clone());
                vec![Step::Write(Command::Transfer {
                    once,
                    customers,
                    to,
                    reason,
                })]
            }
            _ => {
                self.form.focus_error();
                Vec::new()
            }
        }
    }
}

impl Pane for Transfer {
    fn typed(&mut self, desk: &Desk, key: Key) -> Vec<Step> {
        let filled = self.form.handle(key);
        self.filled(desk, filled)
    }

    fn paste(&mut self, desk: &Desk, text: &str) -> Vec<Step> {
        let filled = self.form.paste(text);
        self.filled(desk, filled)
    }

    fn settle(&mut self, desk: &Desk, outcome: Result<&Outcome, &Error>) -> Vec<Step> {
        self.sending.waiting = false;
        match outcome {
            Ok(_) => {
                let to = self.form.text(Part::Colleague);
                let said = (desk.text().desk.transferred)(self.customers.len(), to);
                vec![
                    Step::Close,
                    Step::Unmark,
                    Step::tell(Tone::Good, with_undo(desk, &said)),
                ]
            }
            Err(error) => {
                self.sending.failed = Some(explain(desk.lang, error).to_string());
                Vec::new()
            }
        }
    }

    fn unsaved(&self) -> bool {
        self.form.is_touched()
    }

    fn draft(&self) -> Option<Kept> {
        let mut body = fields(&self.form, name)?;
        body["customers"] = self.customers.iter().map(|customer| customer.0).collect();
        Some(Kept {
            kind: Kind::Transfer,
            once: self.once.clone(),
            customer: None,
            title: self.customers.len().to_string(),
            body,
        })
    }
}
