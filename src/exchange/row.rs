//! The cells of one row, and where in the file it stands. Must not know how rows are read.

use std::sync::Arc;

/// The cells of one row as they stand in the file, quotation marks resolved.
/// Made once and filled again for each row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// Physical line on which the row begins, from 1; of a worksheet the number of the row.
    pub line: u64,
    /// In which part of the file it stands.
    pub part: Part,
    /// Of what is no row of cells: as it stands in the file, a line each.
    pub source: Option<Box<str>>,
    text: String,
    ends: Vec<usize>,
}

/// A part of a file that counts for itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Part {
    /// The file has no parts.
    #[default]
    Whole,
    /// A worksheet, by name.
    Sheet(Arc<str>),
    /// A card of contacts, by its number from 1.
    Card(u64),
}

impl Row {
    /// A row of these cells.
    pub fn new<'a>(line: u64, cells: impl Iterator<Item = &'a str>) -> Self {
        let mut row = Row {
            line,
            ..Row::default()
        };
        for cell in cells {
            row.push(cell);
        }
        row
    }

    /// Empties it, to be filled again from `line`; the part stays.
    pub fn clear(&mut self, line: u64) {
        self.line = line;
        self.text.clear();
        self.ends.clear();
    }

    /// Adds a cell.
    pub fn push(&mut self, cell: &str) {
        self.text.push_str(cell);
        self.ends.push(self.text.len());
    }

    /// Where it stands, in figures and names: `17`, `Sheet1!17`, `#3:17` (card 3, line 17).
    #[must_use]
    pub fn place(&self) -> String {
        match &self.part {
            Part::Whole => self.line.to_string(),
            Part::Sheet(name) => format!("{name}!{}", self.line),
            Part::Card(number) => format!("#{number}:{}", self.line),
        }
    }

    /// The number of cells.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is no cell at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Whether no cell says anything.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.source.is_none() && self.text.trim().is_empty()
    }

    /// The cell at `index` from 0; empty beyond the last.
    #[must_use]
    pub fn cell(&self, index: usize) -> &str {
        let start = match index {
            0 => 0,
            _ => self.ends.get(index - 1).copied().unwrap_or(self.text.len()),
        };
        let end = self.ends.get(index).copied().unwrap_or(start);
        self.text.get(start..end).unwrap_or_default()
    }

    /// All cells in order.
    pub fn cells(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|index| self.cell(index))
    }

    /// Sets the cells; the index of the first that is no UTF-8, which is then kept with marks.
    pub(super) fn set(&mut self, bytes: &[u8], ends: &[usize]) -> Option<usize> {
        self.ends.clear();
        let mut text = std::mem::take(&mut self.text).into_bytes();
        text.clear();
        text.extend_from_slice(bytes);
        match String::from_utf8(text) {
            Ok(text) if ends.iter().all(|&end| text.is_char_boundary(end)) => {
                self.text = text;
                self.ends.extend_from_slice(ends);
                None
            }
            _ => Some(self.set_marked(bytes, ends)),
        }
    }

    fn set_marked(&mut self, bytes: &[u8], ends: &[usize]) -> usize {
        let mut first_bad = None;
        let mut start = 0;
        for (index, &end) in ends.iter().enumerate() {
            let cell = bytes.get(start..end).unwrap_or_default();
            if std::str::from_utf8(cell).is_err() {
                first_bad.get_or_insert(index);
            }
            self.text.push_str(&String::from_utf8_lossy(cell));
            self.ends.push(self.text.len());
            start = end;
        }
        first_bad.unwrap_or(0)
    }
}
