//! What the reader of delimited text must get right, on small texts and on real corner cases.
//! Must not know what the columns mean.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::fs;

use proptest::prelude::*;

use super::*;
use crate::testing::data_dir;

type Seen = Vec<(u64, Found, Vec<String>)>;

/// Gives few bytes at a time, so that every boundary falls between two pieces.
struct Dribble<'a>(&'a [u8], usize);

impl Read for Dribble<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let take = self.1.min(self.0.len()).min(out.len());
        out[..take].copy_from_slice(&self.0[..take]);
        self.0 = &self.0[take..];
        Ok(take)
    }
}

fn all(input: impl Read) -> Seen {
    let mut reader = Reader::new(input, None).unwrap();
    let mut row = Row::default();
    let mut seen = Vec::new();
    loop {
        let found = reader.read(&mut row).unwrap();
        if found == Found::End {
            return seen;
        }
        seen.push((row.line, found, row.cells().map(str::to_owned).collect()));
    }
}

fn lines_and_cells(text: &str) -> Vec<(u64, String)> {
    all(text.as_bytes())
        .into_iter()
        .map(|(line, _, cells)| (line, cells.join("·")))
        .collect()
}

#[test]
fn each_row_knows_the_physical_line_on_which_it_begins() {
    for (end, name) in [("\n", "LF"), ("\r\n", "CRLF"), ("\r", "CR")] {
        let text = ["a,b", "1,2", "", "", "3,4"].join(end);
        let expected = [(1, "a·b"), (2, "1·2"), (5, "3·4")].map(|(l, t)| (l, t.to_owned()));
        assert_eq!(lines_and_cells(&text), expected, "{name}");
    }
    let quoted = "a,b\r\n\"x\r\ny\r\nz\",2\r\n3,4\r\n";
    let lines: Vec<u64> = lines_and_cells(quoted)
        .into_iter()
        .map(|(line, _)| line)
        .collect();
    assert_eq!(lines, [1, 2, 5]);
}

#[test]
fn a_byte_order_mark_belongs_to_no_cell() {
    assert_eq!(
        lines_and_cells("\u{feff}姓名,电话\n"),
        [(1, "姓名·电话".to_owned())]
    );
    assert_eq!(lines_and_cells("\u{feff}"), []);
    assert_eq!(lines_and_cells(""), []);
    assert_eq!(lines_and_cells("\n\r\n\n"), []);
}

#[test]
fn a_quotation_mark_that_is_never_closed_costs_one_row() {
    let seen = all("a,b\n1,\"open\n2,x\n3,y\n".as_bytes());
    assert_eq!(seen[1].1, Found::Bad(Why::QuoteNeverClosed, Some(1)));
    assert_eq!(
        (seen[1].0, &seen[1].2),
        (2, &vec!["1".to_owned(), "open".to_owned()])
    );
    assert_eq!((seen[2].0, seen[2].2.join("·")), (3, "2·x".to_owned()));
    assert_eq!((seen[3].0, seen[3].2.join("·")), (4, "3·y".to_owned()));

    let mut long = "a,b\n1,\"open\n".to_owned();
    for _ in 0..60_000 {
        long.push_str("22,xxxxxxxx\n");
    }
    let seen = all(long.as_bytes());
    assert_eq!(seen.len(), 60_002);
    assert_eq!(
        seen[1].1,
        Found::Bad(Why::CellTooLong { limit: MAX_CELL }, Some(1))
    );
    assert!(
        seen[2..]
            .iter()
            .all(|(_, found, cells)| *found == Found::Row && cells.len() == 2)
    );
}

#[test]
fn an_endless_line_takes_no_more_memory_than_its_limit() {
    let endless = io::repeat(b'x').take(40_000_000);
    let input = (b"a,b\n".as_slice())
        .chain(endless)
        .chain(b"\n1,2\n".as_slice());
    let mut reader = Reader::new(input, Some(b',')).unwrap();
    let mut row = Row::default();
    assert_eq!(reader.read(&mut row).unwrap(), Found::Row);
    assert_eq!(
        reader.read(&mut row).unwrap(),
        Found::Bad(Why::CellTooLong { limit: MAX_CELL }, Some(0))
    );
    assert_eq!(reader.read(&mut row).unwrap(), Found::Row);
    assert_eq!((row.line, row.cell(1)), (3, "2"));
    assert!(
        reader.buffer.capacity() < 1 << 20,
        "{}",
        reader.buffer.capacity()
    );
}

