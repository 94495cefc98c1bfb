//! Workbooks: how their values come in, which sheet and header is found, how runs end, what real
//! ones say, what is hostile.

mod book;
mod corpus;
mod exported;
mod hostile;
mod runs;
mod values;
