//! What becomes of reasons to ring: done with, later, or not at all; which of them, until when,
//! and why. Keeps everything that was typed when saving fails. Must not know what follows.

mod kept;
mod view;

use crate::app::desk::Desk;
use crate::app::keymap::Scope;
use crate::app::layers::filling::{Filling, Sending};
use crate::app::layers::{just_gone, with_undo};
use crate::app::pane::{How, Owed, Pane, Step, Tone};
use crate::app::vocabulary::{Command, Outcome};
use crate::domain::ids::CustomerId;
use crate::domain::kept::Kept;
use crate::domain::time::{DateFault, Day};
use crate::domain::today::{Due, Settling, Whom};
use crate::domain::when::Next;
use crate::error::Error;
use crate::kit::clean::clean;
use crate::kit::form::{Field, Filled, Form, Suggestion};
use crate::kit::key::Key;
use crate::text::{date_fault, reason, say};

/// The fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Until,
    Cause,
    Which,
}

/// All reasons, as the field of which has it.
const ALL: &str = "a";

/// The form.
#[derive(Debug, Clone)]
pub(super) struct Settle {
    how: How,
    of: Vec<Whom>,
    /// Whom it is about: a name, raw, or a count in words.
    title: String,
    once: String,
    form: Form<Part>,
    /// What there is to choose from, in short.
    labels: Vec<String>,
    sending: Sending,
    /// What was sent to be stored: somebody may type on until it is.
    sent: Option<Settling>,
    /// The day, as typed, that was doubted: saving again means it.
    doubted: Option<String>,
}

impl Settle {
    pub(super) fn new(desk: &Desk, how: How, of: &[Owed]) -> Settle {
        let words = &desk.text().today;
        let (title, labels) = match of {
            [one] => (one.name.clone(), labels(desk, one)),
            _ => ((words.customers)(of.len()), Vec::new()),
        };
        Settle {
            how,
            of: crate::app::settling::whom(of),
            title,
            once: desk.once(),
            form: form(how, kept::which(desk, &labels)),
            labels,
            sending: Sending::default(),
            sent: None,
            doubted: None,
        }
    }

    /// The day that was typed, as it was understood; none: nothing is typed.
    fn until(&self, desk: &Desk) -> Option<Result<Day, String>> {
        let words = &desk.text().today;
        let fault = |why: &str| Some(Err((words.until_fault)(why)));
        match Next::parse(self.form.text(Part::Until), &desk.now) {
            Err(DateFault::Empty) => None,
            Err(why) => fault(date_fault(desk.lang, why)),
            Ok(next) if next.at.is_some() => fault(words.whole_days),
            Ok(next) if next.on <= desk.now.today() => fault(words.later_day),
            Ok(next) if desk.now.days_until(next.on) > Settling::FURTHEST => fault(words.two_years),
            Ok(next) => Some(Ok(next.on)),
        }
    }

    /// What was understood, to be read back.
    fn understood(&self, desk: &Desk) -> Option<(String, Tone)> {
        if self.form.error(Part::Until).is_some() {
            return None;
        }
        Some(match self.until(desk)? {
            Ok(on) => {
                let day = say::next(desk.text(), &desk.now, Next { on, at: None });
                let said = (desk.text().today.comes_again)(&day);
                (format!("{} {said}", desk.theme.glyphs().arrow), Tone::Good)
            }
            Err(fault) => (fault, Tone::Warning),
        })
    }

    /// The reasons that are meant.
    fn chosen(&self) -> Vec<Whom> {
        let picked = self.form.code(Part::Which).filter(|code| *code != ALL);
        let place = picked.and_then(|code| code.parse::<usize>().ok());
        match (place, self.of.as_slice()) {
            (Some(place), [(customer, reasons)]) => {
                let one = reasons.get(place.saturating_sub(1)).cloned();
                vec![(*customer, one.into_iter().collect())]
            }
            _ => self.of.clone(),
        }
    }

    /// What is typed or pasted where a letter or digit picks, and picks nothing, is refused: Enter
    /// after it would settle what nobody meant.
    fn picked(&mut self, desk: &Desk, of: Option<Part>, filled: Filled<Part>) -> Vec<Step> {
        if of == Some(Part::Which) && filled == Filled::Taken {
            self.form.set_text(Part::Which, "");
            let fault = self.which_fault(desk);
            self.form.set_error(Part::Which, fault);
            return Vec::new();
        }
        self.filled(desk, filled)
    }

    fn which_fault(&self, desk: &Desk) -> String {
        (desk.text().today.which_fault)(self.labels.len().min(kept::DIGITS))
    }

