//! What becomes of tasks: done, with what came of it and what follows; put off, cancelled, handed
//! over. Keeps everything that was typed when saving fails. Must not know how it is stored.

mod kept;
mod view;

pub(super) use kept::{about, read};
pub(super) use view::{also_at, told};

use crate::app::action::Action;
use crate::app::desk::Desk;
use crate::app::keymap::{self, Scope};
use crate::app::layers::filling::{Filling, Sending};
use crate::app::layers::people::{code_of, people_and_units, whose};
use crate::app::layers::with_undo;
use crate::app::pane::{Pane, Step, Tone};
use crate::app::tasking::{About, Deal};
use crate::app::vocabulary::{Command, Outcome, TaskDeed};
use crate::domain::ids::TaskId;
use crate::domain::kept::Kept;
use crate::domain::task::{ByCall, KINDS, NewTask, Task, To, USUAL, USUAL_FOR_CUSTOMER};
use crate::domain::time::DateFault;
use crate::domain::when::Next;
use crate::error::Error;
use crate::kit::form::{Field, Form};
use crate::kit::key::Key;
use crate::text::{date_fault, say};

/// The fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Result,
    FollowUp,
    Due,
    Whose,
    Reason,
}

/// The form.
#[derive(Debug, Clone)]
pub(super) struct TaskDeal {
    deal: Deal,
    of: Vec<About>,
    once: String,
    form: Form<Part>,
    sending: Sending,
    /// What was sent to be stored, in words: somebody may type on until it is.
    sent: String,
    /// When the first of them falls due, and its kind; a form that was kept does not know.
    was: Option<Next>,
    kind: Option<String>,
    /// A day before that was doubted: saving again means it.
    doubted: bool,
}

impl TaskDeal {
    pub(super) fn new(desk: &Desk, deal: Deal, tasks: &[Task]) -> TaskDeal {
        let of = tasks.iter().map(|task| About::of(desk, task)).collect();
        let mut form = TaskDeal::about(desk, deal, of);
        let due = |task: &Task| {
            let at = task.due_at.map(|at| desk.now.local(at).time());
            task.due_on.map(|on| Next { on, at })
        };
        form.was = tasks.iter().filter_map(due).min();
        form.kind = tasks.first().map(|task| task.kind.clone());
        form
    }

    fn about(desk: &Desk, deal: Deal, of: Vec<About>) -> TaskDeal {
        TaskDeal {
            form: form(desk, deal, of.len()),
            deal,
            of,
            once: desk.once(),
            sending: Sending::default(),
            sent: String::new(),
            was: None,
            kind: None,
            doubted: false,
        }
    }

    /// What it is about: a title, raw, or a count in words.
    fn title(&self, desk: &Desk) -> String {
        match self.of.as_slice() {
            [one] => one.title.clone(),
            many => (desk.text().queue.tasks)(many.len()),
        }
    }

    fn due(&self, desk: &Desk) -> Option<Result<Next, DateFault>> {
        match Next::parse(self.form.text(Part::Due), &desk.now) {
            Err(DateFault::Empty) => None,
            read => Some(read),
        }
    }

    /// What was understood of the day, to be read back.
    fn understood(&self, desk: &Desk) -> Option<(String, Tone)> {
        if self.form.error(Part::Due).is_some() {
            return None;
        }
        Some(match self.due(desk)? {
            Ok(next) => {
                let said = (desk.text().queue.due_on)(&say::next(desk.text(), &desk.now, next));
                (format!("{} {said}", desk.theme.glyphs().arrow), Tone::Good)
            }
            Err(fault) => (date_fault(desk.lang, fault).to_owned(), Tone::Warning),
        })
    }

