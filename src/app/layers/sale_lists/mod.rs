//! The lists of sales with their counts: one is chosen, of what oneself, the team or anybody sold.
//! Must not know how they are found.

mod view;

use crate::app::action::Action;
use crate::app::desk::Desk;
use crate::app::keymap::Scope;
use crate::app::layers::lists::offered;
use crate::app::pane::{Pane, Step};
use crate::app::vocabulary::{Answer, Query, Slot, TradeAnswer, TradeQuery};
use crate::domain::ids::CustomerId;
use crate::domain::sale::SalesOf;
use crate::domain::today::Whose;
use crate::error::Error;
use crate::kit::key::Key;
use crate::kit::list::List;

/// The chooser.
#[derive(Debug, Clone)]
pub(super) struct SaleLists {
    whose: Whose,
    lists: Vec<SalesOf>,
    /// The customer of whom the last list is, raw.
    name: Option<String>,
    counts: Option<Vec<(usize, bool)>>,
    list: List<usize>,
    failed: Option<String>,
}

impl SaleLists {
    /// With the list on which one stands, and the customer of whom one may be.
    pub(super) fn new(
        whose: Whose,
        here: SalesOf,
        whom: Option<(CustomerId, String)>,
    ) -> (SaleLists, Vec<Step>) {
        let mut lists = SalesOf::OFFERED.to_vec();
        lists.extend(whom.as_ref().map(|(id, _)| SalesOf::Customer(*id)));
        let place = lists.iter().position(|known| *known == here);
        let mut list = List::default();
        list.reset((0..lists.len()).collect());
        list.select_index(place.unwrap_or(0));
        let mut chooser = SaleLists {
            whose,
            lists,
            name: whom.map(|(_, name)| name),
            counts: None,
            list,
            failed: None,
        };
        let first = chooser.count();
        (chooser, first)
    }

    fn count(&mut self) -> Vec<Step> {
        self.counts = None;
        let query = TradeQuery::Counts {
            whose: self.whose,
            lists: self.lists.clone(),
        };
        vec![Step::Read(Slot::Lists, Query::Trade(query))]
    }

    /// What others sold, as far as the scope goes: I, the team, anybody, I again.
    fn next_whose(&mut self, desk: &Desk) -> Vec<Step> {
        let offered = offered(desk);
        let here = offered.iter().position(|whose| *whose == self.whose);
        let next = here.map_or(0, |here| (here + 1) % offered.len());
        self.whose = offered.get(next).copied().unwrap_or(Whose::Mine);
        self.count()
    }
}

impl Pane for SaleLists {
    fn scope(&self) -> Scope {
        Scope::Lists
    }

    fn update(&mut self, desk: &Desk, action: Action, key: Key) -> Vec<Step> {
        match action {
            Action::Open => {
                let place = self.list.selected();
                let chosen = place.and_then(|place| self.lists.get(place));
                let shown = chosen.map(|of| Step::Sales(self.whose, *of));
                std::iter::once(Step::Close).chain(shown).collect()
            }
            Action::Cancel => vec![Step::Close],
            Action::OtherPeople => self.next_whose(desk),
            _ => {
                self.list.set_height(desk.pane_height().saturating_sub(4));
                self.list.handle(key);
                Vec::new()
            }
        }
    }

    fn receive(&mut self, desk: &Desk, slot: Slot, answer: Result<&Answer, &Error>) -> Vec<Step> {
        match (slot, answer) {
            (Slot::Lists, Ok(Answer::Trade(TradeAnswer::Counts(counts)))) => {
                self.failed = None;
                self.counts = Some(counts.clone());
            }
            (Slot::Lists, Err(error)) => self.failed = Some(desk.explain(error)),
            _ => {}
        }
        Vec::new()
    }

    fn refusal(&self, desk: &Desk, action: Action) -> Option<String> {
        let words = &desk.text().today;
        let why = match action {
            Action::OtherPeople if offered(desk).len() < 2 => words.only_mine,
            Action::Longer | Action::Shorter => words.no_span,
            _ => return None,
        };
        Some(why.to_owned())
    }
}