#[test]
fn a_row_of_too_many_cells_is_one_bad_row() {
    let wide = "x,".repeat(300);
    let seen = all(format!("a,b\n{wide}\n1,2\n").as_bytes());
    assert_eq!(
        seen[1].1,
        Found::Bad(Why::TooManyColumns { limit: MAX_COLUMNS }, None)
    );
    assert_eq!((seen[2].0, seen[2].2.len()), (3, 2));
    let widest = vec!["x"; MAX_COLUMNS].join(",");
    assert_eq!(all(widest.as_bytes())[0].2.len(), MAX_COLUMNS);
}

#[test]
fn bytes_that_are_no_text_make_a_bad_row_and_the_next_is_read() {
    let seen = all(b"a,b\n1,\xB9\xFA\xC9\xFA\n2,x\n".as_slice());
    assert_eq!(
        seen[1].1,
        Found::Bad(Why::BadBytes { encoding: "UTF-8" }, Some(1))
    );
    assert_eq!(seen[2].1, Found::Row);
    // Two halves of one character in two cells are no text either.
    let seen = all(b"a,b\n\xE4,\xBD\xA0\n".as_slice());
    assert_eq!(
        seen[1].1,
        Found::Bad(Why::BadBytes { encoding: "UTF-8" }, Some(0))
    );
}

#[test]
fn the_spectrum_of_corner_cases_reads_as_its_authors_say() {
    let Some(folder) = data_dir().map(|data| data.join("csv/csv-spectrum")) else {
        return;
    };
    let mut checked = 0;
    for entry in fs::read_dir(folder.join("csvs")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        // Its JSON has another phone number than its CSV.
        if name == "location_coordinates" {
            continue;
        }
        let json = fs::read_to_string(folder.join(format!("json/{name}.json"))).unwrap();
        let mut expected: serde_json::Value = serde_json::from_str(&json).unwrap();
        let text = fs::read_to_string(&path).unwrap();
        // The kept copy of these files has plain line feeds: give them back what they are about.
        let text = if name.ends_with("_crlf") {
            text.replace('\n', "\r\n")
        } else {
            text
        };
        if let serde_json::Value::Object(_) = expected {
            expected = serde_json::Value::Array(vec![expected]);
        }
        let rows = all(text.as_bytes());
        let header = &rows[0].2;
        let read: Vec<serde_json::Value> = rows[1..]
            .iter()
            .map(|(_, found, cells)| {
                assert_eq!(*found, Found::Row, "{name}");
                header
                    .iter()
                    .cloned()
                    .zip(cells.iter().map(|c| serde_json::Value::from(c.as_str())))
                    .collect()
            })
            .collect();
        assert_eq!(serde_json::Value::Array(read), expected, "{name}");
        checked += 1;
    }
    assert_eq!(checked, 11);
}

#[test]
fn every_file_of_the_collections_is_read_to_its_end() {
    let Some(folder) = data_dir().map(|data| data.join("csv")) else {
        return;
    };
    let mut files = 0;
    for part in ["frictionless", "contact-exports", "encodings"] {
        for entry in fs::read_dir(folder.join(part)).unwrap() {
            let bytes = fs::read(entry.unwrap().path()).unwrap();
            let whole = all(bytes.as_slice());
            assert_eq!(whole, all(Dribble(&bytes, 7)), "pieces make no difference");
            files += 1;
        }
    }
    assert!(files > 70, "{files}");
}

proptest! {
    #[test]
    fn whatever_is_written_is_read_back(
        rows in prop::collection::vec(prop::collection::vec("[a,;\"'\n\r\t 张]{0,6}", 3), 1..20),
        piece in 1_usize..9,
    ) {
        let mut writer = ::csv::Writer::from_writer(Vec::new());
        for row in &rows {
            writer.write_record(row).unwrap();
        }
        let bytes = writer.into_inner().unwrap();
        let mut reader = Reader::new(Dribble(&bytes, piece), Some(b',')).unwrap();
        let mut row = Row::default();
        let mut line = 1;
        for expected in &rows {
            prop_assert_eq!(reader.read(&mut row).unwrap(), Found::Row);
            let cells: Vec<&str> = row.cells().collect();
            prop_assert_eq!(&cells, expected);
            prop_assert_eq!(row.line, line);
            line += 1 + expected.iter().map(|c| c.matches('\n').count() as u64).sum::<u64>();
        }
        prop_assert_eq!(reader.read(&mut row).unwrap(), Found::End);
    }

    #[test]
    fn no_bytes_make_it_stop_or_lose_its_place(
        bytes in prop::collection::vec(prop::sample::select(b"a,\"\n\r;\xE4\xBD\xA0\xFF".to_vec()), 0..200),
        piece in 1_usize..9,
    ) {
        prop_assert_eq!(all(bytes.as_slice()), all(Dribble(&bytes, piece)));
    }
}
