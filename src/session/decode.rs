//! Bytes of a terminal into keys and pastes. Pure: the thread that reads says when it has waited
//! long enough for the rest of a sequence. Must not know what keys do, nor read anything.
//! (crossterm's own reader spins for ever at the end of input, and takes a split ESC [ apart.)

use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::app::vocabulary::Event;
use crate::kit::key;

const ESC: u8 = 0x1b;
/// How much of a paste is kept, in bytes: more than any field takes, so that the field can say so.
const PASTE_CAP: usize = 64 * 1024;
/// Longest sequence that is waited for, in bytes: what is longer is noise.
const SEQUENCE_CAP: usize = 64;
/// How long the rest of a sequence may take: a slow line splits ESC from what follows.
const SEQUENCE_PATIENCE: Duration = Duration::from_millis(40);
/// How long a paste may pause before it counts as ended.
const PASTE_PATIENCE: Duration = Duration::from_secs(2);
const PASTE_BEGINS: &[u8] = b"\x1b[200~";
const PASTE_ENDS: &[u8] = b"\x1b[201~";

/// What has come in and is not a whole key yet.
#[derive(Debug, Default)]
pub(super) struct Decoder {
    rest: Vec<u8>,
    paste: Option<Paste>,
}

/// A paste under way.
#[derive(Debug, Default)]
struct Paste {
    kept: Vec<u8>,
    /// The last bytes, which may be the beginning of its end.
    tail: Vec<u8>,
}

/// What the beginning of a text of bytes is.
enum Piece {
    /// So many bytes that mean this (or nothing).
    Key(usize, Option<KeyEvent>),
    /// A paste begins after so many bytes.
    Paste(usize),
    /// Not whole yet.
    Partial,
}

impl Decoder {
    /// How long to wait for the rest of what has begun; none: nothing has.
    pub(super) fn patience(&self) -> Option<Duration> {
        match &self.paste {
            Some(_) => Some(PASTE_PATIENCE),
            None => (!self.rest.is_empty()).then_some(SEQUENCE_PATIENCE),
        }
    }

    /// Takes what was read; gives what it means so far.
    pub(super) fn feed(&mut self, bytes: &[u8]) -> Vec<Event> {
        self.rest.extend_from_slice(bytes);
        let mut events = Vec::new();
        self.decode(&mut events, false);
        events
    }

    /// Nothing more came in time: what is there is all there is.
    pub(super) fn settle(&mut self) -> Vec<Event> {
        let mut events = Vec::new();
        self.decode(&mut events, true);
        events.extend(self.paste.take().map(|paste| Event::Paste(paste.text())));
        events
    }

    fn decode(&mut self, events: &mut Vec<Event>, settled: bool) {
        let bytes = std::mem::take(&mut self.rest);
        let mut left = bytes.as_slice();
        while !left.is_empty() {
            if let Some(paste) = &mut self.paste {
                let (taken, ended) = paste.take(left);
                left = left.get(taken..).unwrap_or_default();
                if ended && let Some(paste) = self.paste.take() {
                    events.push(Event::Paste(paste.text()));
                }
                continue;
            }
            match piece(left, settled) {
                Piece::Key(length, key) => {
                    let keys = key.map(key::from_crossterm).unwrap_or_default();
                    events.extend(keys.into_iter().flatten().map(Event::Key));
                    left = left.get(length.max(1)..).unwrap_or_default();
                }
                Piece::Paste(length) => {
                    self.paste = Some(Paste::default());
                    left = left.get(length..).unwrap_or_default();
                }
                Piece::Partial => break,
            }
        }
        self.rest = left.to_vec();
    }
}

impl Paste {
    /// Takes bytes up to the paste's end; says how many, and whether it ended.
    fn take(&mut self, bytes: &[u8]) -> (usize, bool) {
        for (place, &byte) in bytes.iter().enumerate() {
            self.tail.push(byte);
            if self.tail == PASTE_ENDS {
                return (place + 1, true);
            }
            while !PASTE_ENDS.starts_with(&self.tail) {
                let first = self.tail.remove(0);
                if self.kept.len() < PASTE_CAP {
                    self.kept.push(first);
                }
            }
        }
        (bytes.len(), false)
    }

    fn text(self) -> String {
        // Cut or not, a character that is not whole has no place in a text.
        String::from_utf8_lossy(&self.kept)
            .trim_end_matches('\u{fffd}')
            .to_owned()
    }
}

fn plain(code: KeyCode) -> Option<KeyEvent> {
    Some(KeyEvent::new(code, KeyModifiers::NONE))
}

