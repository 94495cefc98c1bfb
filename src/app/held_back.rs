//! What is done with a customer follows from their card: whether they may be called now, which
//! number it was, what is due. Where the card is not here yet, the action and the keys after it
//! wait for it. Must not know what an action does.

use super::action::Action;
use super::machine::{App, Focus};
use super::vocabulary::{Effect, Event};
use crate::domain::ids::CustomerId;
use crate::kit::key::Key;

/// Ticks after which nothing waits any longer.
const AT_MOST: u64 = 3;

/// An action that waits for a card.
pub(super) struct HeldBack {
    action: Action,
    key: Key,
    customer: CustomerId,
    /// The tick at which it began to wait.
    since: u64,
    /// What was typed after it, in order.
    typed: Vec<Event>,
}

impl App {
    /// The customer whose card an action needs that is not here.
    pub(super) fn lacks_card(&self, action: Action) -> Option<CustomerId> {
        let needs = match action {
            Action::LogCall | Action::Visit | Action::Reveal | Action::Copy | Action::Uses => true,
            // Its numbers are asked for like those of the card.
            Action::Edit => true,
            Action::Settle | Action::Snooze | Action::Dismiss => self.listed_reasons().is_empty(),
            _ => false,
        };
        let many = self.focus == Focus::Rows && self.list().marked() > 0;
        if !needs || many || !self.layers.is_empty() {
            return None;
        }
        self.target()
            .filter(|id| self.card.card().is_none_or(|card| card.id != *id))
    }

    /// Asks for the card that an action needs; none: it is here.
    pub(super) fn wait_for_card(&mut self, action: Action, key: Key) -> Option<Vec<Effect>> {
        let customer = self.lacks_card(action)?;
        self.held_back = Some(HeldBack {
            action,
            key,
            customer,
            since: self.ticks,
            typed: Vec::new(),
        });
        Some(self.show(Some(customer)))
    }

    /// What is typed while something waits comes after it; everything else comes at once.
    pub(super) fn comes_now(&mut self, event: Event) -> Option<Event> {
        match (&mut self.held_back, event) {
            (Some(held), event @ (Event::Key(_) | Event::Paste(_))) => {
                held.typed.push(event);
                None
            }
            (None, event @ (Event::Key(_) | Event::Paste(_))) => self.keep_behind(event),
            (_, event) => Some(event),
        }
    }

    /// The card has come, or will not: what waited for it is done, and what was typed after it. If
    /// the desk is at somebody else now, it was not meant for them.
    pub(super) fn go_on(&mut self) -> Vec<Effect> {
        let Some(held) = self.held_back.take() else {
            return Vec::new();
        };
        if self.target() != Some(held.customer) || !self.layers.is_empty() {
            return Vec::new();
        }
        let mut effects = self.act_at_once(held.action, held.key);
        for event in held.typed {
            if let Some(event) = self.comes_now(event) {
                effects.extend(self.event(event));
            }
        }
        effects
    }

    /// Goes on where no card has come for too long.
    pub(super) fn go_on_in_time(&mut self) -> Vec<Effect> {
        let held = self.held_back.as_ref();
        let long = held.is_some_and(|held| self.ticks - held.since >= AT_MOST);
        if long { self.go_on() } else { Vec::new() }
    }
}
