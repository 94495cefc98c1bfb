//! Drawing figures: the table with its bars, what the bars mean, and of tasks what came of the
//! contacts of the selected row. Must not change them.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Counted, Figures};
use crate::app::desk::Desk;
use crate::app::tables::{Table, results};
use crate::app::view::View;
use crate::domain::task::Work;
use crate::kit::bars;
use crate::kit::dialog;
use crate::kit::input::{self, Look};
use crate::kit::layout::{put_cut, take_bottom, take_left, take_top};
use crate::kit::width::width;

/// Rows of what came of contacts, with their heading, where the table takes all the others.
const RESULTS: u16 = 8;

impl View for Figures {
    fn view(&self, desk: &Desk, buf: &mut Buffer, area: Rect) -> Option<Position> {
        let (words, theme) = (&desk.text().figures, &desk.theme);
        let period = self.period.to_string();
        let title = match self.sales {
            true => (words.sales_of)((words.by)(self.by), &period),
            false => (words.tasks_of)(&period),
        };
        let inner = dialog::overlay(buf, area, theme, &title, area.width, area.height);
        let (cursor, inner) = self.line(desk, buf, inner);
        let (table, works) = self.table(desk);
        let nothing = matches!(&self.counted, Some(Counted::Sales(sales)) if sales.is_empty());
        let instead = match (&self.failed, &self.counted) {
            (Some(failed), _) => Some((failed.as_str(), theme.error())),
            (None, None) => Some((desk.text().desk.asking, theme.dim())),
            _ if nothing => Some((words.nothing_sold, theme.dim())),
            _ => None,
        };
        if let Some((said, look)) = instead {
            put_cut(buf, inner, said, look, theme.glyphs().ellipsis);
            return cursor;
        }
        let (inner, legend) = {
            let (legend, inner) = take_bottom(inner, 1);
            (inner, legend)
        };
        let [full, half, empty] = bars::signs(theme.glyphs());
        let said = match self.sales {
            true => (words.sales_legend)([full, half]),
            false => (words.work_legend)([full, half, empty]),
        };
        put_cut(buf, legend, &said, theme.dim(), theme.glyphs().ellipsis);
        let rest = match works.get(self.list.index()) {
            Some(work) => contacts(desk, buf, inner, work, table.rows.len()),
            None => inner,
        };
        self.rows(desk, buf, rest, &table);
        cursor
    }
}

impl Figures {
    /// The line in which a period is typed, if it is; what is left of the area.
    fn line(&self, desk: &Desk, buf: &mut Buffer, area: Rect) -> (Option<Position>, Rect) {
        let Some(typed) = &self.typed else {
            return (None, area);
        };
        let (words, theme) = (&desk.text().figures, &desk.theme);
        let (line, rest) = take_top(area, 1);
        let label = format!("{} ", words.period);
        put_cut(buf, line, &label, theme.label(), theme.glyphs().ellipsis);
        let columns = u16::try_from(width(&label)).unwrap_or(u16::MAX);
        let (_, field) = take_left(line, columns);
        let look = Look {
            placeholder: words.period_hint,
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

    fn rows(&self, desk: &Desk, buf: &mut Buffer, area: Rect, table: &Table<'_>) {
        let theme = &desk.theme;
        let room = usize::from(area.width.saturating_sub(1));
        let laid = bars::lay(&table.columns, &table.rows, room, theme.glyphs());
        let (head, rest) = take_top(area, 1);
        let said = format!(" {}", laid.head);
        put_cut(buf, head, &said, theme.dim(), theme.glyphs().ellipsis);
        let window = self.list.window(usize::from(rest.height));
        let lines = laid.lines.iter().enumerate();
        let shown = lines
            .filter(|(at, _)| window.contains(at))
            .map(|(at, line)| (line, at == self.list.index()));
        bars::draw(buf, rest, theme, shown, self.typed.is_none());
    }
}

/// What came of the contacts of a row, below the table; what is left for the table.
fn contacts(desk: &Desk, buf: &mut Buffer, area: Rect, work: &Work, rows: usize) -> Rect {
    let theme = &desk.theme;
    let table = results(desk.lang, desk.choices(), work);
    if table.rows.is_empty() {
        return area;
    }
    let wanted = u16::try_from(table.rows.len() + 2).unwrap_or(u16::MAX);
    let free = area
        .height
        .saturating_sub(u16::try_from(rows + 1).unwrap_or(u16::MAX));
    let height = wanted.min(RESULTS.min(area.height / 2).max(free));
    let (below, rest) = take_bottom(area, height);
    let (_, below) = take_top(below, 1);
    let (head, below) = take_top(below, 1);
    let heading = desk.text().figures.results;
    put_cut(buf, head, heading, theme.label(), theme.glyphs().ellipsis);
    let room = usize::from(below.width.saturating_sub(1));
    let laid = bars::lay(&table.columns, &table.rows, room, theme.glyphs());
    let lines = laid.lines.iter().map(|line| (line, false));
    bars::draw(buf, below, theme, lines, false);
    rest
}
