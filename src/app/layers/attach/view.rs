//! Drawing the search for the customer whom a number belongs to. Must not change it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::Attach;
use crate::app::desk::Desk;
use crate::app::layers::view::side;
use crate::app::panes::find::view::customer_rows;
use crate::app::view::View;
use crate::kit::dialog;
use crate::kit::input::{Look, draw};
use crate::kit::layout::{put_cut, take_bottom, take_top};

impl View for Attach {
    fn view(&self, desk: &Desk, buf: &mut Buffer, area: Rect) -> Option<Position> {
        let (forms, theme) = (&desk.text().forms, &desk.theme);
        let title = (forms.attach_title)(&self.number);
        let inner = dialog::overlay(buf, side(desk, area), theme, &title, 64, 14);
        let (line, rest) = take_top(inner, 1);
        let look = Look {
            placeholder: forms.attach_hint,
            style: theme.field(),
            focused: true,
            ..Look::default()
        };
        let cursor = draw(buf, line, &self.line, theme, look);
        let (bottom, middle) = take_bottom(rest, u16::from(self.failed.is_some()));
        customer_rows(desk, buf, middle, &self.found, &self.list, true);
        if let Some(failed) = &self.failed {
            put_cut(buf, bottom, failed, theme.error(), theme.glyphs().ellipsis);
        }
        cursor
    }
}
