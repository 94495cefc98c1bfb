//! A real process on a pseudo-terminal: it takes the terminal, gives it back whatever happens,
//! and lets nothing through that a terminal would obey.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};

use huoke::app::vocabulary::{
    Answer, Command, Context, Effect, Event, Query, Receipt, Slot, Ticket,
};
use huoke::domain::staff::{NewStaff, Role};
use huoke::domain::time::Instant;
use huoke::kit::key::Key;
use huoke::session::{Ended, Machine, run_machine};
use huoke::store::init::{self, Init};
use huoke::store::{Asking, Cache, House, staff};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::pty::{Pty, seat, sit_down};

/// 2026-11-23T06:05:00Z.
pub(crate) const AT: Instant = Instant(1_795_413_900_000);
/// The desk of these tests: the test that is it, when [`Pty::start`] starts it.
pub(crate) const DESK: &str = "terminal::a_person_sits_down_types_sees_and_leaves";

/// A file with its administrator `root` alone.
pub(crate) fn fresh(folder: &Path) -> PathBuf {
    let path = folder.join("t.db");
    let init = Init {
        login: "root".into(),
        name: "Root".into(),
        zone: "Asia/Shanghai".into(),
        currency: "CNY".into(),
        region: "CN".into(),
        uid: None,
        demo: false,
    };
    init::create(&path, &init, AT).unwrap();
    path
}

/// A file with the agent `wangwei` at extension 801.
pub(crate) fn file(folder: &Path) -> PathBuf {
    let path = fresh(folder);
    let house = House::open(&path).unwrap();
    let root = staff::by_login(&house.reader(Cache::Lookup).unwrap(), "root")
        .unwrap()
        .unwrap();
    let new = NewStaff {
        login: "wangwei".into(),
        name: "王薇".into(),
        role: Role::Agent,
        unit: None,
        ext: Some("801".into()),
    };
    let add = |tx: &huoke::store::Tx<'_>| staff::add(tx, &new);
    house
        .writer()
        .unwrap()
        .change(&Asking::new(root.id, AT), "staff", add)
        .unwrap();
    path
}

/// A machine that shows what it hears, so that the session alone is under test.
#[derive(Default)]
struct Echo {
    typed: String,
    lines: VecDeque<String>,
    calls: usize,
    asked: u64,
    changes: usize,
    panics: bool,
}

impl Machine for Echo {
    fn open(&mut self, _: &Context) -> Vec<Effect> {
        vec![Effect::Read(Slot::House, Ticket(1), Query::House)]
    }

    fn handle(&mut self, _: &Context, event: Event) -> Vec<Effect> {
        match event {
            Event::Key(Key::Ctrl('q')) => return vec![Effect::Quit],
            Event::Key(Key::Ctrl('p')) => self.panics = true,
            Event::Key(Key::Ctrl('y')) => return vec![Effect::Copy("13800134821".into())],
            Event::Key(Key::Ctrl('e')) => {
                let prefer = Command::Prefer {
                    key: "theme",
                    value: "dark".into(),
                };
                return vec![Effect::Write(Receipt(1), prefer)];
            }
            Event::Key(Key::Char(c)) => {
                self.typed.push(c);
                self.asked += 1;
                let query = Query::Find {
                    typed: self.typed.clone(),
                    limit: 20,
                };
                return vec![Effect::Read(Slot::Rows, Ticket(self.asked + 1), query)];
            }
            Event::Key(key) => self.lines.push_back(format!("<{key}>")),
            Event::Paste(text) => self.lines.push_back(format!("pasted {}", text.len())),
            Event::Resize(columns, rows) => self.lines.push_back(format!("{columns}x{rows}")),
            Event::Answer(Slot::House, _, Ok(Answer::House(house))) => {
                self.lines.push_back(format!("good day {}", house.me.name));
            }
            Event::Answer(_, Ticket(ticket), Ok(_)) => {
                self.lines.push_back(format!("answer {ticket}"));
            }
            Event::Answer(.., Err(error)) => self.lines.push_back(error.to_string()),
            Event::Calls(calls) => self.calls = calls.len(),
            Event::Changed(_) => self.changes += 1,
            Event::Outcome(_, outcome) => {
                self.lines.push_back(format!("{outcome:?}"));
            }
            Event::Tick | Event::Import(_) => {}
            Event::HangUp | Event::WorkerDied(_) | Event::Progress(..) => {}
        }
        while self.lines.len() > 8 {
            self.lines.pop_front();
        }
        Vec::new()
    }

