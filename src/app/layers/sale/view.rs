//! Drawing the form of a sale: sections, lines, and the sums below. Must not change it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::SaleForm;
use super::part::Part;
use crate::app::desk::Desk;
use crate::app::layers::view::side;
use crate::app::pane::Tone;
use crate::app::view::{View, style};
use crate::kit::clean::clean;
use crate::kit::form::{self, Told};
use crate::kit::frame::{Edge, boxed};
use crate::kit::layout::{clear, inset, put_cut, take_bottom};
use crate::kit::width::wrap;

/// Fewest columns beside the list in which lines stand as a table; with less the form takes all.
const LEAST: u16 = 60;
/// Most lines of the sums, and of a sentence below them.
const BELOW: usize = 3;

impl View for SaleForm {
    fn view(&self, desk: &Desk, buf: &mut Buffer, area: Rect) -> Option<Position> {
        let beside = side(desk, area);
        let area = if beside.width < LEAST { area } else { beside };
        clear(buf, area);
        let words = &desk.text().forms.sale;
        let title = match &self.customer {
            Some((_, name)) => (words.title)(&clean(name)),
            None => words.new_title.to_owned(),
        };
        let about = self.about_buyer(desk).unwrap_or_default();
        let about = clean(&about);
        let note = if self.sending.waiting {
            desk.text().desk.waiting
        } else if self.is_asking() {
            desk.text().desk.asking
        } else {
            &about
        };
        let edge = Edge {
            title: &title,
            note,
            focused: true,
        };
        let inner = inset(boxed(buf, area, &desk.theme, edge), 1, 0);
        let failed = self
            .sending
            .failed
            .as_ref()
            .map(|said| (said.as_str(), Tone::Error));
        let sums = self.summed(desk);
        let below = failed.into_iter().chain([(sums.as_str(), Tone::Strong)]);
        let rest = sentences(desk, buf, inner, below.collect());
        let words = |part: Part| self.words(desk, part);
        let titles = desk.text().forms.sale.sections;
        let told = Told {
            words: &words,
            sections: &titles,
        };
        form::draw(buf, rest, &self.form, &desk.theme, &told)
    }
}

/// Sentences at the foot of an area, the last one lowest; what is left above them.
fn sentences(desk: &Desk, buf: &mut Buffer, area: Rect, said: Vec<(&str, Tone)>) -> Rect {
    let mut rest = area;
    for (said, tone) in said.into_iter().rev() {
        let mut lines = wrap(said, usize::from(area.width));
        lines.truncate(BELOW);
        let most = rest.height.saturating_sub(4);
        for line in lines.iter().rev().take(usize::from(most)) {
            let (row, above) = take_bottom(rest, 1);
            put_cut(
                buf,
                row,
                line,
                style(desk, tone),
                desk.theme.glyphs().ellipsis,
            );
            rest = above;
        }
    }
    rest
}
