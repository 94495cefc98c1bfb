//! Bytes of any encoding as UTF-8, piece by piece, in constant memory. What the encoding does
//! not know becomes a byte that UTF-8 does not know either: the cell is seen to be broken where
//! it stands, never mended in silence. Must not know rows.

use std::io::{self, Read};

use encoding_rs::DecoderResult;

use super::encoding::Encoding;

const CHUNK: usize = 32 * 1024;
/// Never part of any UTF-8 text.
const BROKEN: u8 = 0xFF;

/// Gives the text of an input as UTF-8.
pub struct Decoder<I> {
    input: I,
    /// None: it is UTF-8 already.
    turning: Option<Turning>,
    taken: u64,
}

struct Turning {
    decoder: encoding_rs::Decoder,
    /// `raw[at..]` is read and not yet turned.
    raw: Vec<u8>,
    at: usize,
    /// `out[given..]` is turned and not yet given.
    out: Vec<u8>,
    given: usize,
    ended: bool,
}

impl<I: Read> Decoder<I> {
    /// Reads text of this encoding; its byte order mark is left out.
    pub fn new(input: I, encoding: Encoding) -> Self {
        let turning = (!encoding.is_utf8()).then(|| Turning {
            decoder: encoding.decoder(),
            raw: Vec::with_capacity(CHUNK),
            at: 0,
            out: Vec::with_capacity(3 * CHUNK),
            given: 0,
            ended: false,
        });
        Decoder {
            input,
            turning,
            taken: 0,
        }
    }

    /// Bytes taken from the input so far.
    pub fn taken(&self) -> u64 {
        self.taken
    }
}

impl<I: Read> Read for Decoder<I> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let Some(turning) = &mut self.turning else {
            let read = self.input.read(to)?;
            self.taken += read as u64;
            return Ok(read);
        };
        while turning.given == turning.out.len() && !turning.ended {
            self.taken += turning.more(&mut self.input)?;
        }
        let ready = turning.out.get(turning.given..).unwrap_or_default();
        let count = ready.len().min(to.len());
        for (to, from) in to.iter_mut().zip(ready) {
            *to = *from;
        }
        turning.given += count;
        Ok(count)
    }
}

impl Turning {
    /// Reads and turns one piece; how many bytes it read.
    fn more(&mut self, input: &mut impl Read) -> io::Result<u64> {
        let mut read = 0;
        if self.at == self.raw.len() {
            self.raw.resize(CHUNK, 0);
            read = input
                .read(&mut self.raw)
                .inspect_err(|_| self.raw.clear())?;
            self.raw.truncate(read);
            self.at = 0;
            self.ended = read == 0;
        }
        self.out.clear();
        self.given = 0;
        loop {
            let rest = self.raw.get(self.at..).unwrap_or_default();
            // Room for all of it, so that it is never full.
            let room = self
                .decoder
                .max_utf8_buffer_length_without_replacement(rest.len());
            let filled = self.out.len();
            self.out.resize(filled + room.unwrap_or(CHUNK), 0);
            let to = self.out.get_mut(filled..).unwrap_or_default();
            let (result, used, written) = self
                .decoder
                .decode_to_utf8_without_replacement(rest, to, self.ended);
            self.at += used;
            self.out.truncate(filled + written);
            match result {
                DecoderResult::InputEmpty => return Ok(read as u64),
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) => self.out.push(BROKEN),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::*;

    /// Gives a few bytes at a time.
    struct Dribble<'a>(&'a [u8], usize);

    impl Read for Dribble<'_> {
        fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
            let piece = self.1.min(to.len());
            self.0.read(&mut to[..piece])
        }
    }

    fn turned(bytes: &[u8], encoding: &str, piece: usize) -> Vec<u8> {
        let mut text = Vec::new();
        Decoder::new(Dribble(bytes, piece), encoding.parse().unwrap())
            .read_to_end(&mut text)
            .unwrap();
        text
    }

    #[test]
    fn what_an_encoding_does_not_know_is_marked_where_it_stands() {
        for piece in [1, 2, 3, 100] {
            assert_eq!(
                turned(b"a,\x81\n\xCD\xF5", "gbk", piece),
                b"a,\xFF\n\xE7\x8E\x8B"
            );
            assert_eq!(turned(b"\xCD", "gb18030", piece), b"\xFF");
            assert_eq!(turned(b"\xA4\xA4", "big5", piece), "中".as_bytes());
            assert_eq!(
                turned(b"\xFF\xFEa\0\x00\xD8b\0c", "utf-16le", piece),
                b"a\xFFb\xFF"
            );
        }
    }

    proptest! {
        #[test]
        fn every_text_comes_back_from_every_encoding_that_can_write_it(
            text in "[\\PC\n]{0,40}", piece in 1usize..9
        ) {
            let units = text.encode_utf16();
            let little: Vec<u8> = units.clone().flat_map(u16::to_le_bytes).collect();
            let big: Vec<u8> = units.flat_map(u16::to_be_bytes).collect();
            prop_assert_eq!(turned(&little, "utf-16le", piece), text.as_bytes());
            prop_assert_eq!(turned(&big, "utf-16be", piece), text.as_bytes());
            let (bytes, _, lost) = encoding_rs::GB18030.encode(&text);
            if !lost {
                let back = turned(&bytes, "gb18030", piece);
                // A few private characters have two places in GB18030.
                if encoding_rs::GB18030.decode(&bytes).0 == text {
                    prop_assert_eq!(back, text.as_bytes());
                }
            }
        }
    }
}
