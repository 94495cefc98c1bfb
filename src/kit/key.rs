//! Keys as the desk means them: terminal events normalised, names for tables and help.
//!
//! It must not know what any key does, nor read from a terminal.

use std::fmt;
use std::str::FromStr;

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

/// One keystroke, the same on every terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Key {
    /// A printable character, shifted already.
    Char(char),
    /// Enter, also Ctrl-M and Ctrl-J.
    Enter,
    /// Escape.
    Esc,
    /// Tab, also Ctrl-I.
    Tab,
    /// Shift-Tab.
    BackTab,
    /// Backspace, also Ctrl-H.
    Backspace,
    /// Delete.
    Delete,
    /// Up.
    Up,
    /// Down.
    Down,
    /// Left.
    Left,
    /// Right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// A function key, from 1.
    F(u8),
    /// Ctrl with a letter, in lower case.
    Ctrl(char),
}

/// Key names as tables and help print them, beside the characters.
const NAMES: &[(Key, &str)] = &[
    (Key::Char(' '), "Space"),
    (Key::Enter, "Enter"),
    (Key::Esc, "Esc"),
    (Key::Tab, "Tab"),
    (Key::BackTab, "Shift-Tab"),
    (Key::Backspace, "Backspace"),
    (Key::Delete, "Del"),
    (Key::Up, "Up"),
    (Key::Down, "Down"),
    (Key::Left, "Left"),
    (Key::Right, "Right"),
    (Key::Home, "Home"),
    (Key::End, "End"),
    (Key::PageUp, "PgUp"),
    (Key::PageDown, "PgDn"),
];

/// Punctuation that a Chinese input method gives for a key of the Latin keyboard,
/// outside the regular full-width block.
const PUNCTUATION: &[(char, char)] = &[
    ('\u{3000}', ' '),
    ('、', '/'),
    ('。', '.'),
    ('【', '['),
    ('】', ']'),
    ('「', '['),
    ('」', ']'),
    ('《', '<'),
    ('》', '>'),
    ('“', '"'),
    ('”', '"'),
    ('‘', '\''),
    ('’', '\''),
    ('·', '`'),
    ('￥', '$'),
    ('…', '^'),
    ('—', '_'),
];

/// The ASCII key that a full-width character stands for (`：` is `:`, `１` is `1`),
/// or the character itself.
#[must_use]
pub fn twin(c: char) -> char {
    if ('！'..='～').contains(&c) {
        return u32::from(c)
            .checked_sub(0xFEE0)
            .and_then(char::from_u32)
            .unwrap_or(c);
    }
    PUNCTUATION
        .iter()
        .find(|(wide, _)| *wide == c)
        .map_or(c, |(_, ascii)| *ascii)
}

/// The keys that a terminal event means: none for a release or a key the desk has no name
/// for, two for Alt-x, which is Esc and then x.
#[must_use]
pub fn from_crossterm(event: KeyEvent) -> [Option<Key>; 2] {
    if event.kind == KeyEventKind::Release {
        return [None, None];
    }
    let key = named(event.code, event.modifiers);
    if key.is_some() && event.modifiers.contains(KeyModifiers::ALT) {
        return [Some(Key::Esc), key];
    }
    [key, None]
}

fn named(code: KeyCode, modifiers: KeyModifiers) -> Option<Key> {
    Some(match code {
        KeyCode::Char(c) if modifiers.contains(KeyModifiers::CONTROL) => control(c),
        KeyCode::Char(c) if c.is_control() => return None,
        KeyCode::Char(c) => Key::Char(c),
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Esc,
        KeyCode::Tab if modifiers.contains(KeyModifiers::SHIFT) => Key::BackTab,
        KeyCode::Tab => Key::Tab,
        KeyCode::BackTab => Key::BackTab,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Delete => Key::Delete,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::F(n) => Key::F(n),
        _ => return None,
    })
}

/// Half of the control characters are other keys' names on the wire.
fn control(c: char) -> Key {
    match c.to_ascii_lowercase() {
        'h' => Key::Backspace,
        'i' => Key::Tab,
        'j' | 'm' => Key::Enter,
        '[' => Key::Esc,
        c => Key::Ctrl(c),
    }
}

