//! One line of a card as a property: its name, its parameters, and its value as text. Must not
//! know what a property means.

use std::borrow::Cow;

use super::super::encoding::{self, Encoding};
use super::super::problem::Why;
use super::lines::{Head, Line};

/// A property.
pub(super) struct Property<'l> {
    /// On which line of the file it begins.
    pub(super) line: u64,
    /// What stands before the point: properties of one group belong together.
    pub(super) group: String,
    /// In capitals.
    pub(super) name: String,
    /// Its types, of whatever case written, in small letters: `cell`, `pref`.
    pub(super) types: Vec<String>,
    /// Other parameters, names in capitals.
    parameters: Vec<(String, String)>,
    quoted_printable: bool,
    value: &'l [u8],
    /// What its bytes are where it does not say: as the rest of the file.
    otherwise: Encoding,
}

impl<'l> Property<'l> {
    /// Reads a line.
    pub(super) fn of(line: &'l Line, otherwise: Encoding) -> Result<Self, Why> {
        let head = Head::of(&line.bytes);
        let quoted_printable = head.is_quoted_printable();
        let value = head.value.and_then(|from| line.bytes.get(from..));
        let usual = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_./".contains(byte);
        if line.cut || head.name.is_empty() || !head.name.iter().all(usual) {
            return Err(Why::NoProperty);
        }
        let value = value.ok_or(Why::NoProperty)?;
        let name = String::from_utf8_lossy(head.name).to_ascii_uppercase();
        let (group, name) = name.rsplit_once('.').unwrap_or(("", &name));
        let mut made = Property {
            line: line.number,
            group: group.to_owned(),
            name: name.to_owned(),
            types: Vec::new(),
            parameters: Vec::new(),
            quoted_printable,
            value,
            otherwise,
        };
        for parameter in head.parameters {
            made.parameter(&String::from_utf8_lossy(parameter));
        }
        Ok(made)
    }

    fn parameter(&mut self, text: &str) {
        // 2.1 gives types without the word.
        let (name, value) = text.split_once('=').unwrap_or(("TYPE", text));
        let (name, value) = (name.trim().to_ascii_uppercase(), value.trim());
        let value = value.trim_matches('"');
        if name == "TYPE" {
            let types = value.split(',').map(|word| word.trim().to_lowercase());
            self.types.extend(types.filter(|word| !word.is_empty()));
        } else {
            self.parameters.push((name, value.to_owned()));
        }
    }

    /// Whether it has a type.
    pub(super) fn is(&self, kind: &str) -> bool {
        self.types.iter().any(|known| known == kind)
    }

    /// A parameter's value.
    pub(super) fn said(&self, name: &str) -> Option<&str> {
        let known = self.parameters.iter().find(|(known, _)| known == name);
        known.map(|(_, value)| value.as_str())
    }

    /// Whether nothing stands behind the colon.
    pub(super) fn is_empty(&self) -> bool {
        self.value.trim_ascii().is_empty()
    }

    /// The whole value, escapes and all.
    pub(super) fn raw(&self) -> Result<String, Why> {
        let bytes = if self.quoted_printable {
            Cow::Owned(unquoted(self.value))
        } else {
            Cow::Borrowed(self.value)
        };
        let said = self.said("CHARSET").and_then(|name| name.parse().ok());
        let said: Option<Encoding> = said;
        let own = said.and_then(|said| said.text(&bytes));
        let text = own.or_else(|| self.otherwise.text(&bytes)).or_else(|| {
            // Written in signs of its own, it need not be written as the file is.
            let judged = self.quoted_printable.then(|| encoding::eight(&bytes));
            judged?.text(&bytes)
        });
        let encoding = said.unwrap_or(self.otherwise).name();
        let text = text.ok_or(Why::BadBytes { encoding })?;
        Ok(text.replace("\r\n", "\n").replace('\r', "\n"))
    }

    /// The line as text, with its value as text: to be mended and read again.
    pub(super) fn restored(&self, line: &Line) -> String {
        if let Ok(text) = std::str::from_utf8(&line.bytes) {
            return text.to_owned();
        }
        let head = Head::of(&line.bytes);
        let mut text = String::from_utf8_lossy(head.name).into_owned();
        for parameter in head.parameters {
            let parameter = String::from_utf8_lossy(parameter);
            if !parameter
                .trim()
                .to_ascii_uppercase()
                .starts_with("CHARSET=")
            {
                text.push(';');
                text.push_str(&parameter);
            }
        }
        text.push(':');
        match self.raw() {
            Ok(value) => text.push_str(&value),
            Err(_) => text.push_str(&String::from_utf8_lossy(self.value)),
        }
        text
    }
}

