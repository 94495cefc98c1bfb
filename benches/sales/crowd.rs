//! Many processes on the file: sellers at one sale a second beside readers, and sellers who never
//! pause. Each tells what its sales or lookups took when its time is up.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant as Clock, UNIX_EPOCH};

use huoke::store::find::{self, Seeker};
use huoke::store::{Cache, staff};

use super::Seller;
use crate::common::{self, AT, Costs, Gate, MOST, P99, file, words};

/// Sellers and readers at a time.
const SELLERS: usize = 64;
const READERS: usize = 32;
/// Pauses from one deed's begin to the next's.
const SALE: Duration = Duration::from_secs(1);
const LOOKUP: Duration = Duration::from_millis(20);
/// Until all have the file open and know their customers.
const SETTLING: i64 = 6_000;
/// The log beside the file at most, bytes.
const LOG: f64 = 16.0;

const SEAT: &str = "HUOKE_BENCH_SEAT";

/// What a process of the crowd is to do.
pub(crate) struct Seat {
    path: PathBuf,
    place: usize,
    what: String,
    from: i64,
    until: i64,
}

impl Seat {
    /// This process's, if it is one of the crowd.
    pub(crate) fn taken() -> Option<Seat> {
        let said = std::env::var(SEAT).ok()?;
        let mut parts = said.lines();
        let path = parts.next()?.into();
        let what = parts.next()?.to_owned();
        let mut number = || parts.next()?.parse::<i64>().ok();
        Some(Seat {
            path,
            what,
            place: usize::try_from(number()?).ok()?,
            from: number()?,
            until: number()?,
        })
    }
}

fn now() -> i64 {
    let since = UNIX_EPOCH.elapsed().expect("a clock");
    i64::try_from(since.as_millis()).expect("this century")
}

fn rest(until: i64) {
    let left = u64::try_from(until - now()).unwrap_or(0);
    std::thread::sleep(Duration::from_millis(left));
}

/// Does it; prints a line for each deed: what it took in milliseconds, or why it failed.
pub(crate) fn work(seat: &Seat) {
    let said = match seat.what.as_str() {
        "read" => read(seat),
        what => sell(seat, what == "paced"),
    };
    let mut out = std::io::stdout();
    out.write_all(said.as_bytes()).expect("told");
}

/// Runs a deed again and again: at a pace, each place with a phase of its own, or without pause.
fn over(seat: &Seat, pace: Option<Duration>, mut deed: impl FnMut() -> Option<String>) -> String {
    let mut said = String::new();
    let mut next = seat.from;
    if let Some(pace) = pace {
        let span = pace.as_millis() as usize;
        next += (seat.place * 37 % span) as i64;
    }
    loop {
        rest(next);
        if now() >= seat.until {
            return said;
        }
        let begun = Clock::now();
        let failed = deed();
        let took = begun.elapsed().as_secs_f64() * 1e3;
        said += &failed.unwrap_or_else(|| took.to_string());
        said.push('\n');
        // Who is late goes on at once, but does not catch up.
        next = (next + pace.map_or(0, |pace| pace.as_millis() as i64)).max(now());
    }
}

fn sell(seat: &Seat, paced: bool) -> String {
    let mut seller = Seller::sits(&seat.path, Some(seat.place));
    over(seat, paced.then_some(SALE), || {
        let failed = seller.sell().err();
        failed.map(|error| format!("failed: {error}"))
    })
}

fn read(seat: &Seat) -> String {
    let house = file::open(&seat.path);
    let reader = house.reader(Cache::Lookup).expect("a reader");
    let me = super::agent(&reader, seat.place);
    let mut seeker = Seeker::new(staff::actor(&reader, me).expect("active"));
    seeker.load(&reader).expect("own customers");
    let words = words::draw(&reader, 200 + seat.place);
    let mut typed: Vec<String> = words.into_iter().flat_map(|(_, words)| words).collect();
    fastrand::Rng::with_seed(seat.place as u64).shuffle(&mut typed);
    let mut typed = typed.iter().cycle();
    over(seat, Some(LOOKUP), || {
        let typed = typed.next()?;
        let failed = find::find(&reader, &seeker, typed, 20, AT).err();
        failed.map(|error| format!("failed: {error}"))
    })
}

