//! A mistake in a file that people write as TOML (map files, config.toml): where it is and what is
//! wrong, as data, so that it can be told in the reader's language. Must not know what the file says.

use std::ops::Range;

use crate::domain::nearest::{Near, nearest};

/// A mistake and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// The line, from 1.
    pub line: usize,
    /// The column in it, in characters, from 1.
    pub column: usize,
    /// The line as it stands there.
    pub text: String,
    /// What is wrong.
    pub wrong: Wrong,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// There is no such key.
    Key {
        /// As it was written.
        name: String,
        /// Those there are, or the nearest.
        near: Near,
    },
    /// The value is none of those that are taken.
    Value {
        /// As it was written.
        name: String,
        /// Those that are.
        near: Near,
    },
    /// Something that is needed is missing.
    Missing(String),
    /// A value of another kind is needed: a text in quotation marks, a list, a table.
    Kind,
    /// A rule of this program, in its own English words.
    Rule(String),
    /// It is no TOML.
    Syntax,
}

/// What the parser found wrong in this text.
pub fn of(text: &str, error: &toml::de::Error) -> Mistake {
    let span = error.span().unwrap_or_default();
    at(text, &span, wrong(error.message()))
}

/// A mistake at a place of the text, in bytes.
pub fn at(text: &str, span: &Range<usize>, wrong: Wrong) -> Mistake {
    let before = text.get(..span.start).unwrap_or(text);
    let line = before.matches('\n').count();
    let column = before.rsplit('\n').next().unwrap_or_default();
    Mistake {
        line: line + 1,
        column: column.chars().count() + 1,
        text: text.lines().nth(line).unwrap_or_default().trim().to_owned(),
        wrong,
    }
}

/// The parser tells what it found as a sentence; what stands in backquotes are names.
fn wrong(message: &str) -> Wrong {
    let names: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let (name, known) = match names.split_first() {
        Some((name, known)) => ((*name).to_owned(), known),
        None => (String::new(), &[][..]),
    };
    let near = || match known {
        [] => Near::none(),
        known => nearest(&name, known.iter().copied()),
    };
    match message.split(' ').take(2).collect::<Vec<_>>().as_slice() {
        ["unknown", "field"] => Wrong::Key { near: near(), name },
        ["unknown", "variant"] => Wrong::Value { near: near(), name },
        ["missing", "field"] => Wrong::Missing(name),
        ["invalid", "type:"] => Wrong::Kind,
        _ if RULES.iter().any(|rule| message.contains(rule)) => Wrong::Rule(message.to_owned()),
        _ => Wrong::Syntax,
    }
}

/// By these words rules of ours are known among what the parser says.
const RULES: &[&str] = &[
    "without its",
    "names no column",
    "no column in braces",
    "is one character",
    "name of a column is missing",
    "either `from`",
    "one column only",
    "encoding",
];

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only what cannot be read is looked at")]
    struct Plain {
        name: Option<String>,
        one: Option<One>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "lowercase")]
    enum One {
        Red,
        Blue,
    }

    fn mistake(text: &str) -> Mistake {
        of(text, &toml::from_str::<Plain>(text).unwrap_err())
    }

    #[test]
    fn the_place_is_a_line_and_a_column_in_characters_and_the_names_are_told() {
        let key = mistake("# 备注\nnmae = \"x\"");
        assert_eq!(
            (key.line, key.column, key.text.as_str()),
            (2, 1, "nmae = \"x\"")
        );
        let Wrong::Key { name, near } = key.wrong else {
            unreachable!("{key:?}");
        };
        assert_eq!((name.as_str(), near.codes().next()), ("nmae", Some("name")));
        let value = mistake("name = \"张\"\none = \"rde\"");
        assert_eq!((value.line, value.column), (2, 7));
        assert!(matches!(value.wrong, Wrong::Value { name, .. } if name == "rde"));
        assert_eq!(mistake("name = 1").wrong, Wrong::Kind);
        let broken = mistake("name = \"张\" x");
        assert_eq!((broken.line, broken.wrong), (1, Wrong::Syntax));
    }
}
