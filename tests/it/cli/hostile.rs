//! Texts that want to take over a terminal, through every command.

use super::{filled, objects, run, said};
use crate::data;

/// C0 but the line feed, DEL, C1, bidi and zero-width characters: none may reach a terminal.
fn assert_harmless(text: &str, of: &str) {
    let wrong = text.chars().find(|&c| {
        (c < ' ' && c != '\n')
            || ('\u{7f}'..='\u{9f}').contains(&c)
            || ('\u{200b}'..='\u{200f}').contains(&c)
            || ('\u{2028}'..='\u{202e}').contains(&c)
            || ('\u{2060}'..='\u{206f}').contains(&c)
            || c == '\u{feff}'
    });
    assert_eq!(wrong, None, "{of}");
}

/// Our own ones, and those of the real data that hold more than letters.
fn texts() -> Vec<String> {
    let ours = [
        "a\u{1b}]0;x\u{7}b",
        "\u{9b}31m",
        "\u{202e}gnp.exe",
        "a\u{200b}b\u{feff}",
        "\r\nx\tz",
        "\u{7f}",
    ];
    let mut texts: Vec<String> = ours.map(str::to_owned).to_vec();
    if let Some(folder) = data::folder("hostile-text") {
        let file = std::fs::read(folder.join("blns.txt")).unwrap();
        let file = String::from_utf8_lossy(&file);
        let odd = |c: char| !(' '..='~').contains(&c) && !c.is_alphabetic();
        let strange = file.lines().filter(|line| line.chars().any(odd));
        texts.extend(strange.take(30).map(str::to_owned));
    }
    // No argument of a process holds one.
    texts.retain(|text| !text.contains('\0'));
    texts
}

#[test]
fn hostile_names_and_notes_put_no_forbidden_byte_on_the_wire() {
    let place = filled();
    for text in texts() {
        let name = format!("name={text}");
        let added = run(
            &place,
            "boss",
            &["--json", "customer", "add", "--set", &name],
        );
        assert_harmless(&added.out, &text);
        assert_harmless(&added.err, &text);
        if added.code != 0 {
            continue;
        }
        let code = objects(&added.out)[0]["code"].as_str().unwrap().to_owned();
        for args in [
            &["log", &code, "--disposition", "reached", "--note", &text][..],
            &["find", &code][..],
            &["--json", "find", &code][..],
            &["find", "--csv", &code][..],
            &["show", &code][..],
            &["--json", "show", &code][..],
            &["journal", "--customer", &code][..],
            &["--json", "journal", "--customer", &code][..],
            &["customer", "edit", &code, "--set", &text][..],
            &[
                "customer", "transfer", &code, "--to", "wangwei", "--reason", &text,
            ][..],
            &["journal", "--limit", "1"][..],
        ] {
            let one = run(&place, "boss", args);
            assert_harmless(&one.out, &text);
            assert_harmless(&one.err, &text);
            assert!([0, 1, 2].contains(&one.code), "{} {}", one.code, one.err);
        }
        let shown = &place.json(&["show", &code])[0];
        assert_eq!(
            shown["name"].as_str().unwrap(),
            text.trim(),
            "stored as it came"
        );
    }
}

#[test]
fn hostile_arguments_put_no_forbidden_byte_on_the_wire() {
    let place = filled();
    for text in texts() {
        for args in [
            &["explain", "name", &text][..],
            &["--json", "explain", "name", &text][..],
            &["explain", "phone", &text][..],
            &["--json", "explain", "date", &text][..],
            &["find", &text][..],
            &["show", &text][..],
            &["unit", "add", &text, "--name", &text, "--kind", "team"][..],
            &["--json", "unit", "list"][..],
            &["unit", "list"][..],
            &["product", "add", &text, "--name", &text][..],
            &["product", "list"][..],
            &["staff", "add", "x", "--name", &text, "--role", &text][..],
            &["--as", &text, "unit", "list"][..],
            &["setting", "set", &text, &text][..],
            &["import", "customers", &text][..],
            &["restore", &text, "--yes"][..],
            &[
                "ring", "--id", &text, "--ext", &text, "--from", &text, "--name", &text,
            ][..],
            &[text.as_str()][..],
        ] {
            let one = match args {
                ["--as", ..] => said(place.command().args(args)),
                _ => run(&place, "boss", args),
            };
            assert_harmless(&one.out, &text);
            assert_harmless(&one.err, &text);
            assert!(
                [0, 1, 2, 3, 4].contains(&one.code),
                "{} {}",
                one.code,
                one.err
            );
        }
        place.plain(&["--as", "boss", "undo"]);
    }
}
