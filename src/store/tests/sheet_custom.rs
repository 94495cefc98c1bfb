//! Forms with fields of the business's own: saved, merged, refused, undone.

use super::sheet::{add, clashes, get, named, save, set};
use crate::domain::customer::{CustomField, CustomKind, Field, Key, Sheet};
use crate::domain::nearest::{Near, Of, Word};
use crate::error::{Error, Fault};
use crate::store::testing::{AT, Place};
use crate::store::{custom_field, journal};

fn own(code: &str) -> Key {
    Key::Custom(code.to_owned())
}

fn with(sheet: &Sheet, code: &str, value: &str) -> Sheet {
    let mut sheet = sheet.clone();
    sheet.values.insert(own(code), value.to_owned());
    sheet
}

fn place() -> Place {
    let mut place = Place::staffed();
    for (code, kind) in [("plate", CustomKind::Text), ("paid", CustomKind::Money)] {
        let field = CustomField {
            code: code.to_owned(),
            zh: "字段".to_owned(),
            en: "Field".to_owned(),
            kind,
            list: None,
            group: None,
            searchable: false,
            active: true,
        };
        place.done("root", |tx| custom_field::add(tx, &field));
    }
    place
}

#[test]
fn own_fields_of_a_form_are_stored_merged_and_taken_back() {
    let mut place = place();
    let new = with(&named("李明", &["13800134821"]), "paid", "￥３００");
    let id = add(&mut place, "wangwei", &new);
    let was = get(&place, "wangwei", id);
    assert_eq!(was.values[&own("paid")], "300.00");

    // A colleague says something of another field meanwhile.
    let theirs = with(&was, "plate", "沪A1");
    assert!(
        save(&mut place, "sun", Some(id), &was, &theirs)
            .unwrap()
            .changed
    );
    let mine = with(&was, "paid", "500");
    assert!(
        save(&mut place, "wangwei", Some(id), &was, &mine)
            .unwrap()
            .changed
    );
    let now = get(&place, "wangwei", id);
    assert_eq!(
        (
            now.values[&own("plate")].as_str(),
            now.values[&own("paid")].as_str()
        ),
        ("沪A1", "500.00")
    );

    // Both said something of the same one: the one who was last is named.
    let mine = with(&was, "plate", "京B2");
    let (clashing, by, _) = clashes(save(&mut place, "wangwei", Some(id), &was, &mine));
    assert_eq!(
        (clashing.len(), clashing[0].field.as_str(), by.as_str()),
        (1, "custom.plate", "孙主管")
    );

    let mut bare = now.clone();
    bare.values.remove(&own("plate"));
    let asking = place.asking("wangwei");
    let done = place
        .writer
        .change(&asking, "customer.edit", |tx| {
            crate::store::sheet::save(tx, Some(id), &now, &bare)
        })
        .unwrap();
    assert!(
        !get(&place, "wangwei", id)
            .values
            .contains_key(&own("plate"))
    );
    let asking = crate::store::Asking::new(place.id("wangwei"), AT);
    journal::undo(&mut place.writer, &asking, done.entry, false).unwrap();
    assert_eq!(get(&place, "wangwei", id), now);
}

#[test]
fn own_fields_that_cannot_be_taken_name_the_field_and_store_nothing() {
    let mut place = place();
    let new = named("李明", &[]);
    let known = ["plate", "paid"].map(|code| Word::labelled(code, "字段", "Field"));
    for (code, value, fault) in [
        ("paid", "viel", Fault::NotANumber),
        (
            "plat",
            "1",
            Fault::NoSuchField {
                nearest: Near::all(known).behind("custom.").of(Of::Fields),
            },
        ),
    ] {
        let refused = save(
            &mut place,
            "wangwei",
            None,
            &Sheet::default(),
            &with(&new, code, value),
        );
        match refused {
            Err(Error::Invalid { field, fault: said }) => {
                assert_eq!((field, said), (format!("custom.{code}"), fault));
            }
            other => panic!("{other:?}"),
        }
    }
    let id = add(&mut place, "wangwei", &new);
    let was = get(&place, "wangwei", id);
    let wrong = save(
        &mut place,
        "wangwei",
        Some(id),
        &was,
        &with(&was, "paid", "viel"),
    );
    assert!(matches!(wrong, Err(Error::Invalid { .. })), "{wrong:?}");
    assert_eq!(get(&place, "wangwei", id), was);
}

#[test]
fn a_form_says_why_a_customer_stopped_or_is_told_to() {
    let mut place = place();
    let mut former = named("李明", &[]);
    set(&mut former, Field::Stage, "former");
    let bare = save(&mut place, "wangwei", None, &Sheet::default(), &former);
    let is_reason = |error: Error| match error {
        Error::Invalid { field, fault } => (field.as_str(), fault) == ("stop_reason", Fault::Empty),
        _ => false,
    };
    assert!(is_reason(bare.unwrap_err()));
    let id = add(&mut place, "wangwei", &named("李明", &[]));
    let was = get(&place, "wangwei", id);
    let mut now = was.clone();
    set(&mut now, Field::Stage, "former");
    let bare = save(&mut place, "wangwei", Some(id), &was, &now);
    assert!(is_reason(bare.unwrap_err()));
    assert_eq!(get(&place, "wangwei", id), was);
    set(&mut now, Field::StopReason, "price");
    assert!(
        save(&mut place, "wangwei", Some(id), &was, &now)
            .unwrap()
            .changed
    );
    // Whoever changes something else is not asked.
    let mut other = now.clone();
    set(&mut other, Field::Remark, "x");
    assert!(
        save(&mut place, "wangwei", Some(id), &now, &other)
            .unwrap()
            .changed
    );
}
