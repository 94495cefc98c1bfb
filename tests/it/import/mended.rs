//! What came back, mended and imported again, is there once: of tables in every encoding and of
//! sales. Cards and contacts have this in their own files.

use huoke::exchange::field::Kind;

use super::{Place, counts};
use crate::dump::texts;

/// Of three people one has no such day, and one a name that only looks like a formula.
const PEOPLE: &str = "姓名;电话;生日\n王芳;13800134821;1985-04-08\n李强;13800134822;2001-02-30\n\
                      =赵敏;+86 13800134823;31.11.1999\n";

fn written(encoding: &str, text: &str) -> Vec<u8> {
    let units = text.encode_utf16();
    match encoding {
        "utf-16le" => [
            b"\xFF\xFE".to_vec(),
            units.flat_map(u16::to_le_bytes).collect(),
        ]
        .concat(),
        "utf-16be" => [
            b"\xFE\xFF".to_vec(),
            units.flat_map(u16::to_be_bytes).collect(),
        ]
        .concat(),
        "utf-8 with a mark" => format!("\u{feff}{text}").into_bytes(),
        name => {
            let encoding = encoding_rs::Encoding::for_label(name.as_bytes()).unwrap();
            let (bytes, _, lost) = encoding.encode(text);
            assert!(!lost, "{name}");
            bytes.into_owned()
        }
    }
}

#[test]
fn rows_of_every_encoding_come_back_to_be_mended_and_are_there_once() {
    for (encoding, said) in [
        ("utf-8", false),
        ("utf-8 with a mark", false),
        ("utf-16le", false),
        ("utf-16be", false),
        ("gbk", false),
        ("gbk", true),
        ("gb18030", true),
        ("big5", true),
    ] {
        let place = Place::new("CNY");
        // Big5 has no simplified characters.
        let text = match encoding {
            "big5" => PEOPLE
                .replace('电', "電")
                .replace('话', "話")
                .replace('强', "強"),
            _ => PEOPLE.to_owned(),
        };
        let text = if encoding == "big5" {
            text.replace("赵", "趙")
        } else {
            text
        };
        let file = place.file("people.csv", "");
        std::fs::write(&file, written(encoding, &text)).unwrap();
        let import = |file: &std::path::Path| {
            let done = place.import(Kind::Customers, file, |plan| {
                plan.encoding = said.then(|| encoding.parse().unwrap());
            });
            done.unwrap()
        };
        let report = import(&file);
        assert_eq!(counts(&report), [3, 1, 0, 0, 2], "{encoding}");
        let back = std::fs::read_to_string(&report.rejects[0]).unwrap();
        assert!(back.contains("\n'=") && back.contains(";'+86 "), "{back}");
        // What is said of the first file does not hold for this one, which is marked as UTF-8.
        let half = back.replace("2001-02-30", "2001-02-28");
        let report = import(&place.file("half.csv", &half));
        assert_eq!(counts(&report), [2, 1, 0, 0, 1], "{encoding}");
        let rest = std::fs::read_to_string(&report.rejects[0]).unwrap();
        let report = import(&place.file("rest.csv", &rest.replace("31.11.", "30.11.")));
        assert_eq!(counts(&report), [1, 1, 0, 0, 0], "{encoding} {rest}");
        let names = texts(&place.house(), "SELECT name FROM customer ORDER BY id");
        let expected = text
            .lines()
            .skip(1)
            .map(|line| line.split(';').next().unwrap());
        assert_eq!(names, expected.collect::<Vec<_>>(), "{encoding}");
        let phones = "SELECT count(DISTINCT digits) FROM customer_phone";
        assert_eq!(place.number(phones), 3, "{encoding}");
        place.is_sound();
    }
}

#[test]
fn an_order_comes_back_whole_and_once_mended_is_there_once() {
    let place = Place::new("CNY");
    let people = place.file("people.csv", "编号,姓名\nA1,王芳\n");
    place.import(Kind::Customers, &people, |_| {}).unwrap();
    let goods = place.file("goods.csv", "编码,名称,价格\nP1,茶,10\nP2,米,20\n");
    place.import(Kind::Products, &goods, |_| {}).unwrap();
    let sales = "订单号,客户编号,产品,日期,数量\nS1,A1,P1,2026-11-01,1\nS1,A1,P2,2026-11-01,2\n\
                 S2,A1,P1,2026-11-02,1\nS2,A1,P3,2026-11-02,1\nS3,A9,P1,2026-11-03,1\n";
    let file = place.file("sales.csv", sales);
    let report = place.import(Kind::Sales, &file, |_| {}).unwrap();
    assert_eq!(counts(&report), [5, 1, 0, 0, 3]);
    let back = std::fs::read_to_string(&report.rejects[0]).unwrap();
    let mended = back.replace("P3", "P2").replace("A9", "A1");
    let mended = place.file("mended.csv", &mended);
    let report = place.import(Kind::Sales, &mended, |_| {}).unwrap();
    assert_eq!(counts(&report), [3, 2, 0, 0, 0]);
    // The first file with a line more: what is there stays as it is.
    let again = place.file("again.csv", &format!("{sales}S4,A1,P1,2026-11-04,1\n"));
    let report = place.import(Kind::Sales, &again, |_| {}).unwrap();
    assert_eq!((report.added, report.skipped), (1, 1), "{report:?}");
    let codes = texts(
        &place.house(),
        "SELECT code || ' ' || total FROM sale ORDER BY code",
    );
    assert_eq!(codes, ["S1 5000", "S2 3000", "S3 1000", "S4 1000"]);
    place.is_sound();
}
