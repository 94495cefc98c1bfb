//! The form's whole state as a draft, and back. Must not know where drafts are kept.

use serde::{Deserialize, Serialize};

use super::CustomerForm;
use super::fill::Row;
use super::part::{Part, Table};
use crate::app::desk::Desk;
use crate::domain::customer::{Field as Plain, Key, Sheet};
use crate::domain::ids::CustomerId;
use crate::domain::kept::{Kept, Kind};
use crate::kit::form::Value;

/// A field's state, by its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Field {
    name: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    code: Option<String>,
}

/// Everything.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct State {
    name: String,
    was: Sheet,
    base: Sheet,
    rows: Vec<Row>,
    fields: Vec<Field>,
    focus: Option<String>,
    /// What was typed, to be recognised by.
    #[serde(default)]
    words: String,
}

impl CustomerForm {
    /// The whole form as a draft; none while nothing is typed.
    pub(super) fn keep(&self) -> Option<Kept> {
        let values = self.form.values();
        let parts = values.iter().map(|(part, _)| part);
        let mut parts = parts.chain(self.filled.iter().map(|(part, _)| part));
        let changed = self.form.is_touched() && parts.any(|part| self.is_changed(*part));
        if !changed || self.ahead.is_some() {
            return None;
        }
        let field = |(part, value): (Part, Value)| Field {
            name: self.name_of(part),
            text: value.text,
            code: value.code,
        };
        let name = Part::Plain(Plain::Name);
        let typed = values.iter().filter(|(part, value)| {
            *part != name && !value.text.is_empty() && self.is_changed(*part)
        });
        let words: Vec<&str> = typed.map(|(_, value)| value.text.as_str()).collect();
        let words = words.join("  ");
        let state = State {
            words,
            name: self.name.clone(),
            was: (*self.was).clone(),
            base: (*self.base).clone(),
            rows: self.rows.clone(),
            fields: values.into_iter().map(field).collect(),
            focus: self.form.focus().map(|part| self.name_of(part)),
        };
        let typed = self.form.text(name).trim();
        Some(Kept {
            kind: Kind::Customer,
            once: self.once.clone(),
            customer: self.customer,
            title: typed.to_owned(),
            body: serde_json::to_value(&state).ok()?,
        })
    }

    /// A form from its draft; none if the draft is no such form.
    pub(in crate::app::layers) fn restore(desk: &Desk, kept: &Kept) -> Option<CustomerForm> {
        let state: State = serde_json::from_value(kept.body.clone()).ok()?;
        let customer: Option<CustomerId> = kept.customer;
        let mut form = CustomerForm::empty(desk, customer, &state.name);
        form.once.clone_from(&kept.once);
        form.fill(desk, &state.base);
        form.was = Box::new(state.was);
        form.rows = state.rows;
        let mut values = Vec::with_capacity(state.fields.len());
        for field in state.fields {
            let value = Value {
                text: field.text,
                code: field.code,
            };
            values.extend(form.part_named(&field.name).map(|part| (part, value)));
        }
        form.arrange(desk, &values);
        form.refill(desk, &values);
        // It was left with something typed: closing it would lose that.
        form.form.restore(&[], true);
        let focus = state.focus.and_then(|name| form.part_named(&name));
        if let Some(focus) = focus {
            form.form.set_focus(focus);
        }
        form.grow(desk);
        Some(form)
    }

    /// Lays the form out with these values in it and the rows that they name.
    pub(super) fn refill(&mut self, desk: &Desk, values: &[(Part, Value)]) {
        let touched = self.form.is_touched();
        let mut rows: Vec<(Table, u16)> = Vec::new();
        let stored = |number| self.rows.iter().any(|row| row.number == number);
        for (part, value) in values {
            if let Part::Cell(table, number, _) = part
                && (!value.text.trim().is_empty() || stored(*number))
                && !rows.contains(&(*table, *number))
            {
                rows.push((*table, *number));
            }
        }
        self.lay_out(desk, &rows);
        self.form.restore(values, touched);
        self.grow(desk);
    }

    fn name_of(&self, part: Part) -> String {
        match (part, self.key_of(part)) {
            (Part::Custom(_), Some(key)) => key.to_string(),
            _ => part.to_string(),
        }
    }

    fn part_named(&self, name: &str) -> Option<Part> {
        match name.parse() {
            Ok(key @ Key::Custom(_)) => self.part_of(&key),
            _ => name.parse().ok(),
        }
    }
}
