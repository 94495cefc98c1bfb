//! The line drops, the process is killed, the desk panics, the file is held by another: the person
//! comes back and finds every word, and saving stores it once. Real processes on real terminals.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use huoke::app::App;
use huoke::app::vocabulary::{Context, Effect, Event};
use huoke::domain::kept::Kept;
use huoke::kit::key::Key;
use huoke::kit::theme::Theme;
use huoke::session::{Machine, run_machine};
use huoke::store::lock::{self, WriteLock};
use huoke::text::Lang;
use ratatui::Frame;
use rustix::process::Signal;

use crate::dump::{number, texts};
use crate::pty::{DEADLINE, Pty, seat, sit_down};
use crate::terminal::file;

const F9: &str = "\u{1b}[20~";
const WORDS: &str = "赵六，喜欢晚上接电话";
const CLUMSY: &str = "drops::a_desk_that_panics_keeps_the_last_word_and_gives_the_terminal_back";
const OFFER: &str = "Unfinished forms";
const NONE: &str = "There are no unfinished forms.";
const CUSTOMERS: &str = "SELECT count(*) FROM customer";
const DRAFTS: &str = "SELECT count(*) FROM draft";

/// Waits until it is so.
fn until(what: &str, condition: impl Fn() -> bool) {
    let begun = Instant::now();
    while !condition() {
        assert!(begun.elapsed() < DEADLINE, "{what}");
        std::thread::sleep(Duration::from_millis(2));
    }
}

fn desk(path: &Path) -> Pty {
    let pty = Pty::program(path, "root");
    pty.see("Root");
    pty
}

/// Types a new customer, seen on the screen to the last word.
fn types(pty: &mut Pty) {
    pty.type_keys("13700001111");
    pty.see("new customer: 13700001111");
    pty.type_keys("\r\r");
    pty.see("New customer");
    pty.type_keys(WORDS);
    pty.see(WORDS);
}

/// Whether the file holds what was typed.
fn is_kept(path: &Path) -> bool {
    texts(path, "SELECT title FROM draft") == [WORDS]
}

/// Comes back, finds every word, saves: one customer, and nothing is offered any more.
fn comes_back_and_saves(path: &Path) {
    let mut pty = desk(path);
    pty.see(OFFER);
    pty.see(WORDS);
    pty.type_keys("\r");
    pty.see("New customer");
    pty.see("13700001111");
    pty.see(WORDS);
    pty.type_keys(F9);
    until("it is stored", || number(path, CUSTOMERS) == 1);
    assert_eq!(texts(path, "SELECT name FROM customer"), [WORDS]);
    assert_eq!(
        texts(path, "SELECT digits FROM customer_phone"),
        ["8613700001111"]
    );
    assert_eq!(number(path, DRAFTS), 0, "it goes with the save");
    // Away from the card and back: nothing waits.
    pty.see("customer added");
    pty.type_keys("D");
    pty.see(NONE);
    pty.terminate();
    pty.ended();
    assert_eq!(number(path, CUSTOMERS), 1);
}

#[test]
fn a_killed_desk_loses_nothing_that_was_typed_two_seconds_before() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path());
    let mut pty = desk(&path);
    types(&mut pty);
    until("it is kept", || is_kept(&path));
    pty.signal(Signal::KILL);
    pty.ended();
    comes_back_and_saves(&path);
}

#[test]
fn a_desk_that_is_told_to_end_keeps_the_last_word_at_once() {
    for signal in [Signal::HUP, Signal::TERM] {
        let folder = tempfile::tempdir().unwrap();
        let path = file(folder.path());
        let mut pty = desk(&path);
        types(&mut pty);
        pty.signal(signal);
        pty.ended();
        assert!(is_kept(&path), "{signal:?}");
        comes_back_and_saves(&path);
    }
}

#[test]
fn a_line_that_drops_keeps_the_last_word() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path());
    let mut pty = desk(&path);
    types(&mut pty);
    pty.hang_up();
    let (_, took) = pty.ended();
    assert!(took.as_secs() < 5, "{took:?}");
    // The end of the line came as Enter and Ctrl-D, which took the number's row out of the form.
    assert!(is_kept(&path));
    let mut pty = desk(&path);
    pty.see(OFFER);
    pty.see(WORDS);
    pty.terminate();
    pty.ended();
}

/// The real desk, which cannot be drawn any more after a key.
struct Clumsy(App, bool);

impl Machine for Clumsy {
    fn open(&mut self, context: &Context) -> Vec<Effect> {
        Machine::open(&mut self.0, context)
    }

