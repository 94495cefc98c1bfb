//! What is written for people is true of the program: the key tables, the commands and their
//! options, the links. Must not know what the commands do.

use std::collections::BTreeSet;
use std::path::Path;

use assert_cmd::Command;
use huoke::app::keymap::KeyTable;
use huoke::text::Lang;

const PAGES: &[&str] = &[
    "README.md",
    "README.zh.md",
    "CONTRIBUTING.md",
    "docs/command-line.md",
    "docs/server.md",
    "examples/asterisk/README.md",
];

fn page(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

/// The help of a command, or none if there is no such command.
fn help(words: &[&str]) -> Option<String> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_huoke"));
    let output = command.args(words).arg("--help").output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    output.status.success().then_some(said)
}

/// Names under "Commands:" of a help.
fn commands_in(help: &str) -> Vec<&str> {
    help.lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.strip_prefix("  "))
        .filter(|line| !line.starts_with(' '))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .collect()
}

/// Lines of the page's blocks of code that call huoke, without the call itself.
fn calls(page: &str) -> Vec<String> {
    let mut calls = Vec::new();
    for block in page.split("```").skip(1).step_by(2) {
        for line in block.lines() {
            let line = line.trim();
            if let Some((_, rest)) = line
                .split_once("huoke ")
                .filter(|(before, _)| before.is_empty() || before.ends_with("*  "))
            {
                calls.push(rest.to_owned());
            } else if let Some(rest) = line.strip_prefix("cargo run --release -- ") {
                calls.push(rest.to_owned());
            }
        }
    }
    calls
}

#[test]
fn the_key_tables_are_those_of_the_bindings() {
    for (name, lang) in [("README.md", Lang::En), ("README.zh.md", Lang::Zh)] {
        let page = page(name);
        let written = page
            .split_once("<!-- keys -->\n")
            .and_then(|(_, rest)| rest.split_once("<!-- /keys -->"))
            .map(|(table, _)| table)
            .unwrap();
        let table = KeyTable(lang).to_string();
        assert!(written == table, "{name} should have\n{table}");
    }
}

#[test]
fn every_command_that_is_written_down_exists_with_its_options() {
    let mut tried = 0;
    for name in PAGES {
        for call in calls(&page(name)) {
            let words: Vec<&str> = call.split_whitespace().collect();
            let globals = match words.as_slice() {
                ["--as" | "--db" | "--lang", _, ..] => 2,
                _ => 0,
            };
            let words = &words[globals..];
            let mut path: Vec<&str> = words.iter().copied().take(1).collect();
            let Some(mut said) = help(&path) else {
                panic!("{name}: huoke {call}: no such command");
            };
            if let Some(second) = words.get(1)
                && !commands_in(&said).is_empty()
            {
                path.push(second);
                said =
                    help(&path).unwrap_or_else(|| panic!("{name}: huoke {call}: no such command"));
            }
            for option in words.iter().filter(|word| word.starts_with("--")) {
                assert!(said.contains(option), "{name}: huoke {call}: no {option}");
            }
            tried += 1;
        }
    }
    assert!(tried > 50, "only {tried} commands were found in the pages");
}

#[test]
fn every_command_of_the_program_is_on_the_page_of_the_command_line() {
    let page = page("docs/command-line.md");
    let called: BTreeSet<String> = calls(&page)
        .iter()
        .filter_map(|call| call.split_whitespace().next().map(str::to_owned))
        .collect();
    let all = help(&[]).unwrap();
    let missing: Vec<&str> = commands_in(&all)
        .into_iter()
        .filter(|name| !called.contains(*name))
        .collect();
    assert!(
        missing.is_empty(),
        "not in docs/command-line.md: {missing:?}"
    );
}

#[test]
fn links_and_pictures_lead_to_files() {
    for name in PAGES.iter().chain(&["ARCHITECTURE.md", "CHANGELOG.md"]) {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
        let folder = folder.parent().unwrap();
        for link in page(name).split("](").skip(1) {
            let target = link.split(')').next().unwrap();
            let here = !target.contains("://") && !target.starts_with('#');
            assert!(!here || folder.join(target).exists(), "{name}: {target}");
        }
    }
}
