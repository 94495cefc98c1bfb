//! A task in one line: what it says is read back while it is typed, and saved by Enter once it is
//! read back as it stands. Must not know how names are looked up, nor how it is stored.

mod view;

use serde_json::json;

use crate::app::desk::Desk;
use crate::app::keymap::Scope;
use crate::app::layers::filling::Sending;
use crate::app::layers::with_undo;
use crate::app::pane::{Pane, Step, Tone};
use crate::app::vocabulary::{
    Answer, Command, Outcome, Query, Slot, TaskAnswer, TaskDeed, TaskQuery,
};
use crate::domain::customer::FoundRow;
use crate::domain::ids::CustomerId;
use crate::domain::kept::{Kept, Kind};
use crate::domain::task::Heard;
use crate::error::Error;
use crate::kit::input::{Input, Typed};
use crate::kit::key::Key;

/// The line, and what it says.
#[derive(Debug, Clone)]
pub(super) struct TaskLine {
    once: String,
    input: Input,
    heard: Option<Heard>,
    /// Who was chosen of several.
    chosen: Option<CustomerId>,
    sending: Sending,
}

impl TaskLine {
    pub(super) fn new(desk: &Desk) -> TaskLine {
        TaskLine {
            once: desk.once(),
            input: Input::default(),
            heard: None,
            chosen: None,
            sending: Sending::default(),
        }
    }

    /// The line as it was left, and the question what it says.
    pub(in crate::app::layers) fn reopen(
        desk: &Desk,
        kept: &Kept,
    ) -> Option<(TaskLine, Vec<Step>)> {
        let mut line = TaskLine::new(desk);
        line.once.clone_from(&kept.once);
        line.input.set(kept.body.get("words")?.as_str()?);
        let first = line.ask();
        Some((line, first))
    }

    fn is_empty(&self) -> bool {
        self.input.text().trim().is_empty()
    }

    fn ask(&self) -> Vec<Step> {
        if self.is_empty() {
            return Vec::new();
        }
        let query = TaskQuery::Hear {
            line: self.input.text().to_owned(),
            chosen: self.chosen,
        };
        vec![Step::Read(Slot::Chooser, Query::Task(query))]
    }

    /// What was understood of the line as it stands now.
    fn heard(&self) -> Option<&Heard> {
        let now = |heard: &&Heard| heard.line == self.input.text() && heard.chosen == self.chosen;
        self.heard.as_ref().filter(now)
    }

    fn changed(&mut self) -> Vec<Step> {
        self.sending.warned = false;
        self.sending.failed = None;
        self.chosen = None;
        self.ask()
    }

    /// The next or previous of those who may be meant.
    fn choose(&mut self, down: bool) -> Vec<Step> {
        let others: &[FoundRow] = self.heard.as_ref().map_or(&[], |heard| &heard.others);
        let here = others.iter().position(|row| Some(row.id) == self.chosen);
        let next = match (here, down) {
            (None, true) => Some(0),
            (None, false) => others.len().checked_sub(1),
            (Some(here), true) => Some((here + 1).min(others.len() - 1)),
            (Some(here), false) => here.checked_sub(1),
        };
        self.chosen = next.and_then(|place| others.get(place)).map(|row| row.id);
        self.ask()
    }

    fn save(&mut self, desk: &Desk) -> Vec<Step> {
        let words = &desk.text().give;
        if self.sending.waiting {
            return vec![Step::tell(Tone::Dim, desk.text().desk.waiting)];
        }
        if self.is_empty() {
            return vec![Step::tell(Tone::Plain, desk.text().forms.required)];
        }
        let Some(heard) = self.heard() else {
            let mut steps = self.ask();
            steps.push(Step::tell(Tone::Warning, words.reading));
            return steps;
        };
        if heard.ambiguous {
            let which = (words.which)(heard.others.len());
            return vec![Step::tell(Tone::Warning, which)];
        }
        // What is wrong stands in the reading back.
        if !heard.wrong.is_empty() {
            return Vec::new();
        }
        let deed = TaskDeed::Add(Box::new(heard.new.clone()));
        self.sending.begin();
        let once = self.once.clone();
        vec![Step::Write(Command::Task { once, deed })]
    }

    fn typed_in(&mut self, typed: Typed) -> Vec<Step> {
        match typed {
            Typed::Changed => self.changed(),
            Typed::Unchanged | Typed::NotMine => Vec::new(),
        }
    }
}

impl Pane for TaskLine {
    fn scope(&self) -> Scope {
        Scope::Small
    }

    fn typing(&self) -> bool {
        true
    }

    fn typed(&mut self, desk: &Desk, key: Key) -> Vec<Step> {
        match key {
            Key::Enter | Key::F(9) => self.save(desk),
            Key::Esc if self.unsaved() && !self.sending.warned => {
                self.sending.warned = true;
                vec![Step::tell(Tone::Warning, desk.text().forms.unsaved_twice)]
            }
            Key::Esc => vec![Step::Close],
            Key::Up | Key::Down => self.choose(key == Key::Down),
            key => {
                let typed = self.input.handle(key);
                self.typed_in(typed)
            }
        }
    }

    fn paste(&mut self, _desk: &Desk, text: &str) -> Vec<Step> {
        let typed = self.input.paste(text);
        self.typed_in(typed)
    }

    fn receive(&mut self, desk: &Desk, slot: Slot, answer: Result<&Answer, &Error>) -> Vec<Step> {
        match (slot, answer) {
            (Slot::Chooser, Ok(Answer::Task(TaskAnswer::Heard(heard)))) => {
                self.heard = Some((**heard).clone());
            }
            (Slot::Chooser, Err(error)) => self.sending.failed = Some(desk.explain(error)),
            _ => {}
        }
        Vec::new()
    }

    fn settle(&mut self, desk: &Desk, outcome: Result<&Outcome, &Error>) -> Vec<Step> {
        self.sending.waiting = false;
        match (outcome, &self.heard) {
            (Ok(_), Some(heard)) => {
                let said = (desk.text().give.given)(&heard.whose.1, heard.new.title.trim());
                let said = with_undo(desk, &said);
                vec![Step::Close, Step::tell(Tone::Good, said)]
            }
            (Ok(_), None) => vec![Step::Close],
            (Err(error), _) => {
                self.sending.failed = Some(desk.explain(error));
                Vec::new()
            }
        }
    }

    fn unsaved(&self) -> bool {
        !self.is_empty()
    }

    fn draft(&self) -> Option<Kept> {
        self.unsaved().then(|| Kept {
            kind: Kind::TaskLine,
            once: self.once.clone(),
            customer: None,
            title: String::new(),
            body: json!({"words": self.input.text()}),
        })
    }
}
