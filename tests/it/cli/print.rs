//! print: rosters and file sheets, who may have them, and what is in them.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use serde_json::json;
use unicode_width::UnicodeWidthStr;

use super::{Place, filled, keys, run};

/// Customers whose names and remarks would be markup, keys for a terminal, or a second row.
fn hostile(place: &Place) {
    let people = "code,name,phone,remark,city,address,owner\n\
        H1,<script>alert(1)</script>,13900139001,\"</table><img src=x onerror=y>\",上海,\"一行\n第二行\",wangwei\n\
        H2,\u{1b}[2J\u{202e}王,13900139002,&amp;\"\",北京,\"a'b\",zhaoyun\n\
        H3,很长很长很长很长很长很长很长很长的名字,95588,,广州,天河路 1 号,zhaoyun\n";
    fs::write(place.path("hostile.csv"), people).unwrap();
    place.boss(&["import", "customers", "hostile.csv"]);
}

fn print(place: &Place, args: &[&str]) -> String {
    place.boss(&[&["print"], args].concat())
}

const WHY: [&str; 2] = ["--reason", "月会"];

fn roster(place: &Place, args: &[&str]) -> String {
    print(place, &[&["roster"], &WHY[..], args].concat())
}

#[test]
fn a_roster_is_aligned_as_it_is_seen_and_cuts_nothing() {
    let place = filled();
    hostile(&place);
    let told = roster(&place, &["--lang", "zh"]);
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(lines[0], "客户一览表");
    assert!(lines[1].starts_with("共 4 位"), "{told}");
    assert!(lines.iter().all(|line| line.width() <= 96), "{told}");
    // The column of numbers begins in the same place in every row.
    let column = |code: &str, what: &str| {
        let line = lines.iter().find(|line| line.contains(code)).unwrap();
        line.split(what).next().unwrap().width()
    };
    let at = column("C000001", "138 0013 4821");
    assert_eq!(column("H1", "139 0013 9001"), at, "{told}");
    assert_eq!(column("H3", "95588"), at, "{told}");
    let whole: String = lines.iter().flat_map(|line| line.chars()).collect();
    assert!(whole.contains("021 6234 4821"), "{told}");
    assert_eq!(whole.matches('很').count(), 8, "{told}");
    assert!(
        !told.contains('\u{1b}') && !told.contains('\u{202e}'),
        "{told}"
    );
    let english = roster(&place, &["--lang", "en"]);
    assert!(english.starts_with("Customers\n4 customers"), "{english}");
}

#[test]
fn a_roster_is_of_whom_was_asked_for() {
    let place = filled();
    hostile(&place);
    let mine = roster(&place, &["--owner", "wangwei"]);
    assert!(mine.contains("H1") && mine.contains("C000001"), "{mine}");
    assert!(!mine.contains("H2") && !mine.contains("H3"), "{mine}");
    let found = roster(&place, &["9002"]);
    assert!(found.contains("H2") && !found.contains("H1"), "{found}");
    let nobody = run(
        &place,
        "boss",
        &[
            "print", "roster", "9001", "--owner", "wangwe", WHY[0], WHY[1],
        ],
    );
    assert_eq!(nobody.code, 2);
    assert!(nobody.err.contains("wangwei"), "{}", nobody.err);
    let nothing = run(
        &place,
        "boss",
        &["print", "roster", "77777777", WHY[0], WHY[1]],
    );
    assert_eq!(nothing.code, 1);
}

#[test]
fn pages_of_text_have_their_columns_and_no_more_lines_than_asked_for() {
    let place = filled();
    hostile(&place);
    let told = roster(&place, &["--lines", "9"]);
    let pages: Vec<&str> = told.split('\u{c}').collect();
    assert!(pages.len() > 1, "{told}");
    for page in &pages {
        assert!(page.lines().count() <= 9, "{page}");
        assert_eq!(page.matches("-----").count() / 19, 1, "{page}");
    }
}

