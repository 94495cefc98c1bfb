//! Drawing a choice. Must not change it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::Menu;
use crate::app::desk::Desk;
use crate::app::view::View;
use crate::kit::dialog;
use crate::kit::input::{Look, draw};
use crate::kit::layout::{put_cut, take_top};
use crate::kit::table::{self, Cell, Column, Row};

impl View for Menu {
    fn view(&self, desk: &Desk, buf: &mut Buffer, area: Rect) -> Option<Position> {
        let (forms, theme) = (&desk.text().forms, &desk.theme);
        let rows = u16::try_from(self.items.len()).unwrap_or(u16::MAX);
        let more = u16::from(self.line.is_some());
        let height = rows.saturating_add(more).min(area.height.saturating_sub(2));
        let inner = dialog::overlay(buf, area, theme, &self.title, 60, height);
        let (cursor, rest) = match &self.line {
            Some(line) => {
                let (top, rest) = take_top(inner, 1);
                let look = Look {
                    placeholder: forms.palette_hint,
                    style: theme.field(),
                    focused: true,
                };
                (draw(buf, top, line, theme, look), rest)
            }
            None => (None, inner),
        };
        if self.list.is_empty() {
            put_cut(
                buf,
                rest,
                forms.no_action,
                theme.dim(),
                theme.glyphs().ellipsis,
            );
            return cursor;
        }
        let keyed = self.items.iter().any(|item| !item.key.is_empty());
        let key = if keyed { 9 } else { 0 };
        let columns = [
            Column::left(key, key, 2),
            Column::left(8, 34, 0),
            Column::left(10, 40, 3),
        ];
        let window = self.list.window(usize::from(rest.height));
        let mut shown = Vec::new();
        for (place, &item) in self.list.ids().iter().enumerate() {
            let Some(item) = self.items.get(item).filter(|_| window.contains(&place)) else {
                continue;
            };
            let note = item.dead.as_deref().unwrap_or(&item.note);
            let label = if item.dead.is_some() {
                theme.key_dead()
            } else {
                theme.text()
            };
            shown.push(Row {
                cells: vec![
                    Cell::styled(item.key.as_str(), theme.key_hint()),
                    Cell::styled(item.label.as_str(), label),
                    Cell::styled(note, theme.dim()),
                ],
                selected: place == self.list.index(),
                ..Row::default()
            });
        }
        table::draw(buf, rest, theme, &columns, &shown, true);
        cursor
    }
}