impl Key {
    /// The key to look up in a table of bindings: a full-width character counts as its
    /// ASCII twin. Not for text that is being typed.
    #[must_use]
    pub fn as_binding(self) -> Key {
        match self {
            Key::Char(c) => Key::Char(twin(c)),
            other => other,
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((_, name)) = NAMES.iter().find(|(key, _)| key == self) {
            return f.pad(name);
        }
        match self {
            Key::Char(c) => f.pad(c.encode_utf8(&mut [0; 4])),
            Key::Ctrl(c) => f.pad(&format!("Ctrl-{}", c.to_uppercase())),
            Key::F(n) => f.pad(&format!("F{n}")),
            other => f.pad(&format!("{other:?}")),
        }
    }
}

/// The text is no key's name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no key is called {0:?}")]
pub struct UnknownKey(
    /// What was read.
    pub String,
);

impl FromStr for Key {
    type Err = UnknownKey;

    /// Reads what `Display` prints; names without regard to case, single characters as they are.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut chars = text.chars();
        if let (Some(c), None) = (chars.next(), chars.next())
            && !c.is_control()
        {
            return Ok(Key::Char(c));
        }
        if let Some((key, _)) = NAMES
            .iter()
            .find(|(_, name)| name.eq_ignore_ascii_case(text))
        {
            return Ok(*key);
        }
        let lower = text.to_ascii_lowercase();
        if let Some(rest) = lower.strip_prefix("ctrl-") {
            let mut chars = rest.chars();
            if let (Some(c), None) = (chars.next(), chars.next()) {
                return Ok(control(c));
            }
        }
        match lower.strip_prefix('f').and_then(|n| n.parse().ok()) {
            Some(n @ 1..=24) => Ok(Key::F(n)),
            _ => Err(UnknownKey(text.to_string())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn press(code: KeyCode, modifiers: KeyModifiers) -> Vec<Key> {
        from_crossterm(KeyEvent::new(code, modifiers))
            .into_iter()
            .flatten()
            .collect()
    }

    #[test]
    fn alt_is_escape_and_then_the_key() {
        assert_eq!(
            press(KeyCode::Char('x'), KeyModifiers::ALT),
            [Key::Esc, Key::Char('x')]
        );
        assert_eq!(
            press(KeyCode::Left, KeyModifiers::ALT),
            [Key::Esc, Key::Left]
        );
    }

    #[test]
    fn control_keys_that_share_a_byte_with_another_are_that_other() {
        let ctrl = |c| press(KeyCode::Char(c), KeyModifiers::CONTROL);
        assert_eq!(ctrl('h'), [Key::Backspace]);
        assert_eq!(ctrl('J'), [Key::Enter]);
        assert_eq!(ctrl('Z'), [Key::Ctrl('z')]);
    }

    #[test]
    fn releases_and_nameless_keys_are_nothing() {
        let released =
            KeyEvent::new_with_kind(KeyCode::Enter, KeyModifiers::NONE, KeyEventKind::Release);
        assert_eq!(from_crossterm(released), [None, None]);
        assert_eq!(press(KeyCode::Insert, KeyModifiers::NONE), []);
        assert_eq!(press(KeyCode::Char('\u{1B}'), KeyModifiers::NONE), []);
        assert_eq!(press(KeyCode::Tab, KeyModifiers::SHIFT), [Key::BackTab]);
        assert_eq!(
            press(KeyCode::Char('U'), KeyModifiers::SHIFT),
            [Key::Char('U')]
        );
    }

    #[test]
    fn full_width_twins_count_as_their_keys() {
        let typed: String = "：？１／ＣＵ　、。".chars().map(twin).collect();
        assert_eq!(typed, ":?1/CU /.");
        assert_eq!(twin('李'), '李');
        assert_eq!(Key::Char('？').as_binding(), Key::Char('?'));
        assert_eq!(Key::F(2).as_binding(), Key::F(2));
    }

    #[test]
    fn keys_print_as_people_call_them_and_read_back() {
        for (key, name) in [
            (Key::F(9), "F9"),
            (Key::Ctrl('z'), "Ctrl-Z"),
            (Key::Char(' '), "Space"),
            (Key::Char('?'), "?"),
            (Key::Char('U'), "U"),
            (Key::BackTab, "Shift-Tab"),
        ] {
            assert_eq!(key.to_string(), name);
            assert_eq!(name.parse(), Ok(key));
        }
        assert_eq!("space".parse(), Ok(Key::Char(' ')));
        assert_eq!("f12".parse(), Ok(Key::F(12)));
        for wrong in ["", "F0", "F25", "Ctrl-", "hyper-x", "\u{1B}"] {
            assert_eq!(wrong.parse::<Key>(), Err(UnknownKey(wrong.to_string())));
        }
    }

    proptest! {
        #[test]
        fn every_printed_key_reads_back(c in any::<char>(), n in 1u8..=24) {
            prop_assume!(!c.is_control());
            for key in [Key::Char(c), Key::F(n)] {
                prop_assert_eq!(key.to_string().parse(), Ok(key));
            }
        }
    }
}
