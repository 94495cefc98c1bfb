//! Logging a call: one letter for how it went, when to contact again as people say it, a
//! note. Keeps everything that was typed when saving fails. Must not know how it is stored.

mod view;

use crate::app::desk::Desk;
use crate::app::keymap::Scope;
use crate::app::layers::filling::{Filling, Sending};
use crate::app::layers::kept::{fields, put_back};
use crate::app::layers::{just_gone, task_deal, with_undo};
use crate::app::pane::{LogAbout, Pane, Step, Tone};
use crate::app::vocabulary::{Command, Outcome};
use crate::domain::ids::{CallId, PhoneId};
use crate::domain::interaction::CallLog;
use crate::domain::kept::{Kept, Kind};
use crate::domain::time::DateFault;
use crate::domain::when::Next;
use crate::error::Error;
use crate::kit::form::{Field, Filled, Form, Suggestion};
use crate::kit::key::Key;
use crate::text::{Lang, date_fault, explain, say};

/// The result that promises another call.
const CALL_BACK: &str = "callback";

/// The fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Disposition,
    Next,
    Note,
}

fn name(part: Part) -> String {
    let name = match part {
        Part::Disposition => "disposition",
        Part::Next => "next",
        Part::Note => "note",
    };
    name.to_owned()
}

/// The form.
#[derive(Debug, Clone)]
pub(super) struct LogCall {
    about: LogAbout,
    once: String,
    form: Form<Part>,
    /// The words of the letters are in this language.
    lang: Lang,
    sending: Sending,
    /// The next date, as typed, and the result with which it was doubted: saving again means it.
    doubted: Option<(String, String)>,
}

impl LogCall {
    pub(super) fn new(desk: &Desk, about: LogAbout) -> LogCall {
        let fields = vec![
            Field::letter(Part::Disposition, dispositions(desk)),
            Field::text(Part::Next),
            Field::text(Part::Note),
        ];
        LogCall {
            about,
            once: desk.once(),
            form: Form::new(fields).small(),
            lang: desk.lang,
            sending: Sending::default(),
            doubted: None,
        }
    }

    /// The form as it was left.
    pub(in crate::app::layers) fn reopen(desk: &Desk, kept: &Kept) -> Option<LogCall> {
        let number = |key: &str| kept.body.get(key).and_then(serde_json::Value::as_i64);
        let about = LogAbout {
            customer: kept.customer?,
            name: kept.title.clone(),
            phone: number("phone").map(PhoneId),
            call: number("call").map(CallId),
            task: kept.body.get("task").and_then(task_deal::read),
        };
        let mut log = LogCall::new(desk, about);
        log.once.clone_from(&kept.once);
        put_back(&mut log.form, &kept.body, name);
        // In the words of today, whichever language it was chosen in.
        if let Some(code) = log.form.code(Part::Disposition).map(str::to_owned) {
            log.form.choose(Part::Disposition, &code);
        }
        Some(log)
    }

    /// When to contact again, as it was understood; none: nothing is typed.
    fn next(&self, desk: &Desk) -> Option<Result<Next, DateFault>> {
        match Next::parse(self.form.text(Part::Next), &desk.now) {
            Err(DateFault::Empty) => None,
            read => Some(read),
        }
    }

    fn next_fault(&self, desk: &Desk, fault: DateFault) -> String {
        (desk.text().today.next_fault)(date_fault(desk.lang, fault))
    }

    /// What may not be meant: a call back on no day; a day of next year where this year's has just
    /// gone by.
    fn doubt(&self, desk: &Desk, disposition: &str, next: Option<Next>) -> Option<String> {
        let words = &desk.text().today;
        match next {
            None => (disposition == CALL_BACK).then(|| words.no_promise.to_owned()),
            Some(next) => just_gone(desk, self.form.text(Part::Next), next),
        }
    }

    /// What was understood, to be read back.
    fn understood(&self, desk: &Desk) -> Option<(String, Tone)> {
        Some(match self.next(desk)? {
            Ok(next) => {
                let day = (desk.text().customer.next)(&say::next(desk.text(), &desk.now, next));
                (format!("{} {day}", desk.theme.glyphs().arrow), Tone::Good)
            }
            Err(fault) => (self.next_fault(desk, fault), Tone::Warning),
        })
    }

