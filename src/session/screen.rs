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
        for (x, y, cell) in content {
            self.move_to(x, y);
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
mod tests {
    use super::*;
    use ratatui::Terminal;
    use ratatui::style::{Style, Stylize};
    use ratatui::text::Line;

    fn terminal(width: u16, height: u16) -> Terminal<Screen<Vec<u8>>> {
        Terminal::new(Screen::new(Vec::new(), Size { width, height })).unwrap()
    }

    fn draw(terminal: &mut Terminal<Screen<Vec<u8>>>, text: &str, cursor: u16) -> String {
        let before = terminal.backend().wire.len();
        terminal
            .draw(|frame| {
                frame.render_widget(Line::from(text.to_owned()).reversed(), frame.area());
                if !frame.area().is_empty() {
                    frame.set_cursor_position((cursor, 0));
                }
            })
            .unwrap();
        String::from_utf8(terminal.backend().wire[before..].to_vec()).unwrap()
    }

    #[test]
    fn a_typed_character_costs_a_few_bytes_and_an_equal_frame_none() {
        let mut terminal = terminal(80, 24);
        draw(&mut terminal, "482", 3);
        assert_eq!(draw(&mut terminal, "4821", 4), "1");
        assert_eq!(draw(&mut terminal, "4821", 4), "");
        let back = draw(&mut terminal, "482", 3);
        assert!(back.len() <= 16, "{back:?}");
    }

    #[test]
    fn what_a_terminal_shows_is_what_was_drawn_frame_after_frame() {
        let mut terminal = terminal(40, 3);
        let mut parser = vt100::Parser::new(
            std::num::NonZeroU16::new(3).unwrap(),
            std::num::NonZeroU16::new(40).unwrap(),
            0,
        );
        for text in [
            "李明朗 138****4821",
            "李明 0138****48",
            "x",
            "",
            "张家店 (总机) ──╮",
            "日本語",
        ] {
            let sent = draw(&mut terminal, text, 2);
            parser.process(sent.as_bytes());
            assert_eq!(parser.screen().contents().trim_end(), text);
            assert_eq!(parser.screen().cursor_position(), (0, 2));
        }
    }

    #[test]
    fn pens_change_and_go_back() {
        let mut screen = Screen::new(
            Vec::new(),
            Size {
                width: 9,
                height: 1,
            },
        );
        let mut cell = Cell::default();
        let mut frames = Vec::new();
        for (style, wanted) in [
            (Style::new().bold().fg(Color::Cyan), "\x1b[m\x1b[1;36m"),
            (Style::new().bold().dim().fg(Color::Cyan), "\x1b[2m"),
            (Style::new().fg(Color::Indexed(99)), "\x1b[m\x1b[38;5;99m"),
            (Style::new().on_light_red(), "\x1b[39;101m"),
            (Style::new(), "\x1b[49m"),
        ] {
            cell.reset();
            cell.set_style(style);
            screen.frame.clear();
            screen.cursor = Some(Position::ORIGIN);
            screen.draw([(0, 0, &cell)].into_iter()).unwrap();
            frames.push((screen.frame.clone(), format!("{wanted} ")));
        }
        for (sent, wanted) in frames {
            assert_eq!(sent, wanted);
        }
    }

    #[test]
    fn a_forbidden_character_in_a_cell_does_not_reach_the_wire() {
        let mut screen = Screen::new(
            Vec::new(),
            Size {
                width: 9,
                height: 1,
            },
        );
        #[allow(clippy::disallowed_methods, reason = "the leak that the gate is for")]
        for symbol in ["\x1b[2J", "a\u{202e}", "\u{200b}", "\u{9b}"] {
            let mut cell = Cell::default();
            cell.set_symbol(symbol);
            screen.frame.clear();
            screen.draw([(0, 0, &cell)].into_iter()).unwrap();
            let text = screen.frame.replace("\x1b[1;1H", "").replace("\x1b[m", "");
            assert!(!text.chars().any(is_forbidden), "{text:?}");
        }
    }

    #[test]
    fn every_size_can_be_drawn_on() {
        for (width, height) in [(0, 0), (1, 1), (0, 5), (500, 200)] {
            let mut terminal = terminal(width, height);
            draw(&mut terminal, "李明朗", 0);
            terminal.backend_mut().resized(Size {
                width: 3,
                height: 3,
            });
            draw(&mut terminal, "李明朗", 0);
            terminal.backend_mut().resized(Size { width, height });
            draw(&mut terminal, "李明朗", 0);
        }
    }
}
