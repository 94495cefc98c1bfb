//! Products and customers by what is typed: asked as one types. Whoever types faster than the
//! answer comes chooses nothing that they have not seen: their keys wait for it. Must not know how
//! anything is found.

use super::SaleForm;
use super::part::{Column, Part};
use crate::app::desk::Desk;
use crate::app::pane::Step;
use crate::app::vocabulary::{Query, Slot, TradeQuery};
use crate::domain::customer::{Found, FoundRow, Sight};
use crate::domain::ids::CustomerId;
use crate::domain::money::Money;
use crate::domain::sale::Offer;
use crate::error::{Error, Fault};
use crate::kit::form::Suggestion;
use crate::kit::key::Key;
use crate::text::fault;

/// Rows asked for.
const ROWS: usize = 24;

/// A search as one types.
#[derive(Debug, Clone)]
pub(super) struct Search<T> {
    /// The field for which was asked, while its answer is not here.
    asked: Option<Part>,
    /// Keys that came before the answer did.
    ahead: Vec<Key>,
    /// What was found last.
    pub(super) found: Vec<T>,
}

impl<T> Default for Search<T> {
    fn default() -> Self {
        Search {
            asked: None,
            ahead: Vec::new(),
            found: Vec::new(),
        }
    }
}

impl SaleForm {
    /// Whether a key waits for the answer to what was typed before it: one that would choose.
    pub(super) fn holds_back(&mut self, key: Key) -> bool {
        let here = self.form.focus();
        let offers = (self.offers.asked.is_some() && self.offers.asked == here)
            .then_some(&mut self.offers.ahead);
        let buyers = (self.buyers.asked.is_some() && self.buyers.asked == here)
            .then_some(&mut self.buyers.ahead);
        let Some(ahead) = offers.or(buyers) else {
            return false;
        };
        if key == Key::Esc {
            ahead.clear();
            return false;
        }
        let chooses = matches!(
            key,
            Key::Enter | Key::Tab | Key::BackTab | Key::Down | Key::Up | Key::F(9)
        );
        let waits = chooses || !ahead.is_empty();
        if waits {
            ahead.push(key);
        }
        waits
    }

    /// Whether what is typed in a field was looked for in vain.
    pub(super) fn found_none(&self, part: Part) -> bool {
        let none = match part {
            Part::Customer => self.buyers.asked.is_none() && self.buyers.found.is_empty(),
            _ => self.offers.asked.is_none() && self.offers.found.is_empty(),
        };
        let typed = !self.form.text(part).trim().is_empty();
        none && typed && self.form.code(part).is_none()
    }

    /// The keys that waited come now.
    fn go_on(&mut self, desk: &Desk, ahead: Vec<Key>) -> Vec<Step> {
        use crate::app::pane::Pane;
        let mut steps = Vec::new();
        for key in ahead {
            steps.extend(self.typed(desk, key));
        }
        steps
    }

    /// Another text stands for a product: one that was chosen, or one that is looked for.
    pub(super) fn product_typed(&mut self, desk: &Desk, row: u16) -> Vec<Step> {
        let part = Part::Cell(row, Column::Product);
        if let Some(code) = self.form.code(part) {
            let id = code.parse().ok();
            let chosen = self.offers.found.iter();
            let mut chosen = chosen.filter(|offer| Some(offer.good.product.0) == id);
            if let Some(offer) = chosen.next().cloned() {
                self.take(desk, row, offer);
            }
            return Vec::new();
        }
        self.goods.remove(&row);
        let typed = self.form.text(part).trim().to_owned();
        if typed.is_empty() {
            self.offers.asked = None;
            self.form.set_suggestions(part, Vec::new());
            return Vec::new();
        }
        self.offers.asked = Some(part);
        let limit = ROWS;
        let query = Query::Trade(TradeQuery::Offers { typed, limit });
        vec![Step::Read(Slot::Offers, query)]
    }

    /// A product stands in a row: one of it, at its list price, unless somebody said otherwise.
    fn take(&mut self, desk: &Desk, row: u16, offer: Offer) {
        let (price, quantity) = (
            Part::Cell(row, Column::Price),
            Part::Cell(row, Column::Quantity),
        );
        let priced = self.form.text(price).is_empty() || self.form.is_given(price);
        if priced && self.form.code(Part::Cell(row, Column::Cause)).is_none() {
            let list = offer.good.price.map(|minor| self.plain(desk, minor));
            self.form.set_text(price, &list.unwrap_or_default());
            self.form.set_given(price);
        }
        if self.form.text(quantity).is_empty() {
            self.form.set_text(quantity, "1");
            self.form.set_given(quantity);
        }
        self.goods.insert(row, offer);
    }