/// What the processes told: of each its times, and of all what failed.
struct Told {
    times: Vec<Vec<f64>>,
    failed: Vec<String>,
    /// The log beside the file at its largest, megabytes.
    log: f64,
}

impl Told {
    fn costs(&self) -> Costs {
        Costs(self.times.concat())
    }
}

fn start(path: &Path, what: &str, place: usize, (from, until): (i64, i64)) -> Child {
    let path = path.display();
    Command::new(std::env::current_exe().expect("this bench"))
        .env(SEAT, format!("{path}\n{what}\n{place}\n{from}\n{until}"))
        .stdout(Stdio::piped())
        .spawn()
        .expect("a process")
}

/// Lets so many of each kind work for a while; tells of each kind.
fn crowd<const N: usize>(path: &Path, kinds: [(&str, usize); N]) -> [Told; N] {
    let seconds = std::env::var("HUOKE_BENCH_SECONDS").ok();
    let seconds: i64 = seconds.map_or(30, |some| some.parse().expect("seconds"));
    let from = now() + SETTLING;
    let span = (from, from + seconds * 1_000);
    let started = kinds.map(|(what, count)| {
        let started = (0..count).map(|place| start(path, what, place, span));
        started.collect::<Vec<Child>>()
    });
    let mut wal = path.as_os_str().to_owned();
    wal.push("-wal");
    let mut log = 0_u64;
    while now() < span.1 {
        rest(now() + 100);
        log = log.max(std::fs::metadata(&wal).map_or(0, |found| found.len()));
    }
    started.map(|children| {
        let mut told = Told {
            times: Vec::new(),
            failed: Vec::new(),
            log: log as f64 / 1_048_576.0,
        };
        for child in children {
            let output = child.wait_with_output().expect("its words");
            let said = String::from_utf8_lossy(&output.stdout).into_owned();
            let (times, failed): (Vec<_>, Vec<_>) =
                said.lines().partition(|line| line.parse::<f64>().is_ok());
            let times = times.iter().map(|line| line.parse().expect("a number"));
            told.times.push(times.collect());
            told.failed.extend(failed.into_iter().map(str::to_owned));
            if !output.status.success() {
                told.failed.push("a process failed".to_owned());
            }
        }
        told
    })
}

fn none_failed(size: u64, told: &[&Told]) {
    let failed: Vec<&String> = told.iter().flat_map(|told| &told.failed).collect();
    let first = failed.first().map_or("", |first| first.as_str());
    println!("{size:>9}  failed: {} {first}", failed.len());
}

/// Sellers at one sale a second, readers at fifty lookups.
pub(crate) fn paced(size: u64, path: &Path) {
    let [sales, lookups] = crowd(path, [("paced", SELLERS), ("read", READERS)]);
    let gates = [Gate(P99, 250.0)];
    let what = "save a sale, 64 at one a second, ms";
    common::row(size, what, &sales.costs(), &gates);
    let gates = [Gate(P99, 10.0)];
    let what = "lookup, 32 at 50 a second beside, ms";
    common::row(size, what, &lookups.costs(), &gates);
    none_failed(size, &[&sales, &lookups]);
}

/// Sellers who never pause.
pub(crate) fn saturated(size: u64, path: &Path) {
    let [sales] = crowd(path, [("rush", SELLERS)]);
    let costs = sales.costs();
    common::row(size, "save a sale, 64 without pause, ms", &costs, &[]);
    let fair = costs.0.len() as f64 / SELLERS as f64;
    // Turned round: the gate is a least share.
    let shares = sales.times.iter().map(|times| fair / times.len() as f64);
    let gates = [Gate(MOST, 4.0)];
    let what = "… fair share over a seller's own";
    common::row(size, what, &Costs(shares.collect()), &gates);
    let gates = [Gate(MOST, LOG)];
    let what = "… log beside the file, MB";
    common::row(size, what, &Costs(vec![sales.log]), &gates);
    none_failed(size, &[&sales]);
}
