//! The program: parse, run, exit code. Must not know anything else.

fn main() {}
