//! Cutting a screen into areas and putting text into them, safe at every size.
//!
//! All arithmetic saturates and all drawing clips; text passes `clean` once more here, so
//! that nothing drawn through the kit can reach a terminal raw. It must not know panes.

use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::kit::clean::{clean, clean_lines};
use crate::kit::width::{cut_with, prefix, width, wrap};

/// How much of a side an area gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// So many cells, or what is left.
    Fixed(u16),
    /// A share, by weight, of what the fixed ones leave.
    Fill(u16),
}

/// The first `height` rows of an area, and the rest.
#[must_use]
pub fn take_top(area: Rect, height: u16) -> (Rect, Rect) {
    let height = height.min(area.height);
    (
        Rect { height, ..area },
        Rect {
            y: area.y.saturating_add(height),
            height: area.height - height,
            ..area
        },
    )
}

/// The last `height` rows of an area, and the rest above them.
#[must_use]
pub fn take_bottom(area: Rect, height: u16) -> (Rect, Rect) {
    let (rest, taken) = take_top(area, area.height.saturating_sub(height));
    (taken, rest)
}

/// The first `width` columns of an area, and the rest.
#[must_use]
pub fn take_left(area: Rect, width: u16) -> (Rect, Rect) {
    let width = width.min(area.width);
    (
        Rect { width, ..area },
        Rect {
            x: area.x.saturating_add(width),
            width: area.width - width,
            ..area
        },
    )
}

/// The last `width` columns of an area, and the rest to their left.
#[must_use]
pub fn take_right(area: Rect, width: u16) -> (Rect, Rect) {
    let (rest, taken) = take_left(area, area.width.saturating_sub(width));
    (taken, rest)
}

/// An area without `dx` columns at each side and `dy` rows above and below.
#[must_use]
pub fn inset(area: Rect, dx: u16, dy: u16) -> Rect {
    let width = area.width.saturating_sub(dx.saturating_mul(2));
    let height = area.height.saturating_sub(dy.saturating_mul(2));
    Rect {
        x: area.x.saturating_add(dx.min(area.width)),
        y: area.y.saturating_add(dy.min(area.height)),
        width,
        height,
    }
}

/// The middle of an area, at most `width` by `height`.
#[must_use]
pub fn centred(area: Rect, width: u16, height: u16) -> Rect {
    let width = width.min(area.width);
    let height = height.min(area.height);
    Rect {
        x: area.x.saturating_add((area.width - width) / 2),
        y: area.y.saturating_add((area.height - height) / 2),
        width,
        height,
    }
}

/// An area cut into rows, from the top; one area for each size, empty where nothing is left.
#[must_use]
pub fn rows(area: Rect, sizes: &[Size]) -> Vec<Rect> {
    let mut rest = area;
    shares(area.height, sizes)
        .into_iter()
        .map(|height| {
            let (taken, below) = take_top(rest, height);
            rest = below;
            taken
        })
        .collect()
}

/// An area cut into columns, from the left; one area for each size.
#[must_use]
pub fn columns(area: Rect, sizes: &[Size]) -> Vec<Rect> {
    let mut rest = area;
    shares(area.width, sizes)
        .into_iter()
        .map(|width| {
            let (taken, right) = take_left(rest, width);
            rest = right;
            taken
        })
        .collect()
}

/// Fixed sizes first, in order, as far as they go; then the fills by weight, the last one
/// taking what rounding leaves.
fn shares(total: u16, sizes: &[Size]) -> Vec<u16> {
    let mut left = total;
    let mut given = vec![0; sizes.len()];
    for (slot, size) in given.iter_mut().zip(sizes) {
        if let Size::Fixed(wanted) = size {
            *slot = left.min(*wanted);
            left -= *slot;
        }
    }
    let weight = |size: &Size| match size {
        Size::Fill(weight) => u32::from(*weight),
        Size::Fixed(_) => 0,
    };
    let mut weights: u32 = sizes.iter().map(weight).sum();
    for (slot, size) in given.iter_mut().zip(sizes) {
        let share = weight(size);
        if share > 0 {
            *slot = u16::try_from(u32::from(left) * share / weights).unwrap_or(left);
            left -= *slot;
            weights -= share;
        }
    }
    given
}

