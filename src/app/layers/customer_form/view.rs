//! Drawing the customer form: the bar of sections, the form, the warning of customers who may be
//! the same, and a clash over it. Must not change it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::CustomerForm;
use super::clash::Clashing;
use super::part::Part;
use crate::app::desk::Desk;
use crate::app::layers::view::side;
use crate::app::pane::Tone;
use crate::app::view::{View, style};
use crate::domain::customer::merge::Keep;
use crate::kit::clean::clean;
use crate::kit::dialog;
use crate::kit::form::{self, Told};
use crate::kit::frame::{Edge, boxed};
use crate::kit::layout::{clear, inset, put_cut, put_spans, take_bottom, take_left, take_top};
use crate::kit::width::{pad, width, wrap};
use crate::text::{names, say};

/// Most lines of a sentence below the form.
const BELOW: usize = 3;
/// Columns of the box in which a clash is decided.
const CLASH: u16 = 62;
/// Lines of one clash: its name, and the three values.
const LINES: usize = 4;

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
                self.clash(desk, buf, area, clash);
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
        let failed = self.failed.as_ref();
        let failed = failed.map(|said| (clean(said).into_owned(), Tone::Error));
        let mut rest = area;
        for (said, tone) in failed.into_iter().chain(alike) {
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

    fn clash(&self, desk: &Desk, buf: &mut Buffer, area: Rect, clash: &Clashing) {
        let words = &desk.text().forms.customer;
        let by = if clash.by.is_empty() {
            desk.text().customer.nobody.to_owned()
        } else {
            clean(&clash.by).into_owned()
        };
        let when = say::moment(&desk.now, clash.at);
        let title = (words.clash_title)(&by, &when);
        let hint = wrap(words.clash_hint, usize::from(CLASH));
        let lines = hint.len() + clash.clashes.len() * LINES;
        let height = u16::try_from(lines).unwrap_or(u16::MAX);
        let inner = dialog::overlay(buf, area, &desk.theme, &title, CLASH, height);
        let mut rest = inner;
        let ellipsis = desk.theme.glyphs().ellipsis;
        for line in hint {
            let (row, below) = take_top(rest, 1);
            put_cut(buf, row, &line, desk.theme.dim(), ellipsis);
            rest = below;
        }
        let shown = (usize::from(rest.height) / LINES).max(1);
        for place in clash.list.window(shown) {
            let (block, below) = take_top(rest, u16::try_from(LINES).unwrap_or(4));
            self.one_clash(desk, buf, block, (clash, place));
            rest = below;
        }
    }

    fn one_clash(&self, desk: &Desk, buf: &mut Buffer, area: Rect, of: (&Clashing, usize)) {
        let (clash, place) = of;
        let Some(one) = clash.clashes.get(place) else {
            return;
        };
        let (theme, words) = (&desk.theme, &desk.text().forms.customer);
        let (row, mut rest) = take_top(area, 1);
        let here = clash.list.index() == place;
        let (sign, strong) = if here {
            (theme.glyphs().selected, theme.title_focused())
        } else {
            (" ", theme.title())
        };
        let own = one.field.strip_prefix("custom.");
        let name = match own.and_then(|code| desk.custom(code)) {
            Some(field) => say::label(desk.lang, field).to_owned(),
            None => names::sheet_value(desk.lang, &one.field),
        };
        put_spans(
            buf,
            row,
            &[(sign, strong), (" ", strong), (&clean(&name), strong)],
        );
        let chosen = clash.chosen.get(place).copied().flatten();
        let three = [
            ("m", words.mine, &one.mine, Keep::Mine),
            ("t", words.theirs, &one.theirs, Keep::Theirs),
            ("o", words.original, &one.was, Keep::Was),
        ];
        let columns = three
            .iter()
            .map(|(_, label, ..)| width(label))
            .max()
            .unwrap_or(0);
        for (key, label, value, keep) in three {
            let (row, below) = take_top(rest, 1);
            rest = below;
            let check = if chosen == Some(keep) {
                theme.glyphs().check
            } else {
                " "
            };
            let label = pad(label, columns);
            let spans = [
                ("   ", theme.text()),
                (check, theme.success()),
                (" ", theme.text()),
                (key, theme.key_hint()),
                (" ", theme.text()),
                (label.as_str(), theme.label()),
                ("  ", theme.text()),
            ];
            let used = put_spans(buf, row, &spans);
            let value = self.value_in_words(desk, &one.field, value);
            let room = take_left(row, used).1;
            put_cut(buf, room, &value, theme.text(), theme.glyphs().ellipsis);
        }
    }
}
