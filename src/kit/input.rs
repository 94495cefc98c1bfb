//! A one-line text field: typing, pasting, moving by grapheme, undo and redo.
//!
//! It keeps what was typed exactly as typed and cleans only what it draws. It must not
//! know what the text means, nor move the focus.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use tui_input::{Input as Line, InputRequest};

use crate::kit::clean::clean_to;
use crate::kit::key::Key;
use crate::kit::layout::{put, put_cut, take_left, take_right, take_top};
use crate::kit::theme::Theme;
use crate::kit::width::{skip, width};

/// Longest text of a field, in bytes.
pub const FIELD_CAP: usize = 32 * 1024;
/// Steps that can be undone within a field.
const UNDO_CAP: usize = 50;

/// What a key did to a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typed {
    /// The text is another one now.
    Changed,
    /// The key was the field's; the text is the same (the cursor may have moved).
    Unchanged,
    /// The key is for somebody else: Enter, Esc, Tab, Up, Down, function keys.
    NotMine,
}

/// Kinds of edits; a run of the same kind is undone in one step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Edit {
    Typing,
    Erasing,
    Other,
}

/// The state of a field.
#[derive(Debug, Clone, Default)]
pub struct Input {
    line: Line,
    undo: Vec<(String, usize)>,
    redo: Vec<(String, usize)>,
    last: Option<Edit>,
    overflowed: bool,
}

impl Input {
    /// A field with a text in it, the cursor behind it and nothing to undo.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let (text, overflowed) = one_line(text, FIELD_CAP);
        Input {
            line: Line::new(text),
            overflowed,
            ..Input::default()
        }
    }

    /// The text as typed. It has not been cleaned.
    #[must_use]
    pub fn text(&self) -> &str {
        self.line.value()
    }

    /// Whether nothing is typed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text().is_empty()
    }

    /// Whether the cursor stands before the first character.
    #[must_use]
    pub fn at_start(&self) -> bool {
        self.line.cursor() == 0
    }

    /// Whether the cursor stands behind the last character.
    #[must_use]
    pub fn at_end(&self) -> bool {
        self.line.cursor() >= self.text().chars().count()
    }

    /// Whether the last change was too long and lost its end: say so at the field.
    #[must_use]
    pub fn overflowed(&self) -> bool {
        self.overflowed
    }

    /// Puts another text in, as one step that can be undone; the cursor goes behind it.
    pub fn set(&mut self, text: &str) {
        let (text, overflowed) = one_line(text, FIELD_CAP);
        if text != self.text() {
            self.remember(Edit::Other);
            self.line = Line::new(text);
        }
        self.overflowed = overflowed;
    }

    /// Empties the field, as one step that can be undone; returns whether there was a text.
    pub fn clear(&mut self) -> bool {
        let any = !self.is_empty();
        self.set("");
        any
    }

    /// One key: characters, erasing, moving, Ctrl-A and Ctrl-E for the ends, Ctrl-W, -U and
    /// -K to erase a word, to the left and to the right, Ctrl-Z and Ctrl-Y to undo and redo.
    pub fn handle(&mut self, key: Key) -> Typed {
        match key {
            Key::Char(c) => self.insert(c),
            Key::Backspace => self.edit(InputRequest::DeletePrevChar, Edit::Erasing),
            Key::Delete => self.edit(InputRequest::DeleteNextChar, Edit::Erasing),
            Key::Ctrl('w') => self.edit(InputRequest::DeletePrevWord, Edit::Other),
            Key::Ctrl('u') => self.edit(InputRequest::DeleteFromStart, Edit::Other),
            Key::Ctrl('k') => self.edit(InputRequest::DeleteTillEnd, Edit::Other),
            Key::Left => self.go(InputRequest::GoToPrevChar),
            Key::Right => self.go(InputRequest::GoToNextChar),
            Key::Home | Key::Ctrl('a') => self.go(InputRequest::GoToStart),
            Key::End | Key::Ctrl('e') => self.go(InputRequest::GoToEnd),
            Key::Ctrl('z') => self.step_back(),
            Key::Ctrl('y') => self.step_forth(),
            _ => Typed::NotMine,
        }
    }

    /// A burst of text at the cursor: line ends and tabs become blanks, other control
    /// characters are left out, what exceeds [`FIELD_CAP`] is cut off (see
    /// [`Input::overflowed`]). One step to undo.
    pub fn paste(&mut self, text: &str) -> Typed {
        let (burst, overflowed) = one_line(text, FIELD_CAP.saturating_sub(self.text().len()));
        if burst.is_empty() {
            self.overflowed = overflowed;
            return Typed::Unchanged;
        }
        self.remember(Edit::Other);
        let mut chars = self.text().chars();
        let at = self.line.cursor();
        let mut whole: String = chars.by_ref().take(at).collect();
        whole.push_str(&burst);
        whole.extend(chars);
        self.line = Line::new(whole).with_cursor(at + burst.chars().count());
        self.overflowed = overflowed;
        Typed::Changed
    }

    fn insert(&mut self, c: char) -> Typed {
        if c.is_control() {
            return Typed::Unchanged;
        }
        if self.text().len() + c.len_utf8() > FIELD_CAP {
            self.overflowed = true;
            return Typed::Unchanged;
        }
        // A blank starts a new step, so that undo takes back about a word at a time.
        let kind = if c == ' ' { Edit::Other } else { Edit::Typing };
        self.edit(InputRequest::InsertChar(c), kind)
    }

    fn edit(&mut self, request: InputRequest, kind: Edit) -> Typed {
        let before = (self.text().to_string(), self.line.cursor());
        self.line.handle(request);
        if self.text() == before.0 {
            return Typed::Unchanged;
        }
        self.overflowed = false;
        self.push_step(before, kind);
        Typed::Changed
    }

    fn go(&mut self, request: InputRequest) -> Typed {
        self.line.handle(request);
        self.last = None;
        Typed::Unchanged
    }

    fn remember(&mut self, kind: Edit) {
        self.push_step((self.text().to_string(), self.line.cursor()), kind);
    }

    fn push_step(&mut self, before: (String, usize), kind: Edit) {
        self.redo.clear();
        let continues = self.last == Some(kind) && kind != Edit::Other;
        self.last = Some(kind);
        if continues {
            return;
        }
        if self.undo.len() == UNDO_CAP {
            self.undo.remove(0);
        }
        self.undo.push(before);
    }

    fn step_back(&mut self) -> Typed {
        let Some((text, cursor)) = self.undo.pop() else {
            return Typed::Unchanged;
        };
        self.redo
            .push((self.text().to_string(), self.line.cursor()));
        self.restore(text, cursor)
    }

    fn step_forth(&mut self) -> Typed {
        let Some((text, cursor)) = self.redo.pop() else {
            return Typed::Unchanged;
        };
        self.undo
            .push((self.text().to_string(), self.line.cursor()));
        self.restore(text, cursor)
    }

    fn restore(&mut self, text: String, cursor: usize) -> Typed {
        self.line = Line::new(text).with_cursor(cursor);
        self.last = None;
        self.overflowed = false;
        Typed::Changed
    }

    /// What is drawn left and right of the cursor.
    fn halves(&self) -> (String, String) {
        let mut chars = self.text().chars();
        let left: String = chars.by_ref().take(self.line.cursor()).collect();
        let right: String = chars.collect();
        // Marks and signs make the text longer, so the cap is no limit for it here.
        let shown = |text: &str| clean_to(text, usize::MAX / 2).into_owned();
        (shown(&left), shown(&right))
    }
}

