//! Things to choose from: the customers of a ringing number, all keys, any action by name.
//! Each item carries the steps that choosing it means. Must not know what the steps do.

mod items;
mod view;

use crate::app::action::Action;
use crate::app::desk::Desk;
use crate::app::keymap::Scope;
use crate::app::pane::{Pane, Step, Tone};
use crate::app::vocabulary::{Answer, Slot};
use crate::error::Error;
use crate::kit::input::{Input, Typed};
use crate::kit::key::Key;
use crate::kit::list::List;
use crate::text::pinyin;

/// One thing to choose.
#[derive(Debug, Clone)]
pub(super) struct Item {
    /// At the left: a key, or nothing.
    pub(super) key: String,
    /// What it is.
    pub(super) label: String,
    /// At the right: where it holds, who looks after the customer.
    pub(super) note: String,
    /// What else answers to what is typed.
    pub(super) also: String,
    /// Why it cannot be chosen now.
    pub(super) dead: Option<String>,
    /// What choosing it means.
    pub(super) steps: Vec<Step>,
}

/// The choice.
#[derive(Debug, Clone)]
pub(super) struct Menu {
    title: String,
    items: Vec<Item>,
    /// The search, where there is one.
    line: Option<Input>,
    list: List<usize>,
    /// It waits under what was chosen, and is made anew when the house is another: how.
    again: Option<fn(&Desk) -> Menu>,
}

impl Menu {
    pub(super) fn new(title: String, items: Vec<Item>, searched: bool) -> Menu {
        let list = List::new((0..items.len()).collect());
        Menu {
            title,
            items,
            line: searched.then(Input::default),
            list,
            again: None,
        }
    }

    fn selected(&self) -> Option<&Item> {
        self.items.get(self.list.selected()?)
    }

    /// Whether an item answers to what is typed.
    fn fits(&self, place: usize) -> bool {
        let typed = self.line.as_ref().map(Input::text).unwrap_or_default();
        self.items.get(place).is_some_and(|item| {
            pinyin::answers(&item.label, typed) || pinyin::answers(&item.also, typed)
        })
    }

    fn sift(&mut self) {
        let places = (0..self.items.len()).filter(|place| self.fits(*place));
        self.list.reset(places.collect());
    }

    fn choose(&self, desk: &Desk) -> Vec<Step> {
        let Some(item) = self.selected() else {
            return vec![Step::tell(Tone::Plain, desk.text().forms.no_action)];
        };
        if let Some(why) = &item.dead {
            return vec![Step::tell(Tone::Warning, why.clone())];
        }
        let closes = self.again.is_none().then_some(Step::Close);
        closes
            .into_iter()
            .chain(item.steps.iter().cloned())
            .collect()
    }
}

impl Pane for Menu {
    fn scope(&self) -> Scope {
        Scope::Chooser
    }

    fn typing(&self) -> bool {
        self.line.is_some()
    }

    fn waits_unseen(&self) -> bool {
        self.again.is_some()
    }

    fn receive(&mut self, desk: &Desk, slot: Slot, _answer: Result<&Answer, &Error>) -> Vec<Step> {
        if let (Slot::House, Some(again)) = (slot, self.again) {
            self.items = again(desk).items;
            let places = (0..self.items.len()).filter(|place| self.fits(*place));
            self.list.set_rows(places.collect());
        }
        Vec::new()
    }

    fn update(&mut self, desk: &Desk, action: Action, key: Key) -> Vec<Step> {
        match action {
            Action::Open => self.choose(desk),
            Action::Cancel => vec![Step::Close],
            _ => {
                self.list.set_height(desk.pane_height().saturating_sub(4));
                self.list.handle(key);
                Vec::new()
            }
        }
    }

    fn typed(&mut self, _desk: &Desk, key: Key) -> Vec<Step> {
        let typed = self.line.as_mut().map(|line| line.handle(key));
        if typed == Some(Typed::Changed) {
            self.sift();
        }
        Vec::new()
    }

    fn paste(&mut self, _desk: &Desk, text: &str) -> Vec<Step> {
        let typed = self.line.as_mut().map(|line| line.paste(text));
        if typed == Some(Typed::Changed) {
            self.sift();
        }
        Vec::new()
    }
}
