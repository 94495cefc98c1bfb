//! The stack of lists: which one is worked in, which are on the screen, and when they are asked
//! again. Must not know what any of them lists.

use super::action::Action;
use super::machine::{App, Focus};
use super::pane::{Pane, Step};
use super::panes::{ListPane, under_find};
use super::vocabulary::{Answer, Changed, Effect, Slot};
use crate::domain::ids::SaleId;
use crate::domain::time::Instant;
use crate::domain::today::{ListOf, Whose};
use crate::error::Error;

/// Seconds after which a list is asked again because somebody changed what it shows.
const SOON: u64 = 5;

/// Seconds after which a list is asked again in any case: time alone brings new rows.
const LATER: u64 = 60;

/// The lists under the find pane, and the one that is worked in.
pub(super) struct Stack {
    under: Vec<Held>,
    /// The list that has the keys, or that the card came from; 0 is the find pane.
    at: usize,
    /// When it was last looked whether a promised call has come.
    looked_at: Instant,
}

struct Held {
    pane: Box<dyn ListPane>,
    /// The tick at which it was asked last; none: never.
    asked: Option<u64>,
    /// Something of it is older than the file.
    stale: bool,
}

impl Stack {
    pub(super) fn new(now: Instant) -> Stack {
        let held = |pane| Held {
            pane,
            asked: None,
            stale: true,
        };
        Stack {
            under: under_find().into_iter().map(held).collect(),
            at: 0,
            looked_at: now,
        }
    }

    /// How many lists there are, the find pane among them.
    pub(super) fn count(&self) -> usize {
        self.under.len() + 1
    }

    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// The list that is worked in, unless it is the find pane.
    pub(super) fn here(&mut self) -> Option<&mut Box<dyn ListPane>> {
        self.pane_mut(self.at)
    }

    fn pane(&self, place: usize) -> Option<&dyn ListPane> {
        let held = self.under.get(place.checked_sub(1)?)?;
        Some(held.pane.as_ref())
    }

    fn pane_mut(&mut self, place: usize) -> Option<&mut Box<dyn ListPane>> {
        let held = self.under.get_mut(place.checked_sub(1)?)?;
        Some(&mut held.pane)
    }
}

impl App {
    /// The list that is worked in, or that the card came from.
    pub fn list(&self) -> &dyn ListPane {
        self.list_at(self.stack.at)
    }

    pub(super) fn list_mut(&mut self) -> &mut dyn ListPane {
        match self.stack.here() {
            Some(pane) => pane.as_mut(),
            None => &mut self.find,
        }
    }

    /// A list by its place from the top.
    pub(super) fn list_at(&self, place: usize) -> &dyn ListPane {
        self.stack.pane(place).unwrap_or(&self.find)
    }

    /// Which list of Today is shown, and whose.
    pub(super) fn chosen(&self) -> (Whose, ListOf) {
        let mut lists = (0..self.stack.count()).map(|place| self.list_at(place));
        let chosen = lists.find_map(ListPane::chosen);
        chosen.unwrap_or((Whose::Mine, ListOf::Ranked))
    }

    /// Whether the find pane is worked in, or the card came from it.
    pub(super) fn at_find(&self) -> bool {
        self.stack.at == 0
    }

    /// Goes to a list by the action that leads there; none: it leads to no list.
    pub(super) fn go_to(&mut self, action: Action) -> Option<Vec<Step>> {
        let place = (0..self.stack.count()).find(|&one| self.list_at(one).go() == action)?;
        Some(self.go_to_place(place))
    }

    fn go_to_place(&mut self, place: usize) -> Vec<Step> {
        self.stack.at = place;
        let mut steps = vec![Step::Go(Focus::Rows), Step::Show(self.list().selected())];
        steps.extend(self.ask_stale());
        steps
    }

    /// To the find pane, whose caller line gets the keys.
    pub(super) fn work_in_find(&mut self) {
        self.stack.at = 0;
    }

