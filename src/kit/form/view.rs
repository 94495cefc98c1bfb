//! Drawing a form: labels in a column, fields beside them, lists and errors below.
//!
//! It must not change the form; words come from whoever draws.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::field::{Field, SHOWN};
use super::{Form, Kind};
use crate::kit::input::{self, Look};
use crate::kit::layout::{put, put_cut, put_spans, take_left, take_top};
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

/// One line of a drawn form.
#[derive(Clone, Copy)]
enum Line {
    /// The field at a place itself.
    Field(usize),
    /// A row of the list under the field in focus: a place in its list.
    Listed(usize, usize),
    /// A row of letters under the field in focus: from this suggestion on.
    Letters(usize, usize),
    /// The error of a field.
    Error(usize),
}

/// How many rows a form takes at a width: for the box around it.
#[must_use]
pub fn height<'w, F: Copy + Eq>(form: &Form<F>, width: u16, words: &dyn Fn(F) -> Words<'w>) -> u16 {
    let indent = indent(form, width, words);
    u16::try_from(lines(form, width.saturating_sub(indent)).len()).unwrap_or(u16::MAX)
}

/// Draws a form into an area, scrolled so that the field in focus is in view.
///
/// Returns where the terminal's own cursor belongs.
pub fn draw<'w, F: Copy + Eq>(
    buf: &mut Buffer,
    area: Rect,
    form: &Form<F>,
    theme: &Theme,
    words: &dyn Fn(F) -> Words<'w>,
) -> Option<Position> {
    let area = area.intersection(buf.area);
    let indent = indent(form, area.width, words);
    let lines = lines(form, area.width.saturating_sub(indent));
    let mut cursor = None;
    let mut rest = area;
    for line in lines
        .iter()
        .skip(first_line(&lines, form.focus, usize::from(area.height)))
    {
        let (row, below) = take_top(rest, 1);
        if row.is_empty() {
            break;
        }
        rest = below;
        let beside = take_left(row, indent).1;
        match *line {
            Line::Field(index) => {
                let Some(field) = form.fields.get(index) else {
                    continue;
                };
                let focused = index == form.focus;
                label(
                    buf,
                    take_left(row, indent).0,
                    theme,
                    words(field.id).label,
                    focused,
                );
                let at = value(
                    buf,
                    beside,
                    theme,
                    field,
                    words(field.id).placeholder,
                    focused,
                );
                cursor = cursor.or(at);
            }
            Line::Listed(index, place) => listed(buf, beside, theme, form.fields.get(index), place),
            Line::Letters(index, from) => letters(buf, beside, theme, form.fields.get(index), from),
            Line::Error(index) => {
                let error = form
                    .fields
                    .get(index)
                    .and_then(|field| field.error.as_deref());
                let text = format!("{} {}", theme.glyphs().cross, error.unwrap_or_default());
                put_cut(buf, beside, &text, theme.error(), theme.glyphs().ellipsis);
            }
        }
    }
    cursor
}

/// Columns before the fields: the sign of focus, the widest label, a gap; at most half.
fn indent<'w, F: Copy + Eq>(form: &Form<F>, room: u16, words: &dyn Fn(F) -> Words<'w>) -> u16 {
    let widest = form
        .fields
        .iter()
        .map(|field| width(words(field.id).label))
        .max()
        .unwrap_or(0);
    u16::try_from(widest + 4).unwrap_or(u16::MAX).min(room / 2)
}

fn lines<F: Copy + Eq>(form: &Form<F>, room: u16) -> Vec<Line> {
    let mut lines = Vec::new();
    for (index, field) in form.fields.iter().enumerate() {
        lines.push(Line::Field(index));
        if field.error.is_some() {
            lines.push(Line::Error(index));
        }
        if index != form.focus {
            continue;
        }
        if field.is_listing() {
            lines.extend(
                field
                    .list
                    .window(SHOWN)
                    .map(|place| Line::Listed(index, place)),
            );
        } else if field.open && field.kind == Kind::Letter {
            let step = letters_per_row(field, room);
            let starts = (0..field.suggestions.len()).step_by(step);
            lines.extend(starts.map(|from| Line::Letters(index, from)));
        }
    }
    lines
}