    /// What becomes of them, or at which field that is not said.
    fn settling(&self, desk: &Desk) -> Result<Settling, (Part, String)> {
        let words = &desk.text().today;
        let required = desk.text().forms.required;
        if self.labels.len() > 1 && self.form.code(Part::Which).is_none() {
            return Err((Part::Which, self.which_fault(desk)));
        }
        match self.how {
            How::Settled => Ok(Settling::Settled),
            How::Snoozed => match self.until(desk) {
                Some(Ok(day)) => Ok(Settling::Snoozed(day)),
                Some(Err(fault)) => Err((Part::Until, fault)),
                None => Err((Part::Until, (words.until_fault)(required))),
            },
            How::Dismissed => match self.form.text(Part::Cause).trim() {
                "" => Err((Part::Cause, required.to_owned())),
                cause => Ok(Settling::Dismissed(cause.to_owned())),
            },
        }
    }

    /// What was done, once it is stored.
    fn done(&self, desk: &Desk) -> String {
        let words = &desk.text().today;
        match &self.sent {
            Some(Settling::Snoozed(on)) => {
                let next = Next { on: *on, at: None };
                let day = say::next(desk.text(), &desk.now, next);
                (words.snoozed)(&self.title, &day)
            }
            Some(Settling::Dismissed(_)) => (words.dismissed)(&self.title),
            _ => (words.settled)(&self.title),
        }
    }

    /// The one customer, if all of their reasons are dealt with.
    fn whole(&self) -> Option<CustomerId> {
        match (self.chosen() == self.of, self.of.as_slice()) {
            (true, [(customer, _)]) => *customer,
            _ => None,
        }
    }
}

/// The fields; `which`: what there is to choose from.
fn form(how: How, which: Vec<Suggestion>) -> Form<Part> {
    let mut fields = match how {
        How::Settled => Vec::new(),
        How::Snoozed => vec![Field::text(Part::Until)],
        How::Dismissed => vec![Field::text(Part::Cause)],
    };
    if !which.is_empty() {
        fields.push(Field::letter(Part::Which, which).with_code(ALL));
    }
    Form::new(fields).small()
}

/// The reasons in short, as they are chosen from.
fn labels(desk: &Desk, of: &Owed) -> Vec<String> {
    let short = |due: &Due| {
        let said = desk.telling(due, |with| reason::short(desk.lang, with, due));
        clean(&said).into_owned()
    };
    of.reasons.iter().map(short).collect()
}

impl Filling<Part> for Settle {
    fn sending(&mut self) -> &mut Sending {
        &mut self.sending
    }

    fn changed(&mut self, _desk: &Desk, _part: Part) {
        self.form.clear_errors();
    }

    fn save(&mut self, desk: &Desk) -> Vec<Step> {
        self.form.clear_errors();
        let how = match self.settling(desk) {
            Ok(how) => how,
            Err((part, why)) => {
                self.form.set_error(part, why);
                self.form.focus_error();
                return Vec::new();
            }
        };
        if let Settling::Snoozed(on) = &how {
            let typed = self.form.text(Part::Until).to_owned();
            let doubt = just_gone(desk, &typed, Next { on: *on, at: None });
            if let Some(doubt) = doubt.filter(|_| self.doubted.as_ref() != Some(&typed)) {
                self.doubted = Some(typed);
                self.form.set_error(Part::Until, doubt);
                self.form.focus_error();
                return Vec::new();
            }
        }
        self.sending.begin();
        self.sent = Some(how.clone());
        vec![Step::Write(Command::Settle {
            once: self.once.clone(),
            of: self.chosen(),
            how,
        })]
    }
}

impl Pane for Settle {
    fn scope(&self) -> Scope {
        Scope::Small
    }

    fn typing(&self) -> bool {
        true
    }

    fn typed(&mut self, desk: &Desk, key: Key) -> Vec<Step> {
        let picks = matches!(key, Key::Char(_));
        let of = self.form.focus().filter(|_| picks);
        let filled = self.form.handle(key);
        self.picked(desk, of, filled)
    }

    fn paste(&mut self, desk: &Desk, text: &str) -> Vec<Step> {
        let of = self.form.focus();
        let filled = self.form.paste(text);
        self.picked(desk, of, filled)
    }

    fn settle(&mut self, desk: &Desk, outcome: Result<&Outcome, &Error>) -> Vec<Step> {
        self.sending.waiting = false;
        match outcome {
            Ok(_) => {
                let said = self.done(desk);
                let mut steps = vec![Step::Close];
                steps.extend((self.of.len() > 1).then_some(Step::Unmark));
                steps.extend(self.whole().map(Step::Advance));
                steps.push(Step::tell(Tone::Good, with_undo(desk, &said)));
                steps
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
