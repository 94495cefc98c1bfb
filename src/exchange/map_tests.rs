//! What a map file may say, and how a mistake in it is shown.
#![allow(clippy::unwrap_used, clippy::panic)]

use super::*;
use crate::exchange::mistake::{Mistake, Wrong};

fn refusal(text: &str) -> Mistake {
    match Map::parse(text) {
        Err(BadFile::Map(mistake)) => *mistake,
        other => panic!("{text}: {other:?}"),
    }
}

#[test]
fn a_map_says_what_each_field_is_filled_with() {
    let map = Map::parse(
        r#"
        kind = "customers"
        dates = "dmy"
        delimiter = "\t"
        [fields]
        name = "{First} {Last}"
        phone = ["Phone", "Phone 2"]
        sex = { from = "Gender", values = { M = "male" }, default = "unknown" }
        source = { value = "website" }
        anniversary.wedding = "Wedding day"
        "custom.car" = "Car"
        "#,
    )
    .unwrap();
    assert_eq!(
        (map.dates, map.delimiter),
        (Some(DateOrder::Dmy), Some(Delimiter(b'\t')))
    );
    let names: Vec<String> = map
        .fields
        .0
        .iter()
        .map(|(field, _)| field.to_string())
        .collect();
    let expected = [
        "anniversary.wedding",
        "custom.car",
        "name",
        "phone",
        "phone",
        "sex",
        "source",
    ];
    assert_eq!(names, expected);
    let columns: Vec<&str> = map.columns_named().collect();
    assert_eq!(
        columns,
        [
            "Wedding day",
            "Car",
            "First",
            "Last",
            "Phone",
            "Phone 2",
            "Gender"
        ]
    );
}

#[test]
fn a_mistake_is_told_with_its_place_and_what_is_wrong() {
    let rule = |words: &str| Wrong::Rule(words.to_owned());
    for (text, line, wrong) in [
        (
            "[fields]\nname = \"{First\"",
            2,
            rule("a `{` without its `}`"),
        ),
        (
            "[fields]\nname = [\"A\", \"B\"]",
            2,
            rule("`name` takes one column only"),
        ),
        (
            "[fields]\nsex = { default = \"S\" }",
            2,
            rule("either `from` (a column) or `value` (a constant) is needed"),
        ),
        (
            "delimiter = \"::\"",
            1,
            rule("a delimiter is one character, such as \",\" or \"\\t\""),
        ),
        ("columns = 1\n[fields]\nname = 1", 1, Wrong::Kind),
        ("# a map\ndates = ", 2, Wrong::Syntax),
    ] {
        let mistake = refusal(text);
        assert_eq!(mistake.wrong, wrong, "{text}");
        assert!(mistake.line <= line && mistake.column >= 1, "{mistake:?}");
    }
    for (text, name) in [
        ("[fields]\nnmae = \"Name\"", "nmae"),
        ("[fields]\nsex = { form = \"S\" }", "form"),
        ("colour = 1", "colour"),
    ] {
        match refusal(text).wrong {
            Wrong::Key { name: said, .. } => assert_eq!(said, name, "{text}"),
            other => panic!("{text}: {other:?}"),
        }
    }
    match refusal("kind = \"clients\"").wrong {
        Wrong::Value { near, .. } => assert!(near.codes().any(|code| code == "customers")),
        other => panic!("{other:?}"),
    }
}
