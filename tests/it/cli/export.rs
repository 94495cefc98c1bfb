//! export: who may, what the files hold, where they go, and what the journal knows of it.

use std::os::unix::fs::PermissionsExt;

use serde_json::json;

use super::{Place, filled, keys, run};
use crate::dump::number;

const WHY: [&str; 2] = ["--reason", "月末存档"];

fn export(place: &Place, what: &str, name: &str) -> String {
    place.boss(&["export", what, "--to", name, WHY[0], WHY[1]]);
    std::fs::read_to_string(place.path(name)).unwrap()
}

/// A second house with the same people and units, without customers.
fn empty() -> Place {
    let place = Place::new();
    for (unit, agent) in [("T1", "wangwei"), ("T2", "zhaoyun")] {
        place.boss(&["unit", "add", unit, "--name", unit, "--kind", "team"]);
        place.boss(&[
            "staff", "add", agent, "--name", agent, "--role", "agent", "--unit", unit,
        ]);
    }
    place
}

/// Customers whose names, remarks and numbers are hard on spreadsheets.
fn hostile(place: &Place) {
    let people = "code,name,phone,remark,email\n\
        F1,=1+1,+86 138 0000 0001;021-62344821转803,\"一行\n第二行, \"\"引号\"\"\",a@x.cn;b@x.cn\n\
        F2,'王,001234,@SUM(A1),\n\
        F3,＝全角,0044 20 7946 0018,-5 度,\n\
        F4,𠮷野家,95588,\t\u{202e}tab,c@x.cn\n";
    let file = place.path("hostile.csv");
    std::fs::write(&file, people).unwrap();
    place.boss(&["import", "customers", "hostile.csv"]);
}

#[test]
fn customers_leave_as_text_that_spreadsheets_open_and_come_back_the_same() {
    let place = filled();
    hostile(&place);
    let text = export(&place, "customers", "people.csv");
    assert!(text.starts_with('\u{feff}'));
    let header = text.trim_start_matches('\u{feff}').lines().next().unwrap();
    assert!(header.starts_with("code,name,card_no,phone"), "{header}");
    assert!(header.ends_with(",huoke"), "{header}");
    assert!(text.contains("李明朗"), "{text}");
    let mut rows = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    for row in rows.records() {
        for cell in &row.unwrap() {
            let formula = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
            assert!(!cell.starts_with(formula), "{cell:?}");
        }
    }
    let mode = std::fs::metadata(place.path("people.csv"))
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600);

    let other = empty();
    std::fs::write(other.path("people.csv"), &text).unwrap();
    let report = &other.json(&["import", "customers", "people.csv"])[0];
    assert_eq!(
        (&report["added"], &report["rejected"]),
        (&json!(5), &json!(0))
    );
    assert_eq!(export(&other, "customers", "again.csv"), text);
}

#[test]
fn headers_are_in_the_language_that_is_asked_for_and_are_read_in_either() {
    let place = filled();
    let chinese = [
        "--lang",
        "zh",
        "export",
        "customers",
        "--to",
        "zh.csv",
        WHY[0],
        WHY[1],
    ];
    place.boss(&chinese);
    let text = std::fs::read_to_string(place.path("zh.csv")).unwrap();
    assert!(
        text.starts_with("\u{feff}客户编号,姓名,会员卡号,电话"),
        "{text}"
    );
    let other = empty();
    std::fs::write(other.path("zh.csv"), &text).unwrap();
    let report = &other.json(&["import", "customers", "zh.csv"])[0];
    assert_eq!(report["added"], 1);
    assert_eq!(
        export(&other, "customers", "en.csv"),
        export(&place, "customers", "en.csv")
    );
}

#[test]
fn whoever_may_not_export_gets_nothing_and_a_reason_is_asked_for() {
    let place = filled();
    let args = ["export", "customers", "--to", "x.csv", WHY[0], WHY[1]];
    let refused = run(&place, "wangwei", &args);
    assert_eq!(refused.code, 1, "{}", refused.err);
    place.refused(2, &["export", "customers", "--to", "x.csv"]);
    place.refused(
        2,
        &["export", "customers", "--to", "x.csv", "--reason", "  "],
    );
    place.refused(2, &["export", "customers", "--to", "x.doc", WHY[0], WHY[1]]);
    assert!(!place.path("x.csv").exists());
    let exports = "SELECT count(*) FROM journal_entry WHERE action = 'export'";
    assert_eq!(number(&place.file(), exports), 0);
}

