//! The telephone at the desk: a ringing call is asked for at once and laid over the desk, or
//! announced by a banner while something is being typed. Must not know the exchange.

use super::action::Action;
use super::desk::Desk;
use super::keymap::{self, Scope};
use super::machine::{App, Focus};
use super::pane::{Ask, Step, Tone};
use super::panes::ListPane;
use super::vocabulary::{Answer, Effect, Query, Slot};
use crate::domain::customer::{Found, FoundRow, MatchedBy};
use crate::domain::ids::{CallId, CustomerId};
use crate::domain::interaction::Call;
use crate::error::Error;
use crate::kit::clean::clean;

/// Most calls whose callers are remembered.
const MOST_KNOWN: usize = 20;

/// What is known of calls at this desk.
#[derive(Debug, Default)]
pub(super) struct Rings {
    /// Calls that were announced already.
    seen: Vec<CallId>,
    /// Whom calls belong to, as far as that is known, the last one that was asked for last.
    known: Vec<(Call, Found)>,
    /// The call whose caller was laid over the desk last.
    laid: Option<CallId>,
    /// The person asked for this call: its answer may cover what is being typed.
    asked: Option<CallId>,
}

impl Rings {
    /// The number of the call that rings, else of the last one, as the exchange sent it.
    pub(super) fn number(&self, desk: &Desk) -> Option<String> {
        let last = self.known.last().map(|(call, _)| call);
        desk.calling().or(last)?.number.clone()
    }

    /// The number of the newest call of a stranger that waits to be logged.
    pub(super) fn number_of_stranger(&self, desk: &Desk) -> Option<String> {
        let id = self.of_stranger(&desk.calls)?;
        self.known(id)?.0.number.clone()
    }

    /// The call that a customer is being spoken to on, until it is logged.
    pub(super) fn call_of(&self, customer: CustomerId, calls: &[Call]) -> Option<CallId> {
        let theirs = |found: &Found| found.rows.iter().any(|row| row.id == customer);
        self.newest_open(calls, theirs)
    }

    /// A customer as the newest of their calls showed them.
    pub(super) fn row(&self, customer: CustomerId) -> Option<&FoundRow> {
        let rows = self.known.iter().rev().flat_map(|(_, found)| &found.rows);
        rows.into_iter().find(|row| row.id == customer)
    }

    /// The call of a stranger, which somebody may just have been given.
    pub(super) fn of_stranger(&self, calls: &[Call]) -> Option<CallId> {
        self.newest_open(calls, |found| found.rows.is_empty())
    }

    fn newest_open(&self, calls: &[Call], fits: impl Fn(&Found) -> bool) -> Option<CallId> {
        let open = |id| calls.iter().any(|call| call.id == id && !call.logged);
        let mut newest = self.known.iter().rev();
        newest
            .find(|(call, found)| fits(found) && open(call.id))
            .map(|(call, _)| call.id)
    }

    /// A call, and whose number it is.
    fn known(&self, id: CallId) -> Option<&(Call, Found)> {
        self.known.iter().find(|(call, _)| call.id == id)
    }

    fn learn(&mut self, call: Call, found: Found) {
        self.known.retain(|(other, _)| other.id != call.id);
        self.known.push((call, found));
        let over = self.known.len().saturating_sub(MOST_KNOWN);
        self.known.drain(..over);
    }
}

impl App {
    /// The calls at this extension are now these. A call that was not seen yet is announced; the
    /// caller of the one that has the desk is asked for, to be laid over it.
    pub(super) fn calls(&mut self, calls: Vec<Call>) -> Vec<Effect> {
        let rings = &mut self.rings;
        rings
            .seen
            .retain(|id| calls.iter().any(|call| call.id == *id));
        let others = self.desk.calls != calls;
        self.desk.calls = calls;
        let calling = self.desk.calling().map(|call| call.id);
        let fresh = calling.filter(|id| !rings.seen.contains(id));
        let has_desk = self.desk.spoken_to();
        let lay = has_desk
            .filter(|call| rings.laid != Some(call.id))
            .filter(|call| call.answered_at.is_some() || fresh == Some(call.id))
            .map(|call| call.id);
        self.arrange();
        let Some(call) = lay.or(fresh) else {
            return if others {
                self.look_again()
            } else {
                Vec::new()
            };
        };
        self.rings.laid = lay.or(self.rings.laid);
        self.rings.asked = None;
        let mut effects = self.carry_out(vec![Step::Read(Slot::Ring, Query::Ring { call })]);
        effects.extend(self.look_again());
        if !self.rings.seen.contains(&call) {
            self.rings.seen.push(call);
            effects.push(Effect::Bell);
        }
        effects
    }

