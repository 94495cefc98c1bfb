//! What happens in the file besides this desk: commits of others, calls, word of the exchange
//! left in its folder, whether the person may still sit here. Must not know how it is shown.

use std::time::{Duration, Instant as Clock};

use super::imports::Imports;
use crate::app::vocabulary::{Changed, Event};
use crate::domain::ids::CustomerId;
use crate::domain::interaction::Call;
use crate::domain::time::Instant;
use crate::error::{Error, Result};
use crate::store::{Actor, Reader, call, feed, rings, staff};

/// How often the file is looked at.
const OFTEN: Duration = Duration::from_millis(100);
/// How often when nothing was typed for long and no telephone can ring here.
const SELDOM: Duration = Duration::from_millis(500);
/// How long nothing was typed by then.
const LONG: Duration = Duration::from_secs(5 * 60);
/// Colleagues' changes come together, at most once in this time.
const COLLEAGUES: Duration = Duration::from_secs(1);
/// How often it is checked that the person may still sit here, and which calls are out of date.
const CHECK: Duration = Duration::from_secs(30);

/// What a look found.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// For the desk, in order.
    pub(super) events: Vec<Event>,
    /// Customers whose search data in memory may be old.
    pub(super) stale: Vec<CustomerId>,
    /// All of them may be.
    pub(super) stale_all: bool,
    /// The person has another role, unit or extension than before.
    pub(super) another_actor: bool,
    /// Word of the exchange lies in its folder.
    pub(super) rings: bool,
    /// The person may no longer sit here.
    pub(super) dismissed: bool,
}

/// What was seen so far.
#[derive(Debug)]
pub(super) struct Watch {
    actor: Actor,
    path: std::path::PathBuf,
    version: i64,
    seq: i64,
    held: Changed,
    told: Clock,
    checked: Clock,
    looked: Clock,
    calls: Vec<Call>,
    import: Imports,
}

impl Watch {
    /// Listens from now on; `path` is the file's.
    pub(super) fn new(reader: &Reader, actor: Actor, path: &std::path::Path) -> Result<Watch> {
        let (version, seq) = (reader.data_version()?, feed::newest(reader)?);
        let now = Clock::now();
        let (told, checked, looked) = (now, now, now);
        let (held, calls) = (Changed::default(), Vec::new());
        let path = path.to_owned();
        Ok(Watch {
            actor,
            path,
            version,
            seq,
            held,
            told,
            checked,
            looked,
            calls,
            import: Imports::default(),
        })
    }

    /// Who sits here.
    pub(super) fn actor(&self) -> &Actor {
        &self.actor
    }

    /// When to look again; `typed`: when the person last did something.
    pub(super) fn due(&self, typed: Clock) -> Clock {
        let asleep = self.actor.ext.is_none() && typed.elapsed() > LONG;
        self.looked + if asleep { SELDOM } else { OFTEN }
    }

    /// The calls at this desk as it opens.
    pub(super) fn first(&mut self, reader: &Reader, at: Instant) -> Result<Seen> {
        let mut seen = Seen::default();
        self.look_at_calls(reader, at, &mut seen)?;
        seen.events
            .extend(self.import.first(reader, &self.actor, at)?);
        Ok(seen)
    }

    /// Looks.
    pub(super) fn look(&mut self, reader: &Reader, at: Instant) -> Result<Seen> {
        self.looked = Clock::now();
        let mut seen = Seen {
            rings: rings::any(&self.path),
            ..Seen::default()
        };
        let version = reader.data_version()?;
        if version != self.version {
            self.read_feed(reader, at, &mut seen)?;
            self.version = version;
        }
        if self.checked.elapsed() >= CHECK {
            self.checked = Clock::now();
            self.check_person(reader, &mut seen)?;
            self.look_at_calls(reader, at, &mut seen)?;
        }
        seen.events.extend(self.import.silence());
        if self.held != Changed::default() && self.told.elapsed() >= COLLEAGUES {
            self.told = Clock::now();
            seen.events
                .push(Event::Changed(std::mem::take(&mut self.held)));
        }
        Ok(seen)
    }

    fn read_feed(&mut self, reader: &Reader, at: Instant, seen: &mut Seen) -> Result<()> {
        let mut mine = Changed::default();
        let mut calls = false;
        let mut house = false;
        let mut import = false;
        match feed::since(reader, self.seq)? {
            None => {
                (mine.many, mine.house, calls, house) = (true, true, true, true);
                import = true;
                seen.stale_all = true;
                self.seq = feed::newest(reader)?;
            }
            Some(rows) => {
                for row in rows {
                    self.seq = row.seq;
                    let own = row.staff == Some(self.actor.id);
                    match row.topic.as_str() {
                        feed::CALL => calls |= own,
                        feed::IMPORT => import |= own,
                        _ => {}
                    }
                    if matches!(row.topic.as_str(), feed::CALL | feed::IMPORT) {
                        continue;
                    }
                    let changed = if own { &mut mine } else { &mut self.held };
                    match (row.topic.as_str(), row.customer) {
                        (feed::CUSTOMER, Some(customer)) => {
                            if !changed.customers.contains(&customer) {
                                changed.customers.push(customer);
                            }
                            seen.stale.push(customer);
                        }
                        (feed::CUSTOMER, None) => {
                            changed.many = true;
                            seen.stale_all = true;
                        }
                        (feed::CLAIM, Some(customer)) => changed.claims.push(customer),
                        (feed::TASK | feed::CLAIM, _) => changed.tasks = true,
                        (feed::SALE, _) => changed.sales = true,
                        (feed::STOCK, _) => changed.stock = true,
                        _ => {
                            // Settings, rights and names are in the seeker's memory too.
                            changed.house = true;
                            house = true;
                            seen.stale_all = true;
                        }
                    }
                }
            }
        }
        if house {
            // It may have been this person's row, or their rights.
            self.check_person(reader, seen)?;
        }
        // Logging a call, and taking the log back, is told as a change of the customer.
        if calls || mine != Changed::default() {
            self.look_at_calls(reader, at, seen)?;
        }
        // Batches are told as changes of customers.
        let batch = mine != Changed::default() && self.import.runs();
        if import || batch {
            seen.events
                .extend(self.import.look(reader, &self.actor, import)?);
        }
        if mine != Changed::default() {
            seen.events.push(Event::Changed(mine));
        }
        Ok(())
    }

    fn look_at_calls(&mut self, reader: &Reader, at: Instant, seen: &mut Seen) -> Result<()> {
        let calls = call::mine(reader, &self.actor, at)?;
        if calls != self.calls {
            self.calls.clone_from(&calls);
            seen.events.push(Event::Calls(calls));
        }
        Ok(())
    }

    fn check_person(&mut self, reader: &Reader, seen: &mut Seen) -> Result<()> {
        match staff::actor(reader, self.actor.id) {
            Ok(actor) => {
                if actor != self.actor {
                    self.actor = actor;
                    self.held.house = true;
                    seen.another_actor = true;
                }
                Ok(())
            }
            Err(Error::Refused(_)) => {
                seen.dismissed = true;
                Ok(())
            }
            Err(error) => Err(error),
        }
    }
}