    /// What is to be stored and how it is told then, or at which field something is missing.
    fn deed(&self, desk: &Desk) -> Result<(TaskDeed, String), (Part, String)> {
        let words = &desk.text().queue;
        let tasks: Vec<TaskId> = self.of.iter().map(|task| task.id).collect();
        let title = self.title(desk);
        let required = || desk.text().forms.required.to_owned();
        let typed = |part| self.form.text(part).trim().to_owned();
        let fault = |fault| (Part::Due, date_fault(desk.lang, fault).to_owned());
        let due = self.due(desk).transpose().map_err(fault)?;
        Ok(match self.deal {
            Deal::Done => {
                let follow_up = self.follow_up(desk, due)?.map(Box::new);
                let mut said = (words.done)(&title);
                if let Some(new) = &follow_up {
                    let due = new.due.map(|due| say::next(desk.text(), &desk.now, due));
                    said.push_str(&(words.follows)(&new.title, &due.unwrap_or_default()));
                }
                let result = typed(Part::Result);
                let deed = TaskDeed::Done {
                    tasks,
                    result,
                    follow_up,
                };
                (deed, said)
            }
            Deal::Postponed => {
                let until = due.ok_or_else(|| (Part::Due, required()))?;
                let on = say::next(desk.text(), &desk.now, until);
                (
                    TaskDeed::Postpone { tasks, until },
                    (words.postponed)(&title, &on),
                )
            }
            Deal::Cancelled => {
                let reason = typed(Part::Reason);
                if reason.is_empty() {
                    return Err((Part::Reason, required()));
                }
                (
                    TaskDeed::Cancel { tasks, reason },
                    (words.cancelled)(&title),
                )
            }
            Deal::Assigned => {
                let to = self.whose().ok_or_else(|| (Part::Whose, required()))?;
                let name = typed(Part::Whose);
                (
                    TaskDeed::Assign { tasks, to },
                    (words.assigned)(&title, &name),
                )
            }
        })
    }

    fn whose(&self) -> Option<To> {
        self.form.code(Part::Whose).and_then(whose)
    }

    /// What is to be done next, if somebody wrote that.
    fn follow_up(&self, desk: &Desk, due: Option<Next>) -> Result<Option<NewTask>, (Part, String)> {
        let title = self.form.text(Part::FollowUp).trim();
        let required = desk.text().forms.required.to_owned();
        if title.is_empty() {
            // A day or a person alone say nothing: what is it that follows?
            let lost = due.is_some();
            return if lost {
                Err((Part::FollowUp, required))
            } else {
                Ok(None)
            };
        }
        let to = self.whose().ok_or((Part::Whose, required))?;
        let customer = self.of.first().and_then(|task| task.customer);
        let usual = match customer {
            Some(_) => USUAL_FOR_CUSTOMER,
            None => USUAL,
        };
        // A kind that is not given any more is not gone on with.
        let known = |kind: &&str| {
            let mut choices = desk.choices().iter();
            choices.any(|known| known.list == KINDS && known.code == *kind && known.active)
        };
        let kind = self.kind.as_deref().filter(known).unwrap_or(usual);
        Ok(Some(NewTask {
            kind: kind.to_owned(),
            customer,
            due,
            follows: self.of.first().map(|task| task.id),
            ..NewTask::new(title, to)
        }))
    }

    /// What was done, once it is stored.
    fn told(&self, desk: &Desk, outcome: &Outcome) -> String {
        let words = &desk.text().queue;
        let mut said = self.sent.clone();
        if let Outcome::Tasked { count, again, .. } = outcome {
            let left = self.of.len().saturating_sub(*count);
            if left > 0 {
                said.push_str(&(words.closed_by_others)(left));
            }
            if let Some(day) = again {
                said.push_str(&(words.again)(&say::day(&desk.now, *day)));
            }
        }
        said
    }
}

/// What a contact was besides: a task is done by it, and may come again.
pub(super) fn and_task(desk: &Desk, task: Option<&About>, outcome: &Outcome) -> String {
    let words = &desk.text().queue;
    let mut said = String::new();
    if let Outcome::Called { task, .. } = outcome {
        return task.as_ref().map_or(said, |task| by_call(desk, task));
    }
    if let Some(task) = task {
        said.push_str(&(words.and_done)(&task.title));
    }
    if let Outcome::Tasked {
        again: Some(day), ..
    } = outcome
    {
        said.push_str(&(words.again)(&say::day(&desk.now, *day)));
    }
    said
}

