//! Files in and out: readers and writers over plain values. Must not know SQL, nor what a
//! phone or a date is: what the cells of a row mean is judged by whoever takes the rows.

pub mod csv;
mod dates;
pub mod decode;
pub mod digest;
pub mod encoding;
pub mod field;
pub mod files;
pub mod guard;
pub mod headers;
pub mod heading;
pub mod join;
pub mod label;
pub mod map;
pub mod mistake;
pub mod name;
pub mod orders;
pub mod out;
pub mod own;
mod part;
mod plan;
pub mod problem;
#[cfg(test)]
mod real_tests;
pub mod rejects;
pub mod rest;
mod row;
pub mod rows;
pub mod sheets;
pub mod sniff;
pub mod sources;
pub mod table;
pub mod tasks;
pub mod template;
mod text;
mod usual;
mod vcard;
mod words;