    /// The next place for the keys: the caller line, each list, the card if there is one.
    pub(super) fn next_place(&mut self, back: bool) -> Vec<Step> {
        let card = self.card.customer();
        let lists = self.stack.count();
        let stops = lists + 1 + usize::from(card.is_some());
        let here = match self.focus {
            Focus::Line => 0,
            Focus::Rows => self.stack.at + 1,
            Focus::Card => lists + 1,
        };
        let by = if back { stops - 1 } else { 1 };
        match (here + by) % stops {
            0 => vec![Step::Go(Focus::Line)],
            to if to <= lists => self.go_to_place(to - 1),
            // Going into a card leaves its trace by whichever key.
            _ => card.map(Step::Open).into_iter().collect(),
        }
    }

    /// An answer for a list; what is shown beside another list stays.
    pub(super) fn rows(&mut self, slot: Slot, answer: Result<&Answer, &Error>) -> Vec<Step> {
        let asked = |one: &usize| self.list_at(*one).slots().contains(&slot);
        let Some(place) = (0..self.stack.count()).find(asked) else {
            return Vec::new();
        };
        let mut steps = match self.stack.pane_mut(place) {
            Some(pane) => pane.receive(&self.desk, slot, answer),
            None => self.find.receive(&self.desk, slot, answer),
        };
        if place != self.stack.at {
            steps.retain(|step| !matches!(step, Step::Show(_)));
        }
        steps
    }

    /// A sale was entered: the lists that show it stand on it.
    pub(super) fn entered(&mut self, sale: SaleId) {
        for held in &mut self.stack.under {
            held.pane.entered(sale);
        }
    }

    /// The size or the calls are others: every list lays its rows out anew.
    pub(super) fn arrange(&mut self) {
        self.desk.lists = self.stack.count();
        ListPane::arrange(&mut self.find, &self.desk);
        for held in &mut self.stack.under {
            held.pane.arrange(&self.desk);
        }
    }

    fn is_on_screen(&self, place: usize) -> bool {
        self.desk.wide() || self.stack.at == place
    }

    /// Asks for the lists on the screen for which that is due.
    fn ask_where(&mut self, due: impl Fn(&Held) -> bool) -> Vec<Step> {
        let mut steps = Vec::new();
        for place in 1..self.stack.count() {
            let seen = self.is_on_screen(place);
            let Some(held) = self.stack.under.get_mut(place - 1) else {
                continue;
            };
            if seen && due(held) {
                held.asked = Some(self.ticks);
                held.stale = false;
                steps.extend(held.pane.ask());
            }
        }
        steps
    }

    /// The question for each list that came on the screen and is not of today.
    pub(super) fn ask_stale(&mut self) -> Vec<Step> {
        self.ask_where(|held| held.stale)
    }

    /// The person who sits here is known: each list begins with what is of use to them.
    pub(super) fn begin_lists(&mut self) -> Vec<Step> {
        for held in &mut self.stack.under {
            held.pane.begin(&self.desk);
        }
        self.ask_at_once()
    }

    /// What lists show is known to be old: they are asked at once.
    pub(super) fn ask_at_once(&mut self) -> Vec<Step> {
        self.stack
            .under
            .iter_mut()
            .for_each(|held| held.stale = true);
        self.ask_stale()
    }

    /// Somebody wrote something: the lists that show it are asked again soon.
    pub(super) fn grow_stale(&mut self, changed: &Changed) {
        for held in &mut self.stack.under {
            held.stale |= changed.many || changed.house || held.pane.touched(changed);
        }
    }

    /// A second has passed; at the minute of a promised call it leads its list.
    pub(super) fn ask_in_time(&mut self) -> Vec<Effect> {
        let (now, since) = (self.ticks, self.stack.looked_at);
        self.stack.looked_at = self.desk.now.at;
        let comes = |at: Instant| since < at && at <= self.desk.now.at;
        if self.desk.callbacks.iter().any(|next| comes(next.at)) {
            let steps = self.ask_at_once();
            return self.carry_out(steps);
        }
        let steps = self.ask_where(|held| {
            let since = held.asked.map_or(u64::MAX, |asked| now - asked);
            since >= LATER || (held.stale && since >= SOON)
        });
        self.carry_out(steps)
    }
}
