//! A question with yes and no, or something to read: trouble, quitting with something
//! unsaved, taking an entry back, calling somebody all the same. Must not know what yes does.

mod view;

use crate::app::action::Action;
use crate::app::desk::Desk;
use crate::app::keymap::Scope;
use crate::app::pane::{Against, Owed, Pane, Step};
use crate::app::settling::whom;
use crate::app::tasking::details;
use crate::app::vocabulary::Command;
use crate::domain::ids::{CustomerId, EntryId};
use crate::domain::task::Task;
use crate::domain::today::Settling;
use crate::kit::key::Key;
use crate::text::reason;

/// The question.
#[derive(Debug, Clone)]
pub(super) struct Question {
    title: String,
    words: String,
    /// What yes means; nothing for what is only to be read.
    yes: Vec<Step>,
}

impl Question {
    pub(super) fn quit(desk: &Desk) -> Question {
        let forms = &desk.text().forms;
        Question {
            title: forms.quit_title.to_owned(),
            words: forms.quit_unsaved.to_owned(),
            yes: vec![Step::Quit],
        }
    }

    pub(super) fn undo_entry(desk: &Desk, entry: EntryId, what: String) -> Question {
        Question {
            title: desk.text().forms.undo_entry_title.to_owned(),
            words: what,
            yes: vec![Step::Write(Command::Undo { entry })],
        }
    }

    pub(super) fn settle_many(desk: &Desk, of: &[Owed]) -> Question {
        let (title, words) = (desk.text().today.settle_many)(of.len());
        Question {
            title,
            words,
            yes: vec![Step::Write(Command::Settle {
                once: desk.once(),
                of: whom(of),
                how: Settling::Settled,
            })],
        }
    }

    pub(super) fn discard(desk: &Desk, once: String, what: String) -> Question {
        Question {
            title: desk.text().forms.discard_title.to_owned(),
            words: what,
            yes: vec![Step::Write(Command::Forget { once })],
        }
    }

    pub(super) fn guarded(
        desk: &Desk,
        customer: CustomerId,
        name: &str,
        against: Against,
        action: Action,
    ) -> Question {
        let words = &desk.text().today;
        let held = against.held_by.iter();
        let held = held.map(|by| (desk.text().queue.held)(by));
        let guard = against.guard.iter();
        let guard = guard.map(|one| reason::guard(desk.lang, *one));
        let mut lines: Vec<String> = held.chain(guard).collect();
        lines.push(words.guard_go_on.to_owned());
        Question {
            title: (words.guard_title)(name),
            words: lines.join("\n"),
            yes: vec![Step::Allow(customer, against), Step::Do(action)],
        }
    }

    /// All that is known of a task.
    pub(super) fn task(desk: &Desk, task: &Task) -> Question {
        let told = details(desk, task).into_iter();
        let lines: Vec<String> = told
            .map(|(name, value)| format!("{name}  {value}"))
            .collect();
        Question {
            title: desk.title(task).into_owned(),
            words: lines.join("\n"),
            yes: Vec::new(),
        }
    }

    pub(super) fn told(title: String, words: String) -> Question {
        Question {
            title,
            words,
            yes: Vec::new(),
        }
    }

    pub(super) fn trouble(desk: &Desk, words: String) -> Question {
        Question {
            title: desk.text().forms.trouble.to_owned(),
            words,
            yes: Vec::new(),
        }
    }
}

impl Pane for Question {
    fn scope(&self) -> Scope {
        if self.yes.is_empty() {
            Scope::Told
        } else {
            Scope::Question
        }
    }

    fn update(&mut self, _desk: &Desk, action: Action, _key: Key) -> Vec<Step> {
        let mut steps = vec![Step::Close];
        if action == Action::Confirm {
            steps.extend(self.yes.iter().cloned());
        }
        steps
    }
}
