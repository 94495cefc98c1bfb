//! Figures in columns, each row ending in a bar in proportion to the others'; on paper as text, on
//! a screen as styled cells. Widths follow from what is in the cells, counted as it is seen.
//! It must not know what a column or a part of a bar means.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::clean::clean;
use super::glyphs::Glyphs;
use super::layout::{put_spans, take_top};
use super::theme::Theme;
use super::width::{Align, fit, width};

/// Columns between two columns.
const GAP: usize = 2;
/// A bar narrower than this says nothing: it is left out.
const SHORTEST: usize = 6;
/// Wider than this it says no more.
const LONGEST: usize = 40;
/// The words of the first column are cut to so many columns before another column is left out.
const NAME: usize = 9;

/// What stands over a column, and how important it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column<'a> {
    /// The heading.
    pub head: &'a str,
    /// Words left, counts and money right.
    pub align: Align,
    /// Where there is no room for all, those with the highest number go first; the bar itself
    /// has [`BAR`].
    pub rank: u8,
}

/// The rank of bars: columns of higher rank are left out for them.
pub const BAR: u8 = 3;

impl<'a> Column<'a> {
    /// A column of words.
    #[must_use]
    pub const fn words(head: &'a str, rank: u8) -> Self {
        Column {
            head,
            align: Align::Left,
            rank,
        }
    }

    /// A column of counts or money.
    #[must_use]
    pub const fn figures(head: &'a str, rank: u8) -> Self {
        Column {
            head,
            align: Align::Right,
            rank,
        }
    }
}

/// A row of figures.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// In the order of the columns; missing ones are blank.
    pub cells: Vec<String>,
    /// The parts of its bar, the first one drawn fullest; none: no bar.
    pub bar: Vec<u64>,
    /// Whether it sums up others: no bar is measured by it, and it looks so.
    pub sum: bool,
}

/// Figures that were laid out in so many columns.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Laid {
    /// The headings.
    pub head: String,
    /// The rows.
    pub lines: Vec<Line>,
}

/// A row that was laid out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// Its cells, each in its column.
    pub text: String,
    /// Its bar.
    pub bar: String,
    /// Whether it sums up others.
    pub sum: bool,
}

impl Line {
    /// As it stands on paper.
    #[must_use]
    pub fn plain(&self) -> String {
        let whole = format!("{}{}", self.text, self.bar);
        whole.trim_end().to_owned()
    }
}

/// The rows with the longest bars first; those that sum up others keep to the end.
pub fn sort(rows: &mut [Row]) {
    rows.sort_by_key(|row| (row.sum, std::cmp::Reverse(whole(&row.bar))));
}

/// What the parts of a bar come to.
fn whole(bar: &[u64]) -> u64 {
    bar.iter().fold(0, |sum, part| sum.saturating_add(*part))
}

/// The signs of a bar's parts, the first one's first; there are no more.
#[must_use]
pub fn signs(glyphs: &Glyphs) -> [&'static str; 3] {
    [glyphs.full, glyphs.half, glyphs.empty]
}