    /// What the log says of the number that was used, if it says anything.
    fn marked(&self, desk: &Desk) -> Option<&'static str> {
        self.about.phone?;
        let code = self.form.code(Part::Disposition)?;
        let mut choices = desk.choices().iter();
        let choice = choices.find(|one| one.list == "disposition" && one.code == code)?;
        let validity = choice.validity.as_deref()?;
        Some((desk.text().desk.number_marked)(validity == "valid"))
    }
}

fn dispositions(desk: &Desk) -> Vec<Suggestion> {
    let mut suggestions = Vec::new();
    for choice in desk
        .choices()
        .iter()
        .filter(|one| one.list == "disposition" && one.active)
    {
        suggestions.push(Suggestion {
            code: choice.code.clone(),
            label: desk.label("disposition", &choice.code),
            keys: choice.letter.map(String::from).unwrap_or_default(),
            ..Suggestion::default()
        });
    }
    suggestions
}

impl Filling<Part> for LogCall {
    fn sending(&mut self) -> &mut Sending {
        &mut self.sending
    }

    fn changed(&mut self, _desk: &Desk, part: Part) {
        self.form.set_error(part, "");
        self.form.clear_errors();
    }

    fn save(&mut self, desk: &Desk) -> Vec<Step> {
        self.form.clear_errors();
        let Some(disposition) = self.form.code(Part::Disposition).map(str::to_owned) else {
            self.form
                .set_error(Part::Disposition, desk.text().forms.disposition_hint);
            self.form.focus_error();
            return Vec::new();
        };
        let next = match self.next(desk).transpose() {
            Ok(next) => next,
            Err(fault) => {
                let fault = self.next_fault(desk, fault);
                self.form.set_error(Part::Next, fault);
                self.form.focus_error();
                return Vec::new();
            }
        };
        let said = (self.form.text(Part::Next).to_owned(), disposition.clone());
        if let Some(doubt) = self.doubt(desk, &disposition, next)
            && self.doubted.as_ref() != Some(&said)
        {
            self.doubted = Some(said);
            self.form.set_error(Part::Next, doubt);
            self.form.focus_error();
            return Vec::new();
        }
        let note = self.form.text(Part::Note).trim();
        let log = CallLog {
            customer: self.about.customer,
            disposition,
            phone: self.about.phone,
            direction: None,
            note: Some(note.to_owned()).filter(|note| !note.is_empty()),
            next_on: next.map(|next| next.on),
            next_at: next.and_then(|next| next.at.map(|at| desk.now.at_local(next.on, at))),
            call: self.about.call,
        };
        self.sending.begin();
        vec![Step::Write(Command::Log {
            once: self.once.clone(),
            log,
            task: self.about.task.as_ref().map(|task| task.id),
        })]
    }
}

impl Pane for LogCall {
    fn scope(&self) -> Scope {
        Scope::Small
    }

    fn typing(&self) -> bool {
        true
    }

    fn typed(&mut self, desk: &Desk, key: Key) -> Vec<Step> {
        if self.lang != desk.lang || self.form.code(Part::Disposition).is_none() {
            self.lang = desk.lang;
            if !self.unsaved() {
                self.form
                    .set_suggestions(Part::Disposition, dispositions(desk));
            }
        }
        let at_result = self.form.focus() == Some(Part::Disposition);
        let filled = self.form.handle(key);
        if let (true, Key::Char(c), Filled::Taken) = (at_result, key, filled) {
            let said = (desk.text().forms.no_result)(c);
            self.form.set_error(Part::Disposition, said);
        }
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
                let mut said = (desk.text().desk.logged)(&self.about.name);
                said.push_str(self.marked(desk).unwrap_or_default());
                said.push_str(&task_deal::and_task(desk, self.about.task.as_ref(), done));
                let said = with_undo(desk, &said);
                vec![
                    Step::Close,
                    Step::Advance(self.about.customer),
                    Step::tell(Tone::Good, said),
                ]
            }
            Err(error) => {
                self.sending.failed = Some(explain(desk.lang, error).to_string());
                Vec::new()
            }
        }
    }

    fn unsaved(&self) -> bool {
        self.form.is_touched()
    }

    fn draft(&self) -> Option<Kept> {
        let mut body = fields(&self.form, name)?;
        body["phone"] = self.about.phone.map(|phone| phone.0).into();
        body["call"] = self.about.call.map(|call| call.0).into();
        body["task"] = self.about.task.as_ref().map(task_deal::about).into();
        Some(Kept {
            kind: Kind::CallLog,
            once: self.once.clone(),
            customer: Some(self.about.customer),
            title: self.about.name.clone(),
            body,
        })
    }
}
