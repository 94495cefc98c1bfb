//! Why a key is dead now: every action of the desk that cannot work says so. Must not change
//! anything; the store decides about rights again.

use super::action::Action;
use super::keymap::{self, Scope};
use super::machine::{App, Focus};
use crate::domain::customer::Sight;
use crate::domain::staff::{Operation, Scope as StaffScope};
use crate::text::rules;

impl App {
    /// Why an action of the desk cannot work now.
    pub(super) fn desk_refusal(&self, action: Action) -> Option<String> {
        if let Some(why) = self.too_many(action) {
            return Some(why);
        }
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
            Action::TakeCall => self.desk.calling().is_none().then_some(words.no_call),
            Action::Callback => self.desk.callbacks.is_empty().then_some(words.no_callback),
            Action::NewCustomer => right(Operation::Add),
            Action::Attach => right(Operation::Edit).or_else(|| {
                self.number_typed()
                    .is_empty()
                    .then_some(words.nothing_typed)
            }),
            Action::MyHistory => right(Operation::Journal),
            Action::Reasons => right(Operation::Setting).map(|_| rules::ask_admin(self.desk.lang)),
            Action::Overview => {
                let wide = self.desk.may(Operation::Oversee) > Some(StaffScope::Own);
                (!wide).then_some(words.no_right)
            }
            Action::NextCustomer => self.no_neighbour(1),
            Action::PreviousCustomer => self.no_neighbour(-1),
            Action::Settle | Action::Snooze | Action::Dismiss => {
                self.no_reason().or_else(|| right(Operation::Log))
            }
            Action::Sell => no_customer().or_else(|| right(Operation::Sell)),
            Action::NewSale => right(Operation::Sell),
            Action::LogCall | Action::Visit => no_customer().or_else(|| right(Operation::Log)),
            Action::Edit => no_customer().or_else(|| right(Operation::Edit)),
            Action::Uses => no_customer()
                .or_else(|| right(Operation::Edit))
                .or_else(|| self.no_supply()),
            Action::History => no_customer().or_else(|| right(Operation::Journal)),
            Action::Give | Action::GiveLine | Action::News => self.not_given(action),
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
            Action::LogCall
            | Action::Sell
            | Action::Visit
            | Action::Edit
            | Action::Reveal
            | Action::Copy
            | Action::History
            | Action::Uses => self.put_through(),
            _ => None,
        };
        put_through
            .or_else(|| why.map(str::to_owned))
            .or_else(|| self.out_of_reach(action))
    }

    /// Somebody else's customer, where the right ends at one's own. The store judges by more: a
    /// call gives sight, so that one who is spoken to is never refused here.
    fn out_of_reach(&self, action: Action) -> Option<String> {
        let operation = match action {
            Action::Sell => Operation::Sell,
            Action::LogCall | Action::Visit => Operation::Log,
            Action::Edit | Action::Uses => Operation::Edit,
            Action::History => Operation::Journal,
            _ => return None,
        };
        let (me, id) = (self.desk.me()?, self.target()?);
        let on_call = self.rings.call_of(id, &self.desk.calls).is_some();
        let whom = self.list().task().and_then(|task| task.customer.as_ref());
        // Whoever has a task for a customer may work on it.
        let by_task = operation == Operation::Log && whom.is_some_and(|whom| whom.id == id);
        if self.desk.may(operation) != Some(StaffScope::Own) || on_call || by_task {
            return None;
        }
        let card = self.card.card().filter(|card| card.id == id);
        let owner = match (card, self.list().brief(id)) {
            (Some(card), _) => card.owner.clone(),
            (None, Some(row)) => row.owner.zip(row.owner_name),
            (None, None) => return None,
        };
        let words = self.desk.text();
        match owner {
            Some((owner, _)) if owner == me.id => None,
            Some((_, name)) => Some((words.desk.not_yours)(&name)),
            None => Some((words.desk.not_yours)(words.customer.nobody)),
        }
    }

    /// What works on one customer does not quietly pick one of those that are marked.
    fn too_many(&self, action: Action) -> Option<String> {
        let of_one = matches!(
            action,
            Action::LogCall
                | Action::Sell
                | Action::Visit
                | Action::Work
                | Action::Edit
                | Action::Reveal
                | Action::Copy
                | Action::History
                | Action::Uses
        );
        // A list that does not know reasons cannot settle those of many.
        let settles = matches!(action, Action::Settle | Action::Snooze | Action::Dismiss);
        let of_one = of_one || (settles && self.list().owed().is_empty());
        let marked = self.list().marked();
        if !of_one || marked == 0 || self.focus != Focus::Rows {
            return None;
        }
        let text = self.desk.text();
        let key = |action| keymap::key_for(Scope::Rows, action, text).unwrap_or_default();
        let (mark, back) = (key(Action::Mark), key(Action::Back));
        Some((text.desk.works_on_one)(marked, &mark, &back))
    }

    fn no_supply(&self) -> Option<&'static str> {
        let words = &self.desk.text().desk;
        let card = self
            .card
            .card()
            .filter(|card| Some(card.id) == self.target());
        match card {
            None => None,
            Some(card) => card.supplies.is_empty().then_some(words.no_supply),
        }
    }

    fn no_neighbour(&self, by: isize) -> Option<&'static str> {
        let words = &self.desk.text().desk;
        let end = if by > 0 {
            words.at_the_end
        } else {
            words.at_the_start
        };
        let list = self.list();
        if !list.has_neighbour(by) && !list.has_neighbour(-by) && list.selected().is_none() {
            return Some(words.no_list);
        }
        (!list.has_neighbour(by)).then_some(end)
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
        let seen = action == Action::Reveal && self.sees_card();
        let all_shown = seen && self.card.next_masked().is_none();
        all_shown.then_some(words.all_shown)
    }

    fn put_through(&self) -> Option<String> {
        let id = self.target()?;
        let row = self.list().brief(id);
        let row = row.filter(|row| row.sight == Sight::PutThrough);
        let shown = self.card.card().filter(|card| card.id == id);
        let owner = match (shown, row) {
            (Some(card), _) if card.sight == Sight::PutThrough => {
                card.owner.as_ref().map(|(_, name)| name.clone())
            }
            // The row may be older than the call that gives sight of its customer.
            (None, Some(row)) if self.rings.call_of(id, &self.desk.calls).is_none() => {
                row.owner_name
            }
            _ => return None,
        };
        let words = self.desk.text();
        let owner = owner.unwrap_or(words.customer.nobody.to_owned());
        Some((words.desk.put_through_only)(&owner))
    }
}
