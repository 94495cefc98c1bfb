//! A scrolling list: which row is selected, which are marked, which are in view.
//!
//! It knows rows by their ids only, so that a row stays selected when others come and go.
//! It must not know what a row shows, nor which letters mark rows.

use std::collections::HashSet;
use std::hash::Hash;
use std::ops::Range;

use crate::kit::key::Key;

/// The state of a list over rows of type `Id`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List<Id: Copy + Eq + Hash> {
    ids: Vec<Id>,
    at: usize,
    top: usize,
    height: usize,
    marks: HashSet<Id>,
    range_from: Option<Id>,
}

impl<Id: Copy + Eq + Hash> Default for List<Id> {
    fn default() -> Self {
        List {
            ids: Vec::new(),
            at: 0,
            top: 0,
            height: 1,
            marks: HashSet::new(),
            range_from: None,
        }
    }
}

impl<Id: Copy + Eq + Hash> List<Id> {
    /// A list over rows, the first one selected.
    #[must_use]
    pub fn new(ids: Vec<Id>) -> Self {
        List {
            ids,
            ..List::default()
        }
    }

    /// Without rows, as tall as it is: for another question.
    #[must_use]
    pub fn emptied(&self) -> Self {
        List {
            height: self.height,
            ..List::default()
        }
    }

    /// Puts other rows in. The selection stays on its row where that is still there, else it
    /// goes to the first that is left of those after it, else it keeps its place; marks on rows
    /// that are gone are gone too.
    pub fn set_rows(&mut self, ids: Vec<Id>) {
        let before = std::mem::replace(&mut self.ids, ids);
        let there: HashSet<Id> = self.ids.iter().copied().collect();
        let mut after = before.iter().skip(self.at);
        let left = after.find(|id| there.contains(id));
        let found = left.and_then(|left| self.ids.iter().position(|id| id == left));
        self.at = found.unwrap_or(self.at).min(self.last());
        if !self.marks.is_empty() || self.range_from.is_some() {
            self.marks.retain(|id| there.contains(id));
            self.range_from = self.range_from.filter(|id| there.contains(id));
        }
        self.follow();
    }

    /// Puts the rows of another question in: first row selected, nothing marked.
    pub fn reset(&mut self, ids: Vec<Id>) {
        *self = List {
            ids,
            ..self.emptied()
        };
    }

    /// Says how many rows are in view, for paging and scrolling.
    pub fn set_height(&mut self, rows: usize) {
        self.height = rows.max(1);
        self.follow();
    }

    /// Moves the selection: arrows, page keys, Home and End. Returns whether the key was
    /// one of these; at an end it is taken and does nothing.
    pub fn handle(&mut self, key: Key) -> bool {
        let page = self.height.saturating_sub(1).max(1);
        let to = match key {
            Key::Up => self.at.saturating_sub(1),
            Key::Down => self.at.saturating_add(1),
            Key::PageUp => self.at.saturating_sub(page),
            Key::PageDown => self.at.saturating_add(page),
            Key::Home => 0,
            Key::End => self.last(),
            _ => return false,
        };
        self.select_index(to);
        true
    }

    /// Selects a place, the last one if there are fewer.
    pub fn select_index(&mut self, index: usize) {
        self.at = index.min(self.last());
        self.follow();
    }

    /// Selects a row; returns whether it is there.
    pub fn select(&mut self, id: Id) -> bool {
        let found = self.ids.iter().position(|i| *i == id);
        if let Some(index) = found {
            self.select_index(index);
        }
        found.is_some()
    }

    /// Steps to the next (`1`) or previous (`-1`) row; returns it, or nothing at an end.
    pub fn step(&mut self, by: isize) -> Option<Id> {
        let to = self
            .at
            .checked_add_signed(by)
            .filter(|to| *to < self.ids.len())?;
        self.select_index(to);
        self.selected()
    }

    /// Marks the selected row or takes its mark off, and moves on to the next.
    pub fn toggle_mark(&mut self) {
        self.close_range();
        if let Some(id) = self.selected() {
            if !self.marks.remove(&id) {
                self.marks.insert(id);
            }
            self.select_index(self.at.saturating_add(1));
        }
    }

    /// Marks every row, or none if every row is marked.
    pub fn toggle_all(&mut self) {
        self.close_range();
        if self.marks.len() == self.ids.len() {
            self.marks.clear();
        } else {
            self.marks = self.ids.iter().copied().collect();
        }
    }

    /// Starts a range at the selected row; a second time, marks what it spans.
    pub fn toggle_range(&mut self) {
        if self.range_from.is_some() {
            self.close_range();
        } else {
            self.range_from = self.selected();
        }
    }

    /// Takes all marks off; returns whether there were any.
    pub fn clear_marks(&mut self) -> bool {
        let any = !self.marks.is_empty() || self.range_from.is_some();
        self.marks.clear();
        self.range_from = None;
        any
    }

    /// Takes all marks off, as what they were for is done, and selects the first row after them;
    /// where they end the list, the last one before.
    pub fn pass_marks(&mut self) {
        let last = (0..self.len()).rfind(|at| self.is_marked(*at));
        let next = last.and_then(|last| {
            let after = Some(last + 1).filter(|next| *next < self.len());
            after.or_else(|| (0..last).rfind(|at| !self.is_marked(*at)))
        });
        self.clear_marks();
        self.select_index(next.unwrap_or(self.at));
    }

    /// What an action applies to: the marked rows in order, else the selected one.
    #[must_use]
    pub fn targets(&self) -> Vec<Id> {
        let marked = self.marked();
        if marked.is_empty() {
            self.selected().into_iter().collect()
        } else {
            marked
        }
    }

