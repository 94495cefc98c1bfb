//! How long batches are: short ones at half duty while others use the file, long ones alone.
//! Must not know what a batch does.

use std::time::{Duration, Instant};

/// Work of one batch while others use the file; with the row at hand it stays under 25 ms.
const SHORT: Duration = Duration::from_millis(20);
/// Work of one batch alone.
const LONG: Duration = Duration::from_millis(500);

/// The clock of batches.
#[derive(Debug)]
pub(super) struct Pace {
    alone: bool,
    begun: Instant,
    batch: Instant,
    longest: Duration,
}

impl Pace {
    pub(super) fn new(alone: bool) -> Self {
        let now = Instant::now();
        Pace {
            alone,
            begun: now,
            batch: now,
            longest: Duration::ZERO,
        }
    }

    /// The lock is had.
    pub(super) fn begin(&mut self) {
        self.batch = Instant::now();
    }

    /// Whether the batch should end.
    pub(super) fn is_over(&self) -> bool {
        self.batch.elapsed() >= if self.alone { LONG } else { SHORT }
    }

    /// The batch's work is done, its commit comes.
    pub(super) fn end(&mut self) {
        self.longest = self.longest.max(self.batch.elapsed());
    }

    /// The lock is given back: others have it for as long as it was held.
    pub(super) fn rest(&self) {
        if !self.alone {
            std::thread::sleep(self.batch.elapsed());
        }
    }

    /// Pieces that are read ahead of a batch, outside of the lock.
    pub(super) fn ahead(&self) -> usize {
        if self.alone { 20_000 } else { 500 }
    }

    pub(super) fn longest_ms(&self) -> u64 {
        u64::try_from(self.longest.as_millis()).unwrap_or(u64::MAX)
    }

    pub(super) fn elapsed(&self) -> Duration {
        self.begun.elapsed()
    }
}
