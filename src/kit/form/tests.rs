//! Tests of forms as somebody at a keyboard meets them.

use super::*;
use crate::kit::testing::{NAMES, SIZES, assert_wire_safe, buffer, rows};
use crate::kit::theme::Theme;
use proptest::prelude::*;
use ratatui::layout::{Position, Rect};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Of {
    Outcome,
    Next,
    Owner,
    Note,
}

fn suggestion(code: &str, label: &str, keys: &str) -> Suggestion {
    Suggestion {
        code: code.into(),
        label: label.into(),
        keys: keys.into(),
        ..Suggestion::default()
    }
}

fn form() -> Form<Of> {
    let outcomes = vec![
        suggestion("reached", "接通", "a"),
        suggestion("no_answer", "无人接听", "b"),
    ];
    let owners = vec![
        suggestion("7", "王薇", "wangwei ww"),
        suggestion("8", "赵云", "zhaoyun zy"),
        suggestion("9", "李王", "liwang lw"),
    ];
    Form::new(vec![
        Field::letter(Of::Outcome, outcomes),
        Field::text(Of::Next),
        Field::pick(Of::Owner, owners),
        Field::text(Of::Note),
    ])
}

fn words<'w>(id: Of) -> Words<'w> {
    match id {
        Of::Outcome => Words {
            label: "结果",
            placeholder: "",
        },
        Of::Next => Words {
            label: "Next",
            placeholder: "3d, fri 10:00",
        },
        Of::Owner => Words {
            label: "Owner",
            placeholder: "",
        },
        Of::Note => Words {
            label: "Note",
            placeholder: "",
        },
    }
}

fn told<'w>() -> Told<'static, 'w, Of> {
    Told {
        words: &words,
        sections: &[],
    }
}

fn press(form: &mut Form<Of>, keys: &str) -> Vec<Filled<Of>> {
    keys.chars()
        .map(|c| match c {
            '⏎' => Key::Enter,
            '↓' => Key::Down,
            '↑' => Key::Up,
            '⇥' => Key::Tab,
            '⇤' => Key::BackTab,
            '⌫' => Key::Backspace,
            '⎋' => Key::Esc,
            '9' => Key::F(9),
            c => Key::Char(c),
        })
        .map(|key| form.handle(key))
        .collect()
}

fn shown(form: &Form<Of>, w: u16, h: u16) -> (Vec<String>, Option<Position>) {
    let mut buf = buffer(w, h);
    let area = buf.area;
    let cursor = draw(&mut buf, area, form, &Theme::default(), &told());
    (rows(&buf), cursor)
}

#[test]
fn one_letter_chooses_and_moves_on() {
    let mut form = form();
    assert_eq!(press(&mut form, "ｂ"), [Filled::Changed(Of::Outcome)]);
    assert_eq!(
        (form.code(Of::Outcome), form.focus()),
        (Some("no_answer"), Some(Of::Next))
    );
    press(&mut form, "↑");
    assert_eq!(
        press(&mut form, "x⌫"),
        [Filled::Taken, Filled::Changed(Of::Outcome)]
    );
    assert_eq!((form.code(Of::Outcome), form.text(Of::Outcome)), (None, ""));
}

#[test]
fn enter_goes_on_and_saves_from_the_last_field() {
    let mut form = form();
    press(&mut form, "a3d⏎⏎");
    assert_eq!((form.text(Of::Next), form.focus()), ("3d", Some(Of::Note)));
    assert_eq!(
        form.code(Of::Owner),
        None,
        "passing an empty list chooses nothing"
    );
    assert_eq!(press(&mut form, "ok⏎").last(), Some(&Filled::Save));
    assert_eq!(form.text(Of::Note), "ok");
}

#[test]
fn f9_saves_from_anywhere_and_small_forms_on_any_enter() {
    assert_eq!(press(&mut form(), "a9").last(), Some(&Filled::Save));
    let mut small = form().small();
    assert_eq!(press(&mut small, "a3d⏎").last(), Some(&Filled::Save));
}

