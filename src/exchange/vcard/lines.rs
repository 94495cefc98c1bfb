//! The lines of a file of contact cards as bytes: unfolded, numbered, never too long. A fold may
//! part a character, so nothing is text yet. Must not know what a line says, but for what tells
//! where it ends.

use std::io::{self, BufRead};

use memchr::memchr2;

/// A line may have so many bytes, all its folds together. One of them more is not kept.
pub(super) const MAX_LINE: usize = 64 * 1024;

const BOM: &[u8] = b"\xEF\xBB\xBF";

/// A whole line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// On which line of the file it begins, from 1.
    pub(super) number: u64,
    /// Without folds and end; of a picture only its name.
    pub(super) bytes: Vec<u8>,
    /// It was longer than a line may be.
    pub(super) cut: bool,
    /// A picture, a sound or a key: what it says is not kept.
    pub(super) binary: bool,
}

/// What stands before the colon.
pub(super) struct Head<'l> {
    /// With the group before a point.
    pub(super) name: &'l [u8],
    /// What stands between semicolons behind it.
    pub(super) parameters: Vec<&'l [u8]>,
    /// Where the value begins; none without a colon.
    pub(super) value: Option<usize>,
}

impl Head<'_> {
    /// Reads as much as there is.
    pub(super) fn of(line: &[u8]) -> Head<'_> {
        let (mut quoted, mut from, mut value) = (false, 0, None);
        let mut parts = Vec::new();
        for (at, byte) in line.iter().enumerate() {
            match byte {
                b'"' => quoted = !quoted,
                b';' | b':' if !quoted => {
                    parts.push(line.get(from..at).unwrap_or_default());
                    from = at + 1;
                    if *byte == b':' {
                        value = Some(from);
                        break;
                    }
                }
                _ => {}
            }
        }
        if value.is_none() {
            parts.push(line.get(from..).unwrap_or_default());
        }
        let name = parts.first().copied().unwrap_or_default();
        parts.remove(0);
        Head {
            name: name.trim_ascii(),
            parameters: parts,
            value,
        }
    }

    /// Whether the value is written in this way, said with the word `ENCODING` or, as in 2.1,
    /// without.
    pub(super) fn written(&self, ways: &[&str]) -> bool {
        self.parameters.iter().any(|parameter| {
            let mut parts = parameter.splitn(2, |byte| *byte == b'=');
            let (first, second) = (parts.next().unwrap_or_default(), parts.next());
            let said = match second {
                Some(said) if first.trim_ascii().eq_ignore_ascii_case(b"ENCODING") => said,
                Some(_) => return false,
                None => first,
            };
            ways.iter()
                .any(|way| said.trim_ascii().eq_ignore_ascii_case(way.as_bytes()))
        })
    }

    pub(super) fn is_quoted_printable(&self) -> bool {
        self.written(&["QUOTED-PRINTABLE", "Q"])
    }

    fn is_binary(&self) -> bool {
        let bare = self.name.rsplit(|byte| *byte == b'.').next();
        let bare = bare.unwrap_or_default();
        ["PHOTO", "LOGO", "SOUND", "KEY"]
            .iter()
            .any(|name| bare.eq_ignore_ascii_case(name.as_bytes()))
            || self.written(&["BASE64", "B"])
    }
}

/// Reads lines.
pub(super) struct Lines<R> {
    input: R,
    /// Lines of the file read so far.
    number: u64,
    /// Lines without anything that come before what is not yet read.
    empty: u64,
    /// The line after the one that was read last, and whether it is cut.
    ahead: Option<(Vec<u8>, bool)>,
}

impl<R: BufRead> Lines<R> {
    /// Begins; a byte order mark is left out.
    pub(super) fn new(input: R) -> io::Result<Self> {
        let mut lines = Lines {
            input,
            number: 0,
            empty: 0,
            ahead: None,
        };
        lines.ahead = lines.physical()?;
        if let Some((first, _)) = &mut lines.ahead
            && first.starts_with(BOM)
        {
            first.drain(..BOM.len());
        }
        Ok(lines)
    }

    /// What it reads from.
    pub(super) fn input(&self) -> &R {
        &self.input
    }

    /// The next whole line; none at the end.
    pub(super) fn read(&mut self) -> io::Result<Option<Line>> {
        let Some((bytes, cut)) = self.ahead.take() else {
            return Ok(None);
        };
        self.number += 1;
        let head = Head::of(&bytes);
        let (quoted, binary) = (head.is_quoted_printable(), head.is_binary());
        let number = self.number;
        let mut line = Line {
            number,
            bytes,
            cut: cut && !binary,
            binary,
        };
        if binary {
            line.bytes.truncate(80);
        }
        loop {
            self.ahead = self.physical()?;
            let Some((next, cut)) = &self.ahead else {
                break;
            };
            let more = if binary {
                if !is_indented(next) && !is_base64(next) {
                    break;
                }
                &[][..]
            } else if quoted && line.bytes.last() == Some(&b'=') && !is_end(next) {
                line.bytes.pop();
                next.as_slice()
            } else if is_indented(next) {
                next.get(1..).unwrap_or_default()
            } else {
                break;
            };
            line.cut |= *cut && !binary;
            if line.bytes.len() + more.len() > MAX_LINE {
                line.cut = true;
            } else {
                line.bytes.extend_from_slice(more);
            }
            self.number += 1;
        }
        Ok(Some(line))
    }

