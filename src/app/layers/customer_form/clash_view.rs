//! Drawing a clash over the form: for each field the three values, long ones in several lines as
//! far as there is room. Must not change it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::CustomerForm;
use super::clash::Clashing;
use crate::app::desk::Desk;
use crate::domain::customer::Clash;
use crate::domain::customer::merge::Keep;
use crate::kit::clean::clean;
use crate::kit::dialog;
use crate::kit::layout::{put, put_cut, put_spans, take_left, take_top};
use crate::kit::width::{pad, width, wrap};
use crate::text::{names, say};

/// Most columns of the box, and what the frame and the form beside it take.
const WIDEST: u16 = 100;
const AROUND: u16 = 6;
/// Most lines of one value.
const VALUE: usize = 8;
/// Columns before a value, but for its label.
const BEFORE: usize = 9;

/// One clash as it is drawn: its name, and three values in lines.
struct Block {
    name: String,
    values: [Vec<String>; 3],
}

impl Block {
    /// Lines that it takes, with each value cut to so many.
    fn height(&self, most: usize) -> usize {
        let lines = |value: &Vec<String>| value.len().clamp(1, most.max(1));
        1 + self.values.iter().map(lines).sum::<usize>()
    }
}

impl CustomerForm {
    pub(super) fn draw_clash(&self, desk: &Desk, buf: &mut Buffer, area: Rect, clash: &Clashing) {
        let words = &desk.text().forms.customer;
        let by = if clash.by.is_empty() {
            desk.text().customer.nobody.to_owned()
        } else {
            clean(&clash.by).into_owned()
        };
        let when = say::moment(&desk.now, clash.at);
        let title = (words.clash_title)(&by, &when);
        let columns = area.width.saturating_sub(AROUND).min(WIDEST);
        let hint = wrap(words.clash_hint, usize::from(columns));
        let labels = labels(desk);
        let room = usize::from(columns).saturating_sub(BEFORE + labels.1);
        let block = |one: &Clash| self.block(desk, one, room);
        let blocks: Vec<Block> = clash.clashes.iter().map(block).collect();
        let here = clash.list.index();
        // All whole if there is room for that; else the one in question alone.
        let most = usize::from(area.height).saturating_sub(2 + hint.len());
        let all: usize = blocks.iter().map(|block| block.height(VALUE)).sum();
        let most_of = |place: usize| {
            let whole = all <= most || place == here;
            if whole { VALUE } else { 1 }
        };
        let heights: Vec<usize> = blocks
            .iter()
            .enumerate()
            .map(|(place, block)| block.height(most_of(place)))
            .collect();
        let lines = hint.len() + all.min(most);
        let height = u16::try_from(lines).unwrap_or(u16::MAX);
        let mut rest = dialog::overlay(buf, area, &desk.theme, &title, columns, height);
        let ellipsis = desk.theme.glyphs().ellipsis;
        for line in hint {
            let (row, below) = take_top(rest, 1);
            put_cut(buf, row, &line, desk.theme.dim(), ellipsis);
            rest = below;
        }
        let mut from = 0;
        let shown = heights.get(..=here).unwrap_or_default();
        while from < here && shown.iter().skip(from).sum::<usize>() > usize::from(rest.height) {
            from += 1;
        }
        for (place, block) in blocks.iter().enumerate().skip(from) {
            rest = draw_block(
                desk,
                buf,
                rest,
                (clash, place, block, most_of(place)),
                &labels,
            );
        }
    }

    fn block(&self, desk: &Desk, one: &Clash, room: usize) -> Block {
        let own = one.field.strip_prefix("custom.");
        let name = match own.and_then(|code| desk.custom(code)) {
            Some(field) => say::label(desk.lang, field).to_owned(),
            None => names::sheet_value(desk.lang, &one.field),
        };
        // A row that says nothing is not there: one of its cells would be named `member.relation`.
        let whole_row = one.row.is_some() && !one.field.contains('.');
        let values = [&one.mine, &one.theirs, &one.was].map(|value| {
            let said = match whole_row && value.is_empty() {
                true => desk.text().forms.customer.removed.to_owned(),
                false => self.value_in_words(desk, &one.field, value),
            };
            wrap(&said, room)
        });
        Block {
            name: clean(&name).into_owned(),
            values,
        }
    }
}

/// The three labels, and how wide the widest is.
fn labels(desk: &Desk) -> ([&'static str; 3], usize) {
    let words = &desk.text().forms.customer;
    let labels = [words.mine, words.theirs, words.original];
    (labels, labels.map(width).into_iter().max().unwrap_or(0))
}

/// Draws one clash; what is left of the area below it.
fn draw_block(
    desk: &Desk,
    buf: &mut Buffer,
    area: Rect,
    (clash, place, block, most): (&Clashing, usize, &Block, usize),
    (labels, columns): &([&'static str; 3], usize),
) -> Rect {
    let theme = &desk.theme;
    let (row, mut rest) = take_top(area, 1);
    let (sign, strong) = if clash.list.index() == place {
        (theme.glyphs().selected, theme.title_focused())
    } else {
        (" ", theme.title())
    };
    put_spans(
        buf,
        row,
        &[(sign, strong), (" ", strong), (&block.name, strong)],
    );
    let chosen = clash.chosen.get(place).copied().flatten();
    let keys = [("m", Keep::Mine), ("t", Keep::Theirs), ("o", Keep::Was)];
    for ((value, label), (key, keep)) in block.values.iter().zip(labels).zip(keys) {
        let check = if chosen == Some(keep) {
            theme.glyphs().check
        } else {
            " "
        };
        let label = pad(label, *columns);
        let spans = [
            ("   ", theme.text()),
            (check, theme.success()),
            (" ", theme.text()),
            (key, theme.key_hint()),
            (" ", theme.text()),
            (label.as_str(), theme.label()),
            ("  ", theme.text()),
        ];
        let (row, below) = take_top(rest, 1);
        rest = below;
        let used = put_spans(buf, row, &spans);
        let ellipsis = theme.glyphs().ellipsis;
        let first = value.first().map_or("", String::as_str);
        let room = take_left(row, used).1;
        let end = put_cut(buf, room, first, theme.text(), ellipsis);
        if value.len() > most && most == 1 {
            put(buf, take_left(room, end).1, ellipsis, theme.text());
        }
        for line in value.iter().take(most).skip(1) {
            let (row, below) = take_top(rest, 1);
            rest = below;
            put_cut(buf, take_left(row, used).1, line, theme.text(), ellipsis);
        }
    }
    rest
}
