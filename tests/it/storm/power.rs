//! Power loss: what processes do to the file is recorded; images of the disk are built as it may
//! be when the power goes at any moment, with what was not synced lost, cut off, torn or out of
//! order; each is opened, checked, and searched for everything that was acknowledged before.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use fastrand::Rng;
use huoke::store::{Asking, Cache, House, check};

use super::shop::{now, person, shop};
use super::work::{SEAT, Seat, is_there};

const ME: &str = super::ME;
const HEAD: usize = 64;
const SECTOR: usize = 512;

/// Something that was done to a file.
enum Deed {
    Write(usize, Vec<u8>),
    Truncate(usize),
    Sync,
}

/// The deeds in order, with the file's name.
fn read(log: &[u8]) -> Vec<(String, Deed)> {
    let mut deeds = Vec::new();
    let mut rest = log;
    while rest.len() >= HEAD {
        let (head, behind) = rest.split_at(HEAD);
        let number = |from: usize| u32::from_ne_bytes(head[from..from + 4].try_into().unwrap());
        let (op, length) = (number(0), number(4) as usize);
        let at = u64::from_ne_bytes(head[8..16].try_into().unwrap()) as usize;
        let name = String::from_utf8_lossy(&head[16..])
            .trim_end_matches('\0')
            .to_owned();
        if behind.len() < length {
            break;
        }
        let (bytes, behind) = behind.split_at(length);
        rest = behind;
        let deed = match op {
            1 => Deed::Write(at, bytes.to_vec()),
            3 => Deed::Truncate(at),
            _ => Deed::Sync,
        };
        deeds.push((name, deed));
    }
    deeds
}

/// Does a deed to the bytes of a file; of a torn write only the first sectors.
fn apply(file: &mut Vec<u8>, deed: &Deed, torn: Option<&mut Rng>) {
    match deed {
        Deed::Write(at, bytes) => {
            let sectors = bytes.len() / SECTOR + 1;
            let kept = torn.map_or(bytes.len(), |rng| rng.usize(..sectors) * SECTOR);
            let kept = &bytes[..kept.min(bytes.len())];
            if file.len() < at + kept.len() {
                file.resize(at + kept.len(), 0);
            }
            file[*at..at + kept.len()].copy_from_slice(kept);
        }
        Deed::Truncate(length) => file.resize(*length, 0),
        Deed::Sync => {}
    }
}

type Disk = BTreeMap<String, Vec<u8>>;

/// What the disk may hold when the power goes: all that was synced, and of the rest nothing, a
/// beginning, or any part, some of it torn.
fn image(synced: &Disk, rest: &BTreeMap<String, Vec<&Deed>>, rng: &mut Rng) -> Disk {
    let mut disk = synced.clone();
    let how = rng.u8(..3);
    for (name, deeds) in rest {
        let file = disk.entry(name.clone()).or_default();
        let first = rng.usize(..=deeds.len());
        for (place, deed) in deeds.iter().enumerate() {
            let kept = match how {
                0 => false,
                1 => place < first,
                _ => rng.bool(),
            };
            if kept {
                let torn = rng.u8(..10) < 3;
                apply(file, deed, torn.then_some(rng));
            }
        }
    }
    disk
}

/// What an image lacks: checks that do not hold, acknowledged entries that are not there.
fn examine(folder: &Path, disk: &Disk, acked: &[(i64, i64, String)]) -> (Vec<String>, usize) {
    let path = folder.join("image.db");
    for end in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(folder.join(format!("image.db{end}")));
    }
    for (name, bytes) in disk {
        std::fs::write(folder.join(name.replace("storm.db", "image.db")), bytes).unwrap();
    }
    let house = match House::open(&path) {
        Ok(house) => house,
        Err(error) => return (vec![error.to_string()], acked.len()),
    };
    let (writer, reader) = (
        house.writer().unwrap(),
        house.reader(Cache::Lookup).unwrap(),
    );
    let root = Asking::new(person(&reader, "root").unwrap(), now());
    let broken = match check::check(&writer, &root) {
        Ok(checks) => {
            let broken = checks.into_iter().filter(|check| !check.ok);
            broken.map(|check| format!("{check:?}")).collect()
        }
        Err(error) => vec![error.to_string()],
    };
    let there = |(entry, staff, key): &&(i64, i64, String)| {
        !is_there(&writer, *entry, *staff, key).unwrap_or(false)
    };
    (broken, acked.iter().filter(there).count())
}