    /// A line as it stands in the file, ended by LF, CR LF or CR.
    fn physical(&mut self) -> io::Result<Option<(Vec<u8>, bool)>> {
        if self.empty > 0 {
            self.empty -= 1;
            return Ok(Some((Vec::new(), false)));
        }
        let (mut line, mut cut, mut some) = (Vec::new(), false, false);
        loop {
            let buffer = buffer(&mut self.input)?;
            if buffer.is_empty() {
                return Ok(some.then_some((line, cut)));
            }
            some = true;
            let end = memchr2(b'\n', b'\r', buffer);
            let piece = buffer.get(..end.unwrap_or(buffer.len()));
            let piece = piece.unwrap_or_default();
            let room = MAX_LINE - line.len().min(MAX_LINE);
            cut |= piece.len() > room;
            line.extend_from_slice(piece.get(..piece.len().min(room)).unwrap_or_default());
            let used = piece.len();
            self.input.consume(used);
            if end.is_some() {
                self.end()?;
                return Ok(Some((line, cut)));
            }
        }
    }

    /// Passes over the end of a line. Some programs write CR CR LF: CRs before an LF are one end.
    fn end(&mut self) -> io::Result<()> {
        let mut returns = 0;
        loop {
            match buffer(&mut self.input)?.first() {
                Some(b'\r') => returns += 1,
                Some(b'\n') => {
                    self.input.consume(1);
                    return Ok(());
                }
                _ => {
                    self.empty = returns - 1;
                    return Ok(());
                }
            }
            self.input.consume(1);
        }
    }
}

/// What is read and not yet used, at least a byte but at the end.
fn buffer<R: BufRead>(input: &mut R) -> io::Result<&[u8]> {
    while let Err(error) = input.fill_buf() {
        if error.kind() != io::ErrorKind::Interrupted {
            return Err(error);
        }
    }
    input.fill_buf()
}

fn is_indented(line: &[u8]) -> bool {
    matches!(line.first(), Some(b' ' | b'\t'))
}

/// A picture goes on in lines that some programs do not indent.
fn is_base64(line: &[u8]) -> bool {
    let digit = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=');
    !line.is_empty() && line.iter().all(digit)
}

/// The end of a card is never a part of a value.
pub(super) fn is_end(line: &[u8]) -> bool {
    is(line, b"END")
}

/// The beginning of a card.
pub(super) fn is_begin(line: &[u8]) -> bool {
    is(line, b"BEGIN")
}

fn is(line: &[u8], word: &[u8]) -> bool {
    let mut parts = line.splitn(2, |byte| *byte == b':');
    let (name, what) = (parts.next().unwrap_or_default(), parts.next());
    name.trim_ascii().eq_ignore_ascii_case(word)
        && what.is_some_and(|what| what.trim_ascii().eq_ignore_ascii_case(b"VCARD"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn lines(text: &[u8]) -> Vec<String> {
        // Three bytes at a time: ends of lines fall between pieces.
        let mut lines = Lines::new(io::BufReader::with_capacity(3, text)).unwrap();
        let mut found = Vec::new();
        while let Some(line) = lines.read().unwrap() {
            let mark = if line.cut { "…" } else { "" };
            let text = String::from_utf8_lossy(&line.bytes).into_owned();
            found.push(format!("{} {text}{mark}", line.number));
        }
        found
    }

    #[test]
    fn lines_are_unfolded_whatever_ends_them_and_keep_their_number() {
        assert_eq!(
            lines("\u{feff}FN:王\r\n 芳\rTEL:1\n\n\tx\nNOTE:a\r\n".as_bytes()),
            ["1 FN:王芳", "3 TEL:1", "4 x", "6 NOTE:a"]
        );
        assert_eq!(
            lines(b"A:\r\r\n b\r\r\nC:\r\rD:"),
            ["1 A:b", "3 C:", "4 ", "5 D:"]
        );
        let parted = [b"FN:\xE7\x8E\r\n \x8B".as_slice(), b"\r\nA:b"].concat();
        assert_eq!(lines(&parted), ["1 FN:王", "3 A:b"]);
        assert_eq!(lines(b""), [""; 0]);
    }

    #[test]
    fn quoted_printable_goes_on_after_its_mark_but_never_past_the_card() {
        assert_eq!(
            lines(b"N;ENCODING=QUOTED-PRINTABLE:=E7=\n=8E=8B=\nEND:VCARD\nFN:a=\nb:c"),
            [
                "1 N;ENCODING=QUOTED-PRINTABLE:=E7=8E=8B=",
                "3 END:VCARD",
                "4 FN:a=",
                "5 b:c"
            ]
        );
    }

    #[test]
    fn pictures_are_passed_over_whole_and_endless_lines_are_cut() {
        assert_eq!(
            lines(b"PHOTO;BASE64:\n AAAA\nBBBB\n CC==\n\nFN:a\nx.LOGO:data:image/png;base64,AA"),
            [
                "1 PHOTO;BASE64:",
                "5 ",
                "6 FN:a",
                "7 x.LOGO:data:image/png;base64,AA"
            ]
        );
        let long = format!("NOTE:{}\nFN:a\n", "x".repeat(MAX_LINE));
        let found = lines(long.as_bytes());
        assert!(found[0].ends_with('…') && found[0].len() < MAX_LINE + 9);
        assert_eq!(found[1], "2 FN:a");
        let folds = format!("NOTE:{}\nFN:a\n", "x\n ".repeat(MAX_LINE));
        assert!(lines(folds.as_bytes())[0].ends_with('…'));
    }
}
