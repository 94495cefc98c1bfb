//! The form of reasons as plain data, and back. Must not know where it is kept.

use serde_json::{Value as Json, json};

use super::{ALL, Part, Settle, form};
use crate::app::desk::Desk;
use crate::app::layers::filling::Sending;
use crate::app::layers::kept::{fields, put_back};
use crate::app::pane::How;
use crate::domain::ids::CustomerId;
use crate::domain::kept::{Kept, Kind};
use crate::kit::form::Suggestion;

fn name(part: Part) -> String {
    let name = match part {
        Part::Until => "until",
        Part::Cause => "cause",
        Part::Which => "which",
    };
    name.to_owned()
}

const HOW: [(How, &str); 3] = [
    (How::Settled, "settled"),
    (How::Snoozed, "snoozed"),
    (How::Dismissed, "dismissed"),
];

impl Settle {
    pub(super) fn kept(&self) -> Option<Kept> {
        let mut body = fields(&self.form, name)?;
        let how = HOW.iter().find(|(how, _)| *how == self.how);
        body["how"] = how.map(|(_, code)| *code).into();
        let of = self.of.iter();
        let of = of.map(|(customer, reasons)| json!([customer.map(|id| id.0), reasons]));
        body["of"] = of.collect();
        // What there was to choose from, in the words of then.
        body["labels"] = self.labels.clone().into();
        Some(Kept {
            kind: Kind::Settle,
            once: self.once.clone(),
            customer: match self.of.as_slice() {
                [(customer, _)] => *customer,
                _ => None,
            },
            title: self.title.clone(),
            body,
        })
    }

    /// The form as it was left.
    pub(in crate::app::layers) fn reopen(desk: &Desk, kept: &Kept) -> Option<Settle> {
        let body = &kept.body;
        let code = body.get("how")?.as_str()?;
        let how = HOW.iter().find(|(_, known)| *known == code)?.0;
        let mut of = Vec::new();
        for one in body.get("of")?.as_array()? {
            let customer = one.get(0)?.as_i64().map(CustomerId);
            let reasons: Vec<(String, String)> =
                serde_json::from_value(one.get(1)?.clone()).ok()?;
            of.push((customer, reasons));
        }
        let labels = body.get("labels").and_then(Json::as_array);
        let labels = labels.into_iter().flatten();
        let labels: Vec<String> = labels.filter_map(Json::as_str).map(str::to_owned).collect();
        let mut again = Settle {
            how,
            of,
            title: kept.title.clone(),
            once: kept.once.clone(),
            form: form(how, which(desk, &labels)),
            labels,
            sending: Sending::default(),
            sent: None,
            doubted: None,
        };
        let chosen = body.pointer("/fields/which/code").and_then(Json::as_str);
        put_back(&mut again.form, body, name);
        // What was refused is not chosen, and nothing is instead of it.
        again.form.set_text(Part::Which, "");
        again.form.choose(Part::Which, chosen.unwrap_or_default());
        Some(again)
    }
}

/// How many reasons there are digits for.
pub(super) const DIGITS: usize = 9;

/// All reasons by a letter, each of them by its digit; nothing where there is one.
pub(super) fn which(desk: &Desk, labels: &[String]) -> Vec<Suggestion> {
    if labels.len() < 2 {
        return Vec::new();
    }
    let one = |code: String, label: String| Suggestion {
        keys: code.clone(),
        code,
        label,
        ..Suggestion::default()
    };
    let all = one(ALL.to_owned(), (desk.text().today.all)(labels.len()));
    let labels = labels.iter().take(DIGITS).enumerate();
    let each = labels.map(|(place, label)| one((place + 1).to_string(), label.clone()));
    std::iter::once(all).chain(each).collect()
}
