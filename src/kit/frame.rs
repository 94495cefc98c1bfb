//! Edges of panes: a box with a title and a note, a divider between stacked panes.
//!
//! It must not know what is inside the box, nor draw a word that it was not given.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::kit::layout::{
    inset, put, put_cut, put_right, take_bottom, take_left, take_right, take_top,
};
use crate::kit::theme::Theme;
use crate::kit::width::width;

/// What stands in an upper edge.
#[derive(Debug, Clone, Copy, Default)]
pub struct Edge<'a> {
    /// At the left; outside text in it is cleaned and cut.
    pub title: &'a str,
    /// At the right, in short (a count); left out where it does not fit.
    pub note: &'a str,
    /// Whether what is below has the keys.
    pub focused: bool,
}

/// Draws a box around an area and returns its inside.
pub fn boxed(buf: &mut Buffer, area: Rect, theme: &Theme, edge: Edge<'_>) -> Rect {
    let g = &theme.glyphs().border;
    let (top, below) = take_top(area, 1);
    let (bottom, sides) = take_bottom(below, 1);
    top_edge(buf, top, theme, edge);
    let plain = Edge {
        title: "",
        note: "",
        ..edge
    };
    edge_line(buf, bottom, theme, plain, (g.bottom_left, g.bottom_right));
    side_lines(buf, sides, theme, edge.focused);
    inset(area, 1, 1)
}

/// Draws the vertical edges at the first and last column of an area.
pub fn side_lines(buf: &mut Buffer, area: Rect, theme: &Theme, focused: bool) {
    let style = if focused {
        theme.border_focused()
    } else {
        theme.border()
    };
    for y in area.top()..area.bottom() {
        let row = Rect {
            y,
            height: 1,
            ..area
        };
        put(
            buf,
            take_left(row, 1).0,
            theme.glyphs().border.vertical,
            style,
        );
        put(
            buf,
            take_right(row, 1).0,
            theme.glyphs().border.vertical,
            style,
        );
    }
}

/// Draws the upper edge of a box alone, over one that is there; the area is one row.
pub fn top_edge(buf: &mut Buffer, area: Rect, theme: &Theme, edge: Edge<'_>) {
    let g = &theme.glyphs().border;
    edge_line(
        buf,
        take_top(area, 1).0,
        theme,
        edge,
        (g.top_left, g.top_right),
    );
}

/// Draws the line between two panes in one box; the area is one row, both edges included.
pub fn divider(buf: &mut Buffer, area: Rect, theme: &Theme, edge: Edge<'_>) {
    let g = &theme.glyphs().border;
    edge_line(
        buf,
        take_top(area, 1).0,
        theme,
        edge,
        (g.joint_left, g.joint_right),
    );
}

fn edge_line(buf: &mut Buffer, area: Rect, theme: &Theme, edge: Edge<'_>, ends: (&str, &str)) {
    if area.width < 2 {
        return;
    }
    let glyphs = theme.glyphs();
    let line = if edge.focused {
        theme.border_focused()
    } else {
        theme.border()
    };
    let middle = glyphs.border.horizontal.repeat(usize::from(area.width) - 2);
    put(buf, area, &format!("{}{middle}{}", ends.0, ends.1), line);
    let mut room = inset(area, 2, 0);
    room.height = 1;
    // The note goes first: it is short, and a count says more than the end of a title.
    let both = width(edge.title) + width(edge.note) + 4;
    if !edge.note.is_empty() && both <= usize::from(room.width) {
        let note = format!(" {} ", edge.note);
        let wider = Rect {
            width: room.width + 1,
            ..room
        };
        let left = put_right(buf, wider, &note, line, glyphs.ellipsis);
        room.width = left.width.min(room.width);
    }
    if !edge.title.is_empty() && room.width > 2 {
        let style = if edge.focused {
            theme.title_focused()
        } else {
            theme.title()
        };
        let shown = Rect {
            x: room.x,
            width: room.width - 1,
            ..room
        };
        put(
            buf,
            Rect {
                x: area.x + 1,
                width: 1,
                ..room
            },
            " ",
            line,
        );
        let used = put_cut(buf, shown, edge.title, style, glyphs.ellipsis);
        put(buf, take_left(room, used).1, " ", line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::testing::{NAMES, SIZES, assert_wire_safe, buffer, rows};
    use crate::kit::theme::Borders;

    #[test]
    fn a_box_carries_its_title_and_count() {
        let mut buf = buffer(24, 3);
        let area = buf.area;
        let edge = Edge {
            title: "F2 查找",
            note: "3 found",
            focused: true,
        };
        let inner = boxed(&mut buf, area, &Theme::default(), edge);
        assert_eq!(inner, Rect::new(1, 1, 22, 1));
        assert_eq!(
            rows(&buf),
            [
                "╭ F2 查找 ──── 3 found ╮",
                "│                      │",
                "╰──────────────────────╯"
            ]
        );
    }

    #[test]
    fn where_room_is_short_the_note_goes_and_the_title_is_cut() {
        let mut buf = buffer(12, 1);
        let area = buf.area;
        let ascii = Theme {
            borders: Borders::Ascii,
            ..Theme::default()
        };
        let edge = Edge {
            title: "customers",
            note: "12345",
            focused: false,
        };
        divider(&mut buf, area, &ascii, edge);
        assert_eq!(rows(&buf), ["+ custom~ -+"]);
    }

    #[test]
    fn nothing_panics_or_leaks_at_any_size() {
        for (w, h) in SIZES {
            let mut buf = buffer(w, h);
            for name in NAMES {
                for area in [buf.area, Rect::new(0, 0, 600, 300), Rect::new(w, h, 4, 4)] {
                    let edge = Edge {
                        title: name,
                        note: name,
                        focused: true,
                    };
                    let inner = boxed(&mut buf, area, &Theme::default(), edge);
                    assert!(inner.width <= area.width && inner.height <= area.height);
                    divider(&mut buf, area, &Theme::default(), edge);
                }
            }
            assert_wire_safe(&buf);
        }
    }
}
