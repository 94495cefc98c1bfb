//! What every layer that is a form does with what a key did to its fields: it saves once, and asks
//! before what was typed is given up. Must not know the fields of any.

use crate::app::desk::Desk;
use crate::app::pane::{Pane, Step, Tone};
use crate::kit::form::Filled;

/// A layer that is one form, with fields `P`.
pub(super) trait Filling<P>: Pane {
    /// Whether somebody was asked, by the last key, before what was typed is given up.
    fn warned(&mut self) -> &mut bool;

    /// Whether it was sent and nobody has answered yet.
    fn waiting(&self) -> bool;

    /// What follows where something else stands in a field.
    fn changed(&mut self, desk: &Desk, part: P);

    /// Sends it; what is wrong stands at its field.
    fn save(&mut self, desk: &Desk) -> Vec<Step>;

    /// After a key.
    fn filled(&mut self, desk: &Desk, filled: Filled<P>) -> Vec<Step> {
        let unsaved = self.unsaved();
        if matches!(filled, Filled::Cancel) {
            return given_up(desk, unsaved, self.warned());
        }
        *self.warned() = false;
        match filled {
            Filled::Save if self.waiting() => {
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
pub(super) fn given_up(desk: &Desk, unsaved: bool, warned: &mut bool) -> Vec<Step> {
    if unsaved && !std::mem::replace(warned, true) {
        return vec![Step::tell(Tone::Warning, desk.text().forms.unsaved_twice)];
    }
    vec![Step::Close]
}
