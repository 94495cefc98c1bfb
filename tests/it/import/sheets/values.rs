//! What cells become: as a person sees them, never guessed; and where the header is.

use std::path::PathBuf;

use huoke::exchange::csv::MAX_CELL;
use huoke::exchange::field::Kind;
use huoke::exchange::problem::{BadFile, WorkbookFault};
use huoke::work::import::{Failure, SheetRead};

use super::super::{Place, counts};
use super::book::Cell::{Day, Fault, Nothing, Number, Six, Text, Time};
use super::book::{Cell, Sheet, sheet, texts, xlsx};
use crate::dump::texts as rows_of;

fn written(place: &Place, sheets: &[Sheet<'_>]) -> PathBuf {
    let file = place.folder.path().join("people.xlsx");
    std::fs::write(&file, xlsx(sheets, false)).unwrap();
    file
}

/// Notes on a sheet of their own, people under a title on the next, a hidden copy.
fn people<'a>() -> Vec<Sheet<'a>> {
    let header = texts(&["编号", "姓名", "电话", "生日", "会员卡号", "备注"]);
    let rows: Vec<Vec<Cell<'_>>> = vec![
        vec![
            Text("A1"),
            Text(" 王芳 "),
            Number("13800134821"),
            Day("31145"),
            Six("123"),
            Text("&amp;\n一"),
        ],
        vec![
            Text("A2"),
            Text("李强"),
            Text("013900134822"),
            Day("60"),
            Text("0012"),
            Nothing,
        ],
        vec![
            Text("A3"),
            Text("赵敏"),
            Text("1.38E+10"),
            Nothing,
            Nothing,
            Nothing,
        ],
        vec![
            Text("A4"),
            Text("孙丽"),
            Number("2.1E1"),
            Nothing,
            Number("110101199003071234"),
            Nothing,
        ],
        vec![
            Text("A5"),
            Text("周杰"),
            Number("1.3700137000E10"),
            Fault("#N/A"),
            Nothing,
            Time("0.75"),
        ],
    ];
    let mut numbered = vec![(1, texts(&["客户名单"])), (4, header)];
    numbered.extend((6..).zip(rows));
    let hidden = Sheet {
        name: "备份",
        state: "hidden",
        rows: vec![
            (1, texts(&["姓名", "电话"])),
            (2, texts(&["旧", "13800000000"])),
        ],
    };
    let notes = sheet("说明", vec![(1, texts(&["看第二张表"]))]);
    vec![hidden, notes, sheet("客户 &amp; 会员", numbered)]
}

#[test]
fn values_come_in_as_a_person_sees_them_from_the_first_sheet_with_a_header() {
    let place = Place::new("CNY");
    let file = written(&place, &people());
    let dry = place
        .import(Kind::Customers, &file, |plan| plan.dry_run = true)
        .unwrap();
    let report = place.import(Kind::Customers, &file, |_| {}).unwrap();
    assert_eq!(counts(&report), [5, 2, 0, 0, 3]);
    assert_eq!(counts(&dry), counts(&report));
    let read = SheetRead {
        file: file.clone(),
        sheet: "客户 & 会员".to_owned(),
        others: vec!["说明".to_owned()],
    };
    assert_eq!(report.sheets, [read]);
    assert_eq!(report.unused, ["#N/A × 1"]);
    let known = "SELECT c.name || '|' || p.typed || '|' || coalesce(d.year || '-' || d.month || '-' || d.day, '-')
        || '|' || coalesce(card_no, '-') || '|' || coalesce(replace(remark, char(10), '/'), '-')
        FROM customer c JOIN customer_phone p ON p.customer_id = c.id
        LEFT JOIN customer_date d ON d.customer_id = c.id ORDER BY c.id";
    assert_eq!(
        rows_of(&place.house(), known),
        [
            "王芳|13800134821|1985-4-8|000123|&/一",
            "周杰|13700137000|-|-|18:00:00"
        ]
    );
    let rejected =
        std::fs::read_to_string(place.folder.path().join("people.rejected.csv")).unwrap();
    for row in [
        "A2,李强,013900134822,1900-02-29,0012,,客户 & 会员!7,生日,",
        "A3,赵敏,1.38E+10,,,,客户 & 会员!8,电话,",
        "A4,孙丽,21,,1.10101199003071E+17,,客户 & 会员!9,会员卡号,",
    ] {
        assert!(rejected.contains(row), "{row}\n{rejected}");
    }
    place.is_sound();
    // Mended, they come in; the workbook itself is in already.
    let mended = rejected
        .replace("1900-02-29", "1900-02-28")
        .replace("1.38E+10", "13800134823")
        .replace("1.10101199003071E+17", "'110101199003071234")
        .replace(",21,", ",02162344821,");
    let mended = place.file("mended.csv", &mended);
    let report = place.import(Kind::Customers, &mended, |_| {}).unwrap();
    assert_eq!(counts(&report), [3, 3, 0, 0, 0]);
    let again = place.import(Kind::Customers, &file, |_| {});
    assert!(matches!(again, Err(Failure::Finished { .. })));
    place.is_sound();
}

