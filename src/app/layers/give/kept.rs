//! The form of a task as plain data, and back. Must not know where it is kept.

use super::{Give, Part, What};
use crate::app::desk::Desk;
use crate::app::layers::kept::{fields, put_back};
use crate::domain::ids::CustomerId;
use crate::domain::kept::{Kept, Kind};

impl Give {
    pub(super) fn kept(&self) -> Option<Kept> {
        let mut body = fields(&self.form, Part::name)?;
        body["what"] = serde_json::to_value(&self.what).ok()?;
        let (customer, title) = match &self.what {
            What::One(Some(about)) => (about.customer.map(CustomerId), about.name.clone()),
            What::One(None) => (None, String::new()),
            What::Many(of) => (None, of.len().to_string()),
            What::Change(was) => (None, was.title.clone()),
        };
        Some(Kept {
            kind: Kind::Give,
            once: self.once.clone(),
            customer,
            title,
            body,
        })
    }

    /// The form as it was left.
    pub(in crate::app::layers) fn reopen(desk: &Desk, kept: &Kept) -> Option<Give> {
        let what: What = serde_json::from_value(kept.body.get("what")?.clone()).ok()?;
        let mut give = Give::new(desk, what);
        give.once.clone_from(&kept.once);
        put_back(&mut give.form, &kept.body, Part::name);
        Some(give)
    }
}