/// Bytes out of `=E7=8E=8B`; what is no such sign stays as it is.
fn unquoted(text: &[u8]) -> Vec<u8> {
    let digit = |byte: Option<&u8>| char::from(*byte?).to_digit(16);
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((first, behind)) = rest.split_first() {
        rest = behind;
        if *first == b'='
            && let (Some(high), Some(low)) = (digit(behind.first()), digit(behind.get(1)))
            && let Ok(byte) = u8::try_from(high * 16 + low)
        {
            bytes.push(byte);
            rest = behind.get(2..).unwrap_or_default();
        } else {
            bytes.push(*first);
        }
    }
    bytes
}

/// A value at the separators that are not escaped, each part without escapes. In 2.1 `\n` is no
/// line end: there a path in it is one.
pub(super) fn parts(value: &str, separator: Option<char>, is_old: bool) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut signs = value.chars();
    while let Some(sign) = signs.next() {
        let written = if Some(sign) == separator {
            parts.push(String::new());
            continue;
        } else if sign == '\\' {
            match signs.next() {
                Some('n' | 'N') if !is_old => "\n".to_owned(),
                Some(escaped) if !escaped.is_alphanumeric() => escaped.to_string(),
                Some(other) => format!("\\{other}"),
                None => "\\".to_owned(),
            }
        } else {
            sign.to_string()
        };
        if let Some(part) = parts.last_mut() {
            part.push_str(&written);
        }
    }
    for part in &mut parts {
        *part = part.trim().to_owned();
    }
    parts
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn property(bytes: &[u8]) -> Result<(String, Vec<String>, String), Why> {
        let line = Line {
            number: 3,
            bytes: bytes.to_vec(),
            cut: false,
            binary: false,
        };
        let property = Property::of(&line, Encoding::UTF_8)?;
        let value = property.raw()?;
        Ok((property.name, property.types, value))
    }

    #[test]
    fn names_types_and_values_of_every_version_are_told_apart() {
        for (line, name, types, value) in [
            ("tel;CELL;PREF:1", "TEL", vec!["cell", "pref"], "1"),
            (
                "item1.TEL;type=HOME;type=pref:1",
                "TEL",
                vec!["home", "pref"],
                "1",
            ),
            (
                "TEL;TYPE=\"voice,work\";X=\"a:b;c\":tel:1;ext=2",
                "TEL",
                vec!["voice", "work"],
                "tel:1;ext=2",
            ),
            (
                "N;CHARSET=GBK;ENCODING=QUOTED-PRINTABLE:;=CC=EC",
                "N",
                vec![],
                ";天",
            ),
            (
                "N;QUOTED-PRINTABLE:=E7=8E=8B=ZZ=",
                "N",
                vec!["quoted-printable"],
                "王=ZZ=",
            ),
            (
                "N;QUOTED-PRINTABLE:S=F6ren N=FC=DFlebaum",
                "N",
                vec!["quoted-printable"],
                "Sören Nüßlebaum",
            ),
            ("NOTE;CHARSET=klingon:é", "NOTE", vec![], "é"),
        ] {
            let found = property(line.as_bytes()).unwrap();
            let types = types.into_iter().map(str::to_owned).collect();
            assert_eq!(found, (name.to_owned(), types, value.to_owned()), "{line}");
        }
        for line in ["no colon", ":value", "two words:x", "é:x"] {
            assert_eq!(property(line.as_bytes()), Err(Why::NoProperty), "{line}");
        }
        assert_eq!(property(b"FN;CHARSET=big5:\xA4\xA4").unwrap().2, "中");
        let encoding = "UTF-8";
        assert_eq!(property(b"FN:\xCD\xF5"), Err(Why::BadBytes { encoding }));
    }

    #[test]
    fn values_are_parted_where_nothing_is_escaped() {
        assert_eq!(
            parts(r"a\;b;c\\;\,d\n", Some(';'), false),
            ["a;b", "c\\", ",d"]
        );
        assert_eq!(parts(r"C:\new;x", None, true), [r"C:\new;x"]);
        assert_eq!(parts(r"http\://x\", None, false), ["http://x\\"]);
        assert_eq!(parts("", Some(','), false), [""]);
    }
}