    /// The marked rows in order, those of an open range among them.
    #[must_use]
    pub fn marked(&self) -> Vec<Id> {
        if self.marks.is_empty() && self.range_from.is_none() {
            return Vec::new();
        }
        let range = self.range();
        let rows = self.ids.iter().enumerate();
        rows.filter(|(i, id)| range.contains(i) || self.marks.contains(id))
            .map(|(_, id)| *id)
            .collect()
    }

    /// Whether the row at a place is marked or within an open range.
    #[must_use]
    pub fn is_marked(&self, index: usize) -> bool {
        self.range().contains(&index)
            || self
                .ids
                .get(index)
                .is_some_and(|id| self.marks.contains(id))
    }

    /// Whether any row is marked or a range is open.
    #[must_use]
    pub fn has_marks(&self) -> bool {
        !self.marks.is_empty() || self.range_from.is_some()
    }

    /// Whether a range is open.
    #[must_use]
    pub fn in_range(&self) -> bool {
        self.range_from.is_some()
    }

    /// The selected row.
    #[must_use]
    pub fn selected(&self) -> Option<Id> {
        self.ids.get(self.at).copied()
    }

    /// The place of the selected row; 0 in an empty list.
    #[must_use]
    pub fn index(&self) -> usize {
        self.at
    }

    /// All rows.
    #[must_use]
    pub fn ids(&self) -> &[Id] {
        &self.ids
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// The places in view in so many rows; the selected one is always among them.
    #[must_use]
    pub fn window(&self, height: usize) -> Range<usize> {
        if height == 0 {
            return 0..0;
        }
        let top = self.top_for(height);
        top..self.ids.len().min(top + height)
    }

    fn top_for(&self, height: usize) -> usize {
        let lowest = (self.at + 1).saturating_sub(height);
        let fullest = self.ids.len().saturating_sub(height);
        self.top
            .clamp(lowest, self.at.max(lowest))
            .min(fullest.max(lowest))
    }

    fn follow(&mut self) {
        self.top = self.top_for(self.height);
    }

    fn last(&self) -> usize {
        self.ids.len().saturating_sub(1)
    }

    fn range(&self) -> Range<usize> {
        let Some(from) = self
            .range_from
            .and_then(|id| self.ids.iter().position(|i| *i == id))
        else {
            return 0..0;
        };
        from.min(self.at)..from.max(self.at) + 1
    }

    fn close_range(&mut self) {
        let range = self.range();
        self.marks.extend(self.ids.get(range).unwrap_or_default());
        self.range_from = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn list(n: u32, height: usize) -> List<u32> {
        let mut list = List::new((0..n).collect());
        list.set_height(height);
        list
    }

    #[test]
    fn the_selection_stays_on_its_row_when_others_come_and_go() {
        let mut list = list(5, 3);
        list.select(3);
        list.set_rows(vec![9, 8, 3, 7]);
        assert_eq!((list.selected(), list.index()), (Some(3), 2));
        list.set_rows(vec![9, 8]);
        assert_eq!(
            list.selected(),
            Some(8),
            "its row is gone: the nearest place"
        );
        list.set_rows(vec![]);
        assert_eq!((list.selected(), list.step(1)), (None, None));
    }

    #[test]
    fn paging_keeps_one_row_of_the_page_before() {
        let mut list = list(10, 4);
        list.handle(Key::PageDown);
        assert_eq!((list.index(), list.window(4)), (3, 0..4));
        list.handle(Key::PageDown);
        assert_eq!((list.index(), list.window(4)), (6, 3..7));
        list.handle(Key::Up);
        assert_eq!(
            list.window(4),
            3..7,
            "the view rests while the selection is in it"
        );
        list.handle(Key::End);
        assert_eq!(list.window(4), 6..10);
        assert!(list.handle(Key::Down) && list.index() == 9);
        assert!(!list.handle(Key::Char('j')), "letters are actions");
    }

    #[test]
    fn marks_and_ranges_decide_what_an_action_applies_to() {
        let mut list = list(6, 6);
        assert_eq!(list.targets(), [0]);
        list.toggle_mark();
        assert_eq!((list.targets(), list.index()), (vec![0], 1));
        list.select(4);
        list.toggle_range();
        list.handle(Key::Up);
        list.handle(Key::Up);
        assert_eq!(list.targets(), [0, 2, 3, 4]);
        list.toggle_range();
        list.select(0);
        assert_eq!(
            list.targets(),
            [0, 2, 3, 4],
            "a closed range is marked for good"
        );
        list.set_rows(vec![5, 4, 1]);
        assert_eq!(list.targets(), [4], "marks on rows that are gone are gone");
        list.toggle_all();
        assert_eq!(list.targets(), [5, 4, 1]);
        list.toggle_all();
        assert!(!list.has_marks());
    }

    #[test]
    fn stepping_stops_at_the_ends() {
        let mut list = list(2, 1);
        assert_eq!(
            (list.step(-1), list.step(1), list.step(1)),
            (None, Some(1), None)
        );
    }

    proptest! {
        #[test]
        fn the_selected_row_is_always_in_view(
            n in 0u32..40,
            height in 1usize..12,
            keys in proptest::collection::vec(0usize..6, 0..40),
            shown in 0usize..12,
        ) {
            let moves = [Key::Up, Key::Down, Key::PageUp, Key::PageDown, Key::Home, Key::End];
            let mut list = list(n, height);
            for k in keys {
                list.handle(moves[k]);
                for h in [height, shown] {
                    let window = list.window(h);
                    prop_assert!(window.len() <= h && window.end <= list.len());
                    prop_assert!(h == 0 || n == 0 || window.contains(&list.index()));
                    prop_assert!(h == 0 || window.len() == h.min(list.len()), "no row is wasted");
                }
            }
        }
    }
}
