//! Drawing the lists of tasks with their counts. Must not change them.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{TaskLists, is_counted};
use crate::app::desk::Desk;
use crate::app::tasking::list_name;
use crate::app::view::View;
use crate::domain::task::COUNTED;
use crate::kit::dialog;
use crate::kit::layout::{put_cut, take_bottom};
use crate::kit::table::{self, Cell, Column, Row};

/// Columns of the chooser, at most.
const WIDTH: u16 = 50;

impl View for TaskLists {
    fn view(&self, desk: &Desk, buf: &mut Buffer, area: Rect) -> Option<Position> {
        let theme = &desk.theme;
        let (today, ellipsis) = (&desk.text().today, theme.glyphs().ellipsis);
        let rows = self.lists.len() + usize::from(self.failed.is_some());
        let rows = u16::try_from(rows).unwrap_or(u16::MAX);
        let height = rows.min(area.height.saturating_sub(2));
        let title = desk.text().queue.lists_title;
        let inner = dialog::overlay(buf, area, theme, title, WIDTH, height);
        let (bottom, inner) = take_bottom(inner, u16::from(self.failed.is_some()));
        if let Some(failed) = &self.failed {
            put_cut(buf, bottom, failed, theme.error(), ellipsis);
        }
        let columns = [Column::left(16, 42, 0), Column::right(5, 5, 0)];
        let whom = self.whom.as_ref().map(|(_, name)| name.as_str());
        let shown: Vec<Row<'_>> = self
            .list
            .window(usize::from(inner.height))
            .filter_map(|place| Some((place, self.lists.get(place)?)))
            .map(|(place, which)| {
                let count = match self.count(place) {
                    Some(count) => (today.count)(count.min(COUNTED - 1), count >= COUNTED),
                    None if is_counted(which) && self.failed.is_none() => ellipsis.to_owned(),
                    None => String::new(),
                };
                Row {
                    cells: vec![
                        Cell::from(list_name(desk, which, whom)),
                        Cell::styled(count, theme.dim()),
                    ],
                    selected: place == self.list.index(),
                    ..Row::default()
                }
            })
            .collect();
        table::draw(buf, inner, theme, &columns, &shown, true);
        None
    }
}
