//! Sorts more keys than memory should hold: sorted runs in files without a name beside the
//! database, merged as they are read. Must not know what keys are for.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, Write};
use std::path::PathBuf;

use rusqlite::Connection;

use crate::error::{Error, Result};

/// Memory for keys that wait to be written, bytes.
const RUN: usize = 16 << 20;

/// A term, its customer and kind.
pub(super) type Term = (String, i64, i64);
/// A number's suffix and its customer.
pub(super) type Suffix = (i64, i64);

/// What can be sorted: written to a run and read from it.
pub(super) trait Key: Ord {
    /// Memory that it takes, bytes.
    fn size(&self) -> usize;
    fn write(&self, to: &mut impl Write) -> io::Result<()>;
    /// The next one; an error of kind `UnexpectedEof` at the end.
    fn read(from: &mut impl Read) -> io::Result<Self>
    where
        Self: Sized;
}

fn number(from: &mut impl Read) -> io::Result<i64> {
    let mut bytes = [0; 8];
    from.read_exact(&mut bytes)?;
    Ok(i64::from_le_bytes(bytes))
}

impl Key for Suffix {
    fn size(&self) -> usize {
        size_of::<Suffix>()
    }

    fn write(&self, to: &mut impl Write) -> io::Result<()> {
        to.write_all(&self.0.to_le_bytes())?;
        to.write_all(&self.1.to_le_bytes())
    }

    fn read(from: &mut impl Read) -> io::Result<Suffix> {
        Ok((number(from)?, number(from)?))
    }
}

impl Key for Term {
    fn size(&self) -> usize {
        // What the allocator keeps beside a short text is about as much as the text.
        size_of::<Term>() + self.0.len() + 16
    }

    fn write(&self, to: &mut impl Write) -> io::Result<()> {
        (self.1, self.2).write(to)?;
        let length = u32::try_from(self.0.len()).map_err(io::Error::other)?;
        to.write_all(&length.to_le_bytes())?;
        to.write_all(self.0.as_bytes())
    }

    fn read(from: &mut impl Read) -> io::Result<Term> {
        let (customer, kind) = Suffix::read(from)?;
        let mut length = [0; 4];
        from.read_exact(&mut length)?;
        let length = usize::try_from(u32::from_le_bytes(length)).map_err(io::Error::other)?;
        let mut text = vec![0; length];
        from.read_exact(&mut text)?;
        let text = String::from_utf8(text).map_err(io::Error::other)?;
        Ok((text, customer, kind))
    }
}

/// Takes keys in any order.
pub(super) struct Sorter<K> {
    folder: PathBuf,
    waiting: Vec<K>,
    size: usize,
    runs: Vec<File>,
}

impl<K: Key> Sorter<K> {
    /// With runs beside the connection's file: there is room for them, and not in memory.
    pub(super) fn beside(conn: &Connection) -> Sorter<K> {
        let file = conn.path().filter(|path| !path.is_empty());
        let folder = file.and_then(|path| PathBuf::from(path).parent().map(PathBuf::from));
        Sorter {
            folder: folder.unwrap_or_else(std::env::temp_dir),
            waiting: Vec::new(),
            size: 0,
            runs: Vec::new(),
        }
    }

    pub(super) fn push(&mut self, key: K) -> Result<()> {
        self.size += key.size();
        self.waiting.push(key);
        if self.size >= RUN {
            self.end_run().map_err(|source| self.failed(source))?;
        }
        Ok(())
    }

    fn end_run(&mut self) -> io::Result<()> {
        self.waiting.sort_unstable();
        let mut run = BufWriter::new(nameless(&self.folder)?);
        for key in self.waiting.drain(..) {
            key.write(&mut run)?;
        }
        let mut run = run.into_inner().map_err(io::IntoInnerError::into_error)?;
        run.rewind()?;
        self.runs.push(run);
        self.size = 0;
        Ok(())
    }

    fn failed(&self, source: io::Error) -> Error {
        Error::Io {
            path: self.folder.display().to_string(),
            source,
        }
    }

    /// All keys in order.
    pub(super) fn sorted(mut self) -> Result<Sorted<K>> {
        self.end_run().map_err(|source| self.failed(source))?;
        // The merge reads runs alone.
        self.waiting = Vec::new();
        let runs = std::mem::take(&mut self.runs).into_iter();
        let mut sorted = Sorted {
            runs: runs.map(BufReader::new).collect(),
            heads: BinaryHeap::new(),
        };
        for (place, run) in sorted.runs.iter_mut().enumerate() {
            let head = next(run).map_err(|source| self.failed(source))?;
            sorted.heads.extend(head.map(|key| Reverse((key, place))));
        }
        Ok(sorted)
    }
}

/// A file that nobody else sees and that is gone with its handle.
fn nameless(folder: &std::path::Path) -> io::Result<File> {
    let path = folder.join(format!(".huoke-keys-{:016x}", fastrand::u64(..)));
    let file = File::options()
        .read(true)
        .write(true)
        .create_new(true)
        .open(&path)?;
    std::fs::remove_file(&path)?;
    Ok(file)
}

fn next<K: Key>(run: &mut BufReader<File>) -> io::Result<Option<K>> {
    match K::read(run) {
        Ok(key) => Ok(Some(key)),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(None),
        Err(error) => Err(error),
    }
}

/// Gives keys in order.
pub(super) struct Sorted<K> {
    runs: Vec<BufReader<File>>,
    heads: BinaryHeap<Reverse<(K, usize)>>,
}

impl<K: Key> Sorted<K> {
    pub(super) fn next(&mut self) -> Result<Option<K>> {
        let Some(mut head) = self.heads.peek_mut() else {
            return Ok(None);
        };
        let run = self.runs.get_mut(head.0.1);
        let after = run.map_or(Ok(None), next).map_err(|source| Error::Io {
            path: String::new(),
            source,
        })?;
        Ok(Some(match after {
            Some(key) => std::mem::replace(&mut head.0.0, key),
            None => PeekMut::pop(head).0.0,
        }))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn keys_of_many_runs_come_back_in_order_and_leave_no_file() {
        let folder = tempfile::tempdir().unwrap();
        let conn = Connection::open(folder.path().join("house.huoke")).unwrap();
        let mut sorter = Sorter::beside(&conn);
        let mut expected = Vec::new();
        let mut draw = fastrand::Rng::with_seed(1);
        for round in 0..40_000 {
            let text: String = (0..draw.usize(0..5))
                .map(|_| draw.char('一'..='龥'))
                .collect();
            let key = (text, draw.i64(0..9), i64::from(round % 3));
            expected.push(key.clone());
            sorter.push(key).unwrap();
            if round % 7_000 == 6_999 {
                sorter.end_run().unwrap();
            }
        }
        expected.sort_unstable();
        let mut sorted = sorter.sorted().unwrap();
        assert!(sorted.runs.len() > 3);
        let mut met = Vec::new();
        while let Some(key) = sorted.next().unwrap() {
            met.push(key);
        }
        assert!(met == expected);
        drop(conn);
        let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
        assert!(left.len() <= 1, "{left:?}");
    }
}
