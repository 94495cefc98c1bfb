//! The machine: a person's desk as pure state. Must not know threads, SQL or the terminal.

pub mod vocabulary;
