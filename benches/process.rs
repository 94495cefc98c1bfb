//! Programs that start: the desk until its first frame and what memory it has, the first key that a
//! process ever answers, `huoke ring` beside others, `huoke find`. Milliseconds and megabytes.

#![allow(clippy::print_stdout, clippy::print_stderr, clippy::expect_used)]
#![allow(clippy::panic, missing_docs)]

mod common;

use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant as Clock};

use common::desk::Desk;
use common::{AT, Costs, Gate, MOST, P50, P95, P99, file, words};
use huoke::store::find::{self, Seeker};
use huoke::store::{Cache, lock};

/// How often the desk is started.
const STARTS: usize = 40;
/// Customers of each kind of key whose cards are opened.
const OPENED: usize = 8;
/// How often a command is run.
const RUNS: usize = 100;
/// What an import holds the lock for at most, and leaves it free for.
const BATCH: Duration = Duration::from_millis(25);
/// With this in its environment the program answers one key in the file named by the other, and says
/// how many milliseconds it took.
const KEY: &str = "HUOKE_BENCH_KEY";
const KEY_IN: &str = "HUOKE_BENCH_KEY_IN";

fn main() {
    if common::is_test() {
        return;
    }
    if let (Ok(key), Some(path)) = (std::env::var(KEY), std::env::var_os(KEY_IN)) {
        println!("{}", first_key(Path::new(&path), &key));
        return;
    }
    common::header();
    for size in common::sizes() {
        let path = file::of_size(size);
        starts(size, &path);
        in_use(size, &path);
        first_keys(size, &path);
        finds(size, &path);
        rings(size, &path);
    }
}

fn starts(size: u64, path: &Path) {
    let (mut took, mut late) = (Costs::default(), Costs::default());
    for _ in 0..STARTS {
        let (desk, first) = Desk::start(path);
        late.0.push(desk.resident_at_first);
        took.0.push(first.as_secs_f64() * 1e3);
    }
    common::row(size, "start to first frame, ms", &took, &[Gate(P95, 15.0)]);
    let what = "resident a moment after the first frame, MB";
    common::row(size, what, &late, &[]);
    if !has_strace() {
        println!("resident at the first frame: not weighed, strace is not installed");
        return;
    }
    let mut resident = Costs::default();
    for _ in 0..STARTS {
        resident.0.push(Desk::start_at_rest(path).resident_at_first);
    }
    let gates = [Gate(MOST, 12.0)];
    common::row(size, "resident at the first frame, MB", &resident, &gates);
}

fn has_strace() -> bool {
    #[allow(
        clippy::disallowed_methods,
        reason = "a bench of processes starts them"
    )]
    let mut strace = Command::new("strace");
    let version = strace.arg("-V").stdout(Stdio::null()).status();
    version.is_ok_and(|status| status.success())
}

/// A desk at work: callers looked up in every way, cards opened, walked through and left.
fn in_use(size: u64, path: &Path) {
    let reader = file::open(path).reader(huoke::store::Cache::Lookup);
    let words = words::draw(&reader.expect("a reader"), OPENED);
    let (mut desk, _) = Desk::start(path);
    desk.settle();
    let mut idle = Costs::default();
    idle.0.push(desk.memory("VmRSS:"));
    common::row(size, "resident before anything is typed, MB", &idle, &[]);
    let mut resident = Costs::default();
    for (_, typed) in &words {
        for typed in typed {
            desk.press(typed);
            // The card, its longer timeline, the next row, and back to an empty line.
            for key in ["\r", "\r", "n", "h", "\u{1b}", "\u{1b}", "/", "\u{15}"] {
                desk.press(key);
            }
        }
        resident.0.push(desk.memory("VmRSS:"));
    }
    resident.0.push(desk.memory("VmHWM:"));
    common::row(size, "resident in use, MB", &resident, &[Gate(MOST, 36.0)]);
}

fn huoke(path: &Path) -> Command {
    #[allow(
        clippy::disallowed_methods,
        reason = "a bench of processes starts them"
    )]
    let mut command = Command::new(env!("CARGO_BIN_EXE_huoke"));
    command.arg("--db").arg(path);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// The ranked answer to the first key of a process, with everything prepared for it, in milliseconds.
fn first_key(path: &Path, key: &str) -> f64 {
    let reader = file::open(path).reader(Cache::Lookup).expect("a reader");
    let seeker = Seeker::new(file::agent(&reader));
    let begun = Clock::now();
    find::find(&reader, &seeker, key, 20, AT).expect("an answer");
    begun.elapsed().as_secs_f64() * 1e3
}

/// The same of every kind of key, each in a process of its own.
fn first_keys(size: u64, path: &Path) {
    let reader = file::open(path).reader(Cache::Lookup);
    let words = words::draw(&reader.expect("a reader"), RUNS / 5);
    let mut costs = Costs::default();
    for (_, typed) in words {
        for typed in typed.into_iter().filter(|typed| !typed.is_empty()) {
            #[allow(
                clippy::disallowed_methods,
                reason = "a bench of processes starts them"
            )]
            let mut bench = Command::new(std::env::current_exe().expect("a name"));
            bench.arg("--bench").env(KEY, &typed).env(KEY_IN, path);
            let told = bench.output().expect("run").stdout;
            let told = String::from_utf8(told).expect("text");
            costs.0.push(told.trim().parse().expect("milliseconds"));
        }
    }
    let what = "first key of a process, ranked, ms";
    common::row(size, what, &costs, &[Gate(P99, 5.0)]);
}

fn finds(size: u64, path: &Path) {
    let reader = file::open(path).reader(huoke::store::Cache::Lookup);
    let words = words::draw(&reader.expect("a reader"), RUNS / 5);
    let mut costs = Costs::default();
    for (_, typed) in words {
        for typed in typed.into_iter().filter(|typed| !typed.is_empty()) {
            let mut command = huoke(path);
            command.args(["--as", common::AGENT, "find", &typed]);
            costs.time(|| command.status().expect("run"));
        }
    }
    let gates = [Gate(P50, 8.0)];
    common::row(size, "huoke find, ms", &costs, &gates);
}

fn rings(size: u64, path: &Path) {
    let (_place, copy) = file::copy_of(path);
    let gates = [Gate(P95, 50.0)];
    let alone = ring(&copy, 0);
    common::row(size, "huoke ring, alone, ms", &alone, &gates);
    let over = AtomicBool::new(false);
    let lock = || lock::for_writing(&copy, "bench", lock::PATIENCE).expect("the lock");
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !over.load(Ordering::Acquire) {
                let held = lock();
                std::thread::sleep(BATCH);
                drop(held);
                std::thread::sleep(BATCH);
            }
        });
        let beside = ring(&copy, RUNS);
        over.store(true, Ordering::Release);
        let what = "huoke ring, beside one with 25 of 50 ms, ms";
        common::row(size, what, &beside, &gates);
    });
    let _held = lock();
    let never = ring(&copy, RUNS * 2);
    let what = "huoke ring, lock never had: left beside, ms";
    common::row(size, what, &never, &[]);
}

fn ring(path: &Path, first: usize) -> Costs {
    let mut costs = Costs::default();
    for number in first..first + RUNS {
        let id = format!("bench-{number}");
        let from = format!("138001{number:05}");
        let mut command = huoke(path);
        command.args(["ring", "--id", &id, "--ext", "801", "--from", &from]);
        let status = costs.time(|| command.status().expect("run"));
        assert!(status.success());
    }
    costs
}
