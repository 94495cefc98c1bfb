//! Contact cards (vCard 2.1, 3.0 and 4.0) as rows, card by card: a broken one is told with its
//! number and line, and its neighbours are read. Own code on lines: the crates for vCards want
//! the whole file as UTF-8, know no lines, and pass over what they cannot read.

mod dates;
mod fields;
mod lines;
mod property;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::io::{self, BufReader, Read, Write};

use self::fields::Fields;
use self::lines::{Line, Lines, is_begin, is_end};
use self::property::{Property, parts};
use super::csv::{Found, Part, Row};
use super::decode::Decoder;
use super::encoding::Encoding;
use super::field::Field;
use super::problem::{BadFile, Why};
use super::rejects::Form;
use super::rows::Record;
use super::table::Table;

/// The property of a rejected card that says why it was rejected.
pub(super) const MARK: &str = "X-HUOKE-REJECTED";
/// A card may have so many bytes, pictures apart.
const MAX_CARD: usize = 256 * 1024;

/// The fields that cards have, with the property that a person finds them in.
const OWN: &[(Field, &str)] = &[
    (Field::Name, "FN"),
    (Field::Phone, "TEL"),
    (Field::Email, "EMAIL"),
    (Field::Birthday, "BDAY"),
    (Field::Sex, "GENDER"),
    (Field::Employer, "ORG"),
    (Field::Province, "ADR"),
    (Field::City, "ADR"),
    (Field::Address, "ADR"),
    (Field::Postcode, "ADR"),
    (Field::Remark, "NOTE"),
];

/// Whether a file that begins so is one of contact cards: some line begins one, and the first
/// is like those of cards.
pub(super) fn is_cards(head: &[u8]) -> bool {
    // Of text in sixteen bits every other byte is zero.
    let text: Vec<u8> = head.iter().copied().filter(|byte| *byte != 0).collect();
    let text = text.trim_ascii_start();
    let from = text
        .iter()
        .position(u8::is_ascii_graphic)
        .unwrap_or(0)
        .min(3);
    let mut lines = text
        .get(from..)
        .unwrap_or_default()
        .split(|byte| matches!(byte, b'\r' | b'\n'));
    let first = lines.clone().find(|line| !line.trim_ascii().is_empty());
    let name = |byte: &u8| byte.is_ascii_alphanumeric() || b"-._;=".contains(byte);
    let is_like = first.is_some_and(|line| {
        let mut parts = line.trim_ascii().splitn(2, |byte| *byte == b':');
        parts.next().is_some_and(|head| head.iter().all(name)) && parts.next().is_some()
    });
    is_like && lines.any(is_begin)
}

/// Whether a file that begins so is one of rejected cards.
pub(super) fn is_rejected(head: &[u8]) -> bool {
    let second = head.split(|byte| *byte == b'\n').nth(1);
    second.is_some_and(|line| line.starts_with(MARK.as_bytes()))
}

/// Writes a card as it stands in its file, with the reason why it is rejected.
pub(super) fn reject(
    out: &mut impl Write,
    row: &Row,
    column: &str,
    reason: &str,
) -> io::Result<()> {
    let source = row.source.as_deref().unwrap_or_default();
    let mark = [&row.place(), column, reason].join(" ").replace('\n', " ");
    let lines = source.lines().filter(|line| !line.starts_with(MARK));
    for (place, line) in lines.enumerate() {
        write!(out, "{line}\r\n")?;
        if place == 0 {
            write!(out, "{MARK}:{}\r\n", mark.replace("  ", " "))?;
        }
    }
    Ok(())
}

/// A card as lines.
#[derive(Default)]
struct Card {
    lines: Vec<Line>,
    bytes: usize,
    fault: Option<(u64, Why)>,
}

impl Card {
    fn of(first: Line) -> Card {
        let mut card = Card::default();
        card.add(first);
        card
    }

    fn begins(&self) -> u64 {
        self.lines.first().map_or(0, |line| line.number)
    }

    fn add(&mut self, line: Line) {
        self.bytes += line.bytes.len();
        let wrong = if line.cut {
            Some(Why::LineTooLong {
                limit: lines::MAX_LINE,
            })
        } else if self.bytes > MAX_CARD {
            Some(Why::CardTooLong { limit: MAX_CARD })
        } else {
            None
        };
        if let Some(why) = wrong {
            self.fault.get_or_insert((line.number, why));
        }
        if self.bytes <= MAX_CARD {
            self.lines.push(line);
        }
    }

    /// Whether the property that stands last is one of 2.1 whose value is a card of its own.
    fn awaits_another(&self) -> bool {
        let last = self.lines.last().map_or(&[][..], |line| &line.bytes);
        last.trim_ascii().eq_ignore_ascii_case(b"AGENT:")
    }
}

/// Reads a file of cards.
pub(super) struct Cards<I> {
    lines: Lines<BufReader<Decoder<I>>>,
    /// The line that begins the next card.
    held: Option<Line>,
    encoding: Encoding,
    /// Properties that a map names.
    named: Vec<String>,
    begun: bool,
    cards: u64,
    said: Fields,
    left: BTreeMap<String, u64>,
}

impl<I: Read> Cards<I> {
    pub(super) fn new(input: I, encoding: Encoding, named: &[String]) -> io::Result<Self> {
        // Folds part characters of eight bits, so only those of sixteen are turned at once.
        let (turned, encoding) = match encoding.is_sixteen() {
            true => (encoding, Encoding::UTF_8),
            false => (Encoding::UTF_8, encoding),
        };
        Ok(Cards {
            lines: Lines::new(BufReader::new(Decoder::new(input, turned)))?,
            held: None,
            encoding,
            named: named.to_vec(),
            begun: false,
            cards: 0,
            said: Vec::new(),
            left: BTreeMap::new(),
        })
    }

