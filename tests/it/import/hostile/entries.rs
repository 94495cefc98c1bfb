//! What each importer does with a stranger's bytes, as a function: the tests give it the files of
//! tests/hostile, the fuzz targets whatever they invent. Nothing here may panic, hang or fill the
//! memory but through a fault of huoke's.

use std::io::Cursor;
use std::path::Path;

use huoke::domain::birthday::Birthday;
use huoke::domain::phone;
use huoke::exchange::field::{Field, Kind};
use huoke::exchange::map::{Join, Map};
use huoke::exchange::problem::BadFile;
use huoke::exchange::rejects::Rejects;
use huoke::exchange::rest::Rest;
use huoke::exchange::rows::{Rows, Step};
use huoke::exchange::sheets;
use huoke::exchange::table::{self, Table};

const KINDS: [Kind; 4] = [
    Kind::Customers,
    Kind::Products,
    Kind::Sales,
    Kind::Interactions,
];

/// Delimited text, in whatever encoding, as rows of every kind.
pub fn delimited(bytes: &[u8]) {
    for kind in KINDS {
        rows(bytes, kind, &Map::default());
    }
    let map = Map::parse("columns = [\"a\", \"b\"]\n[fields]\nname = \"a\"\nphone = \"b\"\n");
    if let Ok(map) = map {
        rows(bytes, Kind::Customers, &map);
    }
}

/// Contact cards; bytes that begin none are the inside of one.
pub fn cards(bytes: &[u8]) {
    rows(bytes, Kind::Customers, &Map::default());
    let inside = [b"BEGIN:VCARD\r\n", bytes, b"\r\nEND:VCARD\r\n"].concat();
    rows(&inside, Kind::Customers, &Map::default());
    if let Ok(map) = Map::parse("[fields]\ncode = \"UID\"\nremark = \"X-QQ\"\n") {
        rows(&inside, Kind::Customers, &map);
    }
}

/// A map, over a small file.
pub fn map(bytes: &[u8]) {
    const FILE: &str = "name,phone,a\nJon,13800134821,1\n王芳,,\n";
    let text = String::from_utf8_lossy(bytes);
    if let Ok(map) = Map::parse(&text) {
        for kind in KINDS {
            rows(FILE.as_bytes(), kind, &map);
        }
    }
}

/// A workbook, as the process does that reads it apart: its sheets, then the rows of the first.
pub fn workbook(path: &Path) {
    sheets::answer(path, None, std::io::sink());
    let mut text = Vec::new();
    sheets::answer(path, Some(0), &mut text);
}

/// Reads all rows; writes those that are bad as rejected ones and reads these again.
fn rows(bytes: &[u8], kind: Kind, map: &Map) {
    let Ok(mut opened) = open(bytes, kind, map) else {
        return;
    };
    let mut back = Vec::new();
    let Ok(mut rejects) = Rejects::new(&mut back, opened.header(), opened.rejects()) else {
        return;
    };
    let mut record = opened.record();
    let mut read = 0_usize;
    while let Ok(step) = opened.read(&mut record) {
        read += 1;
        assert!(read <= bytes.len() + 2, "more rows than bytes");
        match step {
            Step::End => break,
            Step::Row => understood(record.filled()),
            Step::Bad(problem) => {
                let column = problem.column.as_deref();
                assert!(rejects.add(opened.row(), column, "=reason").is_ok());
            }
        }
    }
    assert!(rejects.flush().is_ok());
    let rejected = rejects.written();
    drop(rejects);
    if rejected > 0
        && let Ok(mut again) = open(&back, kind, map)
    {
        let mut record = again.record();
        for _ in 0..=back.len() {
            match again.read(&mut record) {
                Ok(Step::End) | Err(_) => return,
                Ok(_) => {}
            }
        }
        unreachable!("rejected rows have no end");
    }
}

fn understood<'a>(cells: impl Iterator<Item = (&'a Field, &'a str)>) {
    for (field, text) in cells {
        match field {
            Field::Birthday | Field::LunarBirthday | Field::Anniversary(_) => {
                let _ = text.parse::<Birthday>();
            }
            Field::Rest => {
                let _ = Rest::parse(text);
            }
            _ => {
                for part in phone::split_cell(text) {
                    let _ = phone::understand(part, "CN");
                }
            }
        }
    }
}

fn open(bytes: &[u8], kind: Kind, map: &Map) -> Result<Rows, BadFile> {
    let table = |layout| -> Result<Box<dyn Table>, BadFile> {
        table::open(Cursor::new(bytes.to_vec()), &layout)
    };
    Rows::open(table(map.layout())?, kind, map, |join: &Join| {
        table(join.layout())
    })
}
