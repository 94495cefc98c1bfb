//! The three threads that meet the file, each with its own connection: Lookup (caller line, card,
//! and watching the file), Lists, and Writer. The last two open theirs when they are first asked:
//! each costs a megabyte and milliseconds. Must not know the screen.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant as Clock};

use super::board::{Board, GO_ON, Next};
use super::sweeping::Sweeping;
use super::watch::{Seen, Watch};
use super::{answers, clock, commands};
use crate::app::vocabulary::{Command, Event, Query, Receipt, Slot, Ticket};
use crate::domain::ids::StaffId;
use crate::error::{Error, Result};
use crate::store::draft::Keeper;
use crate::store::find::Seeker;
use crate::store::{Actor, Cache, House, Reader, Writer, rings};

/// How many events may wait for the desk: more than it ever shows between two frames.
pub(super) const EVENTS: usize = 1024;

/// When the person's customers are read into memory first: the desk is drawn and answered by then,
/// and nobody types sooner.
const SETTLED: Duration = Duration::from_millis(100);
/// How soon the person's customers are read into memory again after changes of very many.
const RELOAD: Duration = Duration::from_secs(5);

/// A job of the Writer.
#[derive(Debug)]
enum Job {
    Carry(Receipt, Command),
    PickUp,
    /// What was left to be recomputed is looked for: nothing else to do.
    Begin,
}

/// What the threads share.
#[derive(Debug)]
struct Shared {
    typed: Mutex<Clock>,
    picking_up: AtomicBool,
    dismissed: AtomicBool,
}

/// The working threads.
#[derive(Debug)]
pub(super) struct Workers {
    lookup: Arc<Board>,
    lists: Arc<Board>,
    jobs: Option<Sender<Job>>,
    shared: Arc<Shared>,
    readers: Vec<JoinHandle<()>>,
    written: Receiver<()>,
}

impl Workers {
    /// Begins to work for a person, on a reader that is open already. A connection that cannot be
    /// opened later is the error of what was asked of it, and tried again with the next question.
    pub(super) fn open(
        house: &House,
        reader: Reader,
        actor: &Actor,
        events: &SyncSender<Event>,
    ) -> Result<Workers> {
        let shared = Arc::new(Shared {
            typed: Mutex::new(Clock::now()),
            picking_up: AtomicBool::new(false),
            dismissed: AtomicBool::new(false),
        });
        let (jobs, job) = channel();
        let (finished, written) = sync_channel(0);
        let lookup_board = Arc::new(Board::new(reader.newest()));
        let newest = Arc::default();
        let lists_board = Arc::new(Board::new(Arc::clone(&newest)));
        let lookup = Lookup {
            board: Arc::clone(&lookup_board),
            seeker: Seeker::new(actor.clone()),
            watch: Watch::new(&reader, actor.clone(), house.path())?,
            reader,
            load_due: Some(Clock::now() + SETTLED),
            begun: false,
            jobs: jobs.clone(),
            shared: Arc::clone(&shared),
            events: events.clone(),
        };
        let mourned = |name| Mourner {
            name,
            events: events.clone(),
        };
        let readers = vec![
            {
                let mourner = mourned("lookup");
                super::spawn("lookup", move || mourner.over(|| lookup.work()))?
            },
            {
                let (mourner, actor) = (mourned("lists"), actor.clone());
                let (board, events) = (Arc::clone(&lists_board), events.clone());
                let house = house.clone();
                super::spawn("lists", move || {
                    let open = || house.reader_under(Cache::Lists, Arc::clone(&newest));
                    mourner.over(|| answer_lists(&board, open, &actor, &events));
                })?
            },
        ];
        {
            let (mourner, staff, events) = (mourned("writer"), actor.id, events.clone());
            let (shared, board) = (Arc::clone(&shared), Arc::clone(&lookup_board));
            let house = house.clone();
            super::spawn("writer", move || {
                // Dropped at the very end, which tells those who wait for the last command.
                let _finished: SyncSender<()> = finished;
                mourner.over(|| write(&house, staff, &job, &events, &shared, &board));
            })?;
        }
        let (lookup, lists) = (lookup_board, lists_board);
        Ok(Workers {
            lookup,
            lists,
            jobs: Some(jobs),
            shared,
            readers,
            written,
        })
    }

