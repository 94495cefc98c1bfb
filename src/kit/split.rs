//! Key sequences that a slow line tore apart: Esc, `[`, `A` in a burst is one Up.
//!
//! A pure machine: whoever owns the clock feeds it keys and flushes it when nothing
//! followed for a moment, since only time tells a person's Esc from a torn sequence.

use crate::kit::key::Key;

/// Longest sequence that is waited for, in characters.
const LONGEST: usize = 12;

/// Holds keys back while they may still be the beginning of a torn sequence.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Joiner {
    held: Vec<Key>,
}

impl Joiner {
    /// One key more; returns the keys that are certain now, in order.
    ///
    /// Esc is held back until the next key or [`Joiner::flush`]. A whole sequence comes out
    /// as its key, or as nothing if it has no name here.
    pub fn feed(&mut self, key: Key) -> Vec<Key> {
        match (self.held.as_slice(), key) {
            ([], Key::Esc) | ([Key::Esc], Key::Char('[' | 'O')) => {
                self.held.push(key);
                Vec::new()
            }
            ([], key) => vec![key],
            ([Key::Esc], key) => self.release(key),
            (held, Key::Char('0'..='9' | ';')) if held.len() < LONGEST => {
                self.held.push(key);
                Vec::new()
            }
            (held, Key::Char(end)) if end.is_ascii_alphabetic() || end == '~' => {
                let joined = sequence(held, end);
                self.held.clear();
                joined.into_iter().collect()
            }
            (_, key) => self.release(key),
        }
    }

    /// What is held back, because nothing followed: it was typed by a person.
    pub fn flush(&mut self) -> Vec<Key> {
        std::mem::take(&mut self.held)
    }

    /// Whether something is held back, so that a flush is due.
    #[must_use]
    pub fn is_holding(&self) -> bool {
        !self.held.is_empty()
    }

    fn release(&mut self, key: Key) -> Vec<Key> {
        let mut certain = self.flush();
        certain.extend(self.feed(key));
        certain
    }
}

/// The key of a sequence; its modifiers (`1;5A`) are passed over, as everywhere.
fn sequence(held: &[Key], end: char) -> Option<Key> {
    let number = held.iter().skip(2).map_while(|key| match key {
        Key::Char(c) => c.to_digit(10),
        _ => None,
    });
    let number = number.fold(0u32, |n, digit| n.saturating_mul(10).saturating_add(digit));
    Some(match (end, number) {
        ('A', _) => Key::Up,
        ('B', _) => Key::Down,
        ('C', _) => Key::Right,
        ('D', _) => Key::Left,
        ('H', _) | ('~', 1 | 7) => Key::Home,
        ('F', _) | ('~', 4 | 8) => Key::End,
        ('Z', _) => Key::BackTab,
        ('P', _) | ('~', 11) => Key::F(1),
        ('Q', _) | ('~', 12) => Key::F(2),
        ('R', _) | ('~', 13) => Key::F(3),
        ('S', _) | ('~', 14) => Key::F(4),
        ('~', 3) => Key::Delete,
        ('~', 5) => Key::PageUp,
        ('~', 6) => Key::PageDown,
        ('~', 15) => Key::F(5),
        ('~', n @ 17..=21) => Key::F(u8::try_from(n - 11).ok()?),
        ('~', n @ 23..=24) => Key::F(u8::try_from(n - 12).ok()?),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn fed(text: &str) -> (Vec<Key>, Vec<Key>) {
        let mut joiner = Joiner::default();
        let mut out = Vec::new();
        for c in text.chars() {
            out.extend(joiner.feed(if c == '⎋' { Key::Esc } else { Key::Char(c) }));
        }
        (out, joiner.flush())
    }

    #[test]
    fn a_torn_sequence_is_its_key_again() {
        assert_eq!(fed("a⎋[Ab").0, [Key::Char('a'), Key::Up, Key::Char('b')]);
        assert_eq!(
            fed("⎋[6~⎋[1;5C⎋OS").0,
            [Key::PageDown, Key::Right, Key::F(4)]
        );
        assert_eq!(fed("⎋[20~⎋[24~⎋[15~").0, [Key::F(9), Key::F(12), Key::F(5)]);
        assert_eq!(
            fed("⎋[200~x").0,
            [Key::Char('x')],
            "the start of a paste is no text"
        );
    }

    #[test]
    fn an_escape_is_an_escape_when_something_else_or_nothing_follows() {
        assert_eq!(fed("⎋c").0, [Key::Esc, Key::Char('c')]);
        assert_eq!(fed("⎋"), (vec![], vec![Key::Esc]));
        assert_eq!(fed("⎋⎋"), (vec![Key::Esc], vec![Key::Esc]));
        assert_eq!(fed("⎋[李").0, [Key::Esc, Key::Char('['), Key::Char('李')]);
    }

    proptest! {
        #[test]
        fn without_an_escape_every_key_passes_at_once(text in "[a-z\\[0-9;~A-Z]{0,20}") {
            let keys: Vec<Key> = text.chars().map(Key::Char).collect();
            prop_assert_eq!(fed(&text), (keys, vec![]));
        }

        #[test]
        fn nothing_is_held_for_ever(text in "[⎋\\[O0-9;a-d~A]{0,40}") {
            let (_, held) = fed(&text);
            prop_assert!(held.len() <= LONGEST);
        }
    }
}
