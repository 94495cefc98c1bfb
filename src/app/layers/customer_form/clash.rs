//! What two people changed at once: for each field mine, theirs, or as it was. Nothing is saved
//! before every one is decided, and going back loses nothing. Must not know who changed what else.

use super::CustomerForm;
use super::read::Reading;
use crate::app::action::Action;
use crate::app::desk::Desk;
use crate::app::pane::{Step, Tone};
use crate::domain::customer::merge::{Keep, settle};
use crate::domain::customer::{Clash, Sheet};
use crate::domain::time::Instant;
use crate::kit::key::Key;
use crate::kit::list::List;

/// A clash that is being decided.
#[derive(Debug, Clone)]
pub(super) struct Clashing {
    pub(super) by: String,
    pub(super) at: Instant,
    pub(super) clashes: Vec<Clash>,
    theirs: Sheet,
    pub(super) chosen: Vec<Option<Keep>>,
    pub(super) list: List<usize>,
}

impl Clashing {
    pub(super) fn new(by: &str, at: i64, clashes: &[Clash], theirs: &Sheet) -> Clashing {
        Clashing {
            by: by.to_owned(),
            at: Instant(at),
            clashes: clashes.to_vec(),
            theirs: theirs.clone(),
            chosen: vec![None; clashes.len()],
            list: List::new((0..clashes.len()).collect()),
        }
    }

    /// What becomes of a clash; what was not shown stays as it is stored.
    fn keep(&self, clash: &Clash) -> Keep {
        let same = |known: &Clash| known.field == clash.field && known.row == clash.row;
        let place = self.clashes.iter().position(same);
        let chosen = place.and_then(|place| self.chosen.get(place).copied().flatten());
        chosen.unwrap_or(Keep::Theirs)
    }
}

impl CustomerForm {
    /// A key of the clash.
    pub(super) fn decide(&mut self, desk: &Desk, action: Action, key: Key) -> Vec<Step> {
        let Some(clash) = &mut self.clash else {
            return Vec::new();
        };
        let keep = match action {
            Action::TakeMine => Keep::Mine,
            Action::TakeTheirs => Keep::Theirs,
            Action::TakeOriginal => Keep::Was,
            Action::Cancel => {
                self.clash = None;
                return Vec::new();
            }
            Action::Save => {
                let missing = clash.chosen.iter().position(Option::is_none);
                let Some(missing) = missing else {
                    return self.save_decided(desk);
                };
                clash.list.select(missing);
                let said = desk.text().forms.customer.undecided;
                return vec![Step::tell(Tone::Warning, said)];
            }
            _ => {
                clash.list.handle(key);
                return Vec::new();
            }
        };
        let place = clash.list.index();
        if let Some(chosen) = clash.chosen.get_mut(place) {
            *chosen = Some(keep);
        }
        clash.list.step(1);
        Vec::new()
    }

    /// The form becomes what was decided, told from what is stored now, and is saved again.
    fn save_decided(&mut self, desk: &Desk) -> Vec<Step> {
        let Some(clash) = self.clash.take() else {
            return Vec::new();
        };
        let mine = Reading::new(self, desk).sheet();
        let now = settle(&self.was, &mine, &clash.theirs, |one| clash.keep(one));
        *self.was = clash.theirs;
        self.fill(desk, &now);
        self.grow(desk);
        self.form.touch();
        self.send(now)
    }
}
