//! The exchange: back at once, exit 0 whatever the file's state.

use std::time::{Duration, Instant};

use super::Place;

const RING: [&str; 7] = [
    "ring",
    "--id",
    "17.1",
    "--ext",
    "801",
    "--from",
    "013800134821",
];

#[test]
fn the_exchange_is_answered_with_0_whatever_the_state_of_the_file() {
    let place = Place::empty();
    let missing = place.plain(&RING);
    assert_eq!((missing.code, missing.out.as_str()), (0, ""));
    assert!(missing.err.contains("huoke init"), "{}", missing.err);
    std::fs::write(
        place.file(),
        b"no database at all, but a text of some length",
    )
    .unwrap();
    let damaged = place.plain(&RING);
    assert_eq!(damaged.code, 0);
    assert!(!damaged.err.is_empty());
    std::fs::remove_file(place.file()).unwrap();
    assert_eq!(place.plain(&["init", "--login", "boss"]).code, 0);
    let nobody = place.plain(&RING);
    assert_eq!(nobody.code, 0);
    assert!(nobody.err.contains("801"), "{}", nobody.err);
    place.boss(&[
        "staff", "add", "ww", "--name", "王薇", "--role", "agent", "--ext", "801",
    ]);
    for args in [
        &RING[..],
        &RING[..],
        &["answer", "--id", "17.1", "--ext", "801"][..],
        &["hangup", "--id", "17.1", "--ext", "801", "--answered"][..],
        &["hangup", "--id", "17.1", "--ext", "801"][..],
        &["answer", "--id", "99.9", "--ext", "801"][..],
    ] {
        let said = place.plain(args);
        assert_eq!(
            (said.code, said.out.as_str(), said.err.as_str()),
            (0, "", ""),
            "{args:?}"
        );
    }
    assert_eq!(
        place.plain(&["ring", "--id", "1"]).code,
        2,
        "arguments that are missing are wrong usage"
    );
    let config = place.path(".config/huoke");
    std::fs::create_dir_all(&config).unwrap();
    std::fs::write(config.join("config.toml"), "colour = 3\n").unwrap();
    assert_eq!(
        place.plain(&RING).code,
        0,
        "a wrong config.toml is no reason to lose a call"
    );
}

#[test]
fn a_ring_that_finds_the_file_busy_is_left_in_the_folder() {
    let place = Place::new();
    place.boss(&[
        "staff", "add", "ww", "--name", "王薇", "--role", "agent", "--ext", "801",
    ]);
    let lock = std::fs::File::options()
        .write(true)
        .open(place.path("huoke.db.lock"))
        .unwrap();
    lock.lock().unwrap();
    let begun = Instant::now();
    let said = place.plain(&RING);
    assert!(begun.elapsed() < Duration::from_secs(2));
    assert_eq!(said.code, 0);
    assert!(said.err.contains("desks"), "{}", said.err);
    let left = std::fs::read_dir(place.path("huoke.db.rings"))
        .unwrap()
        .count();
    assert_eq!(left, 1);
}
