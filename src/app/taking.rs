//! Taking the next one, so that two people never ring the same person: what this desk is at, which
//! others see, and leave alone until it goes on to another or goes away. Must not know how that is
//! stored.

use super::action::Action;
use super::machine::{App, Focus};
use super::pane::{Step, Tone};
use super::steps::Purpose;
use super::vocabulary::{Claim, Command, Effect, Taken};
use crate::domain::ids::{CustomerId, TaskId};
use crate::domain::task::{Claimed, Of, Task, Which};
use crate::error::{Error, Refusal};

/// Ticks after which what somebody is at is said again: well within the lease.
const RENEWED: u64 = 240;

/// Most rows of a list among which one is looked for that nobody is at.
const LOOKED_AT: usize = 50;

/// What this desk is at.
#[derive(Debug, Default)]
pub(super) struct AtWork {
    on: Option<Claimed>,
    /// It was not taken, but rung: it ends with the form.
    ringing: bool,
    /// Whom it was at before.
    left: Option<CustomerId>,
    /// Of whom something is being recorded.
    pub(super) recording: Option<CustomerId>,
    /// The task that was taken last.
    task: Option<Task>,
    /// The tick at which that was last said.
    said: u64,
}

impl AtWork {
    fn customer(&self) -> Option<CustomerId> {
        match self.on? {
            Claimed::Customer(customer) => Some(customer),
            Claimed::Task(_) => None,
        }
    }
}

/// What keeps others off a task: its customer, so that nobody else rings them.
fn claimed(task: &Task) -> Claimed {
    match &task.customer {
        Some(whom) => Claimed::Customer(whom.id),
        None => Claimed::Task(task.id),
    }
}

impl App {
    /// The next one that nobody else is at: of the rows of Today, where one stands there; else of
    /// one's tasks and the unit's.
    pub(super) fn take_next(&mut self) -> Vec<Effect> {
        let mut rows = match self.focus {
            Focus::Line => Vec::new(),
            Focus::Rows | Focus::Card => self.list().free(),
        };
        let here = self.at_work.customer().or(self.at_work.left);
        // Whoever goes on does not get back who they leave.
        rows.retain(|row| Some(*row) != here);
        rows.truncate(LOOKED_AT);
        let of_today = self.focus != Focus::Line && self.list().chosen().is_some();
        let claim = match &self.at_work.task {
            _ if of_today => Claim::First(rows),
            task => Claim::Next {
                skip: task.as_ref().map(|task| task.id),
            },
        };
        vec![self.write(Purpose::Taking, Command::Claim(claim))]
    }

    /// What was taken is gone to.
    pub(super) fn took(&mut self, taken: &Taken) -> Vec<Step> {
        let words = &self.desk.text().queue;
        match taken {
            Taken::Nothing => {
                self.at_work = AtWork::default();
                vec![Step::tell(Tone::Plain, words.nothing_to_take)]
            }
            Taken::Customer(customer) => {
                self.at_work = AtWork {
                    on: Some(Claimed::Customer(*customer)),
                    said: self.ticks,
                    ..AtWork::default()
                };
                let mut steps = vec![Step::Go(Focus::Rows)];
                steps.extend(self.list_mut().stand_on(*customer));
                let said = (words.taken)(&self.name_of(*customer));
                steps.push(Step::tell(Tone::Good, said));
                steps
            }
            Taken::Task(task) => {
                self.at_work = AtWork {
                    on: Some(claimed(task)),
                    task: Some(Task::clone(task)),
                    said: self.ticks,
                    ..AtWork::default()
                };
                let of = match task.assignee {
                    Some(_) => Of::Mine,
                    None => Of::Pool,
                };
                let mut steps = self.show_tasks(Which::open(of), Some(task.id));
                steps.push(Step::tell(
                    Tone::Good,
                    (words.taken)(&self.desk.title(task)),
                ));
                steps
            }
        }
    }

    /// Goes to a list of tasks, and stands on one of them.
    pub(super) fn show_tasks(&mut self, which: Which, at: Option<TaskId>) -> Vec<Step> {
        let mut steps = self.go_to(Action::GoTasks).unwrap_or_default();
        steps.extend(self.list_mut().pick(which, at));
        steps
    }

    /// Somebody begins to ring a customer: others see it, wherever they would ring them from. Who is
    /// at them already stands in the form.
    pub(super) fn begin(&mut self, customer: CustomerId) -> Effect {
        let on = Claimed::Customer(customer);
        let card = self.card.card().filter(|card| card.id == customer);
        let also = card.and_then(|card| card.held_by.clone());
        self.desk.also_at = also.map(|by| (customer, by));
        if self.at_work.on != Some(on) {
            self.at_work = AtWork {
                on: Some(on),
                ringing: true,
                ..AtWork::default()
            };
        }
        self.at_work.said = self.ticks;
        self.hold(customer, on)
    }

    fn hold(&mut self, customer: CustomerId, on: Claimed) -> Effect {
        let claim = Command::Claim(Claim::Hold(on));
        self.write(Purpose::Holding(customer), claim)
    }

    /// Somebody was first: that is told and stands in the form, and stops nobody. A claim that could
    /// not be written for another reason is not worth a word to whoever is ringing.
    pub(super) fn held_not(&mut self, customer: CustomerId, error: &Error) -> Vec<Step> {
        let Error::Refused(Refusal::Claimed { by }) = error else {
            return Vec::new();
        };
        self.at_work.on = None;
        self.desk.also_at = Some((customer, by.clone()));
        let said = (self.desk.text().queue.held)(by);
        let mut steps = vec![Step::tell(Tone::Warning, said)];
        if self.card.customer() == Some(customer) {
            steps.extend(self.card.ask());
        }
        steps
    }

    /// What was recorded of a customer ends the work on them: the store lets go of them with it.
    pub(super) fn recorded(&mut self, customer: Option<CustomerId>) {
        let recorded = self.at_work.recording.take();
        if recorded.is_some() && recorded == customer && self.at_work.customer() == customer {
            (self.at_work.on, self.at_work.left) = (None, customer);
        }
    }

    /// While a form is open or a call goes on, what one is at stays one's own. Whom one began to ring
    /// is free again when neither is so.
    pub(super) fn stay_at_work(&mut self) -> Option<Effect> {
        let on = self.at_work.on?;
        let forms = !self.layers.is_empty() || !self.parked.is_empty();
        let busy = forms || self.desk.spoken_to().is_some();
        if self.at_work.ringing && !busy {
            (self.at_work.on, self.at_work.left) = (None, self.at_work.customer());
            let leave = Command::Claim(Claim::Leave(on));
            return Some(self.write(Purpose::Nothing, leave));
        }
        if !busy || self.ticks - self.at_work.said < RENEWED {
            return None;
        }
        self.at_work.said = self.ticks;
        match on {
            Claimed::Customer(customer) => Some(self.hold(customer, on)),
            Claimed::Task(_) => {
                let claim = Command::Claim(Claim::Hold(on));
                Some(self.write(Purpose::Nothing, claim))
            }
        }
    }
}
