//! An import of the person who sits here, as the file tells of it with each batch. Must not know
//! how it is shown.

use std::time::{Duration, Instant as Clock};

use crate::app::vocabulary::Event;
use crate::domain::importing::{Importing, Stands};
use crate::domain::time::Instant;
use crate::error::Result;
use crate::store::import::{self, State};
use crate::store::{Actor, Reader};
use crate::work::import::importing;

/// Batches come many a second: so often is told of them.
const OFTEN: Duration = Duration::from_secs(1);
/// Nothing was heard of an import for so long: its process is gone.
const SILENCE: Duration = Duration::from_secs(10);
/// An import that was left unfinished so long ago is no news any more, ms.
const FORGOTTEN_MS: i64 = 24 * 60 * 60 * 1000;

/// What was told last.
#[derive(Debug, Default)]
pub(super) struct Imports {
    told: Option<(Importing, Clock)>,
    /// One is not finished, whether or not it was told of.
    runs: bool,
    /// When it was first heard of, and how many rows it had read by then.
    since: Option<(Clock, u64)>,
    /// When something was heard of it last.
    heard: Option<Clock>,
}

impl Imports {
    /// An import that was begun before the desk was opened, if it is not finished.
    pub(super) fn first(
        &mut self,
        reader: &Reader,
        actor: &Actor,
        at: Instant,
    ) -> Result<Option<Event>> {
        let Some((run, _)) = import::latest(reader, actor.id)? else {
            return Ok(None);
        };
        if run.state != State::Running || at.0 - run.at.0 > FORGOTTEN_MS {
            return Ok(None);
        }
        self.look(reader, actor, true)
    }

    /// Whether one may be running.
    pub(super) fn runs(&self) -> bool {
        self.runs
    }

    /// Looks how far it is. `news`: it began, stopped or ended; else a batch is in.
    pub(super) fn look(
        &mut self,
        reader: &Reader,
        actor: &Actor,
        news: bool,
    ) -> Result<Option<Event>> {
        let fresh = |(_, at): &(Importing, Clock)| at.elapsed() < OFTEN;
        self.heard = Some(Clock::now());
        if !news && self.told.as_ref().is_some_and(fresh) {
            return Ok(None);
        }
        let Some((run, stopped)) = import::latest(reader, actor.id)? else {
            return Ok(None);
        };
        self.runs = run.state == State::Running;
        let stands = match run.state {
            State::Running if stopped => Stands::Stopped,
            State::Running => Stands::Runs,
            State::Done => Stands::Done,
            State::Undone => Stands::TakenBack,
        };
        let Some(mut now) = importing(&run, stands) else {
            return Ok(None);
        };
        now.rate = self.rate(&now);
        Ok(self.tell(now))
    }

    /// Rows a second since it was first heard of.
    fn rate(&mut self, now: &Importing) -> u64 {
        let same = |(told, _): &(Importing, Clock)| told.entry == now.entry;
        if !self.told.as_ref().is_some_and(same) || now.stands != Stands::Runs {
            self.since = None;
        }
        let (since, rows) = *self.since.get_or_insert((Clock::now(), now.rows));
        let millis = since.elapsed().as_millis().max(1);
        let rate = u128::from(now.rows.saturating_sub(rows)) * 1000 / millis;
        u64::try_from(rate).unwrap_or(u64::MAX)
    }

    fn tell(&mut self, now: Importing) -> Option<Event> {
        let before = self.told.replace((now.clone(), Clock::now()));
        (before.is_none_or(|(before, _)| before != now)).then_some(Event::Import(now))
    }

    /// Says once that nothing is heard of it any more.
    pub(super) fn silence(&mut self) -> Option<Event> {
        let (told, _) = self.told.as_ref()?;
        let silent = self.heard.is_some_and(|heard| heard.elapsed() >= SILENCE);
        if !silent || told.stands != Stands::Runs {
            return None;
        }
        let stopped = Importing {
            rate: 0,
            stands: Stands::Stopped,
            ..told.clone()
        };
        self.tell(stopped)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::EntryId;

    #[test]
    fn an_import_of_which_nothing_is_heard_any_more_is_said_to_have_stopped_once() {
        let running = Importing {
            entry: EntryId(1),
            file: "people.csv".to_owned(),
            percent: 45,
            rows: 10,
            stored: 10,
            rejected: 0,
            rate: 500,
            stands: Stands::Runs,
        };
        let mut imports = Imports::default();
        assert!(imports.silence().is_none());
        imports.heard = Some(Clock::now());
        imports.tell(running);
        assert!(imports.silence().is_none(), "a moment ago");
        imports.heard = Clock::now().checked_sub(SILENCE);
        let told = imports.silence();
        assert!(
            matches!(&told, Some(Event::Import(import)) if import.stands == Stands::Stopped && import.percent == 45),
            "{told:?}"
        );
        assert!(imports.silence().is_none(), "it is said once");
    }
}
