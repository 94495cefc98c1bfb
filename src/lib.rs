//! huoke: a terminal CRM for call centres, over one SQLite file.
//!
//! Reading order is dependency order: domain, then store, exchange and text, then work,
//! kit and app, then session, then cli. `tests/it/layers.rs` fails on a wrong arrow.

pub mod app;
pub mod cli;
pub mod demo;
pub mod domain;
pub mod error;
pub mod exchange;
pub mod kit;
pub mod session;
pub mod store;
pub mod text;
pub mod work;

#[cfg(test)]
mod testing;