    /// Asks.
    pub(super) fn read(&self, slot: Slot, ticket: Ticket, query: Query) {
        let board = if slot.is_lookup() {
            &self.lookup
        } else {
            &self.lists
        };
        board.ask(slot, ticket, query);
    }

    /// Writes, after all that was written before.
    pub(super) fn write(&self, receipt: Receipt, command: Command) {
        if let Some(jobs) = &self.jobs {
            // A Writer that is gone has said so itself.
            let _ = jobs.send(Job::Carry(receipt, command));
        }
    }

    /// The person did something.
    pub(super) fn typed(&self) {
        *self
            .shared
            .typed
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = Clock::now();
    }

    /// Whether the person may no longer sit here.
    pub(super) fn dismissed(&self) -> bool {
        self.shared.dismissed.load(Ordering::Acquire)
    }

    /// Ends the threads: reading ones at once, the writing one when all commands are carried out,
    /// for which it is given so long. Says whether they were.
    pub(super) fn close(mut self, patience: Duration) -> bool {
        self.lookup.close();
        self.lists.close();
        drop(self.jobs.take());
        for thread in self.readers.drain(..) {
            let _ = thread.join();
        }
        self.written.recv_timeout(patience) != Err(RecvTimeoutError::Timeout)
    }
}

/// Tells the desk of a thread that died.
#[derive(Debug)]
struct Mourner {
    name: &'static str,
    events: SyncSender<Event>,
}

impl Mourner {
    fn over(self, work: impl FnOnce()) {
        // Whatever it worked on is dropped with it: nothing is looked at afterwards.
        if std::panic::catch_unwind(std::panic::AssertUnwindSafe(work)).is_err() {
            let _ = self.events.send(Event::WorkerDied(self.name));
        }
    }
}

fn answered(
    events: &SyncSender<Event>,
    slot: Slot,
    ticket: Ticket,
    answer: Result<crate::app::vocabulary::Answer>,
) {
    // Given up: a newer question of the slot is waiting.
    if !matches!(answer, Err(Error::Cancelled)) {
        let _ = events.send(Event::Answer(slot, ticket, answer.map_err(Arc::new)));
    }
}

fn answer_lists(
    board: &Board,
    open: impl Fn() -> Result<Reader>,
    actor: &Actor,
    events: &SyncSender<Event>,
) {
    let mut reader = None;
    loop {
        match board.next(None) {
            Next::Closed => return,
            Next::Idle => {}
            Next::Ask(slot, ticket, query) => {
                let answer = opened(&mut reader, &open).and_then(|reader| {
                    reader.under(GO_ON, |reader| {
                        answers::answer(reader, None, actor, query, clock::now())
                    })
                });
                answered(events, slot, ticket, answer);
            }
        }
    }
}

/// What is open, or opened now.
fn opened<T>(held: &mut Option<T>, open: impl FnOnce() -> Result<T>) -> Result<&mut T> {
    let ready = match held.take() {
        Some(ready) => ready,
        None => open()?,
    };
    Ok(held.insert(ready))
}

struct Lookup {
    board: Arc<Board>,
    reader: Reader,
    seeker: Seeker,
    /// When the person's customers are to be read into memory (again).
    load_due: Option<Clock>,
    /// The Writer has been told to look what is left to be done.
    begun: bool,
    watch: Watch,
    jobs: Sender<Job>,
    shared: Arc<Shared>,
    events: SyncSender<Event>,
}

impl Lookup {
    fn work(mut self) {
        let first = self.watch.first(&self.reader, clock::now());
        self.pass_on(first);
        loop {
            let typed = *self
                .shared
                .typed
                .lock()
                .unwrap_or_else(PoisonError::into_inner);
            let due = self.watch.due(typed);
            // However fast one types, colleagues and telephones are heard.
            if due <= Clock::now() {
                self.look();
            }
            let idle_until = self.watch.due(typed);
            let idle_until = self.load_due.map_or(idle_until, |due| due.min(idle_until));
            match self.board.next(Some(idle_until)) {
                Next::Closed => return,
                Next::Idle if self.load_due.is_some_and(|due| due <= Clock::now()) => self.load(),
                Next::Idle => self.look(),
                Next::Ask(slot, ticket, query) => self.answer(slot, ticket, query),
            }
        }
    }

