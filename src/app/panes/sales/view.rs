//! Drawing the sales pane. Must not change it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::Sales;
use crate::app::action::Action;
use crate::app::desk::Desk;
use crate::app::keymap::{self, Scope};
use crate::app::pane::Tone;
use crate::app::view::{ListView, style};
use crate::domain::sale::{SaleRow, SalesOf};
use crate::domain::today::Whose;
use crate::kit::clean::clean;
use crate::kit::layout::{inset, put, take_top};
use crate::kit::table::{self, Cell, Column, Row};
use crate::kit::width::{width, wrap};
use crate::text::sales::Weight;
use crate::text::{sales, say};

/// Number, customer, sum, how it stands, when, who sold it. Numbers, sums and days take what those
/// on the screen take; what is left over is for how a sale stands. Where that is too little for its
/// figures, names are cut first.
fn columns(rows: &[Row<'_>], room: u16, (name, who): (u16, u16)) -> Vec<Column> {
    let widest = |place: usize, most: usize| {
        let cells = rows.iter().filter_map(|row| row.cells.get(place));
        let widest = cells.map(|cell| width(&cell.text)).max().unwrap_or(0);
        u16::try_from(widest.clamp(4, most)).unwrap_or(u16::MAX)
    };
    let (code, sum, when) = (widest(0, 14), widest(2, 20), widest(4, 14));
    let stands = widest(3, 40).max(12);
    // Signs before the rows, and gaps between the columns.
    let signs = 1 + u16::from(rows.iter().any(|row| row.marked));
    let seller = if who > 0 { who + 2 } else { 0 };
    let others = code + sum + when + signs + 2 * 4 + seller;
    let rest = room.saturating_sub(others);
    let name = name.min(rest.saturating_sub(stands)).max(NAME);
    let stands = stands.min(rest.saturating_sub(name)).max(12);
    // Nobody's column keeps the edge free, where that costs nothing.
    let edge = who > 0 || rest.saturating_sub(name + stands) >= 2;
    let last = edge.then(|| Column::left(who, who, 4));
    let columns = [
        Column::left(code, code, 2),
        Column::left(name, name, 0),
        Column::right(sum, sum, 0),
        Column::left(stands, 200, 0),
        Column::right(when, when, 3),
    ];
    columns.into_iter().chain(last).collect()
}

/// Columns that a name keeps.
const NAME: u16 = 6;
/// Columns from which on a list has room for longer names.
const ROOMY: u16 = 66;

impl ListView for Sales {
    fn draw(&self, desk: &Desk, buf: &mut Buffer, area: Rect, focused: bool) -> Option<Position> {
        let theme = &desk.theme;
        let plain = match &self.failed {
            Some(failed) => Some((failed.clone(), theme.error())),
            None if self.list.is_empty() && !self.fresh => Some((self.empty(desk), theme.dim())),
            None => None,
        };
        if let Some((said, look)) = plain {
            let mut rest = area;
            for line in wrap(&clean(&said), usize::from(rest.width.saturating_sub(2))) {
                let (row, below) = take_top(rest, 1);
                put(buf, inset(row, 1, 0), &line, look);
                rest = below;
            }
            return None;
        }
        let mut rows = Vec::new();
        for place in self.list.window(usize::from(area.height)) {
            let id = self.list.ids().get(place).copied();
            let Some(shown) = id.and_then(|id| self.row(id)) else {
                continue;
            };
            rows.push(Row {
                selected: place == self.list.index(),
                marked: self.list.is_marked(place),
                ..sale(desk, shown, area.width < ROOMY)
            });
        }
        let name = if area.width < ROOMY { 8 } else { 14 };
        let mine = self.whose == Whose::Mine;
        let who = if mine || area.width < ROOMY { 0 } else { 8 };
        table::draw(
            buf,
            area,
            theme,
            &columns(&rows, area.width, (name, who)),
            &rows,
            focused,
        );
        None
    }
}

impl Sales {
    /// What to do where nothing is listed.
    fn empty(&self, desk: &Desk) -> String {
        let (text, words) = (desk.text(), &desk.text().sales);
        if (self.whose, self.of) != (Whose::Mine, SalesOf::Newest) {
            return words.empty_list.to_owned();
        }
        let key = keymap::key_for(Scope::Sales, Action::Sell, text);
        (words.empty)(&key.unwrap_or_default())
    }
}

/// A sale in columns.
fn sale<'a>(desk: &Desk, row: &SaleRow, narrow: bool) -> Row<'a> {
    let theme = &desk.theme;
    let (stands, weight) =
        sales::stands(desk.text(), desk.currency(), row.state, (row.due, row.held));
    // Where there is little room a day does without its time.
    let today = desk.now.day_of(row.at) == desk.now.today();
    let when = match narrow && !today {
        true => say::instant(&desk.now, row.at),
        false => say::moment(&desk.now, row.at),
    };
    let tone = match weight {
        Weight::Plain => Tone::Plain,
        Weight::Dim => Tone::Dim,
        Weight::Warning => Tone::Warning,
    };
    Row {
        cells: vec![
            Cell::styled(clean(&row.code).into_owned(), theme.dim()),
            Cell::from(clean(&row.customer_name).into_owned()),
            Cell::from(say::money(row.total, desk.currency())),
            Cell::styled(stands, style(desk, tone)),
            Cell::styled(when, theme.dim()),
            Cell::styled(
                clean(row.by_name.as_deref().unwrap_or_default()).into_owned(),
                theme.dim(),
            ),
        ],
        ..Row::default()
    }
}
