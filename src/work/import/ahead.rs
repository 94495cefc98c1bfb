//! Reads a file ahead of the batches that store it, on a thread of its own: what rows say is
//! found out while the store writes. Must not know what becomes of a piece.

use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::Scope;

use super::feed::{Feed, Piece};
use super::interpret::Interpreter;
use crate::exchange::problem::BadFile;

/// Pieces that are handed over together.
const CHUNK: usize = 200;
/// How many chunks wait at most: reading does not fill the memory.
const WAITING: usize = 50;

/// Pieces that were read together.
struct Chunk {
    pieces: Vec<Piece>,
    /// Bytes of the file that are read.
    bytes: u64,
    /// They are the last ones: the file ends, or cannot be read further.
    end: Option<Result<(), BadFile>>,
    /// With the last ones: what the file has besides.
    left_out: Vec<String>,
}

/// The pieces of a file, read ahead.
pub(super) struct Ahead {
    from: Receiver<Chunk>,
    /// Those at hand.
    pub(super) pieces: VecDeque<Piece>,
    bytes: u64,
    end: Option<Result<(), BadFile>>,
    /// At the end: what the file has besides and was not taken.
    pub(super) left_out: Vec<String>,
}

impl Ahead {
    /// Begins to read. Ends with the file, or once this is dropped.
    pub(super) fn begin<'s>(
        scope: &'s Scope<'s, '_>,
        feed: Feed,
        by: &'s mut Interpreter,
    ) -> Ahead {
        let (to, from) = sync_channel(WAITING);
        scope.spawn(move || read(feed, by, &to));
        Ahead {
            from,
            pieces: VecDeque::new(),
            bytes: 0,
            end: None,
            left_out: Vec::new(),
        }
    }

    /// Takes what was read, `most` pieces or a little more, and waits only if there is nothing at
    /// hand. Says whether there is something.
    pub(super) fn fill(&mut self, most: usize) -> Result<bool, BadFile> {
        while self.end.is_none() && self.pieces.len() < most {
            let chunk = if self.pieces.is_empty() {
                self.from.recv().ok()
            } else {
                self.from.try_recv().ok()
            };
            let Some(chunk) = chunk else { break };
            self.pieces.extend(chunk.pieces);
            self.bytes = chunk.bytes;
            self.end = chunk.end;
            self.left_out = chunk.left_out;
        }
        if !self.pieces.is_empty() {
            return Ok(true);
        }
        self.end.take().unwrap_or(Ok(())).map(|()| false)
    }

    /// Bytes of the file that are read.
    pub(super) fn bytes(&self) -> u64 {
        self.bytes
    }
}

fn read(mut feed: Feed, by: &mut Interpreter, to: &SyncSender<Chunk>) {
    loop {
        let mut pieces = Vec::with_capacity(CHUNK);
        let end = loop {
            match feed.next(by) {
                Ok(Some(piece)) => pieces.push(piece),
                Ok(None) => break Some(Ok(())),
                Err(bad) => break Some(Err(bad)),
            }
            if pieces.len() == CHUNK {
                break None;
            }
        };
        let last = end.is_some();
        let bytes = feed.rows().bytes();
        let left_out = if last {
            feed.rows().left_out()
        } else {
            Vec::new()
        };
        let chunk = Chunk {
            pieces,
            bytes,
            end,
            left_out,
        };
        // Nobody takes it any more: the run has stopped.
        if to.send(chunk).is_err() || last {
            return;
        }
    }
}
