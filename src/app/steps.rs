//! Steps become effects: focus moves, layers open, questions get tickets, writes get
//! receipts. Also the actions of the desk itself, and why they cannot work now. Must not
//! know keys.

use super::action::Action;
use super::keymap::Scope;
use super::layers;
use super::machine::{App, Focus};
use super::pane::{Ask, Step};
use super::panes::ListPane;
use super::vocabulary::{Command, Effect, Query, Receipt, Slot};
use crate::domain::ids::CustomerId;
use crate::domain::task::Which;
use crate::error::Error;
use crate::kit::key::Key;

/// Why something is being written, until its outcome is here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// A layer waits for it.
    Layer(u64),
    /// `u` takes something back.
    Undo,
    /// `U` puts something back.
    Redo,
    /// What is typed is kept.
    Keeping,
    /// What was left beside the file is gathered.
    Gathering,
    /// Reasons of this customer (none: of several) are done with at once.
    Settling(Option<CustomerId>),
    /// Something is taken to be worked on.
    Taking,
    /// This customer is being rung: others are to leave them alone.
    Holding(CustomerId),
    /// Nobody waits.
    Nothing,
}

/// Writes whose outcome is not here yet.
#[derive(Debug, Default)]
pub(super) struct Pending {
    last: u64,
    waiting: Vec<(Receipt, Purpose)>,
}

impl Pending {
    pub(super) fn add(&mut self, purpose: Purpose) -> Receipt {
        self.last += 1;
        self.waiting.push((Receipt(self.last), purpose));
        Receipt(self.last)
    }

    pub(super) fn take(&mut self, receipt: Receipt) -> Option<Purpose> {
        let at = self
            .waiting
            .iter()
            .position(|(other, _)| *other == receipt)?;
        Some(self.waiting.swap_remove(at).1)
    }

    /// Whether a layer waits for what it writes.
    pub(super) fn is_awaited_by(&self, layer: u64) -> bool {
        let mut waiting = self.waiting.iter();
        waiting.any(|(_, why)| *why == Purpose::Layer(layer))
    }

    /// Nothing is answered any more.
    pub(super) fn give_up(&mut self) {
        self.waiting.clear();
    }

    /// Whether an undo or redo is on its way: the next one would hit the same entry.
    pub(super) fn undoing(&self) -> bool {
        self.waiting
            .iter()
            .any(|(_, why)| matches!(why, Purpose::Undo | Purpose::Redo))
    }
}

impl App {
    /// Carries steps out, in order.
    pub(super) fn carry_out(&mut self, steps: Vec<Step>) -> Vec<Effect> {
        let mut effects = Vec::new();
        for step in steps {
            self.step(step, &mut effects);
        }
        effects
    }

    fn step(&mut self, step: Step, effects: &mut Vec<Effect>) {
        match step {
            Step::Go(focus) => {
                let from_card = self.focus == Focus::Card && focus != Focus::Card;
                self.set_focus(focus);
                if from_card && focus == Focus::Rows && self.desk.wide() {
                    effects.extend(self.show(self.list().selected()));
                }
                // Whose card was open is a recent one now. Before it is left, `n` and `p` follow
                // the list that it came from.
                if from_card && self.find.line().trim().is_empty() {
                    let again = self.find.ask();
                    effects.extend(self.carry_out(again));
                }
            }
            Step::Show(customer) => {
                // A card that was gone into stays, whatever the rows beside it do.
                let one = self.at_find() && self.find.found().count == 1;
                let beside = self.desk.wide() || one;
                if beside && self.focus != Focus::Card {
                    effects.extend(self.show(customer));
                }
            }
            Step::Open(customer) => effects.extend(self.open(customer)),
            Step::LookAside(customer) => {
                let waits = self.set_aside();
                effects.extend(self.open(customer));
                effects.extend(self.carry_out(waits));
            }
            Step::TakeNext => effects.extend(self.take_next()),
            Step::Begin(customer) => effects.push(self.begin(customer)),
            Step::Queue(which) => effects.extend(self.show_queue(which)),
            Step::Take(call) => effects.extend(self.take(call)),
            Step::Advance(customer) => effects.extend(self.advance(customer)),
            Step::List(whose, list) => {
                effects.extend(self.show_list(Action::GoToday, |pane| pane.choose(whose, list)));
            }
            Step::Sales(whose, of) => {
                effects
                    .extend(self.show_list(Action::GoSales, |pane| pane.choose_sales(whose, of)));
            }
            Step::Ask(ask) => {
                let (layer, first) = layers::make(&self.desk, ask);
                self.layers.push(layer);
                effects.extend(self.carry_out(first));
            }
            Step::Tell(notice) => self.notice = Some(notice),
            Step::Read(slot, query) => {
                effects.push(Effect::Read(slot, self.tickets.take(slot), query));
            }
            Step::Write(command) => {
                let purpose = self.purpose_of(&command);
                effects.push(self.write(purpose, command));
            }
            Step::Close => effects.extend(self.close()),
            Step::Do(action) => effects.extend(self.act(action, Key::Enter)),
            Step::EmptyLine => {
                let steps = self.find.set_line("");
                effects.extend(self.carry_out(steps));
            }
            Step::Allow(customer, against) => self.allow(customer, against),
            Step::Unmark => effects.extend(self.unmark()),
            Step::Quit => {
                effects.extend(self.let_go());
                effects.push(Effect::Quit);
            }
        }
    }

