//! What reading a file as records must get right, on small texts and on whole real files.
//! Must not know what the texts are taken for.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::io::Cursor;

use super::super::files::Files;
use super::super::orders::{Orders, Part};
use super::super::rejects::Rejects;
use super::super::table::{self, Layout};
use super::*;
use crate::exchange::real_tests::shown;

type Opened = Result<Rows, BadFile>;

fn table(bytes: impl Into<Vec<u8>>, layout: &Layout) -> Result<Box<dyn Table>, BadFile> {
    table::open(Cursor::new(bytes.into()), layout)
}

fn open(text: &str, kind: Kind, map: &str, joined: &'static str) -> Opened {
    let map = Map::parse(map).unwrap();
    Rows::open(table(text, &map.layout())?, kind, &map, |join| {
        table(joined, &join.layout())
    })
}

fn usual(text: &str) -> Opened {
    open(text, Kind::Customers, "", "")
}

#[test]
fn usual_headers_need_no_map_and_unknown_columns_are_reported() {
    let text = "\u{feff}姓名;手机;电话1;电话2;农历生日;血型;备注\r\n 张三 ;138;010;;八月十五;A;\r\n;;;;;;\r\n";
    let mut rows = usual(text).unwrap();
    assert_eq!(rows.unused(), ["血型"]);
    assert_eq!(
        shown(&mut rows),
        ["2: name=张三 mobile=138 phone=010 lunar_birthday=八月十五"]
    );
    assert_eq!(rows.blank(), 1);
}

#[test]
fn a_name_in_parts_becomes_one() {
    let text = "First Name,Middle Name,Last Name,Phone\nJon,,Yang,1\n";
    assert_eq!(
        shown(&mut usual(text).unwrap()),
        ["2: phone=1 name=Jon Yang"]
    );
    let text = "姓,名,电话\n欧阳,修,1\n";
    assert_eq!(shown(&mut usual(text).unwrap()), ["2: phone=1 name=欧阳修"]);
    // The parts count where the whole is missing; in Chinese the family comes first.
    let mut rows = usual("Name,First Name,Last Name\nJon Yang,J,Y\n,芳,王\n").unwrap();
    assert!(rows.unused().is_empty());
    assert_eq!(shown(&mut rows), ["2: name=Jon Yang", "3: name=王芳"]);
}

#[test]
fn a_file_that_cannot_be_used_is_refused_with_the_reason() {
    assert!(matches!(usual(""), Err(BadFile::Empty)));
    assert!(
        matches!(usual("a,b\n1,2\n"), Err(BadFile::NothingFor { found, .. }) if found == ["a", "b"])
    );
    let twice = usual("姓名,电话,姓名\n");
    assert!(
        matches!(twice, Err(BadFile::DuplicateHeader { column, places }) if column == "姓名" && places == [1, 3])
    );
    assert!(
        usual("姓名,电话,电话,x,x\n").is_ok(),
        "several phones, and what is not used, may repeat"
    );
    let customers = |map| open("A,B,B\n", Kind::Customers, map, "");
    let missing = customers("[fields]\nname = \"C\"");
    assert!(
        matches!(missing, Err(BadFile::NoSuchColumn { column, file: None, .. }) if column == "C")
    );
    assert!(matches!(
        customers("[fields]\nname = \"B\""),
        Err(BadFile::DuplicateHeader { .. })
    ));
    assert!(matches!(
        customers("kind = \"sales\""),
        Err(BadFile::OtherKind { .. })
    ));
    let other = customers("[fields]\nname = \"A\"\nprice = \"A\"");
    assert!(matches!(
        other,
        Err(BadFile::OtherField {
            field: Field::Price,
            ..
        })
    ));
    let binary = table(b"name\0,\x01\0\0\0".as_slice(), &Layout::default());
    assert!(matches!(binary, Err(BadFile::NotText)));
}

