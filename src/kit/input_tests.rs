//! Tests of the one-line field: typing, undo, pasting, and where the cursor stands.

use super::*;
use crate::kit::testing::{NAMES, SIZES, assert_wire_safe, buffer, rows};
use proptest::prelude::*;

fn typed(text: &str) -> Input {
    let mut field = Input::default();
    for c in text.chars() {
        field.handle(Key::Char(c));
    }
    field
}

fn keys(field: &mut Input, keys: &[Key]) {
    for key in keys {
        field.handle(*key);
    }
}

fn drawn(field: &Input, cols: u16) -> (String, Option<u16>) {
    let mut buf = buffer(cols, 1);
    let area = buf.area;
    let look = Look {
        placeholder: "name",
        focused: true,
        ..Look::default()
    };
    let cursor = draw(&mut buf, area, field, &Theme::default(), look);
    (rows(&buf).remove(0), cursor.map(|p| p.x))
}

#[test]
fn erasing_takes_a_whole_grapheme() {
    let mut field = typed("李e\u{301}");
    assert_eq!(field.handle(Key::Backspace), Typed::Changed);
    assert_eq!(field.text(), "李");
    keys(&mut field, &[Key::Backspace]);
    assert_eq!(field.handle(Key::Backspace), Typed::Unchanged);
    assert_eq!(field.handle(Key::Enter), Typed::NotMine);
    assert_eq!(field.handle(Key::Up), Typed::NotMine);
}

#[test]
fn undo_and_redo_go_by_runs() {
    let mut field = typed("call back");
    keys(&mut field, &[Key::Ctrl('z')]);
    assert_eq!(field.text(), "call ");
    keys(
        &mut field,
        &[Key::Ctrl('z'), Key::Ctrl('z'), Key::Ctrl('z')],
    );
    assert_eq!(field.text(), "");
    keys(
        &mut field,
        &[Key::Ctrl('y'), Key::Ctrl('y'), Key::Ctrl('y')],
    );
    assert_eq!(field.text(), "call back");
    keys(&mut field, &[Key::Ctrl('u'), Key::Ctrl('z')]);
    assert_eq!(field.text(), "call back");
    keys(
        &mut field,
        &[Key::Ctrl('z'), Key::Char('!'), Key::Ctrl('y')],
    );
    assert_eq!(
        field.text(),
        "call !",
        "what is typed after an undo ends the redo"
    );
}

#[test]
fn a_paste_is_one_line_and_one_step() {
    let mut field = typed("ab");
    keys(&mut field, &[Key::Left]);
    assert_eq!(field.paste("1\r\n2\t\u{1B}[31m3\n"), Typed::Changed);
    assert_eq!((field.text(), field.overflowed()), ("a1 2 [31m3b", false));
    keys(&mut field, &[Key::Char('x')]);
    assert_eq!(field.text(), "a1 2 [31m3xb");
    keys(&mut field, &[Key::Ctrl('z'), Key::Ctrl('z')]);
    assert_eq!(field.text(), "ab");
}

#[test]
fn a_paste_too_long_keeps_its_beginning_and_says_so() {
    let mut field = typed("ab");
    assert_eq!(field.paste(&"蜂".repeat(5_000_000)), Typed::Changed);
    assert!(field.overflowed() && field.text().len() <= FIELD_CAP);
    assert!(field.text().len() > FIELD_CAP - 3 && field.text().starts_with("ab蜂"));
    keys(&mut field, &[Key::Char('蜂')]);
    assert!(field.overflowed(), "there is no room for one more");
    keys(&mut field, &[Key::Backspace]);
    assert!(!field.overflowed());
}

#[test]
fn the_cursor_stands_where_the_input_method_needs_it() {
    let mut field = typed("李明");
    assert_eq!(drawn(&field, 10), ("李明".to_string(), Some(4)));
    keys(&mut field, &[Key::Left]);
    assert_eq!(drawn(&field, 10), ("李明".to_string(), Some(2)));
    assert_eq!(drawn(&Input::default(), 10), ("name".to_string(), Some(0)));
}

#[test]
fn a_long_text_scrolls_by_whole_characters() {
    let mut field = typed("李明朗欧阳");
    assert_eq!(drawn(&field, 6), ("欧阳".to_string(), Some(4)));
    assert_eq!(drawn(&field, 5), ("欧阳".to_string(), Some(4)));
    keys(&mut field, &[Key::Home]);
    assert_eq!(drawn(&field, 5), ("李明".to_string(), Some(0)));
    keys(&mut field, &[Key::Right, Key::Right]);
    assert_eq!(drawn(&field, 5), ("明朗".to_string(), Some(2)));
}

#[test]
fn hidden_characters_are_kept_but_shown() {
    let mut field = Input::default();
    field.paste("a\u{202E}b");
    assert_eq!(field.text(), "a\u{202E}b");
    assert_eq!(drawn(&field, 20), ("a<U+202E>b".to_string(), Some(10)));
}

#[test]
fn nothing_panics_or_leaks_at_any_size() {
    for (w, h) in SIZES {
        for name in NAMES {
            let mut field = typed(name);
            for focused in [true, false] {
                for _ in 0..4 {
                    let mut buf = buffer(w, h);
                    for area in [buf.area, Rect::new(w, h, 3, 3), Rect::new(0, 0, 600, 300)] {
                        let look = Look {
                            placeholder: name,
                            focused,
                            ..Look::default()
                        };
                        let cursor = draw(&mut buf, area, &field, &Theme::default(), look);
                        assert!(cursor.is_none_or(|p| p.x < w && p.y < h));
                    }
                    assert_wire_safe(&buf);
                    field.handle(Key::Left);
                }
            }
        }
    }
}

proptest! {
    #[test]
    fn any_keys_leave_a_text_that_undo_takes_back_to_nothing(
        script in proptest::collection::vec((0usize..8, any::<char>()), 0..40),
        cols in 1u16..12,
    ) {
        let mut field = Input::default();
        for (what, c) in script {
            let key = match what {
                0 => Key::Backspace,
                1 => Key::Left,
                2 => Key::Home,
                3 => Key::Ctrl('w'),
                4 => Key::Ctrl('k'),
                _ => Key::Char(c),
            };
            field.handle(key);
            prop_assert!(drawn(&field, cols).1.is_some_and(|x| x < cols));
        }
        let last = field.text().to_string();
        let mut steps = 0;
        while field.handle(Key::Ctrl('z')) == Typed::Changed {
            steps += 1;
        }
        prop_assert_eq!(field.text(), "");
        for _ in 0..steps {
            field.handle(Key::Ctrl('y'));
        }
        prop_assert_eq!(field.text(), last);
    }
}

#[test]
fn what_was_chosen_is_read_from_its_beginning_until_one_types_in_it() {
    let chosen = |field: &Input, cols: u16| {
        let mut buf = buffer(cols, 1);
        let area = buf.area;
        let look = Look {
            focused: true,
            chosen: true,
            ..Look::default()
        };
        let cursor = draw(&mut buf, area, field, &Theme::default(), look);
        (rows(&buf).remove(0), cursor.map(|p| p.x))
    };
    let mut field = typed("滤芯 Water filter");
    assert_eq!(drawn(&field, 12), ("ater filter".to_owned(), Some(11)));
    assert_eq!(chosen(&field, 12), ("滤芯 Water…".to_owned(), Some(11)));
    assert_eq!(chosen(&field, 18).0, "滤芯 Water filter");
    keys(&mut field, &[Key::Left]);
    assert_eq!(chosen(&field, 12), drawn(&field, 12));
}
