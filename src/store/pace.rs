//! The clock of long work. How long batches are: short ones at half duty while others write, long
//! ones alone. Must not know what a batch does.

use std::time::{Duration, Instant};

use super::lock;

/// Work of one batch while others write.
const SHORT: Duration = Duration::from_millis(25);
/// Work of one batch while nobody else writes: who begins to waits no longer than this.
const QUIET: Duration = Duration::from_millis(100);
/// Work of one batch alone.
const LONG: Duration = Duration::from_millis(500);
/// So long nobody else has written: nobody is at work.
const SILENCE: Duration = Duration::from_secs(5);

/// The clock of batches.
#[derive(Debug)]
pub struct Pace {
    alone: bool,
    begun: Instant,
    batch: Instant,
    /// When the piece at hand was begun, and the longest of the batch so far.
    piece: Instant,
    slowest: Duration,
    longest: Duration,
    /// When somebody else wrote last; none: not since this began, with nobody in the file then.
    others: Option<Instant>,
}

impl Pace {
    /// `alone`: nobody else can open the file. `in_use`: somebody else had it open.
    pub fn new(alone: bool, in_use: bool) -> Self {
        let now = Instant::now();
        Pace {
            alone,
            begun: now,
            batch: now,
            piece: now,
            slowest: Duration::ZERO,
            longest: Duration::ZERO,
            others: in_use.then_some(now),
        }
    }

    /// Somebody else has written since the last batch.
    pub fn met_others(&mut self) {
        self.others = Some(Instant::now());
    }

    fn is_quiet(&self) -> bool {
        self.others.is_none_or(|last| last.elapsed() > SILENCE)
    }

    fn share(&self) -> Duration {
        match (self.alone, self.is_quiet()) {
            (true, _) => LONG,
            (false, true) => QUIET,
            (false, false) => SHORT,
        }
    }

    /// The lock is had.
    pub fn begin(&mut self) {
        self.batch = Instant::now();
        self.piece = self.batch;
        self.slowest = Duration::ZERO;
    }

    /// A piece is done. Whether the batch should end: another piece like the slowest of it, and
    /// the end of the batch itself (no longer than a piece), would take it beyond its share.
    pub fn is_over(&mut self) -> bool {
        let now = Instant::now();
        self.slowest = self.slowest.max(now - self.piece);
        self.piece = now;
        now - self.batch + 2 * self.slowest >= self.share()
    }

    /// The batch's work is done, its commit comes.
    pub fn end(&mut self) {
        self.longest = self.longest.max(self.batch.elapsed());
    }

    /// The lock is given back: others have it for as long as it was held, which is time to tidy
    /// up. While nobody is at work a moment is enough for who begins to: the lock is not handed
    /// over in turn to somebody who has to wake up first.
    pub fn rest<E>(&self, tidy_up: impl FnOnce() -> Result<(), E>) -> Result<(), E> {
        let begun = Instant::now();
        let rest = self.due();
        tidy_up()?;
        if !rest.is_zero() {
            lock::leave(rest.saturating_sub(begun.elapsed()));
        }
        Ok(())
    }

    /// How long the lock is to be left to others from now on.
    pub fn due(&self) -> Duration {
        match (self.alone, self.is_quiet()) {
            (true, _) => Duration::ZERO,
            (false, true) => self.batch.elapsed() / 20,
            (false, false) => self.batch.elapsed(),
        }
    }

    /// Pieces at hand for a batch, at most.
    pub fn ahead(&self) -> usize {
        if self.alone { 20_000 } else { 1_000 }
    }

    /// The longest batch so far, ms.
    pub fn longest_ms(&self) -> u64 {
        u64::try_from(self.longest.as_millis()).unwrap_or(u64::MAX)
    }

    /// Since it began.
    pub fn elapsed(&self) -> Duration {
        self.begun.elapsed()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn batches_are_short_while_others_write_and_longer_when_nobody_does() {
        assert_eq!(Pace::new(true, false).share(), LONG);
        assert_eq!(Pace::new(false, true).share(), SHORT);
        let mut pace = Pace::new(false, false);
        assert_eq!(pace.share(), QUIET);
        pace.met_others();
        assert_eq!(pace.share(), SHORT);
        pace.others = Instant::now().checked_sub(2 * SILENCE);
        assert_eq!(pace.share(), QUIET);
    }

    #[test]
    fn a_batch_ends_before_a_piece_like_its_slowest_would_be_too_much() {
        let mut pace = Pace::new(false, true);
        pace.begin();
        assert!(!pace.is_over());
        pace.slowest = SHORT / 2;
        assert!(pace.is_over());
    }
}
