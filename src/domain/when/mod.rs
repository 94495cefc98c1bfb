//! Dates, times and spans as people say them, in both languages, relative to now.

pub(in crate::domain) mod scan;
