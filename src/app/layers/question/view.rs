//! Drawing a question with the keys that answer it. Must not change it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::Question;
use crate::app::desk::Desk;
use crate::app::view::View;
use crate::kit::clean::clean_lines;
use crate::kit::dialog;

impl View for Question {
    fn view(&self, desk: &Desk, buf: &mut Buffer, area: Rect) -> Option<Position> {
        dialog::message(
            buf,
            area,
            &desk.theme,
            &self.title,
            &clean_lines(&self.words),
        );
        None
    }
}