#[test]
fn ragged_rows_are_left_out_with_the_reason_and_the_rest_is_read() {
    let text = "姓名,电话,备注\n甲,1\n乙,2,x,y\n丙,3,z,,\n";
    let expected = [
        "2: None TooFewCells { expected: 3, found: 2 }",
        "3: None TooManyCells { expected: 3, found: 4 }",
        "4: name=丙 phone=3 remark=z",
    ];
    assert_eq!(shown(&mut usual(text).unwrap()), expected);
}

#[test]
fn maps_give_constants_value_lists_defaults_and_several_columns() {
    let map = "empty = [\"NULL\"]\n[fields]\nname = \"{N}\"\nphone = [\"P\", \"Q\"]\n\
        sex = { from = \"S\", values = { M = \"male\" }, default = \"unknown\" }\nsource = { value = \"web\" }";
    let text = "N,P,Q,S\nA,=\"0138\",NULL,M\nB,1,2,NULL\n";
    let expected = [
        "2: name=A phone=0138 sex=male source=web",
        "3: name=B phone=1 phone=2 sex=unknown source=web",
    ];
    assert_eq!(
        shown(&mut open(text, Kind::Customers, map, "").unwrap()),
        expected
    );
}

#[test]
fn a_joined_file_answers_by_key_and_a_key_without_a_row_rejects() {
    let map = |missing: &str| {
        format!(
            "[[join]]\nname = \"g\"\nfile = \"g.csv\"\nkey = \"K\"\non = \"G\"\n{missing}\n[fields]\nname = \"N\"\ncity = \"g.City\""
        )
    };
    let (text, joined) = ("N,G\nA,1\nB,\nC,9\n", "K,City\n1,Bonn\n");
    let mut rows = open(text, Kind::Customers, &map(""), joined).unwrap();
    let no_key = "4: Some(\"G\") NoSuchKey { file: \"g.csv\", key: \"9\" }";
    assert_eq!(
        shown(&mut rows),
        ["2: city=Bonn name=A", "3: name=B", no_key]
    );
    let mut rows = open(text, Kind::Customers, &map("missing = \"empty\""), joined).unwrap();
    assert_eq!(shown(&mut rows)[2], "4: name=C");
}

#[test]
fn a_header_may_stand_further_down_or_be_missing() {
    let map = "header = 3\n[fields]\nname = \"N\"";
    let mut rows = open("\"report, of\n\nN;P\nA;1\n", Kind::Customers, map, "").unwrap();
    assert_eq!(shown(&mut rows), ["4: name=A"]);
    let map = "columns = [\"N\", \"P\"]\ndelimiter = \"|\"\n[fields]\nname = \"N\"\nphone = \"P\"";
    let mut rows = open("A|1\nB|2\n", Kind::Customers, map, "").unwrap();
    assert_eq!(shown(&mut rows), ["1: name=A phone=1", "2: name=B phone=2"]);
}

#[test]
fn mended_rejects_are_read_with_the_same_map_and_the_others_rejected_again() {
    for map in [
        "[fields]\nname = \"N\"\nphone = \"P\"",
        "columns = [\"N\", \"P\"]\ndelimiter = \";\"\n[fields]\nname = \"N\"\nphone = \"P\"",
        "header = 2\n[fields]\nname = \"N\"\nphone = \"P\"",
    ] {
        let head = if map.starts_with("header") {
            "x\nN;P\n"
        } else if map.starts_with("col") {
            ""
        } else {
            "N;P\n"
        };
        let text = format!("{head}\"A\n=1\";+86;surplus\nB;+86\n");
        let mut rows = open(&text, Kind::Customers, map, "").unwrap();
        let mut bytes = Vec::new();
        let mut rejects = Rejects::new(&mut bytes, rows.header(), rows.rejects()).unwrap();
        let mut record = rows.record();
        while rows.read(&mut record).unwrap() != Step::End {
            rejects.add(rows.row(), None, "reason").unwrap();
        }
        rejects.flush().unwrap();
        assert_eq!(rejects.written(), 2);
        drop(rejects);
        let text = String::from_utf8(bytes).unwrap();
        let mut again = open(&text, Kind::Customers, map, "").unwrap();
        assert_eq!(again.header(), ["N", "P"]);
        assert!(again.unused().is_empty());
        let expected = [
            "2: None TooManyCells { expected: 2, found: 3 }",
            "4: name=B phone=+86",
        ];
        assert_eq!(shown(&mut again), expected, "{map}");
        let mended = text.replace(";surplus", "");
        let mut again = open(&mended, Kind::Customers, map, "").unwrap();
        assert_eq!(shown(&mut again)[0], "2: name=A\n=1 phone=+86");
    }
}