    /// A call gives sight of its customer until it is logged: what was shown without it, or
    /// with it, is asked for again.
    fn look_again(&mut self) -> Vec<Effect> {
        let mut steps = self.card.ask();
        let by_number = |row: &FoundRow| row.matched_by == MatchedBy::Number;
        if self.find.found().rows.iter().any(by_number) {
            steps.extend(self.find.ask());
        }
        self.carry_out(steps)
    }

    /// Goes to a call because the person asked for it.
    pub(super) fn take(&mut self, call: CallId) -> Vec<Effect> {
        self.rings.asked = Some(call);
        match self.rings.known(call).cloned() {
            Some((known, found)) => {
                let steps = self.lay_over(&known, &found);
                self.carry_out(steps)
            }
            None => self.carry_out(vec![Step::Read(Slot::Ring, Query::Ring { call })]),
        }
    }

    /// The answer to who rings.
    pub(super) fn who_rings(&mut self, answer: Result<&Answer, &Error>) -> Vec<Step> {
        let (call, found) = match answer {
            Ok(Answer::Ring(call, found)) => (call.clone(), found.clone()),
            Ok(_) => return Vec::new(),
            Err(error) => return vec![self.trouble(error)],
        };
        self.rings.learn(call.clone(), found.clone());
        let asked = self.rings.asked == Some(call.id);
        let has_desk = self.desk.spoken_to().is_some_and(|one| one.id == call.id);
        if !asked && (!has_desk || self.is_busy_typing()) {
            return Vec::new();
        }
        self.lay_over(&call, &found)
    }

    /// Whether a card over the desk would touch what is being typed.
    pub(super) fn is_busy_typing(&self) -> bool {
        self.layers.unsaved()
            || self
                .layers
                .top()
                .is_some_and(|layer| layer.typing() && !layer.gives_way())
            || (self.focus == Focus::Line && !self.find.line().is_empty())
    }

    fn lay_over(&mut self, call: &Call, found: &Found) -> Vec<Step> {
        self.rings.asked = None;
        self.layers.clear_harmless();
        let waits = self.set_aside();
        let mut steps = match found.rows.as_slice() {
            [] => vec![Step::Ask(Ask::Caller(
                call.number.clone().unwrap_or_default(),
            ))],
            [row] => vec![Step::Open(row.id)],
            // Its keys stand in the bottom line; of forms that wait is told when it closes.
            _ => return vec![Step::Ask(Ask::Ring(call.clone(), found.clone()))],
        };
        steps.extend(waits);
        steps
    }

    /// Lets the forms over the desk wait behind it; what there is to say of that.
    pub(super) fn set_aside(&mut self) -> Vec<Step> {
        self.parked.set_aside(&mut self.layers);
        self.waiting()
    }

    /// What there is to say of forms that wait behind the desk.
    pub(super) fn waiting(&self) -> Vec<Step> {
        if self.parked.is_empty() {
            return Vec::new();
        }
        let text = self.desk.text();
        let key = keymap::key_for(Scope::Card, Action::Back, text).unwrap_or_default();
        let words = (text.desk.unsaved)(&key, self.parked.len());
        vec![Step::tell(Tone::Warning, words)]
    }

    /// What the banner says while a call rings or is spoken on; none: no banner.
    pub fn banner(&self) -> Option<String> {
        let call = self.desk.calling()?;
        let words = &self.desk.text().desk;
        let known = self.rings.known(call.id);
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
