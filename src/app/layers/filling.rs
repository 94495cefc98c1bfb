//! What every layer that is a form does with what a key did to its fields: it saves once, and asks
//! before what was typed is given up. Must not know the fields of any.

use crate::app::desk::Desk;
use crate::app::pane::{Pane, Step, Tone};
use crate::kit::clean::clean;
use crate::kit::form::Filled;

/// How far a form is with being sent.
#[derive(Debug, Clone, Default)]
pub(super) struct Sending {
    /// Why it was not taken.
    pub(super) failed: Option<String>,
    /// It was sent, and nobody has answered yet.
    pub(super) waiting: bool,
    /// Somebody was asked, by the last key, before what was typed is given up.
    pub(super) warned: bool,
}

impl Sending {
    /// It is sent: nothing is wrong with it any more.
    pub(super) fn begin(&mut self) {
        (self.waiting, self.failed) = (true, None);
    }

    /// What stands below the fields where it was not taken.
    pub(super) fn said(&self) -> Option<(String, Tone)> {
        let failed = self.failed.as_ref()?;
        Some((clean(failed).into_owned(), Tone::Error))
    }
}

/// A layer that is one form, with fields `P`.
pub(super) trait Filling<P>: Pane {
    /// How far it is with being sent.
    fn sending(&mut self) -> &mut Sending;

    /// What follows where something else stands in a field.
    fn changed(&mut self, desk: &Desk, part: P);

    /// Sends it; what is wrong stands at its field.
    fn save(&mut self, desk: &Desk) -> Vec<Step>;

    /// After a key.
    fn filled(&mut self, desk: &Desk, filled: Filled<P>) -> Vec<Step> {
        let unsaved = self.unsaved();
        if matches!(filled, Filled::Cancel) {
            return given_up(desk, unsaved, self.sending());
        }
        self.sending().warned = false;
        match filled {
            Filled::Save if self.sending().waiting => {
                vec![Step::tell(Tone::Dim, desk.text().desk.waiting)]
            }
            Filled::Save => self.save(desk),
            Filled::Changed(part) => {
                self.changed(desk, part);
                Vec::new()
            }
            Filled::Cancel | Filled::Taken | Filled::NotMine => Vec::new(),
        }
    }
}

/// Closes the layer; of what was typed only when somebody means it.
pub(super) fn given_up(desk: &Desk, unsaved: bool, sending: &mut Sending) -> Vec<Step> {
    if unsaved && !std::mem::replace(&mut sending.warned, true) {
        return vec![Step::tell(Tone::Warning, desk.text().forms.unsaved_twice)];
    }
    vec![Step::Close]
}