/// What a call was to a task: done, left open, or not for any that is known.
fn by_call(desk: &Desk, task: &ByCall) -> String {
    let words = &desk.text().queue;
    match task {
        ByCall::Done { title, again, .. } => {
            let day = again.map(|day| (words.again)(&say::day(&desk.now, day)));
            (words.and_done)(title) + &day.unwrap_or_default()
        }
        ByCall::Stays { title, .. } => (words.and_stays)(title),
        ByCall::Open(count) => {
            let key = keymap::key_for(Scope::Panes, Action::GoTasks, desk.text());
            (words.and_open)(*count, &key.unwrap_or_default())
        }
    }
}

/// The fields; a task that follows is asked for where one is done.
fn form(desk: &Desk, deal: Deal, count: usize) -> Form<Part> {
    let whose = || Field::pick(Part::Whose, people_and_units(desk));
    let fields = match deal {
        Deal::Done if count > 1 => vec![Field::text(Part::Result)],
        Deal::Done => {
            let me = desk.me().map(|me| code_of(To::Person(me.id)));
            vec![
                Field::text(Part::Result),
                Field::text(Part::FollowUp),
                Field::text(Part::Due),
                whose().with_code(&me.unwrap_or_default()),
            ]
        }
        Deal::Postponed => vec![Field::text(Part::Due)],
        Deal::Cancelled => vec![Field::text(Part::Reason)],
        Deal::Assigned => vec![whose()],
    };
    Form::new(fields).small()
}

impl Filling<Part> for TaskDeal {
    fn sending(&mut self) -> &mut Sending {
        &mut self.sending
    }

    fn changed(&mut self, _desk: &Desk, _part: Part) {
        self.form.clear_errors();
        self.doubted = false;
    }

    fn save(&mut self, desk: &Desk) -> Vec<Step> {
        self.form.clear_errors();
        let (deed, sent) = match self.deed(desk) {
            Ok(deed) => deed,
            Err((part, why)) => {
                self.form.set_error(part, why);
                self.form.focus_error();
                return Vec::new();
            }
        };
        let until = match &deed {
            TaskDeed::Postpone { until, .. } => Some(*until),
            _ => None,
        };
        // On the same day a time may be added or left out.
        let earlier = until
            .zip(self.was)
            .is_some_and(|(until, was)| until.on < was.on);
        if earlier && !self.doubted {
            self.doubted = true;
            let why = desk.text().queue.earlier.to_owned();
            self.form.set_error(Part::Due, why);
            return Vec::new();
        }
        self.sending.begin();
        self.sent = sent;
        vec![Step::Write(Command::Task {
            once: self.once.clone(),
            deed,
        })]
    }
}

impl Pane for TaskDeal {
    fn scope(&self) -> Scope {
        Scope::Small
    }

    fn typing(&self) -> bool {
        true
    }

    fn typed(&mut self, desk: &Desk, key: Key) -> Vec<Step> {
        let filled = self.form.handle(key);
        self.filled(desk, filled)
    }

    fn paste(&mut self, desk: &Desk, text: &str) -> Vec<Step> {
        let filled = self.form.paste(text);
        self.filled(desk, filled)
    }

    fn settle(&mut self, desk: &Desk, outcome: Result<&Outcome, &Error>) -> Vec<Step> {
        self.sending.waiting = false;
        match outcome {
            Ok(done) => {
                let said = self.told(desk, done);
                let many = (self.of.len() > 1).then_some(Step::Unmark);
                let steps = std::iter::once(Step::Close).chain(many);
                steps
                    .chain([Step::tell(Tone::Good, with_undo(desk, &said))])
                    .collect()
            }
            Err(error) => {
                self.sending.failed = Some(desk.explain(error));
                Vec::new()
            }
        }
    }

    fn unsaved(&self) -> bool {
        self.form.is_touched()
    }

    fn draft(&self) -> Option<Kept> {
        self.kept()
    }
}
