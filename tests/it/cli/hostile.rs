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

#[test]
fn hostile_texts_put_no_forbidden_byte_on_the_wire() {
    let place = filled();
    let mut texts: Vec<String> = [
        "a\u{1b}]0;x\u{7}b",
        "\u{9b}31m",
        "\u{202e}gnp.exe",
        "a\u{200b}b\u{feff}",
        "\r\nx\tz",
        "\u{7f}",
    ]
    .map(str::to_owned)
    .to_vec();
    if let Some(folder) = data::folder("hostile-text") {
        let file = std::fs::read(folder.join("blns.txt")).unwrap();
        let strange = |line: &&str| {
            line.chars()
                .any(|c| !(' '..='~').contains(&c) && !c.is_alphabetic())
        };
        texts.extend(
            String::from_utf8_lossy(&file)
                .lines()
                .filter(strange)
                .take(40)
                .map(str::to_owned),
        );
    }
    for (number, text) in texts
        .iter()
        .enumerate()
        .filter(|(_, text)| !text.contains('\0'))
    {
        let name = format!("name={text}");
        let set = |login: &str, value: &str| {
            let mut command = place.command();
            said(command.args(["--as", login, "--json", "customer", "add", "--set", value]))
        };
        let added = set("boss", &name);
        assert_harmless(&added.out, text);
        assert_harmless(&added.err, text);
        if added.code != 0 {
            continue;
        }
        let code = objects(&added.out)[0]["code"].as_str().unwrap().to_owned();
        let note = format!("{text}{number}");
        let mut said_of = vec![run(
            &place,
            "boss",
            &["log", &code, "--disposition", "reached", "--note", &note],
        )];
        for args in [
            &["find", &code][..],
            &["--json", "find", &code][..],
            &["find", "--csv", &code][..],
            &["show", &code][..],
            &["--json", "show", &code][..],
            &["explain", "name", text][..],
            &["--json", "explain", "name", text][..],
            &["explain", "phone", text][..],
            &["--json", "explain", "date", text][..],
            &["find", text][..],
            &["show", text][..],
            &["customer", "edit", &code, "--set", text][..],
            &["customer", "edit", &code, "--set", &format!("tier={text}")][..],
            &[
                "--json", "unit", "add", text, "--name", text, "--kind", "team", "--under", text,
            ][..],
            &["staff", "add", text, "--name", text, "--role", text][..],
            &[text.as_str()][..],
        ] {
            said_of.push(run(&place, "boss", args));
        }
        for one in said_of {
            assert_harmless(&one.out, text);
            assert_harmless(&one.err, text);
            assert!([0, 1, 2, 3].contains(&one.code), "{} {}", one.code, one.err);
        }
        let shown = &place.json(&["show", &code])[0];
        assert_eq!(
            shown["name"].as_str().unwrap(),
            text.trim(),
            "stored as it came"
        );
    }
}
