//! The board between the desk and a thread that reads: one question per slot, the newest; a
//! running question gives up when its slot gets a newer one. Must not know what is asked.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use crate::app::vocabulary::{Query, Slot, Ticket};

/// What a running question has for a ticket; the reader gives up once [`GIVE_UP`] is posted.
pub(super) const GO_ON: u64 = 0;
const GIVE_UP: u64 = 1;

/// What a reading thread does next.
#[derive(Debug, PartialEq)]
pub(super) enum Next {
    /// Answer this.
    Ask(Slot, Ticket, Query),
    /// Nothing is asked until the time that was given, or something else wants to be looked at.
    Idle,
    /// The desk is closed.
    Closed,
}

/// What runs at the moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Running {
    Nothing,
    /// Work that nobody waits for: any question comes first.
    Background,
    Question(Slot),
}

#[derive(Debug)]
struct State {
    waiting: Vec<(Slot, Ticket, Query)>,
    running: Running,
    nudged: bool,
    closed: bool,
}

/// Questions for one reading thread.
#[derive(Debug)]
pub(super) struct Board {
    state: Mutex<State>,
    changed: Condvar,
    newest: Arc<AtomicU64>,
}

impl Board {
    /// An empty board; `newest` is the reader's, by which it knows that it should give up.
    pub(super) fn new(newest: Arc<AtomicU64>) -> Board {
        let state = State {
            waiting: Vec::new(),
            running: Running::Nothing,
            nudged: false,
            closed: false,
        };
        Board {
            state: Mutex::new(state),
            changed: Condvar::new(),
            newest,
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // A thread that died in between left the questions whole.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Asks; an older question of the slot is dropped, or given up if it runs.
    pub(super) fn ask(&self, slot: Slot, ticket: Ticket, query: Query) {
        let mut state = self.state();
        state.waiting.retain(|(waiting, ..)| *waiting != slot);
        state.waiting.push((slot, ticket, query));
        if matches!(state.running, Running::Background) || state.running == Running::Question(slot)
        {
            self.newest.store(GIVE_UP, Ordering::Release);
        }
        self.changed.notify_one();
    }

    /// There is something to look at now, not only at the next time.
    pub(super) fn nudge(&self) {
        self.state().nudged = true;
        self.changed.notify_one();
    }

    /// Ends the thread after what it does now, which it gives up.
    pub(super) fn close(&self) {
        let mut state = self.state();
        state.closed = true;
        state.waiting.clear();
        self.newest.store(GIVE_UP, Ordering::Release);
        self.changed.notify_one();
    }

    /// Waits for what is next, until a time at most.
    pub(super) fn next(&self, until: Option<Instant>) -> Next {
        let mut state = self.state();
        state.running = Running::Nothing;
        loop {
            if state.closed {
                return Next::Closed;
            }
            if !state.waiting.is_empty() {
                let (slot, ticket, query) = state.waiting.remove(0);
                state.running = Running::Question(slot);
                self.newest.store(GO_ON, Ordering::Release);
                return Next::Ask(slot, ticket, query);
            }
            let left = until.map(|until| until.saturating_duration_since(Instant::now()));
            if std::mem::take(&mut state.nudged) || left.is_some_and(|left| left.is_zero()) {
                state.running = Running::Background;
                self.newest.store(GO_ON, Ordering::Release);
                return Next::Idle;
            }
            state = match left {
                Some(left) => {
                    let waited = self.changed.wait_timeout(state, left);
                    waited.unwrap_or_else(PoisonError::into_inner).0
                }
                None => self
                    .changed
                    .wait(state)
                    .unwrap_or_else(PoisonError::into_inner),
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(typed: &str) -> Query {
        Query::Find {
            typed: typed.to_owned(),
            limit: 20,
        }
    }

    fn board() -> Board {
        Board::new(Arc::new(AtomicU64::new(GO_ON)))
    }

    #[test]
    fn of_a_slot_only_the_newest_question_is_asked_and_slots_take_turns() {
        let board = board();
        board.ask(Slot::Rows, Ticket(1), find("4"));
        board.ask(Slot::Callbacks, Ticket(2), Query::Callbacks);
        board.ask(Slot::Rows, Ticket(3), find("48"));
        assert_eq!(
            board.next(None),
            Next::Ask(Slot::Callbacks, Ticket(2), Query::Callbacks)
        );
        assert_eq!(
            board.next(None),
            Next::Ask(Slot::Rows, Ticket(3), find("48"))
        );
        assert_eq!(board.next(Some(Instant::now())), Next::Idle);
    }

    #[test]
    fn a_running_question_gives_up_for_its_own_slot_alone() {
        let board = board();
        board.ask(Slot::Rows, Ticket(1), find("4"));
        board.next(None);
        board.ask(Slot::Card, Ticket(2), find("other"));
        assert_eq!(board.newest.load(Ordering::Acquire), GO_ON);
        board.ask(Slot::Rows, Ticket(3), find("48"));
        assert_eq!(board.newest.load(Ordering::Acquire), GIVE_UP);
        assert_eq!(
            board.next(None),
            Next::Ask(Slot::Card, Ticket(2), find("other"))
        );
        assert_eq!(board.newest.load(Ordering::Acquire), GO_ON);
    }

    #[test]
    fn work_in_the_background_gives_up_for_any_question_and_a_closed_board_for_good() {
        let board = board();
        board.nudge();
        assert_eq!(board.next(None), Next::Idle);
        board.ask(Slot::Rows, Ticket(1), find("4"));
        assert_eq!(board.newest.load(Ordering::Acquire), GIVE_UP);
        board.close();
        assert_eq!(board.next(None), Next::Closed);
    }
}
