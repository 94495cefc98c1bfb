//! What becomes of forms that are not finished: kept while somebody types into them, let go when
//! they are saved or closed, and offered at the next start. Must not know where they are kept.

use super::action::Action;
use super::keymap::{self, Scope};
use super::machine::App;
use super::pane::{Ask, Step, Tone};
use super::steps::Purpose;
use super::vocabulary::{Answer, Command, Effect, Slot};
use crate::domain::kept::{Kept, Unfinished};
use crate::error::Error;

/// At the second tick after a key what it typed is kept: never later than two seconds.
const TICKS: u64 = 2;

/// What the file knows of the forms that are open here.
#[derive(Debug, Default)]
pub(super) struct Keeping {
    held: Vec<Kept>,
    /// The tick after which something was done that is not kept yet.
    typed: Option<u64>,
    /// Those of before were offered.
    offered: bool,
}

impl Keeping {
    /// Something was done.
    pub(super) fn typed(&mut self, tick: u64) {
        self.typed.get_or_insert(tick);
    }

    /// These are open; what was stored with its form needs nothing more.
    pub(super) fn only(&mut self, open: &[Kept]) {
        self.held.retain(|held| is_in(held, open));
    }
}

fn is_in(one: &Kept, forms: &[Kept]) -> bool {
    forms.iter().any(|form| form.once == one.once)
}

impl App {
    /// Keeps what was typed, when it is time to.
    pub(super) fn keep(&mut self) -> Vec<Effect> {
        let due = |typed| self.ticks - typed >= TICKS;
        if !self.keeping.typed.is_some_and(due) {
            return Vec::new();
        }
        self.keeping.typed = None;
        let mut effects = self.let_go();
        let open = self.drafts();
        for form in &open {
            if !self.keeping.held.contains(form) {
                let (kept, at) = (form.clone(), self.desk.now.at);
                let keep = Command::Keep(Box::new(Unfinished { kept, at }));
                effects.push(self.write(Purpose::Keeping, keep));
            }
        }
        self.keeping.held = open;
        effects
    }

    /// Lets go of what was kept and is not typed anywhere any more.
    pub(super) fn let_go(&mut self) -> Vec<Effect> {
        if self.keeping.held.is_empty() {
            return Vec::new();
        }
        let open = self.drafts();
        let held = std::mem::take(&mut self.keeping.held);
        let (held, gone) = held.into_iter().partition(|held| is_in(held, &open));
        self.keeping.held = held;
        let forget = |form: Kept| self.write(Purpose::Keeping, Command::Forget { once: form.once });
        gone.into_iter().map(forget).collect()
    }

    /// What is typed could not be kept: said, and tried again with the next key.
    pub(super) fn not_kept(&mut self) -> Vec<Step> {
        self.keeping.held.clear();
        vec![Step::tell(Tone::Warning, self.desk.text().forms.not_kept)]
    }

    /// A form of before is open here from now on.
    pub(super) fn taken_up(&mut self, kept: &Kept) -> Vec<Effect> {
        self.keeping.held.push(kept.clone());
        self.carry_out(vec![Step::Ask(Ask::Continue(Box::new(kept.clone())))])
    }

    /// Forms of before: offered once, as the desk opens, and never over what somebody does.
    pub(super) fn offer(&mut self, answer: Result<&Answer, &Error>) -> Vec<Step> {
        let first = !std::mem::replace(&mut self.keeping.offered, true);
        let mut steps = self.layers.receive(&self.desk, Slot::Drafts, answer);
        let forms = match answer {
            Ok(Answer::Drafts(forms)) if first && !forms.is_empty() => forms,
            _ => return steps,
        };
        let covered = !self.layers.is_empty();
        if covered || self.is_busy_typing() || self.desk.calling().is_some() {
            let text = self.desk.text();
            let key = keymap::key_for(Scope::Rows, Action::Drafts, text).unwrap_or_default();
            let words = (text.forms.drafts_wait)(forms.len(), &key);
            steps.push(Step::tell(Tone::Warning, words));
        } else {
            steps.push(Step::Ask(Ask::Drafts(forms.clone())));
        }
        steps
    }
}
