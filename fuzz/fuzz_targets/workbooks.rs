//! Workbooks. What panics in the crate that reads them costs a run nothing: it is read apart, in a
//! process that may die.

#![no_main]

#[path = "../../tests/it/import/hostile/entries.rs"]
#[allow(dead_code, reason = "shared with the other targets and with the tests")]
mod entries;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let path = std::env::temp_dir().join(format!("huoke-fuzz-{}", std::process::id()));
    if std::fs::write(&path, bytes).is_ok() {
        entries::workbook(&path);
    }
});