fn piece(bytes: &[u8], settled: bool) -> Piece {
    match bytes {
        [ESC] if settled => Piece::Key(1, plain(KeyCode::Esc)),
        [ESC] => Piece::Partial,
        [ESC, b'[', ..] | [ESC, b'O', ..] if bytes.len() > 2 || !settled => {
            sequence(bytes, settled)
        }
        // Operating-system commands and the like are a terminal's answers: nobody asked.
        [ESC, b']' | b'P' | b'^' | b'_', rest @ ..] if !rest.is_empty() => answer(bytes, settled),
        [ESC, ESC, ..] => Piece::Key(1, plain(KeyCode::Esc)),
        [ESC, rest @ ..] => match piece(rest, settled) {
            Piece::Key(length, Some(mut key)) => {
                key.modifiers |= KeyModifiers::ALT;
                Piece::Key(length + 1, Some(key))
            }
            Piece::Partial => Piece::Partial,
            _ => Piece::Key(1, plain(KeyCode::Esc)),
        },
        [byte, ..] if *byte < 0x20 || *byte == 0x7f => Piece::Key(1, control(*byte)),
        _ => character(bytes, settled),
    }
}

fn control(byte: u8) -> Option<KeyEvent> {
    match byte {
        0 => None,
        b'\r' => plain(KeyCode::Enter),
        b'\t' => plain(KeyCode::Tab),
        0x7f => plain(KeyCode::Backspace),
        _ => {
            // Ctrl takes a letter's upper bits away.
            let letter = char::from(byte | 0x40).to_ascii_lowercase();
            Some(KeyEvent::new(KeyCode::Char(letter), KeyModifiers::CONTROL))
        }
    }
}

fn character(bytes: &[u8], settled: bool) -> Piece {
    let first = bytes.first().copied().unwrap_or_default();
    let length = match first {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => 1,
    };
    let Some(whole) = bytes.get(..length) else {
        let cut = if settled {
            Piece::Key(bytes.len(), None)
        } else {
            Piece::Partial
        };
        return cut;
    };
    match std::str::from_utf8(whole)
        .ok()
        .and_then(|text| text.chars().next())
    {
        Some(c) => Piece::Key(length, plain(KeyCode::Char(c))),
        None => Piece::Key(1, None),
    }
}

/// `ESC [ numbers letter` and `ESC O letter`.
fn sequence(bytes: &[u8], settled: bool) -> Piece {
    if bytes.starts_with(PASTE_BEGINS) {
        return Piece::Paste(PASTE_BEGINS.len());
    }
    let end = bytes
        .iter()
        .skip(2)
        .position(|byte| (0x40..=0x7e).contains(byte));
    let Some(end) = end.map(|end| end + 2) else {
        let cut = settled || bytes.len() > SEQUENCE_CAP;
        return if cut {
            Piece::Key(bytes.len(), None)
        } else {
            Piece::Partial
        };
    };
    let letter = bytes.get(end).copied().unwrap_or_default();
    let numbers = bytes.get(2..end).unwrap_or_default();
    let number = |text: &[u8]| {
        std::str::from_utf8(text)
            .ok()
            .and_then(|text| text.parse().ok())
    };
    let mut parts = numbers.split(|byte| *byte == b';').map(number);
    let (first, second): (Option<u8>, Option<u8>) =
        (parts.next().flatten(), parts.next().flatten());
    let code = match (letter, first) {
        (b'A', _) => KeyCode::Up,
        (b'B', _) => KeyCode::Down,
        (b'C', _) => KeyCode::Right,
        (b'D', _) => KeyCode::Left,
        (b'H', _) | (b'~', Some(1 | 7)) => KeyCode::Home,
        (b'F', _) | (b'~', Some(4 | 8)) => KeyCode::End,
        (b'Z', _) => KeyCode::BackTab,
        (b'P'..=b'S', _) => KeyCode::F(letter - b'P' + 1),
        (b'~', Some(3)) => KeyCode::Delete,
        (b'~', Some(5)) => KeyCode::PageUp,
        (b'~', Some(6)) => KeyCode::PageDown,
        (b'~', Some(n @ 11..=15)) => KeyCode::F(n - 10),
        (b'~', Some(n @ 17..=21)) => KeyCode::F(n - 11),
        (b'~', Some(n @ 23..=24)) => KeyCode::F(n - 12),
        // The console of Linux: ESC [ [ A to E, of which the last letter is still to come.
        (b'[', _) => return console(bytes, settled),
        _ => return Piece::Key(end + 1, None),
    };
    let alt = second.is_some_and(|n| n.saturating_sub(1) & 2 != 0);
    let modifiers = if alt {
        KeyModifiers::ALT
    } else {
        KeyModifiers::NONE
    };
    Piece::Key(end + 1, Some(KeyEvent::new(code, modifiers)))
}

fn console(bytes: &[u8], settled: bool) -> Piece {
    match bytes.get(3) {
        Some(letter @ b'A'..=b'E') => Piece::Key(4, plain(KeyCode::F(letter - b'A' + 1))),
        Some(_) => Piece::Key(3, None),
        None if settled => Piece::Key(3, None),
        None => Piece::Partial,
    }
}

