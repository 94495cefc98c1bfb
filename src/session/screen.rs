//! Frames on the wire, as few bytes as the terminal needs: the pen and the cursor are remembered
//! from frame to frame, and a frame is one write. The last gate before the terminal: no cell's
//! forbidden character gets through. Must not know what is drawn.

use std::fmt::Write as _;
use std::io::{self, Write};

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr;

use crate::kit::clean::is_forbidden;

/// Colours and attributes that the terminal writes with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Pen {
    ink: Color,
    ground: Color,
    modifier: Modifier,
}

const PLAIN: Pen = Pen {
    ink: Color::Reset,
    ground: Color::Reset,
    modifier: Modifier::empty(),
};

/// Attributes and the numbers that switch them on.
const ATTRIBUTES: &[(Modifier, u8)] = &[
    (Modifier::BOLD, 1),
    (Modifier::DIM, 2),
    (Modifier::ITALIC, 3),
    (Modifier::UNDERLINED, 4),
    (Modifier::SLOW_BLINK, 5),
    (Modifier::RAPID_BLINK, 6),
    (Modifier::REVERSED, 7),
    (Modifier::HIDDEN, 8),
    (Modifier::CROSSED_OUT, 9),
];

/// What shows where nothing stands.
const SEEN_ON_BLANKS: Modifier = Modifier::REVERSED
    .union(Modifier::UNDERLINED)
    .union(Modifier::CROSSED_OUT);

/// So many blanks are more than the orders to erase as many and to go on behind them.
const WORTH_ERASING: u16 = 13;

/// A terminal as ratatui draws on it.
#[derive(Debug)]
pub(super) struct Screen<W: Write> {
    wire: W,
    size: Size,
    frame: String,
    pen: Option<Pen>,
    cursor: Option<Position>,
    shown: Option<bool>,
}

impl<W: Write> Screen<W> {
    /// A terminal of which nothing is known but its size.
    pub(super) fn new(wire: W, size: Size) -> Screen<W> {
        let frame = String::with_capacity(16 * 1024);
        Screen {
            wire,
            size,
            frame,
            pen: None,
            cursor: None,
            shown: None,
        }
    }

    /// The terminal has another size now; where the cursor went nobody can say.
    pub(super) fn resized(&mut self, size: Size) {
        self.size = size;
        self.cursor = None;
    }

    /// Something for the terminal that is no picture (a bell, the clipboard), with the next frame.
    pub(super) fn queue(&mut self, command: &impl crossterm::Command) {
        // Writing to a string cannot fail.
        let _ = command.write_ansi(&mut self.frame);
    }

    fn move_to(&mut self, x: u16, y: u16) {
        let place = Position { x, y };
        if self.cursor == Some(place) {
            return;
        }
        let (row, column) = (u32::from(y) + 1, u32::from(x) + 1);
        let _ = match self.cursor {
            Some(cursor) if cursor.y == y && cursor.x.saturating_add(1) == x => {
                write!(self.frame, "\x1b[C")
            }
            Some(cursor) if cursor.y == y && cursor.x < x => {
                write!(self.frame, "\x1b[{}C", x - cursor.x)
            }
            Some(cursor) if cursor.y == y => write!(self.frame, "\x1b[{column}G"),
            _ => write!(self.frame, "\x1b[{row};{column}H"),
        };
        self.cursor = Some(place);
    }

    fn take_pen(&mut self, pen: Pen) {
        let had = match self.pen {
            Some(had) if had == pen => return,
            // Attributes cannot be told apart when switched off (bold and dim share a number).
            Some(had) if pen.modifier.contains(had.modifier) => had,
            _ => {
                self.frame.push_str("\x1b[m");
                PLAIN
            }
        };
        self.pen = Some(pen);
        let mut numbers: Vec<String> = ATTRIBUTES
            .iter()
            .filter(|(one, _)| pen.modifier.contains(*one) && !had.modifier.contains(*one))
            .map(|(_, number)| number.to_string())
            .collect();
        if pen.ink != had.ink {
            numbers.push(colour(pen.ink, 30));
        }
        if pen.ground != had.ground {
            numbers.push(colour(pen.ground, 40));
        }
        if !numbers.is_empty() {
            let _ = write!(self.frame, "\x1b[{}m", numbers.join(";"));
        }
    }

    /// Blanks from where the cursor is. The ink of a blank does not show: the pen is changed for its
    /// ground alone. Erased where that is shorter; how a coloured ground is erased terminals differ.
    fn blanks(&mut self, count: u16, ground: Color) {
        let fits = |pen: Pen| pen.ground == ground && !pen.modifier.intersects(SEEN_ON_BLANKS);
        if !self.pen.is_some_and(fits) {
            self.take_pen(Pen { ground, ..PLAIN });
        }
        let to_the_end = self
            .cursor
            .is_some_and(|at| at.x.saturating_add(count) == self.size.width);
        if ground == Color::Reset && to_the_end && count > 3 {
            self.frame.push_str("\x1b[K");
        } else if ground == Color::Reset && count > WORTH_ERASING {
            // The last may lie on the first half of a wide sign, of whose other half nothing is
            // said: whoever prints there takes both away, whoever erases leaves a half.
            let _ = write!(self.frame, "\x1b[{0}X\x1b[{0}C ", count - 1);
            let end = |at: Position| Position {
                x: at.x.saturating_add(count),
                y: at.y,
            };
            self.cursor = self.cursor.map(end);
        } else {
            (0..count).for_each(|_| self.print(" "));
        }
    }

