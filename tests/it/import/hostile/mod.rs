//! Files that were made to break importers, given to every one of them: each has an answer, and
//! none leaves anything unsound.

mod entries;

use std::path::{Path, PathBuf};

use huoke::exchange::field::Kind;
use huoke::work::import::Failure;

use super::Place;

fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/hostile")
        .join(folder);
    let all = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path());
    let mut all: Vec<PathBuf> = all.collect();
    all.sort();
    assert!(!all.is_empty());
    all
}

fn every_file() -> Vec<PathBuf> {
    let folders = ["delimited", "cards", "maps", "workbooks", "taken"];
    folders.into_iter().flat_map(files).collect()
}

#[test]
fn every_reader_has_an_answer_to_every_hostile_file() {
    for file in every_file() {
        let bytes = std::fs::read(&file).unwrap();
        entries::delimited(&bytes);
        entries::cards(&bytes);
        entries::map(&bytes);
        entries::workbook(&file);
    }
}

#[test]
fn a_hostile_file_is_imported_refused_or_given_back_and_leaves_all_in_order() {
    let place = Place::new("CNY");
    let (mut taken, mut refused) = (0, 0);
    for file in every_file() {
        for kind in [
            Kind::Customers,
            Kind::Products,
            Kind::Sales,
            Kind::Interactions,
        ] {
            let name = file.file_name().unwrap().to_string_lossy().into_owned();
            let rejects = place.folder.path().join(format!("{kind}.{name}.rejected"));
            let done = place.import(kind, &file, |plan| plan.rejects = Some(rejects));
            match done {
                Ok(report) => {
                    let ends = report.added + report.updated + report.skipped + report.rejected;
                    // The lines of one sale are one sale.
                    assert!(
                        ends == report.read || kind == Kind::Sales,
                        "{file:?} {report:?}"
                    );
                    taken += 1;
                }
                Err(Failure::File(_)) => refused += 1,
                Err(other) => panic!("{file:?} {other:?}"),
            }
        }
    }
    assert!(
        taken >= 30 && refused > 100,
        "{taken} taken, {refused} refused"
    );
    place.is_sound();
}

#[test]
fn a_hostile_map_is_refused_or_used_and_never_more() {
    let place = Place::new("CNY");
    let people = place.file("people.csv", "name,phone\nJon,13800134821\n");
    for map in files("maps") {
        let done = place.import(Kind::Customers, &people, |plan| {
            plan.map = Some(map.clone());
            plan.dry_run = true;
        });
        assert!(
            matches!(done, Ok(_) | Err(Failure::File(_) | Failure::House(_))),
            "{map:?}"
        );
    }
    place.is_sound();
}

#[test]
fn every_fuzz_target_calls_what_is_replayed_here_and_begins_with_these_files() {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    let manifest = std::fs::read_to_string(fuzz.join("Cargo.toml")).unwrap();
    let targets: Vec<PathBuf> = std::fs::read_dir(fuzz.join("fuzz_targets"))
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    assert_eq!(targets.len(), 4);
    for (folder, entry) in [
        ("delimited", "delimited"),
        ("cards", "cards"),
        ("maps", "map"),
        ("workbooks", "workbook"),
    ] {
        let path = fuzz.join(format!("fuzz_targets/{folder}.rs"));
        let target = std::fs::read_to_string(&path).unwrap();
        assert!(target.contains(&format!("entries::{entry}(")), "{target}");
        assert!(manifest.contains(&format!("name = \"{folder}\"")));
        assert!(files(folder).len() > 10);
    }
}
