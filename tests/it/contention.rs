//! Two real processes on one file: what one does, the other sees in time, without harm to what
//! is being typed there.

use std::time::{Duration, Instant as Clock};

use huoke::domain::ringing::{Said, Telling};
use huoke::domain::time::Instant;
use huoke::store::rings::{self, Delivery};
use huoke::store::{Asking, Cache, House, lock, setting, staff};

use crate::pty::Pty;
use crate::terminal::{DESK, file};

/// A ring is on screen this soon: the poll of a tenth of a second, twice.
const SOON: Duration = Duration::from_millis(200);

fn now() -> Instant {
    let since = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap();
    Instant(i64::try_from(since.as_millis()).unwrap())
}

fn ring(call: usize) -> Telling {
    let said = Said::Ring {
        number: "13800134821".into(),
        name: None,
    };
    Telling {
        call_id: format!("c-{call}"),
        ext: "801".into(),
        at: now(),
        said,
    }
}

#[test]
fn a_ring_from_another_process_shows_within_200_ms_and_leaves_what_is_typed() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path());
    let mut pty = Pty::start(DESK, &path, "wangwei", &[]);
    pty.see("good day");
    pty.type_keys("李48");
    pty.see("typed: 李48");
    let mut took = Vec::new();
    for call in 1..=10 {
        let delivery = rings::ring_or_leave(&path, ring(call));
        assert!(matches!(delivery, Delivery::Stored(_)), "{delivery:?}");
        took.push(pty.see(&format!("calls: {call}")));
    }
    took.sort();
    // The machine may be busy with other tests: the median, and none lost.
    assert!(took[5] <= SOON, "{took:?}");
    assert!(pty.screen().contains("typed: 李48"));
    pty.type_keys("2");
    pty.see("typed: 李482");
    pty.type_keys("\u{11}");
    assert!(pty.ended().0.success());
}

#[test]
fn word_left_while_somebody_writes_is_picked_up_by_a_desk() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path());
    let mut pty = Pty::start(DESK, &path, "wangwei", &[]);
    pty.see("good day");
    let held = lock::for_writing(&path, "a long import", Duration::from_secs(5)).unwrap();
    let begun = Clock::now();
    let delivery = rings::ring_or_leave(&path, ring(1));
    assert!(matches!(delivery, Delivery::Left(_)), "{delivery:?}");
    assert!(
        begun.elapsed() < Duration::from_secs(1),
        "{:?}",
        begun.elapsed()
    );
    drop(held);
    pty.see("calls: 1");
    pty.type_keys("\u{11}");
    assert!(pty.ended().0.success());
    assert!(!rings::any(&path));
}

#[test]
fn a_change_is_seen_at_once_by_who_made_it_and_within_moments_by_colleagues() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path());
    let mut hers = Pty::start(DESK, &path, "wangwei", &[]);
    hers.see("good day");
    hers.type_keys("\u{5}");
    hers.see("Ok(Kept)");
    let house = House::open(&path).unwrap();
    let root = staff::by_login(&house.reader(Cache::Lookup).unwrap(), "root")
        .unwrap()
        .unwrap();
    let mut writer = house.writer().unwrap();
    let set = |tx: &huoke::store::Tx<'_>| setting::set(tx, "open_file", "off");
    writer
        .change(&Asking::new(root.id, now()), "setting", set)
        .unwrap();
    hers.see("changes: 1.");
    // Disabled, a person is out at once, and the desk says why.
    let disable = |tx: &huoke::store::Tx<'_>| staff::disable(tx, "wangwei");
    writer
        .change(&Asking::new(root.id, now()), "staff", disable)
        .unwrap();
    let (status, took) = hers.ended();
    assert!(!status.success());
    assert!(took < Duration::from_secs(5), "{took:?}");
    assert!(hers.given_back());
}

#[test]
fn two_desks_see_each_their_own_calls() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path());
    let mut hers = Pty::start(DESK, &path, "wangwei", &[]);
    let mut roots = Pty::start(DESK, &path, "root", &[]);
    hers.see("good day 王薇");
    roots.see("good day Root");
    assert!(matches!(
        rings::ring_or_leave(&path, ring(1)),
        Delivery::Stored(_)
    ));
    hers.see("calls: 1");
    roots.type_keys("x");
    roots.see("typed: x");
    assert!(roots.screen().contains("calls: 0"));
    for desk in [&mut hers, &mut roots] {
        desk.type_keys("\u{11}");
        assert!(desk.ended().0.success());
    }
}
