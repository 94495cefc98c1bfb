//! Recording a visit, a message, anything but a call: what was said and done, where, when to contact
//! again. Keeps everything that was typed when saving fails. Must not know how it is stored.

mod view;

use crate::app::desk::Desk;
use crate::app::keymap::Scope;
use crate::app::layers::filling::{Filling, Sending};
use crate::app::layers::kept::{fields, put_back};
use crate::app::layers::{task_deal, with_undo};
use crate::app::pane::{LogAbout, Pane, Step, Tone};
use crate::app::vocabulary::{Command, Outcome};
use crate::domain::interaction::{CALL, Note};
use crate::domain::kept::{Kept, Kind};
use crate::domain::time::DateFault;
use crate::domain::when::Next;
use crate::error::Error;
use crate::kit::form::{Field, Form, Suggestion};
use crate::kit::key::Key;
use crate::text::{date_fault, pinyin, say};

/// The list of what may be recorded, and what it usually is.
const KINDS: &str = "interaction_kind";
const USUAL: &str = "visit";

/// The fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Note,
    Place,
    Next,
    Kind,
}

fn name(part: Part) -> String {
    let name = match part {
        Part::Note => "note",
        Part::Place => "place",
        Part::Next => "next",
        Part::Kind => "kind",
    };
    name.to_owned()
}

/// The form.
#[derive(Debug, Clone)]
pub(super) struct Visit {
    about: LogAbout,
    once: String,
    form: Form<Part>,
    sending: Sending,
}

impl Visit {
    pub(super) fn new(desk: &Desk, about: LogAbout) -> Visit {
        let fields = vec![
            Field::text(Part::Note),
            Field::text(Part::Place),
            Field::text(Part::Next),
            Field::pick(Part::Kind, kinds(desk)).with_code(USUAL),
        ];
        Visit {
            about,
            once: desk.once(),
            form: Form::new(fields).small(),
            sending: Sending::default(),
        }
    }

    /// The form as it was left.
    pub(in crate::app::layers) fn reopen(desk: &Desk, kept: &Kept) -> Option<Visit> {
        let about = LogAbout {
            customer: kept.customer?,
            name: kept.title.clone(),
            phone: None,
            call: None,
            task: kept.body.get("task").and_then(task_deal::read),
        };
        let mut visit = Visit::new(desk, about);
        visit.once.clone_from(&kept.once);
        put_back(&mut visit.form, &kept.body, name);
        Some(visit)
    }

    fn next(&self, desk: &Desk) -> Option<Result<Next, DateFault>> {
        match Next::parse(self.form.text(Part::Next), &desk.now) {
            Err(DateFault::Empty) => None,
            read => Some(read),
        }
    }

    /// What was understood, to be read back.
    fn understood(&self, desk: &Desk) -> Option<(String, Tone)> {
        Some(match self.next(desk)? {
            Ok(next) => {
                let day = (desk.text().customer.next)(&say::next(desk.text(), &desk.now, next));
                (format!("{} {day}", desk.theme.glyphs().arrow), Tone::Good)
            }
            Err(fault) => (date_fault(desk.lang, fault).to_owned(), Tone::Warning),
        })
    }
}

/// Whatever can be recorded but a call.
fn kinds(desk: &Desk) -> Vec<Suggestion> {
    let choices = desk.choices().iter();
    let kinds = choices.filter(|one| one.list == KINDS && one.active && one.code != CALL);
    let one = |choice: &crate::domain::interaction::Choice| Suggestion {
        code: choice.code.clone(),
        label: desk.label(KINDS, &choice.code),
        keys: format!(
            "{} {} {}",
            choice.code,
            choice.en,
            pinyin::initials(&choice.zh)
        ),
        ..Suggestion::default()
    };
    kinds.map(one).collect()
}

impl Filling<Part> for Visit {
    fn sending(&mut self) -> &mut Sending {
        &mut self.sending
    }

    fn changed(&mut self, _desk: &Desk, _part: Part) {
        self.form.clear_errors();
    }

    fn save(&mut self, desk: &Desk) -> Vec<Step> {
        self.form.clear_errors();
        let required = desk.text().forms.required;
        let typed = |part| Some(self.form.text(part).trim().to_owned()).filter(|it| !it.is_empty());
        let (note, place) = (typed(Part::Note), typed(Part::Place));
        let kind = self.form.code(Part::Kind).map(str::to_owned);
        let next = self.next(desk).transpose();
        if note.is_none() && place.is_none() {
            self.form.set_error(Part::Note, required);
        }
        if let Err(fault) = &next {
            let said = date_fault(desk.lang, *fault);
            self.form.set_error(Part::Next, said);
        }
        if kind.is_none() {
            self.form.set_error(Part::Kind, required);
        }
        let (Some(kind), Ok(next), false) = (kind, next, self.form.focus_error()) else {
            return Vec::new();
        };
        self.sending.begin();
        vec![Step::Write(Command::Note {
            once: self.once.clone(),
            note: Box::new(Note {
                customer: self.about.customer,
                kind,
                direction: None,
                at: None,
                place,
                cost: None,
                note,
                next_on: next.map(|next| next.on),
                next_at: next.and_then(|next| next.at.map(|at| desk.now.at_local(next.on, at))),
            }),
            task: self.about.task.as_ref().map(|task| task.id),
        })]
    }
}

impl Pane for Visit {
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
                let mut said = (desk.text().queue.recorded)(&self.about.name);
                said.push_str(&task_deal::and_task(desk, self.about.task.as_ref(), done));
                vec![
                    Step::Close,
                    Step::Advance(self.about.customer),
                    Step::tell(Tone::Good, with_undo(desk, &said)),
                ]
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
        let mut body = fields(&self.form, name)?;
        body["task"] = self.about.task.as_ref().map(task_deal::about).into();
        Some(Kept {
            kind: Kind::Visit,
            once: self.once.clone(),
            customer: Some(self.about.customer),
            title: self.about.name.clone(),
            body,
        })
    }
}
