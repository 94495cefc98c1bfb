//! Contact cards: vCard 3.0 (RFC 2426) and 4.0 (RFC 6350), folded and escaped. What a vCard has
//! no word for is in X-HUOKE. Must not know what it is that the values say.

use std::io::{self, Write};

use unicode_segmentation::UnicodeSegmentation;

/// Which vCard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Version {
    /// 3.0: what every telephone reads.
    #[default]
    V3,
    /// 4.0.
    V4,
}

/// A card.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Card<'c> {
    /// Name.
    pub name: &'c str,
    /// Whether it is an organisation's.
    pub organisation: bool,
    /// Where they work.
    pub employer: &'c str,
    /// Numbers, each with its TYPE, none where there is no word for it.
    pub phones: Vec<(Option<&'static str>, &'c str)>,
    /// E-mail addresses.
    pub emails: Vec<&'c str>,
    /// The address.
    pub address: Option<Address<'c>>,
    /// Birthday: year, month, day.
    pub birthday: Option<(Option<i32>, u8, u8)>,
    /// Note.
    pub note: &'c str,
    /// What has no word, as one text.
    pub rest: String,
}

/// An address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Address<'c> {
    /// Province or state.
    pub province: &'c str,
    /// City.
    pub city: &'c str,
    /// Street and number.
    pub street: &'c str,
    /// Postcode.
    pub postcode: &'c str,
}

/// Octets of a line, its end apart.
const LINE: usize = 75;

/// Writes cards.
pub struct Cards<W> {
    out: W,
    version: Version,
    line: String,
}

impl<W: Write> Cards<W> {
    /// Begins.
    pub fn new(out: W, version: Version) -> Self {
        let line = String::new();
        Cards { out, version, line }
    }

    /// Writes a card.
    ///
    /// # Errors
    /// What writing says.
    pub fn card(&mut self, card: &Card<'_>) -> io::Result<()> {
        self.raw("BEGIN", "VCARD")?;
        self.raw(
            "VERSION",
            match self.version {
                Version::V3 => "3.0",
                Version::V4 => "4.0",
            },
        )?;
        if card.organisation && self.version == Version::V4 {
            self.raw("KIND", "org")?;
        }
        self.parts("FN", &[card.name])?;
        self.parts("N", &[card.name, "", "", "", ""])?;
        for (kind, number) in &card.phones {
            match kind {
                Some(kind) => self.parts(&format!("TEL;TYPE={kind}"), &[number])?,
                None => self.parts("TEL", &[number])?,
            }
        }
        for email in &card.emails {
            self.parts("EMAIL", &[email])?;
        }
        if let Some(at) = &card.address {
            self.parts(
                "ADR",
                &["", "", at.street, at.city, at.province, at.postcode, ""],
            )?;
        }
        match (card.birthday, self.version) {
            (Some((Some(year), month, day)), Version::V3) => {
                self.raw("BDAY", &format!("{year:04}-{month:02}-{day:02}"))?;
            }
            (Some((Some(year), month, day)), Version::V4) => {
                self.raw("BDAY", &format!("{year:04}{month:02}{day:02}"))?;
            }
            (Some((None, month, day)), Version::V4) => {
                self.raw("BDAY", &format!("--{month:02}{day:02}"))?;
            }
            // 3.0 has no day without a year.
            (Some((None, ..)), Version::V3) | (None, _) => {}
        }
        if !card.employer.is_empty() {
            self.parts("ORG", &[card.employer])?;
        }
        if !card.note.is_empty() {
            self.parts("NOTE", &[card.note])?;
        }
        if !card.rest.is_empty() {
            self.parts("X-HUOKE", &[&card.rest])?;
        }
        self.raw("END", "VCARD")
    }

    /// Writes what is left.
    ///
    /// # Errors
    /// What writing says.
    pub fn finish(mut self) -> io::Result<()> {
        self.out.flush()
    }

    fn raw(&mut self, name: &str, value: &str) -> io::Result<()> {
        write!(self.out, "{name}:{value}\r\n")
    }

    /// A property of texts with semicolons between.
    fn parts(&mut self, name: &str, parts: &[&str]) -> io::Result<()> {
        let mut line = std::mem::take(&mut self.line);
        line.clear();
        line.push_str(name);
        line.push(':');
        for (place, part) in parts.iter().enumerate() {
            if place > 0 {
                line.push(';');
            }
            escape(part, &mut line);
        }
        let written = fold(&mut self.out, &line);
        self.line = line;
        written
    }
}

/// Whether a property can say this text as it is: line ends within are LF, nothing else in it
/// ends a line to any reader.
#[must_use]
pub fn says_all(text: &str) -> bool {
    !text.contains(|c: char| {
        (c.is_control() && c != '\n') || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}')
    })
}

pub(super) fn escape(text: &str, line: &mut String) {
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => line.extend(['\\', c]),
            '\n' => line.push_str("\\n"),
            c if says_all(c.encode_utf8(&mut [0; 4])) => line.push(c),
            _ => line.push(' '),
        }
    }
}

/// A line in pieces of at most 75 octets, parted between what people see as characters: readers
/// that join lines wrongly break no character.
pub(super) fn fold(out: &mut impl Write, line: &str) -> io::Result<()> {
    if line.len() <= LINE {
        return write!(out, "{line}\r\n");
    }
    let mut room = LINE;
    for piece in line.graphemes(true) {
        // What is longer than a line is parted between code points.
        let parts: Vec<&str> = match piece.len() < LINE {
            true => vec![piece],
            false => piece.split_inclusive(|_: char| true).collect(),
        };
        for part in parts {
            if part.len() > room {
                out.write_all(b"\r\n ")?;
                room = LINE - 1;
            }
            out.write_all(part.as_bytes())?;
            room -= part.len();
        }
    }
    out.write_all(b"\r\n")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn written(version: Version, card: &Card<'_>) -> String {
        let mut bytes = Vec::new();
        let mut cards = Cards::new(&mut bytes, version);
        cards.card(card).unwrap();
        cards.finish().unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn a_card_is_folded_and_escaped() {
        let note = "一二三四五六七八九十".repeat(8);
        let card = Card {
            name: "李,明;朗\\",
            note: &note,
            birthday: Some((None, 11, 25)),
            ..Card::default()
        };
        let text = written(Version::V3, &card);
        assert!(text.contains("FN:李\\,明\\;朗\\\\\r\n"), "{text}");
        assert!(!text.contains("BDAY"));
        assert!(text.split("\r\n").all(|line| line.len() <= LINE), "{text}");
        assert!(text.replace("\r\n ", "").contains(&note));
        assert!(written(Version::V4, &card).contains("BDAY:--1125\r\n"));
    }
}