#[test]
fn a_list_shrinks_as_one_types_and_enter_takes_the_first() {
    let mut form = form();
    form.set_focus(Of::Owner);
    press(&mut form, "w");
    let (screen, _) = shown(&form, 30, 9);
    assert_eq!(
        &screen[2..5],
        ["▸ Owner  w", "         ▸ 王薇", "           李王"]
    );
    assert_eq!(press(&mut form, "⏎"), [Filled::Changed(Of::Owner)]);
    assert_eq!(
        (form.code(Of::Owner), form.text(Of::Owner)),
        (Some("7"), "王薇")
    );
    press(&mut form, "⇤⌫");
    assert_eq!(
        form.code(Of::Owner),
        None,
        "an edited text is no choice any more"
    );
}

#[test]
fn typing_replaces_what_was_chosen_and_undo_brings_it_back() {
    let mut form = form();
    form.choose(Of::Owner, "7");
    form.set_focus(Of::Owner);
    press(&mut form, "zy");
    assert_eq!((form.text(Of::Owner), form.code(Of::Owner)), ("zy", None));
    press(&mut form, "⏎");
    assert_eq!(form.code(Of::Owner), Some("8"));
    form.set_focus(Of::Owner);
    assert_eq!(form.handle(Key::Backspace), Filled::Changed(Of::Owner));
    assert_eq!((form.text(Of::Owner), form.code(Of::Owner)), ("", None));
    form.handle(Key::Ctrl('z'));
    press(&mut form, "⇤");
    assert_eq!(
        (form.text(Of::Owner), form.code(Of::Owner)),
        ("赵云", Some("8"))
    );
    form.set_focus(Of::Owner);
    form.set_text(Of::Owner, "");
    form.choose(Of::Owner, "9");
    form.paste("wang");
    assert_eq!(form.text(Of::Owner), "wang");
}

#[test]
fn whatever_key_leaves_a_field_takes_what_is_typed_as_enter_does() {
    for key in [
        Key::Up,
        Key::PageUp,
        Key::PageDown,
        Key::BackTab,
        Key::Tab,
        Key::Enter,
    ] {
        let mut form = form();
        form.set_focus(Of::Owner);
        press(&mut form, "zy");
        assert_eq!(form.handle(key), Filled::Changed(Of::Owner), "{key}");
        assert_eq!(form.code(Of::Owner), Some("8"), "{key}");
    }
}

#[test]
fn where_anything_may_be_typed_only_a_beginning_means_a_suggestion() {
    let days = vec![suggestion("birthday", "Birthday", "")];
    let mut form = Form::new(vec![
        Field::pick(Of::Owner, days).free(),
        Field::text(Of::Note),
    ]);
    press(&mut form, "day⏎");
    assert_eq!((form.text(Of::Owner), form.code(Of::Owner)), ("day", None));
    form.set_focus(Of::Owner);
    press(&mut form, "⌫⌫⌫bir⏎");
    assert_eq!(form.code(Of::Owner), Some("birthday"));
}

#[test]
fn what_is_typed_in_full_is_taken_before_what_only_begins_so() {
    let owners = vec![suggestion("1", "王薇薇", ""), suggestion("2", "王薇", "")];
    let mut form = Form::new(vec![Field::pick(Of::Owner, owners), Field::text(Of::Note)]);
    press(&mut form, "王薇⏎");
    assert_eq!(form.code(Of::Owner), Some("2"));
}

#[test]
fn arrows_move_in_the_list_first_and_between_fields_at_its_ends() {
    let mut form = form();
    form.set_focus(Of::Owner);
    press(&mut form, "↓↓");
    assert_eq!(form.focus(), Some(Of::Owner));
    press(&mut form, "⏎");
    assert_eq!(
        form.code(Of::Owner),
        Some("8"),
        "first Down stands on the first row"
    );
    press(&mut form, "↑↑");
    assert_eq!(
        form.focus(),
        Some(Of::Next),
        "a settled field lets arrows pass"
    );
    form.set_text(Of::Owner, "");
    form.set_focus(Of::Owner);
    press(&mut form, "↓↓↓↓");
    assert_eq!(form.focus(), Some(Of::Note));
}

#[test]
fn escape_closes_a_list_first_and_never_loses_a_text() {
    let mut form = form();
    form.set_focus(Of::Owner);
    assert_eq!(
        press(&mut form, "w⎋⎋")[1..],
        [Filled::Taken, Filled::Cancel]
    );
    assert_eq!(form.text(Of::Owner), "w");
    assert_eq!(press(&mut form, "⏎"), [Filled::Taken]);
    assert_eq!((form.code(Of::Owner), form.text(Of::Owner)), (None, "w"));
}