#[test]
fn an_export_is_told_and_stays_in_the_journal_with_whose_numbers_left() {
    let place = filled();
    hostile(&place);
    let report = &place.json(&[
        "export",
        "customers",
        "李明",
        "--to",
        "li.csv",
        WHY[0],
        WHY[1],
    ])[0];
    assert_eq!(
        keys(report),
        ["cancelled", "entry", "file", "format", "rows", "what"]
    );
    assert_eq!(
        (&report["rows"], &report["file"]),
        (&json!(1), &json!("li.csv"))
    );
    let entry = &place.json(&["journal", "--limit", "1"])[0];
    assert_eq!(entry["entry"], report["entry"]);
    assert_eq!(
        (&entry["action"], &entry["why"]),
        (&json!("export"), &json!(WHY[1]))
    );
    assert_eq!(entry["taken"]["rows"], 1);
    assert_eq!(entry["taken"]["query"], "李明");
    let seen = "SELECT count(*) FROM view_log WHERE what = 'export' AND customer_id = 1";
    assert_eq!(number(&place.file(), seen), 1);
    assert!(place.boss(&["journal"]).contains("customers (csv): 1 rows"));
    // What has left cannot be called back, and is in nobody's way who takes back their last deed.
    place.refused(1, &["undo", &report["entry"].to_string()]);
    place.boss(&["undo"]);
    assert_eq!(number(&place.file(), "SELECT count(*) FROM customer"), 1);
    place.boss(&["check"]);
}

#[test]
fn a_folder_that_is_not_there_is_named_and_no_screen_is_spoken_of() {
    let place = empty();
    let no = place.refused(
        3,
        &[
            "export",
            "customers",
            "--to",
            "no/such/x.csv",
            WHY[0],
            WHY[1],
        ],
    );
    assert!(no.contains("no/such"), "{no}");
    assert!(!no.contains("screen"), "{no}");
}

#[test]
fn a_file_that_is_there_stays_unless_it_may_be_replaced() {
    let place = filled();
    std::fs::write(place.path("x.csv"), "mine").unwrap();
    place.refused(1, &["export", "customers", "--to", "x.csv", WHY[0], WHY[1]]);
    assert_eq!(
        std::fs::read_to_string(place.path("x.csv")).unwrap(),
        "mine"
    );
    place.boss(&[
        "export",
        "customers",
        "-o",
        "x.csv",
        "--yes",
        WHY[0],
        WHY[1],
    ]);
    let text = std::fs::read_to_string(place.path("x.csv")).unwrap();
    assert!(text.contains("李明朗"));
    let nowhere = [
        "export",
        "customers",
        "--to",
        "no/such/x.csv",
        WHY[0],
        WHY[1],
    ];
    assert!(place.refused(3, &nowhere).contains("no/such/x.csv"));
}

#[test]
fn standard_output_gets_the_rows_and_nothing_else() {
    let place = filled();
    let out = run(
        &place,
        "boss",
        &["export", "customers", "--to", "-", WHY[0], WHY[1]],
    );
    assert_eq!(out.code, 0, "{}", out.err);
    assert_eq!(out.out, export(&place, "customers", "x.csv"));
    assert!(out.err.contains('1'), "{}", out.err);
    let both = ["export", "customers", "--to", "-", "--json", WHY[0], WHY[1]];
    place.refused(2, &both);
}

#[test]
fn contact_cards_hold_what_telephones_read() {
    let place = filled();
    hostile(&place);
    let cards = export(&place, "customers", "people.vcf");
    assert_eq!(cards.matches("BEGIN:VCARD\r\nVERSION:3.0").count(), 5);
    assert!(cards.contains("FN:李明朗\r\n"));
    assert!(cards.contains("TEL;TYPE=CELL:138 0013 4821\r\n"), "{cards}");
    assert!(cards.split("\r\n").all(|line| line.len() <= 75));
    let four = [
        "export",
        "customers",
        "--to",
        "4.vcf",
        "--vcard",
        "4.0",
        WHY[0],
        WHY[1],
    ];
    place.boss(&four);
    let four = std::fs::read_to_string(place.path("4.vcf")).unwrap();
    assert_eq!(four.matches("VERSION:4.0").count(), 5);
    let sales = ["export", "sales", "--to", "s.vcf", WHY[0], WHY[1]];
    place.refused(2, &sales);
}

#[test]
fn a_workbook_is_a_workbook_and_holds_every_customer() {
    let place = filled();
    hostile(&place);
    place.boss(&["export", "customers", "--to", "x.xlsx", WHY[0], WHY[1]]);
    let bytes = std::fs::read(place.path("x.xlsx")).unwrap();
    assert!(bytes.starts_with(b"PK\x03\x04"));
    let out = [
        "export",
        "customers",
        "--to",
        "-",
        "--vcard",
        "4.0",
        WHY[0],
        WHY[1],
    ];
    assert!(place.boss(&out).contains("VERSION:4.0"));
}
