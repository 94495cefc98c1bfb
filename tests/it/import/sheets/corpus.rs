//! Real workbooks: those with people in them come in, what they say is what another program reads
//! in them, and none of them takes the machine, whole or broken.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use huoke::exchange::field::Kind;
use huoke::exchange::files::Files;
use huoke::exchange::map::Map;
use huoke::exchange::problem::{BadFile, WorkbookFault};
use huoke::exchange::sheets::Apart;

use super::super::{Place, counts, map};
use super::hostile::huoke;
use crate::cli::{self, said};
use crate::data;
use crate::dump::texts;

fn workbooks() -> Option<Vec<PathBuf>> {
    let data = data::folder("xlsx")?.join("..");
    let mut paths = Vec::new();
    for folder in [
        "xlsx/calamine",
        "xlsx/apache-poi",
        "csv/frictionless",
        "names-zh",
    ] {
        for entry in std::fs::read_dir(data.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let kind = path.extension().and_then(|kind| kind.to_str());
            if matches!(kind, Some("xlsx" | "xls" | "ods" | "xlsb")) {
                paths.push(path);
            }
        }
    }
    paths.sort();
    Some(paths)
}

#[test]
fn workbooks_with_people_in_them_come_in_by_the_commands_of_the_manual() {
    let Some(data) = data::folder("xlsx") else {
        return;
    };
    let place = Place::new("CNY");
    let import = |file: &str, by: Option<&str>| {
        let file = data.join(file);
        let report = place.import(Kind::Customers, &file, |plan| plan.map = by.map(map));
        let report = report.unwrap();
        assert_eq!(report.rejects, [] as [PathBuf; 0]);
        (counts(&report), report.unused)
    };
    let (count, unused) = import("calamine/issue444.xls", None);
    assert_eq!(count, [9, 9, 0, 0, 0]);
    assert_eq!(unused, ["0", "Country", "Age", "Date"]);
    let (count, _) = import(
        "calamine/biff5-rich-text-string.xls",
        Some("electoral-roll"),
    );
    assert_eq!(count, [13, 13, 0, 0, 0]);
    let names = "../names-zh/Chinese_Family_Name_1k.xlsx";
    let (count, unused) = import(names, Some("family-names"));
    assert_eq!(count, [1_074, 1_074, 0, 0, 0]);
    assert_eq!(unused, [] as [&str; 0]);
    let known = "SELECT name || '|' || coalesce(sex, '-') || '|' || coalesce(remark, '-') || '|'
        || coalesce(a.line, '-') FROM customer c LEFT JOIN customer_address a ON a.customer_id = c.id
        WHERE name IN ('Kathleen Hanner', 'Charles Paddock', 'Jacobus Petrus Nel', '左丘') ORDER BY c.id";
    assert_eq!(
        texts(&place.house(), known),
        [
            "Kathleen Hanner|female|-|-",
            "Jacobus Petrus Nel|-|Farmer|Sampsonskloof",
            "Charles Paddock|-|-|Grootolakte",
            "左丘|-|5|-",
        ]
    );
    place.is_sound();
}

#[test]
fn a_workbook_with_a_password_says_so() {
    let Some(data) = data::folder("xlsx/calamine") else {
        return;
    };
    let place = cli::Place::new();
    let file = data.join("pass_protected.xlsb");
    for (lang, words) in [("zh", "工作簿有密码"), ("en", "protected by a password")] {
        let file = file.to_str().unwrap();
        let err = place.refused(3, &["--lang", lang, "import", "customers", file]);
        assert!(
            err.contains("pass_protected.xlsb") && err.contains(words),
            "{err}"
        );
    }
}

