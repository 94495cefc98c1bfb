//! What unit tests share: the folder of real data that HUOKE_TEST_DATA names.
//! Tests that need it pass without it, saying SKIPPED.

use std::path::PathBuf;

/// The folder of real data, if HUOKE_TEST_DATA names one.
pub(crate) fn data_dir() -> Option<PathBuf> {
    let folder = std::env::var_os("HUOKE_TEST_DATA").filter(|name| !name.is_empty());
    if folder.is_none() {
        println!("SKIPPED: HUOKE_TEST_DATA is not set");
    }
    folder.map(PathBuf::from)
}

/// The rows below the header of a tab-separated file in that folder; a file that is missing
/// from a folder that is there fails the test.
pub(crate) fn data_rows(file: &str) -> Option<Vec<Vec<String>>> {
    let path = data_dir()?.join(file);
    let text = std::fs::read_to_string(&path).expect("the file of real data is there");
    let rows = text
        .lines()
        .skip(1)
        .map(|line| line.split('\t').map(str::to_owned).collect());
    Some(rows.collect())
}