/// Writes a text into the first row of an area, clipped to it.
///
/// Returns the columns that it took, so that the next text can follow.
pub fn put(buf: &mut Buffer, area: Rect, text: &str, style: Style) -> u16 {
    let area = area.intersection(buf.area);
    if area.is_empty() {
        return 0;
    }
    release(buf, area.x, area.y);
    let text = clean(text);
    let (shown, _) = prefix(&text, usize::from(area.width));
    let (end, _) = buf.set_stringn(area.x, area.y, shown, usize::from(area.width), style);
    end.saturating_sub(area.x)
}

/// As [`put`], ending in the theme's sign where the text had to be cut.
pub fn put_cut(buf: &mut Buffer, area: Rect, text: &str, style: Style, ellipsis: &str) -> u16 {
    let text = clean(text);
    put(
        buf,
        area,
        &cut_with(&text, usize::from(area.width), ellipsis),
        style,
    )
}

/// Writes a text at the right end of the first row of an area; cut as [`put_cut`] does.
///
/// Returns the area of that row that is left over at its left.
pub fn put_right(buf: &mut Buffer, area: Rect, text: &str, style: Style, ellipsis: &str) -> Rect {
    let text = clean(text);
    let text = cut_with(&text, usize::from(area.width), ellipsis);
    let columns = u16::try_from(width(&text)).unwrap_or(u16::MAX);
    let (right, left) = take_right(take_top(area, 1).0, columns);
    put(buf, right, &text, style);
    left
}

/// Writes texts one after the other into the first row of an area.
///
/// Returns the columns that they took.
pub fn put_spans<S: AsRef<str>>(buf: &mut Buffer, area: Rect, spans: &[(S, Style)]) -> u16 {
    let mut rest = take_top(area, 1).0;
    for (text, style) in spans {
        if rest.is_empty() {
            break;
        }
        let used = put(buf, rest, text.as_ref(), *style);
        rest = take_left(rest, used).1;
    }
    area.width.saturating_sub(rest.width)
}

/// Writes a text of several lines into an area, wrapped to its width.
///
/// Returns the rows that it took; what does not fit is not shown.
pub fn put_lines(buf: &mut Buffer, area: Rect, text: &str, style: Style) -> u16 {
    let mut rest = area;
    for line in wrap(&clean_lines(text), usize::from(area.width)) {
        if rest.is_empty() {
            break;
        }
        put(buf, rest, &line, style);
        rest = take_top(rest, 1).1;
    }
    area.height - rest.height
}

/// Fills an area with one sign, one column wide.
pub fn fill(buf: &mut Buffer, area: Rect, sign: &str, style: Style) {
    let area = area.intersection(buf.area);
    let line = sign.repeat(usize::from(area.width));
    for y in area.top()..area.bottom() {
        put(
            buf,
            Rect {
                y,
                height: 1,
                ..area
            },
            &line,
            style,
        );
    }
}

/// Empties an area, also of the halves of wide characters that reach into it.
pub fn clear(buf: &mut Buffer, area: Rect) {
    let area = area.intersection(buf.area);
    for y in area.top()..area.bottom() {
        release(buf, area.x, y);
        for x in area.left()..area.right() {
            if let Some(cell) = buf.cell_mut((x, y)) {
                cell.reset();
            }
        }
    }
}

