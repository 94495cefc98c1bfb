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
