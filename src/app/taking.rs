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
    /// The task that was taken last.
    task: Option<Task>,
    /// The tick at which that was last said.
    said: u64,
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
        let here = match self.at_work.on {
            Some(Claimed::Customer(customer)) => Some(customer),
            _ => None,
        };
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
        self.at_work.said = self.ticks;
        match taken {
            Taken::Nothing => {
                self.at_work = AtWork::default();
                vec![Step::tell(Tone::Plain, words.nothing_to_take)]
            }
            Taken::Customer(customer) => {
                self.at_work.on = Some(Claimed::Customer(*customer));
                self.at_work.task = None;
                let mut steps = vec![Step::Go(Focus::Rows)];
                steps.extend(self.list_mut().stand_on(*customer));
                let said = (words.taken)(&self.name_of(*customer));
                steps.push(Step::tell(Tone::Good, said));
                steps
            }
            Taken::Task(task) => {
                self.at_work.on = Some(claimed(task));
                self.at_work.task = Some(Task::clone(task));
                let of = match task.assignee {
                    Some(_) => Of::Mine,
                    None => Of::Pool,
                };
                let mut steps = self.show_tasks(Which::open(of), Some(task.id));
                steps.push(Step::tell(Tone::Good, (words.taken)(&task.title)));
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

    /// Nothing could be taken: who is at it is said, and what went wrong else.
    pub(super) fn took_not(&self, error: &Error) -> Step {
        match error {
            Error::Refused(Refusal::Claimed { .. }) => {
                Step::tell(Tone::Warning, self.desk.explain(error))
            }
            error => self.trouble(error),
        }
    }

    /// Somebody begins to ring a customer of a list from which others ring too.
    pub(super) fn begin(&mut self, customer: CustomerId) -> Option<Effect> {
        let shared = self.list().chosen().is_some() || self.list().task().is_some();
        if !shared {
            return None;
        }
        self.at_work.on = Some(Claimed::Customer(customer));
        self.at_work.task = None;
        self.at_work.said = self.ticks;
        let claim = Claim::Hold(Claimed::Customer(customer));
        Some(self.write(Purpose::Taking, Command::Claim(claim)))
    }

    /// While a form is open or a call goes on, what one is at stays one's own.
    pub(super) fn stay_at_work(&mut self) -> Option<Effect> {
        let on = self.at_work.on?;
        let busy = !self.layers.is_empty() || !self.parked.is_empty();
        let due = self.ticks - self.at_work.said >= RENEWED;
        if !due || !(busy || self.desk.spoken_to().is_some()) {
            return None;
        }
        self.at_work.said = self.ticks;
        let claim = Command::Claim(Claim::Hold(on));
        Some(self.write(Purpose::Nothing, claim))
    }
}
