//! Drawing the lists of sales with their counts. Must not change them.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::SaleLists;
use crate::app::desk::Desk;
use crate::app::view::View;
use crate::domain::sale::SalesOf;
use crate::kit::clean::clean;
use crate::kit::dialog;
use crate::kit::layout::{put_cut, take_bottom};
use crate::kit::table::{self, Cell, Column, Row};
use crate::text::sales;

/// Columns of the chooser, at most.
const WIDTH: u16 = 48;

impl View for SaleLists {
    fn view(&self, desk: &Desk, buf: &mut Buffer, area: Rect) -> Option<Position> {
        let (words, theme) = (&desk.text().sales, &desk.theme);
        let rows = self.lists.len() + usize::from(self.failed.is_some());
        let rows = u16::try_from(rows).unwrap_or(u16::MAX);
        let height = rows.min(area.height.saturating_sub(2));
        let name = (words.lists_title)(&desk.whose(self.whose));
        let inner = dialog::overlay(buf, area, theme, &name, WIDTH, height);
        let (bottom, inner) = take_bottom(inner, u16::from(self.failed.is_some()));
        if let Some(failed) = &self.failed {
            put_cut(buf, bottom, failed, theme.error(), theme.glyphs().ellipsis);
        }
        let columns = [Column::left(16, 38, 0), Column::right(5, 6, 0)];
        let count = |place: usize| self.counts.as_ref()?.get(place).copied();
        let shown: Vec<Row<'_>> = self
            .list
            .window(usize::from(inner.height))
            .filter_map(|place| Some((place, self.lists.get(place)?)))
            .map(|(place, of)| {
                let name = match (of, &self.name) {
                    (SalesOf::Customer(_), Some(name)) => (words.of_customer)(&clean(name)),
                    _ => sales::list(desk.text(), *of).to_owned(),
                };
                let count =
                    count(place).map(|(count, more)| (desk.text().today.count)(count, more));
                let count = count.unwrap_or_else(|| theme.glyphs().ellipsis.to_owned());
                Row {
                    cells: vec![Cell::from(name), Cell::styled(count, theme.dim())],
                    selected: place == self.list.index(),
                    ..Row::default()
                }
            })
            .collect();
        table::draw(buf, inner, theme, &columns, &shown, true);
        None
    }
}
