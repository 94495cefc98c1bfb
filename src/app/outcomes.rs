//! What comes back: outcomes of writes, and what others changed. Must not know who asked
//! beyond the purpose of a receipt.

use std::sync::Arc;

use super::machine::App;
use super::pane::{Step, Tone};
use super::panes::ListPane;
use super::steps::Purpose;
use super::vocabulary::{Changed, Effect, Outcome, Query, Receipt, Slot, Traded};
use crate::domain::ids::{CustomerId, EntryId};
use crate::domain::importing::{Importing, Stands};
use crate::error::Error;
use crate::kit::clean::clean;
use crate::text::names;

impl App {
    pub(super) fn outcome(
        &mut self,
        receipt: Receipt,
        outcome: Result<Outcome, Arc<Error>>,
    ) -> Vec<Effect> {
        let Some(purpose) = self.pending.take(receipt) else {
            return Vec::new();
        };
        self.desk.progress = None;
        let outcome = outcome.as_ref().map_err(Arc::as_ref);
        let mut effects = Vec::new();
        if let Ok(done) = outcome {
            self.remember(purpose, done);
            effects.extend(self.shown(purpose, done));
        }
        let steps = match (purpose, outcome) {
            (Purpose::Layer(id), _) => self.settle(id, outcome),
            (Purpose::Gathering, _) => vec![Step::Read(Slot::Drafts, Query::Drafts)],
            (Purpose::Keeping, Err(_)) => self.not_kept(),
            (Purpose::Taking, Err(error)) => vec![self.trouble(error)],
            (Purpose::Holding(customer), Err(error)) => self.held_not(customer, error),
            (Purpose::Taking, Ok(Outcome::Taken(taken))) => self.took(taken),
            (_, Err(error)) => vec![self.trouble(error)],
            (Purpose::Settling(one), Ok(Outcome::Saved { count, .. })) => self.settled(one, *count),
            (_, Ok(_)) => Vec::new(),
        };
        effects.extend(self.carry_out(steps));
        effects.extend(self.catch_up());
        effects
    }

    /// The layer that asked hears of it; where it closes, it closes wherever it lies.
    fn settle(&mut self, id: u64, outcome: Result<&Outcome, &Error>) -> Vec<Step> {
        let desk = &self.desk;
        let layer = self.layers.by_id(id).or_else(|| self.parked.by_id(id));
        let Some(layer) = layer else {
            return self.unclaimed(outcome);
        };
        let mut steps = layer.settle(desk, outcome);
        if steps.contains(&Step::Close) {
            self.layers.remove(id);
            self.parked.remove(id);
            self.keeping.only(&self.drafts());
            self.typing_on.since = outcome.is_ok().then_some(self.desk.now.at);
            steps.retain(|step| *step != Step::Close);
        }
        steps
    }

    /// The layer that asked was closed meanwhile: an error is still said.
    fn unclaimed(&self, outcome: Result<&Outcome, &Error>) -> Vec<Step> {
        match outcome {
            Ok(_) => Vec::new(),
            Err(error) => vec![self.trouble(error)],
        }
    }

    /// Keeps what can be taken back and put back.
    fn remember(&mut self, purpose: Purpose, done: &Outcome) {
        if let Some((entry, _)) = done.stored() {
            self.undo.push(entry);
            self.redo.clear();
        }
        match (purpose, done) {
            (
                _,
                Outcome::Traded {
                    entry,
                    done: Traded::Sold(sold),
                    ..
                },
            ) => {
                self.sold.push((*entry, sold.code.clone()));
                self.entered(sold.id);
            }
            (
                _,
                Outcome::Traded {
                    entry,
                    done: Traded::Dealt(stand),
                    ..
                },
            ) => {
                let codes: Vec<_> = stand.iter().map(|one| one.code.as_str()).collect();
                self.dealt.push((*entry, codes.join(" ")));
            }
            (Purpose::Redo, Outcome::Undone { undone, entry, .. }) => {
                self.redo.retain(|known| known != undone);
                self.undo.push(*entry);
            }
            (_, Outcome::Undone { undone, entry, .. }) => {
                self.undo.retain(|known| known != undone);
                self.redo.push(*entry);
            }
            _ => {}
        }
    }

    fn copied(&mut self, number: &str) -> Vec<Effect> {
        let said = (self.desk.text().desk.copied)(number);
        let mut effects = self.carry_out(vec![Step::tell(Tone::Strong, said)]);
        effects.push(Effect::Copy(number.to_owned()));
        effects
    }

