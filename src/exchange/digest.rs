//! The digest by which a run of an import is known again: its files, its map, its options.
//! Must not know what is done with it.

use std::fmt::Write as _;
use std::io::{self, Read};

use sha2::{Digest as _, Sha256};

const CHUNK: usize = 64 * 1024;

/// SHA-256 over named parts in the order in which they are added.
/// Each part is framed by its name and length, so that parts never run into each other.
#[derive(Debug, Default)]
pub struct Digest(Sha256);

impl Digest {
    /// Adds a short text: an option, a map.
    pub fn text(&mut self, name: &str, text: &str) {
        self.frame(name);
        self.0.update(text.as_bytes());
        self.0.update((text.len() as u64).to_le_bytes());
    }

    /// Adds a whole file without holding it in memory.
    ///
    /// # Errors
    /// What reading it says.
    pub fn file(&mut self, name: &str, mut input: impl Read) -> io::Result<()> {
        self.frame(name);
        let mut buffer = vec![0; CHUNK];
        let mut length = 0_u64;
        loop {
            let read = match input.read(&mut buffer) {
                Ok(0) => break,
                Ok(read) => read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            self.0.update(buffer.get(..read).unwrap_or_default());
            length += read as u64;
        }
        self.0.update(length.to_le_bytes());
        Ok(())
    }

    /// The digest as 64 hexadecimal digits.
    #[must_use]
    pub fn finish(self) -> String {
        let mut hex = String::with_capacity(64);
        for byte in self.0.finalize() {
            // Writing to a String cannot fail.
            let _ = write!(hex, "{byte:02x}");
        }
        hex
    }

    fn frame(&mut self, name: &str) {
        self.0.update((name.len() as u64).to_le_bytes());
        self.0.update(name.as_bytes());
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn of(parts: &[(&str, &str)]) -> String {
        let mut digest = Digest::default();
        for (name, content) in parts {
            digest.file(name, content.as_bytes()).unwrap();
        }
        digest.finish()
    }

    #[test]
    fn the_same_files_give_the_same_digest_and_any_change_another() {
        let one = of(&[("file", "a,b\n"), ("file", "1,2\n")]);
        assert_eq!(one.len(), 64);
        assert_eq!(one, of(&[("file", "a,b\n"), ("file", "1,2\n")]));
        assert_ne!(one, of(&[("file", "a,b\n"), ("file", "1,3\n")]));
        assert_ne!(one, of(&[("file", "1,2\n"), ("file", "a,b\n")]));
        assert_ne!(one, of(&[("file", "a,b\n1,2\n"), ("file", "")]));
    }

    #[test]
    fn a_text_and_a_file_of_the_same_bytes_are_the_same_part() {
        let mut digest = Digest::default();
        digest.text("map", "x = 1");
        assert_eq!(digest.finish(), of(&[("map", "x = 1")]));
    }
}
