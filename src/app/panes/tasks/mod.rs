//! The tasks pane: what is to be done, by whom and by when. It keeps the selected row while others
//! come and go, and asks for more rows as somebody reads on. Must not know how a task is worked.

mod listed;
pub mod view;

use crate::app::action::Action;
use crate::app::desk::Desk;
use crate::app::giving::GiveAsk;
use crate::app::keymap::{self, Scope};
use crate::app::machine::Focus;
use crate::app::pane::{Ask, Pane, Step, Tone};
use crate::app::panes::ListPane;
use crate::app::tasking::{Deal, TaskAsk};
use crate::app::vocabulary::{Answer, Query, Slot, TaskAnswer, TaskQuery};
use crate::domain::ids::{CustomerId, TaskId};
use crate::domain::task::{Of, Queue, Queued, State, Task, VISIT, Which, numbers};
use crate::error::Error;
use crate::kit::key::Key;
use crate::kit::list::List;

/// Rows asked for at first, and at most: as many of one's own as people have, so that the count is
/// true; fewer of everybody's, which are sought person by person.
const ROWS: usize = 60;
const OWN: usize = 200;
const MOST: usize = 2_000;

/// A row's identity: one customer may have several tasks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct RowId {
    task: TaskId,
    customer: Option<CustomerId>,
}

impl RowId {
    fn of(row: &Queued) -> RowId {
        let there = row.task.customer.as_ref().filter(|whom| whom.there);
        RowId {
            task: row.task.id,
            customer: there.map(|whom| whom.id),
        }
    }
}

/// The list and where one is in it.
#[derive(Debug, Clone)]
pub struct Tasks {
    which: Which,
    limit: usize,
    shown: Queue,
    list: List<RowId>,
    /// No answer has come yet to what is asked.
    fresh: bool,
    /// More rows are on their way.
    growing: bool,
    failed: Option<String>,
    /// To be stood on once it is here.
    aim: Option<TaskId>,
    /// All of the list is to be marked, once all of it is here.
    mark_all: bool,
}

impl Default for Tasks {
    fn default() -> Tasks {
        Tasks {
            which: Which::open(Of::Mine),
            limit: OWN,
            shown: Queue::default(),
            list: List::default(),
            fresh: true,
            growing: false,
            failed: None,
            aim: None,
            mark_all: false,
        }
    }
}

impl Tasks {
    fn question(&self) -> Step {
        let query = TaskQuery::List {
            which: self.which.clone(),
            limit: self.limit,
        };
        Step::Read(Slot::Tasks, Query::Task(query))
    }

    fn row(&self, id: RowId) -> Option<&Queued> {
        self.shown.tasks.iter().find(|row| row.task.id == id.task)
    }

    fn moved(&mut self, key: Key) -> Vec<Step> {
        self.list.handle(key);
        let mut steps = vec![Step::Show(self.selected())];
        let at_end = self.list.index() + 1 >= self.list.len();
        if at_end && self.shown.more && self.limit < MOST && !self.growing {
            self.growing = true;
            self.limit = MOST.min(self.limit * 4);
            steps.push(self.question());
        }
        steps
    }

    /// Stands on the task that was asked for, if it is here.
    fn stand_on_aim(&mut self) {
        let row = |id| self.shown.tasks.iter().find(|row| row.task.id == id);
        if let Some(row) = self.aim.and_then(row) {
            self.list.select(RowId::of(row));
            self.aim = None;
        }
    }

    /// The customer of the selected task, by name, for the list of all their tasks.
    fn whom(&self) -> Option<(CustomerId, String)> {
        let task = self.task()?;
        let whom = task.customer.as_ref().filter(|whom| whom.there)?;
        Some((whom.id, whom.name.clone()))
    }

    /// The marked tasks, else the selected one.
    fn meant(&self) -> Vec<&Task> {
        let rows = self.list.targets().into_iter();
        let rows = rows.filter_map(|id| self.row(id));
        rows.map(|row| &row.task).collect()
    }

    fn deal(&self, deal: Deal) -> Vec<Step> {
        let of = self.meant().into_iter().cloned().collect();
        vec![Step::Ask(Ask::Task(TaskAsk::Deal(deal, of)))]
    }

    /// What Enter does with a task: the contact that it is done by, or what came of it; of one that
    /// has ended, is somebody else's, or whose customer is gone, it is read what is known.
    fn work(&self, desk: &Desk) -> Vec<Step> {
        let row = self.list.selected().and_then(|id| self.row(id));
        let Some(task) = row.map(|row| &row.task) else {
            return Vec::new();
        };
        let there = task.customer.as_ref().is_none_or(|whom| whom.there);
        let me = desk.me().map(|me| me.id);
        let others = task
            .assignee
            .as_ref()
            .is_some_and(|person| Some(person.id) != me);
        if task.state != State::Open || !there || others {
            return vec![Step::Ask(Ask::Task(TaskAsk::Read(Box::new(task.clone()))))];
        }
        if !task.needs_contact() {
            let of = vec![task.clone()];
            return vec![Step::Ask(Ask::Task(TaskAsk::Deal(Deal::Done, of)))];
        }
        vec![Step::Do(match task.kind.as_str() {
            VISIT => Action::Visit,
            _ => Action::LogCall,
        })]
    }

    fn took(&mut self, queue: &Queue) -> Vec<Step> {
        self.failed = None;
        self.shown = queue.clone();
        let ids = self.shown.tasks.iter().map(RowId::of).collect();
        if std::mem::take(&mut self.fresh) {
            self.list.reset(ids);
        } else {
            self.list.set_rows(ids);
        }
        self.stand_on_aim();
        if std::mem::take(&mut self.mark_all) {
            self.list.toggle_all();
        }
        vec![Step::Show(self.selected())]
    }
}

