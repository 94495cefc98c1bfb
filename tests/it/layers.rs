//! The dependency rule of ARCHITECTURE.md, read from the sources: who may name whom, and which
//! crates belong to which layer.

use std::path::{Path, PathBuf};

/// Layer and the layers it may name (`crate::NAME`), besides itself, error and domain.
const MAY_NAME: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("store", &[]),
    ("exchange", &[]),
    ("text", &["exchange"]),
    ("demo", &["store"]),
    ("kit", &[]),
    ("work", &["store", "exchange"]),
    ("app", &["text", "kit"]),
    (
        "session",
        &["app", "text", "kit", "work", "store", "exchange"],
    ),
    (
        "cli",
        &[
            "session", "app", "text", "kit", "work", "store", "exchange", "demo",
        ],
    ),
];

/// A word of the sources and where alone it may stand (prefixes of paths under src/).
const BELONGS_TO: &[(&str, &[&str])] = &[
    ("rusqlite", &["store/"]),
    (
        "std::thread",
        &[
            "session/",
            "work/",
            "store/lock.rs",
            "store/derive/keys.rs",
            "cli/",
        ],
    ),
    ("SystemTime", &["session/", "work/", "cli/"]),
    ("Utc::now", &["session/", "work/", "cli/"]),
    (
        "time::Instant::now",
        &["session/", "work/", "store/lock.rs", "cli/"],
    ),
    ("crossterm::terminal", &["session/"]),
    ("process::Command", &["exchange/sheets/apart.rs"]),
    ("Command::new(", &["exchange/sheets/apart.rs"]),
    ("calamine", &["exchange/sheets/"]),
    ("zip::", &["exchange/sheets/"]),
    ("set_symbol", &[]),
];

pub fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut open = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(
                std::fs::read_dir(&path)
                    .unwrap()
                    .map(|entry| entry.unwrap().path()),
            );
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            found.push((path, text));
        }
    }
    found.sort();
    found
}

fn below_src(path: &Path) -> String {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    path.strip_prefix(src)
        .unwrap()
        .to_string_lossy()
        .replace('\\', "/")
}

/// The sources of the program itself: modules of tests may use threads and name what they test.
fn program() -> Vec<(PathBuf, String)> {
    let is_test = |below: &str| {
        let mut parts = below.split(['/', '.']);
        parts.any(|part| part == "tests" || part == "testing" || part.ends_with("_tests"))
    };
    sources("src")
        .into_iter()
        .filter(|(path, _)| !is_test(&below_src(path)))
        .collect()
}

/// The lines that are code of the program itself: not comments, not inline tests.
pub fn code_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let tests = text.find("#[cfg(test)]\nmod ").unwrap_or(text.len());
    let program = text.get(..tests).unwrap_or(text);
    program
        .lines()
        .enumerate()
        .map(|(number, line)| (number + 1, line))
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
}

#[test]
fn no_layer_names_one_above_it() {
    let layers: Vec<&str> = MAY_NAME.iter().map(|(layer, _)| *layer).collect();
    let mut wrong = Vec::new();
    for (path, text) in program() {
        let below = below_src(&path);
        let Some((layer, may)) = MAY_NAME
            .iter()
            .find(|(layer, _)| below.split(['/', '.']).next() == Some(*layer))
        else {
            continue;
        };
        for (number, line) in code_lines(&text) {
            for other in &layers {
                let named = line.contains(&format!("crate::{other}::"))
                    || line.contains(&format!("crate::{other};"))
                    || line.contains(&format!("use crate::{other} "));
                if named && other != layer && *other != "domain" && !may.contains(other) {
                    wrong.push(format!("{below}:{number} {layer} names {other}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "wrong arrows:\n{}", wrong.join("\n"));
}

#[test]
fn every_folder_of_src_is_a_layer() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for entry in std::fs::read_dir(src).unwrap() {
        let entry = entry.unwrap();
        if entry.path().is_dir() {
            let name = entry.file_name().into_string().unwrap();
            assert!(
                MAY_NAME.iter().any(|(layer, _)| *layer == name),
                "{name} has no rule"
            );
        }
    }
}

#[test]
fn what_belongs_to_one_layer_stands_nowhere_else() {
    let mut wrong = Vec::new();
    for (path, text) in program() {
        let below = below_src(&path);
        for (number, line) in code_lines(&text) {
            for (word, places) in BELONGS_TO {
                if line.contains(word) && !places.iter().any(|place| below.starts_with(place)) {
                    wrong.push(format!("{below}:{number} {word}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "out of place:\n{}", wrong.join("\n"));
}

#[test]
fn panes_meet_ratatui_only_in_their_views() {
    for (path, text) in sources("src/app/panes") {
        if path.file_name().is_some_and(|name| name == "view.rs") {
            continue;
        }
        for (number, line) in code_lines(&text) {
            assert!(!line.contains("ratatui"), "{}:{number}", path.display());
        }
    }
}
