//! Actions that mean the same wherever they are called: moving about, the selected customer,
//! undo and redo, language and theme. Must not know keys, nor carry out a step.

use super::action::Action;
use super::giving::GiveAsk;
use super::machine::{App, Focus};
use super::pane::{Ask, LogAbout, Step, Tone};
use super::tasking::About;
use super::vocabulary::Command;
use crate::domain::customer::CardPhone;
use crate::domain::ids::{CustomerId, PhoneId};
use crate::domain::phone;
use crate::domain::sale::Searched;
use crate::domain::task::State;
use crate::kit::key::Key;
use crate::kit::theme::Ground;

/// What is done with the selected customer, or with those who are marked.
const OF_CUSTOMERS: [Action; 9] = [
    Action::LogCall,
    Action::Sell,
    Action::Visit,
    Action::Edit,
    Action::Reveal,
    Action::Copy,
    Action::History,
    Action::Uses,
    Action::Transfer,
];

impl App {
    /// What an action applies to: the card, or the marked or selected rows.
    pub(super) fn targets(&self) -> Vec<CustomerId> {
        match self.focus {
            Focus::Card => self.card.customer().into_iter().collect(),
            Focus::Rows => self.list().targets(),
            Focus::Line => Vec::new(),
        }
    }

    pub(super) fn target(&self) -> Option<CustomerId> {
        match self.focus {
            Focus::Card => self.card.customer(),
            _ => self.list().selected(),
        }
    }

