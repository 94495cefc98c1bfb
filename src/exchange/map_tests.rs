//! What a map file may say, and how a mistake in it is shown.
#![allow(clippy::unwrap_used, clippy::panic)]

use super::*;

fn refusal(text: &str) -> String {
    match Map::parse(text) {
        Err(BadFile::Map { detail }) => detail,
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
fn a_mistake_is_shown_with_its_line_and_a_caret() {
    for (text, word) in [
        ("[fields]\nnmae = \"Name\"", "unknown field `nmae`"),
        ("[fields]\nname = \"{First\"", "without its `}`"),
        ("[fields]\nname = [\"A\", \"B\"]", "one column only"),
        ("[fields]\nsex = { form = \"S\" }", "unknown field `form`"),
        ("[fields]\nsex = { default = \"S\" }", "either `from`"),
        ("kind = \"clients\"", "unknown variant `clients`"),
        ("colour = 1", "unknown field `colour`"),
        ("delimiter = \"::\"", "one character"),
        ("dates = ", "line 1"),
    ] {
        let detail = refusal(text);
        assert!(detail.contains(word), "{word}: {detail}");
        assert!(detail.contains("line ") && detail.contains('^'), "{detail}");
    }
}
