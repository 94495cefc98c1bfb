//! The slips of a sale over the desk, as they are printed: the sales slip or the receipt, on paper of
//! so many columns. Must not know how they are laid out or printed.

mod view;

use crate::app::action::Action;
use crate::app::desk::Desk;
use crate::app::keymap::Scope;
use crate::app::pane::{Pane, Step};
use crate::app::vocabulary::{Answer, Query, Slot, TradeAnswer, TradeQuery};
use crate::domain::ids::SaleId;
use crate::domain::sale::slip::Slips;
use crate::error::Error;
use crate::kit::key::Key;

/// Columns of paper.
const PAPER: [usize; 3] = [32, 48, 80];

/// The slips.
#[derive(Debug, Clone)]
pub(super) struct Slip {
    /// None: they are asked for.
    slips: Option<Box<Slips>>,
    receipt: bool,
    /// Which paper.
    paper: usize,
    /// Lines that are scrolled away.
    top: usize,
    failed: Option<String>,
}

impl Slip {
    /// Of a sale.
    pub(super) fn new(sale: SaleId) -> (Slip, Vec<Step>) {
        let slip = Slip {
            slips: None,
            receipt: false,
            paper: 1,
            top: 0,
            failed: None,
        };
        let query = Query::Trade(TradeQuery::Slip { sale });
        (slip, vec![Step::Read(Slot::Trade, query)])
    }

    fn columns(&self) -> usize {
        PAPER.get(self.paper).copied().unwrap_or(48)
    }

    fn other_paper(&self, wider: bool) -> Option<usize> {
        let next = match wider {
            true => self.paper + 1,
            false => self.paper.checked_sub(1)?,
        };
        (next < PAPER.len()).then_some(next)
    }
}

impl Pane for Slip {
    fn scope(&self) -> Scope {
        Scope::Slip
    }

    fn update(&mut self, desk: &Desk, action: Action, _key: Key) -> Vec<Step> {
        let page = desk.pane_height().saturating_sub(3).max(1);
        match action {
            Action::Cancel => return vec![Step::Close],
            Action::OtherSlip => (self.receipt, self.top) = (!self.receipt, 0),
            Action::Wider | Action::Narrower => {
                let other = self.other_paper(action == Action::Wider);
                (self.paper, self.top) = (other.unwrap_or(self.paper), 0);
            }
            Action::Up => self.top = self.top.saturating_sub(1),
            Action::PageUp => self.top = self.top.saturating_sub(page),
            Action::Down | Action::PageDown => {
                let by = if action == Action::Down { 1 } else { page };
                let last = self.lines(desk).len().saturating_sub(page);
                self.top = (self.top + by).min(last);
            }
            _ => {}
        }
        Vec::new()
    }

    fn receive(&mut self, desk: &Desk, slot: Slot, answer: Result<&Answer, &Error>) -> Vec<Step> {
        match (slot, answer) {
            (Slot::Trade, Ok(Answer::Trade(TradeAnswer::Slip(slips)))) => {
                self.failed = None;
                self.slips = Some(slips.clone());
            }
            (Slot::Trade, Err(error)) if self.slips.is_none() => {
                self.failed = Some(desk.explain(error));
            }
            _ => {}
        }
        Vec::new()
    }

    fn refusal(&self, desk: &Desk, action: Action) -> Option<String> {
        let stuck = match action {
            Action::Wider | Action::Narrower => self.other_paper(action == Action::Wider).is_none(),
            _ => false,
        };
        stuck.then(|| desk.text().figures.no_paper.to_owned())
    }
}
