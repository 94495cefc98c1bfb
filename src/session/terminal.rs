//! The terminal, taken for a desk and given back whatever happens: on drop, on panic, on signals
//! (which end the loop in order). Must not know what is shown.

use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::{Command, cursor, event, style, terminal};
use ratatui::layout::Size;

use crate::error::{Error, Refusal, Result};

/// Whether the terminal is a desk's now, and has to be given back.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// The terminal in a desk's hands.
#[derive(Debug)]
pub(super) struct Guard(());

/// Whether this is a terminal on which a desk can be drawn.
pub fn fits() -> bool {
    let term = std::env::var("TERM").unwrap_or_default();
    io::stdin().is_terminal() && io::stdout().is_terminal() && !term.is_empty() && term != "dumb"
}

/// Columns and rows; a terminal that does not say has none.
pub(super) fn size() -> Size {
    // Not crossterm's size(): where the system has no answer it starts another program.
    let size = rustix::termios::tcgetwinsize(io::stdout());
    size.map_or(Size::ZERO, |size| Size {
        width: size.ws_col,
        height: size.ws_row,
    })
}

impl Guard {
    /// Takes the terminal: raw, its second screen, pastes in brackets.
    pub(super) fn take() -> Result<Guard> {
        if !fits() {
            return Err(Error::Refused(Refusal::State("terminal")));
        }
        terminal::enable_raw_mode().map_err(failed)?;
        TAKEN.store(true, Ordering::SeqCst);
        let guard = Guard(());
        let mut sequence = String::new();
        let taken = terminal::EnterAlternateScreen
            .write_ansi(&mut sequence)
            .and_then(|()| event::EnableBracketedPaste.write_ansi(&mut sequence));
        debug_assert!(taken.is_ok());
        send(&sequence).map_err(failed)?;
        Ok(guard)
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        give_back();
    }
}

fn failed(source: io::Error) -> Error {
    Error::Io {
        path: "/dev/tty".to_owned(),
        source,
    }
}

fn send(sequence: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(sequence.as_bytes())?;
    out.flush()
}

/// Gives the terminal back, once. The line may be dead: nothing can be done about failures.
fn give_back() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut sequence = String::new();
    let _ = style::ResetColor.write_ansi(&mut sequence);
    let _ = event::DisableBracketedPaste.write_ansi(&mut sequence);
    let _ = cursor::Show.write_ansi(&mut sequence);
    let _ = terminal::LeaveAlternateScreen.write_ansi(&mut sequence);
    let _ = send(&sequence);
    let _ = terminal::disable_raw_mode();
}

/// A panic of the desk's own thread gives the terminal back before anything is said, then says
/// what was said before a desk was opened. A panic of a worker says nothing on the screen: the
/// desk learns of it and ends in order.
pub(super) fn mind_panics() {
    let desk = std::thread::current().id();
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if std::thread::current().id() == desk || !TAKEN.load(Ordering::SeqCst) {
            give_back();
            before(panic);
        } else {
            let place = panic.location().map(ToString::to_string);
            super::ending::note_panic(&place.unwrap_or_default());
        }
    }));
}
