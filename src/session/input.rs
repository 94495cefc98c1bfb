//! The threads that listen to the person's side: keys from standard input, and signals (another
//! size, the line dropped, end). Must not know what they are for.

use std::io::{self, PipeReader, PipeWriter};
use std::os::fd::AsFd;
use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};
use std::sync::mpsc::SyncSender;
use std::thread::JoinHandle;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGWINCH};
use signal_hook::iterator::{Handle, Signals};

use super::decode::Decoder;
use super::terminal;
use crate::app::vocabulary::Event;
use crate::error::{Error, Result};

/// Bytes read at a time.
const READ: usize = 4096;

/// The listening threads; dropped, they end.
#[derive(Debug)]
pub(super) struct Ears {
    wake: Option<PipeWriter>,
    signals: Handle,
    /// The first signal to end that came; 0: none.
    ending: Arc<AtomicI32>,
    threads: Vec<JoinHandle<()>>,
}

impl Ears {
    /// Begins to listen.
    pub(super) fn open(events: &SyncSender<Event>) -> Result<Ears> {
        let failed = |source| Error::Io {
            path: "/dev/tty".to_owned(),
            source,
        };
        let mut signals = Signals::new([SIGWINCH, SIGHUP, SIGTERM, SIGINT]).map_err(failed)?;
        let handle = signals.handle();
        let (waker, wake) = io::pipe().map_err(failed)?;
        let keys = events.clone();
        let told = events.clone();
        let ending = Arc::new(AtomicI32::new(0));
        let heard = Arc::clone(&ending);
        let threads = vec![
            super::spawn("keys", move || read_keys(&io::stdin(), &keys, &waker))?,
            super::spawn("signals", move || {
                for signal in signals.forever() {
                    let size = terminal::size();
                    let event = match signal {
                        SIGWINCH => Event::Resize(size.width, size.height),
                        _ => {
                            let _ = heard.compare_exchange(
                                0,
                                signal,
                                Ordering::AcqRel,
                                Ordering::Acquire,
                            );
                            Event::HangUp
                        }
                    };
                    if told.send(event).is_err() {
                        return;
                    }
                }
            })?,
        ];
        Ok(Ears {
            wake: Some(wake),
            signals: handle,
            ending,
            threads,
        })
    }

    /// The signal that told the process to end, if one did.
    pub(super) fn signal(&self) -> Option<i32> {
        Some(self.ending.load(Ordering::Acquire)).filter(|signal| *signal != 0)
    }
}

impl Drop for Ears {
    fn drop(&mut self) {
        self.signals.close();
        drop(self.wake.take());
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}

/// Reads until the line is dropped, the end of input, or the other end of `waker` is closed.
fn read_keys(input: &impl AsFd, events: &SyncSender<Event>, waker: &PipeReader) {
    let mut decoder = Decoder::default();
    let mut buffer = [0; READ];
    loop {
        let patience = decoder
            .patience()
            .and_then(|wait| Timespec::try_from(wait).ok());
        let (ready, ended) = {
            let mut both = [
                PollFd::new(input, PollFlags::IN),
                PollFd::new(waker, PollFlags::IN),
            ];
            match poll(&mut both, patience.as_ref()) {
                Ok(ready) => (
                    ready,
                    both.last().is_some_and(|fd| !fd.revents().is_empty()),
                ),
                Err(rustix::io::Errno::INTR) => continue,
                Err(_) => (1, true),
            }
        };
        if ended {
            return;
        }
        let decoded = if ready == 0 {
            decoder.settle()
        } else {
            // Past the standard library's buffer, in which keys would wait unseen by poll.
            match rustix::io::read(input, &mut buffer) {
                // The end of input and a dead line (EIO) are the same to a desk.
                Ok(0) => vec![Event::HangUp],
                Ok(length) => decoder.feed(buffer.get(..length).unwrap_or_default()),
                Err(rustix::io::Errno::INTR) => continue,
                Err(_) => vec![Event::HangUp],
            }
        };
        for event in decoded {
            let last = matches!(event, Event::HangUp);
            if events.send(event).is_err() || last {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::key::Key;
    use std::io::Write;
    use std::sync::mpsc::sync_channel;

    #[test]
    fn the_end_of_input_is_told_once_and_ends_the_thread() {
        let (input, mut typed) = io::pipe().unwrap();
        let (waker, _wake) = io::pipe().unwrap();
        let (events, told) = sync_channel(16);
        typed.write_all(b"ab\x1b").unwrap();
        drop(typed);
        read_keys(&input, &events, &waker);
        drop(events);
        let told: Vec<String> = told.iter().map(|event| format!("{event:?}")).collect();
        assert_eq!(told, ["Key(Char('a'))", "Key(Char('b'))", "HangUp"]);
    }

    #[test]
    fn a_lone_escape_is_told_while_the_line_is_open_and_a_closed_waker_ends_the_thread() {
        let (input, mut typed) = io::pipe().unwrap();
        let (waker, wake) = io::pipe().unwrap();
        let (events, told) = sync_channel(16);
        typed.write_all(b"\x1b").unwrap();
        let thread = std::thread::spawn(move || read_keys(&input, &events, &waker));
        let event = told
            .recv_timeout(std::time::Duration::from_secs(5))
            .unwrap();
        assert!(matches!(event, Event::Key(Key::Esc)), "{event:?}");
        drop(wake);
        thread.join().unwrap();
        assert!(told.recv().is_err());
    }
}
