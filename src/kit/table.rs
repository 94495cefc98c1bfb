//! Rows of cells in columns that line up: which columns fit, how wide, and drawing them.
//!
//! Widths depend on the room alone, never on the rows, so that nothing jumps while one
//! types or scrolls. It must not know what a column means, nor draw a header.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::kit::clean::clean;
use crate::kit::layout::{put, take_left, take_top};
use crate::kit::theme::Theme;
use crate::kit::width::{Align, fit};

/// Columns between two columns.
const GAP: u16 = 2;

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Below this the column is left out.
    pub min: u16,
    /// Above this it does not grow.
    pub max: u16,
    /// 0 stays longest and grows first; the highest number is left out first.
    pub priority: u8,
    /// Words left, money and counts right.
    pub align: Align,
}

impl Column {
    /// A column of words.
    #[must_use]
    pub const fn left(min: u16, max: u16, priority: u8) -> Self {
        Column {
            min,
            max,
            priority,
            align: Align::Left,
        }
    }

    /// A column of money, counts or dates.
    #[must_use]
    pub const fn right(min: u16, max: u16, priority: u8) -> Self {
        Column {
            min,
            max,
            priority,
            align: Align::Right,
        }
    }
}

/// One cell: a text, and a style where it differs from the row's.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell<'a> {
    /// What to show; outside text in it is cleaned, and cut to the column.
    pub text: Cow<'a, str>,
    /// Laid over the style of the row.
    pub style: Style,
}

impl<'a, T: Into<Cow<'a, str>>> From<T> for Cell<'a> {
    fn from(text: T) -> Self {
        Cell {
            text: text.into(),
            style: Style::new(),
        }
    }
}

impl<'a> Cell<'a> {
    /// A cell with a style of its own.
    #[must_use]
    pub fn styled(text: impl Into<Cow<'a, str>>, style: Style) -> Self {
        Cell {
            text: text.into(),
            style,
        }
    }
}

/// One row of a table, as many cells as there are columns; missing ones are blank.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row<'a> {
    /// The cells in the order of the columns.
    pub cells: Vec<Cell<'a>>,
    /// The style of the whole row.
    pub style: Style,
    /// Whether it is the selected row.
    pub selected: bool,
    /// Whether it is marked.
    pub marked: bool,
}

/// The width of each column in so much room; `None` for those left out.
///
/// Least important columns go until the rest fits at its least widths; what is left over
/// goes to the most important column first, up to its greatest width. The first column to
/// stay is shown even where there is less room than its least width.
#[must_use]
pub fn widths(columns: &[Column], room: u16) -> Vec<Option<u16>> {
    let mut order: Vec<usize> = (0..columns.len()).collect();
    order.sort_by_key(|i| columns.get(*i).map(|c| c.priority));
    let mut given = vec![None; columns.len()];
    let mut left = room;
    let mut shown = Vec::new();
    for i in order {
        let Some(column) = columns.get(i) else {
            continue;
        };
        let gap = if shown.is_empty() { 0 } else { GAP };
        let wanted = column.min.saturating_add(gap);
        let first = shown.is_empty() && room > 0;
        if wanted > left && !first {
            break;
        }
        let least = column.min.min(left.saturating_sub(gap));
        given[i] = Some(least);
        left = left.saturating_sub(least + gap);
        shown.push(i);
    }
    for i in shown {
        if let (Some(column), Some(Some(width))) = (columns.get(i), given.get_mut(i)) {
            let more = column.max.saturating_sub(*width).min(left);
            *width += more;
            left -= more;
        }
    }
    given
}

