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
use crate::kit::width::width;

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
        let columns = columns(desk, self.goods.as_deref().unwrap_or_default());
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

/// Figures take what they and their headings need; what is left over is for names.
fn columns(desk: &Desk, goods: &[Stock]) -> [Column; 7] {
    let words = &desk.text().sales;
    let [_, on_hand, held, free, level] = words.stock_columns;
    let codes = goods.iter().map(|stock| width(&stock.code)).max();
    let code = fits(codes.unwrap_or(0).clamp(4, 12));
    let figures = |title: &str, of: &dyn Fn(&Stock) -> Option<i64>| {
        let widest = goods.iter().filter_map(of);
        let widest = widest.map(|number| width(&number.to_string())).max();
        fits(width(title).max(widest.unwrap_or(0)))
    };
    let told = [words.not_kept, words.reorder].map(width);
    let told = fits(told.into_iter().max().unwrap_or(0));
    let on_hand = figures(on_hand, &|stock| stock.on_hand);
    let held = figures(held, &|stock| Some(stock.held));
    let free = figures(free, &Stock::free);
    let level = figures(level, &|stock| stock.reorder_level);
    [
        Column::left(code, code, 3),
        Column::left(10, 60, 0),
        Column::right(on_hand, on_hand, 0),
        Column::right(held, held, 1),
        Column::right(free, free, 0),
        Column::right(level, level, 2),
        Column::left(told, told, 1),
    ]
}

fn fits(columns: usize) -> u16 {
    u16::try_from(columns).unwrap_or(u16::MAX)
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