/// A text as one line without control characters, at most so many bytes; and whether
/// something was cut off.
fn one_line(text: &str, cap: usize) -> (String, bool) {
    let text = text.trim_end_matches(['\r', '\n']);
    let mut line = String::with_capacity(text.len().min(cap));
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let kept = match c {
            '\r' if chars.peek() == Some(&'\n') => continue,
            '\r' | '\n' | '\t' | '\u{2028}' | '\u{2029}' => ' ',
            c if c.is_control() => continue,
            c => c,
        };
        if line.len() + kept.len_utf8() > cap {
            return (line, true);
        }
        line.push(kept);
    }
    (line, false)
}

/// How a field is drawn.
#[derive(Debug, Clone, Copy, Default)]
pub struct Look<'a> {
    /// What stands in the field while it is empty.
    pub placeholder: &'a str,
    /// Style of the text.
    pub style: Style,
    /// Whether the field has the cursor.
    pub focused: bool,
    /// Whether it was chosen, not typed: with the cursor behind it, it is read from its beginning.
    pub chosen: bool,
}

/// Draws a field into the first row of an area, scrolled so that the cursor is in view.
///
/// Returns where the terminal's own cursor belongs (an input method opens its window
/// there), if the field is in focus and there is room for it.
pub fn draw(
    buf: &mut Buffer,
    area: Rect,
    field: &Input,
    theme: &Theme,
    look: Look<'_>,
) -> Option<Position> {
    let area = take_top(area.intersection(buf.area), 1).0;
    if area.is_empty() {
        return None;
    }
    if field.is_empty() {
        put_cut(
            buf,
            area,
            look.placeholder,
            theme.placeholder(),
            theme.glyphs().ellipsis,
        );
        return look.focused.then_some(Position::new(area.x, area.y));
    }
    if !look.focused {
        put_cut(
            buf,
            area,
            &clean_to(field.text(), FIELD_CAP),
            look.style,
            theme.glyphs().ellipsis,
        );
        return None;
    }
    let (left, right) = field.halves();
    let room = usize::from(area.width);
    if look.chosen && right.is_empty() && width(&left) >= room {
        let (last, text) = take_right(area, 1);
        put_cut(buf, text, &left, look.style, theme.glyphs().ellipsis);
        return Some(Position::new(last.x, last.y));
    }
    // The character under the cursor, or the cell behind the text, must be in view too.
    let under = right_columns(&right).min(room);
    let (shown, _) = skip(&left, (width(&left) + under).saturating_sub(room));
    let used = put(buf, area, shown, look.style);
    put(buf, take_left(area, used).1, &right, look.style);
    Some(Position::new(area.x + used.min(area.width - 1), area.y))
}

/// Columns of the first character of a text, 1 if there is none.
fn right_columns(right: &str) -> usize {
    let rest = skip(right, 1).1;
    rest.max(1)
}

#[cfg(test)]
#[path = "input_tests.rs"]
mod tests;
