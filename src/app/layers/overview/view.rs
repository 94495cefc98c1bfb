//! Drawing how far everybody's day is. Must not change it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::Overview;
use crate::app::desk::Desk;
use crate::app::view::View;
use crate::domain::today::Load;
use crate::kit::dialog;
use crate::kit::layout::{put_cut, take_top};
use crate::kit::table::{self, Cell, Column, Row};

/// Columns of the table, at most.
const WIDTH: u16 = 60;

const COLUMNS: [Column; 4] = [
    Column::left(10, 22, 0),
    Column::right(8, 9, 0),
    Column::right(8, 9, 0),
    Column::right(8, 9, 0),
];

impl View for Overview {
    fn view(&self, desk: &Desk, buf: &mut Buffer, area: Rect) -> Option<Position> {
        let (words, theme) = (&desk.text().today, &desk.theme);
        let rows = self.loads.as_ref().map_or(1, |loads| loads.len() + 1);
        let rows = u16::try_from(rows.max(2)).unwrap_or(u16::MAX);
        let height = rows.min(area.height.saturating_sub(2));
        let inner = dialog::overlay(buf, area, theme, words.overview_title, WIDTH, height);
        let instead = match (&self.failed, &self.loads) {
            (Some(failed), _) => Some((failed.as_str(), theme.error())),
            (None, None) => Some((desk.text().desk.asking, theme.dim())),
            (None, Some(loads)) if loads.is_empty() => Some((words.nobody_busy, theme.dim())),
            _ => None,
        };
        if let Some((said, look)) = instead {
            put_cut(buf, inner, said, look, theme.glyphs().ellipsis);
            return None;
        }
        let (top, rest) = take_top(inner, 1);
        let head = ["", words.left, words.done, words.overdue];
        let head = Row {
            cells: head.map(|word| Cell::styled(word, theme.dim())).to_vec(),
            ..Row::default()
        };
        table::draw(buf, top, theme, &COLUMNS, &[head], false);
        let window = self.list.window(usize::from(rest.height));
        let loads = self.loads.iter().flatten().enumerate();
        let shown: Vec<Row<'_>> = loads
            .filter(|(place, _)| window.contains(place))
            .map(|(place, load)| Row {
                selected: place == self.list.index(),
                ..person(desk, load)
            })
            .collect();
        table::draw(buf, rest, theme, &COLUMNS, &shown, true);
        None
    }
}

fn person<'a>(desk: &Desk, load: &Load) -> Row<'a> {
    let (words, theme) = (&desk.text().today, &desk.theme);
    let late = match load.overdue {
        0 => theme.dim(),
        _ => theme.error(),
    };
    Row {
        cells: vec![
            Cell::from(load.name.clone()),
            Cell::from((words.count)(load.left, false)),
            Cell::styled(load.done.to_string(), theme.dim()),
            Cell::styled(load.overdue.to_string(), late),
        ],
        ..Row::default()
    }
}
