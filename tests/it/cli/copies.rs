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
    let missing = place.refused(4, &["restore", "missing.db", "--yes"]);
    assert!(
        missing.contains("missing.db") && !missing.contains("init"),
        "{missing}"
    );
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

#[test]
fn under_the_same_key_whole_files_are_made_once_and_answered_the_same() {
    let place = Place::empty();
    let init = |name: &'static str| {
        let args = [
            "--json", "init", "--login", "boss", "--name", name, "--once", "k1",
        ];
        place.plain(&args)
    };
    let first = init("老板");
    assert_eq!(first.code, 0, "{}", first.err);
    assert_eq!(init("老板").out, first.out);
    assert_eq!(init("别人").code, 2, "other arguments under the same key");
    assert_eq!(place.plain(&["init", "--login", "boss"]).code, 1);
    place.boss(&["customer", "add", "--set", "name=A"]);
    let backup = place.json(&["backup", "copy.db", "--once", "k2"]);
    place.boss(&["customer", "add", "--set", "name=B"]);
    assert_eq!(place.json(&["backup", "copy.db", "--once", "k2"]), backup);
    place.refused(1, &["backup", "copy.db"]);
    place.refused(2, &["backup", "copy.db", "--once", "k1"]);
    let restore = ["restore", "copy.db", "--yes", "--once", "k3"];
    let back = place.json(&restore);
    assert_eq!(back[0]["customers"], 1);
    place.boss(&["customer", "add", "--set", "name=C"]);
    assert_eq!(place.json(&restore), back, "nothing is put back twice");
    assert_eq!(place.json(&["find", "--count"])[0]["count"], 2);
    place.refused(2, &["restore", "other.db", "--yes", "--once", "k3"]);
    let said = said(place.command().args(["--as", "boss"]).args(restore));
    assert!(said.err.contains("under this key"), "{}", said.err);
    // The last change of a person is what `undo` means, not that the file was put back.
    place.boss(&["undo"]);
    assert_eq!(place.json(&["find", "--count"])[0]["count"], 1);
    let upgrade = ["upgrade", "--backup", "before.db", "--once", "k4"];
    assert_eq!(place.json(&upgrade), place.json(&upgrade));
    place.refused(2, &["upgrade", "--once", "k4"]);
    let well = place.json(&["check"]);
    assert!(well.iter().all(|check| check["ok"] == true), "{well:?}");
}

#[test]
fn a_demo_is_made_once_under_its_key_and_answered_the_same() {
    let place = Place::empty();
    let demo = |customers: &'static str| {
        let args = [
            "--json",
            "--db",
            "d.db",
            "demo",
            "--customers",
            customers,
            "--once",
            "k",
        ];
        place.plain(&args)
    };
    let first = demo("100");
    assert_eq!(first.code, 0, "{}", first.err);
    assert_eq!(demo("100").out, first.out);
    assert_eq!(demo("200").code, 2);
}

#[test]
fn whoever_needs_the_file_alone_is_told_who_is_there_and_what_to_do() {
    let place = filled();
    place.boss(&["backup", "copy.db"]);
    let house = huoke::store::House::open(&place.file()).unwrap();
    let reader = house.reader(huoke::store::Cache::Lookup).unwrap();
    let staff = huoke::store::staff::by_login(&reader, "wangwei");
    let staff = staff.unwrap().unwrap();
    let mut keeper = huoke::store::draft::Keeper::default();
    keeper.seat(&house.writer().unwrap(), staff.id).unwrap();
    let en = place.refused(4, &["restore", "copy.db", "--yes"]);
    assert!(
        en.contains(&format!("{} (at a desk, for 0 s)", staff.name)),
        "{en}"
    );
    assert!(
        en.contains("when they are done and have left their desks"),
        "{en}"
    );
    let zh = place.refused(4, &["--lang", "zh", "restore", "copy.db", "--yes"]);
    assert!(
        zh.contains(&format!("{}（开着工作台，已 0 秒）", staff.name)),
        "{zh}"
    );
    let current = place.boss(&["upgrade"]);
    assert!(current.contains("nothing to do"), "{current}");
    drop(keeper);
    let nobody = place.refused(4, &["restore", "copy.db", "--yes"]);
    assert!(nobody.contains("another command is running"), "{nobody}");
    drop((reader, house));
    place.boss(&["restore", "copy.db", "--yes"]);
}
