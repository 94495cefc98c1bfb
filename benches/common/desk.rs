//! The real program on a terminal of its own: what it sends, and when; what the system says of
//! its memory. Finished is a frame when nothing more comes for a while.

use std::ffi::OsStr;
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant as Clock};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use super::AGENT;

/// Columns and rows.
pub(crate) const SIZE: (u16, u16) = (120, 40);
/// Nothing more comes after this long: a slow answer would have come, and be measured.
const SILENCE: Duration = Duration::from_millis(60);
/// Rests 60 ms behind every write.
const AT_REST: [&str; 7] = [
    "strace",
    "-o",
    "/dev/null",
    "-e",
    "trace=write",
    "-e",
    "inject=write:delay_exit=60000",
];
/// Nothing takes longer, or something is wrong.
const DEADLINE: Duration = Duration::from_secs(20);

/// A desk.
pub(crate) struct Desk {
    child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    output: Receiver<Piece>,
    /// Megabytes resident when the piece came that made the first frame whole.
    pub(crate) resident_at_first: f64,
    screen: vt100::Parser,
    _master: Box<dyn MasterPty + Send>,
}

/// What came from the desk at once: when, what, and the megabytes resident then, weighed until the
/// first frame is whole.
type Piece = (Clock, Vec<u8>, f64);

/// What a key cost.
pub(crate) struct Frame {
    /// Until the last byte of its last frame.
    pub(crate) took: Duration,
    /// Bytes to the terminal.
    pub(crate) bytes: usize,
    /// Whether any line but that of the cursor is another now.
    pub(crate) changed: bool,
}

impl Desk {
    /// Starts one; says when its first frame was whole.
    pub(crate) fn start(file: &Path) -> (Desk, Duration) {
        Desk::start_under(&[], file)
    }

    /// Starts one that rests where it has written its first frame: what is resident then can be
    /// weighed before anything else begins.
    pub(crate) fn start_at_rest(file: &Path) -> Desk {
        let (desk, _) = Desk::start_under(&AT_REST, file);
        desk
    }

    fn start_under(under: &[&str], file: &Path) -> (Desk, Duration) {
        let (cols, rows) = SIZE;
        let size = PtySize {
            rows,
            cols,
            ..PtySize::default()
        };
        let pair = native_pty_system().openpty(size).expect("a terminal");
        let mut output = pair.master.try_clone_reader().expect("its output");
        let keys = pair.master.take_writer().expect("its keys");
        let (sender, receiver) = channel();
        let (id, whole) = (
            Arc::new(AtomicU32::new(0)),
            Arc::new(AtomicBool::new(false)),
        );
        let (of, until) = (Arc::clone(&id), Arc::clone(&whole));
        std::thread::spawn(move || {
            let mut buffer = vec![0; 65536];
            while let Ok(read @ 1..) = output.read(&mut buffer) {
                let at = Clock::now();
                // Here and now: a moment later the desk has begun with what comes after its frame.
                let resident = match until.load(Ordering::Acquire) {
                    false => memory_of(traced(of.load(Ordering::Acquire)), "VmRSS:"),
                    true => 0.0,
                };
                let bytes = buffer.get(..read).unwrap_or_default().to_vec();
                if sender.send((at, bytes, resident)).is_err() {
                    return;
                }
            }
        });
        let program = [env!("CARGO_BIN_EXE_huoke")];
        let mut words = under.iter().chain(&program);
        let mut command = CommandBuilder::new(words.next().expect("a program"));
        command.args(words);
        command.args([OsStr::new("--db"), file.as_os_str()]);
        command.args(["--as", AGENT]);
        command.env("TERM", "xterm-256color");
        command.env("LC_ALL", "C.UTF-8");
        let begun = Clock::now();
        let child = pair.slave.spawn_command(command).expect("the program");
        id.store(child.process_id().expect("it runs"), Ordering::Release);
        drop(pair.slave);
        let some = |n| NonZeroU16::new(n).expect("some");
        let mut desk = Desk {
            child,
            keys,
            output: receiver,
            resident_at_first: 0.0,
            screen: vt100::Parser::new(some(rows), some(cols), 0),
            _master: pair.master,
        };
        // A frame is drawn from the top down: the last line shows its end.
        let is_whole = |desk: &Desk| desk.lines().pop().is_some_and(|line| !line.is_empty());
        loop {
            let piece = desk.output.recv_timeout(DEADLINE);
            let (at, bytes, resident) = piece.expect("a first frame");
            desk.screen.process(&bytes);
            if is_whole(&desk) {
                desk.resident_at_first = resident;
                whole.store(true, Ordering::Release);
                return (desk, at.duration_since(begun));
            }
        }
    }

    /// What is on the screen.
    pub(crate) fn lines(&self) -> Vec<String> {
        let screen = self.screen.screen();
        let lines = screen.rows(0, SIZE.0);
        lines.map(|line| line.trim_end().to_owned()).collect()
    }

    /// Types, and waits until nothing more comes.
    pub(crate) fn key(&mut self, key: &str) -> Frame {
        let (row, _) = self.screen.screen().cursor_position();
        let before = self.lines();
        let begun = Clock::now();
        self.keys.write_all(key.as_bytes()).expect("typed");
        self.keys.flush().expect("typed");
        let (bytes, last) = self.hear(DEADLINE);
        let other = |(line, (old, new)): (usize, (&String, &String))| {
            line != usize::from(row) && old != new
        };
        let after = self.lines();
        Frame {
            took: last.map_or(Duration::MAX, |last| last.duration_since(begun)),
            bytes,
            changed: before.iter().zip(&after).enumerate().any(other),
        }
    }

    /// Presses a key that may change nothing.
    pub(crate) fn press(&mut self, key: &str) {
        self.keys.write_all(key.as_bytes()).expect("typed");
        self.keys.flush().expect("typed");
        self.hear(SILENCE * 2);
    }

    /// Waits until nothing more comes.
    pub(crate) fn settle(&mut self) {
        self.hear(SILENCE * 4);
    }

    fn hear(&mut self, first: Duration) -> (usize, Option<Clock>) {
        let (mut count, mut last, mut wait) = (0, None, first);
        loop {
            match self.output.recv_timeout(wait) {
                Ok((at, bytes, _)) => {
                    self.screen.process(&bytes);
                    count += bytes.len();
                    last = Some(at);
                    wait = SILENCE;
                }
                Err(RecvTimeoutError::Timeout) => return (count, last),
                Err(RecvTimeoutError::Disconnected) => panic!("the desk ended"),
            }
        }
    }

    /// A figure of the system about its memory (`VmRSS`, `VmHWM`, `RssAnon`), in megabytes.
    pub(crate) fn memory(&self, what: &str) -> f64 {
        memory_of(self.child.process_id().expect("it runs"), what)
    }
}

/// The program under strace; else the process itself.
fn traced(id: u32) -> u32 {
    let children = std::fs::read_to_string(format!("/proc/{id}/task/{id}/children"));
    let first = children.unwrap_or_default();
    let first = first.split_whitespace().next();
    first.and_then(|child| child.parse().ok()).unwrap_or(id)
}

fn memory_of(id: u32, what: &str) -> f64 {
    let path = format!("/proc/{id}/status");
    let status = std::fs::read_to_string(path).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(what));
    let kilobytes = line.and_then(|line| line.split_whitespace().next());
    kilobytes.map_or(0.0, |kilobytes| {
        kilobytes.parse::<f64>().expect("a number") / 1024.0
    })
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
