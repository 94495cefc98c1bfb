//! Drawing what is on hand. Must not change it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::StockList;
use crate::app::desk::Desk;
use crate::app::view::View;
use crate::domain::product::Stock;
use crate::kit::clean::clean;
use crate::kit::dialog;
use crate::kit::layout::{put_cut, take_top};
use crate::kit::table::{self, Cell, Column, Row};

/// Columns of the list, at most.
const WIDTH: u16 = 92;

impl View for StockList {
    fn view(&self, desk: &Desk, buf: &mut Buffer, area: Rect) -> Option<Position> {
        let (words, theme) = (&desk.text().sales, &desk.theme);
        let rows = self.goods.as_ref().map_or(1, |goods| goods.len() + 1);
        let rows = u16::try_from(rows.max(2)).unwrap_or(u16::MAX);
        let height = rows.min(area.height.saturating_sub(2));
        let inner = dialog::overlay(buf, area, theme, words.stock_title, WIDTH, height);
        let instead = match (&self.failed, &self.goods) {
            (Some(failed), _) => Some((failed.as_str(), theme.error())),
            (None, None) => Some((desk.text().desk.asking, theme.dim())),
            (None, Some(goods)) if goods.is_empty() => Some((words.no_products, theme.dim())),
            _ => None,
        };
        if let Some((said, look)) = instead {
            put_cut(buf, inner, &clean(said), look, theme.glyphs().ellipsis);
            return None;
        }
        let columns = [
            Column::left(8, 12, 3),
            Column::left(10, 28, 0),
            Column::right(7, 9, 0),
            Column::right(5, 7, 1),
            Column::right(5, 7, 0),
            Column::right(10, 12, 2),
            Column::left(13, 14, 1),
        ];
        let (head, inner) = take_top(inner, 1);
        let [product, on_hand, held, free, level] = words.stock_columns;
        let titles = ["", product, on_hand, held, free, level, ""];
        let title = Row {
            cells: titles
                .iter()
                .map(|one| Cell::styled(*one, theme.dim()))
                .collect(),
            ..Row::default()
        };
        table::draw(buf, head, theme, &columns, &[title], false);
        let window = self.list.window(usize::from(inner.height));
        let goods = self.goods.iter().flatten().enumerate();
        let shown: Vec<Row<'_>> = goods
            .filter(|(place, _)| window.contains(place))
            .map(|(place, stock)| Row {
                selected: place == self.list.index(),
                ..row(desk, stock)
            })
            .collect();
        table::draw(buf, inner, theme, &columns, &shown, true);
        None
    }
}

fn row<'a>(desk: &Desk, stock: &Stock) -> Row<'a> {
    let (words, theme) = (&desk.text().sales, &desk.theme);
    let number = |number: Option<i64>| number.map(|n| n.to_string()).unwrap_or_default();
    let short = stock.is_low();
    let told = match (stock.on_hand, short) {
        (None, _) => words.not_kept,
        (Some(_), true) => words.reorder,
        _ => "",
    };
    let look = if short { theme.warning() } else { theme.dim() };
    Row {
        cells: vec![
            Cell::styled(clean(&stock.code).into_owned(), theme.dim()),
            Cell::from(clean(&stock.name).into_owned()),
            Cell::from(number(stock.on_hand)),
            Cell::from(stock.held.to_string()),
            Cell::from(number(stock.free())),
            Cell::styled(number(stock.reorder_level), theme.dim()),
            Cell::styled(told, look),
        ],
        ..Row::default()
    }
}
