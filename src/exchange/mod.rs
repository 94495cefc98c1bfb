//! Files in and out: readers and writers over plain values. Must not know SQL, nor what a
//! phone or a date is: what the cells of a row mean is judged by whoever takes the rows.

pub mod csv;
pub mod digest;
pub mod field;
pub mod join;
pub mod map;
pub mod problem;
pub mod sniff;
pub mod template;