#[test]
fn pages_of_html_stand_alone_and_nothing_from_outside_is_markup() {
    let place = filled();
    hostile(&place);
    let told = roster(&place, &["--to", "roster.html"]);
    assert!(told.contains("roster.html"), "{told}");
    let page = fs::read_to_string(place.path("roster.html")).unwrap();
    let sheet = print(&place, &["sheet", "H1", "--html"]);
    for page in [&page, &sheet] {
        assert!(
            page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"),
            "{page}"
        );
        for bad in ["<script", "<img", "http:", "https:", "\u{1b}", "\u{202e}"] {
            assert!(!page.contains(bad), "{bad}: {page}");
        }
        assert!(page.contains("@page{size:A4"));
        assert!(page.trim_end().ends_with("</html>"));
        let tables = [
            page.matches("<table").count(),
            page.matches("</table>").count(),
        ];
        assert_eq!(tables[0], tables[1]);
    }
    assert_eq!(page.matches("<tr>").count(), 5);
    let mode = fs::metadata(place.path("roster.html"))
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600);
    let again = run(
        &place,
        "boss",
        &["print", "sheet", "H1", "--to", "roster.html"],
    );
    assert_ne!(again.code, 0);
    assert_eq!(fs::read_to_string(place.path("roster.html")).unwrap(), page);
    print(&place, &["sheet", "H1", "--to", "roster.html", "--yes"]);
    assert_ne!(fs::read_to_string(place.path("roster.html")).unwrap(), page);
}

#[test]
fn a_sheet_has_everything_of_the_customer_on_it() {
    let place = filled();
    place.boss(&[
        "field",
        "add",
        "plate",
        "--label-zh",
        "车牌号",
        "--label-en",
        "Plate",
        "--kind",
        "text",
    ]);
    place.boss(&[
        "customer",
        "edit",
        "C000001",
        "--set",
        "custom.plate=沪A12345",
    ]);
    place.boss(&[
        "customer",
        "person",
        "C000001",
        "--family",
        "--name",
        "张丽",
        "--relation",
        "妻",
    ]);
    place.boss(&[
        "note",
        "C000001",
        "--kind",
        "gift",
        "--cost",
        "128",
        "--note",
        "两盒茶叶",
    ]);
    let told = print(&place, &["--lang", "zh", "sheet", "C000001"]);
    for part in [
        "客户档案",
        "C000001",
        "李明朗",
        "138 0013 4821",
        "li@example.com",
        "上海",
        "农历",
        "1985-05-01",
        "张丽",
        "金卡",
        "车牌号",
        "沪A12345",
        "赠送礼品",
        "两盒茶叶",
        "¥128",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    assert!(told.lines().all(|line| line.width() <= 96), "{told}");
    let english = print(&place, &["--lang", "en", "sheet", "C000001"]);
    assert!(
        english.contains("Plate") && english.contains("Gift"),
        "{english}"
    );
}

#[test]
fn only_whoever_may_gets_whole_numbers_and_it_leaves_a_trace() {
    let place = filled();
    place.boss(&["staff", "add", "wu", "--name", "吴", "--role", "warehouse"]);
    for (login, code) in [("wangwei", 1), ("wu", 1)] {
        let refused = run(&place, login, &["print", "roster", WHY[0], WHY[1]]);
        assert_eq!((refused.code, refused.out.as_str()), (code, ""), "{login}");
    }
    let bare = run(&place, "boss", &["print", "roster", "--reason", " "]);
    assert_eq!((bare.code, bare.out.as_str()), (2, ""), "{}", bare.err);
    let looks = |place: &Place| crate::dump::number(&place.file(), "SELECT count(*) FROM view_log");
    let before = looks(&place);
    roster(&place, &[]);
    assert_eq!(looks(&place), before + 1);
    let entry = &place.json(&["journal", "--limit", "1"])[0];
    assert_eq!(
        (&entry["action"], &entry["why"]),
        (&json!("export"), &json!("月会"))
    );

    let seen = run(&place, "wangwei", &["print", "sheet", "C000001"]);
    assert!(seen.out.contains("138 0013 4821"), "{}", seen.out);
    assert_eq!(looks(&place), before + 2);
    let masked = run(&place, "wu", &["print", "sheet", "C000001"]);
    assert!(!masked.out.contains("0013 4821"), "{}", masked.out);
    assert_eq!(looks(&place), before + 2);
    let stranger = run(&place, "boss", &["print", "sheet", "C000777"]);
    assert_eq!(stranger.code, 1);

    let told = place.json(&["print", "roster", "--to", "r.txt", WHY[0], WHY[1]]);
    assert_eq!(keys(&told[0]), ["cancelled", "entry", "file", "rows"]);
    let both = run(&place, "boss", &["--json", "print", "sheet", "C000001"]);
    assert_eq!(both.code, 2);
}
