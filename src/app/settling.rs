//! What is done with reasons to ring, wherever they are shown, and the question before somebody
//! is worn out. Must not know how reasons are found, nor keys.

use super::action::Action;
use super::layers::with_undo;
use super::machine::{App, Focus};
use super::pane::{Against, Ask, How, Owed, Step, Tone};
use super::vocabulary::Command;
use crate::domain::ids::CustomerId;
use crate::domain::time::Day;
use crate::domain::today::{Settling, Whom};

/// So many rows are not done with by a slip of one key.
const MANY: usize = 10;

/// Whom this desk may call although something speaks against it, on which day, and what it was.
#[derive(Debug, Default)]
pub(super) struct Allowed(Vec<(Day, CustomerId, Against)>);

/// As a command names them: by rule and occurrence.
pub(super) fn whom(of: &[Owed]) -> Vec<Whom> {
    let named = |owed: &Owed| {
        let reasons = owed.reasons.iter();
        let reasons = reasons.map(|due| (due.code.clone(), due.occurrence.clone()));
        (owed.customer, reasons.collect())
    };
    of.iter().map(named).collect()
}

impl App {
    /// The reasons of whom an action applies to, as the list has them.
    pub(super) fn listed_reasons(&self) -> Vec<Owed> {
        let mut listed = match self.focus {
            Focus::Rows => self.list().owed(),
            Focus::Line | Focus::Card => Vec::new(),
        };
        listed.retain(|owed| !owed.reasons.is_empty());
        listed
    }

    /// The same, where the list has none as the card has them.
    pub(super) fn owed(&self) -> Vec<Owed> {
        let mut listed = self.listed_reasons();
        let card = self.card.card().filter(|card| {
            let here = listed.is_empty() && Some(card.id) == self.target();
            here && !card.reasons.is_empty()
        });
        listed.extend(card.map(|card| Owed {
            customer: Some(card.id),
            name: card.name.clone(),
            reasons: card.reasons.clone(),
        }));
        listed
    }

    /// Why reasons cannot be done with now.
    pub(super) fn no_reason(&self) -> Option<&'static str> {
        let none = self.lacks_card(Action::Settle).is_none() && self.owed().is_empty();
        none.then_some(self.desk.text().today.no_reason)
    }

    /// At once where there is nothing to choose or to say, else by a form.
    pub(super) fn done_with(&self, action: Action) -> Vec<Step> {
        let of = self.owed();
        let choose = matches!(of.as_slice(), [one] if one.reasons.len() > 1);
        let how = match action {
            Action::Snooze => How::Snoozed,
            Action::Dismiss => How::Dismissed,
            _ if choose => How::Settled,
            _ if of.len() >= MANY => return vec![Step::Ask(Ask::SettleMany(of))],
            _ => {
                return vec![Step::Write(Command::Settle {
                    once: self.desk.once(),
                    of: whom(&of),
                    how: Settling::Settled,
                })];
            }
        };
        vec![Step::Ask(Ask::Settle(how, of))]
    }

    /// Reasons of one customer, or of so many, were done with at once.
    pub(super) fn settled(&self, one: Option<CustomerId>, count: usize) -> Vec<Step> {
        let words = &self.desk.text().today;
        let said = match one {
            Some(customer) => (words.settled)(&self.name_of(customer)),
            None => (words.settled_many)(count),
        };
        let mut steps = vec![Step::Unmark];
        steps.extend(one.map(Step::Advance));
        steps.push(Step::tell(Tone::Good, with_undo(&self.desk, &said)));
        steps
    }

    /// What speaks against calling a customer now, as far as the desk knows; nothing of one who is
    /// spoken to, nor what was asked today.
    fn against(&self, customer: CustomerId) -> Against {
        let mut against = Against::default();
        if self.rings.call_of(customer, &self.desk.calls).is_some() {
            return against;
        }
        match self.card.card().filter(|card| card.id == customer) {
            Some(card) => {
                against.guard.clone_from(&card.guard);
                against.held_by.clone_from(&card.held_by);
            }
            // None is to be had: what the list knows is better than nothing.
            None => against.guard = self.list().guard(customer),
        }
        let today = self.desk.now.today();
        let asked = self.allowed.0.iter();
        for (_, _, said) in asked.filter(|(day, id, _)| (*day, *id) == (today, customer)) {
            if !said.guard.is_empty() {
                against.guard.clear();
            }
            // Somebody else may be at it by now.
            against.held_by = against
                .held_by
                .filter(|by| Some(by) != said.held_by.as_ref());
        }
        against
    }

    /// The question before an action, if there is one to ask. Two are not to visit either.
    pub(super) fn ask_first(&self, action: Action, customer: CustomerId) -> Option<Step> {
        let mut against = self.against(customer);
        match action {
            Action::LogCall | Action::Reveal | Action::Copy | Action::ShowNumbers => {}
            Action::Visit => against.guard.clear(),
            _ => return None,
        }
        let name = self.name_of(customer);
        let asks = against != Against::default();
        asks.then_some(Step::Ask(Ask::Guarded(customer, name, against, action)))
    }

    /// The person said yes.
    pub(super) fn allow(&mut self, customer: CustomerId, against: Against) {
        let today = self.desk.now.today();
        self.allowed.0.retain(|(day, ..)| *day == today);
        self.allowed.0.push((today, customer, against));
    }
}
