//! A picture of a screen: an SVG with every character at its own column.
//!
//! It draws a finished buffer and must not know what is on it.

use std::fmt::Write as _;
use std::ops::Range;

use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::style::{Color, Modifier};

use crate::kit::theme::Ground;

/// Size of a cell in hundredths of a pixel, for a 14-pixel monospace font.
const CELL: (u32, u32) = (843, 1700);
/// Empty edge around the screen, in hundredths of a pixel.
const EDGE: u32 = 1200;
/// How far the base line lies below the top of a row, in hundredths of a pixel.
const BASE: u32 = 1300;

/// The 16 ANSI colours, then the letters' and the ground's own.
type Palette = [&'static str; 18];

static DARK: Palette = [
    "#1e2227", "#e06c75", "#98c379", "#e5c07b", "#61afef", "#c678dd", "#56b6c2", "#c8ccd4",
    "#7f848e", "#ff7b86", "#b5e890", "#ffd68a", "#82c4ff", "#de9bf0", "#70d7e5", "#ffffff",
    "#d7dae0", "#1e2227",
];
static LIGHT: Palette = [
    "#24292f", "#b3261e", "#2c7a2c", "#8a6100", "#1f5fbf", "#8e3a9d", "#0b7285", "#6b7280",
    "#7a808a", "#d13438", "#3a9a3a", "#a87800", "#3b7ddd", "#a74fb5", "#1390a5", "#ffffff",
    "#24292f", "#fbfbfa",
];

/// Attributes that cells of one run share.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Look {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

/// The screen as an SVG document. `title` says what it shows, for those who cannot see it.
#[must_use]
pub fn svg(buffer: &Buffer, ground: Ground, title: &str) -> String {
    let palette = match ground {
        Ground::Dark => &DARK,
        Ground::Light => &LIGHT,
    };
    let area = buffer.area;
    let wide = u32::from(area.width) * CELL.0 + 2 * EDGE;
    let high = u32::from(area.height) * CELL.1 + 2 * EDGE;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{w}\" height=\"{h}\" viewBox=\"0 0 {w} {h}\" role=\"img\">\n\
         <title>{title}</title>\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{ground}\"/>\n\
         <g font-family=\"'DejaVu Sans Mono','Noto Sans Mono CJK SC','Sarasa Mono SC',Menlo,Consolas,monospace\" \
         font-size=\"14\" xml:space=\"preserve\" fill=\"{ink}\">\n",
        w = pixels(wide),
        h = pixels(high),
        title = escaped(title),
        ground = palette[17],
        ink = palette[16],
    );
    for y in area.top()..area.bottom() {
        row(&mut out, buffer, y, palette);
    }
    out.push_str("</g>\n</svg>\n");
    out
}

/// One row: runs of cells that look alike, first their ground, then their text.
fn row(out: &mut String, buffer: &Buffer, y: u16, palette: &Palette) {
    let area = buffer.area;
    let top = EDGE + u32::from(y - area.y) * CELL.1;
    let mut x = area.left();
    while x < area.right() {
        let Some(first) = buffer.cell((x, y)) else {
            return;
        };
        let look = look(first);
        let start = x;
        let mut marks = Vec::new();
        while let Some(cell) = buffer.cell((x, y)).filter(|cell| self::look(cell) == look) {
            let after = x + cell.cell_width().max(1);
            if cell.symbol() != " " {
                marks.push((x - area.x..after - area.x, cell.symbol()));
            }
            x = after;
        }
        let (ink, ground) = colours(look, palette);
        if ground != palette[17] {
            let left = EDGE + u32::from(start - area.x) * CELL.0;
            let wide = u32::from(x.min(area.right()) - start) * CELL.0;
            let (l, t, w, h) = (pixels(left), pixels(top), pixels(wide), pixels(CELL.1));
            let _ = writeln!(
                out,
                "<rect x=\"{l}\" y=\"{t}\" width=\"{w}\" height=\"{h}\" fill=\"{ground}\"/>"
            );
        }
        text(
            out,
            &marks,
            top + BASE,
            attributes(look, &ink, palette).as_str(),
        );
    }
}

/// The visible characters of a run, each with its own x. One of several code points, or
/// of two UTF-16 units, stands alone: renderers differ on what an x in a list belongs to.
/// So does each word: there are some that know the first x of a list only.
fn text(out: &mut String, marks: &[(Range<u16>, &str)], base: u32, attributes: &str) {
    let single = |symbol: &str| symbol.encode_utf16().nth(1).is_none();
    for run in marks.chunk_by(|a, b| single(a.1) && single(b.1) && a.0.end == b.0.start) {
        let xs: Vec<String> = run
            .iter()
            .map(|(columns, _)| pixels(EDGE + u32::from(columns.start) * CELL.0))
            .collect();
        let symbols: String = run.iter().map(|(_, symbol)| escaped(symbol)).collect();
        let (xs, y) = (xs.join(" "), pixels(base));
        let _ = writeln!(
            out,
            "<text x=\"{xs}\" y=\"{y}\"{attributes}>{symbols}</text>"
        );
    }
}

