//! Drawing a choice. Must not change it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::Menu;
use crate::app::desk::Desk;
use crate::app::pane::Tone;
use crate::app::view::{View, style};
use crate::kit::dialog;
use crate::kit::input::{Look, draw};
use crate::kit::layout::{put_cut, take_bottom, take_top};
use crate::kit::table::{self, Cell, Column, Row};
use crate::kit::width::{width, wrap};

/// Columns of a label at most.
const LABEL: u16 = 34;

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
                    ..Look::default()
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
        let rest = self.reason(desk, buf, rest);
        let label = self.widest_label();
        let columns = [
            Column::left(key, key, 2),
            Column::left(label.min(8), label, 0),
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

impl Menu {
    /// Columns of the longest label that is shown.
    fn widest_label(&self) -> u16 {
        let shown = self.list.ids().iter();
        let items = shown.filter_map(|place| self.items.get(*place));
        let widest = items.map(|item| width(&item.label)).max().unwrap_or(0);
        u16::try_from(widest).unwrap_or(LABEL).min(LABEL)
    }

    /// Why the selected one cannot be chosen now, whole, below all; the area that is left.
    fn reason(&self, desk: &Desk, buf: &mut Buffer, area: Rect) -> Rect {
        let why = self.selected().and_then(|item| item.dead.as_deref());
        let lines = wrap(why.unwrap_or_default(), usize::from(area.width));
        let lines = lines.iter().filter(|line| !line.is_empty());
        let most = usize::from(area.height.saturating_sub(1));
        let lines: Vec<&String> = lines.take(most).collect();
        let (below, rest) = take_bottom(area, u16::try_from(lines.len()).unwrap_or(0));
        let mut free = below;
        for line in lines {
            let (row, under) = take_top(free, 1);
            put_cut(buf, row, line, style(desk, Tone::Warning), "");
            free = under;
        }
        rest
    }
}
