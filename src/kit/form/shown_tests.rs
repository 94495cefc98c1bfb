//! Tests of what is only looked at, and of what is said beside a suggestion.

use super::*;
use crate::kit::testing::{buffer, rows};
use crate::kit::theme::Theme;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Of {
    Product,
    Price,
    Amount,
    Taken,
    Note,
}

fn form() -> Form<Of> {
    let cell = |field: Field<Of>| field.in_row(0, 0, 10);
    Form::new(vec![
        cell(Field::search(Of::Product)),
        cell(Field::text(Of::Price)),
        cell(Field::shown(Of::Amount)),
        cell(Field::text(Of::Taken)),
        Field::text(Of::Note),
    ])
}

fn drawn(form: &Form<Of>) -> Vec<String> {
    let words = |id: Of| Words {
        label: match id {
            Of::Amount => "amount",
            _ => "field",
        },
        placeholder: "",
    };
    let told = Told {
        words: &words,
        sections: &[],
    };
    let mut buf = buffer(61, 6);
    let area = buf.area;
    draw(&mut buf, area, form, &Theme::default(), &told);
    rows(&buf)
}

#[test]
fn nothing_leads_into_what_is_only_looked_at_and_it_is_no_part_of_a_draft() {
    let mut form = form();
    let places = |form: &mut Form<Of>, keys: &[Key]| -> Vec<Option<Of>> {
        let at = keys.iter().map(|key| {
            form.handle(*key);
            form.focus()
        });
        at.collect()
    };
    form.handle(Key::Char('x'));
    let there = [Some(Of::Price), Some(Of::Taken), Some(Of::Note)];
    assert_eq!(places(&mut form, &[Key::Tab; 3]), there);
    let back = [Some(Of::Taken), Some(Of::Price), Some(Of::Product)];
    assert_eq!(places(&mut form, &[Key::BackTab; 3]), back);
    assert_eq!(places(&mut form, &[Key::Enter; 3]), there);
    form.set_focus(Of::Price);
    assert_eq!(places(&mut form, &[Key::Right]), [Some(Of::Taken)]);
    assert_eq!(places(&mut form, &[Key::Left]), [Some(Of::Price)]);
    form.set_text(Of::Amount, "598.00");
    assert!(form.values().iter().all(|(id, _)| *id != Of::Amount));
    form.set_text(Of::Product, "");
    assert!(form.is_row_blank(0, 0), "a sum fills no row");
}

#[test]
fn what_follows_stands_at_the_right_edge_and_more_beside_a_suggestion() {
    let mut form = form();
    form.set_text(Of::Amount, "598.00");
    form.handle(Key::Char('p'));
    form.set_suggestions(
        Of::Product,
        vec![Suggestion {
            code: "1".to_owned(),
            label: "蜂胶".to_owned(),
            more: "P001 ¥299".to_owned(),
            ..Suggestion::default()
        }],
    );
    let lines = drawn(&form);
    assert!(lines[0].contains("        amount "), "{lines:?}");
    assert!(lines[1].trim_end().ends_with("        598.00"), "{lines:?}");
    assert!(lines[2].contains("蜂胶"), "{lines:?}");
    assert!(lines[2].trim_end().ends_with("P001 ¥299"), "{lines:?}");
    // It is chosen by its label alone, and typing replaces it: nobody mends a label.
    form.handle(Key::Enter);
    assert_eq!(form.text(Of::Product), "蜂胶");
    form.handle(Key::BackTab);
    form.handle(Key::Char('x'));
    assert_eq!(
        (form.text(Of::Product), form.code(Of::Product)),
        ("x", None)
    );
}

#[test]
fn figures_are_whole_while_names_have_room_to_give() {
    let cell = |row: u16, field: Field<(u16, u16)>, weight: u16| field.in_row(0, row, weight);
    let mut fields = Vec::new();
    for row in 0..2 {
        fields.push(cell(
            row,
            Field::text((row, 0)).with_text("a long name of goods"),
            20,
        ));
        fields.push(cell(row, Field::text((row, 1)).with_text("1").whole(), 5));
        fields.push(cell(row, Field::shown((row, 2)).with_text("9.00"), 5));
    }
    let mut form = Form::new(fields);
    let drawn = |form: &Form<(u16, u16)>, columns: u16| {
        let words = |_| Words::default();
        let told = Told {
            words: &words,
            sections: &[],
        };
        let mut buf = buffer(columns, 4);
        let area = buf.area;
        draw(&mut buf, area, form, &Theme::default(), &told);
        rows(&buf)
    };
    form.set_focus((1, 1));
    assert!(drawn(&form, 46)[1].contains("a long name of goods"));
    form.set_text((1, 1), "1000000");
    form.set_text((1, 2), "1,234,567,890.00");
    let rows = drawn(&form, 46);
    assert!(rows[2].contains("1000000"), "{rows:?}");
    assert!(rows[2].ends_with("1,234,567,890.00"), "{rows:?}");
    // The rows above stand in the same columns, and of the name there is a beginning.
    assert!(
        rows[1].ends_with("9.00") && rows[1].contains("a long"),
        "{rows:?}"
    );
}

#[test]
fn a_long_sentence_under_a_field_goes_on_in_the_next_line() {
    let mut form = form();
    let said = "the list price was 299 and is 309 by now, as here: save again to sell at it";
    form.set_error(Of::Price, said);
    let rows = drawn(&form);
    assert!(
        rows[2].contains("field: the list price was 299"),
        "{rows:?}"
    );
    assert!(rows[3].contains("to sell at it"), "{rows:?}");
}
