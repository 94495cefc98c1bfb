//! Drawing the customer form: the bar of sections, the form, the warning of customers who may be
//! the same, and a clash over it. Must not change it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::CustomerForm;
use super::part::Part;
use crate::app::desk::Desk;
use crate::app::layers::view::side;
use crate::app::pane::Tone;
use crate::app::view::{View, style};
use crate::kit::form::{self, Told};
use crate::kit::frame::{Edge, boxed};
use crate::kit::layout::{clear, inset, put_cut, take_bottom, take_top};
use crate::kit::width::wrap;

/// Most lines of a sentence below the form.
const BELOW: usize = 3;

impl View for CustomerForm {
    fn view(&self, desk: &Desk, buf: &mut Buffer, area: Rect) -> Option<Position> {
        let area = side(desk, area);
        clear(buf, area);
        let words = &desk.text().forms;
        let title = match self.customer {
            Some(_) => (words.customer.edit_title)(&self.name),
            None => words.new_title.to_owned(),
        };
        let edge = Edge {
            title: &title,
            note: if self.ahead.is_some() {
                desk.text().desk.asking
            } else if self.is_number_given() {
                words.customer.of_call
            } else {
                ""
            },
            focused: true,
        };
        let inner = inset(boxed(buf, area, &desk.theme, edge), 1, 0);
        let rest = self.below(desk, buf, inner);
        let titles: Vec<&str> = self
            .sections
            .iter()
            .map(|(title, _)| self.title(desk, title))
            .collect();
        let bar = u16::from(rest.height > 4);
        let (top, middle) = take_top(rest, bar);
        form::bar(buf, top, &self.form, &desk.theme, &titles);
        let words = |part: Part| self.words(desk, part);
        let told = Told {
            words: &words,
            sections: &titles,
        };
        let cursor = form::draw(buf, middle, &self.form, &desk.theme, &told);
        match &self.clash {
            Some(clash) => {
                self.draw_clash(desk, buf, area, clash);
                None
            }
            None => cursor,
        }
    }
}

impl CustomerForm {
    /// The sentences under the form; what is left of the area.
    fn below(&self, desk: &Desk, buf: &mut Buffer, area: Rect) -> Rect {
        let alike = self.alike.said(desk).map(|said| (said, Tone::Warning));
        let mut rest = area;
        for (said, tone) in self.sending.said().into_iter().chain(alike) {
            let mut lines = wrap(&said, usize::from(area.width));
            lines.truncate(BELOW);
            let most = rest.height.saturating_sub(2);
            for line in lines.iter().rev().take(usize::from(most)) {
                let (row, above) = take_bottom(rest, 1);
                let ellipsis = desk.theme.glyphs().ellipsis;
                put_cut(buf, row, line, style(desk, tone), ellipsis);
                rest = above;
            }
        }
        rest
    }
}