/// What `images` images lack in all; of a disk that says it has synced and has not, if `lies`.
fn replay(
    folder: &Path,
    base: &Disk,
    deeds: &[(String, Deed)],
    images: usize,
    lies: bool,
) -> (Vec<String>, usize) {
    let mut rng = Rng::with_seed(3);
    let mut cuts: Vec<usize> = (0..images).map(|_| rng.usize(1..=deeds.len())).collect();
    cuts.sort_unstable();
    let (mut synced, mut rest) = (base.clone(), BTreeMap::<String, Vec<&Deed>>::new());
    let (mut acked, mut place) = (Vec::new(), 0);
    let (mut broken, mut lost) = (Vec::new(), 0);
    for cut in cuts {
        while place < cut {
            let (name, deed) = &deeds[place];
            place += 1;
            match deed {
                Deed::Write(_, bytes) if name.ends_with(".log") => acked.extend(acks(bytes)),
                _ if name.ends_with(".log") => {}
                Deed::Sync if lies => {}
                Deed::Sync => {
                    let file = synced.entry(name.clone()).or_default();
                    let kept = rest.remove(name).unwrap_or_default();
                    kept.into_iter().for_each(|deed| apply(file, deed, None));
                }
                deed => rest.entry(name.clone()).or_default().push(deed),
            }
        }
        let disk = image(&synced, &rest, &mut rng);
        let (wrong, missing) = examine(folder, &disk, &acked);
        broken.extend(wrong);
        lost += missing;
    }
    (broken, lost)
}

/// The acknowledged writes of a line: entry, staff, key.
fn acks(bytes: &[u8]) -> Option<(i64, i64, String)> {
    let line = std::str::from_utf8(bytes).ok()?.trim_end();
    match line.split(' ').collect::<Vec<_>>().as_slice() {
        ["W", _, entry, staff, key, _] => {
            Some((entry.parse().ok()?, staff.parse().ok()?, (*key).to_owned()))
        }
        _ => None,
    }
}

/// What three processes did to the file in a while, in order.
fn recorded(folder: &Path, path: &Path, shim: &Path) -> Vec<(String, Deed)> {
    let live = path.parent().unwrap();
    let record = folder.join("record");
    let until = now().0 + 3_000;
    let working: Vec<_> = (0..3)
        .map(|place| {
            let log = live.join(format!("{place}.log"));
            let (path, generation) = (path.to_owned(), 0);
            let seat = Seat {
                path,
                log,
                place,
                generation,
                until,
            };
            let mut command = Command::new(std::env::current_exe().unwrap());
            command
                .args([ME, "--exact", "--quiet"])
                .env(SEAT, seat.told());
            command
                .env("LD_PRELOAD", shim)
                .env("POWER_LOG", &record)
                .env("POWER_PREFIX", live);
            command.stdout(Stdio::null()).spawn().unwrap()
        })
        .collect();
    for mut child in working {
        assert!(child.wait().unwrap().success());
    }
    read(&std::fs::read(&record).unwrap())
}

/// What notes every write and sync, compiled for this machine; none without a compiler.
fn shim(folder: &Path) -> Option<PathBuf> {
    let shim = folder.join("shim.so");
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/storm/shim.c");
    let compiled = Command::new("cc")
        .args(["-shared", "-fPIC", "-O1", "-o"])
        .arg(&shim)
        .args([source, "-ldl"])
        .status();
    compiled
        .is_ok_and(|status| status.success())
        .then_some(shim)
}

#[test]
fn power_loss_at_any_moment_loses_nothing_acknowledged_and_leaves_the_books_right() {
    let folder = tempfile::tempdir().unwrap();
    let Some(shim) = shim(folder.path()) else {
        eprintln!("SKIPPED: there is no C compiler");
        return;
    };
    let live = folder.path().join("live");
    std::fs::create_dir(&live).unwrap();
    let path = live.join("storm.db");
    shop(&path, 3).unwrap();
    let mut base = Disk::new();
    for name in ["storm.db", "storm.db-wal"] {
        base.insert(
            name.to_owned(),
            std::fs::read(live.join(name)).unwrap_or_default(),
        );
    }
    let deeds = recorded(folder.path(), &path, &shim);
    let said = deeds
        .iter()
        .filter(|(name, _)| name.ends_with(".log"))
        .count();
    assert!(said > 50 && deeds.len() > said, "{said} of {}", deeds.len());
    let images = std::env::var("HUOKE_POWER_IMAGES")
        .ok()
        .and_then(|images| images.parse().ok());
    let images = images.unwrap_or(40);
    let image = folder.path().join("image");
    std::fs::create_dir(&image).unwrap();
    let (broken, lost) = replay(&image, &base, &deeds, images, false);
    assert_eq!((broken, lost), (Vec::new(), 0), "of {images} images");
    // A disk that lies about having synced loses what was acknowledged: the test can fail.
    let (_, lost) = replay(&image, &base, &deeds, 8, true);
    assert!(lost > 0);
}
