//! Rows of tables that come and go: put in, taken out, put back.
//!
//! It must not know what a row stands for; the owner names its cells.

use super::{Field, Filled, Form};

/// A row that was taken out, and where it stood.
#[derive(Debug, Clone)]
pub(super) struct Removed<F: Copy + Eq> {
    at: usize,
    fields: Vec<Field<F>>,
}

impl<F: Copy + Eq> Form<F> {
    /// Puts fields behind one; at the end if there is no such field. The focus stays.
    pub fn insert_after(&mut self, id: F, fields: Vec<Field<F>>) {
        let at = self.fields.iter().position(|field| field.id == id);
        let at = at.map_or(self.fields.len(), |at| at + 1);
        if at <= self.focus {
            self.focus += fields.len();
        }
        self.fields.splice(at..at, fields);
    }

    /// The rows of a table that are there, in order: their numbers.
    #[must_use]
    pub fn rows(&self, table: u16) -> Vec<u16> {
        let rows = self.fields.iter().filter_map(Field::row);
        let mut rows: Vec<u16> = rows
            .filter(|(of, _)| *of == table)
            .map(|(_, row)| row)
            .collect();
        rows.dedup();
        rows
    }

    /// Whether nothing is in any cell of a row.
    #[must_use]
    pub fn is_row_blank(&self, table: u16, row: u16) -> bool {
        let mut cells = self.fields.iter();
        cells.all(|field| field.row() != Some((table, row)) || field.is_blank())
    }

    /// The table and row in focus, if it is a row.
    #[must_use]
    pub fn row_in_focus(&self) -> Option<(u16, u16)> {
        self.fields.get(self.focus).and_then(Field::row)
    }

    /// Takes the row in focus out, so that it can be put back; false where there is none, or
    /// nothing in it and no row after it.
    pub fn remove_row(&mut self) -> bool {
        let line = self.line_of(self.focus);
        let Some((table, row)) = self.row_in_focus() else {
            return false;
        };
        if self.rows(table).last() == Some(&row) && self.is_blank_row(&line) {
            return false;
        }
        let (column, at) = (self.focus - line.start, line.start);
        let fields: Vec<Field<F>> = self.fields.drain(line).collect();
        self.removed.push(Removed { at, fields });
        (self.touched, self.just_removed) = (true, true);
        let there = self.fields.get(at).and_then(Field::row);
        let same = there.is_some_and(|(of, _)| of == table);
        let next = if same { self.line_of(at) } else { at..at + 1 };
        let column = if self.is_blank_row(&next) { 0 } else { column };
        self.focus_index((at + column).min(next.end.saturating_sub(1)));
        true
    }

    /// Puts the row that was taken out last back.
    pub(super) fn put_back(&mut self) -> Filled<F> {
        self.just_removed = self.removed.len() > 1;
        let Some(Removed { at, fields }) = self.removed.pop() else {
            self.just_removed = false;
            return Filled::Taken;
        };
        let at = at.min(self.fields.len());
        let id = fields.first().map(|field| field.id);
        self.fields.splice(at..at, fields);
        self.focus_index(at);
        id.map_or(Filled::Taken, Filled::Changed)
    }
}
