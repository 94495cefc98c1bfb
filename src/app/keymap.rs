//! The one table of keys: scope, key, action, and whether the bottom line shows it. Help,
//! palette, bottom line and the README's table are projections of it. Must not know what an
//! action does.

use std::fmt;

use super::action::Action;
use crate::kit::key::Key;
use crate::text::{Lang, Text};

mod bindings;
mod scope;

pub use bindings::BINDINGS;
pub use scope::Scope;

/// One key, or a family of keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Keys {
    /// This one.
    One(Key),
    /// 0 to 9, and the plus of a country code.
    Digits,
    /// Letters, where the field in focus picks by them.
    Letters,
}

impl Keys {
    /// Whether the key is among them.
    pub fn has(self, key: Key) -> bool {
        match self {
            Keys::One(one) => one == key,
            Keys::Digits => matches!(key, Key::Char('0'..='9' | '+')),
            Keys::Letters => false,
        }
    }

    /// How it is written.
    pub fn label(self, text: &Text) -> String {
        match self {
            Keys::One(key) => key.to_string(),
            Keys::Digits => text.forms.digits.to_owned(),
            Keys::Letters => text.forms.letters.to_owned(),
        }
    }
}

/// One row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Binding {
    /// Where it holds.
    pub scope: Scope,
    /// The key.
    pub keys: Keys,
    /// What it means.
    pub action: Action,
    /// Whether the bottom line shows it.
    pub hint: bool,
}

/// What a key means in a place; a full-width twin counts as its key.
pub fn meaning(scope: Scope, key: Key) -> Option<Binding> {
    let key = key.as_binding();
    scope.chain().iter().find_map(|&inner| {
        BINDINGS
            .iter()
            .find(|row| row.scope == inner && row.keys.has(key))
            .copied()
    })
}

/// The rows that hold in a place, innermost scope first, without those that an inner one hides.
pub fn holding(scope: Scope) -> Vec<Binding> {
    let rows = scope.chain().iter().flat_map(|&inner| of(inner));
    let mut seen: Vec<Keys> = Vec::new();
    let mut holding = Vec::new();
    for row in rows {
        if !seen.contains(&row.keys) {
            seen.push(row.keys);
            holding.push(row);
        }
    }
    holding
}

/// The rows of one scope, in the order of the table.
pub fn of(scope: Scope) -> impl Iterator<Item = Binding> {
    BINDINGS
        .iter()
        .copied()
        .filter(move |row| row.scope == scope)
}

/// The first key of an action in a place, as it is written.
pub fn key_for(scope: Scope, action: Action, text: &Text) -> Option<String> {
    holding(scope)
        .into_iter()
        .find(|row| row.action == action)
        .map(|row| row.keys.label(text))
}

/// The table as the README has it.
pub struct KeyTable(
    /// In this language.
    pub Lang,
);

impl fmt::Display for KeyTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.0.text();
        writeln!(
            f,
            "| | {} | {} |",
            text.forms.key_column, text.forms.action_column
        )?;
        writeln!(f, "|---|---|---|")?;
        for scope in Scope::ALL {
            for row in of(scope) {
                let key = row.keys.label(text);
                writeln!(
                    f,
                    "| {} | `{key}` | {} |",
                    scope.label(text),
                    row.action.label(text)
                )?;
            }
        }
        Ok(())
    }
}
