//! Giving a task, many of reminders at once, and changing an open one. Keeps everything that was
//! typed when saving fails. Must not know how it is stored.

mod fields;
mod kept;
mod read;
mod view;

use serde::{Deserialize, Serialize};

use crate::app::desk::Desk;
use crate::app::keymap::Scope;
use crate::app::layers::filling::{Filling, Sending};
use crate::app::layers::with_undo;
use crate::app::pane::{Owed, Pane, Step, Tone};
use crate::app::vocabulary::{Command, Outcome};
use crate::domain::ids::CustomerId;
use crate::domain::kept::Kept;
use crate::domain::task::{Task, kind_of};
use crate::error::{Error, Fault};
use crate::kit::form::Form;
use crate::kit::key::Key;
use crate::text::{explain, reason};

pub(super) use fields::Part;
use fields::Was;

/// A reason that a task may take, in the words of when the form opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Reason {
    code: String,
    occurrence: String,
    /// The kind of task that it becomes.
    kind: String,
    title: String,
}

/// Whom a task is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct About {
    customer: Option<i64>,
    name: String,
    reasons: Vec<Reason>,
}

impl About {
    fn of(desk: &Desk, owed: &Owed) -> About {
        let reasons = owed.reasons.iter().map(|due| Reason {
            code: due.code.clone(),
            occurrence: due.occurrence.clone(),
            kind: kind_of(due.kind).to_owned(),
            title: desk.telling(due, |with| reason::title(desk.lang, with, due)),
        });
        About {
            customer: owed.customer.map(|id| id.0),
            name: owed.name.clone(),
            reasons: reasons.collect(),
        }
    }
}

/// What the form is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
enum What {
    /// One task, about somebody or nobody.
    One(Option<About>),
    /// A task about each.
    Many(Vec<About>),
    /// An open task, as it was.
    Change(Box<Was>),
}

/// The form.
#[derive(Debug, Clone)]
pub(super) struct Give {
    what: What,
    once: String,
    form: Form<Part>,
    sending: Sending,
}

impl Give {
    /// About this customer, or nobody.
    pub(super) fn one(desk: &Desk, about: Option<&Owed>) -> Give {
        Give::new(desk, What::One(about.map(|owed| About::of(desk, owed))))
    }

    /// About each of these.
    pub(super) fn many(desk: &Desk, of: &[Owed]) -> Give {
        let of = of.iter().map(|owed| About::of(desk, owed));
        Give::new(desk, What::Many(of.collect()))
    }

    /// An open task.
    pub(super) fn change(desk: &Desk, task: &Task) -> Give {
        Give::new(desk, What::Change(Box::new(Was::of(desk, task))))
    }

    fn new(desk: &Desk, what: What) -> Give {
        Give {
            form: fields::form(desk, &what),
            what,
            once: desk.once(),
            sending: Sending::default(),
        }
    }

    /// Another reason: its words and kind, where nobody typed others.
    fn take_reason(&mut self) {
        let Some(reason) = self.reason() else { return };
        let (title, kind) = (reason.title.clone(), reason.kind.clone());
        if self.form.is_given(Part::Title) || self.form.text(Part::Title).trim().is_empty() {
            self.form.set_text(Part::Title, &title);
            self.form.set_given(Part::Title);
        }
        self.form.choose(Part::Kind, &kind);
    }

    /// The reason that the task takes.
    fn reason(&self) -> Option<&Reason> {
        let What::One(Some(about)) = &self.what else {
            return None;
        };
        let place: usize = self.form.code(Part::Reason)?.parse().ok()?;
        about.reasons.get(place)
    }

    /// What was done, once it is stored.
    fn done(&self, desk: &Desk, outcome: &Outcome) -> String {
        let words = &desk.text().give;
        if let Outcome::Given { counts, .. } = outcome {
            return (desk.text().task.converted)(*counts);
        }
        let title = self.form.text(Part::Title).trim();
        match &self.what {
            What::Change(_) => (words.changed)(title),
            _ => (words.given)(&self.whose(desk), title),
        }
    }

    /// Whose it becomes, as one says it.
    fn whose(&self, desk: &Desk) -> String {
        match self.form.code(Part::To) {
            Some(_) => self.form.text(Part::To).to_owned(),
            None => desk.me().map(|me| me.name.clone()).unwrap_or_default(),
        }
    }

    /// A refusal that belongs to a field stands there.
    fn refused(&mut self, desk: &Desk, error: &Error) {
        let at = match error {
            Error::Invalid { field, fault } => Part::of(field).map(|part| (part, fault)),
            _ => None,
        };
        let Some((part, fault)) = at else {
            self.sending.failed = Some(explain(desk.lang, error).to_string());
            return;
        };
        let said = match (part, fault) {
            (Part::Due, Fault::InThePast) => {
                let why = crate::text::fault(desk.lang, fault);
                (desk.text().give.no_time)(&why)
            }
            _ => crate::text::fault(desk.lang, fault),
        };
        self.form.set_error(part, said);
        self.form.focus_error();
    }
}

impl Filling<Part> for Give {
    fn sending(&mut self) -> &mut Sending {
        &mut self.sending
    }

    fn changed(&mut self, _desk: &Desk, part: Part) {
        self.form.clear_errors();
        if part == Part::Reason {
            self.take_reason();
        }
    }

    fn save(&mut self, desk: &Desk) -> Vec<Step> {
        self.form.clear_errors();
        let deed = match self.deed(desk) {
            Ok(Some(deed)) => deed,
            Ok(None) => {
                let same = Step::tell(Tone::Plain, desk.text().give.same);
                return vec![Step::Close, same];
            }
            Err(()) => {
                self.form.focus_error();
                return Vec::new();
            }
        };
        self.sending.begin();
        let once = self.once.clone();
        vec![Step::Write(Command::Task { once, deed })]
    }
}

impl Pane for Give {
    fn scope(&self) -> Scope {
        match self.what {
            What::Many(_) if self.form.is_small() => Scope::Small,
            _ => Scope::Form,
        }
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
            Ok(outcome) => {
                let mut said = self.done(desk, outcome);
                let nothing = matches!(
                    outcome,
                    Outcome::Given {
                        counts: [0, ..],
                        ..
                    }
                );
                if !nothing {
                    said = with_undo(desk, &said);
                }
                let mut steps = vec![Step::Close, Step::Unmark];
                // Its reason is taken: on to the next one.
                let taken = match (&self.what, self.reason()) {
                    (What::One(Some(about)), Some(_)) => about.customer.map(CustomerId),
                    _ => None,
                };
                steps.extend(taken.map(Step::Advance));
                let tone = if nothing { Tone::Warning } else { Tone::Good };
                steps.push(Step::tell(tone, said));
                steps
            }
            Err(error) => {
                self.refused(desk, error);
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
