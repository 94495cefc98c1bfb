//! Drawing the card. Must not change it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{CardPane, document};
use crate::app::desk::Desk;
use crate::app::view::style;
use crate::kit::clean::clean;
use crate::kit::frame::{Edge, boxed, divider};
use crate::kit::layout::{inset, put, put_spans, take_top};
use crate::kit::width::wrap;

impl CardPane {
    /// Draws the pane.
    pub(in crate::app) fn draw(&self, desk: &Desk, buf: &mut Buffer, area: Rect, focused: bool) {
        let theme = &desk.theme;
        let title = document::title(desk, self);
        let lines = document::lines(desk, self);
        let end = self.scroll + usize::from(area.height.saturating_sub(2));
        let note = match lines.len() > end {
            true => theme.glyphs().more_below,
            false => "",
        };
        let inner = boxed(
            buf,
            area,
            theme,
            Edge {
                title: &title,
                note,
                focused,
            },
        );
        let inside = inset(inner, 1, 0);
        let words = &desk.text().desk;
        let plain = match (&self.failed, self.customer(), self.card()) {
            (Some(failed), ..) => Some((failed.as_str(), theme.error())),
            (None, None, _) => Some((words.nothing_chosen, theme.dim())),
            (None, Some(_), None) => Some((words.asking, theme.dim())),
            _ => None,
        };
        if let Some((said, look)) = plain {
            let mut rest = inside;
            for line in wrap(&clean(said), usize::from(inside.width)) {
                let (row, below) = take_top(rest, 1);
                put(buf, row, &line, look);
                rest = below;
            }
            return;
        }
        let heading = document::heading_at(desk, self);
        let mut rest = inside;
        for (number, line) in lines.iter().enumerate().skip(self.scroll) {
            let (row, below) = take_top(rest, 1);
            if row.is_empty() {
                break;
            }
            rest = below;
            let spans: Vec<_> = line
                .iter()
                .map(|(words, tone)| (words.as_str(), style(desk, *tone)))
                .collect();
            if Some(number) == heading {
                let whole = Rect {
                    x: area.x,
                    width: area.width,
                    ..row
                };
                divider(
                    buf,
                    whole,
                    theme,
                    Edge {
                        title: "",
                        note: "",
                        focused,
                    },
                );
                put_spans(buf, row, &[(" ", theme.text())]);
                let (_, after) = crate::kit::layout::take_left(row, 1);
                put_spans(buf, after, &spans);
            } else {
                put_spans(buf, row, &spans);
            }
        }
    }
}