/// Draws rows from the top of an area, one line each: a sign before the selected and the
/// marked row, then the columns. `focused` says whether the table has the keys.
pub fn draw(
    buf: &mut Buffer,
    area: Rect,
    theme: &Theme,
    columns: &[Column],
    rows: &[Row<'_>],
    focused: bool,
) {
    let marks = rows.iter().any(|row| row.marked);
    let gutter = 1 + u16::from(marks);
    let widths = widths(columns, area.width.saturating_sub(gutter));
    let mut rest = area;
    for row in rows {
        let (line, below) = take_top(rest, 1);
        if line.is_empty() {
            break;
        }
        rest = below;
        draw_row(buf, line, theme, (columns, &widths), row, (marks, focused));
    }
}

fn draw_row(
    buf: &mut Buffer,
    line: Rect,
    theme: &Theme,
    (columns, widths): (&[Column], &[Option<u16>]),
    row: &Row<'_>,
    (marks, focused): (bool, bool),
) {
    let glyphs = theme.glyphs();
    // Reverse video would turn each cell's colour into a patch of ground.
    let plain = row.selected && focused;
    let mut rest = line;
    let mut next = |buf: &mut Buffer, text: &str, style: Style| {
        let style = if plain { Style::new() } else { style };
        let used = put(buf, rest, text, style);
        rest = take_left(rest, used).1;
    };
    let sign = if row.selected { glyphs.selected } else { " " };
    next(buf, sign, row.style);
    if marks && row.marked {
        next(buf, glyphs.marked, theme.marked());
    } else if marks {
        next(buf, " ", row.style);
    }
    let blank = Cell::default();
    let mut first = true;
    for (i, (column, width)) in columns.iter().zip(widths).enumerate() {
        let Some(width) = width else { continue };
        if !first {
            next(buf, &" ".repeat(usize::from(GAP)), row.style);
        }
        first = false;
        let cell = row.cells.get(i).unwrap_or(&blank);
        let text = fit(
            &clean(&cell.text),
            usize::from(*width),
            column.align,
            glyphs.ellipsis,
        );
        next(buf, &text, row.style.patch(cell.style));
    }
    if row.selected {
        let style = if focused {
            theme.selected()
        } else {
            theme.selected_elsewhere()
        };
        buf.set_style(line, style);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::testing::{NAMES, SIZES, assert_wire_safe, buffer, rows as screen};
    use crate::kit::theme::Borders;
    use proptest::prelude::*;
    use ratatui::style::{Color, Modifier};

    const COLUMNS: [Column; 4] = [
        Column::left(6, 12, 0),
        Column::left(11, 16, 1),
        Column::left(4, 8, 3),
        Column::right(4, 10, 2),
    ];

    fn row<'a>(cells: [&'a str; 4]) -> Row<'a> {
        Row {
            cells: cells.map(Cell::from).to_vec(),
            ..Row::default()
        }
    }

    #[test]
    fn columns_line_up_with_chinese_and_money_stands_right() {
        let mut buf = buffer(42, 3);
        let area = buf.area;
        let mut rows = [
            row(["李明朗", "138****4821", "王薇", "¥300"]),
            row(["欧阳娜娜的母亲", "021****4821", "赵云", "¥1,240"]),
            row(["Li", "", "", ""]),
        ];
        rows[1].selected = true;
        rows[1].cells[3].style = Theme::default().warning();
        draw(&mut buf, area, &Theme::default(), &COLUMNS, &rows, true);
        assert_eq!(
            buf[(37, 1)].fg,
            Color::Reset,
            "no patches in the selected row"
        );
        assert_eq!(
            screen(&buf),
            [
                " 李明朗        138****4821      王薇  ¥300",
                "▸欧阳娜娜的…   021****4821      赵云  ¥1,…",
                " Li",
            ]
        );
        assert!(buf[(30, 1)].modifier.contains(Modifier::REVERSED));
        assert!(!buf[(30, 0)].modifier.contains(Modifier::REVERSED));
    }

    #[test]
    fn the_least_important_columns_go_first() {
        assert_eq!(
            widths(&COLUMNS, 60),
            [Some(12), Some(16), Some(8), Some(10)]
        );
        assert_eq!(widths(&COLUMNS, 30), [Some(11), Some(11), None, Some(4)]);
        assert_eq!(widths(&COLUMNS, 20), [Some(7), Some(11), None, None]);
        assert_eq!(widths(&COLUMNS, 4), [Some(4), None, None, None]);
        assert_eq!(widths(&COLUMNS, 0), [None, None, None, None]);
    }

    #[test]
    fn marked_and_selected_rows_carry_signs_in_ascii_too() {
        let mut buf = buffer(12, 2);
        let area = buf.area;
        let mut rows = [row(["Li", "", "", ""]), row(["Wang", "", "", ""])];
        rows[0].marked = true;
        rows[1].selected = true;
        let theme = Theme {
            borders: Borders::Ascii,
            ..Theme::default()
        };
        draw(&mut buf, area, &theme, &COLUMNS, &rows, false);
        assert_eq!(screen(&buf), [" *Li", "> Wang"]);
    }

    #[test]
    fn nothing_panics_or_leaks_at_any_size() {
        for (w, h) in SIZES {
            let mut buf = buffer(w, h);
            let mut rows: Vec<Row<'_>> = NAMES.iter().map(|n| row([n, n, n, n])).collect();
            rows[1].selected = true;
            rows[2].marked = true;
            rows[3].cells.truncate(1);
            for area in [buf.area, Rect::new(w, h, 9, 9), Rect::new(0, 0, 600, 300)] {
                draw(&mut buf, area, &Theme::default(), &COLUMNS, &rows, true);
            }
            assert_wire_safe(&buf);
        }
    }

    proptest! {
        #[test]
        fn columns_never_exceed_the_room(
            raw in proptest::collection::vec((0u16..30, 0u16..30, 0u8..4), 0..8),
            room in 0u16..200,
        ) {
            let columns: Vec<Column> =
                raw.iter().map(|(min, more, p)| Column::left(*min, min + more, *p)).collect();
            let given = widths(&columns, room);
            let shown: Vec<u16> = given.iter().copied().flatten().collect();
            let gaps = GAP * u16::try_from(shown.len().saturating_sub(1)).unwrap();
            prop_assert!(shown.iter().sum::<u16>() + gaps <= room);
            for (column, width) in columns.iter().zip(&given) {
                prop_assert!(width.is_none_or(|w| w <= column.max));
            }
        }
    }
}