    /// What an outcome shows at once, whoever asked.
    fn shown(&mut self, purpose: Purpose, done: &Outcome) -> Vec<Effect> {
        let words = &self.desk.text().desk;
        match done {
            Outcome::Number {
                number, copy: true, ..
            } => self.copied(number),
            Outcome::Number {
                customer,
                phone,
                number,
                copy: false,
            } => {
                self.card.reveal(*customer, *phone, number);
                let alone = self.card.customer() != Some(*customer) || !self.sees_card();
                let said = if alone {
                    number.as_str()
                } else {
                    words.revealed
                };
                self.carry_out(vec![Step::tell(Tone::Strong, said)])
            }
            Outcome::Undone {
                undone,
                action,
                entry,
                customers,
            } => {
                let here = self
                    .card
                    .customer()
                    .is_some_and(|id| customers.contains(&id));
                let mut steps = self.asked_again(true, here);
                steps.extend(self.find.ask());
                steps.extend(self.ask_at_once());
                let many = Changed {
                    many: true,
                    ..Changed::default()
                };
                steps.extend(self.layers.again(&many));
                let said = self.said_of_undone(purpose, (*undone, *entry), (action, customers));
                steps.push(Step::tell(Tone::Good, said));
                self.carry_out(steps)
            }
            Outcome::Saved { .. }
            | Outcome::Tasked { .. }
            | Outcome::Called { .. }
            | Outcome::Traded { .. } => {
                let customer = done.stored().and_then(|(_, customer)| customer);
                self.recorded(customer);
                let here = customer.is_some() && self.card.customer() == customer;
                let mut steps = self.asked_again(true, here);
                steps.extend(self.ask_at_once());
                // Nobody was found, or others: the list knows nothing of whom it lacks.
                if customer.is_some_and(|id| !self.find.has(id)) {
                    steps.extend(self.find.ask());
                }
                // A stranger's number may have become a customer's: the call is theirs then.
                if let Some(call) = self.rings.of_stranger(&self.desk.calls) {
                    steps.push(Step::Read(Slot::Ring, Query::Ring { call }));
                }
                self.carry_out(steps)
            }
            Outcome::Given { .. } => self.many_given(),
            Outcome::TakenUp(kept) => self.taken_up(kept),
            Outcome::Heard => self.carry_out(vec![App::ask_news()]),
            Outcome::Taken(_) | Outcome::Numbers(_) | Outcome::Kept => Vec::new(),
        }
    }

    /// What is said of what was taken back or put back: of a sale its number, else what it was, of
    /// which sales and of whom.
    fn said_of_undone(
        &mut self,
        purpose: Purpose,
        (undone, by): (EntryId, EntryId),
        (action, customers): (&str, &[CustomerId]),
    ) -> String {
        let whom = match customers {
            [one] => self.name_of(*one),
            _ => String::new(),
        };
        let text = self.desk.text();
        // What is put back was called something before it was taken back.
        let before = self.undone.iter().find(|(entry, _)| *entry == undone);
        let action = before.map_or(action.to_owned(), |(_, action)| action.clone());
        let what = names::done(self.desk.lang, &action);
        let dealt = self.dealt.iter().find(|(entry, _)| *entry == undone);
        let codes = dealt.map(|(_, codes)| codes.clone());
        let whom = match &codes {
            Some(codes) => format!("{codes} {whom}"),
            None => whom,
        };
        let whom = clean(whom.trim());
        let said = |back: &str| (text.today.back)(back, what, &whom);
        let (redone, taken_back) = (said(text.desk.redone), said(text.desk.undone));
        self.undone.push((by, action));
        self.dealt.extend(codes.map(|codes| (by, codes)));
        let sale = self.sold.iter().find(|(entry, _)| *entry == undone);
        let sale = sale.map(|(_, code)| code.clone());
        if let Some(code) = &sale {
            self.sold.push((by, code.clone()));
        }
        match (purpose, sale) {
            (Purpose::Redo, Some(code)) => (text.forms.sale.redone)(&code),
            (Purpose::Redo, None) => redone,
            (_, Some(code)) => (text.forms.sale.undone)(&code),
            (_, None) => taken_back,
        }
    }

    /// An import of this person is further, and stands in the header; its end is said.
    pub(super) fn import(&mut self, import: Importing) -> Vec<Effect> {
        let words = &self.desk.text().desk;
        let before = self.desk.import.as_ref().map(|import| import.stands);
        let told = match import.stands {
            Stands::Runs | Stands::TakenBack => None,
            Stands::Stopped if before == Some(Stands::Stopped) => None,
            Stands::Stopped => Some((Tone::Warning, (words.import_stopped)(&import))),
            Stands::Done => Some((Tone::Good, (words.import_done)(&import))),
        };
        self.desk.import = Some(import).filter(Importing::is_unfinished);
        let steps = told.map(|(tone, words)| Step::tell(tone, words));
        self.carry_out(steps.into_iter().collect())
    }

    /// Whether the card is on the screen.
    pub(super) fn sees_card(&self) -> bool {
        self.desk.wide() || self.focus == super::machine::Focus::Card
    }

    /// Somebody committed: asks again what shows it.
    pub(super) fn changed(&mut self, changed: &Changed) -> Vec<Effect> {
        let touched = |id| changed.many || changed.house || changed.customers.contains(&id);
        let claimed = |id| changed.claims.contains(&id);
        let card = self
            .card
            .customer()
            .is_some_and(|id| touched(id) || claimed(id));
        let rows = self.find.touched(changed);
        let mut steps = self.asked_again(!changed.customers.is_empty() || changed.many, card);
        if rows {
            steps.extend(self.find.ask());
        }
        self.grow_stale(changed);
        steps.extend(self.layers.again(changed));
        if changed.tasks || changed.many {
            steps.push(App::ask_news());
        }
        if changed.house {
            steps.push(Step::Read(Slot::House, Query::House));
        }
        self.carry_out(steps)
    }
}
