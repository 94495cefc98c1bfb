//! What of giving tasks may lie over the desk, and about whom `t` is. Must not know the layers that
//! do it, nor what follows.

use super::action::Action;
use super::keymap::{self, Scope};
use super::machine::{App, Focus};
use super::pane::{Ask, Owed, Step, Tone};
use super::vocabulary::{Effect, Query, Slot, TaskQuery};
use crate::domain::staff::Operation;
use crate::domain::task::Task;
use crate::text::give::happened;

/// What of giving tasks may lie over the desk.
#[derive(Debug, Clone, PartialEq)]
pub enum GiveAsk {
    /// A task about this customer, of their reason if there is one; none: about nobody.
    One(Option<Owed>),
    /// Tasks about these, of the weightiest reason of each that has one.
    Many(Vec<Owed>),
    /// Other words, time or person for an open task.
    Change(Box<Task>),
    /// A task in one line.
    Line,
    /// What became of tasks.
    News,
}

impl App {
    /// Many tasks were given: whatever shows their customers is asked again.
    pub(super) fn many_given(&mut self) -> Vec<Effect> {
        self.desk.progress = None;
        let mut steps = self.asked_again(true, self.card.customer().is_some());
        steps.extend(self.ask_at_once());
        self.carry_out(steps)
    }

    /// How many tasks have news.
    pub(super) fn ask_news() -> Step {
        Step::Read(Slot::News, Query::Task(TaskQuery::Unread))
    }

    /// What is new of tasks: counted in the header, and the newest said once in the bottom line,
    /// unless something else stands there.
    pub(super) fn hear(&mut self, count: usize, newest: &[Task]) -> Vec<Step> {
        self.desk.unread = count;
        let known = |task: &Task| (task.id, task.version);
        let heard = self.heard.replace(newest.iter().map(known).collect());
        // What waited before the desk opened is counted, not told.
        let Some(heard) = heard else {
            return Vec::new();
        };
        let new = newest.iter().find(|task| !heard.contains(&known(task)));
        let (Some(task), None, Some(me)) = (new, &self.notice, self.desk.me()) else {
            return Vec::new();
        };
        let text = self.desk.text();
        let (said, _) = happened(self.desk.lang, &self.desk.now, me.id, task);
        let key = keymap::key_for(Scope::Rows, Action::News, text).unwrap_or_default();
        let said = (text.give.news.told)(&format!("{said}: {}", self.desk.title(task)), &key);
        vec![Step::tell(Tone::Strong, said)]
    }

    /// Why nothing can be given, or heard of, now.
    pub(super) fn not_given(&self, action: Action) -> Option<&'static str> {
        let words = &self.desk.text().desk;
        let nobody = action == Action::Give && self.targets().is_empty();
        let none = self.desk.may(Operation::Task).is_none();
        nobody
            .then_some(words.no_customer)
            .or_else(|| none.then_some(words.no_right))
    }

    /// The form of tasks about whom an action applies to: of their reasons where Today shows them.
    pub(super) fn give(&self) -> Ask {
        let reasons = self.list().chosen().is_some();
        let mut of = if reasons { self.owed() } else { Vec::new() };
        of.retain(|owed| owed.customer.is_some());
        let known: Vec<_> = of.iter().filter_map(|owed| owed.customer).collect();
        let targets = self.targets();
        let others = targets.iter().filter(|id| !known.contains(id));
        of.extend(others.map(|&id| Owed {
            customer: Some(id),
            name: self.name_of(id),
            reasons: Vec::new(),
        }));
        let marked = self.focus == Focus::Rows && self.list().marked() > 0;
        if marked || of.len() > 1 {
            return Ask::Give(GiveAsk::Many(of));
        }
        Ask::Give(GiveAsk::One(of.pop()))
    }
}
