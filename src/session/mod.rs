//! One person at one terminal: events in one channel and one order, all that wait applied, then
//! one frame; questions and commands to the threads that meet the file. Must not know what is on
//! the screen, nor SQL.

mod answers;
mod app;
mod board;
mod clock;
mod commands;
mod decode;
mod ending;
mod imports;
mod input;
mod screen;
mod sweeping;
mod terminal;
mod watch;
mod workers;

use std::io::Stdout;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant as Clock};

use crossterm::clipboard::CopyToClipboard;
use crossterm::style::Print;
use ratatui::layout::Size;
use ratatui::{Frame, Terminal};
use signal_hook::consts::SIGINT;

use self::input::Ears;
use self::screen::Screen;
use self::terminal::Guard;
use self::workers::{EVENTS, Workers};
use crate::app::vocabulary::{Context, Effect, Event, Slot, Ticket};
use crate::domain::kept::Kept;
use crate::domain::time::Now;
use crate::error::{Error, Result};
use crate::store::{Actor, House, Reader, setting};

pub use self::answers::answer;
pub use self::app::{Options, run};
pub use self::commands::carry_out;
pub use self::ending::Ended;
pub use self::terminal::fits;

/// How often the clock of the desk moves.
const TICK: Duration = Duration::from_secs(1);
/// How long a frame waits for the answers to what was just asked, and is in time all the same: most
/// come within a millisecond, and a frame without them would only flicker.
const GRACE: Duration = Duration::from_millis(12);
/// How long the last commands may take once the person has left: as long as any waits for the
/// lock, and a moment.
const LAST_COMMANDS: Duration = Duration::from_secs(11);
/// The same when the line dropped: nobody would learn of their end.
const LAST_COMMANDS_HUNG_UP: Duration = Duration::from_secs(3);

/// A desk as a machine: events in, effects out, and a picture.
pub trait Machine {
    /// What it wants to know as it opens.
    fn open(&mut self, context: &Context) -> Vec<Effect>;
    /// What an event makes it want.
    fn handle(&mut self, context: &Context, event: Event) -> Vec<Effect>;
    /// What is typed into its forms and not saved.
    fn drafts(&self) -> Vec<Kept> {
        Vec::new()
    }
    /// Its picture now.
    fn draw(&self, frame: &mut Frame<'_>);
}

/// Seats a person at this terminal until they leave, the line drops or their row is disabled.
/// Takes the terminal and gives it back; refuses one that is not fit (see [`fits`]).
pub fn run_machine<M: Machine>(
    house: &House,
    reader: Reader,
    actor: &Actor,
    make: impl FnOnce(&Context, Size) -> M,
) -> Result<Ended> {
    terminal::mind_panics();
    let guard = Guard::take()?;
    let (sender, events) = sync_channel(EVENTS);
    let ears = Ears::open(&sender)?;
    let zone = setting::zone(&reader)?;
    let nonce = getrandom::u64().map_err(|error| Error::Storage(Box::new(error)))?;
    let size = terminal::size();
    let terminal = Terminal::new(Screen::new(std::io::stdout(), size)).map_err(lost)?;
    let context = Context {
        now: Now {
            at: clock::now(),
            zone,
        },
        nonce,
    };
    let machine = make(&context, size);
    let (leaves, fault) = (None, None);
    let mut desk = Desk {
        machine,
        terminal,
        zone,
        nonce,
        asked: Vec::new(),
        leaves,
        fault,
    };

    // The first frame comes before everything that takes time.
    desk.picture();
    let workers = Workers::open(house, reader, actor, &sender)?;
    drop(sender);
    let wants = desk.machine.open(&context);
    desk.perform(&workers, wants);
    let (leaves, kept) = desk.sit_and_keep(&workers, &events, house, actor);
    let fault = desk.fault;

    drop(desk);
    drop(guard);
    // Threads that have something to say find nobody there, rather than a full channel.
    drop(events);
    let signal = ears.signal();
    drop(ears);
    let dismissed = workers.dismissed();
    let patience = match leaves {
        Leaves::HungUp => LAST_COMMANDS_HUNG_UP,
        Leaves::Freely => LAST_COMMANDS,
    };
    let written = workers.close(patience);
    if let Some(worker) = fault {
        return Err(ending::worker_fault(worker));
    }
    if dismissed {
        return Err(Error::not_active(actor.id));
    }
    if !written {
        let waited_ms = u64::try_from(patience.as_millis()).unwrap_or(u64::MAX);
        return Err(Error::Busy {
            holder: None,
            waited_ms,
        });
    }
    kept.map(|()| ended(leaves, signal))
}

fn ended(leaves: Leaves, signal: Option<i32>) -> Ended {
    match (leaves, signal) {
        (Leaves::Freely, _) => Ended::Freely,
        (Leaves::HungUp, Some(SIGINT)) => Ended::Interrupted,
        (Leaves::HungUp, _) => Ended::Terminated,
    }
}

/// Why somebody leaves the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Leaves {
    /// They asked to.
    Freely,
    /// The line dropped, the process was told to end, or the terminal cannot be written to.
    HungUp,
}

