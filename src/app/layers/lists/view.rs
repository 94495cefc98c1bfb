//! Drawing the lists of Today with their counts. Must not change them.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::Lists;
use crate::app::desk::Desk;
use crate::app::view::View;
use crate::kit::dialog;
use crate::kit::layout::{put_cut, take_bottom};
use crate::kit::table::{self, Cell, Column, Row};
use crate::text::lists::title;

/// Columns of the chooser, at most.
const WIDTH: u16 = 56;

impl View for Lists {
    fn view(&self, desk: &Desk, buf: &mut Buffer, area: Rect) -> Option<Position> {
        let (words, theme) = (&desk.text().today, &desk.theme);
        let rows = self.lists.len() + usize::from(self.failed.is_some());
        let rows = u16::try_from(rows).unwrap_or(u16::MAX);
        let height = rows.min(area.height.saturating_sub(2));
        let name = (words.lists_title)(&desk.whose(self.whose));
        let inner = dialog::overlay(buf, area, theme, &name, WIDTH, height);
        let (bottom, inner) = take_bottom(inner, u16::from(self.failed.is_some()));
        if let Some(failed) = &self.failed {
            put_cut(buf, bottom, failed, theme.error(), theme.glyphs().ellipsis);
        }
        let columns = [Column::left(16, 46, 0), Column::right(5, 5, 0)];
        let window = self.list.window(usize::from(inner.height));
        let counted = self.lists.iter().zip(&self.counts).enumerate();
        let shown: Vec<Row<'_>> = counted
            .filter(|(place, _)| window.contains(place))
            .map(|(place, (list, count))| {
                let count = count.map(|count| (words.count)(count.count, count.more));
                let count = count.unwrap_or_else(|| theme.glyphs().ellipsis.to_owned());
                Row {
                    cells: vec![
                        Cell::from(title(desk.lang, *list)),
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
