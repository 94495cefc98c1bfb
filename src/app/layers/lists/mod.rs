//! The lists of Today with their counts: one is chosen, of one's own customers, the team's or all.
//! Must not know how they are found.

mod view;

use crate::app::action::Action;
use crate::app::desk::Desk;
use crate::app::keymap::Scope;
use crate::app::pane::{Pane, Step};
use crate::app::vocabulary::{Answer, Query, Slot};
use crate::domain::staff::{Operation, Scope as StaffScope};
use crate::domain::today::{Count, ListOf, OFFERED, Whose};
use crate::error::Error;
use crate::kit::key::Key;
use crate::kit::list::List;

/// The chooser.
#[derive(Debug, Clone)]
pub(super) struct Lists {
    whose: Whose,
    lists: Vec<ListOf>,
    /// As far as they are counted.
    counts: Vec<Option<Count>>,
    /// Which of them the question was about.
    asked: Vec<usize>,
    list: List<usize>,
    failed: Option<String>,
}

impl Lists {
    /// With the list on which one stands, which may reach further than is usual.
    pub(super) fn new(whose: Whose, list: ListOf) -> (Lists, Vec<Step>) {
        let mut lists = OFFERED.to_vec();
        let known = lists.iter().position(|known| *known == list);
        let here = known.unwrap_or_else(|| {
            lists.push(list);
            lists.len() - 1
        });
        let mut chooser = Lists {
            whose,
            counts: vec![None; lists.len()],
            asked: Vec::new(),
            list: List::default(),
            lists,
            failed: None,
        };
        let places: Vec<usize> = (0..chooser.lists.len()).collect();
        chooser.list.reset(places.clone());
        for _ in 0..here {
            chooser.list.handle(Key::Down);
        }
        let first = chooser.count(places);
        (chooser, first)
    }

    /// Asks for the counts of these.
    fn count(&mut self, places: Vec<usize>) -> Vec<Step> {
        let lists = places.iter().filter_map(|place| self.lists.get(*place));
        let query = Query::Lists {
            whose: self.whose,
            lists: lists.copied().collect(),
        };
        self.asked = places;
        vec![Step::Read(Slot::Lists, query)]
    }

    fn uncounted(&self) -> Vec<usize> {
        let counts = self.counts.iter().enumerate();
        let none = counts.filter(|(_, count)| count.is_none());
        none.map(|(place, _)| place).collect()
    }

    /// Other people's customers, as far as the scope goes: mine, the team's, all, unit by unit, mine
    /// again.
    fn next_whose(&mut self, desk: &Desk) -> Vec<Step> {
        let offered = offered(desk);
        let here = offered.iter().position(|whose| *whose == self.whose);
        let next = here.map_or(0, |here| (here + 1) % offered.len());
        self.whose = offered.get(next).copied().unwrap_or(Whose::Mine);
        self.counts = vec![None; self.lists.len()];
        self.count(self.uncounted())
    }

    /// A longer or shorter span of the selected list.
    fn reach(&mut self, longer: bool) -> Vec<Step> {
        let Some(place) = self.list.selected() else {
            return Vec::new();
        };
        let Some(other) = self.other(longer) else {
            return Vec::new();
        };
        if let (Some(list), Some(count)) = (self.lists.get_mut(place), self.counts.get_mut(place)) {
            *list = other;
            *count = None;
        }
        self.count(self.uncounted())
    }

    fn other(&self, longer: bool) -> Option<ListOf> {
        match self.lists.get(self.list.selected()?)? {
            ListOf::Ranked => None,
            ListOf::Timed(topic, within) => ListOf::timed(*topic, within.other(longer)?),
        }
    }

    fn choose(&self) -> Vec<Step> {
        let place = self.list.selected();
        match place.and_then(|place| self.lists.get(place)) {
            Some(list) => vec![Step::Close, Step::List(self.whose, *list)],
            None => Vec::new(),
        }
    }
}

/// Whose lists the scope allows; whoever reaches everybody has each unit by itself, too, and
/// whoever reaches a team each unit below their own.
pub(super) fn offered(desk: &Desk) -> Vec<Whose> {
    let units = desk.house.iter().flat_map(|house| &house.units);
    match desk.may(Operation::Find) {
        Some(StaffScope::All) => {
            let units = units.map(|(id, ..)| Whose::Unit(*id));
            let usual = [Whose::Mine, Whose::Team, Whose::All];
            usual.into_iter().chain(units).collect()
        }
        Some(StaffScope::Team) => {
            let below = desk.house.iter().flat_map(|house| &house.below);
            let below = below.map(|id| Whose::Unit(*id));
            [Whose::Mine, Whose::Team]
                .into_iter()
                .chain(below)
                .collect()
        }
        Some(StaffScope::Own) | None => vec![Whose::Mine],
    }
}

impl Pane for Lists {
    fn scope(&self) -> Scope {
        Scope::Lists
    }

    fn update(&mut self, desk: &Desk, action: Action, key: Key) -> Vec<Step> {
        match action {
            Action::Open => self.choose(),
            Action::Cancel => vec![Step::Close],
            Action::OtherPeople => self.next_whose(desk),
            Action::Longer | Action::Shorter => self.reach(action == Action::Longer),
            _ => {
                self.list.set_height(desk.pane_height().saturating_sub(4));
                self.list.handle(key);
                Vec::new()
            }
        }
    }

    fn receive(&mut self, desk: &Desk, slot: Slot, answer: Result<&Answer, &Error>) -> Vec<Step> {
        match (slot, answer) {
            (Slot::Lists, Ok(Answer::Lists(counts))) => {
                self.failed = None;
                for (place, count) in self.asked.iter().zip(counts) {
                    if let Some(known) = self.counts.get_mut(*place) {
                        *known = Some(*count);
                    }
                }
            }
            (Slot::Lists, Err(error)) => self.failed = Some(desk.explain(error)),
            _ => {}
        }
        Vec::new()
    }

    fn refusal(&self, desk: &Desk, action: Action) -> Option<String> {
        let words = &desk.text().today;
        let why = match action {
            Action::OtherPeople if offered(desk).len() < 2 => words.only_mine,
            Action::Longer | Action::Shorter if self.other(action == Action::Longer).is_none() => {
                words.no_span
            }
            _ => return None,
        };
        Some(why.to_owned())
    }
}