    pub(super) fn name_of(&self, customer: CustomerId) -> String {
        if self.card.customer() == Some(customer) {
            return self.card.name().to_owned();
        }
        self.list().name(customer).unwrap_or_default()
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
            Action::NextPane | Action::PreviousPane => {
                self.next_place(action == Action::PreviousPane)
            }
            Action::NextCustomer | Action::PreviousCustomer => {
                let by = [-1, 1][usize::from(action == Action::NextCustomer)];
                self.list_mut()
                    .step(by)
                    .map(Step::Open)
                    .into_iter()
                    .collect()
            }
            Action::NewCustomer => vec![Step::Ask(self.newcomer())],
            Action::Attach => vec![Step::Ask(Ask::Attach(self.number_typed()))],
            Action::WrongNumber => vec![
                Step::Go(Focus::Line),
                Step::EmptyLine,
                Step::tell(Tone::Plain, self.desk.text().desk.nothing_written),
            ],
            Action::TakeNext => vec![Step::TakeNext],
            Action::Undo => self.take_back(),
            Action::Redo => self.put_back(),
            Action::TakeCall => self
                .desk
                .calling()
                .map(|call| Step::Take(call.id))
                .into_iter()
                .collect(),
            Action::Callback => self
                .desk
                .callbacks
                .first()
                .map(|next| Step::Open(next.customer))
                .into_iter()
                .collect(),
            Action::Language | Action::Theme => self.look(action),
            Action::Quit if !self.unsaved() => vec![Step::Quit],
            Action::ShowNumbers => return self.ask_in_form(action),
            Action::Settle | Action::Snooze | Action::Dismiss => self.done_with(action),
            action if OF_CUSTOMERS.contains(&action) => self.with_customer(action),
            // A form that waits behind the desk comes back before anything else is left.
            Action::Back
                if self.layers.is_empty() && !self.parked.is_empty() && !self.marking() =>
            {
                self.layers = std::mem::take(&mut self.parked);
                Vec::new()
            }
            _ => match self.laid_over(action) {
                Some(ask) => vec![Step::Ask(ask)],
                None => return self.go_to(action),
            },
        };
        Some(steps)
    }

    /// Asked first as on the card; none: the form's own.
    fn ask_in_form(&self, action: Action) -> Option<Vec<Step>> {
        let whom = self.layers.top()?.whom()?;
        let question = self.ask_first(action, whom)?;
        Some(vec![question])
    }

    /// What an action lays over the desk, if it does.
    fn laid_over(&self, action: Action) -> Option<Ask> {
        Some(match action {
            Action::MyHistory => Ask::History(None),
            Action::Drafts => Ask::Drafts(Vec::new()),
            Action::Reasons => Ask::Reasons,
            Action::Give => self.give(),
            Action::GiveLine => Ask::Give(GiveAsk::Line),
            Action::News => Ask::Give(GiveAsk::News),
            Action::Lists => self.list().chooser(&self.desk).unwrap_or_else(|| {
                let (whose, list) = self.chosen();
                Ask::Lists(whose, list)
            }),
            Action::Stock => Ask::Stock,
            Action::Overview => Ask::Overview,
            Action::Figures => Ask::Figures(false),
            // On a card it is about the customer.
            Action::Records => Ask::Records(Searched {
                customer: match (self.focus, self.card.card()) {
                    (Focus::Card, Some(card)) => card.code.clone(),
                    _ => String::new(),
                },
                ..Searched::default()
            }),
            Action::NewSale => Ask::Sell(None),
            Action::Help => Ask::Help(self.scope().chain().to_vec()),
            Action::Palette => Ask::Palette(self.dead()),
            Action::Quit => Ask::Quit,
            _ => return None,
        })
    }

    /// Whether Esc takes marks off before anything else.
    fn marking(&self) -> bool {
        self.focus == Focus::Rows && self.list().marked() > 0
    }

    /// Another language or ground, at once, and kept for this person.
    fn look(&mut self, action: Action) -> Vec<Step> {
        let (key, value) = if action == Action::Language {
            self.desk.lang = self.desk.lang.other();
            ("language", self.desk.lang.code())
        } else {
            let (ground, code) = match self.desk.theme.ground {
                Ground::Dark => (Ground::Light, "light"),
                Ground::Light => (Ground::Dark, "dark"),
            };
            self.desk.theme.ground = ground;
            ("theme", code)
        };
        vec![Step::Write(Command::Prefer {
            key,
            value: value.to_owned(),
        })]
    }

    fn with_customer(&mut self, action: Action) -> Vec<Step> {
        if action == Action::Transfer {
            return vec![Step::Ask(Ask::Transfer(self.targets()))];
        }
        let Some(customer) = self.target() else {
            return Vec::new();
        };
        if let Some(question) = self.ask_first(action, customer) {
            return vec![question];
        }
        let name = self.name_of(customer);
        match action {
            Action::LogCall | Action::Visit => {
                let about = LogAbout {
                    customer,
                    name,
                    phone: self.phone_used(customer),
                    call: self.rings.call_of(customer, &self.desk.calls),
                    task: self.done_by_contact(customer),
                };
                let ask = match action {
                    Action::Visit => Ask::Visit(about),
                    _ => Ask::Log(about),
                };
                vec![Step::Begin(customer), Step::Ask(ask)]
            }
            Action::Sell => vec![Step::Ask(Ask::Sell(Some((customer, name))))],
            Action::Edit => vec![Step::Ask(Ask::Edit(customer, name))],
            Action::History => vec![Step::Ask(Ask::History(Some((customer, name))))],
            Action::Uses => {
                let card = self.card.card().filter(|card| card.id == customer);
                let supplies = card.map(|card| card.supplies.clone()).unwrap_or_default();
                vec![Step::Ask(Ask::Use(customer, name, supplies))]
            }
            _ => {
                let copy = action == Action::Copy;
                let shown = self.card.customer() == Some(customer) && self.sees_card();
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

    /// The selected task, if it is this customer's and done by a contact with them.
    fn done_by_contact(&self, customer: CustomerId) -> Option<About> {
        let task = self.list().task()?;
        let about = About::of(&self.desk, task);
        let open = task.state == State::Open && task.needs_contact();
        (open && about.customer == Some(customer)).then_some(about)
    }

    /// The number that matched in the list, else the first of the card.
    fn phone_used(&self, customer: CustomerId) -> Option<PhoneId> {
        let card = self.card.card().filter(|card| card.id == customer)?;
        let matched = self.list().brief(customer).and_then(|row| row.digits);
        let same = |phone: &&CardPhone| Some(&phone.digits) == matched.as_ref();
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

    /// The form of a new customer: with what the caller line looked for in vain, else with the
    /// number of the call in question, else empty.
    fn newcomer(&self) -> Ask {
        let typed = self.find.line().trim();
        let here = self.focus != Focus::Card && self.at_find();
        if here && !typed.is_empty() && self.find.found().rows.is_empty() {
            return Ask::New(typed.to_owned());
        }
        let number = match self.find.call() {
            Some(id) if self.focus == Focus::Rows && self.at_find() => {
                let call = self.desk.calls.iter().find(|call| call.id == id);
                call.and_then(|call| call.number.clone())
            }
            _ => self.rings.number_of_stranger(&self.desk),
        };
        number.map_or(Ask::New(String::new()), Ask::NewOfCall)
    }

    /// The number in the caller line, else that of the last call.
    pub(super) fn number_typed(&self) -> String {
        let typed = self.find.line().trim();
        if phone::is_number(typed) {
            return typed.to_owned();
        }
        self.rings.number(&self.desk).unwrap_or_default()
    }
}
