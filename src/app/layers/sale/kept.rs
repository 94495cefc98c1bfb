//! The form's whole state as a draft, and back. Must not know where drafts are kept.

use std::collections::BTreeMap;

use super::SaleForm;
use super::part::{Column, LINES, Part};
use crate::app::desk::Desk;
use crate::app::layers::kept::{fields, put_back};
use crate::app::pane::Step;
use crate::domain::kept::{Kept, Kind};
use crate::domain::sale::Offer;

impl SaleForm {
    /// The whole form; none while nothing is typed.
    pub(super) fn keep(&self) -> Option<Kept> {
        let mut body = fields(&self.form, Part::name)?;
        body["goods"] = serde_json::to_value(&self.goods).ok()?;
        body["in_full"] = self.in_full.into();
        let rows = self.rows().into_iter();
        let rows = rows.filter(|row| !self.form.is_row_blank(LINES, *row));
        let rows: Vec<u16> = rows.collect();
        let said = |row: &u16| {
            let cell = |column| self.form.text(Part::Cell(*row, column)).trim();
            format!("{} × {}", cell(Column::Product), cell(Column::Quantity))
        };
        // Whoever sees it in a list knows it by what is sold, not by its prices.
        body["words"] = rows.iter().map(said).collect::<Vec<_>>().join("  ").into();
        body["rows"] = rows.into();
        let name = self.customer.as_ref().map(|(_, name)| name.clone());
        Some(Kept {
            kind: Kind::Sale,
            once: self.once.clone(),
            customer: self.customer.as_ref().map(|(id, _)| *id),
            title: name.unwrap_or_default(),
            body,
        })
    }

    /// The form as it was left, and its first question.
    pub(in crate::app::layers) fn reopen(
        desk: &Desk,
        kept: &Kept,
    ) -> Option<(SaleForm, Vec<Step>)> {
        let rows: Vec<u16> = serde_json::from_value(kept.body.get("rows")?.clone()).ok()?;
        let goods: BTreeMap<u16, Offer> =
            serde_json::from_value(kept.body.get("goods")?.clone()).ok()?;
        let mut form = SaleForm::empty(desk);
        form.once.clone_from(&kept.once);
        form.lay_out(desk, &rows);
        form.goods = goods;
        if let Some(customer) = kept.customer {
            form.put_customer(customer, &kept.title);
        }
        put_back(&mut form.form, &kept.body, Part::name);
        form.in_full = kept.body.get("in_full")?.as_bool()?;
        form.grow(desk);
        form.reckon(desk);
        form.understood(desk);
        let goods = form.goods.values().map(|offer| offer.good.product);
        let first = form.ask_counter(goods.collect());
        Some((form, first))
    }
}
