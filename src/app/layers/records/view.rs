//! Drawing lines that were bought: what they are searched by, the lines, their totals. Must not
//! change them.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{By, MOST, Records};
use crate::app::desk::Desk;
use crate::app::tables::currency;
use crate::app::view::View;
use crate::domain::money::Money;
use crate::domain::sale::{Bought, State};
use crate::kit::dialog;
use crate::kit::input::{self, Look};
use crate::kit::layout::{put_cut, put_spans, take_bottom, take_left, take_top};
use crate::kit::table::{self, Cell, Column, Row};
use crate::kit::width::width;
use crate::text::{say, trade};

const COLUMNS: [Column; 7] = [
    Column::left(5, 10, 0),
    Column::left(8, 14, 2),
    Column::left(12, 34, 1),
    Column::right(6, 6, 3),
    Column::right(9, 14, 2),
    Column::left(8, 16, 4),
    Column::left(7, 12, 5),
];

impl View for Records {
    fn view(&self, desk: &Desk, buf: &mut Buffer, area: Rect) -> Option<Position> {
        let (words, theme) = (&desk.text().figures, &desk.theme);
        let inner = dialog::overlay(buf, area, theme, words.records, area.width, area.height);
        let (cursor, rest) = self.searched(desk, buf, inner);
        let (bottom, rest) = take_bottom(rest, 1);
        let instead = match (&self.failed, &self.lines) {
            (Some(failed), _) => Some((failed.as_str(), theme.error())),
            (None, None) => Some((desk.text().desk.asking, theme.dim())),
            (None, Some(lines)) if lines.rows.is_empty() && lines.since.is_none() => {
                Some((words.none_bought, theme.dim()))
            }
            _ => None,
        };
        if let Some((said, look)) = instead {
            put_cut(buf, rest, said, look, theme.glyphs().ellipsis);
            return cursor;
        }
        self.rows(desk, buf, rest);
        let sum = match &self.totals {
            Some(totals) => say::totals(desk.text(), &desk.now, totals, desk.currency()),
            None => words.summing.to_owned(),
        };
        let shown = self.lines.as_ref().map_or(String::new(), |lines| {
            match lines.since.map(|since| say::whole(&desk.now, since)) {
                Some(since) => (words.looked_back)(&since),
                None if lines.rows.len() >= MOST => (words.newest)(MOST),
                None => String::new(),
            }
        });
        let spans = [(sum, theme.title()), (format!("  {shown}"), theme.dim())];
        put_spans(buf, bottom, &spans);
        cursor
    }
}

impl Records {
    /// What is searched by, and the line in which it is typed; what is left of the area.
    fn searched(&self, desk: &Desk, buf: &mut Buffer, area: Rect) -> (Option<Position>, Rect) {
        let (words, theme) = (&desk.text().figures, &desk.theme);
        // As it was typed, until it is known who and what is meant by it.
        let answered = self.lines.as_ref().filter(|_| self.failed.is_none());
        let shown = answered.map_or(&self.searched, |lines| &lines.meant);
        let period = shown.period.map(|period| period.to_string());
        let said = [
            shown.customer.clone(),
            shown.product.clone(),
            shown.by.clone(),
            period.unwrap_or_default(),
        ];
        let (line, rest) = take_top(area, 1);
        let mut spans = Vec::new();
        for (label, said) in words.searched.iter().zip(&said) {
            let (said, look) = match said.is_empty() {
                true => (words.anything, theme.dim()),
                false => (said.as_str(), theme.text()),
            };
            spans.push((format!("{label} "), theme.label()));
            spans.push((format!("{}   ", crate::kit::clean::clean(said)), look));
        }
        put_spans(buf, line, &spans);
        let Some((by, typed)) = &self.typed else {
            return (None, rest);
        };
        let place = match by {
            By::Customer => 0,
            By::Product => 1,
            By::Seller => 2,
            By::Period => 3,
        };
        let [label, hint] = [words.searched, words.searched_hints]
            .map(|all| all.get(place).copied().unwrap_or_default());
        let (line, rest) = take_top(rest, 1);
        let label = format!("{label} ");
        put_cut(buf, line, &label, theme.label(), theme.glyphs().ellipsis);
        let columns = u16::try_from(width(&label)).unwrap_or(u16::MAX);
        let (_, field) = take_left(line, columns);
        let look = Look {
            placeholder: hint,
            style: theme.field(),
            focused: true,
            ..Look::default()
        };
        let cursor = input::draw(buf, field, typed, theme, look);
        let Some(wrong) = &self.wrong else {
            return (cursor, rest);
        };
        let (line, rest) = take_top(rest, 1);
        put_cut(buf, line, wrong, theme.error(), theme.glyphs().ellipsis);
        (cursor, rest)
    }

    fn rows(&self, desk: &Desk, buf: &mut Buffer, area: Rect) {
        let (words, theme) = (&desk.text().figures, &desk.theme);
        let (head, rest) = take_top(area, 1);
        let heads = words.record_columns;
        let heads = Row {
            cells: heads.map(|word| Cell::styled(word, theme.dim())).to_vec(),
            ..Row::default()
        };
        table::draw(buf, head, theme, &COLUMNS, &[heads], false);
        let window = self.list.window(usize::from(rest.height));
        let lines = self.lines.iter().flat_map(|lines| &lines.rows).enumerate();
        let shown: Vec<Row<'_>> = lines
            .filter(|(place, _)| window.contains(place))
            .map(|(place, line)| Row {
                selected: place == self.list.index(),
                ..row(desk, line)
            })
            .collect();
        table::draw(buf, rest, theme, &COLUMNS, &shown, self.typed.is_none());
    }
}

fn row<'l>(desk: &Desk, line: &'l Bought) -> Row<'l> {
    let theme = &desk.theme;
    Row {
        cells: vec![
            Cell::styled(say::instant(&desk.now, line.at), theme.dim()),
            Cell::from(line.customer_name.as_str()),
            Cell::from(line.product_name.as_str()),
            Cell::from(line.quantity.to_string()),
            Cell::from(Money(line.amount).grouped(currency(desk))),
            Cell::styled(fate(desk, line), theme.warning()),
            Cell::styled(line.by_name.clone().unwrap_or_default(), theme.dim()),
        ],
        ..Row::default()
    }
}

/// What is to be known of a line besides: it was given, it came back, its sale was called off.
fn fate(desk: &Desk, line: &Bought) -> String {
    let words = &desk.text().trade;
    match State::from_code(&line.state) {
        Some(state @ (State::Cancelled | State::Returned)) => {
            trade::state(desk.lang, state).to_owned()
        }
        _ if line.returned > 0 => (words.of_it_returned)(line.returned),
        _ => trade::kind(desk.lang, &line.kind).to_owned(),
    }
}
