//! What all benches share: the file that is measured, a desk on a terminal of its own, and the
//! table. `HUOKE_BENCH_SIZES=10000,100000,1000000` chooses sizes, `HUOKE_BENCH_FOLDER` where
//! files are kept.

#![allow(clippy::panic, reason = "a bench that cannot measure ends")]
#![allow(
    dead_code,
    reason = "each bench is a program and uses its part of this"
)]

pub(crate) mod desk;
pub(crate) mod file;
pub(crate) mod words;

use std::path::PathBuf;

use huoke::domain::time::Instant;

/// The day of the measured file: 2026-11-23T06:05:00Z.
pub(crate) const AT: Instant = Instant(1_795_413_900_000);
/// Who is measured: an agent with some 5,000 customers of their own.
pub(crate) const AGENT: &str = "wangwei";

/// Whether `cargo test --benches` runs this once: there is nothing to check here.
pub(crate) fn is_test() -> bool {
    std::env::args().any(|argument| argument == "--test")
}

/// Sizes of the files, in customers.
pub(crate) fn sizes() -> Vec<u64> {
    let sizes = std::env::var("HUOKE_BENCH_SIZES");
    let sizes = sizes.unwrap_or_else(|_| "10000,100000,1000000".to_owned());
    let number = |size: &str| size.trim().parse().expect("a number of customers");
    sizes.split(',').map(number).collect()
}

/// Where files are kept between runs.
pub(crate) fn folder() -> PathBuf {
    let folder = std::env::var_os("HUOKE_BENCH_FOLDER").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/bench"),
        PathBuf::from,
    );
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}

/// Measured values of one kind: milliseconds, bytes, megabytes.
#[derive(Debug, Default, Clone)]
pub(crate) struct Costs(pub(crate) Vec<f64>);

impl Costs {
    /// Measures once more, in milliseconds.
    pub(crate) fn time<T>(&mut self, work: impl FnOnce() -> T) -> T {
        let begun = std::time::Instant::now();
        let done = work();
        self.0.push(begun.elapsed().as_secs_f64() * 1e3);
        done
    }

    /// The value that this share of all does not exceed.
    pub(crate) fn at(&self, share: f64) -> f64 {
        let mut values = self.0.clone();
        values.sort_by(f64::total_cmp);
        let last = values.len().saturating_sub(1);
        let place = (values.len() as f64 * share).ceil() as usize;
        let place = place.saturating_sub(1).min(last);
        values.get(place).copied().unwrap_or(f64::NAN)
    }
}

/// What a value must not exceed, and at which share of all.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Gate(pub(crate) f64, pub(crate) f64);

/// The median.
pub(crate) const P50: f64 = 0.5;
/// Nineteen of twenty.
pub(crate) const P95: f64 = 0.95;
/// All but one of a hundred.
pub(crate) const P99: f64 = 0.99;
/// Every one.
pub(crate) const MOST: f64 = 1.0;

/// Begins the one table of a bench.
pub(crate) fn header() {
    println!(
        "{:>9}  {:<46} {:>6} {:>9} {:>9} {:>9} {:>9}  gates",
        "customers", "what", "n", "p50", "p95", "p99", "most"
    );
}

/// A line of it. Gates hold at 1,000,000 customers, and are shown at every size.
pub(crate) fn row(size: u64, what: &str, costs: &Costs, gates: &[Gate]) {
    let [p50, p95, p99, most] = [P50, P95, P99, MOST].map(|share| costs.at(share));
    let said: Vec<String> = gates
        .iter()
        .map(|Gate(share, limit)| {
            let met = if costs.at(*share) <= *limit {
                "met"
            } else {
                "MISSED"
            };
            let place = match *share {
                MOST => "most".to_owned(),
                share => format!("p{:.0}", share * 100.0),
            };
            format!("{place} ≤ {limit} {met}")
        })
        .collect();
    println!(
        "{size:>9}  {what:<46} {:>6} {p50:>9.2} {p95:>9.2} {p99:>9.2} {most:>9.2}  {}",
        costs.0.len(),
        said.join(", ")
    );
}
