//! The file that is measured: the invented call centre, made once for a size and kept until the
//! schema or what makes it changes.

use std::path::{Path, PathBuf};

use huoke::demo;
use huoke::domain::time::Now;
use huoke::store::{Actor, House, Reader, staff};
use sha2::{Digest, Sha256};

use super::{AGENT, AT, folder};

/// What decides what is in the file; sources, read as the bench runs.
const MAKERS: &[&str] = &[
    "schema.sql",
    "src/demo",
    "src/store/derive",
    "src/store/schema.rs",
    "src/store/catalogue.rs",
    "src/domain/name",
    "src/domain/phone",
];

/// The file of this many customers, made if it is not there; those of other makings go.
pub(crate) fn of_size(customers: u64) -> PathBuf {
    let folder = folder();
    let ours = format!("huoke-{customers}-");
    let name = format!("{ours}{}.db", digest());
    let path = folder.join(&name);
    if path.exists() {
        return path;
    }
    for entry in std::fs::read_dir(&folder).expect("a folder").flatten() {
        let found = entry.file_name().to_string_lossy().into_owned();
        if found.starts_with(&ours) && !found.starts_with(&name) {
            // Unfinished forms of its desks lie in a folder beside it.
            let old = entry.path();
            let gone = match old.is_dir() {
                true => std::fs::remove_dir_all(old),
                false => std::fs::remove_file(old),
            };
            gone.expect("an old file goes");
        }
    }
    let now = Now {
        at: AT,
        zone: chrono_tz::Asia::Shanghai,
    };
    eprintln!("making {} …", path.display());
    let made = demo::make(&path, customers, 1, None, &now, &mut |_| {});
    eprintln!("made: {:?}", made.expect("an invented call centre"));
    path
}

/// A copy to write in, gone with the folder that is returned. It is on the disk when it is had:
/// else saves would wait for gigabytes that the copying left to be written.
pub(crate) fn copy_of(path: &Path) -> (tempfile::TempDir, PathBuf) {
    let place = tempfile::tempdir_in(folder()).expect("a folder");
    let copy = place.path().join("copy.db");
    std::fs::copy(path, &copy).expect("a copy");
    on_disk(&copy);
    (place, copy)
}

/// Waits until all of a file is on the disk.
pub(crate) fn on_disk(path: &Path) {
    let file = std::fs::OpenOptions::new().write(true).open(path);
    file.and_then(|file| file.sync_all()).expect("on the disk");
}

/// The measured agent.
pub(crate) fn agent(reader: &Reader) -> Actor {
    let agent = staff::by_login(reader, AGENT).expect("asked");
    staff::actor(reader, agent.expect("works here").id).expect("active")
}

/// Opens it.
pub(crate) fn open(path: &Path) -> House {
    House::open(path).expect("the file")
}

fn digest() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut hash = Sha256::new();
    for maker in MAKERS {
        add(&mut hash, &root.join(maker));
    }
    let digits = hash.finalize();
    digits
        .iter()
        .take(4)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn add(hash: &mut Sha256, path: &Path) {
    if path.is_dir() {
        let entries = std::fs::read_dir(path).expect("a folder of sources");
        let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        paths.sort();
        paths.iter().for_each(|path| add(hash, path));
    } else {
        hash.update(std::fs::read(path).expect("a source"));
    }
}
