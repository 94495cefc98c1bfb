//! The storm: many processes on one file, some of them killed every second and replaced; then
//! everything that was acknowledged is looked for, and the books are checked.
//! Must not know what the processes do.

use std::collections::BTreeMap;
use std::io::Error as IoError;
use std::path::Path;
use std::process::{Child, Command};
use std::time::{Duration, Instant as Clock};

use huoke::error::Result;
use huoke::store::{Asking, Cache, House, check};
use serde::Serialize;

use super::books;
use super::shop::{now, person, shop};
use super::work::{KINDS, OVER, SEAT, Seat, is_there};

/// How hard it blows.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// Processes at a time.
    pub processes: usize,
    /// For so long.
    pub seconds: f64,
    /// Killed every second.
    pub kills: f64,
    /// It goes on until everything was done once, and something refused: a slow machine takes
    /// longer, ten times as long at most.
    pub whole: bool,
}

/// What it left behind.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Outcome {
    /// Operations that were acknowledged.
    pub acked: usize,
    /// Of these, those that are not there.
    pub lost: usize,
    /// What does not hold: checks of the file, the books added up once more, errors of processes.
    pub broken: usize,
    /// Processes killed.
    pub kills: usize,
    /// A lookup's 99th percentile, milliseconds.
    pub lookup_p99_ms: f64,
    /// A save's, waiting for the lock included.
    pub save_p99_ms: f64,
    /// Saves that did not get the lock in ten seconds.
    pub busy: usize,
    /// Of each kind, how many were acknowledged and how many refused.
    #[serde(skip)]
    pub kinds: BTreeMap<String, [usize; 2]>,
    /// What does not hold, in words.
    #[serde(skip)]
    pub told: Vec<String>,
}

/// Lets it blow in a folder; `command` starts a process that takes its [`Seat`].
pub fn blow(folder: &Path, plan: Plan, command: &dyn Fn() -> Command) -> Result<Outcome> {
    let path = folder.join("storm.db");
    shop(&path, plan.processes)?;
    let told = |source: IoError| huoke::error::Error::Io {
        path: path.display().to_string(),
        source,
    };
    let end = now().0 + (plan.seconds * 1_000.0) as i64;
    // Who sits there stops when the file says so; whoever is forgotten stops by themselves.
    let until = end + (plan.seconds * 9_000.0) as i64;
    let seat = |place, generation| Seat {
        path: path.clone(),
        log: folder.join(format!("{place}-{generation}.log")),
        place,
        generation,
        until,
    };
    let sit = |place, generation| command().env(SEAT, seat(place, generation).told()).spawn();
    let mut sitting: Vec<(Child, usize)> = Vec::new();
    for place in 0..plan.processes {
        sitting.push((sit(place, 0).map_err(told)?, 0));
    }
    let begun = Clock::now();
    let mut outcome = Outcome::default();
    let mut rng = fastrand::Rng::with_seed(7);
    let pause = Duration::from_secs_f64(1.0 / plan.kills.max(0.01));
    let blows = || now().0 + 200 < end || (plan.whole && now().0 < until && !all_done(folder));
    while blows() {
        let next = pause.mul_f64((outcome.kills + 1) as f64);
        let rest = Duration::from_millis(u64::try_from(end - now().0).unwrap_or(u64::MAX));
        std::thread::sleep(next.saturating_sub(begun.elapsed()).min(rest));
        let place = rng.usize(..plan.processes);
        let Some((child, generation)) = sitting.get_mut(place) else {
            continue;
        };
        child.kill().map_err(told)?;
        child.wait().map_err(told)?;
        outcome.kills += 1;
        *generation += 1;
        *child = sit(place, *generation).map_err(told)?;
    }
    std::fs::write(folder.join(OVER), "").map_err(told)?;
    for (child, _) in &mut sitting {
        if !child.wait().map_err(told)?.success() {
            outcome.told.push("a process failed".to_owned());
        }
    }
    examine(&path, folder, &mut outcome)?;
    Ok(outcome)
}

/// What the logs in the folder say, line by line.
fn said(folder: &Path) -> Vec<String> {
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let logs = files.filter(|file| file.path().extension().is_some_and(|end| end == "log"));
    let said = logs.map(|log| std::fs::read_to_string(log.path()).unwrap_or_default());
    let lines = said.map(|said| said.lines().map(str::to_owned).collect::<Vec<_>>());
    lines.flatten().collect()
}

/// Whether everything was done once, and something was refused.
fn all_done(folder: &Path) -> bool {
    let said = said(folder);
    let is_done = |line: &String, kind: &str| line.starts_with('W') && line.ends_with(kind);
    let done = |kind: &str| said.iter().any(|line| is_done(line, &format!(" {kind}")));
    said.iter().any(|line| line.starts_with('R')) && KINDS.iter().all(|(kind, _)| done(kind))
}

/// Looks for everything that the logs in the folder say was acknowledged, and adds up the books.
pub fn examine(path: &Path, folder: &Path, outcome: &mut Outcome) -> Result<()> {
    let house = House::open(path)?;
    let (writer, reader) = (house.writer()?, house.reader(Cache::Lists)?);
    let (mut lookups, mut saves) = (Vec::new(), Vec::new());
    for line in said(folder) {
        let parts: Vec<&str> = line.split(' ').collect();
        match parts.as_slice() {
            ["L", took] => lookups.extend(took.parse::<f64>()),
            ["W", took, entry, staff, key, kind] => {
                saves.extend(took.parse::<f64>());
                outcome.acked += 1;
                outcome.kinds.entry((*kind).to_owned()).or_default()[0] += 1;
                let number = |text: &str| text.parse().unwrap_or(0);
                if !is_there(&writer, number(entry), number(staff), key)? {
                    outcome.lost += 1;
                }
            }
            ["R", kind] => outcome.kinds.entry((*kind).to_owned()).or_default()[1] += 1,
            ["B"] => outcome.busy += 1,
            // The last line of one that was killed while it wrote.
            _ if !line.starts_with('E') => {}
            _ => outcome.told.push(line.to_owned()),
        }
    }
    outcome.lookup_p99_ms = p99(&mut lookups);
    outcome.save_p99_ms = p99(&mut saves);
    let root = Asking::new(person(&reader, "root")?, now());
    let checks = check::check(&writer, &root)?.into_iter();
    let broken = checks.filter(|check| !check.ok);
    let named = broken.map(|check| format!("{}: {:?}", check.name, check.detail));
    outcome.told.extend(named);
    match books::wrong(&reader) {
        Ok(wrong) => outcome.told.extend(wrong),
        Err(error) => outcome.told.push(error.to_string()),
    }
    outcome.broken = outcome.told.len();
    Ok(())
}

fn p99(micros: &mut [f64]) -> f64 {
    micros.sort_by(f64::total_cmp);
    let place = (micros.len() * 99 / 100).min(micros.len().saturating_sub(1));
    (micros.get(place).copied().unwrap_or(0.0) / 10.0).round() / 100.0
}
