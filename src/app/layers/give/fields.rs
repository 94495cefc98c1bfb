//! The fields of giving a task, and what they hold as it opens. Must not know what becomes of them.

use serde::{Deserialize, Serialize};

use super::{Reason, What};
use crate::app::desk::Desk;
use crate::app::layers::people::{code_of, people_and_units};
use crate::domain::task::{KINDS, Priority, Task, To, USUAL, USUAL_FOR_CUSTOMER};
use crate::domain::when::Next;
use crate::kit::form::{Field, Form, Suggestion};
use crate::text::{pinyin, task as words};

/// The fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::app::layers) enum Part {
    Title,
    To,
    Due,
    Priority,
    Kind,
    Every,
    Reason,
    Note,
}

impl Part {
    const NAMES: [(Part, &'static str); 8] = [
        (Part::Title, "title"),
        (Part::To, "to"),
        (Part::Due, "due"),
        (Part::Priority, "priority"),
        (Part::Kind, "kind"),
        (Part::Every, "every"),
        (Part::Reason, "reason"),
        (Part::Note, "note"),
    ];

    /// The name in drafts, which is the store's.
    pub(super) fn name(self) -> String {
        let mut names = Part::NAMES.iter();
        let named = names.find(|(part, _)| *part == self);
        named.map(|(_, name)| *name).unwrap_or_default().to_owned()
    }

    /// The field of a name.
    pub(super) fn of(name: &str) -> Option<Part> {
        let mut names = Part::NAMES.iter();
        names
            .find(|(_, known)| *known == name)
            .map(|(part, _)| *part)
    }
}

/// An open task as the form opened with it, as its fields hold it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Was {
    pub(super) id: i64,
    pub(super) title: String,
    pub(super) note: String,
    pub(super) kind: String,
    /// None: a unit that this desk does not know.
    pub(super) to: Option<String>,
    pub(super) due: String,
    pub(super) priority: String,
    pub(super) every: String,
}

impl Was {
    pub(super) fn of(desk: &Desk, task: &Task) -> Was {
        let units = desk.house.as_ref().map_or(&[][..], |house| &house.units);
        let unit = || {
            let code = task.unit.as_ref()?;
            units.iter().find(|(_, known, _)| known == code)
        };
        let to = match &task.assignee {
            Some(person) => Some(To::Person(person.id)),
            None => unit().map(|(id, ..)| To::Unit(*id)),
        };
        let due = task.due_on.map(|on| Next {
            on,
            at: task.due_at.map(|at| desk.now.local(at).time()),
        });
        Was {
            id: task.id.0,
            title: task.title.clone(),
            note: task.note.clone().unwrap_or_default(),
            kind: task.kind.clone(),
            to: to.map(code_of),
            due: due.map(|due| due.to_string()).unwrap_or_default(),
            priority: task.priority.code().to_owned(),
            every: task
                .every
                .map(|every| every.to_string())
                .unwrap_or_default(),
        }
    }
}

/// The form as it opens.
pub(super) fn form(desk: &Desk, what: &What) -> Form<Part> {
    let to = || Field::pick(Part::To, people_and_units(desk));
    let due = Field::text(Part::Due);
    let priority = Field::pick(Part::Priority, priorities(desk)).passed();
    let kind = Field::pick(Part::Kind, kinds(desk)).passed();
    let every = Field::text(Part::Every).passed();
    let note = Field::text(Part::Note).passed();
    let title = Field::text(Part::Title);
    match what {
        What::One(about) => {
            let reasons = about.as_ref().map_or(&[][..], |about| &about.reasons);
            let usual = match about {
                Some(_) => USUAL_FOR_CUSTOMER,
                None => USUAL,
            };
            let first = reasons.first();
            let usual = first.map_or(usual, |reason| &reason.kind);
            let given = first.map_or("", |reason| &reason.title);
            let mut fields = vec![title.with_text(given).required(), to(), due];
            fields.extend([priority, kind.with_code(usual), every]);
            if !reasons.is_empty() {
                let which = Field::pick(Part::Reason, of_reasons(reasons));
                fields.push(which.passed().with_code("0"));
            }
            fields.push(note);
            let mut form = Form::new(fields);
            form.set_given(Part::Title);
            form
        }
        // Whose they become is the question where each reason says the rest.
        What::Many(of) if of.iter().all(|about| !about.reasons.is_empty()) => {
            let title = title.passed();
            Form::new(vec![to(), due, priority, title, kind, note]).small()
        }
        What::Many(_) => Form::new(vec![title.required(), to(), due, priority, kind, note]),
        What::Change(was) => Form::new(vec![
            title.with_text(&was.title).required(),
            to().with_code(was.to.as_deref().unwrap_or_default()),
            due.with_text(&was.due),
            priority.with_code(&was.priority),
            kind.with_code(&was.kind),
            every.with_text(&was.every),
            note.with_text(&was.note),
        ]),
    }
}

fn kinds(desk: &Desk) -> Vec<Suggestion> {
    let active = desk.choices().iter();
    let active = active.filter(|choice| choice.list == KINDS && choice.active);
    let one = active.map(|choice| labelled(&choice.code, desk.label(KINDS, &choice.code)));
    one.collect()
}

fn priorities(desk: &Desk) -> Vec<Suggestion> {
    let one = |of: &Priority| labelled(of.code(), words::priority(desk.lang, *of).to_owned());
    Priority::ALL.iter().rev().map(one).collect()
}

fn of_reasons(reasons: &[Reason]) -> Vec<Suggestion> {
    let places = reasons.iter().enumerate();
    let one = places.map(|(place, reason)| labelled(&place.to_string(), reason.title.clone()));
    one.collect()
}

fn labelled(code: &str, label: String) -> Suggestion {
    Suggestion {
        code: code.to_owned(),
        keys: format!("{code} {}", pinyin::keys(&label)),
        label,
        ..Suggestion::default()
    }
}
