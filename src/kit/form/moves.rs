//! Where the focus goes: to the next field, line, cell or section.
//!
//! It must not know what is filled in; fields without sections and rows are one long column.

use super::{Field, Filled, Form};
use crate::kit::key::Key;
use std::ops::Range;

impl<F: Copy + Eq> Form<F> {
    /// Arrows and page keys; none: the key is the field's own.
    pub(super) fn moved(&mut self, key: Key) -> Option<Filled<F>> {
        let field = self.fields.get_mut(self.focus)?;
        let id = field.id;
        let to = match key {
            Key::BackTab => self.previous(),
            Key::Up if field.move_up() => return Some(Filled::Taken),
            Key::Down if field.move_down() => return Some(Filled::Taken),
            Key::Up => self.line_away(-1),
            Key::Down => self.line_away(1),
            Key::Left if field.input.at_start() => self.beside(-1)?,
            Key::Right if field.input.at_end() => self.beside(1)?,
            Key::PageUp => self.section_away(-1),
            Key::PageDown => self.section_away(1),
            _ => return None,
        };
        let field = self.fields.get_mut(self.focus)?;
        let accepted = field.accept_typed();
        self.touched |= accepted;
        let taken = self.focus_index(to);
        Some(if accepted { Filled::Changed(id) } else { taken })
    }

    pub(super) fn focus_index(&mut self, index: usize) -> Filled<F> {
        if let Some(field) = self.fields.get_mut(self.focus) {
            field.leave();
        }
        self.focus = index.min(self.fields.len().saturating_sub(1));
        if let Some(field) = self.fields.get_mut(self.focus) {
            field.enter();
        }
        Filled::Taken
    }

    /// The first field from a place on that is not only looked at; none: there is no other.
    fn past_shown(&self, from: usize, by: isize) -> Option<usize> {
        let mut at = from;
        while self.fields.get(at)?.is_shown() {
            at = at.checked_add_signed(by)?;
        }
        Some(at)
    }

    /// The field after this one, round to the first; past a row that is still empty.
    pub(super) fn next(&self) -> usize {
        let next = self.past_blank_row().unwrap_or(self.focus + 1);
        let next = self.past_shown(next, 1).unwrap_or(next);
        if next < self.fields.len() { next } else { 0 }
    }

    fn previous(&self) -> usize {
        let last = self.fields.len().saturating_sub(1);
        let before = self.focus.checked_sub(1).unwrap_or(last);
        let line = self.line_of(before);
        if self.is_blank_row(&line) {
            line.start
        } else {
            self.past_shown(before, -1).unwrap_or(before)
        }
    }

    /// Where Enter goes: the next field that is usually filled in; none: this is the last.
    pub(super) fn onward(&self) -> Option<usize> {
        let from = self.past_blank_row().unwrap_or(self.focus + 1);
        let line = self.line_of(self.focus);
        let rest = self.fields.iter().enumerate().skip(from);
        let passed = |index: &usize, field: &Field<F>| {
            field.passed
                || field.is_shown()
                || (field.spare && field.is_blank() && !line.contains(index))
        };
        rest.into_iter()
            .find(|(index, field)| !passed(index, field))
            .map(|(index, _)| index)
    }

    fn past_blank_row(&self) -> Option<usize> {
        let line = self.line_of(self.focus);
        self.is_blank_row(&line).then_some(line.end)
    }

    /// Whether a line is a row of several cells with nothing in any of them.
    pub(super) fn is_blank_row(&self, line: &Range<usize>) -> bool {
        let cells = self.fields.get(line.clone()).unwrap_or_default();
        cells.first().is_some_and(|cell| cell.row().is_some()) && cells.iter().all(Field::is_blank)
    }

    /// The fields that share a line with one.
    pub(super) fn line_of(&self, index: usize) -> Range<usize> {
        let row = |index: usize| self.fields.get(index).and_then(Field::row);
        let here = row(index);
        if here.is_none() {
            return index..index + 1;
        }
        let before = self.fields.iter().take(index).rev();
        let start = index - before.take_while(|field| field.row() == here).count();
        let after = self.fields.iter().skip(start);
        start..start + after.take_while(|field| field.row() == here).count()
    }

    /// The field above or below: in the same column of a table; in an empty row the first.
    fn line_away(&self, by: isize) -> usize {
        let line = self.line_of(self.focus);
        let beyond = if by > 0 {
            Some(line.end).filter(|end| *end < self.fields.len())
        } else {
            line.start.checked_sub(1)
        };
        let Some(beyond) = beyond else {
            return self.focus;
        };
        let other = self.line_of(beyond);
        let same_table = |at: usize| {
            let table = |at| {
                self.fields
                    .get(at)
                    .and_then(Field::row)
                    .map(|(table, _)| table)
            };
            table(at).is_some() && table(at) == table(self.focus)
        };
        if self.is_blank_row(&other) || !same_table(other.start) {
            return other.start;
        }
        let to = (other.start + self.focus - line.start).min(other.end - 1);
        self.past_shown(to, -1).unwrap_or(to)
    }

    /// The cell to the left or right, if there is one.
    fn beside(&self, by: isize) -> Option<usize> {
        let to = self.past_shown(self.focus.checked_add_signed(by)?, by)?;
        let row = self.fields.get(self.focus)?.row()?;
        let same = self.fields.get(to).and_then(Field::row) == Some(row);
        same.then_some(to)
    }

    /// The first field of the next section; back to the first of this one before the one above.
    fn section_away(&self, by: isize) -> usize {
        let here = self.section();
        let first_of = |section| {
            self.fields
                .iter()
                .position(|field| field.section == section)
        };
        let start = first_of(here).unwrap_or(0);
        if by < 0 {
            let above = self.fields.iter().take(start).next_back();
            let above = above.and_then(|field| first_of(field.section));
            return if self.focus > start {
                start
            } else {
                above.unwrap_or(0)
            };
        }
        let below = self.fields.iter().skip(self.focus);
        let below = below.into_iter().find(|field| field.section != here);
        let last = self.fields.len().saturating_sub(1);
        below
            .and_then(|field| first_of(field.section))
            .unwrap_or(last)
    }

    /// Goes where Enter leads from a field, wherever the focus is.
    pub fn go_on_from(&mut self, id: F) {
        self.set_focus(id);
        if let Some(next) = self.onward() {
            self.focus_index(next);
        }
    }

    /// The section in focus.
    #[must_use]
    pub fn section(&self) -> usize {
        self.fields.get(self.focus).map_or(0, |field| field.section)
    }
}
