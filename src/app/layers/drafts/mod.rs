//! One's own forms that are not finished: Enter opens one as it was left, a key throws one away,
//! Esc keeps them for later. Must not know where they are kept.

mod view;

use crate::app::action::Action;
use crate::app::desk::Desk;
use crate::app::keymap::Scope;
use crate::app::layers::kept::first_words;
use crate::app::pane::{Ask, Pane, Step, Tone};
use crate::app::vocabulary::{Answer, Command, Outcome, Query, Slot};
use crate::domain::kept::Unfinished;
use crate::error::Error;
use crate::kit::key::Key;
use crate::kit::list::List;
use crate::text::{explain, names, say};

/// The list.
#[derive(Debug, Clone)]
pub(super) struct Drafts {
    /// None: they are asked for.
    forms: Option<Vec<Unfinished>>,
    list: List<usize>,
    failed: Option<String>,
    /// It was offered, and nobody has touched it.
    offered: bool,
}

impl Drafts {
    /// With what is to be offered; without, it asks.
    pub(super) fn new(forms: Vec<Unfinished>) -> (Drafts, Vec<Step>) {
        let mut drafts = Drafts {
            forms: None,
            list: List::default(),
            failed: None,
            offered: !forms.is_empty(),
        };
        if forms.is_empty() {
            return (drafts, vec![Drafts::ask()]);
        }
        drafts.show(forms);
        (drafts, Vec::new())
    }

    fn ask() -> Step {
        Step::Read(Slot::Drafts, Query::Drafts)
    }

    fn show(&mut self, forms: Vec<Unfinished>) {
        self.list.set_rows((0..forms.len()).collect());
        self.forms = Some(forms);
        self.failed = None;
    }

    fn selected(&self) -> Option<&Unfinished> {
        self.forms.as_ref()?.get(self.list.selected()?)
    }
}

/// Which form, of whom, since when, and how it begins.
fn told(desk: &Desk, form: &Unfinished) -> [String; 4] {
    let title = &form.kept.title;
    [
        say::moment(&desk.now, form.at),
        names::form(desk.lang, form.kept.kind).to_owned(),
        if title.is_empty() {
            desk.text().forms.empty_value.to_owned()
        } else {
            title.clone()
        },
        first_words(desk, &form.kept),
    ]
}

impl Pane for Drafts {
    fn scope(&self) -> Scope {
        Scope::Drafts
    }

    fn update(&mut self, desk: &Desk, action: Action, key: Key) -> Vec<Step> {
        self.offered = false;
        match (action, self.selected()) {
            (Action::Open, Some(form)) => {
                let once = form.kept.once.clone();
                vec![Step::Write(Command::TakeUp { once })]
            }
            (Action::Discard, Some(form)) => {
                let what = told(desk, form).join("  ");
                vec![Step::Ask(Ask::Discard(form.kept.once.clone(), what))]
            }
            (Action::Cancel, _) => vec![Step::Close],
            _ => {
                self.list.set_height(desk.pane_height().saturating_sub(4));
                self.list.handle(key);
                Vec::new()
            }
        }
    }

    fn receive(&mut self, desk: &Desk, slot: Slot, answer: Result<&Answer, &Error>) -> Vec<Step> {
        match (slot, answer) {
            (Slot::Drafts, Ok(Answer::Drafts(forms))) => self.show(forms.clone()),
            (Slot::Drafts, Err(error)) => {
                self.failed = Some(explain(desk.lang, error).to_string());
            }
            _ => {}
        }
        Vec::new()
    }

    fn settle(&mut self, desk: &Desk, outcome: Result<&Outcome, &Error>) -> Vec<Step> {
        match outcome {
            Ok(Outcome::TakenUp(_)) => vec![Step::Close],
            Ok(_) => vec![
                Drafts::ask(),
                Step::tell(Tone::Good, desk.text().forms.discarded),
            ],
            Err(error) => vec![
                Drafts::ask(),
                Step::Ask(Ask::Trouble(explain(desk.lang, error).to_string())),
            ],
        }
    }

    fn refusal(&self, desk: &Desk, action: Action) -> Option<String> {
        let of_one = matches!(action, Action::Open | Action::Discard);
        let none = of_one && self.selected().is_none();
        none.then(|| desk.text().forms.no_drafts.to_owned())
    }

    fn gives_way(&self) -> bool {
        self.offered
    }
}