    fn draw(&self, frame: &mut Frame<'_>) {
        assert!(
            !self.panics,
            "a picture that cannot be drawn, with 138 0013 4821 in it"
        );
        let area = frame.area();
        let counts = format!("calls: {}, changes: {}.", self.calls, self.changes);
        let mut lines = vec![format!("typed: {}", self.typed), counts];
        lines.extend(std::env::var("HUOKE_TEST_NAME"));
        lines.extend(self.lines.iter().cloned());
        for (line, y) in lines.into_iter().zip(area.top()..area.bottom()) {
            let row = Rect {
                y,
                height: 1,
                ..area
            };
            frame.render_widget(Line::from(line), row);
        }
    }
}

/// Is the desk for these tests.
fn be_a_desk(path: &Path, login: &str) {
    let (house, reader, actor) = sit_down(path, login);
    match run_machine(&house, reader, &actor, |_, _| Echo::default()).unwrap() {
        Ended::Freely => {}
        Ended::Interrupted => std::process::exit(130),
        Ended::Terminated => std::process::exit(143),
    }
}

fn desk(folder: &tempfile::TempDir) -> Pty {
    Pty::start(DESK, &file(folder.path()), "wangwei", &[])
}

#[test]
fn a_person_sits_down_types_sees_and_leaves() {
    if let Some((path, login)) = seat() {
        return be_a_desk(&path, &login);
    }
    let folder = tempfile::tempdir().unwrap();
    let mut pty = desk(&folder);
    pty.see("good day 王薇");
    pty.type_keys("李4821");
    pty.see("typed: 李4821");
    pty.see("answer 6");
    pty.type_keys("\u{1b}[A\u{1b}[200~a\u{1b}[Bb\u{1b}[201~");
    pty.see("<Up>");
    pty.see("pasted 5");
    pty.type_keys("\u{19}");
    pty.receive(b"\x1b]52;c;MTM4MDAxMzQ4MjE=\x1b\\");
    pty.type_keys("\u{11}");
    let (status, _) = pty.ended();
    assert!(status.success(), "{status:?}\n{}", pty.screen());
    assert!(pty.given_back());
}

#[test]
fn windows_of_every_size_are_drawn_in() {
    let folder = tempfile::tempdir().unwrap();
    let mut pty = desk(&folder);
    pty.see("good day");
    for (columns, rows) in [(0, 0), (1, 1), (500, 200), (0, 5), (120, 40)] {
        pty.resize(columns, rows);
    }
    pty.see("120x40");
    pty.type_keys("x");
    pty.see("typed: x");
    pty.type_keys("\u{11}");
    assert!(pty.ended().0.success());
    assert!(pty.given_back());
}

#[test]
fn a_signal_to_end_gives_the_terminal_back() {
    use rustix::process::Signal;
    for number in [Signal::HUP, Signal::TERM, Signal::INT] {
        let folder = tempfile::tempdir().unwrap();
        let mut pty = desk(&folder);
        pty.see("good day");
        pty.signal(number);
        let (status, took) = pty.ended();
        let code = if number == Signal::INT { 130 } else { 143 };
        assert_eq!(status.exit_code(), code, "{number:?}");
        assert!(took.as_secs() < 5, "{took:?}");
        assert!(pty.given_back(), "{number:?}");
    }
}

#[test]
fn a_line_that_drops_ends_the_process_within_five_seconds() {
    let folder = tempfile::tempdir().unwrap();
    let mut pty = desk(&folder);
    pty.see("good day");
    pty.hang_up();
    let (_, took) = pty.ended();
    assert!(took.as_secs() < 5, "{took:?}");
}

#[test]
fn a_panic_gives_the_terminal_back_before_anything_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let mut pty = desk(&folder);
    pty.see("good day");
    pty.type_keys("\u{10}");
    let (status, _) = pty.ended();
    assert!(!status.success());
    assert!(pty.given_back());
    let said = pty.bytes();
    let at = |what: &[u8]| said.windows(what.len()).position(|window| window == what);
    let left = at(b"\x1b[?1049l").unwrap();
    let told = at(b"a picture that cannot be drawn").unwrap();
    assert!(left < told, "it is said on the screen that goes away");
}

#[test]
fn hostile_names_put_no_forbidden_character_on_the_wire() {
    let folder = tempfile::tempdir().unwrap();
    let name = "wang\u{202e}wei\u{200b}\u{9b}31m\u{1b}]52;c;aGk=\u{7}\u{feff}\u{e0041}end";
    let mut pty = Pty::start(
        DESK,
        &file(folder.path()),
        "wangwei",
        &[("HUOKE_TEST_NAME", name)],
    );
    pty.see("good day");
    pty.see("end");
    pty.type_keys("\u{11}");
    assert!(pty.ended().0.success());
    let bytes = pty.bytes();
    let text = String::from_utf8(bytes).unwrap();
    assert!(!text.contains("\u{1b}]52"), "an order to the terminal");
    let forbidden = |c: char| {
        matches!(c, '\u{80}'..='\u{9f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}' | '\u{7}')
    };
    assert_eq!(text.chars().find(|c| forbidden(*c)), None);
}