#[test]
fn no_real_workbook_takes_more_than_it_may() {
    let Some(paths) = workbooks() else { return };
    let place = cli::Place::new();
    let mut read = 0;
    for path in &paths {
        let mut command = huoke(&place, 512 << 10, 60);
        command
            .args(["--as", "boss", "import", "--dry-run", "customers"])
            .arg(path);
        let said = said(&mut command);
        let name = path.file_name().unwrap().to_string_lossy();
        match said.code {
            0 => read += 1,
            // Nothing in it is known as a customer, it has a password, or it is broken.
            3 => assert!(!said.err.contains("fault"), "{name}: {}", said.err),
            code => panic!("{name}: {code} {}", said.err),
        }
    }
    assert!(paths.len() >= 78 && read >= 3, "{} {read}", paths.len());
}

/// The cells of a sheet as the program reads them, by row and column from 0.
fn ours(path: &Path) -> BTreeMap<(usize, usize), String> {
    let place = cli::Place::empty();
    let mut command = place.command();
    let said = said(command.args(["read-workbook", "--sheet", "0"]).arg(path));
    assert_eq!(said.code, 0, "{}", said.err);
    let rows = csv(&said.out).into_iter().map(|row| {
        let number: usize = row[0].parse().unwrap();
        (number - 1, row[1..].to_vec())
    });
    cells(rows)
}

fn csv(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let rows = reader.records().map(|row| row.unwrap());
    rows.map(|row| row.iter().map(str::to_owned).collect())
        .collect()
}

fn cells(rows: impl Iterator<Item = (usize, Vec<String>)>) -> BTreeMap<(usize, usize), String> {
    let mut cells = BTreeMap::new();
    for (number, row) in rows {
        for (index, cell) in row.iter().enumerate() {
            if !cell.trim().is_empty() {
                cells.insert((number, index), cell.trim().to_owned());
            }
        }
    }
    cells
}

#[test]
fn what_workbooks_say_is_what_another_program_reads_in_them() {
    let Some(data) = data::folder("xlsx/apache-poi") else {
        return;
    };
    // The other program begins with the first row that says something: the second of one file.
    for (file, text, above) in [
        ("44235.xls", "2011_44235.xls.0.csv", 0),
        ("12561-2.xls", "2011_12561-2.xls.0.csv", 1),
        ("DateFormatTests.xlsx", "2011_DateFormatTests.xlsx.0.csv", 0),
    ] {
        let theirs = std::fs::read_to_string(data.join("oracle-sheetjs").join(text)).unwrap();
        let rows = csv(&theirs).into_iter().enumerate();
        let theirs = cells(rows.map(|(number, row)| (number + above, row)));
        assert_eq!(ours(&data.join(file)), theirs, "{file}");
    }
}

#[test]
fn a_broken_workbook_is_refused_or_read_and_never_ends_the_import() {
    let Some(paths) = workbooks() else { return };
    let folder = tempfile::tempdir().unwrap();
    let apart = Apart {
        program: Path::new(env!("CARGO_BIN_EXE_huoke")),
        folder: folder.path(),
    };
    let mut faults = BTreeMap::new();
    for (number, path) in paths.iter().enumerate() {
        let whole = std::fs::read(path).unwrap();
        let mut turned = whole.clone();
        // Every 97th byte another one, from a place of its own in each.
        turned
            .iter_mut()
            .skip(64 + number)
            .step_by(97)
            .for_each(|byte| *byte = byte.wrapping_mul(31).wrapping_add(7));
        for bytes in [
            &whole[..whole.len() / 2],
            &whole[..whole.len() - 9],
            &turned[..],
        ] {
            let file = folder.path().join("broken");
            std::fs::write(&file, bytes).unwrap();
            let map = Map::default();
            let mut files = Files::arrange(&[file], &map, None).unwrap();
            let fault = match files.unpack(Kind::Customers, &map, apart) {
                Ok(()) => "read".to_owned(),
                Err(BadFile::Workbook { fault, .. }) => match fault {
                    WorkbookFault::Damaged { .. } => "damaged".to_owned(),
                    WorkbookFault::Time => panic!("{}: it takes too long", path.display()),
                    other => format!("{other:?}"),
                },
                Err(other) => panic!("{}: {other:?}", path.display()),
            };
            *faults.entry(fault).or_insert(0) += 1;
        }
    }
    assert!(faults["damaged"] > 50, "{faults:?}");
}
