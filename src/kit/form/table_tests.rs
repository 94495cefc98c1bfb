//! Tests of sections and of rows that come and go.

use super::*;
use crate::kit::testing::{NAMES, SIZES, assert_wire_safe, buffer, rows};
use crate::kit::theme::Theme;
use proptest::prelude::*;
use ratatui::layout::Rect;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Of {
    Name,
    /// Row and column.
    Cell(u16, u8),
    Note,
}

fn row(number: u16) -> Vec<Field<Of>> {
    let cell = |column| {
        let field = Field::text(Of::Cell(number, column)).in_section(1);
        field.in_row(7, number, 10)
    };
    vec![cell(0), cell(1), cell(2).passed()]
}

fn form() -> Form<Of> {
    let mut fields = vec![Field::text(Of::Name)];
    fields.extend(row(0));
    fields.push(Field::text(Of::Note).in_section(2));
    Form::new(fields)
}

/// As the owner of a table has it grow.
fn grow(form: &mut Form<Of>) {
    let rows = form.rows(7);
    let last = rows.last().copied();
    if last.is_some_and(|last| form.is_row_blank(7, last)) {
        return;
    }
    let next = rows.iter().max().map_or(0, |row| row + 1);
    let after = last.map_or(Of::Name, |last| Of::Cell(last, 2));
    form.insert_after(after, row(next + 1));
}

fn words<'w>(id: Of) -> Words<'w> {
    let (label, placeholder) = match id {
        Of::Name => ("姓名", "name"),
        Of::Cell(_, 0) => ("Number", "+"),
        Of::Cell(_, 1) => ("Kind", ""),
        Of::Cell(..) => ("Whose", ""),
        Of::Note => ("Note", ""),
    };
    Words { label, placeholder }
}

const SECTIONS: [&str; 3] = ["Basics", "电话", "More"];

fn told<'w>() -> Told<'static, 'w, Of> {
    Told {
        words: &words,
        sections: &SECTIONS,
    }
}

fn press(form: &mut Form<Of>, keys: &str) -> Vec<Filled<Of>> {
    let key = |c| match c {
        '⏎' => Key::Enter,
        '↓' => Key::Down,
        '↑' => Key::Up,
        '←' => Key::Left,
        '→' => Key::Right,
        '⇥' => Key::Tab,
        '⇤' => Key::BackTab,
        '⇟' => Key::PageDown,
        '⇞' => Key::PageUp,
        '␡' => Key::Ctrl('d'),
        '↶' => Key::Ctrl('z'),
        c => Key::Char(c),
    };
    let mut filled = Vec::new();
    for key in keys.chars().map(key) {
        if key == Key::Ctrl('d') {
            form.remove_row();
        } else {
            filled.push(form.handle(key));
        }
        grow(form);
    }
    filled
}

fn texts(form: &Form<Of>) -> Vec<&str> {
    let cells = form.rows(7).into_iter();
    cells.map(|row| form.text(Of::Cell(row, 0))).collect()
}

#[test]
fn a_table_has_names_above_its_rows_and_sections_have_titles() {
    let mut form = form();
    press(&mut form, "⏎138⇥手机⇟");
    let mut buf = buffer(48, 8);
    let area = buf.area;
    draw(&mut buf, area, &form, &Theme::default(), &told());
    let lines = rows(&buf);
    assert!(lines[0].starts_with("── Basics ────"));
    assert_eq!(lines[1].trim_end(), "  姓名  name");
    assert_eq!(
        lines[3].trim_end(),
        "  Number         Kind            Whose"
    );
    assert_eq!(lines[4].trim_end(), "  138            手机");
    assert_eq!(lines[5].trim_end(), "  +", "another row is offered");
    assert_eq!(lines[7].trim_end(), "▸ Note");
    let mut buf = buffer(48, 1);
    bar(&mut buf, area, &form, &Theme::default(), &SECTIONS);
    assert_eq!(rows(&buf)[0].trim_end(), "  Basics   电话   More");
}

#[test]
fn where_it_is_narrow_cells_stand_below_each_other() {
    let mut form = form();
    press(&mut form, "⏎138");
    let mut buf = buffer(30, 9);
    let area = buf.area;
    let at = draw(&mut buf, area, &form, &Theme::default(), &told());
    let lines = rows(&buf);
    assert_eq!(lines[1].trim_end(), "▸ Number  138");
    assert_eq!(lines[2].trim_end(), "  Kind");
    assert!(at.is_some());
}

#[test]
fn enter_passes_by_what_is_seldom_filled_in_and_leaves_an_empty_row() {
    let mut form = form();
    press(&mut form, "李⏎138⏎");
    assert_eq!(form.focus(), Some(Of::Cell(0, 1)));
    press(&mut form, "⏎");
    assert_eq!(form.focus(), Some(Of::Cell(2, 0)), "the next row");
    press(&mut form, "⏎");
    assert_eq!(form.focus(), Some(Of::Note), "past the empty one");
    press(&mut form, "⇤⇤");
    assert_eq!(form.focus(), Some(Of::Cell(0, 2)), "Tab goes everywhere");
}

#[test]
fn enter_goes_into_a_spare_row_only_once_something_is_in_it() {
    let mut form = form();
    let fields = row(7).into_iter().map(Field::spare).collect();
    form.insert_after(form.focus().unwrap(), fields);
    press(&mut form, "⏎");
    assert!(!matches!(form.row_in_focus(), Some((_, 7))));
    press(&mut form, "⇤");
    assert_eq!(form.row_in_focus().map(|(_, row)| row), Some(7));
    press(&mut form, "x⏎");
    assert_eq!(form.row_in_focus().map(|(_, row)| row), Some(7));
}

