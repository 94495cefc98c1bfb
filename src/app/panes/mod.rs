//! The panes of the desk, a folder each: `mod.rs` keeps the state and follows actions,
//! `view.rs` draws. Must not know each other, nor how steps are carried out.

pub mod card;
pub mod find;