    fn print(&mut self, symbol: &str) {
        if symbol.is_empty() {
            self.frame.push(' ');
        } else if symbol.chars().any(is_forbidden) {
            self.frame.extend(
                symbol
                    .chars()
                    .map(|c| if is_forbidden(c) { '?' } else { c }),
            );
            // Whatever it did to the columns: the next cell says where it is.
            self.cursor = None;
            return;
        } else {
            self.frame.push_str(symbol);
        }
        let width = u16::try_from(symbol.width().max(1)).unwrap_or(u16::MAX);
        self.cursor = self
            .cursor
            .filter(|_| symbol.chars().all(is_certain))
            .map(|at| Position {
                x: at.x.saturating_add(width),
                y: at.y,
            })
            // Past the last column terminals differ on where the cursor is.
            .filter(|at| at.x < self.size.width);
    }
}

/// Whether every terminal moves by as many columns as we think: not so with emoji, and with
/// signs that some Chinese terminals draw two columns wide. What follows those is told its place.
fn is_certain(c: char) -> bool {
    c.is_ascii()
        || matches!(c, '\u{c0}'..='\u{24f}' | '\u{2500}'..='\u{257f}' | '\u{3000}'..='\u{9fff}'
            | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}'
            | '\u{20000}'..='\u{3fffd}')
}

fn is_blank(cell: &Cell) -> bool {
    cell.symbol() == " " && !cell.modifier.intersects(SEEN_ON_BLANKS)
}

/// The number of a colour, `base` 30 for ink and 40 for ground.
fn colour(colour: Color, base: u8) -> String {
    let basic = |n: u8| (base + n).to_string();
    let bright = |n: u8| (base + 60 + n).to_string();
    match colour {
        Color::Reset => basic(9),
        Color::Black => basic(0),
        Color::Red => basic(1),
        Color::Green => basic(2),
        Color::Yellow => basic(3),
        Color::Blue => basic(4),
        Color::Magenta => basic(5),
        Color::Cyan => basic(6),
        Color::Gray => basic(7),
        Color::DarkGray => bright(0),
        Color::LightRed => bright(1),
        Color::LightGreen => bright(2),
        Color::LightYellow => bright(3),
        Color::LightBlue => bright(4),
        Color::LightMagenta => bright(5),
        Color::LightCyan => bright(6),
        Color::White => bright(7),
        Color::Indexed(n) => format!("{};5;{n}", base + 8),
        Color::Rgb(r, g, b) => format!("{};2;{r};{g};{b}", base + 8),
    }
}

impl<W: Write> Backend for Screen<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut content = content.peekable();
        while let Some((x, y, cell)) = content.next() {
            self.move_to(x, y);
            if is_blank(cell) {
                let mut count = 1;
                let goes_on = |at: &(u16, u16, &Cell), count| {
                    (at.0, at.1) == (x.saturating_add(count), y)
                        && is_blank(at.2)
                        && at.2.bg == cell.bg
                };
                while content.next_if(|at| goes_on(at, count)).is_some() {
                    count += 1;
                }
                self.blanks(count, cell.bg);
                continue;
            }
            self.take_pen(Pen {
                ink: cell.fg,
                ground: cell.bg,
                modifier: cell.modifier,
            });
            self.print(cell.symbol());
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        if self.shown != Some(false) {
            self.frame.push_str("\x1b[?25l");
            self.shown = Some(false);
        }
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        if self.shown != Some(true) {
            self.frame.push_str("\x1b[?25h");
            self.shown = Some(true);
        }
        Ok(())
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        // Asking the terminal would mean waiting for it; only inline viewports need to know.
        Ok(self.cursor.unwrap_or_default())
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        let Position { x, y } = position.into();
        self.move_to(x, y);
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, clear: ClearType) -> io::Result<()> {
        self.take_pen(PLAIN);
        self.frame.push_str(match clear {
            ClearType::All => "\x1b[2J",
            ClearType::AfterCursor => "\x1b[J",
            ClearType::BeforeCursor => "\x1b[1J",
            ClearType::CurrentLine => "\x1b[2K",
            ClearType::UntilNewLine => "\x1b[K",
        });
        Ok(())
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize {
            columns_rows: self.size,
            pixels: Size::default(),
        })
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.frame.is_empty() {
            return Ok(());
        }
        self.wire.write_all(self.frame.as_bytes())?;
        self.wire.flush()?;
        self.frame.clear();
        Ok(())
    }
}

#[cfg(test)]
mod tests;