/// Lays rows out in at most `room` columns.
#[must_use]
pub fn lay(columns: &[Column<'_>], rows: &[Row], room: usize, glyphs: &Glyphs) -> Laid {
    let mut widths: Vec<usize> = columns.iter().map(|column| width(column.head)).collect();
    for row in rows {
        for (wide, cell) in widths.iter_mut().zip(&row.cells) {
            *wide = (*wide).max(width(&clean(cell)));
        }
    }
    let barred = rows.iter().any(|row| row.bar.iter().any(|part| *part > 0));
    let (shown, bar) = chosen(columns, &mut widths, room, barred);
    let line = |cells: &mut dyn FnMut(usize) -> String| {
        let parts: Vec<String> = shown
            .iter()
            .filter_map(|&at| {
                let align = columns.get(at)?.align;
                let text = cells(at);
                Some(fit(&clean(&text), *widths.get(at)?, align, glyphs.ellipsis))
            })
            .collect();
        parts.join(&" ".repeat(GAP))
    };
    let longest = rows.iter().filter(|row| !row.sum);
    let longest = longest.map(|row| whole(&row.bar)).max().unwrap_or(0);
    let lines = rows.iter().map(|row| Line {
        text: line(&mut |at| row.cells.get(at).cloned().unwrap_or_default()),
        bar: match bar {
            Some(bar) if !row.sum => drawn(&row.bar, longest, bar, glyphs),
            _ => String::new(),
        },
        sum: row.sum,
    });
    Laid {
        lines: lines.collect(),
        head: line(&mut |at| {
            columns
                .get(at)
                .map_or_else(String::new, |column| column.head.to_owned())
        }),
    }
}

/// Which columns stay, in their order, and how wide bars are; the first column is cut where that
/// lets others stay, and stays itself whatever the room.
fn chosen(
    columns: &[Column<'_>],
    widths: &mut [usize],
    room: usize,
    barred: bool,
) -> (Vec<usize>, Option<usize>) {
    let natural = widths.first().copied().unwrap_or(0);
    let name = natural.min(NAME);
    let mut order: Vec<usize> = (1..columns.len()).collect();
    order.sort_by_key(|&at| columns.get(at).map(|column| column.rank));
    let bar_at = order.iter().position(|&at| {
        let rank = columns.get(at).map_or(0, |column| column.rank);
        rank > BAR
    });
    let bar_at = bar_at.unwrap_or(order.len());
    let (mut left, mut bar) = (room.saturating_sub(name), None);
    let mut shown = vec![0];
    for place in 0..=order.len() {
        if place == bar_at && barred {
            match left.checked_sub(GAP + SHORTEST) {
                Some(rest) => (left, bar) = (rest, Some(SHORTEST)),
                None => break,
            }
        }
        let Some(&at) = order.get(place) else { break };
        let wide = widths.get(at).copied().unwrap_or(0);
        match left.checked_sub(GAP + wide) {
            Some(rest) => left = rest,
            None => break,
        }
        shown.push(at);
    }
    shown.sort_unstable();
    let more = (natural - name).min(left);
    if let Some(first) = widths.first_mut() {
        *first = (name + more).min(room);
    }
    let bar = bar.map(|bar| (bar + left - more).min(LONGEST));
    (shown, bar)
}

/// A bar's parts, together as long in proportion as they count, each rounded where it ends, so
/// that none is longer than a longer one. What is not nothing is seen.
fn drawn(parts: &[u64], longest: u64, cols: usize, glyphs: &Glyphs) -> String {
    if longest == 0 {
        return String::new();
    }
    let place = |sum: u64| {
        let scaled =
            (u128::from(sum) * cols as u128 * 2 + u128::from(longest)) / (u128::from(longest) * 2);
        usize::try_from(scaled).unwrap_or(cols).min(cols)
    };
    let (mut sum, mut at, mut bar) = (0u64, 0, " ".repeat(GAP));
    for (part, sign) in parts.iter().zip(signs(glyphs)) {
        sum = sum.saturating_add(*part);
        let least = if *part > 0 { at + 1 } else { at };
        let end = place(sum).max(least).min(cols);
        bar += &sign.repeat(end - at);
        at = end;
    }
    bar
}

/// Draws lines from the top of an area, that of the selected one told; `focused` says whether the
/// table has the keys.
pub fn draw<'l>(
    buf: &mut Buffer,
    area: Rect,
    theme: &Theme,
    lines: impl Iterator<Item = (&'l Line, bool)>,
    focused: bool,
) {
    let mut rest = area;
    for (line, selected) in lines {
        let (row, below) = take_top(rest, 1);
        if row.is_empty() {
            break;
        }
        rest = below;
        let glyphs = theme.glyphs();
        let sign = if selected { glyphs.selected } else { " " };
        let text = if line.sum {
            theme.title()
        } else {
            theme.text()
        };
        let spans = [
            (sign, text),
            (line.text.as_str(), text),
            (line.bar.as_str(), theme.accent()),
        ];
        put_spans(buf, row, &spans);
        if selected {
            let style = match focused {
                true => theme.selected(),
                false => theme.selected_elsewhere(),
            };
            buf.set_style(row, style);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::glyphs::{ASCII, UNICODE};
    use crate::kit::testing::{NAMES, SIZES, assert_wire_safe, buffer, rows as screen};
    use proptest::prelude::*;

    const COLUMNS: [Column<'_>; 4] = [
        Column::words("", 0),
        Column::figures("sales", 1),
        Column::figures("金额", 0),
        Column::figures("repeat", 4),
    ];

    fn row(cells: [&str; 4], bar: &[u64]) -> Row {
        Row {
            cells: cells.map(str::to_owned).to_vec(),
            bar: bar.to_vec(),
            sum: false,
        }
    }

    fn plain(rows: &[Row], room: usize, glyphs: &Glyphs) -> Vec<String> {
        let laid = lay(&COLUMNS, rows, room, glyphs);
        let head = std::iter::once(laid.head.trim_end().to_owned());
        head.chain(laid.lines.iter().map(Line::plain)).collect()
    }

    fn two() -> Vec<Row> {
        vec![
            row(["王薇", "2", "1,283.00", "686.00"], &[8]),
            row(["赵云", "12", "17.00", ""], &[1, 2, 1]),
            Row {
                sum: true,
                ..row(["all", "14", "1,300.00", "686.00"], &[12])
            },
        ]
    }

    #[test]
    fn figures_stand_right_and_bars_are_in_proportion_to_the_longest_but_sums_have_none() {
        assert_eq!(
            plain(&two(), 44, &UNICODE),
            [
                "      sales      金额  repeat",
                "王薇      2  1,283.00  686.00  █████████████",
                "赵云     12     17.00          ██▒▒▒░░",
                "all      14  1,300.00  686.00",
            ]
        );
        assert_eq!(
            plain(&two(), 44, &ASCII)[2],
            "赵云     12     17.00          ##===.."
        );
    }

    #[test]
    fn what_matters_least_is_left_out_first_and_names_are_cut_before_that() {
        assert_eq!(
            plain(&two(), 32, &UNICODE)[1],
            "王薇      2  1,283.00  █████████"
        );
        assert_eq!(plain(&two(), 22, &UNICODE)[1], "王薇      2  1,283.00");
        assert_eq!(plain(&two(), 16, &UNICODE)[1], "王薇  1,283.00");
        let mut long = two();
        long[0].cells[0] = "上海分公司第一营业部电话组".to_owned();
        assert_eq!(
            plain(&long, 41, &UNICODE)[1],
            "上海分公司第一…       2  1,283.00  ██████"
        );
    }

    #[test]
    fn rows_are_sorted_by_their_bars_and_sums_stay_last() {
        let mut rows = two();
        rows[0].bar = vec![3];
        sort(&mut rows);
        let names: Vec<&str> = rows.iter().map(|row| row.cells[0].as_str()).collect();
        assert_eq!(names, ["赵云", "王薇", "all"]);
    }

    #[test]
    fn a_little_is_seen_and_nothing_is_not() {
        let bar = |parts: &[u64]| drawn(parts, 1_000_000, 10, &ASCII);
        assert_eq!(bar(&[1]), "  #");
        assert_eq!(bar(&[0, 1]), "  =");
        assert_eq!(bar(&[0]), "  ");
        assert_eq!(bar(&[1_000_000, 1]), "  ##########");
        assert_eq!(bar(&[u64::MAX, u64::MAX]), "  ##########");
    }

    #[test]
    fn the_selected_line_is_told_and_nothing_leaks_at_any_size() {
        let mut rows = two();
        rows.extend(NAMES.map(|name| row([name, "1", "2", "3"], &[1])));
        let laid = lay(&COLUMNS, &rows, 44, &UNICODE);
        for (w, h) in SIZES {
            let mut buf = buffer(w, h);
            let lines = laid.lines.iter().enumerate();
            let area = buf.area;
            let lines = lines.map(|(at, line)| (line, at == 1));
            draw(&mut buf, area, &Theme::default(), lines, true);
            assert_wire_safe(&buf);
        }
        let mut buf = buffer(50, 2);
        let lines = laid.lines.iter().map(|line| (line, !line.sum));
        let area = buf.area;
        draw(&mut buf, area, &Theme::default(), lines, true);
        assert!(screen(&buf)[0].starts_with("▸王薇"), "{:?}", screen(&buf));
    }

    proptest! {
        #[test]
        fn nothing_leaves_its_room(
            names in proptest::collection::vec("\\PC{0,30}", 0..6),
            parts in proptest::collection::vec(any::<u64>(), 0..4),
            room in 0_usize..120,
        ) {
            let rows: Vec<Row> = names.iter().map(|name| row([name, "1", "2,000.00", name], &parts)).collect();
            let laid = lay(&COLUMNS, &rows, room, &UNICODE);
            prop_assert!(width(&laid.head) <= room);
            for line in &laid.lines {
                prop_assert!(width(&line.text) + width(&line.bar) <= room, "{line:?}");
            }
        }
    }
}
