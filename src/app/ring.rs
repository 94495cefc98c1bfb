//! The telephone at the desk: a ringing call is asked for at once and laid over the desk, or
//! announced by a banner while something is being typed. Must not know the exchange.

use super::machine::{App, Focus};
use super::pane::{Ask, Step, Tone};
use super::vocabulary::{Answer, Effect, Query, Slot};
use crate::domain::customer::Found;
use crate::domain::ids::{CallId, CustomerId};
use crate::domain::interaction::Call;
use crate::error::Error;
use crate::kit::clean::clean;

/// What is known of calls at this desk.
#[derive(Debug, Default)]
pub(super) struct Rings {
    /// Calls that were announced already.
    seen: Vec<CallId>,
    /// Whom the last call belongs to, once that is known.
    known: Option<(Call, Found)>,
    /// The call that rings or is being spoken on.
    current: Option<CallId>,
    /// The person asked for the call: its answer may cover what is being typed.
    asked: bool,
}

impl Rings {
    /// The call that rings or is being spoken on.
    pub(super) fn current(&self) -> Option<CallId> {
        self.current
    }

    /// The number of the last call as the exchange sent it.
    pub(super) fn number(&self, calls: &[Call]) -> Option<String> {
        let known = self.known.as_ref().map(|(call, _)| call);
        let call = calls
            .iter()
            .find(|call| Some(call.id) == self.current)
            .or(known)?;
        call.number.clone()
    }

    /// The call that a customer is being spoken to on, until it is logged.
    pub(super) fn call_of(&self, customer: CustomerId, calls: &[Call]) -> Option<CallId> {
        let (call, found) = self.known.as_ref()?;
        let theirs = found.rows.iter().any(|row| row.id == customer);
        let open = calls
            .iter()
            .any(|known| known.id == call.id && !known.logged);
        (theirs && open).then_some(call.id)
    }

    /// The call of a stranger, which somebody may just have been given.
    pub(super) fn of_stranger(&self, calls: &[Call]) -> Option<CallId> {
        let (call, found) = self.known.as_ref()?;
        let open = calls
            .iter()
            .any(|known| known.id == call.id && !known.logged);
        (found.rows.is_empty() && open).then_some(call.id)
    }

    /// The last call that was asked for, and whose number it is.
    pub(super) fn known(&self) -> Option<&(Call, Found)> {
        self.known.as_ref()
    }
}

impl App {
    /// The calls at this extension are now these.
    pub(super) fn calls(&mut self, calls: Vec<Call>) -> Vec<Effect> {
        let live = |call: &&Call| call.ended_at.is_none() && !call.missed && !call.logged;
        let newest = calls.iter().rev().find(live).map(|call| call.id);
        let fresh = newest.filter(|id| !self.rings.seen.contains(id));
        self.rings
            .seen
            .retain(|id| calls.iter().any(|call| call.id == *id));
        self.rings.current = newest;
        self.desk.calls = calls;
        self.find.arrange(&self.desk, false);
        let Some(call) = fresh else { return Vec::new() };
        self.rings.seen.push(call);
        self.rings.asked = false;
        let mut effects = self.carry_out(vec![Step::Read(Slot::Ring, Query::Ring { call })]);
        effects.push(Effect::Bell);
        effects
    }

    /// Goes to a call because the person asked for it.
    pub(super) fn take(&mut self, call: CallId) -> Vec<Effect> {
        self.rings.asked = true;
        match &self.rings.known {
            Some((known, found)) if known.id == call => {
                let (known, found) = (known.clone(), found.clone());
                let steps = self.lay_over(&known, &found);
                self.carry_out(steps)
            }
            _ => self.carry_out(vec![Step::Read(Slot::Ring, Query::Ring { call })]),
        }
    }

    /// The answer to who rings.
    pub(super) fn who_rings(&mut self, answer: Result<&Answer, &Error>) -> Vec<Step> {
        let (call, found) = match answer {
            Ok(Answer::Ring(call, found)) => (call.clone(), found.clone()),
            Ok(_) => return Vec::new(),
            Err(error) => return vec![self.trouble(error)],
        };
        self.rings.known = Some((call.clone(), found.clone()));
        if self.is_busy_typing() && !self.rings.asked {
            return Vec::new();
        }
        self.lay_over(&call, &found)
    }

    /// Whether a card over the desk would touch what is being typed.
    fn is_busy_typing(&self) -> bool {
        self.layers.unsaved()
            || self.layers.top().is_some_and(|layer| layer.typing())
            || (self.focus == Focus::Line && !self.find.line().is_empty())
    }

    fn lay_over(&mut self, call: &Call, found: &Found) -> Vec<Step> {
        self.rings.asked = false;
        self.layers.clear_harmless();
        self.parked.set_aside(&mut self.layers);
        let waits = (!self.parked.is_empty())
            .then(|| Step::tell(Tone::Warning, self.desk.text().desk.unsaved));
        let mut steps = match found.rows.as_slice() {
            [] => vec![Step::Ask(Ask::New(call.number.clone().unwrap_or_default()))],
            [row] => vec![Step::Open(row.id)],
            _ => vec![Step::Ask(Ask::Ring(call.clone(), found.clone()))],
        };
        steps.extend(waits);
        steps
    }

    /// What the banner says while a call rings or is spoken on; none: no banner.
    pub fn banner(&self) -> Option<String> {
        let call = self
            .desk
            .calls
            .iter()
            .find(|call| Some(call.id) == self.rings.current)?;
        let words = &self.desk.text().desk;
        let known = self.rings.known().filter(|(known, _)| known.id == call.id);
        let shown = known.filter(|(_, found)| {
            self.focus == Focus::Card
                && self.layers.is_empty()
                && found
                    .rows
                    .iter()
                    .any(|row| Some(row.id) == self.card.customer())
        });
        let ringing = call.answered_at.is_none();
        if shown.is_some() && !ringing {
            return None;
        }
        let number = match (&call.digits, &call.number) {
            (Some(digits), _) => self.desk.mask(digits),
            (None, Some(number)) => clean(number).into_owned(),
            (None, None) => words.hidden_number.to_owned(),
        };
        let who = match known.map(|(_, found)| found.rows.as_slice()) {
            Some([row]) => format!("{} {number}", clean(&row.name)),
            Some([]) => format!("{} {number}", words.unknown_caller),
            Some(rows) => format!("{number} {}", (words.rings_shared)(rows.len())),
            None => number,
        };
        Some(if ringing {
            (words.rings)(&who)
        } else {
            (words.on_the_line)(&who)
        })
    }
}
