//! The card: one customer with the timeline. It keeps the old card of the same customer
//! while a newer one is asked for. Must not know how a card is found or stored.

pub mod document;
mod tasks;
mod timeline;
pub mod view;

use crate::app::action::Action;
use crate::app::desk::Desk;
use crate::app::keymap::Scope;
use crate::app::machine::Focus;
use crate::app::pane::{Pane, Step};
use crate::app::vocabulary::{Answer, Query, Slot};
use crate::domain::customer::{Card, CardPhone, FoundRow, MatchedBy, Sight};
use crate::domain::ids::{CustomerId, PhoneId};
use crate::error::Error;
use crate::kit::key::Key;
use crate::text::explain;

/// Lines of the timeline asked for at first, and once somebody reads on.
pub const TIMELINE: usize = 20;
const DEEPER: usize = 500;

/// What of the timeline is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Filter {
    /// Everything.
    #[default]
    All,
    /// Calls, visits, notes.
    Calls,
    /// Sales.
    Sales,
    /// Tasks that have ended.
    Tasks,
}

impl Filter {
    /// Every filter, in order.
    pub const ALL: [Filter; 4] = [Filter::All, Filter::Calls, Filter::Sales, Filter::Tasks];

    fn next(self) -> Filter {
        match self {
            Filter::All => Filter::Calls,
            Filter::Calls => Filter::Sales,
            Filter::Sales => Filter::Tasks,
            Filter::Tasks => Filter::All,
        }
    }
}

/// The card pane.
#[derive(Debug, Clone, Default)]
pub struct CardPane {
    customer: Option<CustomerId>,
    /// The row that it was opened from: its name stands there until the card comes.
    row: Option<FoundRow>,
    card: Option<Box<Card>>,
    failed: Option<String>,
    filter: Filter,
    scroll: usize,
    /// Somebody has read to the end of the first lines.
    deeper: bool,
    /// Whole numbers that were revealed, until the card is left.
    revealed: Vec<(PhoneId, String)>,
    /// It was gone into, which left a trace: whoever has full sight reads whole numbers.
    opened: bool,
}

impl CardPane {
    /// Whose card is shown or on its way.
    pub fn customer(&self) -> Option<CustomerId> {
        self.customer
    }

    /// The card, if it is there.
    pub fn card(&self) -> Option<&Card> {
        self.card.as_deref()
    }

    /// The customer's name, as far as it is known; raw.
    pub fn name(&self) -> &str {
        match (&self.card, &self.row) {
            (Some(card), _) => &card.name,
            (None, Some(row)) => &row.name,
            (None, None) => "",
        }
    }

    /// What of the timeline is shown.
    pub fn filter(&self) -> Filter {
        self.filter
    }

    /// Shows another customer, or nobody; the question for it, if there is one to ask. What is
    /// out of sight is asked for again: a call may have brought it into sight.
    pub fn show(&mut self, customer: Option<CustomerId>, row: Option<FoundRow>) -> Vec<Step> {
        if customer == self.customer {
            self.row = row.or(self.row.take());
            return if self.is_in_sight() {
                Vec::new()
            } else {
                self.ask()
            };
        }
        *self = CardPane {
            customer,
            row,
            filter: self.filter,
            ..CardPane::default()
        };
        self.ask()
    }

    /// The question for the card that is shown.
    pub fn ask(&self) -> Vec<Step> {
        let timeline = if self.deeper { DEEPER } else { TIMELINE };
        // Who was found by a whole number may be put through, also once a call that gave more
        // sight of them is logged. How much may be seen the store decides.
        let by_number =
            |row: &&FoundRow| row.sight == Sight::PutThrough || row.matched_by == MatchedBy::Number;
        let known_by = self.row.as_ref().filter(by_number);
        let known_by = known_by.and_then(|row| row.digits.clone());
        let ask = |customer| {
            let card = Query::Card {
                customer,
                timeline,
                known_by,
            };
            Step::Read(Slot::Card, card)
        };
        self.customer.map(ask).into_iter().collect()
    }

