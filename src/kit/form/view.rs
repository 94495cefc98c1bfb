//! Drawing a form: labels in a column, fields beside them, rows of cells, lists and errors
//! below, and a bar that says which section one is in.
//!
//! It must not change the form; words come from whoever draws.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use std::ops::Range;

use super::Form;
use super::field::Field;
use super::plan::{Line, MARK, Plan, SIGN, letter_columns, letters_per_row};
use crate::kit::input::{self, Look};
use crate::kit::layout::{put, put_cut, put_right, put_spans, take_left, take_right, take_top};
use crate::kit::theme::Theme;
use crate::kit::width::{Align, fit, width};

/// The words of a field, in the language of whoever looks.
#[derive(Debug, Clone, Copy, Default)]
pub struct Words<'a> {
    /// Its name.
    pub label: &'a str,
    /// What stands in it while it is empty: an example, or what leaving it empty means.
    pub placeholder: &'a str,
}

/// The words of a form.
#[derive(Clone, Copy)]
pub struct Told<'a, 'w, F> {
    /// Of each field.
    pub words: &'a dyn Fn(F) -> Words<'w>,
    /// Titles of the sections, by their number; none: they have no titles.
    pub sections: &'a [&'a str],
}

/// How many rows a form takes at a width: for the box around it.
#[must_use]
pub fn height<F: Copy + Eq>(form: &Form<F>, width: u16, told: &Told<'_, '_, F>) -> u16 {
    u16::try_from(Plan::new(form, width, told).lines.len()).unwrap_or(u16::MAX)
}

/// Draws a form into an area, scrolled so that the field in focus is in view.
///
/// Returns where the terminal's own cursor belongs.
pub fn draw<F: Copy + Eq>(
    buf: &mut Buffer,
    area: Rect,
    form: &Form<F>,
    theme: &Theme,
    told: &Told<'_, '_, F>,
) -> Option<Position> {
    let area = area.intersection(buf.area);
    let pen = Pen {
        form,
        theme,
        told,
        plan: Plan::new(form, area.width, told),
    };
    let first = pen.plan.first(form, usize::from(area.height));
    let mut cursor = None;
    let mut rest = area;
    for line in pen.plan.lines.iter().skip(first) {
        let (row, below) = take_top(rest, 1);
        if row.is_empty() {
            break;
        }
        rest = below;
        cursor = cursor.or(pen.line(buf, row, line));
    }
    scroll_signs(buf, area, theme, first, pen.plan.lines.len());
    cursor
}

/// Signs at the right where there is more above or below.
fn scroll_signs(buf: &mut Buffer, area: Rect, theme: &Theme, first: usize, lines: usize) {
    let glyphs = theme.glyphs();
    let (upper, below) = take_top(take_right(area, 1).0, 1);
    if first > 0 {
        put(buf, upper, glyphs.more_above, theme.dim());
    }
    if first + usize::from(area.height) < lines && !below.is_empty() {
        let last = Rect {
            y: below.bottom() - 1,
            height: 1,
            ..below
        };
        put(buf, last, glyphs.more_below, theme.dim());
    }
}

/// Draws the titles of the sections in one row, that of the one in focus set off.
pub fn bar<F: Copy + Eq>(
    buf: &mut Buffer,
    area: Rect,
    form: &Form<F>,
    theme: &Theme,
    sections: &[&str],
) {
    let here = form.section();
    let used = |title: &&str| width(title) + 3;
    let room = usize::from(area.width).saturating_sub(2);
    let mut from = 0;
    let shown = sections.get(..=here).unwrap_or_default();
    while shown.iter().skip(from).map(used).sum::<usize>() > room && from < here {
        from += 1;
    }
    let mut rest = take_top(area, 1).0;
    let more = if from > 0 {
        theme.glyphs().ellipsis
    } else {
        " "
    };
    let columns = put(buf, rest, more, theme.dim());
    rest = take_left(rest, columns).1;
    for (number, title) in sections.iter().enumerate().skip(from) {
        let style = if number == here {
            theme.selected()
        } else {
            theme.dim()
        };
        let title = format!(" {title} ");
        if width(&title) > usize::from(rest.width) {
            put(buf, rest, theme.glyphs().ellipsis, theme.dim());
            break;
        }
        let columns = put(buf, rest, &title, style) + 1;
        rest = take_left(rest, columns).1;
    }
}

