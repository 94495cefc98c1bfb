//! Workbooks: how their values come in, which sheet and header is found, what is hostile.

mod book;
mod hostile;
mod values;
