//! Desks at work beside an import: each looks somebody up ten times a second and logs a call
//! every second. What that costs them while the import runs.

use std::fmt;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant as Clock};

use huoke::domain::ids::CustomerId;
use huoke::domain::interaction::CallLog;
use huoke::store::find::{self, Seeker};
use huoke::store::{Asking, Cache, House, interaction, staff};

use crate::common::AT;

/// Between two lookups of a desk.
const PAUSE: Duration = Duration::from_millis(100);

/// What lookups and saves took, milliseconds.
#[derive(Default)]
pub(crate) struct Costs {
    lookups: Vec<f64>,
    saves: Vec<f64>,
}

impl fmt::Display for Costs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let p99 = |times: &[f64]| {
            let mut times = times.to_vec();
            times.sort_by(f64::total_cmp);
            times
                .get(times.len() * 99 / 100)
                .copied()
                .unwrap_or(f64::NAN)
        };
        write!(
            f,
            "lookups p99 {:.2} ms of {}, saves p99 {:.0} ms of {}",
            p99(&self.lookups),
            self.lookups.len(),
            p99(&self.saves),
            self.saves.len()
        )
    }
}

/// Does something while desks work on the same file.
pub(crate) fn during<T>(path: &Path, desks: u32, work: impl FnOnce() -> T) -> (T, Costs) {
    let over = AtomicBool::new(false);
    let costs = Mutex::new(Costs::default());
    let answer = std::thread::scope(|scope| {
        for number in 0..desks {
            let (over, costs) = (&over, &costs);
            scope.spawn(move || desk(path, (number, desks), over, costs));
        }
        let answer = work();
        over.store(true, Ordering::Release);
        answer
    });
    (answer, costs.into_inner().expect("no desk fell over"))
}

fn desk(path: &Path, (number, of): (u32, u32), over: &AtomicBool, costs: &Mutex<Costs>) {
    let house = House::open(path).expect("the file");
    let reader = house.reader(Cache::Lookup).expect("a reader");
    let mut writer = house.writer().expect("a writer");
    let me = staff::by_login(&reader, "wangwei")
        .expect("asked")
        .expect("there")
        .id;
    let actor = staff::actor(&reader, me).expect("active");
    let mut seeker = Seeker::new(actor);
    seeker.load(&reader).expect("own customers");
    let mut rng = fastrand::Rng::with_seed(u64::from(number));
    let mut turn = 0_u32;
    // People do not type in step.
    std::thread::sleep(PAUSE * number / of);
    while !over.load(Ordering::Acquire) {
        std::thread::sleep(PAUSE);
        let typed = format!("{:04}", rng.u32(..10_000));
        let begun = Clock::now();
        find::find(&reader, &seeker, &typed, 20, AT).expect("an answer");
        let looked = begun.elapsed().as_secs_f64() * 1e3;
        turn += 1;
        let saved = turn.is_multiple_of(10).then(|| {
            let log = CallLog {
                note: Some("ok".to_owned()),
                ..CallLog::new(CustomerId(rng.i64(1..1_000)), "reached")
            };
            let begun = Clock::now();
            let asking = Asking::new(me, AT);
            writer
                .change(&asking, "log", |tx| interaction::log(tx, &log))
                .expect("saved");
            begun.elapsed().as_secs_f64() * 1e3
        });
        let mut costs = costs.lock().expect("no desk fell over");
        costs.lookups.push(looked);
        costs.saves.extend(saved);
    }
}
