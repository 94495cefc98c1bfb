//! Things to choose from: the customers of a ringing number, all keys, any action by name.
//! Each item carries the steps that choosing it means. Must not know what the steps do.

mod items;
mod view;

use crate::app::action::Action;
use crate::app::desk::Desk;
use crate::app::keymap::Scope;
use crate::app::pane::{Pane, Step, Tone};
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
}

impl Menu {
    pub(super) fn new(title: String, items: Vec<Item>, searched: bool) -> Menu {
        let list = List::new((0..items.len()).collect());
        Menu {
            title,
            items,
            line: searched.then(Input::default),
            list,
        }
    }

    fn selected(&self) -> Option<&Item> {
        self.items.get(self.list.selected()?)
    }

    fn sift(&mut self) {
        let typed = self.line.as_ref().map(Input::text).unwrap_or_default();
        let fits =
            |item: &Item| pinyin::answers(&item.label, typed) || pinyin::answers(&item.also, typed);
        let mut places: Vec<usize> = Vec::new();
        for (place, item) in self.items.iter().enumerate() {
            if fits(item) {
                places.push(place);
            }
        }
        self.list.reset(places);
    }

    fn choose(&self, desk: &Desk) -> Vec<Step> {
        let Some(item) = self.selected() else {
            return vec![Step::tell(Tone::Plain, desk.text().forms.no_action)];
        };
        if let Some(why) = &item.dead {
            return vec![Step::tell(Tone::Warning, why.clone())];
        }
        let mut steps = vec![Step::Close];
        steps.extend(item.steps.iter().cloned());
        steps
    }
}

impl Pane for Menu {
    fn scope(&self) -> Scope {
        Scope::Chooser
    }

    fn typing(&self) -> bool {
        self.line.is_some()
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
