//! Map files.

#![no_main]

#[path = "../../tests/it/import/hostile/entries.rs"]
#[allow(dead_code, reason = "shared with the other targets and with the tests")]
mod entries;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| entries::map(bytes));
