//! Rules on the store's own sources that no compiler holds.

use std::fs;
use std::path::{Path, PathBuf};

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// REPLACE deletes without a trigger: the journal would not know what was there.
#[test]
fn no_statement_replaces_rows() {
    let mut found = vec![Path::new("schema.sql").to_owned()];
    sources(Path::new("src/store"), &mut found);
    assert!(found.len() > 20);
    for path in found
        .iter()
        .filter(|path| !path.ends_with("tests/sources.rs"))
    {
        let text = fs::read_to_string(path).unwrap();
        for statement in ["OR REPLACE", "REPLACE INTO", "ON CONFLICT REPLACE"] {
            assert!(
                !text.to_uppercase().contains(statement),
                "{}: {statement}",
                path.display()
            );
        }
    }
}
