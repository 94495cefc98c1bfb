//! Drawing the news of tasks. Must not change them.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{DETAILS, News};
use crate::app::desk::Desk;
use crate::app::view::View;
use crate::domain::task::Task;
use crate::kit::clean::clean;
use crate::kit::dialog;
use crate::kit::layout::{put, put_cut, take_bottom, take_top};
use crate::kit::table::{self, Cell, Column, Row};
use crate::kit::width::wrap;
use crate::text::give;

/// Columns of the table, at most.
const WIDTH: u16 = 92;

/// When, who did what, the task, its customer.
const COLUMNS: [Column; 4] = [
    Column::right(5, 6, 1),
    Column::left(12, 34, 0),
    Column::left(14, 40, 0),
    Column::left(6, 14, 2),
];

impl View for News {
    fn view(&self, desk: &Desk, buf: &mut Buffer, area: Rect) -> Option<Position> {
        let (words, theme) = (&desk.text().give.news, &desk.theme);
        let tasks = self.tasks.as_deref().unwrap_or_default();
        let rows = u16::try_from(tasks.len().max(2)).unwrap_or(u16::MAX);
        let height = rows.saturating_add(DETAILS + 1);
        let height = height.min(area.height.saturating_sub(2));
        let inner = dialog::overlay(buf, area, theme, words.title, WIDTH, height);
        let instead = match (&self.failed, &self.tasks) {
            (Some(failed), _) => Some((failed.as_str(), theme.error())),
            (None, None) => Some((desk.text().desk.asking, theme.dim())),
            (None, Some(tasks)) if tasks.is_empty() => Some((words.none, theme.dim())),
            _ => None,
        };
        if let Some((said, look)) = instead {
            let mut rest = inner;
            for line in wrap(&clean(said), usize::from(rest.width)) {
                let (row, below) = take_top(rest, 1);
                put(buf, row, &line, look);
                rest = below;
            }
            return None;
        }
        let (bottom, list) = take_bottom(inner, DETAILS.min(inner.height / 2));
        let window = self.list.window(usize::from(list.height));
        let shown: Vec<Row<'_>> = tasks
            .iter()
            .enumerate()
            .filter(|(place, _)| window.contains(place))
            .map(|(place, task)| Row {
                selected: place == self.list.index(),
                ..self.row(desk, place, task)
            })
            .collect();
        table::draw(buf, list, theme, &COLUMNS, &shown, true);
        self.details(desk, buf, bottom);
        None
    }
}

impl News {
    fn row<'a>(&self, desk: &Desk, place: usize, task: &Task) -> Row<'a> {
        let theme = &desk.theme;
        let look = if place < self.unread {
            theme.title()
        } else {
            theme.dim()
        };
        let (said, at) = give::happened(desk.lang, &desk.now, me(desk), task);
        let when = at.map(|at| desk.ago(at)).unwrap_or_default();
        let whom = task.customer.as_ref().map(|whom| whom.name.as_str());
        let raw = |text: &str| clean(text).into_owned();
        Row {
            cells: vec![
                Cell::styled(when, theme.dim()),
                Cell::styled(raw(&said), look),
                Cell::styled(raw(&desk.title(task)), look),
                Cell::styled(raw(whom.unwrap_or_default()), theme.dim()),
            ],
            ..Row::default()
        }
    }

    /// All of the selected one: its words, and what came of it.
    fn details(&self, desk: &Desk, buf: &mut Buffer, area: Rect) {
        let Some(task) = self.selected() else { return };
        let theme = &desk.theme;
        let (rule, mut rest) = take_top(area, 1);
        put_cut(
            buf,
            rule,
            &clean(&desk.title(task)),
            theme.title(),
            theme.glyphs().ellipsis,
        );
        let ended = task.ended.as_ref();
        let came = ended.and_then(|ended| ended.result.as_ref().or(ended.reason.as_ref()));
        for said in [came, task.note.as_ref()].into_iter().flatten() {
            let arrow = theme.glyphs().arrow;
            let said = format!("{arrow} {}", clean(said));
            for line in wrap(&said, usize::from(rest.width)) {
                let (row, below) = take_top(rest, 1);
                put_cut(buf, row, &line, theme.text(), theme.glyphs().ellipsis);
                rest = below;
            }
        }
    }
}

fn me(desk: &Desk) -> crate::domain::ids::StaffId {
    desk.me().map_or(crate::domain::ids::StaffId(0), |me| me.id)
}