#[test]
fn tab_goes_round() {
    let mut form = form();
    press(&mut form, "⇤");
    assert_eq!(form.focus(), Some(Of::Note));
    press(&mut form, "⇥");
    assert_eq!(form.focus(), Some(Of::Outcome));
}

#[test]
fn an_error_stands_at_its_field_until_that_changes() {
    let mut form = form();
    form.set_error(Of::Next, "no such date");
    assert!(form.focus_error());
    assert_eq!(form.focus(), Some(Of::Next));
    let (screen, cursor) = shown(&form, 40, 6);
    assert_eq!(screen[1], "▸ Next   3d, fri 10:00");
    assert_eq!(screen[2], "         ✗ no such date");
    assert_eq!(cursor, Some(Position::new(9, 1)));
    press(&mut form, "3");
    assert_eq!(form.error(Of::Next), None);
}

#[test]
fn letters_are_shown_with_their_labels_in_columns() {
    let (screen, _) = shown(&form(), 40, 8);
    assert_eq!(screen[0], "▸ 结果");
    assert_eq!(screen[1], "         a 接通      b 无人接听");
    let (narrow, _) = shown(&form(), 24, 8);
    assert_eq!(&narrow[1..3], ["         a 接通", "         b 无人接听"]);
    assert_eq!(height(&form(), 24, &told()), 6);
}

#[test]
fn a_search_answers_while_one_types_and_what_is_chosen_takes_its_new_words() {
    let mut form = Form::new(vec![Field::search(Of::Owner)]);
    assert_eq!(press(&mut form, "李"), [Filled::Changed(Of::Owner)]);
    form.set_suggestions(Of::Owner, vec![suggestion("1", "李明朗", "")]);
    assert_eq!(press(&mut form, "⏎"), [Filled::Save]);
    assert_eq!(form.code(Of::Owner), Some("1"));
    form.set_suggestions(Of::Owner, vec![suggestion("1", "Li Minglang", "")]);
    assert_eq!(
        (form.code(Of::Owner), form.text(Of::Owner)),
        (Some("1"), "Li Minglang")
    );
}

#[test]
fn a_draft_comes_back_whole() {
    let mut first = form();
    assert!(!first.is_touched());
    press(&mut first, "b1h⏎w⏎two words");
    let mut second = form();
    second.restore(&first.values(), true);
    assert_eq!(second.values(), first.values());
    assert!(second.is_touched());
    assert_eq!(second.code(Of::Owner), Some("7"));
}

#[test]
fn nothing_panics_or_leaks_at_any_size() {
    for (w, h) in SIZES {
        for name in NAMES {
            let many = vec![suggestion(name, name, "a"); 30];
            let mut form = Form::new(vec![
                Field::letter(Of::Outcome, many.clone()),
                Field::pick(Of::Owner, many),
                Field::text(Of::Note).with_text(name),
            ]);
            form.set_error(Of::Note, name);
            for _ in 0..3 {
                let mut buf = buffer(w, h);
                for area in [buf.area, Rect::new(w, h, 9, 9), Rect::new(0, 0, 600, 300)] {
                    let label = |_| Words {
                        label: name,
                        placeholder: name,
                    };
                    let told = Told {
                        words: &label,
                        sections: &[],
                    };
                    let cursor = draw(&mut buf, area, &form, &Theme::default(), &told);
                    assert!(cursor.is_none_or(|p| p.x < w && p.y < h));
                }
                assert_wire_safe(&buf);
                press(&mut form, "⇥");
            }
        }
    }
    let mut empty: Form<Of> = Form::new(vec![]);
    assert_eq!(
        press(&mut empty, "x⎋⏎"),
        [Filled::NotMine, Filled::Cancel, Filled::Save]
    );
}

proptest! {
    #[test]
    fn whatever_is_pressed_the_focused_field_is_in_view(keys in "[abw李⏎↓↑⇥⇤⌫⎋9]{0,30}", h in 1u16..9) {
        let mut form = form();
        for c in keys.chars() {
            press(&mut form, c.encode_utf8(&mut [0; 4]));
            prop_assert!(shown(&form, 30, h).1.is_some());
            prop_assert!(form.code(Of::Owner).is_none() || !form.text(Of::Owner).is_empty());
        }
    }
}
