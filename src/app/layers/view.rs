//! What layers have in common when they are drawn: where a form stands, its error and what
//! was understood. Must not know any layer.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::desk::Desk;
use crate::app::pane::Tone;
use crate::app::view::style;
use crate::kit::dialog;
use crate::kit::form::{self, Form, Told, Words};
use crate::kit::layout::{put_cut, take_right, take_top};
use crate::kit::width::wrap;

/// Columns inside a form's box, where there is room.
const FORM_WIDTH: u16 = 64;

/// Where forms stand: on the card's side where list and card stand side by side.
pub(in crate::app) fn side(desk: &Desk, area: Rect) -> Rect {
    if desk.wide() {
        take_right(area, area.width.saturating_sub(desk.list_width())).0
    } else {
        area
    }
}

/// Draws a form with sentences below it; returns where the cursor belongs.
pub(super) fn draw_form<'w, F: Copy + Eq>(
    desk: &Desk,
    buf: &mut Buffer,
    area: Rect,
    title: &str,
    (fields, words): (&Form<F>, &dyn Fn(F) -> Words<'w>),
    below: &[(String, Tone)],
) -> Option<Position> {
    let area = side(desk, area);
    let width = FORM_WIDTH.min(area.width.saturating_sub(4));
    let told = Told {
        words,
        sections: &[],
    };
    let rows = form::height(fields, width, &told);
    let lines: Vec<(String, Tone)> = below
        .iter()
        .flat_map(|(words, tone)| {
            wrap(words, usize::from(width))
                .into_iter()
                .map(|line| (line, *tone))
        })
        .collect();
    let more = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    let inner = dialog::overlay(
        buf,
        area,
        &desk.theme,
        title,
        width,
        rows.saturating_add(more),
    );
    let (upper, mut rest) = take_top(inner, inner.height.saturating_sub(more).max(1));
    let cursor = form::draw(buf, upper, fields, &desk.theme, &told);
    for (line, tone) in lines {
        let (row, below) = take_top(rest, 1);
        put_cut(
            buf,
            row,
            &line,
            style(desk, tone),
            desk.theme.glyphs().ellipsis,
        );
        rest = below;
    }
    cursor
}
