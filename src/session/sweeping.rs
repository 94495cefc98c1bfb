//! What a setting that touches everybody leaves to be recomputed, done by the Writer between two
//! commands. A command never waits longer than for the batch at hand. Must not know what is swept.

use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use super::clock;
use crate::domain::ids::StaffId;
use crate::store::derive::Sweeper;
use crate::store::{Asking, Writer};

/// After a command there may come another one.
const QUIET: Duration = Duration::from_millis(500);
/// How long a batch waits for the lock: a command may be waiting behind it.
const PATIENCE: Duration = Duration::from_millis(100);

/// The sweeping of one desk's Writer.
#[derive(Debug, Default)]
pub(super) struct Sweeping(Option<Sweeper>);

impl Sweeping {
    /// The next job; none: there will be no more. While none comes, what is pending is done.
    pub(super) fn next<J>(
        &mut self,
        writer: &mut Writer,
        staff: StaffId,
        jobs: &Receiver<J>,
    ) -> Option<J> {
        if self.0.is_none() {
            // A failure here is one of whoever writes next, too.
            self.0 = Sweeper::begin(writer).unwrap_or_default();
        }
        let mut rest = QUIET;
        while let Some(sweeper) = &mut self.0 {
            match jobs.recv_timeout(rest) {
                Ok(job) => return Some(job),
                Err(RecvTimeoutError::Disconnected) => return None,
                Err(RecvTimeoutError::Timeout) => {
                    let asking = Asking {
                        patience: PATIENCE,
                        ..Asking::new(staff, clock::now())
                    };
                    match sweeper.batch(writer, &asking) {
                        Ok(Some(due)) => rest = due,
                        _ => self.0 = None,
                    }
                }
            }
        }
        jobs.recv().ok()
    }
}
