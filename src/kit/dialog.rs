//! Overlays: a centred box over the desk, a message in it, or a list to choose one from.
//!
//! It must not know what is chosen, nor hold more than the state of the choice.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::kit::clean::clean_lines;
use crate::kit::frame::{Edge, boxed};
use crate::kit::key::{Key, twin};
use crate::kit::layout::{
    centred, clear, inset, put_cut, put_lines, put_spans, take_left, take_top,
};
use crate::kit::list::List;
use crate::kit::theme::Theme;
use crate::kit::width::{width, wrap};

/// Clears the middle of an area and draws a box there, for an inside of at most `width` by
/// `height`. Returns the inside.
pub fn overlay(
    buf: &mut Buffer,
    area: Rect,
    theme: &Theme,
    title: &str,
    width: u16,
    height: u16,
) -> Rect {
    let place = centred(area, width.saturating_add(4), height.saturating_add(2));
    clear(buf, place);
    let inner = boxed(
        buf,
        place,
        theme,
        Edge {
            title,
            note: "",
            focused: true,
        },
    );
    inset(inner, 1, 0)
}

/// Draws a message over an area, wrapped, as large as it needs; what does not fit is cut.
pub fn message(buf: &mut Buffer, area: Rect, theme: &Theme, title: &str, text: &str) {
    let text = clean_lines(text);
    let room = usize::from(area.width.saturating_sub(4).min(72));
    let lines = wrap(&text, room);
    let widest = lines
        .iter()
        .map(|l| width(l))
        .chain([width(title) + 2])
        .max()
        .unwrap_or(0);
    let inner = overlay(
        buf,
        area,
        theme,
        title,
        cells(widest.min(room)),
        cells(lines.len()),
    );
    put_lines(buf, inner, &text, theme.text());
}

fn cells(n: usize) -> u16 {
    u16::try_from(n).unwrap_or(u16::MAX)
}

/// One thing to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The letter that chooses it at once.
    pub letter: Option<char>,
    /// What is shown; outside text in it is cleaned.
    pub label: String,
}

/// What a key did to a choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chosen {
    /// This one, by its place: Enter or its letter.
    One(usize),
    /// None: Esc.
    Cancelled,
    /// The key moved the selection, or the choice has no use for it but nobody else may
    /// have it either: a choice is modal.
    Open,
}

/// The state of choosing one of a few things.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chooser {
    choices: Vec<Choice>,
    list: List<usize>,
}

impl Chooser {
    /// A choice, the first one selected.
    #[must_use]
    pub fn new(choices: Vec<Choice>) -> Self {
        let list = List::new((0..choices.len()).collect());
        Chooser { choices, list }
    }

    /// The choices.
    #[must_use]
    pub fn choices(&self) -> &[Choice] {
        &self.choices
    }

    /// The place of the selected one, if there is any.
    #[must_use]
    pub fn selected(&self) -> Option<usize> {
        self.list.selected()
    }

    /// Says how many rows are in view, for paging.
    pub fn set_height(&mut self, rows: usize) {
        self.list.set_height(rows);
    }

    /// One key. Letters are looked up as bindings: full-width ones count.
    pub fn handle(&mut self, key: Key) -> Chosen {
        match key {
            Key::Esc => Chosen::Cancelled,
            Key::Enter => self.list.selected().map_or(Chosen::Open, Chosen::One),
            Key::Char(c) => {
                let wanted = Some(twin(c));
                let found = self
                    .choices
                    .iter()
                    .position(|choice| choice.letter == wanted);
                found.map_or(Chosen::Open, Chosen::One)
            }
            key => {
                self.list.handle(key);
                Chosen::Open
            }
        }
    }
}

/// Draws a choice over an area.
pub fn draw(buf: &mut Buffer, area: Rect, theme: &Theme, title: &str, chooser: &Chooser) {
    let labels = chooser.choices.iter().map(|c| width(&c.label) + 5);
    let widest = labels.chain([width(title) + 2]).max().unwrap_or(0);
    let inner = overlay(
        buf,
        area,
        theme,
        title,
        cells(widest.min(72)),
        cells(chooser.choices.len()),
    );
    let window = chooser.list.window(usize::from(inner.height));
    let mut rest = inner;
    for index in window {
        let (row, below) = take_top(rest, 1);
        rest = below;
        let Some(choice) = chooser.choices.get(index) else {
            continue;
        };
        let selected = chooser.list.index() == index;
        let sign = if selected {
            theme.glyphs().selected
        } else {
            " "
        };
        let letter = choice.letter.map_or(String::from(" "), String::from);
        let spans = [
            (sign, theme.text()),
            (" ", theme.text()),
            (letter.as_str(), theme.key_hint()),
            ("  ", theme.text()),
        ];
        let used = put_spans(buf, row, &spans);
        let label = take_left(row, used).1;
        put_cut(
            buf,
            label,
            &choice.label,
            theme.text(),
            theme.glyphs().ellipsis,
        );
        if selected {
            buf.set_style(row, theme.selected());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::testing::{NAMES, SIZES, assert_wire_safe, buffer, rows};

    fn chooser() -> Chooser {
        let choice = |letter, label: &str| Choice {
            letter: Some(letter),
            label: label.to_string(),
        };
        Chooser::new(vec![choice('l', "李明朗"), choice('z', "张家店")])
    }

    #[test]
    fn a_letter_chooses_at_once_and_enter_the_selected_one() {
        assert_eq!(chooser().handle(Key::Char('ｚ')), Chosen::One(1));
        let mut two = chooser();
        assert_eq!(two.handle(Key::Down), Chosen::Open);
        assert_eq!(two.handle(Key::Enter), Chosen::One(1));
        assert_eq!(two.handle(Key::Char('?')), Chosen::Open);
        assert_eq!(two.handle(Key::Esc), Chosen::Cancelled);
        assert_eq!(Chooser::default().handle(Key::Enter), Chosen::Open);
    }

    #[test]
    fn a_choice_stands_in_the_middle_over_what_was_there() {
        let mut buf = buffer(21, 4);
        let area = buf.area;
        crate::kit::layout::fill(&mut buf, area, "x", Theme::default().text());
        draw(&mut buf, area, &Theme::default(), "Who", &chooser());
        assert_eq!(
            rows(&buf),
            [
                "xxx╭ Who ────────╮xxx",
                "xxx│ ▸ l  李明朗 │xxx",
                "xxx│   z  张家店 │xxx",
                "xxx╰─────────────╯xxx",
            ]
        );
    }

    #[test]
    fn a_message_wraps_and_shows_what_is_hidden_in_it() {
        let mut buf = buffer(30, 4);
        let area = buf.area;
        let text = "call again\u{7} in December";
        message(&mut buf, area, &Theme::default(), "李明", text);
        assert_eq!(rows(&buf)[1].trim(), "│ call again<U+0007> in │");
        assert_eq!(rows(&buf)[2].trim(), "│ December              │");
    }

    #[test]
    fn nothing_panics_or_leaks_at_any_size() {
        for (w, h) in SIZES {
            for name in NAMES {
                let mut buf = buffer(w, h);
                let choice = Choice {
                    letter: name.chars().next(),
                    label: name.to_string(),
                };
                let mut many = Chooser::new(vec![choice; 40]);
                many.set_height(usize::from(h));
                many.handle(Key::End);
                for area in [buf.area, Rect::new(w, h, 9, 9), Rect::new(0, 0, 600, 300)] {
                    draw(&mut buf, area, &Theme::default(), name, &many);
                    message(&mut buf, area, &Theme::default(), name, &name.repeat(9));
                }
                assert_wire_safe(&buf);
            }
        }
    }
}
