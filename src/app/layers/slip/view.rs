//! Drawing a slip as it stands on paper. Must not change it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::Slip;
use crate::app::desk::Desk;
use crate::app::slip::{self, template};
use crate::app::tables::currency;
use crate::app::view::View;
use crate::kit::dialog;
use crate::kit::layout::{put_cut, take_top};

impl View for Slip {
    fn view(&self, desk: &Desk, buf: &mut Buffer, area: Rect) -> Option<Position> {
        let (words, theme) = (&desk.text().figures, &desk.theme);
        let lines = self.lines(desk);
        let code = self
            .slips
            .as_ref()
            .map_or("", |slips| slips.sale.row.code.as_str());
        let title = match self.receipt {
            true => (words.receipt_title)(code, self.columns()),
            false => (words.slip_title)(code, self.columns()),
        };
        let width = u16::try_from(self.columns()).unwrap_or(u16::MAX);
        let height = u16::try_from(lines.len().max(1)).unwrap_or(u16::MAX);
        let height = height.min(area.height.saturating_sub(2));
        let inner = dialog::overlay(buf, area, theme, &title, width, height);
        let instead = match (&self.failed, &self.slips) {
            (Some(failed), _) => Some((failed.as_str(), theme.error())),
            (None, None) => Some((desk.text().desk.asking, theme.dim())),
            _ => None,
        };
        if let Some((said, look)) = instead {
            put_cut(buf, inner, said, look, theme.glyphs().ellipsis);
            return None;
        }
        let mut rest = inner;
        for line in lines.iter().skip(self.top) {
            let (row, below) = take_top(rest, 1);
            put_cut(buf, row, line, theme.text(), theme.glyphs().ellipsis);
            rest = below;
        }
        None
    }
}

impl Slip {
    pub(super) fn lines(&self, desk: &Desk) -> Vec<String> {
        let Some(slips) = &self.slips else {
            return Vec::new();
        };
        let slip = slip::Slip {
            sale: &slips.sale,
            lang: desk.lang,
            now: &desk.now,
            choices: desk.choices(),
            currency: currency(desk),
        };
        slip.lay(template(desk.lang, slips, self.receipt), self.columns())
    }
}
