//! The rules of the house that a compiler does not know: sizes, first lines, registered tests.

use std::path::Path;

use crate::layers::sources;

/// A file has fewer lines than this.
const FILE_LINES: usize = 400;
/// A function has fewer lines than this.
const FUNCTION_LINES: usize = 70;

fn all_sources() -> Vec<(std::path::PathBuf, String)> {
    ["src", "tests", "benches", "examples"]
        .into_iter()
        .filter(|folder| Path::new(env!("CARGO_MANIFEST_DIR")).join(folder).is_dir())
        .flat_map(sources)
        .collect()
}

#[test]
fn files_are_short_and_say_what_they_own() {
    let mut wrong = Vec::new();
    for (path, text) in all_sources() {
        let lines = text.lines().count();
        if lines >= FILE_LINES {
            wrong.push(format!("{}: {lines} lines", path.display()));
        }
        if !text.starts_with("//! ") {
            wrong.push(format!("{}: does not open with //!", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn functions_fit_on_a_screen() {
    let mut wrong = Vec::new();
    for (path, text) in all_sources() {
        for (name, length) in functions(&text) {
            if length >= FUNCTION_LINES {
                wrong.push(format!("{}: {name} has {length} lines", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Name and length of each function: from its `fn` line to the brace at the same indent,
/// as rustfmt lays them out.
fn functions(text: &str) -> Vec<(String, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (start, line) in lines.iter().enumerate() {
        let code = line.trim_start();
        let indent = line.len() - code.len();
        let Some(name) = function_name(code) else {
            continue;
        };
        let close = format!("{}}}", " ".repeat(indent));
        let end = lines.iter().skip(start).position(|line| *line == close);
        if let Some(length) = end.filter(|_| !code.ends_with('}') && !code.ends_with(';')) {
            found.push((name.to_owned(), length + 1));
        }
    }
    found
}

fn function_name(code: &str) -> Option<&str> {
    let mut words = code.split_whitespace();
    loop {
        match words.next()? {
            "fn" => return words.next()?.split(['(', '<']).next(),
            word if word.starts_with("pub") || ["const", "async"].contains(&word) => {}
            _ => return None,
        }
    }
}

#[test]
fn the_measure_of_functions_can_fail() {
    let long = format!("fn long() {{\n{}}}\n", "    x();\n".repeat(FUNCTION_LINES));
    assert_eq!(
        functions(&long),
        vec![("long".to_owned(), FUNCTION_LINES + 2)]
    );
}

#[test]
fn every_test_file_is_registered() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it");
    let main = std::fs::read_to_string(folder.join("main.rs")).unwrap();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let counts = path.is_dir() || path.extension().is_some_and(|ending| ending == "rs");
        if counts && name != "main" && name != "snapshots" {
            assert!(
                main.contains(&format!("mod {name};")),
                "tests/it/{name} is not registered"
            );
        }
    }
}

#[test]
fn nothing_is_left_undone_in_silence() {
    for (path, text) in all_sources() {
        for (number, line) in text.lines().enumerate() {
            let mark = ["TO", "DO"].concat();
            let numbered = line.contains(&format!("{mark}(#"));
            assert!(
                !line.contains(&mark) || numbered,
                "{}:{}: without an issue number",
                path.display(),
                number + 1
            );
        }
    }
}