impl Tasks {
    /// The selected task in its form.
    fn change(&self) -> Vec<Step> {
        let task = self.list.selected().and_then(|id| self.row(id));
        let change = |row: &Queued| Ask::Give(GiveAsk::Change(Box::new(row.task.clone())));
        task.map(|row| Step::Ask(change(row))).into_iter().collect()
    }

    /// A desk writes no files, so that nobody takes them away through it: the command that does, for
    /// the marked tasks by their numbers, else for the list that is shown.
    fn out(&self, desk: &Desk) -> Vec<Step> {
        let marked: Vec<TaskId> = self.list.marked().iter().map(|row| row.task).collect();
        if !marked.is_empty() {
            let said = format!("huoke task export {} --to tasks.xlsx", numbers(&marked));
            let said = (desk.text().give.no_files)(&said);
            let title = Action::TasksOut.label(desk.text()).to_owned();
            // Longer than the bottom line.
            return vec![Step::Ask(Ask::Told(title, said))];
        }
        let first = self.shown.tasks.first().map(|row| &row.task);
        let of_whom = first.and_then(|task| match self.which.of {
            Of::Person(_) => Some(format!(" --of {}", task.assignee.as_ref()?.login)),
            _ => Some(format!(" --customer {}", task.customer.as_ref()?.code)),
        });
        let mut said = match self.which.of {
            Of::Mine => String::new(),
            Of::Given => " --given".to_owned(),
            Of::Team => " --team".to_owned(),
            Of::Pool => " --pool".to_owned(),
            Of::Person(_) | Of::Customer(_) => of_whom.unwrap_or_default(),
        };
        said.push_str(if self.which.overdue { " --overdue" } else { "" });
        said.push_str(if self.which.ended { " --ended" } else { "" });
        if let Some(kind) = &self.which.kind {
            said.push_str(&format!(" --kind {kind}"));
        }
        let said = format!("huoke task export{said} --to tasks.xlsx");
        vec![Step::tell(Tone::Plain, (desk.text().give.no_files)(&said))]
    }
}

impl Pane for Tasks {
    fn scope(&self) -> Scope {
        Scope::Tasks
    }

    fn typing(&self) -> bool {
        false
    }

    fn update(&mut self, desk: &Desk, action: Action, key: Key) -> Vec<Step> {
        match action {
            Action::Work => self.work(desk),
            Action::TaskDone => self.deal(Deal::Done),
            Action::Postpone => self.deal(Deal::Postponed),
            Action::CancelTask => self.deal(Deal::Cancelled),
            Action::Assign => self.deal(Deal::Assigned),
            Action::EditTask => self.change(),
            Action::TasksOut => self.out(desk),
            Action::Up
            | Action::Down
            | Action::PageUp
            | Action::PageDown
            | Action::First
            | Action::Last => self.moved(key),
            Action::Mark => {
                self.list.toggle_mark();
                vec![Step::Show(self.selected())]
            }
            Action::MarkAll if self.shown.more && self.limit < MOST => {
                (self.mark_all, self.growing, self.limit) = (true, true, MOST);
                vec![self.question()]
            }
            Action::MarkAll => {
                self.list.toggle_all();
                Vec::new()
            }
            Action::MarkRange => {
                self.list.toggle_range();
                Vec::new()
            }
            Action::TaskLists => {
                let lists = TaskAsk::Lists(self.which.clone(), self.whom());
                vec![Step::Ask(Ask::Task(lists))]
            }
            Action::Back if self.list.clear_marks() => Vec::new(),
            Action::Back if self.which != Which::open(Of::Mine) => {
                self.pick(Which::open(Of::Mine), None)
            }
            Action::Back => vec![Step::Go(Focus::Line)],
            _ => Vec::new(),
        }
    }

    fn receive(&mut self, desk: &Desk, _slot: Slot, answer: Result<&Answer, &Error>) -> Vec<Step> {
        self.growing = false;
        match answer {
            Ok(Answer::Task(TaskAnswer::List(queue))) => self.took(queue),
            Ok(_) => Vec::new(),
            Err(error) => {
                self.mark_all = false;
                self.failed = Some(desk.explain(error));
                Vec::new()
            }
        }
    }

    fn refusal(&self, desk: &Desk, action: Action) -> Option<String> {
        let words = &desk.text().queue;
        match action {
            Action::Mark | Action::MarkAll | Action::MarkRange | Action::Work
                if self.list.is_empty() =>
            {
                Some(desk.text().desk.no_rows.to_owned())
            }
            Action::EditTask => {
                let row = self.list.selected().and_then(|id| self.row(id));
                match row.map(|row| row.task.state) {
                    None => Some(words.no_task.to_owned()),
                    Some(State::Open) => None,
                    Some(_) => Some(words.ended.to_owned()),
                }
            }
            Action::TaskDone | Action::Postpone | Action::CancelTask | Action::Assign => {
                let of = self.meant();
                let contact = of.iter().filter(|task| task.needs_contact()).count();
                match of.len() {
                    0 => Some(words.no_task.to_owned()),
                    _ if of.iter().any(|task| task.state != State::Open) => {
                        Some(words.ended.to_owned())
                    }
                    1 if action == Action::TaskDone && contact > 0 => {
                        let key = keymap::key_for(Scope::Tasks, Action::Work, desk.text());
                        Some((words.by_contact)(&key.unwrap_or_default()))
                    }
                    _ if action == Action::TaskDone && contact > 0 => {
                        Some((words.some_by_contact)(contact))
                    }
                    _ => None,
                }
            }
            _ => None,
        }
    }
}