    fn answer(&mut self, slot: Slot, ticket: Ticket, query: Query) {
        let (seeker, actor) = (&self.seeker, self.watch.actor());
        let answer = self.reader.under(GO_ON, |reader| {
            answers::answer(reader, Some(seeker), actor, query, clock::now())
        });
        answered(&self.events, slot, ticket, answer);
    }

    /// Loads the person's customers into memory; any question comes first.
    fn load(&mut self) {
        let seeker = &mut self.seeker;
        match self.reader.under(GO_ON, |reader| seeker.load(reader)) {
            Err(Error::Cancelled) => {}
            // Without them answers are right, only ranked within less.
            _ => self.load_due = None,
        }
        if !std::mem::replace(&mut self.begun, true) {
            let _ = self.jobs.send(Job::Begin);
        }
    }

    fn look(&mut self) {
        let seen = self.watch.look(&self.reader, clock::now());
        self.pass_on(seen);
    }

    fn pass_on(&mut self, seen: Result<Seen>) {
        // A look that failed is made again in a moment; what matters fails where it is asked for.
        let Ok(seen) = seen else { return };
        if seen.another_actor {
            self.seeker = Seeker::new(self.watch.actor().clone());
            self.load_due = Some(Clock::now());
        } else if seen.stale_all {
            // An import says so many times a second: what is in memory serves until it is read.
            self.load_due.get_or_insert(Clock::now() + RELOAD);
        } else if !seen.stale.is_empty() {
            let _ = self.seeker.renew(&self.reader, &seen.stale, false);
        }
        if seen.rings && !self.shared.picking_up.swap(true, Ordering::AcqRel) {
            let _ = self.jobs.send(Job::PickUp);
        }
        if seen.dismissed {
            self.shared.dismissed.store(true, Ordering::Release);
            let _ = self.events.send(Event::HangUp);
        }
        for event in seen.events {
            let _ = self.events.send(event);
        }
    }
}

fn write(
    house: &House,
    staff: StaffId,
    jobs: &Receiver<Job>,
    events: &SyncSender<Event>,
    shared: &Shared,
    board: &Board,
) {
    let mut keeper = Keeper::default();
    let mut sweeping = Sweeping::default();
    let mut held: Option<Writer> = None;
    while let Some(job) = match &mut held {
        Some(writer) => sweeping.next(writer, staff, jobs),
        None => jobs.recv().ok(),
    } {
        let writer = opened(&mut held, || house.writer());
        match job {
            // Whoever needs the file alone is told who is at a desk.
            Job::Begin => {
                if let Ok(writer) = &writer {
                    let _ = keeper.seat(writer, staff);
                }
            }
            Job::Carry(receipt, command) => {
                let mut told = |done, of| {
                    let _ = events.send(Event::Progress(done, of));
                };
                let now = clock::now();
                let outcome = writer.and_then(|writer| {
                    commands::carry_out(writer, &mut keeper, staff, now, command, &mut told)
                });
                let _ = events.send(Event::Outcome(receipt, outcome.map_err(Arc::new)));
            }
            Job::PickUp => {
                // Not had in time, the files are still there at the next look.
                if let Ok(writer) = writer {
                    while rings::pick_up(writer, clock::now()).is_ok_and(|stored| stored > 0) {}
                }
                shared.picking_up.store(false, Ordering::Release);
            }
        }
        // One's own changes are looked at now, not at the next poll.
        board.nudge();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_worker_that_dies_is_told_of_and_one_that_ends_is_not() {
        let (events, told) = sync_channel(4);
        let died = Mourner {
            name: "lists",
            events: events.clone(),
        };
        let ended = Mourner {
            name: "lookup",
            events,
        };
        // A thread of its own: the panic's words belong to it.
        std::thread::spawn(|| died.over(|| panic!("as a worker would")))
            .join()
            .unwrap();
        ended.over(|| {});
        let told: Vec<Event> = told.iter().collect();
        assert!(
            matches!(told.as_slice(), [Event::WorkerDied("lists")]),
            "{told:?}"
        );
    }
}
