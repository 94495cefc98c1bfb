//! In which encoding the text of a file is written: said, marked, or judged from its bytes.
//! Must not know what the text says.

use std::borrow::Cow;
use std::fmt;
use std::io::{self, Read};
use std::str::FromStr;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use serde::Deserialize;

/// So much of a file is looked at at once.
const SAMPLE: usize = 64 * 1024;

/// An encoding of text.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Encoding(&'static encoding_rs::Encoding);

/// What a file's bytes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// Text in this encoding.
    Text(Encoding),
    /// No text.
    Otherwise,
}

impl Encoding {
    /// UTF-8.
    pub const UTF_8: Encoding = Encoding(encoding_rs::UTF_8);
    const UTF_16LE: Encoding = Encoding(encoding_rs::UTF_16LE);
    const UTF_16BE: Encoding = Encoding(encoding_rs::UTF_16BE);

    /// Its usual name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// Whether it is UTF-8.
    #[must_use]
    pub fn is_utf8(self) -> bool {
        self == Self::UTF_8
    }

    pub(super) fn is_sixteen(self) -> bool {
        self == Self::UTF_16LE || self == Self::UTF_16BE
    }

    /// The text that these bytes are; none if they are no text of this encoding.
    pub(super) fn text(self, bytes: &[u8]) -> Option<Cow<'_, str>> {
        self.0
            .decode_without_bom_handling_and_without_replacement(bytes)
    }

    /// A decoder that leaves out this encoding's byte order mark.
    pub(super) fn decoder(self) -> encoding_rs::Decoder {
        self.0.new_decoder_with_bom_removal()
    }
}

impl fmt::Debug for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Encoding {
    type Err = &'static str;

    /// By any of the names that the web knows: `gbk`, `gb2312`, `big5`, `latin1`, `utf-16le` …
    fn from_str(name: &str) -> Result<Self, Self::Err> {
        encoding_rs::Encoding::for_label(name.trim().as_bytes())
            .filter(|found| *found != encoding_rs::REPLACEMENT)
            .map(Encoding)
            .ok_or("no such encoding; usual ones are utf-8, gbk, gb18030, big5, utf-16le")
    }
}

impl TryFrom<String> for Encoding {
    type Error = &'static str;

    fn try_from(name: String) -> Result<Self, Self::Error> {
        name.parse()
    }
}

/// The beginning of a file.
///
/// # Errors
/// What reading says.
pub fn head(input: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    input.take(SAMPLE as u64).read_to_end(&mut head)?;
    Ok(head)
}

/// Judges a file of which `head` was read: a byte order mark counts first (a file of rejected
/// rows has one, whatever its origin), then what was said, then what the bytes are like. A file
/// may begin with much ASCII, so it is read on to the first byte that is not.
///
/// # Errors
/// What reading says.
pub fn of(input: &mut impl Read, head: &[u8], said: Option<Encoding>) -> io::Result<Written> {
    if is_thirty_two(head) {
        return Ok(Written::Otherwise);
    }
    if let Some((marked, _)) = encoding_rs::Encoding::for_bom(head) {
        let marked = Encoding(marked);
        return Ok(match marked.is_sixteen() && has_nul(head) {
            true => Written::Otherwise,
            false => Written::Text(marked),
        });
    }
    if has_nul(head) {
        return Ok(Written::Otherwise);
    }
    if head.contains(&0) && !said.is_some_and(Encoding::is_sixteen) {
        return Ok(sixteen(head).map_or(Written::Otherwise, Written::Text));
    }
    if let Some(said) = said {
        return Ok(Written::Text(said));
    }
    let mut sample = head.to_vec();
    while sample.is_ascii() {
        sample.clear();
        input.take(SAMPLE as u64).read_to_end(&mut sample)?;
        if sample.is_empty() {
            return Ok(Written::Text(Encoding::UTF_8));
        }
    }
    // The first byte beyond ASCII may stand at the very end of the piece.
    input.take(SAMPLE as u64).read_to_end(&mut sample)?;
    Ok(Written::Text(eight(&sample)))
}