/// Up to BEL or ESC \; noise in any case.
fn answer(bytes: &[u8], settled: bool) -> Piece {
    let bell = bytes
        .iter()
        .position(|byte| *byte == 7)
        .map(|place| place + 1);
    let end = bytes
        .windows(2)
        .position(|two| two == b"\x1b\\")
        .map(|place| place + 2);
    match bell.into_iter().chain(end).min() {
        Some(length) => Piece::Key(length, None),
        None if settled || bytes.len() > 4096 => Piece::Key(bytes.len(), None),
        None => Piece::Partial,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::key::Key;
    use proptest::prelude::*;

    fn said(events: Vec<Event>) -> String {
        let word = |event| match event {
            Event::Key(key @ Key::Char(_)) => key.to_string(),
            Event::Key(key) => format!("<{key}>"),
            Event::Paste(text) => format!("paste({text})"),
            other => panic!("{other:?}"),
        };
        events.into_iter().map(word).collect()
    }

    fn all(bytes: &[u8]) -> String {
        let mut decoder = Decoder::default();
        let mut events = decoder.feed(bytes);
        events.extend(decoder.settle());
        said(events)
    }

    #[test]
    fn keys_of_every_usual_terminal_are_read() {
        for (bytes, wanted) in [
            (&b"4821"[..], "4821"),
            ("李明￥".as_bytes(), "李明￥"),
            (b"\x1b[A\x1bOB\x1b[1;5C\x1b[D", "<Up><Down><Right><Left>"),
            (
                b"\x1b[H\x1b[4~\x1b[1~\x1b[F\x1b[5~\x1b[6~\x1b[3~",
                "<Home><End><Home><End><PgUp><PgDn><Del>",
            ),
            (
                b"\x1bOQ\x1b[12~\x1b[[B\x1b[15~\x1b[17~\x1b[24~",
                "<F2><F2><F2><F5><F6><F12>",
            ),
            (
                b"\t\x1b[Z\r\n\x7f\x08",
                "<Tab><Shift-Tab><Enter><Enter><Backspace><Backspace>",
            ),
            (b"\x03\x1a\x00", "<Ctrl-C><Ctrl-Z>"),
            (b"\x1bx\x1b[1;3A", "<Esc>x<Esc><Up>"),
            (b"\x1b", "<Esc>"),
            (b"\x1b\x1b[A", "<Esc><Up>"),
            (b"\x1b[<0;3;4Mx", "x"),
            (b"\x1b]52;c;aGk=\x07x\x1bP1$r0m\x1b\\y", "xy"),
            (b"\xff\xfe\xc3(", "("),
        ] {
            assert_eq!(all(bytes), wanted, "{bytes:?}");
        }
    }

    #[test]
    fn a_split_escape_sequence_is_joined_and_a_lone_escape_is_a_key_after_a_moment() {
        let mut decoder = Decoder::default();
        assert_eq!(said(decoder.feed(b"\x1b")), "");
        assert!(decoder.patience().is_some());
        assert_eq!(said(decoder.feed(b"[")), "");
        assert_eq!(said(decoder.feed(b"A")), "<Up>");
        assert_eq!(decoder.patience(), None);
        assert_eq!(said(decoder.feed(b"\x1b")), "");
        assert_eq!(said(decoder.settle()), "<Esc>");
        assert_eq!(said(decoder.feed("李".as_bytes().split_at(1).0)), "");
        assert_eq!(said(decoder.feed("李".as_bytes().split_at(1).1)), "李");
    }

    #[test]
    fn a_paste_is_one_event_whatever_is_in_it() {
        assert_eq!(
            all(b"a\x1b[200~1\x1b[A\r2\x1b[201~b"),
            "apaste(1\x1b[A\r2)b"
        );
        assert_eq!(all(b"\x1b[200~\x1b[20\x1b[201~"), "paste(\x1b[20)");
        assert_eq!(all(b"\x1b[200~never ends"), "paste(never ends)");
    }

    #[test]
    fn a_huge_paste_is_cut_and_costs_little() {
        let mut bytes = b"\x1b[200~".to_vec();
        bytes.extend(std::iter::repeat_n("李".as_bytes(), 3_000_000).flatten());
        bytes.extend(b"\x1b[201~x");
        let mut decoder = Decoder::default();
        let mut events = Vec::new();
        for chunk in bytes.chunks(4096) {
            events.extend(decoder.feed(chunk));
        }
        let [Event::Paste(text), Event::Key(Key::Char('x'))] = events.as_slice() else {
            panic!("{}", events.len());
        };
        assert!(text.len() <= PASTE_CAP && text.chars().all(|c| c == '李'));
    }

    proptest! {
        #[test]
        fn however_bytes_are_split_they_mean_the_same(
            pieces in proptest::collection::vec(
                prop_oneof![
                    "[a-z李￥]{0,3}".prop_map(String::into_bytes),
                    Just(b"\x1b[A".to_vec()),
                    Just(b"\x1b[15~".to_vec()),
                    Just(b"\x1b[200~p\x1b[201~".to_vec()),
                    proptest::collection::vec(any::<u8>(), 0..4),
                ],
                0..8,
            ),
            cut in any::<proptest::sample::Index>(),
        ) {
            let mut bytes = pieces.concat();
            bytes.push(b'.');
            let mut decoder = Decoder::default();
            let (head, tail) = bytes.split_at(cut.index(bytes.len()));
            let mut events = decoder.feed(head);
            events.extend(decoder.feed(tail));
            events.extend(decoder.settle());
            prop_assert_eq!(said(events), all(&bytes));
        }
    }
}