fn look(cell: &Cell) -> Look {
    Look {
        fg: cell.fg,
        bg: cell.bg,
        modifier: cell.modifier,
    }
}

fn colours(look: Look, palette: &Palette) -> (String, String) {
    let ink = colour(look.fg, palette, palette[16]);
    let ground = colour(look.bg, palette, palette[17]);
    if look.modifier.contains(Modifier::REVERSED) {
        (ground, ink)
    } else {
        (ink, ground)
    }
}

fn attributes(look: Look, ink: &str, palette: &Palette) -> String {
    let mut out = String::new();
    if ink != palette[16] {
        let _ = write!(out, " fill=\"{ink}\"");
    }
    for (modifier, attribute) in [
        (Modifier::BOLD, " font-weight=\"bold\""),
        (Modifier::ITALIC, " font-style=\"italic\""),
        (Modifier::DIM, " opacity=\"0.65\""),
        (Modifier::UNDERLINED, " text-decoration=\"underline\""),
    ] {
        if look.modifier.contains(modifier) {
            out.push_str(attribute);
        }
    }
    out
}

/// The 16 names by the palette, the rest by their definition.
fn colour(colour: Color, palette: &Palette, own: &str) -> String {
    let index = match colour {
        Color::Reset => return own.to_string(),
        Color::Rgb(r, g, b) => return format!("#{r:02x}{g:02x}{b:02x}"),
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
        Color::Indexed(n @ 0..16) => n,
        Color::Indexed(n @ 16..232) => {
            let step = |n: u8| if n == 0 { 0 } else { 55 + 40 * n };
            let n = n - 16;
            return format!(
                "#{:02x}{:02x}{:02x}",
                step(n / 36),
                step(n / 6 % 6),
                step(n % 6)
            );
        }
        Color::Indexed(n) => {
            let grey = 8 + 10 * (n - 232);
            return format!("#{grey:02x}{grey:02x}{grey:02x}");
        }
    };
    palette[usize::from(index)].to_string()
}

/// Hundredths of a pixel, written as short as they go.
fn pixels(hundredths: u32) -> String {
    let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_string()
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // XML has no way to write these.
            c if c.is_control() => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::layout::put;
    use crate::kit::testing::{NAMES, SIZES, buffer};
    use ratatui::style::Style;

    #[test]
    fn every_character_stands_at_its_own_column() {
        let mut buf = buffer(6, 1);
        let area = buf.area;
        put(&mut buf, area, "李a b", Style::new());
        let picture = svg(&buf, Ground::Dark, "a < b & \"c\"");
        assert!(
            picture.contains("<text x=\"12 28.86\" y=\"25\">李a</text>"),
            "{picture}"
        );
        assert!(picture.contains("<text x=\"45.72\" y=\"25\">b</text>"));
        assert!(picture.contains("<title>a &lt; b &amp; &quot;c&quot;</title>"));
        assert!(picture.contains("width=\"74.58\" height=\"41\""));
    }

    #[test]
    fn the_selected_row_is_drawn_reversed_and_colours_follow_the_ground() {
        let mut buf = buffer(3, 1);
        let area = buf.area;
        put(
            &mut buf,
            area,
            "<a>",
            Style::new()
                .fg(Color::Cyan)
                .add_modifier(Modifier::REVERSED),
        );
        let dark = svg(&buf, Ground::Dark, "");
        assert!(dark.contains(&format!("fill=\"{}\"/>", DARK[6])) && dark.contains("&lt;a&gt;"));
        assert!(svg(&buf, Ground::Light, "").contains(LIGHT[6]));
    }

    #[test]
    fn a_character_of_several_code_points_stands_alone() {
        let mut buf = buffer(4, 1);
        let area = buf.area;
        put(&mut buf, area, "ae\u{301}b", Style::new());
        assert_eq!(svg(&buf, Ground::Dark, "").matches("<text").count(), 3);
    }

    #[test]
    fn nothing_panics_at_any_size() {
        for (w, h) in SIZES {
            let mut buf = buffer(w, h);
            for (y, name) in NAMES.iter().enumerate() {
                let y = u16::try_from(y).unwrap();
                put(
                    &mut buf,
                    ratatui::layout::Rect::new(0, y, w, 1),
                    name,
                    Style::new(),
                );
            }
            let picture = svg(&buf, Ground::Light, "screen");
            assert!(picture.starts_with("<svg ") && picture.ends_with("</svg>\n"));
            assert!(!picture.contains('\u{1B}'));
        }
    }
}
