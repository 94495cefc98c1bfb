//! A desk in a terminal of its own: the program, or this test binary with a desk of its own, on a
//! pseudo-terminal, with a parser that shows what a person would see. Waiting is for a condition, with a deadline.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use huoke::store::{Actor, Cache, House, Reader, staff};
use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};

/// How long anything may take on a busy machine.
pub(crate) const DEADLINE: Duration = Duration::from_secs(20);

struct Seen {
    parser: vt100::Parser,
    bytes: Vec<u8>,
    ended: bool,
    deaf: bool,
}

/// Whose desk this process is to be: the file and the login that [`Pty::start`] has set; none: it is
/// the test itself.
pub(crate) fn seat() -> Option<(PathBuf, String)> {
    let file = std::env::var_os("HUOKE_TEST_FILE")?;
    Some((file.into(), std::env::var("HUOKE_TEST_LOGIN").unwrap()))
}

/// Sits down at a desk of this process: its file, its first connection, its person.
pub(crate) fn sit_down(path: &Path, login: &str) -> (House, Reader, Actor) {
    let house = House::open(path).unwrap();
    let reader = house.reader(Cache::Lookup).unwrap();
    let person = staff::by_login(&reader, login).unwrap().unwrap();
    let actor = staff::actor(&reader, person.id).unwrap();
    (house, reader, actor)
}

/// A desk as a person sees it.
pub(crate) struct Pty {
    master: Option<Box<dyn MasterPty + Send>>,
    keys: Option<Box<dyn Write + Send>>,
    child: Box<dyn Child + Send + Sync>,
    seen: Arc<(Mutex<Seen>, Condvar)>,
}

fn pty_size(columns: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols: columns,
        pixel_width: 0,
        pixel_height: 0,
    }
}

fn parser(columns: u16, rows: u16) -> vt100::Parser {
    let at_least_one = |n| NonZeroU16::new(n).unwrap_or(NonZeroU16::MIN);
    vt100::Parser::new(at_least_one(rows), at_least_one(columns), 0)
}

impl Pty {
    /// Starts the test `name` of this binary as the desk that it makes of itself where [`seat`] is
    /// some, on a terminal of 80x24, for a file and a person; `environment` besides.
    pub(crate) fn start(name: &str, file: &Path, login: &str, environment: &[(&str, &str)]) -> Pty {
        let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
        command.args([name, "--exact", "--nocapture", "--test-threads=1", "-q"]);
        command.env("TERM", "xterm-256color");
        command.env("HUOKE_TEST_FILE", file);
        command.env("HUOKE_TEST_LOGIN", login);
        for (key, value) in environment {
            command.env(key, value);
        }
        Pty::run(command)
    }

    /// Starts the program itself on a terminal of 80x24, in English, for a file and a person.
    pub(crate) fn program(file: &Path, login: &str) -> Pty {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_huoke"));
        command.args(["--as", login, "--lang", "en", "--db"]);
        command.arg(file);
        command.env("TERM", "xterm-256color");
        command.env("LC_ALL", "C.UTF-8");
        // Not the configuration of whoever runs the tests.
        command.env("XDG_CONFIG_HOME", file.parent().unwrap());
        Pty::run(command)
    }

    fn run(command: CommandBuilder) -> Pty {
        let pair = native_pty_system().openpty(pty_size(80, 24)).unwrap();
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let seen = Seen {
            parser: parser(80, 24),
            bytes: Vec::new(),
            ended: false,
            deaf: false,
        };
        let seen = Arc::new((Mutex::new(seen), Condvar::new()));
        let mut output = pair.master.try_clone_reader().unwrap();
        let shown = Arc::clone(&seen);
        std::thread::spawn(move || {
            let mut buffer = [0; 65536];
            loop {
                let read = output.read(&mut buffer).unwrap_or(0);
                let mut seen = shown.0.lock().unwrap();
                seen.parser.process(&buffer[..read]);
                seen.bytes.extend_from_slice(&buffer[..read]);
                seen.ended = read == 0;
                shown.1.notify_all();
                if read == 0 || seen.deaf {
                    return;
                }
            }
        });
        let keys = pair.master.take_writer().unwrap();
        Pty {
            master: Some(pair.master),
            keys: Some(keys),
            child,
            seen,
        }
    }

