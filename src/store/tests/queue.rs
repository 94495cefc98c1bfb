//! Who writes next: those who wait go before whoever comes again.

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
    let held = for_writing(&path, "an import", PATIENCE).unwrap();
    let given_up = for_writing(&path, "in a hurry", Duration::from_millis(1));
    let Err(Error::Busy { holder, .. }) = given_up else {
        panic!("{given_up:?}");
    };
    assert!(holder.unwrap().ends_with("an import"));
    drop(held);
    for_writing(&path, "later", PATIENCE).unwrap();
}
