//! A number that belongs to a customer who is there already: find the customer as in the
//! caller line, Enter attaches. Must not know how customers are found.

mod view;

use crate::app::action::Action;
use crate::app::desk::Desk;
use crate::app::keymap::Scope;
use crate::app::layers::with_undo;
use crate::app::pane::{Pane, Step, Tone};
use crate::app::vocabulary::{Answer, Command, Outcome, Query, Slot};
use crate::domain::customer::Found;
use crate::domain::ids::CustomerId;
use crate::domain::kept::{Kept, Kind};
use crate::error::Error;
use crate::kit::input::{Input, Typed};
use crate::kit::key::Key;
use crate::kit::list::List;
use crate::text::explain;

/// Rows asked for.
const ROWS: usize = 10;

/// The search.
#[derive(Debug, Clone)]
pub(super) struct Attach {
    number: String,
    once: String,
    line: Input,
    found: Found,
    list: List<CustomerId>,
    chosen: Option<CustomerId>,
    failed: Option<String>,
    warned: bool,
}

impl Attach {
    pub(super) fn new(desk: &Desk, number: String) -> Attach {
        Attach {
            number,
            once: desk.once(),
            line: Input::default(),
            found: Found::default(),
            list: List::default(),
            chosen: None,
            failed: None,
            warned: false,
        }
    }

    /// The search as it was left, and its question.
    pub(in crate::app::layers) fn reopen(desk: &Desk, kept: &Kept) -> Option<(Attach, Vec<Step>)> {
        let line = kept.body.get("line")?.as_str()?;
        let mut attach = Attach::new(desk, kept.title.clone());
        attach.once.clone_from(&kept.once);
        attach.line = Input::new(line);
        let first = attach.after(Typed::Changed);
        Some((attach, first))
    }

    fn after(&mut self, typed: Typed) -> Vec<Step> {
        self.warned = false;
        let text = self.line.text().trim();
        match typed {
            Typed::Changed if !text.is_empty() => {
                let query = Query::Find {
                    typed: text.to_owned(),
                    limit: ROWS,
                };
                vec![Step::Read(Slot::Chooser, query)]
            }
            Typed::Changed => {
                self.found = Found::default();
                self.list.reset(Vec::new());
                Vec::new()
            }
            Typed::Unchanged | Typed::NotMine => Vec::new(),
        }
    }

    fn choose(&mut self) -> Vec<Step> {
        let Some(customer) = self.list.selected() else {
            return Vec::new();
        };
        if self.chosen.is_some() {
            return Vec::new();
        }
        self.chosen = Some(customer);
        self.failed = None;
        let (once, typed) = (self.once.clone(), self.number.clone());
        vec![Step::Write(Command::Attach {
            once,
            customer,
            typed,
        })]
    }

    fn name_of(&self, customer: CustomerId) -> &str {
        let row = self.found.rows.iter().find(|row| row.id == customer);
        row.map(|row| row.name.as_str()).unwrap_or_default()
    }
}

impl Pane for Attach {
    fn scope(&self) -> Scope {
        Scope::Chooser
    }

    fn typing(&self) -> bool {
        true
    }

    fn update(&mut self, desk: &Desk, action: Action, key: Key) -> Vec<Step> {
        match action {
            Action::Open => self.choose(),
            Action::Cancel if self.unsaved() && !self.warned => {
                self.warned = true;
                vec![Step::tell(Tone::Warning, desk.text().forms.unsaved_twice)]
            }
            Action::Cancel => vec![Step::Close],
            Action::First | Action::Last => self.typed(desk, key),
            _ => {
                self.list.handle(key);
                Vec::new()
            }
        }
    }

    fn typed(&mut self, _desk: &Desk, key: Key) -> Vec<Step> {
        let typed = self.line.handle(key);
        self.after(typed)
    }

    fn paste(&mut self, _desk: &Desk, text: &str) -> Vec<Step> {
        let typed = self.line.paste(text);
        self.after(typed)
    }

    fn receive(&mut self, desk: &Desk, slot: Slot, answer: Result<&Answer, &Error>) -> Vec<Step> {
        match (slot, answer) {
            (Slot::Chooser, Ok(Answer::Rows(found))) => {
                self.found = found.clone();
                self.list
                    .reset(found.rows.iter().map(|row| row.id).collect());
            }
            (Slot::Chooser, Err(error)) => {
                self.failed = Some(explain(desk.lang, error).to_string());
            }
            _ => {}
        }
        Vec::new()
    }

    fn settle(&mut self, desk: &Desk, outcome: Result<&Outcome, &Error>) -> Vec<Step> {
        let chosen = self.chosen.take();
        match (outcome, chosen) {
            (Ok(_), Some(customer)) => {
                let said = (desk.text().desk.attached)(self.name_of(customer));
                vec![
                    Step::Close,
                    Step::Open(customer),
                    Step::tell(Tone::Good, with_undo(desk, &said)),
                ]
            }
            (Ok(_), None) => Vec::new(),
            (Err(error), _) => {
                self.failed = Some(explain(desk.lang, error).to_string());
                Vec::new()
            }
        }
    }

    fn refusal(&self, desk: &Desk, action: Action) -> Option<String> {
        let none = action == Action::Open && self.list.is_empty();
        none.then(|| desk.text().desk.no_rows.to_owned())
    }

    fn unsaved(&self) -> bool {
        !self.line.is_empty()
    }

    fn draft(&self) -> Option<Kept> {
        self.unsaved().then(|| Kept {
            kind: Kind::Attach,
            once: self.once.clone(),
            customer: None,
            title: self.number.clone(),
            body: serde_json::json!({"line": self.line.text(), "words": self.line.text()}),
        })
    }
}