    fn handle(&mut self, context: &Context, event: Event) -> Vec<Effect> {
        self.1 |= matches!(event, Event::Key(Key::Ctrl('p')));
        Machine::handle(&mut self.0, context, event)
    }

    fn drafts(&self) -> Vec<Kept> {
        Machine::drafts(&self.0)
    }

    fn draw(&self, frame: &mut Frame<'_>) {
        assert!(!self.1, "a picture that cannot be drawn");
        Machine::draw(&self.0, frame);
    }
}

fn be_a_clumsy_desk(path: &Path, login: &str) {
    let (house, reader, actor) = sit_down(path, login);
    let seat = run_machine(&house, reader, &actor, |context, size| {
        let size = (size.width, size.height);
        Clumsy(App::new(context, Lang::En, Theme::default(), size), false)
    });
    seat.unwrap();
}

#[test]
fn a_desk_that_panics_keeps_the_last_word_and_gives_the_terminal_back() {
    if let Some((path, login)) = seat() {
        return be_a_clumsy_desk(&path, &login);
    }
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path());
    let mut pty = Pty::start(CLUMSY, &path, "root", &[]);
    pty.see("Root");
    types(&mut pty);
    pty.type_keys("\u{10}");
    let (status, _) = pty.ended();
    assert!(!status.success());
    assert!(pty.given_back());
    assert!(is_kept(&path));
    comes_back_and_saves(&path);
}

/// Another process has the file: this one, which is not the desk's.
fn hold(path: &Path) -> WriteLock {
    lock::for_writing(path, "a long import", DEADLINE).unwrap()
}

/// What lies beside the file.
fn beside(path: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(lock::beside(path, "drafts")) else {
        return Vec::new();
    };
    let paths = entries.map(|entry| entry.unwrap().path());
    let mut whole: Vec<PathBuf> = paths
        .filter(|path| path.extension().is_some_and(|end| end == "draft"))
        .collect();
    whole.sort();
    whole
}

#[test]
fn while_another_process_has_the_file_the_words_wait_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path());
    let mut pty = desk(&path);
    types(&mut pty);
    let held = hold(&path);
    pty.signal(Signal::HUP);
    let (_, took) = pty.ended();
    assert!(took.as_secs() < 5, "{took:?}");
    let [left] = beside(&path).try_into().unwrap();
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&left), 0o600);
    assert_eq!(mode(left.parent().unwrap()), 0o700);
    drop(held);
    comes_back_and_saves(&path);
    assert!(beside(&path).is_empty());
}

#[test]
fn a_desk_that_is_killed_while_another_process_has_the_file_finds_its_words_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path());
    let mut pty = desk(&path);
    let held = hold(&path);
    types(&mut pty);
    until("it lies beside the file", || {
        let whole =
            |path: &PathBuf| std::fs::read_to_string(path).is_ok_and(|text| text.contains(WORDS));
        beside(&path).iter().any(whole)
    });
    pty.signal(Signal::KILL);
    pty.ended();
    drop(held);
    comes_back_and_saves(&path);
}

#[test]
fn a_save_whose_answer_nobody_saw_is_not_offered_and_not_stored_twice() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path());
    let mut pty = desk(&path);
    types(&mut pty);
    let held = hold(&path);
    // The save waits for the file as the line drops: what was typed is kept first, then stored.
    pty.type_keys(F9);
    // Asked again it says so: the first one was taken. A signal may come before a key that was
    // typed earlier.
    pty.type_keys(F9);
    pty.see("saving…");
    pty.signal(Signal::HUP);
    until("it lies beside the file", || !beside(&path).is_empty());
    drop(held);
    pty.ended();
    assert_eq!(number(&path, CUSTOMERS), 1);
    let mut pty = desk(&path);
    until("it was gathered", || beside(&path).is_empty());
    pty.type_keys("\u{1b}D");
    pty.see(NONE);
    pty.terminate();
    pty.ended();
    assert_eq!((number(&path, CUSTOMERS), number(&path, DRAFTS)), (1, 0));
}

#[test]
fn a_form_that_is_open_at_a_living_desk_is_not_offered_at_another_of_the_same_person() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path());
    let mut here = desk(&path);
    types(&mut here);
    until("it is kept", || is_kept(&path));
    let mut there = desk(&path);
    there.type_keys("\u{1b}D");
    there.see(NONE);
    here.signal(Signal::KILL);
    here.ended();
    there.type_keys("\u{1b}D");
    there.see(WORDS);
    there.terminate();
    there.ended();
    comes_back_and_saves(&path);
}
