//! The form about tasks as plain data, and back. Must not know where it is kept.

use serde_json::{Value as Json, json};

use super::{Part, TaskDeal};
use crate::app::desk::Desk;
use crate::app::layers::kept::{fields, put_back};
use crate::app::tasking::{About, Deal};
use crate::domain::ids::{CustomerId, TaskId};
use crate::domain::kept::{Kept, Kind};

fn name(part: Part) -> String {
    let name = match part {
        Part::Result => "result",
        Part::FollowUp => "follow_up",
        Part::Due => "due",
        Part::Whose => "whose",
        Part::Reason => "reason",
    };
    name.to_owned()
}

const DEALS: [(Deal, &str); 4] = [
    (Deal::Done, "done"),
    (Deal::Postponed, "postponed"),
    (Deal::Cancelled, "cancelled"),
    (Deal::Assigned, "assigned"),
];

/// A task as a draft has it, and back.
pub(in crate::app::layers) fn about(task: &About) -> Json {
    let customer = task.customer.map(|customer| customer.0);
    json!({"id": task.id.0, "title": task.title, "customer": customer, "told": task.told})
}

pub(in crate::app::layers) fn read(body: &Json) -> Option<About> {
    let told = body
        .get("told")
        .and_then(Json::as_array)
        .into_iter()
        .flatten();
    Some(About {
        id: TaskId(body.get("id")?.as_i64()?),
        title: body.get("title")?.as_str()?.to_owned(),
        customer: body.get("customer").and_then(Json::as_i64).map(CustomerId),
        told: told.filter_map(Json::as_str).map(str::to_owned).collect(),
    })
}

impl TaskDeal {
    pub(super) fn kept(&self) -> Option<Kept> {
        let mut body = fields(&self.form, name)?;
        let deal = DEALS.iter().find(|(deal, _)| *deal == self.deal);
        body["deal"] = deal.map(|(_, code)| *code).into();
        body["of"] = self.of.iter().map(about).collect();
        let (customer, title) = match self.of.as_slice() {
            [one] => (one.customer, one.title.clone()),
            others => (None, others.len().to_string()),
        };
        Some(Kept {
            kind: Kind::Task,
            once: self.once.clone(),
            customer,
            title,
            body,
        })
    }

    /// The form as it was left.
    pub(in crate::app::layers) fn reopen(desk: &Desk, kept: &Kept) -> Option<TaskDeal> {
        let code = kept.body.get("deal")?.as_str()?;
        let deal = DEALS.iter().find(|(_, known)| *known == code)?.0;
        let of = kept.body.get("of")?.as_array()?.iter().map(read);
        let mut again = TaskDeal::about(desk, deal, of.collect::<Option<_>>()?);
        again.once.clone_from(&kept.once);
        put_back(&mut again.form, &kept.body, name);
        Some(again)
    }
}