struct Desk<M> {
    machine: M,
    terminal: Terminal<Screen<Stdout>>,
    zone: chrono_tz::Tz,
    nonce: u64,
    /// What the Lookup thread has been asked and has not answered.
    asked: Vec<(Slot, Ticket)>,
    leaves: Option<Leaves>,
    fault: Option<&'static str>,
}

impl<M: Machine> Desk<M> {
    fn context(&mut self) -> Context {
        self.nonce = self.nonce.wrapping_add(1);
        Context {
            now: Now {
                at: clock::now(),
                zone: self.zone,
            },
            nonce: self.nonce,
        }
    }

    /// Sits until the end. However it ends, what is typed and not saved is kept: by this thread, for
    /// the others may be dead or wait for the file.
    fn sit_and_keep(
        &mut self,
        workers: &Workers,
        events: &Receiver<Event>,
        house: &House,
        actor: &Actor,
    ) -> (Leaves, Result<()>) {
        let sat = catch_unwind(AssertUnwindSafe(|| self.sit(workers, events)));
        let forms = catch_unwind(AssertUnwindSafe(|| self.machine.drafts()));
        let kept = ending::keep(house, actor.id, forms.unwrap_or_default());
        (sat.unwrap_or_else(|panic| resume_unwind(panic)), kept)
    }

    /// The loop: waits for an event, applies all that are there, draws once.
    fn sit(&mut self, workers: &Workers, events: &Receiver<Event>) -> Leaves {
        let mut tick = Clock::now() + TICK;
        loop {
            self.picture();
            if let Some(leaves) = self.leaves {
                return leaves;
            }
            match events.recv_timeout(left(tick)) {
                Ok(event) => self.apply(workers, event),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => self.apply(workers, Event::HangUp),
            }
            let answered_by = Clock::now() + GRACE;
            // No more than can wait: a flood of input still shows what it does.
            for _ in 0..EVENTS {
                let wait = if self.asked.is_empty() {
                    Duration::ZERO
                } else {
                    left(answered_by)
                };
                match events.recv_timeout(wait) {
                    Ok(event) => self.apply(workers, event),
                    Err(_) => break,
                }
            }
            if Clock::now() >= tick {
                // From when it was due: what counts on ticks does not drift.
                tick = (tick + TICK).max(Clock::now());
                self.apply(workers, Event::Tick);
            }
        }
    }

    fn apply(&mut self, workers: &Workers, event: Event) {
        match &event {
            Event::Key(_) | Event::Paste(_) => workers.typed(),
            Event::Resize(width, height) => {
                let (width, height) = (*width, *height);
                self.terminal.backend_mut().resized(Size { width, height });
            }
            Event::Answer(slot, ticket, _) => self.asked.retain(|asked| *asked != (*slot, *ticket)),
            Event::HangUp => self.leave(Leaves::HungUp),
            // The desk says so, and the person leaves it when they have read it.
            Event::WorkerDied(worker) => self.fault = Some(worker),
            _ => {}
        }
        let context = self.context();
        let wants = self.machine.handle(&context, event);
        self.perform(workers, wants);
    }

    fn leave(&mut self, why: Leaves) {
        self.leaves.get_or_insert(why);
    }

    fn perform(&mut self, workers: &Workers, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Read(slot, ticket, query) => {
                    self.asked.retain(|(asked, _)| *asked != slot);
                    if slot.is_lookup() {
                        self.asked.push((slot, ticket));
                    }
                    workers.read(slot, ticket, query);
                }
                Effect::Write(receipt, command) => workers.write(receipt, command),
                Effect::Copy(text) => {
                    let copy = CopyToClipboard::to_clipboard_from(text);
                    self.terminal.backend_mut().queue(&copy);
                }
                Effect::Bell => self.terminal.backend_mut().queue(&Print('\u{7}')),
                Effect::Quit => self.leave(Leaves::Freely),
            }
        }
    }

    fn picture(&mut self) {
        let Desk {
            machine, terminal, ..
        } = self;
        if terminal.draw(|frame| machine.draw(frame)).is_err() {
            self.leave(Leaves::HungUp);
        }
    }
}

/// How long it is until then.
fn left(then: Clock) -> Duration {
    then.saturating_duration_since(Clock::now())
}

fn lost(source: std::io::Error) -> Error {
    Error::Io {
        path: "/dev/tty".to_owned(),
        source,
    }
}

/// Starts a thread with a name.
fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> Result<JoinHandle<()>> {
    let builder = std::thread::Builder::new().name(name.to_owned());
    let failed = |source| Error::Io {
        path: format!("thread {name}"),
        source,
    };
    builder.spawn(work).map_err(failed)
}