#[test]
fn days_are_counted_from_1904_where_the_workbook_says_so() {
    let place = Place::new("CNY");
    let rows = vec![
        (1, texts(&["姓名", "生日"])),
        (2, vec![Text("王芳"), Day("29683")]),
    ];
    let file = place.folder.path().join("old.xlsx");
    std::fs::write(&file, xlsx(&[sheet("1", rows)], true)).unwrap();
    let report = place.import(Kind::Customers, &file, |_| {}).unwrap();
    assert_eq!(counts(&report), [1, 1, 0, 0, 0]);
    let born = "SELECT year || '-' || month || '-' || day FROM customer_date";
    assert_eq!(rows_of(&place.house(), born), ["1985-4-8"]);
}

#[test]
fn a_sheet_is_named_on_the_command_line_or_in_the_map_and_its_header_by_its_row() {
    let place = Place::new("CNY");
    let file = written(&place, &people());
    let hidden = place
        .import(Kind::Customers, &file, |plan| {
            plan.sheet = Some("备份".to_owned());
            plan.dry_run = true;
        })
        .unwrap();
    assert_eq!(counts(&hidden), [1, 1, 0, 0, 0]);
    let map = "sheet = \"客户 & 会员\"\nheader = 4\nignore = [\"*\"]\n[fields]\nname = \"姓名\"\n";
    let map = place.file("map.toml", map);
    let mapped = place
        .import(Kind::Customers, &file, |plan| plan.map = Some(map))
        .unwrap();
    assert_eq!(counts(&mapped), [5, 5, 0, 0, 0]);
    let other = place.import(Kind::Customers, &file, |plan| {
        plan.sheet = Some("客户".to_owned());
    });
    let Err(Failure::File(BadFile::Workbook { fault, .. })) = other else {
        panic!("{other:?}");
    };
    let known = ["备份", "说明", "客户 & 会员"].map(str::to_owned).to_vec();
    let sheet = "客户".to_owned();
    assert_eq!(fault, WorkbookFault::NoSuchSheet { sheet, known });
}

#[test]
fn a_cell_longer_than_any_may_be_gives_its_row_back_and_the_others_come_in() {
    let place = Place::new("CNY");
    let long = "长".repeat(MAX_CELL / 3 + 1);
    let rows = vec![
        (1, texts(&["姓名", "备注"])),
        (2, texts(&["王芳", &long])),
        (3, texts(&["李强", "短"])),
    ];
    let file = written(&place, &[sheet("1", rows)]);
    let report = place.import(Kind::Customers, &file, |_| {}).unwrap();
    assert_eq!(counts(&report), [2, 1, 0, 0, 1]);
    let rejected = std::fs::read_to_string(&report.rejects[0]).unwrap();
    assert!(rejected.contains("1!2,备注,"), "{}", rejected.len());
    let name = "SELECT name FROM customer";
    assert_eq!(rows_of(&place.house(), name), ["李强"]);
}

#[test]
fn a_workbook_may_be_joined_by_its_key_and_rows_of_a_text_find_it() {
    let place = Place::new("CNY");
    let rows = vec![
        (1, texts(&["城市表"])),
        (3, texts(&["城市编号", "城市"])),
        (4, vec![Number("21"), Text("上海")]),
        (5, vec![Number("10"), Text("北京")]),
    ];
    let other = sheet("别的", vec![(1, texts(&["说明"]))]);
    let cities = place.folder.path().join("cities.xlsx");
    std::fs::write(&cities, xlsx(&[other, sheet("城市", rows)], false)).unwrap();
    let map = "[[join]]\nname = \"c\"\nfile = \"cities.xlsx\"\nkey = \"城市编号\"\non = \"城市编号\"\n\
               [fields]\nname = \"姓名\"\ncity = \"c.城市\"\n";
    let map = place.file("map.toml", map);
    let people = place.file("people.csv", "姓名,城市编号\n王芳,21\n李强,10\n");
    let report = place
        .import(Kind::Customers, &people, |plan| plan.map = Some(map))
        .unwrap();
    assert_eq!(counts(&report), [2, 2, 0, 0, 0]);
    let cities = "SELECT city FROM customer_address ORDER BY customer_id";
    assert_eq!(rows_of(&place.house(), cities), ["上海", "北京"]);
}

#[test]
fn a_sheet_without_a_header_that_is_understood_is_refused_with_what_it_has() {
    let place = Place::new("CNY");
    let rows = vec![
        (3, texts(&["哪一列", "又一列"])),
        (4, texts(&["李", "138"])),
    ];
    let file = written(&place, &[sheet("1", rows)]);
    let refused = place.import(Kind::Customers, &file, |_| {});
    let Err(Failure::File(BadFile::NothingFor { found, .. })) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(found, ["哪一列", "又一列"]);
    let file = written(&place, &[sheet("1", Vec::new())]);
    let refused = place.import(Kind::Customers, &file, |_| {});
    assert!(format!("{refused:?}").contains("Empty"), "{refused:?}");
    assert_eq!(place.number("SELECT count(*) FROM import_batch"), 0);
}