/// A wide character that starts one cell to the left would hide this one: it goes.
fn release(buf: &mut Buffer, x: u16, y: u16) {
    let Some(before) = x.checked_sub(1).and_then(|x| buf.cell_mut((x, y))) else {
        return;
    };
    if before.cell_width() > 1 {
        before.set_char(' ');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::testing::{NAMES, SIZES, assert_wire_safe, buffer, rows as screen};
    use proptest::prelude::*;

    const AREA: Rect = Rect {
        x: 2,
        y: 1,
        width: 10,
        height: 8,
    };

    #[test]
    fn taking_from_a_side_leaves_the_rest() {
        assert_eq!(
            take_top(AREA, 3),
            (Rect::new(2, 1, 10, 3), Rect::new(2, 4, 10, 5))
        );
        assert_eq!(
            take_bottom(AREA, 3),
            (Rect::new(2, 6, 10, 3), Rect::new(2, 1, 10, 5))
        );
        assert_eq!(take_left(AREA, 99).1.width, 0);
        assert_eq!(
            take_right(AREA, 4),
            (Rect::new(8, 1, 4, 8), Rect::new(2, 1, 6, 8))
        );
        assert_eq!(centred(AREA, 4, 4), Rect::new(5, 3, 4, 4));
        assert_eq!(inset(AREA, 1, 1), Rect::new(3, 2, 8, 6));
    }

    #[test]
    fn fixed_rows_come_first_and_fills_share_the_rest() {
        let heights = |sizes: &[Size]| {
            rows(AREA, sizes)
                .iter()
                .map(|r| r.height)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            heights(&[Size::Fixed(1), Size::Fill(1), Size::Fixed(2)]),
            [1, 5, 2]
        );
        assert_eq!(heights(&[Size::Fill(1), Size::Fill(2)]), [2, 6]);
        assert_eq!(
            heights(&[Size::Fixed(5), Size::Fixed(5), Size::Fill(1)]),
            [5, 3, 0]
        );
        assert_eq!(heights(&[Size::Fill(0)]), [0]);
    }

    #[test]
    fn a_box_over_half_a_wide_character_is_not_hidden_by_it() {
        let mut buf = buffer(6, 1);
        put(&mut buf, Rect::new(0, 0, 6, 1), "李明朗", Style::new());
        put(&mut buf, Rect::new(1, 0, 2, 1), "ab", Style::new());
        assert_eq!(screen(&buf), [" ab 朗"]);
        clear(&mut buf, Rect::new(5, 0, 1, 1));
        assert_eq!(screen(&buf), [" ab"]);
    }

    #[test]
    fn texts_follow_each_other_and_stop_at_the_edge() {
        let mut buf = buffer(8, 1);
        let area = buf.area;
        let used = put_spans(
            &mut buf,
            area,
            &[("李明", Style::new()), ("朗abc", Style::new())],
        );
        assert_eq!((used, screen(&buf)), (8, vec!["李明朗ab".to_string()]));
        let mut buf = buffer(8, 1);
        let left = put_right(&mut buf, area, "¥300", Style::new(), "…");
        assert_eq!(
            (left.width, screen(&buf)),
            (4, vec!["    ¥300".to_string()])
        );
    }

    #[test]
    fn nothing_panics_or_leaks_at_any_size() {
        for (w, h) in SIZES {
            let mut buf = buffer(w, h);
            for name in NAMES {
                let far = Rect::new(w, h, 9, 9);
                let all = Rect::new(0, 0, 500, 200);
                for area in [buf.area, all, far, centred(buf.area, 7, 3)] {
                    put_cut(&mut buf, area, name, Style::new(), "…");
                    put_right(&mut buf, area, name, Style::new(), "…");
                    clear(&mut buf, inset(area, 3, 3));
                    fill(&mut buf, area, "─", Style::new());
                    assert!(put_lines(&mut buf, area, name, Style::new()) <= area.height);
                    put(&mut buf, area, name, Style::new());
                }
            }
            assert_wire_safe(&buf);
        }
    }

    proptest! {
        #[test]
        fn shares_never_exceed_the_whole(
            total in 0u16..600,
            raw in proptest::collection::vec((any::<bool>(), any::<u16>()), 0..8),
        ) {
            let sizes: Vec<Size> = raw
                .iter()
                .map(|(fixed, n)| if *fixed { Size::Fixed(*n) } else { Size::Fill(*n) })
                .collect();
            let given = shares(total, &sizes);
            let sum: u32 = given.iter().map(|n| u32::from(*n)).sum();
            prop_assert!(sum <= u32::from(total));
            if sizes.iter().any(|s| matches!(s, Size::Fill(1..))) {
                prop_assert_eq!(sum, u32::from(total), "fills take all that is left");
            }
        }
    }
}
