//! Drawing a sale. Must not change it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Sold, page};
use crate::app::desk::Desk;
use crate::app::layers::view::side;
use crate::app::view::{View, style};
use crate::kit::clean::clean;
use crate::kit::frame::{Edge, boxed};
use crate::kit::layout::{clear, inset, put, put_spans, take_top};
use crate::kit::width::wrap;

impl View for Sold {
    fn view(&self, desk: &Desk, buf: &mut Buffer, area: Rect) -> Option<Position> {
        let theme = &desk.theme;
        let area = side(desk, area);
        clear(buf, area);
        let lines = self.sale.as_deref().map(|sale| page::lines(desk, sale));
        let title = match &self.sale {
            Some(sale) => page::title(desk, sale),
            None => desk.text().sales.title.to_owned(),
        };
        let end = self.scroll + usize::from(area.height.saturating_sub(2));
        let more = lines.as_ref().is_some_and(|lines| lines.len() > end);
        let edge = Edge {
            title: &title,
            note: if more { theme.glyphs().more_below } else { "" },
            focused: true,
        };
        let mut rest = inset(boxed(buf, area, theme, edge), 1, 0);
        let instead = match (&self.failed, &lines) {
            (Some(failed), _) => Some((failed.as_str(), theme.error())),
            (None, None) => Some((desk.text().desk.asking, theme.dim())),
            _ => None,
        };
        if let Some((said, look)) = instead {
            for line in wrap(&clean(said), usize::from(rest.width)) {
                let (row, below) = take_top(rest, 1);
                put(buf, row, &line, look);
                rest = below;
            }
            return None;
        }
        for line in lines.iter().flatten().skip(self.scroll) {
            let (row, below) = take_top(rest, 1);
            if row.is_empty() {
                break;
            }
            let spans: Vec<_> = line
                .iter()
                .map(|(words, tone)| (words.as_str(), style(desk, *tone)))
                .collect();
            put_spans(buf, row, &spans);
            rest = below;
        }
        None
    }
}