    fn count(&mut self, name: &[u8]) {
        let name = String::from_utf8_lossy(name).to_ascii_uppercase();
        let name = name.rsplit('.').next().unwrap_or_default().to_owned();
        *self.left.entry(name).or_default() += 1;
    }

    fn line(&mut self) -> io::Result<Option<Line>> {
        match self.held.take() {
            Some(line) => Ok(Some(line)),
            None => self.lines.read(),
        }
    }

    /// The next card, or what stands between cards.
    fn card(&mut self) -> io::Result<Option<Card>> {
        let first = loop {
            match self.line()? {
                None => return Ok(None),
                Some(line) if line.bytes.trim_ascii().is_empty() => {}
                Some(line) => break line,
            }
        };
        let (outside, number) = (!is_begin(&first.bytes), first.number);
        let mut card = Card::of(first);
        if outside {
            card.fault = Some((number, Why::OutsideCard));
        }
        // Cards within the card.
        let mut depth = 0_u32;
        loop {
            let Some(line) = self.line()? else {
                card.fault.get_or_insert((number, Why::CardNotClosed));
                return Ok(Some(card));
            };
            if depth > 0 {
                depth = match (is_begin(&line.bytes), is_end(&line.bytes)) {
                    (true, _) => depth + 1,
                    (_, true) => depth - 1,
                    _ => depth,
                };
            } else if is_begin(&line.bytes) && !outside && card.awaits_another() {
                self.count(b"AGENT");
                depth = 1;
            } else if is_begin(&line.bytes) {
                card.fault.get_or_insert((number, Why::CardNotClosed));
                self.held = Some(line);
                return Ok(Some(card));
            } else if line.binary {
                self.count(lines::Head::of(&line.bytes).name);
            } else if is_end(&line.bytes) {
                card.add(line);
                return Ok(Some(card));
            } else if !line.bytes.trim_ascii().is_empty() {
                card.add(line);
            }
        }
    }

    /// Reads the properties into the row and the fields.
    fn understand(&mut self, card: &Card, row: &mut Row) -> Result<(), (u64, Why)> {
        let read: Vec<Result<Property<'_>, (u64, Why)>> = card
            .lines
            .iter()
            .map(|line| Property::of(line, self.encoding).map_err(|why| (line.number, why)))
            .collect();
        let mut text = String::with_capacity(card.bytes + card.lines.len());
        for (line, property) in card.lines.iter().zip(&read) {
            match property {
                Ok(property) => text.push_str(&property.restored(line)),
                Err(_) => text.push_str(&String::from_utf8_lossy(&line.bytes)),
            }
            text.push('\n');
        }
        row.source = Some(text.into());
        if let Some(fault) = &card.fault {
            return Err(fault.clone());
        }
        let properties = read.into_iter().collect::<Result<Vec<_>, _>>()?;
        let mut left = std::mem::take(&mut self.left);
        let fields = fields::of(&properties, &mut left);
        left.retain(|name, _| {
            !self
                .named
                .iter()
                .any(|known| known.eq_ignore_ascii_case(name))
        });
        self.left = left;
        self.said = fields?;
        for name in &self.named {
            let of = properties
                .iter()
                .filter(|known| known.name.eq_ignore_ascii_case(name));
            let texts = of.map(|known| Ok(parts(&known.raw()?, None, false).concat()));
            let texts: Result<Vec<_>, Why> = texts.collect();
            row.push(&texts.map_err(|why| (card.begins(), why))?.join("\n"));
        }
        Ok(())
    }
}

impl<I: Read + Send> Table for Cards<I> {
    fn peek(&mut self, row: &mut Row) -> Result<Found, BadFile> {
        row.clear(1);
        Ok(Found::Row)
    }

    fn skip(&mut self, _: u64) -> Result<(), BadFile> {
        Ok(())
    }

    fn read(&mut self, row: &mut Row) -> Result<Found, BadFile> {
        if !std::mem::replace(&mut self.begun, true) {
            row.clear(1);
            self.named.iter().for_each(|name| row.push(name));
            return Ok(Found::Row);
        }
        self.said.clear();
        let Some(card) = self.card()? else {
            return Ok(Found::End);
        };
        self.cards += 1;
        row.clear(card.begins());
        row.part = Part::Card(self.cards);
        Ok(match self.understand(&card, row) {
            Ok(()) => Found::Row,
            Err((line, why)) => {
                row.line = line;
                Found::Bad(why, None)
            }
        })
    }

    fn own(&self) -> &'static [(Field, &'static str)] {
        OWN
    }

    fn say(&mut self, record: &mut Record) {
        let by_map = record.cells.len();
        for (field, text) in self.said.drain(..) {
            let filled = record
                .cells
                .iter()
                .take(by_map)
                .any(|(known, _)| *known == field);
            if !filled || field.repeats() {
                record.cells.push((field, text));
            }
        }
    }

    fn rejects(&self) -> Form {
        Form::Cards
    }

    fn bytes(&self) -> u64 {
        self.lines.input().get_ref().taken()
    }

    fn left_out(&self) -> Vec<String> {
        let left = self.left.iter();
        left.map(|(name, times)| format!("{name} × {times}"))
            .collect()
    }
}
