//! backup, restore, check, upgrade: the file as a whole.

use super::{Place, filled, keys, objects, run, said};

#[test]
fn a_backup_is_put_back_and_what_it_replaced_is_kept() {
    let place = filled();
    let copy = place.json(&["backup", "copy.db"]);
    assert_eq!(
        keys(&copy[0]),
        ["aside", "bytes", "customers", "entry", "file"]
    );
    assert_eq!(copy[0]["customers"], 1);
    place.refused(1, &["backup", "copy.db"]);
    place.boss(&["customer", "edit", "C000001", "--set", "name=改名"]);
    let unasked = place.refused(2, &["restore", "copy.db"]);
    assert!(unasked.contains("--yes"), "{unasked}");
    assert_eq!(place.json(&["show", "C000001"])[0]["name"], "改名");
    let agent = run(&place, "wangwei", &["restore", "copy.db", "--yes"]);
    assert_eq!(agent.code, 1, "an agent restores nothing: {}", agent.err);
    let back = place.json(&["restore", "copy.db", "--yes"]);
    assert!(std::path::Path::new(back[0]["aside"].as_str().unwrap()).exists());
    assert_eq!(place.json(&["show", "C000001"])[0]["name"], "李明朗");
    place.refused(4, &["restore", "missing.db", "--yes"]);
    assert_eq!(run(&place, "wangwei", &["backup", "mine.db"]).code, 1);
    assert!(!place.path("mine.db").exists());
}

#[test]
fn every_invariant_is_told_in_a_line_and_a_broken_one_exits_1() {
    let place = filled();
    let checks = place.json(&["check"]);
    assert!(checks.len() > 3);
    for check in &checks {
        assert_eq!(keys(check), ["count", "detail", "name", "ok"]);
        assert_eq!(check["ok"], true, "{check}");
    }
    assert_eq!(run(&place, "wangwei", &["check"]).code, 1);
}

#[test]
fn a_file_as_new_as_the_program_needs_no_upgrade_and_a_newer_one_is_refused() {
    let place = filled();
    let told = place.json(&["upgrade", "--backup", "before.db"]);
    assert_eq!(keys(&told[0]), ["backup", "from", "to"]);
    assert_eq!(told[0]["from"], told[0]["to"]);
    assert!(place.path("before.db").exists());
    place.refused(1, &["upgrade", "--backup", "before.db"]);
    // The copy has no log beside it: its header is what the file says of itself.
    let mut newer = std::fs::read(place.path("before.db")).unwrap();
    newer[60..64].copy_from_slice(&99_u32.to_be_bytes());
    std::fs::write(place.path("newer.db"), newer).unwrap();
    for args in [&["unit", "list"][..], &["upgrade"][..], &["check"][..]] {
        let said = said(
            place
                .command()
                .args(["--as", "boss", "--db", "newer.db", "--json"])
                .args(args),
        );
        assert_eq!((said.code, said.out.as_str()), (4, ""), "{args:?}");
        assert_eq!(objects(&said.err)[0]["error"], "other_version");
    }
    assert_eq!(Place::empty().plain(&["upgrade"]).code, 4);
}
