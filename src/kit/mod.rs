//! Terminal parts that have never heard of customers.
//!
//! State changes in methods that take keys; drawing takes `&State` and a buffer and
//! returns at most the cursor's place. Nothing here reads a clock, a file or a word of
//! the product's language; every drawing function is safe at every size from 0x0 on.

pub mod bars;
pub mod clean;
pub mod dialog;
pub mod form;
pub mod frame;
pub mod glyphs;
pub mod input;
pub mod key;
pub mod layout;
pub mod list;
pub mod svg;
pub mod table;
pub mod theme;
pub mod width;

#[cfg(test)]
mod testing;