    /// Goes to a list of tasks.
    fn show_queue(&mut self, which: Which) -> Vec<Effect> {
        let steps = self.show_tasks(which, None);
        self.carry_out(steps)
    }

    /// Goes to a list of the stack, which then shows another one.
    fn show_list(
        &mut self,
        go: Action,
        choose: impl FnOnce(&mut dyn ListPane) -> Vec<Step>,
    ) -> Vec<Effect> {
        let mut steps = self.go_to(go).unwrap_or_default();
        steps.extend(choose(self.list_mut()));
        self.carry_out(steps)
    }

    pub(super) fn write(&mut self, purpose: Purpose, command: Command) -> Effect {
        if let Command::Log { log, .. } = &command {
            self.at_work.recording = Some(log.customer);
        }
        if let Command::Note { note, .. } = &command {
            self.at_work.recording = Some(note.customer);
        }
        Effect::Write(self.pending.add(purpose), command)
    }

    fn purpose_of(&self, command: &Command) -> Purpose {
        // The history waits for what it takes back; over a sale or the stock it is the desk's.
        let layer = self.layers.top_id();
        let in_history = self.layers.scope() == Some(Scope::History);
        match (layer, command) {
            (_, Command::Undo { entry }) if !in_history => match self.redo.last() == Some(entry) {
                true => Purpose::Redo,
                false => Purpose::Undo,
            },
            (Some(id), _) => Purpose::Layer(id),
            (None, Command::Settle { of, .. }) => Purpose::Settling(match of.as_slice() {
                [(customer, _)] => *customer,
                _ => None,
            }),
            _ => Purpose::Nothing,
        }
    }

    /// Closed by the person: what was typed there is not wanted any more.
    fn close(&mut self) -> Vec<Effect> {
        self.layers.pop();
        let mut effects = self.let_go();
        if self.layers.is_empty() {
            effects.extend(self.carry_out(self.waiting()));
        }
        effects
    }

    /// Shows a card beside the list; the question for it, if it is another one.
    pub(super) fn show(&mut self, customer: Option<CustomerId>) -> Vec<Effect> {
        let known = |id| {
            self.rings
                .row(id)
                .cloned()
                .or_else(|| self.list().brief(id))
        };
        let row = customer.and_then(known);
        let steps = self.card.show(customer, row);
        self.carry_out(steps)
    }

    /// Goes into a card.
    pub(super) fn open(&mut self, customer: CustomerId) -> Vec<Effect> {
        let mut effects = self.show(Some(customer));
        self.set_focus(Focus::Card);
        effects.extend(self.leave_trace());
        effects
    }

    /// A card that was gone into becomes a recent one as soon as there is something to see.
    pub(super) fn leave_trace(&mut self) -> Option<Effect> {
        let customer = self.card.customer()?;
        let first = self.focus == Focus::Card && self.card.enter();
        first.then(|| self.write(Purpose::Nothing, Command::Opened { customer }))
    }

    /// Marks are off; the selected row may be another one then.
    fn unmark(&mut self) -> Vec<Effect> {
        let before = self.list().selected();
        self.list_mut().unmark();
        let now = self.list().selected();
        if now == before {
            return Vec::new();
        }
        self.carry_out(vec![Step::Show(now)])
    }

    /// The next row after a customer was dealt with; the card again where there is none.
    fn advance(&mut self, customer: CustomerId) -> Vec<Effect> {
        if self.list().selected() == Some(customer)
            && let Some(next) = self.list_mut().step(1)
        {
            self.set_focus(Focus::Rows);
            return self.carry_out(vec![Step::Show(Some(next))]);
        }
        Vec::new()
    }

    /// An error as something to read over the desk.
    pub(super) fn trouble(&self, error: &Error) -> Step {
        Step::Ask(Ask::Trouble(self.desk.explain(error)))
    }

    /// The questions whose answers a change may have made old.
    pub(super) fn asked_again(&self, rows: bool, card: bool) -> Vec<Step> {
        let mut steps = Vec::new();
        if rows {
            steps.push(Step::Read(Slot::Callbacks, Query::Callbacks));
        }
        if card {
            steps.extend(self.card.ask());
        }
        steps
    }
}