    /// Types.
    pub(crate) fn type_keys(&mut self, keys: &str) {
        let wire = self.keys.as_mut().unwrap();
        wire.write_all(keys.as_bytes()).unwrap();
        wire.flush().unwrap();
    }

    /// Another size of the window.
    pub(crate) fn resize(&mut self, columns: u16, rows: u16) {
        self.seen.0.lock().unwrap().parser = parser(columns, rows);
        self.master
            .as_ref()
            .unwrap()
            .resize(pty_size(columns, rows))
            .unwrap();
    }

    /// The screen as text.
    pub(crate) fn screen(&self) -> String {
        self.seen.0.lock().unwrap().parser.screen().contents()
    }

    /// Everything that came over the wire.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.seen.0.lock().unwrap().bytes.clone()
    }

    fn wait(&self, what: &str, condition: impl Fn(&Seen) -> bool) -> Duration {
        let begun = Instant::now();
        let guard = self.seen.0.lock().unwrap();
        let (guard, waited) = self
            .seen
            .1
            .wait_timeout_while(guard, DEADLINE, |seen| !condition(seen) && !seen.ended)
            .unwrap();
        let shown = guard.parser.screen().contents();
        assert!(
            condition(&guard),
            "{what}: {waited:?}, ended: {}\n{shown}",
            guard.ended
        );
        begun.elapsed()
    }

    /// Waits until the screen shows a text; says how long it took.
    pub(crate) fn see(&self, text: &str) -> Duration {
        self.wait(text, |seen| seen.parser.screen().contents().contains(text))
    }

    /// Waits until the wire holds these bytes.
    pub(crate) fn receive(&self, bytes: &[u8]) {
        self.wait(&format!("{bytes:?}"), |seen| {
            seen.bytes
                .windows(bytes.len())
                .any(|window| window == bytes)
        });
    }

    /// Waits until the wire has carried more than so many bytes.
    pub(crate) fn more_than(&self, bytes: usize) {
        self.wait("more bytes", |seen| seen.bytes.len() > bytes);
    }

    /// How many bytes a key in the caller line costs, until the cursor stands behind it.
    pub(crate) fn cost_of(&mut self, key: &str) -> usize {
        let (before, (row, column)) = {
            let seen = self.seen.0.lock().unwrap();
            (seen.bytes.len(), seen.parser.screen().cursor_position())
        };
        let there = if key == "\u{7f}" {
            column - 1
        } else {
            column + 1
        };
        self.type_keys(key);
        self.wait("the cursor moves on", |seen| {
            seen.parser.screen().cursor_position() == (row, there)
        });
        self.bytes().len() - before
    }

    /// Tells the process to end.
    pub(crate) fn terminate(&self) {
        self.signal(rustix::process::Signal::TERM);
    }

    /// Sends a signal.
    pub(crate) fn signal(&self, signal: rustix::process::Signal) {
        let pid = i32::try_from(self.child.process_id().unwrap()).unwrap();
        let pid = rustix::process::Pid::from_raw(pid).unwrap();
        rustix::process::kill_process(pid, signal).unwrap();
    }

    /// Whether the terminal is as it was: first screen, cursor, no brackets around pastes.
    pub(crate) fn given_back(&self) -> bool {
        let seen = self.seen.0.lock().unwrap();
        let screen = seen.parser.screen();
        !screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste()
    }

    /// Drops the line: all that we hold of the terminal.
    pub(crate) fn hang_up(&mut self) {
        self.seen.0.lock().unwrap().deaf = true;
        // Dropped, it types an end of file, whose echo wakes the thread that listens.
        self.keys = None;
        self.master = None;
    }

    /// Waits for the end; says how it ended and how long it took.
    pub(crate) fn ended(&mut self) -> (ExitStatus, Duration) {
        let begun = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                let took = begun.elapsed();
                // Its last words may still be on the wire.
                let guard = self.seen.0.lock().unwrap();
                let silent = |seen: &mut Seen| !seen.ended && !seen.deaf;
                drop(
                    self.seen
                        .1
                        .wait_timeout_while(guard, DEADLINE, silent)
                        .unwrap(),
                );
                return (status, took);
            }
            assert!(
                begun.elapsed() < DEADLINE,
                "it does not end:\n{}",
                self.screen()
            );
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        // Of a test that failed; nobody is left behind.
        let _ = self.child.kill();
    }
}