/// The place under a field, moved to the left as far as a long sentence needs.
fn roomy(row: Rect, under: Rect, text: &str) -> Rect {
    let needed = u16::try_from(width(text))
        .unwrap_or(u16::MAX)
        .saturating_add(MARK);
    let from = (under.x - row.x)
        .min(row.width.saturating_sub(needed))
        .max(SIGN);
    take_left(row, from).1
}

/// What the lines of one form are drawn with.
struct Pen<'a, 'w, F: Copy + Eq> {
    form: &'a Form<F>,
    theme: &'a Theme,
    told: &'a Told<'a, 'w, F>,
    plan: Plan,
}

impl<F: Copy + Eq> Pen<'_, '_, F> {
    fn line(&self, buf: &mut Buffer, row: Rect, line: &Line) -> Option<Position> {
        match line {
            Line::Section(number) => self.section(buf, row, *number),
            Line::Heading(cells) => self.heading(buf, row, cells),
            Line::Field(index) => return self.field(buf, row, *index),
            Line::Cells(cells) => return self.cells(buf, row, cells),
            Line::Listed(index, place) => self.listed(buf, self.under(row, *index), *index, *place),
            Line::Letters(index, from) => {
                let beside = take_left(row, self.plan.indent).1;
                self.letters(buf, beside, *index, *from);
            }
            Line::Note(index, begins, said) => {
                let (under, arrow) = (self.under(row, *index), self.theme.glyphs().arrow);
                let mark = (arrow, self.theme.success());
                self.sentence(buf, (row, under), mark, (*begins, said));
            }
            Line::Error(index, begins, said) => {
                let in_row = self.plan.as_table && self.form.line_of(*index).len() > 1;
                let columns = if in_row { SIGN } else { self.plan.indent };
                let mark = (self.theme.glyphs().cross, self.theme.error());
                let under = take_left(row, columns).1;
                self.sentence(buf, (row, under), mark, (*begins, said));
            }
        }
        None
    }

    /// A line of a sentence, behind its sign where it begins.
    fn sentence(
        &self,
        buf: &mut Buffer,
        (row, under): (Rect, Rect),
        (sign, style): (&str, Style),
        (begins, said): (bool, &str),
    ) {
        let at = roomy(row, under, said);
        let (mark, text) = take_left(at, MARK);
        if begins {
            put(buf, mark, sign, style);
        }
        put_cut(buf, text, said, style, self.theme.glyphs().ellipsis);
    }

    /// The name of a field, with a sign where it must be filled in.
    fn label(&self, buf: &mut Buffer, area: Rect, index: usize, style: Style) {
        let required = self.form.fields.get(index).is_some_and(|f| f.required);
        let sign = u16::from(required);
        let room = take_left(area, area.width.saturating_sub(sign)).0;
        let ellipsis = self.theme.glyphs().ellipsis;
        let used = put_cut(buf, room, self.words(index).label, style, ellipsis);
        if required {
            put(buf, take_left(area, used).1, "*", self.theme.warning());
        }
    }

