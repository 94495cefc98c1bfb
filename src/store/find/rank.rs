//! Which ids are worth a row, and in which order rows are shown. Must not know SQL.

use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;

use rusqlite::Connection;

use super::lookups;
use super::own::Seek;
use super::rows::Fetched;
use super::seeker::Loaded;
use super::typed::{Match, TermKindOrDigits, Typed};
use crate::domain::customer::Found;
use crate::domain::name;
use crate::domain::staff::Scope;
use crate::error::Result;

/// Rows that are fetched beyond those shown, where only rows tell who was contacted last.
const MORE: usize = 20;
/// Most index entries of long ranges that are read for an answer.
const ENTRIES: usize = 20_000;

/// An id that matched.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    best: Match,
    own: bool,
    /// The place in the order in which ids were met.
    met: usize,
    /// Whose last contact is known without a row: own ones, once they are loaded.
    in_memory: bool,
    last_contact_at: Option<i64>,
}

/// The ids that matched and that the asker may find, each with its best match.
#[derive(Debug)]
pub(super) struct Candidates<'s> {
    loaded: &'s Loaded,
    found: HashMap<i64, Candidate>,
}

impl<'s> Candidates<'s> {
    /// Asks the lookups, the sharp ones first, until enough is known.
    pub(super) fn gather(conn: &Connection, loaded: &'s Loaded, typed: &Typed) -> Result<Self> {
        let mut all = Candidates {
            loaded,
            found: HashMap::new(),
        };
        for whole in &typed.whole {
            lookups::by_number(conn, whole, &mut |id, found| all.hear(id, found))?;
        }
        all.match_own(typed);
        if loaded.scope == Some(Scope::Own) && loaded.complete {
            return Ok(all);
        }
        for fragment in &typed.fragments {
            lookups::by_end(conn, fragment, &mut |id, found| all.hear(id, found))?;
        }
        if !typed.term.is_empty() {
            lookups::by_term(conn, &typed.term, &mut |id, found| all.hear(id, found))?;
        }
        let mut entries = 0;
        let mut hear = |id, found| {
            entries += 1;
            if entries > ENTRIES {
                return ControlFlow::Break(());
            }
            all.hear(id, found)
        };
        for fragment in &typed.fragments {
            lookups::by_part(conn, fragment, &mut hear)?;
        }
        if !typed.term.is_empty() {
            lookups::by_prefix(conn, &typed.term, &mut hear)?;
        }
        Ok(all)
    }

    fn match_own(&mut self, typed: &Typed) {
        Seek::new(typed).each(&self.loaded.mine, |mine, found| {
            let _ = self.hear(mine.id, found);
            if let Some(candidate) = self.found.get_mut(&mine.id) {
                candidate.in_memory = true;
                candidate.last_contact_at = mine.last_contact_at;
            }
        });
    }

    /// Keeps an id if the asker may find it, with the better of its matches. Enough, once there
    /// are as many as are ever counted.
    fn hear(&mut self, id: i64, found: Match) -> ControlFlow<()> {
        let whole_number = found.kind == TermKindOrDigits::Number;
        if !whole_number && !self.loaded.reaches(id) {
            return ControlFlow::Continue(());
        }
        let met = self.found.len();
        let own = self.loaded.own.has(id);
        self.found
            .entry(id)
            .and_modify(|known| known.best = known.best.min(found))
            .or_insert(Candidate {
                best: found,
                own,
                met,
                in_memory: false,
                last_contact_at: None,
            });
        if self.found.len() >= Found::CAP {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }

    /// Who matched.
    pub(super) fn ids(&self) -> Vec<i64> {
        self.found.keys().copied().collect()
    }

    /// Drops all but these.
    pub(super) fn keep(&mut self, ids: &HashSet<i64>) {
        self.found.retain(|id, _| ids.contains(id));
    }

    /// How many matched.
    pub(super) fn count(&self) -> usize {
        self.found.len()
    }

    /// The ids whose rows are fetched: the best, as far as one can tell without their rows. What
    /// was kept in memory needs no more rows than are shown; of others as good as the last one
    /// shown, some more are fetched, for the newest contact to be found among them.
    pub(super) fn to_fetch(&self, limit: usize) -> Vec<i64> {
        let mut ids: Vec<(i64, Candidate)> = self
            .found
            .iter()
            .map(|(id, candidate)| (*id, *candidate))
            .collect();
        let group = |id: i64, one: &Candidate| {
            let sharp = one.best.kind == TermKindOrDigits::Number || one.best.is_whole_code();
            (!sharp, !one.own, !self.loaded.reaches(id), one.best.class)
        };
        // Only their rows tell whether codes are whole; the others keep their places.
        let codes = ids.iter().filter(|(_, one)| one.best.is_whole_code());
        let limit = limit + codes.count().min(limit);
        ids.sort_unstable_by_key(|(id, one)| {
            let newest = std::cmp::Reverse(one.last_contact_at);
            (group(*id, one), !one.in_memory, newest, one.met)
        });
        let last = limit.checked_sub(1).and_then(|last| ids.get(last));
        let as_good = last
            .filter(|(_, one)| !one.in_memory)
            .map(|(id, one)| group(*id, one));
        let more = ids.iter().skip(limit).take(MORE);
        let more = more.take_while(|(id, one)| Some(group(*id, one)) == as_good);
        let wanted = limit + more.count();
        ids.truncate(wanted);
        ids.into_iter().map(|(id, _)| id).collect()
    }

    /// Puts rows in order, says what of each matched, and drops those out of scope that were not
    /// found by a whole number.
    pub(super) fn rank(&self, typed: &Typed, found: &mut Vec<Fetched>) {
        let best = |one: &Fetched| {
            self.found
                .get(&one.row.id.0)
                .map_or(Match::digits(false), |known| known.best)
        };
        found.retain(|one| one.in_scope || best(one).kind == TermKindOrDigits::Number);
        for one in found.iter_mut() {
            one.row.matched_by = best(one).matched_by();
        }
        found.sort_by_cached_key(|one| {
            let best = best(one);
            let is_whole = |code: &str| !typed.term.is_empty() && name::query(code) == typed.term;
            let exact = best.kind == TermKindOrDigits::Number
                || (best.is_code()
                    && (is_whole(&one.row.code)
                        || one.row.card_no.as_deref().is_some_and(is_whole)));
            let class = match typed.fragments.is_empty() || exact || !best.is_code() {
                true => best.class,
                // Digits are meant as those of a number before those of a code.
                false => best.class.max(1),
            };
            (
                !exact,
                !one.own,
                !one.in_scope,
                class,
                newest_first(one),
                one.row.id,
            )
        });
    }
}

/// Orders by the last contact, newest first, never contacted last.
pub(super) fn newest_first(one: &Fetched) -> impl Ord + use<> {
    std::cmp::Reverse(one.row.last_contact_at)
}
