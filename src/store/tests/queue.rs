//! Who writes next: those who wait go before whoever comes again.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crate::error::Error;
use crate::store::lock::{PATIENCE, beside, for_writing, is_held};

#[test]
fn whoever_waits_writes_before_the_one_who_just_wrote() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    for _ in 0..50 {
        let wrote = AtomicBool::new(false);
        let first = for_writing(&path, "first", PATIENCE).unwrap();
        std::thread::scope(|threads| {
            threads.spawn(|| {
                let _held = for_writing(&path, "waiting", PATIENCE).unwrap();
                wrote.store(true, Ordering::SeqCst);
            });
            while !is_held(&beside(&path, "next")) {
                std::thread::yield_now();
            }
            drop(first);
            let _again = for_writing(&path, "first again", PATIENCE).unwrap();
            assert!(wrote.load(Ordering::SeqCst), "it went before the waiting");
        });
    }
}

#[test]
fn whoever_waited_too_long_hears_who_writes_and_stands_in_nobodys_way() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let held = for_writing(&path, ("王薇", "import"), PATIENCE).unwrap();
    let given_up = for_writing(&path, "in a hurry", Duration::from_millis(1));
    let Err(Error::Busy { holder, .. }) = given_up else {
        panic!("{given_up:?}");
    };
    let holder = holder.unwrap();
    assert_eq!(
        (holder.name.as_str(), holder.action.as_str()),
        ("王薇", "import")
    );
    drop(held);
    for_writing(&path, "later", PATIENCE).unwrap();
}

#[test]
fn only_who_has_the_lock_now_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let held = |path: &Path| {
        let other = std::fs::File::options()
            .write(true)
            .create(true)
            .truncate(false)
            .open(beside(path, "lock"))
            .unwrap();
        other.lock().unwrap();
        other
    };
    let named = || match for_writing(&path, "in a hurry", Duration::from_millis(1)) {
        Err(Error::Busy { holder, .. }) => holder,
        other => panic!("{other:?}"),
    };
    // Whoever signed last has given it back, and whoever has it now does not sign.
    drop(for_writing(&path, ("王薇", "draft"), PATIENCE).unwrap());
    let other = held(&path);
    assert_eq!(named(), None);
    drop(other);
    // A process that was killed leaves its line: it is not the holder's.
    let dead = format!("{} import 王薇\n", i32::MAX);
    std::fs::write(beside(&path, "lock"), dead).unwrap();
    let _other = held(&path);
    assert_eq!(named(), None);
}
