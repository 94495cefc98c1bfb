//! The form as plain data, and back. Must not know where it is kept.

use super::{Deal, Part, about};
use crate::app::desk::Desk;
use crate::app::layers::kept::{fields, put_back};
use crate::app::pane::Step;
use crate::domain::kept::{Kept, Kind};

fn name(part: Part) -> String {
    match part {
        Part::What => "what".to_owned(),
        Part::Sum => "sum".to_owned(),
        Part::Method => "method".to_owned(),
        Part::Pieces(place) => format!("pieces.{place}"),
        Part::Back => "back".to_owned(),
        Part::Reason => "reason".to_owned(),
    }
}

impl Deal {
    pub(super) fn kept(&self) -> Option<Kept> {
        let Some(known) = &self.known else {
            return self.draft.clone();
        };
        let mut body = fields(&self.form, name)?;
        body["dealing"] = self.dealing.code().into();
        body["sale"] = self.sale.0.into();
        Some(Kept {
            kind: Kind::Deal,
            once: self.once.clone(),
            customer: Some(known.customer),
            title: format!("{} {}", known.code, known.name),
            body,
        })
    }

    /// The form as it was left: it is filled in once the sale is known as it is now.
    pub(in crate::app::layers) fn reopen(desk: &Desk, kept: &Kept) -> Option<(Deal, Vec<Step>)> {
        let (dealing, sale) = about(&kept.body)?;
        let (mut deal, first) = Deal::new(desk, dealing, sale, None);
        deal.once.clone_from(&kept.once);
        deal.draft = Some(kept.clone());
        Some((deal, first))
    }

    pub(super) fn put_draft_back(&mut self) {
        if let Some(kept) = self.draft.take() {
            put_back(&mut self.form, &kept.body, name);
        }
    }
}
