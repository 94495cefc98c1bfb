//! What is on hand, held for customers and free, product by product. Must not know how it moves.

mod view;

use crate::app::action::Action;
use crate::app::desk::Desk;
use crate::app::keymap::Scope;
use crate::app::pane::{Ask, Goods, Pane, Step};
use crate::app::vocabulary::{Answer, Changed, Query, Slot, TradeAnswer, TradeQuery};
use crate::domain::product::Stock;
use crate::domain::staff::Operation;
use crate::error::Error;
use crate::kit::key::Key;
use crate::kit::list::List;

/// The list.
#[derive(Debug, Clone)]
pub(super) struct StockList {
    goods: Option<Vec<Stock>>,
    list: List<usize>,
    failed: Option<String>,
}

/// The question for what is on hand.
pub(super) fn question() -> Step {
    Step::Read(Slot::Lists, Query::Trade(TradeQuery::Stock))
}

impl StockList {
    pub(super) fn new() -> (StockList, Vec<Step>) {
        let layer = StockList {
            goods: None,
            list: List::default(),
            failed: None,
        };
        (layer, vec![question()])
    }

    fn here(&self) -> Option<&Stock> {
        self.goods.as_ref()?.get(self.list.selected()?)
    }
}

impl Pane for StockList {
    fn scope(&self) -> Scope {
        Scope::Stock
    }

    fn update(&mut self, desk: &Desk, action: Action, key: Key) -> Vec<Step> {
        let goods = match action {
            Action::Receive => Goods::Received,
            Action::CountGoods => Goods::Counted,
            Action::ReorderAt => Goods::Level,
            Action::Cancel => return vec![Step::Close],
            _ => {
                self.list.set_height(desk.pane_height().saturating_sub(4));
                self.list.handle(key);
                return Vec::new();
            }
        };
        let ask = self
            .here()
            .map(|stock| Step::Ask(Ask::Goods(goods, stock.clone())));
        ask.into_iter().collect()
    }

    fn again(&self, changed: &Changed) -> Vec<Step> {
        let stale = changed.stock || changed.sales || changed.many || changed.house;
        stale.then(question).into_iter().collect()
    }

    fn receive(&mut self, desk: &Desk, slot: Slot, answer: Result<&Answer, &Error>) -> Vec<Step> {
        match (slot, answer) {
            (Slot::Lists, Ok(Answer::Trade(TradeAnswer::Stock(goods)))) => {
                self.failed = None;
                let places = (0..goods.len()).collect();
                if self.goods.replace(goods.clone()).is_none() {
                    self.list.reset(places);
                } else {
                    self.list.set_rows(places);
                }
            }
            (Slot::Lists, Err(error)) => self.failed = Some(desk.explain(error)),
            _ => {}
        }
        Vec::new()
    }

    fn refusal(&self, desk: &Desk, action: Action) -> Option<String> {
        let words = &desk.text().desk;
        if !matches!(
            action,
            Action::Receive | Action::CountGoods | Action::ReorderAt | Action::Open
        ) {
            return None;
        }
        let right = desk
            .may(Operation::Stock)
            .is_none()
            .then_some(words.no_right);
        let none = self.here().is_none().then_some(words.no_rows);
        right.or(none).map(str::to_owned)
    }
}
