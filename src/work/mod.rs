//! Long work over files and the store: imports. Runs outside the desk's loop, in batches that
//! leave the file to others. Must not know screens or words.

pub mod export;
pub mod import;