#[test]
fn arrows_move_by_line_and_column() {
    let mut form = form();
    press(&mut form, "⏎1⇥2↓");
    assert_eq!(
        form.focus(),
        Some(Of::Cell(2, 0)),
        "an empty row begins anew"
    );
    press(&mut form, "3→4↑");
    assert_eq!(form.focus(), Some(Of::Cell(0, 1)));
    press(&mut form, "→↓←");
    assert_eq!(form.focus(), Some(Of::Cell(2, 1)));
    press(&mut form, "←");
    assert_eq!(form.focus(), Some(Of::Cell(2, 1)), "within its text first");
    press(&mut form, "←↑↑");
    assert_eq!(form.focus(), Some(Of::Name));
}

#[test]
fn page_keys_move_by_section() {
    let mut form = form();
    press(&mut form, "⇟⇥");
    assert_eq!((form.section(), form.focus()), (2, Some(Of::Note)), "blank");
    press(&mut form, "⇞");
    assert_eq!(form.focus(), Some(Of::Cell(0, 0)));
    press(&mut form, "9→⇞");
    assert_eq!(form.focus(), Some(Of::Cell(0, 0)), "its own start first");
    press(&mut form, "⇞⇞");
    assert_eq!(form.focus(), Some(Of::Name));
    press(&mut form, "⇟⇟⇟⇟");
    assert_eq!(form.focus(), Some(Of::Note));
}

#[test]
fn a_row_goes_and_comes_back_with_all_that_was_in_it() {
    let mut form = form();
    press(&mut form, "⏎1⏎a⏎2⏎b⏎3↑");
    assert_eq!(texts(&form), ["1", "2", "3", ""]);
    press(&mut form, "␡");
    assert_eq!(texts(&form), ["1", "3", ""]);
    assert_eq!(form.focus(), Some(Of::Cell(4, 0)));
    press(&mut form, "␡");
    assert_eq!(texts(&form), ["1", ""]);
    press(&mut form, "↶↶");
    assert_eq!(texts(&form), ["1", "2", "3", ""]);
    assert_eq!(form.text(Of::Cell(2, 1)), "b");
    press(&mut form, "↑⇟␡");
    assert_eq!(texts(&form).len(), 4, "no row is in focus");
}

#[test]
fn what_was_typed_after_a_row_went_is_undone_before_it_comes_back() {
    let mut form = form();
    press(&mut form, "⏎1⏎⏎2␡9");
    assert_eq!(texts(&form), ["1", "9", ""]);
    press(&mut form, "↶");
    assert_eq!(texts(&form), ["1", "", ""]);
    press(&mut form, "↶");
    assert_eq!(texts(&form), ["1", "2", "", ""]);
}

#[test]
fn what_was_there_is_not_chosen_anew_by_passing_through() {
    let wife = Suggestion {
        code: "wife".into(),
        label: "妻子".into(),
        ..Suggestion::default()
    };
    let field = Field::pick(Of::Name, vec![wife]).with_text("妻");
    let mut form = Form::new(vec![field, Field::text(Of::Note)]);
    for _ in 0..4 {
        form.handle(Key::Tab);
    }
    assert_eq!((form.code(Of::Name), form.text(Of::Name)), (None, "妻"));
    form.handle(Key::Char('子'));
    form.handle(Key::Tab);
    assert_eq!(form.code(Of::Name), Some("wife"));
}

#[test]
fn nothing_panics_or_leaks_at_any_size() {
    for (w, h) in SIZES {
        for name in NAMES {
            let mut form = form();
            form.set_text(Of::Cell(0, 0), name);
            form.set_note(Of::Cell(0, 0), name);
            form.set_error(Of::Cell(0, 2), name);
            grow(&mut form);
            let titles = [name, "", "电话"];
            for keys in ["", "⏎", "⇥", "⇟"] {
                press(&mut form, keys);
                let mut buf = buffer(w, h);
                for area in [buf.area, Rect::new(w, h, 9, 9), Rect::new(0, 0, 600, 300)] {
                    let label = |_| Words {
                        label: name,
                        placeholder: name,
                    };
                    let told = Told {
                        words: &label,
                        sections: &titles,
                    };
                    let cursor = draw(&mut buf, area, &form, &Theme::default(), &told);
                    assert!(cursor.is_none_or(|p| p.x < w && p.y < h));
                    let mut buf = buffer(48, 1);
                    bar(&mut buf, area, &form, &Theme::default(), &titles);
                }
                assert_wire_safe(&buf);
            }
        }
    }
}

proptest! {
    #[test]
    fn whatever_is_pressed_a_blank_row_is_offered_and_the_focus_is_in_view(
        keys in "[a1⏎↓↑←→⇥⇤⇟⇞␡↶]{0,40}",
        h in 1u16..9,
        w in 20u16..90,
    ) {
        let mut form = form();
        for c in keys.chars() {
            press(&mut form, c.encode_utf8(&mut [0; 4]));
            let numbers = form.rows(7);
            let last = numbers.last().copied();
            prop_assert!(last.is_some_and(|last| form.is_row_blank(7, last)));
            let mut distinct = numbers.clone();
            distinct.sort_unstable();
            distinct.dedup();
            prop_assert_eq!(distinct.len(), numbers.len());
            let mut buf = buffer(w, h);
            let area = buf.area;
            prop_assert!(draw(&mut buf, area, &form, &Theme::default(), &told()).is_some());
        }
    }
}
