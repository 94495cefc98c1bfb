//! Where the real data are that some tests need: HUOKE_TEST_DATA. Without it a test says
//! SKIPPED and passes.

use std::path::PathBuf;

/// The folder `part` of the real data, or none (said on standard error).
pub fn folder(part: &str) -> Option<PathBuf> {
    let Some(root) = std::env::var_os("HUOKE_TEST_DATA") else {
        eprintln!("SKIPPED: HUOKE_TEST_DATA is not set, {part} is not tested");
        return None;
    };
    let folder = PathBuf::from(root).join(part);
    assert!(folder.is_dir(), "HUOKE_TEST_DATA has no {part}");
    Some(folder)
}