    fn words(&self, index: usize) -> super::Words<'_> {
        let field = self.form.fields.get(index);
        field
            .map(|field| (self.told.words)(field.id))
            .unwrap_or_default()
    }

    fn section(&self, buf: &mut Buffer, row: Rect, number: usize) {
        let title = self.told.sections.get(number).copied().unwrap_or_default();
        let rule = self.theme.glyphs().border.horizontal;
        let start = format!("{rule}{rule} ");
        let used = put_spans(
            buf,
            row,
            &[
                (start.as_str(), self.theme.divider()),
                (title, self.theme.title()),
                (" ", self.theme.text()),
            ],
        );
        let rest = take_left(row, used).1;
        crate::kit::layout::fill(buf, rest, rule, self.theme.divider());
    }

    /// The cells of a row that one field shares, or the row of a field alone.
    fn heading(&self, buf: &mut Buffer, row: Rect, cells: &Range<usize>) {
        for index in cells.clone() {
            let (from, columns) = self.plan.span(self.form, cells, index);
            let at = take_left(take_left(row, from).1, columns).0;
            if self.form.fields.get(index).is_some_and(Field::is_shown) {
                let (label, ellipsis) = (self.words(index).label, self.theme.glyphs().ellipsis);
                put_right(buf, at, label, self.theme.label(), ellipsis);
                continue;
            }
            self.label(buf, at, index, self.theme.label());
        }
    }

    fn cells(&self, buf: &mut Buffer, row: Rect, cells: &Range<usize>) -> Option<Position> {
        let focused = cells.contains(&self.form.focus);
        let (sign, style) = self.sign(focused);
        put(buf, row, sign, style);
        let mut cursor = None;
        for index in cells.clone() {
            let (from, columns) = self.plan.span(self.form, cells, index);
            let at = take_left(take_left(row, from).1, columns).0;
            cursor = cursor.or(self.value(buf, at, index));
        }
        cursor
    }

    fn sign(&self, focused: bool) -> (&'static str, Style) {
        if focused {
            (self.theme.glyphs().selected, self.theme.title_focused())
        } else {
            (" ", self.theme.label())
        }
    }

    fn field(&self, buf: &mut Buffer, row: Rect, index: usize) -> Option<Position> {
        let (left, right) = take_left(row, self.plan.indent);
        let (sign, style) = self.sign(index == self.form.focus);
        put(buf, left, sign, style);
        let mut label = take_left(left, SIGN).1;
        label.width = label.width.saturating_sub(1);
        self.label(buf, label, index, style);
        self.value(buf, right, index)
    }

    fn value(&self, buf: &mut Buffer, area: Rect, index: usize) -> Option<Position> {
        let field = self.form.fields.get(index)?;
        let focused = index == self.form.focus;
        if field.is_shown() {
            let ellipsis = self.theme.glyphs().ellipsis;
            put_right(buf, area, field.input.text(), self.theme.dim(), ellipsis);
            return None;
        }
        let style = match (&field.error, focused) {
            (Some(_), false) => self.theme.error(),
            (_, true) => self.theme.field(),
            (None, false) => self.theme.text(),
        };
        let look = Look {
            placeholder: self.words(index).placeholder,
            style,
            focused,
            chosen: field.code.is_some(),
        };
        input::draw(buf, area, &field.input, self.theme, look)
    }

    /// Where what belongs to a field stands: under its value, with room to the right edge.
    fn under(&self, row: Rect, index: usize) -> Rect {
        let line = self.form.line_of(index);
        let from = if line.len() > 1 && self.plan.as_table {
            let from = self.plan.span(self.form, &line, index).0;
            // In the last columns a list would have no room.
            from.min(row.width / 2)
        } else {
            self.plan.indent
        };
        take_left(row, from).1
    }

    fn listed(&self, buf: &mut Buffer, area: Rect, index: usize, place: usize) {
        let Some(field) = self.form.fields.get(index) else {
            return;
        };
        let suggestion = field.list.ids().get(place);
        let suggestion = suggestion.and_then(|index| field.suggestions.get(*index));
        let Some(suggestion) = suggestion else { return };
        let selected = field.pending().is_some() && field.list.index() == place;
        let sign = if selected {
            self.theme.glyphs().selected
        } else {
            " "
        };
        let depth = if field.lists_all() {
            suggestion.depth
        } else {
            0
        };
        let indent = " ".repeat(1 + 2 * usize::from(depth));
        let text = self.theme.text();
        let used = put_spans(buf, area, &[(sign, text), (indent.as_str(), text)]);
        let rest = take_left(area, used).1;
        let ellipsis = self.theme.glyphs().ellipsis;
        let more = format!(" {}", suggestion.more);
        let rest = put_right(buf, rest, &more, self.theme.dim(), ellipsis);
        let columns = put_cut(buf, rest, &suggestion.label, text, ellipsis);
        if selected {
            let shown = take_left(area, used + columns).0;
            buf.set_style(shown, self.theme.selected());
        }
    }

    fn letters(&self, buf: &mut Buffer, area: Rect, index: usize, from: usize) {
        let Some(field) = self.form.fields.get(index) else {
            return;
        };
        let columns = letter_columns(field);
        let shown = letters_per_row(field, area.width);
        let mut rest = area;
        for suggestion in field.suggestions.iter().skip(from).take(shown) {
            let used = self.letter(buf, rest, field, suggestion, columns);
            rest = take_left(rest, used).1;
        }
    }

    fn letter(
        &self,
        buf: &mut Buffer,
        area: Rect,
        field: &Field<F>,
        suggestion: &super::Suggestion,
        columns: usize,
    ) -> u16 {
        let glyphs = self.theme.glyphs();
        let used = put(buf, area, &suggestion.keys, self.theme.key_hint());
        let chosen = field.code.as_ref() == Some(&suggestion.code);
        let sign = if chosen { glyphs.check } else { " " };
        let text = format!("{sign}{}", suggestion.label);
        let room = columns.saturating_sub(usize::from(used));
        let text = fit(&text, room, Align::Left, glyphs.ellipsis);
        used + put(buf, take_left(area, used).1, &text, self.theme.text())
    }
}
