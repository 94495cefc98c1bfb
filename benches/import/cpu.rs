//! The processor's time beside the clock's: on a machine that others use too it says more. Of the
//! whole process, desks included, and of the thread that stores.

use std::fmt;

/// Seconds of the processor.
pub(crate) struct Cpu {
    process: f64,
    thread: f64,
}

/// Does something, and says what it took.
pub(crate) fn of<T>(work: impl FnOnce() -> T) -> (T, Cpu) {
    let (process, thread) = (process(), thread());
    let done = work();
    let cpu = Cpu {
        process: self::process() - process,
        thread: self::thread() - thread,
    };
    (done, cpu)
}

impl Cpu {
    /// The same for so many rows.
    pub(crate) fn per(&self, rows: u64) -> impl fmt::Display {
        let rows = rows as f64;
        format!(
            "{:.2} s of processor ({:.0} rows/s of it), {:.2} s of the thread that stores ({:.0})",
            self.process,
            rows / self.process,
            self.thread,
            rows / self.thread
        )
    }
}

/// User and system time of all threads, also ended ones, in ticks of a hundredth.
fn process() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name in brackets may hold blanks.
    let after = stat.rsplit(')').next().unwrap_or_default();
    let ticks = after.split_whitespace().skip(11).take(2);
    ticks
        .filter_map(|ticks| ticks.parse::<f64>().ok())
        .sum::<f64>()
        / 100.0
}

/// Nanoseconds on a processor come first.
fn thread() -> f64 {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let first = stat.split_whitespace().next().unwrap_or_default();
    first.parse::<f64>().unwrap_or(f64::NAN) / 1e9
}