    /// What a sale that comes back had in its lines, as it is by now: what is sold no more and what
    /// has another price is told at once, what is free is that of today.
    pub(super) fn learn_goods(&mut self, desk: &Desk, goods: &[Offer]) {
        for row in self.rows() {
            let Some(had) = self.goods.get_mut(&row) else {
                continue;
            };
            let product = had.good.product;
            let Some(now) = goods.iter().find(|now| now.good.product == product) else {
                continue;
            };
            let listed = had.good.price;
            *had = now.clone();
            if !now.good.active {
                let why = fault(desk.lang, &Fault::Withdrawn);
                self.form.set_error(Part::Cell(row, Column::Product), why);
            } else if now.good.price != listed {
                self.tell_price(desk, row, listed);
            }
        }
    }

    pub(super) fn learn_offers(&mut self, desk: &Desk, offers: &[Offer]) -> Vec<Step> {
        let Some(part) = self.offers.asked.take() else {
            return Vec::new();
        };
        self.offers.found = offers.to_vec();
        let words = &desk.text().forms.sale;
        let suggestion = |offer: &Offer| {
            let price = offer.good.price.map(Money);
            let price = price.map(|price| price.short(self.currency(desk)));
            let free = offer.free.map(words.free);
            let more = [Some(offer.code.clone()), price, free];
            Suggestion {
                code: offer.good.product.0.to_string(),
                label: offer.name.clone(),
                more: more.into_iter().flatten().collect::<Vec<_>>().join("  "),
                ..Suggestion::default()
            }
        };
        let offers = offers.iter().map(suggestion).collect();
        self.form.set_suggestions(part, offers);
        self.understood(desk);
        let ahead = std::mem::take(&mut self.offers.ahead);
        self.go_on(desk, ahead)
    }

    /// Another text stands for who buys.
    pub(super) fn customer_typed(&mut self) -> Vec<Step> {
        if let Some(code) = self.form.code(Part::Customer) {
            let id = code.parse().ok().map(CustomerId);
            let chosen = self.buyers.found.iter().find(|row| Some(row.id) == id);
            if let Some((id, name)) = chosen.map(|row| (row.id, row.name.clone())) {
                self.customer = Some((id, name));
                self.counter = None;
                return self.ask_counter(Vec::new());
            }
            return Vec::new();
        }
        (self.customer, self.counter) = (None, None);
        self.not_as_usual();
        let typed = self.form.text(Part::Customer).trim().to_owned();
        if typed.is_empty() {
            self.buyers.asked = None;
            self.form.set_suggestions(Part::Customer, Vec::new());
            return Vec::new();
        }
        self.buyers.asked = Some(Part::Customer);
        let limit = ROWS;
        vec![Step::Read(Slot::Buyers, Query::Find { typed, limit })]
    }

    pub(super) fn learn_buyers(&mut self, desk: &Desk, found: &Found) -> Vec<Step> {
        let Some(part) = self.buyers.asked.take() else {
            return Vec::new();
        };
        self.buyers.found.clone_from(&found.rows);
        let one = |row: &FoundRow| {
            let number = row.digits.as_deref().map(|digits| desk.mask(digits));
            let owner = row.owner_name.clone();
            let through = (row.sight == Sight::PutThrough)
                .then(|| desk.text().forms.sale.not_mine.to_owned());
            let more = [through, number, owner];
            Suggestion {
                code: row.id.0.to_string(),
                label: row.name.clone(),
                more: more.into_iter().flatten().collect::<Vec<_>>().join("  "),
                ..Suggestion::default()
            }
        };
        let rows = found.rows.iter().map(one).collect();
        self.form.set_suggestions(part, rows);
        self.understood(desk);
        let ahead = std::mem::take(&mut self.buyers.ahead);
        self.go_on(desk, ahead)
    }

    /// It could not be looked for: said, and what was pressed meanwhile is not done blindly.
    pub(super) fn search_failed(&mut self, desk: &Desk, error: &Error) -> Vec<Step> {
        (self.offers.asked, self.buyers.asked) = (None, None);
        self.offers.ahead.clear();
        self.buyers.ahead.clear();
        self.sending.failed = Some(desk.explain(error));
        Vec::new()
    }
}
