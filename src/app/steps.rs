//! Steps become effects: focus moves, layers open, questions get tickets, writes get
//! receipts. Also the actions of the desk itself, and why they cannot work now. Must not
//! know keys.

use super::action::Action;
use super::layers;
use super::machine::{App, Focus};
use super::pane::{Ask, LogAbout, Step, Tone};
use super::vocabulary::{Command, Effect, Query, Receipt, Slot};
use crate::domain::customer::{CardPhone, Sight};
use crate::domain::ids::{CustomerId, PhoneId};
use crate::domain::staff::Operation;
use crate::error::Error;
use crate::kit::key::Key;
use crate::kit::theme::Ground;
use crate::text::explain;

/// Why something is being written, until its outcome is here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// A layer waits for it.
    Layer(u64),
    /// `u` takes something back.
    Undo,
    /// `U` puts something back.
    Redo,
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

    /// Whether an undo or redo is on its way: the next one would hit the same entry.
    fn undoing(&self) -> bool {
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
            Step::Go(focus) => self.set_focus(focus),
            Step::Show(customer) => {
                if self.desk.wide() || self.find.found().count == 1 {
                    effects.extend(self.show(customer));
                }
            }
            Step::Open(customer) => effects.extend(self.open(customer)),
            Step::Take(call) => effects.extend(self.take(call)),
            Step::Advance(customer) => effects.extend(self.advance(customer)),
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
            Step::Close => self.close(),
            Step::Do(action) => effects.extend(self.act(action, Key::Enter)),
            Step::EmptyLine => {
                let steps = self.find.set_line("");
                effects.extend(self.carry_out(steps));
            }
            Step::Unmark => self.find.unmark(),
            Step::Quit => effects.push(Effect::Quit),
        }
    }

    pub(super) fn write(&mut self, purpose: Purpose, command: Command) -> Effect {
        Effect::Write(self.pending.add(purpose), command)
    }

    fn purpose_of(&self, command: &Command) -> Purpose {
        match (self.layers.top_id(), command) {
            (Some(id), _) => Purpose::Layer(id),
            (None, Command::Undo { entry }) if self.redo.last() == Some(entry) => Purpose::Redo,
            (None, Command::Undo { .. }) => Purpose::Undo,
            _ => Purpose::Nothing,
        }
    }

    fn close(&mut self) {
        self.layers.pop();
    }

    /// Shows a card beside the list; the question for it, if it is another one.
    pub(super) fn show(&mut self, customer: Option<CustomerId>) -> Vec<Effect> {
        let row = customer.and_then(|id| self.find.row(id)).cloned();
        let steps = self.card.show(customer, row);
        self.carry_out(steps)
    }

    /// Goes into a card: it becomes a recent one.
    pub(super) fn open(&mut self, customer: CustomerId) -> Vec<Effect> {
        let mut effects = self.show(Some(customer));
        self.set_focus(Focus::Card);
        effects.push(self.write(Purpose::Nothing, Command::Opened { customer }));
        effects
    }

    /// The next row after a customer was dealt with; the card again where there is none.
    fn advance(&mut self, customer: CustomerId) -> Vec<Effect> {
        if self.find.selected() == Some(customer)
            && let Some(next) = self.find.step(1)
        {
            self.set_focus(Focus::Rows);
            return self.carry_out(vec![Step::Show(Some(next))]);
        }
        Vec::new()
    }

    /// What an action applies to: the card, or the marked or selected rows.
    pub(super) fn targets(&self) -> Vec<CustomerId> {
        match self.focus {
            Focus::Card => self.card.customer().into_iter().collect(),
            Focus::Rows => self.find.targets(),
            Focus::Line => Vec::new(),
        }
    }

    fn target(&self) -> Option<CustomerId> {
        match self.focus {
            Focus::Card => self.card.customer(),
            _ => self.find.selected(),
        }
    }

    fn target_name(&self, customer: CustomerId) -> String {
        if self.card.customer() == Some(customer) {
            return self.card.name().to_owned();
        }
        self.find
            .row(customer)
            .map(|row| row.name.clone())
            .unwrap_or_default()
    }

    /// Actions that are the same wherever they are called; none: the pane's own.
    pub(super) fn on_the_desk(&mut self, action: Action, key: Key) -> Option<Vec<Step>> {
        let steps = match action {
            Action::CallerLine => {
                self.set_focus(Focus::Line);
                self.find.set_line("")
            }
            Action::TypeNumber => {
                let Key::Char(digit) = key else {
                    return Some(Vec::new());
                };
                self.set_focus(Focus::Line);
                self.find.set_line(digit.encode_utf8(&mut [0; 4]))
            }
            Action::GoFind => vec![Step::Go(Focus::Rows)],
            Action::NextPane | Action::PreviousPane => match self.focus {
                Focus::Card => vec![Step::Go(Focus::Line)],
                Focus::Line => vec![Step::Go(Focus::Rows), Step::Show(self.find.selected())],
                Focus::Rows => vec![Step::Go(Focus::Card)],
            },
            Action::NextCustomer | Action::PreviousCustomer => {
                let by = if action == Action::NextCustomer {
                    1
                } else {
                    -1
                };
                self.find.step(by).map(Step::Open).into_iter().collect()
            }
            Action::NewCustomer => vec![Step::Ask(Ask::New(self.number_typed()))],
            Action::Attach => vec![Step::Ask(Ask::Attach(self.number_typed()))],
            Action::WrongNumber => vec![
                Step::Go(Focus::Line),
                Step::EmptyLine,
                Step::tell(Tone::Plain, self.desk.text().desk.nothing_written),
            ],
            Action::Undo => self.take_back(),
            Action::Redo => self.put_back(),
            Action::MyHistory => vec![Step::Ask(Ask::History(None))],
            Action::TakeCall => self.rings.current().map(Step::Take).into_iter().collect(),
            Action::Callback => self
                .desk
                .callbacks
                .first()
                .map(|next| Step::Open(next.customer))
                .into_iter()
                .collect(),
            Action::Language => self.prefer("language", |app| {
                app.desk.lang = app.desk.lang.other();
                app.desk.lang.code()
            }),
            Action::Theme => self.prefer("theme", |app| {
                let (ground, code) = match app.desk.theme.ground {
                    Ground::Dark => (Ground::Light, "light"),
                    Ground::Light => (Ground::Dark, "dark"),
                };
                app.desk.theme.ground = ground;
                code
            }),
            Action::Help => vec![Step::Ask(Ask::Help(self.scope().chain().to_vec()))],
            Action::Palette => vec![Step::Ask(Ask::Palette(self.dead()))],
            Action::Quit if self.unsaved() => vec![Step::Ask(Ask::Quit)],
            Action::Quit => vec![Step::Quit],
            Action::LogCall
            | Action::Reveal
            | Action::Copy
            | Action::History
            | Action::Transfer => self.with_customer(action),
            // A form that waits behind the desk comes back before anything else is left.
            Action::Back if self.layers.is_empty() && !self.parked.is_empty() => {
                self.layers = std::mem::take(&mut self.parked);
                Vec::new()
            }
            _ => return None,
        };
        Some(steps)
    }

    fn with_customer(&mut self, action: Action) -> Vec<Step> {
        if action == Action::Transfer {
            return vec![Step::Ask(Ask::Transfer(self.targets()))];
        }
        let Some(customer) = self.target() else {
            return Vec::new();
        };
        let name = self.target_name(customer);
        match action {
            Action::LogCall => {
                let call = self.rings.call_of(customer);
                let phone = self.phone_used(customer);
                vec![Step::Ask(Ask::Log(LogAbout {
                    customer,
                    name,
                    phone,
                    call,
                }))]
            }
            Action::History => vec![Step::Ask(Ask::History(Some((customer, name))))],
            _ => {
                let copy = action == Action::Copy;
                let shown = self.card.customer() == Some(customer);
                let phone = if shown && !copy {
                    self.card.next_masked()
                } else {
                    None
                };
                vec![Step::Write(Command::Reveal {
                    customer,
                    phone,
                    copy,
                })]
            }
        }
    }

    /// The number that matched in the list, else the first of the card.
    fn phone_used(&self, customer: CustomerId) -> Option<PhoneId> {
        let card = self.card.card().filter(|card| card.id == customer)?;
        let matched = self.find.row(customer).and_then(|row| row.digits.as_ref());
        let same = |phone: &&CardPhone| Some(&phone.digits) == matched;
        card.phones
            .iter()
            .find(same)
            .or(card.phones.first())
            .map(|phone| phone.id)
    }

    /// Every action that cannot work now, and why.
    fn dead(&self) -> Vec<(Action, String)> {
        let why = |&action: &Action| self.refusal(action).map(|why| (action, why));
        Action::ALL.iter().filter_map(why).collect()
    }

    fn take_back(&mut self) -> Vec<Step> {
        self.undo
            .last()
            .map(|&entry| Step::Write(Command::Undo { entry }))
            .into_iter()
            .collect()
    }

    fn put_back(&mut self) -> Vec<Step> {
        self.redo
            .last()
            .map(|&entry| Step::Write(Command::Undo { entry }))
            .into_iter()
            .collect()
    }

    fn prefer(&mut self, key: &'static str, change: fn(&mut App) -> &'static str) -> Vec<Step> {
        let value = change(self).to_owned();
        vec![Step::Write(Command::Prefer { key, value })]
    }

    /// The number in the caller line, else that of the last call.
    fn number_typed(&self) -> String {
        let typed = self.find.line().trim();
        if typed.chars().any(|c| c.is_ascii_digit()) {
            return typed.to_owned();
        }
        self.rings.number(&self.desk.calls).unwrap_or_default()
    }

    /// Why an action of the desk cannot work now.
    pub(super) fn desk_refusal(&self, action: Action) -> Option<String> {
        let words = &self.desk.text().desk;
        let right = |operation| self.desk.may(operation).is_none().then_some(words.no_right);
        let no_customer = || self.target().is_none().then_some(words.no_customer);
        let why = match action {
            Action::Undo => {
                let none = self.undo.is_empty().then_some(words.nothing_to_undo);
                none.or_else(|| self.pending.undoing().then_some(words.waiting))
            }
            Action::Redo => {
                let none = self.redo.is_empty().then_some(words.nothing_to_redo);
                none.or_else(|| self.pending.undoing().then_some(words.waiting))
            }
            Action::TakeCall => self.rings.current().is_none().then_some(words.no_call),
            Action::Callback => self.desk.callbacks.is_empty().then_some(words.no_callback),
            Action::NewCustomer => right(Operation::Add),
            Action::Attach => right(Operation::Edit).or_else(|| {
                self.number_typed()
                    .is_empty()
                    .then_some(words.nothing_typed)
            }),
            Action::MyHistory => right(Operation::Journal),
            Action::NextPane | Action::PreviousPane => {
                let empty = self.focus == Focus::Rows && self.card.customer().is_none();
                empty.then_some(words.nothing_chosen)
            }
            Action::NextCustomer => self.no_neighbour(1),
            Action::PreviousCustomer => self.no_neighbour(-1),
            Action::LogCall => no_customer().or_else(|| right(Operation::Log)),
            Action::History => no_customer().or_else(|| right(Operation::Journal)),
            Action::Transfer => self
                .targets()
                .is_empty()
                .then_some(words.no_customer)
                .or_else(|| right(Operation::Transfer)),
            Action::Reveal | Action::Copy => no_customer()
                .or_else(|| right(Operation::Reveal))
                .or_else(|| self.no_number(action)),
            _ => None,
        };
        let put_through = match action {
            Action::LogCall | Action::Reveal | Action::Copy | Action::History => self.put_through(),
            _ => None,
        };
        put_through.or_else(|| why.map(str::to_owned))
    }

    fn no_neighbour(&self, by: isize) -> Option<&'static str> {
        let words = &self.desk.text().desk;
        if self.find.found().rows.is_empty() {
            return Some(words.no_list);
        }
        let mut list = self.find.clone();
        let end = if by > 0 {
            words.at_the_end
        } else {
            words.at_the_start
        };
        list.step(by).is_none().then_some(end)
    }

    fn no_number(&self, action: Action) -> Option<&'static str> {
        let words = &self.desk.text().desk;
        let card = self
            .card
            .card()
            .filter(|card| Some(card.id) == self.target())?;
        if card.phones.is_empty() {
            return Some(words.no_phone);
        }
        let all_shown = action == Action::Reveal && self.card.next_masked().is_none();
        all_shown.then_some(words.revealed)
    }

    fn put_through(&self) -> Option<String> {
        let id = self.target()?;
        let row = self
            .find
            .row(id)
            .filter(|row| row.sight == Sight::PutThrough);
        let shown = self.card.card().filter(|card| card.id == id);
        let owner = match (shown, row) {
            (Some(card), _) if card.sight == Sight::PutThrough => {
                card.owner.as_ref().map(|(_, name)| name.clone())
            }
            (None, Some(row)) => row.owner_name.clone(),
            _ => return None,
        };
        let words = self.desk.text();
        let owner = owner.unwrap_or(words.customer.nobody.to_owned());
        Some((words.desk.put_through_only)(&owner))
    }

    /// An error as something to read over the desk.
    pub(super) fn trouble(&self, error: &Error) -> Step {
        Step::Ask(Ask::Trouble(explain(self.desk.lang, error).to_string()))
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
