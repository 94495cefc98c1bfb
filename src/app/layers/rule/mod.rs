//! One reason of Today, or how often customers of a grade are contacted, as a form: every part as
//! people type it. Must not know whom a rule finds, nor who may change it.

mod fields;
mod kept;
mod view;

use crate::app::desk::Desk;
use crate::app::layers::filling::{Filling, Sending};
use crate::app::pane::{Pane, Step, Tone};
use crate::app::vocabulary::{Command, Outcome, Query, Slot};
use crate::domain::kept::Kept;
use crate::domain::today::{Cadence, Change, Part, Rule, Subject};
use crate::error::{Error, Fault};
use crate::kit::form::Form;
use crate::kit::key::Key;
use crate::text::rules;

/// The fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    /// A part of a rule.
    Rule(Part),
    /// A part of a cadence: `days`, `most`.
    Cadence(&'static str),
}

/// What is edited, as it is stored.
#[derive(Debug, Clone)]
enum Base {
    Rule(Box<Rule>),
    Cadence(Cadence),
}

/// The form.
#[derive(Debug, Clone)]
pub(super) struct RuleForm {
    about: Subject,
    base: Base,
    once: String,
    form: Form<Of>,
    sending: Sending,
}

impl RuleForm {
    /// The form about a subject; none: there is no such rule any more.
    pub(super) fn new(desk: &Desk, about: Subject) -> Option<RuleForm> {
        let base = fields::base(desk, &about)?;
        let form = match &base {
            Base::Rule(rule) => fields::of_rule(desk, rule, matches!(about, Subject::New(_))),
            Base::Cadence(cadence) => fields::of_cadence(cadence),
        };
        Some(RuleForm {
            about,
            base,
            once: desk.once(),
            form,
            sending: Sending::default(),
        })
    }

    /// The values of another list.
    fn offer_values(&mut self, desk: &Desk) {
        let list = self.form.code(Of::Rule(Part::List)).map(str::to_owned);
        let known = fields::values(desk, list.as_deref());
        let value = Of::Rule(Part::Value);
        self.form.set_suggestions(value, known);
        self.form.set_text(value, "");
    }

    /// What was changed; none: a field says what is wrong.
    fn change(&mut self, desk: &Desk) -> Option<Change> {
        match (self.base.clone(), self.about.clone()) {
            (Base::Cadence(cadence), about) => {
                let mut said = Vec::new();
                let mut now = cadence.clone();
                for part in Cadence::PARTS {
                    let typed = self.form.text(Of::Cadence(part)).trim().to_owned();
                    match now.set(part, &typed) {
                        Ok(()) => said.push((part.to_owned(), typed)),
                        Err(fault) => self.wrong(desk, Of::Cadence(part), part, &fault),
                    }
                }
                let Subject::Cadence(grade) = about else {
                    return None;
                };
                (said.len() == Cadence::PARTS.len()).then_some(Change::Cadence(grade, said))
            }
            (Base::Rule(rule), Subject::Rule(code)) => {
                if self.form.code(Of::Rule(Part::On)) == Some(fields::REMOVE) {
                    return Some(Change::Remove(code));
                }
                Some(Change::Edit(code, self.parts(desk, &rule)?))
            }
            (Base::Rule(rule), _) => Some(Change::Add(rule.kind, self.parts(desk, &rule)?)),
        }
    }

    /// The parts as they are typed, those that are another than before; none: one is wrong.
    fn parts(&mut self, desk: &Desk, base: &Rule) -> Option<Vec<(Part, String)>> {
        let mut now = base.clone();
        let mut said = Vec::new();
        for part in fields::parts(base.kind) {
            let typed = fields::typed(&self.form, part);
            // A list takes its value along: both are said, or neither.
            let value = part == Part::Value && now.list != base.list;
            if typed == base.part(part) && !value {
                continue;
            }
            match now.set(part, &typed) {
                Ok(()) => said.push((part, typed)),
                Err(fault) => self.wrong(desk, Of::Rule(part), part.code(), &fault),
            }
        }
        if self.form.focus_error() {
            return None;
        }
        if let Some(part) = now.lacks() {
            self.wrong(desk, Of::Rule(part), part.code(), &Fault::Empty);
            return None;
        }
        Some(said)
    }

    /// Says at its field what is wrong and what would be right.
    fn wrong(&mut self, desk: &Desk, at: Of, part: &str, fault: &Fault) {
        let words = rules::wrong(desk.lang, part, fault);
        self.form.set_error(at, words);
    }
}

impl Filling<Of> for RuleForm {
    fn sending(&mut self) -> &mut Sending {
        &mut self.sending
    }

    fn changed(&mut self, desk: &Desk, part: Of) {
        if part == Of::Rule(Part::List) {
            self.offer_values(desk);
        }
    }

    fn save(&mut self, desk: &Desk) -> Vec<Step> {
        self.form.clear_errors();
        let Some(change) = self.change(desk) else {
            self.form.focus_error();
            return Vec::new();
        };
        self.sending.begin();
        vec![Step::Write(Command::SetToday {
            once: self.once.clone(),
            change,
        })]
    }
}

impl Pane for RuleForm {
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
            Ok(_) => {
                let said = rules::saved(desk.lang);
                vec![
                    Step::Close,
                    // What the list under it says of the rule is old.
                    Step::Read(Slot::House, Query::House),
                    Step::tell(Tone::Good, said),
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
        self.kept()
    }
}