/// The first line to draw: the field in focus is in view, and of what belongs to it as
/// much as there is room for.
fn first_line(lines: &[Line], focus: usize, height: usize) -> usize {
    let of_focus = |line: &Line| match line {
        Line::Field(i) | Line::Listed(i, _) | Line::Letters(i, _) | Line::Error(i) => *i == focus,
    };
    let start = lines.iter().position(of_focus).unwrap_or(0);
    let end = lines.iter().rposition(of_focus).map_or(0, |last| last + 1);
    end.saturating_sub(height).min(start)
}

fn label(buf: &mut Buffer, area: Rect, theme: &Theme, label: &str, focused: bool) {
    let (sign, style) = if focused {
        (theme.glyphs().selected, theme.title_focused())
    } else {
        (" ", theme.label())
    };
    let used = put_spans(buf, area, &[(sign, style), (" ", style)]);
    let mut rest = take_left(area, used).1;
    rest.width = rest.width.saturating_sub(1);
    put_cut(buf, rest, label, style, theme.glyphs().ellipsis);
}

fn value<F: Copy + Eq>(
    buf: &mut Buffer,
    area: Rect,
    theme: &Theme,
    field: &Field<F>,
    placeholder: &str,
    focused: bool,
) -> Option<Position> {
    let style = if focused { theme.field() } else { theme.text() };
    input::draw(
        buf,
        area,
        &field.input,
        theme,
        Look {
            placeholder,
            style,
            focused,
        },
    )
}

fn listed<F: Copy + Eq>(
    buf: &mut Buffer,
    area: Rect,
    theme: &Theme,
    field: Option<&Field<F>>,
    place: usize,
) {
    let Some(field) = field else { return };
    let suggestion = field
        .list
        .ids()
        .get(place)
        .and_then(|index| field.suggestions.get(*index));
    let Some(suggestion) = suggestion else { return };
    let selected = field.pending().is_some() && field.list.index() == place;
    let sign = if selected {
        theme.glyphs().selected
    } else {
        " "
    };
    let used = put_spans(buf, area, &[(sign, theme.text()), (" ", theme.text())]);
    let rest = take_left(area, used).1;
    let used = put_cut(
        buf,
        rest,
        &suggestion.label,
        theme.text(),
        theme.glyphs().ellipsis,
    );
    if selected {
        let shown = take_left(area, used + 2).0;
        buf.set_style(shown, theme.selected());
    }
}

/// Columns of the widest letter with its label and the gap after it.
fn letter_columns<F: Copy + Eq>(field: &Field<F>) -> usize {
    field
        .suggestions
        .iter()
        .map(|s| width(&s.label))
        .max()
        .unwrap_or(0)
        + 4
}

fn letters_per_row<F: Copy + Eq>(field: &Field<F>, room: u16) -> usize {
    (usize::from(room) / letter_columns(field)).max(1)
}

fn letters<F: Copy + Eq>(
    buf: &mut Buffer,
    area: Rect,
    theme: &Theme,
    field: Option<&Field<F>>,
    from: usize,
) {
    let Some(field) = field else { return };
    let columns = letter_columns(field);
    let shown = letters_per_row(field, area.width);
    let mut rest = area;
    for suggestion in field.suggestions.iter().skip(from).take(shown) {
        let chosen = field.code.as_ref() == Some(&suggestion.code);
        let used = put(buf, rest, &suggestion.keys, theme.key_hint());
        rest = take_left(rest, used).1;
        let sign = if chosen { theme.glyphs().check } else { " " };
        let text = format!("{sign}{}", suggestion.label);
        let text = fit(
            &text,
            columns - usize::from(used),
            Align::Left,
            theme.glyphs().ellipsis,
        );
        let used = put(buf, rest, &text, theme.text());
        rest = take_left(rest, used).1;
    }
}
