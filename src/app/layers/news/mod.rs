//! News of tasks: who did what, with what result; what stands on the screen counts as seen, Enter
//! goes to its customer. Must not know how it is found.

mod view;

use crate::app::action::Action;
use crate::app::desk::Desk;
use crate::app::keymap::Scope;
use crate::app::pane::{Ask, Pane, Step};
use crate::app::tasking::TaskAsk;
use crate::app::vocabulary::{Answer, Command, Query, Slot, TaskAnswer, TaskDeed, TaskQuery};
use crate::domain::ids::TaskId;
use crate::domain::task::Task;
use crate::error::Error;
use crate::kit::key::Key;
use crate::kit::list::List;

/// How many are shown, of the unread and of the others.
const SHOWN: usize = 200;

/// Rows that tell all of the selected one.
const DETAILS: u16 = 4;

/// The list.
#[derive(Debug, Clone, Default)]
pub(super) struct News {
    /// None: they are asked for.
    tasks: Option<Vec<Task>>,
    /// So many of them, the first, were not seen before.
    unread: usize,
    /// So many of these were on the screen.
    seen: usize,
    list: List<usize>,
    failed: Option<String>,
}

impl News {
    pub(super) fn new() -> (News, Vec<Step>) {
        let query = Query::Task(TaskQuery::News { limit: SHOWN });
        (News::default(), vec![Step::Read(Slot::Lists, query)])
    }

    fn selected(&self) -> Option<&Task> {
        self.tasks.as_ref()?.get(self.list.selected()?)
    }

    /// Rows of the list, where there is room.
    fn height(desk: &Desk) -> usize {
        desk.pane_height().saturating_sub(usize::from(DETAILS) + 4)
    }

    /// What has come on the screen is read.
    fn read(&mut self, desk: &Desk) -> Vec<Step> {
        let shown = self.list.window(News::height(desk)).end.min(self.unread);
        let from = self.seen;
        self.seen = from.max(shown);
        let tasks = self.tasks.as_deref().unwrap_or_default();
        let new = tasks.get(from..self.seen).unwrap_or_default();
        let ids: Vec<TaskId> = new.iter().map(|task| task.id).collect();
        if ids.is_empty() {
            return Vec::new();
        }
        vec![Step::Write(Command::Task {
            once: desk.once(),
            deed: TaskDeed::Read(ids),
        })]
    }

    fn open(&self) -> Vec<Step> {
        let Some(task) = self.selected() else {
            return Vec::new();
        };
        match task.customer.as_ref().filter(|whom| whom.there) {
            Some(whom) => vec![Step::Close, Step::Open(whom.id)],
            None => vec![Step::Ask(Ask::Task(TaskAsk::Read(Box::new(task.clone()))))],
        }
    }
}

impl Pane for News {
    fn scope(&self) -> Scope {
        Scope::Chooser
    }

    fn update(&mut self, desk: &Desk, action: Action, key: Key) -> Vec<Step> {
        match action {
            Action::Open => self.open(),
            Action::Cancel => vec![Step::Close],
            _ => {
                self.list.set_height(News::height(desk));
                self.list.handle(key);
                self.read(desk)
            }
        }
    }

    fn receive(&mut self, desk: &Desk, slot: Slot, answer: Result<&Answer, &Error>) -> Vec<Step> {
        match (slot, answer) {
            (Slot::Lists, Ok(Answer::Task(TaskAnswer::News(news)))) => {
                self.failed = None;
                self.unread = news.unread.len();
                let tasks = news.unread.iter().chain(&news.seen);
                let tasks: Vec<Task> = tasks.cloned().collect();
                self.list.set_height(News::height(desk));
                self.list.reset((0..tasks.len()).collect());
                self.tasks = Some(tasks);
                return self.read(desk);
            }
            (Slot::Lists, Err(error)) => self.failed = Some(desk.explain(error)),
            _ => {}
        }
        Vec::new()
    }

    fn refusal(&self, desk: &Desk, action: Action) -> Option<String> {
        let none = action == Action::Open && self.selected().is_none();
        none.then(|| desk.text().desk.no_rows.to_owned())
    }
}
