//! The file of rejected rows: what it never overwrites, and that every row stands in it once,
//! whoever goes on with the run and wherever its rows go then.

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use huoke::error::{Error, Refusal};
use huoke::exchange::field::Kind;
use huoke::exchange::problem::BadFile;
use huoke::store::{Reader, staff};
use huoke::work::import::{Failure, Plan, Progress, run};

use super::{Outcome, Place, counts};

const TWO: &str = "姓名,电话\n王芳,13800134821\n李强,1.38E+10\n";
const TRACES: &str = "SELECT (SELECT count(*) FROM import_batch) + (SELECT count(*) FROM customer)
  + (SELECT count(*) FROM journal_entry WHERE action = 'import')";

fn to(place: &Place, file: &Path, rejects: &Path) -> Outcome {
    place.import(Kind::Customers, file, |plan| {
        plan.rejects = Some(rejects.to_owned());
    })
}

#[test]
fn a_file_that_is_read_is_never_written() {
    let place = Place::new("CNY");
    let file = place.file("p.csv", TWO);
    let map = place.file("p.toml", "[fields]\nname = \"姓名\"\nphone = \"电话\"\n");
    let linked = place.folder.path().join("linked.csv");
    std::fs::hard_link(&file, &linked).unwrap();
    for rejects in [&file, &linked, &map] {
        let refused = place.import(Kind::Customers, &file, |plan| {
            plan.map = Some(map.clone());
            plan.rejects = Some(rejects.clone());
            plan.replace = true;
        });
        let over = matches!(refused, Err(Failure::File(BadFile::RejectsOverFile { .. })));
        assert!(over, "{refused:?}");
    }
    assert_eq!(std::fs::read_to_string(&file).unwrap(), TWO);
    assert_eq!(place.number(TRACES), 0);
}

#[test]
fn a_file_that_is_there_is_replaced_only_if_that_is_said_or_it_is_one_of_ours_beside_its_file() {
    let place = Place::new("CNY");
    let file = place.file("p.csv", TWO);
    let other = place.file("other.csv", "mine\n");
    let beside = place.file("p.rejected.csv", "line,mine\n");
    for refused in [
        to(&place, &file, &other),
        place.import(Kind::Customers, &file, |_| {}),
        to(&place, &file, place.folder.path()),
    ] {
        let there = matches!(refused, Err(Failure::House(Error::AlreadyThere(_))));
        assert!(there, "{refused:?}");
    }
    assert_eq!(std::fs::read_to_string(&other).unwrap(), "mine\n");
    assert_eq!(std::fs::read_to_string(&beside).unwrap(), "line,mine\n");
    assert_eq!(place.number(TRACES), 0);
    std::fs::remove_file(&beside).unwrap();
    let first = place.import(Kind::Customers, &file, |_| {}).unwrap();
    assert_eq!(first.rejects, std::slice::from_ref(&beside));
    let rows = std::fs::read_to_string(&beside).unwrap();
    let again = place.import(Kind::Customers, &file, |plan| plan.again = true);
    assert_eq!(counts(&again.unwrap()), [2, 1, 0, 0, 1]);
    assert_eq!(std::fs::read_to_string(&beside).unwrap(), rows);
    let said = place.import(Kind::Customers, &file, |plan| {
        plan.again = true;
        plan.rejects = Some(other.clone());
        plan.replace = true;
    });
    assert_eq!(said.unwrap().rejects, std::slice::from_ref(&other));
    assert_eq!(std::fs::read_to_string(&other).unwrap(), rows);
}

#[test]
fn a_place_that_cannot_be_written_is_found_out_before_anything_is_stored() {
    let place = Place::new("CNY");
    let file = place.file("p.csv", TWO);
    let nowhere = place.folder.path().join("nodir/x.csv");
    match to(&place, &file, &nowhere) {
        Err(Failure::File(BadFile::Unwritable { path, .. })) => assert_eq!(path, nowhere),
        other => panic!("{other:?}"),
    }
    assert_eq!(place.number(TRACES), 0);
}

#[test]
fn two_files_of_one_name_do_not_write_over_each_others_rows() {
    let place = Place::new("CNY");
    let first = place.file("p.csv", TWO);
    let second = place.file("p.txt", "姓名,电话\n赵敏,1.39E+10\n");
    let both = |plan: &mut Plan<'_>| plan.files.push(second.clone());
    let report = place.import(Kind::Customers, &first, both).unwrap();
    assert_eq!(report.rejects.len(), 2);
    assert!(rows(&report.rejects).iter().all(|(_, times)| *times == 1));
}

