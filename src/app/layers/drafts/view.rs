//! Drawing forms that are not finished, a line each. Must not change them.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Drafts, told};
use crate::app::desk::Desk;
use crate::app::view::View;
use crate::kit::dialog;
use crate::kit::layout::put_cut;
use crate::kit::table::{self, Cell, Column, Row};

/// Columns of the list, at most.
const WIDTH: u16 = 96;

impl View for Drafts {
    fn view(&self, desk: &Desk, buf: &mut Buffer, area: Rect) -> Option<Position> {
        let (forms, theme) = (&desk.text().forms, &desk.theme);
        let rows = self.forms.as_ref().map_or(1, |forms| forms.len().max(1));
        let rows = u16::try_from(rows).unwrap_or(u16::MAX);
        let height = rows.min(area.height.saturating_sub(2));
        let inner = dialog::overlay(buf, area, theme, forms.drafts_title, WIDTH, height);
        let instead = match (&self.failed, &self.forms) {
            (Some(failed), _) => Some((failed.as_str(), theme.error())),
            (None, None) => Some((desk.text().desk.asking, theme.dim())),
            (None, Some(forms)) if forms.is_empty() => {
                Some((desk.text().forms.no_drafts, theme.dim()))
            }
            _ => None,
        };
        if let Some((words, look)) = instead {
            put_cut(buf, inner, words, look, theme.glyphs().ellipsis);
            return None;
        }
        let columns = [
            Column::left(5, 11, 1),
            Column::left(8, 16, 2),
            Column::left(8, 22, 0),
            Column::left(10, 60, 0),
        ];
        let window = self.list.window(usize::from(inner.height));
        let mut shown = Vec::new();
        for (place, form) in self.forms.iter().flatten().enumerate() {
            if !window.contains(&place) {
                continue;
            }
            let [when, what, whose, words] = told(desk, form);
            shown.push(Row {
                cells: vec![
                    Cell::styled(when, theme.dim()),
                    Cell::styled(what, theme.dim()),
                    Cell::styled(whose, theme.text()),
                    Cell::styled(words, theme.text()),
                ],
                selected: place == self.list.index(),
                ..Row::default()
            });
        }
        table::draw(buf, inner, theme, &columns, &shown, true);
        None
    }
}