#[test]
fn files_given_are_sorted_by_the_map_and_known_by_their_digest() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    for (name, text) in [("c.csv", "N,G\nA,1\n"), ("g.csv", "K,City\n1,Bonn\n")] {
        fs::write(path(name), text).unwrap();
    }
    let text = "[[join]]\nname = \"g\"\nfile = \"g.csv\"\nkey = \"K\"\non = \"G\"\n[fields]\nname = \"N\"\ncity = \"g.City\"";
    let map = Map::parse(text).unwrap();
    let files = Files::arrange(&[path("c.csv")], &map, None).unwrap();
    let other = Files::arrange(&[path("g.csv"), path("c.csv")], &map, None).unwrap();
    assert_eq!((&files.main, &files.joined), (&other.main, &other.joined));
    let mut rows = files.rows(&files.main[0], Kind::Customers, &map).unwrap();
    assert_eq!(shown(&mut rows), ["2: city=Bonn name=A"]);
    let digest = || files.digest(Kind::Customers, text, "").unwrap();
    let before = digest();
    assert_eq!(before, digest());
    fs::write(path("g.csv"), "K,City\n1,Köln\n").unwrap();
    assert_ne!(before, digest());
    fs::remove_file(path("g.csv")).unwrap();
    let missing = Files::arrange(&[path("c.csv")], &map, None);
    assert!(matches!(missing, Err(BadFile::NoSuchFile { file }) if file == "g.csv"));
}

#[test]
fn a_bad_row_within_an_order_does_not_part_it() {
    let text = "订单号,客户编号,产品,日期\nS1,1,a,d\nS1,1\nS1,1,b,d\n,2,c,d\n,2,c,d\n";
    let mut orders = Orders::new(open(text, Kind::Sales, "", "").unwrap());
    let mut sizes = Vec::new();
    loop {
        match orders.read().unwrap() {
            Part::End => break,
            Part::Bad(problem) => sizes.push((problem.line, 0)),
            Part::Order(lines) => sizes.push((lines[0].row.line, lines.len())),
        }
    }
    assert_eq!(sizes, [(3, 0), (2, 2), (5, 1), (6, 1)]);
}

#[test]
fn labels_addresses_and_birthdays_in_parts_are_put_together_row_by_row() {
    let text = "姓名,Phone 1 - Type,Phone 1 - Value,Relation 1 - Label,Relation 1 - Value,\
        Address 1 - Street,Address 1 - PO Box,Address 1 - City,Address 1 - Country,Business City,\
        Birth Year,Birth Month,Birthday,Gender\n\
        甲,* Mobile,138,Spouse,乙,人民路1号,,上海,中国,杭州,1972,1,31,M\n\
        丙,Work Fax,139,,丁,,,,,,,1,31,Unspecified\n";
    let mut rows = usual(text).unwrap();
    assert!(rows.unused().is_empty(), "{:?}", rows.unused());
    assert_eq!(
        shown(&mut rows),
        [
            "2: name=甲 mobile=138 member.spouse=乙 birthday=1972-1-31 sex=male city=上海 \
             address=人民路1号, 中国 address2.city=杭州",
            "3: name=丙 fax=139 member.other=丁 birthday=1-31",
        ]
    );
}
