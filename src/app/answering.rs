//! Answers come in: who had asked gets them. Must not know how a pane works, nor ask anything
//! that no answer leads to.

use std::sync::Arc;

use super::layers::after_save;
use super::machine::App;
use super::pane::{Pane, Step, Tone};
use super::vocabulary::{Answer, Effect, Slot, TaskAnswer, Ticket};
use crate::error::Error;

impl App {
    /// The one place where stale answers are dropped.
    pub(super) fn answer(
        &mut self,
        slot: Slot,
        ticket: Ticket,
        answer: Result<Answer, Arc<Error>>,
    ) -> Vec<Effect> {
        if !self.tickets.is_newest(slot, ticket) {
            return Vec::new();
        }
        self.tickets.settle(slot);
        let mut effects = Vec::new();
        let answer = answer.as_ref().map_err(Arc::as_ref);
        let steps = match slot {
            Slot::Rows | Slot::Today | Slot::Tasks | Slot::Sales => self.rows(slot, answer),
            Slot::Card => {
                let steps = self.card.receive(&self.desk, slot, answer);
                effects.extend(self.leave_trace());
                steps
            }
            Slot::Ring => self.who_rings(answer),
            Slot::Chooser
            | Slot::History
            | Slot::Form
            | Slot::Alike
            | Slot::Places
            | Slot::Lists
            | Slot::Figures
            | Slot::Records
            | Slot::Trade
            | Slot::Offers
            | Slot::Buyers => {
                let mut steps = self.layers.receive(&self.desk, slot, answer);
                steps.extend(self.parked.receive(&self.desk, slot, answer));
                steps
            }
            Slot::Saved => match answer {
                Ok(Answer::Alike(alike)) => after_save(&self.desk, alike)
                    .map(|said| Step::tell(Tone::Warning, said))
                    .into_iter()
                    .collect(),
                _ => Vec::new(),
            },
            Slot::Drafts => self.offer(answer),
            Slot::Writing => match answer {
                Ok(Answer::Writing(holder)) => self.learn_holder(holder.as_deref()),
                _ => Vec::new(),
            },
            Slot::Callbacks => {
                if let Ok(Answer::Callbacks(callbacks)) = answer {
                    self.desk.callbacks.clone_from(callbacks);
                }
                Vec::new()
            }
            Slot::House => {
                let mut steps = self.house(answer);
                steps.extend(self.layers.receive(&self.desk, slot, answer));
                steps
            }
            Slot::News => match answer {
                Ok(Answer::Task(TaskAnswer::Unread(count, newest))) => self.hear(*count, newest),
                _ => Vec::new(),
            },
        };
        effects.extend(self.carry_out(steps));
        if slot == Slot::Card {
            effects.extend(self.go_on());
        }
        effects
    }

    fn house(&mut self, answer: Result<&Answer, &Error>) -> Vec<Step> {
        match answer {
            Ok(Answer::House(house)) => {
                if self.desk.house.is_none() {
                    self.desk.prefer(&house.me);
                }
                let first = self.desk.house.is_none();
                self.desk.house = Some(Arc::clone(house));
                if first {
                    self.begin_lists()
                } else {
                    Vec::new()
                }
            }
            Ok(_) => Vec::new(),
            Err(error) => vec![self.trouble(error)],
        }
    }
}
