//! From a key to its finished frame: the real program on a terminal of 120x40, an agent typing
//! numbers, names, pinyin, initials and what nobody has. Milliseconds, and bytes to the terminal.

#![allow(clippy::print_stdout, clippy::print_stderr, clippy::expect_used)]
#![allow(clippy::panic, missing_docs)]

mod common;

use common::desk::Desk;
use common::{Costs, Gate, MOST, P95, P99, file, words};

/// Customers whose numbers and names are typed.
const TYPED: usize = 25;
/// Takes away what is typed.
const ERASE: &str = "\u{15}";

fn main() {
    if common::is_test() {
        return;
    }
    common::header();
    for size in common::sizes() {
        measure(size);
    }
}

fn measure(size: u64) {
    let path = file::of_size(size);
    let reader = file::open(&path)
        .reader(huoke::store::Cache::Lookup)
        .expect("a reader");
    let words = words::draw(&reader, TYPED);
    drop(reader);
    let (mut desk, _) = Desk::start(&path);
    desk.settle();
    // Once before anything is measured, as a desk is in use.
    for (_, typed) in &words {
        for key in typed.iter().take(2).flat_map(|typed| typed.chars()) {
            desk.key(&key.to_string());
        }
        desk.key(ERASE);
    }
    let (mut all, mut still, mut changing) = (Costs::default(), Costs::default(), Costs::default());
    for (kind, typed) in &words {
        let mut costs = Costs::default();
        for typed in typed {
            for key in typed.chars() {
                let frame = desk.key(&key.to_string());
                costs.0.push(frame.took.as_secs_f64() * 1e3);
                let bytes = if frame.changed {
                    &mut changing
                } else {
                    &mut still
                };
                bytes.0.push(frame.bytes as f64);
            }
            desk.key(ERASE);
        }
        all.0.extend(&costs.0);
        common::row(size, &format!("key to frame, {kind}, ms"), &costs, &[]);
    }
    let gates = [Gate(P95, 8.0), Gate(P99, 16.0)];
    common::row(size, "key to frame, all, ms", &all, &gates);
    // An answer that comes late on a busy machine costs one such key two frames.
    let gates = [Gate(P99, 64.0)];
    common::row(size, "bytes of a key that changes no row", &still, &gates);
    let gates = [Gate(MOST, 4096.0)];
    common::row(size, "bytes of a key that changes rows", &changing, &gates);
}
