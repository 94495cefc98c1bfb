//! While a form waits for its save: keys are kept and go, in order, to where they belong once the
//! answer is here, and the bottom line says for whom it waits. Must not know what is saved.

use std::collections::VecDeque;

use super::machine::App;
use super::pane::{Notice, Step, Tone};
use super::vocabulary::{Effect, Event, Query, Slot};

/// Keys that are kept at most: more than anybody types before a save gives up.
const AT_MOST: usize = 500;

/// What is typed while the top layer waits for its save.
#[derive(Debug, Default)]
pub(super) struct Behind {
    typed: VecDeque<Event>,
    /// Ticks for which it has waited.
    ticks: u64,
    /// Who holds it up, as far as is known.
    holder: Option<String>,
}

impl App {
    /// Whether the top layer waits for what it writes. What counts as it goes on may be left.
    fn saves(&self) -> bool {
        let top = self.layers.top_id();
        top.is_some_and(|id| self.pending.is_awaited_by(id)) && self.desk.progress.is_none()
    }

    /// Keeps a key that comes while a save waits; none: it was kept.
    pub(super) fn keep_behind(&mut self, event: Event) -> Option<Event> {
        if !self.saves() {
            return Some(event);
        }
        if self.behind.typed.len() < AT_MOST {
            self.behind.typed.push_back(event);
        } else {
            let words = self.desk.text().desk.typed_too_much;
            self.notice = Some(Notice {
                tone: Tone::Warning,
                words: words.to_owned(),
            });
        }
        None
    }

    /// What was typed behind a save that is answered: to the form again if that is open still, else
    /// to whatever lies there now; what another save makes wait waits on.
    pub(super) fn catch_up(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        if !self.saves() {
            (self.behind.ticks, self.behind.holder) = (0, None);
        }
        // What was said of the save is not gone before anybody could read it.
        let said = self.notice.clone();
        while !self.saves() {
            let Some(event) = self.behind.typed.pop_front() else {
                break;
            };
            if let Some(event) = self.comes_now(event) {
                effects.extend(self.event(event));
            }
        }
        self.notice = self.notice.take().or(said);
        effects
    }

    /// Says that a save waits, and asks for whom, once it has waited for a moment.
    pub(super) fn say_behind(&mut self) -> Vec<Effect> {
        if !self.saves() {
            return Vec::new();
        }
        self.behind.ticks += 1;
        let said = self.still_saving();
        self.carry_out(vec![said, Step::Read(Slot::Writing, Query::Writing)])
    }

    /// Who writes now.
    pub(super) fn learn_holder(&mut self, holder: Option<&str>) -> Vec<Step> {
        if !self.saves() {
            return Vec::new();
        }
        self.behind.holder = holder.map(str::to_owned);
        vec![self.still_saving()]
    }

    fn still_saving(&self) -> Step {
        let words = &self.desk.text().desk;
        let holder = self.behind.holder.as_deref();
        let said = (words.still_saving)(holder, self.behind.typed.len());
        Step::tell(Tone::Strong, said)
    }
}
