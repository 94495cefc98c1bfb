//! The form of a reason as it is kept when it is not finished. Must not know where.

use super::{Of, RuleForm};
use crate::app::desk::Desk;
use crate::app::layers::kept::{fields, put_back};
use crate::domain::kept::{Kept, Kind};
use crate::domain::today::{Part, Subject};

fn name(of: Of) -> String {
    match of {
        Of::Rule(part) => part.code().to_owned(),
        Of::Cadence(part) => format!("cadence.{part}"),
    }
}

impl RuleForm {
    pub(super) fn kept(&self) -> Option<Kept> {
        let mut body = fields(&self.form, name)?;
        body["about"] = serde_json::to_value(&self.about).ok()?;
        let title = match &self.about {
            Subject::Rule(code) | Subject::New(code) => code.clone(),
            Subject::Cadence(grade) => grade.clone().unwrap_or_default(),
        };
        Some(Kept {
            kind: Kind::Rule,
            once: self.once.clone(),
            customer: None,
            title,
            body,
        })
    }

    /// The form as it was left; none: what it is about is gone.
    pub(in crate::app::layers) fn reopen(desk: &Desk, kept: &Kept) -> Option<RuleForm> {
        let about = serde_json::from_value(kept.body.get("about")?.clone()).ok()?;
        let mut form = RuleForm::new(desk, about)?;
        form.once.clone_from(&kept.once);
        put_back(&mut form.form, &kept.body, name);
        if form.form.code(Of::Rule(Part::List)).is_some() {
            // The values are those of the list that was chosen, which came back just now.
            form.offer_values(desk);
            put_back(&mut form.form, &kept.body, name);
        }
        Some(form)
    }
}
