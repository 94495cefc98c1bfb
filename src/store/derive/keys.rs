//! The keys of everybody, made and sorted on a thread beside the one that reads and writes the
//! file: of two cores both work. Must not know SQL.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::JoinHandle;

use rusqlite::Connection;

use super::rules::{self, Source};
use super::sorted::{Key, Sorted, Sorter, Suffix, Term};
use crate::error::Result;

/// Customers, and keys, that are handed over together.
const CHUNK: usize = 1_000;
/// Chunks that wait at most.
const WAITING: usize = 4;

/// The keys of everybody, as they should be.
pub(super) struct Wanted {
    pub(super) terms: Sorter<Term>,
    pub(super) suffixes: Sorter<Suffix>,
}

/// Customers with what their keys are made from.
pub(in crate::store) type Sources = Vec<(i64, Source)>;

/// Makes keys of those who are handed on, beside whoever hands them on.
pub(super) struct Keys {
    to: SyncSender<Sources>,
    made: JoinHandle<Result<Wanted>>,
}

impl Keys {
    /// With files for what does not fit beside the connection's file.
    pub(super) fn begin(conn: &Connection) -> Keys {
        let wanted = Wanted {
            terms: Sorter::beside(conn),
            suffixes: Sorter::beside(conn),
        };
        let (to, from) = sync_channel(WAITING);
        let made = std::thread::spawn(move || wanted.take(&from));
        Keys { to, made }
    }

    /// Hands customers on; waits if too many wait already.
    pub(super) fn take(&self, sources: Sources) {
        // Nobody takes it any more: what went wrong there is said at the end.
        let _ = self.to.send(sources);
    }

    /// All that were handed on.
    pub(super) fn end(self) -> Result<Wanted> {
        drop(self.to);
        joined(self.made.join())
    }
}

impl Wanted {
    /// The keys of the customers whose sources `each` hands on.
    pub(super) fn of(
        conn: &Connection,
        each: impl FnOnce(&mut dyn FnMut(i64, Source)) -> Result<()>,
    ) -> Result<Wanted> {
        let keys = Keys::begin(conn);
        let mut chunk = Vec::with_capacity(CHUNK);
        let handed = each(&mut |id, source| {
            chunk.push((id, source));
            if chunk.len() == CHUNK {
                keys.take(std::mem::replace(&mut chunk, Vec::with_capacity(CHUNK)));
            }
        });
        keys.take(chunk);
        let wanted = keys.end();
        handed.and(wanted)
    }

    fn take(mut self, from: &Receiver<Sources>) -> Result<Wanted> {
        for (id, source) in from.iter().flatten() {
            for (term, kind) in rules::terms(&source.names) {
                self.terms.push((term, id, kind))?;
            }
            for suffix in rules::suffixes(&source.digits) {
                self.suffixes.push((suffix, id))?;
            }
        }
        Ok(self)
    }
}

/// Hands on all keys in order, many at a time; they are read and merged ahead.
pub(super) fn each<K: Key + Send>(
    mut sorted: Sorted<K>,
    mut work: impl FnMut(&[K]) -> Result<()>,
) -> Result<()> {
    std::thread::scope(|scope| {
        let (to, from) = sync_channel::<Vec<K>>(WAITING);
        let read = scope.spawn(move || {
            loop {
                let mut chunk = Vec::with_capacity(CHUNK);
                while chunk.len() < CHUNK
                    && let Some(key) = sorted.next()?
                {
                    chunk.push(key);
                }
                // An empty one is the end; or nobody takes it any more.
                if chunk.is_empty() || to.send(chunk).is_err() {
                    return Ok(());
                }
            }
        });
        let worked = from.iter().try_for_each(|keys| work(&keys));
        drop(from);
        let read = joined(read.join());
        worked.and(read)
    })
}

fn joined<T>(ended: std::thread::Result<Result<T>>) -> Result<T> {
    match ended {
        Ok(answer) => answer,
        Err(panicked) => std::panic::resume_unwind(panicked),
    }
}
