//! A sale with all that belongs to it: what was sold, paid, held, given back, by whom and when; and
//! what may be done with it. Must not know how any of that is done.

mod page;
mod view;

use crate::app::action::Action;
use crate::app::dealing;
use crate::app::desk::Desk;
use crate::app::keymap::Scope;
use crate::app::pane::{Ask, Pane, Step};
use crate::app::vocabulary::{Answer, Changed, Query, Slot, TradeAnswer, TradeQuery};
use crate::domain::ids::SaleId;
use crate::domain::sale::Sale;
use crate::error::Error;
use crate::kit::key::Key;

/// The layer.
#[derive(Debug, Clone)]
pub(super) struct Sold {
    id: SaleId,
    sale: Option<Box<Sale>>,
    failed: Option<String>,
    scroll: usize,
}

/// The question for a sale.
pub(super) fn question(sale: SaleId) -> Step {
    Step::Read(Slot::Trade, Query::Trade(TradeQuery::Details { sale }))
}

impl Sold {
    pub(super) fn new(id: SaleId) -> (Sold, Vec<Step>) {
        let layer = Sold {
            id,
            sale: None,
            failed: None,
            scroll: 0,
        };
        (layer, vec![question(id)])
    }

    fn scroll_by(&mut self, desk: &Desk, key: Key) {
        let rows = self
            .sale
            .as_ref()
            .map_or(0, |sale| page::lines(desk, sale).len());
        let page = desk.pane_height();
        let last = rows.saturating_sub(page);
        let to = match key {
            Key::Up => self.scroll.saturating_sub(1),
            Key::Down => self.scroll + 1,
            Key::PageUp => self.scroll.saturating_sub(page),
            Key::PageDown => self.scroll + page,
            Key::Home => 0,
            _ => last,
        };
        self.scroll = to.min(last);
    }
}

impl Pane for Sold {
    fn scope(&self) -> Scope {
        Scope::Sale
    }

    fn update(&mut self, desk: &Desk, action: Action, key: Key) -> Vec<Step> {
        if let Some(dealing) = dealing::of(action) {
            let known = self.sale.clone();
            return vec![Step::Ask(Ask::Deal(dealing, self.id, known))];
        }
        match action {
            Action::Cancel => vec![Step::Close],
            Action::Slip => vec![Step::Ask(Ask::Slip(self.id))],
            Action::Open => {
                let customer = self.sale.as_ref().map(|sale| sale.row.customer);
                let open = customer.map(Step::Open);
                std::iter::once(Step::Close).chain(open).collect()
            }
            _ => {
                self.scroll_by(desk, key);
                Vec::new()
            }
        }
    }

    fn again(&self, changed: &Changed) -> Vec<Step> {
        let touched = |sale: &Sale| changed.customers.contains(&sale.row.customer);
        let touched = self.sale.as_deref().is_some_and(touched);
        let stale = changed.many || (changed.sales && touched);
        stale.then(|| question(self.id)).into_iter().collect()
    }

    fn receive(&mut self, desk: &Desk, slot: Slot, answer: Result<&Answer, &Error>) -> Vec<Step> {
        match (slot, answer) {
            (Slot::Trade, Ok(Answer::Trade(TradeAnswer::Details(sale))))
                if sale.row.id == self.id =>
            {
                self.failed = None;
                self.sale = Some(sale.clone());
            }
            (Slot::Trade, Err(Error::Gone(_))) => {
                self.sale = None;
                self.failed = Some(desk.text().sales.gone.to_owned());
            }
            (Slot::Trade, Err(error)) => self.failed = Some(desk.explain(error)),
            _ => {}
        }
        Vec::new()
    }

    /// Something of it was taken back, or put back.
    fn refusal(&self, desk: &Desk, action: Action) -> Option<String> {
        let dealing = dealing::of(action)?;
        match &self.sale {
            Some(sale) => dealing::refusal(desk, dealing, &sale.row),
            None => Some(desk.text().desk.still_loading.to_owned()),
        }
    }
}