    /// Whether more than "put through" is known of the customer.
    pub fn is_in_sight(&self) -> bool {
        self.card()
            .is_some_and(|card| card.sight != Sight::PutThrough)
    }

    /// The card was gone into; returns whether that is to leave its trace now: once, and not
    /// before there is something to see.
    pub fn enter(&mut self) -> bool {
        let first = self.is_in_sight() && !self.opened;
        self.opened |= first;
        first
    }

    /// Forgets revealed numbers: the card is left.
    pub fn leave(&mut self) {
        self.opened = false;
        self.revealed.clear();
        self.scroll = 0;
    }

    /// Shows a whole number until the card is left.
    pub fn reveal(&mut self, customer: CustomerId, phone: PhoneId, number: &str) {
        if self.customer == Some(customer) {
            self.revealed.retain(|(id, _)| *id != phone);
            self.revealed.push((phone, number.to_owned()));
        }
    }

    /// The next number to reveal: the first that is still masked.
    pub fn next_masked(&self) -> Option<PhoneId> {
        let masked = |phone: &&CardPhone| !self.is_whole(phone);
        self.card()?
            .phones
            .iter()
            .find(masked)
            .map(|phone| phone.id)
    }

    /// Whether a number stands on the card in full: it was revealed, or the card was gone into by
    /// somebody who may see it. The store hands digits out to nobody else. Of somebody who had
    /// better not be called, or is being called by somebody else, only once it was asked for.
    pub fn is_whole(&self, phone: &CardPhone) -> bool {
        let against = |card: &Card| !card.guard.is_empty() || card.held_by.is_some();
        let guarded = self.card().is_some_and(against);
        let seen = self.opened && !guarded && !phone.digits.is_empty();
        seen || self.whole(phone.id).is_some()
    }

    /// A number that was revealed.
    pub fn whole(&self, phone: PhoneId) -> Option<&str> {
        self.revealed
            .iter()
            .find(|(id, _)| *id == phone)
            .map(|(_, number)| number.as_str())
    }

    fn scroll_by(&mut self, desk: &Desk, key: Key) -> Vec<Step> {
        let rows = document::lines(desk, self).len();
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
        let full = self
            .card()
            .is_some_and(|card| card.timeline.len() >= TIMELINE);
        if to >= last && full && !self.deeper {
            self.deeper = true;
            return self.ask();
        }
        Vec::new()
    }
}

impl Pane for CardPane {
    fn scope(&self) -> Scope {
        Scope::Card
    }

    fn update(&mut self, desk: &Desk, action: Action, key: Key) -> Vec<Step> {
        match action {
            Action::Filter => {
                self.filter = self.filter.next();
                self.scroll = 0;
                Vec::new()
            }
            Action::Back => vec![Step::Go(Focus::Rows)],
            Action::Up
            | Action::Down
            | Action::PageUp
            | Action::PageDown
            | Action::First
            | Action::Last => self.scroll_by(desk, key),
            _ => Vec::new(),
        }
    }

    fn receive(&mut self, desk: &Desk, _slot: Slot, answer: Result<&Answer, &Error>) -> Vec<Step> {
        match answer {
            Ok(Answer::Card(card)) => {
                self.failed = None;
                self.card = Some(card.clone());
            }
            Ok(_) => {}
            Err(Error::Gone(_)) => {
                self.card = None;
                self.failed = Some(desk.text().customer.out_of_sight.to_owned());
            }
            Err(error) => self.failed = Some(explain(desk.lang, error).to_string()),
        }
        Vec::new()
    }

    fn refusal(&self, desk: &Desk, action: Action) -> Option<String> {
        let words = &desk.text().desk;
        match (action, self.card()) {
            (Action::Filter, None) => Some(words.still_loading.to_owned()),
            (Action::Filter, Some(card)) if card.sight == Sight::PutThrough => {
                Some(desk.text().customer.put_through.to_owned())
            }
            _ => None,
        }
    }
}