/// UTF-8 if more lines beyond ASCII are UTF-8 than are not: a single broken row does not make
/// another encoding of a file. Else what the bytes are like, to one who reads Chinese first.
pub(super) fn eight(sample: &[u8]) -> Encoding {
    let mut lines: Vec<&[u8]> = sample.split(|byte| *byte == b'\n').collect();
    if lines.len() > 1 && sample.len() >= SAMPLE {
        // It was cut off.
        lines.pop();
    }
    let (mut good, mut bad) = (0, 0);
    for line in lines.into_iter().filter(|line| !line.is_ascii()) {
        match std::str::from_utf8(line) {
            Ok(_) => good += 1,
            Err(_) => bad += 1,
        }
    }
    if good > bad {
        return Encoding::UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    let here = detector.guess(Some(b"cn"), Utf8Detection::Deny);
    if here == encoding_rs::GBK && !is_chinese(sample) {
        return Encoding(detector.guess(None, Utf8Detection::Deny));
    }
    Encoding(here)
}

/// Whether what reads as Chinese is Chinese: usual characters have two bytes beyond ASCII, while
/// an accented letter of a Western language has a plain letter behind it.
fn is_chinese(sample: &[u8]) -> bool {
    let (mut usual, mut other) = (0_usize, 0_usize);
    let mut bytes = sample.iter();
    while let Some(lead) = bytes.next() {
        if !lead.is_ascii() {
            match bytes.next() {
                Some(0xA1..) => usual += 1,
                _ => other += 1,
            }
        }
    }
    usual > 2 * other
}

/// Whether the mark is that of UTF-32, which begins like that of UTF-16.
fn is_thirty_two(head: &[u8]) -> bool {
    head.starts_with(b"\xFF\xFE\0\0") || head.starts_with(b"\0\0\xFE\xFF")
}

/// Whether there is a character zero, in sixteen bits, which no text has.
fn has_nul(head: &[u8]) -> bool {
    head.chunks_exact(2).any(|unit| unit == [0, 0])
}

/// Which UTF-16 has what every table has: line ends, figures, something between cells.
fn sixteen(head: &[u8]) -> Option<Encoding> {
    let count = |unit: fn([u8; 2]) -> u16| {
        let pair = |pair: &[u8]| <[u8; 2]>::try_from(pair).map(unit).unwrap_or_default();
        let units: Vec<u16> = head.chunks_exact(2).map(pair).collect();
        let usual = |unit: &&u16| matches!(**unit, 0x09 | 0x0A | 0x0D | 0x20..=0x3B | 0x7C);
        let broken = char::decode_utf16(units.iter().copied()).filter(Result::is_err);
        // A broken row does not make another encoding of a file.
        let is_text = !units.contains(&0) && broken.count() * 50 <= units.len();
        is_text.then(|| units.iter().filter(usual).count())
    };
    let (little, big) = (count(u16::from_le_bytes), count(u16::from_be_bytes));
    match (little.unwrap_or(0), big.unwrap_or(0)) {
        (0, 0) => None,
        (little, big) if little >= big => Some(Encoding::UTF_16LE),
        _ => Some(Encoding::UTF_16BE),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn judged(bytes: &[u8], said: Option<&str>) -> String {
        let mut input = bytes;
        let head = head(&mut input).unwrap();
        let said = said.map(|said| said.parse().unwrap());
        match of(&mut input, &head, said).unwrap() {
            Written::Text(encoding) => encoding.name().to_owned(),
            Written::Otherwise => "-".to_owned(),
        }
    }

    #[test]
    fn a_mark_counts_before_what_is_said_and_that_before_what_it_is_like() {
        let gbk = encoding_rs::GBK.encode("姓名,电话\n王芳,138\n").0;
        assert_eq!(judged("姓名,电话\n".as_bytes(), None), "UTF-8");
        assert_eq!(judged(&gbk, None), "GBK");
        assert_eq!(judged(&gbk, Some("big5")), "Big5");
        assert_eq!(judged("\u{feff}姓名\n".as_bytes(), Some("gbk")), "UTF-8");
        assert_eq!(judged(b"\xFF\xFEa\0", Some("gbk")), "UTF-16LE");
        assert_eq!(judged(b"\xFE\xFF\0a", None), "UTF-16BE");
        assert_eq!(judged(b"a,b\n", None), "UTF-8");
        assert_eq!(judged(b"", None), "UTF-8");
        assert_eq!(judged(b"\x7FELF\0\0\0\x01\0", None), "-");
        assert_eq!(judged(b"\x7FELF\0\0\0\x01\0", Some("gbk")), "-");
    }

    #[test]
    fn thirty_two_bits_are_no_text_with_or_without_a_mark() {
        let text = "姓名,phone\nA,138\n";
        let little: Vec<u8> = text
            .chars()
            .flat_map(|c| u32::from(c).to_le_bytes())
            .collect();
        let big: Vec<u8> = text
            .chars()
            .flat_map(|c| u32::from(c).to_be_bytes())
            .collect();
        let marked = [b"\xFF\xFE\0\0".as_slice(), &little].concat();
        let marked_big = [b"\0\0\xFE\xFF".as_slice(), &big].concat();
        for bytes in [&little, &big, &marked, &marked_big] {
            for said in [None, Some("utf-16le"), Some("utf-16be"), Some("utf-8")] {
                assert_eq!(judged(bytes, said), "-", "{said:?}");
            }
        }
        assert_eq!(judged(b"\xFF\xFEa\0\0\0b\0", None), "-");
    }

    #[test]
    fn sixteen_bits_without_a_mark_are_known_by_line_ends_and_figures() {
        let text = "一,丁\n王芳,138\n";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(judged(&little, None), "UTF-16LE");
        assert_eq!(judged(&big, None), "UTF-16BE");
    }

    #[test]
    fn what_comes_after_much_ascii_and_one_broken_row_are_judged_well() {
        let ascii = "name,phone\nJon,138\n".repeat(20_000);
        let gbk = encoding_rs::GBK.encode("王芳,138\n李强,139\n").0;
        assert_eq!(judged(&[ascii.as_bytes(), &gbk].concat(), None), "GBK");
        let utf8 = "王芳,138\n李强,139\n".as_bytes();
        assert_eq!(judged(&[utf8, b"\xCD\xF5,1\n"].concat(), None), "UTF-8");
        assert_eq!(judged(ascii.as_bytes(), None), "UTF-8");
    }

    #[test]
    fn short_texts_of_the_west_are_not_taken_for_chinese_nor_the_other_way_round() {
        let german = encoding_rs::WINDOWS_1252
            .encode("Name\nSören Nüßlebaum\nMüller\n")
            .0;
        assert_eq!(judged(&german, None), "windows-1252");
        let french = encoding_rs::WINDOWS_1252.encode("Nom\nAndré Gérard\n").0;
        assert_eq!(judged(&french, None), "windows-1252");
        for text in [
            "姓名\n王芳\n",
            "客户名称,电话\n上海铁路局,021\n",
            "name\n李\n",
        ] {
            assert_eq!(
                judged(&encoding_rs::GBK.encode(text).0, None),
                "GBK",
                "{text}"
            );
        }
    }

    #[test]
    fn an_encoding_is_named_as_on_the_web() {
        for (name, known) in [("GB2312", "GBK"), (" big5 ", "Big5"), ("utf8", "UTF-8")] {
            assert_eq!(name.parse::<Encoding>().unwrap().name(), known);
        }
        assert!("klingon".parse::<Encoding>().is_err());
        assert!("iso-2022-cn".parse::<Encoding>().is_err());
    }
}