/// How often each rejected row stands in these files.
fn rows(files: &[PathBuf]) -> Vec<(String, usize)> {
    let mut rows: Vec<String> = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(file).unwrap_or_default();
        let lines = text.lines().skip(1);
        rows.extend(lines.map(|line| line.split(',').next().unwrap_or_default().to_owned()));
    }
    rows.sort();
    let once: std::collections::BTreeSet<String> = rows.iter().cloned().collect();
    let times = |row: &String| rows.iter().filter(|other| *other == row).count();
    once.iter().map(|row| (row.clone(), times(row))).collect()
}

/// A house with somebody in it, and a file of which every row comes back, in many batches.
fn many(place: &Place) -> PathBuf {
    let first = place.file("first.csv", "姓名,电话\n王芳,13800134821\n");
    place.import(Kind::Customers, &first, |_| {}).unwrap();
    let rows = (0..3_000).map(|row| format!("客{row:04},1.38E+10\n"));
    place.file(
        "many.csv",
        &format!("姓名,电话\n{}", rows.collect::<String>()),
    )
}

#[test]
fn a_run_that_goes_on_elsewhere_has_every_row_once_in_its_files() {
    for lost in [false, true] {
        let place = Place::new("CNY");
        let file = many(&place);
        let files = ["a.csv", "b.csv"].map(|name| place.folder.path().join(name));
        let first = |plan: &mut Plan<'_>| plan.rejects = Some(files[0].clone());
        let stopped = place.import_until(Kind::Customers, &file, first, true);
        assert!(stopped.unwrap().cancelled);
        if lost {
            // As if its process had gone between the commit and the writing.
            std::fs::remove_file(&files[0]).unwrap();
        }
        let report = to(&place, &file, &files[1]).unwrap();
        assert_eq!(counts(&report), [3_000, 0, 0, 0, 3_000]);
        let there: Vec<PathBuf> = files.iter().filter(|file| file.exists()).cloned().collect();
        assert_eq!(report.rejects, there);
        let rows = rows(&files);
        assert_eq!(rows.len(), 3_000);
        assert!(rows.iter().all(|(_, times)| *times == 1));
    }
}

#[test]
fn of_two_processes_at_one_run_the_one_that_is_refused_leaves_no_file() {
    let place = Place::new("CNY");
    let file = many(&place);
    let files = ["a.csv", "b.csv", "c.csv"].map(|name| place.folder.path().join(name));
    let go_on = |rejects: &Path, stop| {
        let rejects = |plan: &mut Plan<'_>| plan.rejects = Some(rejects.to_owned());
        place.import_until(Kind::Customers, &file, rejects, stop)
    };
    go_on(&files[0], true).unwrap();
    let who = |reader: &Reader| {
        // Between this process's look at the run and its first batch another one has one in.
        go_on(&files[0], true).unwrap();
        Ok(staff::by_login(reader, "root")?.unwrap().id)
    };
    let mut refused = None;
    let outer = place.import(Kind::Customers, &file, |plan| {
        let late = Plan {
            house: plan.house.clone(),
            who: &who,
            at: plan.at,
            why: None,
            kind: plan.kind,
            files: plan.files.clone(),
            map: None,
            encoding: None,
            sheet: None,
            program: plan.program.clone(),
            rejects: Some(files[1].clone()),
            replace: false,
            matching: plan.matching,
            on_match: plan.on_match,
            owner: None,
            again: false,
            dry_run: false,
            once: None,
            words: plan.words,
        };
        refused = Some(run(&late, &mut |_: Progress| {}, &AtomicBool::new(false)));
        plan.rejects = Some(files[2].clone());
    });
    let elsewhere = |refused: &Outcome| {
        matches!(
            refused,
            Err(Failure::House(Error::Refused(Refusal::State(
                "import.elsewhere"
            ))))
        )
    };
    assert!(refused.as_ref().is_some_and(elsewhere), "{refused:?}");
    assert!(!files[1].exists());
    assert_eq!(counts(&outer.unwrap()), [3_000, 0, 0, 0, 3_000]);
    let rows = rows(&files);
    assert_eq!(rows.len(), 3_000);
    assert!(rows.iter().all(|(_, times)| *times == 1));
}
