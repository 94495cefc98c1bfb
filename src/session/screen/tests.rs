//! What goes over the wire for a picture, and what a terminal makes of it.
#![allow(clippy::unwrap_used)]
use super::*;
use ratatui::Terminal;
use ratatui::style::{Style, Stylize};
use ratatui::text::{Line, Span};

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
#[allow(clippy::disallowed_methods, reason = "a plain letter")]
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
        cell.set_symbol("x").set_style(style);
        screen.frame.clear();
        screen.cursor = Some(Position::ORIGIN);
        screen.draw([(0, 0, &cell)].into_iter()).unwrap();
        frames.push((screen.frame.clone(), format!("{wanted}x")));
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

#[test]
fn what_is_emptied_is_erased_in_a_few_bytes_and_words_of_another_ink_beside_it_stay() {
    let mut terminal = Terminal::new(Screen::new(
        Vec::new(),
        Size {
            width: 60,
            height: 2,
        },
    ))
    .unwrap();
    let mut parser = vt100::Parser::new(
        std::num::NonZeroU16::new(2).unwrap(),
        std::num::NonZeroU16::new(60).unwrap(),
        0,
    );
    let mut sizes = Vec::new();
    for words in [
        "one_long_word_that_stands_in_the_middle_of_the_row",
        "few",
        "",
    ] {
        let before = terminal.backend().wire.len();
        terminal
            .draw(|frame| {
                let spans = [
                    Span::styled("│", Style::new().cyan()),
                    Span::styled(format!("{words:<50}"), Style::new().bold()),
                    Span::styled("│ end", Style::new().cyan()),
                ];
                frame.render_widget(Line::from(spans.to_vec()), frame.area());
            })
            .unwrap();
        let sent = terminal.backend().wire.get(before..).unwrap().to_vec();
        sizes.push(sent.len());
        parser.process(&sent);
        let wanted = format!("│{words:<50}│ end");
        assert_eq!(parser.screen().contents().trim_end(), wanted);
    }
    assert!(sizes[1] < 30 && sizes[2] < 20, "{sizes:?}");
}

#[test]
fn what_is_erased_ends_with_a_printed_blank_that_takes_a_wide_sign_away_whole() {
    let size = Size {
        width: 40,
        height: 1,
    };
    let mut screen = Screen::new(Vec::new(), size);
    screen.pen = Some(PLAIN);
    let blank = Cell::new(" ");
    let run = (3..23).map(|x| (x, 0, &blank));
    screen.draw(run).unwrap();
    assert_eq!(screen.frame, "\x1b[1;4H\x1b[19X\x1b[19C ");
    assert_eq!(screen.cursor, Some(Position { x: 23, y: 0 }));
    screen.frame.clear();
    screen.draw((23..40).map(|x| (x, 0, &blank))).unwrap();
    assert_eq!(screen.frame, "\x1b[K");
}
